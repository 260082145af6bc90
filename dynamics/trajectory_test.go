package dynamics

import (
	"math"
	"path/filepath"
	"strings"
	"testing"

	"nudge/model"
)

// judged opens a trajectory that make.py simulated and judges it. What the
// file does not say is β 1e-4 and ε 0.1.
func judged(t *testing.T, name string) (*Trajectory, *Judgement) {
	t.Helper()
	saved, err := OpenTrajectory(filepath.Join("testdata/trajectory", name))
	if err != nil {
		t.Fatal(err)
	}
	return saved, verdictOn(t, saved)
}

// verdictOn holds a trajectory against the lesson network, at its own β and ε.
func verdictOn(t *testing.T, saved *Trajectory) *Judgement {
	t.Helper()
	set := Settings{Knobs: DefaultKnobs(), Seed: 1, Sample: 1}
	set.Beta = 1e-4
	if beta, says := saved.Knobs["beta"]; says {
		set.Beta, set.Inverted = math.Abs(beta), beta < 0
		set.Step = saved.Knobs["step"]
	}
	source, err := FromPreset(model.Lesson())
	if err != nil {
		t.Fatal(err)
	}
	j, err := saved.Judge(source, set, 1e-2)
	if err != nil {
		t.Fatal(err)
	}
	return j
}

// TestJudgeRight: what an independent simulator of the same network makes is
// the gradient, however it was saved.
func TestJudgeRight(t *testing.T) {
	for _, name := range []string{"right.npz", "states.npz", "away.npz"} {
		saved, j := judged(t, name)
		if j.Failed() > 0 || len(j.Left) > 0 || len(j.Rows) != 1+1+3+4+4 || j.Seen() != 4 || saved.Single || saved.Frames() != 12 {
			t.Errorf("%s: %+v %v, float32: %v", name, j.Rows, j.Left, saved.Single)
		}
		for i, a := range j.Arrival {
			if a.Hops != 3-i || !(a.Angle < 0.01) || !(math.Abs(a.Scale/a.Factor-1) < 1e-3) || !(a.RelativeError < 1e-3) {
				t.Errorf("%s: on arrival %+v", name, a)
			}
		}
		for n, frame := range j.Frames {
			for _, v := range frame {
				if v.Frame != n+1 || v.Reached != (v.Frame > v.Hops) || v.Step != 0 || v.Early != 0 || v.BelowRounding {
					t.Errorf("%s: frame %d: %+v", name, n+1, v)
				}
			}
		}
	}
}

// TestJudgeSingle: float32 is as exact as it is.
func TestJudgeSingle(t *testing.T) {
	saved, j := judged(t, "float32.npz")
	if !saved.Single || j.Failed() > 0 || j.Seen() != 2 || !j.Arrival[0].BelowRounding || j.Arrival[3].BelowRounding {
		t.Errorf("%+v %v", j.Rows, j.Arrival)
	}
	if _, faint := judged(t, "faint32.npz"); faint.Failed() > 0 || faint.Seen() != 0 || !strings.Contains(faint.Findings[0], "below the rounding of float32") {
		t.Errorf("nothing can be seen of it: %+v %v", faint.Rows, faint.Findings)
	}
}

