package pane

import (
	"math"
	"strings"
	"testing"

	"nudge/dynamics"
	"nudge/model"
	"nudge/ui/chart"
)

// fits fails unless the pane draws exactly h rows of w cells, all of them numbers.
func fits(t *testing.T, name string, p Pane, s Scene, w, h int) {
	t.Helper()
	exactly(t, name, p, s, w, h)
	for y, row := range p.Rows() {
		if strings.Contains(row, "NaN") || strings.Contains(row, "Inf") {
			t.Fatalf("%s at %d×%d: row %d says %q", name, w, h, y, row)
		}
	}
}

// situations is every kind of frame that the views over time have to bear.
func situations(t testing.TB, visit func(name string, s Scene)) {
	edits := map[string]func(*dynamics.Settings){
		"spring": nil,
		"free":   func(s *dynamics.Settings) { s.On = false },
		"kick":   func(s *dynamics.Settings) { s.Nudge = dynamics.Kick },
		"pushed": func(s *dynamics.Settings) { s.Inverted = true },
		"noise":  func(s *dynamics.Settings) { s.Temperature = 1e-3 },
		"broken": func(s *dynamics.Settings) { s.Asymmetry = 0.5 },
	}
	for _, preset := range model.Presets() {
		for name, edit := range edits {
			r := play(t, preset, edit)
			r.scene.Marks = []int{-7, 0, 4, 12}
			for i, n := range []int{-40, 0, 1, 3, 30, 130} {
				r.run.Estimate(dynamics.Estimator(i % int(dynamics.Estimators)))
				s := r.at(t, n, dynamics.Reference(i%int(dynamics.References)))
				s.Scale, s.Unit, s.Framed = Scale(i%int(Scales)), i*3, i%2 == 0
				visit(preset.Name+" "+name, s)
			}
		}
	}
}

func TestTimePanesFillTheirSizeExactly(t *testing.T) {
	panes := timePanes()
	situations(t, func(name string, s Scene) {
		for of, p := range panes {
			for _, size := range [][2]int{{0, 0}, {1, 1}, {9, 3}, {20, 6}, {42, 9}, {80, 19}, {108, 30}, {300, 90}} {
				if size[0] > 80 && s.Frame.Number != 30 {
					continue
				}
				fits(t, name+" "+of, p, s, size[0], size[1])
			}
		}
	})
	for _, preset := range []model.Preset{model.Lesson(), model.Digits(), model.Deep()} {
		r := play(t, preset, nil)
		for i, n := range []int{0, 3, 60} {
			s := r.at(t, n, dynamics.Backprop)
			s.Scale = Scale(i)
			for h := range 21 {
				for w := range 41 {
					if i != 1 && (w+h)%5 != 0 { // every size with some, some with all
						continue
					}
					s.Framed = (w+h)%2 == 0
					for of, p := range panes {
						fits(t, of, p, s, w, h)
					}
				}
			}
		}
	}
}

// There and back again is the same picture to the byte: nothing is drawn beyond
// the frame shown, and nothing is remembered.
func TestTimePanesForgetTheFuture(t *testing.T) {
	for name, edit := range map[string]func(*dynamics.Settings){
		"spring": nil, "noise": func(s *dynamics.Settings) { s.Temperature, s.Chains = 1e-3, 3 },
	} {
		for scale := range Scales {
			r := play(t, model.Lesson(), edit)
			panes := timePanes()
			var before []map[string]string
			look := func(n int) map[string]string {
				pictures := map[string]string{}
				s := r.at(t, n, dynamics.Backprop)
				s.Scale, s.Played = scale, n // the timeline alone shows more
				for of, p := range panes {
					p.Resize(80, 19)
					p.Show(s)
					pictures[of] = strings.Join(p.Rows(), "\n")
				}
				return pictures
			}
			for n := range 130 {
				before = append(before, look(n))
			}
			for _, n := range []int{129, 64, 100, 21, 3, 0, 1, 57} {
				for of, picture := range look(n) {
					if picture != before[n][of] {
						t.Fatalf("%s %s frame %d changed from\n%s\nto\n%s", name, of, n, before[n][of], picture)
					}
				}
			}
		}
	}
}

func TestTimePanesBearNaN(t *testing.T) {
	s := play(t, model.Iris(), nil).at(t, 5, dynamics.Backprop)
	f := s.Frame
	for i := range f.State {
		f.State[i], f.Derivative[i], f.Gradient[i] = math.NaN(), math.NaN(), math.Inf(1)
	}
	f.Energy, f.Cost = math.Inf(-1), math.NaN()
	for i := range f.Layers {
		f.Layers[i].Derivative, f.Layers[i].Angle = math.Inf(1), math.NaN()
	}
	for of, p := range timePanes() {
		for s.Scale = range Scales {
			for _, size := range [][2]int{{80, 19}, {42, 9}, {9, 3}, {80, 1}} {
				fits(t, of, p, s, size[0], size[1])
			}
		}
	}
}

