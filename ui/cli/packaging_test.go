package cli

import (
	"os/exec"
	"strings"
	"testing"
)

// TestBashCompletes completes a command, a flag, the name of a preset and that of a
// lesson's file in a real bash.
func TestBashCompletes(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("there is no bash")
	}
	for line, want := range map[string]string{
		"nudge pre":                 "presets",
		"nudge run --temp":          "--temperature",
		"nudge run --preset ir":     "iris",
		"nudge completion po":       "powershell",
		"nudge --theme da":          "dark",
		"nudge run --nudge=k":       "kick",
		"nudge sweep --reference e": "equilibrium",
		"nudge help sw":             "sweep",
	} {
		script := `source <(nudge completion bash) || exit 1
line=$1
read -ra COMP_WORDS <<<"${line//=/ = }"
COMP_LINE=$line COMP_POINT=${#line} COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMP_TYPE=9
__start_nudge 2>/dev/null
printf '%s\n' "${COMPREPLY[@]}"`
		out, err := exec.Command(bash, "--norc", "--noprofile", "-c", script, "bash", line).CombinedOutput()
		if got := strings.Fields(string(out)); err != nil || len(got) == 0 || got[0] != want {
			t.Errorf("%q is completed to %q (%v), want %s", line, out, err, want)
		}
	}
}

// TestShells: each shell that is here reads its completions without a word.
func TestShells(t *testing.T) {
	for _, shell := range []string{"bash", "zsh", "fish"} {
		path, err := exec.LookPath(shell)
		if err != nil {
			continue
		}
		if out, err := exec.Command(path, "-c", "nudge completion "+shell+" | "+shell+" -n").CombinedOutput(); err != nil || len(out) > 0 {
			t.Errorf("%s: %v\n%s", shell, err, out)
		}
	}
}

// TestMan: the manual has every command and renders without a warning.
func TestMan(t *testing.T) {
	page, err := exec.Command("nudge", "man").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range (&program{}).root().Commands() {
		if !c.Hidden && !strings.Contains(string(page), c.Name()) {
			t.Errorf("the manual does not say %s", c.Name())
		}
	}
	for _, sentence := range []string{"computes back-propagation by itself", "and as a line like beta = 0", "A flag counts"} {
		if !strings.Contains(string(page), sentence) || strings.Contains(string(page), "\n"+sentence) {
			t.Errorf("the manual cuts before or in %q", sentence)
		}
	}
	groff, err := exec.LookPath("groff")
	if err != nil {
		t.Skip("there is no groff")
	}
	c := exec.Command(groff, "-man", "-ww", "-Tutf8", "-P-cbou")
	c.Stdin = strings.NewReader(string(page))
	out, err := c.CombinedOutput()
	if err != nil || strings.Contains(string(out), "warning") || strings.Contains(string(out), "error:") || !strings.Contains(string(out), "asymmetry α") {
		t.Errorf("groff: %v\n%.2000s", err, out)
	}
}
