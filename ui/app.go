package ui

import (
	"fmt"
	"sync"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"nudge/dynamics"
	"nudge/ui/chart"
	"nudge/ui/lesson"
	"nudge/ui/pane"
)

// App is the visualizer: it owns the run and everything on the screen.
type App struct {
	run   *dynamics.Run
	frame dynamics.Frame
	clock clock

	main       View
	zoomed     bool
	big        bool // the projector stands in for the views
	layer      int  // of the projector, as pane.Scene has it
	inspecting bool
	unit       int // inspected, −1 before the first time
	scale      pane.Scale
	reference  dynamics.Reference
	marks      []mark
	overlaid   bool // the last mark is laid over the present

	active  int       // the active knob
	anchors []float64 // a knob: the value last typed or given by a flag
	before  []float64 // a knob: what it was before it was switched off

	bindings map[string]Action
	footer   []pane.Hint
	prompt   *prompt
	help     *help
	notice   pane.Notice
	failed   error          // the run cannot go on
	sweep    *sweeping      // nil unless one is open
	learning *learning      // nil before anything is learnt
	lent     *pane.Learning // another's training as it was, shown while there is none
	class    *class         // the part in a class, nil for none
	goal     *int           // the frame being computed, if that takes more than one tick
	lecture  *lecture       // the lesson that is open, nil for none
	opening  tea.Cmd        // what the lesson that is open from the start waits for
	own      *lesson.Stage  // what was open before the first lesson, nil for nothing
	menu     *menu          // nil unless it is open
	answers  *lesson.Answers
	answered func(lesson.Answer) // is told of each answer; nil for nobody

	given    []string      // the flags that the command which is copied always has
	copied   *proof        // the command that is looked at before it is copied
	exported *exporting    // the file that is being written, nil for none
	shooting int           // snapshots that are being written
	folder   string        // where settings are kept, "" for nowhere
	guest    bool          // reads and writes no files
	turns    chan struct{} // for work beside the frames, nil for no limit

	theme   Theme
	seen    Theme // dark or light, as the terminal has said
	profile colorprofile.Profile
	ascii   bool // nothing else is drawn
	palette *chart.Palette
	panes   panes
	screen  screen
	width   int
	height  int
	dirty   bool
	drawn   drawn
	alone   sync.Mutex // held by who is at work in the App: the program, or Close after it
	held    grip       // by the mouse
	keeper  keeper
	replay  *replay // nil unless a recording is shown
	content string
}

const (
	badInk  = chart.Bad
	warnInk = chart.Warn
	goodInk = chart.Good
)

// New makes the visualizer of a run that starts at rest.
func New(o Options) (*App, error) {
	begin := dynamics.Beginning{Settings: o.Settings, Equilibrate: o.Equilibrate, Free: o.Free, Frame: o.Frame}
	actions := Actions()
	a := &App{
		main: Pairs, unit: -1, given: o.Given, folder: o.Folder, guest: o.Guest, turns: o.Turns, reference: o.Reference, theme: o.Theme,
		clock: newClock(o.FPS, o.Guest).filmed(o.film), bindings: bind(actions), footer: hints(actions),
		help: newHelp(actions), panes: newPanes(), held: letGo, ascii: o.ASCII,
		before: make([]float64, len(dynamics.Table)), dirty: true,
	}
	a.seen, a.profile = o.Theme, colorprofile.TrueColor
	if o.Theme == Auto && lightBackground(o.Environ) {
		a.seen = Light
	}
	a.repaint()
	var err error
	if a.run, err = a.firstRun(o, begin); err != nil {
		return nil, err
	}
	a.spare()
	for _, knob := range dynamics.Table {
		a.anchors = append(a.anchors, knob.Get(a.run.Settings().Knobs))
	}
	a.run.Observe(&a.frame, a.reference)
	a.record(o.Record)
	a.greet(o)
	a.openAt(begin)
	a.join(o)
	return a, nil
}

// Init asks the terminal for its background and, with noise, starts to
// equilibrate.
func (a *App) Init() tea.Cmd {
	cmds := []tea.Cmd{a.await(), a.class.greeting()}
	if a.theme == Auto {
		cmds = append(cmds, tea.RequestBackgroundColor)
	}
	if a.lecture != nil || a.opening != nil {
		return tea.Batch(append(cmds, a.opening)...)
	}
	if a.goal != nil {
		return tea.Batch(append(cmds, a.seekStep(*a.goal))...)
	}
	return tea.Batch(append(cmds, a.equilibrate())...)
}

