package ui

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"nudge/dynamics"
	"nudge/dynamics/recording"
	"nudge/model"
	"nudge/model/data"
)

// recorded is a visualizer whose session is kept in a buffer.
func recorded(t *testing.T, preset model.Preset, to *bytes.Buffer) *App {
	t.Helper()
	source, err := dynamics.FromPreset(preset)
	if err != nil {
		t.Fatal(err)
	}
	set := dynamics.Settings{Knobs: dynamics.DefaultKnobs(), Seed: 1, Sample: 1}
	if own := source.Step(); own > 0 {
		set.Step = own
	}
	a, err := New(Options{Source: source, Settings: set, Equilibrate: 50, Theme: Mono, Record: recording.NewWriter(to, "nudge test")})
	if err != nil {
		t.Fatal(err)
	}
	size(a, 120, 40)
	return a
}

// replayed is a visualizer that shows the recording.
func replayed(t *testing.T, file []byte) *App {
	t.Helper()
	rec, err := recording.Read(bytes.NewReader(file), func(name string) (*data.Set, error) { return nil, errors.New("no file") })
	if err != nil {
		t.Fatal(err)
	}
	a, err := New(Options{Replay: rec, ReplayFile: "test", Theme: Mono})
	if err != nil {
		t.Fatal(err)
	}
	a.clock.seek = 0 // it goes anywhere at once, however slow the machine is
	size(a, 120, 40)
	return a
}

// views is what the views show, whatever is around them.
func views(a *App) string {
	var b strings.Builder
	for _, slot := range a.screen.slots {
		fmt.Fprintf(&b, "%v\n%s\n", slot.view, strings.Join(a.panes.views[slot.view].Rows(), "\n"))
	}
	return b.String()
}

// bare leaves everything but the run and the reference as a new visualizer has it.
func bare(a *App) {
	a.main, a.zoomed, a.inspecting, a.unit, a.scale, a.overlaid, a.big, a.marks = Pairs, false, false, -1, 0, false, false, nil
	if a.help.shown {
		a.help.shown = false
	}
	a.prompt, a.menu = nil, nil
	a.stopSweep()
	a.closeLesson()
	a.main = Pairs
	a.arrange()
	a.observe(nil)
	a.draw()
}

// TestReplayShowsWhatWasSeen: after a random session, the end of its recording
// shows the very same views, in every preset.
func TestReplayShowsWhatWasSeen(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	var keys []string
	for _, action := range Actions() {
		for _, k := range action.Keys {
			if !strings.Contains("q ctrl+c ctrl+z W enter w S E C", k) {
				keys = append(keys, k)
			}
		}
	}
	presses := 400
	if testing.Short() {
		presses = 60
	}
	for _, preset := range model.Presets() {
		var file bytes.Buffer
		a := recorded(t, preset, &file)
		for range presses {
			press(a, keys[rng.IntN(len(keys))])
			if rng.IntN(5) == 0 {
				a.Update(tickMsg{a.clock.generation})
			}
		}
		a.clock.set(false)
		a.keepLast()
		bare(a)
		b := replayed(t, file.Bytes())
		press(b, "end")
		bare(b)
		if got, want := views(b), views(a); got != want {
			t.Fatalf("%s: the replay shows\n%s\nwant\n%s", preset.Name, got, want)
		}
	}
}

// TestReplayGoTo: a frame that is not reached yet, or never was played, is told.
func TestReplayGoTo(t *testing.T) {
	var file bytes.Buffer
	author := recorded(t, model.Iris(), &file)
	press(author, "n", "L", "L", "up", ".")
	author.keepLast()
	a := replayed(t, file.Bytes())
	for _, step := range []struct{ keys, says string }{
		{") g 1 5 enter", "frame 15 is not reached yet: space and . go on, ) to what was done next"},
		{") g 1 5 enter", ""},
		{"end g 7 0 0 enter", "the recording ends at frame 21: w goes on from there on your own"},
		{"g 2 1 enter", ""},
	} {
		press(a, strings.Fields(step.keys)...)
		if got := a.notice.Text; got != step.says {
			t.Errorf("%s: says %q, want %q\n%s", step.keys, got, step.says, screenOf(a))
		}
	}
}

