package lesson

import "testing"

func TestNearest(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "abc", 3}, {"bta", "beta", 1}, {"kitten", "sitting", 3}, {"beta", "beta", 0}} {
		if got := Distance(c.a, c.b); got != c.want {
			t.Errorf("Distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
	known := []string{"set", "step", "settle", "reference"}
	for word, want := range map[string]string{"stpe": "step", "ref": "reference", "setle": "settle", "xyz": "", "": ""} {
		if got := nearest(word, known); got != want {
			t.Errorf("nearest(%q) = %q, want %q", word, got, want)
		}
	}
}
