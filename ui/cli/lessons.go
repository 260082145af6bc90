package cli

import (
	"cmp"
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"nudge/ui/lesson"
)

// lessons is `nudge lessons`.
func (p *program) lessons() *cobra.Command {
	return p.command("lessons", "list the lessons", func(context.Context, *cobra.Command) error {
		all, err := lesson.All()
		if err != nil {
			return err
		}
		for i, l := range all {
			if _, err = fmt.Fprintf(p.out, "%2d  %s\n", i+1, l.Title); err != nil {
				return err
			}
		}
		return nil
	})
}

// lessonChecking is what `nudge check` does with lessons.
type lessonChecking struct {
	all  bool
	only string // a number or a file
}

func (l *lessonChecking) declare(c *cobra.Command) {
	c.Flags().BoolVar(&l.all, "lessons", false, "run every lesson, and check what it expects")
	add(c, "lesson", "N|FILE", "the same with one lesson, or a file of yours", "", func(text string) error { l.only = text; return nil })
	if err := c.MarkFlagFilename("lesson", "md"); err != nil {
		panic("cli: " + err.Error())
	}
}

func (l *lessonChecking) wanted() bool { return l.all || l.only != "" }

// check runs the lessons and writes a row for each expectation.
func (l *lessonChecking) check(ctx context.Context, c *cobra.Command, p *program) error {
	var other string
	c.Flags().Visit(func(f *pflag.Flag) {
		if f.Name != "lessons" && f.Name != "lesson" {
			other = f.Name
		}
	})
	if other != "" {
		why := map[string]string{"format": "what lessons expect is written as a table", "trajectory": "it is another check"}[other]
		return usage("--%s does not go with --lessons: %s, leave it out", other, cmp.Or(why, "a lesson says itself what it sets"))
	}
	lessons, err := l.open()
	if err != nil {
		return usage("%w", err)
	}
	out, err := create("-", p.out)
	if err != nil {
		return err
	}
	failed, total, err := checkLessons(ctx, out, lessons)
	if err := out.Flush(); err != nil {
		return out.failed(err)
	}
	if err != nil {
		return usage("%w", err)
	}
	if total == 0 {
		p.warn("%s runs, and expects nothing: a line like expect angle h1 < 1 in a block says what has to be observed", lessons[0].File)
	}
	if failed > 0 {
		return fmt.Errorf("%d of %d expectations fail", failed, total)
	}
	return nil
}

func (l *lessonChecking) open() ([]*lesson.Lesson, error) {
	if l.only == "" {
		return lesson.All()
	}
	one, err := lesson.Open(l.only)
	return []*lesson.Lesson{one}, err
}

func checkLessons(ctx context.Context, w io.Writer, lessons []*lesson.Lesson) (failed, total int, err error) {
	for _, l := range lessons {
		rows, err := l.Check(ctx)
		for _, row := range rows {
			verdict := "ok"
			if total++; total == 1 {
				fmt.Fprintf(w, "%-20s  %4s  %-38s %-12s %s\n", "lesson", "line", "observed", "value", "expected")
			}
			if !row.OK {
				failed++
				verdict = "FAIL"
			}
			fmt.Fprintf(w, "%-20s  %4d  %-38s %-12s %-16s %s\n", l.Name, row.Line, row.Name, row.Value, row.Wanted, verdict)
		}
		if err != nil {
			return failed, total, err
		}
	}
	return failed, total, nil
}
