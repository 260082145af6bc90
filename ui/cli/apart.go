package cli

import (
	"os"
	"path/filepath"

	"github.com/spf13/pflag"

	"nudge/model"
	"nudge/model/data"
)

// named is a file and what it is to the command.
type named struct{ path, role string }

// apart refuses a file to write that is also one that is read, or is written
// otherwise: under another name too, or through a link. Files are those named without
// a flag, which are read.
func apart(flags *pflag.FlagSet, environ []string, files ...string) error {
	taken := inputs(flags, environ, files)
	for _, name := range []string{"record", "log", "checkpoint", "output", "cast", "out", "plot"} {
		f := flags.Lookup(name)
		if f == nil || f.Value.String() == "" || f.Value.String() == "-" {
			continue
		}
		for _, other := range taken {
			if path := f.Value.String(); sameFile(path, other.path) {
				return usage("--%s: %s is %s: choose another name", name, path, other.role)
			}
		}
		taken = append(taken, named{f.Value.String(), "written by --" + name})
	}
	return nil
}

// inputs are the files that a command reads.
func inputs(flags *pflag.FlagSet, environ, files []string) []named {
	var all []named
	for _, path := range files {
		all = append(all, named{path, "read by the same command"})
	}
	for _, name := range []string{"network", "data", "lesson"} {
		f := flags.Lookup(name)
		if f == nil || f.Value.String() == "" {
			continue
		}
		paths := []string{f.Value.String()}
		if name == "data" {
			paths = data.Files(f.Value.String())
		}
		for _, path := range paths {
			all = append(all, named{path, "read by --" + name})
		}
	}
	if folder := xdgFolder(environ, "XDG_CONFIG_HOME", ".config"); folder != "" {
		all = append(all, named{filepath.Join(folder, "config.toml"), "the file of your settings"})
	}
	return all
}

// sameFile tells whether two names are of one file, or would be when it is made. A
// device is nothing that is lost.
func sameFile(a, b string) bool {
	first, aErr := os.Stat(a)
	second, bErr := os.Stat(b)
	switch {
	case aErr == nil && bErr == nil:
		return os.SameFile(first, second) && (first.Mode().IsRegular() || first.IsDir())
	case aErr == nil || bErr == nil:
		return false
	}
	a, b = model.Follow(a), model.Follow(b)
	return filepath.Base(a) == filepath.Base(b) && filepath.Dir(a) != a && sameFile(filepath.Dir(a), filepath.Dir(b))
}
