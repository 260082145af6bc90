package ui

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image/png"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"nudge/model"
)

// taken presses S, or types a command, and waits for the files.
func taken(t *testing.T, a *App, line string) error {
	t.Helper()
	if line == "" {
		_, cmd := a.Update(keyMsg("S"))
		done(a, cmd)
		return nil
	}
	cmd, err := a.command(line)
	done(a, cmd)
	return err
}

// TestSnapshotFiles: S writes three files under a number that is free, a name can
// be given, and nothing is overwritten.
func TestSnapshotFiles(t *testing.T) {
	a := start(t, model.Iris(), Dark)
	size(a, 120, 40)
	t.Chdir(t.TempDir())
	for _, name := range []string{"nudge-0001.svg", "nudge-0003.txt"} {
		if err := os.WriteFile(name, []byte("mine"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	press(a, "n", ".", ".")
	shown := screenOf(a)
	for range 2 {
		if err := taken(t, a, ""); err != nil {
			t.Fatal(err)
		}
	}
	if !strings.Contains(screenOf(a), "wrote nudge-0004.txt .ans .svg in ") {
		t.Errorf("it does not say where:\n%s", screenOf(a))
	}
	press(a, ":")
	if err := taken(t, a, "snapshot mine.svg"); err != nil {
		t.Fatal(err)
	}
	press(a, "esc")
	for _, line := range []string{"snapshot mine.svg", "snapshot nudge-0001", "snapshot"} {
		if err := taken(t, a, line); err == nil {
			t.Errorf("%s: no error", line)
		}
	}
	a.guest = true
	if err := taken(t, a, "snapshot new"); err == nil || !strings.Contains(err.Error(), "writes no files") {
		t.Errorf("a guest: %v", err)
	}
	var names []string
	entries, _ := os.ReadDir(".")
	for _, e := range entries {
		names = append(names, e.Name())
	}
	want := "mine.svg nudge-0001.svg nudge-0002.ans nudge-0002.svg nudge-0002.txt nudge-0003.txt nudge-0004.ans nudge-0004.svg nudge-0004.txt"
	if got := strings.Join(names, " "); got != want {
		t.Errorf("the folder has %s", got)
	}
	text, _ := os.ReadFile("nudge-0002.txt")
	for i, row := range strings.Split(shown, "\n") {
		if got := strings.Split(string(text), "\n")[i]; got != strings.TrimRight(row, " ") {
			t.Errorf("row %d of the text is %q, not %q", i, got, row)
		}
	}
	if letters, err := os.ReadFile("mine.svg"); err != nil || bytes.Contains(letters, []byte(":snapshot")) || !bytes.Contains(letters, []byte("PAIRS")) {
		t.Errorf("the picture is not of the screen without the prompt: %v", err)
	}
	for name, want := range map[string]string{"nudge-0001.svg": "mine", "nudge-0003.txt": "mine"} {
		if got, _ := os.ReadFile(name); string(got) != want {
			t.Errorf("%s was overwritten", name)
		}
	}
}

// svgText is a word of the picture.
type svgText struct {
	X, Y   float64
	Length int    `xml:"textLength,attr"`
	Word   string `xml:",chardata"`
}

func (v *svgText) UnmarshalXML(d *xml.Decoder, start xml.StartElement) error {
	for _, at := range start.Attr {
		switch at.Name.Local {
		case "x":
			_, _ = fmt.Sscan(at.Value, &v.X)
		case "y":
			_, _ = fmt.Sscan(at.Value, &v.Y)
		case "textLength":
			_, _ = fmt.Sscan(at.Value, &v.Length)
		}
	}
	return d.DecodeElement(&v.Word, &start)
}

// TestSnapshotSVG reads the picture back: it is XML, every letter stands in its cell,
// and what is no letter is drawn as a shape; the ANSI file gives the same cells.
func TestSnapshotSVG(t *testing.T) {
	for _, theme := range []Theme{Dark, Light, Mono} {
		for _, view := range []string{"1", "3", "6", "p"} {
			if view != "1" && theme != Dark {
				continue // they differ in their colours alone
			}
			a := start(t, model.Digits(), theme)
			size(a, 160, 50)
			press(a, "n", ".", ".", ".", view)
			var svg, ans bytes.Buffer
			s := shot{rows: strings.Split(a.content, "\n"), width: 160, height: 50, light: theme == Light}
			if err := errors.Join(writeSVG(&svg, s), writeANSI(&ans, s)); err != nil {
				t.Fatal(err)
			}
			sameCells(t, a.content, ans.String())
			want := strings.Split(screenOf(a), "\n")
			got := lettersOf(t, svg.Bytes(), 160, 50)
			for y, row := range want {
				for x, r := range []rune(row) {
					if lettered(uv.Cell{Content: string(r)}) && got[y][x] != r || !lettered(uv.Cell{Content: string(r)}) && got[y][x] != ' ' {
						t.Fatalf("%s, view %s: cell %d, %d is %q in the picture, not %q", theme, view, x, y, got[y][x], r)
					}
				}
			}
			if bytes.Contains(svg.Bytes(), []byte("#")) && strings.Contains(svg.String(), "#FFFFFF\"/>") != (theme == Light) {
				t.Errorf("%s: the paper has another colour", theme)
			}
		}
	}
}

// lettersOf puts the words of a picture back into cells.
func lettersOf(t *testing.T, svg []byte, w, h int) [][]rune {
	t.Helper()
	var read struct {
		Text []svgText `xml:"text"`
	}
	if err := xml.Unmarshal(svg, &read); err != nil {
		t.Fatalf("the picture is no XML: %v", err)
	}
	grid := make([][]rune, h)
	for y := range grid {
		grid[y] = []rune(strings.Repeat(" ", w))
	}
	for _, word := range read.Text {
		x, y := int(word.X)/cellWidth, int(word.Y-baseline)/cellHeight
		if n := len([]rune(word.Word)); n*cellWidth != word.Length {
			t.Errorf("%q is %d wide", word.Word, word.Length)
		}
		copy(grid[y][x:], []rune(word.Word))
	}
	return grid
}

func sameCells(t *testing.T, content, ans string) {
	t.Helper()
	cells := func(text string) uv.ScreenBuffer {
		b := uv.NewScreenBuffer(160, 50)
		uv.NewStyledString(text).Draw(b, b.Bounds())
		return b
	}
	if want, got := cells(content), cells(ans); want.Render() != got.Render() {
		t.Error("the ANSI file shows another screen")
	}
}

// TestSnapshotShapes: what terminals draw as lines and blocks has a shape.
func TestSnapshotShapes(t *testing.T) {
	for _, r := range "─│┄┊├┤┬┴┼╭╮╰╯┃━╎▀▄█▌▐▁▂▃▅▆▇▉▊▋▍▎▏■▪░▒▓⠁⠿⣿⡇" {
		if lettered(uv.Cell{Content: string(r)}) {
			t.Errorf("%c is drawn as a letter", r)
		}
	}
	for r, want := range map[rune]string{'█': "M0 0h9v18h-9z", '▌': "M0 0h4.5v18h-4.5z", '▏': "M0 0h1.125v18h-1.125z", '▄': "M0 9h9v9h-9z", '▗': "M4.5 9h4.5v9h-4.5z"} {
		if got := (pen{}).block(blocks[r][0]); got != want {
			t.Errorf("%c is drawn as %s, want %s", r, got, want)
		}
	}
}

// TestSnapshotRendered lets a renderer draw the picture: blocks fill their cells in
// their colour, from edge to edge.
func TestSnapshotRendered(t *testing.T) {
	path, err := exec.LookPath("rsvg-convert")
	if err != nil {
		t.Skip("there is no rsvg-convert to draw it with")
	}
	row := "\x1b[38;2;86;180;233m██▌\x1b[m a\x1b[7m \x1b[m"
	var svg bytes.Buffer
	if err := writeSVG(&svg, shot{rows: []string{row, ansi.Strip(row)}, width: 6, height: 2, light: true}); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path)
	cmd.Stdin = &svg
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(io.Reader(bytes.NewReader(out)))
	if err != nil {
		t.Fatal(err)
	}
	for _, dot := range []struct {
		x, y int
		want string
	}{{1, 1, "#56B4E9"}, {9, 16, "#56B4E9"}, {17, 9, "#56B4E9"}, {19, 9, "#56B4E9"}, {25, 9, "#FFFFFF"}, {50, 9, "#1E1E1E"}, {4, 27, "#1E1E1E"}} {
		if got := hex(picture.At(dot.x, dot.y), ""); got != dot.want {
			t.Errorf("the dot at %d, %d is %s, want %s", dot.x, dot.y, got, dot.want)
		}
	}
}
