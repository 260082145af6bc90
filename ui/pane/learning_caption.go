package pane

// NothingLearned is what is said where there is no training yet.
const NothingLearned = "Nothing is learned yet. W begins: the derivative at work as a learning rule."

// LearningCaption says in a sentence what a training does now.
func LearningCaption(l *Learning) string {
	switch {
	case l.Stage == LearningStopped:
		return "Learning stopped: a smaller rate, or undo, and it can go on."
	case l.Stage == FreePhase:
		return "Free phase: the input is clamped, and the network settles to its own answer."
	case l.Stage == NudgedPhase:
		return "Nudged phase: y is pulled to the target, and the error moves every unit."
	case l.Stage == WeightChange && !l.Local:
		return "The weights move down the gradient that " + l.Rule + " found."
	case l.Stage == WeightChange:
		return "The weights move: each by the rate on one side times the change on the other."
	case l.Stage == LearningDone:
		return "Learned: all passes are done. x shows the next example to the new weights."
	case !l.Local:
		return "The baseline: each minibatch moves the weights down the " + l.Rule + " gradient."
	}
	return "Each minibatch: settle, nudge, and move each weight by what its two units did."
}

// LearningGlossary explains the words of the view of learning.
func LearningGlossary() []Entry {
	const words = "words of learning"
	return []Entry{
		{words, "local rule", "a weight change made of nothing but the rates of the two units that the weight joins, and how they moved: ΔW ∝ ρ(s)·Δρ(s') + Δρ(s)·ρ(s')."},
		{words, "STDP", "spike-timing-dependent plasticity: a synapse changes with presynaptic rate times postsynaptic change, and the other way round. Summed over the nudged frames it is the update of equilibrium propagation."},
		{words, "free, nudged phase", "a sample is shown twice: free, the network settles to its own answer; nudged, y is pulled a little to the target for a few frames. The difference is what the weights learn from."},
		{words, "pass", "every training sample shown once, also called an epoch."},
		{words, "minibatch", "the samples that are shown, one a chain, before the weights move by the mean of what they say."},
		{words, "learning rate", "how far the weights of a layer move along that mean."},
		{words, "cost", "½‖y − target‖² at the end of the free phase, in the mean over the samples."},
		{words, "train error  ●", "the part of the samples it learns from that the network takes for another class."},
		{words, "test error  ○", "the same of samples that were held back: it never learned from them."},
		{words, "angle to the exact gradient", "between the change of a weight matrix by the rule and minus the gradient of the cost at rest, −∂C(s*)/∂W: 0° is the same direction. Over the first eight samples of the last minibatch; after one example step, of its one sample."},
		{words, ":learn beta, step …", "what the training settles, nudges and moves with. They are its own: the knobs β and ε are of the run in the other views."},
		{words, "decision map", "for two features: what the network takes each point of the plane for, by fill and colour, denser where it is sure. Digits are samples by class, ✗ those taken for another, ◆ the example."},
		{words, "W ░▒█ -═≡", "weights as a heat map, a row a unit below and a column a unit above: positive in shades, negative in strokes, denser where larger. ΔW is what the last change added."},
		{words, "persistent states", "each sample's free phase begins where its last one ended, not at 0: fewer steps do."},
	}
}
