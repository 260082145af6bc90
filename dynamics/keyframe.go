package dynamics

import "slices"

// keyframe is the whole state of a run at one step.
type keyframe struct {
	step   int
	chains []float64 // N states; nil for step 0, which is s*
	back   []float64 // g
	total  []float64 // its integral
}

// keyframes is a sparse list of them, in order of time. When it holds too much,
// every second one goes and the spacing doubles.
type keyframes struct {
	list    []keyframe
	spacing int
	most    int // bytes
}

const keySpacing = 256

// wants tells whether a keyframe belongs at step.
func (k *keyframes) wants(step int) bool {
	if k.spacing == 0 {
		k.spacing = keySpacing
	}
	last := 0
	if n := len(k.list); n > 0 {
		last = k.list[n-1].step
	}
	return step > last && step%k.spacing == 0
}

func (k *keyframes) add(f keyframe) {
	f.chains, f.back, f.total = slices.Clone(f.chains), slices.Clone(f.back), slices.Clone(f.total)
	k.list = append(k.list, f)
	if len(k.list) < 8 || len(k.list)*8*len(f.chains) < k.most && len(k.list) < 4096 {
		return
	}
	k.spacing *= 2
	kept := k.list[:0]
	for _, f := range k.list {
		if f.step%k.spacing == 0 {
			kept = append(kept, f)
		}
	}
	clear(k.list[len(kept):])
	k.list = kept
}

// before is the last keyframe at or before step; step 0 always is one.
func (k *keyframes) before(step int) keyframe {
	for i := len(k.list) - 1; i >= 0; i-- {
		if k.list[i].step <= step {
			return k.list[i]
		}
	}
	return keyframe{}
}

// cut forgets what is not earlier than step: an edit there may begin another
// gradient through time.
func (k *keyframes) cut(step int) {
	for n := len(k.list); n > 0 && k.list[n-1].step >= step; n-- {
		k.list = k.list[:n-1]
	}
}
