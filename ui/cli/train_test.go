package cli

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"nudge/dynamics/learn"
	"nudge/model/data"
)

// TestTrainInterrupt: ctrl+c ends learning with exit code 130, keeps the
// checkpoint, and leaves no network.
func TestTrainInterrupt(t *testing.T) {
	dir := t.TempDir()
	checkpoint, log := filepath.Join(dir, "checkpoint"), filepath.Join(dir, "log")
	args := []string{"train", "--data", "iris", "--checkpoint", checkpoint, "--out", filepath.Join(dir, "net.json")}
	c := exec.Command("nudge", append(args, "--epochs", "1000000", "--log", log)...)
	var errs bytes.Buffer
	c.Stderr = &errs
	interrupt(t, c, func() bool { // two epochs are done
		text, _ := os.ReadFile(log)
		return bytes.Count(text, []byte("\n")) > 3
	})
	if !strings.Contains(errs.String(), "--resume goes on") {
		t.Errorf("it says %q", errs.String())
	}
	if files, _ := os.ReadDir(dir); len(files) != 2 {
		t.Errorf("it leaves %v", files)
	}
}

// TestTrainProgress: a bar on a terminal, a line elsewhere, both with the time
// left, and neither at once.
func TestTrainProgress(t *testing.T) {
	set, err := data.Open("xor")
	if err != nil {
		t.Fatal(err)
	}
	recipe := learn.RecipeFor(set)
	recipe.Epochs = 4
	training, err := learn.NewTraining(set, recipe)
	if err != nil {
		t.Fatal(err)
	}
	for _, terminal := range []bool{false, true} {
		var to bytes.Buffer
		p := newTrainProgress(&to, training, 2)
		p.terminal = terminal
		p.begin(training)
		if p.add(); to.Len() > 0 {
			t.Errorf("it says %q at once", to.String())
		}
		p.began, p.last = p.began.Add(-40*time.Second), p.last.Add(-40*time.Second)
		p.add()
		want := "nudge: training 1 of 2, epoch 1 of 4, 2m0s left\n"
		if terminal {
			want = "\r\x1b[K" + strings.Repeat("█", barCells/4) + strings.Repeat("░", barCells-barCells/4) + " training 1 of 2, epoch 1 of 4, 2m0s left"
		}
		if to.String() != want {
			t.Errorf("it says %q, want %q", to.String(), want)
		}
	}
}
