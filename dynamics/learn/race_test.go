//go:build race

package learn

// fewer divides the size of a sample under the race detector, which is ten
// times slower and looks for something else. Limits follow the size.
const fewer = 4
