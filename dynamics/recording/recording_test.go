package recording

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"nudge/dynamics"
	"nudge/model"
	"nudge/model/data"
)

// noFile opens no data.
func noFile(name string) (*data.Set, error) { return nil, fmt.Errorf("%s is not here", name) }

// session is what a user does, and its recording.
type session struct {
	t   testing.TB
	of  []model.Preset
	rng *rand.Rand
	run *dynamics.Run
	all []*dynamics.Run
	ref dynamics.Reference
	w   *Writer
}

func newSession(t testing.TB, seed uint64, to *bytes.Buffer, of ...model.Preset) *session {
	s := &session{t: t, of: of, rng: rand.New(rand.NewPCG(seed, 1)), w: NewWriter(to, "nudge test")}
	s.begin()
	return s
}

// begin opens a preset, or the network of a file.
func (s *session) begin() {
	source, err := dynamics.FromPreset(s.of[s.rng.IntN(len(s.of))])
	if err != nil {
		s.t.Fatal(err)
	}
	set := dynamics.Settings{Knobs: dynamics.DefaultKnobs(), Seed: s.rng.Uint64N(5), Sample: 1}
	if s.rng.IntN(4) == 0 {
		net, err := source.Network(set)
		if err != nil {
			s.t.Fatal(err)
		}
		if source, err = dynamics.FromNetwork("file.json", net, source.Data()); err != nil {
			s.t.Fatal(err)
		}
	}
	if s.rng.IntN(2) == 0 {
		set.Temperature, set.Chains = 1e-4, 5
	}
	begin := dynamics.Beginning{Settings: set, Equilibrate: 20}
	if s.rng.IntN(3) == 0 {
		begin.On, begin.Free = true, s.rng.IntN(2)*7
	}
	if s.run, err = begin.Run(source); err != nil {
		s.t.Fatal(err)
	}
	s.all = append(s.all, s.run)
	s.w.Show(s.run, s.ref)
}

// act does one thing. What a run refuses is no deed.
func (s *session) act() {
	set := s.run.Settings()
	switch s.rng.IntN(16) {
	case 0, 1, 2:
		_, _ = s.run.Advance(1+s.rng.IntN(30), 0)
	case 3:
		_, _ = s.run.Seek(s.run.First()+s.rng.IntN(1+s.run.Played()-s.run.First()), 0)
	case 4:
		set.On = !set.On
		_ = s.run.Adjust(set)
	case 5:
		set.Beta = []float64{0, 1e-3, 0.03, 0.30000000000000004}[s.rng.IntN(4)]
		_ = s.run.Adjust(set)
	case 6:
		set.Chains = float64(1 + s.rng.IntN(8))
		_ = s.run.Adjust(set)
	case 7:
		set.Gain, set.Asymmetry = 0.95, 0.1*float64(s.rng.IntN(2))
		_ = s.run.Adjust(set)
	case 8:
		set.Sample = 1 + s.rng.IntN(s.run.Source().Samples())
		_ = s.run.Present(set)
	case 9:
		set.Nudge = dynamics.Nudge(s.rng.IntN(int(dynamics.Nudges)))
		_ = s.run.Adjust(set)
	case 10:
		s.run.Estimate(dynamics.Estimator(s.rng.IntN(int(dynamics.Estimators))))
	case 11:
		s.run.Undo()
	case 12:
		s.run.Redo()
	case 13:
		if base, err := s.run.Source().Base(dynamics.Settings{Seed: 99}); err == nil {
			_ = s.run.Teach(base.Clamp(base.Input(), base.Target()))
		}
	case 14:
		_ = s.run.Relax()
	case 15:
		s.ref = dynamics.Reference(s.rng.IntN(int(dynamics.References)))
		if s.rng.IntN(3) == 0 {
			s.begin()
		} else if s.rng.IntN(2) == 0 {
			s.run = s.all[s.rng.IntN(len(s.all))]
			s.w.Show(s.run, s.ref)
		}
	}
	if s.rng.IntN(3) == 0 {
		s.w.Look(s.run, s.ref)
	}
}

