package pane

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"nudge/dynamics"
	"nudge/model"
	"nudge/ui/chart"
)

// hall is a network of layers of four.
func hall() model.Preset {
	return model.Preset{Name: "hall", Layers: []int{3, 4, 4, 4, 2}, Activation: model.Tanh, Scale: 0.9, Bias: 0.2, Step: 0.1}
}

// presented is a scene with the keys of big mode.
func presented(t testing.TB, preset model.Preset, frame int, ref dynamics.Reference) Scene {
	s := play(t, preset, nil).at(t, frame, ref)
	s.Control.Keys = []Hint{{"PgDn", "next"}, {"PgUp", "back"}, {"space", "play"}, {".", "step"}, {"p", "leave big mode"}}
	return s
}

func TestProjectorPictures(t *testing.T) {
	middle := presented(t, hall(), 5, dynamics.Backprop)
	middle.Layer = 2
	chosen := presented(t, model.Digits(), 3, dynamics.Equilibrium)
	chosen.Unit = 45
	wide := presented(t, model.Digits(), 3, dynamics.Backprop)
	for name, s := range map[string]Scene{
		"projector-wide-3": wide,
		"projector-hall-5": middle, "projector-lesson-3": presented(t, model.Lesson(), 3, dynamics.Backprop),
		"projector-iris-1": presented(t, model.Iris(), 1, dynamics.BPTT), "projector-digits-3": chosen,
	} {
		for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 60}} {
			timeGolden(t, name, NewProjector(), s, size[0], size[1])
		}
	}
	for _, size := range [][2]int{{60, 16}, {40, 10}, {20, 5}} {
		timeGolden(t, "projector-hall-5", NewProjector(), middle, size[0], size[1])
	}
	middle.Palette = greys().ASCII()
	for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 60}} {
		timeGolden(t, "projector-ascii-hall-5", NewProjector(), middle, size[0], size[1])
	}
}

// At 80×24 everything stands where the design has it.
func TestProjectorStandsWhereItShould(t *testing.T) {
	rows := hallRows(t)
	for _, part := range []struct {
		x, y int
		text string
	}{
		{1, 0, "LAYER h2   2 hops from the nudge"},
		{74, 0, "FRAME"},
		{1, 2, "dh/dt   █████   how fast each unit moves"},
		{1, 4, "−∂C/∂h  ▒▒▒▒▒   what backprop says"},
		{1, 7, "1 "},
		{57, 8, "ANGLE (degrees)"},
		{1, 10, "2 "},
		{1, 13, "3 "},
		{1, 16, "4 "},
		{57, 16, "0 = same direction"},
		{57, 17, "90 = unrelated"},
		{1, 20, "h1 reached +2   h2 reached +3   h3 reached +4      "},
		{54, 20, "nudge β 0.1   noise T off"},
		{1, 22, "All layers are reached."},
		{1, 23, "PgDn next  PgUp back  space play"},
	} {
		if got := string(rows[part.y][part.x:]); !strings.HasPrefix(got, part.text) {
			t.Errorf("column %d of row %d: %q, want %q", part.x, part.y, got, part.text)
		}
	}
	for y := 7; y <= 18; y++ {
		if rows[y][28] != '│' {
			t.Errorf("no axis in row %d: %q", y, string(rows[y]))
		}
	}
	for _, y := range []int{6, 19, 21} {
		if text := strings.TrimSpace(string(rows[y])); text != "" {
			t.Errorf("row %d is not blank: %q", y, text)
		}
	}
}

// hallRows is the screen of frame 5 of the second layer.
func hallRows(t *testing.T) (rows [][]rune) {
	t.Helper()
	s := presented(t, hall(), 5, dynamics.Backprop)
	s.Layer = 2
	for _, line := range strings.Split(drawing(NewProjector(), s, 80, 24), "\n") {
		rows = append(rows, []rune(line))
	}
	return rows
}

// The big digits are the angle of the layer.
func TestProjectorWritesTheAngle(t *testing.T) {
	s := presented(t, hall(), 5, dynamics.Backprop)
	drawn := chart.New(13, 5, nil)
	drawn.Big(0, 0, fmt.Sprintf("%.2f", s.Frame.Layers[1].Angle), 1, 1, chart.Plain)
	rows := hallRows(t)
	for y, want := range strings.Split(drawn.Plain(), "\n") {
		if got := string(rows[10+y][58:71]); got != want {
			t.Errorf("row %d of the angle is %q, want %q", y, got, want)
		}
	}
}

// What is read from the back of a room is little: the numbers of the units are not
// counted.
func TestProjectorHasTwelveLinesOfTextAtMost(t *testing.T) {
	for _, preset := range append(model.Presets(), hall()) {
		for _, frame := range []int{0, 1, 3, 30} {
			s := presented(t, preset, frame, dynamics.Backprop)
			for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 60}} {
				lines := 0
				drawn := drawing(NewProjector(), s, size[0], size[1])
				for _, line := range strings.Split(drawn, "\n") {
					if strings.ContainsFunc(unnumbered(line), func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
						lines++
					}
				}
				if lines > 12 {
					t.Errorf("%s at %d×%d has %d lines of text:\n%s", preset.Name, size[0], size[1], lines, drawn)
				}
			}
		}
	}
}

