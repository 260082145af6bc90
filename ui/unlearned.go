package ui

import "nudge/ui/pane"

// unlearned is what the view of learning says while no training is at hand, in full
// and in a sentence: the weights may be learnt all the same, by a lesson, by what is
// replayed, or before.
func (a *App) unlearned() (body, story string) {
	const kept = "A recording has the weights that were learnt, not the costs and angles on the way."
	learnt, why := a.frame.Weights != nil, noData(a)
	if a.class.follows() { // and sees what the presenter sees
		why = dataless(a)
	}
	switch {
	case a.replay.guides() && learnt:
		return "These weights are learnt. " + kept + " w goes on from here on your own, and then W from these weights.", "These weights are learnt: the other views show what they do."
	case a.replay.guides():
		return "Nothing is learned up to here. " + kept, "Nothing is learned up to here in the recording."
	case learnt && why == "":
		return "These weights are learnt: W goes on from them.", "These weights are learnt. W goes on: the derivative at work as a learning rule."
	case learnt:
		return "These weights are learnt.", "These weights are learnt: the other views show what they do."
	case why != "":
		return "Nothing is learned yet. W: " + why + ".", "Nothing is learned yet."
	}
	return "Nothing is learned yet: W begins.", pane.NothingLearned
}

// learningHints is the footer of the view of learning. What leads on in a lesson comes
// first.
func (a *App) learningHints() []pane.Hint {
	var list []pane.Hint
	if a.lecture != nil {
		list = a.lectureHints()
	}
	return append(list,
		pane.Hint{Key: "W", Does: "learn"},
		pane.Hint{Key: "Enter", Does: "one example"},
		pane.Hint{Key: "u", Does: "undo"},
		pane.Hint{Key: ":", Does: "learn rates 0.1"},
		pane.Hint{Key: "space", Does: "play"},
		pane.Hint{Key: "1", Does: "views"},
	)
}
