package learn

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"nudge/model"
	"nudge/model/data"
)

// TestOptions: names are unique and say something; what is shown reads back to
// the same recipe; and together the options reach every field of it.
func TestOptions(t *testing.T) {
	seen := map[string]bool{}
	for _, name := range data.Names() {
		set, err := data.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		want, read, taken := RecipeFor(set), Recipe{}, Recipe{}
		want.Validate, want.Split, want.Seed = true, 1<<63, math.MaxUint64
		for _, o := range Options() {
			if err := o.Read(&read, o.Show(want)); err != nil {
				t.Errorf("%s of %s: %q is not read back: %v", o.Name, name, o.Show(want), err)
			}
			o.Take(&taken, want)
			if o.Doc == "" || o.Kind == "" && o.Words == nil || seen[name+o.Name] {
				t.Errorf("option %q says %q and takes %q %q, or comes twice", o.Name, o.Doc, o.Kind, o.Words)
			}
			seen[name+o.Name] = true
		}
		for what, got := range map[string]Recipe{"read": read, "taken": taken} {
			got.Scale = want.Scale // the one that no option reaches
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%s: what is %s is %+v, want %+v", name, what, got, want)
			}
		}
	}
}

// TestOptionTakesACopy: a change of one recipe leaves the other alone.
func TestOptionTakesACopy(t *testing.T) {
	from, to := Recipe{Layers: []int{4, 3}, Setup: Setup{Rates: []float64{1}}}, Recipe{}
	for _, o := range Options() {
		o.Take(&to, from)
	}
	to.Layers[0], to.Rates[0] = 9, 9
	if from.Layers[0] != 4 || from.Rates[0] != 1 {
		t.Errorf("the recipe that was taken from is now %+v", from)
	}
}

// TestOptionRefuses: text that says nothing changes nothing.
func TestOptionRefuses(t *testing.T) {
	before := Recipe{Layers: []int{4, 16, 3}, Activation: model.Tanh, Setup: Setup{Rates: []float64{0.1, 0.1}}}
	for _, o := range Options() {
		for _, text := range []string{"", "x", "NaN", "-1e400", "1,,2", "99999999999999999999"} {
			r := before
			if err := o.Read(&r, text); err != nil && !reflect.DeepEqual(r, before) {
				t.Errorf("%s: %q is refused (%v) and leaves %+v", o.Name, text, err, r)
			} else if err == nil && (o.Kind == "N" || o.Kind == "" || o.Kind == "NAME" || math.IsNaN(r.Beta)) {
				t.Errorf("%s takes %q", o.Name, text)
			}
		}
	}
}

// TestOneRate: one number is the rate of every layer.
func TestOneRate(t *testing.T) {
	r := Recipe{Layers: []int{4, 8, 6, 3}}
	o, err := FindOption("rate")
	if err != nil {
		t.Fatal(err)
	}
	if err := o.Read(&r, " 0.1 "); err != nil || !reflect.DeepEqual(r.Rates, []float64{0.1, 0.1, 0.1}) {
		t.Errorf("the rates are %v, %v", r.Rates, err)
	}
}

// TestFindOption: a name, or the beginning of a single one.
func TestFindOption(t *testing.T) {
	for name, want := range map[string]string{"beta": "beta", "lay": "layers", "step": "step", "r": "", "": "", "hebb": ""} {
		o, err := FindOption(name)
		if o.Name != want || (err == nil) != (want != "") {
			t.Errorf("%q finds %q, %v", name, o.Name, err)
		}
		if err != nil && !strings.Contains(err.Error(), "test-fraction") {
			t.Errorf("%q: %v does not say what there is", name, err)
		}
	}
}
