"""Pictures without a head, made up: dead leaves, stripes, text, plates, tiles of shuffled photos.

Leaves and tiles take their textures from the training photos themselves, so that colour and grain say nothing.
"""

import cv2
import numpy as np

from photos import KEPT

TEXTURES = 150  # made once, used again and again


def noise(rng, slope):
    """A picture of coloured noise whose spectrum falls with the frequency to the power `slope`."""
    fy, fx = np.fft.fftfreq(KEPT)[:, None], np.fft.fftfreq(KEPT)[None]
    falling = 1 / np.maximum(np.hypot(fx, fy), 1 / KEPT) ** slope
    planes = [np.fft.ifft2(np.fft.fft2(rng.normal(size=(KEPT, KEPT))) * falling).real for _ in range(3)]
    mixed = np.stack(planes, 2) / np.std(planes)
    mixed = mixed @ (np.eye(3) * rng.uniform(0, 1) + rng.uniform(0, 0.6))
    return 128 + mixed * rng.uniform(15, 50) + rng.normal(0, 40, 3)


def patch(photos, rng, smallest=0.08, largest=0.25):
    """A small piece of a photo, enlarged to a whole picture: a texture."""
    photo = photos[rng.integers(len(photos))]
    side = int(KEPT * rng.uniform(smallest, largest))
    y, x = rng.integers(0, KEPT - side, 2)
    piece = np.rot90(photo[y : y + side, x : x + side], rng.integers(4))
    return cv2.resize(piece, (KEPT, KEPT), interpolation=cv2.INTER_CUBIC).astype(np.float32)


def colour(rng):
    """Mostly the muted colours of things, warm ones more often; now and then any."""
    if rng.random() < 0.25:
        return rng.uniform(0, 255, 3)
    warm = rng.uniform(-10, 50) * np.array([-1.0, 0.0, 0.7])
    return np.clip(rng.uniform(20, 240) + warm + rng.normal(0, 15, 3), 0, 255)


def texture(photos, rng):
    """One of the ready textures, moved, turned and recoloured."""
    ready = photos[1]
    out = np.rot90(ready[rng.integers(len(ready))], rng.integers(4))
    out = np.roll(out, rng.integers(0, KEPT, 2), (0, 1))
    return np.ascontiguousarray(out) * np.exp(rng.normal(0, 0.2, 3))


def new_texture(photos, rng):
    kind = rng.random()
    if kind < 0.35:
        out = patch(photos, rng)
        if rng.random() < 0.6:
            out = out * np.exp(rng.normal(0, 0.4, 3))
        return out
    if kind < 0.6:
        return noise(rng, rng.uniform(0.6, 2.0))
    if kind < 0.8:
        return stripes(rng)
    return np.ones((KEPT, KEPT, 3)) * colour(rng) + rng.normal(0, rng.uniform(0, 12), (KEPT, KEPT, 1))


def stripes(rng):
    yy, xx = np.mgrid[:KEPT, :KEPT]
    a, b = colour(rng), colour(rng)
    out = 0
    for _ in range(rng.integers(1, 3)):
        angle, wave = rng.uniform(0, np.pi), rng.uniform(3, 50)
        s = np.sin((xx * np.cos(angle) + yy * np.sin(angle)) * 2 * np.pi / wave + rng.uniform(0, 6))
        out = out + (np.clip(s * rng.uniform(1, 6), -1, 1) + 1) / 2
    share = (out / np.max(out))[..., None]
    return a * share + b * (1 - share)


def shape(rng, centre, size):
    """Mask of an ellipse, a polygon or a smooth blob."""
    mask = np.zeros((KEPT, KEPT), np.uint8)
    kind = rng.random()
    if kind < 0.4:
        axes = (int(size), int(size * rng.uniform(0.4, 1)))
        cv2.ellipse(mask, [int(c) for c in centre], axes, rng.uniform(0, 180), 0, 360, 255, -1)
    elif kind < 0.7:
        n = rng.integers(3, 7)
        angles = np.sort(rng.uniform(0, 2 * np.pi, n))
        ring = centre + size * rng.uniform(0.6, 1.2, (n, 1)) * np.c_[np.cos(angles), np.sin(angles)]
        cv2.fillPoly(mask, [ring.astype(np.int32)], 255)
    else:
        angles = np.linspace(0, 2 * np.pi, 40, endpoint=False)
        radius = size * (1 + sum(rng.normal(0, 0.25 / k) * np.cos(k * angles + rng.uniform(0, 6)) for k in range(1, 6)))
        cv2.fillPoly(mask, [(centre + radius[:, None] * np.c_[np.cos(angles), np.sin(angles)]).astype(np.int32)], 255)
    return cv2.GaussianBlur(mask, (0, 0), rng.uniform(0.5, 1.5)).astype(np.float32)[..., None] / 255


