package ui

import (
	"errors"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"nudge/dynamics"
	"nudge/model"
)

// words is a command line on its way. It has what is not the default, and what
// was given once: where the environment or a file of the user's gives another
// default, the command still says what it means.
type words struct {
	list  []string
	given []string
}

func (w *words) add(name, value, fallback string) {
	if value != fallback || slices.Contains(w.given, name) {
		w.list = append(w.list, "--"+name, quoted(value))
	}
}

func (w *words) number(name string, v, fallback float64) {
	w.add(name, strconv.FormatFloat(v, 'g', -1, 64), strconv.FormatFloat(fallback, 'g', -1, 64))
}

func (w *words) count(name string, v, fallback int) { w.number(name, float64(v), float64(fallback)) }

// commandLine is what opens a new run at its frame, as a shell reads it.
func (a *App) commandLine(b dynamics.Beginning) (string, error) {
	source := a.run.Source()
	w := &words{list: []string{"nudge"}, given: a.given}
	if err := w.network(source); err != nil {
		return "", err
	}
	w.count("sample", b.Sample, 1)
	w.count("target", b.Target, 0)
	w.add("seed", strconv.FormatUint(b.Seed, 10), "1")
	for _, k := range dynamics.Table {
		v, fallback := k.Get(b.Knobs), k.Default
		if own := source.Step(); k.Name == "step" && own > 0 {
			fallback = own
		}
		if k.Name == "beta" && b.Inverted {
			v = -v
		}
		w.number(k.Name, v, fallback)
	}
	w.add("nudge", b.Nudge.String(), dynamics.Spring.String())
	w.add("reference", a.reference.String(), dynamics.Backprop.String())
	w.add("estimator", a.run.Estimator().String(), dynamics.RawRate.String())
	if b.Noisy() {
		w.count("equilibrate", b.Equilibrate, 500)
	}
	free := b.Free
	if !b.On {
		free = b.Frame
	}
	w.count("free", free, 0)
	if b.On {
		w.list = append(w.list, "--frame", strconv.Itoa(b.Frame))
	}
	return w.line()
}

// network names the network by its file, or by its preset and what is different.
func (w *words) network(source *dynamics.Source) error {
	p, drawn := source.Preset()
	if !drawn {
		return w.file(source)
	}
	base, err := model.FindPreset(p.Name)
	if err != nil {
		return err
	}
	fallback := model.Presets()[0].Name
	if slices.Contains(w.given, "network") {
		fallback = "" // what stands for that flag gives way to a preset that is named
	}
	w.add("preset", p.Name, fallback)
	if p.Fixed() {
		return nil
	}
	if p.Data != "" {
		w.add("data", p.Data, base.Data)
	}
	w.add("layers", commaed(p.Layers), commaed(base.Layers))
	w.add("activation", p.Activation.String(), base.Activation.String())
	return nil
}

// file names the file of a network that is in one.
func (w *words) file(source *dynamics.Source) error {
	path := source.Name()
	if _, err := os.Stat(path); err != nil {
		return errors.New("the network is in no file: write FILE keeps it for nudge --network FILE")
	}
	w.add("network", path, "")
	if !model.IsNPZ(path) {
		return nil
	}
	if set := source.Data(); set != nil {
		w.add("data", set.Name, "")
	}
	net, err := source.Base(dynamics.Settings{})
	if err == nil {
		w.add("activation", net.Activation().String(), model.Tanh.String())
	}
	return err
}

func commaed(layers []int) string {
	var list []string
	for _, n := range layers {
		list = append(list, strconv.Itoa(n))
	}
	return strings.Join(list, ",")
}

// line joins the words, if they can be shown and pasted.
func (w *words) line() (string, error) {
	line := strings.Join(w.list, " ")
	if strings.ContainsFunc(line, unicode.IsControl) {
		return "", errors.New("the name of a file in it has a control character: rename the file")
	}
	return line, nil
}

// quoted is a word as a shell reads it.
func quoted(word string) string {
	safe := func(r rune) bool {
		return r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-_./,:=@%+", r))
	}
	if word != "" && strings.IndexFunc(word, func(r rune) bool { return !safe(r) }) < 0 {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
