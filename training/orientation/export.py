"""Writes trained nets as the program reads them, and rows that tie its inference to these scripts.

    python export.py NETS.pkl... ../../src/orientation/weights.bin ../../src/orientation/rows.json

Batch normalisation is folded into the convolutions; weights become signed bytes with one scale per output. Layout,
little-endian, per net and layer: the scale and the offset of each output (f32), then the weights by output block of 16,
row, column, input, output within the block (convolutions) or by row, column, channel, output (the last layer).
"""

import json
import pickle
import sys
from pathlib import Path

import numpy as np
import torch
from torch import nn

from net import CHANNELS, OUTPUTS, Net, joint, prepared, turned
from photos import SIDE

BLOCK = 16


def folded(net):
    """(weights, offsets) of every layer, batch normalisation folded in."""
    layers, modules = [], list(net.trunk)
    for conv, norm in zip(modules[0::3], modules[1::3]):
        scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
        layers.append((conv.weight * scale[:, None, None, None], norm.bias - norm.running_mean * scale))
    side = SIDE >> len(CHANNELS)
    layers.append((net.head.weight.view(OUTPUTS, CHANNELS[-1], side, side), net.head.bias))
    return [(w.detach().numpy(), b.detach().numpy()) for w, b in layers]


def quantised(weights):
    scale = np.abs(weights).max((1, 2, 3)) / 127
    return np.round(weights / scale[:, None, None, None]).astype(np.int8), scale.astype(np.float32)


def packed(levels):
    """outputs x inputs x rows x columns to the order in which the program walks."""
    outputs, inputs, rows, columns = levels.shape
    if outputs % BLOCK:
        return levels.transpose(2, 3, 1, 0).tobytes()
    blocks = levels.reshape(outputs // BLOCK, BLOCK, inputs, rows, columns)
    return blocks.transpose(0, 3, 4, 2, 1).tobytes()


class Packed(nn.Module):
    """The net as the program computes it."""

    def __init__(self, layers):
        super().__init__()
        self.layers = [(torch.tensor(q.astype(np.float32) * s[:, None, None, None]), torch.tensor(b)) for q, s, b in layers]

    def forward(self, x):
        for weights, offsets in self.layers[:-1]:
            x = torch.relu(nn.functional.conv2d(x, weights, offsets, stride=2, padding=1))
        weights, offsets = self.layers[-1]
        return x.flatten(1) @ weights.flatten(1).T + offsets


def drawn(seed):
    """A picture of integers alone: an oval with a lobe on a ground, the same in the program's test."""
    y, x = np.mgrid[:SIDE, :SIDE]
    at = lambda px, py, a, b: (x - px) ** 2 * b * b + (y - py) ** 2 * a * a < a * a * b * b
    out = np.empty((SIDE, SIDE, 3), np.int64)
    out[:] = [90 + 13 * seed, 110, 120]
    out[at(32, 30, 22, 25)] = [40, 45 + 9 * seed, 60]
    out[at(32, 44 - 4 * seed, 14, 10)] = [120, 150, 205]
    out[at(32, 58, 4, 5)] = [110, 140, 195]
    out += ((x * 7 + y * 13 + x * y * (seed + 1)) % 17)[..., None]
    return out.astype(np.uint8)


def main():
    *nets, target, rows = map(Path, sys.argv[1:])
    data, packed_nets = b"", []
    for state in (state for path in nets for state in pickle.load(path.open("rb"))):
        net = Net()
        net.load_state_dict(state)
        layers = []
        for weights, offsets in folded(net.eval()):
            levels, scale = quantised(weights)
            layers.append((levels, scale, offsets))
            data += scale.astype("<f4").tobytes() + offsets.astype("<f4").tobytes() + packed(levels)
        packed_nets.append(Packed(layers).eval())
    target.write_bytes(data)
    ties = []
    with torch.no_grad():
        for seed in range(4):
            x = turned(prepared(drawn(seed)[None]))
            scores = [net(x) for net in packed_nets]
            poses = torch.stack([joint(s, 1)[0] for s in scores]).mean(0)
            faces = torch.stack([s[:, -1] for s in scores]).mean(0)
            ties.append({"seed": seed, "scores": [round(float(v), 4) for v in poses], "faces": [round(float(v), 4) for v in faces]})
    rows.write_text("[\n" + ",\n".join(json.dumps(t) for t in ties) + "\n]\n")
    print(len(data), "bytes,", len(packed_nets), "nets")


if __name__ == "__main__":
    main()