// unnumbered is a row without the column of the numbers of units.
func unnumbered(row string) string { return string([]rune(row)[min(4, len([]rune(row))):]) }

// Every unit that has two rows has its number beside it.
func TestProjectorNumbersUnits(t *testing.T) {
	for layer, units := range map[int]int{1: 6, 2: 8} {
		s := presented(t, model.Iris(), 4, dynamics.Backprop)
		s.Layer = layer
		rows := strings.Split(drawing(NewProjector(), s, 120, 40), "\n")
		each := 28 / units
		for i := range units {
			if got := strings.Fields(rows[7+i*each])[0]; got != fmt.Sprint(i+1) {
				t.Errorf("layer h%d: unit %d has the number %q:\n%s", layer, i+1, got, strings.Join(rows, "\n"))
			}
		}
	}
}

// Where there is no angle its place has words, and no digit or dash.
func TestProjectorWithoutAngle(t *testing.T) {
	s := presented(t, model.Lesson(), 1, dynamics.Backprop)
	s.Layer = 1
	for _, size := range [][2]int{{80, 24}, {60, 16}} {
		rows := strings.Split(drawing(NewProjector(), s, size[0], size[1]), "\n")
		drawn := strings.Join(rows, "\n")
		for _, row := range rows[7:] {
			if strings.Contains(row, "█") {
				t.Errorf("%v: something is drawn big:\n%s", size, drawn)
			}
		}
		if !strings.Contains(drawn, "at rest: wave") {
			t.Errorf("%v: the projector does not say why there is no angle:\n%s", size, drawn)
		}
	}
}

// Without a choice the layer is the one that the error has reached last;
// a layer by hops is taken, and the layer of an inspected unit before it.
func TestProjectorLayer(t *testing.T) {
	r := play(t, model.Lesson(), nil) // 8-8-8-3
	for _, test := range []struct{ frame, layer, unit, want int }{
		{0, 0, -1, 0},
		{1, 0, -1, 0},
		{2, 0, -1, 1},
		{3, 0, -1, 2},
		{4, 0, -1, 3},
		{40, 0, -1, 3},
		{4, 1, -1, 1},
		{4, 2, -1, 2},
		{4, 99, -1, 3},
		{4, -5, -1, 3},
		{4, VisibleLayer, -1, 0},
		{4, 1, 0, 3},
		{4, 1, 26, 0},
	} {
		s := r.at(t, test.frame, dynamics.Backprop)
		s.Layer, s.Unit = test.layer, test.unit
		p := NewProjector()
		p.Resize(80, 24)
		p.Show(s)
		if got := p.chosen(s).Hops; got != test.want {
			t.Errorf("frame %d, layer %d, unit %d: hops %d, want %d", test.frame, test.layer, test.unit, got, test.want)
		}
	}
}

// A click on a bar finds its unit.
func TestProjectorUnitAt(t *testing.T) {
	p := NewProjector()
	s := presented(t, hall(), 3, dynamics.Backprop)
	p.Resize(80, 24)
	p.Show(s)
	for i := range 4 {
		if unit, ok := p.UnitAt(30, 7+3*i); !ok || unit != 4+i {
			t.Errorf("row %d has unit %d, want %d", 7+3*i, unit, 4+i)
		}
	}
	if unit, ok := p.UnitAt(30, 3); ok {
		t.Errorf("the heading has unit %d", unit)
	}
}

func TestProjectorFillsItsSizeExactly(t *testing.T) {
	p := NewProjector()
	list := []Scene{ruined(t), play(t, model.Iris(), crowd(8, 1e-3)).at(t, 4, dynamics.Backprop)}
	for _, preset := range model.Presets() {
		list = append(list, presented(t, preset, 3, dynamics.BPTT))
	}
	for i, s := range list {
		for h := range 21 {
			for w := range 41 {
				if i == 0 || (w*21+h)%37 == i { // every size with one, each with some
					exactly(t, "projector", p, s, w, h)
				}
			}
		}
		for _, size := range [][2]int{{63, 20}, {64, 20}, {80, 24}} {
			exactly(t, "projector", p, s, size[0], size[1])
		}
	}
}

func TestProjectorBearsNaN(t *testing.T) {
	s := ruined(t)
	for s.Scale = range Scales {
		for _, size := range [][2]int{{0, 0}, {1, 1}, {9, 3}, {42, 17}, {64, 20}, {80, 24}, {200, 60}, {1000, 100}} {
			p := NewProjector()
			exactly(t, "projector", p, s, size[0], size[1])
			if drawn := strings.Join(p.Rows(), "\n"); strings.Contains(drawn, "NaN") {
				t.Errorf("the projector says NaN:\n%s", drawn)
			}
		}
	}
}

func BenchmarkProjector(b *testing.B) {
	s := presented(b, model.Lesson(), 3, dynamics.Backprop)
	p := NewProjector()
	p.Resize(120, 40)
	b.ReportAllocs()
	for b.Loop() {
		p.Show(s)
	}
}
