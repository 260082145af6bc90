package chart

import (
	"math"
	"strconv"
	"strings"
)

// Nice returns the smallest of 1, 2, 5 times a power of ten that is at least
// limit, for the end of an axis; 1 where limit is zero, negative, NaN or
// infinite, and limit itself where the next such number would overflow.
func Nice(limit float64) float64 {
	if !(limit > 0) || math.IsInf(limit, 0) {
		return 1
	}
	_, digits, _ := strings.Cut(strconv.FormatFloat(limit, 'e', -1, 64), "e")
	exponent, _ := strconv.Atoi(digits) // exact, as math.Log10 is not
	for e := exponent; e <= exponent+1; e++ {
		for _, digit := range [...]string{"1e", "2e", "5e"} {
			v, err := strconv.ParseFloat(digit+strconv.Itoa(e), 64)
			if err == nil && v >= limit {
				return v
			}
		}
	}
	return limit
}
