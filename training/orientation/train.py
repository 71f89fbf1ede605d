"""Trains orientation nets on the CC BY photos, renderings and made-up pictures without a head.

    python train.py DATA OUT [--rendered DIR] [--nets 1] [--steps 1400] [--leave-out FOLD]
"""

import argparse
import json
import pickle
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from net import Net, joint, prepared, turned
from no_heads import no_heads
from photos import CLASSES, KEPT, OPPOSITE, TURNS, augmented, canonical, labelled, load, squashed

FOLDS = 5
BLANKS = 500  # made-up pictures without a head


def fold_of(people):
    order = np.random.default_rng(3).permutation(sorted(people))
    return {p: i % FOLDS for i, p in enumerate(order)}


def targets(row):
    """Soft labels over the classes: between top, front-top and front the border is one of degree."""
    soft = np.full(len(CLASSES), 0.003)
    soft[row["kind"]] = 1
    if row["kind"] == 0:
        soft[1] = 0.10
    elif row["kind"] == 1:
        soft[0], soft[2] = 0.10, 0.03
    elif row["kind"] == 2 and row["tilted"]:
        soft[1] = 0.08
    return soft / soft.sum()


def training_rows(root, rendered, leave_out):
    rows = labelled(root)
    if leave_out is not None:
        folds = fold_of({r["person"] for r in rows})
        rows = [r for r in rows if folds[r["person"]] != leave_out]
    for r in rows:
        r["image"] = canonical(squashed(load(root / r["file"]), KEPT), r["turn"])
        r["soft"] = targets(r)
    # The same number of pictures of each kind, about.
    counts = np.bincount([r["kind"] for r in rows], minlength=6)
    for r in rows:
        r["weight"] = counts[r["kind"]] ** -0.5
    real = [r["image"] for r in rows]
    extra = rendered_rows(rendered) if rendered else []
    share = 0.12 * sum(r["weight"] for r in rows) / max(1, len(extra))
    for r in extra:
        r["weight"] = share
    return rows + extra, real


def rendered_rows(folder):
    """Rendered heads; those without an `orientation.json` beside them are seen from above, the forehead up."""
    rows = []
    for path in sorted(folder.rglob("*.jpg")):
        if "truth" in path.parts:
            continue
        said = path.parent / "orientation.json"
        said = json.loads(said.read_text()) if said.is_file() else {"seen_from": "top", "front": "up"}
        kind, front = CLASSES.index(said["seen_from"]), said["front"]
        r = {"kind": kind, "turn": TURNS[front if kind == 3 else OPPOSITE[front]], "face": None, "tilted": False}
        r["image"] = canonical(squashed(load(path), KEPT), r["turn"])
        r["soft"] = targets(r)
        rows.append(r)
    return rows


def batch(rows, chances, blanks, rng, size, without):
    images, soft, faces = [], [], []
    for i in rng.choice(len(rows), size, p=chances):
        r = rows[i]
        image, kind = augmented(r["image"], rng, r["kind"])
        label = r["soft"] if kind == r["kind"] else r["soft"][[0, 1, 2, 3, 5, 4]]
        images.append(image)
        soft.append(np.r_[label, np.zeros(18), 0])
        faces.append(-1 if r["face"] is None else int(r["face"]))
    for _ in range(without):
        blank = np.rot90(blanks[rng.integers(len(blanks))], rng.integers(4))
        images.append(augmented(np.ascontiguousarray(blank), rng, 0)[0])
        soft.append(np.r_[np.zeros(24), 1])
        faces.append(0)
    return np.stack(images), torch.tensor(np.array(soft), dtype=torch.float32), torch.tensor(faces)


def trained(rows, real, options, seed, log):
    steps, (size, without) = options.steps, options.batch
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    blanks = no_heads(real, BLANKS, rng)
    chances = np.array([r["weight"] for r in rows])
    chances /= chances.sum()
    net = Net()
    if options.start:
        net.load_state_dict(pickle.load(options.start.open("rb"))[0])
    optimiser = torch.optim.AdamW(net.parameters(), lr=options.highest, weight_decay=2e-2)
    plan = torch.optim.lr_scheduler.OneCycleLR(optimiser, options.highest, total_steps=steps, pct_start=0.15)
    n = size + without
    for step in range(steps):
        images, soft, faces = batch(rows, chances, blanks, rng, size, without)
        scores = net.train()(turned(prepared(images)))
        loss = functional.cross_entropy(joint(scores, n), soft)
        known = faces >= 0
        face = scores[:n][known, -1]
        loss = loss + 0.3 * functional.binary_cross_entropy_with_logits(face, faces[known].float())
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        plan.step()
        if log and step % 100 == 0:
            print(step, round(loss.item(), 3), flush=True)
    return net.eval()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--rendered", type=Path)
    parser.add_argument("--nets", type=int, default=1)
    parser.add_argument("--steps", type=int, default=1400)
    parser.add_argument("--batch", type=int, nargs=2, default=(16, 5), help="pictures with and without a head")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--leave-out", type=int)
    parser.add_argument("--start", type=Path, help="go on from this net")
    parser.add_argument("--highest", type=float, default=4e-3, help="highest rate of learning")
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    rows, real = training_rows(options.data, options.rendered, options.leave_out)
    print(len(rows), "pictures", np.bincount([r["kind"] for r in rows]), flush=True)
    states, began = [], time.time()
    for i in range(options.nets):
        states.append(trained(rows, real, options, options.seed + i, i == 0).state_dict())
        print("net", i, round(time.time() - began), "s", flush=True)
        pickle.dump(states, options.out.open("wb"))


if __name__ == "__main__":
    main()
