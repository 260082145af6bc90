package ui

// maxGone is how many of those who have gone a board remembers.
const maxGone = 500

// absent is the name of a seat whose person has gone, "" for none; the lock is held.
func (b *Board) absent(person string) string {
	for name, s := range b.seats {
		if s.of == nil && s.person == person && person != "" {
			return name
		}
	}
	return ""
}

// counts tells whether the answer of one who leaves is to count on: there is one to
// what was asked last, and the same person has not come again and given another. The
// lock is held.
func (b *Board) counts(leaves *seat) bool {
	if _, answered := leaves.answered[b.asked]; !answered {
		return false
	}
	gone := 0
	for _, s := range b.seats {
		if s == leaves {
			continue
		}
		if s.of == nil {
			gone++
		}
		if _, again := s.answered[b.asked]; again && s.person == leaves.person && s.person != "" {
			return false
		}
	}
	return gone < maxGone
}
