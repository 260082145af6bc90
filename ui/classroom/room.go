package classroom

import (
	"context"
	"sync"
)

// room counts the seats. Beside them is one for who leads the class, so that a room
// full of students keeps no presenter out.
type room struct {
	seats int
	mu    sync.Mutex
	in    int
	leads int           // how many of them lead
	left  chan struct{} // closed when the last one leaves, nil if nobody waits
}

// enter takes a seat, if there is one. Of several who lead one has the seat that is
// kept, and the others those of students.
func (r *room) enter(leads bool) (in int, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	kept, others := leads && r.leads == 0, r.in-min(r.leads, 1)
	if !kept && others >= r.seats {
		return r.in, false
	}
	r.in++
	if leads {
		r.leads++
	}
	return r.in, true
}

// leave gives the seat back.
func (r *room) leave(led bool) (in int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if led {
		r.leads--
	}
	if r.in--; r.in == 0 && r.left != nil {
		close(r.left)
		r.left = nil
	}
	return r.in
}

func (r *room) taken() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.in
}

// empty waits until nobody is in, or ctx is done.
func (r *room) empty(ctx context.Context) {
	r.mu.Lock()
	if r.in == 0 {
		r.mu.Unlock()
		return
	}
	if r.left == nil {
		r.left = make(chan struct{})
	}
	left := r.left
	r.mu.Unlock()
	select {
	case <-left:
	case <-ctx.Done():
	}
}
