package dynamics

// Values is the value of every knob by its name, for files.
func (k Knobs) Values() map[string]float64 {
	values := make(map[string]float64, len(Table))
	for _, knob := range Table {
		values[knob.Name] = knob.Get(k)
	}
	return values
}

// KnobsOf turns the knobs that are named, and leaves the others as they are by
// default. It refuses a name that no knob has and a value out of its range.
func KnobsOf(values map[string]float64) (Knobs, error) {
	k := DefaultKnobs()
	for name, v := range values {
		knob, err := FindKnob(name)
		if err != nil {
			return k, err
		}
		if err := knob.Check(v); err != nil {
			return k, err
		}
		*knob.Field(&k) = v
	}
	return k, nil
}
