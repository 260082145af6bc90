package data

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
)

// Names lists the embedded data sets, the default first.
func Names() []string { return []string{"iris", "digits", "xor"} }

// Open gives the embedded set of that name, else reads the CSV file at that path
// (see ReadCSV), or the images in the directory there (see openImages). An embedded
// name wins over a file of the same name: write ./iris for the file. Each call
// decodes anew, so the caller owns the Set.
func Open(name string) (*Set, error) {
	switch name {
	case "iris":
		return iris()
	case "digits":
		return digits()
	case "xor":
		return xor(), nil
	}
	return openFile(name)
}

func openFile(path string) (*Set, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("no data set %q and no file of that name: choose %s, or give the path of a CSV file or of a directory of images",
			path, strings.Join(Names(), ", "))
	}
	if err != nil {
		return nil, unreadable(path, err)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return openImages(path)
	}
	return ReadCSV(f, path)
}

// Files are the files that Open reads for a name: none for an embedded set, those that
// are there for a directory of images.
func Files(name string) []string {
	if slices.Contains(Names(), name) {
		return nil
	}
	var paths []string
	for _, part := range []string{"train", "t10k"} {
		for _, kind := range []string{imageFiles, labelFiles} {
			if path, err := find(name, part, kind); err == nil && path != "" {
				paths = append(paths, path)
			}
		}
	}
	if paths == nil {
		return []string{name}
	}
	return paths
}

// unreadable is the error of a file that the system does not hand over.
func unreadable(path string, err error) error {
	reason := err
	if e := (*fs.PathError)(nil); errors.As(err, &e) {
		reason = e.Err // without the path, which the message has already
	}
	return fmt.Errorf("%s: cannot be read (%w): check its path and permissions", printable(path), reason)
}
