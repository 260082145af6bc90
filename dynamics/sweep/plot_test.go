package sweep

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"math"
	"testing"
)

// TestPlot draws every measure, with every kind of axis and with cells that have
// no number, in one format or another, and reads the picture back.
func TestPlot(t *testing.T) {
	for _, axes := range [][]string{
		{"beta=1e-3:1:log:3"},
		{"beta=0.1"},
		{"temperature=0,1e-3:1:log:4"},
		{"step=0.1:0.2:lin:3"},
		{"beta=1e-3:1:log:3", "temperature=0,1e-3:1:log:4"},
		{"beta=0.1", "gain=1"},
	} {
		for m := range Measures {
			if m == WeightGradient && axes[0] != "beta=1e-3:1:log:3" {
				continue
			}
			g := grid(t, "iris", axes...)
			g.Measure = m
			for i, fill := range []func(i, j int) Stat{
				func(i, j int) Stat { return Stat{Mean: math.NaN(), SD: math.NaN()} },
				func(i, j int) Stat { return Stat{Mean: 0.5, SD: math.NaN(), Trials: 1} },
				func(i, j int) Stat { return Stat{Mean: math.Pow(10, -float64(i+j)), SD: 10, Trials: 2} },
				func(i, j int) Stat { return Stat{Mean: float64(i%2) / float64(i%2), SD: 0, Trials: 8} },
				func(i, j int) Stat { return Stat{Mean: -0.9, SD: 0, Trials: 8} },
				func(i, j int) Stat { return Stat{Mean: 0, SD: 0, Trials: 8} },
			} {
				picture(t, g, fill, Pictures()[i%3])
			}
		}
	}
}

func picture(t *testing.T, g Grid, fill func(i, j int) Stat, format string) {
	t.Helper()
	var cells []Cell
	for i := range g.Cells() {
		c := Cell{Index: i, Values: g.At(i)}
		for j := range g.Series() {
			c.Stats = append(c.Stats, fill(i, j))
		}
		cells = append(cells, c)
	}
	var file bytes.Buffer
	if err := g.Plot(&file, cells, format); err != nil {
		t.Errorf("%s: %v", format, err)
	} else if err := decode(file.Bytes(), format); err != nil {
		t.Errorf("%s: %v", format, err)
	}
	if err := g.Plot(io.Discard, cells[1:], "png"); err == nil {
		t.Error("a part of a sweep is drawn")
	}
}

func decode(file []byte, format string) error {
	switch format {
	case "png":
		_, err := png.Decode(bytes.NewReader(file))
		return err
	case "pdf":
		if !bytes.HasPrefix(file, []byte("%PDF-")) || !bytes.HasSuffix(bytes.TrimSpace(file), []byte("%%EOF")) {
			return errors.New("no PDF")
		}
		return nil
	}
	for d := xml.NewDecoder(bytes.NewReader(file)); ; {
		if _, err := d.Token(); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
	}
}
