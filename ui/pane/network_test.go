package pane

import (
	"strings"
	"testing"

	"nudge/dynamics"
	"nudge/model"
	"nudge/ui/chart"
)

func TestNetworkPictures(t *testing.T) {
	for _, test := range []struct {
		name   string
		preset model.Preset
		frame  int
		edit   func(*dynamics.Settings)
		w, h   int
	}{
		{"network-lesson-3", model.Lesson(), 3, nil, 54, 23},
		{"network-lesson-30", model.Lesson(), 30, nil, 80, 19},
		{"network-lesson-30", model.Lesson(), 30, nil, 42, 9},
		{"network-rest", model.Iris(), 0, nil, 80, 19},
		{"network-free", model.Iris(), 2, func(s *dynamics.Settings) { s.On = false }, 54, 23},
		{"network-digits-2", model.Digits(), 2, nil, 54, 23},
		{"network-deep-7", model.Deep(), 7, nil, 54, 23},
		{"network-deep-7", model.Deep(), 7, nil, 20, 9},
		{"network-latent-2", model.Latent(), 2, nil, 80, 19},
		{"network-inverted", model.Iris(), 4, func(s *dynamics.Settings) { s.Inverted = true }, 80, 19},
	} {
		s := play(t, test.preset, test.edit).at(t, test.frame, dynamics.Backprop)
		s.Framed, s.Unit = test.w != 80, 2
		timeGolden(t, test.name, NewNetwork(), s, test.w, test.h)
	}
}

// Every unit is found where it is drawn, and shows its sign once the wave is
// there and nothing before.
func TestNetworkNodesShowTheSigns(t *testing.T) {
	for _, preset := range []model.Preset{model.Lesson(), model.Latent(), model.Xor()} {
		r := play(t, preset, nil)
		for _, n := range []int{0, 1, 2, 3, 9} {
			s := r.at(t, n, dynamics.Backprop)
			p := NewNetwork()
			p.Resize(100, 40)
			p.Show(s)
			found := map[int]bool{}
			for y := range 40 {
				for x := range 100 {
					unit, ok := p.UnitAt(x, y)
					if !ok || found[unit] {
						continue
					}
					found[unit] = true
					got, ink := p.At(x+1, y)
					want := signOf(s.Frame, unit)
					if got == ' ' && ink == chart.Faint {
						got = '·'
					}
					if got != want {
						t.Errorf("%s frame %d unit %d shows %c, want %c", preset.Name, n, unit, got, want)
					}
				}
			}
			if len(found) != s.Frame.Network().Units() {
				t.Errorf("%s: %d units found", preset.Name, len(found))
			}
		}
	}
}

// At the arrival frame every derivative has the sign of −∂C/∂h, whichever way
// the nudge pushes; late ones need not.
func TestNetworkCrossesWhatGoesAgainstTheGradient(t *testing.T) {
	for _, inverted := range []bool{false, true} {
		r := play(t, model.Lesson(), func(s *dynamics.Settings) { s.Inverted, s.Beta = inverted, 1e-4 })
		for hops := range 4 {
			s := r.at(t, hops+1, dynamics.Backprop)
			net := s.Frame.Network()
			k := net.Depth() - hops
			for i := range net.Size(k) {
				if r, _, against := nodeMark(s, k, net.Units()-unitsFrom(net, k)+i); against || r == ' ' {
					t.Errorf("inverted %v: unit %d of h%d shows %c, against %v", inverted, i, hops, r, against)
				}
			}
		}
	}
	late := play(t, model.Lesson(), nil).at(t, 30, dynamics.Backprop)
	if !strings.Contains(drawing(NewNetwork(), late, 100, 40), ")✗") {
		t.Error("no unit goes against the gradient in frame 30")
	}
}

// The crosses of a layer are as many as the signs that its line says do not agree.
func TestNetworkCrossesWhatSignsCount(t *testing.T) {
	crosses := 0
	for _, preset := range []model.Preset{model.Lesson(), model.Iris(), model.Deep()} {
		r := play(t, preset, nil)
		for n := range 40 {
			s := r.at(t, n+1, dynamics.Backprop)
			net := s.Frame.Network()
			for k := 1; k <= net.Depth(); k++ {
				a, against := s.Frame.Layers[k-1], 0
				for i := range net.Size(k) {
					if _, _, crossed := nodeMark(s, k, net.Units()-unitsFrom(net, k)+i); crossed {
						against++
					}
				}
				if crosses += against; reached(s.Frame, a.Hops) && against != a.SignsCounted-a.SignsAgree {
					t.Errorf("%s frame %d: layer %d has %d crosses, and signs %d/%d", preset.Name, n+1, k, against, a.SignsAgree, a.SignsCounted)
				}
			}
		}
	}
	if crosses == 0 {
		t.Error("nothing is crossed")
	}
}

// unitsFrom is how many units layers k and on have.
func unitsFrom(net *model.Network, k int) (sum int) {
	for ; k <= net.Depth(); k++ {
		sum += net.Size(k)
	}
	return sum
}
