package export

import (
	"fmt"
	"image/color"
	"path/filepath"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"nudge/dynamics"
)

// layerName is what a layer is called: "h1 (1 hop)".
func layerName(hops int) string {
	switch hops {
	case 0:
		return "y (visible)"
	case 1:
		return "h1 (1 hop)"
	}
	return fmt.Sprintf("h%d (%d hops)", hops, hops)
}

// moving is what is compared with the gradient.
func moving(f *dynamics.Frame) string {
	if f.Reference == dynamics.Equilibrium {
		return "s(n) − s(0)"
	}
	return "ds/dt"
}

// up tells whether the nudge pushes up the cost.
func up(f *dynamics.Frame) bool { return f.Led.Push() < 0 }

// aim is the direction that the reference gives: down the cost, or up.
func aim(f *dynamics.Frame) string {
	sign := "−"
	if up(f) {
		sign = ""
	}
	switch f.Reference {
	case dynamics.BPTT:
		return sign + "g(n−1)"
	case dynamics.Equilibrium:
		return sign + "inv(H) ∂C/∂s"
	}
	return sign + "∂C/∂s"
}

// references say where the gradient comes from.
var references = map[dynamics.Reference]string{
	dynamics.Backprop:    "back-propagation at the stationary point",
	dynamics.BPTT:        "back-propagation through time, g(n) = (I + εJ) g(n−1)",
	dynamics.Equilibrium: "the equilibrium gradient",
}

const lineHeight = 3.6 * vg.Millimeter

// caption is all that one needs to make the figure again, in lines.
func caption(f *dynamics.Frame, source *dynamics.Source) []string {
	var sizes []string
	for _, n := range f.Network().Sizes() {
		sizes = append(sizes, fmt.Sprint(n))
	}
	learnt := ""
	if f.Weights != nil {
		learnt = ", learnt weights"
	}
	estimate := fmt.Sprintf("Derivative: %s, %s.", f.Estimator, f.Estimator.Formula())
	if f.Reference == dynamics.Equilibrium {
		estimate = "Displacement: s(n) − s(0)."
	}
	said := fmt.Sprintf("%s %s %s%s, %s, seed %d. Frame %d, t = %.5g. Nudge: %s, %s. %s Reference: %s, %s. Each layer over its own norm.",
		filepath.Base(source.Name()), strings.Join(sizes, "-"), f.Network().Activation(), learnt, source.Describe(f.Sample, f.Target), f.Seed,
		f.Number, f.Time, kind(f), knobsSaid(f), estimate, f.Reference, references[f.Reference])
	return wrap(said, style(captionLetters, black), figureWidth-5*vg.Millimeter)
}

func kind(f *dynamics.Frame) string {
	if !f.Nudged {
		return "off"
	}
	return f.Led.Nudge.String()
}

// knobsSaid is every knob, but for those that few turn where nobody did: "β = 0.1, T off, N = 1, ε = 0.1".
func knobsSaid(f *dynamics.Frame) string {
	set := f.Led
	var all []string
	for _, k := range dynamics.Table {
		v := k.Get(set.Knobs)
		usual := v == k.Default && k.Key == "" && !(k.Name == "window" && f.Estimator == dynamics.WindowRate)
		switch {
		case usual:
		case k.Off && v == 0:
			all = append(all, k.Symbol+" off")
		case k.Name == "beta" && set.Inverted:
			all = append(all, k.Symbol+" = −"+k.Format(v))
		case k.Name == "gain":
			all = append(all, "gain "+k.Format(v))
		default:
			all = append(all, k.Symbol+" = "+k.Format(v))
		}
	}
	return strings.Join(all, ", ")
}

// wrap breaks a text between words, into lines of a width.
func wrap(said string, s text.Style, width vg.Length) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(said) {
		if line != "" && s.Width(line+" "+word) > width {
			lines, line = append(lines, line), ""
		}
		line = strings.TrimPrefix(line+" "+word, " ")
	}
	return append(lines, line)
}

func style(size vg.Length, ink color.Color) text.Style {
	return text.Style{Color: ink, Font: letter(size), Handler: plot.DefaultTextHandler, YAlign: draw.YTop}
}

func drawCaption(c draw.Canvas, lines []string) {
	at := vg.Point{X: c.Min.X + 2*vg.Millimeter, Y: c.Max.Y}
	for _, line := range lines {
		c.FillText(style(captionLetters, black), at, line)
		at.Y -= lineHeight
	}
}

// drawKey says which bar is which.
func drawKey(c draw.Canvas, f *dynamics.Frame) {
	const box = 3 * vg.Millimeter
	x, y := c.Min.X+12*vg.Millimeter, c.Max.Y-1.2*vg.Millimeter
	for i, word := range []string{moving(f), aim(f)} {
		r := vg.Rectangle{Min: vg.Point{X: x, Y: y - box}, Max: vg.Point{X: x + 2*box, Y: y}}
		fills[i](c, r)
		s := style(letters, black)
		c.FillText(s, vg.Point{X: x + 2*box + vg.Millimeter, Y: y + 0.2*vg.Millimeter}, word)
		x += 2*box + 6*vg.Millimeter + s.Width(word)
	}
}
