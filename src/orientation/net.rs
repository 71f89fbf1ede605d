//! The networks: four convolutions of stride 2, then one score for every side from which a head
//! can be seen in its canonical pose, one for no head and one for a face. Looked through at four
//! quarter turns of the picture.

use std::sync::LazyLock;

use multiversion::multiversion;

use crate::model::SeenFrom;

/// Pixels of a side of the networks' input.
pub(crate) const SIDE: usize = 64;
/// Channels after each convolution.
const CHANNELS: [usize; 4] = [16, 32, 48, 64];
/// Side of what the last convolution leaves.
const LAST_SIDE: usize = SIDE >> CHANNELS.len();
/// Sides from which a head can be seen; their scores are in the order of `SeenFrom::ALL`.
pub(crate) const KINDS: usize = SeenFrom::ALL.len();
/// Scores of a look: the sides, no head, a face.
const OUTPUTS: usize = KINDS + 2;
/// Outputs computed together.
const BLOCK: usize = 16;
/// Per network and layer: scale and offset of each output as little-endian 32-bit floats, then
/// the weights as signed bytes in the order in which they are used.
const WEIGHTS: &[u8] = include_bytes!("weights.bin");

/// What the networks say of a picture, before it becomes probabilities (log-odds).
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scores {
    /// Of each quarter turn (counter-clockwise, that brings the head into its canonical pose) and
    /// each side.
    pub(crate) poses: [[f32; KINDS]; 4],
    /// That there is no head.
    pub(crate) none: f32,
    /// That a face is in view, should the turn be the one.
    pub(crate) faces: [f32; 4],
}

impl Scores {
    /// Of the mirrored picture: turns run the other way, left and right sides are swapped.
    pub(crate) fn mirrored(&self) -> Self {
        let turn = |k: usize| (4 - k) % 4;
        let swapped = |[top, front_top, front, back, left, right]: [f32; KINDS]| {
            [top, front_top, front, back, right, left]
        };
        Self {
            poses: std::array::from_fn(|k| swapped(self.poses[turn(k)])),
            none: self.none,
            faces: std::array::from_fn(|k| self.faces[turn(k)]),
        }
    }

    /// Mean of several looks.
    pub(crate) fn mean(looks: &[Self]) -> Self {
        let mean = |value: &dyn Fn(&Self) -> f32| {
            looks.iter().map(value).sum::<f32>() / looks.len() as f32
        };
        Self {
            poses: std::array::from_fn(|k| std::array::from_fn(|c| mean(&|s| s.poses[k][c]))),
            none: mean(&|s| s.none),
            faces: std::array::from_fn(|k| mean(&|s| s.faces[k])),
        }
    }
}

/// The ensemble; single networks differ by more than their mean errs.
#[derive(Debug)]
pub(crate) struct Nets {
    members: Vec<Member>,
}

#[derive(Debug)]
struct Member {
    convolutions: Vec<Convolution>,
    last: Dense,
}

#[derive(Debug)]
struct Convolution {
    inputs: usize,
    outputs: usize,
    offsets: Vec<f32>,
    /// By row, column, input, output.
    weights: Vec<[f32; BLOCK]>,
}

#[derive(Debug)]
struct Dense {
    offsets: [f32; OUTPUTS],
    /// By row, column and channel.
    weights: Vec<[f32; OUTPUTS]>,
}

/// The weights that come with the program.
pub(crate) fn built_in() -> &'static Nets {
    static NETS: LazyLock<Nets> = LazyLock::new(|| Nets::read(WEIGHTS));
    &NETS
}

impl Nets {
    fn read(mut bytes: &[u8]) -> Self {
        let mut members = Vec::new();
        while !bytes.is_empty() {
            members.push(Member::read(&mut bytes));
        }
        Self { members }
    }

    /// Scores of a picture of `SIDE` x `SIDE` pixels of three values.
    pub(crate) fn scores(&self, picture: &[f32]) -> Scores {
        let mut turned = picture.to_vec();
        let mut looks = vec![[[0.0; OUTPUTS]; 4]; self.members.len()];
        for k in 0..4 {
            for (look, member) in looks.iter_mut().zip(&self.members) {
                look[k] = member.apply(&turned);
            }
            turned = counter_clockwise(&turned);
        }
        let each: Vec<Scores> = looks.iter().map(scores_of).collect();
        Scores::mean(&each)
    }
}

fn scores_of(look: &[[f32; OUTPUTS]; 4]) -> Scores {
    Scores {
        poses: look.map(|s| std::array::from_fn(|c| s[c])),
        none: look.iter().map(|s| s[KINDS]).sum::<f32>() / 4.0,
        faces: look.map(|s| s[KINDS + 1]),
    }
}

/// The picture turned by a quarter: its right edge comes to lie above.
fn counter_clockwise(picture: &[f32]) -> Vec<f32> {
    let (pixels, _) = picture.as_chunks::<3>();
    let mut turned: Vec<[f32; 3]> = Vec::with_capacity(pixels.len());
    for y in 0..SIDE {
        turned.extend((0..SIDE).map(|x| pixels[x * SIDE + (SIDE - 1 - y)]));
    }
    turned.into_flattened()
}

fn take<'a>(bytes: &mut &'a [u8], n: usize) -> &'a [u8] {
    let (head, tail) = bytes.split_at(n);
    *bytes = tail;
    head
}

