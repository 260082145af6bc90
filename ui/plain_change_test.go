package ui

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"nudge/dynamics"
	"nudge/model"
	"nudge/ui/pane"
)

// talker is the visualizer in sentences, line by line.
type talker struct {
	*plain
	t   *testing.T
	out bytes.Buffer
}

func newTalker(t *testing.T, preset model.Preset) *talker {
	t.Helper()
	a := start(t, preset, Mono)
	w := &talker{t: t, plain: &plain{app: a, ctx: t.Context(), brings: make(chan tea.Msg), card: noCard}}
	w.plain.out = &w.out
	w.report()
	return w
}

// answer is what it says to a line.
func (w *talker) answer(line string) string {
	w.t.Helper()
	w.out.Reset()
	w.owed, w.kicks = w.spoke+w.wrong, 0
	w.obey(line)
	w.report()
	for w.busy() && w.awaited() {
		msg := <-w.brings
		w.under--
		w.take(msg)
	}
	return w.out.String()
}

// toldBy has what a sentence has if it tells that a part of the standing differs.
var toldBy = map[string]func(standing, *App) []string{
	"main":       func(s standing, _ *App) []string { return []string{s.main.String()} },
	"zoomed":     func(s standing, _ *App) []string { return []string{"zoom is " + onOff(s.zoomed)} },
	"big":        func(s standing, _ *App) []string { return []string{"big is " + onOff(s.big)} },
	"layer":      func(standing, *App) []string { return []string{"layer"} },
	"inspecting": func(standing, *App) []string { return []string{"unit"} },
	"unit":       func(s standing, a *App) []string { return []string{pane.Inspected(&a.frame, s.unit)} },
	"scale":      func(s standing, _ *App) []string { return []string{s.scale.String()} },
	"reference":  func(standing, *App) []string { return []string{"compared with"} },
	"overlaid":   func(standing, *App) []string { return []string{"laid over"} },
	"playing": func(s standing, _ *App) []string {
		return []string{map[bool]string{true: "playing", false: "paused"}[s.playing]}
	},
	"speed":     func(standing, *App) []string { return []string{"speed"} },
	"estimator": func(s standing, _ *App) []string { return []string{"estimator", s.estimator.String()} },
	"source":    func(standing, *App) []string { return []string{"seed 1"} },
	"title":     func(standing, *App) []string { return nil },
	"card":      func(standing, *App) []string { return []string{"lesson"} },
	"On":        func(s standing, _ *App) []string { return strings.Fields("nudge " + onOff(s.settings.On)) },
	"Nudge":     func(s standing, _ *App) []string { return []string{s.settings.Nudge.String()} },
	"Inverted": func(s standing, _ *App) []string {
		return []string{map[bool]string{true: "away from", false: "towards"}[s.settings.Inverted]}
	},
	"Seed": func(s standing, _ *App) []string { return []string{"seed"} },
	"Sample": func(s standing, a *App) []string {
		return []string{a.run.Source().Describe(s.settings.Sample, s.settings.Target)}
	},
	"Target": func(s standing, a *App) []string {
		return []string{a.run.Source().Describe(s.settings.Sample, s.settings.Target)}
	},
	"Weights": func(standing, *App) []string { return []string{"weights"} },
}

// demands lists what a sentence must have for everything that differs between two
// standings, by reflection: a part that is added needs words here, and a sentence.
func demands(t *testing.T, was, is standing, a *App) (list []string) {
	t.Helper()
	var walk func(x, y reflect.Value)
	walk = func(x, y reflect.Value) {
		for i := range x.NumField() {
			name, u, v := x.Type().Field(i).Name, x.Field(i), y.Field(i)
			if k := slices.IndexFunc(dynamics.Table, func(k dynamics.Knob) bool { return strings.EqualFold(k.Name, name) }); x.Type() == reflect.TypeFor[dynamics.Knobs]() {
				if !u.Equal(v) {
					list = append(list, dynamics.Table[k].Name, dynamics.Table[k].Format(v.Float()))
				}
				continue
			}
			switch {
			case v.Kind() == reflect.Struct:
				walk(u, v)
			case u.Equal(v) || name == "notice" || name == "goal":
			case name == "active":
				list = append(list, dynamics.Table[is.active].Name)
			case toldBy[name] == nil:
				t.Fatalf("nobody knows how %q is told", name)
			case name == "unit" && !is.inspecting, name == "overlaid" && was.source != is.source: // nothing is left of it
			default:
				list = append(list, toldBy[name](is, a)...)
			}
		}
	}
	walk(reflect.ValueOf(was), reflect.ValueOf(is))
	return list
}

// TestPlainTellsChanges: whatever a key or a command changes is told, and nothing is
// answered with what a key does in general.
func TestPlainTellsChanges(t *testing.T) {
	var lines []string
	for _, action := range Actions() {
		lines = append(lines, action.Keys...)
	}
	lines = append(lines, "set temperature 1e-3", "set beta 5", "set chains 7", "set spikes 20", "set window 5", "set gain 1.5", "set asymmetry 0.25", "set step 0.2",
		"nudge on", "nudge kick", "nudge away", "nudge towards", "nudge off", "target 1", "sample 2", "seed 9", "settle", "rewind", "reference equilibrium", "estimator twin", "view energy", "preset xor", "step 2", "go 1")
	silent := []string{":", "ctrl+p", "ctrl+z", "ctrl+c", "q", "W", "E", "S", "C", "w", "?", "o", "g", "="} // a list, a question, a file, the end
	changed := 0
	for _, setup := range []string{"", "nudge on,step 3,m,tab,enter", "nudge on,step 12,D,i,m,set beta 0.5,p", "view wave,set temperature 1e-3,nudge clamp,nudge on,step 4,space", "lesson"} {
		w := newTalker(t, model.Iris())
		if setup == "lesson" {
			w.answer("o")
			w.answer("2")
		} else {
			for line := range strings.SplitSeq(setup, ",") {
				w.answer(line)
			}
		}
		for _, line := range lines {
			if slices.Contains(silent, line) {
				continue
			}
			was := w.app.standing()
			said := w.answer(line)
			is := w.app.standing()
			if line != "?" && w.app.bindings[line].Help != "" && strings.Contains(said, inLetters(w.app.bindings[line].Help)) && w.app.bindings[line].Group != "view" {
				t.Errorf("after %q, %q is answered with its help:\n%s", setup, line, said)
			}
			if said == "" || was != is && strings.HasPrefix(said, "nothing changes") {
				t.Errorf("after %q, %q is answered with %q", setup, line, said)
			}
			if is.card != was.card && is.card != noCard {
				continue // the card tells
			}
			for _, word := range demands(t, was, is, w.app) {
				changed++
				if !strings.Contains(said, strings.TrimSpace(inLetters(word))) {
					t.Errorf("after %q, %q does not say %q:\n%s", setup, line, word, said)
				}
			}
		}
	}
	if changed < 100 {
		t.Errorf("only %d things differed", changed)
	}
}
