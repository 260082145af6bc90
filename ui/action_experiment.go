package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"nudge/dynamics"
	"nudge/model"
)

func experimentActions() []Action {
	return []Action{
		{
			Keys: []string{"n"}, Group: "experiment", Label: "nudge", Footer: 4,
			Help: "nudge on or off; going on makes the present state frame 0", Do: (*App).toggleNudge,
		},
		{
			Keys: []string{"i"}, Group: "experiment", Label: "sign", Footer: 9,
			Help: "invert the nudge: towards the target or away from it",
			Do: func(a *App) tea.Cmd {
				cmd := edit(func(s *dynamics.Settings) { s.Inverted = !s.Inverted })(a)
				if a.failed == nil && !a.run.Settings().On {
					a.tell("the nudge will push %s, once n turns it on", map[bool]string{true: "away from the target", false: "towards the target"}[a.run.Settings().Inverted])
				}
				return cmd
			},
		},
		{
			Keys: []string{"c"}, Group: "experiment",
			Help: "the kind of nudge: spring (a steady pull β), kick (one jump of η, then held), clamp (a jump onto the target)",
			Do: func(a *App) tea.Cmd {
				cmd := edit(func(s *dynamics.Settings) { s.Nudge = (s.Nudge + 1) % dynamics.Nudges })(a)
				a.tell("%s%s", a.frame.Nudge, map[bool]string{true: ", begun anew from frame 0"}[a.frame.On])
				return cmd
			},
		},
		{
			Keys: []string{"f"}, Group: "experiment", Label: "settle", Footer: 12,
			Help: "let go and settle: begin anew from the stationary point that the present state leads to",
			Do:   func(a *App) tea.Cmd { return a.changed(a.run.Relax()) },
		},
		{
			Keys: []string{"r"}, Group: "experiment", Label: "rewind", Footer: 5,
			Help: "rewind: begin anew from rest with the settings as they are, same seed",
			Do:   func(a *App) tea.Cmd { return a.changed(a.run.Restart(a.run.Settings())) },
		},
		{
			Keys: []string{"R"}, Group: "experiment", Label: "reseed", Footer: 11,
			Help: "begin anew with the next seed: other noise, and other weights where they are drawn",
			Do: func(a *App) tea.Cmd {
				cmd := edit(func(s *dynamics.Settings) { s.Seed, s.Weights = s.Seed+1, a.kept(s.Weights) })(a)
				a.tell("seed %d, begun anew", a.frame.Seed)
				return cmd
			},
		},
		{
			Keys: []string{"d"}, Group: "experiment", Help: "the twin estimator on or off: subtract the same chains with the same noise and no nudge",
			Do: func(a *App) tea.Cmd {
				if a.run.Estimator() == dynamics.TwinRate {
					return a.estimate(dynamics.RawRate)
				}
				return a.estimate(dynamics.TwinRate)
			},
		},
		{
			Keys: []string{"D"}, Group: "experiment", Help: "the next estimator of the derivative: raw, window, displacement, twin",
			Do: func(a *App) tea.Cmd { return a.estimate((a.run.Estimator() + 1) % dynamics.Estimators) },
		},
		{
			Keys: []string{"W"}, Group: "experiment", Disabled: noData,
			Help: "learn by the local rule in the background, or pause; in the learning view Enter shows one example step by step",
			Do:   (*App).toggleLearning,
		},
		{Keys: []string{"x"}, Group: "experiment", Help: "the next input, from rest", Do: nextSample(1), Disabled: oneSample},
		{Keys: []string{"X"}, Group: "experiment", Help: "the input before, from rest", Do: nextSample(-1), Disabled: oneSample},
		{Keys: []string{"y"}, Group: "experiment", Help: "the next target, from rest", Do: nextTarget(1)},
		{Keys: []string{"Y"}, Group: "experiment", Help: "the target before, from rest", Do: nextTarget(-1)},
	}
}

// estimate reads the derivative off in another way, at the same frame.
func (a *App) estimate(e dynamics.Estimator) tea.Cmd {
	aim := a.aim()
	a.run.Estimate(e)
	a.tell("the estimator is %s: %s", e, e.Formula())
	return a.seekStep(aim)
}

// edit is the action that changes the settings from the cursor on.
func edit(change func(*dynamics.Settings)) func(*App) tea.Cmd {
	return func(a *App) tea.Cmd {
		set := a.run.Settings()
		change(&set)
		return a.changed(a.run.Adjust(set))
	}
}

// kept is what another seed leaves of learnt weights: none where it draws new
// ones.
func (a *App) kept(learnt *model.Network) *model.Network {
	if a.run.Source().Drawn() {
		return nil
	}
	return learnt
}

func (a *App) toggleNudge() tea.Cmd {
	set := a.run.Settings()
	set.On = !set.On
	return a.changed(a.run.Adjust(set))
}

func oneSample(a *App) string {
	if a.run.Source().Samples() < 2 {
		return "this network has one input"
	}
	return ""
}

// cycle goes by from i around low … low+n−1.
func cycle(i, by, low, n int) int { return low + (i-low+by+n)%n }

func nextSample(by int) func(*App) tea.Cmd {
	return func(a *App) tea.Cmd {
		n := a.run.Source().Samples()
		cmd := edit(func(s *dynamics.Settings) { s.Sample, s.Target = cycle(s.Sample, by, 1, n), 0 })(a)
		a.tell("%s", a.run.Source().Describe(a.frame.Sample, a.frame.Target))
		return cmd
	}
}

func nextTarget(by int) func(*App) tea.Cmd {
	return func(a *App) tea.Cmd {
		n, now := a.run.Source().Targets()+1, a.frame.Network().Target()
		var cmd tea.Cmd
		for range n { // a target that is the present one is passed over
			cmd = edit(func(s *dynamics.Settings) { s.Target = cycle(s.Target, by, 0, n) })(a)
			if !slices.Equal(now, a.frame.Network().Target()) {
				break
			}
		}
		a.tell("%s", a.run.Source().Describe(a.frame.Sample, a.frame.Target))
		return cmd
	}
}
