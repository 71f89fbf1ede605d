#!/usr/bin/env python3
"""The pair of benches/registration.rs with OpenCV: SIFT + RANSAC homography, then ECC.

Prints time on one core, decoding and enlarging left out, and the median landmark error in per
mille of the photo's width. Needs numpy and opencv-python.
"""
import json
import pathlib
import statistics
import time

import cv2
import numpy as np

SIZE = (3000, 4000)
FILES = ("2026-01-12_vertex.jpg", "2026-04-12_vertex.jpg")
FEATURE_SIDE, ECC_SIDE = 1600, 400
FOLDER = pathlib.Path(__file__).parent.parent / "fixtures/course_small"


def load(name):
    small = cv2.imread(str(FOLDER / "photos" / name))
    return cv2.resize(small, SIZE, interpolation=cv2.INTER_LANCZOS4), SIZE[0] / small.shape[1]


def grey(photo, side):
    factor = side / max(photo.shape[:2])
    small = cv2.resize(photo, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    return cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), factor


def scaling(factor):
    """From full-size px to px at `factor` of the size; pixel centres kept."""
    return np.array([[factor, 0, (factor - 1) / 2], [0, factor, (factor - 1) / 2], [0, 0, 1]])


def sift(reference, moving):
    """Homography from reference to moving, full-size px."""
    (a, f), (b, g) = grey(reference, FEATURE_SIDE), grey(moving, FEATURE_SIDE)
    finder = cv2.SIFT_create(4000)
    (ka, da), (kb, db) = finder.detectAndCompute(a, None), finder.detectAndCompute(b, None)
    pairs = cv2.BFMatcher(cv2.NORM_L2).knnMatch(da, db, k=2)
    good = [p[0] for p in pairs if len(p) == 2 and p[0].distance < 0.8 * p[1].distance]
    if len(good) < 4:
        return None, len(good), 0
    points = [np.float32([k[i].pt for i in ids]) for k, ids in
              ((ka, [m.queryIdx for m in good]), (kb, [m.trainIdx for m in good]))]
    matrix, inliers = cv2.findHomography(*points, cv2.RANSAC, 4.0)
    if matrix is None:
        return None, len(good), 0
    return np.linalg.inv(scaling(g)) @ matrix @ scaling(f), len(good), int(inliers.sum())


def ecc(reference, moving, start):
    (a, f), (b, g) = grey(reference, ECC_SIDE), grey(moving, ECC_SIDE)
    inner = scaling(g) @ start @ np.linalg.inv(scaling(f))
    inner = (inner / inner[2, 2]).astype(np.float32)
    stop = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 100, 1e-5)
    try:
        _, inner = cv2.findTransformECC(a, b, inner, cv2.MOTION_HOMOGRAPHY, stop, None, 5)
    except cv2.error:
        return None
    return np.linalg.inv(scaling(g)) @ inner @ scaling(f)


def error(matrix, marks):
    if matrix is None:
        return "no result"
    there, back = marks[1], np.linalg.inv(matrix)
    found = cv2.perspectiveTransform(there[None], back)[0]
    return f"{1000 * np.median(np.linalg.norm(found - marks[0], axis=1)) / SIZE[0]:.1f} per mille"


def main():
    cv2.setNumThreads(1)
    (reference, factor), (moving, _) = map(load, FILES)
    truth = json.loads((FOLDER / "truth/truth.json").read_text())["photos"]
    marks = [(np.array(next(p for p in truth if p["file"] == name)["landmarks"]) + 0.5) * factor - 0.5
             for name in FILES]
    times = {"SIFT + RANSAC": [], "ECC after SIFT": [], "ECC alone": []}
    for _ in range(5):
        start = time.process_time()
        matrix, matches, inliers = sift(reference, moving)
        middle = time.process_time()
        after = ecc(reference, moving, matrix) if matrix is not None else None
        third = time.process_time()
        alone = ecc(reference, moving, np.eye(3))
        for name, spent in zip(times, (middle - start, third - middle, time.process_time() - third)):
            times[name].append(spent)
    print(f"{matches} matches, {inliers} inliers; nothing at all: {error(np.eye(3), marks)}")
    for (name, spent), result in zip(times.items(), (matrix, after, alone)):
        print(f"{name}: {1000 * statistics.median(spent):.0f} ms, landmark error {error(result, marks)}")


main()
