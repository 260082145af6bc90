package data

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// openImages reads a directory of images in the format of MNIST: the files
// train-images-idx3-ubyte and train-labels-idx1-ubyte, and the same of t10k where
// there is a part to test with. Each may be gzipped, its name may end in .gz, and
// the dash before idx may be a dot. The samples of t10k come last (see Set.Test).
//
// Pixels become 0 to 1 and are not standardised: those of a border may be the same
// in all images. The labels that occur are the classes, by value; those above 9
// must go on from there without a gap, so that one damaged byte is no class. Two
// gibibytes of numbers a file are read at most. What is wrong gives an error of
// one line that names file and field.
func openImages(dir string) (*Set, error) {
	train, err := readImages(dir, "train")
	if err != nil {
		return nil, err
	}
	if train == nil {
		return nil, fmt.Errorf("%s: is a directory without %s: give a CSV file, or a directory of images in the format of MNIST",
			printable(dir), strings.Join(spellings("train", imageFiles), ", "))
	}
	test, err := readImages(dir, "t10k")
	if err != nil {
		return nil, err
	}
	s := &Set{
		Name: dir, Title: printable(filepath.Base(dir)), Source: "read from " + printable(dir),
		X: train.x, Width: train.width, Height: train.height, Features: pixels(train.height, train.width),
	}
	class, err := s.nameClasses(train)
	if err != nil {
		return nil, err
	}
	s.Y = train.classes(class)
	if test == nil {
		return s, nil
	}
	return s, s.addTest(train, test, class)
}

// part is the images of one part with the label of each.
type part struct {
	x             [][]float64
	label         []byte
	height, width int
	images        string // the path of the file
	labels        string
}

// The two kinds of files of a part, and how many sizes each has.
const (
	imageFiles = "images-idx3-ubyte"
	labelFiles = "labels-idx1-ubyte"
)

// readImages reads a part of dir, nil where there is no file of its images.
func readImages(dir, name string) (*part, error) {
	images, err := find(dir, name, imageFiles)
	if err != nil || images == "" {
		return nil, err
	}
	labels, err := find(dir, name, labelFiles)
	if err != nil {
		return nil, err
	}
	if labels == "" {
		return nil, fmt.Errorf("%s: has no file of labels beside it, which is %s: add it",
			printable(images), strings.Join(spellings(name, labelFiles), ", "))
	}
	p := &part{images: images, labels: labels}
	err = readIDX(labels, images, p)
	return p, err
}

// readIDX fills the part from its two files.
func readIDX(labels, images string, p *part) error {
	err := withIDX(images, func(f *idx) (err error) {
		p.x, p.height, p.width, err = f.images()
		return err
	})
	if err != nil {
		return err
	}
	return withIDX(labels, func(f *idx) (err error) {
		p.label, err = f.labels(len(p.x))
		return err
	})
}

// withIDX opens a file for read.
func withIDX(path string, read func(*idx) error) error {
	file, err := os.Open(path)
	if err != nil {
		return unreadable(path, err)
	}
	defer file.Close()
	f, err := newIDX(file, path)
	if err != nil {
		return err
	}
	return read(f)
}

// spellings are the names that a file goes by; the first one that is there counts.
func spellings(part, kind string) []string {
	dash := part + "-" + kind
	dot := part + "-" + strings.Replace(kind, "-", ".", 1)
	return []string{dash, dot, dash + ".gz", dot + ".gz"}
}

// find is the path of a file, "" where there is none.
func find(dir, part, kind string) (string, error) {
	for _, name := range spellings(part, kind) {
		path := filepath.Join(dir, name)
		switch info, err := os.Stat(path); {
		case errors.Is(err, fs.ErrNotExist):
			continue
		case err != nil:
			return "", unreadable(path, err)
		case !info.Mode().IsRegular():
			return "", fmt.Errorf("%s: is no regular file: put the file itself there", printable(path))
		}
		return path, nil
	}
	return "", nil
}

func pixels(height, width int) []string {
	names := make([]string, 0, height*width)
	for i := range height * width {
		names = append(names, fmt.Sprintf("row %d column %d", i/width+1, i%width+1))
	}
	return names
}

// nameClasses makes the labels of the training part the classes, and returns which
// class each label is, -1 for none.
func (s *Set) nameClasses(train *part) (class [256]int, err error) {
	var first [256]int // the sample with each label, from 1
	for i := len(train.label) - 1; i >= 0; i-- {
		first[train.label[i]] = i + 1
	}
	for label := range class {
		class[label] = -1
		switch {
		case first[label] == 0:
			continue
		case label > 9 && first[label-1] == 0:
			return class, fmt.Errorf("%s: label of sample %d: %d is out of range: labels are 0 to 9, or go on from there without a gap",
				printable(train.labels), first[label], label)
		}
		class[label] = len(s.Classes)
		s.Classes = append(s.Classes, strconv.Itoa(label))
	}
	if len(s.Classes) < 2 {
		return class, fmt.Errorf("%s: every label is %s: give images of two classes or more", printable(train.labels), s.Classes[0])
	}
	return class, nil
}

func (p *part) classes(class [256]int) []int {
	y := make([]int, len(p.label))
	for i, label := range p.label {
		y[i] = class[label]
	}
	return y
}

// addTest puts the test part after the samples to learn from.
func (s *Set) addTest(train, test *part, class [256]int) error {
	if test.height != train.height || test.width != train.width {
		return fmt.Errorf("%s: size of an image: is %d×%d, in %s it is %d×%d: give files of one size",
			printable(test.images), test.height, test.width, printable(train.images), train.height, train.width)
	}
	y := test.classes(class)
	for i, c := range y {
		if c < 0 {
			return fmt.Errorf("%s: label of sample %d: %d is out of range: the samples to learn from have %s",
				printable(test.labels), i+1, test.label[i], strings.Join(s.Classes, ", "))
		}
	}
	s.Test = len(s.Y)
	s.X, s.Y = append(s.X, test.x...), append(s.Y, y...)
	return nil
}
