package dynamics

import (
	"fmt"
	"math"
)

// Judgement is a trajectory held against the exact gradients of the network
// that is said to have made it.
type Judgement struct {
	Check
	Arrival []Agreement // of layers 1 … L with Backprop, in the frame that reaches them; Layer 0 where it is not reached
	Worst   []Verdict   // of layers 1 … L: the frame that is furthest from BPTT; Frame 0 where there is none
	Frames  [][]Verdict // of frames 1 … N: of layers 1 … L
	// Findings is what the errors come from, in sentences, the first cause first.
	Findings []string
}

// Verdict is what one frame of a trajectory shows of one layer.
type Verdict struct {
	Agreement // with BPTT
	Frame     int
	// Early is the size of the derivative where the nudge cannot have arrived,
	// beside what it will be when it does; 0 where it is rounding.
	Early float64
	// Step is ‖s(n) − step(s(n−1))‖ beside the larger one of the two steps; 0
	// where it is rounding.
	Step float64
}

// Judge holds the trajectory against the network that the settings ask for,
// nudged with their signed β by a spring and without noise, in steps of their
// ε. The gradients are those at the stationary point that frame 0 leads to.
// The rows are:
//
//   - rest: the largest force at frame 0, over β, beside the visible gradient;
//   - steps: each state against the step that theory takes from the one before;
//   - before arrival: the motion of a layer that cannot know of the nudge yet;
//   - arrival: −ds_k/dt/β against ε^hops g_k of back-propagation;
//   - frames: −ds_k/dt/β against back-propagation through time.
//
// What is below the rounding of the trajectory's numbers is left out. Judge
// fails where the sizes are other ones, and where the network cannot settle.
func (t *Trajectory) Judge(source *Source, set Settings, tolerance float64) (*Judgement, error) {
	set.On, set.Nudge, set.Temperature, set.Spikes, set.Chains = true, Spring, 0, 0, 1
	net, err := source.Network(set)
	if err != nil {
		return nil, err
	}
	states, err := t.states(net)
	if err != nil {
		return nil, err
	}
	rest, err := NewRest(net, states[0])
	if err != nil {
		return nil, err
	}
	to := &Judgement{Check: Check{Rest: rest}}
	j := &judge{
		checker: checker{Check: &to.Check, push: set.Push(), tolerance: tolerance},
		to:      to, file: t, states: states, law: set.Law(false),
	}
	j.slack = roundings * t.ulp(largestOf(states))
	j.watch()
	j.rows()
	j.find()
	return to, nil
}

func largestOf(states [][]float64) float64 {
	var size float64
	for _, s := range states {
		size = max(size, largest(s))
	}
	return size
}

// roundings is how many ulp a unit may be off without it meaning anything: a
// sum over its neighbours rounds a few times.
const roundings = 16

type judge struct {
	checker
	to     *Judgement
	file   *Trajectory
	states [][]float64
	law    Law
	slack  float64 // what a unit of a state may be off by rounding
	still  float64 // error of the first row
}

// watch fills Frames.
func (j *judge) watch() {
	net := j.Rest.Network()
	g, scratch := make([]float64, net.Units()), make([]float64, 2*net.Units())
	j.Rest.Point.CostGradient(g)
	step, derivative := newStepper(net), make([]float64, net.Units())
	want := make([]float64, net.Units())
	j.to.Arrival, j.to.Worst = make([]Agreement, net.Depth()), make([]Verdict, net.Depth())
	for n := 1; n < len(j.states); n++ {
		subtract(derivative, j.states[n], j.states[n-1], j.law.Step)
		step.next(want, j.states[n-1], j.law, update{})
		verdicts := make([]Verdict, net.Depth())
		for k := range verdicts {
			v := &verdicts[k]
			v.Frame = n
			v.Agreement = j.compare(k+1, n, derivative, g, 1)
			v.Step = j.off(k+1, j.states[n], want, j.states[n-1])
			if hops := v.Hops; n == hops+1 {
				j.to.Arrival[k] = j.compare(k+1, n, derivative, j.Rest.Backprop, math.Pow(j.law.Step, float64(hops)))
			} else if n <= hops {
				v.Early = j.early(k+1, derivative)
			}
			if v.Reached && !v.BelowRounding && (j.to.Worst[k].Frame == 0 || v.RelativeError > j.to.Worst[k].RelativeError) {
				j.to.Worst[k] = *v
			}
		}
		j.to.Frames = append(j.to.Frames, verdicts)
		j.Rest.Jacobian.Back(g, j.law.Step, scratch)
	}
}

// floor is the size of a derivative of layer k that has no direction for
// rounding.
func (j *judge) floor(k int) float64 {
	s := j.Rest.Network().Layer(j.Rest.State(), k)
	return roundingFactor * (j.Rest.Residual + j.file.ulp(largest(s))/j.law.Step)
}

