//go:build race

package chart

// dropped is what part of what it is given a pool drops under the race detector, on
// purpose.
const dropped = 0.25
