package ui

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"nudge/model"
)

// pictured writes what the screen shows in one kind of file.
var pictured = []struct {
	ending string
	write  func(w io.Writer, s shot) error
}{
	{".txt", writeText},
	{".ans", writeANSI},
	{".svg", writeSVG},
}

// shot is a screen as it was.
type shot struct {
	rows          []string // with their colours
	width, height int
	light         bool // it is drawn for a light background
}

// shotMsg says where a screen was written.
type shotMsg struct {
	names []string
	err   error
}

// snapshot writes the screen under the next free number: as text, with its colours
// for a terminal, and as a picture.
func (a *App) snapshot() tea.Cmd {
	for n := 1; ; n++ {
		names := named(fmt.Sprintf("nudge-%04d", n))
		if allFree(names) == nil {
			return a.shoot(a.content, names)
		}
	}
}

// snapshotAs writes the screen under a name, in the one kind that its ending says,
// or else in all.
func (a *App) snapshotAs(name string) (tea.Cmd, error) {
	names := named(name)
	if kind(name) >= 0 {
		names = []string{name}
	}
	if err := allFree(names); err != nil {
		return nil, err
	}
	return a.shoot(a.bare(), names), nil
}

// bare is the screen without the prompt in which the command was typed.
func (a *App) bare() string {
	prompt := a.prompt
	a.prompt = nil
	a.arrange()
	a.draw()
	content := a.content
	a.prompt = prompt
	a.arrange()
	return content
}

func named(base string) (names []string) {
	for _, p := range pictured {
		names = append(names, base+p.ending)
	}
	return names
}

// kind is the kind that a name ends in, −1 for none.
func kind(name string) int {
	for i, p := range pictured {
		if strings.EqualFold(filepath.Ext(name), p.ending) {
			return i
		}
	}
	return -1
}

func allFree(names []string) error {
	for _, name := range names {
		if err := free(name); err != nil {
			return err
		}
	}
	return nil
}

// shoot writes the files in the background.
func (a *App) shoot(content string, names []string) tea.Cmd {
	s := shot{rows: strings.Split(content, "\n"), width: a.width, height: a.height, light: a.theme == Light || a.theme == Auto && a.seen == Light}
	a.shooting++
	return func() tea.Msg {
		for _, name := range names {
			if err := model.Replace(name, func(w io.Writer) error { return pictured[kind(name)].write(w, s) }); err != nil {
				return shotMsg{err: err}
			}
		}
		return shotMsg{names: names}
	}
}

// shotTaken says where the files are.
func (a *App) shotTaken(msg shotMsg) tea.Cmd {
	a.dirty = true
	a.shooting--
	if msg.err != nil {
		a.warn("snapshot: %v", msg.err)
		return nil
	}
	said := filepath.Base(msg.names[0])
	for _, name := range msg.names[1:] {
		said += " " + filepath.Ext(name)
	}
	a.tell("wrote %s in %s", said, folderOf(msg.names[0]))
	return nil
}

// writeText writes the letters alone.
func writeText(w io.Writer, s shot) error {
	var b strings.Builder
	for _, row := range s.rows {
		b.WriteString(strings.TrimRight(ansi.Strip(row), " ") + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// writeANSI writes what a terminal shows again, with cat.
func writeANSI(w io.Writer, s shot) error {
	_, err := io.WriteString(w, strings.Join(s.rows, "\x1b[0m\n")+"\x1b[0m\n")
	return err
}
