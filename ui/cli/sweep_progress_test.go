package cli

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"nudge/dynamics"
	"nudge/dynamics/sweep"
	"nudge/model"
)

// TestSweepProgress: a bar on a terminal, a line elsewhere, both with the time
// left, and neither at once.
func TestSweepProgress(t *testing.T) {
	source, err := dynamics.FromPreset(model.Presets()[0])
	if err != nil {
		t.Fatal(err)
	}
	axis, err := sweep.ParseAxis("beta=0.1,1,2,3")
	if err != nil {
		t.Fatal(err)
	}
	g := sweep.Grid{Source: source, Base: dynamics.Settings{Knobs: dynamics.DefaultKnobs(), Sample: 1}, Axes: []sweep.Axis{axis}, Trials: 1, Frame: 1}
	for _, terminal := range []bool{false, true} {
		var to bytes.Buffer
		p := newProgress(&to, g, []int{0, 1, 2, 3})
		p.terminal = terminal
		if p.add(0); to.Len() > 0 {
			t.Errorf("it says %q at once", to.String())
		}
		p.began, p.last = p.began.Add(-40*time.Second), p.last.Add(-40*time.Second)
		p.add(1)
		want := "nudge: 2 of 4 cells, 40s left\n"
		if terminal {
			want = "\r\x1b[K" + strings.Repeat("█", barCells/2) + strings.Repeat("░", barCells/2) + " 2 of 4 cells, 40s left"
		}
		if to.String() != want {
			t.Errorf("it says %q, want %q", to.String(), want)
		}
	}
	for d, want := range map[time.Duration]string{1400 * time.Millisecond: "1s", 92 * time.Second: "1m30s", 4000 * time.Second: "1h7m0s"} {
		if got := roughly(d).String(); got != want {
			t.Errorf("%v is roughly %s, want %s", d, got, want)
		}
	}
}
