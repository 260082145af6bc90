package ui

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"nudge/dynamics"
	"nudge/model"
)

// attending is an App with a part in a class, at 120×40.
func attending(t testing.TB, preset model.Preset, board *Board, presents bool, name string) *App {
	t.Helper()
	return attends(t, preset, Options{Board: board, Presenter: presents, Name: name})
}

// attends is attending, with more to begin with.
func attends(t testing.TB, preset model.Preset, o Options) *App {
	t.Helper()
	source, err := dynamics.FromPreset(preset)
	if err != nil {
		t.Fatal(err)
	}
	set := dynamics.Settings{Knobs: dynamics.DefaultKnobs(), Seed: 1, Sample: 1}
	set.Step = source.Step()
	o.Source, o.Settings, o.Equilibrate, o.Theme = source, set, 500, Dark
	a, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(a.Close)
	size(a, 120, 40)
	return a
}

// hears brings an App the news of its class, as its waiting command does, and lets
// it finish what that asks for.
func hears(a *App) {
	c := a.class
	c.waiting = true
	if c.leads {
		if r, number := c.board.rolls.get(); number > c.number {
			a.Update(classMsg{roll: r, number: number})
		}
		return
	}
	if s, number := c.board.stances.get(); number > c.number {
		a.Update(classMsg{stance: s, number: number})
		if a.class.follows() {
			caughtUp(a, s)
		}
	}
}

// caughtUp lets the clock beat until an App stands there.
func caughtUp(a *App, s *Stance) {
	for beats := 0; a.run.Stand().Step() != s.stand.Step(); beats++ {
		if beats > 10_000 {
			panic(fmt.Sprintf("it is at step %d for ever, not %d: %v", a.run.Stand().Step(), s.stand.Step(), a.notice))
		}
		a.Update(tickMsg{a.clock.generation})
	}
}

// strays presses a key of one who may wander, and lets their own run come to where
// it goes.
func strays(a *App, key string) {
	a.Update(keyMsg(key))
	for a.class.wanders && a.goal != nil {
		a.Update(tickMsg{a.clock.generation})
	}
}

// picture is what an App shows, but for what is its own: the footer, what the status
// line says of the class, and a card that asks.
func picture(a *App) string {
	var b strings.Builder
	for _, on := range a.panes.on(a.screen) {
		if on.pane == a.panes.footer || on.pane == a.panes.status {
			continue
		}
		if l := a.lecture; on.pane == a.panes.card && l != nil && l.Cards[l.card].Question != nil {
			continue
		}
		rows := on.pane.Rows()
		if on.pane == a.panes.views[Projector] {
			rows = rows[:max(0, len(rows)-1)] // its own footer
		}
		fmt.Fprintf(&b, "%v\n%s\n", on.at, strings.Join(rows, "\n"))
	}
	return b.String()
}

// alike holds what a follower shows against what the presenter does.
func alike(t *testing.T, what string, follower, presenter *App) {
	t.Helper()
	if presenter.help.shown || presenter.menu != nil || presenter.prompt != nil {
		return // these are the presenter's own
	}
	if got, want := picture(follower), picture(presenter); got != want {
		t.Fatalf("%s (-presenter +follower):\n%s", what, cmp.Diff(strings.Split(ansi.Strip(want), "\n"), strings.Split(ansi.Strip(got), "\n")))
	}
}

// TestFollowersSeeTheSame: whatever keys a presenter presses, those who follow show
// the same to the byte: one after every step, one now and then, one that wanders
// off in between and comes back.
func TestFollowersSeeTheSame(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 5))
	var keys []string
	for _, action := range Actions() {
		for _, k := range action.Keys {
			if k != "q" && k != "ctrl+c" && k != "ctrl+z" && k != "w" {
				keys = append(keys, k)
			}
		}
	}
	keys = append(keys, "1", "e", "9", "pgdown", "pgdown", ".", ".", "n", "a", "b", "c", "enter", "esc", "esc", "esc")
	steps := 2000 / len(model.Presets())
	if testing.Short() {
		steps = 60
	}
	for at, preset := range model.Presets() {
		board := NewBoard()
		presenter := attending(t, preset, board, true, "")
		close := attending(t, model.Iris(), board, false, "close")
		rare := attending(t, preset, board, false, "rare")
		wanderer := attending(t, preset, board, false, "wanderer")
		if at > 1 { // every view has been seen, and they cost the most
			for _, a := range []*App{presenter, close, rare, wanderer} {
				size(a, 80, 24)
			}
		}
		for i := range steps {
			key := keys[rng.IntN(len(keys))]
			if _, options := presenter.Question(); options != nil && key >= "a" && key <= "d" {
				continue // a prediction is everybody's own
			}
			presenter.Update(keyMsg(key))
			if i%3 == 0 {
				presenter.Update(tickMsg{presenter.clock.generation})
			}
			hears(close)
			alike(t, fmt.Sprintf("%s, step %d, %q", preset.Name, i, key), close, presenter)
			if at < 2 && i%7 == 0 {
				hears(rare)
				alike(t, "rare", rare, presenter)
			}
			if at < 2 && i%23 == 0 {
				own := keys[rng.IntN(len(keys))]
				for _, key := range []string{"w", own, ".", "esc", "esc", "esc", "w"} {
					strays(wanderer, key)
				}
				for wanderer.class.wanders || wanderer.prompt != nil || wanderer.menu != nil || wanderer.help.shown {
					strays(wanderer, "esc")
					strays(wanderer, "w")
				}
				hears(wanderer)
				caughtUp(wanderer, presenter.class.stance)
				wanderer.notice = presenter.notice
				wanderer.draw()
				alike(t, "wanderer", wanderer, presenter)
			}
		}
	}
}
