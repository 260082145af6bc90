package ui

import (
	"slices"
	"strconv"
	"strings"

	"nudge/ui/pane"
)

// plainWords are the lines that only the visualizer in sentences knows, and what
// they do.
var plainWords = []struct{ name, help string }{
	{"help", "say everything that can be typed; with a word, what it does"},
	{"where", "say the frame, the settings and the card again"},
	{"play", "play; pause stops it"},
	{"pause", "pause"},
	{"next", "the next card of the lesson"},
	{"back", "the card before; without a lesson, one frame back"},
	{"quit", "leave, as the end of the input does"},
}

// obey does a line: what a prompt or a list waits for, a word of its own, a command
// of the visualizer, or a key of it by name.
func (p *plain) obey(line string) {
	a := p.app
	before := a.standing()
	p.before, p.told, p.blank = &before, "", line == ""
	words := strings.Fields(strings.TrimPrefix(line, ":"))
	switch {
	case len(words) == 0 && line == "":
	case a.prompt != nil:
		p.answerPrompt(line)
	case a.menu != nil && line != "esc":
		p.choose(line)
	case len(words) == 0 || p.ownWord(words):
	case len(words) == 1 && !complete(words[0]) && (p.key(words[0]) || p.key(strings.ToLower(words[0]))):
	case isCommand(words[0]):
		a.attend()
		cmd, err := a.command(strings.Join(words, " "))
		if err != nil {
			p.refuse("%v", err)
			return
		}
		p.do(cmd)
	default:
		p.refuse("%q is no command and no key: help lists them", line)
	}
	p.list()
}

// complete tells whether a word is a command that needs nothing after it: step
// alone is the key.
func complete(word string) bool {
	i := slices.IndexFunc(Commands(), func(c Command) bool { return c.Name == word })
	return i >= 0 && (Commands()[i].Args == "" || word == "sweep" || word == "learn")
}

// ownWord does a word that the tables do not have.
func (p *plain) ownWord(words []string) bool {
	a, lecture := p.app, p.app.lecture != nil
	switch words[0] {
	case "help", "?":
		p.help(words[1:])
	case "quit", "exit", "q":
		p.over = true
	case "where":
		p.said, p.card = "", noCard
		p.say("%s", settingsSentence(a))
		if a.main == Learning || a.learningPicture() != nil {
			p.sayLearning(true)
		}
	case "play", "pause":
		if a.clock.playing != (words[0] == "play") {
			return p.key("space")
		}
		p.say("it is %s", map[bool]string{true: "playing", false: "paused"}[a.clock.playing])
	case "next":
		return p.key("pgdown")
	case "back":
		if lecture {
			return p.key("pgup")
		}
		return p.key("left")
	default:
		return false
	}
	return true
}

// key presses a key that is called so in the table or on the screen, or that the
// footer has a word for; it is false for none.
func (p *plain) key(name string) bool {
	a := p.app
	press := ""
	for _, action := range Actions() {
		shown := strings.Fields(action.KeyName())
		if i := slices.Index(action.Keys, name); i >= 0 {
			press = name
		} else if i := slices.Index(shown, name); i >= 0 {
			press = action.Keys[i]
		} else if action.Label == name && press == "" {
			press = action.Keys[0]
		}
	}
	if question := len(name) == 1 && a.lecture != nil && name >= "a" && name <= "d"; question || a.sweep != nil && name == "esc" {
		press = name
	}
	if press == "" || press == ":" || press == "ctrl+z" {
		return false
	}
	a.attend()
	p.update(keyPress(press))
	if a.lecture != nil && press == name && len(name) == 1 {
		p.sayChoice(name)
	}
	return true
}

// answerPrompt gives a line to what asked for one.
func (p *plain) answerPrompt(line string) {
	a := p.app
	asked := a.prompt
	a.closePrompt()
	if line == "esc" {
		return
	}
	a.attend()
	cmd, err := asked.accept(line)
	if err != nil {
		p.refuse("%v", err)
		return
	}
	p.do(cmd)
}

// choose takes an entry of the list that is open, by number.
func (p *plain) choose(line string) {
	a := p.app
	n, err := strconv.Atoi(line)
	if err != nil || n < 1 || n > len(a.menu.entries) {
		p.refuse("%q is none of the list: type a number from 1 to %d, or esc to leave it", line, len(a.menu.entries))
		return
	}
	a.menu.at = n - 1
	a.attend()
	p.update(keyPress("enter"))
}

// list reads out what waits for an answer: a list or a prompt.
func (p *plain) list() {
	a := p.app
	switch {
	case a.help.shown:
		a.help.shown = false
		p.help(nil)
	case a.menu != nil:
		p.readMenu(a.menu.entries)
	case a.prompt != nil:
		p.say("%s? type it, or esc", strings.Trim(a.prompt.label, " :="))
	}
}

func (p *plain) readMenu(entries []pane.Entry) {
	for i, e := range entries {
		p.say("%d: %s %s", i+1, e.Text, strings.TrimPrefix(e.Name, strconv.Itoa(i+1)))
	}
	p.say("type a number, or esc")
}

// help says what can be typed, or what a word does, or else what the words on the
// screen are that have it in them.
func (p *plain) help(words []string) {
	wanted := strings.Join(words, " ")
	found := false
	tell := func(name, args, help string) {
		if wanted == "" || slices.Contains(strings.Fields(name), wanted) {
			found = true
			p.say("%s: %s", strings.TrimSpace(name+" "+args), help)
		}
	}
	for _, w := range plainWords {
		tell(w.name, "", w.help)
	}
	for _, c := range Commands() {
		tell(c.Name, c.Args, c.Help)
	}
	for _, action := range Actions() {
		tell(strings.Join(action.Keys, " "), "", action.Help)
	}
	if found {
		return
	}
	for _, e := range p.app.help.entries {
		if strings.Contains(strings.ToLower(e.Name), strings.ToLower(wanted)) {
			found = true
			p.say("%s: %s", e.Name, e.Text)
		}
	}
	if !found {
		p.refuse("there is no help for %q: help alone lists everything", wanted)
	}
}
