package cli

import (
	"encoding/json"
	"io"
	"math"
	"strconv"

	"nudge/dynamics"
	"nudge/model"
)

// ndjson writes a run as one JSON object a line, in full precision.
type ndjson struct{ encoder *json.Encoder }

func newNDJSON(w io.Writer) *ndjson { return &ndjson{json.NewEncoder(w)} }

// startRecord is the network at rest, before the first frame.
type startRecord struct {
	Record     string    `json:"record"`
	Schema     int       `json:"schema"`
	Seed       uint64    `json:"seed"`
	Knobs      knobs     `json:"knobs"`
	Layers     []int     `json:"layers"`
	Activation string    `json:"activation"`
	Stationary []numbers `json:"stationary"`
	Residual   number    `json:"residual"`
	Energy     number    `json:"energy"`
	Cost       number    `json:"cost"`
	Hessian    *extremes `json:"hessian,omitempty"`
	Backprop   []numbers `json:"backprop"`
}

type extremes struct {
	Min number `json:"min"`
	Max number `json:"max"`
}

// frameRecord is one frame.
type frameRecord struct {
	Record string        `json:"record"`
	Frame  int           `json:"frame"`
	Time   number        `json:"time"`
	Phase  string        `json:"phase"`
	Energy number        `json:"energy"`
	Cost   number        `json:"cost"`
	Layers []layerRecord `json:"layers"`
}

// layerRecord is one layer of a frame.
type layerRecord struct {
	Layer         int     `json:"layer"`
	Hops          int     `json:"hops"`
	Reached       bool    `json:"reached"`
	State         numbers `json:"state"`
	Derivative    numbers `json:"derivative"`
	Gradient      numbers `json:"gradient"`
	Cosine        number  `json:"cosine"`
	Angle         number  `json:"angle"`
	SignsAgree    int     `json:"signs_agree"`
	SignsCounted  int     `json:"signs_counted"`
	Scale         number  `json:"scale"`
	RelativeError number  `json:"relative_error"`
}

// largestHessian is the number of units up to which its extremes are printed.
const largestHessian = 400

// hessian is its extreme eigenvalues at rest, if they are printed.
func hessian(rest *dynamics.Rest) (lowest, highest float64, ok bool) {
	if rest.Network().Units() > largestHessian {
		return 0, 0, false
	}
	return rest.Hessian()
}

func (n *ndjson) start(f *dynamics.Frame) error {
	rest, net := f.Rest, f.Network()
	r := startRecord{
		Record: "start", Schema: 1, Seed: f.Seed, Knobs: knobs(f.Settings), Layers: net.Sizes(), Activation: net.Activation().String(),
		Stationary: split(net, rest.State()), Residual: number(rest.Residual),
		Energy: number(rest.Point.Energy()), Cost: number(rest.Point.Cost()), Backprop: split(net, rest.Backprop),
	}
	if low, high, ok := hessian(rest); ok {
		r.Hessian = &extremes{number(low), number(high)}
	}
	return n.encoder.Encode(r)
}

func (n *ndjson) frame(f *dynamics.Frame) error {
	net := f.Network()
	r := frameRecord{
		Record: "frame", Frame: f.Number, Time: number(f.Time), Phase: phase(f),
		Energy: number(f.Energy), Cost: number(f.Cost),
	}
	for _, a := range f.Layers {
		layer := layerRecord{
			Layer: a.Layer, Hops: a.Hops, Reached: a.Reached,
			State: net.Layer(f.State, a.Layer), Derivative: net.Layer(f.Derivative, a.Layer),
			Cosine: number(a.Cosine), Angle: number(a.Angle), SignsAgree: a.SignsAgree, SignsCounted: a.SignsCounted,
			Scale: number(a.Scale), RelativeError: number(a.RelativeError),
		}
		if f.Gradient != nil {
			layer.Gradient = net.Layer(f.Gradient, a.Layer)
		}
		r.Layers = append(r.Layers, layer)
	}
	return n.encoder.Encode(r)
}

func phase(f *dynamics.Frame) string {
	if f.Nudged {
		return "nudged"
	}
	return "free"
}

// number is null where it is not defined.
type number float64

// MarshalJSON writes all digits.
func (n number) MarshalJSON() ([]byte, error) { return appendNumber(nil, float64(n)), nil }

// numbers is [] where it is empty or not defined.
type numbers []float64

// MarshalJSON writes all digits.
func (n numbers) MarshalJSON() ([]byte, error) {
	b := make([]byte, 0, 2+20*len(n))
	b = append(b, '[')
	for i, v := range n {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendNumber(b, v)
	}
	return append(b, ']'), nil
}

func appendNumber(b []byte, v float64) []byte {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return append(b, "null"...)
	}
	return strconv.AppendFloat(b, v, 'g', -1, 64)
}

// split is the layers of a state.
func split(net *model.Network, s []float64) []numbers {
	layers := make([]numbers, 0, net.Depth())
	for _, l := range net.Split(s) {
		layers = append(layers, l)
	}
	return layers
}

// knobs is every knob by name, in the order of the table. An inverted nudge is
// negative, as its flag is.
type knobs dynamics.Settings

// MarshalJSON writes an object.
func (k knobs) MarshalJSON() ([]byte, error) {
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
		b = appendNumber(b, v)
	}
	return append(b, '}'), nil
}
