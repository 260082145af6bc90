package ui

// Close ends everything that is under way for this App: what a lesson computes, a
// sweep, a training, what C tries out, a file that is being written, and the
// commands that wait for the class, whose place it gives up. Call it when the
// program that showed the App has ended. A second call does nothing.
func (a *App) Close() {
	defer a.hold()() // the program does not wait for a last message that takes long
	if a.lecture != nil {
		a.lecture.stop()
	}
	if a.sweep != nil {
		a.sweep.cancel()
	}
	a.endLearning()
	a.dropProof()
	a.dropExport()
	a.class.leave()
}