// Update decodes a message once and changes the run, the clock or the screen.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		a.resize(msg.Width, msg.Height)
	case tea.BackgroundColorMsg:
		a.background(msg.IsDark())
	case tea.ColorProfileMsg:
		a.profile = msg.Profile
		a.repaint()
	case tickMsg:
		cmd = a.lessonBeat(a.beat(msg))
	case tea.KeyPressMsg:
		cmd = a.key(msg)
	case tea.PasteMsg:
		a.pasted(msg)
	case tea.MouseMsg:
		cmd = a.mouse(msg)
	case sweepMsg:
		cmd = a.found(msg)
	case learntMsg:
		cmd = a.learnt(msg)
	case taskMsg:
		cmd = a.computed(msg)
	case shotMsg:
		cmd = a.shotTaken(msg)
	case exportBeat:
		cmd = a.progress(msg)
	case exportedMsg:
		cmd = a.exportEnded(msg)
	case provedMsg:
		cmd = a.proved(msg)
	case classMsg:
		cmd = a.news(msg)
	case greetedMsg:
		a.greeted()
	case drawMsg:
		a.drawn.asked = false
	default:
		return a, nil
	}
	if a.learning != nil && a.learning.example != nil {
		cmd = tea.Batch(cmd, a.goOn())
	}
	if a.goal != nil || a.replay.busy() { // a key may have stopped the clock
		cmd = tea.Batch(cmd, a.clock.tick())
	}
	a.keep()
	return a, tea.Batch(cmd, a.drawInTime())
}

// View is what was drawn last.
func (a *App) View() tea.View {
	v := tea.NewView(a.content)
	v.AltScreen, v.MouseMode, v.WindowTitle = true, tea.MouseModeCellMotion, "nudge"
	return v
}

func (a *App) resize(w, h int) {
	a.width, a.height = max(0, min(w, chart.MaxWidth)), max(0, min(h, chart.MaxHeight))
	a.height = min(a.height, chart.MaxCells/max(1, a.width)) // what one pane can have
	a.arrange()
}

func (a *App) arrange() {
	a.screen = arrange(a.width, a.height, a.main, a.zoomed, a.inspecting)
	if a.lecture != nil {
		a.screen = cardRoom(a.screen)
	}
	if a.projecting() {
		a.screen = projected(a.width, a.height, a.lecture.reading())
	}
	switch {
	case a.prompt != nil && a.prompt.list != nil:
		a.screen = paletteRoom(a.screen)
	case a.lecture != nil && a.screen.card.w > 2:
		least, most := a.cardNeeds()
		a.screen.lend(inspected(a.main, a.inspecting), least)
		a.screen.share(least, most)
	}
	a.panes.resize(a.screen)
	a.dirty = true
}

func (a *App) background(dark bool) {
	if a.theme != Auto {
		return
	}
	a.seen = map[bool]Theme{true: Dark, false: Light}[dark]
	a.repaint()
}

// attend forgets what was said last: the user does something.
func (a *App) attend() {
	a.dirty = true
	a.notice = pane.Notice{}
	if a.failed != nil {
		a.notice = a.failure()
	}
}

// key gives a key to what is open, or does what it is bound to.
func (a *App) key(msg tea.KeyPressMsg) tea.Cmd {
	a.attend()
	name := msg.String()
	switch {
	case name == "ctrl+z" || name == "ctrl+c": // whatever is open
		return a.dispatch(name)
	case a.prompt != nil:
		return a.typed(msg)
	case a.help.shown:
		a.help.key(msg)
		return nil
	case a.menu != nil:
		return a.menuKey(name)
	case a.class.follows():
		return a.followKey(name)
	case a.inspecting && (name == "up" || name == "down"):
		a.choose(map[string]int{"up": -1, "down": 1}[name])
		return nil
	}
	if a.sweep != nil && a.main == Heat {
		if cmd, used := a.sweepKey(name); used {
			return cmd
		}
	}
	if a.replay.guides() {
		if cmd, used := a.replayKey(name); used {
			return cmd
		}
	}
	if a.lecture != nil && a.lessonKey(name) || a.projecting() && a.projectorKey(name) {
		return nil
	}
	if name == "enter" && a.main == Learning && noData(a) == "" {
		return a.learnExample()
	}
	return a.dispatch(name)
}

// tell says what a key did, until the next key.
func (a *App) tell(format string, args ...any) {
	a.notice = pane.Notice{Text: fmt.Sprintf(format, args...), Ink: chart.Good}
}

// warn says one line until the next key.
func (a *App) warn(format string, args ...any) {
	a.notice = pane.Notice{Text: fmt.Sprintf(format, args...), Ink: warnInk}
}
