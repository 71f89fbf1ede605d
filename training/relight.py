"""Takes the shade that hair casts on the scalp out of rendered photos: relight.py FROM TO

A pixel is `open * scalp * (1 - shadow * around) + hair`, with `around` the cover within about 3 mm. The scalp's part is
what remains when the hair's mean brightness times its cover is taken away.
"""
import glob
import json
import os
import random
import sys

import cv2
import numpy as np
from PIL import Image

HEAD_MM = 155.0
CODES = np.arange(256) / 255
LINEAR = np.where(CODES <= 0.04045, CODES / 12.92, ((CODES + 0.055) / 1.055) ** 2.4).astype(np.float32)


def encoded(linear):
    v = np.clip(linear, 0, 1)
    return np.where(v <= 0.0031308, 12.92 * v, 1.055 * v ** (1 / 2.4) - 0.055)


def relight(photo, cover, regions, before, after):
    """Linear photo with shadow `after` instead of `before`."""
    outline = np.concatenate([r["polygon"] for r in regions.values()])
    (left, top), (right, bottom) = outline.min(0).astype(int), outline.max(0).astype(int)
    around = cv2.GaussianBlur(cover, (0, 0), 3 * 1.1 * (right - left) / HEAD_MM)
    soft = cv2.GaussianBlur(cover, (0, 0), 0.8)
    linear = LINEAR[photo]
    c, a = (m[top:bottom:3, left:right:3].ravel() for m in (soft, around))
    for channel in range(3):
        seen = linear[top:bottom:3, left:right:3, channel].ravel()
        mix = np.c_[(1 - c) * (1 - before * a), c]
        hair = max(np.linalg.lstsq(mix, seen, rcond=None)[0][1], 0)
        scalp = np.clip(linear[..., channel] - hair * soft, 0, None) * np.clip((1 - soft) * 2, 0, 1)
        linear[..., channel] += scalp * ((1 - after * around) / (1 - before * around) - 1)
    bright = np.quantile(linear[top:bottom:5, left:right:5], 0.995)
    return linear / max(1, bright / 0.95)


source, target = sys.argv[1:]
for folder in sorted(glob.glob(source + "/*/")):
    folder = folder.rstrip("/")
    name = os.path.basename(folder)
    truth = json.load(open(folder + "/truth/truth.json"))
    draw = random.Random(name + "x")
    before = truth["spec"]["hair"]["shadow"]
    after = 0.0 if draw.random() < 0.6 else draw.uniform(0, 0.35)
    out = f"{target}/{name}"
    os.makedirs(out + "/photos", exist_ok=True)
    os.makedirs(out + "/truth", exist_ok=True)
    for photo in truth["photos"]:
        file = photo["file"]
        alpha = file.replace(".jpg", "_alpha.jpg")
        pixels = np.asarray(Image.open(f"{folder}/photos/{file}").convert("RGB"))
        cover = Image.open(f"{folder}/truth/{alpha}").convert("L")
        cover.save(f"{out}/truth/{alpha}", quality=92)
        full = cv2.resize(np.asarray(cover, np.float32) / 255, pixels.shape[1::-1])
        lit = relight(pixels, full, photo["regions"], before, after)
        codes = (255 * encoded(lit)).round().astype(np.uint8)
        Image.fromarray(codes).save(f"{out}/photos/{file}", quality=draw.randint(82, 96))
    truth["spec"]["hair"]["shadow"] = after
    json.dump(truth, open(out + "/truth/truth.json", "w"))
