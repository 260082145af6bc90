package sweep

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseAxis(t *testing.T) {
	for text, want := range map[string][]float64{
		"beta=0.1":                          {0.1},
		"beta=1e-4:1:log:5":                 {1e-4, 1e-3, 1e-2, 0.1, 1},
		"temperature=0, 1e-3:1e-1:log:3":    {0, 1e-3, 1e-2, 1e-1},
		"temperature=off,1e-3":              {0, 1e-3},
		"step=0.1:0.5:lin:5":                {0.1, 0.2, 0.3, 0.4, 0.5},
		"beta=1,0.1":                        {0.1, 1},
		"beta=-1:1:lin:5":                   {-1, -0.5, 0, 0.5, 1},
		"chains=1:4:log:7":                  {1, 2, 3, 4},
		"chains=1.2,7":                      {1, 7},
		"spikes=0,1:100:log:3":              {0, 1, 10, 100},
		"asymmetry=0:1:lin:3,0.1":           {0, 0.1, 0.5, 1},
		"gain=0.5:1:lin:2,1.5:2:lin:2,4":    {0.5, 1, 1.5, 2, 4},
		" beta =1e-2,-0.1":                  {-0.1, 1e-2},
		"temperature=-0":                    {0},
		"beta=0.1:10:log:3,0.01:0.09:lin:2": {0.01, 0.09, 0.1, 1, 10},
	} {
		a, err := ParseAxis(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
		}
		if diff := cmp.Diff(want, a.Values); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
	}
}

func TestParseAxisRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"":                               "has no =",
		"beta":                           "has no =",
		"betta=1":                        `knob "betta" is unknown: use one of beta, temperature`,
		"=1":                             `knob "" is unknown`,
		"beta=":                          `"" is not a finite number`,
		"beta=1,":                        `"" is not a finite number`,
		"beta=1,,2":                      `"" is not a finite number`,
		"beta=x":                         `"x" is not a finite number`,
		"beta=NaN":                       `"NaN" is not a finite number`,
		"beta=Inf":                       `"Inf" is not a finite number`,
		"beta=1e400":                     `"1e400" is not a finite number`,
		"beta=1e-3:Inf:log:3":            `"Inf" in 1e-3:Inf:log:3 is not a finite number`,
		"step=off":                       `"off" is not a finite number`,
		"beta=11":                        "beta is 11: give a number from 1e-06 to 10",
		"beta=1e-9":                      "beta is 1e-09",
		"beta=-11":                       "beta is -11",
		"temperature=-0.1":               "temperature is -0.1",
		"temperature=1e-3:10:log:3":      "temperature is 10",
		"chains=0.2":                     "chains is 0",
		"chains=1:10000:log:3":           "chains is 10000",
		"beta=1e-3:1":                    "is no range",
		"beta=1e-3:1:3":                  "is no range",
		"beta=1e-3:1:exp:3":              "is no range",
		"beta=1e-3:1:log:3:4":            "is no range",
		"beta=1e-3:1:log:1":              `"1" in 1e-3:1:log:1 is no number of values: give a whole number from 2`,
		"beta=1e-3:1:log:0":              "is no number of values",
		"beta=1e-3:1:log:-3":             "is no number of values",
		"beta=1e-3:1:log:1.5":            "is no number of values",
		"beta=1e-3:1:log:":               "is no number of values",
		"beta=1e-3:1:log:99999999999":    "is no number of values",
		"beta=1:1:log:3":                 "the range 1:1:log:3 is empty",
		"beta=1:0.1:log:3":               "is empty",
		"temperature=0:0.1:log:3":        "cannot be logarithmic",
		"beta=-1:1:log:3":                "cannot be logarithmic",
		"beta=1,1":                       "1 is given twice",
		"beta=0.1,1e-1":                  "0.1 is given twice, in 0.1 and in 1e-1",
		"temperature=0,off":              "0 is given twice",
		"chains=1,1.2":                   "1 is given twice",
		"beta=1e-3:1:log:4,0.1":          "0.1 is given twice, in 1e-3:1:log:4 and in 0.1",
		"beta=1e-3:1:log:4,0.5:2:lin:4":  "the ranges 1e-3:1:log:4 and 0.5:2:lin:4 overlap",
		"beta=1e-3:1:log:4,1:2:lin:4":    "overlap",
		"beta=0.5:2:lin:4,1e-3:10:log:4": "overlap",
	} {
		_, err := ParseAxis(text)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}
