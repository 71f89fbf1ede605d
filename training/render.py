"""Renders single photos of widely varied phantoms: render.py TRICHOLAPSE OUT soft|phone FIRST_SEED COUNT"""
import glob
import math
import os
import random
import subprocess
import sys

import numpy as np
from PIL import Image, ImageFilter

COLOURS = ["black", "dark_brown", "brown", "red", "blond", "grey"]
SKINS = ["very_fair", "fair", "medium", "brown", "dark"]
# Largest factor on the hair's reflectance, by colour.
LIGHTEST = {"black": 4, "dark_brown": 5, "brown": 4, "red": 2.5, "blond": 1.3}


def spec(seed, kind):
    r = random.Random(seed)
    u = r.uniform

    def spread(low, high):
        return math.exp(u(math.log(low), math.log(high)))

    weights = [.22, .28, .27, .06, .07, .10] if kind == "phone" else [.26, .28, .24, .07, .07, .08]
    colour = r.choices(COLOURS, weights)[0]
    skin = r.choices(SKINS, [.24, .3, .28, .12, .06])[0]
    lightness = 1.0
    if kind == "phone" and colour != "grey":
        lightness = spread(.7, LIGHTEST[colour])
    length = spread(1.5, 7) if r.random() < .2 else spread(7, 60)
    width = r.choice([600, 700, 760, 760, 760, 900, 1100])
    thin = r.random()
    low, high = sorted((r.randint(60, 97), r.randint(60, 97)))
    return f"""size_px = [{width}, {int(width * 4 / 3)}]
visit_days = [0]
sessions = 0
skin = "{skin}"
[hair]
colour = "{colour}"
lightness = {lightness:.3f}
style = "{r.choice(['back', 'side', 'whorl'])}"
length_mm = {length:.2f}
calibre_um = {spread(38, 110):.1f}
curl = {u(0, .35) if r.random() < .75 else u(.3, .9):.3f}
shine = {u(.05, .8):.3f}
shadow = {u(.1, .8):.3f}
[density]
hairs_per_cm2 = {u(60, 240):.1f}
vertex_thinning = {(u(0, .5) if thin < .3 else u(.5, .98)):.3f}
frontal_thinning = {u(0, .95):.3f}
[scene]
backdrop = "plain"
moles = {r.randint(0, 8)}
[camera]
distance_mm = {u(400, 900):.0f}
head_share = {u(.56, .74):.3f}
pitch_deg = {u(5, 25):.1f}
[variation]
light_deg = 40.0
light_gradient = {u(0, .3):.3f}
exposure_ev = 0.6
white_balance = 0.18
blur_permille = {u(0, 2.6):.3f}
noise = {u(.002, .03):.4f}
jpeg_quality = [{low}, {high}]
"""


def develop(folder, seed):
    """Half of the photos as phones develop them: tone curve, sharpening, compression."""
    r = random.Random(seed ^ 0x5EED)
    u = r.uniform
    if r.random() < .45:
        return
    file = glob.glob(folder + "/photos/*.jpg")[0]
    a = np.asarray(Image.open(file).convert("RGB"), np.float32) / 255
    a = a ** math.exp(u(-.3, .3))
    s = u(-.5, .8)
    a = (1 - s) * a + s * (3 * a * a - 2 * a ** 3) if s > 0 else (1 + .5 * s) * a - .25 * s
    photo = Image.fromarray((a.clip(0, 1) * 255).round().astype(np.uint8))
    if r.random() < .6:
        photo = photo.filter(ImageFilter.UnsharpMask(u(.6, 3), int(u(20, 160)), 0))
    photo.save(file, quality=r.randint(70, 96))


tool, out, kind, first, count = sys.argv[1:]
os.makedirs(out, exist_ok=True)
for seed in range(int(first), int(first) + int(count)):
    folder, settings = f"{out}/{seed}", f"{out}/spec.{seed}.toml"
    with open(settings, "w") as file:
        file.write(spec(seed, kind))
    command = [tool, "phantom", "--spec", settings, "--seed", str(seed), folder, "-q", "--jobs", "1"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    os.remove(settings)
    if kind == "phone":
        develop(folder, seed)
