package pane

import (
	"strings"

	"nudge/ui/chart"
)

// Entry is one line of the help: a key or a word, and what it does or means.
type Entry struct{ Group, Name, Text string }

// Help lists keys and words, those that match what was typed.
type Help struct{ sheet }

// NewHelp returns an empty help.
func NewHelp() *Help { return &Help{newSheet()} }

// Height is its height in rows.
func (p *Help) Height() int { return p.sheet.Height() }

// helpName is the width of the column of names.
const helpName = 26

// List draws the entries that contain query, from the scroll-th row on, and
// returns the scroll that was possible.
func (p *Help) List(palette *chart.Palette, entries []Entry, query string, scroll int) int {
	x, y, w, h := p.begin(Scene{Palette: palette, Framed: true}, "HELP")
	at := p.Text(x+1, y, "search: ", chart.Dim)
	at = p.Text(at, y, query+"▏", chart.Active)
	if hint := "type to search   ↑ ↓ scroll   Esc back"; at+chart.TextWidth(hint)+2 < x+w {
		p.TextRight(x+w-1, y, hint, chart.Dim)
	}
	column, name := helpName, helpName-4
	if w < 2*helpName {
		column, name = 5, w-4
	}
	rows := helpRows(entries, query, max(10, w-column-4))
	if column < helpName {
		rows = stacked(rows)
	}
	room := max(0, h-2)
	scroll = max(0, min(scroll, len(rows)-room))
	for i := range min(room, len(rows)-scroll) {
		row := rows[scroll+i]
		switch {
		case row.Group != "":
			p.Text(x+1, y+2+i, strings.ToUpper(row.Group), chart.Title)
		default:
			p.Text(x+3, y+2+i, chart.Fit(row.Name, name), chart.Key)
			p.Text(x+column, y+2+i, chart.Fit(row.Text, w-column-1), chart.Plain)
		}
	}
	if len(rows) == 0 {
		p.Text(x+1, y+2, chart.Fit("nothing has that in it: delete some of it", w-2), chart.Dim)
	}
	p.end()
	return scroll
}

// stacked is rows with each text under its name, for a window with no room beside it.
func stacked(rows []Entry) []Entry {
	var all []Entry
	for _, row := range rows {
		if row.Name != "" {
			all = append(all, Entry{Name: row.Name})
			row.Name = ""
		}
		all = append(all, row)
	}
	return all
}

// helpRows is the matching entries with a heading a group, texts wrapped to w
// cells. A heading has only a Group, a continued text neither.
func helpRows(entries []Entry, query string, w int) []Entry {
	var rows []Entry
	query = strings.ToLower(strings.TrimSpace(query))
	group := ""
	for _, e := range entries {
		if query != "" && !strings.Contains(strings.ToLower(e.Group+" "+e.Name+" "+e.Text), query) {
			continue
		}
		if e.Group != group {
			if group != "" {
				rows = append(rows, Entry{})
			}
			group = e.Group
			rows = append(rows, Entry{Group: group})
		}
		for i, line := range wrap(e.Text, w, 40) {
			if i > 0 {
				e.Name = ""
			}
			rows = append(rows, Entry{Name: e.Name, Text: line})
		}
	}
	return rows
}

