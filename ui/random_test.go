package ui

import (
	"fmt"
	"image/color"
	"math/rand/v2"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"nudge/model"
	"nudge/ui/lesson"
)

// monkey uses the program at random, as a program does that takes what its
// commands bring.
type monkey struct {
	t       *testing.T
	rng     *rand.Rand
	a       *App
	keys    []string
	lessons []*lesson.Lesson
	came    chan tea.Msg // what commands brought
	last    []string     // what was done last
	seen    string       // the screen that was looked at last
}

func newMonkey(t *testing.T, preset model.Preset, seed uint64) *monkey {
	t.Helper()
	m := &monkey{t: t, rng: rand.New(rand.NewPCG(seed, 7)), a: start(t, preset, Theme(1+seed%3)), came: make(chan tea.Msg, 1<<12)}
	m.a.guest = true // a million steps would write many files
	m.keys = []string{"1", "e", "-", "9", "x", "w", "backspace", "pgup", "pgdown", "left", "delete", "ctrl+u", "é", "漢", "NUL", "f5", "0", ".", "a", "b"}
	for _, action := range Actions() {
		m.keys = append(m.keys, action.Keys...)
	}
	var err error
	if m.lessons, err = lesson.All(); err != nil {
		t.Fatal(err)
	}
	size(m.a, 80, 24)
	return m
}

// randomSizes are widths and heights at and beside which the layout changes.
var randomSizes = [2][]int{
	{0, 1, 2, 5, 9, 20, 23, 39, 59, 60, 63, 64, 79, 80, 109, 110, 120, 169, 170, 200, 300},
	{0, 1, 2, 3, 5, 7, 9, 12, 15, 16, 18, 20, 24, 31, 32, 40, 49, 50, 60, 100},
}

// step does one thing and looks at the screen.
func (m *monkey) step() {
	switch n := m.rng.IntN(1000); {
	case n < 600:
		key := m.keys[m.rng.IntN(len(m.keys))]
		m.do("key "+key, keyMsg(key))
	case n < 750:
		m.mouse()
	case n < 830:
		w, h := randomSizes[0][m.rng.IntN(len(randomSizes[0]))], randomSizes[1][m.rng.IntN(len(randomSizes[1]))]
		m.do(fmt.Sprintf("size %d×%d", w, h), tea.WindowSizeMsg{Width: w, Height: h})
	case n < 831:
		m.do("size 65535²", tea.WindowSizeMsg{Width: 65535, Height: 65535})
		m.do("size 80×24", tea.WindowSizeMsg{Width: 80, Height: 24})
	case n < 840:
		m.do("profile", tea.ColorProfileMsg{Profile: colorprofile.Profile(m.rng.IntN(6))})
		m.do("background", tea.BackgroundColorMsg{Color: color.Gray{Y: uint8(m.rng.IntN(256))}})
	case n < 845:
		m.a.prompt, m.a.menu, m.a.help.shown = nil, nil, false
		m.bring(m.a.openLesson(m.lessons[m.rng.IntN(len(m.lessons))]))
		m.do("lesson", nil)
	case n < 852:
		m.line()
	default:
		m.do("tick", tickMsg{m.a.clock.generation})
	}
	for range 4 {
		select {
		case msg := <-m.came:
			m.do(fmt.Sprintf("%T", msg), msg)
		default:
			return
		}
	}
}

