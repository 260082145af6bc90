package ui

import (
	"time"

	"nudge/dynamics/recording"
	"nudge/model"
	"nudge/ui/lesson"
)

// keeper records what the user does: every change of the run as it is made, and
// where the user looked whenever time stands still.
type keeper struct {
	to    *recording.Writer // nil for nothing
	ended bool              // it was said that nothing more can be written
	at    time.Time         // when it was last kept where the user looks
}

// lookTime passes while the frames go by from one time that it is kept where they are
// to the next.
const lookTime = time.Second

// keeps tells whether a recording goes on.
func (k *keeper) keeps() bool { return k.to != nil && !k.ended }

// record begins to keep what is done.
func (a *App) record(to *recording.Writer) {
	a.keeper.to = to
	a.keepRun()
}

// keepRun records that another run is shown.
func (a *App) keepRun() {
	if a.keeper.to != nil {
		a.keeper.to.Show(a.run, a.reference)
	}
}

// keep records where the user looks; while the frames are passing by, once a second,
// so that one who is killed then loses no more. A recording that cannot go on is said
// once; the session goes on.
func (a *App) keep() {
	k := &a.keeper
	if !k.keeps() {
		return
	}
	if now := a.clock.now(); a.goal == nil && (!a.clock.playing || now.Sub(k.at) >= lookTime) {
		k.at = now
		k.to.Look(a.run, a.reference)
	}
	if err := k.to.Err(); err != nil {
		k.ended, a.dirty = true, true
		a.warn("the recording ends here, what is written stays: %v", model.Unnamed(err)) // the user knows the file
	}
}

// keepAnswer records a prediction.
func (a *App) keepAnswer(given lesson.Answer) {
	if a.keeper.to != nil {
		a.keeper.to.Answer(recording.Answer{Lesson: given.Lesson, Question: given.Question, Answer: given.Answer, Right: given.Right})
	}
}

// keepLast records where the user looked at the end, once the program has ended;
// not where the App is still at work.
func (a *App) keepLast() {
	if a.keeper.keeps() && a.alone.TryLock() {
		defer a.alone.Unlock()
		a.keeper.to.Look(a.run, a.reference)
	}
}