fn take_floats(bytes: &mut &[u8], n: usize) -> Vec<f32> {
    let values = take(bytes, 4 * n).chunks_exact(4);
    values
        .map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]))
        .collect()
}

impl Member {
    fn read(bytes: &mut &[u8]) -> Self {
        let mut inputs = 3;
        let convolutions = CHANNELS
            .iter()
            .map(|&outputs| {
                let read = Convolution::read(bytes, inputs, outputs);
                inputs = outputs;
                read
            })
            .collect();
        Self {
            convolutions,
            last: Dense::read(bytes, inputs * LAST_SIDE * LAST_SIDE),
        }
    }

    fn apply(&self, picture: &[f32]) -> [f32; OUTPUTS] {
        let mut side = SIDE;
        let mut values = picture.to_vec();
        for convolution in &self.convolutions {
            values = convolution.apply(&values, side);
            side /= 2;
        }
        self.last.apply(&values)
    }
}

impl Convolution {
    fn read(bytes: &mut &[u8], inputs: usize, outputs: usize) -> Self {
        let (scale, offsets) = (take_floats(bytes, outputs), take_floats(bytes, outputs));
        let per_block = 9 * inputs;
        let levels = take(bytes, outputs * per_block).chunks_exact(BLOCK);
        let blocks = outputs / BLOCK;
        let mut weights = vec![[0.0; BLOCK]; blocks * per_block];
        for (i, levels) in levels.enumerate() {
            let (block, tap) = (i / per_block, i % per_block);
            let weights = &mut weights[tap * blocks + block];
            let scale = &scale[block * BLOCK..][..BLOCK];
            for ((weight, &level), scale) in weights.iter_mut().zip(levels).zip(scale) {
                *weight = f32::from(level as i8) * scale;
            }
        }
        Self {
            inputs,
            outputs,
            offsets,
            weights,
        }
    }

    /// Kernel 3 x 3, stride 2, one pixel of zeros around; negative values become zero.
    fn apply(&self, values: &[f32], side: usize) -> Vec<f32> {
        let half = side / 2;
        let mut out = vec![0.0; half * half * self.outputs];
        convolve(self, values, side, &mut out);
        out
    }
}

/// What [`Convolution::apply`] gives, written to `out`.
#[multiversion(targets("x86_64+avx+avx2"))]
fn convolve(convolution: &Convolution, values: &[f32], side: usize, out: &mut [f32]) {
    match convolution.outputs / BLOCK {
        1 => convolve_blocks::<1>(convolution, values, side, out),
        2 => convolve_blocks::<2>(convolution, values, side, out),
        3 => convolve_blocks::<3>(convolution, values, side, out),
        _ => convolve_blocks::<4>(convolution, values, side, out),
    }
}

/// All `BLOCKS` blocks of outputs place by place: so many sums are under way at once.
#[inline(always)]
fn convolve_blocks<const BLOCKS: usize>(
    convolution: &Convolution,
    values: &[f32],
    side: usize,
    out: &mut [f32],
) {
    let (half, inputs) = (side / 2, convolution.inputs);
    let (offsets, _) = convolution.offsets.as_chunks::<BLOCK>();
    let (weights, _) = convolution.weights.as_chunks::<BLOCKS>();
    let (out, _) = out.as_chunks_mut::<BLOCK>();
    for y in 0..half {
        for x in 0..half {
            let mut sums = [[0.0; BLOCK]; BLOCKS];
            sums.copy_from_slice(&offsets[..BLOCKS]);
            // One pixel of zeros lies around the picture: of a row's taps the first is left out at
            // its left, the last at its right.
            let first = usize::from(x == 0);
            let end = (side + 1 - 2 * x).min(3);
            let run = (end - first) * inputs;
            for tap in 0..3 {
                let row = 2 * y + tap;
                if row == 0 || row > side {
                    continue;
                }
                let at = (row - 1) * side + 2 * x + first - 1;
                let from = &values[at * inputs..][..run];
                let weights = &weights[(tap * 3 + first) * inputs..][..run];
                for i in 0..run {
                    for b in 0..BLOCKS {
                        for o in 0..BLOCK {
                            sums[b][o] += from[i] * weights[i][b][o];
                        }
                    }
                }
            }
            let out = &mut out[(y * half + x) * BLOCKS..][..BLOCKS];
            for b in 0..BLOCKS {
                for o in 0..BLOCK {
                    out[b][o] = sums[b][o].max(0.0);
                }
            }
        }
    }
}

impl Dense {
    fn read(bytes: &mut &[u8], inputs: usize) -> Self {
        let (scale, offsets) = (take_floats(bytes, OUTPUTS), take_floats(bytes, OUTPUTS));
        let levels = take(bytes, inputs * OUTPUTS).chunks_exact(OUTPUTS);
        Self {
            offsets: std::array::from_fn(|o| offsets[o]),
            weights: levels
                .map(|l| std::array::from_fn(|o| f32::from(l[o] as i8) * scale[o]))
                .collect(),
        }
    }

    fn apply(&self, values: &[f32]) -> [f32; OUTPUTS] {
        let mut sums = self.offsets;
        for (value, weights) in values.iter().zip(&self.weights) {
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += value * weight;
            }
        }
        sums
    }
}
