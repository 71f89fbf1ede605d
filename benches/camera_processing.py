#!/usr/bin/env python3
"""What a camera's processing does to coverage and change: photos of cases with known truth are processed anew.

usage: camera_processing.py BINARY CASES_DIR [VARIANT...]      prints a Markdown table

Every variant is applied to all photos of a case, and to every other one, as if the camera or its settings had
changed between visits; `BINARY validate` then says how well the truth is met. The photos in CASES_DIR are
only read. Needs: pip install numpy opencv-python-headless
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile

import cv2
import numpy as np


def sharpened(photo):
    return cv2.addWeighted(photo, 2.0, cv2.GaussianBlur(photo, (0, 0), 2.0), -1.0, 0)


def blurred(photo):
    return cv2.GaussianBlur(photo, (0, 0), 1.2)


def denoised(photo):
    return cv2.bilateralFilter(photo, 7, 25, 5)


def curve(strength):
    codes = np.arange(256) / 255
    bent = codes + strength * np.sin(2 * np.pi * (codes - 0.5))
    table = np.clip(255 * bent + 0.5, 0, 255).astype(np.uint8)
    return lambda photo: table[photo]


def local_contrast(photo):
    lab = cv2.cvtColor(photo, cv2.COLOR_BGR2LAB)
    lab[:, :, 0] = cv2.createCLAHE(1.5, (6, 6)).apply(lab[:, :, 0])
    return cv2.cvtColor(lab, cv2.COLOR_LAB2BGR)


def saturated(photo):
    grey = photo.mean(2, keepdims=True)
    return np.clip(grey + 1.4 * (photo - grey) + 0.5, 0, 255).astype(np.uint8)


def noisy(photo):
    noise = np.random.default_rng(1).normal(0, 9, photo.shape)
    return np.clip(photo + noise + 0.5, 0, 255).astype(np.uint8)


VARIANTS = {
    "as taken": lambda photo: photo,
    "sharpened": sharpened,
    "blurred": blurred,
    "denoised": denoised,
    "noisy": noisy,
    "contrast": curve(0.06),
    "strong contrast": curve(0.12),
    "local contrast": local_contrast,
    "saturated": saturated,
}


def processed(case, target, change, every_other):
    """A copy of a case with its photos changed."""
    shutil.copytree(case, target, ignore=shutil.ignore_patterns("*_alpha*"))
    folder = os.path.join(target, "photos")
    for index, name in enumerate(sorted(os.listdir(folder))):
        if every_other and index % 2 == 0:
            continue
        path = os.path.join(folder, name)
        photo = change(cv2.imread(path))
        cv2.imwrite(path, photo, [cv2.IMWRITE_JPEG_QUALITY, 93])


def totals(binary, cases, change, every_other):
    with tempfile.TemporaryDirectory() as root:
        for name in sorted(os.listdir(cases)):
            case = os.path.join(cases, name)
            if os.path.isfile(os.path.join(case, "truth", "truth.json")):
                processed(case, os.path.join(root, name), change, every_other)
        found = subprocess.run([binary, "validate", root, "--json"], capture_output=True, text=True)
        if not found.stdout:
            sys.exit(f"{binary} validate ended with {found.returncode}: {found.stderr.strip()}")
        return json.loads(found.stdout)["totals"]


def row(name, every_other, found):
    def number(key, scale=1.0, digits=2):
        value = found[key]
        return "–" if value is None else f"{scale * value:.{digits}f}"

    cells = [
        name,
        "every other" if every_other else "all",
        number("coverage_mae_pp"),
        number("coverage_bias_pp"),
        number("change_mae_pp"),
        number("zero_change_mae_pp"),
        number("interval_coverage", digits=3),
        str(found["verdicts"]),
        number("verdict_sign_right", 100, 0) + " %",
    ]
    return f"| {' | '.join(cells)} |"


def main():
    binary, cases, *wanted = sys.argv[1:]
    unknown = [name for name in wanted if name not in VARIANTS]
    if unknown:
        sys.exit(f"unknown: {', '.join(unknown)}; known: {', '.join(VARIANTS)}")
    print("| processing | photos | coverage | bias | change | \"no change\" | intervals that hold | calls | of them right |")
    print("|---|---|---|---|---|---|---|---|---|")
    for name in wanted or VARIANTS:
        for every_other in [False] if name == "as taken" else [False, True]:
            print(row(name, every_other, totals(binary, cases, VARIANTS[name], every_other)), flush=True)


if __name__ == "__main__":
    main()