// TestReplayKeys: time goes through what the author did, forth and back, and
// nothing can be changed until the viewer goes on alone.
func TestReplayKeys(t *testing.T) {
	var file bytes.Buffer
	author := recorded(t, model.Iris(), &file)
	press(author, "n", ".", ".", ".", "up", "up", ".", ".", "H", "x")
	author.keepLast()
	a := replayed(t, file.Bytes())
	if !strings.Contains(screenOf(a), "REPLAY") {
		t.Errorf("nothing says that this is a replay:\n%s", screenOf(a))
	}
	var seen []string
	for _, step := range []struct{ key, says string }{
		{")", "nudge on"},
		{".", "moves the visible"},
		{".", "reaches h1"},
		{".", "reaches h2"},
		{".", "β 0.1 → 0.126"},
		{".", "β 0.126 → 0.158"},
		{".", "frame +4"},
		{".", "frame +5"},
		{".", "iris 2"},
		{".", "the recording ends"},
	} {
		press(a, step.key)
		if !strings.Contains(screenOf(a), step.says) {
			t.Errorf("after %q the screen does not say %q:\n%s", step.key, step.says, screenOf(a))
		}
		seen = append(seen, views(a))
	}
	press(a, "home", ")", ".", ".")
	if got := views(a); got != seen[2] {
		t.Error("the second time the same frame shows something else")
	}
	press(a, ",", ".")
	if got := views(a); got != seen[2] {
		t.Error("a frame back and one on shows something else")
	}
	press(a, ")", "(")
	if !strings.Contains(screenOf(a), "frame +3") {
		t.Errorf("( does not go to before what was done:\n%s", screenOf(a))
	}
	before := a.run.Settings()
	for _, key := range []string{"n", "up", "r", "x", "u", "="} {
		press(a, key)
		if a.run.Settings() != before || !strings.Contains(screenOf(a), "this is a recording") {
			t.Errorf("%q changes a recording:\n%s", key, screenOf(a))
		}
	}
	say(a, "set beta 1")
	if a.run.Settings() != before {
		t.Error(":set changes a recording")
	}
	press(a, "esc", "w", "up")
	if a.run.Settings() == before || strings.Contains(screenOf(a), "REPLAY") {
		t.Errorf("w does not let the viewer go on alone:\n%s", screenOf(a))
	}
	press(a, "w")
	if a.run.Settings() != before || !strings.Contains(screenOf(a), "REPLAY") {
		t.Errorf("w does not go back:\n%s", screenOf(a))
	}
	press(a, "home", "space")
	for range 500 {
		a.Update(tickMsg{a.clock.generation})
	}
	if a.clock.playing || !strings.Contains(screenOf(a), "the recording ends") {
		t.Errorf("playing does not come to the end:\n%s", screenOf(a))
	}
}

// TestRecordingOnAFullDisk: it is said once, and the session goes on.
func TestRecordingOnAFullDisk(t *testing.T) {
	source, err := dynamics.FromPreset(model.Iris())
	if err != nil {
		t.Fatal(err)
	}
	full := recording.NewWriter(&smallDisk{room: 1000}, "nudge")
	a, err := New(Options{Source: source, Settings: dynamics.Settings{Knobs: dynamics.DefaultKnobs(), Seed: 1, Sample: 1}, Theme: Mono, Record: full})
	if err != nil {
		t.Fatal(err)
	}
	size(a, 120, 40)
	press(a, "n", ".", "up")
	if !strings.Contains(screenOf(a), "the recording ends here") || strings.Contains(screenOf(a), "REC ") {
		t.Errorf("a full disk is not said:\n%s", screenOf(a))
	}
	press(a, ".")
	if a.frame.Number != 2 || strings.Contains(screenOf(a), "the recording ends here") {
		t.Errorf("the session does not go on:\n%s", screenOf(a))
	}
}

// smallDisk is a disk with room for so many bytes.
type smallDisk struct{ room int }

func (s *smallDisk) Write(p []byte) (int, error) {
	if s.room -= len(p); s.room < 0 {
		return 0, errors.New("no space left on device")
	}
	return len(p), nil
}
