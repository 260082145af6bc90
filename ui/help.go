package ui

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"nudge/dynamics"
	"nudge/ui/chart"
	"nudge/ui/pane"
)

// help is the searchable help, over the whole screen.
type help struct {
	shown   bool
	entries []pane.Entry
	query   textinput.Model
	scroll  int
	pane    *pane.Help
}

func newHelp(actions []Action) *help {
	h := &help{pane: pane.NewHelp(), query: newInput()}
	for _, group := range Groups {
		for _, a := range actions {
			if a.Group == group {
				h.entries = append(h.entries, pane.Entry{Group: group, Name: a.KeyName(), Text: a.Help})
			}
		}
	}
	for _, k := range dynamics.Table {
		h.entries = append(h.entries, pane.Entry{Group: "knobs", Name: k.Symbol + "  " + k.Title, Text: k.Doc})
	}
	for _, c := range Commands() {
		h.entries = append(h.entries, pane.Entry{Group: "commands", Name: ":" + c.Name + " " + c.Args, Text: c.Help})
	}
	h.entries = append(h.entries, mouseHelp...)
	h.entries = append(append(h.entries, pane.Glossary()...), pane.LessonWords()...)
	return h
}

func (h *help) open() { h.shown, h.scroll, h.query = true, 0, newInput() }

func (h *help) key(msg tea.KeyPressMsg) {
	switch key := msg.String(); key {
	case "esc", "enter":
		h.shown = false
	case "?", "q":
		if h.query.Value() == "" {
			h.shown = false
			return
		}
		h.query, _ = h.query.Update(msg)
	case "up":
		h.scroll--
	case "down":
		h.scroll++
	case "pgup":
		h.scroll -= h.pane.Height() / 2
	case "pgdown":
		h.scroll += h.pane.Height() / 2
	case "home":
		h.scroll = 0
	case "end":
		h.scroll = len(h.entries)
	default:
		h.search(msg)
	}
}

// search gives a key or a paste to what is searched for.
func (h *help) search(msg tea.Msg) {
	h.query, _ = h.query.Update(msg)
	h.scroll = 0
}

// formulas writes what has no likeness of one cell as ASCII has it.
var formulas = strings.NewReplacer("½", "1/2 ", "√(", "sqrt(", "‖", "|", "²", "^2", "⁻¹", "^-1")

func (h *help) rows(p *chart.Palette, ascii bool) []string {
	entries := h.entries
	if ascii {
		entries = slices.Clone(entries)
		for i := range entries {
			entries[i].Text = formulas.Replace(entries[i].Text)
		}
	}
	h.scroll = h.pane.List(p, entries, h.query.Value(), h.scroll)
	return h.pane.Rows()
}
