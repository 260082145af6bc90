package ui

import (
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
)

// prompt is one line that the user types.
type prompt struct {
	label  string
	input  textinput.Model
	accept func(string) (tea.Cmd, error)
}

func newInput() textinput.Model {
	in := textinput.New()
	in.CharLimit = 64
	in.Focus()
	return in
}

// ask opens a prompt. accept is called with what was typed, and again after an
// error.
func (a *App) ask(label string, accept func(string) (tea.Cmd, error)) tea.Cmd {
	a.clock.set(false)
	a.prompt = &prompt{label: label, input: newInput(), accept: accept}
	return nil
}

// typed gives a key to the prompt.
func (a *App) typed(msg tea.KeyPressMsg) tea.Cmd {
	switch msg.String() {
	case "esc", "ctrl+c":
		a.prompt = nil
		return nil
	case "enter":
		cmd, err := a.prompt.accept(a.prompt.input.Value())
		if err != nil {
			a.warn("%v", err)
			return nil
		}
		a.prompt = nil
		return cmd
	}
	a.prompt.input, _ = a.prompt.input.Update(msg)
	return nil
}

// text is what the prompt looks like.
func (p *prompt) text() string {
	value, at := []rune(p.input.Value()), p.input.Position()
	return p.label + string(value[:at]) + "▏" + string(value[at:])
}

func (a *App) goTo(text string) (tea.Cmd, error) { return a.command("go " + text) }
