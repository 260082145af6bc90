// Package ui is the visualizer: one tea.Model, App, that alone holds the Run.
// A frame tick advances it in Update, for a bounded time; panes are called with
// what there is to draw and never see a message; View returns what was drawn.
// Keys are declared in one table (Actions), places on the screen in one
// function (arrange), colours in one table (tones).
package ui
