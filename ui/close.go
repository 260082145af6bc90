package ui

// Close ends everything that is under way for this App: what a lesson computes, a
// sweep, a training. Call it when the program that showed the App has ended.
func (a *App) Close() {
	if a.lecture != nil {
		a.lecture.stop()
	}
	if a.sweep != nil {
		a.sweep.cancel()
	}
	a.endLearning()
}
