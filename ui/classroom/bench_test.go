//go:build unix

package classroom_test

import (
	"flag"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"
)

// classTime is how long a class is measured. What the program promises was
// measured with -class 20s.
var classTime = flag.Duration("class", time.Second, "how long BenchmarkClass looks at a class")

// BenchmarkClass is a class in which everybody looks at a picture that plays, ten
// frames a second: what it costs the server, and what a student gets. The clients
// run in another process than the server.
func BenchmarkClass(b *testing.B) {
	for _, class := range []struct{ students, w, h int }{{40, 80, 24}, {40, 120, 40}, {200, 80, 24}} {
		b.Run(fmt.Sprintf("%d/%dx%d", class.students, class.w, class.h), func(b *testing.B) {
			for range b.N {
				measureClass(b, class.students, class.w, class.h)
			}
		})
	}
}

// measureClass reports, of one class: cores and memory of the server, bytes a
// second of a student, the slowest first picture, the longest time between two
// frames, and bytes while everything is paused.
func measureClass(b *testing.B, students, w, h int) {
	s := serve(b, "--max-sessions", fmt.Sprint(students))
	class := make([]*student, students)
	var coming sync.WaitGroup
	for i := range class {
		time.Sleep(2 * time.Second / time.Duration(students)) // a class comes in within two seconds
		coming.Go(func() { class[i], _ = s.try(b, anyone(), w, h, false) })
	}
	coming.Wait()
	var firsts []time.Duration
	for i, st := range class {
		if st == nil {
			b.Fatalf("student %d is not in:\n%s", i, s.said())
		}
		firsts = append(firsts, st.opened())
	}
	b.ReportMetric(slices.Max(firsts).Seconds()*1000, "ms-first-picture")
	for _, st := range class {
		st.press("n ")
	}
	time.Sleep(2 * time.Second) // past the arrivals, where it lingers
	for _, st := range class {
		st.count()
	}
	cpu, since := s.cpu(), time.Now()
	time.Sleep(*classTime)
	took := time.Since(since).Seconds()
	used := s.cpu() - cpu
	bytes, gap := 0, time.Duration(0)
	for _, st := range class {
		n, g := st.counted()
		bytes, gap = bytes+n, max(gap, g)
	}
	b.ReportMetric(used.Seconds()/took, "cores")
	b.ReportMetric(float64(s.memory()), "MB")
	b.ReportMetric(float64(bytes)/took/float64(students), "B/s/student")
	b.ReportMetric(gap.Seconds()*1000, "ms-longest-gap")
	for _, st := range class {
		st.press(" ")
	}
	time.Sleep(time.Second)
	for _, st := range class {
		st.count()
	}
	time.Sleep(min(*classTime, 3*time.Second))
	paused := 0
	for _, st := range class {
		n, _ := st.counted()
		paused += n
		st.client.Close()
	}
	b.ReportMetric(float64(paused), "B-paused")
	s.stop()
}
