//! The darkness across a shaft: lateral profiles, averaged along a short piece of it.

use multiversion::multiversion;

use crate::plane::Plane;

/// Samples per px across.
pub(super) const PER_PX: f32 = 2.0;
/// Longest half profile, samples.
pub(super) const MAX_HALF: usize = 44;
/// Samples worked out together.
const LANES: usize = 8;
/// Room of a profile: whole lots of [`LANES`].
const ROOM: usize = (2 * MAX_HALF + 1).next_multiple_of(LANES);
/// Added before the fraction is cut off, for the nearest whole number: the greatest value below a half.
const NEAREST: f32 = 0.499_999_97;

/// A lateral profile in half-px samples; sample `half` lies on the axis, later ones to the left of
/// the heading (towards `(-sin, cos)`).
#[derive(Debug, Clone)]
pub(super) struct Profile {
    values: [f32; ROOM],
    half: usize,
}

/// Where a profile is taken: a place, a heading, the curvature of the axis and how much of it is
/// averaged.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cut {
    /// Centre, working px.
    pub(crate) x: f32,
    /// Centre, working px.
    pub(crate) y: f32,
    /// Heading, radians.
    pub(crate) heading: f32,
    /// Curvature, 1/px.
    pub(crate) curvature: f32,
    /// Length averaged, px.
    pub(crate) length: f32,
    /// Lines averaged over it.
    pub(crate) lines: usize,
}

/// Value between pixels, the border repeated outwards.
#[inline]
pub(super) fn sampled(map: &Plane, x: f32, y: f32) -> f32 {
    let x = x.max(0.0).min(map.width as f32 - 1.001);
    let y = y.max(0.0).min(map.height as f32 - 1.001);
    // By way of 32 bits, which takes a third of the instructions.
    let (column, row) = (x as u32, y as u32);
    let (fx, fy) = (x - column as f32, y - row as f32);
    let i = row as usize * map.width + column as usize;
    let top = &map.data[i..i + 2];
    let below = &map.data[i + map.width..i + map.width + 2];
    let a = top[0] + (top[1] - top[0]) * fx;
    let b = below[0] + (below[1] - below[0]) * fx;
    a + (b - a) * fy
}

impl Profile {
    /// The profile at `cut`, `half` px to either side at most.
    pub(crate) fn across(map: &Plane, cut: Cut, half_px: f32) -> Self {
        let half = ((half_px * PER_PX).ceil() as usize).min(MAX_HALF);
        let mut values = [0.0f32; ROOM];
        add_lines(map, cut, half, &mut values);
        let norm = 1.0 / cut.lines as f32;
        values.iter_mut().for_each(|v| *v *= norm);
        Self { values, half }
    }

    /// The samples.
    pub(crate) fn values(&self) -> &[f32] {
        &self.values[..2 * self.half + 1]
    }

    /// Index of the sample on the axis.
    pub(crate) fn half(&self) -> usize {
        self.half
    }

    /// Mean between two lateral positions, px.
    #[inline]
    pub(crate) fn band(&self, from: f32, to: f32) -> f32 {
        let last = 2 * self.half;
        let index = |at: f32| {
            let at = self.half as f32 + PER_PX * at + NEAREST;
            at.clamp(0.0, last as f32) as u32 as usize
        };
        let (a, b) = (index(from), index(to));
        if b < a {
            return 0.0;
        }
        self.values[a..=b].iter().sum::<f32>() / (b - a + 1) as f32
    }

    /// Lateral position where the profile, walked from sample `from` downwards (towards lower
    /// indices) over at most `steps` samples, falls below `level`; px from the axis.
    pub(crate) fn falls_left(&self, from: usize, steps: usize, level: f32) -> Option<f32> {
        let v = self.values();
        let stop = from.saturating_sub(steps);
        let mut i = from;
        while i > stop && i > 0 {
            if v[i] >= level && v[i - 1] < level {
                let at = i as f32 - (v[i] - level) / (v[i] - v[i - 1] + 1e-9);
                return Some((at - self.half as f32) / PER_PX);
            }
            i -= 1;
        }
        None
    }

    /// Lateral position where the profile, walked from sample `from` upwards over at most `steps`
    /// samples, falls below `level`; px from the axis.
    pub(crate) fn falls_right(&self, from: usize, steps: usize, level: f32) -> Option<f32> {
        let v = self.values();
        let stop = (from + steps).min(v.len() - 1);
        let mut i = from;
        while i < stop {
            if v[i] >= level && v[i + 1] < level {
                let at = i as f32 + (v[i] - level) / (v[i] - v[i + 1] + 1e-9);
                return Some((at - self.half as f32) / PER_PX);
            }
            i += 1;
        }
        None
    }
}

