package dynamics

import (
	"fmt"
	"slices"

	"nudge/model"
)

// Teach edits the run: the weights and biases of net from the cursor on, with the
// sample, gain and asymmetry as they are. What came later is cut, and earlier
// frames keep the weights they had. Changes of weights that follow each other
// are one edit for Undo.
func (r *Run) Teach(net *model.Network) error {
	was := r.program.segments[0].rest.Network()
	if !slices.Equal(net.Sizes(), was.Sizes()) || net.Activation() != was.Activation() {
		return fmt.Errorf("weights of a network %v %s do not fit this one, %v %s", net.Sizes(), net.Activation(), was.Sizes(), was.Activation())
	}
	set := r.Settings()
	if set.Weights == net {
		return nil
	}
	set.Weights = net
	return r.noted(Deed{Op: Taught, Settings: set}, func() error { return r.teach(set) })
}

func (r *Run) teach(set Settings) error {
	follows, edits := r.program.taught, len(r.undo)
	if err := r.adjust(set); err != nil {
		return err
	}
	if follows {
		r.join(edits - 1)
	}
	r.program.taught = true
	return nil
}

// Present edits the run in time: the sample and target of set are clamped from
// the cursor on, and the state goes on from where it is, towards the stationary
// point of the new input. Seed, noise, chains and window stay as they are.
func (r *Run) Present(set Settings) error {
	now := r.Settings()
	set.Seed, set.Noise, set.Chains, set.Window = now.Seed, now.Noise, now.Chains, now.Window
	if set == now {
		return nil
	}
	return r.noted(Deed{Op: Presented, Settings: set}, func() error { return r.edit(set) })
}

// Past is how many edits Undo can take back.
func (r *Run) Past() int { return len(r.undo) }

// Join makes all edits after the first past ones a single one for Undo.
func (r *Run) Join(past int) {
	if past >= 0 && past+1 < len(r.undo) {
		_ = r.noted(Deed{Op: Joined, Past: past}, func() error { r.join(past); return nil })
	}
}

func (r *Run) join(past int) {
	if past >= 0 && past < len(r.undo) {
		r.undo = r.undo[:past+1]
	}
}
