package ui

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode"

	"nudge/dynamics"
	"nudge/model"
	"nudge/ui/lesson"
)

// spokenFor is what the visualizer in sentences says to lines from a pipe, and what
// it says is wrong with them.
func spokenFor(t *testing.T, preset model.Preset, o Options, lines ...string) (said, wrong string, err error) {
	t.Helper()
	source, err := dynamics.FromPreset(preset)
	if err != nil {
		t.Fatal(err)
	}
	set := dynamics.Settings{Knobs: dynamics.DefaultKnobs(), Seed: 1, Sample: 1}
	set.Step = source.Step()
	var out, errs bytes.Buffer
	o.Source, o.Settings, o.Equilibrate, o.In, o.Out = source, set, 500, strings.NewReader(strings.Join(lines, "\n")), &out
	err = Plain(context.Background(), o, &errs)
	for _, r := range out.String() + errs.String() {
		if r != '\n' && (r < ' ' || r > unicode.MaxASCII && !unicode.IsLetter(r) || unicode.Is(unicode.Greek, r)) {
			t.Fatalf("it says %q:\n%s%s", r, out.String(), errs.String())
		}
	}
	return out.String(), errs.String(), err
}

// TestPlainStory: the sentences follow the error through the network, and come in
// the order of the lines.
func TestPlainStory(t *testing.T) {
	said, wrong, err := spokenFor(t, model.Iris(), Options{},
		"nudge on", "step", ".", "step 1", "", ":go 12", "G", "g", "7", "back", "o", "esc", "sweep beta=0.01,0.1", "help settle", "set beta 0.03", "where", "quit", "n")
	if wrong != "" || err != nil {
		t.Errorf("it ends with %v and says\n%s", err, wrong)
	}
	for _, says := range []string{
		"frame 0, at rest", "frame 0, the nudge is on, and nothing has moved yet.\n",
		"frame 1, the nudge moves the visible layer y, and nothing else: y: angle to back-propagation ", "frame 2, the error has reached h1: h1: angle",
		"frame 3, the error has reached h2: h2: angle to back-propagation 0.01 degrees, cosine 1.000; h1: angle", "frame 12, all layers are reached", "back-propagation through time",
		"go to frame? type it, or esc\n", "frame 7, ", "frame 6, ", "3: The error wave\n", "type a number, or esc\n", "The sweep of 2 cells is done, cosine at frame 3. y: best ", "settle: let go and settle",
		"beta 0.03, temperature off",
	} {
		at := strings.Index(said, says)
		if at < 0 {
			t.Fatalf("it does not say %q after what came before:\n%s", says, said)
		}
		said = said[at+len(says):]
	}
	if strings.Count(said, "\n") > 2 {
		t.Errorf("after quit it says\n%s", said)
	}
}

// TestPlainWrong: a line that cannot be done is told with its number, and the next
// one is read.
func TestPlainWrong(t *testing.T) {
	said, wrong, err := spokenFor(t, model.Iris(), Options{}, "nudge on", "fly", "set beta 100", "step many", "help xyzzy", "next", "d", "step 1")
	if err != (ErrLines{4}) || !strings.Contains(said, "frame 1, ") || !strings.Contains(said, "no lesson is open") {
		t.Errorf("it ends with %v and says\n%s", err, said)
	}
	for i, says := range []string{"line 2: \"fly\" is no command", "line 3: beta is 100", "line 4: \"many\" is no number", "line 5: there is no help"} {
		if lines := strings.Split(wrong, "\n"); !strings.Contains(lines[min(i, len(lines)-1)], says) {
			t.Errorf("it does not say %q:\n%s", says, wrong)
		}
	}
}

// TestPlainLessons walks through every lesson with a prediction on each card that
// asks, and is told what was right.
func TestPlainLessons(t *testing.T) {
	all, err := lesson.All()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range all[1:5] { // the eighth and the tenth compute for a while
		var lines []string
		questions := 0
		for _, c := range l.Cards[1:] {
			lines = append(lines, "next")
			if c.Question != nil {
				questions++
				lines = append(lines, lesson.Letter(c.Question.Right))
			}
		}
		said, wrong, err := spokenFor(t, model.Lesson(), Options{Lesson: l}, append(lines, "where")...)
		if err != nil || wrong != "" {
			t.Errorf("%s: %v\n%s", l.Name, err, wrong)
		}
		last := fmt.Sprintf("Card %d of %d", len(l.Cards), len(l.Cards))
		if !strings.Contains(said, last) || strings.Count(said, "You predict ") != questions || strings.Count(said, ": right") < questions {
			t.Errorf("%s, %d questions:\n%s", l.Name, questions, said)
		}
	}
}

