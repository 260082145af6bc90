package ui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Script is what is done in a film, in its order. It is read from lines:
//
//	# a remark
//	n . . wait:1 Tab*3 G      keys, as nudge keys writes them; KEY*N presses one N times
//	:set beta 0.1             a command, typed
//	wait                      until nothing is computed, learnt or played by a lesson
//	wait:2.5                  so many seconds
type Script []scene

// scene is one thing that is done.
type scene struct {
	where string        // for messages, "demo.txt:3"
	text  string        // as it was written
	keys  []string      // that are pressed
	typed bool          // one soon after the other
	wait  time.Duration // until the next one
	still bool          // and until nothing goes on
}

// Typing takes this long a key, and what was typed is seen so long before Enter.
const (
	typingTime = 60 * time.Millisecond
	typedTime  = 400 * time.Millisecond
)

// The longest wait that a script may ask for, and how often a key may be pressed at
// once.
const (
	maxWait  = 3600
	maxTimes = 10000
)

// ParseScript reads a script; name is what messages call it. After each key pause
// passes.
func ParseScript(name, text string, pause time.Duration) (Script, error) {
	var s Script
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		where := fmt.Sprintf("%s:%d", name, i+1)
		switch {
		case !utf8.ValidString(line):
			return nil, fmt.Errorf("%s: this is no text in UTF-8", where)
		case line == "" || strings.HasPrefix(line, "#"):
			continue
		case strings.HasPrefix(line, ":") && line != ":":
			scene, err := typedScene(line, pause)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", where, err)
			}
			scene.where = where
			s = append(s, scene)
			continue
		}
		for _, word := range strings.Fields(line) {
			scene, err := keyScene(word, pause)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", where, err)
			}
			scene.where = where
			s = append(s, scene)
		}
	}
	return s, nil
}

// typedScene types a command.
func typedScene(line string, pause time.Duration) (scene, error) {
	if n := utf8.RuneCountInString(line) - 1; n > newInput().CharLimit {
		return scene{}, fmt.Errorf("a command has %d characters at most, this one %d", newInput().CharLimit, n)
	}
	s := scene{text: line, typed: true, wait: pause}
	for _, r := range line {
		key := string(r)
		if r == ' ' {
			key = "space"
		}
		s.keys = append(s.keys, key)
	}
	return s, nil
}

// keyScene reads one word.
func keyScene(word string, pause time.Duration) (scene, error) {
	if word == "wait" {
		return scene{text: word, still: true}, nil
	}
	if seconds, ok := strings.CutPrefix(word, "wait:"); ok {
		x, err := strconv.ParseFloat(seconds, 64)
		if err != nil || !(x >= 0 && x <= maxWait) {
			return scene{}, fmt.Errorf("%s: give seconds from 0 to %d, as in wait:1.5", word, maxWait)
		}
		return scene{text: word, wait: time.Duration(x * float64(time.Second)).Round(time.Microsecond)}, nil
	}
	key, times := word, 1
	if at := strings.LastIndex(word, "*"); at > 0 {
		n, err := strconv.Atoi(word[at+1:])
		if err != nil || n < 1 || n > maxTimes {
			return scene{}, fmt.Errorf("%s: give how often from 1 to %d, as in .*3", word, maxTimes)
		}
		key, times = word[:at], n
	}
	name, ok := keyNamed(key)
	if !ok {
		return scene{}, fmt.Errorf("%q is no key: write it as nudge keys does; a command is a line of its own that begins with a colon", key)
	}
	return scene{text: word, keys: slices.Repeat([]string{name}, times), wait: pause}, nil
}

// keyNamed is a key as the table of actions names it, by that name or as it is
// written for people; those that are words in any case.
func keyNamed(key string) (name string, ok bool) {
	if name, ok = written[key]; ok {
		return name, true
	}
	if utf8.RuneCountInString(key) == 1 {
		return key, true
	}
	low := strings.ToLower(key)
	if rest, shift := strings.CutPrefix(low, "shift+"); shift {
		name, _ = keyNamed(rest)
		_, ok = specialKeys[name]
		return "shift+" + name, ok
	}
	if rest, ctrl := strings.CutPrefix(low, "ctrl+"); ctrl {
		return low, len(rest) == 1 && rest[0] >= 'a' && rest[0] <= 'z'
	}
	for people, name := range written {
		if strings.EqualFold(people, key) {
			return name, true
		}
	}
	_, ok = specialKeys[low]
	return low, ok
}
