//! A few ranks of some values without sorting all of them.

/// Parts of equal width between the least and the largest value into which values are sorted.
const PARTS: usize = 128;

/// Values in parts by size, each part sorted once it is asked for.
pub(super) struct Ranked {
    /// Part by part.
    values: Vec<f32>,
    /// Where each part begins, and where the last one ends.
    starts: [u32; PARTS + 1],
    sorted: [bool; PARTS],
}

impl Ranked {
    /// Of at least one value, all of them finite.
    pub(super) fn new(values: &[f32]) -> Self {
        let (mut least, mut most) = (f32::INFINITY, f32::NEG_INFINITY);
        for &v in values {
            least = if v < least { v } else { least };
            most = if v > most { v } else { most };
        }
        let scale = PARTS as f32 / (most - least).max(f32::MIN_POSITIVE);
        // Rises with the value: rounding cannot put two of them into the wrong order.
        let part = |&v: &f32| (((v - least) * scale) as u8).min(PARTS as u8 - 1);
        let parts: Vec<u8> = values.iter().map(part).collect();
        let mut starts = [0; PARTS + 1];
        for &part in &parts {
            starts[usize::from(part) + 1] += 1;
        }
        for k in 0..PARTS {
            starts[k + 1] += starts[k];
        }
        let mut next = starts;
        let mut parted = vec![0.0; values.len()];
        for (&v, &part) in values.iter().zip(&parts) {
            let at = &mut next[usize::from(part)];
            parted[*at as usize] = v;
            *at += 1;
        }
        Self {
            values: parted,
            starts,
            sorted: [false; PARTS],
        }
    }

    /// How many values there are.
    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    /// The value that so many others come before in rising order.
    pub(super) fn at(&mut self, rank: usize) -> f32 {
        let part = self.starts.partition_point(|&s| s as usize <= rank) - 1;
        if !self.sorted[part] {
            let [from, to] = [part, part + 1].map(|k| self.starts[k] as usize);
            self.values[from..to].sort_unstable_by(f32::total_cmp);
            self.sorted[part] = true;
        }
        self.values[rank]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rank_is_that_of_the_sorted_values() {
        let noise = |i: u32| (i.wrapping_mul(2_654_435_761) >> 12) as f32 / 1e6;
        let spread: Vec<f32> = (0..577).map(noise).collect();
        let skewed: Vec<f32> = spread.iter().map(|v| v.powi(9) - 0.1).collect();
        for values in [
            spread,
            skewed,
            vec![0.25; 40],
            vec![7.0],
            vec![-0.5, 3e30, 0.0],
        ] {
            let mut sorted = values.clone();
            sorted.sort_unstable_by(f32::total_cmp);
            let mut ranked = Ranked::new(&values);
            let found: Vec<f32> = (0..values.len()).rev().map(|i| ranked.at(i)).collect();
            assert!(found.iter().rev().eq(&sorted));
        }
    }
}
