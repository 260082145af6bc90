package pane

import (
	"math"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"nudge/dynamics/learn"
	"nudge/ui/chart"
)

func TestLearningPictures(t *testing.T) {
	for name, c := range courses(t) {
		for _, size := range [][2]int{{80, 18}, {58, 14}, {118, 30}, {40, 14}, {198, 54}} {
			s := Scene{Learning: &c.Learning, Palette: greys(), Framed: size[0] != 80}
			timeGolden(t, "learning-"+name, NewLearning(), s, size[0], size[1])
			if size[0] > 118 {
				continue
			}
			s.Palette = nil
			timeGolden(t, "learning-mono-"+name, NewLearning(), s, size[0], size[1])
			s.Palette = greys().ASCII()
			timeGolden(t, "learning-ascii-"+name, NewLearning(), s, size[0], size[1])
		}
	}
}

// One example at a time shows the change of the weights beside them.
func TestLearningOneExample(t *testing.T) {
	c := learned(t, "xor", 40, nil)
	before := c.Weights
	c.Stage = WeightChange
	c.step(t)
	c.look(t)
	for i := range c.Weights {
		for j, v := range c.Weights[i].Values {
			c.Weights[i].Change = append(c.Weights[i].Change, v-before[i].Values[j])
		}
	}
	for _, size := range [][2]int{{80, 18}, {118, 30}} {
		s := Scene{Learning: &c.Learning, Framed: size[0] != 80}
		timeGolden(t, "learning-change", NewLearning(), s, size[0], size[1])
	}
}

func TestLearningNothingAndStopped(t *testing.T) {
	timeGolden(t, "learning-nothing", NewLearning(), Scene{Unlearned: "Nothing is learned yet: W begins."}, 80, 18)
	c := learned(t, "iris", 3, nil)
	c.Stage, c.Cost = LearningStopped, math.NaN()
	c.Notice = Notice{"pass 4 diverged: the state of layer 2 left every range; try smaller rates", chart.Bad}
	timeGolden(t, "learning-stopped", NewLearning(), Scene{Learning: &c.Learning}, 80, 18)
}

// hostileLearning has in every number what a training must not have.
func hostileLearning(v float64, many int) *Learning {
	l := &Learning{
		Data: "\x1b[31mred\n", Rule: "世界", Knobs: strings.Repeat("β", 999), Stage: LearningStages + 9,
		Epoch: math.MaxInt64, Epochs: -1, Batch: math.MinInt64, Batches: many, Seen: math.MaxInt64,
		Cost: v, TrainError: v, TestError: -v, Angles: []float64{v, -v, v},
		Example: &Example{
			Sample: -1, Class: many - 9, Says: math.MaxInt64, Classes: []string{"", "\t", "e\u0301"},
			Input: make([]float64, many), Width: 3, Height: many, Visible: []float64{v, -v, 1}, Target: []float64{v},
		},
		Weights:     []Matrix{{Rows: many, Cols: 3, Values: make([]float64, 3*many)}, {Rows: 5, Cols: math.MaxInt64}, {Name: "W\n", Rows: -1, Cols: 0}},
		AngleTraces: make([]Trace, 40),
	}
	for i := range l.Weights[0].Values {
		l.Weights[0].Values[i] = v * float64(i-2)
	}
	l.Weights[0].Change = l.Weights[0].Values
	for i := range l.Example.Input {
		l.Example.Input[i] = v
	}
	for i := range 10 {
		for _, trace := range []*Trace{&l.Costs, &l.TrainErrors, &l.TestErrors, &l.AngleTraces[0]} {
			trace.Add(v*float64(i), -v)
		}
	}
	if many%2 == 0 {
		l.Map = &DecisionMap{
			Cols: 2, Rows: many / 2, Class: make([]int, many), Strength: []float64{v}, MinX: v, MaxX: -v, MinY: v, MaxY: v,
			Points: []MapPoint{{v, v, -5, true}, {0, 0, math.MaxInt64, false}},
		}
		if many > 1 {
			l.Map.Class[0], l.Map.Class[1] = -7, math.MaxInt64
		}
		l.Example.Input = l.Example.Input[:min(many, 2)]
	}
	return l
}

