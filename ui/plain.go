package ui

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"

	tea "charm.land/bubbletea/v2"

	"nudge/dynamics"
	"nudge/ui/pane"
)

// plain is the visualizer in sentences, for screen readers and pipes: what is read
// is a command or a key a line, what is written one sentence an event. It is the
// App without a screen: the same tables say what can be done.
type plain struct {
	app    *App
	in     io.Reader
	out    io.Writer
	piped  io.Writer // gets what is wrong with a line, nil where somebody types
	ctx    context.Context
	brings chan tea.Msg

	under  int       // how many commands have brought nothing yet
	kicks  int       // how often the clock had to be started again since the last line
	line   int       // the number of the last line read
	wrong  int       // how many lines could not be done
	spoke  int       // how many sentences were said
	owed   int       // how many had been when a line came that is not answered yet, −1 for none
	before *standing // of the App, before the line that is being answered; nil once that is said
	told   string    // by the App since that line
	blank  bool      // that line said nothing
	said   string    // of the frame
	heard  hearing
	seen   int    // the frame it was said of
	card   [2]int // the lesson and the card read out last
	over   bool
	broke  error

	greeted bool
}

// ErrLines says that lines from a pipe were wrong. Each was told when it was read.
type ErrLines struct{ Wrong int }

func (e ErrLines) Error() string { return fmt.Sprintf("lines that could not be done: %d", e.Wrong) }

// Plain runs the visualizer in sentences until the input ends, a line says quit, or
// ctx is cancelled (ErrInterrupted). A pipe that ends while its training goes on waits
// for that. A line that is wrong is said to be so, and the
// next one is read. Where nobody types, that goes to errs, and ErrLines is what
// comes back in the end.
func Plain(ctx context.Context, o Options, errs io.Writer) error {
	o.Theme = Mono
	app, err := New(o)
	if err != nil {
		return err
	}
	defer app.Close()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	p := &plain{app: app, in: o.In, out: o.Out, ctx: ctx, brings: make(chan tea.Msg), card: noCard}
	if len(terminals(Options{In: o.In})) == 0 {
		p.piped = errs
	}
	return p.talk()
}

// talk reads and answers.
func (p *plain) talk() error {
	p.do(p.app.Init())
	lines := p.read()
	p.report()
	p.list()
	for !p.over && p.broke == nil {
		from := lines
		if p.busy() && p.awaited() {
			from = nil // what was asked for is answered first
		}
		select {
		case <-p.ctx.Done():
			return ErrInterrupted
		case msg := <-p.brings:
			if mistake, ok := msg.(*dynamics.Panic); ok {
				return mistake
			}
			p.under--
			p.take(msg)
			p.over = p.over || lines == nil && !p.waits()
		case text, ok := <-from:
			if !ok {
				lines, p.over = nil, !p.waits()
				break
			}
			p.line++
			p.kicks = 0
			p.owed = p.spoke + p.wrong
			p.obey(strings.TrimSpace(text))
			p.report()
		}
	}
	if p.broke == nil && p.wrong > 0 && p.piped != nil {
		return ErrLines{p.wrong}
	}
	return p.broke
}

// read reads lines until the input ends.
func (p *plain) read() <-chan string {
	lines := make(chan string)
	go func() {
		defer close(lines)
		for s := bufio.NewScanner(p.in); s.Scan(); {
			select {
			case lines <- s.Text():
			case <-p.ctx.Done():
				return
			}
		}
	}()
	return lines
}

// do carries a command out beside the next lines; what it brings comes later.
func (p *plain) do(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	run := shield(cmd)
	p.under++
	go func() {
		select {
		case p.brings <- run():
		case <-p.ctx.Done():
		}
	}()
}

// take gives the App what a command brought.
func (p *plain) take(msg tea.Msg) {
	switch msg := msg.(type) {
	case nil, tea.SuspendMsg:
		return
	case tea.QuitMsg:
		p.over = true
		return
	case tea.BatchMsg:
		for _, cmd := range msg {
			p.do(cmd)
		}
		return
	}
	was, learnt := p.app.busySweep(), p.app.learns()
	p.update(msg)
	if was && !p.app.busySweep() && p.app.sweep != nil {
		p.say("%s", sweepSentence(&p.app.sweep.heat))
	}
	p.report()
	p.hearLearning(learnt)
}

func (p *plain) update(msg tea.Msg) {
	_, cmd := p.app.Update(msg)
	p.do(cmd)
	if l := p.app.lecture; l.busy() && l.task == nil && !l.hurry {
		p.do(p.app.hurry()) // nobody watches
	}
}

// busy tells whether something that was asked for is still being computed.
func (p *plain) busy() bool {
	a := p.app
	return a.goal != nil || a.lecture.busy() || a.busySweep() || a.exported != nil || a.copied != nil || a.shooting > 0 || a.trains()
}

// maxKicks is for how many ticks of the clock in a row something may be said to be
// computed while nothing is under way.
const maxKicks = 30

// awaited sees to it that something goes on with what is being computed: keys may
// have stopped the clock. It is false where that is of no use.
func (p *plain) awaited() bool {
	if p.under > 0 {
		return true
	}
	p.kicks++
	p.app.clock.ticking = false
	p.do(p.app.clock.tick())
	return p.kicks < maxKicks
}

// busySweep tells whether cells of a sweep are missing.
func (a *App) busySweep() bool { return a.sweep != nil && a.sweep.heat.Done < a.sweep.heat.Total }

// report says what happened since it was called last: what the App tells, the card
// of a lesson, and the frame.
func (p *plain) report() {
	a := p.app
	if p.over {
		return
	}
	p.greet()
	if a.notice.Text != "" {
		p.told += a.notice.Text
		p.say("%s", a.notice.Text)
		a.notice = pane.Notice{}
	}
	p.sayChanges()
	if p.busy() || a.prompt != nil || a.menu != nil {
		return
	}
	p.readCard()
	f := &a.frame
	now, silent := frameSentence(f), p.owed == p.spoke+p.wrong
	p.owed = -1
	switch depth := f.Network().Depth(); {
	case a.clock.playing && silent:
		p.say("playing; pause stops it")
		return
	case now == p.said && !silent:
		return
	case a.clock.playing && (f.Number < 1 || p.seen > depth || f.Number <= p.seen):
		return // the next thing to say is an arrival, or where it stops
	}
	if now == p.said && a.main == Learning {
		p.sayLearning(false)
		return
	}
	if now == p.said && !p.blank {
		p.say("nothing changes: %s", now)
		return
	}
	p.said, p.seen = now, f.Number
	p.say("%s", now)
	for _, w := range f.Warnings {
		if w.Urgent {
			p.say("Warning: %s", w.Text)
		}
	}
}

// greet says what can be typed, once, where neither a list nor a lesson says it.
func (p *plain) greet() {
	if p.greeted || p.app.menu != nil {
		return
	}
	p.greeted = true
	if p.app.lecture == nil {
		p.say("%s. Type a command or a key, one a line; help lists them.", p.app.title())
	}
}

// say writes a sentence, in letters that can be read out.
func (p *plain) say(format string, args ...any) {
	text := inLetters(fmt.Sprintf(format, args...))
	if text == "" || p.broke != nil {
		return
	}
	p.spoke++
	_, p.broke = fmt.Fprintln(p.out, text)
}

// refuse says what is wrong with the line read last.
func (p *plain) refuse(format string, args ...any) {
	p.wrong++
	if p.piped == nil {
		p.say(format, args...)
		return
	}
	fmt.Fprintf(p.piped, "nudge: line %d: %s\n", p.line, inLetters(fmt.Sprintf(format, args...)))
}
