package export

import (
	"bytes"
	"io"
	"math"
	"regexp"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"

	"nudge/dynamics"
)

// Pictures lists the formats that Figure draws.
func Pictures() []string { return []string{"png", "svg", "pdf"} }

// The figure is as wide as the text of a page, and its letters are as large as a
// caption's. A dot of the PNG is a 300th of an inch.
const (
	figureWidth = 17 * vg.Centimeter
	barsHeight  = 3.9 * vg.Centimeter
	plotsHeight = 6.2 * vg.Centimeter
	keyHeight   = 0.6 * vg.Centimeter
	columns     = 4 // of panels, at most
	dots        = 300

	letters        = 8
	captionLetters = 7.5
)

// Figure draws a frame as one puts it into a paper or a slide, in a format of
// Pictures: for each layer the derivative beside the gradient, unit by unit; all
// of them over y = x; the angle by frame up to this one; and a caption with all
// that one needs to make it again. The same frame gives the same bytes.
func Figure(w io.Writer, f *dynamics.Frame, source *dynamics.Source, format string) error {
	panels := len(f.Layers)
	rows := (panels + columns - 1) / columns
	said := caption(f, source)
	height := keyHeight + vg.Length(rows)*barsHeight + plotsHeight + vg.Length(len(said))*lineHeight + 2*vg.Millimeter
	file, err := blank(figureWidth, height, format)
	if err != nil {
		return err
	}
	page := draw.New(outlined{file})
	page.SetColor(white)
	page.Fill(page.Rectangle.Path())
	top := page.Max.Y
	part := func(h vg.Length) draw.Canvas {
		top -= h
		return draw.Crop(page, 0, 0, top-page.Min.Y, top+h-page.Max.Y)
	}
	drawKey(part(keyHeight), f)
	drawBars(part(vg.Length(rows)*barsHeight), f, rows)
	drawPlots(part(plotsHeight), f)
	drawCaption(part(vg.Length(len(said))*lineHeight), said)
	var b bytes.Buffer
	if _, err := file.WriteTo(&b); err != nil {
		return err
	}
	_, err = w.Write(timeless(b.Bytes()))
	return err
}

// blank is a picture with nothing on it yet.
func blank(width, height vg.Length, format string) (vg.CanvasWriterTo, error) {
	if format == "png" {
		return vgimg.PngCanvas{Canvas: vgimg.NewWith(vgimg.UseWH(width, height), vgimg.UseDPI(dots))}, nil
	}
	return draw.NewFormattedCanvas(width, height, format)
}

// dated is where a PDF says when it was made.
var dated = regexp.MustCompile(`/(CreationDate|ModDate) \(D:\d{14}`)

// timeless takes the day out of a PDF, in as many bytes.
func timeless(b []byte) []byte {
	if !bytes.HasPrefix(b, []byte("%PDF")) {
		return b
	}
	return dated.ReplaceAllFunc(b, func(m []byte) []byte {
		return append(m[:len(m)-14:len(m)-14], "20000101000000"...)
	})
}

// letter is the font of the figure.
func letter(size vg.Length) font.Font {
	return font.Font{Typeface: "Liberation", Variant: "Sans", Size: size}
}

// panel is an empty plot in the style of the figure.
func panel(title, x, y string) *plot.Plot {
	p := plot.New()
	p.BackgroundColor = nil
	p.Title.Text, p.X.Label.Text, p.Y.Label.Text = title, x, y
	p.Title.TextStyle.Font = letter(letters)
	p.Title.Padding = vg.Millimeter
	for _, a := range []*plot.Axis{&p.X, &p.Y} {
		a.Label.TextStyle.Font = letter(letters)
		a.Tick.Label.Font = letter(letters - 1)
		a.LineStyle.Width, a.Tick.LineStyle.Width = vg.Points(0.5), vg.Points(0.5)
		a.Tick.Length = vg.Points(3)
		a.Padding = 0
	}
	return p
}

// normed is a vector over its own norm, 0 where there is none.
func normed(v []float64) []float64 {
	var sum float64
	for _, x := range v {
		sum += x * x
	}
	out := make([]float64, len(v))
	if size := math.Sqrt(sum); size > 0 && !math.IsInf(size, 0) {
		for i, x := range v {
			out[i] = x / size
		}
	}
	return out
}

// sides are a layer's derivative and where the nudge is to move it, down the cost or,
// inverted, up, each over its own norm: where they agree they are equal. The gradient is nil where there is
// none.
func sides(f *dynamics.Frame, k int) (derivative, gradient []float64) {
	net := f.Network()
	derivative = make([]float64, net.Size(k))
	if f.Layers[k-1].Reached {
		derivative = normed(net.Layer(f.Derivative, k))
	}
	if f.Gradient == nil {
		return derivative, nil
	}
	gradient = normed(net.Layer(f.Gradient, k))
	if !up(f) {
		for i := range gradient {
			gradient[i] = -gradient[i]
		}
	}
	return derivative, gradient
}
