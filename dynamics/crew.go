package dynamics

import (
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// Panic is a mistake of the program that was caught in a goroutine, with the
// stack that it had there. Whoever waits for the goroutine panics with it, so
// that it reaches the one who knows how to leave the terminal.
type Panic struct {
	Value any
	Stack string
}

// Caught makes a Panic of what recover returned, and leaves one as it is. Call it
// where it was recovered: the stack is that of the caller.
func Caught(value any) *Panic {
	if p, ok := value.(*Panic); ok {
		return p
	}
	return &Panic{Value: value, Stack: string(debug.Stack())}
}

// Error says what went wrong, without the stack.
func (p *Panic) Error() string { return fmt.Sprintf("panic: %v", p.Value) }

// Unwrap is the error that it was a panic with, nil for none.
func (p *Panic) Unwrap() error {
	err, _ := p.Value.(error)
	return err
}

// Crew is goroutines that someone waits for. Unlike a sync.WaitGroup it hands a
// panic in one of them on to the one who waits, who may still put things right.
type Crew struct {
	members sync.WaitGroup
	fault   atomic.Pointer[Panic]
}

// Member makes a function of a crew, to be started with go once for each Add.
func (c *Crew) Member(do func()) func() {
	return func() {
		defer c.leave()
		do()
	}
}

// Add says that n members are about to be started.
func (c *Crew) Add(n int) { c.members.Add(n) }

// Go starts a goroutine of the crew.
func (c *Crew) Go(do func()) {
	c.Add(1)
	go c.Member(do)()
}

// Wait waits for all of them. It panics with a *Panic if one of them did.
func (c *Crew) Wait() {
	c.members.Wait()
	if p := c.fault.Swap(nil); p != nil {
		panic(p)
	}
}

func (c *Crew) leave() {
	if v := recover(); v != nil {
		c.fault.CompareAndSwap(nil, Caught(v))
	}
	c.members.Done()
}
