// Package classroom serves the visualizer over SSH to a class: one terminal a
// student, no shell, no commands, no forwarding, and no files.
//
// A connection passes three doors. The lobby bounds how many may be under way
// and how long they may take to come in. The channel of a session lets through
// only what a terminal needs, before the SSH library sees it. The seat is what a
// full room has no more of. What is behind the doors is bounded as well: windows,
// keys, frames a second, and how long a client may stop reading.
package classroom
