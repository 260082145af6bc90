package cli

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"nudge/dynamics"
	"nudge/dynamics/export"
	"nudge/dynamics/recording"
	"nudge/model"
	"nudge/model/data"
	"nudge/ui"
)

// replaying is `nudge replay FILE`.
type replaying struct {
	*program
	data, format, output string
	theme, ascii         string
}

const replayLong = `Show a recording again: the same run to the byte, with the keys of the visualizer.
nudge --record FILE makes one.

Without a terminal, and with --format list, it prints what was done, frame by frame.
The other formats write the frames of the run as it was at the end, as nudge run does. Without
--format the name of the file says it: hw.csv, hw.ndjson.`

func (p *program) replay() *cobra.Command {
	r := &replaying{program: p}
	c := &cobra.Command{
		Use: "replay FILE", Short: "show a recording again", Long: replayLong, Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if p.failure = stray(c, args); p.failure != nil {
				return nil
			}
			if len(args) != 1 {
				p.failure = usage("give the file of one recording, as in: nudge replay homework.ndjson")
				return nil
			}
			if p.failure = apart(c.Flags(), p.environ, args[0]); p.failure != nil {
				return nil
			}
			p.failure = r.do(c.Context(), args[0])
			return nil
		},
	}
	c.Flags().SortFlags = false
	add(c, "data", "FILE", "the data of the recording, where they are no part of this program", "", func(text string) error { r.data = text; return nil })
	choose(c, &r.format, "format", "screen is the visualizer, without a terminal as list", "screen", "list", "table", "ndjson", "csv")
	c.Flags().StringVarP(&r.output, "output", "o", "-", "the file to write; - is standard output")
	look(c, &r.theme, "theme")
	look(c, &r.ascii, "ascii")
	return c
}

func (r *replaying) do(ctx context.Context, path string) error {
	if r.format == "screen" {
		named, err := formatNamed(r.output, "csv", "ndjson")
		if err != nil {
			return err
		}
		r.format = cmp.Or(named, r.format)
	}
	rec, err := r.read(path)
	if err != nil {
		return err
	}
	if rec.Torn {
		r.warn("the last line of %s is cut short: what was done until then is shown", path)
	}
	if r.format == "screen" && r.output == "-" && terminal(r.in) && terminal(r.out) {
		return r.show(ctx, path, rec)
	}
	out, err := create(r.output, r.out)
	if err != nil {
		return err
	}
	defer out.abandon()
	failure := r.write(ctx, path, rec, out)
	if err := out.finish(failure); err != nil {
		return err
	}
	return failure
}

// show opens the recording in the visualizer.
func (r *replaying) show(ctx context.Context, path string, rec *recording.Recording) error {
	theme, err := ui.ParseTheme(r.theme)
	if err != nil {
		return usage("--theme: %w", err)
	}
	return ended(ui.Start(ctx, ui.Options{
		Replay: rec, ReplayFile: path, Theme: theme, ASCII: drawASCII(r.ascii, r.environ),
		Folder: xdgFolder(r.environ, "XDG_CONFIG_HOME", ".config"),
		In:     r.in, Out: r.out, Environ: r.environ,
	}))
}

// read reads the recording. Data that are no part of the program come from --data
// alone: a recording of somebody else opens no file of its choice.
func (r *replaying) read(path string) (*recording.Recording, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, usage("%w", model.Unreadable(path, err))
	}
	defer f.Close()
	rec, err := recording.Read(f, func(name string) (*data.Set, error) {
		if r.data == "" {
			return nil, fmt.Errorf("it was made with the data %s: give them with --data", name)
		}
		return data.Open(r.data)
	})
	if err != nil {
		return nil, usage("%s:%w", path, err)
	}
	return rec, nil
}

func (r *replaying) write(ctx context.Context, path string, rec *recording.Recording, out *output) error {
	p := recording.NewPlayer(rec)
	if r.format == "list" || r.format == "screen" {
		return writeList(ctx, path, p, out)
	}
	for !p.Ended() {
		if err := ctx.Err(); err != nil {
			return err
		}
		if _, err := p.Next(0); err != nil {
			return usage("%s:%w", path, err)
		}
	}
	return writeFrames(ctx, p, r.recorder(p.Run().Source(), out))
}

func (r *replaying) recorder(source *dynamics.Source, w io.Writer) export.Writer {
	return (&runner{format: r.format}).recorder(source, w)
}

// writeList writes what was done, with the frame at which it was.
func writeList(ctx context.Context, path string, p *recording.Player, w io.Writer) error {
	fmt.Fprintf(w, "%6s  %s\n", "frame", "what was done")
	var answers []recording.Answer
	for !p.Ended() {
		if err := ctx.Err(); err != nil {
			return err
		}
		done, err := p.Next(0)
		if err != nil {
			return usage("%s:%w", path, err)
		}
		if done.Answer != nil {
			answers = append(answers, *done.Answer)
		}
		if done.Words != "" {
			fmt.Fprintf(w, "%6s  %s\n", done.Frame, done.Words)
		}
	}
	_, err := fmt.Fprintf(w, "%6d  the end: played to frame %d%s\n", p.Run().Cursor(), p.Run().Played(), score(answers))
	return err
}

// score says how the predictions went; of several to one question the last counts.
func score(answers []recording.Answer) string {
	last := map[string]bool{}
	for _, a := range answers {
		last[a.Lesson+"\x00"+a.Question] = a.Right
	}
	if len(last) == 0 {
		return ""
	}
	right := 0
	for _, ok := range last {
		if ok {
			right++
		}
	}
	return fmt.Sprintf(", %d of %d predictions right, as the file says", right, len(last))
}

// writeFrames writes every frame from the nudge to the last one played.
func writeFrames(ctx context.Context, p *recording.Player, to export.Writer) error {
	run, last := p.Run(), p.Run().Played()
	var f dynamics.Frame
	for number := 0; number <= last; number++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		if done, err := run.Seek(number, 0); !done {
			return err
		}
		run.Observe(&f, p.Reference)
		write := to.Frame
		if number == 0 {
			write = to.Start
		}
		if err := write(&f); err != nil {
			return err
		}
	}
	return nil
}
