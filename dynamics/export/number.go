package export

import (
	"math"
	"strconv"

	"nudge/dynamics"
	"nudge/model"
)

// Number is null where it is not defined.
type Number float64

// MarshalJSON writes all digits.
func (n Number) MarshalJSON() ([]byte, error) { return AppendNumber(nil, float64(n)), nil }

// Numbers is [] where it is empty or not defined.
type Numbers []float64

// MarshalJSON writes all digits.
func (n Numbers) MarshalJSON() ([]byte, error) {
	b := make([]byte, 0, 2+20*len(n))
	b = append(b, '[')
	for i, v := range n {
		if i > 0 {
			b = append(b, ',')
		}
		b = AppendNumber(b, v)
	}
	return append(b, ']'), nil
}

// AppendNumber appends a number with all its digits, null where it is not defined.
func AppendNumber(b []byte, v float64) []byte {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return append(b, "null"...)
	}
	return strconv.AppendFloat(b, v, 'g', -1, 64)
}

// Layers is the layers of a state.
func Layers(net *model.Network, s []float64) []Numbers {
	layers := make([]Numbers, 0, net.Depth())
	for _, l := range net.Split(s) {
		layers = append(layers, l)
	}
	return layers
}

// Knobs is every knob by name, in the order of the table. An inverted nudge is
// negative, as its flag is.
type Knobs dynamics.Settings

// MarshalJSON writes an object.
func (k Knobs) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for i, knob := range dynamics.Table {
		if i > 0 {
			b = append(b, ',')
		}
		v := knob.Get(k.Knobs)
		if knob.Name == "beta" && k.Inverted {
			v = -v
		}
		b = append(strconv.AppendQuote(b, knob.Name), ':')
		b = AppendNumber(b, v)
	}
	return append(b, '}'), nil
}
