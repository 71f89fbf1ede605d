#!/usr/bin/env python3
"""Time and memory of whole runs, as the tables of docs/performance.md.

    python3 benches/scaling.py [--rounds 7] [--sizes 3,12,48] [TABLE...]     default: all tables

Tables: decoding (against libjpeg-turbo on two threads), opencv (against opencv_skimage.py, at most
three rounds), size, photos, regions, threads. Rounds go through all rows of a table, so that a busy
machine is busy for all of them. Photos are rendered by the program itself. Wall time and CPU time
are medians, memory is the highest peak. Needs: pip install numpy opencv-python-headless, for the
comparison also scikit-image and scikit-learn.
"""

import argparse
import concurrent.futures
import datetime
import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BINARY = os.environ.get("TRICHOLAPSE", ROOT / "target/release/tricholapse")
SIZES = {3: "1500x2000", 12: "3000x4000", 48: "6000x8000"}
TABLES = ["decoding", "opencv", "size", "photos", "regions", "threads"]


def phantom(folder, size):
    """A rendered course of four photos."""
    command = [BINARY, "phantom", folder, "--preset", "ordinary", "--seed", "5", "--size", size, "-q"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return folder


def with_photos(source, folder, count):
    """The course with `count` photos: copies of its own under later dates."""
    shutil.copytree(source, folder)
    text = (folder / "course.toml").read_text().split("[[photo]]")
    own = sorted((source / "photos").iterdir())
    shutil.rmtree(folder / "photos")
    (folder / "photos").mkdir()
    day, entries = datetime.date(2026, 1, 12), []
    for i in range(count):
        date = day + datetime.timedelta(days=20 * i)
        name = f"photos/{date}_vertex.jpg"
        shutil.copy(own[i % len(own)], folder / name)
        entries.append(f'\nfile = "{name}"\ndate = {date}\nview = "vertex"\n\n')
    (folder / "course.toml").write_text("[[photo]]".join([text[0], *entries]))
    return folder


def with_regions(source, folder, count):
    """The course with `count` regions: its own, again under other names."""
    shutil.copytree(source, folder)
    regions = json.loads((folder / "regions.geojson").read_text())
    own = regions["features"]
    regions["features"] = []
    for i in range(count):
        feature = json.loads(json.dumps(own[i % len(own)]))
        properties = feature["properties"]
        properties["name"] += str(i // len(own) or "")
        regions["features"].append(feature)
    (folder / "regions.geojson").write_text(json.dumps(regions))
    return folder


def run(command):
    """Wall seconds, CPU seconds and peak MiB of a command; partial results count as success."""
    start = time.perf_counter()
    child = subprocess.Popen([str(c) for c in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    error = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 3):
        raise SystemExit(f"{command}: {error.decode()}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def analyze(course, jobs, *options):
    out = course.parent / "out"
    return [BINARY, "analyze", course, "-o", out, "-q", "--jobs", jobs, *options]


def medians(commands, rounds):
    """Every command once a round; of each the medians and the highest peak."""
    runs = [[] for _ in commands]
    for _ in range(rounds):
        for found, command in zip(runs, commands):
            found.append(command() if callable(command) else run(command))
    columns = [list(zip(*found)) for found in runs]
    return [(statistics.median(w), statistics.median(c), max(m)) for w, c, m in columns]


def table(title, head, rows):
    print(f"\n## {title}\n\n| {' | '.join(head)} |\n|{'---|' * len(head)}")
    for row in rows:
        print(f"| {' | '.join(row)} |", flush=True)


def both(title, what, named, rounds):
    """With and without pictures, for courses by name, on the threads given with them."""
    commands = [c for _, course, jobs in named for c in (analyze(course, jobs), analyze(course, jobs, "--no-images"))]
    found = medians(commands, rounds)
    rows = []
    for (name, _, _), (w, c, m), (w0, c0, _) in zip(named, found[::2], found[1::2]):
        rows.append([name, f"{w:.2f}", f"{c:.2f}", f"{m:.0f}", f"{w0:.2f}", f"{c0:.2f}"])
    head = [what, "wall, s", "CPU, s", "peak, MiB", "wall without pictures, s", "CPU without pictures, s"]
    table(title, head, rows)


def decoder(photos):
    """Decodes the photos with libjpeg-turbo on two threads."""
    import cv2
    import numpy

    cv2.setNumThreads(1)
    data = [numpy.frombuffer(p.read_bytes(), numpy.uint8) for p in photos]
    flags = cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION

    def decode():
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            wall, cpu = time.perf_counter(), time.process_time()
            list(pool.map(lambda d: cv2.imdecode(d, flags), data))
            return time.perf_counter() - wall, time.process_time() - cpu, 0.0

    return decode


def compared(title, course, others, rounds):
    """The program with and without pictures beside `others`, one round of all after the other."""
    own = {"analyze": analyze(course, 2), "analyze --no-images": analyze(course, 2, "--no-images")}
    commands = {**others, **own}
    found = medians(list(commands.values()), rounds)
    rows = [
        [name, f"{w:.2f}", f"{c:.2f}", f"{m:.0f}" if m else "", f"{w / found[0][0]:.2f}", f"{c / found[0][1]:.2f}"]
        for name, (w, c, m) in zip(commands, found)
    ]
    first = next(iter(others))
    table(title, ["", "wall, s", "CPU, s", "peak, MiB", f"wall over {first}", f"CPU over {first}"], rows)


def script(course):
    photos = sorted((course / "photos").iterdir())
    return ["python3", ROOT / "benches/opencv_skimage.py", "--threads", "2", *photos]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", nargs="*", default=[], metavar="TABLE", choices=[*TABLES, []])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--sizes", default="3,12,48", help="megapixels of the table of sizes")
    args = parser.parse_args()
    wanted, rounds, cores = args.tables or TABLES, args.rounds, os.cpu_count()
    lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
    model = next((l.split(": ")[1] for l in lines if l.startswith("model name")), platform.machine())
    load = os.getloadavg()[0]
    print(f"{datetime.date.today()}, {model}, {cores} cores, load {load:.1f} before; medians of {rounds}")
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        course = phantom(work / "course", SIZES[12])
        if "decoding" in wanted:
            others = {"libjpeg-turbo": decoder(sorted((course / "photos").iterdir()))}
            compared("Against decoding alone, four 12 MP photos, two threads", course, others, rounds)
        if "opencv" in wanted:
            others = {"the script": script(course)}
            compared("Against OpenCV and scikit-image, the same", course, others, min(rounds, 3))
        if "size" in wanted:
            sizes = [int(s) for s in args.sizes.split(",")]
            named = [(f"{s} MP", course if s == 12 else phantom(work / f"mp{s}", SIZES[s]), 2) for s in sizes]
            both("Photo size, four photos, two threads", "photo", named, rounds)
        if "photos" in wanted:
            counts = [2, 4, 8, 16]
            named = [(str(n), with_photos(course, work / f"photos{n}", n), 2) for n in counts]
            both("Number of 12 MP photos, two threads", "photos", named, rounds)
        if "regions" in wanted:
            named = [(str(n), with_regions(course, work / f"regions{n}", n), 2) for n in (1, 5, 20)]
            both("Number of regions, four 12 MP photos, two threads", "regions", named, rounds)
        if "threads" in wanted:
            counts = sorted({1, 2, cores} | {n for n in (4, 8) if n <= cores})
            both("Threads, four 12 MP photos", "threads", [(str(n), course, n) for n in counts], rounds)


if __name__ == "__main__":
    main()
