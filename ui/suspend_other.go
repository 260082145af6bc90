//go:build !unix

package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"
)

// jobs are what a shell can stop; there are none here.
type jobs struct{}

func newJobs() *jobs { return &jobs{} }

func (*jobs) filter(_ tea.Model, msg tea.Msg) tea.Msg { return msg }

func (*jobs) watch(context.Context, *tea.Program) {}

func resumable() bool { return false }
