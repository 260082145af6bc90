package cli

import (
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"nudge/dynamics/recording"
)

// TestRecordReachesDisk: lines are put on the disk while the recording goes on, not
// each by itself, and once more at the end.
func TestRecordReachesDisk(t *testing.T) {
	r, err := openRecord(filepath.Join(t.TempDir(), "x"))
	if err != nil {
		t.Fatal(err)
	}
	var syncs atomic.Int32
	disk := r.sync
	r.sync = func() error { syncs.Add(1); return disk() }
	w := r.writer()
	since := time.Now()
	for time.Since(since) < 2500*time.Millisecond {
		w.Answer(recording.Answer{Lesson: "x"})
		time.Sleep(time.Millisecond)
	}
	if n := syncs.Load(); n < 2 || n > 4 {
		t.Errorf("in 2.5 s it is put on the disk %d times", n)
	}
	before := syncs.Load()
	if err := r.close(w); err != nil {
		t.Error(err)
	}
	if syncs.Load() <= before {
		t.Error("the end is not put on the disk")
	}
}
