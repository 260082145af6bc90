package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite the golden files of the scripts")

// TestMain makes the program a command of the scripts, and keeps the settings
// of whoever runs the tests out of them.
func TestMain(m *testing.M) {
	for _, entry := range os.Environ() {
		if filepath.Base(os.Args[0]) == "nudge" {
			break // run by a script, with the script's own environment
		}
		if name, _, _ := strings.Cut(entry, "="); strings.HasPrefix(name, "NUDGE_") || name == "NO_COLOR" {
			os.Unsetenv(name)
		}
	}
	if filepath.Base(os.Args[0]) != "nudge" {
		os.Setenv("XDG_CONFIG_HOME", "/nonexistent")
	}
	testscript.Main(m, map[string]func(){
		"nudge": func() { os.Exit(Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       *update,
		Setup:               func(env *testscript.Env) error { return errors.Join(networkFiles(env), trajectories(env)) },
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"exits": exits},
	})
}

// exits is `exits CODE command args…`: the command must end with that code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits code command args...")
	}
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		code = exit.ExitCode()
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("%v ends with %d, want %s\n%s", args[1:], code, args[0], ts.ReadFile("stderr"))
	}
	if message := ts.ReadFile("stderr"); code != 0 && strings.Count(message, "\n") != 1 && !slices.Contains(args, "--plain") && code != exitFailed && code != exitDiverged {
		ts.Fatalf("%v says more or less than one line:\n%s", args[1:], message)
	}
}

// networkFiles puts the network of each reference case into $WORK/nets.
func networkFiles(env *testscript.Env) error {
	env.Setenv("GORACE", "atexit_sleep_ms=0") // the race detector sleeps a second at each exit
	files, err := filepath.Glob("../../model/testdata/*.json")
	if err != nil || len(files) != 5 {
		return errors.New("the reference cases are missing")
	}
	if err := os.Mkdir(filepath.Join(env.WorkDir, "nets"), 0o755); err != nil {
		return err
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		var ref struct{ Network json.RawMessage }
		if err := json.Unmarshal(data, &ref); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(env.WorkDir, "nets", filepath.Base(file)), ref.Network, 0o644); err != nil {
			return err
		}
	}
	return userFiles(env)
}

// trajectories puts what other simulators have saved into $WORK/saved.
func trajectories(env *testscript.Env) error {
	return os.CopyFS(filepath.Join(env.WorkDir, "saved"), os.DirFS("../../dynamics/testdata/trajectory"))
}

// TestStreams: the program is a function of its arguments and streams.
func TestStreams(t *testing.T) {
	var out, errs bytes.Buffer
	if code := Main([]string{"presets"}, strings.NewReader(""), &out, &errs); code != 0 || errs.Len() > 0 || !strings.Contains(out.String(), "iris") {
		t.Errorf("presets: exit %d, %q, %q", code, out.String(), errs.String())
	}
	out.Reset()
	if code := Main([]string{"presets", "x"}, strings.NewReader(""), &out, &errs); code != 2 || out.Len() > 0 || strings.Count(errs.String(), "\n") != 1 {
		t.Errorf("presets x: exit %d, %q, %q", code, out.String(), errs.String())
	}
}

// TestBrokenPipe: a reader that went away is no failure.
func TestBrokenPipe(t *testing.T) {
	for _, command := range []string{"run", "check", "presets", "version"} {
		var errs bytes.Buffer
		if code := Main([]string{command}, strings.NewReader(""), broken{}, &errs); code != 0 || errs.Len() > 0 {
			t.Errorf("%s: exit %d, %q", command, code, errs.String())
		}
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, syscall.EPIPE }

func TestNearest(t *testing.T) {
	flags := (&program{}).run().Flags()
	for name, want := range map[string]string{"bta": "beta", "temp": "temperature", "sead": "seed", "zzzzzz": "", "preste": "preset"} {
		if got := nearest(name, flags); got != want {
			t.Errorf("nearest(%q) = %q, want %q", name, got, want)
		}
	}
}
