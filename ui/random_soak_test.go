//go:build soak

package ui

import (
	"os"
	"strconv"
	"testing"
)

// TestSoak takes a million steps, or NUDGE_SOAK_STEPS, from NUDGE_SOAK_SEED on, in
// rounds of 10,000:
//
//	nice go test -tags soak -run TestSoak -timeout 24h ./ui
//
// A failure names the seed of its round and prints what was done last.
func TestSoak(t *testing.T) {
	const round = 10_000
	from := func(name string, otherwise int) int {
		if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
			return n
		}
		return otherwise
	}
	seed := from("NUDGE_SOAK_SEED", 1000)
	for done := 0; done < from("NUDGE_SOAK_STEPS", 1_000_000); done += round {
		t.Logf("seed %d", seed)
		random(t, round, uint64(seed))
		seed += 100
	}
}
