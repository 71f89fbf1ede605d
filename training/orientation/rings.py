"""Rings around the middle of the picture: what they show, as harmonics of the angle, scores every pose by a plain sum.

A second witness beside the nets, of 2,700 numbers. `rings.rs` of the program computes the same.

    python rings.py DATA SCORES.pkl --rendered DIR   # scores by models that never saw the person, for evaluate.py
    python rings.py DATA ../../src/orientation/rings.bin --rendered DIR --rows ../../src/orientation/rings.json
                                                     # what the program carries, and rows that tie it to this script
"""

import argparse
import json
import pickle
from pathlib import Path

import cv2
import numpy as np
import torch

import photos
from export import drawn
from net import WINDOWS
from photos import KEPT, augmented, canonical, labelled, load, squashed
from train import FOLDS, fold_of, rendered_rows, targets

SIDE = 128  # pixels of the picture looked at
RINGS = np.array([0.10, 0.24, 0.38, 0.52, 0.64, 0.76, 0.88, 1.00, 1.12, 1.26])  # 1.36: the border's middle
ANGLES = 48
HARMONICS = np.arange(5)
CHANNELS = 9
FEATURES = len(RINGS) * CHANNELS * len(HARMONICS)
CORE = 0.62  # of half the side: what is taken for the head
VIEWS = 24  # augmented views of each photo
PENALTY = 1e-3


