#!/usr/bin/env python3
"""The same steps with OpenCV and scikit-image, for a comparison of time.

    python3 benches/opencv_skimage.py [--threads N] [--full] PHOTO PHOTO...

The first photo is the baseline. Steps: decode; head mask (GrabCut on a reduced copy); alignment with
the baseline (SIFT, RANSAC homography, ECC refinement on a reduced copy); linear light; hair against
scalp (Gaussian mixture over the course's pixels, Markov-free); coverage of five regions carried into
every photo; change; one overlay, one pair and one checkerboard per photo as JPEG. Prints one JSON
object with the seconds of each step. Working sizes are those of tricholapse (head 500 px wide,
alignment at 800 px); --full segments at full resolution, as scripts that do not resample do.
Needs: pip install numpy opencv-python-headless scikit-image scikit-learn
"""

import argparse
import json
import time
from collections import defaultdict

import cv2
import numpy as np
from skimage import color, filters, measure, morphology
from sklearn.mixture import GaussianMixture

HEAD_PX = 500
ALIGN_SIDE = 800
MASK_SIDE = 320


class Clock:
    def __init__(self):
        self.spent = defaultdict(float)

    def run(self, name, work, *args):
        start = time.perf_counter()
        made = work(*args)
        self.spent[name] += time.perf_counter() - start
        return made


def shrink(photo, side):
    scale = side / max(photo.shape[:2])
    return photo if scale >= 1 else cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)


