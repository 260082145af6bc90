package learn

import (
	"context"
	"errors"
	"fmt"

	"nudge/dynamics"
)

// DivergedError says in which pass states or weights left every reasonable
// range.
type DivergedError struct {
	Epoch int
	Layer int
	err   error
}

func (e *DivergedError) Error() string {
	return fmt.Sprintf("learning diverged in epoch %d, in layer %d: make the rates, the step or beta smaller", e.Epoch, e.Layer)
}

// Unwrap is the *dynamics.Divergence.
func (e *DivergedError) Unwrap() error { return e.err }

// failed names the pass in which an error came up.
func failed(epoch int, err error) error {
	d := (*dynamics.Divergence)(nil)
	switch {
	case errors.Is(err, context.Canceled):
		return err
	case errors.As(err, &d):
		return &DivergedError{epoch, d.Layer, err}
	}
	return fmt.Errorf("epoch %d: %w", epoch, err)
}
