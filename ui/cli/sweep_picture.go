package cli

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"nudge/dynamics/sweep"
)

// pictureKind is what a file's name says that it is: png, svg or pdf.
func pictureKind(path string) string {
	return strings.ToLower(strings.TrimPrefix(filepath.Ext(path), "."))
}

func pictureFormat(path string) error {
	if kinds := sweep.Pictures(); !slices.Contains(kinds, pictureKind(path)) {
		return fmt.Errorf("%s is no picture that can be drawn: let the name end in .%s", path, strings.Join(kinds, ", ."))
	}
	return nil
}

// openPicture opens the file of the picture, nil if none is asked for: better
// now than after the sweep.
func (s *sweeper) openPicture() (*output, error) {
	if s.plot == "" {
		return nil, nil
	}
	out, err := create(s.plot, s.out)
	if err != nil {
		return nil, usage("--plot: %s", strings.TrimPrefix(err.Error(), "--output: "))
	}
	return out, nil
}
