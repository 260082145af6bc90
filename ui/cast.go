package ui

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// Cast is a run that nobody sits at, written as an asciicast: a script, or a lesson
// that is gone through card by card. Time in it does not pass outside: it takes as
// long as the computing does, and the same Cast is the same file to the byte.
type Cast struct {
	Options       // Theme Auto is Dark; In, Out and Environ are not used
	Width, Height int
	Script        Script
	Hold          time.Duration // how long the last screen stays
	Title         string
	Began         int64 // in seconds since 1970, 0 for not said
}

// Write plays the run and writes it in version 2 of asciicast
// (https://docs.asciinema.org/manual/asciicast/v2/): a header, and an event a line.
// The alternate screen is not left, so that a player ends on the last screen.
func (c Cast) Write(ctx context.Context, w io.Writer) error {
	o := c.Options
	profile := colorprofile.TrueColor
	switch o.Theme {
	case Auto:
		o.Theme = Dark
	case Mono:
		profile = colorprofile.ASCII
	}
	out := castWriter{w: w, screen: newCastScreen(c.Width, c.Height, profile)}
	if err := out.header(c); err != nil {
		return err
	}
	f, err := newFilm(o, c.Width, c.Height, out.show)
	if err != nil {
		return err
	}
	defer f.app.Close()
	if c.Script == nil && c.Lesson != nil {
		err = f.lecture(ctx)
	} else {
		err = f.play(ctx, c.Script)
	}
	if err != nil {
		return err
	}
	if !f.over {
		if err := f.pass(ctx, c.Hold); err != nil {
			return err
		}
	}
	return out.event(f.now, "")
}

// castWriter writes the lines of an asciicast.
type castWriter struct {
	w      io.Writer
	screen *castScreen
}

func (c *castWriter) header(of Cast) error {
	h := struct {
		Version   int               `json:"version"`
		Width     int               `json:"width"`
		Height    int               `json:"height"`
		Timestamp int64             `json:"timestamp,omitempty"`
		Title     string            `json:"title,omitempty"`
		Env       map[string]string `json:"env"`
	}{2, of.Width, of.Height, of.Began, of.Title, map[string]string{"TERM": castTerm}}
	line, err := castJSON(h)
	if err != nil {
		return err
	}
	_, err = c.w.Write(line)
	return err
}

// show writes what changes on the screen.
func (c *castWriter) show(at time.Duration, content string) error {
	if data := c.screen.draw(content); data != "" {
		return c.event(at, data)
	}
	return nil
}

func (c *castWriter) event(at time.Duration, data string) error {
	text, err := castJSON(data)
	if err != nil {
		return err
	}
	us := at.Microseconds()
	_, err = fmt.Fprintf(c.w, "[%d.%06d, \"o\", %s]\n", us/1e6, us%1e6, bytes.TrimSpace(text))
	return err
}

// castJSON is a value on a line of its own, with < and & as they are.
func castJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return b.Bytes(), err
}

// castTerm is the terminal that a cast is made for.
const castTerm = "xterm-256color"

// castScreen turns screens into what a terminal is sent to show them, with the
// renderer of Bubble Tea.
type castScreen struct {
	sent  bytes.Buffer
	out   *uv.TerminalRenderer
	cells uv.ScreenBuffer
	last  *string // the content shown
}

func newCastScreen(w, h int, profile colorprofile.Profile) *castScreen {
	s := &castScreen{cells: uv.NewScreenBuffer(w, h)}
	s.out = uv.NewTerminalRenderer(&s.sent, []string{"TERM=" + castTerm})
	s.out.SetColorProfile(profile)
	s.out.SetTabStops(-1)
	s.out.SetMapNewline(true) // draw writes every new line in full
	s.out.SetScrollOptim(true)
	s.out.SetFullscreen(true)
	s.out.SetRelativeCursor(false)
	s.out.Erase()
	return s
}

// draw is what shows the content, "" if it is on the screen already. A new line in it
// goes to the first column, whether the player's terminal maps new lines or not.
func (s *castScreen) draw(content string) string {
	if s.last != nil && *s.last == content {
		return ""
	}
	s.sent.Reset()
	if s.last == nil {
		s.sent.WriteString(ansi.SetModeAltScreenSaveCursor + ansi.ResetModeTextCursorEnable)
	}
	s.last = &content
	s.cells.Clear()
	uv.NewStyledString(content).Draw(s.cells, s.cells.Bounds())
	s.out.Render(s.cells.RenderBuffer)
	_ = s.out.Flush() // a buffer takes everything
	return strings.ReplaceAll(strings.ReplaceAll(s.sent.String(), "\r\n", "\n"), "\n", "\r\n")
}
