package recording

import (
	"encoding/json"
	"io"
	"slices"

	"nudge/dynamics"
	"nudge/model"
)

// Writer writes a recording as it happens, a line in one write. After an error it
// writes nothing more, and Err returns it.
type Writer struct {
	to       io.Writer
	runs     []*dynamics.Run
	now      *dynamics.Run
	networks []*model.Network
	looked   Look
	err      error
}

// NewWriter begins a recording; program is what made it.
func NewWriter(to io.Writer, program string) *Writer {
	w := &Writer{to: to}
	w.line(header{"recording", schema, program})
	return w
}

// Err is why nothing more is written, nil if all has been.
func (w *Writer) Err() error { return w.err }

func (w *Writer) line(v any) {
	if w.err != nil {
		return
	}
	text, err := json.Marshal(v)
	if err == nil {
		_, err = w.to.Write(append(text, '\n'))
	}
	w.err = err
}

// Show records that a run is shown: one that is at rest and has not been changed
// yet, or one that was shown before. From here on its changes are recorded. The
// run that was shown is left where it stands.
func (w *Writer) Show(run *dynamics.Run, ref dynamics.Reference) {
	if run == w.now {
		return
	}
	if w.now != nil {
		w.Look(w.now, w.looked.Reference)
		w.now.Watch(nil)
	}
	if w.now = run; slices.Contains(w.runs, run) {
		w.line(returnLine{"return", 1 + slices.Index(w.runs, run)})
	} else {
		w.runs = append(w.runs, run)
		b := run.Begun()
		w.line(startLine{
			Record: "start", Source: w.source(run.Source()), Settings: w.settings(b.Settings),
			Equilibrate: b.Equilibrate, Free: b.Free, Estimator: run.Estimator().String(),
		})
	}
	run.Watch(w.deed)
	w.looked = Look{Step: -1}
	w.Look(run, ref)
}

// Look records where the run stands, unless that was recorded last.
func (w *Writer) Look(run *dynamics.Run, ref dynamics.Reference) {
	step, played := run.Position()
	l := Look{step, played, ref}
	if l == w.looked || run != w.now {
		return
	}
	w.looked = l
	w.line(lookLine{"look", step, played, ref.String()})
}

// Answer records a prediction.
func (w *Writer) Answer(a Answer) { w.line(answerLine{"answer", a}) }

func (w *Writer) deed(d dynamics.Deed) {
	l := deedLine{Record: "deed", Op: d.Op.String(), Step: d.Step, Played: d.Played, Past: d.Past}
	switch d.Op {
	case dynamics.Adjusted, dynamics.Restarted, dynamics.Taught, dynamics.Presented:
		set := w.settings(d.Settings)
		l.Settings = &set
	case dynamics.Estimated:
		l.Estimator = d.Estimator.String()
	}
	w.line(l)
	w.looked.Step = -1
}

// settings writes the learnt weights first, if they are new.
func (w *Writer) settings(set dynamics.Settings) settings {
	number := 0
	if set.Weights != nil {
		number = w.network(set.Weights)
	}
	return writtenSettings(set, number)
}

// network is the number of a network, which is written once.
func (w *Writer) network(net *model.Network) int {
	if i := slices.Index(w.networks, net); i >= 0 {
		return i + 1
	}
	w.networks = append(w.networks, net)
	text, err := oneLine(net)
	if err != nil && w.err == nil {
		w.err = err
	}
	w.line(networkLine{"network", len(w.networks), text})
	return len(w.networks)
}

func (w *Writer) source(s *dynamics.Source) sourcePart {
	var part sourcePart
	if p, drawn := s.Preset(); drawn {
		part.Preset, part.Layers, part.Activation = p.Name, p.Layers, p.Activation.String()
	} else {
		part.Name, part.Network = s.Name(), w.network(s.Own())
	}
	if set := s.Data(); set != nil {
		part.Data, part.Sum = set.Name, sum(set)
	}
	return part
}
