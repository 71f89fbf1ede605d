//! The network: convolutions by channel and by place in turn, down to a sixteenth of the picture's
//! side and up again to half of it.

use std::sync::LazyLock;

/// Pixels of a side of the network's input.
pub(super) const SIDE: usize = 96;
/// Cells of a side of what it says.
pub(super) const CELLS: usize = SIDE / 2;
/// Channels on the way down, at a half, a quarter, an eighth and a sixteenth of the side.
const DOWN: [usize; 4] = [12, 20, 28, 30];
/// Channels on the way up, at an eighth, a quarter and a half of the side.
const UP: [usize; 3] = [16, 12, 8];
/// Per layer: scale and offset of each output as little-endian 32-bit floats, then the weights as
/// signed bytes, outputs innermost.
const WEIGHTS: &[u8] = include_bytes!("weights.bin");

/// Values of a square picture by row, column and channel.
#[derive(Debug, Clone)]
struct Plane {
    side: usize,
    channels: usize,
    values: Vec<f32>,
}

/// One layer; what its weights are taken over depends on how it is applied.
#[derive(Debug)]
struct Layer {
    offsets: Vec<f32>,
    /// By tap or input, then output.
    weights: Vec<f32>,
}

/// Each channel by itself, then all channels of a place together.
#[derive(Debug)]
struct Pair {
    depthwise: Layer,
    pointwise: Layer,
    stride: usize,
}

/// A step up: what comes from below, what the way down left at this size, and what both make.
#[derive(Debug)]
struct Step {
    below: Layer,
    beside: Layer,
    both: Pair,
}

#[derive(Debug)]
pub(super) struct ScalpNet {
    first: Layer,
    /// At a quarter, an eighth and twice a sixteenth of the side.
    down: [Pair; 4],
    up: [Step; 3],
    last: Layer,
}

/// The weights that come with the program.
pub(super) fn built_in() -> &'static ScalpNet {
    static NET: LazyLock<ScalpNet> = LazyLock::new(|| ScalpNet::read(WEIGHTS));
    &NET
}

impl ScalpNet {
    fn read(mut bytes: &[u8]) -> Self {
        let bytes = &mut bytes;
        let first = Layer::read(bytes, 9 * 3, DOWN[0]);
        let narrower = |i: usize, bytes: &mut &[u8]| Pair::read(bytes, DOWN[i], DOWN[i + 1], 2);
        let down = [
            narrower(0, bytes),
            narrower(1, bytes),
            narrower(2, bytes),
            Pair::read(bytes, DOWN[3], DOWN[3], 1),
        ];
        let mut from = DOWN[3];
        let up = std::array::from_fn(|i| {
            let step = Step {
                below: Layer::read(bytes, from, UP[i]),
                beside: Layer::read(bytes, DOWN[2 - i], UP[i]),
                both: Pair::read(bytes, UP[i], UP[i], 1),
            };
            from = UP[i];
            step
        });
        let last = Layer::read(bytes, from, 1);
        assert!(bytes.is_empty(), "weights of another network");
        Self {
            first,
            down,
            up,
            last,
        }
    }

    /// Log-odds of `CELLS` x `CELLS` cells, row by row, of a picture of `SIDE` x `SIDE` pixels of
    /// three values of zero mean and unit spread.
    pub(super) fn log_odds(&self, picture: &[f32]) -> Vec<f32> {
        let picture = Plane {
            side: SIDE,
            channels: 3,
            values: picture.to_vec(),
        };
        let mut left = vec![positive(self.first.convolved(&picture))];
        for pair in &self.down[..2] {
            let smaller = pair.apply(&left[left.len() - 1]);
            left.push(smaller);
        }
        let smallest = self.down[2].apply(&left[left.len() - 1]);
        let mut plane = self.down[3].apply(&smallest);
        for (step, beside) in self.up.iter().zip(left.iter().rev()) {
            plane = step.apply(&plane, beside);
        }
        self.last.pointwise(&plane).values
    }
}

impl Pair {
    fn read(bytes: &mut &[u8], inputs: usize, outputs: usize, stride: usize) -> Self {
        Self {
            depthwise: Layer::read(bytes, 9, inputs),
            pointwise: Layer::read(bytes, inputs, outputs),
            stride,
        }
    }

