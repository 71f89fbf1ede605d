"""Writes the trained scalp net as the program reads it, and rows that tie its inference to these scripts.

    python export.py NET.pkl ../../src/scalp/weights.bin ../../src/scalp/rows.json

Batch normalisation is folded into the convolutions; weights become signed bytes with one scale per output. Layout,
little-endian, per layer: the scale and the offset of each output (f32), then the weights by row, column, input and output.
"""

import json
import pickle
import sys
from pathlib import Path

import numpy as np
import torch
from torch import nn

from net import SIDE, Net, probability


def folded(convolution, norm=None):
    weight = convolution.weight.detach()
    if norm is None:
        return weight, convolution.bias.detach()
    scale = (norm.weight / torch.sqrt(norm.running_var + norm.eps)).detach()
    return weight * scale[:, None, None, None], (norm.bias - norm.running_mean * scale).detach()


def layers(net):
    """Each convolution with what its normalisation is, in the order in which the program reads them."""
    pair = lambda p: [(p.depthwise, p.norm_each), (p.pointwise, p.norm_all)]
    yield net.first, net.norm
    for p in net.down:
        yield from pair(p)
    for step in net.up:
        yield step.below, None
        yield step.beside, None
        yield from pair(step.both)
    yield net.last, None


def packed(net):
    """The bytes, and the net as the program computes it: rounded weights, no normalisation left."""
    data = b""
    for convolution, norm in layers(net):
        weight, offset = folded(convolution, norm)
        scale = weight.abs().amax((1, 2, 3)).clamp(min=1e-12) / 127
        levels = torch.round(weight / scale[:, None, None, None])
        data += scale.numpy().astype("<f4").tobytes() + offset.numpy().astype("<f4").tobytes()
        # outputs x inputs x rows x columns to rows, columns, inputs, outputs
        data += levels.numpy().astype(np.int8).transpose(2, 3, 1, 0).tobytes()
        convolution.weight.data = levels * scale[:, None, None, None]
        if norm is not None:
            convolution.bias = nn.Parameter(offset)
            norm.weight.data[:], norm.bias.data[:] = torch.sqrt(norm.running_var + norm.eps), norm.running_mean
    return data


def drawn(seed):
    """A picture of integers alone: an oval with a lobe on a ground, the same in the program's test."""
    y, x = np.mgrid[:SIDE, :SIDE]
    at = lambda px, py, a, b: (x - px) ** 2 * b * b + (y - py) ** 2 * a * a < a * a * b * b
    out = np.empty((SIDE, SIDE, 3), np.int64)
    out[:] = [90 + 13 * seed, 110, 120]
    out[at(48, 45, 33, 37)] = [40, 45 + 9 * seed, 60]
    out[at(48, 66 - 6 * seed, 21, 15)] = [120, 150, 205]
    out += ((x * 7 + y * 13 + x * y * (seed + 1)) % 17)[..., None]
    return out.astype(np.uint8)


def main():
    source, target, rows = map(Path, sys.argv[1:])
    net = Net()
    net.load_state_dict(pickle.load(source.open("rb")))
    data = packed(net.eval())
    target.write_bytes(data)
    ties = []
    for seed in range(3):
        cells = probability(net, drawn(seed))
        some = {f"{y},{x}": round(float(cells[y, x]), 4) for y in range(3, 48, 11) for x in range(5, 48, 13)}
        ties.append({"seed": seed, "cells": some})
    rows.write_text("[\n" + ",\n".join(json.dumps(t) for t in ties) + "\n]\n")
    print(len(data), "bytes")


if __name__ == "__main__":
    main()