// seen is all that a frame shows, every digit.
func seen(run *dynamics.Run, ref dynamics.Reference) string {
	var f dynamics.Frame
	run.Observe(&f, ref)
	return fmt.Sprintf("frame %d of %d at %v under %v %v %v\n%v\n%v\n%v\n%v %v\n%v", f.Number, run.Played(), f.Time, f.Knobs, f.On, f.Nudge,
		f.State, f.Derivative, f.Gradient, f.Energy, f.Cost, f.Layers)
}

// TestReplayToTheByte: a recording of a random session shows, where its user
// looked, what its user saw.
func TestReplayToTheByte(t *testing.T) {
	sessions := 30
	if testing.Short() {
		sessions = 10
	}
	for seed := range sessions {
		var file bytes.Buffer
		s := newSession(t, uint64(seed), &file, model.Presets()...)
		for range 60 {
			s.act()
		}
		s.w.Look(s.run, s.ref)
		if s.w.Err() != nil {
			t.Fatal(s.w.Err())
		}
		r, err := Read(bytes.NewReader(file.Bytes()), noFile)
		if err != nil {
			t.Fatalf("session %d: %v", seed, err)
		}
		p := NewPlayer(r)
		for !p.Ended() { // in many small steps, or at once
			if _, err := p.Next(time.Duration(seed%2) * time.Microsecond); err != nil {
				t.Fatalf("session %d: %v\n%s", seed, err, file.String())
			}
		}
		if got, want := seen(p.Run(), p.Reference), seen(s.run, s.ref); got != want {
			t.Fatalf("session %d: the replay shows\n%s\nwant\n%s", seed, got, want)
		}
		for s.run.Undo() {
			if !p.Run().Undo() || seen(p.Run(), s.ref) != seen(s.run, s.ref) {
				t.Fatalf("session %d: after undo the replay is another", seed)
			}
		}
	}
}

// recorded is a small recording.
func recorded(t testing.TB) string {
	t.Helper()
	var file bytes.Buffer
	s := newSession(t, 3, &file, model.Xor(), model.Lesson())
	for range 40 {
		s.act()
	}
	s.w.Answer(Answer{"03-wave", "When?", "b", true})
	s.w.Look(s.run, s.ref)
	return file.String()
}

// TestCutAnywhere: a recording that was cut at any byte is read up to its last
// whole line, or refused where nothing had begun.
func TestCutAnywhere(t *testing.T) {
	text := recorded(t)
	whole, err := Read(strings.NewReader(text), noFile)
	if err != nil || whole.Torn {
		t.Fatal(err, whole)
	}
	step := 1 + len(text)/700
	for n := 0; n < len(text); n += step {
		r, err := Read(strings.NewReader(text[:n]), noFile)
		lines := strings.Count(text[:n], "\n")
		switch {
		case err != nil && lines > 3:
			t.Fatalf("cut at byte %d, in line %d: %v", n, lines+1, err)
		case err == nil && len(r.Acts) > len(whole.Acts):
			t.Fatalf("cut at byte %d there is more than before", n)
		case err == nil && n > 0 && text[n-1] != '\n' && text[n] != '\n' && !r.Torn:
			t.Fatalf("cut at byte %d, in line %d, nothing says so", n, lines+1)
		}
	}
}

// begunText is a recording in which a run begins, and nothing else.
func begunText(t *testing.T) string {
	t.Helper()
	var file bytes.Buffer
	source, err := dynamics.FromPreset(model.Xor())
	if err != nil {
		t.Fatal(err)
	}
	run, err := dynamics.NewRun(source, dynamics.Settings{Knobs: dynamics.DefaultKnobs(), Seed: 1, Sample: 1}, 20)
	if err != nil {
		t.Fatal(err)
	}
	NewWriter(&file, "nudge").Show(run, 0)
	return file.String()
}

