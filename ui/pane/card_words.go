package pane

// LessonWords explains the words that the lessons use and no screen shows.
func LessonWords() []Entry {
	const words = "words of the lessons"
	return []Entry{
		{words, "unit", "one number that moves: a neuron, or the mean of many. Its neighbours pull it, and a leak pulls it back to zero."},
		{words, "layer", "units in a row, joined to the layer before and the one after. The input is held fixed, the visible layer y is the one that is nudged, the hidden ones are between."},
		{words, "force", "the sum of all pulls on a unit. It points downhill on the energy."},
		{words, "rest", "where no unit feels a force. The network comes back to it when it is let go."},
		{words, "nudge", "a weak pull on the visible layer towards the target: the answer that is wanted."},
		{words, "gradient", "in which direction, and how steeply, the cost changes with each unit. To lower the cost a unit moves against it."},
		{words, "back-propagation", "the usual way to compute the gradient: backwards from y, layer by layer, with a formula of its own."},
		{words, "error", "how far the movement, divided by β, is from the gradient, in parts of the gradient's size."},
		{words, "weight gradient", "how the cost changes with the strength of each connection. A connection reads it off what its two units do."},
		{words, "one-sided, symmetric", "from a nudge towards the target alone, or from half the difference between one towards it and one away from it."},
		{words, "minicolumn", "a group of neurons that stand for one unit: the screen shows their mean (knob N)."},
		{words, "twin", "the same network with the same noise and no nudge. What differs between the two is the nudge's doing."},
		{words, "saturated", "a unit at the flat end of its curve: a push hardly changes what it sends."},
		{words, "XOR", "whether two bits differ: the smallest task that needs a hidden layer."},
	}
}
