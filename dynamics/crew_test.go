package dynamics

import (
	"errors"
	"io"
	"strings"
	"testing"

	"nudge/model"
)

// joined is the panic that whoever waits gets, nil for none.
func joined(wait func()) (p *Panic) {
	defer func() { p, _ = recover().(*Panic) }()
	wait()
	return nil
}

// TestCrew: a panic of one member reaches the one who waits, with the stack that
// it had, and the others are waited for. The crew can be used again.
func TestCrew(t *testing.T) {
	var crew Crew
	for range 3 {
		others := make(chan bool, 7)
		for range cap(others) {
			crew.Go(func() { others <- true })
		}
		crew.Go(stumble)
		p := joined(crew.Wait)
		switch {
		case p == nil:
			t.Fatal("the panic of a member is lost")
		case len(others) != cap(others):
			t.Errorf("only %d of %d others were waited for", len(others), cap(others))
		case !errors.Is(p, io.ErrNoProgress) || !strings.Contains(p.Stack, "stumble"):
			t.Errorf("%v with the stack\n%s", p, p.Stack)
		}
	}
	crew.Go(func() {})
	if p := joined(crew.Wait); p != nil {
		t.Errorf("a panic comes back: %v", p)
	}
}

func stumble() { panic(io.ErrNoProgress) }

// TestEnsemblePanics: a panic in a goroutine that advances some of the chains is
// one of Advance.
func TestEnsemblePanics(t *testing.T) {
	source, err := FromPreset(model.Iris())
	if err != nil {
		t.Fatal(err)
	}
	net, err := source.Network(Settings{Knobs: DefaultKnobs(), Seed: 1, Sample: 1})
	if err != nil {
		t.Fatal(err)
	}
	e := NewEnsemble(net, make([]float64, net.Units()), 4096, 1)
	if len(e.workers) < 2 {
		t.Skip("there is one core: nothing is spread")
	}
	e.blocks[len(e.blocks)-1].net = nil
	p := joined(func() { _ = e.Advance(Law{Step: 0.1, Temperature: 1e-4}, 0, 10, nil) })
	if p == nil || !strings.Contains(p.Stack, "chainBlock") {
		t.Errorf("Advance panics with %v", p)
	}
}
