package dynamics

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"nudge/model"
)

// shown is everything that a frame shows, its past included. %v prints the
// digits that tell a number from every other one.
func shown(f *Frame) string {
	b := strings.Builder{}
	b.WriteString(shownNow(f))
	for n := f.Trail.First(); n <= f.Trail.Last(); n++ {
		e, c := f.Trail.Energy(n)
		fmt.Fprintf(&b, "%d: %v %v %v %v %v", n, f.Trail.Unit(n, 0), f.Trail.Rate(n, 1), e, c, f.Trail.Nudged(n))
		for ref := range References {
			fmt.Fprintf(&b, " %v", f.Trail.Angle(n, f.Network().Depth(), ref))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// shownNow is shown without the past.
func shownNow(f *Frame) string {
	return fmt.Sprintf("frame %d at %v nudged %v\nsettings %v\nstate %v\nderivative %v\ngradient %v\nE %v C %v unsettled %v\nlayers %v\nwarnings %v\n",
		f.Number, f.Time, f.Nudged, f.Settings, f.State, f.Derivative, f.Gradient, f.Energy, f.Cost, f.Unsettled, f.Layers, f.Warnings)
}

// apartAt is the first line in which two shown frames differ, "" if they do not.
func apartAt(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			return fmt.Sprintf("line %d of %d and %d:\n got %s\nwant %s", i+1, len(a), len(b), a[i], b[min(i, len(b)-1)])
		}
	}
	return ""
}

// at is what a run shows at a step, counted from its start.
func at(t interface{ Fatal(...any) }, run *Run, step int) string {
	if done, err := run.Seek(step+run.First(), 0); err != nil || !done {
		t.Fatal("seek:", done, err)
	}
	var f Frame
	run.Observe(&f, BPTT)
	return shown(&f)
}

// step is where the cursor is, counted from the start of the run.
func step(run *Run) int { return run.Cursor() - run.First() }

// script is a run as its user could write it down: the settings that it began
// with, and what was changed at which step.
type script struct {
	set    Settings
	edits  []change
	taught bool // the last change was of the weights
}

type change struct {
	step    int
	set     Settings
	present bool // input and target are clamped in time
}

// edited is the script after a change at a step: what was to come later is cut.
func (s script) edited(at int, set Settings) script {
	edits := slices.DeleteFunc(slices.Clone(s.edits), func(c change) bool { return c.step > at })
	return script{set: s.set, edits: append(edits, change{step: at, set: set})}
}

// averaged is the script with another number of chains and another window
// throughout.
func (s script) averaged(chains, window float64) script {
	s.set.Chains, s.set.Window, s.taught = chains, window, false
	s.edits = slices.Clone(s.edits)
	for i := range s.edits {
		s.edits[i].set.Chains, s.edits[i].set.Window = chains, window
	}
	return s
}

// play is a new run of the script.
func (s script) play(t interface{ Fatal(...any) }, source *Source, e Estimator) *Run {
	run, err := NewRun(source, s.set, warmUp)
	if err != nil {
		t.Fatal(err)
	}
	run.Estimate(e)
	for _, c := range s.edits {
		if _, err := run.Seek(c.step+run.First(), 0); err != nil {
			t.Fatal(err)
		}
		change := run.Adjust
		if c.present {
			change = run.Present
		}
		if err := change(c.set); err != nil {
			t.Fatal(err)
		}
	}
	return run
}

// session is a run with the script that it should follow, and where it has been.
type session struct {
	run     *Run
	source  *Source
	now     script
	past    []script
	future  []script
	visited []int
}

const warmUp = 13 // steps of equilibration

func newSession(t *rapid.T, set Settings) *session {
	source, err := FromPreset(model.Xor())
	if err != nil {
		t.Fatal(err)
	}
	s := &session{source: source, now: script{set: set}}
	s.run = s.now.play(t, source, RawRate)
	return s
}

func (s *session) adopt(next script) {
	if !next.taught || !s.now.taught {
		s.past = append(s.past, s.now)
	}
	s.future, s.now = nil, next
}

func (s *session) advance(t *rapid.T) {
	if _, err := s.run.Advance(rapid.SampledFrom([]int{1, 2, 7, 65, 300}).Draw(t, "steps"), 0); err != nil {
		t.Fatal(err)
	}
	s.visited = append(s.visited, step(s.run))
}

func (s *session) seek(t *rapid.T) {
	played := s.run.Played() - s.run.First()
	at(t, s.run, rapid.IntRange(0, played).Draw(t, "step"))
}

func (s *session) adjust(t *rapid.T) {
	set := s.run.Settings()
	switch rapid.SampledFrom([]string{"beta", "temperature", "spikes", "step", "gain", "asymmetry", "on", "invert"}).Draw(t, "knob") {
	case "beta":
		set.Beta = rapid.SampledFrom([]float64{0, 1e-3, 0.1, 0.5}).Draw(t, "β")
	case "temperature":
		set.Temperature = rapid.SampledFrom([]float64{0, 1e-4, 1e-2}).Draw(t, "T")
	case "spikes":
		set.Spikes = rapid.SampledFrom([]float64{0, 10}).Draw(t, "K")
	case "step":
		set.Step = rapid.SampledFrom([]float64{0.05, 0.1, 0.2}).Draw(t, "ε")
	case "gain":
		set.Gain = rapid.SampledFrom([]float64{0.5, 1, 1.5}).Draw(t, "gain")
	case "asymmetry":
		set.Asymmetry = rapid.SampledFrom([]float64{0, 0.25}).Draw(t, "α")
	case "on":
		set.On = !set.On
	case "invert":
		set.Inverted = !set.Inverted
	}
	s.edit(t, set, func(at int) script { return s.now.edited(at, set) })
}

func (s *session) restart(t *rapid.T) {
	set := s.run.Settings()
	switch rapid.SampledFrom([]string{"seed", "noise", "sample", "nudge"}).Draw(t, "what") {
	case "noise":
		set.Noise++
	case "seed":
		set.Seed = rapid.Uint64Range(1, 3).Draw(t, "seed")
	case "sample":
		set.Sample = rapid.IntRange(1, 4).Draw(t, "sample")
	case "nudge":
		set.On, set.Nudge = true, rapid.SampledFrom([]Nudge{Spring, Kick, Clamp}).Draw(t, "nudge")
		if !s.run.Settings().On {
			return
		}
	}
	s.edit(t, set, func(int) script { return script{set: set} })
}

// teach gives the network other weights: those that another seed draws.
func (s *session) teach(t *rapid.T) {
	set := s.run.Settings()
	net, err := s.source.Base(Settings{Seed: rapid.Uint64Range(4, 6).Draw(t, "weights")})
	if err != nil {
		t.Fatal(err)
	}
	set.Weights = net
	next := s.now.edited(step(s.run), set)
	next.taught = true
	if err := s.run.Teach(net); err != nil {
		t.Fatal(err)
	}
	s.adopt(next)
}

func (s *session) present(t *rapid.T) {
	set := s.run.Settings()
	set.Sample = cycleSample(set.Sample)
	next := s.now.edited(step(s.run), set)
	next.edits[len(next.edits)-1].present = true
	if err := s.run.Present(set); err != nil {
		t.Fatal(err)
	}
	s.adopt(next)
}

func cycleSample(sample int) int { return sample%4 + 1 }

func (s *session) average(t *rapid.T) {
	set := s.run.Settings()
	set.Chains = rapid.SampledFrom([]float64{1, 3, 40}).Draw(t, "N")
	set.Window = rapid.SampledFrom([]float64{1, 5, 20}).Draw(t, "w")
	s.edit(t, set, func(int) script { return s.now.averaged(set.Chains, set.Window) })
}

func (s *session) estimate(t *rapid.T) {
	s.run.Estimate(Estimator(rapid.IntRange(0, int(Estimators)-1).Draw(t, "estimator")))
}

// edit adjusts the run, and the script unless nothing is changed.
func (s *session) edit(t *rapid.T, set Settings, next func(at int) script) {
	if set == s.run.Settings() {
		return
	}
	n := next(step(s.run))
	if err := s.run.Adjust(set); err != nil {
		t.Fatal(err)
	}
	s.adopt(n)
}

func (s *session) undo(*rapid.T) {
	if s.run.Undo() {
		last := len(s.past) - 1
		s.past, s.future, s.now = s.past[:last], append(s.future, s.now), s.past[last]
	}
}

func (s *session) redo(*rapid.T) {
	if s.run.Redo() {
		last := len(s.future) - 1
		s.past, s.future, s.now = append(s.past, s.now), s.future[:last], s.future[last]
	}
}

// check holds the run against a new one of the same script, where it is and
// wherever it has been.
func (s *session) check(t *rapid.T) {
	fresh := s.now.play(t, s.source, s.run.Estimator())
	here := step(s.run)
	var f Frame
	s.run.Observe(&f, BPTT)
	if diff := apartAt(shown(&f), at(t, fresh, here)); diff != "" {
		t.Fatalf("at the cursor, step %d, the run is not what its edits say:\n%s", here, diff)
	}
	for _, v := range s.visited {
		if v > s.run.Played()-s.run.First() {
			continue
		}
		if diff := apartAt(at(t, s.run, v), at(t, fresh, v)); diff != "" {
			t.Fatalf("step %d is not what the edits say:\n%s", v, diff)
		}
	}
	at(t, s.run, here)
}

// TestReplay: whatever is done to a run, each of its frames is that of a new
// run with the same edits, bit for bit.
func TestReplay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		set := Settings{Knobs: DefaultKnobs(), On: true, Seed: 1, Sample: 1}
		if rapid.Bool().Draw(t, "noise") {
			set.Temperature, set.Chains = 1e-3, 40
		}
		s := newSession(t, set)
		t.Repeat(map[string]func(*rapid.T){
			"advance": s.advance, "seek": s.seek, "adjust": s.adjust, "restart": s.restart,
			"average": s.average, "teach": s.teach, "present": s.present, "estimate": s.estimate, "undo": s.undo, "redo": s.redo,
		})
		s.check(t)
	})
}
