// Package dynamics holds the network in time. It settles a network at a
// stationary point of its energy, nudges its visible units, and steps the
// Langevin dynamics
//
//	s_k ← s_k + ε ( R_k(s) − s_k + [k = L] β (y − s_L) ) + √(2εT) ξ,   ξ ~ N(0, I)
//
// with all layers updated at once from the old state, so that an error travels
// one layer a step. A Run can be advanced, scrubbed, edited and undone; Observe
// derives from it a Frame, which holds the derivatives, the gradients they are
// measured against, and how well the two agree.
//
// The claim, at the arrival step t = m of a layer m hops from the visible one
// (Bengio and Fischer, arXiv 1510.02777):
//
//	ds_k/dt = −β ε^m g_k   exactly as β → 0, for any ε,
//
// where g is back-propagation at the stationary point; and at every step,
// ds/dt(t) = −β (I + εJ)^t g(0) with relative error O(β) (Scellier and Bengio,
// arXiv 1711.08416).
package dynamics
