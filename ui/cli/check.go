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
	"nudge/dynamics/export"
	"nudge/model"
)

// checking is `nudge check`.
type checking struct {
	*program
	experiment
	tolerance  float64
	format     string
	trajectory string // "" to check the network itself
	lessons    lessonChecking
}

const checkLong = `Hold the gradients of a network against each other, as theory says they must
agree: the force with finite differences of the energy; the derivative of each
layer, in the frame that reaches it, with back-propagation; the derivatives of
every frame with back-propagation through time; the settled displacement with
the equilibrium gradient; and the symmetric equilibrium-propagation weight
gradient (settled at ±1e-3) with the exact one. Errors are relative.

With --trajectory it judges states that another simulator of the network has
saved: whether frame 0 is at rest, whether each step is one of the dynamics,
whether a layer moves before the nudge can arrive, and whether the derivative
of each layer at each frame is the gradient; and says what the errors come
from. The file is npz (arrays s1 … sL, frames × units, or one array states;
scalars beta and step, or the flags; row 0 is the state before the first nudged
step) or what nudge run --format ndjson writes. How exact float32 is, is taken
into account.

The exit code is 1 if one is past the tolerance. What is not defined, or below
rounding, is left out, and said on standard error.

--lessons instead runs the lessons, and holds what they expect against what is
observed; --lesson does so with one of them, or with a file of yours.`

func (p *program) check() *cobra.Command {
	k := &checking{program: p}
	c := p.command("check", "hold the gradients of a network against each other", k.do)
	c.Long = checkLong
	c.Example = `
nudge check
nudge check --preset deep
nudge check --network net.json --format json
nudge check --network net.json --trajectory states.npz --beta 1e-4 --step 0.1
nudge check --lessons
nudge check --lesson mine.md`
	k.declare(c, map[string]string{"beta": "1e-4"}, "temperature", "chains", "nudge", "reference", "equilibrate", "free")
	add(c, "tolerance", "X", "the largest relative error that passes", "0.01", func(text string) (err error) {
		k.tolerance, err = strconv.ParseFloat(text, 64)
		if err != nil || !(k.tolerance > 0) || math.IsInf(k.tolerance, 1) {
			return fmt.Errorf("%q is out of range: give a number above 0, like 1e-2", text)
		}
		return nil
	})
	c.Flags().StringVar(&k.trajectory, "trajectory", "", "judge the states by frame in this file, npz or ndjson")
	complete(c, "trajectory", nil)
	choose(c, &k.format, "format", "how to write them", "table", "json")
	k.lessons.declare(c)
	return c
}

func (k *checking) do(ctx context.Context, c *cobra.Command) error {
	switch {
	case k.lessons.wanted():
		return k.lessons.check(ctx, c, k.program)
	case k.flags.Changed("trajectory"):
		return k.judge()
	}
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
	return k.conclude(check, func(w io.Writer) error {
		if k.format == "json" {
			return writeCheckJSON(w, check)
		}
		return writeCheckTable(w, source, set, check)
	})
}

// conclude writes a check and fails if a comparison does.
func (k *checking) conclude(check *dynamics.Check, write func(io.Writer) error) error {
	for _, left := range check.Left {
		k.warn("left out: %s", left)
	}
	out, err := create("-", k.out)
	if err != nil {
		return err
	}
	if err := errors.Join(write(out), out.Flush()); err != nil {
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
	return writeRows(w, check)
}

// writeRows writes what was compared.
func writeRows(w io.Writer, check *dynamics.Check) error {
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
	Schema      int              `json:"schema"`
	Stationary  []export.Numbers `json:"stationary"`
	Residual    export.Number    `json:"residual"`
	Energy      export.Number    `json:"energy"`
	Cost        export.Number    `json:"cost"`
	Backprop    []export.Numbers `json:"backprop"`
	Equilibrium *gradients       `json:"equilibrium_gradient"`
	EPSymmetric *epRecord        `json:"ep_symmetric"`
	Rows        []comparison     `json:"rows"`
}

type gradients struct {
	Weights [][]export.Numbers `json:"weights"`
	Biases  []export.Numbers   `json:"biases"`
}

type epRecord struct {
	Beta    export.Number      `json:"beta"`
	Weights [][]export.Numbers `json:"weights"`
}

type comparison struct {
	Quantity  string        `json:"quantity"`
	Error     export.Number `json:"error"`
	Tolerance export.Number `json:"tolerance"`
	OK        bool          `json:"ok"`
}

func writeCheckJSON(w io.Writer, check *dynamics.Check) error {
	rest := check.Rest
	r := checkRecord{
		Schema: 1, Stationary: export.Layers(rest.Network(), rest.State()), Residual: export.Number(rest.Residual),
		Energy: export.Number(rest.Point.Energy()), Cost: export.Number(rest.Point.Cost()), Backprop: export.Layers(rest.Network(), rest.Backprop),
	}
	if check.Exact != nil {
		r.Equilibrium = &gradients{matrices(check.Exact), vectors(check.Exact.Biases)}
		r.EPSymmetric = &epRecord{dynamics.EPBeta, matrices(check.EP)}
	}
	r.Rows = comparisons(check)
	return json.NewEncoder(w).Encode(r)
}

func comparisons(check *dynamics.Check) []comparison {
	all := make([]comparison, 0, len(check.Rows))
	for _, row := range check.Rows {
		all = append(all, comparison{row.Quantity, export.Number(row.Error), export.Number(row.Tolerance), row.OK()})
	}
	return all
}

func matrices(g *model.Gradient) [][]export.Numbers {
	all := make([][]export.Numbers, 0, len(g.Weights))
	for _, w := range g.Weights {
		all = append(all, vectors(w))
	}
	return all
}

func vectors(rows [][]float64) []export.Numbers {
	all := make([]export.Numbers, 0, len(rows))
	for _, row := range rows {
		all = append(all, row)
	}
	return all
}