// TestPlainRandom gives it any key, command and nonsense.
func TestPlainRandom(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 3))
	words := []string{"", "1", "2", "esc", "help x", "where", "step 3", "set beta", "set beta 0.3", "set temperature 1e-3", "fly", "\x1b[A", "\x00", "a", "next", "back", "pause", "sample 3", "lesson 3", "go -5", "β", ":"}
	for _, action := range Actions() {
		for _, key := range action.Keys {
			if key != "q" && key != "ctrl+c" && key != "W" {
				words = append(words, key)
			}
		}
	}
	var lines []string
	for range 400 {
		lines = append(lines, words[rng.IntN(len(words))])
	}
	if _, _, err := spokenFor(t, model.Lesson(), Options{Guest: true}, lines...); !errors.As(err, new(ErrLines)) {
		t.Errorf("it ends with %v", err)
	}
}

type closedPipe struct{}

func (closedPipe) Write([]byte) (int, error) { return 0, syscall.EPIPE }

// TestPlainEnds: without a reader, or told to end, it does not wait for more lines.
func TestPlainEnds(t *testing.T) {
	source, err := dynamics.FromPreset(model.Iris())
	if err != nil {
		t.Fatal(err)
	}
	in, keep := io.Pipe()
	defer keep.Close()
	set := dynamics.Settings{Knobs: dynamics.DefaultKnobs(), Seed: 1, Sample: 1}
	if err := Plain(context.Background(), Options{Source: source, Settings: set, In: in, Out: closedPipe{}}, io.Discard); !errors.Is(err, syscall.EPIPE) {
		t.Errorf("without a reader: %v", err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	if err := Plain(ctx, Options{Source: source, Settings: set, In: in, Out: io.Discard}, io.Discard); !errors.Is(err, ErrInterrupted) {
		t.Errorf("cancelled: %v", err)
	}
}

// TestPlainWaitsForFiles: what a line writes is written before the next line, or the
// end, is taken.
func TestPlainWaitsForFiles(t *testing.T) {
	t.Chdir(t.TempDir())
	said, wrong, err := spokenFor(t, model.Iris(), Options{}, "nudge on", "step 3", "snapshot shot", "export run.csv", "export run.svg")
	if wrong != "" || err != nil {
		t.Errorf("it ends with %v and says\n%s", err, wrong)
	}
	for _, name := range []string{"shot.txt", "shot.ans", "shot.svg", "run.csv", "run.svg"} {
		if info, err := os.Stat(name); err != nil || info.Size() == 0 {
			t.Errorf("%s is not there: %v\n%s", name, err, said)
		}
	}
	if n := strings.Count(said, "wrote "); n != 3 {
		t.Errorf("it says %d times that it wrote something:\n%s", n, said)
	}
}

// TestPlainLearning: a training says its passes, cost and errors while it goes on, but
// not too often, and at its end, which the end of a pipe waits for.
func TestPlainLearning(t *testing.T) {
	began := time.Now()
	said, wrong, err := spokenFor(t, model.Xor(), Options{}, "7", "learn epochs 80", "W", "1")
	if wrong != "" || err != nil {
		t.Errorf("it ends with %v and says\n%s", err, wrong)
	}
	inOrder(t, said, "Nothing is learned yet", "learning, pass 0 of 80", "view pairs", "learning, pass ", "cost ", "train error ", "angle to the exact gradient W1 ", "all 80 passes", "learning is done, pass 80 of 80, cost ")
	if n, most := strings.Count(said, "learning, pass "), 2+int(time.Since(began)/hearingTime); n > most {
		t.Errorf("it tells %d times how far it is, not %d:\n%s", n, most, said)
	}
	said, _, _ = spokenFor(t, model.Iris(), Options{}, "learn", "W", "where", "", "quit")
	inOrder(t, said, "learning begins", "learning is paused: W goes on", "learning is paused, pass ", "learning iris by the local rule (symmetric): learning is paused, pass ", "learning is paused, pass ")
}

// inOrder looks for sentences, in this order.
func inOrder(t *testing.T, said string, says ...string) {
	t.Helper()
	for _, s := range says {
		at := strings.Index(said, s)
		if at < 0 {
			t.Fatalf("it does not say %q after what came before:\n%s", s, said)
		}
		said = said[at+len(s):]
	}
}