def shaded(out, mask, rng):
    """Light from one side on a rounded thing."""
    if rng.random() < 0.6:
        height = cv2.GaussianBlur(mask, (0, 0), rng.uniform(4, 20))
        gx, gy = cv2.Sobel(height, cv2.CV_32F, 1, 0), cv2.Sobel(height, cv2.CV_32F, 0, 1)
        a = rng.uniform(0, 2 * np.pi)
        relief = gx * np.cos(a) + gy * np.sin(a)
        out = out * (1 + rng.uniform(0.1, 0.6) * relief / (np.abs(relief).max() + 1e-6))[..., None]
    return out


def leaves(photos, rng):
    """Dead leaves (Lee, Mumford & Huang 2001, doi:10.1023/A:1011109015675): the statistics of natural pictures."""
    out = texture(photos, rng)
    least = rng.uniform(3, 12)
    for _ in range(int(rng.uniform(4, 90))):
        size = min(least / np.sqrt(rng.uniform(0.004, 1)), 110)
        mask = shape(rng, rng.uniform(0, KEPT, 2), size)
        out = out * (1 - mask) + shaded(texture(photos, rng), mask[..., 0], rng) * mask
    return out


def thing(photos, rng):
    """One big round thing on a ground, with smaller things on it: a plate, a fruit, a cup, a button, a ball."""
    out = texture(photos, rng)
    centre, size = KEPT / 2 + rng.uniform(-15, 15, 2), rng.uniform(35, 75)
    mask = shape(rng, centre, size)
    out = out * (1 - mask) + shaded(texture(photos, rng), mask[..., 0], rng) * mask
    for _ in range(rng.integers(0, 25)):
        small = shape(rng, centre + rng.normal(0, size * 0.5, 2), rng.uniform(2, size * 0.5))
        out = out * (1 - small) + shaded(texture(photos, rng), small[..., 0], rng) * small
    return out


def page(photos, rng):
    """Lines of writing."""
    out = texture(photos, rng) if rng.random() < 0.3 else np.ones((KEPT, KEPT, 3)) * rng.uniform(170, 255)
    ink, y = colour(rng) * rng.uniform(0, 0.6), 6
    while y < KEPT:
        letters = "".join(chr(rng.integers(33, 126)) for _ in range(rng.integers(4, 40)))
        size = rng.uniform(0.25, 0.9)
        cv2.putText(out, letters, (int(rng.uniform(0, 20)), int(y)), int(rng.integers(0, 8)), size, ink.tolist(), 1)
        y += rng.uniform(10, 30) * size + 5
    return out


def tiles(photos, rng):
    """Tiles of photos in another order: everything of a head but the head."""
    photos, n = photos[0], rng.integers(3, 8)
    side, out = -(-KEPT // n), np.zeros((KEPT + n, KEPT + n, 3), np.float32)
    photo = photos[rng.integers(len(photos))]
    same = rng.random() < 0.5
    for i in range(n):
        for j in range(n):
            if not same:
                photo = photos[rng.integers(len(photos))]
            y, x = rng.integers(0, KEPT - side, 2)
            out[i * side : (i + 1) * side, j * side : (j + 1) * side] = np.rot90(
                photo[y : y + side, x : x + side], rng.integers(4)
            )[: out[i * side : (i + 1) * side].shape[0], : out[:, j * side : (j + 1) * side].shape[1]]
    return out[:KEPT, :KEPT]


def room(photos, rng):
    """Walls, a floor and boxes."""
    out = np.ones((KEPT, KEPT, 3)) * colour(rng)
    horizon = int(KEPT * rng.uniform(0.3, 0.8))
    out[horizon:] = texture(photos, rng)[horizon:]
    for _ in range(rng.integers(2, 12)):
        x, y = rng.uniform(-20, KEPT, 2).astype(int)
        w, h = rng.uniform(8, 90, 2).astype(int)
        box = texture(photos, rng)
        y0, x0 = max(y, 0), max(x, 0)
        out[y0 : y + h, x0 : x + w] = box[y0 : y + h, x0 : x + w]
        cv2.rectangle(out, (x, y), (x + w, y + h), (colour(rng) * 0.5).tolist(), 1)
    return out


def no_heads(photos, count, rng):
    """Pictures of `KEPT` px without a head; `photos` are squares of `KEPT` px."""
    ready = [new_texture(photos, rng) for _ in range(TEXTURES)]
    return [no_head((photos, ready), rng) for _ in range(count)]


def no_head(photos, rng):
    makers = [leaves, thing, page, tiles, room, texture, leaves, thing]
    out = makers[rng.integers(len(makers))](photos, rng)
    if rng.random() < 0.5:
        out = cv2.GaussianBlur(out.astype(np.float32), (0, 0), rng.uniform(0.3, 2))
    return np.clip(out, 0, 255).astype(np.uint8)