// compare holds the derivative of layer k at frame n against a gradient times
// size. One that is below rounding where it should be, too, is not compared.
func (j *judge) compare(k, n int, derivative, gradient []float64, size float64) Agreement {
	nan, net := math.NaN(), j.Rest.Network()
	d, g := net.Layer(derivative, k), net.Layer(gradient, k)
	a := Agreement{
		Layer: k, Hops: net.Hops(k), Reached: n > net.Hops(k), Derivative: norm(d), Gradient: norm(g), Factor: size,
		Cosine: nan, Angle: nan, Band: nan, Scale: nan, RelativeError: nan,
	}
	if !a.Reached {
		return a
	}
	if a.BelowRounding = max(a.Derivative, math.Abs(j.push)*size*a.Gradient) < j.floor(k); a.BelowRounding {
		return a
	}
	a.compare(d, g, j.push, size)
	switch {
	case a.Gradient == 0:
		a.RelativeError = a.Derivative / math.Abs(j.push)
	case a.Derivative == 0:
		a.RelativeError = 1 // it should move and does not
	}
	return a
}

// excess is what of a difference between states of layer k is no rounding.
func (j *judge) excess(k int, difference float64) float64 {
	return max(0, difference-j.slack*math.Sqrt(float64(j.Rest.Network().Size(k))))
}

// early is the motion of layer k beside what the nudge will bring.
func (j *judge) early(k int, derivative []float64) float64 {
	net := j.Rest.Network()
	moves := j.excess(k, norm(net.Layer(derivative, k))*j.law.Step) / j.law.Step
	comes := math.Abs(j.push) * math.Pow(j.law.Step, float64(net.Hops(k))) * norm(net.Layer(j.Rest.Backprop, k))
	return moves / max(comes, j.floor(k))
}

// off is how far layer k of a state is from the one it should be, beside the
// larger one of the steps that lead there.
func (j *judge) off(k int, state, want, from []float64) float64 {
	net := j.Rest.Network()
	was, is, meant := net.Layer(from, k), net.Layer(state, k), net.Layer(want, k)
	var miss, should, does float64
	for i, v := range meant {
		miss += (is[i] - v) * (is[i] - v)
		should, does = should+(v-was[i])*(v-was[i]), does+(is[i]-was[i])*(is[i]-was[i])
	}
	return j.excess(k, math.Sqrt(miss)) / max(math.Sqrt(max(should, does)), j.floor(k)*j.law.Step)
}

// rows fills Rows and Left.
func (j *judge) rows() {
	net := j.Rest.Network()
	j.stillness()
	j.row(fmt.Sprintf("each step with the dynamics, frames 1 to %d", len(j.to.Frames)), j.worstStep())
	for k := net.Depth(); k >= 1; k-- {
		if hops := min(net.Hops(k), len(j.to.Frames)); hops > 0 {
			j.row(fmt.Sprintf("layer %d at rest before the nudge can arrive, to frame %d", k, hops), j.earliest(k))
		}
	}
	var late []string
	for k := net.Depth(); k >= 1; k-- {
		if j.to.Arrival[k-1].Layer == 0 {
			late = append(late, fmt.Sprint(k))
			continue
		}
		j.arrival(j.to.Arrival[k-1])
	}
	j.arrivalsLeft()
	if len(late) > 0 {
		j.leave("layers %s: the nudge does not reach them in %d frames, save more", join(late), len(j.to.Frames))
	}
	for k := net.Depth(); k >= 1; k-- {
		if j.to.Worst[k-1].Frame > 0 {
			j.row(fmt.Sprintf("layer %d with bptt, frames %d to %d", k, net.Hops(k)+1, len(j.to.Frames)), j.to.Worst[k-1].RelativeError)
		}
	}
}

// stillness is the row of frame 0.
func (j *judge) stillness() {
	net := j.Rest.Network()
	point, force := net.At(j.states[0]), make([]float64, net.Units())
	point.Force(force)
	j.still = max(0, largest(force)-j.slack) / math.Abs(j.push)
	if g := largest(net.Layer(j.Rest.Backprop, net.Depth())); g > 0 {
		j.still /= g
	}
	j.row("frame 0 at rest: largest force / β beside the visible gradient", j.still)
}

func (j *judge) worstStep() float64 {
	worst := 0.0
	for _, frame := range j.to.Frames {
		for _, v := range frame {
			worst = math.Max(worst, v.Step)
		}
	}
	return worst
}

func (j *judge) earliest(k int) float64 {
	worst := 0.0
	for _, frame := range j.to.Frames {
		worst = math.Max(worst, frame[k-1].Early)
	}
	return worst
}
