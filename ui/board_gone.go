package ui

// maxGone is how many of those who have gone a board remembers.
const maxGone = 500

// counts tells whether the answer of one who leaves is to count on: there is one to
// what was asked last, and the same person is not there in another window, and has
// not come again and given another. The lock is held.
func (b *Board) counts(leaves *seat) bool {
	if _, answered := leaves.answered[b.asked]; !answered {
		return false
	}
	gone := 0
	for _, s := range b.seats {
		if s == leaves {
			continue
		}
		if s.voter == leaves.voter {
			return false
		}
		if s.of == nil {
			gone++
		}
		if _, again := s.answered[b.asked]; again && s.like(leaves.voter) {
			return false
		}
	}
	return gone < maxGone
}
