package model

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"strings"
	"testing"
)

// height orders our packages: an import goes down, never up or across.
var height = map[string]int{
	"nudge":                    9,
	"nudge/ui/cli":             8,
	"nudge/ui/classroom":       7,
	"nudge/ui":                 6,
	"nudge/ui/lesson":          5,
	"nudge/ui/pane":            4,
	"nudge/ui/chart":           3,
	"nudge/dynamics/learn":     2,
	"nudge/dynamics/export":    2,
	"nudge/dynamics/sweep":     2,
	"nudge/dynamics/recording": 2,
	"nudge/dynamics":           1,
	"nudge/model":              0,
	"nudge/model/data":         0,
}

// rooms are packages of others that only some of ours may import, and why.
var rooms = []struct {
	prefix, why string
	in          []string
}{
	{"github.com/NimbleMarkets/ntcharts", "ui/chart is the only door to ntcharts: it makes values and sizes safe", []string{"nudge/ui/chart"}},
	{"charm.land/wish", "only a class needs SSH", []string{"nudge/ui/classroom"}},
	{"charm.land/ssh", "only a class needs SSH", []string{"nudge/ui/classroom"}},
	{"golang.org/x/crypto", "only a class needs SSH", []string{"nudge/ui/classroom"}},
	{"github.com/spf13/cobra", "commands and flags are the business of ui/cli", []string{"nudge/ui/cli"}},
	{"charm.land/fang", "commands and flags are the business of ui/cli", []string{"nudge/ui/cli"}},
	{"charm.land/bubbletea", "panes and charts never see a message: the root decodes it and calls them", []string{"nudge/ui", "nudge/ui/cli", "nudge/ui/classroom", "nudge/ui/lesson"}},
}

// terminal are packages that know a terminal, or draw on one.
var terminal = []string{
	"charm.land/", "github.com/charmbracelet/", "github.com/NimbleMarkets/", "github.com/muesli/", "github.com/mattn/",
	"github.com/lucasb-eyer/", "github.com/rivo/", "golang.org/x/term", "github.com/creack/pty",
}

type listed struct {
	ImportPath string
	Imports    []string
}

// TestImports holds every package to the order main → ui/cli → ui/classroom → ui →
// ui/pane → ui/chart, ui → dynamics/learn, dynamics/sweep, dynamics/export → dynamics → model.
func TestImports(t *testing.T) {
	for _, p := range packages(t) {
		if _, known := height[p.ImportPath]; !known {
			t.Errorf("%s has no place in the order of packages: give it one in height", p.ImportPath)
		}
		for _, imported := range p.Imports {
			if why := forbidden(p.ImportPath, imported); why != "" {
				t.Errorf("%s imports %s: %s", p.ImportPath, imported, why)
			}
		}
	}
}

func packages(t *testing.T) []listed {
	t.Helper()
	list := exec.Command("go", "list", "-json=ImportPath,Imports", "./...")
	list.Dir = ".."
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []listed
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

// forbidden is why one package must not import another, or "".
func forbidden(from, imported string) string {
	to, ours := height[imported]
	switch {
	case strings.HasPrefix(from, "nudge/model") && ours:
		return "the network at rest imports nothing of ours, so that everything may import it"
	case from == "nudge" && imported != "nudge/ui/cli" && (ours || strings.Contains(imported, ".")):
		return "main is one line: everything else is in ui/cli"
	case ours && to >= height[from]:
		return "imports run one way: main, ui/cli, ui/classroom, ui, ui/pane, ui/chart, dynamics/learn, sweep, export and recording, dynamics, model"
	}
	for _, prefix := range terminal {
		if strings.HasPrefix(imported, prefix) && !strings.HasPrefix(from, "nudge/ui") {
			return "only ui knows a terminal: the numbers run without one"
		}
	}
	for _, r := range rooms {
		if !strings.HasPrefix(imported, r.prefix) {
			continue
		}
		allowed := false
		for _, p := range r.in {
			allowed = allowed || p == from
		}
		if !allowed {
			return r.why
		}
	}
	return ""
}

// TestForbidden: the rule refuses what it is there for.
func TestForbidden(t *testing.T) {
	for from, imported := range map[string]string{
		"nudge/model":          "nudge/model/data",
		"nudge/model/data":     "nudge/model",
		"nudge/dynamics":       "nudge/ui",
		"nudge/ui/pane":        "nudge/ui",
		"nudge/ui/chart":       "nudge/ui/pane",
		"nudge/ui":             "nudge/ui/cli",
		"nudge":                "nudge/ui",
		"nudge/dynamics/learn": "charm.land/lipgloss/v2",
		"nudge/ui/cli":         "github.com/NimbleMarkets/ntcharts/v2/canvas",
	} {
		if forbidden(from, imported) == "" {
			t.Errorf("%s may import %s", from, imported)
		}
	}
	for from, imported := range map[string]string{
		"nudge/dynamics": "nudge/model/data",
		"nudge/ui/pane":  "nudge/dynamics",
		"nudge/ui":       "charm.land/bubbletea/v2",
		"nudge":          "nudge/ui/cli",
		"nudge/model":    "gonum.org/v1/gonum/mat",
	} {
		if why := forbidden(from, imported); why != "" {
			t.Errorf("%s may not import %s: %s", from, imported, why)
		}
	}
}