// TestJudgeWrong: each mistake is found, where it shows first, and named.
func TestJudgeWrong(t *testing.T) {
	for name, want := range map[string]struct {
		fails    []string
		findings []string
	}{
		"no-slope.npz":   {[]string{"frame 0 at rest", "each step", "arrival at layer 1"}, []string{"first at frame 1, in layers 1, 2, 3", "without ρ' in the hidden layers"}},
		"upward.npz":     {[]string{"each step", "layer 4 with bptt"}, []string{"first at frame 2, in layer 4.", "from layer 1 up"}},
		"downward.npz":   {[]string{"each step", "layer 3 at rest before", "arrival at layer 3"}, []string{"first at frame 1, in layers 1, 2, 3", "cannot have arrived in layers 1, 2, 3", "from the visible one down"}},
		"twice.npz":      {[]string{"each step", "arrival at layer 4"}, []string{"first at frame 1, in layer 4.", "with β 0.0002"}},
		"noisy.npz":      {[]string{"each step", "arrival at layer 4"}, []string{"at frame 1, in layers 1, 2, 3, 4", "cannot", "noise of temperature"}},
		"unsettled.npz":  {[]string{"frame 0 at rest", "layer 1 at rest before", "arrival at layer 1"}, []string{"frame 0 is not at rest", "Settle it for longer"}},
		"late.npz":       {[]string{"frame 0 at rest", "layer 3 at rest before", "arrival at layer 1"}, []string{"frame 0 is not at rest", "Row 0 is frame 1"}},
		"large-beta.npz": {[]string{"layer 4 with bptt", "layer 1 with bptt"}, []string{"β 5.0e-01 makes an error of 4.6e-01, which falls with β: about 5e-03 would pass"}},
	} {
		_, j := judged(t, name)
		for _, quantity := range want.fails {
			found := false
			for _, row := range j.Rows {
				found = found || strings.HasPrefix(row.Quantity, quantity) && !row.OK()
			}
			if !found {
				t.Errorf("%s: no failing %q in %+v", name, quantity, j.Rows)
			}
		}
		if len(j.Findings) != len(want.findings) {
			t.Errorf("%s: %q", name, j.Findings)
			continue
		}
		for i, part := range want.findings {
			if !strings.Contains(j.Findings[i], part) {
				t.Errorf("%s: %q does not say %q", name, j.Findings[i], part)
			}
		}
	}
}

// TestJudgeOtherSteps: only the rows that the mistake is about fail.
func TestJudgeOtherSteps(t *testing.T) {
	for name, passes := range map[string]string{
		"upward.npz": "arrival", "downward.npz": "frame 0", "twice.npz": "layer 1 at rest", "large-beta.npz": "each step", "late.npz": "each step",
		"unsettled.npz": "each step", "noisy.npz": "frame 0",
	} {
		_, j := judged(t, name)
		for _, row := range j.Rows {
			if strings.HasPrefix(row.Quantity, passes) && !row.OK() {
				t.Errorf("%s: %+v", name, row)
			}
		}
	}
}

// TestJudgeLargeBeta: the error is the one that a run of the same β has.
func TestJudgeLargeBeta(t *testing.T) {
	_, j := judged(t, "large-beta.npz")
	source, err := FromPreset(model.Lesson())
	if err != nil {
		t.Fatal(err)
	}
	set := Settings{Knobs: DefaultKnobs(), On: true, Seed: 1, Sample: 1}
	set.Beta = 0.5
	run, err := NewRun(source, set, 0)
	if err != nil {
		t.Fatal(err)
	}
	var f Frame
	for n, frame := range j.Frames {
		if _, err := run.Advance(1, 0); err != nil {
			t.Fatal(err)
		}
		run.Observe(&f, BPTT)
		for i, a := range f.Layers {
			if got := frame[i].RelativeError; a.Shown() && !(math.Abs(got-a.RelativeError) < 1e-9) {
				t.Errorf("frame %d, layer %d: %v, the run has %v", n+1, i+1, got, a.RelativeError)
			}
		}
	}
}

// TestJudgeShort: what two frames cannot show is left out.
func TestJudgeShort(t *testing.T) {
	saved, _ := judged(t, "right.npz")
	for i, s := range saved.series {
		saved.series[i].states = s.states[:3*s.width]
	}
	j := verdictOn(t, saved)
	if j.Failed() > 0 || j.Seen() != 2 || len(j.Left) != 1 || !strings.Contains(j.Left[0], "layers 2, 1: the nudge does not reach them in 2 frames") {
		t.Errorf("%+v %q", j.Rows, j.Left)
	}
}

// TestJudgeFrozen: a layer that should move and does not is no rounding.
func TestJudgeFrozen(t *testing.T) {
	saved, _ := judged(t, "right.npz")
	hidden := saved.series[1]
	for i := range hidden.states {
		hidden.states[i] = hidden.states[i%hidden.width]
	}
	j := verdictOn(t, saved)
	if a := j.Arrival[1]; a.BelowRounding || a.RelativeError != 1 || j.Failed() == 0 || !strings.Contains(j.Findings[0], "first at frame 3, in layer 2.") {
		t.Errorf("%+v %q", a, j.Findings)
	}
}
