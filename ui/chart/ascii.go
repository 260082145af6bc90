package chart

// likeness pairs each ASCII character with the runes it stands for.
var likeness = map[rune]string{
	'#':  "█",
	'=':  "▒‖",
	'+':  "▌▐▄▀╭╮╰╯┼┬┴┌┐└┘✓",
	'!':  "┃",
	'|':  "│├┤┊╎",
	'-':  "─–—−▪⁻",
	':':  "░",
	'.':  "·┄…•",
	'o':  "●",
	'O':  "○◉",
	'>':  "▸▶→",
	'<':  "◂◀←",
	'^':  "▲↑",
	'v':  "▼↓",
	'x':  "×✗",
	'_':  "▏",
	'@':  "■",
	'V':  "√",
	'~':  "≈═±∝",
	'*':  "★∗◇◆",
	'\'': "’‘′",
	'"':  "“”",
	'/':  "÷",
	'%':  "≡",
	'&':  "▓",
	'a':  "α",
	'b':  "β",
	'd':  "δ∂°",
	'D':  "Δ",
	'e':  "ε",
	'g':  "γ",
	'h':  "η",
	'l':  "λ",
	'r':  "ρ",
	's':  "σ",
	't':  "τ",
	'2':  "²½",
	'S':  "Σ",
	'1':  "¹",
	'0':  "⁰",
}

var asciiOf = invert(likeness)

func invert(likeness map[rune]string) map[rune]rune {
	of := make(map[rune]rune)
	for plain, runes := range likeness {
		for _, r := range runes {
			of[r] = plain
		}
	}
	return of
}

// ASCII returns the ASCII character that stands for r on terminals without
// more: bars become # and =, the ghost tick !, frames - | +, Greek letters
// Latin ones. Braille becomes ' . or : for dots above, below or both; what
// has no likeness becomes a question mark.
func ASCII(r rune) rune {
	if r < 0x80 {
		return r
	}
	if r >= 0x2800 && r <= 0x28ff {
		return asciiDots(r)
	}
	if plain, ok := asciiOf[r]; ok {
		return plain
	}
	return '?'
}

func asciiDots(r rune) rune {
	const upper, lower = 0x1b, 0xe4 // dots 1 2 4 5, dots 3 6 7 8
	switch {
	case r&upper != 0 && r&lower != 0:
		return ':'
	case r&upper != 0:
		return '\''
	case r&lower != 0:
		return '.'
	}
	return ' '
}
