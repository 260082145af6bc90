package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"

	"github.com/spf13/cobra"

	"nudge/dynamics"
	"nudge/model"
)

// checking is `nudge check`.
type checking struct {
	*program
	experiment
	tolerance float64
	format    string
}

const checkLong = `Hold the gradients of a network against each other, as theory says they must
agree: the force with finite differences of the energy; the derivative of each
layer, in the frame that reaches it, with back-propagation; the derivatives of
every frame with back-propagation through time; the settled displacement with
the equilibrium gradient; and the symmetric equilibrium-propagation weight
gradient (settled at ±1e-3) with the exact one. Errors are relative.

The exit code is 1 if one is past the tolerance. What is not defined, or below
rounding, is left out, and said on standard error.`

func (p *program) check() *cobra.Command {
	k := &checking{program: p}
	c := p.command("check", "hold the gradients of a network against each other", k.do)
	c.Long = checkLong
	c.Example = `
nudge check
nudge check --preset deep
nudge check --network net.json --format json`
	k.declare(c, map[string]string{"beta": "1e-4"}, "temperature", "chains", "nudge", "reference", "equilibrate")
	add(c, "tolerance", "X", "the largest relative error that passes", "0.01", func(text string) (err error) {
		k.tolerance, err = strconv.ParseFloat(text, 64)
		if err != nil || !(k.tolerance > 0) || math.IsInf(k.tolerance, 1) {
			return fmt.Errorf("%q is out of range: give a number above 0, like 1e-2", text)
		}
		return nil
	})
	choose(c, &k.format, "format", "how to write them", "table", "json")
	return c
}

func (k *checking) do(context.Context, *cobra.Command) error {
	source, set, err := k.open(k.environ)
	switch {
	case err != nil:
		return err
	case set.Beta == 0:
		return usage("--beta is off: without a nudge there is nothing to compare, give a small one like 1e-4")
	}
	check, err := dynamics.NewCheck(source, set, k.tolerance)
	if err != nil {
		return err
	}
	for _, left := range check.Left {
		k.warn("left out: %s", left)
	}
	out, err := create("-", k.out)
	if err != nil {
		return err
	}
	if k.format == "json" {
		err = writeCheckJSON(out, check)
	} else {
		err = writeCheckTable(out, source, set, check)
	}
	if err := errors.Join(err, out.Flush()); err != nil {
		return out.failed(err)
	}
	if n := check.Failed(); n > 0 {
		return fmt.Errorf("%d of %d comparisons fail: their error is above %g", n, len(check.Rows), k.tolerance)
	}
	return nil
}

func writeCheckTable(w io.Writer, source *dynamics.Source, set dynamics.Settings, check *dynamics.Check) error {
	f := dynamics.Frame{Settings: set, Rest: check.Rest}
	fmt.Fprintf(w, "%s\n%s\n%s\n\n", title(source, &f), settings(set), atRest(check.Rest))
	_, err := fmt.Fprintf(w, "%-66s %9s %10s\n", "compared", "error", "tolerance")
	for _, row := range check.Rows {
		verdict := "ok"
		if !row.OK() {
			verdict = "FAIL"
		}
		_, err = fmt.Fprintf(w, "%-66s %9s %10.1e  %s\n", row.Quantity, size(row.Error), row.Tolerance, verdict)
	}
	return err
}

// size writes an error. What is rounding differs between machines and is not
// told apart.
func size(err float64) string {
	if err < 1e-9 {
		return "<1e-09"
	}
	return fmt.Sprintf("%.1e", err)
}

// checkRecord is the whole check as JSON.
type checkRecord struct {
	Schema      int          `json:"schema"`
	Stationary  []numbers    `json:"stationary"`
	Residual    number       `json:"residual"`
	Energy      number       `json:"energy"`
	Cost        number       `json:"cost"`
	Backprop    []numbers    `json:"backprop"`
	Equilibrium *gradients   `json:"equilibrium_gradient"`
	EPSymmetric *epRecord    `json:"ep_symmetric"`
	Rows        []comparison `json:"rows"`
}

type gradients struct {
	Weights [][]numbers `json:"weights"`
	Biases  []numbers   `json:"biases"`
}

type epRecord struct {
	Beta    number      `json:"beta"`
	Weights [][]numbers `json:"weights"`
}

type comparison struct {
	Quantity  string `json:"quantity"`
	Error     number `json:"error"`
	Tolerance number `json:"tolerance"`
	OK        bool   `json:"ok"`
}

func writeCheckJSON(w io.Writer, check *dynamics.Check) error {
	rest := check.Rest
	r := checkRecord{
		Schema: 1, Stationary: split(rest.Network(), rest.State()), Residual: number(rest.Residual),
		Energy: number(rest.Point.Energy()), Cost: number(rest.Point.Cost()), Backprop: split(rest.Network(), rest.Backprop),
	}
	if check.Exact != nil {
		r.Equilibrium = &gradients{matrices(check.Exact), vectors(check.Exact.Biases)}
		r.EPSymmetric = &epRecord{dynamics.EPBeta, matrices(check.EP)}
	}
	for _, row := range check.Rows {
		r.Rows = append(r.Rows, comparison{row.Quantity, number(row.Error), number(row.Tolerance), row.OK()})
	}
	return json.NewEncoder(w).Encode(r)
}

func matrices(g *model.Gradient) [][]numbers {
	all := make([][]numbers, 0, len(g.Weights))
	for _, w := range g.Weights {
		all = append(all, vectors(w))
	}
	return all
}

func vectors(rows [][]float64) []numbers {
	all := make([]numbers, 0, len(rows))
	for _, row := range rows {
		all = append(all, row)
	}
	return all
}
