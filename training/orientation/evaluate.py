"""Held-out figures of the orientation nets, by person: every photo at all four quarter turns.

    TRICHOLAPSE_DATA=DIR python evaluate.py FOLD0.pkl FOLD1.pkl ...   (the nets trained with --leave-out 0, 1, ...)
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


def group_of(kind):
    return next(i for i, name in enumerate(NAMES) if kind in GROUPS[name])


def nets_of(path):
    nets = []
    for state in pickle.load(open(path, "rb")):
        net = Net()
        net.load_state_dict(state)
        nets.append(net.eval())
    return nets


def looked_at(root, paths, turns=4):
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
                p, face = posterior(nets, np.ascontiguousarray(np.rot90(image, turn)))
                front = EDGES[(EDGES.index(r["front"]) - turn) % 4]
                out.append({**r, "p": p, "seen": face, "true_front": EDGES.index(front), "quarter": turn})
    return out


def share(mask):
    mask = np.asarray(mask)
    return "-" if len(mask) == 0 else f"{mask.mean():.3f} ({mask.sum()}/{len(mask)})"


def report(out, view_bar, front_bar):
    p = np.array([o["p"] for o in out])
    given = p[:, :24] / p[:, :24].sum(1, keepdims=True)
    kinds = given @ KIND
    groups = np.stack([kinds[:, g].sum(1) for g in GROUPS.values()], 1)
    front = given @ FRONT
    true_front = np.array([o["true_front"] for o in out])
    true_kind = np.array([o["kind"] for o in out])
    true_group = np.array([group_of(k) for k in true_kind])
    face = np.array([o["seen"] for o in out])
    print(f"--- view bar {view_bar}, front bar {front_bar}, {len(out)} pictures")
    said = front.argmax(1)
    for name in NAMES:
        of = true_group == NAMES.index(name)
        answered = front[of].max(1) >= front_bar
        right = said[of] == true_front[of]
        print(f"front, {name:5}: forced {share(right)}, answered {share(answered)}, right of these {share(right[answered])}, wrong of all {share(~right & answered)}")
    view, sure = groups.argmax(1), groups.max(1) >= view_bar
    print(f"view: forced {share(view == true_group)}, answered {share(sure)}, right of these {share((view == true_group)[sure])}")
    for i, name in enumerate(NAMES):
        of = (true_group == i) & sure
        print(f"   {name:5} said", {n: int((view[of] == j).sum()) for j, n in enumerate(NAMES)}, "unsure", int(((true_group == i) & ~sure).sum()))
    above_or_back = np.isin(true_group, [0, 2])
    is_portrait = (true_group == 1) & np.array([o["face"] is True for o in out])
    upright = is_portrait & ~np.array([o["tilted"] for o in out])
    for bar in (0.3, 0.5, 0.7):
        said_portrait = (groups[:, 1] >= bar)
        print(f"portrait at {bar}: found {share(said_portrait[is_portrait])}, not tilted {share(said_portrait[upright])}, false on above or behind {share(said_portrait[above_or_back])}")
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
    parser.add_argument("--front-bar", type=float, default=0.8)
    parser.add_argument("--turns", type=int, default=4)
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(1)
    out = looked_at(Path(os.environ["TRICHOLAPSE_DATA"]) / "real", options.folds, options.turns)
    front, groups = report(out, options.view_bar, options.front_bar)
    if options.list:
        for o, f, g in zip(out, front, groups):
            wrong = f.argmax() != o["true_front"] or g.argmax() != group_of(o["kind"])
            if o["quarter"] == 0 and wrong:
                print(o["file"], CLASSES[o["kind"]], EDGES[o["true_front"]], "front", np.round(f, 2), "view", np.round(g, 2), "none %.2f" % o["p"][24])


if __name__ == "__main__":
    main()
