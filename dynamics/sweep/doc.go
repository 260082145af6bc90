// Package sweep measures how well a nudged network agrees with a gradient over
// a grid of knobs. A cell of the grid is a pure function of its settings, so
// cells can be computed in any order, on any number of cores or machines.
package sweep