// Glossary explains every value on the screen.
func Glossary() []Entry {
	const words = "words on the screen"
	return append([]Entry{
		{words, "y, h1, h2, …", "the layers by distance from the nudge: y is visible, the one that is pushed; h1 is next to it, h2 one further. x, the input, is clamped and never moves."},
		{words, "4-8-6-3 tanh", "the network: how many units each layer has, from input to visible, and its activation: tanh, sigmoid, hardsigmoid, softplus or linear."},
		{words, "iris 1 (setosa)", "the sample that is clamped at the input (x), and what it is pulled towards (y)."},
		{words, "seed", "from which the noise is drawn, and the weights of most networks: the same seed, the same run."},
		{words, "▶ PLAYING, ‖ PAUSED", "whether frames go on by themselves, and how fast: 1x is 30 a second (space, < and >)."},
		{words, "frame", "counts steps since the nudge went on. Frame n shows the n-th nudged step: y moves at frame 1, h1 at 2, h2 at 3. Frames before the nudge are negative."},
		{words, "t=0.30", "the time since frame 0: the sum of the step sizes ε."},
		{words, "dh/dt, ds/dt  █", "how fast each unit moves now: (s(n) − s(n−1))/ε."},
		{words, "−∂C/∂h  ▒", "where back-propagation would move the unit to lower the cost C: minus the gradient."},
		{words, "┃", "where on the scale of dh/dt the value of −∂C/∂h says that the bar should end."},
		{words, "◇", "where the bars of the last mark end, laid over the present ones (M)."},
		{words, "├──┤  ╎", "the 95 % band of the mean over the chains. A bar whose band reaches across zero means nothing; four times the chains halve the band."},
		{words, "raw, window, …", "how dh/dt is read off: raw is one step, window the mean over w frames, displacement the sum since the nudge, twin what is left when the same chains without the nudge are subtracted."},
		{words, "h−h⁰", "the displacement of a unit: where it is now, less where it was when the nudge went on."},
		{words, "cos", "the cosine between dh/dt (over β) and −∂C/∂h, over the units of the layer: 1 is the same direction, 0 unrelated, −1 opposite."},
		{words, "angle", "the same in degrees: 0° same direction, 90° unrelated."},
		{words, "signs 8/8", "in how many units the sign agrees, of those whose gradient is above 2 % of the norm of its layer; the others count as near zero."},
		{words, "· near 0", "in WAVE and NETWORK, a derivative below 2 % of the norm of its layer: its sign says little."},
		{words, "✗ against", "in NETWORK, a unit whose derivative and −∂C/∂h have opposite signs, of those that signs count."},
		{words, "|dh/dt| = β × 0.1 × |∂C/∂h|", "the size of dh/dt, written as the nudge strength times a factor times the size of the gradient. At the arrival frame of a layer m hops away the factor is ε^m."},
		{words, "v/|v|  g/|g|", "the derivative and −∂C/∂h of a unit, each divided by the norm of its layer."},
		{words, "y=x ···, y=−x ···", "the line on which the units of SCATTER lie where dh/dt and −∂C/∂h agree: y=−x if the nudge is inverted, as then they all move the other way."},
		{words, "value, target", "what each visible unit says now, and what it is nudged to, beside it in NETWORK; beside an input unit stands what it is clamped to."},
		{words, "y (inverted), β < 0", "the nudge pushes away from the target: bars lie on the other side of their ticks, and cos, which divides by β, is still +1 when they agree."},
		{words, "asked, ratio", "the slope that the gradient asks a unit for, and the slope it has over that: 1 when they are the same."},
		{words, "wave not here yet", "the error travels one layer a frame; before it arrives the layer is at rest."},
		{words, "stuck", "a hardsigmoid unit at 0 or 1 that is driven further out: it cannot move, and passes no error on."},
		{words, "below rounding", "the layer is reached, but its derivative is so small that rounding hides its direction."},
		{words, "reference", "the gradient compared with. backprop: at the stationary point, exact on arrival. bptt: through time, exact at every frame. equilibrium: H⁻¹ ∂C/∂s, against the displacement, exact in the end."},
		{words, "own norm, raw, log", "what the bars are divided by: each layer's own norm; one number for all layers; or the power of ten."},
		{words, "E, C, F", "the energy of the network, the cost ½‖y − target‖², and F = E + βC, which the nudged network descends."},
		{words, "Δ", "what the last step changed: of E, C and F, of the energy of the run."},
		{words, "±", "half of the 95 % band of a mean over chains, see ├──┤."},
		{words, "curvature", "the least and the largest second derivative of the energy at rest: the least is above 0 where rest is a minimum; a step ε above 2 over the largest would diverge."},
		{words, "η", "the part of the way to the target that a kick moves y in one step; a clamp moves it all the way, η 1. A spring pulls with β instead."},
		{words, "sweep  ░▒▓█  ◆", "a measure of each layer over the values of one or two knobs: each cell the mean of its trials, ◆ the one under the cursor, whose numbers are below. Enter runs the first of its trials."},
		{words, "mean ρ', ρ'(s)", "saturation: the mean slope ρ' of a layer's units: near 0 they pass no gradient."},
		{words, "residual/β", "the largest force left in the state that the nudge found, over β: the error it adds to the gradient."},
		{words, "settle ░░░", "the time before frame 0, when the network came to rest."},
		{words, "▪ ─ ┴ ▲", "on the timeline: frames up to the cursor, frames already played beyond it, frames at which you changed something, and marks."},
		{words, "hop", "one step from a layer to its neighbour: the error travels one hop a frame."},
	}, LearningGlossary()...)
}
