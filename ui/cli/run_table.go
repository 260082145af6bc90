package cli

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"nudge/dynamics"
	"nudge/dynamics/export"
	"nudge/ui/pane"
)

// table writes a run for reading: who is nudged, and a row a frame.
type table struct {
	w      io.Writer
	source *dynamics.Source
}

func newTable(w io.Writer, source *dynamics.Source) *table { return &table{w, source} }

// none stands where the nudge has not arrived, tiny where what arrived is below
// rounding.
const (
	none = "–"
	tiny = "~"
)

func (t *table) Start(f *dynamics.Frame) error {
	above, below := fmt.Sprintf("%38s", ""), fmt.Sprintf("%5s %8s %11s %11s", "frame", "time", "energy", "cost")
	for i := len(f.Layers) - 1; i >= 0; i-- {
		above += fmt.Sprintf("  %15s", layerTitle(f.Layers[i].Hops))
		below += fmt.Sprintf("  %7s %7s", "angle", "cosine")
	}
	_, err := fmt.Fprintf(t.w, "%s\n\n%s\n%s\n", header(t.source, f), above, below)
	return err
}

// End writes nothing more.
func (t *table) End() error { return nil }

// Frame writes a row.
func (t *table) Frame(f *dynamics.Frame) error {
	row := fmt.Sprintf("%5d %8.5g %11.6g %11.6g", f.Number, f.Time, f.Energy, f.Cost)
	for i := len(f.Layers) - 1; i >= 0; i-- {
		row += fmt.Sprintf("  %7s %7s", angle(f.Layers[i]), cosine(f.Layers[i]))
	}
	_, err := fmt.Fprintln(t.w, strings.ReplaceAll(row, "NaN", "  "+none))
	return err
}

// header says what runs, in three lines.
func header(source *dynamics.Source, f *dynamics.Frame) string {
	estimate := fmt.Sprintf("derivative %s = %s", f.Estimator, f.Estimator.Formula())
	if f.Reference == dynamics.Equilibrium {
		estimate = "displacement s(n) − s(0)"
	}
	return fmt.Sprintf("%s\n%s\n%s, compared with %s\n%s", title(source, f), settings(f.Settings), estimate, f.Reference, atRest(f.Rest))
}

// atRest is what is known of the network at its stationary point.
func atRest(rest *dynamics.Rest) string {
	text := "at rest: settled to rounding, "
	if !rest.Converged {
		text = fmt.Sprintf("at rest: residual %.1e, ", rest.Residual)
	}
	if rest.Network().Symmetric() {
		text += fmt.Sprintf("energy %.6g, ", rest.Point.Energy())
	} else {
		text += "no energy, "
	}
	text += fmt.Sprintf("cost %.6g", rest.Point.Cost())
	if low, high, ok := export.Hessian(rest); ok {
		text += fmt.Sprintf(", curvature %.3g to %.3g", low, high)
	}
	return text
}

// title names network, input and seed: "iris 4-8-6-3 tanh · iris 1 setosa · seed 1".
func title(source *dynamics.Source, f *dynamics.Frame) string {
	var sizes []string
	for _, n := range f.Network().Sizes() {
		sizes = append(sizes, strconv.Itoa(n))
	}
	return fmt.Sprintf("%s %s %s · %s · seed %d", source.Name(), strings.Join(sizes, "-"), f.Network().Activation(),
		source.Describe(f.Sample, f.Target), f.Seed)
}

// settings is the nudge and every knob: "spring: β 0.1  T off  N 1  ε 0.1".
func settings(set dynamics.Settings) string {
	all := []string{set.Nudge.String() + ":"}
	for _, k := range dynamics.Table {
		text := k.Format(k.Get(set.Knobs))
		if k.Name == "beta" && set.Inverted {
			text = "−" + text
		}
		all = append(all, k.Symbol+" "+text)
	}
	return strings.Join(all, "  ")
}

// layerTitle is what a layer is called: "h1, 1 hop".
func layerTitle(hops int) string {
	switch hops {
	case 0:
		return "visible " + pane.LayerName(hops)
	case 1:
		return pane.LayerName(hops) + ", 1 hop"
	}
	return fmt.Sprintf("%s, %d hops", pane.LayerName(hops), hops)
}

func angle(a dynamics.Agreement) string {
	switch {
	case !a.Shown():
		return absent(a)
	case a.Angle < 9.995:
		return fmt.Sprintf("%.2f°", a.Angle)
	}
	return fmt.Sprintf("%.1f°", a.Angle)
}

func cosine(a dynamics.Agreement) string {
	if !a.Shown() {
		return absent(a)
	}
	return fmt.Sprintf("%.4f", a.Cosine)
}

func absent(a dynamics.Agreement) string {
	if a.BelowRounding {
		return tiny
	}
	return none
}
