// Package lesson holds the lessons and what runs them. A lesson is one Markdown
// file: what a class reads, what the visualizer plays, and a test.
//
//	# The title
//
//	Text of the first card.
//
//	## A question?
//
//	- [ ] one option
//	- [x] the right one
//
//	## What to do
//
//	```nudge
//	preset lesson
//	nudge on
//	step 3
//	expect angle h2 < 0.1
//	```
//
//	## What is seen
//
// Every second-level heading begins a card. A list of boxes makes a card a
// question, the box with a cross being right. The commands of a block marked
// nudge run when the card comes up; Words is the table of them. The first card
// after them that asks and runs nothing tells what was observed, beside what was
// predicted.
//
// A file may be anybody's: Parse bounds it, takes out what a terminal would obey,
// and names the line of a mistake.
package lesson
