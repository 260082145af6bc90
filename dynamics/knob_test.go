package dynamics

import (
	"math"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// ticks is every stop of a knob's slider, from its lower end up.
func ticks(k Knob) []float64 {
	v := k.Min
	if k.Off {
		v = 0
	}
	stops := []float64{v}
	for {
		next, clamped := k.Move(v, math.NaN(), 1)
		if clamped {
			return stops
		}
		v = next
		stops = append(stops, v)
	}
}

// TestTicks: the slider of each knob runs over its own range in the stops that
// its scale says.
func TestTicks(t *testing.T) {
	count := map[string]int{
		"beta":        1 + 71, // off, 10^-6 … 10^1 by 10^0.1
		"temperature": 1 + 81, // off, 10^-8 … 10^0
		"chains":      12,     // 1, 2, 5 … 2000, and the end of the range
		"step":        10,     // 0.001 … 1
		"gain":        76,     // 0.25 … 4 by 0.05
		"asymmetry":   21,     // 0 … 1 by 0.05
	}
	for _, k := range Table {
		stops := ticks(k)
		if want, known := count[k.Name]; known && len(stops) != want {
			t.Errorf("%s has %d stops, want %d: %v", k.Name, len(stops), want, stops)
		}
		for i, v := range stops {
			if err := k.Check(v); err != nil {
				t.Errorf("stop %d: %v", i, err)
			}
			if i > 0 && v <= stops[i-1] {
				t.Errorf("%s: stop %v follows %v", k.Name, v, stops[i-1])
			}
		}
		if last := stops[len(stops)-1]; k.Scale != OneTwoFive && last != k.Max {
			t.Errorf("%s ends at %v, not at %v", k.Name, last, k.Max)
		}
		if k.Off && stops[1] != k.Min {
			t.Errorf("%s goes from off to %v, not to %v", k.Name, stops[1], k.Min)
		}
	}
}

// TestUpThenDown: from every stop, any number of ticks up and as many down is
// the identical value, and the other way round.
func TestUpThenDown(t *testing.T) {
	for _, k := range Table {
		stops := ticks(k)
		for i, v := range stops {
			for _, n := range []int{1, -1, k.Coarse(), -k.Coarse(), 7} {
				if i+n < 0 || i+n >= len(stops) {
					continue
				}
				moved, clamped := k.Move(v, math.NaN(), n)
				back, again := k.Move(moved, math.NaN(), -n)
				if clamped || again || moved != stops[i+n] || back != v {
					t.Errorf("%s: %d ticks from %v is %v, and back %v", k.Name, n, v, moved, back)
				}
			}
		}
	}
}

// TestMoveClamps at both ends, and says so.
func TestMoveClamps(t *testing.T) {
	for _, k := range Table {
		stops := ticks(k)
		first, last := stops[0], stops[len(stops)-1]
		for _, c := range []struct {
			from  float64
			ticks int
			want  float64
		}{{last, 1, last}, {first, -1, first}, {first, 1000, last}, {last, -1000, first}} {
			if got, clamped := k.Move(c.from, math.NaN(), c.ticks); got != c.want || !clamped {
				t.Errorf("%s: %d ticks from %v is %v (clamped %v), want %v", k.Name, c.ticks, c.from, got, clamped, c.want)
			}
		}
	}
}

// TestAnchor: a typed value is a stop of its own: any walk that ends where it
// began is back at exactly it.
func TestAnchor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.SampledFrom(Table).Draw(t, "knob")
		anchor := rapid.Float64Range(k.Min, k.Max).Draw(t, "typed")
		if k.Check(math.Trunc(anchor)) == nil {
			anchor = math.Trunc(anchor)
		}
		v, height := anchor, 0
		for _, n := range rapid.SliceOfN(rapid.IntRange(-6, 6), 1, 8).Draw(t, "moves") {
			moved, clamped := k.Move(v, anchor, n)
			if err := k.Check(moved); err != nil && k.Check(anchor) == nil {
				t.Fatal(err)
			}
			if clamped {
				return
			}
			v, height = moved, height+n
		}
		if back, clamped := k.Move(v, anchor, -height); back != anchor || clamped {
			t.Fatalf("%s: %v is %v after %d ticks, and back %v", k.Name, anchor, v, height, back)
		}
	})
}

// TestTyped: the next stops beside a typed value are its neighbours.
func TestTyped(t *testing.T) {
	for _, c := range []struct {
		name         string
		typed        float64
		below, above float64
	}{
		{"chains", 3, 2, 5},
		{"chains", 6, 5, 10},
		{"chains", 9, 5, 10},
		{"chains", 11, 10, 20},
		{"chains", 4096, 2000, 4096},
		{"step", 0.0077, 0.005, 0.01},
		{"gain", 0.26, 0.25, 0.3},
		{"asymmetry", 0.01, 0, 0.05},
		{"beta", 9, math.Pow(10, 0.9), 10},
	} {
		k := knob(t, c.name)
		below, _ := k.Move(c.typed, c.typed, -1)
		above, _ := k.Move(c.typed, c.typed, 1)
		if below != c.below || above != c.above {
			t.Errorf("%s %v goes down to %v and up to %v, want %v and %v", c.name, c.typed, below, above, c.below, c.above)
		}
	}
}

