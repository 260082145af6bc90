package ui

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"nudge/ui/pane"
)

// plainWords are the lines that only the visualizer in sentences knows, and what
// they do.
var plainWords = []struct{ name, args, help string }{
	{"help", "WORD", "say everything that can be typed; with a word, what it does or means"},
	{"where", "", "say the frame, the settings and the card again"},
	{"play", "", "play; pause stops it"},
	{"pause", "", "pause"},
	{"lesson", "NUMBER", "open that lesson; alone, list them"},
	{"next", "", "the next card of the lesson"},
	{"back", "", "the card before; without a lesson, one frame back"},
	{"quit", "", "leave, as the end of the input does"},
}

// obey does a line: what a prompt or a list waits for, a word of its own, a command
// of the visualizer, or a key of it by name. Capitals matter only where keys differ
// by nothing else.
func (p *plain) obey(line string) {
	a := p.app
	before := a.standing()
	p.before, p.told, p.blank = &before, "", line == ""
	words := strings.Fields(strings.TrimPrefix(line, ":"))
	switch {
	case len(words) == 0 && line == "":
	case a.prompt != nil:
		p.answerPrompt(line)
	case a.menu != nil && !strings.EqualFold(line, "esc"):
		p.choose(line)
	case len(words) == 0 || p.ownWord(words):
	case len(words) == 1 && !complete(words[0]) && p.key(words[0]):
	case isCommand(strings.ToLower(words[0])):
		a.attend()
		cmd, err := p.command(words)
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

// command does a command, whose words may be written in capitals; a name that it
// gives to something stays as it is.
func (p *plain) command(words []string) (tea.Cmd, error) {
	words[0] = strings.ToLower(words[0])
	line := strings.Join(words, " ")
	cmd, err := p.app.command(line)
	if small := strings.ToLower(line); err != nil && small != line {
		if cmd, again := p.app.command(small); again == nil {
			return cmd, nil
		}
	}
	return cmd, err
}

// complete tells whether a word is a command that needs nothing after it: step
// alone is the key.
func complete(word string) bool {
	i := slices.IndexFunc(Commands(), func(c Command) bool { return strings.EqualFold(c.Name, word) })
	return i >= 0 && (Commands()[i].Args == "" || slices.Contains([]string{"sweep", "learn"}, Commands()[i].Name))
}

// ownWord does a word that the tables do not have.
func (p *plain) ownWord(words []string) bool {
	a, lecture := p.app, p.app.lecture != nil
	switch word := strings.ToLower(words[0]); word {
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
		if a.clock.playing != (word == "play") {
			return p.key("space")
		}
		p.say("it is %s", map[bool]string{true: "playing", false: "paused"}[a.clock.playing])
	case "lesson":
		p.key("o")
		if a.menu != nil && len(words) > 1 {
			p.choose(words[1])
			a.menu = nil
		}
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

// called is the key that has that name in the table or on the screen, or for which the
// footer has the word; "" for none.
func called(name string, same func(a, b string) bool) (press string) {
	for _, action := range Actions() {
		is := func(s string) bool { return same(s, name) }
		if i := slices.IndexFunc(action.Keys, is); i >= 0 {
			press = action.Keys[i]
		} else if i := slices.IndexFunc(strings.Fields(action.KeyName()), is); i >= 0 {
			press = action.Keys[i]
		} else if is(action.Label) && press == "" {
			press = action.Keys[0]
		}
	}
	return press
}

// key presses a key by name; it is false for none.
func (p *plain) key(name string) bool {
	a := p.app
	press := called(name, func(a, b string) bool { return a == b })
	if press == "" {
		press = called(name, strings.EqualFold)
	}
	if question := len(name) == 1 && a.lecture != nil && name >= "a" && name <= "d"; question || a.sweep != nil && strings.EqualFold(name, "esc") {
		press = strings.ToLower(name)
	}
	if press == "" || press == ":" || press == "ctrl+z" {
		return false
	}
	a.attend()
	p.update(keyPress(press))
	if a.lecture != nil && len(press) == 1 {
		p.sayChoice(press)
	}
	return true
}

// answerPrompt gives a line to what asked for one.
func (p *plain) answerPrompt(line string) {
	a := p.app
	asked := a.prompt
	a.closePrompt()
	if strings.EqualFold(line, "esc") {
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
	n, err := strconv.Atoi(strings.TrimPrefix(strings.ToLower(line), "lesson "))
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