def head_mask(photo):
    small = shrink(photo, MASK_SIDE)
    h, w = small.shape[:2]
    mask = np.full((h, w), cv2.GC_PR_BGD, np.uint8)
    cv2.ellipse(mask, (w // 2, h // 2), (int(0.36 * w), int(0.36 * h)), 0, 0, 360, cv2.GC_PR_FGD, -1)
    mask[:4], mask[-4:], mask[:, :4], mask[:, -4:] = (cv2.GC_BGD,) * 4
    cv2.grabCut(small, mask, None, np.zeros((1, 65)), np.zeros((1, 65)), 4, cv2.GC_INIT_WITH_MASK)
    found = morphology.remove_small_holes(np.isin(mask, (cv2.GC_FGD, cv2.GC_PR_FGD)), 400)
    labels = measure.label(found)
    largest = max(measure.regionprops(labels), key=lambda r: r.area)
    return (labels == largest.label).astype(np.uint8), largest


def align(baseline, moving):
    a, b = (cv2.cvtColor(shrink(p, ALIGN_SIDE), cv2.COLOR_BGR2GRAY) for p in (baseline, moving))
    sift = cv2.SIFT_create(4000)
    (ka, da), (kb, db) = (sift.detectAndCompute(p, None) for p in (a, b))
    pairs = [m for m, n in cv2.BFMatcher().knnMatch(da, db, k=2) if m.distance < 0.8 * n.distance]
    h = None
    if len(pairs) >= 8:
        src = np.float32([ka[m.queryIdx].pt for m in pairs])
        dst = np.float32([kb[m.trainIdx].pt for m in pairs])
        h, _ = cv2.findHomography(src, dst, cv2.RANSAC, 4.0)
    h = np.eye(3) if h is None else h
    criteria = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 60, 1e-5)
    try:
        _, h = cv2.findTransformECC(a, b, h.astype(np.float32), cv2.MOTION_HOMOGRAPHY, criteria, None, 5)
    except cv2.error:
        pass
    sa = max(baseline.shape[:2]) / max(a.shape)
    sb = max(moving.shape[:2]) / max(b.shape)
    return np.diag([sb, sb, 1.0]) @ h @ np.diag([1 / sa, 1 / sa, 1.0])


def linear(photo):
    v = photo[..., ::-1].astype(np.float32) / 255
    return np.where(v <= 0.04045, v / 12.92, ((v + 0.055) / 1.055) ** 2.4)


def sample(photo, head_width, full):
    light = linear(photo)
    scale = 1.0 if full else min(1.0, HEAD_PX / head_width)
    return cv2.resize(light, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), scale


def segment(samples, masks):
    pixels = []
    for (light, _), mask in zip(samples, masks):
        inside = cv2.resize(mask, light.shape[1::-1], interpolation=cv2.INTER_NEAREST) > 0
        pixels.append(color.rgb2lab(np.clip(light, 0, 1))[inside])
    all_pixels = np.concatenate(pixels)
    step = max(1, len(all_pixels) // 100_000)
    model = GaussianMixture(2, random_state=0).fit(all_pixels[::step])
    hair = int(np.argmin(model.means_[:, 0]))
    out = []
    for light, _ in samples:
        lab = color.rgb2lab(np.clip(light, 0, 1)).reshape(-1, 3)
        share = model.predict_proba(lab)[:, hair].reshape(light.shape[:2])
        out.append(filters.gaussian(share, 0.7))
    return out


def regions(props, scale):
    cy, cx = np.array(props.centroid) * scale
    ry, rx = props.axis_major_length / 2 * scale, props.axis_minor_length / 2 * scale
    boxes = {"frontal": (0, -0.55), "midscalp": (0, -0.15), "vertex": (0, 0.3), "left": (-0.55, 0), "right": (0.55, 0)}
    angle = np.linspace(0, 2 * np.pi, 90)
    circle = np.stack([0.26 * rx * np.cos(angle), 0.2 * ry * np.sin(angle)], 1)
    return {name: circle + [cx + x * rx, cy + y * ry] for name, (x, y) in boxes.items()}


def cover(share, scale, rings, h):
    values = {}
    for name, ring in rings.items():
        native = cv2.perspectiveTransform(ring[None].astype(np.float64), h)[0]
        inside = np.zeros(share.shape, np.uint8)
        cv2.fillPoly(inside, [np.round(native * scale).astype(np.int32)], 1)
        values[name] = float(share[inside > 0].mean()) if inside.any() else None
    return values


def pictures(baseline, photo, share, h):
    size = baseline.shape[1::-1]
    view = cv2.warpPerspective(photo, h, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
    heat = cv2.applyColorMap(cv2.resize((share * 255).astype(np.uint8), photo.shape[1::-1]), cv2.COLORMAP_VIRIDIS)
    board = view.copy()
    tile = max(size) // 8
    for y in range(0, size[1], tile):
        for x in range(0, size[0], tile):
            if (x // tile + y // tile) % 2 == 0:
                board[y : y + tile, x : x + tile] = baseline[y : y + tile, x : x + tile]
    made = (cv2.addWeighted(photo, 0.5, heat, 0.5, 0), np.hstack([baseline, view]), board)
    return [cv2.imencode(".jpg", shrink(p, 900), [cv2.IMWRITE_JPEG_QUALITY, 80])[1] for p in made]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("photos", nargs="+")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--full", action="store_true")
    args = parser.parse_args()
    cv2.setNumThreads(args.threads)
    clock, start = Clock(), time.perf_counter()
    photos = [clock.run("decode", cv2.imread, p) for p in args.photos]
    heads = [clock.run("head", head_mask, p) for p in photos]
    homographies = [np.eye(3)] + [clock.run("register", align, photos[0], p) for p in photos[1:]]
    to_native = [max(p.shape[:2]) / max(m.shape) for p, (m, _) in zip(photos, heads)]
    widths = [head[1].axis_minor_length * s for head, s in zip(heads, to_native)]
    samples = [clock.run("sample", sample, p, w, args.full) for p, w in zip(photos, widths)]
    shares = clock.run("segment", segment, samples, [m for m, _ in heads])
    rings = regions(heads[0][1], to_native[0])
    values = [
        clock.run("coverage", cover, share, scale, rings, h)
        for share, (_, scale), h in zip(shares, samples, homographies)
    ]
    for photo, share, h in zip(photos, shares, homographies):
        clock.run("pictures", pictures, photos[0], photo, share, h)
    seconds = dict(clock.spent, wall=time.perf_counter() - start)
    print(json.dumps({"seconds": {k: round(v, 3) for k, v in seconds.items()}, "coverage": values}))


if __name__ == "__main__":
    main()
