package ui

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// letters are how signs are read out; spaced keeps the words apart from what is
// around them.
var letters = spaced(
	"−∂C/∂s", "minus the gradient of the cost", "−∂C/∂h", "minus the gradient of the cost by h", "∂C/∂s", "the gradient of the cost", "∂C/∂h", "the gradient of the cost by h", "∂", "d",
	"β", "beta", "ε", "epsilon", "η", "eta", "α", "alpha", "ρ", "rho", "σ", "sigma", "Σ", "sum of ", "∑", "sum of ", "Δ", "delta", "∇", "gradient of ",
	"°", " degrees", "²", " squared", "³", " cubed", "ᵀ", " transposed", "^", " to the ", "⁻", " to the -", "¹", "1", "⁴", "4", "⁵", "5", "⁶", "6", "⁷", "7", "⁸", "8", "⁹", "9", "⁰", "0", "₀", "0", "₁", "1", "₂", "2", "₃", "3",
	" · ", ", ", "·", "times ", "×", "times ", "−", "minus", "–", "-", "—", "-", "…", "...", "→", "to", "←", "left", "↑", "up", "↓", "down",
	"≤", "at most", "≥", "at least", "≈", "about", "≠", "is not", "∞", "infinity", "√", "root of ", "‖", "|", "±", "plus or minus ", "∝", "in proportion to", "∈", "in", "½", "half ",
	"✓ right", ": right", "✗   Right", ": wrong. Right", "✓", "right", "✗", "wrong", "◆", "diamond", "◇", "a diamond", "▸", "", "▶", "", "█", "full block", "▒", "shaded block", "░", "light block", "┃", "tick", "╎", "band",
	"‘", "'", "’", "'", "“", "\"", "”", "\"", "**", "", "`", "",
)

// wordBegins and wordEnds stand at the ends of a word that a sign was.
const wordBegins, wordEnds = '\x01', '\x02'

// spaced replaces signs by words, those of letters with their ends marked. The d of a
// derivative belongs to what follows it.
func spaced(pairs ...string) *strings.Replacer {
	for i := 1; i < len(pairs); i += 2 {
		first, _ := utf8.DecodeRuneInString(pairs[i])
		last, _ := utf8.DecodeLastRuneInString(pairs[i])
		switch {
		case pairs[i] == "d":
		case unicode.IsLetter(first):
			pairs[i] = string(wordBegins) + pairs[i] + string(wordEnds)
		case unicode.IsLetter(last):
			pairs[i] += string(wordEnds)
		}
	}
	return strings.NewReplacer(pairs...)
}

var (
	negative = regexp.MustCompile(`−([0-9.])`)
	product  = regexp.MustCompile(`([0-9])×([0-9])`)
)

// inLetters is a text in letters: no sign that a screen reader would spell, or leave
// out, is needed to understand it.
func inLetters(text string) string {
	text = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, text)
	text = product.ReplaceAllString(negative.ReplaceAllString(text, "-$1"), "$1 by $2")
	runes, said := []rune(letters.Replace(text)), []rune{}
	for i, r := range runes {
		switch {
		case r == wordBegins:
			if n := len(said); n > 0 && (unicode.IsLetter(said[n-1]) || unicode.IsDigit(said[n-1]) || said[n-1] == ')') {
				said = append(said, ' ')
			}
		case r == wordEnds:
			if next := append(runes[i+1:], ' ')[0]; unicode.IsLetter(next) || unicode.IsDigit(next) || next == wordBegins {
				said = append(said, ' ')
			}
		case r > unicode.MaxASCII && !unicode.IsLetter(r) || unicode.Is(unicode.Greek, r):
			said = append(said, ' ')
		default:
			said = append(said, r)
		}
	}
	return strings.Join(strings.Fields(string(said)), " ")
}
