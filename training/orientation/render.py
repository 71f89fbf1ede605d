"""Renders heads with a face from above, the front-top and behind, the forehead at every edge.

    python render.py TRICHOLAPSE OUT [COUNT] [SEED]
"""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np

# Degrees by which the head is bent, as seen from there.
PITCH = {"top": (-8, 28), "front-top": (-42, -22), "back": (62, 79)}


def spec(rng, seen_from, front):
    pick = lambda *names: names[rng.integers(len(names))]
    numbers = {
        "scene": {"face": True, "ears": True, "backdrop": pick("plain", "cluttered")},
        "camera": {
            "pitch_deg": round(rng.uniform(*PITCH[seen_from]), 1),
            "forehead": front,
            "head_share": round(rng.uniform(0.5, 0.8), 2),
        },
        "hair": {
            "colour": pick("black", "dark_brown", "brown", "red", "blond", "grey"),
            "style": pick("back", "side", "whorl"),
            "length_mm": round(rng.uniform(2, 45), 1),
        },
        "density": {
            "vertex_thinning": round(rng.uniform(0, 1), 2),
            "frontal_thinning": round(rng.uniform(0, 1), 2),
        },
    }
    lines = ["size_px = [240, 320]", "visit_days = [0]", f'skin = "{pick("very_fair", "fair", "medium", "brown", "dark")}"']
    for table, values in numbers.items():
        lines.append(f"[{table}]")
        lines += [f"{k} = {json.dumps(v)}" for k, v in values.items()]
    return "\n".join(lines) + "\n"


def main():
    program, out = sys.argv[1], Path(sys.argv[2])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 60
    first = int(sys.argv[4]) if len(sys.argv) > 4 else 4000
    rng = np.random.default_rng(first)
    for i in range(count):
        seen_from, front = list(PITCH)[i % 3], ["up", "right", "down", "left"][i // 3 % 4]
        folder = out / f"{i:03}"
        text = out / "spec.toml"
        out.mkdir(parents=True, exist_ok=True)
        text.write_text(spec(rng, seen_from, front))
        subprocess.run([program, "phantom", folder, "--spec", text, "--seed", str(first + i), "-q"], check=True)
        said = {"seen_from": seen_from, "front": front}
        (folder / "photos" / "orientation.json").write_text(json.dumps(said))


if __name__ == "__main__":
    main()
