package cli

import (
	"context"
	"fmt"
	"math"
	"strings"

	"nudge/dynamics/learn"
)

// result is what one training came to, as the log has it.
type result struct {
	TrainError float64  `json:"train_error"`
	TestError  *float64 `json:"test_error"`
	validated  bool     // the test is one on samples kept from those to learn from
}

// judge tests a training, and prints the line of one that is of several.
func (t *trainer) judge(ctx context.Context, training *learn.Training) (r result, err error) {
	r.validated = training.Recipe.Validate
	if r.TrainError, err = training.TrainError(ctx); err != nil {
		return r, err
	}
	if r.TestError, err = training.TestError(ctx); err != nil {
		return r, err
	}
	title := t.title(training.Recipe)
	if h := training.History; t.angles && len(h) > 0 {
		err = t.say(title + "angle to the exact gradient " + degrees(h[len(h)-1].Angles))
	}
	if title != "" && err == nil {
		err = t.say(title + r.String())
	}
	return r, err
}

// degrees lists an angle for each weight matrix. What is rounding differs
// between machines and is not told apart.
func degrees(angles learn.Angles) string {
	var all []string
	for i, a := range angles {
		text := fmt.Sprintf("%.2g°", a)
		switch {
		case a >= 10:
			text = fmt.Sprintf("%.0f°", a)
		case math.IsNaN(a):
			text = "not defined"
		case a < 1e-4:
			text = "<0.0001°"
		}
		all = append(all, fmt.Sprintf("W_%d %s", i+1, text))
	}
	return strings.Join(all, " · ")
}

// say prints a line of the result at once.
func (t *trainer) say(line string) error {
	if _, err := fmt.Fprintln(t.program.out, line); err != nil {
		return fmt.Errorf("standard output cannot be written: %w", err)
	}
	return nil
}

func (r result) String() string {
	line := "train error " + percent(r.TrainError)
	if r.TestError != nil {
		line += " · " + r.tested() + " error " + percent(*r.TestError)
	}
	return line
}

func (r result) tested() string {
	if r.validated {
		return "validation"
	}
	return "test"
}

func percent(part float64) string { return fmt.Sprintf("%.2f %%", 100*part) }

// results are those of all trainings of one command.
type results []result

// mean is what several trainings came to together, as the log has it.
type mean struct {
	Record    string `json:"record"`
	Trainings int    `json:"trainings"`
	Solved    int    `json:"solved"` // without a training error
	result
	Best  *float64 `json:"test_error_min"` // nil without test samples
	Worst *float64 `json:"test_error_max"`
}

// mean needs at least one result.
func (all results) mean() mean {
	m := mean{Record: "mean", Trainings: len(all), result: result{validated: all[0].validated}}
	test, best, worst := 0.0, math.Inf(1), 0.0
	for _, r := range all {
		m.TrainError += r.TrainError / float64(len(all))
		if r.TrainError == 0 {
			m.Solved++
		}
		if r.TestError != nil {
			test += *r.TestError / float64(len(all))
			best, worst = min(best, *r.TestError), max(worst, *r.TestError)
			m.TestError, m.Best, m.Worst = &test, &best, &worst
		}
	}
	return m
}

func (m mean) String() string {
	line := fmt.Sprintf("mean of %d: %s", m.Trainings, m.result)
	if m.TestError == nil {
		return line + fmt.Sprintf(" · %d of %d solved", m.Solved, m.Trainings)
	}
	return line + fmt.Sprintf(" (%.2f to %.2f)", 100**m.Best, 100**m.Worst)
}

// conclude prints the last line.
func (t *trainer) conclude(all results, log *trainLog) error {
	if len(all) == 1 {
		return t.say(all[0].String())
	}
	m := all.mean()
	if err := log.write(m); err != nil {
		return err
	}
	return t.say(m.String())
}
