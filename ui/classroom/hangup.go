package classroom

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// The reader of the terminal library waits for ever to hand over a key to a program
// that has ended. So no program ends before its keys have: whoever asks for the end,
// the keys are ended first, then what they still said is heard, then the program
// ends.
const (
	atWork int32 = iota
	hangingUp
	gone
)

// Nothing more is on its way when so many messages of ours have gone through the
// program, so far apart, with no other between them.
const (
	silences    = 4
	silenceTime = 10 * time.Millisecond
)

// filter sees every message before the program does. It comes after any other
// filter, or a key that another one drops would count.
func (v *visit) filter(_ tea.Model, msg tea.Msg) tea.Msg {
	now := time.Now().UnixNano()
	switch msg.(type) {
	case silenceMsg:
		return nil
	case tea.QuitMsg:
		if v.ending.Load() == gone {
			return msg
		}
		go v.hangUp()
		return nil
	}
	if v.ending.Load() != atWork {
		v.heard.Store(now)
		return nil
	}
	switch msg.(type) {
	case tea.KeyMsg, tea.MouseMsg, tea.PasteMsg:
		if !v.presses.another(now) {
			return nil
		}
		v.touched.Store(now)
	}
	return msg
}

// silenceMsg goes through the program to see whether it still hears.
type silenceMsg struct{}

// hangUp ends the program, and by force where it does not end: a client that reads
// nothing keeps it from its last words.
func (v *visit) hangUp() {
	if !v.ending.CompareAndSwap(atWork, hangingUp) {
		return
	}
	time.AfterFunc(v.farewell, func() { _ = v.guest.Close(); v.kill() })
	v.keys.end()
	for quiet := 0; quiet < silences && v.ran.Err() == nil; quiet++ {
		before := v.heard.Load()
		v.shown.Send(silenceMsg{})
		time.Sleep(silenceTime)
		if v.heard.Load() != before {
			quiet = -1
		}
	}
	v.ending.Store(gone)
	v.shown.Quit()
}
