package ui

import (
	"errors"
	"io"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"nudge/dynamics"
	"nudge/dynamics/recording"
	"nudge/ui/lesson"
)

// Options is what the visualizer is started with.
type Options struct {
	Source      *dynamics.Source
	Settings    dynamics.Settings
	Equilibrate int      // free steps before frame 0, with noise
	Free        int      // free frames before the nudge, if it is on
	Frame       int      // to open at
	Given       []string // the flags that the user, or what stands for a flag, gave
	Reference   dynamics.Reference
	Estimator   dynamics.Estimator
	Theme       Theme
	ASCII       bool                 // draw with ASCII only, see ASCIIOnly
	Folder      string               // the user's configuration folder of nudge, "" for none
	State       string               // where answers are kept, "" for a guest, who keeps none
	Lesson      *lesson.Lesson       // opened at once, nil for none
	Menu        bool                 // begin with the menu
	First       bool                 // the user never started this program before
	FPS         int                  // ticks a second while playing, 0 for 30
	Guest       bool                 // a session over the network: it reads and writes no files here
	Turns       chan struct{}        // taken by what guests compute beside their frames, nil for no limit
	Answered    func(lesson.Answer)  // is told of each prediction, nil for nobody
	Board       *Board               // of the class, nil for none
	Presenter   bool                 // leads the class; else follows
	Name        string               // who answers, another one for each session
	Person      string               // who that is, as far as it is known: the same in each session; "" for unknown
	Known       bool                 // for certain, so that the sessions of a Person have one vote together
	Welcome     string               // said at first, "" for nothing
	Record      *recording.Writer    // keeps what is done, nil for nothing
	Replay      *recording.Recording // to be shown instead of Source and Settings, nil for none
	ReplayFile  string               // where it is from
	In          io.Reader
	Out         io.Writer
	Environ     []string // NO_COLOR, TERM and COLORTERM are read from it

	wrap func(*App) guarded // puts something before the App, nil for nothing; for tests
	film *film              // in whose time it lives, nil for everybody's
}

// ErrInterrupted says that ctrl+c or a signal ended the program.
var ErrInterrupted = errors.New("interrupted")

// Program makes the visualizer and the program that shows it, for a caller that
// runs the program itself, with Run. What more adds counts over what the options say.
func Program(o Options, more ...tea.ProgramOption) (*App, *tea.Program, error) {
	if noColor(o.Environ) {
		o.Theme = Mono
	}
	app, err := New(o)
	if err != nil {
		return nil, nil, err
	}
	options := []tea.ProgramOption{tea.WithInput(o.In), tea.WithOutput(o.Out), tea.WithEnvironment(o.Environ)}
	if o.FPS > 0 {
		options = append(options, tea.WithFPS(2*o.FPS))
	}
	if o.Theme == Mono {
		options = append(options, tea.WithColorProfile(colorprofile.ASCII))
	}
	var shown guarded = app
	if o.wrap != nil {
		shown = o.wrap(app)
	}
	return app, tea.NewProgram(newGuard(shown), append(options, more...)...), nil
}

// noColor tells whether NO_COLOR is set to anything but nothing
// (https://no-color.org).
func noColor(environ []string) bool {
	for _, e := range environ {
		if len(e) > len("NO_COLOR=") && e[:len("NO_COLOR=")] == "NO_COLOR=" {
			return true
		}
	}
	return false
}
