package dynamics

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Knobs are the numbers that the user turns. The zero of a knob that can be
// off means off.
type Knobs struct {
	Beta        float64 // β, nudge strength
	Temperature float64 // T, the noise
	Chains      float64 // N, a whole number
	Step        float64 // ε
	Gain        float64 // every weight times it
	Asymmetry   float64 // α
	Window      float64 // w, a whole number of frames
	Spikes      float64 // K, a whole number
}

// Knob is everything that is known of one knob: its flag, key, slider, help
// line and place in files all come from this row.
type Knob struct {
	Name    string // in flags, files and recordings
	Symbol  string // on screen
	Key     string // "" where Tab alone reaches it
	Title   string // what a student calls it
	Doc     string // one sentence
	Unit    string // what follows its value in words, "" for a bare number
	Min     float64
	Max     float64
	Scale   Scale
	Off     bool // 0 switches it off
	Whole   bool // a whole number
	Default float64
	Field   func(*Knobs) *float64
}

// Table lists the knobs in the order in which Tab goes through them.
var Table = []Knob{
	{
		Name: "beta", Symbol: "β", Key: "b", Title: "nudge strength",
		Doc: "how hard the outside force pulls the visible units to their target",
		Min: 1e-6, Max: 10, Scale: Decade, Off: true, Default: 0.1,
		Field: func(k *Knobs) *float64 { return &k.Beta },
	},
	{
		Name: "temperature", Symbol: "T", Key: "t", Title: "noise",
		Doc: "the temperature: a step adds noise of standard deviation √(2εT) to each unit",
		Min: 1e-8, Max: 1, Scale: Decade, Off: true,
		Field: func(k *Knobs) *float64 { return &k.Temperature },
	},
	{
		Name: "chains", Symbol: "N", Key: "a", Title: "average",
		Doc: "how many independent chains the screen averages over, a minicolumn of N neurons a unit",
		Min: 1, Max: 4096, Scale: OneTwoFive, Default: 1, Whole: true,
		Field: func(k *Knobs) *float64 { return &k.Chains },
	},
	{
		Name: "step", Symbol: "ε", Key: "e", Title: "step size",
		Doc: "how much time passes in one frame",
		Min: 0.001, Max: 1, Scale: OneTwoFive, Default: 0.1,
		Field: func(k *Knobs) *float64 { return &k.Step },
	},
	{
		Name: "gain", Symbol: "×", Title: "gain",
		Doc: "every weight times it: a high gain saturates the units and mutes the gradient",
		Min: 0.25, Max: 4, Scale: Twentieth, Default: 1,
		Field: func(k *Knobs) *float64 { return &k.Gain },
	},
	{
		Name: "asymmetry", Symbol: "α", Title: "asymmetry",
		Doc: "how much of the feedback weights is random instead of the transposed forward ones",
		Min: 0, Max: 1, Scale: Twentieth,
		Field: func(k *Knobs) *float64 { return &k.Asymmetry },
	},
	{
		Name: "window", Symbol: "w", Title: "window", Unit: "frames", Whole: true,
		Doc: "over how many frames the window estimator averages the derivative",
		Min: 1, Max: 100, Scale: OneTwoFive, Default: 10,
		Field: func(k *Knobs) *float64 { return &k.Window },
	},
	{
		Name: "spikes", Symbol: "K", Title: "spikes", Unit: "a step", Whole: true,
		Doc: "how many spikes a step a unit sends instead of its rate: fewer spikes, more noise at the synapse",
		Min: 1, Max: 1000, Scale: OneTwoFive, Off: true,
		Field: func(k *Knobs) *float64 { return &k.Spikes },
	},
}

// Scale says where a slider stops.
type Scale uint8

const (
	Decade     Scale = iota // 10^(k/10)
	OneTwoFive              // 1, 2, 5, 10, 20, …
	Twentieth               // multiples of 0.05
)

// DefaultKnobs is every knob at its default.
func DefaultKnobs() Knobs {
	var k Knobs
	for _, knob := range Table {
		*knob.Field(&k) = knob.Default
	}
	return k
}

// FindKnob returns the knob of that name.
func FindKnob(name string) (Knob, error) {
	var names []string
	for _, k := range Table {
		if k.Name == name {
			return k, nil
		}
		names = append(names, k.Name)
	}
	return Knob{}, fmt.Errorf("knob %q is unknown: use one of %s", name, strings.Join(names, ", "))
}

// Get is the knob's value in k.
func (k Knob) Get(of Knobs) float64 { return *k.Field(&of) }

// Check returns an error that names the knob and its range if v is not in it.
func (k Knob) Check(v float64) error {
	inRange := v >= k.Min && v <= k.Max || k.Off && v == 0
	if inRange && (!k.Whole || v == math.Trunc(v)) {
		return nil
	}
	kind, off := "a number", ""
	if k.Whole {
		kind = "a whole number"
	}
	if k.Off {
		off = ", or 0 for off"
	}
	return fmt.Errorf("%s is %v: give %s from %g to %g%s", k.Name, v, kind, k.Min, k.Max, off)
}

