package ui

import (
	"fmt"
	"slices"
	"strings"

	"nudge/dynamics"
	"nudge/dynamics/recording"
	"nudge/ui/pane"
)

// standing is what a line can change, beside the frame.
type standing struct {
	pose
	settings  dynamics.Settings
	estimator dynamics.Estimator
	source    *dynamics.Source
	title     string
	learns    bool
	pass      int    // of the training
	card      [2]int // of the lesson, noCard without one
}

func (a *App) standing() standing {
	s := standing{pose: a.pose(), settings: a.run.Settings(), estimator: a.run.Estimator(), source: a.run.Source(), title: a.title(), learns: a.learns(), card: noCard}
	s.notice, s.goal, s.big = pane.Notice{}, -1, a.projecting() // said, or on its way
	if a.learning != nil {
		s.pass = a.learning.picture.Epoch
	}
	if a.lecture != nil {
		s.card = [2]int{a.lecture.Number, a.lecture.card}
	}
	return s
}

// change is a sentence about something that is different now, and the words by which
// one knows that it was told already.
type change struct {
	says string
	told []string
}

// changes says what differs since then, whatever did it: what is in force and shown
// now.
func (a *App) changes(since standing) (list []change) {
	now := a.standing()
	add := func(differs bool, says string, told ...string) {
		if differs {
			list = append(list, change{says, told})
		}
	}
	if now.source != since.source {
		return []change{{strings.TrimSuffix(settingsSentence(a), "."), []string{"everything"}}}
	}
	knob := func(k dynamics.Knob, was, is float64) string {
		add(true, knobNow(k, was, is), k.Name, k.Format(is))
		return ""
	}
	for _, says := range recording.Differences(since.settings, now.settings, now.source, knob) {
		add(says != "", nudgeWords(says, now.settings), says)
	}
	add(now.estimator != since.estimator, fmt.Sprintf("the estimator is %s: %s", now.estimator, now.estimator.Formula()), "estimator", now.estimator.String())
	add(now.reference != since.reference, "compared with "+gradientNames[now.reference], "compared with")
	turned := dynamics.Table[now.active].Get(now.settings.Knobs) != dynamics.Table[now.active].Get(since.settings.Knobs)
	add(now.active != since.active && !turned, "the knob is "+knobSentence(dynamics.Table[now.active], now.settings), "the knob is")
	add(now.learns != since.learns || !now.learns && now.pass != since.pass, strings.TrimSuffix(a.learningSentence(false), "."), "pass ")
	add(now.main != since.main, "view "+a.viewSentence(now.learns == since.learns), "view ")
	add(now.big != since.big, "big is "+onOff(now.big), "big")
	add(now.layer != since.layer, "another layer is shown big", "layer")
	add(now.zoomed != since.zoomed, "zoom is "+onOff(now.zoomed), "zoom")
	add(now.scale != since.scale, "the scale of the bars is "+now.scale.String(), "scale")
	add(now.inspecting && (!since.inspecting || now.unit != since.unit), pane.Inspected(&a.frame, now.unit), "unit")
	add(!now.inspecting && since.inspecting, "no unit is inspected", "unit")
	add(now.overlaid != since.overlaid, "the last mark is "+map[bool]string{true: "laid over the bars", false: "not laid over the bars"}[now.overlaid], "laid over")
	add(now.speed != since.speed, fmt.Sprintf("speed %g of normal", now.speed), "speed")
	add(now.playing && !since.playing, "playing; pause stops it", "playing")
	add(!now.playing && since.playing, "paused", "paused")
	add(now.card == noCard && since.card != noCard, "the lesson is closed", "lesson")
	return list
}

// sayChanges says what the line read last has changed, as soon as its frame is there.
// What told says need not be said again; a card that is read out tells by itself.
func (p *plain) sayChanges() {
	a := p.app
	if p.before == nil || a.goal != nil || a.trains() {
		return
	}
	before := *p.before
	p.before = nil
	if a.learns() && !before.learns {
		p.heard.at, p.heard.pass = a.clock.now(), a.learning.picture.Epoch
	}
	if card := a.standing().card; card != noCard && card != before.card {
		return
	}
	told := p.told
	if frame := frameSentence(&a.frame); frame != p.said { // it comes next
		told += strings.ReplaceAll(frame, "nudge is on", "nudge on")
	}
	var parts []string
	for _, c := range a.changes(before) {
		if slices.ContainsFunc(c.told, func(word string) bool { return !strings.Contains(told, word) }) {
			parts = append(parts, c.says)
		}
	}
	if len(parts) > 0 {
		p.say("%s.", strings.Join(parts, "; "))
	}
}

// viewSentence says what the main view shows; in full, how far the training is that
// it shows.
func (a *App) viewSentence(full bool) string {
	if a.main == Learning && full {
		return "learning: " + strings.TrimSuffix(a.learningSentence(false), ".")
	}
	if says, ok := viewHelp[a.main]; ok {
		return says
	}
	return a.main.String()
}

func onOff(on bool) string { return map[bool]string{true: "on", false: "off"}[on] }

// nudgeWords makes a phrase about the nudge one that stands alone.
func nudgeWords(says string, set dynamics.Settings) string {
	switch says {
	case set.Nudge.String():
		return "the nudge is a " + says
	case "towards the target", "away from the target":
		return "the nudge pulls " + says
	}
	return says
}

// knobNow says what a knob is now, "beta 0.126 (nudge strength, was 0.1)".
func knobNow(k dynamics.Knob, was, is float64) string {
	return fmt.Sprintf("%s (%swas %s)", knobValue(k, is), knobTitle(k), k.Format(was))
}

// knobSentence says what a knob is.
func knobSentence(k dynamics.Knob, set dynamics.Settings) string {
	return fmt.Sprintf("%s, %s%s", knobValue(k, k.Get(set.Knobs)), knobTitle(k), k.Doc)
}

func knobValue(k dynamics.Knob, v float64) string {
	text := k.Name + " " + k.Format(v)
	if k.Unit != "" && v != 0 {
		text += " " + k.Unit
	}
	return text
}

// knobTitle is what a student calls a knob, where that is another word than its name.
func knobTitle(k dynamics.Knob) string {
	if k.Title == k.Name {
		return ""
	}
	return k.Title + ", "
}
