#!/usr/bin/env python3
"""Time and memory of close-ups, as the table of docs/performance.md.

    python3 benches/closeups.py [--rounds 3] [--size 1280x1024] [--visits 1,6,12]

Courses of clipped and of long hair are rendered by the program itself (four visits, again under later
dates for more), one thread measures them without pictures. CPU time (user and system, median) of the whole run, what following the hairs over
the visits takes of it (stage `register` of --timings, wall time), and the highest peak of memory.
No packages needed.
"""

import argparse
import datetime
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
BINARY = os.environ.get("TRICHOLAPSE", ROOT / "target/release/tricholapse")


def course(folder, preset, size, visits):
    """A rendered course of four visits, again under later dates until there are so many."""
    render = [BINARY, "phantom", folder, "--preset", preset, "--seed", "2200", "--size", size, "-q"]
    subprocess.run(render, check=True, stdout=subprocess.DEVNULL)
    head, *own = (folder / "course.toml").read_text().split("[[photo]]")
    rendered = (folder / "photos").rename(folder.with_suffix(".photos"))
    (folder / "photos").mkdir()
    entries = []
    for k in range(visits):
        date = datetime.date(2026, 2, 2) + datetime.timedelta(days=30 * k)
        entry = re.sub(r"date = .*", f"date = {date}", own[k % len(own)])
        file = re.search(r'file = "photos/(.*)"', entry)[1]
        copy = f"{date}_{k}.jpg"
        shutil.copy(rendered / file, folder / "photos" / copy)
        entries.append(entry.replace(file, copy))
    (folder / "course.toml").write_text("[[photo]]".join([head, *entries]))
    return folder


def run(folder, out):
    """CPU seconds, seconds of `register`, peak MB, hairs counted on the baseline."""
    command = [BINARY, "analyze", folder, "-o", out, "--no-images", "--jobs", "1", "--timings"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    said = process.stderr.read()
    _, _, used = os.wait4(process.pid, 0)
    stage = re.search(r"register +\d+ +([0-9.]+)", said)
    follow = float(stage[1])
    report = json.loads((out / "report.json").read_text())
    hairs = len(report["views"][0]["photos"][0]["hairs"])
    return used.ru_utime + used.ru_stime, follow, used.ru_maxrss / 1024, hairs


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--size", default="1280x1024")
    parser.add_argument("--visits", default="1,6,12")
    options = parser.parse_args()
    print(f"{datetime.date.today()}, {options.size}, one thread, median of {options.rounds} runs\n")
    print("| hair | visits | hairs | CPU s | of it following s | peak MB |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as temp:
        temp = pathlib.Path(temp)
        for style in ["clipped", "long"]:
            for visits in map(int, options.visits.split(",")):
                folder = temp / f"{style}-{visits}"
                course(folder, f"closeup-{style}", options.size, visits)
                runs = [run(folder, temp / "out") for _ in range(options.rounds)]
                cpu, follow = (statistics.median(r[k] for r in runs) for k in (0, 1))
                peak, hairs = max(r[2] for r in runs), runs[0][3]
                print(f"| {style} | {visits} | {hairs} | {cpu:.2f} | {follow:.2f} | {peak:.0f} |", flush=True)


if __name__ == "__main__":
    main()
