"""Held-out figures of the scalp net, by person: cells right and overlap, by the side from which a head is seen.

    python evaluate.py DATA FOLD0.pkl FOLD1.pkl ...   (nets trained with --leave-out 0, 1, ...)
"""

import pickle
import sys
from pathlib import Path

import cv2
import numpy as np

from net import SIDE, Net, probability
from train import photographs

SIDES = ["top", "front-top", "front", "back", "left", "right"]


def looked_at(root, paths):
    """Each photograph, what a net that never saw the person says, and what was drawn."""
    nets = []
    for path in paths:
        net = Net()
        net.load_state_dict(pickle.load(open(path, "rb")))
        nets.append(net.eval())
    for row in photographs(root):
        if row["fold"] < len(nets):
            small = cv2.resize(row["masks"], (SIDE // 2, SIDE // 2), interpolation=cv2.INTER_AREA)
            yield row, probability(nets[row["fold"]], row["image"]), small


def main():
    seen = list(looked_at(Path(sys.argv[1]), sys.argv[2:]))
    for kind, side in enumerate(SIDES):
        right, both, either = [], 0, 0
        for row, said, masks in seen:
            if row["kind"] == kind:
                known, drawn = masks[..., 1] < 0.5, masks[..., 0] >= 0.5
                said = said >= 0.5
                right.append((said == drawn)[known].mean())
                both += (said & drawn & known).sum()
                either += ((said | drawn) & known).sum()
        print(f"{side:9} {len(right):3} photographs: cells right {np.mean(right):.3f}, worst {min(right):.3f}, overlap {both / either:.3f}")


if __name__ == "__main__":
    main()
