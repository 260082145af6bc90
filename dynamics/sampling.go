package dynamics

import "math"

// Sampling is how one unit moved in the latest stretch of free, noisy frames,
// beside the Gaussian that its chain should sample there: mean s*, variance
// T (H − ½εH²)⁻¹ over the number of chains. It keeps what it computed until
// there is something else to look at.
type Sampling struct {
	Settings               // of the stretch
	First, Last  int       // its frames, without the first ones, which are on their way there
	Values       []float64 // a frame, the mean over the chains
	Mean         float64
	Deviation    float64 // about s*, or without a Gaussian about Mean
	Error        float64 // the standard error of Deviation, of values that remember each other
	Center       float64 // s*
	Theory       float64 // the deviation of the Gaussian; NaN where it is not known
	Why          string  // it is not known
	relaxation   float64 // steps in which the slowest motion falls to 1/e
	looked, seen look    // what Theory, and what the numbers, were computed for
}

// look is what a Sampling depends on.
type look struct {
	run          *Run
	rest         *Rest
	settings     Settings
	unit         int
	first, last  int // steps
	begins, ends float64
}

// sampleFrames bounds how many frames a Sampling looks back over, and
// relaxations how many relaxation times it leaves out.
const (
	sampleFrames = 2000
	relaxations  = 5
)

// Look takes the values of a unit from the past of a frame. It tells whether
// there are any.
func (s *Sampling) Look(t Trail, unit int) bool {
	seg, first, last, free := t.free()
	if !free {
		return false
	}
	s.predict(look{run: t.run, rest: seg.rest, settings: seg.Settings, unit: unit})
	held := max(first, t.First()+t.origin)
	burn := min(float64(first)+relaxations*s.relaxation, float64(held+last)/2)
	first = max(held, last-sampleFrames+1, int(math.Ceil(burn)))
	if first >= last {
		return false
	}
	now := s.looked
	now.first, now.last = first, last
	now.begins, now.ends = t.run.tape.row(first).state()[unit], t.run.tape.row(last).state()[unit]
	if now == s.seen {
		return true
	}
	s.seen, s.Settings = now, seg.Settings
	s.First, s.Last = first-t.origin, last-t.origin
	s.Values = s.Values[:0]
	for step := first; step <= last; step++ {
		s.Values = append(s.Values, t.run.tape.row(step).state()[unit])
	}
	s.Mean = average(s.Values)
	centre := s.Mean
	if s.Why == "" {
		centre = s.Center
	}
	s.Deviation, s.Error = deviation(s.Values, centre)
	return true
}

// free is the latest stretch of steps up to the frame that no nudge governed,
// under one law and one network.
func (t Trail) free() (seg segment, first, last int, ok bool) {
	p, i := t.run.program, t.run.program.at(max(0, t.last-1))
	last = t.last
	for i > 0 && p.segments[i].Push() != 0 {
		last = p.segments[i].from
		i--
	}
	seg = p.segments[i]
	if seg.Push() != 0 || !seg.Noisy() {
		return seg, 0, 0, false
	}
	for i > 0 && p.segments[i-1].Law(false) == seg.Law(false) && p.segments[i-1].rest == seg.rest {
		i--
	}
	return seg, p.segments[i].from, last, last > p.segments[i].from
}

// predict computes the Gaussian where it depends on something else than last
// time.
func (s *Sampling) predict(now look) {
	if now == s.looked {
		return
	}
	if now.rest != s.looked.rest || now.settings.Step != s.looked.settings.Step {
		lowest, _, known := now.rest.Hessian()
		if !known || !(lowest > 0) {
			lowest = 1 // the leak alone
		}
		s.relaxation = 1 / (lowest * now.settings.Step)
	}
	s.looked = now
	s.Center, s.Theory, s.Why = now.rest.State()[now.unit], math.NaN(), ""
	if now.settings.Spikes > 0 {
		s.Why = "spikes add a noise of their own: no Gaussian is known"
		return
	}
	variance, err := now.rest.Point.StationaryVariance(now.unit, now.settings.Temperature, now.settings.Step)
	if err != nil {
		s.Why = err.Error()
		return
	}
	s.Theory = math.Sqrt(variance / now.settings.Chains)
}

// average is the mean of a series.
func average(values []float64) float64 {
	var sum float64
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}

// deviation is the standard deviation of a series about a known centre, and its
// standard error. Values that remember each other tell less: n of them count as
// n / (1 + 2 Σ r²) squares, r being their autocorrelation up to where it first
// is negative.
func deviation(values []float64, centre float64) (sigma, standardError float64) {
	variance := covariance(values, centre, 0)
	memory := 1.0
	for lag := 1; lag < len(values)/2; lag++ {
		r := covariance(values, centre, lag) / variance
		if !(r > 0) {
			break
		}
		memory += 2 * r * r
	}
	sigma = math.Sqrt(variance)
	return sigma, sigma * math.Sqrt(memory/(2*float64(len(values))))
}

// covariance is that of a series about a centre with itself lag values later.
func covariance(values []float64, centre float64, lag int) float64 {
	var sum float64
	for i, v := range values[lag:] {
		sum += (v - centre) * (values[i] - centre)
	}
	return sum / float64(len(values))
}