func TestLearningBearsAnything(t *testing.T) {
	p := NewLearning()
	for _, v := range []float64{0, 1, -1, math.NaN(), math.Inf(1), 1e300, 5e-324, math.MaxFloat64} {
		for _, many := range []int{0, 1, 2, 7, 300} {
			s := Scene{Learning: hostileLearning(v, many), Palette: greys()}
			for _, size := range [][2]int{{0, 0}, {1, 1}, {9, 3}, {42, 17}, {58, 14}, {80, 18}, {118, 30}, {198, 54}} {
				exactly(t, "learning", p, s, size[0], size[1])
				drawn := ansi.Strip(strings.Join(p.Rows(), "\n"))
				if strings.Contains(drawn, "NaN") || strings.Contains(drawn, "Inf") || strings.Contains(drawn, "%!") {
					t.Errorf("%g: the view says\n%s", v, drawn)
				}
			}
		}
	}
}

func TestLearningFillsItsSizeExactly(t *testing.T) {
	p := NewLearning()
	list := []*Learning{nil, {}, hostileLearning(math.NaN(), 4)}
	for _, c := range courses(t) {
		list = append(list, &c.Learning)
	}
	for _, palette := range []*chart.Palette{nil, greys(), greys().ASCII()} {
		for _, l := range list {
			for h := range 21 {
				for w := range 41 {
					if (l != list[3] || palette != nil) && (w*21+h)%13 != 0 { // every size with one, some with all
						continue
					}
					exactly(t, "learning", p, Scene{Learning: l, Palette: palette, Framed: (w+h)%2 == 0}, w, h)
				}
			}
		}
	}
}

// The numbers of the headline stand where they stand, whatever they are.
func TestLearningHeadlineDoesNotMove(t *testing.T) {
	places := func(v float64, epoch int) []int {
		l := &Learning{
			Epoch: epoch, Epochs: 1500, Batch: epoch % 100, Batches: 100, Seen: epoch * 77,
			Cost: v, TrainError: v, TestError: v / 2, Angles: []float64{v, 100 * v},
		}
		l.Stage = LearningStage(epoch % int(LearningStages))
		if epoch == 0 {
			l.Seen = 1
		}
		var list []int
		for _, item := range learningItems(l, 80, 4) {
			list = append(list, chart.TextWidth(item.text))
		}
		return list
	}
	want := places(0, 0)
	for epoch, v := range []float64{1e-9, 1e-4, 0.03, 0.5, 1, 3.7, 55, 1e4, 1e120, 1e-120} {
		for i, got := range places(v, epoch*166) {
			if got != want[i] {
				t.Errorf("%g, pass %d: item %d is %d cells wide, at first %d", v, epoch*166, i, got, want[i])
			}
		}
	}
}

// What a picture shows of the digit is where the ink of the digit is.
func TestLearningDrawsTheDigit(t *testing.T) {
	c := learned(t, "digits", 1, func(r *learn.Recipe) { r.TestFraction = 0.9 })
	p := NewLearning()
	p.Resize(80, 18)
	p.Show(Scene{Learning: &c.Learning})
	rows := p.Rows()
	for row := range 8 {
		for col := range 8 {
			v := c.Example.Input[8*row+col]
			r, _ := p.At(43+2*col, 6+row)
			if want := []rune(" ░▒▓█")[int(math.Round(4*v))]; r != want {
				t.Fatalf("pixel %d, %d is %g, drawn %c, want %c in\n%s", row, col, v, r, want, ansi.Strip(strings.Join(rows, "\n")))
			}
		}
	}
}

func TestLearningCaptions(t *testing.T) {
	seen := map[string]bool{}
	for _, local := range []bool{true, false} {
		for stage := range LearningStages {
			text := LearningCaption(&Learning{Stage: stage, Local: local, Rule: "backprop"})
			if chart.TextWidth(text) > 78 || text == "" {
				t.Errorf("stage %d: %d cells: %q", stage, chart.TextWidth(text), text)
			}
			seen[text] = true
		}
	}
	if len(seen) < int(LearningStages) {
		t.Errorf("only %d captions for %d stages", len(seen), LearningStages)
	}
}

func BenchmarkLearning(b *testing.B) {
	for name, c := range courses(b) {
		for i := range 100_000 {
			c.Costs.Add(float64(i)/1e3, math.Abs(math.Sin(float64(i))))
			c.TrainErrors.Add(float64(i)/1e3, 0.5)
			c.TestErrors.Add(float64(i)/1e3, 0.4)
		}
		c.Epoch, c.Epochs = 100, 100
		b.Run(name, func(b *testing.B) {
			p, s := NewLearning(), Scene{Learning: &c.Learning, Palette: greys(), Framed: true}
			p.Resize(120, 30)
			b.ReportAllocs()
			for b.Loop() {
				p.Show(s)
			}
		})
	}
}
