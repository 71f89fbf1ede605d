"""Trains the scalp net on labelled photographs and renderings (see ../README.md).

    python train.py DATA OUT.pkl [--rendered DIR] [--leave-out FOLD] [--steps 1600]
"""

import argparse
import json
import pickle
import sys
import time
from pathlib import Path

import cv2
import numpy as np
import torch
from torch.nn import functional as F

from net import SIDE, Net, prepared

sys.path.append(str(Path(__file__).parent.parent / "orientation"))
from photos import KEPT, OPPOSITE, TURNS, canonical, labelled, load, squashed  # noqa: E402

FOLDS = 5
FINE = 4  # outlines are drawn so many times finer than photos are kept
RENDERED_SHARE = 0.15


def fold_of(people):
    """As for the orientation nets: the same persons are left out together."""
    order = np.random.default_rng(3).permutation(sorted(people))
    return {p: i % FOLDS for i, p in enumerate(order)}


def drawn(polygons, scale=KEPT / 100):
    out = np.zeros((KEPT * FINE, KEPT * FINE), np.uint8)
    for polygon in polygons:
        cv2.fillPoly(out, [np.round(np.array(polygon) * scale * FINE).astype(np.int32)], 255)
    return cv2.resize(out, (KEPT, KEPT), interpolation=cv2.INTER_AREA).astype(np.float32) / 255


def photographs(root):
    """Labelled photographs in their canonical pose, with scalp and what nobody could tell."""
    outlines = json.loads((Path(__file__).parent / "labels.json").read_text())
    rows = labelled(root)
    folds = fold_of({r["person"] for r in rows})
    for r in (r for r in rows if r["file"] in outlines):
        own = outlines[r["file"]]
        masks = np.dstack([drawn(own["scalp"]), drawn(own.get("unsure", []))])
        image = squashed(load(root / r["file"]), KEPT)
        yield {
            **r,
            "fold": folds[r["person"]],
            "image": canonical(image, r["turn"]),
            "masks": canonical(masks, r["turn"]),
        }


def renderings(folder):
    """Heads of the phantom: the regions laid on them are scalp, of the rest nothing is said."""
    for path in sorted(folder.glob("**/photos/*.jpg")):
        course = path.parent.parent
        features = json.loads((course / "regions.geojson").read_text())["features"]
        image = load(path)
        if path != min(path.parent.glob("*.jpg")):
            continue  # regions are drawn on the first photo
        h, w = image.shape[:2]
        rings = [np.array(f["geometry"]["coordinates"][0]) * [100 / w, 100 / h] for f in features]
        scalp = drawn(rings)
        notes = path.parent / "orientation.json"
        said = json.loads(notes.read_text()) if notes.exists() else {"seen_from": "top", "front": "up"}
        if said["seen_from"] == "back":
            continue
        turn = TURNS[OPPOSITE[said["front"]]]
        masks = np.dstack([scalp, 1 - scalp])
        yield {"image": canonical(squashed(image, KEPT), turn), "masks": canonical(masks, turn), "kind": 0}


def augmented(row, rng):
    """A random view at SIDE px and its masks."""
    angle = np.radians(rng.normal(0, 9))
    stretch, scale = np.exp(rng.normal(0, 0.12)), np.exp(rng.uniform(-0.25, 0.30)) * SIDE / KEPT
    mirrored = -1 if rng.random() < 0.5 else 1
    c, s = np.cos(angle), np.sin(angle)
    matrix = np.array([[c, -s], [s, c]]) @ np.diag([scale * stretch * mirrored, scale / stretch])
    centre = np.full(2, SIDE / 2) - matrix @ (KEPT / 2 + rng.uniform(-0.1, 0.1, 2) * KEPT)
    border = cv2.BORDER_REFLECT_101 if rng.random() < 0.2 else cv2.BORDER_REPLICATE
    soft = cv2.GaussianBlur(row["image"], (0, 0), 0.42 / scale * rng.uniform(0.7, 1.3))
    warped = [
        cv2.warpAffine(p, np.c_[matrix, centre], (SIDE, SIDE), flags=cv2.INTER_LINEAR, borderMode=border)
        for p in (soft.astype(np.float32), row["masks"])
    ]
    return recoloured(warped[0], rng), warped[1]


def recoloured(out, rng):
    out = 255 * (np.clip(out, 0, 255) / 255) ** np.exp(rng.normal(0, 0.35))
    out = out * np.exp(rng.normal(0, 0.15)) * np.exp(rng.normal(0, 0.10, 3))
    if rng.random() < 0.4:
        slope = rng.uniform(-0.4, 0.4, 2)
        yy, xx = np.mgrid[:SIDE, :SIDE] / SIDE - 0.5
        out = out * (1 + slope[0] * yy + slope[1] * xx)[..., None]
    if rng.random() < 0.3:
        grey = out.mean(2, keepdims=True)
        out = grey + (out - grey) * rng.uniform(0, 0.9)
    if rng.random() < 0.25:
        out = cv2.GaussianBlur(out, (0, 0), rng.uniform(0.3, 1.2))
    out = out + rng.normal(0, rng.uniform(0, 6), out.shape)
    return np.clip(out, 0, 255).astype(np.uint8)


def trained(rows, options):
    rng = np.random.default_rng(options.seed)
    torch.manual_seed(options.seed)
    net = Net()
    steps, highest = options.steps, 6e-3
    optimiser = torch.optim.AdamW(net.parameters(), lr=highest, weight_decay=2e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, highest, total_steps=steps, pct_start=0.15)
    shares = np.array([r["weight"] for r in rows])
    began = time.time()
    net.train()
    for step in range(steps):
        pairs = [augmented(rows[i], rng) for i in rng.choice(len(rows), options.batch, p=shares / shares.sum())]
        masks = torch.from_numpy(np.stack([m for _, m in pairs])).permute(0, 3, 1, 2)
        scalp, unsure = F.avg_pool2d(masks, 2).unbind(1)
        scores = net(prepared(np.stack([p for p, _ in pairs])))
        each = F.binary_cross_entropy_with_logits(scores, scalp, reduction="none")
        loss = (each * (1 - unsure).clamp(0, 1)).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        if step % 200 == 199:
            print(step + 1, f"{loss.item():.4f}", round(time.time() - began), "s", flush=True)
    return net.eval()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--rendered", type=Path)
    parser.add_argument("--leave-out", type=int)
    parser.add_argument("--steps", type=int, default=1600)
    parser.add_argument("--batch", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    rows = [r for r in photographs(options.data) if r["fold"] != options.leave_out]
    # The same number of pictures of each kind, about.
    counts = np.bincount([r["kind"] for r in rows], minlength=6)
    for r in rows:
        r["weight"] = counts[r["kind"]] ** -0.5
    extra = list(renderings(options.rendered)) if options.rendered else []
    for r in extra:
        r["weight"] = RENDERED_SHARE * sum(p["weight"] for p in rows) / len(extra)
    print(len(rows), "photographs,", len(extra), "renderings", flush=True)
    net = trained(rows + extra, options)
    pickle.dump(net.state_dict(), options.out.open("wb"))


if __name__ == "__main__":
    main()
