package ui

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"nudge/dynamics"
	"nudge/dynamics/recording"
	"nudge/model"
)

// sitting is a session in a time of its own, and every frame that its user looked at.
type sitting struct {
	film   *film
	file   bytes.Buffer
	looked [][]byte // by the look of the recording, nil where more than one came at once
}

func sit(t *testing.T, preset model.Preset) *sitting {
	t.Helper()
	s := &sitting{}
	o := casting(t, preset, "").Options
	o.Record, o.Theme = recording.NewWriter(&s.file, "nudge test"), Mono
	var err error
	s.film, err = newFilm(o, 80, 24, func(time.Duration, string) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	s.note()
	return s
}

// note remembers the frame that the last look of the recording is of.
func (s *sitting) note() {
	looks := bytes.Count(s.file.Bytes(), []byte(`{"record":"look"`))
	if looks > len(s.looked) {
		s.looked = append(s.looked, make([][]byte, looks-len(s.looked))...)
		s.looked[looks-1] = frameText(&s.film.app.frame)
	}
}

// do presses a key, or types a command, and lets some time pass.
func (s *sitting) do(t *testing.T, what string, rng *rand.Rand) {
	t.Helper()
	keys := []string{what}
	if strings.HasPrefix(what, ":") {
		keys = append(strings.Split(strings.ReplaceAll(what, " ", "␣"), ""), "enter", "esc")
	}
	for _, key := range keys {
		if err := s.film.press(strings.ReplaceAll(key, "␣", "space")); err != nil {
			t.Fatal(err)
		}
		s.note()
	}
	s.wait(t, time.Duration(rng.IntN(300))*time.Millisecond)
}

// wait lets time pass.
func (s *sitting) wait(t *testing.T, d time.Duration) {
	t.Helper()
	for end := s.film.now + d; ; s.note() {
		if ok, err := s.film.next(end); err != nil {
			t.Fatal(err)
		} else if !ok {
			s.film.now = end
			return
		}
	}
}

// commands are some of what can be typed.
var commands = []string{
	":set beta 0.30000000000000004", ":set temperature 1e-4", ":set temperature off", ":set chains 3", ":set step 0.05", ":go 7", ":seed 3",
	":preset xor", ":preset deep", ":reference bptt", ":estimator twin", ":nudge clamp", ":step 5", ":sample 2", ":learn rates 0.1", ":settle", ":set gain 1.1",
}

// TestReplayEveryFrame: whatever keys and commands a session has, with learning, inputs,
// presets and lessons, its recording shows every frame that was looked at, to the last
// digit, in that order.
func TestReplayEveryFrame(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 5))
	keys := slices.Clone(commands)
	for _, action := range Actions() {
		for _, k := range action.Keys {
			if !slices.Contains([]string{"q", "ctrl+c", "ctrl+z", "S", "E", "C"}, k) {
				keys = append(keys, k, k)
			}
		}
	}
	keys = append(keys, "a", "b", "pgdown", "pgdown", "enter", ".", ".", ".", "n", "u", "u", "U")
	presses := 100
	if testing.Short() {
		presses = 60
	}
	for _, preset := range model.Presets() {
		s := sit(t, preset)
		var did []string
		for range presses {
			key := keys[rng.IntN(len(keys))]
			if (key == "W" || key == "enter") && preset.Name != "xor" {
				continue // the others' data take long
			}
			did = append(did, key)
			s.do(t, key, rng)
		}
		s.film.app.Close()
		s.film.app.keepLast()
		s.check(t, fmt.Sprintf("%s after %q", preset.Name, did))
	}
}

// TestReplayLearning: a training, an example, and undo over both.
func TestReplayLearning(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	s := sit(t, model.Xor())
	for _, key := range strings.Fields("n . . W . . . . . . . W u . U . enter . x enter space . u u U y .") {
		s.do(t, key, rng)
		if key == "enter" {
			s.wait(t, 3*time.Second)
		}
	}
	if n := bytes.Count(s.file.Bytes(), []byte(`{"record":"network"`)); n < 2 {
		t.Errorf("%d networks were learnt", n)
	}
	s.film.app.Close()
	s.check(t, "learning")
}

// check replays the recording and compares what is looked at in it.
func (s *sitting) check(t *testing.T, what string) {
	t.Helper()
	r, err := recording.Read(bytes.NewReader(s.file.Bytes()), nil)
	if err != nil || r.Torn {
		t.Fatalf("%s: torn %v, %v", what, r != nil && r.Torn, err)
	}
	looks, compared := 0, 0
	for p := recording.NewPlayer(r); p.At() < len(r.Acts); {
		act := r.Acts[p.At()]
		if _, err := p.Next(0); err != nil {
			t.Fatalf("%s: line %v", what, err)
		}
		if act.Look == nil {
			continue
		}
		if looks++; looks <= len(s.looked) && s.looked[looks-1] != nil {
			compared++
			var f dynamics.Frame
			p.Run().Observe(&f, p.Reference)
			if got, want := frameText(&f), s.looked[looks-1]; !bytes.Equal(got, want) {
				t.Fatalf("%s:\nline %d is replayed as\n%s\nand was\n%s", what, act.Line, got, want)
			}
		}
	}
	if compared < 5 || looks < len(s.looked) {
		t.Errorf("%s: %d looks, %d compared", what, looks, compared)
	}
	t.Logf("%d lines, %d frames compared", bytes.Count(s.file.Bytes(), []byte("\n")), compared)
}
