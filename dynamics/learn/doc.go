// Package learn lets a network learn from the derivative it computes.
//
// Every rule comes down to the same two numbers a unit, a mean rate m and a
// change of rate d, and to one sum over the samples of a minibatch:
//
//	ΔW_k ∝ m_{k-1}ᵀ d_k + d_{k-1}ᵀ m_k,   Δb_k ∝ d_k
//
// which is spike-timing-dependent plasticity: presynaptic rate times
// postsynaptic change, and the other way round. With the ends a and c of a
// nudged phase, m = (a + c)/2 and d = (a − c)/β, it is exactly the update of
// equilibrium propagation, (a_{k-1}ᵀ a_k − c_{k-1}ᵀ c_k)/β. The gradients that it
// is compared with have the same form.
package learn
