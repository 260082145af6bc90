package cli

import (
	"os"
	"path/filepath"

	"github.com/rogpeppe/go-internal/testscript"
)

// userFiles puts files that are no text into $WORK: networks that NumPy saved, and
// images in the format of MNIST, 2×2 pixels of which one is lit, ten to learn from
// and two to test with.
func userFiles(env *testscript.Env) error {
	if err := os.CopyFS(filepath.Join(env.WorkDir, "npz"), os.DirFS("../../model/testdata/npz")); err != nil {
		return err
	}
	var images, labels []byte
	for i := range 10 {
		image := make([]byte, 4)
		image[i%2] = byte(200 + i)
		images, labels = append(images, image...), append(labels, byte(i%2))
	}
	size := []byte{0, 0, 0, 2, 0, 0, 0, 2}
	for name, parts := range map[string][][]byte{
		"images/train-images-idx3-ubyte": {{0, 0, 8, 3, 0, 0, 0, 10}, size, images},
		"images/train-labels-idx1-ubyte": {{0, 0, 8, 1, 0, 0, 0, 10}, labels},
		"images/t10k-images-idx3-ubyte":  {{0, 0, 8, 3, 0, 0, 0, 2}, size, images[:8]},
		"images/t10k-labels-idx1-ubyte":  {{0, 0, 8, 1, 0, 0, 0, 2}, labels[:2]},
		"cut/train-images-idx3-ubyte":    {{0, 0, 8, 3, 0, 0, 0, 10}, size, images[:39]},
		"cut/train-labels-idx1-ubyte":    {{0, 0, 8, 1, 0, 0, 0, 10}, labels},
	} {
		path := filepath.Join(env.WorkDir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		var all []byte
		for _, p := range parts {
			all = append(all, p...)
		}
		if err := os.WriteFile(path, all, 0o644); err != nil {
			return err
		}
	}
	return nil
}
