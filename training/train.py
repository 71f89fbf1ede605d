"""Trains the networks of the learned coverage level: train.py OUT.bin FEATURES.bin..."""
import os
import sys
import numpy as np
import rows as known_rows

FEATURES, HEAD = 57, 6  # HEAD: photo, subset, region, pixels, true openness, brightness
HIDDEN, MEMBERS, EPOCHS, BATCH = (32, 16), 3, 14, 2048
NOISE = 0.1          # jitter of the inputs, standard deviations
PHOTO_WEIGHT = 3.0   # weight of a photo's mean error against that of single blocks
FAR, LEAK = 4.0, 0.1
ROUGHNESS, BLURRED = 8, -4.2  # the feature that tells blur, and the photo mean below which a photo is left out


def load(paths):
    parts, first = [], 0
    for path in paths:
        rows = np.fromfile(path, "<f4").reshape(-1, HEAD + FEATURES)
        photos = rows[:, 0] * 2 + rows[:, 1]
        ids, of = np.unique(photos, return_inverse=True)
        rough = np.bincount(of, rows[:, HEAD + ROUGHNESS]) / np.bincount(of)
        keep = (rough > BLURRED)[of]
        parts.append((rows[keep], of[keep] + first))
        first += len(ids)
    return np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])


def forward(weights, offsets, x):
    layers = [x]
    for i, (w, b) in enumerate(zip(weights, offsets)):
        z = layers[-1] @ w + b
        layers.append(np.maximum(z, LEAK * z) if i + 1 < len(weights) else z)
    return layers


def train(x, y, photo, seed):
    rng = np.random.default_rng(seed)
    sizes = (x.shape[1], *HIDDEN, 1)
    weights = [rng.normal(0, np.sqrt(2 / a), (a, b)).astype(np.float32) for a, b in zip(sizes, sizes[1:])]
    offsets = [np.zeros(b, np.float32) for b in sizes[1:]]
    weights[-1] *= 0.1
    parts = [np.flatnonzero(photo == p) for p in np.unique(photo)]
    per_batch = max(1, int(BATCH / np.mean([len(p) for p in parts])))
    parameters = [*weights, *offsets]
    mean = [0 * p for p in parameters]
    square = [0 * p for p in parameters]
    steps, step = EPOCHS * len(parts) // per_batch, 0
    for _ in range(EPOCHS):
        order = rng.permutation(len(parts))
        for k in range(0, len(order), per_batch):
            chosen = [parts[j] for j in order[k:k + per_batch]]
            rows, lengths = np.concatenate(chosen), [len(p) for p in chosen]
            noisy = x[rows] + NOISE * rng.normal(size=(len(rows), x.shape[1])).astype(np.float32)
            layers = forward(weights, offsets, noisy)
            out = 1 / (1 + np.exp(-layers[-1][:, 0]))
            error = out - y[rows]
            starts = np.r_[0, np.cumsum(lengths)[:-1]]
            of_photo = np.repeat(np.add.reduceat(error, starts) / lengths, lengths)
            slope = ((error + PHOTO_WEIGHT * of_photo) * out * (1 - out) / len(rows))[:, None].astype(np.float32)
            gradients_w, gradients_b = [], []
            for i in range(len(weights) - 1, -1, -1):
                gradients_w.insert(0, layers[i].T @ slope + 1e-4 * weights[i])
                gradients_b.insert(0, slope.sum(0))
                if i:
                    slope = (slope @ weights[i].T) * np.where(layers[i] > 0, 1, LEAK).astype(np.float32)
            step += 1
            rate = 2e-3 * 0.5 * (1 + np.cos(np.pi * step / (steps + 1)))
            for i, g in enumerate([*gradients_w, *gradients_b]):  # Adam
                mean[i] = 0.9 * mean[i] + 0.1 * g
                square[i] = 0.999 * square[i] + 0.001 * g * g
                step_size = (mean[i] / (1 - 0.9 ** step)) / (np.sqrt(square[i] / (1 - 0.999 ** step)) + 1e-7)
                parameters[i] -= (rate * step_size).astype(np.float32)
    return weights, offsets


rows, photo = load(sys.argv[2:])
features = rows[:, HEAD:]
centre, spread = features.mean(0), features.std(0) + 1e-3
inputs = np.clip((features - centre) / spread, -FAR, FAR)
print(f"{len(rows)} blocks of {len(np.unique(photo))} views")
values = [centre, spread]
for seed in range(MEMBERS):
    for w, b in zip(*train(inputs, rows[:, 4], photo, seed)):
        values += [w.ravel(), b]
np.concatenate(values).astype("<f4").tofile(sys.argv[1])
known_rows.write(sys.argv[1], os.path.splitext(sys.argv[1])[0] + "_rows.json")