// TestEditedRecordings: what mail and editors do to a file on its way changes nothing.
func TestEditedRecordings(t *testing.T) {
	text := begunText(t)
	for _, edited := range []string{"\uFEFF" + text, text + "\n\r\n \n", "\uFEFF" + strings.ReplaceAll(text, "\n", "\r\n") + "\r\n\r\n"} {
		rec, err := Read(strings.NewReader(edited), nil)
		if err != nil || rec.Torn || len(rec.Acts) != strings.Count(text, "\n")-1 {
			t.Errorf("%q: %+v, %v", edited, rec, err)
		}
	}
}

// TestBadRecordings: what was edited by hand is refused, by line.
func TestBadRecordings(t *testing.T) {
	head := `{"record":"recording","schema":1,"program":"nudge"}` + "\n"
	begun := begunText(t)
	deed := func(what string) string { return begun + `{"record":"deed",` + what + "}\n" }
	for text, says := range map[string]string{
		"":                           "1: it is empty",
		"\n":                         "1: it is empty",
		"hello\n":                    "1: it is no JSON object",
		"{}\n":                       "1: it is no recording",
		head:                         "1: no run begins",
		head + "\n" + begun:          "2: the line is empty",
		head + `{"record":"x"}`:      `2: record "x" is unknown`,
		head + begun:                 `2: record "recording" is unknown`,
		head + deed(`"op":"adjust"`): `2: record "recording"`,
		strings.Replace(begun, `"schema":1`, `"schema":2`, 1):                  "schema 2 is unknown",
		strings.Replace(begun, `"preset":"xor"`, `"preset":"none"`, 1):         "none",
		strings.Replace(begun, `"layers":[2,8,1]`, `"layers":[2,9e9]`, 1):      "2: ",
		strings.Replace(begun, `[2,8,1]`, `[2,800000000,1]`, 1):                "too many",
		strings.Replace(begun, `[2,8,1]`, `[2,-8,1]`, 1):                       "too many",
		strings.Replace(begun, `[2,8,1]`, `[3,8,1]`, 1):                        "do not fit",
		strings.Replace(begun, `"sample":1`, `"sample":5`, 1):                  "sample 5: there are 1 to 4",
		strings.Replace(begun, `"target":0`, `"target":9`, 1):                  "target 9",
		strings.Replace(begun, `"weights":0`, `"weights":1`, 1):                "network 1 has not come",
		strings.Replace(begun, `"beta":0.1`, `"beta":99`, 1):                   "beta is 99",
		strings.Replace(begun, `"beta":0.1`, `"bata":0.1`, 1):                  `knob "bata" is unknown`,
		strings.Replace(begun, `"beta":0.1`, `"beta":NaN`, 1):                  "no JSON",
		strings.Replace(begun, `"equilibrate":20`, `"equilibrate":-1`, 1):      "equilibrate is -1",
		strings.Replace(begun, `"nudge":"spring"`, `"nudge":"shove"`, 1):       "shove",
		strings.Replace(begun, `"data":"xor"`, `"data":"iris"`, 1):             "2: ",
		strings.Replace(begun, `"data":"xor"`, `"data":"my.csv"`, 1):           "my.csv is not here",
		strings.Replace(begun, `"on":false`, `"on":false,"more":1`, 1):         `unknown field "more"`,
		deed(`"op":"fly","step":0,"played":0`):                                 `change "fly" is unknown`,
		deed(`"op":"undo","step":3,"played":0`):                                "step 3 of 0 played",
		deed(`"op":"undo","step":0,"played":99999999999`):                      "to 10000000",
		deed(`"op":"adjust","step":0,"played":0`):                              "adjust needs settings",
		deed(`"op":"undo","step":0,"played":0} {`):                             "no JSON",
		begun + `{"record":"return","start":2}` + "\n":                         "start 2 has not come",
		begun + `{"record":"network","number":3,"network":{}}` + "\n":          "number 1 comes next",
		begun + `{"record":"network","number":1,"network":{}}` + "\n":          "network 1: ",
		begun + `{"record":"look","step":0,"played":0,"reference":"x"}` + "\n": `"x"`,
	} {
		if _, err := Read(strings.NewReader(text), noFile); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q\n is read with %v, want %q", text, err, says)
		}
	}
	r, err := Read(strings.NewReader(deed(`"op":"undo","step":0,"played":0`)), noFile)
	if err != nil {
		t.Fatal(err)
	}
	for p := NewPlayer(r); ; {
		done, err := p.Next(0)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "4: ") {
				t.Errorf("an undo of nothing: %v", err)
			}
			break
		}
		if done == nil {
			t.Fatal("there was nothing to undo")
		}
	}
}

