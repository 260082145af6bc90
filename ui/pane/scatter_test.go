package pane

import (
	"strings"
	"testing"

	"nudge/dynamics"
	"nudge/model"
)

func TestScatterPictures(t *testing.T) {
	for _, test := range []struct {
		name string
		look pairsLook
		w, h int
	}{
		{"scatter-iris-3", pairsLook{preset: model.Iris(), frames: 3}, 42, 17},
		{"scatter-iris-3", pairsLook{preset: model.Iris(), frames: 3}, 80, 19},
		{"scatter-iris-0", pairsLook{preset: model.Iris()}, 42, 17},
		{"scatter-deep-14", pairsLook{preset: model.Deep(), frames: 14}, 42, 17},
		{"scatter-iris-3", pairsLook{preset: model.Iris(), frames: 3}, 20, 6},
		{"scatter-inverted-3", pairsLook{preset: model.Iris(), frames: 3, edit: func(s *dynamics.Settings) { s.Inverted = true }}, 80, 19},
		{"scatter-inverted-0", pairsLook{preset: model.Iris(), edit: func(s *dynamics.Settings) { s.Inverted = true }}, 54, 17},
	} {
		s := test.look.scene(t)
		s.Framed = test.w == 42
		pairsGolden(t, test.name, NewScatter(), s, test.w, test.h)
	}
}

// At its arrival frame a layer lies on the line y = x: every mark replaces one
// of its dots, or is in the row beside one.
func TestScatterPutsAnArrivingLayerOnTheDiagonal(t *testing.T) {
	s := pairsLook{preset: model.Iris(), frames: 2, edit: func(s *dynamics.Settings) { s.Beta = 1e-5 }}.scene(t)
	p := NewScatter()
	p.Resize(61, 61)
	p.Show(s)
	marks := 0
	for y := range 58 {
		for x := range 61 {
			if r, _ := p.At(x, y); r == '1' {
				marks++
				if off := x*59/61 - (59 - y); off < -2 || off > 2 {
					t.Errorf("a unit of h1 is at column %d row %d, off the diagonal by %d", x, y, off)
				}
			}
		}
	}
	if marks < 4 {
		t.Errorf("only %d units of h1 are seen", marks)
	}
}

// An inverted nudge drives every unit uphill: its mark is in the quarters that
// y = x does not cross, on the line that is drawn there and named above.
func TestScatterInvertedAgreesOnTheOtherDiagonal(t *testing.T) {
	s := pairsLook{preset: model.Iris(), frames: 3, edit: func(s *dynamics.Settings) { s.Beta, s.Inverted = 1e-5, true }}.scene(t)
	if a := s.Frame.Layers[0]; !(a.Cosine > 0.999) {
		t.Fatalf("the cosine of the layer that is reached is %v", a.Cosine)
	}
	p := NewScatter()
	p.Resize(81, 60)
	p.Show(s)
	marks, dots := 0, 0
	for y := range 59 {
		for x := range 81 {
			r, _ := p.At(x, y)
			if r != '·' && r != '2' {
				continue
			}
			if off := x*59/81 - y; off < -2 || off > 2 {
				t.Errorf("%c at column %d row %d is off the line y = −x by %d", r, x, y, off)
			}
			if r == '2' {
				marks++
			} else {
				dots++
			}
		}
	}
	if marks < 4 || dots < 40 {
		t.Errorf("%d units and %d dots of the line are seen", marks, dots)
	}
	for w, says := range map[int]string{81: "inverted: they agree on y=−x", 60: "inverted: y=−x", 49: "y=−x"} {
		for _, s.Framed = range []bool{false, true} {
			if got := drawing(NewScatter(), s, w, 30); !strings.Contains(got, says) {
				t.Errorf("at %d columns (framed: %v) nothing says %q:\n%s", w, s.Framed, says, got)
			}
		}
	}
}

func TestScatterDrawsReachedLayersOnly(t *testing.T) {
	// The marks and the names of the legend are told apart by the legend's row.
	for frames, want := range []string{"", "y", "y1", "y12"} {
		s := pairsLook{preset: model.Iris(), frames: frames}.scene(t)
		lines := strings.Split(drawing(NewScatter(), s, 40, 24), "\n")
		body := strings.Join(lines[:23], "")
		for _, mark := range "y12" {
			if got := strings.ContainsRune(strings.ReplaceAll(body, "yet", ""), mark); got != strings.ContainsRune(want, mark) {
				t.Errorf("frame %d: mark %c seen: %v\n%s", frames, mark, got, strings.Join(lines, "\n"))
			}
		}
		if moved := !strings.Contains(body, "moved yet"); moved != (frames > 0) {
			t.Errorf("frame %d: moved %v", frames, moved)
		}
	}
}

func BenchmarkScatter(b *testing.B) {
	p := NewScatter()
	s := pairsLook{preset: model.Lesson(), frames: 4, unit: 9}.scene(b)
	p.Resize(42, 17)
	b.ReportAllocs()
	for b.Loop() {
		p.Show(s)
	}
}
