"""The scalp net: depthwise and pointwise convolutions down to a sixteenth of the side and up again to half of it."""

import cv2
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

SIDE = 96  # pixels of the input
DOWN = (12, 20, 28, 30)
UP = (16, 12, 8)


class Pair(nn.Module):
    def __init__(self, inputs, outputs, stride=1):
        super().__init__()
        self.depthwise = nn.Conv2d(inputs, inputs, 3, stride, 1, groups=inputs, bias=False)
        self.norm_each = nn.BatchNorm2d(inputs)
        self.pointwise = nn.Conv2d(inputs, outputs, 1, bias=False)
        self.norm_all = nn.BatchNorm2d(outputs)

    def forward(self, x):
        return F.relu(self.norm_all(self.pointwise(F.relu(self.norm_each(self.depthwise(x))))))


class Step(nn.Module):
    def __init__(self, below, beside, outputs):
        super().__init__()
        self.below = nn.Conv2d(below, outputs, 1)
        self.beside = nn.Conv2d(beside, outputs, 1)
        self.both = Pair(outputs, outputs)

    def forward(self, below, beside):
        twice = F.interpolate(self.below(below), scale_factor=2, mode="nearest")
        return self.both(F.relu(twice + self.beside(beside)))


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Conv2d(3, DOWN[0], 3, 2, 1, bias=False)
        self.norm = nn.BatchNorm2d(DOWN[0])
        self.down = nn.ModuleList([Pair(a, b, 2) for a, b in zip(DOWN, DOWN[1:])] + [Pair(DOWN[-1], DOWN[-1])])
        below = (DOWN[-1], *UP)
        self.up = nn.ModuleList([Step(below[i], DOWN[2 - i], UP[i]) for i in range(3)])
        self.last = nn.Conv2d(UP[-1], 1, 1)

    def forward(self, x):
        left = [F.relu(self.norm(self.first(x)))]
        for pair in self.down[:2]:
            left.append(pair(left[-1]))
        x = self.down[3](self.down[2](left[-1]))
        for step, beside in zip(self.up, reversed(left)):
            x = step(x, beside)
        return self.last(x)[:, 0]


def prepared(images):
    """Pictures (n, SIDE, SIDE, 3), BGR bytes, to zero mean and unit spread each, all channels together."""
    x = torch.from_numpy(np.ascontiguousarray(images)).float().permute(0, 3, 1, 2) / 255
    mean = x.mean((1, 2, 3), keepdim=True)
    return (x - mean) / (x.std((1, 2, 3), keepdim=True, unbiased=False) + 0.02)


def probability(net, image):
    """Of scalp, SIDE/2 x SIDE/2 cells of a picture in its canonical pose, looked at plain and mirrored."""
    small = cv2.resize(image, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    with torch.no_grad():
        plain, mirrored = net(prepared(np.stack([small, small[:, ::-1]]))).numpy()
    return 1 / (1 + np.exp(-(plain + mirrored[:, ::-1]) / 2))
