"""Held-out figures of the orientation nets, by person: every photo at all four quarter turns.

    TRICHOLAPSE_DATA=DIR python evaluate.py FOLD0.pkl FOLD1.pkl ... [--rings SCORES.pkl]
    (the nets trained with --leave-out 0, 1, ..., the scores of rings.py)
"""

import argparse
import os
import pickle
from pathlib import Path

import numpy as np
import torch

from net import FRONT, KIND, Net, posterior
from photos import CLASSES, EDGES, labelled, load
from train import fold_of

GROUPS = {"above": [0, 1], "front": [2], "back": [3], "side": [4, 5]}
NAMES = list(GROUPS)
EXCLUDED = 0.15  # an answer that the rings hold for less likely is disputed


def group_of(kind):
    return next(i for i, name in enumerate(NAMES) if kind in GROUPS[name])


def nets_of(path):
    nets = []
    for state in pickle.load(open(path, "rb")):
        net = Net()
        net.load_state_dict(state)
        nets.append(net.eval())
    return nets


def looked_at(root, paths, turns=4, rings=None):
    rows = [r for r in labelled(root) if r["confidence"] >= 0.8]
    folds = fold_of({r["person"] for r in labelled(root)})
    out = []
    for fold, path in enumerate(paths):
        nets = nets_of(path)
        for r in rows:
            if folds[r["person"]] != fold:
                continue
            image = load(root / r["file"])
            for turn in range(turns):
                beside = np.roll(rings[r["file"]], -turn, 0).ravel() if rings else 0
                p, face, alone = posterior(nets, np.ascontiguousarray(np.rot90(image, turn)), beside)
                front = EDGES[(EDGES.index(r["front"]) - turn) % 4]
                out.append({**r, "p": p, "alone": alone, "rings": alone_of(beside), "seen": face, "true_front": EDGES.index(front), "quarter": turn})
    return out


def alone_of(scores):
    """Probabilities of the rings alone, with a place for "no head", of which they say nothing."""
    p = np.exp(scores - np.max(scores)) * np.ones(24)
    return np.r_[p / p.sum(), 0]


def share(mask):
    mask = np.asarray(mask)
    return "-" if len(mask) == 0 else f"{mask.mean():.3f} ({mask.sum()}/{len(mask)})"


def undisputed(both, alone, rings):
    """Where the nets alone say another answer, or the rings nearly exclude it, the least sure of the three is believed."""
    both, rows, said = both.copy(), np.arange(len(both)), both.argmax(1)
    of = [p[rows, said] for p in (both, alone, rings)]
    disputed = (alone.argmax(1) != said) | (of[2] < EXCLUDED)
    both[rows, said] = np.where(disputed, np.minimum.reduce(of), of[0])
    return both, said


def shares(p):
    given = p[:, :24] / p[:, :24].sum(1, keepdims=True)
    kinds = given @ KIND
    return np.stack([kinds[:, g].sum(1) for g in GROUPS.values()], 1), given @ FRONT


def report(out, view_bar, front_bar):
    p = np.array([o["p"] for o in out])
    sides = [shares(np.array([o[which] for o in out]))[0] for which in ("p", "alone")]
    portrait = sides[0][:, 1] + sides[0][:, 3]
    portrait = np.where(np.isin(sides[1].argmax(1), (1, 3)), portrait, np.minimum(portrait, sides[1][:, 1] + sides[1][:, 3]))
    each = (shares(np.array([o[which] for o in out])) for which in ("p", "alone", "rings"))
    (groups, view), (front, said) = (undisputed(*of) for of in zip(*each))
    true_front = np.array([o["true_front"] for o in out])
    true_kind = np.array([o["kind"] for o in out])
    true_group = np.array([group_of(k) for k in true_kind])
    face = np.array([o["seen"] for o in out])
    print(f"--- view bar {view_bar}, front bar {front_bar}, {len(out)} pictures")
    for name in NAMES:
        of = true_group == NAMES.index(name)
        answered = front[of].max(1) >= front_bar
        right = said[of] == true_front[of]
        print(f"front, {name:5}: forced {share(right)}, answered {share(answered)}, right of these {share(right[answered])}, wrong of all {share(~right & answered)}")
    sure = groups.max(1) >= view_bar
    print(f"view: forced {share(view == true_group)}, answered {share(sure)}, right of these {share((view == true_group)[sure])}")
    for i, name in enumerate(NAMES):
        of = (true_group == i) & sure
        print(f"   {name:5} said", {n: int((view[of] == j).sum()) for j, n in enumerate(NAMES)}, "unsure", int(((true_group == i) & ~sure).sum()))
    above_or_back = np.isin(true_group, [0, 2])
    is_portrait = (true_group == 1) & np.array([o["face"] is True for o in out])
    upright = is_portrait & ~np.array([o["tilted"] for o in out])
    for bar in (0.5, 0.6, 0.7):
        said_portrait = portrait >= bar
        print(f"portrait or profile at {bar}: portraits {share(said_portrait[is_portrait])}, not tilted {share(said_portrait[upright])}, profiles {share(said_portrait[true_group == 3])}, false on above or behind {share(said_portrait[above_or_back])}")
    labelled_face = np.array([o["face"] is not None for o in out])
    true_face = np.array([o["face"] is True for o in out])
    for bar in (0.5, 0.8):
        print(f"face at {bar}: found {share((face >= bar)[true_face])}, false {share((face >= bar)[labelled_face & ~true_face])}")
    for bar in (0.5, 0.8, 0.95):
        print(f"no head at {bar}: heads lost {share(p[:, 24] >= bar)}")
    return front, groups


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folds", type=Path, nargs="+")
    parser.add_argument("--view-bar", type=float, default=0.7)
    parser.add_argument("--front-bar", type=float, default=0.7)
    parser.add_argument("--rings", type=Path)
    parser.add_argument("--turns", type=int, default=4)
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(1)
    rings = pickle.load(options.rings.open("rb")) if options.rings else None
    out = looked_at(Path(os.environ["TRICHOLAPSE_DATA"]) / "real", options.folds, options.turns, rings)
    front, groups = report(out, options.view_bar, options.front_bar)
    if options.list:
        for o, f, g in zip(out, front, groups):
            wrong = f.argmax() != o["true_front"] or g.argmax() != group_of(o["kind"])
            if o["quarter"] == 0 and wrong:
                print(o["file"], CLASSES[o["kind"]], EDGES[o["true_front"]], "front", np.round(f, 2), "view", np.round(g, 2), "none %.2f" % o["p"][24])


if __name__ == "__main__":
    main()
