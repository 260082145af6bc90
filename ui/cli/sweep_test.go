package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// small is a sweep of six cells that takes a few milliseconds.
func small(more ...string) []string {
	return append([]string{
		"sweep", "--x", "beta=0.1,1", "--y", "temperature=0,1e-5,1e-3", "--trials", "2", "--equilibrate", "10", "--layers", "4,3,3",
	}, more...)
}

// do runs the program and returns what it prints.
func do(t *testing.T, want int, args ...string) (out, message string) {
	t.Helper()
	var o, e bytes.Buffer
	if code := Main(args, strings.NewReader(""), &o, &e); code != want {
		t.Fatalf("%v: exit code %d, want %d: %s", args, code, want, e.String())
	}
	return o.String(), e.String()
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestSweepResume cuts a sweep's file at every byte (of some every seventh);
// the same command with --resume makes it whole, to the byte.
func TestSweepResume(t *testing.T) {
	for i, args := range [][]string{
		small(), small("--format", "ndjson"), small("--shard", "2/3"),
		{"sweep", "--preset", "lesson", "--x", "beta=1e-3,1e-2", "--measure", "weight_gradient"},
		{"sweep", "--preset", "lesson", "--x", "beta=0,1e-3,1e-2", "--measure", "weight_gradient", "--format", "ndjson"},
	} {
		want, _ := do(t, 0, args...)
		file := filepath.Join(t.TempDir(), "file")
		args = append(args, "-o", file, "--resume")
		for cut := 0; cut <= len(want); cut++ {
			if i > 0 && cut%7 > 0 && cut < len(want)-100 {
				continue
			}
			write(t, file, want[:cut])
			if do(t, 0, args...); read(t, file) != want {
				t.Fatalf("%v: cut at %d it becomes\n%s, want\n%s", args, cut, read(t, file), want)
			}
		}
	}
}

// TestSweepForeign: a file of another sweep, or a changed one, is refused and
// stays as it is.
func TestSweepForeign(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	for _, format := range []string{"csv", "ndjson"} {
		whole, _ := do(t, 0, small("--format", format)...)
		second, _ := do(t, 0, small("--format", format, "--shard", "2/2")...)
		lines := strings.SplitAfter(whole, "\n")
		for _, old := range []string{
			"hello", "hello\n", "\n", whole + "x", whole + lines[len(lines)-2], strings.Replace(whole, `"seed":1`, `"seed":2`, 1),
			strings.Join(slices.Delete(slices.Clone(lines), 3, 4), ""), strings.NewReplacer(",2\n", ",3\n", `"trials":2}`, `"trials":3}`).Replace(whole), strings.ReplaceAll(whole, "\n", "\r\n"),
			strings.Join(lines[1:], ""),
		} {
			refused(t, file, old, small("--format", format)...)
		}
		for _, args := range [][]string{
			{"--seed", "2"},
			{"--trials", "3"},
			{"--frame", "4"},
			{"--equilibrate", "11"},
			{"--measure", "angle"},
			{"--reference", "bptt"},
			{"--estimator", "twin"},
			{"--nudge", "kick"},
			{"--sample", "2"},
			{"--gain", "2"},
			{"--activation", "sigmoid"},
			{"--x", "beta=0.1,2"},
			{"--shard", "2/2"},
		} {
			refused(t, file, whole, small(append(args, "--format", format)...)...)
		}
		for _, old := range []string{"hello", whole, whole[:20], second + "\n"} {
			refused(t, file, old, small("--format", format, "--shard", "2/2")...)
		}
		// Without a header, the numbers themselves tell.
		refused(t, file, second, small("--format", format, "--shard", "2/2", "--seed", "2")...)
		refused(t, file, second, small("--format", format, "--shard", "1/2")...)
	}
}

func refused(t *testing.T, file, old string, args ...string) {
	t.Helper()
	write(t, file, old)
	_, message := do(t, 2, append(args, "-o", file, "--resume")...)
	if !strings.Contains(message, "is of another sweep") || strings.Count(message, "\n") != 1 {
		t.Errorf("%v: says %q", args, message)
	}
	if read(t, file) != old {
		t.Errorf("%v: the file has changed", args)
	}
}

// TestSweepShards: cat of the parts is the whole.
func TestSweepShards(t *testing.T) {
	for _, format := range []string{"csv", "ndjson"} {
		whole, _ := do(t, 0, small("--format", format)...)
		for n := 1; n <= 8; n++ {
			var all string
			for i := 1; i <= n; i++ {
				text, _ := do(t, 0, small("--format", format, "--shard", fmt.Sprintf("%d/%d", i, n))...)
				all += text
			}
			if all != whole {
				t.Errorf("%d parts of %s are not the whole", n, format)
			}
		}
	}
}

// TestSweepArray: --shard auto in the environments of Slurm and Kubernetes.
func TestSweepArray(t *testing.T) {
	for _, c := range []struct {
		environ, flag string
		want          shard
		message       string
	}{
		{"SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=4 SLURM_ARRAY_TASK_COUNT=4", "auto/4", shard{1, 4}, ""},
		{"SLURM_ARRAY_TASK_ID=4 SLURM_ARRAY_TASK_MIN=1", "auto/4", shard{4, 4}, ""},
		{"SLURM_ARRAY_TASK_ID=0 SLURM_ARRAY_TASK_MIN=0", "auto/4", shard{1, 4}, ""},
		{"SLURM_ARRAY_TASK_ID=12 SLURM_ARRAY_TASK_MIN=10", "auto/4", shard{3, 4}, ""},
		{"JOB_COMPLETION_INDEX=0", "auto/4", shard{1, 4}, ""},
		{"JOB_COMPLETION_INDEX=3", "auto/4", shard{4, 4}, ""},
		{"JOB_COMPLETION_INDEX=9 SLURM_ARRAY_TASK_ID=2 SLURM_ARRAY_TASK_MIN=1", "auto/4", shard{2, 4}, ""},
		{"SLURM_ARRAY_TASK_ID=9 SLURM_ARRAY_TASK_MIN=1", "2/4", shard{2, 4}, ""},
		{"", "auto/4", shard{}, "neither is set"},
		{"SLURM_ARRAY_TASK_ID= JOB_COMPLETION_INDEX=", "auto/4", shard{}, "neither is set"},
		{"SLURM_ARRAY_TASK_ID=5 SLURM_ARRAY_TASK_MIN=1", "auto/4", shard{}, "from 1 to 4"},
		{"SLURM_ARRAY_TASK_ID=0 SLURM_ARRAY_TASK_MIN=1", "auto/4", shard{}, "from 1 to 4"},
		{"SLURM_ARRAY_TASK_ID=x SLURM_ARRAY_TASK_MIN=1", "auto/4", shard{}, "from 1 to 4"},
		{"SLURM_ARRAY_TASK_ID=1", "auto/4", shard{}, "SLURM_ARRAY_TASK_MIN is"},
		{"SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_MIN=3 SLURM_ARRAY_TASK_COUNT=1", "auto/4", shard{}, "has 1 tasks and not 4"},
		{"JOB_COMPLETION_INDEX=4", "auto/4", shard{}, "from 0 to 3"},
		{"JOB_COMPLETION_INDEX=-1", "auto/4", shard{}, "from 0 to 3"},
		{"JOB_COMPLETION_INDEX=1", "auto/0", shard{}, "is no part"},
	} {
		got, err := readShard(c.flag, strings.Fields(c.environ))
		if err == nil && (c.message != "" || got != c.want) || err != nil && (c.message == "" || !strings.Contains(err.Error(), c.message)) {
			t.Errorf("%s in %q: %v, %v", c.flag, c.environ, got, err)
		}
	}
	whole, _ := do(t, 0, small()...)
	var all string
	for i := range 3 {
		t.Setenv("JOB_COMPLETION_INDEX", fmt.Sprint(i))
		text, _ := do(t, 0, small("--shard", "auto/3")...)
		all += text
	}
	if all != whole {
		t.Error("the parts of an Indexed Job are not the whole")
	}
}

// TestSweepInterrupt: ctrl+c keeps the cells that are done and says how to go
// on, and going on gives what one go would have given.
func TestSweepInterrupt(t *testing.T) {
	args := []string{"sweep", "--x", "temperature=1e-6:1e-1:log:40", "--trials", "4", "--equilibrate", "3000"}
	want, _ := do(t, 0, args...)
	file := filepath.Join(t.TempDir(), "file")
	c := exec.Command("nudge", append(args, "-o", file)...)
	var message bytes.Buffer
	c.Stderr = &message
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	for range 2000 { // until the first cell is there
		if text, _ := os.ReadFile(file); bytes.Count(text, []byte("\n")) > 2 {
			break
		}
		time.Sleep(time.Millisecond)
	}
	if err := c.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	var exit *exec.ExitError
	if err := c.Wait(); !errors.As(err, &exit) || exit.ExitCode() != exitInterrupted {
		t.Fatalf("ends with %v, want exit code %d", err, exitInterrupted)
	}
	if m := message.String(); !strings.Contains(m, "of 40 cells are in "+file) || !strings.Contains(m, "--resume") || strings.Count(m, "\n") != 1 {
		t.Errorf("it says %q", m)
	}
	if half := read(t, file); !strings.HasPrefix(want, half) || !strings.HasSuffix(half, "\n") || len(half) == len(want) {
		t.Errorf("it leaves\n%s", half)
	}
	if do(t, 0, append(args, "-o", file, "--resume")...); read(t, file) != want {
		t.Error("going on gives another file")
	}
}

// TestSweepBrokenPipe: a reader that has seen enough is no failure.
func TestSweepBrokenPipe(t *testing.T) {
	var errs bytes.Buffer
	if code := Main(small(), strings.NewReader(""), broken{}, &errs); code != 0 || errs.Len() > 0 {
		t.Errorf("exit %d, %q", code, errs.String())
	}
}

// TestSweepFit: the last record has the slopes 1 and 2.
func TestSweepFit(t *testing.T) {
	out, message := do(t, 0, "sweep", "--preset", "lesson", "--x", "beta=1e-4:1e-2:log:10", "--measure", "weight_gradient", "--format", "ndjson")
	lines := strings.Split(strings.TrimSpace(out), "\n")
	var fit struct {
		Record, Over string
		OneSided     float64 `json:"one_sided"`
		Symmetric    float64
	}
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &fit); err != nil {
		t.Fatal(err)
	}
	if fit.Record != "fit" || fit.Over != "beta" || fit.OneSided < 0.98 || fit.OneSided > 1.02 || fit.Symmetric < 1.98 || fit.Symmetric > 2.02 {
		t.Errorf("the last record is %s", lines[len(lines)-1])
	}
	if message != "nudge: slopes over beta: one-sided 1.00, symmetric 2.00\n" {
		t.Errorf("it says %q", message)
	}
}
