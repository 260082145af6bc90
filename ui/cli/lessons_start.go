package cli

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"nudge/model"
	"nudge/ui/lesson"
)

// lessonStart is what the visualizer is asked to begin with.
type lessonStart struct {
	what   string // a number or a file
	menu   bool
	lesson *lesson.Lesson
}

func (l *lessonStart) declare(c *cobra.Command) {
	l.declareLesson(c)
	c.Flags().BoolVar(&l.menu, "menu", false, "choose from the lessons, the networks and what you saved")
}

func (l *lessonStart) declareLesson(c *cobra.Command) {
	add(c, "lesson", "N|FILE", "open a lesson, by number (nudge lessons lists them) or a Markdown file of yours", "", func(text string) error { l.what = text; return nil })
	if err := c.MarkFlagFilename("lesson", "md"); err != nil {
		panic("cli: " + err.Error())
	}
}

func (l *lessonStart) asked() bool { return l.what != "" || l.menu }

// open reads the lesson that is asked for.
func (l *lessonStart) open(given *pflag.FlagSet) error {
	if l.what == "" {
		return nil
	}
	if l.menu {
		return usage("--lesson and --menu exclude each other: leave one out")
	}
	for _, o := range options() {
		if given.Changed(o.name) {
			return usage("--%s does not go with --lesson: a lesson says itself what it sets, leave it out", o.name)
		}
	}
	var err error
	if l.lesson, err = lesson.Open(l.what); err != nil {
		return usage("%w", err)
	}
	return nil
}

// print writes, without a terminal, the lesson or the menu.
func (l *lessonStart) print(w io.Writer) error {
	if l.lesson != nil {
		_, err := io.WriteString(w, l.lesson.Plain())
		return err
	}
	lessons, err := lesson.All()
	if err != nil {
		return err
	}
	var b strings.Builder
	for i := range lessons {
		fmt.Fprintf(&b, "nudge --lesson %-10d %s\n", i+1, lessons[i].Title)
	}
	for _, p := range model.Presets() {
		fmt.Fprintf(&b, "nudge --preset %-10s %s\n", p.Name, p.Doc)
	}
	_, err = io.WriteString(w, b.String())
	return err
}

// stateFolder is where the program keeps what it remembers, "" if there is no such
// place.
func stateFolder(environ []string) string {
	return xdgFolder(environ, "XDG_STATE_HOME", filepath.Join(".local", "state"))
}

// firstRun tells whether the program was never started before, and remembers
// that it was. Where nothing can be remembered, this is not the first time.
func firstRun(state string) bool {
	if state == "" || os.MkdirAll(state, 0o755) != nil {
		return false
	}
	f, err := os.OpenFile(filepath.Join(state, "started"), os.O_CREATE|os.O_EXCL|os.O_WRONLY, fs.FileMode(0o644))
	if err != nil {
		return false
	}
	return f.Close() == nil
}
