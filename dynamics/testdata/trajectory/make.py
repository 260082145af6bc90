#!/usr/bin/env python3
"""Make the trajectories beside this file: python3 make.py

A simulator of its own, in NumPy, of the network of the lessons: it shares no
code with nudge. Some of the trajectories have a mistake built in.
"""

import json
import os
import zipfile

import numpy as np

here = os.path.dirname(os.path.abspath(__file__))
net = json.load(open(os.path.join(here, "../../../model/lesson.json")))
W = [np.array(w) for w in net["weights"]]
b = [np.array(v) for v in net["biases"]]
x, y = np.array(net["input"]), np.array(net["target"])
L = len(W)


def force(s, k, dtype, slope):
    """R_k(s) - s_k for layer k = 1 ... L; s[0] is the input."""
    drive = b[k - 1].astype(dtype) + np.tanh(s[k - 1]) @ W[k - 1].astype(dtype)
    if k < L:
        drive = drive + W[k].astype(dtype) @ np.tanh(s[k + 1])
    rate = 1 - np.tanh(s[k]) ** 2 if slope or k == L else 1
    return rate * drive - s[k]


def step(s, eps, beta, order, dtype, slope, pull):
    """One step of every layer; order tells whether they see each other's new state."""
    eps, beta = dtype(eps), dtype(beta)
    old, new = s, [v.copy() for v in s]
    layers = range(L, 0, -1) if order == "down" else range(1, L + 1)
    for k in layers:
        seen = old if order == "at once" else new
        f = force(seen, k, dtype, slope)
        if k == L:
            f = f + dtype(pull) * beta * (y.astype(dtype) - seen[k])
        new[k] = seen[k] + eps * f
    return new


def run(beta=1e-4, eps=0.1, frames=12, free=4000, order="at once", dtype=np.float64, slope=True, pull=1, noise=0, skip=0):
    """The states of the nudged phase, by frame, as one list of layers each."""
    rng = np.random.default_rng(1)
    s = [x.astype(dtype)] + [np.zeros(len(v), dtype) for v in b]
    for _ in range(free):
        s = step(s, eps, 0, order, dtype, slope, pull)
    states = [s]
    for _ in range(frames):
        s = step(s, eps, beta, order, dtype, slope, pull)
        if noise:
            s = [s[0]] + [v + np.sqrt(2 * eps * noise) * rng.standard_normal(len(v)) for v in s[1:]]
        states.append(s)
    return states[skip:]


def save(name, states, write=np.savez, **also):
    layers = {f"s{k}": np.array([s[k] for s in states]) for k in range(1, L + 1)}
    put(name, write, **layers, **also)


def put(name, write=np.savez, **arrays):
    path = os.path.join(here, name)
    write(path, **arrays)
    # The same bytes whenever it is run.
    with zipfile.ZipFile(path) as z:
        members = [(i, z.read(i)) for i in z.infolist()]
    with zipfile.ZipFile(path, "w") as z:
        for i, data in members:
            i.date_time = (1980, 1, 1, 0, 0, 0)
            z.writestr(i, data, i.compress_type)


save("right.npz", run(), beta=1e-4, step=0.1)
save("away.npz", run(beta=-1e-3, eps=0.5), beta=-1e-3, step=0.5)
save("float32.npz", run(beta=2e-3, eps=0.5, dtype=np.float32), np.savez_compressed, beta=np.float32(2e-3), step=np.float32(0.5))
save("faint32.npz", run(beta=1e-6, dtype=np.float32), beta=1e-6, step=0.1)
save("no-slope.npz", run(slope=False), beta=1e-4, step=0.1)
save("upward.npz", run(order="up"), beta=1e-4, step=0.1)
save("downward.npz", run(order="down"), beta=1e-4, step=0.1)
save("large-beta.npz", run(beta=0.5), beta=0.5, step=0.1)
save("unsettled.npz", run(free=60), beta=1e-4, step=0.1)
save("late.npz", run(skip=1), beta=1e-4, step=0.1)
save("twice.npz", run(pull=2), beta=1e-4, step=0.1)
save("noisy.npz", run(noise=1e-6), beta=1e-4, step=0.1)
# One array of all units, in Fortran order, that does not say how it was made.
put("states.npz", np.savez_compressed, states=np.asfortranarray([np.concatenate(s[1:]) for s in run()]))