    fn apply(&self, plane: &Plane) -> Plane {
        let each = positive(self.depthwise.depthwise(plane, self.stride));
        positive(self.pointwise.pointwise(&each))
    }
}

impl Step {
    fn apply(&self, below: &Plane, beside: &Plane) -> Plane {
        let below = self.below.pointwise(below);
        let mut sum = self.beside.pointwise(beside);
        let channels = sum.channels;
        for (i, cell) in sum.values.chunks_exact_mut(channels).enumerate() {
            let (y, x) = (i / sum.side, i % sum.side);
            let from = (y / 2 * below.side + x / 2) * channels;
            for (value, more) in cell.iter_mut().zip(&below.values[from..]) {
                *value += more;
            }
        }
        self.both.apply(&positive(sum))
    }
}

fn positive(mut plane: Plane) -> Plane {
    for value in &mut plane.values {
        *value = value.max(0.0);
    }
    plane
}

impl Layer {
    fn read(bytes: &mut &[u8], rows: usize, outputs: usize) -> Self {
        let mut floats = || -> Vec<f32> {
            let (own, rest) = bytes.split_at(4 * outputs);
            *bytes = rest;
            let (words, _) = own.as_chunks::<4>();
            words.iter().map(|&word| f32::from_le_bytes(word)).collect()
        };
        let (scales, offsets) = (floats(), floats());
        let (levels, rest) = bytes.split_at(rows * outputs);
        *bytes = rest;
        let row = |levels: &[u8]| -> Vec<f32> {
            let scaled = levels.iter().zip(&scales);
            scaled
                .map(|(&level, scale)| f32::from(level as i8) * scale)
                .collect()
        };
        Self {
            offsets,
            weights: levels.chunks_exact(outputs).flat_map(row).collect(),
        }
    }

    fn outputs(&self) -> usize {
        self.offsets.len()
    }

    /// Every place by itself.
    fn pointwise(&self, plane: &Plane) -> Plane {
        let outputs = self.outputs();
        let mut values = Vec::with_capacity(plane.side * plane.side * outputs);
        for cell in plane.values.chunks_exact(plane.channels) {
            let at = values.len();
            values.extend_from_slice(&self.offsets);
            for (value, weights) in cell.iter().zip(self.weights.chunks_exact(outputs)) {
                for (sum, weight) in values[at..].iter_mut().zip(weights) {
                    *sum += value * weight;
                }
            }
        }
        Plane {
            side: plane.side,
            channels: outputs,
            values,
        }
    }

    /// Kernel 3 x 3 of each channel, zeros around.
    fn depthwise(&self, plane: &Plane, stride: usize) -> Plane {
        self.over_taps(plane, stride, |tap, cell, sums| {
            let weights = &self.weights[tap * cell.len()..];
            for ((sum, value), weight) in sums.iter_mut().zip(cell).zip(weights) {
                *sum += value * weight;
            }
        })
    }

    /// Kernel 3 x 3 of all channels together, stride 2, zeros around.
    fn convolved(&self, plane: &Plane) -> Plane {
        let outputs = self.outputs();
        self.over_taps(plane, 2, |tap, cell, sums| {
            let rows = self.weights[tap * cell.len() * outputs..].chunks_exact(outputs);
            for (value, weights) in cell.iter().zip(rows) {
                for (sum, weight) in sums.iter_mut().zip(weights) {
                    *sum += value * weight;
                }
            }
        })
    }

    /// Adds to the offsets what `add` makes of every tap of the kernel that lies on the plane.
    fn over_taps(
        &self,
        plane: &Plane,
        stride: usize,
        add: impl Fn(usize, &[f32], &mut [f32]),
    ) -> Plane {
        let side = plane.side / stride;
        let mut values = Vec::with_capacity(side * side * self.outputs());
        for place in 0..side * side {
            let (y, x) = (stride * (place / side), stride * (place % side));
            let at = values.len();
            values.extend_from_slice(&self.offsets);
            for tap in 0..9 {
                let (row, column) = (y + tap / 3, x + tap % 3);
                let inside = 1..=plane.side;
                if inside.contains(&row) && inside.contains(&column) {
                    let from = ((row - 1) * plane.side + column - 1) * plane.channels;
                    let cell = &plane.values[from..][..plane.channels];
                    add(tap, cell, &mut values[at..]);
                }
            }
        }
        Plane {
            side,
            channels: self.outputs(),
            values,
        }
    }
}
