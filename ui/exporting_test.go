package ui

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"nudge/dynamics/export"
	"nudge/model"
)

// built is a folder with the program in it.
func built(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if out, err := exec.Command("go", "build", "-o", dir, "nudge").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return dir
}

// done runs a command and what it brings with it, but for beats, which would go on.
func done(a *App, cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case tea.BatchMsg:
		for _, c := range msg {
			done(a, c)
		}
	case exportBeat, nil:
	default:
		_, next := a.Update(msg)
		done(a, next)
	}
}

// exported writes a file as the prompt does, and waits for it.
func exported(t *testing.T, a *App, path string) {
	t.Helper()
	cmd, err := a.command("export " + path)
	if err != nil {
		t.Fatal(err)
	}
	if done(a, cmd); !strings.HasPrefix(a.notice.Text, "wrote "+filepath.Base(path)+" in "+filepath.Dir(path)) {
		t.Errorf("after the export of %s it says %q", path, a.notice.Text)
	}
}

// TestExportAsRun: without an edit the files are what nudge run writes, numbers and
// figure, to the byte.
func TestExportAsRun(t *testing.T) {
	bin := built(t)
	for i, s := range []struct{ does, flags string }{
		{"n . . .", "--frames 3"},
		{"x G n L", "--sample 2 --reference bptt --frames 10"},
		{":set temperature 1e-4 :set chains 20 r D . n . . .", "--temperature 1e-4 --chains 20 --estimator window --free 1 --frames 3"},
	} {
		a := start(t, model.Iris(), Dark)
		size(a, 80, 24)
		do(a, s.does)
		dir := t.TempDir()
		for _, format := range export.Formats() {
			if export.IsPicture(format) && i > 0 {
				continue // one of them shows it
			}
			got, want := filepath.Join(dir, "got."+format), filepath.Join(dir, "want."+format)
			exported(t, a, got)
			cmd := exec.Command(filepath.Join(bin, "nudge"), append(strings.Fields("run "+s.flags), "-o", want)...)
			cmd.Env = []string{"HOME=" + dir}
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			same(t, s.does, got, want)
		}
	}
}

