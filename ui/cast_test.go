package ui

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"

	"nudge/dynamics"
	"nudge/model"
	"nudge/ui/lesson"
)

// casting is a cast of a preset, 80×24.
func casting(t testing.TB, preset model.Preset, keys string) Cast {
	t.Helper()
	source, err := dynamics.FromPreset(preset)
	if err != nil {
		t.Fatal(err)
	}
	set := dynamics.Settings{Knobs: dynamics.DefaultKnobs(), Seed: 1, Sample: 1}
	set.Step = source.Step()
	script, err := ParseScript("keys", keys, 200*time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	return Cast{
		Options: Options{Source: source, Settings: set, Equilibrate: 50, Theme: Dark, FPS: 10}, Width: 80, Height: 24,
		Script: script, Hold: time.Second, Title: "a < b & c",
	}
}

func filmed(t testing.TB, c Cast) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := c.Write(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// event is a line of an asciicast.
type event struct {
	at   float64
	data string
}

// parse reads an asciicast as its specification says.
func parse(t testing.TB, file []byte) (header map[string]any, events []event) {
	t.Helper()
	lines := bufio.NewScanner(bytes.NewReader(file))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if header == nil {
			if err := json.Unmarshal(lines.Bytes(), &header); err != nil {
				t.Fatalf("header %s: %v", lines.Text(), err)
			}
			continue
		}
		var e []any
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil || len(e) != 3 || e[1] != "o" {
			t.Fatalf("event %s: %v", lines.Text(), err)
		}
		events = append(events, event{e[0].(float64), e[2].(string)})
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return header, events
}

// terminalOf is a terminal that was sent some text.
func terminalOf(w, h int, text string) *vt.Emulator {
	screen := vt.NewEmulator(w, h)
	_, _ = screen.WriteString(text)
	return screen
}

// inked is what one sees of a screen: each cell and its colours. The ink of a blank
// is not seen.
func inked(screen *vt.Emulator) string {
	var b strings.Builder
	for y := range screen.Height() {
		for x := range screen.Width() {
			switch c := screen.CellAt(x, y); {
			case c == nil:
			case strings.TrimSpace(c.Content) == "":
				fmt.Fprintf(&b, " %v", c.Style.Bg)
			default:
				fmt.Fprintf(&b, "%s%v", c.Content, c.Style)
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// TestCastShowsTheApp: at every moment a terminal that plays the file shows what the
// App shows then, colours and all.
func TestCastShowsTheApp(t *testing.T) {
	for _, c := range []Cast{
		casting(t, model.Iris(), "n . . . wait:1 G 2 z z ? Esc\n:set temperature 1e-4\nctrl+p Esc space wait:2 space p p Home , Enter Down"),
		casting(t, model.Xor(), "n W wait:0.5 W u u C wait Enter wait:0.5\n:sweep beta=0.01,0.1,1 temperature=0,1e-4 frame=2 trials=1\nwait:1 right enter"),
	} {
		header, events := parse(t, filmed(t, c))
		if header["version"] != 2. || header["width"] != 80. || header["height"] != 24. || header["title"] != "a < b & c" || header["timestamp"] != nil {
			t.Errorf("header %v", header)
		}
		sent, last := 0, -1.
		played := terminalOf(c.Width, c.Height, "")
		f, err := newFilm(c.Options, c.Width, c.Height, func(at time.Duration, content string) error {
			whole := terminalOf(c.Width, c.Height, strings.ReplaceAll(content, "\n", "\r\n"))
			if sent < len(events) && events[sent].at < at.Seconds()+5e-7 && inked(played) != inked(whole) {
				if events[sent].at < last {
					t.Errorf("time goes back from %v to %v", last, events[sent].at)
				}
				last = events[sent].at
				if bare := strings.ReplaceAll(events[sent].data, "\r\n", ""); strings.Contains(bare, "\n") {
					t.Errorf("a new line in event %d depends on the terminal: %q", sent, events[sent].data)
				}
				_, _ = played.WriteString(events[sent].data)
				sent++
			}
			if inked(played) != inked(whole) {
				t.Fatalf("after event %d, at %v, a player shows\n%s\nand the App\n%s", sent, at, played.Render(), whole.Render())
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := f.play(context.Background(), c.Script); err != nil {
			t.Fatal(err)
		}
		f.app.Close()
		if sent != len(events)-1 || sent < 20 || events[sent].data != "" {
			t.Errorf("%d of %d events are needed to show the same", sent, len(events))
		}
	}
}

// TestCastIsTheSame: a cast of random keys is the same file twice, with learning,
// noise and all, on a machine of any speed.
func TestCastIsTheSame(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for _, preset := range []model.Preset{model.Xor(), model.Lesson()} {
		var keys strings.Builder
		for range 40 {
			action := Actions()[rng.IntN(len(Actions()))]
			key := action.Keys[rng.IntN(len(action.Keys))]
			if strings.Contains("q ctrl+c S E", key) {
				continue
			}
			fmt.Fprintf(&keys, "wait:0 %s wait:%.1f\n", key, rng.Float64()/2)
		}
		first := filmed(t, casting(t, preset, keys.String()))
		cores := runtime.GOMAXPROCS(1)
		again := filmed(t, casting(t, preset, keys.String()))
		runtime.GOMAXPROCS(cores)
		if !bytes.Equal(first, again) {
			t.Errorf("%s: the same keys give two files:\n%s", preset.Name, keys.String())
		}
	}
}

// TestCastOfLessons: a lesson is gone through to its last card, with its
// questions answered rightly, and what it expects seen.
func TestCastOfLessons(t *testing.T) {
	all, err := lesson.All()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range all {
		if l.Number == 8 {
			continue // its averages take seconds, and the runner's own test has them
		}
		c := casting(t, model.Lesson(), "")
		answers, questions := 0, 0
		c.Script, c.Lesson, c.FPS = nil, l, 3
		c.Answered = func(a lesson.Answer) {
			if answers++; !a.Right {
				t.Errorf("%s: the answer %s to %q is wrong", l.Name, a.Answer, a.Question)
			}
		}
		_, events := parse(t, filmed(t, c))
		for _, card := range l.Cards {
			if card.Question != nil {
				questions++
			}
		}
		screen := terminalOf(c.Width, c.Height, "")
		for _, e := range events {
			_, _ = screen.WriteString(e.data)
		}
		if last := screen.String(); !strings.Contains(last, l.Cards[len(l.Cards)-1].Heading) || answers != questions {
			t.Errorf("%s: %d of %d questions answered, and at the end:\n%s", l.Name, answers, questions, last)
		}
		if end := events[len(events)-1].at; end < 20 || end > 240 {
			t.Errorf("%s takes %.0f s", l.Name, end)
		}
	}
}

// TestScriptMistakes: what is wrong in a script is said, with its line.
func TestScriptMistakes(t *testing.T) {
	for text, says := range map[string]string{
		"n\nEntr":                          `keys:2: "Entr" is no key`,
		"wait:-1":                          "seconds from 0",
		"wait:NaN":                         "seconds from 0",
		".*0":                              "how often from 1",
		".*1e9":                            "how often from 1",
		"ctrl+":                            "is no key",
		"shift+":                           "is no key",
		":set " + strings.Repeat("x", 300): "characters at most",
		"\xff":                             "UTF-8",
	} {
		if _, err := ParseScript("keys", text, 0); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v, want %q", text, err, says)
		}
	}
	for text, says := range map[string]string{
		"n\n:set bta 1":    "keys:2: :set bta 1: ",
		":go -99999":       "keys:1: :go -99999: ",
		":go 2\n:nudge on": "",
	} {
		err := casting(t, model.Iris(), text).Write(context.Background(), &bytes.Buffer{})
		if says == "" && err != nil || says != "" && (err == nil || !strings.HasPrefix(err.Error(), says) || strings.HasSuffix(err.Error(), ": ")) {
			t.Errorf("%q: %v, want %q", text, err, says)
		}
	}
}

// TestScriptKeys: every key can be written by either of its names.
func TestScriptKeys(t *testing.T) {
	for _, action := range Actions() {
		for _, key := range action.Keys {
			for _, name := range []string{key, keyNames.Replace(key)} {
				if got, ok := keyNamed(name); !ok || keyPress(got).String() != key {
					t.Errorf("%q is read as %q, the key %q", name, got, keyPress(got).String())
				}
			}
		}
	}
}

// TestCastStops: one that is interrupted ends, and q ends the film.
func TestCastStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := casting(t, model.Iris(), "n space wait:3600").Write(ctx, &bytes.Buffer{}); err == nil {
		t.Error("an interrupted cast goes on")
	}
	_, events := parse(t, filmed(t, casting(t, model.Iris(), "n . q wait:3000 .")))
	if end := events[len(events)-1].at; end > 5 {
		t.Errorf("after q it lasts %v s", end)
	}
}