// TestHostileRecordings: a small file cannot ask for much, nor say anything to a
// terminal.
func TestHostileRecordings(t *testing.T) {
	head := `{"record":"recording","schema":1,"program":"nudge"}` + "\n"
	start := `{"record":"start","source":{"preset":"xor","layers":[1,65536,1,65536,1,65536,1],"activation":"tanh"},` +
		`"settings":{"knobs":{"chains":4096,"temperature":0.1},"nudge":"spring","sample":1},"estimator":"raw"}` + "\n"
	if _, err := Read(strings.NewReader(head+start), noFile); err == nil || !strings.Contains(err.Error(), "too large for a replay") {
		t.Errorf("many chains of many units: %v", err)
	}
	small := strings.NewReplacer("65536", "2", "4096", "1").Replace(start)
	if _, err := Read(strings.NewReader(head+strings.Repeat(small, maxStarts+1)), noFile); err == nil || !strings.Contains(err.Error(), "runs begin") {
		t.Errorf("many runs: %v", err)
	}
	answer := `{"record":"answer","lesson":"\u001b]0;x\u0007","question":"a\nb\u202e","answer":"c","right":true}` + "\n"
	r, err := Read(strings.NewReader(head+small+answer), noFile)
	if err != nil {
		t.Fatal(err)
	}
	if words := r.Acts[1].Words(nil); strings.ContainsAny(words, "\x1b\x07\n\u202e") {
		t.Errorf("a file speaks to the terminal: %q", words)
	}
}

// failing takes so many bytes.
type failing struct{ room int }

var errFull = errors.New("no space left")

func (f *failing) Write(p []byte) (int, error) {
	if f.room -= len(p); f.room < 0 {
		return 0, errFull
	}
	return len(p), nil
}

// TestFullDisk: the writer says once why nothing more is written.
func TestFullDisk(t *testing.T) {
	source, err := dynamics.FromPreset(model.Iris())
	if err != nil {
		t.Fatal(err)
	}
	run, err := dynamics.NewRun(source, dynamics.Settings{Knobs: dynamics.DefaultKnobs(), Seed: 1, Sample: 1}, 0)
	if err != nil {
		t.Fatal(err)
	}
	w := NewWriter(&failing{room: 700}, "nudge")
	w.Show(run, 0)
	for range 20 {
		set := run.Settings()
		set.On = !set.On
		if err := run.Adjust(set); err != nil {
			t.Fatal(err)
		}
	}
	if !errors.Is(w.Err(), errFull) {
		t.Errorf("a full disk is %v", w.Err())
	}
}

// FuzzRead: no file makes the reader panic, or read an act that no run can take.
func FuzzRead(f *testing.F) {
	text := recorded(f)
	f.Add([]byte(text))
	lines := strings.SplitAfter(text, "\n")
	f.Add([]byte(strings.Join(lines[:min(4, len(lines))], "")))
	f.Add([]byte(`{"record":"recording","schema":1,"program":"nudge"}` + "\n" + `{"record":"start","source":{"preset":"xor","layers":[2,8,1],"activation":"tanh"},"settings":{"nudge":"spring","sample":1},"estimator":"raw"}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := Read(bytes.NewReader(text), noFile)
		if err != nil {
			return
		}
		for p, n := NewPlayer(r), 0; n < 50; n++ {
			if _, played, ok := p.Target(); ok && played > 1000 {
				return
			}
			if done, err := p.Next(0); done == nil || err != nil {
				return
			}
		}
	})
}
