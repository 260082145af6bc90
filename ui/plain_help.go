package ui

import (
	"slices"
	"strings"

	"nudge/dynamics"
	"nudge/ui/pane"
)

// topic is something that help explains: by one of its names, or by what it says.
type topic struct {
	names []string // as they are typed
	args  string
	text  string
	word  bool // on the screen or of a lesson: nothing to type
}

// title is what help calls it.
func (t topic) title() string { return strings.TrimSpace(strings.Join(t.names, " ") + " " + t.args) }

// topics are all of them, from the tables.
func topics() (list []topic) {
	for _, w := range plainWords {
		list = append(list, topic{names: []string{w.name}, args: w.args, text: w.help})
	}
	for _, c := range Commands() {
		list = append(list, topic{names: []string{c.Name}, args: c.Args, text: c.Help})
	}
	for _, action := range Actions() {
		list = append(list, topic{names: action.Keys, text: action.Help})
	}
	for _, k := range dynamics.Table {
		list = append(list, topic{names: []string{k.Name}, args: "(" + k.Title + ")", text: k.Doc, word: true})
	}
	for _, e := range slices.Concat(pane.Glossary(), pane.LessonWords()) {
		list = append(list, topic{names: []string{e.Name}, text: e.Text, word: true})
	}
	return list
}

// called tells whether a word, or some words, are a name of the topic: the whole of
// it, a part between commas, or a word in it. A single letter is that key, and no
// other.
func (t topic) called(wanted string) bool {
	for _, name := range t.names {
		if !t.word {
			if name == wanted || len(wanted) > 1 && (strings.EqualFold(name, wanted) || strings.EqualFold(keyNames.Replace(name), wanted)) {
				return true
			}
			continue
		}
		name = strings.ToLower(inLetters(name))
		parts := append(strings.Split(name, ", "), strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune(" ,()", r) })...)
		if slices.Contains(append(parts, name), strings.ToLower(wanted)) {
			return true
		}
	}
	return false
}

// has tells whether the text of the topic, or its name, has the words in it.
func (t topic) has(wanted string) bool {
	return strings.Contains(strings.ToLower(inLetters(t.title()+" "+t.text)), strings.ToLower(wanted))
}

// help says what can be typed; or, of words, what is called so, or else what has them
// in its text.
func (p *plain) help(words []string) {
	list := topics()
	if len(words) == 0 {
		p.helpAll(list)
		return
	}
	wanted := inLetters(strings.Join(words, " "))
	found := func(fits func(topic, string) bool) (list []topic) {
		return slices.DeleteFunc(topics(), func(t topic) bool { return !fits(t, wanted) })
	}
	list = found(topic.called)
	if len(list) == 0 && wanted != "" {
		list = found(topic.has)
	}
	for _, t := range list {
		p.tellTopic(t)
	}
	if len(list) == 0 {
		p.refuse("there is no help for %q: help alone lists everything", strings.Join(words, " "))
	}
}

// helpAll says what can be typed, and which words help explains.
func (p *plain) helpAll(list []topic) {
	var words []string
	for _, t := range list {
		switch {
		case !t.word:
			p.tellTopic(t)
		case inLetters(t.title()) != "":
			words = append(words, inLetters(strings.Join(t.names, "")))
		}
	}
	p.say("help explains these words too: %s.", strings.Join(words, "; "))
}

func (p *plain) tellTopic(t topic) {
	title := t.title()
	if inLetters(title) == "" {
		title = "a sign on the screen"
	}
	p.say("%s: %s", title, t.text)
}