// Parse reads what the user typed for a knob that now has the value now: a
// number, "off", or "x2" for a multiple of now.
func (k Knob) Parse(text string, now float64) (float64, error) {
	text = strings.TrimSpace(text)
	if text == "off" && k.Off {
		return 0, nil
	}
	factor, number := 1.0, text
	if rest, ok := strings.CutPrefix(text, "x"); ok {
		factor, number = now, rest
	}
	v, err := strconv.ParseFloat(number, 64)
	if err != nil {
		return 0, fmt.Errorf("%s: %q is not a number: type one like 0.03, 3e-2 or x2%s", k.Name, text, map[bool]string{true: ", or off"}[k.Off])
	}
	return v * factor, k.Check(v * factor)
}

// Format writes a value in at most seven cells.
func (k Knob) Format(v float64) string {
	switch {
	case k.Off && v == 0:
		return "off"
	case v != 0 && (math.Abs(v) < 0.001 || math.Abs(v) >= 1e5):
		return fmt.Sprintf("%.1e", v)
	case k.Whole:
		return fmt.Sprintf("%.0f", v)
	case k.Scale == Twentieth:
		return fmt.Sprintf("%.2f", v)
	}
	return fmt.Sprintf("%.3g", v)
}

// Fraction is where the slider stands, from 0 at its left end to 1.
func (k Knob) Fraction(v float64) float64 {
	if v <= k.Min {
		return 0
	}
	if k.Scale == Twentieth {
		return min(1, (v-k.Min)/(k.Max-k.Min))
	}
	return min(1, math.Log(v/k.Min)/math.Log(k.Max/k.Min))
}

// At is the tick nearest to where a slider stands at fraction, the inverse of
// Fraction. The left end of a knob that can be off is off; NaN is the left end.
func (k Knob) At(fraction float64) float64 {
	switch {
	case !(fraction > 0) && k.Off:
		return 0
	case !(fraction > 0):
		return k.Min
	case fraction >= 1:
		return k.Max
	}
	v := k.Min * math.Pow(k.Max/k.Min, fraction)
	if k.Scale == Twentieth {
		v = k.Min + (k.Max-k.Min)*fraction
	}
	high := min(k.above(v), k.Max)
	low := max(k.below(high), k.Min)
	if fraction-k.Fraction(low) < k.Fraction(high)-fraction {
		return low
	}
	return high
}

// Coarse is how many ticks a coarse move takes.
func (k Knob) Coarse() int {
	if k.Scale == OneTwoFive {
		return 3
	}
	return 5
}

// Move goes ticks up (or down, if negative) from v. A value between ticks that
// was typed or given by a flag, the anchor, counts as a tick of its own, so
// that going up and down returns to exactly it. clamped tells that an end was
// reached before the last tick.
func (k Knob) Move(v, anchor float64, ticks int) (moved float64, clamped bool) {
	for ; ticks > 0; ticks-- {
		next := k.above(v)
		if anchor > v && anchor < next {
			next = anchor
		}
		if next > k.Max && v < k.Max && k.Whole {
			next = k.Max // which need not be on the grid
		}
		if next > k.Max {
			return v, true
		}
		v = next
	}
	for ; ticks < 0; ticks++ {
		next := k.below(v)
		if anchor < v && anchor > next {
			next = anchor
		}
		if next < k.Min && (!k.Off || v == 0) {
			return v, true
		}
		if next < k.Min {
			next = 0
		}
		v = next
	}
	return v, false
}

// above is the first tick above v, below the last one below it.
func (k Knob) above(v float64) float64 {
	if v < k.Min {
		return k.Min
	}
	i := k.index(v)
	for k.tick(i) <= v {
		i++
	}
	return k.tick(i)
}

func (k Knob) below(v float64) float64 {
	if v <= 0 {
		return -1
	}
	i := k.index(v) + 4 // at v or above it
	for k.tick(i) >= v {
		i--
	}
	return k.tick(i)
}

// index is a tick at or a little below v > 0.
func (k Knob) index(v float64) int {
	switch k.Scale {
	case Decade:
		return int(math.Floor(10*math.Log10(v))) - 1
	case OneTwoFive:
		return 3*int(math.Floor(math.Log10(v))) - 1
	}
	return int(math.Floor(v*20)) - 1
}

func (k Knob) tick(i int) float64 {
	switch k.Scale {
	case Decade:
		return math.Pow(10, float64(i)/10)
	case OneTwoFive:
		decade := int(math.Floor(float64(i) / 3))
		mantissa := []float64{1, 2, 5}[i-3*decade]
		v, _ := strconv.ParseFloat(fmt.Sprintf("%ge%d", mantissa, decade), 64)
		return v
	}
	return float64(i) / 20
}
