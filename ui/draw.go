package ui

import (
	"fmt"
	"path/filepath"
	"strings"

	"nudge/ui/pane"
)

// draw shows the scene to every pane on the screen and joins their rows.
func (a *App) draw() {
	a.dirty = false
	a.cover()
	if a.width == 0 || a.height == 0 {
		a.content = ""
		return
	}
	if a.help.shown {
		a.content = strings.Join(a.help.rows(a.palette, a.ascii), "\n")
		return
	}
	if a.menu != nil {
		a.panes.menu.List(a.palette, pane.Choice{
			Title: "NUDGE", Hint: "↑ ↓ choose   Enter open   Esc back   ✓ ✗ your predictions", Entries: a.menu.entries, At: a.menu.at, Notice: a.notice,
		})
		a.content = strings.Join(a.panes.menu.Rows(), "\n")
		return
	}
	if a.class.expects() {
		a.panes.waiting.Say(a.palette, waitingWords, a.notice)
		a.content = strings.Join(a.panes.waiting.Rows(), "\n")
		return
	}
	scene := a.scene()
	shown := a.spread(scene.Control)
	a.panes.caption.Resize(shown.caption.w, shown.caption.h)
	a.panes.show(shown, scene)
	a.content = a.panes.join(shown, a.width, a.height)
}

func (a *App) scene() pane.Scene {
	s := pane.Scene{
		Frame: &a.frame, Palette: a.palette, Scale: a.scale, Unit: -1, Layer: a.layer,
		Played: a.run.Played(), Edits: a.run.Edits(), Marks: a.marked(), Ghost: a.ghost(), Card: a.card(),
		Control: pane.Control{
			Title: a.title(), Sample: a.run.Source().Describe(a.frame.Sample, a.frame.Target), Drawn: a.run.Source().Drawn(),
			Playing: a.clock.playing, Speed: a.clock.speed, Active: a.active, Notice: a.notice, Keys: a.classHints(a.keys()), Class: a.attendance(),
		},
	}
	if a.screen.status.h == 0 {
		s.Control.Class, s.Control.Foot = pane.Notice{}, s.Control.Class
	}
	if a.inspecting {
		s.Unit = a.unit
	}
	s.Reading = a.projecting() && a.screen.card.h > 0
	if a.sweep != nil {
		s.Heat = &a.sweep.heat
	}
	if a.main == Learning {
		if s.Learning = a.learningPicture(); s.Learning == nil {
			s.Unlearned, s.Control.Story = a.unlearned()
		} else {
			s.Control.Story = pane.LearningCaption(s.Learning)
		}
	}
	if a.prompt != nil {
		s.Control.Prompt = a.prompt.text()
		s.Choice = a.choice()
	}
	if a.exported != nil {
		s.Control.Busy = a.exported.busy()
	}
	if a.replay.busy() {
		s.Control.Busy = a.replay.progress(a.frame.Number)
	}
	if a.goal != nil {
		s.Control.Busy = fmt.Sprintf("computing frame %d of %d …", a.frame.Number, *a.goal+a.run.First())
		if !a.run.Ready() {
			s.Control.Busy = fmt.Sprintf("equilibrating with the noise: %d frames to go …", -a.frame.Number)
		}
	}
	return s
}

// title is the network in a few words, "iris 4-8-6-3 tanh".
func (a *App) title() string {
	net := a.frame.Network()
	sizes := make([]string, 0, net.Depth()+1)
	for _, n := range net.Sizes() {
		sizes = append(sizes, fmt.Sprint(n))
	}
	title := strings.Join(sizes, "-") + " " + net.Activation().String()
	if source := a.run.Source(); !source.HasData() {
		title = filepath.Base(source.Name()) + " " + title
	}
	if a.frame.Weights != nil {
		title = "learnt " + title
	}
	if a.keeper.keeps() {
		title = "REC " + title // what is said comes first, as a long title is cut
	}
	if a.replay.guides() {
		title = "REPLAY " + title
	}
	return title
}

// keys is the footer: the keys of what is open.
func (a *App) keys() []pane.Hint {
	quit := a.footer[len(a.footer)-2:]
	switch {
	case a.class.follows():
		return a.followHints()
	case a.prompt != nil:
		return a.prompt.hints()
	case a.projecting():
		return a.projectorHints()
	case a.main == Heat:
		return append([]pane.Hint{{Key: "←→↑↓", Does: "cell"}, {Key: "Enter", Does: "take it"}, {Key: "Esc", Does: "close"}}, quit...)
	case a.main == Learning && !a.inspecting && !a.replay.guides() && noData(a) == "":
		return append(a.learningHints(), quit...)
	case a.inspecting:
		return append([]pane.Hint{
			{Key: "↑↓", Does: "unit"},
			{Key: "Enter", Does: "next unit"},
			{Key: "Esc", Does: "leave"},
			{Key: ".", Does: "step"},
			{Key: ",", Does: "back"},
			{Key: "n", Does: "nudge"},
			{Key: "k j", Does: "knob"},
			{Key: "G", Does: "reference"},
		}, quit...)
	}
	switch {
	case a.replay.guides():
		return append(replayHints(), quit...)
	case a.lecture != nil:
		return a.lessonHints()
	}
	return a.footer
}