func same(t *testing.T, what, got, want string) {
	t.Helper()
	a, err := os.ReadFile(got)
	if err != nil {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(want); err != nil || !bytes.Equal(a, b) || len(a) == 0 {
		t.Errorf("%s: %s has %d bytes, %s %d others, %v", what, got, len(a), want, len(b), err)
	}
}

// TestExportWithEdits: what was turned on the way is in the file, frame by frame as
// it was on the screen.
func TestExportWithEdits(t *testing.T) {
	a := start(t, model.Iris(), Dark)
	size(a, 80, 24)
	var want []string
	keep := func() { want = append(want, strings.Split(string(frameText(&a.frame)), "\n")[1]) }
	do(a, ". . n")
	for _, keys := range []string{".", "K .", ".", "n .", ".", "n", "."} {
		do(a, keys)
		keep()
	}
	path := filepath.Join(t.TempDir(), "run.ndjson")
	exported(t, a, path)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	var first struct{ Record string }
	if err := json.Unmarshal([]byte(lines[0]), &first); err != nil || first.Record != "start" {
		t.Errorf("the file begins with %q", lines[0])
	}
	want = append(want[:4], want[5:]...) // where the nudge goes on again is frame 0, not 5
	got := lines[1:]
	if len(got) != len(want) {
		t.Fatalf("the file has %d frames, want %d", len(got), len(want))
	}
	for i := range got {
		if got[i] != want[i] {
			t.Errorf("frame %d of the file is\n%s\nwant\n%s", i, got[i], want[i])
		}
	}
}

// TestExportRefused: nothing is overwritten, written for a guest, or guessed.
func TestExportRefused(t *testing.T) {
	a := start(t, model.Iris(), Dark)
	size(a, 80, 24)
	t.Chdir(t.TempDir())
	if err := os.WriteFile("mine.csv", []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	for line, says := range map[string]string{
		"export mine.csv": "mine.csv exists: choose another name",
		"export mine.txt": "let it end in .csv, .ndjson, .png, .svg, .pdf",
		"export":          "give one word",
	} {
		if _, err := a.command(line); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v, want %q", line, err, says)
		}
	}
	do(a, ". n . , ,")
	if _, err := a.command("export new.csv"); err == nil || !strings.Contains(err.Error(), "before frame 0") {
		t.Errorf("before the nudge: %v", err)
	}
	do(a, ". .")
	cmd, err := a.command("export nowhere/new.csv")
	if done(a, cmd); err != nil || !strings.Contains(a.notice.Text, "no such file") {
		t.Errorf("into no folder: %v, and it says %q", err, a.notice.Text)
	}
	a.guest = true
	press(a, "E")
	if _, err := a.command("export new.csv"); err == nil || a.prompt != nil || !strings.Contains(a.notice.Text, "writes no files") {
		t.Errorf("a guest: %v, and E says %q", err, a.notice.Text)
	}
	if entries, _ := os.ReadDir("."); len(entries) != 1 {
		t.Errorf("the folder has %v", entries)
	}
}

// TestExportPrompt: E offers a name that is free, and says where the file went.
func TestExportPrompt(t *testing.T) {
	a := start(t, model.Iris(), Dark)
	size(a, 120, 40)
	t.Chdir(t.TempDir())
	for _, name := range []string{"nudge-iris-frame-3.svg", "nudge-iris-frame-3-2.svg"} {
		do(a, "r n . . . E")
		if !strings.Contains(screenOf(a), name) {
			t.Fatalf("E does not offer %s:\n%s", name, screenOf(a))
		}
		_, cmd := a.Update(keyMsg("enter"))
		done(a, cmd)
		if _, err := os.Stat(name); err != nil || !strings.Contains(screenOf(a), "wrote "+name+" in ") {
			t.Errorf("%v:\n%s", err, screenOf(a))
		}
	}
}

// TestExportAnotherName: what is typed takes the place of the name that was
// offered, unless one begins to change that.
func TestExportAnotherName(t *testing.T) {
	a := start(t, model.Iris(), Dark)
	size(a, 80, 24)
	t.Chdir(t.TempDir())
	do(a, "n . E o u t . c s v")
	if !strings.HasSuffix(a.prompt.text(), ": out.csv▏") {
		t.Errorf("the prompt is %q", a.prompt.text())
	}
	do(a, "esc E left backspace")
	if !strings.HasSuffix(a.prompt.text(), ": nudge-iris-frame-1.s▏g") {
		t.Errorf("the prompt is %q", a.prompt.text())
	}
}

// TestExportStopped: Esc, and the end of the program, stop a file that is being
// written, and nothing of it is left; the run goes on meanwhile.
func TestExportStopped(t *testing.T) {
	for _, how := range []string{"esc", "close"} {
		a := start(t, model.Digits(), Dark)
		size(a, 80, 24)
		press(a, "n")
		for range 100 {
			press(a, "L")
		}
		dir := t.TempDir()
		cmd, err := a.command("export " + filepath.Join(dir, "run.ndjson"))
		if err != nil {
			t.Fatal(err)
		}
		ended := make(chan tea.Msg, 4)
		for _, c := range cmd().(tea.BatchMsg) {
			go func() { ended <- c() }()
		}
		for a.exported.done.Load() == 0 {
			time.Sleep(time.Millisecond)
		}
		press(a, ".")
		a.dirty = true
		a.draw()
		if a.frame.Number <= 1000 || !strings.Contains(screenOf(a), "writing run.ndjson: frame ") {
			t.Errorf("while it writes, the run is at frame %d, and the screen says\n%s", a.frame.Number, screenOf(a))
		}
		if how == "esc" {
			press(a, "esc")
		} else {
			a.Close()
		}
		if entries, _ := os.ReadDir(dir); len(entries) != 0 || a.exported != nil {
			t.Errorf("%s leaves %v", how, entries)
		}
		for range 2 {
			a.Update(<-ended)
		}
		if how == "esc" && !strings.Contains(a.notice.Text, "no file was written") {
			t.Errorf("it says %q", a.notice.Text)
		}
	}
}