/// Adds the samples of each line of `cut` to `values`, sample `half` on the axis; what lies beyond sample
/// `2 * half` is no part of the profile.
#[multiversion(targets("x86_64+avx+avx2"))]
fn add_lines(map: &Plane, cut: Cut, half: usize, values: &mut [f32; ROOM]) {
    let lots = (2 * half + 1).div_ceil(LANES);
    let width = map.width;
    let (right, bottom) = (width as f32 - 1.001, map.height as f32 - 1.001);
    for line in 0..cut.lines {
        let s = (line as f32 + 0.5) / cut.lines as f32 * cut.length - 0.5 * cut.length;
        let (middle, heading) = (
            cut.heading + 0.5 * cut.curvature * s,
            cut.heading + cut.curvature * s,
        );
        let (sin, cos) = middle.sin_cos();
        let (nx, ny) = (-heading.sin(), heading.cos());
        let (cx, cy) = (cut.x + s * cos, cut.y + s * sin);
        for (lot, values) in values.chunks_exact_mut(LANES).take(lots).enumerate() {
            // Places of all lanes, then their pixels one by one, then all lanes mixed: only the middle
            // part takes them singly.
            let first = (lot * LANES) as i32 - half as i32;
            let mut at = [0i32; LANES];
            let (mut across, mut down) = ([0.0f32; LANES], [0.0f32; LANES]);
            for k in 0..LANES {
                let d = (first + k as i32) as f32 / PER_PX;
                let x = (cx + d * nx).max(0.0).min(right);
                let y = (cy + d * ny).max(0.0).min(bottom);
                let (column, row) = (x as i32, y as i32);
                across[k] = x - column as f32;
                down[k] = y - row as f32;
                at[k] = row * width as i32 + column;
            }
            let mut corners = [[0.0f32; LANES]; 4];
            for k in 0..LANES {
                let i = at[k] as u32 as usize;
                let pixels = &map.data[i..i + width + 2];
                corners[0][k] = pixels[0];
                corners[1][k] = pixels[1];
                corners[2][k] = pixels[width];
                corners[3][k] = pixels[width + 1];
            }
            let [a0, a1, b0, b1] = &corners;
            for k in 0..LANES {
                let a = a0[k] + (a1[k] - a0[k]) * across[k];
                let b = b0[k] + (b1[k] - b0[k]) * across[k];
                values[k] += a + (b - a) * down[k];
            }
        }
    }
}

/// Mean darkness over the middle half of a shaft's width.
pub(super) fn core(map: &Plane, x: f32, y: f32, heading: f32, width: f32) -> f32 {
    let (sin, cos) = heading.sin_cos();
    (-2i32..=2)
        .map(|k| {
            let d = k as f32 * width * 0.125;
            sampled(map, x - d * sin, y + d * cos)
        })
        .sum::<f32>()
        / 5.0
}

/// What supports a shaft at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Support {
    /// Neither flank is lighter.
    None,
    /// One flank is lighter than the inside.
    One,
    /// Both are.
    Both,
}

/// A bar measured in a profile.
#[derive(Debug, Clone, Copy)]
pub(super) struct BarFit {
    /// Which flanks support it.
    pub(crate) support: Support,
    /// Lateral position of its middle, px.
    pub(crate) offset: f32,
    /// Full width at half level, px; the expected width where it could not be measured.
    pub(crate) width: f32,
    /// Darkness inside.
    pub(crate) inside: f32,
    /// Darkness of the flanks.
    pub(crate) flank: f32,
}

/// Inside, left flank and right flank of a bar of `width` px at lateral position `at`.
#[inline]
pub(super) fn bands(p: &Profile, at: f32, width: f32, inner: f32) -> (f32, f32, f32) {
    let half = 0.5 * width;
    (
        p.band(at - half * inner, at + half * inner),
        p.band(at - half - 2.5, at - half - 1.0),
        p.band(at + half + 1.0, at + half + 2.5),
    )
}

/// Looks for a bar of about `width` px and `contrast` within `reach` px of the axis. A strip wider
/// than one bar (a shallow crossing, a glued pair) gives the position by its nearer edge.
pub(super) fn measure(p: &Profile, width: f32, contrast: f32, reach: f32) -> BarFit {
    let half = 0.5 * width;
    let steps = (reach * PER_PX) as i32;
    let (mut best, mut at) = (f32::MIN, 0.0);
    for k in -steps..=steps {
        let d = k as f32 / PER_PX;
        let (inside, left, right) = bands(p, d, width, 0.7);
        let score = 2.0 * inside - left - right - 0.02 * contrast * d.abs();
        if score > best {
            (best, at) = (score, d);
        }
    }
    let (inside, left, right) = bands(p, at, width, 0.7);
    let (over_left, over_right) = (inside - left, inside - right);
    let enough = 0.5 * contrast;
    let centre = (p.half() as f32 + PER_PX * at).round() as usize;
    let walk = (width + 7.0) as usize;
    let fit = |support, offset, width, flank| BarFit {
        support,
        offset,
        width,
        inside,
        flank,
    };
    if over_left > enough && over_right > enough {
        let flank = 0.5 * (left + right);
        let level = 0.5 * (inside + flank);
        return match (
            p.falls_left(centre, walk, level),
            p.falls_right(centre, walk, level),
        ) {
            (Some(a), Some(b)) => {
                let found = b - a;
                if found > 1.25 * width + 0.6 {
                    let (from_left, from_right) = (a + half, b - half);
                    let nearer = if from_left.abs() < from_right.abs() {
                        from_left
                    } else {
                        from_right
                    };
                    return fit(Support::One, nearer, width, flank);
                }
                fit(Support::Both, 0.5 * (a + b), found, flank)
            }
            _ => fit(Support::Both, at, width, flank),
        };
    }
    let level = inside - 0.5 * over_left.max(over_right);
    if over_left > enough && over_left > over_right {
        if let Some(a) = p.falls_left(centre, walk, level) {
            return fit(Support::One, a + half, width, left);
        }
    } else if over_right > enough
        && let Some(b) = p.falls_right(centre, walk, level)
    {
        return fit(Support::One, b - half, width, right);
    }
    fit(Support::None, 0.0, width, left.min(right))
}
