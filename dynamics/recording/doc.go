// Package recording keeps what was done to a run, not its frames: seed, knobs and
// edits, and where the run stood at each. A run that repeats them shows the same
// frames to the byte, so a recording is small, can be read by people, and can be
// handed in.
//
// A recording is one JSON object a line, each of which says in "record" what it
// is:
//
//	recording  schema and program, the first line
//	network    a network that later lines name by number: of a file, or learnt
//	start      a run begins, at rest: its source, settings, equilibrate, free, estimator
//	return     an earlier run is shown again, where it stood
//	deed       the run was changed: op, step, played, and what the op needs
//	look       where the run stands and how it is looked at: step, played, reference
//	answer     a prediction of a lesson
//
// Steps are counted from the first step of the run. Settings are as in files of
// settings: every knob by name, on, inverted, nudge, seed, noise, sample, target,
// and weights, the number of a learnt network or 0.
package recording
