package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"nudge/model"
	"nudge/ui"
)

// casting is `nudge record`.
type casting struct {
	*program
	experiment
	start               lessonStart
	cast, keys, theme   string
	width, height, rate int
	pause               time.Duration
	stamp, ascii        bool
}

const recordLong = `Play a script on a screen that nobody sits at, and write what it shows as an asciicast
(version 2), which asciinema plays and agg makes a GIF of. Time in it does not pass
outside, and the same command writes the same file to the byte.

With --lesson and no script the lesson is gone through card by card, each read for a
while and its question answered. A script is --keys, or files (- is standard input):

  # a remark
  n . . wait:1 Tab*3 G    keys, as nudge keys writes them; KEY*N presses one N times
  :set beta 0.1           a command, typed; a line of its own
  wait                    until nothing is computed, learnt or played by a lesson
  wait:2.5                so many seconds

(nudge --record FILE is something else: it keeps what you do, for nudge replay.)`

func (p *program) cast() *cobra.Command {
	r := &casting{program: p}
	c := p.command("record --cast FILE [SCRIPT…]", "write an asciicast of a scripted run", nil)
	c.RunE = func(c *cobra.Command, args []string) error { p.failure = r.write(c.Context(), args); return nil }
	c.Long, c.ValidArgsFunction = recordLong, nil // scripts are files
	c.Example = `
nudge record --cast wave.cast --lesson 3
nudge record --cast demo.cast --size 120x40 --keys 'n . . . wait:1 G'
nudge record --cast demo.cast --preset xor demo.txt`
	c.Flags().SortFlags = false
	add(c, "cast", "FILE", "the asciicast to write; - is standard output", "", func(text string) error { r.cast = text; return nil })
	add(c, "size", "WxH", "columns and rows of the screen", "80x24", r.readSize)
	add(c, "keys", "KEYS", "a script in one line", "", func(text string) error { r.keys = text; return nil })
	add(c, "pause", "SECONDS", "how long after each key, and at the end four times", "0.5", r.readPause)
	add(c, "fps", "N", "frames a second while playing", "30", func(text string) (err error) { r.rate, err = whole(text, 1, 60); return err })
	choose(c, &r.theme, "theme", "colours", "dark", "light", "mono")
	c.Flags().BoolVar(&r.ascii, "ascii", false, "draw with ASCII only")
	c.Flags().BoolVar(&r.stamp, "timestamp", false, "say in the file when it was made")
	r.start.declareLesson(c)
	r.declare(c, nil)
	if err := c.MarkFlagFilename("cast", "cast"); err != nil {
		panic("cli: " + err.Error())
	}
	return c
}

// readSize reads columns and rows, as 80x24.
func (r *casting) readSize(text string) error {
	w, h, _ := strings.Cut(text, "x")
	var wide, high error
	r.width, wide = whole(w, 20, 300)
	r.height, high = whole(h, 5, 100)
	if wide != nil || high != nil {
		return fmt.Errorf("%q is no size: give one from 20x5 to 300x100, like 80x24", text)
	}
	return nil
}

func (r *casting) readPause(text string) error {
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || !(x >= 0 && x <= 60) {
		return fmt.Errorf("%q is no pause: give seconds from 0 to 60", text)
	}
	r.pause = time.Duration(x * float64(time.Second)).Round(time.Microsecond)
	return nil
}

func (r *casting) write(ctx context.Context, files []string) error {
	if r.cast == "" {
		return usage("--cast is missing: give the file to write, as in nudge record --cast demo.cast --lesson 3 (nudge --record FILE keeps what you do yourself)")
	}
	cast, err := r.prepare(files)
	if err != nil {
		return err
	}
	out, err := createFor("cast", r.cast, r.out)
	if err != nil {
		return err
	}
	defer out.abandon()
	if failure := cast.Write(ctx, out); failure != nil {
		return r.stopped(failure, out)
	}
	return out.finish(nil)
}

// stopped words why a cast was not written to its end. Nothing appears under its
// name then.
func (r *casting) stopped(failure error, out *output) error {
	switch {
	case errors.Is(failure, context.Canceled):
		return failure
	case errors.As(failure, new(*fs.PathError)):
		return out.failed(failure)
	}
	return usage("%w", failure)
}

// prepare finds the network, the lesson and the script.
func (r *casting) prepare(files []string) (ui.Cast, error) {
	var none ui.Cast
	if err := r.start.open(r.flags); err != nil {
		return none, err
	}
	source, set, err := r.open(r.environ)
	if err != nil {
		return none, err
	}
	if err := apart(r.flags, r.environ, files...); err != nil {
		return none, err
	}
	script, err := r.script(files)
	if err != nil {
		return none, err
	}
	theme, err := ui.ParseTheme(r.theme)
	if err != nil {
		return none, usage("--theme: %w", err)
	}
	set.On = false // n turns it on
	cast := ui.Cast{
		Options: ui.Options{
			Source: source, Settings: set, Equilibrate: r.equilibrate, Free: r.free, Frame: r.free, Given: r.given(),
			Reference: r.reference, Estimator: r.estimator, Theme: theme, FPS: r.rate, ASCII: r.ascii, Lesson: r.start.lesson,
		},
		Width: r.width, Height: r.height, Script: script, Hold: 4 * r.pause, Title: "nudge",
	}
	if l := r.start.lesson; l != nil {
		cast.Title += ": " + l.Title
	}
	if r.stamp {
		cast.Began = time.Now().Unix()
	}
	return cast, nil
}

// script reads --keys, then the files.
func (r *casting) script(files []string) (ui.Script, error) {
	all, err := ui.ParseScript("--keys", r.keys, r.pause)
	if err != nil {
		return nil, usage("%w", err)
	}
	for _, file := range files {
		text, err := r.readScript(file)
		if err != nil {
			return nil, err
		}
		s, err := ui.ParseScript(file, text, r.pause)
		if err != nil {
			return nil, usage("%w", err)
		}
		all = append(all, s...)
	}
	if len(all) == 0 && (r.start.lesson == nil || len(files) > 0 || r.keys != "") {
		return nil, usage("there is nothing to do: give --lesson, --keys or a file with a script (nudge record --help shows one)")
	}
	return all, nil
}

// longestScript is how many bytes of a script are read.
const longestScript = 1 << 20

func (r *casting) readScript(file string) (string, error) {
	in := r.in
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return "", usage("%w; a script is a file, keys go after --keys", model.Unreadable(file, err))
		}
		defer f.Close()
		in = f
	}
	text, err := io.ReadAll(io.LimitReader(bufio.NewReader(in), longestScript+1))
	switch {
	case err != nil:
		return "", usage("%w", model.Unreadable(file, err))
	case len(text) > longestScript:
		return "", usage("%s is no script: it has more than %d bytes", file, longestScript)
	}
	return string(text), nil
}
