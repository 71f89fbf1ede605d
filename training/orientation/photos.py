"""Photos, labels and augmentation for the orientation nets (see README.md, "Training of the orientation nets")."""

import json
from pathlib import Path

import cv2
import numpy as np

cv2.setNumThreads(1)

SIDE = 64  # pixels of the nets' input
KEPT = 160  # pixels at which photos are kept for augmentation
CLASSES = ["top", "front-top", "front", "back", "left", "right"]
# Quarter turns counter-clockwise that bring an edge of the picture to the upper edge.
TURNS = {"up": 0, "right": 1, "down": 2, "left": 3}
EDGES = ["up", "right", "down", "left"]
OPPOSITE = {"up": "down", "down": "up", "left": "right", "right": "left"}


def squashed(image, side):
    """The whole picture as a square: sizes of the picture are no evidence."""
    return cv2.resize(image, (side, side), interpolation=cv2.INTER_AREA)


def person(path):
    """Level and number name the person in both sets."""
    return "_".join(Path(path).name.split("_")[:2])


def labelled(root, trainable_only=True):
    """Every labelled photo: file, person, class, turns to the canonical pose, front edge, face.

    Canonical: from above and the front the forehead points down; from behind and the sides the crown points up.
    """
    rows = []
    for entry in json.loads((root / "front.json").read_text()):
        kind = {"vertex_top": "top", "frontal_top": "front-top", "occipital": "back"}[entry["view"]]
        front = entry["front"]
        up = front if kind == "back" else OPPOSITE[front]
        # A face may or may not be in view from the front-top: not labelled.
        face = None if kind == "front-top" else False
        rows.append(row(entry, kind, up, front, face))
    for entry in json.loads((root / "views.json").read_text()):
        kind, up = entry["view"], entry["up"]
        front = OPPOSITE[up] if kind == "front" else entry["front"]
        if kind == "top":
            up = OPPOSITE[front]
        rows.append(row(entry, kind, up, front, entry["face"]))
    return [r for r in rows if not trainable_only or "/ccby" in r["file"]]


def row(entry, kind, up, front, face):
    return {
        "file": entry["file"],
        "person": person(entry["file"]),
        "kind": CLASSES.index(kind),
        "turn": TURNS[up],
        "front": front,
        "face": face,
        "confidence": entry["confidence"],
        "tilted": entry.get("tilted_top", False),
    }


def load(path):
    image = cv2.imread(str(path), cv2.IMREAD_COLOR)  # applies the EXIF orientation
    if image is None:
        raise SystemExit(f"cannot read {path}")
    return image


def canonical(image, turn):
    return np.ascontiguousarray(np.rot90(image, turn))


def augmented(image, rng, kind, zoom=(-0.22, 0.30), angle=25):
    """A random view of a photo of `KEPT` px at `SIDE` px, and its class (a mirror swaps the sides)."""
    turned = np.radians(rng.normal(0, angle / 2))
    stretch = np.exp(rng.normal(0, 0.12))
    scale = np.exp(rng.uniform(*zoom)) * SIDE / KEPT
    mirrored = rng.random() < 0.5
    c, s = np.cos(turned), np.sin(turned)
    matrix = np.array([[c, -s], [s, c]]) @ np.diag([scale * stretch * (-1 if mirrored else 1), scale / stretch])
    centre = np.full(2, SIDE / 2) - matrix @ (KEPT / 2 + rng.uniform(-0.09, 0.09, 2) * KEPT)
    border = cv2.BORDER_REFLECT_101 if rng.random() < 0.3 else cv2.BORDER_REPLICATE
    soft = cv2.GaussianBlur(image, (0, 0), 0.42 / scale * rng.uniform(0.7, 1.3))
    out = cv2.warpAffine(soft, np.c_[matrix, centre], (SIDE, SIDE), flags=cv2.INTER_LINEAR, borderMode=border)
    out = recoloured(out.astype(np.float32), rng)
    if mirrored and kind in (4, 5):
        kind = 9 - kind
    return out, kind


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
        out = cv2.GaussianBlur(out, (0, 0), rng.uniform(0.3, 1.0))
    if rng.random() < 0.15:  # something lies in front, or the picture is cut
        y, x = rng.integers(0, SIDE, 2)
        h, w = rng.integers(4, 18, 2)
        out[y : y + h, x : x + w] = rng.uniform(0, 255, 3)
    out = out + rng.normal(0, rng.uniform(0, 6), out.shape)
    out = np.clip(out, 0, 255).astype(np.uint8)
    if rng.random() < 0.3:
        out = cv2.imdecode(cv2.imencode(".jpg", out, [1, int(rng.uniform(35, 90))])[1], 1)
    return out
