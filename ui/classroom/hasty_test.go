package classroom

import "time"

// Hasty asks every client often, and waits for the answers three seconds only.
func Hasty() { usual.asking, usual.silence = time.Second/2, 3*time.Second }