func TestTimelinePictures(t *testing.T) {
	lesson := play(t, model.Lesson(), nil)
	lesson.at(t, 25, dynamics.Backprop)
	s := lesson.at(t, 3, dynamics.Backprop)
	for _, size := range [][2]int{{200, 2}, {120, 2}, {80, 1}, {50, 2}, {30, 1}, {12, 2}} {
		timeGolden(t, "timeline-lesson-3", NewTimeline(), s, size[0], size[1])
	}
	s = lesson.at(t, 130, dynamics.Backprop)
	s.Marks, s.Edits = []int{111, 125}, []int{0, 120}
	timeGolden(t, "timeline-paged", NewTimeline(), s, 120, 2)
	timeGolden(t, "timeline-paged", NewTimeline(), s, 80, 1)
	noisy := play(t, model.Deep(), func(s *dynamics.Settings) { s.Temperature = 1e-3 })
	timeGolden(t, "timeline-equilibrating", NewTimeline(), noisy.at(t, -300, dynamics.Backprop), 120, 2)
}

// Every frame in sight has one cell, the cursor stands in that of the frame
// shown, and a click there finds the frame again.
func TestTimelineFindsTheFrameOfEveryCell(t *testing.T) {
	for w := 2; w < 130; w++ {
		for _, first := range []int{0, -1, -7, -500, -12345} {
			for now := first; now < 700; now += 1 + w%5 {
				l := stripOf(w, now, first)
				x, ok := l.column(now)
				if !ok && (now >= 0 || l.bar > l.left) || ok && (x < 0 || x >= w) {
					t.Fatalf("w %d first %d: frame %d is at %d, %v", w, first, now, x, ok)
				}
				if frame, found := l.frameAt(x); ok && now >= 0 && (!found || frame != now) {
					t.Fatalf("w %d first %d: frame %d is at %d, where %d is", w, first, now, x, frame)
				}
			}
			l := stripOf(w, 0, first)
			for x := range w {
				if frame, ok := l.frameAt(x); ok {
					if back, shown := l.column(frame); frame < first || shown && back != x && frame >= 0 && frame > first {
						t.Fatalf("w %d first %d: column %d is frame %d, which is at %d", w, first, x, frame, back)
					}
				}
			}
		}
	}
}

func TestTimelineShowsHowFarItWasPlayed(t *testing.T) {
	r := play(t, model.Iris(), nil)
	r.at(t, 9, dynamics.Backprop)
	s := r.at(t, 4, dynamics.Backprop)
	p := NewTimeline()
	p.Resize(100, 2)
	p.Show(s)
	for n := 1; n < 20; n++ {
		x, _ := p.line.column(n)
		want := map[bool]rune{true: '─', false: '·'}[n <= 9]
		switch {
		case n < 4:
			want = '▪'
		case n == 4:
			want = '●'
		}
		if r, _ := p.At(x, 0); r != want {
			t.Errorf("frame %d is drawn %c, want %c", n, r, want)
		}
		if frame, ok := p.FrameAt(x); !ok || frame != n {
			t.Errorf("the cell of frame %d is that of %d", n, frame)
		}
	}
	for hops := range 3 {
		x, _ := p.line.column(hops + 1)
		if r, ink := p.At(x, 1); r != hopsRune(hops) || ink != chart.LayerInk(hops) {
			t.Errorf("under frame %d stands %c in ink %d", hops+1, r, ink)
		}
	}
}

// The strip is a function of the page, not of the frame: it does not shift
// while the cursor moves within a page.
func TestTimelineStaysWhileTheCursorMoves(t *testing.T) {
	pages := 0
	for now := 1; now < 2000; now++ {
		a, b := stripOf(80, now-1, 0), stripOf(80, now, 0)
		if a.bar != b.bar || a.end-a.start != b.end-b.start {
			t.Fatalf("frame %d moved the strip from %+v to %+v", now, a, b)
		}
		if a != b {
			pages++
		}
	}
	if window := stripOf(80, 0, 0).end; pages > 2000/(window/2) {
		t.Errorf("%d pages", pages)
	}
}

func TestSpanDependsOnTheFrameAlone(t *testing.T) {
	for n := -1000; n < 3000; n++ {
		s := spanOf(n)
		if n < s.from || n > s.to {
			t.Fatalf("frame %d is not in %+v", n, s)
		}
	}
	for n, want := range map[int]span{0: {0, 20}, 20: {0, 20}, 21: {0, 50}, 51: {0, 100}, 1001: {0, 2000}, -1: {-100, 0}, -101: {-200, -100}} {
		if got := spanOf(n); got != want {
			t.Errorf("frame %d has %+v, want %+v", n, got, want)
		}
	}
}

func BenchmarkTimePanes(b *testing.B) {
	for of, p := range timePanes() {
		for preset, frame := range map[string]int{"lesson": 40, "digits": 400} {
			for _, m := range model.Presets() {
				if m.Name != preset {
					continue
				}
				s := play(b, m, nil).at(b, frame, dynamics.Backprop)
				s.Framed = true
				b.Run(of+" "+preset, func(b *testing.B) {
					p.Resize(92, 18)
					b.ReportAllocs()
					for b.Loop() {
						p.Show(s)
					}
				})
			}
		}
	}
}
