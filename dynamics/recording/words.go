package recording

import (
	"fmt"
	"strings"

	"nudge/dynamics"
)

// Words says what an act does, to the run as it is before; "" where there is
// nothing to say.
func (a Act) Words(before *dynamics.Run) string {
	switch {
	case a.Start != nil:
		return a.Start.words(before)
	case a.Return != nil:
		return "back to an earlier run"
	case a.Deed != nil:
		return deedWords(*a.Deed, before)
	case a.Answer != nil:
		return a.Answer.words()
	}
	return ""
}

// words says which run begins, or, where it is the one before from its start again, in
// what it differs.
func (s *Start) words(before *dynamics.Run) string {
	begins := beginning(s.Source, s.Settings)
	if before != nil && begins == beginning(before.Source(), before.Settings()) {
		return strings.Join(append([]string{"begun anew"}, differing(before.Settings(), s.Settings, s.Source)...), ", ")
	}
	return begins
}

// differing is Differences with each knob as it was and is.
func differing(was, set dynamics.Settings, source *dynamics.Source) []string {
	return Differences(was, set, source, func(k dynamics.Knob, a, b float64) string {
		return fmt.Sprintf("%s %s → %s", k.Symbol, k.Format(a), k.Format(b))
	})
}

func beginning(source *dynamics.Source, set dynamics.Settings) string {
	net, err := source.Base(dynamics.Settings{Seed: 1})
	if err != nil {
		return "a run begins: " + source.Name()
	}
	sizes := make([]string, 0, net.Depth()+1)
	for _, n := range net.Sizes() {
		sizes = append(sizes, fmt.Sprint(n))
	}
	return fmt.Sprintf("a run begins: %s %s %s, %s, seed %d", source.Name(), strings.Join(sizes, "-"), net.Activation(),
		source.Describe(set.Sample, set.Target), set.Seed)
}

func (a *Answer) words() string {
	verdict := map[bool]string{true: "right", false: "wrong"}[a.Right]
	return fmt.Sprintf("predicted %s (%s) in lesson %s: %s", a.Answer, verdict, a.Lesson, a.Question)
}

func deedWords(d dynamics.Deed, before *dynamics.Run) string {
	switch d.Op {
	case dynamics.Relaxed:
		return "let go and settled"
	case dynamics.Undone:
		return "undo"
	case dynamics.Redone:
		return "redo"
	case dynamics.Joined:
		return ""
	case dynamics.Estimated:
		return "estimator " + d.Estimator.String()
	}
	said := differing(before.Settings(), d.Settings, before.Source())
	if d.Op == dynamics.Restarted {
		said = append([]string{"begun anew"}, said...)
	}
	return strings.Join(said, ", ")
}

// Differences says in what set differs from was, a phrase each; knob words what a
// knob was and is. source is what the settings are of.
func Differences(was, set dynamics.Settings, source *dynamics.Source, knob func(k dynamics.Knob, was, is float64) string) (said []string) {
	switch {
	case set.On && !was.On:
		said = append(said, "nudge on")
	case was.On && !set.On:
		said = append(said, "nudge off")
	}
	if set.Nudge != was.Nudge {
		said = append(said, set.Nudge.String())
	}
	if set.Inverted != was.Inverted {
		said = append(said, map[bool]string{true: "away from the target", false: "towards the target"}[set.Inverted])
	}
	for _, k := range dynamics.Table {
		if a, b := k.Get(was.Knobs), k.Get(set.Knobs); a != b {
			said = append(said, knob(k, a, b))
		}
	}
	if set.Sample != was.Sample || set.Target != was.Target {
		said = append(said, source.Describe(set.Sample, set.Target))
	}
	if set.Seed != was.Seed || set.Noise != was.Noise {
		said = append(said, fmt.Sprintf("seed %d", set.Seed))
	}
	switch {
	case set.Weights == was.Weights:
	case set.Weights == nil:
		said = append(said, "weights as drawn")
	default:
		said = append(said, "learnt weights")
	}
	return said
}
