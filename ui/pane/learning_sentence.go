package pane

import (
	"fmt"
	"math"
	"strings"
)

var stageSentences = [LearningStages]string{
	LearningPaused: "learning is paused", LearningRuns: "learning",
	FreePhase: "one example, free phase", NudgedPhase: "one example, nudged phase", WeightChange: "one example, the weights have moved",
	LearningDone: "learning is done", LearningStopped: "learning stopped",
}

// LearningSentence says in a sentence how far a training has come: pass, cost, errors
// and angles, as far as they are known. The named one begins with what is learned,
// and how.
func LearningSentence(l *Learning, named bool) string {
	parts := []string{stageSentences[min(l.Stage, LearningStopped)]}
	if named {
		parts[0] = strings.TrimPrefix(learningTitle(l, math.MaxInt), "7 LEARNING  ") + ": " + parts[0]
	}
	add := func(name, text string) {
		if text = strings.TrimSpace(text); text != none {
			parts = append(parts, name+" "+text)
		}
	}
	add("pass", counted(l.Epoch, l.Epochs, " of "))
	add("cost", costText(l.Cost))
	add("train error", percent(l.TrainError))
	add("test error", percent(l.TestError))
	for i, v := range l.Angles {
		name := matrixName(l, i)
		if i == 0 {
			name = "angle to the exact gradient " + name
		}
		add(name, learningDegrees(v))
	}
	if l.Notice.Text != "" {
		parts = append(parts, fmt.Sprintf("(%s)", l.Notice.Text))
	}
	return strings.Join(parts, ", ") + "."
}
