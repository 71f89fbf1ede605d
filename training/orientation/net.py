"""The orientation net: one small trunk, looked through at all four quarter turns of a picture."""

import cv2
import numpy as np
import torch
from torch import nn

from photos import CLASSES, EDGES, OPPOSITE, SIDE

CHANNELS = (16, 32, 48, 64)
OUTPUTS = len(CLASSES) + 2  # one score per class, "no head", "a face"


class Net(nn.Module):
    def __init__(self, channels=CHANNELS, dropped=0.3):
        super().__init__()
        layers, inputs = [], 3
        for outputs in channels:
            layers += [nn.Conv2d(inputs, outputs, 3, 2, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU()]
            inputs = outputs
        self.trunk = nn.Sequential(*layers)
        self.dropout = nn.Dropout(dropped)
        self.head = nn.Linear(inputs * (SIDE >> len(channels)) ** 2, OUTPUTS)

    def forward(self, x):
        return self.head(self.dropout(self.trunk(x).flatten(1)))


def prepared(images):
    """Pictures (n, SIDE, SIDE, 3), BGR bytes, to zero mean and unit spread each, all channels together."""
    x = torch.from_numpy(np.ascontiguousarray(images)).float().permute(0, 3, 1, 2) / 255
    mean = x.mean((1, 2, 3), keepdim=True)
    return (x - mean) / (x.std((1, 2, 3), keepdim=True, unbiased=False) + 0.02)


def turned(x):
    """The four quarter turns, one after the other (turn 0 of all pictures first)."""
    return torch.cat([torch.rot90(x, k, (2, 3)) for k in range(4)])


def joint(scores, n):
    """Scores of 4 n turned pictures to log-odds of (turn, class), 24 per picture, and of no head: n x 25."""
    s = scores.view(4, n, OUTPUTS)
    poses = s[:, :, : len(CLASSES)].permute(1, 0, 2).reshape(n, -1)
    return torch.cat([poses, s[:, :, len(CLASSES)].mean(0)[:, None]], 1)


# The front edge of each (turn k, class): `turn` quarter turns counter-clockwise bring the crown (from above and the
# front: the edge opposite the forehead) to the upper edge.
def front_of(turn, kind):
    up = EDGES[turn]
    if kind < 3:
        return OPPOSITE[up]
    quarter = {3: 0, 4: -1, 5: 1}[kind]
    return EDGES[(turn + quarter) % 4]


FRONT = np.zeros((24, 4))
for _k in range(4):
    for _c in range(6):
        FRONT[_k * 6 + _c, EDGES.index(front_of(_k, _c))] = 1
KIND = np.tile(np.eye(6), (4, 1))
MIRRORED = np.array([((-k) % 4) * 6 + {4: 5, 5: 4}.get(c, c) for k in range(4) for c in range(6)] + [24])

# Central windows looked at, as shares of the picture's sides; each also mirrored.
WINDOWS = (1.0, SIDE / (SIDE + 8))


def windows(image):
    h, w = image.shape[:2]
    out = []
    for share in WINDOWS:
        y, x = int(h * (1 - share) / 2 + 0.5), int(w * (1 - share) / 2 + 0.5)
        cut = cv2.resize(image[y : h - y, x : w - x], (SIDE, SIDE), interpolation=cv2.INTER_AREA)
        out += [cut, cut[:, ::-1]]
    return np.stack(out)


RINGS_WEIGHT = 0.8  # of the scores of rings.py beside the nets' log-odds


def posterior(nets, image, rings=0):
    """Probabilities of the 24 (turn, class) and of no head, of a face in view, and the first by the nets alone;
    whether there is a head the nets say, its pose they with the scores `rings` (24)."""
    looked = windows(image)
    n, x = len(looked), prepared(looked)
    logits, face = [], []
    with torch.no_grad():
        for net in nets:
            scores = net(turned(x))
            j = joint(scores, n).numpy()
            f = scores.view(4, n, OUTPUTS)[:, :, -1].numpy().T.copy()
            j[1::2] = j[1::2][:, MIRRORED]
            f[1::2] = f[1::2][:, [0, 3, 2, 1]]
            logits.append(j.mean(0))
            face.append(f.mean(0))
    z, f = np.mean(logits, 0), np.mean(face, 0)
    p = np.exp(z - z.max())
    p /= p.sum()
    alone = p.copy()
    poses = z[:24] + RINGS_WEIGHT * rings
    poses = np.exp(poses - poses.max())
    p[:24] = (1 - p[24]) * poses / poses.sum()
    turns = p[:24].reshape(4, 6).sum(1) / p[:24].sum()
    return p, float(turns @ (1 / (1 + np.exp(-f)))), alone
