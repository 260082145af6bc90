//go:build !race

package chart

// dropped is what part of what it is given a pool drops while nothing is collected.
const dropped = 0
