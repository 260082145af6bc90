package pane

// Ballot is how a class answered a question.
type Ballot struct {
	Votes   []int // by option
	Present int   // how many are there to answer
	Right   int   // the right option, −1 while it is not told
}
