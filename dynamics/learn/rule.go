package learn

import (
	"fmt"
	"strings"
)

// Rule is how the weight change of a minibatch is found.
type Rule uint8

const (
	Symmetric   Rule = iota // equilibrium propagation between +β and −β
	OneSided                // equilibrium propagation between 0 and +β
	RandomSign              // the same with the sign of β drawn for each minibatch
	STDP                    // the change of rates, integrated frame by frame
	Backprop                // the feed-forward gradient at s*
	Equilibrium             // the exact gradient of C(s*), by implicit differentiation
)

// row is a rule as the table declares it.
type row struct {
	name, doc string
	oneWay    bool // only m_{k-1}ᵀ d_k: what is above does not change what is below
	teach     func(p *part, l *Learner, sign float64) error
}

// rules is the table of all of them, in the order of the constants.
func rules() []row {
	return []row{
		{name: "symmetric", doc: "equilibrium propagation between +β and −β", teach: (*part).symmetric},
		{name: "one-sided", doc: "equilibrium propagation between 0 and β", teach: (*part).oneSided},
		{name: "random-sign", doc: "one-sided, with the sign of β drawn for each minibatch", teach: (*part).oneSided},
		{name: "stdp", doc: "spike-timing-dependent plasticity, integrated over the nudged frames", teach: (*part).integrate},
		{name: "backprop", doc: "the feed-forward gradient at the stationary point", oneWay: true, teach: (*part).backprop},
		{name: "equilibrium", doc: "the exact gradient of the cost at the stationary point", teach: (*part).equilibrium},
	}
}

// RuleNames lists the names that ParseRule takes, the default first.
func RuleNames() []string {
	var names []string
	for _, r := range rules() {
		names = append(names, r.name)
	}
	return names
}

// ParseRule returns the rule of that name.
func ParseRule(name string) (Rule, error) {
	for i, r := range rules() {
		if r.name == name {
			return Rule(i), nil
		}
	}
	return 0, fmt.Errorf("rule %q is unknown: use one of %s", name, strings.Join(RuleNames(), ", "))
}

// String is the name of the rule.
func (r Rule) String() string { return rules()[r].name }

// Doc says in a few words what the rule does.
func (r Rule) Doc() string { return rules()[r].doc }

// MarshalText is the name of the rule, for files.
func (r Rule) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads the name of a rule.
func (r *Rule) UnmarshalText(text []byte) (err error) {
	*r, err = ParseRule(string(text))
	return err
}

// pairs is how many pairs of mean and change a minibatch gives.
func (r Rule) pairs(nudged int) int {
	if r == STDP {
		return nudged
	}
	return 1
}
