package dynamics

import (
	"testing"

	"nudge/model"
)

// TestRemember: with little memory a run shows the frames that it shows with much,
// if a shorter past of each, and takes no more than it was given.
func TestRemember(t *testing.T) {
	change := func(s *Settings) { s.Temperature, s.Chains = 1e-4, 3 }
	for _, first := range []int{0, 40, 3000} {
		much, little := nudged(t, model.Iris(), change), nudged(t, model.Iris(), change)
		at(t, little, first)
		at(t, little, first/2)
		was := little.Cursor()
		const bytes = 1 << 20
		little.Remember(bytes)
		if little.Cursor() != was {
			t.Fatalf("it was at frame %d and is at %d", was, little.Cursor())
		}
		for _, frame := range []int{first / 2, 5000, 4999, 2, 6001, 300} {
			at(t, little, frame)
			at(t, much, frame)
			var f, wanted Frame
			little.Observe(&f, BPTT)
			much.Observe(&wanted, BPTT)
			if diff := apartAt(shownNow(&f), shownNow(&wanted)); diff != "" {
				t.Fatalf("after %d frames: frame %d is another: %s", first, frame, diff)
			}
			held := 0
			for _, chunk := range little.tape.chunks {
				held += 8 * len(chunk)
			}
			for _, k := range little.keys.list {
				held += 8 * (len(k.chains) + len(k.back) + len(k.total))
			}
			if held > 2*bytes {
				t.Fatalf("after %d frames: it keeps %d bytes at frame %d", first, held, frame)
			}
		}
		if fork := little.Fork(); fork.memory != bytes || fork.keys.most != bytes || fork.tape.capacity != little.tape.capacity {
			t.Errorf("a fork remembers more")
		}
	}
}
