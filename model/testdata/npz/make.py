"""Makes the network files beside it, good and bad, and expect.json.

Run once with NumPy 1.24; nudge's tests read what it left. The stationary points are
found here by plain iteration of the formulas, independently of nudge.
"""

import json
import os
import zipfile

import numpy as np

os.chdir(os.path.dirname(os.path.abspath(__file__)))
rng = np.random.default_rng(1)
sizes = [4, 6, 5, 3]


def weights(sizes):
    net = {}
    for k in range(1, len(sizes)):
        bound = 0.9 * np.sqrt(6 / (sizes[k - 1] + sizes[k]))
        net[f"W{k}"] = rng.uniform(-bound, bound, (sizes[k - 1], sizes[k]))
        net[f"b{k}"] = rng.uniform(-0.3, 0.3, sizes[k])
    return net


rho = {"tanh": np.tanh, "sigmoid": lambda s: 1 / (1 + np.exp(-s))}
slope = {"tanh": lambda s: 1 - np.tanh(s) ** 2, "sigmoid": lambda s: rho["sigmoid"](s) * (1 - rho["sigmoid"](s))}


def rest(net, activation, x):
    """The stationary point that s = 0 leads to: s_k is pulled towards rho'(s_k) (b_k + ...)."""
    r, d = rho[activation], slope[activation]
    depth = sum(name[0] == "W" for name in net)
    W = [None] + [net[f"W{k}"] for k in range(1, depth + 1)]
    b = [None] + [net.get(f"b{k}", 0) for k in range(1, depth + 1)]
    s = [x] + [np.zeros(W[k].shape[1]) for k in range(1, depth + 1)]
    for _ in range(100_000):
        pull = []
        for k in range(1, depth + 1):
            drive = b[k] + r(s[k - 1]) @ W[k]
            if k < depth:
                drive = drive + W[k + 1] @ r(s[k + 1])
            pull.append(d(s[k]) * drive - s[k])
        for k in range(1, depth + 1):
            s[k] = s[k] + 0.1 * pull[k - 1]
        if max(np.abs(p).max() for p in pull) < 1e-15:
            break
    assert max(np.abs(p).max() for p in pull) < 1e-14
    return [layer.tolist() for layer in s[1:]]


net = weights(sizes)
x, y = rng.normal(size=4), np.array([-0.8, 0.8, -0.8])
feedback = {f"feedback{k}": rng.normal(size=net[f"W{k}"].shape) for k in (2, 3)}
single = {name: a.astype(np.float32) for name, a in net.items()}
double = {name: a.astype(np.float64) for name, a in single.items()}  # what the file of float32 holds
torch = {name: a.T for name, a in net.items()}  # torch.nn.Linear keeps its weight as outputs × inputs
matrices = {name: a for name, a in net.items() if name[0] == "W"}
square = weights([3, 3, 3])
latent = weights([0, 3, 2])

np.savez("plain.npz", x=x, y=y, **net)
np.savez("feedback.npz", x=x, y=y, **net, **feedback)
np.savez_compressed("packed.npz", x=x, y=y, **net)
np.savez("single.npz", x=x.astype(np.float32).astype(np.float64), y=y, **single)
np.savez("fortran.npz", x=x, y=y, **{name: np.asfortranarray(a) for name, a in net.items()})
np.savez("torch.npz", x=x, y=y, **{name: np.ascontiguousarray(a) for name, a in torch.items()})
np.savez("view.npz", x=x, y=y, **torch)  # the transposed view, which NumPy saves in Fortran order
np.savez("column.npz", x=x[:, None], y=y[None, :], **{n: a[None, :] if n[0] == "b" else a for n, a in net.items()})
np.savez("big-endian.npz", x=x, y=y, **{name: a.astype(">f8") for name, a in net.items()})
np.savez("matrices.npz", **matrices)
np.savez("square.npz", **square)
np.savez("latent.npz", **latent)

single_x, ones = x.astype(np.float32).astype(np.float64), np.ones(4)
cases = [
    (name, net, x, y) for name in ("plain", "feedback", "packed", "fortran", "torch", "view", "column", "big-endian")
] + [
    ("single", double, single_x, y), ("matrices", matrices, ones, None),
    ("square", square, np.ones(3), None), ("latent", latent, np.zeros(0), None),
]
with open("expect.json", "w") as f:
    json.dump([
        {
            "file": name + ".npz", "activation": a, "layers": [len(x)] + [net[n].shape[1] for n in net if n[0] == "W"],
            "input": x.tolist(), "target": None if y is None else y.tolist(), "stationary": rest(net, a, x),
        }
        for name, net, x, y in cases for a in ("tanh", "sigmoid")
    ], f)

# What is wrong with each is in npz_refuse_test.go.
def spoilt(name, **change):
    """plain.npz with some arrays changed, or left out where None."""
    arrays = {"x": x, "y": y, **net, **change}
    np.savez(name, **{n: a for n, a in arrays.items() if a is not None})


nan = net["W2"].copy()
nan[3, 4] = np.nan
spoilt("nan.npz", W2=nan)
infinite = net["b3"].copy()
infinite[1] = -np.inf
spoilt("infinite.npz", b3=infinite)
spoilt("object.npz", W1=np.array([[1, "a"], [None, 2]], dtype=object))
spoilt("whole.npz", W1=np.ones((4, 6), dtype=np.int64))
spoilt("half.npz", W1=net["W1"].astype(np.float16))
spoilt("complex.npz", b1=np.ones(6, dtype=complex))
spoilt("text.npz", y=np.array(["setosa"]))
spoilt("record.npz", W1=np.zeros((4, 6), dtype=[("w", "f8"), ("z", "f4")]))
spoilt("missing-w2.npz", W2=None)
spoilt("missing-w.npz", W1=None, W2=None, W3=None)
spoilt("missing-b2.npz", b2=None)
spoilt("chain.npz", W2=np.ones((5, 3)))
spoilt("bias.npz", b2=np.ones(4))
spoilt("extra-bias.npz", b4=np.ones(3))
spoilt("input.npz", x=np.ones(5))
spoilt("target.npz", y=np.ones(2))
spoilt("cube.npz", W1=np.ones((4, 6, 1)))
spoilt("flat.npz", W1=np.ones(24))
spoilt("scalar.npz", W1=1.5)
spoilt("wide-bias.npz", b1=np.ones((2, 3)))
spoilt("unknown.npz", weight=net["W1"])
spoilt("feedback-one.npz", feedback1=np.ones((4, 6)))
spoilt("feedback-missing.npz", feedback2=feedback["feedback2"])
spoilt("feedback-shape.npz", feedback2=feedback["feedback2"].T, feedback3=feedback["feedback3"])
np.savez("unnamed.npz", net["W1"], net["b1"])
np.savez("nothing.npz")
with zipfile.ZipFile("twice.npz", "w") as z:
    for _ in range(2):
        with z.open("W1.npy", "w") as f:
            np.lib.format.write_array(f, net["W1"])
with zipfile.ZipFile("notes.npz", "w") as z:
    z.writestr("W1.npy", "these are no numbers")
