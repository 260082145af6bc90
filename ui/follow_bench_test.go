package ui

import (
	"fmt"
	"testing"

	"nudge/model"
)

// BenchmarkPublish is what a class costs the presenter in a frame: to make a stance,
// to hold it against the last one, and to wake all who wait. Students wait in
// goroutines and take only the latest.
func BenchmarkPublish(b *testing.B) {
	for _, students := range []int{0, 40, 200} {
		b.Run(fmt.Sprint(students), func(b *testing.B) {
			board := NewBoard()
			presenter := attending(b, model.Lesson(), board, true, "")
			press(presenter, "n", ".", ".", "m", "space")
			for i := range students {
				c := &class{board: board, name: fmt.Sprint(i), ctx: b.Context()}
				board.join(c)
				go func() {
					for number, ok := uint64(0), true; ok; {
						_, number, ok = board.stances.after(c.ctx, number)
					}
				}()
			}
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if _, err := presenter.run.Seek(i%3, 0); err != nil {
					b.Fatal(err)
				}
				presenter.publish()
			}
		})
	}
}

// BenchmarkFollow is what a frame costs a student: to stand where the presenter
// does, and to draw it.
func BenchmarkFollow(b *testing.B) {
	for _, s := range sizes {
		b.Run(fmt.Sprintf("%dx%d", s.w, s.h), func(b *testing.B) {
			board := NewBoard()
			presenter := attending(b, model.Lesson(), board, true, "")
			student := attending(b, model.Lesson(), board, false, "student")
			size(student, s.w, s.h)
			press(presenter, "n", "space")
			b.ReportAllocs()
			for b.Loop() {
				b.StopTimer()
				presenter.Update(tickMsg{presenter.clock.generation})
				b.StartTimer()
				hears(student)
			}
		})
	}
}
