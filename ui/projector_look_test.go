package ui

import (
	"fmt"
	"testing"

	"nudge/model"
)

// The projector looks as on file in both themes.
func TestProjectorInBothThemes(t *testing.T) {
	for _, theme := range []Theme{Dark, Light} {
		a := start(t, model.Iris(), theme)
		press(a, "n", ".", ".", ".", "p")
		for _, at := range sizes {
			size(a, at.w, at.h)
			kept(t, fmt.Sprintf("projector-%dx%d-%s", at.w, at.h, theme), a.View().Content+"\n")
		}
	}
}
