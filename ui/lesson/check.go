package lesson

import (
	"context"
	"fmt"
)

// Row is an expectation of a lesson and what came of it.
type Row struct {
	Lesson *Lesson
	Observation
}

// Check runs every command of a lesson, card after card, and returns what its
// expectations found. An error names the lesson and the line of the command that
// could not be carried out.
func (l *Lesson) Check(ctx context.Context) ([]Row, error) {
	stage, err := NewStage(l.Preset)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", l.File, err)
	}
	var rows []Row
	for _, card := range l.Cards {
		for _, c := range card.Commands {
			stage.Seen = nil
			if err := stage.Play(ctx, c); err != nil {
				return rows, &Mistake{l.File, c.Line, fmt.Errorf("%s: %w", c.Text, err)}
			}
			for _, o := range stage.Seen {
				o.Line = c.Line
				rows = append(rows, Row{l, o})
			}
		}
	}
	return rows, nil
}