// mouse does something with it, mostly on the screen.
func (m *monkey) mouse() {
	x, y := m.rng.IntN(m.a.width+3)-1, m.rng.IntN(m.a.height+3)-1
	if m.rng.IntN(20) == 0 {
		x, y = m.rng.Int()-m.rng.Int(), m.rng.Int()-m.rng.Int()
	}
	button := []tea.MouseButton{tea.MouseLeft, tea.MouseLeft, tea.MouseLeft, tea.MouseRight, tea.MouseNone}[m.rng.IntN(5)]
	wheel := []tea.MouseButton{tea.MouseWheelUp, tea.MouseWheelDown, tea.MouseWheelLeft}[m.rng.IntN(3)]
	msg := []tea.Msg{
		tea.MouseClickMsg{X: x, Y: y, Button: button},
		tea.MouseMotionMsg{X: x, Y: y, Button: button},
		tea.MouseReleaseMsg{X: x, Y: y, Button: button},
		tea.MouseWheelMsg{X: x, Y: y, Button: wheel},
	}[m.rng.IntN(4)]
	m.do(fmt.Sprintf("%T %v", msg, msg), msg)
}

// lines are commands, right and wrong.
var lines = []string{
	"set beta 1e-6", "set temperature 1e-3", "set chains 64", "set step 1", "set gain 4", "set asymmetry 1", "set spikes 1", "set window 100",
	"set beta x", "go 100", "go -3", "nudge on", "nudge clamp", "nudge away", "sample 3", "target 1", "seed 18446744073709551615",
	"estimator twin", "estimator window", "reference equilibrium", "view learning", "preset iris", "preset deep", "preset xor",
	"sweep", "sweep gain=1,2 frame=3 trials=1", "learn", "learn rates 10", "learn passes 3", "settle", "rewind", "fly", "",
}

// line types a command.
func (m *monkey) line() {
	line := lines[m.rng.IntN(len(lines))]
	m.a.prompt, m.a.menu, m.a.help.shown = nil, nil, false
	m.bring(m.a.openPalette())
	m.a.prompt.input.SetValue(line)
	m.a.prompt.list.narrow(line)
	m.do("line "+line, keyMsg("enter"))
}

// do sends a message and checks the screen.
func (m *monkey) do(what string, msg tea.Msg) {
	m.t.Helper()
	m.last = append(m.last[max(0, len(m.last)-30):], what)
	done := false
	defer func() {
		if !done {
			m.t.Logf("%s, after %s", m.a.title(), strings.Join(m.last, " · "))
		}
	}()
	if msg == nil {
		m.a.draw()
	}
	_, cmd := m.a.Update(msg)
	m.bring(cmd)
	if m.a.dirty && m.rng.IntN(10) > 0 { // a guest's screen may be drawn later: then clicks meet an old one
		m.a.draw()
	}
	if content := m.a.View().Content; !m.a.dirty && content != m.seen && !m.typedBad() {
		fits(m.t, m.a, m.a.width, m.a.height)
		m.seen = content
	}
	done = true
}

// typedBad tells whether the user typed what is looked for on the screen.
func (m *monkey) typedBad() bool {
	typed := m.a.help.query.Value()
	if m.a.prompt != nil {
		typed += m.a.prompt.input.Value()
	}
	return strings.Contains(typed, "NaN") || strings.Contains(typed, "Inf") || strings.Contains(typed, "%!")
}

// bring runs a command as a program does; what it brings comes with a later step.
func (m *monkey) bring(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	go func() {
		switch msg := cmd().(type) {
		case nil, tea.QuitMsg, tea.SuspendMsg, tickMsg:
		case tea.BatchMsg:
			for _, cmd := range msg {
				m.bring(cmd)
			}
		default:
			select {
			case m.came <- msg:
			default:
			}
		}
	}()
}

// random takes so many steps with every preset.
func random(t *testing.T, steps int, seed uint64) {
	presets := model.Presets()
	for i, preset := range presets {
		m := newMonkey(t, preset, seed+uint64(i))
		for range steps / len(presets) {
			m.step()
		}
		m.a.Close()
	}
}

// TestRandomUse takes 5,000 steps: keys, the mouse, resizes, lessons, commands. No
// panic, no row wider or narrower than the terminal, no NaN on the screen.
func TestRandomUse(t *testing.T) {
	steps := 5000
	if testing.Short() {
		steps = 500
	}
	random(t, steps, 1)
}
