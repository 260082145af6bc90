package export

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image/png"
	"io"
	"math"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/image/font/sfnt"
	"gonum.org/v1/plot"

	"nudge/dynamics"
	"nudge/model"
)

// at is a preset at a frame.
func at(t *testing.T, p model.Preset, frame int, ref dynamics.Reference, change func(*dynamics.Settings)) (*dynamics.Frame, *dynamics.Source) {
	t.Helper()
	source, err := dynamics.FromPreset(p)
	if err != nil {
		t.Fatal(err)
	}
	set := dynamics.Settings{Knobs: dynamics.DefaultKnobs(), Seed: 1, Sample: 1, On: true}
	change(&set)
	run, err := dynamics.NewRun(source, set, 20)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := run.Seek(frame, 0); err != nil {
		t.Fatal(err)
	}
	f := &dynamics.Frame{}
	run.Observe(f, ref)
	return f, source
}

func drawn(t *testing.T, f *dynamics.Frame, source *dynamics.Source, format string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Figure(&b, f, source, format); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestFigures draws every preset, at rest, on the way and late, against each
// reference: a whole file, with every letter that its words have, and in every format
// the same each time.
func TestFigures(t *testing.T) {
	for _, p := range model.Presets() {
		for i, frame := range []int{0, 2, 30} {
			ref := dynamics.Reference(i)
			f, source := at(t, p, frame, ref, func(s *dynamics.Settings) {
				if i == 2 {
					s.Temperature, s.Chains, s.Inverted, s.Nudge, s.Target = 1e-5, 5, true, dynamics.Kick, 1
				}
			})
			isSVG(t, drawn(t, f, source, "svg"))
			for _, line := range append(caption(f, source), aim(f), moving(f), "°") {
				lettered(t, line)
			}
		}
	}
	f, source := at(t, model.Xor(), 3, dynamics.Backprop, func(*dynamics.Settings) {})
	for _, format := range Pictures() {
		if !bytes.Equal(drawn(t, f, source, format), drawn(t, f, source, format)) {
			t.Errorf("two pictures in %s differ", format)
		}
	}
}

// TestLooks: sixteen layers are told apart without colour, by shape and dash together.
func TestLooks(t *testing.T) {
	seen := map[string]int{}
	for hops := range 16 {
		how := fmt.Sprintf("%T %v", lookOf(hops).shape, lookOf(hops).dash)
		if other, ok := seen[how]; ok {
			t.Errorf("the layers %d and %d hops away look alike: %s", other, hops, how)
		}
		seen[how] = hops
		if hops >= 8 && lookOf(hops).ink == lookOf(hops-8).ink {
			t.Errorf("the layers %d and %d hops away have one colour", hops-8, hops)
		}
	}
}

// isSVG fails unless a picture is whole XML with nothing but numbers in it.
func isSVG(t *testing.T, b []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(b))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("the SVG is no XML: %v", err)
		}
	}
	if regexp.MustCompile(`NaN|Inf|<text`).Match(b) {
		t.Error("the SVG has no number somewhere, or letters that a reader may not have")
	}
}

// lettered fails if the font has no shape for a letter.
func lettered(t *testing.T, text string) {
	t.Helper()
	face := plot.DefaultTextHandler.Cache().Lookup(letter(letters), letters)
	var buf sfnt.Buffer
	for _, r := range text {
		if glyph, err := face.Face.GlyphIndex(&buf, r); err != nil || glyph == 0 {
			t.Errorf("the font has no %q, which is in %q", r, text)
		}
	}
}

// TestFigureColours: both bars and all layers are there, in their colours.
func TestFigureColours(t *testing.T) {
	f, source := at(t, model.Iris(), 5, dynamics.Backprop, func(*dynamics.Settings) {})
	picture, err := png.Decode(bytes.NewReader(drawn(t, f, source, "png")))
	if err != nil {
		t.Fatal(err)
	}
	if w := picture.Bounds().Dx(); w < 1900 || w > 2100 {
		t.Errorf("the PNG is %d dots wide, not 17 cm of 300 an inch", w)
	}
	count := map[[3]uint32]int{}
	for y := range picture.Bounds().Dy() {
		for x := range picture.Bounds().Dx() {
			r, g, b, _ := picture.At(x, y).RGBA()
			count[[3]uint32{r >> 8, g >> 8, b >> 8}]++
		}
	}
	for name, ink := range map[string][3]uint32{"derivative": {0x00, 0x72, 0xB2}, "gradient": {0xFC, 0xE4, 0xD2}, "h1": {0x00, 0x78, 0x5A}, "h2": {0xA3, 0x48, 0x7F}, "paper": {0xFF, 0xFF, 0xFF}} {
		if count[ink] < 500 {
			t.Errorf("%d dots have the colour of %s", count[ink], name)
		}
	}
}

// TestFigureIsTimeless: a PDF does not say when it was made, and a reader takes it.
func TestFigureIsTimeless(t *testing.T) {
	f, source := at(t, model.Lesson(), 5, dynamics.Backprop, func(*dynamics.Settings) {})
	b := drawn(t, f, source, "pdf")
	if bytes.Contains(b, []byte(time.Now().Format("D:2006"))) || !bytes.Contains(b, []byte("D:20000101000000")) {
		t.Error("the PDF has a date")
	}
	path, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("there is no pdftotext to read it with")
	}
	cmd := exec.Command(path, "-", "-")
	cmd.Stdin = bytes.NewReader(b)
	if out, err := cmd.CombinedOutput(); err != nil || strings.Contains(string(out), "Error") {
		t.Errorf("pdftotext: %v, %s", err, out)
	}
}

// TestCaption: it says all that makes the frame.
func TestCaption(t *testing.T) {
	f, source := at(t, model.Iris(), 4, dynamics.BPTT, func(s *dynamics.Settings) {
		s.Temperature, s.Chains, s.Gain, s.Inverted, s.Target, s.Seed = 1e-4, 5, 1.5, true, 2, 7
	})
	said := strings.Join(caption(f, source), " ")
	for _, word := range []string{
		"iris 4-8-6-3 tanh", "iris 1 (setosa)", "versicolor", "seed 7", "Frame 4, t = 0.4", "spring", "β = −0.1", "T = 1.0e-04", "N = 5",
		"ε = 0.1", "gain 1.5", "raw", "bptt",
	} {
		if !strings.Contains(said, word) {
			t.Errorf("the caption does not say %q: %s", word, said)
		}
	}
}

// TestFormatOf: the ending of a name says the format.
func TestFormatOf(t *testing.T) {
	for _, format := range Formats() {
		if got, err := FormatOf("a.b/c." + strings.ToUpper(format)); err != nil || got != format {
			t.Errorf("%s is read as %q, %v", format, got, err)
		}
	}
	for _, name := range []string{"", "csv", "a.txt", "a.csv/b"} {
		if _, err := FormatOf(name); err == nil {
			t.Errorf("%q has a format", name)
		}
	}
}

// TestSides: on arrival both bars are the same, whichever way the nudge pushes.
func TestSides(t *testing.T) {
	for _, inverted := range []bool{false, true} {
		f, _ := at(t, model.Iris(), 3, dynamics.Backprop, func(s *dynamics.Settings) { s.Inverted = inverted })
		derivative, gradient := sides(f, 1)
		for i, d := range derivative {
			if math.Abs(d-gradient[i]) > 1e-2 {
				t.Errorf("inverted %v: unit %d moves by %v, and %s is %v", inverted, i, d, aim(f), gradient[i])
			}
		}
	}
}
