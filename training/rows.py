"""Writes what the learned level says of some blocks: rows.py NET.bin OUT.json

The program's own reading of the weights must give the same, see src/coverage/learned/net.rs.
"""
import json
import sys

import numpy as np

FEATURES, HIDDEN, FAR, LEAK = 57, (32, 16), 4.0, 0.1
ROWS = 8


def read(path):
    values = np.fromfile(path, "<f4")
    centre, spread, rest = values[:FEATURES], values[FEATURES:2 * FEATURES], values[2 * FEATURES:]
    sizes = list(zip((FEATURES, *HIDDEN), (*HIDDEN, 1)))
    members, at = [], 0
    while at < len(rest):
        layers = []
        for a, b in sizes:
            layers.append((rest[at:at + a * b].reshape(a, b), rest[at + a * b:at + a * b + b]))
            at += a * b + b
        members.append(layers)
    return centre, spread, members


def openness(centre, spread, members, features):
    inputs = np.clip((features - centre) / spread, -FAR, FAR)
    total = 0.0
    for layers in members:
        x = inputs
        for i, (weights, offsets) in enumerate(layers):
            x = x @ weights + offsets
            if i + 1 < len(layers):
                x = np.maximum(x, LEAK * x)
        total = total + 1 / (1 + np.exp(-x[:, 0].astype(np.float64)))
    return total / len(members)


def write(net, out):
    """Rows about the training set's mean, some far outside it, with what the networks say of them."""
    centre, spread, members = read(net)
    drawn = np.random.default_rng(2026).normal(0, 1.5, (ROWS, FEATURES))
    rows = (centre + spread * drawn).astype("<f4")
    answers = openness(centre, spread, members, rows)
    document = {"rows": [[float(v) for v in row] for row in rows], "open": [float(v) for v in answers]}
    with open(out, "w") as file:
        file.write(json.dumps(document, indent=None) + "\n")


if __name__ == "__main__":
    write(sys.argv[1], sys.argv[2])
