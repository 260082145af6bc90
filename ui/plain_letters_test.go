package ui

import (
	"regexp"
	"strings"
	"testing"

	"nudge/dynamics"
)

// TestInLetters: signs are read as words of their own, and numbers stay numbers.
func TestInLetters(t *testing.T) {
	for text, want := range map[string]string{
		"√(2εT)": "root of (2 epsilon T)", "(s(n) − s(n−w))/(wε)": "(s(n) minus s(n minus w))/(w epsilon)", "F = E + βC": "F = E + beta C",
		"one tick (×10^0.1)": "one tick (times 10 to the 0.1)", "from 110×32 on": "from 110 by 32 on", "−0.5": "-0.5", "−∂C/∂h": "minus the gradient of the cost by h",
		"|dh/dt| β × 0.1 × |∂C/∂h|": "|dh/dt| beta times 0.1 times |the gradient of the cost by h|", "½‖y − target‖²": "half |y minus target| squared", "H⁻¹∂C/∂s": "H to the -1 the gradient of the cost",
		"↑↓ choose": "up down choose", "ρ(s)·Δρ(s')": "rho(s) times delta rho(s')", "β 0.1 → 0.126": "beta 0.1 to 0.126", "3.4°, W2": "3.4 degrees, W2", "mean ρ', ρ'(s)": "mean rho', rho'(s)", "a · b": "a, b",
		"−∂C(s*)/∂W": "minus dC(s*)/dW", "falls as `β²`.": "falls as beta squared.", "ε^m": "epsilon to the m", "±1e-3": "plus or minus 1e-3",
	} {
		if got := inLetters(text); got != want {
			t.Errorf("%q is read %q, not %q", text, got, want)
		}
	}
}

// TestHelpInLetters: in no text of the help, of keys, commands, knobs, estimators and
// words on the screen, does a word that was a sign touch another.
func TestHelpInLetters(t *testing.T) {
	texts := []string{}
	for _, e := range newHelp(Actions()).entries {
		texts = append(texts, e.Name, e.Text)
	}
	for e := range dynamics.Estimators {
		texts = append(texts, e.Formula())
	}
	touching := regexp.MustCompile(`[[:alnum:]](beta|epsilon|alpha|rho|sigma|delta|times|minus|root of|half|squared|degrees)|(beta|epsilon|alpha|rho|sigma|delta|times|root of|half)[[:alnum:](]`)
	for _, text := range texts {
		said := strings.ReplaceAll(inLetters(text), "rho(s", "") // a function of s
		if bad := touching.FindString(said); bad != "" && !strings.Contains(text, bad) {
			t.Errorf("%q is read %q", text, said)
		}
	}
}