def box_radii(sigma):
    low = int(np.sqrt(4 * sigma * sigma + 1))
    low -= low % 2 == 0
    m = round((12 * sigma * sigma - 3 * low * low - 12 * low - 9) / (-4 * low - 4))
    return [((low if i < m else low + 2) - 1) // 2 for i in range(3)]


def blurred(plane, sigma):
    for r in box_radii(sigma):
        if r:
            plane = cv2.blur(plane, (2 * r + 1, 2 * r + 1), borderType=cv2.BORDER_REPLICATE)
    return plane


def channels(image):
    """Light, red, yellow, gradient, grain, skin, smooth skin, edges along and slanting to the rings."""
    f = image.astype(np.float32) / 2.55
    b, g, r = f[..., 0], f[..., 1], f[..., 2]
    light = 0.299 * r + 0.587 * g + 0.114 * b
    red, yellow = 0.9 * (r - g), 0.9 * ((r + g) / 2 - b)
    at = np.arange(SIDE, dtype=np.float32) - (SIDE - 1) / 2
    x, y = np.meshgrid(at, at)
    square = x * x + y * y
    core = square < (CORE * SIDE / 2) ** 2
    soft = blurred(light, 1.2)
    rim = np.pad(soft, 1, mode="edge")
    gx, gy = rim[1:-1, 2:] - rim[1:-1, :-2], rim[2:, 1:-1] - rim[:-2, 1:-1]
    xx, xy, yy = (blurred(p, 2.4) for p in (gx * gx, gx * gy, gy * gy))
    energy = np.log(xx + yy + 0.1)
    along, across = (xx - yy) / (xx + yy + 0.4), 2 * xy / (xx + yy + 0.4)
    cos, sin = (x * x - y * y) / square, 2 * x * y / square
    detail = light - blurred(light, 1.6)
    grain = np.log(blurred(detail * detail, 3.2) + 0.3)
    to_red, to_blue = 1.82 * (r - light), 1.44 * (b - light)
    skin = np.exp(-0.5 * (((to_red - 24) / 12) ** 2 + ((to_blue + 24) / 12) ** 2))
    level = lambda p: (p - p[core].mean()) / (p.std() + 1)
    less = lambda p: p - p[core].mean()
    return [
        level(light),
        level(red),
        level(yellow),
        less(energy),
        less(grain),
        skin,
        skin / (1 + np.exp(2 * (grain - 1))),
        along * cos + across * sin,
        across * cos - along * sin,
    ]


TURN = 2 * np.pi * np.arange(ANGLES) / ANGLES
PLACES = [(SIDE - 1) / 2 + SIDE / 2 / 1.36 * RINGS[:, None] * f(TURN) for f in (np.cos, np.sin)]
WAVES = np.exp(-1j * HARMONICS[:, None] * (TURN + np.pi / 2))  # angles from straight up, clockwise


def sampled(plane):
    x, y = PLACES
    left, top = x.astype(int), y.astype(int)
    u, v = x - left, y - top
    row = lambda y: plane[y, left] * (1 - u) + plane[y, left + 1] * u
    return row(top) * (1 - v) + row(top + 1) * v


def harmonics(image):
    """Rings x channels x harmonics (complex): the real parts are even under a mirror, the imaginary ones odd."""
    out = []
    for i, channel in enumerate(channels(image)):
        wave = sampled(blurred(channel.astype(np.float32), 2.0)) @ WAVES.T / ANGLES
        out.append(1j * wave if i == CHANNELS - 1 else wave)
    return np.stack(out, 1)


def features(found):
    """Even and odd parts of the four quarter turns, counter-clockwise: 4 x 2 x FEATURES."""
    turned = [found * (1j) ** (HARMONICS * k) for k in range(4)]
    return np.stack([np.stack([t.real.ravel(), t.imag.ravel()]) for t in turned]).astype(np.float32)


def looked_at(image):
    """Mean of the windows."""
    h, w = image.shape[:2]
    out = []
    for share in WINDOWS:
        y, x = int(h * (1 - share) / 2 + 0.5), int(w * (1 - share) / 2 + 0.5)
        out.append(features(harmonics(cv2.resize(image[y : h - y, x : w - x], (SIDE, SIDE), interpolation=cv2.INTER_AREA))))
    return np.mean(out, 0)


def views(row, rng):
    before, photos.SIDE = photos.SIDE, SIDE
    out = []
    for _ in range(VIEWS if "person" in row else VIEWS // 4):
        image, kind = augmented(row["image"], rng, row["kind"], zoom=(-0.1, 0.22), angle=20)
        soft = row["soft"] if kind == row["kind"] else row["soft"][[0, 1, 2, 3, 5, 4]]
        out.append((features(harmonics(image)), soft))
    photos.SIDE = before
    return out


class Sum(torch.nn.Module):
    """Scores of the classes: the sides share what is even, and differ in the sign of what is odd."""

    def __init__(self):
        super().__init__()
        self.even = torch.nn.Parameter(torch.zeros(5, FEATURES))
        self.odd = torch.nn.Parameter(torch.zeros(FEATURES))
        self.offset = torch.nn.Parameter(torch.zeros(5))

    def forward(self, x):  # n x 4 x 2 x FEATURES
        even = x[:, :, 0] @ self.even.T + self.offset
        odd = (x[:, :, 1] @ self.odd)[..., None]
        return torch.cat([even[..., :4], even[..., 4:] + odd, even[..., 4:] - odd], 2)


def fitted(seen, weights):
    x = np.stack([f for f, _ in seen])
    spread = x.std((0, 1), dtype=np.float64).astype(np.float32) + 1e-4
    x = torch.tensor(x / spread)
    soft = torch.tensor(np.stack([np.r_[s, np.zeros(18)] for _, s in seen]), dtype=torch.float32)
    weights = torch.tensor(np.array(weights) / np.sum(weights), dtype=torch.float32)
    model = Sum()
    plan = torch.optim.LBFGS(model.parameters(), max_iter=60, history_size=10, line_search_fn="strong_wolfe")

    def loss():
        plan.zero_grad()
        scores = model(x).reshape(len(x), 24)
        found = -(soft * torch.log_softmax(scores, 1)).sum(1) @ weights
        found = found + PENALTY * ((model.even**2).sum() + (model.odd**2).sum())
        found.backward()
        return found

    plan.step(loss)
    with torch.no_grad():
        model.even /= torch.tensor(spread[0])
        model.odd /= torch.tensor(spread[1])
    return model


def rows_of(root, rendered):
    rows = labelled(root)
    for r in rows:
        r["picture"] = load(root / r["file"])
        r["image"] = canonical(squashed(r["picture"], KEPT), r["turn"])
        r["soft"] = targets(r)
    counts = np.bincount([r["kind"] for r in rows], minlength=6)
    for r in rows:
        r["weight"] = counts[r["kind"]] ** -0.5
    extra = rendered_rows(rendered) if rendered else []
    for r in extra:
        r["weight"] = 0.12 * sum(x["weight"] for x in rows) / len(extra)
    return rows, extra


def tie(model, seed):
    """The scores of a drawn picture, each of its pixels four."""
    picture = drawn(seed).repeat(2, 0).repeat(2, 1)
    with torch.no_grad():
        scores = model(torch.tensor(features(harmonics(picture)))[None])[0]
    return {"seed": seed, "scores": [round(float(v), 4) for v in scores.flatten()]}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--rendered", type=Path)
    parser.add_argument("--rows", type=Path, help="learn from everybody and write what the program reads")
    options = parser.parse_args()
    torch.set_num_threads(1)
    rows, extra = rows_of(options.data, options.rendered)
    rng = np.random.default_rng(5)
    seen = [views(r, rng) for r in rows + extra]

    def model_without(fold, folds):
        kept = [(r, s) for r, s in zip(rows + extra, seen) if fold is None or folds.get(r.get("person")) != fold]
        flat = [(v, r["weight"]) for r, s in kept for v in s]
        return fitted([v for v, _ in flat], [w for _, w in flat]).eval()

    if options.rows:
        model = model_without(None, {})
        parts = [model.even, model.odd, model.offset]
        options.out.write_bytes(b"".join(p.detach().numpy().astype("<f4").tobytes() for p in parts))
        options.rows.write_text("[\n" + ",\n".join(json.dumps(tie(model, seed)) for seed in range(4)) + "\n]\n")
        return
    folds = fold_of({r["person"] for r in rows})
    scores = {}
    with torch.no_grad():
        for fold in range(FOLDS):
            model = model_without(fold, folds)
            for r in rows:
                if folds[r["person"]] == fold:
                    scores[r["file"]] = model(torch.tensor(looked_at(r["picture"]))[None])[0].numpy()
    pickle.dump(scores, options.out.open("wb"))


if __name__ == "__main__":
    main()
