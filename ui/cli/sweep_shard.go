package cli

import (
	"fmt"
	"strconv"
	"strings"
)

// shard is the part of a sweep that this process computes, the at-th of of,
// counted from 1.
type shard struct{ at, of int }

// maxShards is how many parts a sweep may have.
const maxShards = 1_000_000

// readShard reads i/n, or auto/n for the i that a job array tells.
func readShard(text string, environ []string) (shard, error) {
	at, of, found := strings.Cut(text, "/")
	n, err := strconv.Atoi(of)
	if !found || err != nil || n < 1 || n > maxShards {
		return shard{}, fmt.Errorf("%q is no part: give i/n, the i-th of n parts, like 3/8, or auto/8 in a job array", text)
	}
	if at == "auto" {
		i, err := taskNumber(environ, n)
		return shard{i, n}, err
	}
	i, err := strconv.Atoi(at)
	if err != nil || i < 1 || i > n {
		return shard{}, fmt.Errorf("%q is not one of %d parts: give a number from 1 to %d, or auto in a job array", at, n, n)
	}
	return shard{i, n}, nil
}

// taskNumber is which task of n this process is, counted from 1: of a Slurm job
// array or of a Kubernetes Indexed Job.
func taskNumber(environ []string, n int) (int, error) {
	get := variables(environ)
	id, slurm := get("SLURM_ARRAY_TASK_ID")
	index, kubernetes := get("JOB_COMPLETION_INDEX")
	switch {
	case slurm:
		return slurmTask(get, id, n)
	case kubernetes:
		i, err := strconv.Atoi(index)
		if err != nil || i < 0 || i >= n {
			return 0, fmt.Errorf("JOB_COMPLETION_INDEX is %q: it must be from 0 to %d, so give the job %d completions", index, n-1, n)
		}
		return i + 1, nil
	}
	return 0, fmt.Errorf("auto needs SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX, and neither is set: give the part itself, like 1/%d", n)
}

func slurmTask(get func(string) (string, bool), id string, n int) (int, error) {
	low, _ := get("SLURM_ARRAY_TASK_MIN")
	first, err := strconv.Atoi(low)
	if err != nil {
		return 0, fmt.Errorf("SLURM_ARRAY_TASK_MIN is %q: auto needs the first task of the array: give the part itself, like 1/%d", low, n)
	}
	if tasks, set := get("SLURM_ARRAY_TASK_COUNT"); set && tasks != strconv.Itoa(n) {
		return 0, fmt.Errorf("the job array has %s tasks and not %d: submit them all with --array=1-%d, or give the part itself, like 1/%d", tasks, n, n, n)
	}
	i, err := strconv.Atoi(id)
	if err != nil || i < first || i-first >= n {
		return 0, fmt.Errorf("SLURM_ARRAY_TASK_ID is %q, and the array begins at %d: for %d parts it must be from %d to %d", id, first, n, first, first+n-1)
	}
	return i - first + 1, nil
}

// variables finds variables in an environment. An empty one is not set.
func variables(environ []string) func(name string) (string, bool) {
	return func(name string) (string, bool) {
		for _, entry := range environ {
			if value, ok := strings.CutPrefix(entry, name+"="); ok && value != "" {
				return value, true
			}
		}
		return "", false
	}
}

// cells are those of the part, in order: the parts one after the other are the
// whole.
func (s shard) cells(of int) []int {
	from, to := part(s.at-1, s.of, of), part(s.at, s.of, of)
	cells := make([]int, 0, to-from)
	for i := from; i < to; i++ {
		cells = append(cells, i)
	}
	return cells
}

// part is where the i-th of n parts of a number begins.
func part(i, n, of int) int { return int(int64(i) * int64(of) / int64(n)) }

// first tells whether the part has the header.
func (s shard) first() bool { return s.at == 1 }
