package ui

import (
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

// specialKeys are the keys that are more than a character, as the table of
// actions names them.
var specialKeys = map[string]rune{
	"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "up": tea.KeyUp, "down": tea.KeyDown,
	"left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd, "backspace": tea.KeyBackspace,
	"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown,
}

// keyPress is the message of a key as the table of actions names it.
func keyPress(name string) tea.KeyPressMsg {
	if code, ok := specialKeys[name]; ok {
		return tea.KeyPressMsg{Code: code}
	}
	if key, ok := strings.CutPrefix(name, "shift+"); ok {
		msg := keyPress(key)
		msg.Mod |= tea.ModShift
		return msg
	}
	if key, ok := strings.CutPrefix(name, "ctrl+"); ok {
		return tea.KeyPressMsg{Code: []rune(key + " ")[0], Mod: tea.ModCtrl}
	}
	if name == "space" {
		return tea.KeyPressMsg{Code: tea.KeySpace, Text: " "}
	}
	r, _ := utf8.DecodeRuneInString(name)
	return tea.KeyPressMsg{Code: r, Text: name}
}

// written are the keys by what people read.
var written = func() map[string]string {
	of := map[string]string{"space": "space"}
	for name := range specialKeys {
		of[keyNames.Replace(name)] = name
	}
	return of
}()

// pressed presses a key of the footer that was clicked. Of two, ↑↓, it is the one
// in the column that was clicked; a range, a–d, is not one key.
func (a *App) pressed(key string, column int) tea.Cmd {
	name, ok := written[key]
	if runes := []rune(key); !ok && (len(runes) == 1 || column < len(runes)) && !strings.Contains(key, "–") {
		one := strings.TrimSpace(string(runes[min(column, len(runes)-1)]))
		if name, ok = written[one]; !ok {
			name = one
		}
	}
	if name == "" {
		return nil
	}
	return a.key(keyPress(name))
}