func TestParse(t *testing.T) {
	beta, chains, gain := knob(t, "beta"), knob(t, "chains"), knob(t, "gain")
	for _, c := range []struct {
		knob Knob
		text string
		want float64
	}{
		{beta, "3e-2", 0.03},
		{beta, " 0.5 ", 0.5},
		{beta, "off", 0},
		{beta, "0", 0},
		{beta, "x2", 0.2},
		{beta, "x0.5", 0.05},
		{beta, "10", 10},
		{chains, "4096", 4096},
		{chains, "x3", 0.1 * 3 * 10},
		{gain, "0.25", 0.25},
	} {
		now := map[string]float64{"beta": 0.1, "chains": 1, "gain": 1}[c.knob.Name]
		if got, err := c.knob.Parse(c.text, now); err != nil || math.Abs(got-c.want) > 1e-15 {
			t.Errorf("%s %q is %v, %v", c.knob.Name, c.text, got, err)
		}
	}
	for _, c := range []struct {
		knob Knob
		text string
	}{
		{beta, ""},
		{beta, "x"},
		{beta, "much"},
		{beta, "NaN"},
		{beta, "Inf"},
		{beta, "-0.1"},
		{beta, "1e-7"},
		{beta, "10.1"},
		{beta, "x1000"},
		{beta, "1e999"},
		{beta, "x-1"},
		{beta, "1,5"},
		{gain, "off"},
		{gain, "0"},
		{chains, "1.5"},
		{chains, "0"},
		{chains, "4097"},
	} {
		if got, err := c.knob.Parse(c.text, 0.1); err == nil {
			t.Errorf("%s %q is accepted as %v", c.knob.Name, c.text, got)
		}
	}
}

func knob(t *testing.T, name string) Knob {
	t.Helper()
	k, err := FindKnob(name)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// TestFormat: at most seven cells, and no stop of a slider looks like another.
func TestFormat(t *testing.T) {
	for _, k := range Table {
		seen := map[string]float64{}
		for _, v := range ticks(k) {
			text := k.Format(v)
			if n := utf8.RuneCountInString(text); n > 7 {
				t.Errorf("%s %v takes %d cells: %s", k.Name, v, n, text)
			}
			if other, twice := seen[text]; twice {
				t.Errorf("%s: %v and %v are both written %s", k.Name, other, v, text)
			}
			seen[text] = v
			if f := k.Fraction(v); !(f >= 0 && f <= 1) {
				t.Errorf("%s %v stands at %v", k.Name, v, f)
			}
		}
	}
}

// TestTable: every row is complete, and none can be taken for another.
func TestTable(t *testing.T) {
	seen := map[string]string{}
	for _, k := range Table {
		for what, v := range map[string]string{"name": k.Name, "symbol": k.Symbol, "title": k.Title, "doc": k.Doc} {
			if v == "" {
				t.Errorf("%s has no %s", k.Name, what)
			}
		}
		for _, id := range []string{"name " + k.Name, "symbol " + k.Symbol, "key " + k.Key} {
			if other, taken := seen[id]; taken && id != "key " {
				t.Errorf("%s and %s have the same %s", other, k.Name, id)
			}
			seen[id] = k.Name
		}
		var a, b Knobs
		*k.Field(&a) = 1
		if k.Get(a) != 1 || a == b {
			t.Errorf("%s has no field", k.Name)
		}
		if err := k.Check(k.Default); err != nil || k.Get(DefaultKnobs()) != k.Default {
			t.Errorf("%s: default %v: %v", k.Name, k.Default, err)
		}
	}
	if _, err := FindKnob("bta"); err == nil {
		t.Error("there is a knob bta")
	}
}

// TestAtIsTheInverse: where a value's slider stands, it is found again; any place
// gives a value that the knob can have, and going right never lowers it.
func TestAtIsTheInverse(t *testing.T) {
	for _, k := range Table {
		for v, end := k.Min, false; !end; {
			if got := k.At(k.Fraction(v)); k.Fraction(v) > 0 && math.Abs(got-v) > 1e-12*v {
				t.Errorf("%s: at %v of the slider is %v, want %v", k.Name, k.Fraction(v), got, v)
			}
			v, end = k.Move(v, v, 1)
		}
		last := math.Inf(-1)
		for _, f := range []float64{math.NaN(), math.Inf(-1), -3, 0, 1e-9, 0.1, 0.25, 0.5, 0.77, 0.999, 1, 2, math.Inf(1)} {
			v := k.At(f)
			if err := k.Check(v); err != nil || v < last {
				t.Errorf("%s: at %v is %v after %v: %v", k.Name, f, v, last, err)
			}
			last = v
		}
		if last != k.Max {
			t.Errorf("%s: the right end is %v, want %v", k.Name, last, k.Max)
		}
	}
}
