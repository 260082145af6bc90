package ui

import "maps"

// voter is who has one vote, in however many windows where the person is known for
// certain, and else in one.
type voter struct {
	person   string
	known    bool             // for certain: no two share it
	answered map[question]int // the option
}

// voter is whose vote a session that comes is to give: that of the seat of the same
// name; of a person who is known for certain, in whatever window; or of one like it
// who has gone, as two of one name who are both there may be two. The lock is held.
func (b *Board) voter(c *class) *voter {
	if old := b.seats[c.name]; old != nil {
		return old.voter
	}
	fresh := &voter{person: c.whose, known: c.known, answered: map[question]int{}}
	for name, s := range b.seats {
		if !s.like(fresh) || s.of != nil && !s.known {
			continue
		}
		if s.of == nil {
			delete(b.seats, name)
		}
		return s.voter
	}
	return fresh
}

// like tells whether two may be the same person.
func (v *voter) like(w *voter) bool {
	return v.person == w.person && v.known == w.known && v.person != ""
}

// answer takes a student's answer, in the place of an earlier one; ok is false
// where the question is not open any more.
func (b *Board) answer(c *class, q question, option int) (ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	s := b.seats[c.name]
	if q == (question{}) || q != b.open || s == nil || s.of != c {
		return false
	}
	for old := range s.answered {
		if old.of != q.of { // of a lesson that is closed
			delete(s.answered, old)
		}
	}
	s.answered[q] = option
	b.call()
	return true
}

// answers is what a student has answered, in whatever window.
func (b *Board) answers(c *class) map[question]int {
	b.mu.Lock()
	defer b.mu.Unlock()
	if s := b.seats[c.name]; s != nil {
		return maps.Clone(s.answered)
	}
	return nil
}

// votes counts the answers to a question, by option, and how many are there to
// answer it.
func (b *Board) votes(q question, options int) (votes []int, present int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	votes = make([]int, options)
	counted := map[*voter]bool{}
	for _, s := range b.seats {
		option, ok := s.answered[q]
		if counted[s.voter] || !ok && s.of == nil {
			continue
		}
		counted[s.voter] = true
		present++
		if ok && option < options {
			votes[option]++
		}
	}
	return votes, present
}
