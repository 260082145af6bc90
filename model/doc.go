// Package model holds the network at rest: its energy, the force that the
// energy exerts on every unit, and the gradients that the dynamics is measured
// against. It moves nothing and draws nothing.
//
// A network has layers s_0 … s_L of sizes n_0 … n_L. s_0 is the input, clamped
// and possibly empty; s_1 … s_{L-1} are hidden; s_L is visible, the layer that
// the outside world can push. With activation ρ,
//
//	E(s)  = Σ_{k≥1} ( ½‖s_k‖² − b_k·ρ(s_k) ) − Σ_{k≥1} ρ(s_{k-1})ᵀ W_k ρ(s_k)
//	R_k   = ρ'(s_k) ⊙ ( b_k + W_kᵀ ρ(s_{k-1}) + W_{k+1} ρ(s_{k+1}) )
//	force = −∂E/∂s_k = R_k − s_k
//
// and a stationary point s* has R(s*) = s* (Y. Bengio and A. Fischer,
// arXiv 1510.02777).
//
// A state is one flat slice of the n_1 + … + n_L moving units, layer after
// layer; Network.Layer gives the part of one layer. Layers are numbered from 1.
// Everything that takes a slice of the wrong length panics with a message that
// starts with "model:"; what a user can get wrong is an error.
package model
