package ui

import "context"

// takeTurn waits until a guest may compute beside its frames, where guests take turns,
// and is how it gives the turn back. It is an error if the work is dropped
// meanwhile.
func takeTurn(ctx context.Context, turns chan struct{}) (done func(), err error) {
	if turns == nil {
		return func() {}, nil
	}
	select {
	case turns <- struct{}{}:
		return func() { <-turns }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// guestMemory is what the run of a guest may keep of its past: a class plays for
// an hour.
const guestMemory = 4 << 20

// spare lets the run of a guest keep less of its past.
func (a *App) spare() {
	if a.guest {
		a.run.Remember(guestMemory)
	}
}
