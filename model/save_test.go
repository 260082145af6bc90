package model

import (
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// TestSaveReplaces: Save makes a file or replaces one, and leaves nothing else.
func TestSaveReplaces(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "net.json")
	for scale := range 3 {
		spec := drawSpec(rand.New(rand.NewPCG(1, 1)), "tanh", float64(scale), 2, 3, 1)
		if back := saved(t, path, spec); !reflect.DeepEqual(back, spec) {
			t.Errorf("saved as %v, not %v", back, spec)
		}
	}
	onlyFiles(t, dir, "net.json")
}

// onlyFiles fails if the folder holds anything else, as a temporary file.
func onlyFiles(t *testing.T, dir string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if !reflect.DeepEqual(got, names) {
		t.Errorf("the folder holds %q, want %q", got, names)
	}
}

// TestSaveFails: what cannot be written is an error, and nothing is left behind.
func TestSaveFails(t *testing.T) {
	n := compiled(t, drawSpec(rand.New(rand.NewPCG(1, 1)), "tanh", 1, 2, 3, 1))
	dir := t.TempDir()
	target := filepath.Join(dir, "folder")
	if err := os.MkdirAll(filepath.Join(target, "inside"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := n.Save(target); err == nil {
		t.Error("a folder was replaced")
	}
	onlyFiles(t, dir, "folder")
	onlyFiles(t, target, "inside")
	if err := n.Save(filepath.Join(dir, "none", "net.json")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("into a folder that does not exist: %v", err)
	}
	if err := n.Save(os.DevNull + "/net.json"); err == nil {
		t.Error("into a folder that is none")
	}
}

// full is a disk with room for so many bytes.
type full struct{ room int }

var errFull = errors.New("no space left")

func (f *full) Write(p []byte) (int, error) {
	if len(p) <= f.room {
		f.room -= len(p)
		return len(p), nil
	}
	n := f.room
	f.room = 0
	return n, errFull
}

// TestWriteFails: a writer that fails anywhere is an error.
func TestWriteFails(t *testing.T) {
	n := compiled(t, drawSpec(rand.New(rand.NewPCG(1, 1)), "tanh", 1, 2, 3, 1))
	counter := &full{room: 1 << 20}
	if err := n.Write(counter); err != nil {
		t.Fatal(err)
	}
	size := 1<<20 - counter.room
	for room := range size {
		if err := n.Write(&full{room: room}); !errors.Is(err, errFull) {
			t.Fatalf("with room for %d of %d bytes: %v", room, size, err)
		}
	}
	if device, err := os.OpenFile("/dev/full", os.O_WRONLY, 0); err == nil {
		defer device.Close()
		if err := n.Write(device); err == nil {
			t.Error("a full device takes a network")
		}
	}
	if err := n.Write(io.Discard); err != nil {
		t.Error(err)
	}
}
