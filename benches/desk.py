#!/usr/bin/env python3
"""How long the desk takes: the first page of a large clinic, a course of many photos, a dragged point.

    cargo build --release && python3 benches/desk.py [SUBJECTS] [PHOTOS] [FOLDER]      default: 500 6 /tmp

Renders four photos of 12 MP (`tricholapse phantom`), gives each a camera's EXIF, and copies them into
a clinic of SUBJECTS subjects with PHOTOS photos each; every subject has the report of a real run. The
copies are put out of the system's memory before the first start (posix_fadvise), so that they come
from the disk. A last subject has 36 photos. Prints Markdown. Needs about 2.5 MB a photo.
"""
import http.client
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BINARY = os.environ.get("TRICHOLAPSE", ROOT / "target/release/tricholapse")


def with_exif(jpeg, taken):
    """The JPEG with an EXIF block that says when it was taken (little-endian TIFF, one sub-IFD)."""
    text = taken.encode() + b"\0"
    tiff = b"II*\0" + struct.pack("<I", 8)
    tiff += struct.pack("<HHHII", 1, 0x8769, 4, 1, 26) + struct.pack("<I", 0)
    tiff += struct.pack("<HHHII", 1, 0x9003, 2, len(text), 44) + struct.pack("<I", 0) + text
    block = b"Exif\0\0" + tiff
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block + jpeg[2:]


def forget(folder):
    os.sync()
    for path in folder.rglob("*"):
        if path.is_file():
            with open(path, "rb") as file:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


class Desk:
    def __init__(self, clinic):
        self.process = subprocess.Popen([BINARY, "serve", "--no-open", clinic], stdout=subprocess.PIPE, text=True)
        for line in self.process.stdout:
            if "http://" in line:
                break
        address = line.strip().removeprefix("http://127.0.0.1:")
        port, token = address.split("/?t=")
        self.port = int(port)
        self.headers = {"Cookie": f"tricholapse_desk_{port}={token}", "Origin": f"http://127.0.0.1:{port}", "Content-Type": "application/json"}

    def connection(self):
        return http.client.HTTPConnection("127.0.0.1", self.port)

    def ask(self, path, body=None, connection=None):
        connection = connection or self.connection()
        connection.request("POST" if body else "GET", path, body and json.dumps(body), self.headers)
        answer = connection.getresponse()
        data = answer.read()
        assert answer.status == 200, (path, answer.status, data[:200])
        return data

    def cpu(self):
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self):
        self.process.kill()
        self.process.wait()


def timed(what):
    begin = time.perf_counter()
    result = what()
    return time.perf_counter() - begin, result


def six_at_once(desk, paths):
    """As a browser asks: six connections."""
    waiting = list(paths)[::-1]
    def work():
        connection = desk.connection()
        while waiting:
            try:
                path = waiting.pop()
            except IndexError:
                return
            desk.ask(path, connection=connection)
    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def row(what, seconds, cpu=None):
    print(f"| {what} | {seconds:.2f} | {'' if cpu is None else f'{cpu:.2f}'} |", flush=True)


def measured(desk, what, ask):
    """A row for a request: seconds by the clock, and of CPU in the desk (Linux)."""
    before = desk.cpu()
    seconds, result = timed(ask)
    row(what, seconds, desk.cpu() - before)
    return result


def main():
    subjects, photos = [int(a) for a in (sys.argv[1:3] + ["500", "6"][len(sys.argv[1:3]):])]
    work = Path(tempfile.mkdtemp(prefix="desk-bench.", dir=sys.argv[3] if len(sys.argv) > 3 else "/tmp"))
    try:
        source = work / "source"
        subprocess.run([BINARY, "phantom", source, "--preset", "ordinary", "--seed", "5", "--size", "3000x4000", "-q"], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([BINARY, "analyze", source, "-o", work / "out", "-q"], stdout=subprocess.DEVNULL)
        pictures = [p.read_bytes() for p in sorted((source / "photos").iterdir())]
        clinic = work / "clinic"
        def fill(name, n, report):
            folder = clinic / name / "photos"
            folder.mkdir(parents=True)
            for i in range(n):
                month, year = 1 + i % 12, 2024 + i // 12
                data = with_exif(pictures[i % len(pictures)], f"{year}:{month:02}:12 10:00:00")
                (folder / f"{year}-{month:02}-12_vertex.jpg").write_bytes(data)
            (clinic / name / "course.toml").write_text(f'subject = "{name}"\nsessions = [2024-01-12, 2024-01-22]\nmarks_months = [1, 3, 6, 12]\n')
            if report:
                kept = clinic / name / "reports/2026-01-12_method-10"
                kept.mkdir(parents=True)
                shutil.copy(work / "out/report.json", kept)
        for k in range(subjects):
            fill(f"P-{k:04}", photos, True)
        fill("P-36", 36, False)
        forget(clinic)
        print(f"{subjects} subjects of {photos} photos of 12 MP ({len(pictures[0]) / 1e6:.1f} MB), a report each; load before {os.getloadavg()[0]:.1f}\n")
        print("| what | seconds | CPU, s |\n|---|---|---|")
        seconds, desk = timed(lambda: Desk(clinic))
        row("start until the address is printed", seconds)
        clinic_page = lambda: desk.ask("/api/clinic")
        data = measured(desk, "first page of the clinic, nothing in memory", clinic_page)
        assert len(json.loads(data)["subjects"]) == subjects + 1
        measured(desk, "the same again", clinic_page)
        desk.end()
        desk = Desk(clinic)
        measured(desk, "first page after a second start", clinic_page)
        forget(clinic / "P-36")
        data = measured(desk, "course of 36 photos of 12 MP: what is known of them", lambda: desk.ask("/api/course?s=P-36"))
        files = [photo["file"] for photo in json.loads(data)["photos"]]
        small = lambda what: six_at_once(desk, [f"/api/{what}?s=P-36&f={f}" for f in files])
        measured(desk, "its 36 thumbnails, made", lambda: small("thumb"))
        measured(desk, "its 36 thumbnails, kept", lambda: small("thumb"))
        measured(desk, "what the program sees on the 36, made while one reads", lambda: small("seen"))
        measured(desk, "the same, kept", lambda: small("seen"))
        def drag(k):
            points = [[900, 1200, 905 + k, 1195], [2000, 1300, 2004, 1303], [1500, 2600, 1498, 2603]]
            return desk.ask("/api/align?s=P-36", {"reference": files[0], "moving": files[1], "points": points})
        measured(desk, "a pair opened for points", lambda: drag(0))
        times = sorted(timed(lambda: drag(k))[0] for k in range(1, 51))
        row("a dragged point, median of 50", times[25])
        row("a dragged point, slowest of 50", times[-1])
        desk.end()
    finally:
        shutil.rmtree(work)


main()
