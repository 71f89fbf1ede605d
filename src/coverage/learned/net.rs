//! A small neural network: how open a block is, from its description.
//!
//! Trained on renderings of this project's phantom alone, by `training/train.py`, which writes the
//! weights. An ensemble of multilayer perceptrons whose mean is taken: single ones differ by more
//! than their mean errs.

use crate::coverage::learned::features::FEATURES;

/// Values in the hidden layers.
const HIDDEN: [usize; 2] = [32, 16];
/// Slope of a hidden unit below zero (leaky rectifier).
const LEAK: f32 = 0.1;
/// Descriptions further from the training set's mean are cut off, standard deviations.
const FAR: f32 = 4.0;
/// Weights as little-endian 32-bit floats: mean and standard deviation of the descriptions, then
/// for every network and layer the weights (inputs by outputs, row by row) and the offsets.
const WEIGHTS: &[u8] = include_bytes!("net.bin");

/// The ensemble.
#[derive(Debug)]
pub(crate) struct OpennessNet {
    mean: Vec<f32>,
    spread: Vec<f32>,
    members: Vec<[Layer; 3]>,
}

#[derive(Debug)]
struct Layer {
    outputs: usize,
    weights: Vec<f32>,
    offsets: Vec<f32>,
}

impl OpennessNet {
    /// Reads the weights that come with the program.
    pub(crate) fn built_in() -> Self {
        let mut values = WEIGHTS
            .chunks_exact(4)
            .map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]))
            .collect::<Vec<f32>>()
            .into_iter();
        let mut take = |n: usize| -> Vec<f32> { values.by_ref().take(n).collect() };
        let (mean, spread) = (take(FEATURES), take(FEATURES));
        let sizes = [
            (FEATURES, HIDDEN[0]),
            (HIDDEN[0], HIDDEN[1]),
            (HIDDEN[1], 1),
        ];
        let per_member: usize = sizes.iter().map(|(i, o)| i * o + o).sum();
        let count = (WEIGHTS.len() / 4 - 2 * FEATURES) / per_member;
        let members = (0..count)
            .map(|_| {
                sizes.map(|(inputs, outputs)| Layer {
                    outputs,
                    weights: take(inputs * outputs),
                    offsets: take(outputs),
                })
            })
            .collect();
        Self {
            mean,
            spread,
            members,
        }
    }

    /// Share of scalp left open in a block so described, 0..1.
    pub(crate) fn open(&self, features: &[f32; FEATURES]) -> f64 {
        let inputs: Vec<f32> = features
            .iter()
            .zip(self.mean.iter().zip(&self.spread))
            .map(|(v, (mean, spread))| ((v - mean) / spread).clamp(-FAR, FAR))
            .collect();
        let sum: f64 = self.members.iter().map(|m| member(m, &inputs)).sum();
        sum / self.members.len() as f64
    }
}

fn member(layers: &[Layer; 3], inputs: &[f32]) -> f64 {
    let first = rectified(layers[0].apply(inputs));
    let second = rectified(layers[1].apply(&first));
    let out = f64::from(layers[2].apply(&second)[0]);
    1.0 / (1.0 + (-out).exp())
}

fn rectified(values: Vec<f32>) -> Vec<f32> {
    values.into_iter().map(|v| v.max(LEAK * v)).collect()
}

impl Layer {
    fn apply(&self, inputs: &[f32]) -> Vec<f32> {
        let mut out = self.offsets.clone();
        for (row, input) in self.weights.chunks_exact(self.outputs).zip(inputs) {
            for (sum, weight) in out.iter_mut().zip(row) {
                *sum += weight * input;
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_fill_the_layers() {
        let net = OpennessNet::built_in();
        assert!(!net.members.is_empty());
        let used: usize = net
            .members
            .iter()
            .flatten()
            .map(|l| l.weights.len() + l.offsets.len())
            .sum();
        assert_eq!(4 * (used + 2 * FEATURES), WEIGHTS.len());
        assert!(net.spread.iter().all(|&s| s > 0.0));
    }

    /// `training/rows.py` read the weights by itself and wrote down what they say.
    #[test]
    fn training_and_program_read_the_same_from_the_weights() {
        let known: serde_json::Value =
            serde_json::from_str(include_str!("net_rows.json")).expect("JSON");
        let net = OpennessNet::built_in();
        let rows: Vec<Vec<f32>> = serde_json::from_value(known["rows"].clone()).expect("rows");
        let open: Vec<f64> = serde_json::from_value(known["open"].clone()).expect("answers");
        assert_eq!((rows.len(), open.len()), (8, 8));
        for (row, wanted) in rows.iter().zip(open) {
            let features: &[f32; FEATURES] = row.as_slice().try_into().expect("a whole row");
            // Sums of 57 and 32 products in single precision, in another order: some 1e-6.
            let got = net.open(features);
            assert!((got - wanted).abs() < 1e-5, "{got} {wanted}");
        }
    }

    #[test]
    fn a_darker_block_is_less_open() {
        let net = OpennessNet::built_in();
        let mut features = [0.0f32; FEATURES];
        features.copy_from_slice(&net.mean);
        let middle = net.open(&features);
        // The block's percentiles and mean, one standard deviation down.
        for (value, spread) in features.iter_mut().zip(&net.spread).take(8) {
            *value -= spread;
        }
        let dark = net.open(&features);
        assert!(dark < middle - 0.02, "{dark} {middle}");
    }
}
