#!/usr/bin/env python3
"""Errors of coverage and change by hair colour, skin, length of hair and turn of the light.

usage: error_by_group.py BINARY CASES_DIR...      prints a Markdown table; standard library only

A case is a course folder with truth/truth.json, rendered by `tricholapse phantom` or alike. Without a
folder's generator saying so, length and light are not known and the case counts by hair and skin only.
"""
import collections
import glob
import json
import os
import subprocess
import sys
import tempfile


def groups(truth):
    """What a case counts for, in the order of the table."""
    spec = truth.get("spec")
    if spec is None:
        yield "hair", truth["hair"]
        yield "skin", f"type {truth['skin'] + 1} of 6"
        return
    hair = spec["hair"]
    yield "hair", hair["colour"].replace("_", " ")
    yield "skin", spec["skin"].replace("_", " ")
    yield "length", "below 15 mm" if hair["length_mm"] < 15 else "15 to 40 mm" if hair["length_mm"] < 40 else "40 mm and more"
    turn = spec["variation"]["light_deg"]
    yield "light turns by", "up to 10°" if turn <= 10 else "more than 10°"


def errors(report, truth):
    """Errors of coverage and change, whether intervals hold, regions not measured and all of them."""
    view = report["views"][0]
    true = {p["file"]: p["regions"] for p in truth["photos"]}
    name = {p["id"]: os.path.basename(p["file"]) for p in view["photos"]}
    got = {name[p["id"]]: p["regions"] for p in view["photos"]}
    coverage, change, holds, missing, asked = [], [], [], 0, 0
    for file, regions in true.items():
        measured = {z["region"]: z for z in got.get(file, [])}
        for region, value in regions.items():
            asked += 1
            found = measured.get(region, {}).get("coverage")
            if found is None:
                missing += 1
            else:
                coverage.append(100 * (found - value["coverage"]))
    base = truth["photos"][0]["file"]
    for c in view["changes"]:
        region, to = c["region"], name[c["to"]]
        if name[c["from"]] != base or c["delta_pp"] is None or region not in true[base]:
            continue
        delta = 100 * (true[to][region]["coverage"] - true[base][region]["coverage"])
        change.append(c["delta_pp"] - delta)
        low, high = c["ci95_pp"]
        holds.append(low <= delta <= high)
    return coverage, change, holds, missing, asked


def mean(values, form):
    return form.format(sum(values) / len(values)) if values else "–"


def main():
    binary, folders = sys.argv[1], sys.argv[2:]
    sums = collections.defaultdict(lambda: [0, [], [], [], 0, 0])
    with tempfile.TemporaryDirectory() as out:
        for folder in folders:
            for path in sorted(glob.glob(os.path.join(folder, "*/truth/truth.json"))):
                case = os.path.dirname(os.path.dirname(path))
                subprocess.run([binary, "analyze", case, "-o", out, "--no-images"], capture_output=True)
                truth = json.load(open(path))
                found = errors(json.load(open(os.path.join(out, "report.json"))), truth)
                for group in groups(truth):
                    total = sums[group]
                    total[0] += 1
                    for i, value in enumerate(found):
                        total[i + 1] = total[i + 1] + value
    print("| by | | courses | coverage, points | bias | change, points | intervals that hold | not measured |")
    print("|---|---|---|---|---|---|---|---|")
    for (what, which), (cases, coverage, change, holds, missing, asked) in sorted(sums.items()):
        print(
            f"| {what} | {which} | {cases} | {mean([abs(e) for e in coverage], '{:.1f}')} | "
            f"{mean(coverage, '{:+.1f}')} | {mean([abs(e) for e in change], '{:.2f}')} | "
            f"{mean(holds, '{:.2f}')} | {missing} of {asked} |"
        )


if __name__ == "__main__":
    main()
