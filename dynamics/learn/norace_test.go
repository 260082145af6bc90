//go:build !race

package learn

// fewer divides the size of a sample: see race_test.go.
const fewer = 1
