package ui

import (
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"nudge/ui/pane"
)

// prompt is one line that the user types.
type prompt struct {
	label  string
	input  textinput.Model
	accept func(string) (tea.Cmd, error)
	list   *finder // what can be chosen instead, nil for nothing
	offer  bool    // what stands there is offered: a letter begins something else
}

func newInput() textinput.Model {
	in := textinput.New()
	in.CharLimit = 256
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
	p := a.prompt
	switch key := msg.String(); {
	case key == "esc":
		a.closePrompt()
	case key == "enter":
		o, ok := p.list.marked()
		switch {
		case !ok:
			return a.entered(func() (tea.Cmd, error) { return p.accept(p.input.Value()) })
		case o.wants():
			p.complete(o.line)
		default:
			return a.entered(func() (tea.Cmd, error) { return a.takeOffer(o) })
		}
	case p.list != nil && p.list.key(key, p):
	default:
		p.edit(msg, msg.Text)
	}
	return nil
}

// edit gives a key or a paste to the line; text is what it would put there.
func (p *prompt) edit(msg tea.Msg, text string) {
	if p.offer && text != "" {
		p.input.SetValue("")
	}
	p.offer = false
	p.input, _ = p.input.Update(msg)
	if p.list != nil {
		p.list.narrow(p.input.Value())
	}
}

// pasted puts what is pasted where something is typed. Elsewhere it would be keys
// that nobody means.
func (a *App) pasted(msg tea.PasteMsg) {
	msg.Content = strings.Trim(msg.Content, "\r\n")
	switch {
	case a.prompt != nil:
		a.attend()
		a.prompt.edit(msg, msg.Content)
	case a.help.shown:
		a.attend()
		a.help.search(msg)
	}
}

// entered does what was typed, or chosen. After an error the prompt stays.
func (a *App) entered(do func() (tea.Cmd, error)) tea.Cmd {
	p := a.prompt
	a.closePrompt()
	cmd, err := do()
	if err != nil {
		a.prompt = p
		a.arrange()
		a.warn("%v", err)
		return nil
	}
	return cmd
}

func (a *App) closePrompt() {
	a.prompt = nil
	a.arrange()
}

// hints is the footer while something is typed.
func (p *prompt) hints() []pane.Hint {
	end := []pane.Hint{{Key: "Enter", Does: "take it"}, {Key: "Esc", Does: "leave it"}}
	if p.offer {
		return append([]pane.Hint{{Key: "type", Does: "another name"}, {Key: "←", Does: "change this one"}}, end...)
	}
	if p.list == nil {
		return end
	}
	return append([]pane.Hint{{Key: "↑↓", Does: "choose"}, {Key: "Tab", Does: "complete"}}, end...)
}

// text is what the prompt looks like.
func (p *prompt) text() string {
	value, at := []rune(p.input.Value()), p.input.Position()
	return p.label + string(value[:at]) + "▏" + string(value[at:])
}

func (a *App) goTo(text string) (tea.Cmd, error) { return a.command("go " + text) }
