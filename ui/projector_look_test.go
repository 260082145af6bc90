package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"nudge/model"
	"nudge/ui/pane"
)

// The projector looks as on file in both themes.
func TestProjectorInBothThemes(t *testing.T) {
	for _, theme := range []Theme{Dark, Light} {
		a := start(t, model.Iris(), theme)
		size(a, 80, 24)
		press(a, "n", ".", ".", ".")
		for _, size := range sizes {
			p := pane.NewProjector()
			p.Resize(size.w, size.h)
			p.Show(a.scene())
			got := strings.Join(p.Rows(), "\n") + "\n"
			path := filepath.Join("testdata", "screens", fmt.Sprintf("projector-%dx%d-%s.golden", size.w, size.h, theme))
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", path, diff)
			}
		}
	}
}
