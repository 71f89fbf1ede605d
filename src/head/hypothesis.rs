//! Outlines of the head that a photo suggests, and which of them to believe.
//!
//! A bald crown inside a ring of hair is as closed and as oval as the head itself. Outlines are
//! therefore traced from several starts on a coarse copy of the photo, judged by the boundary
//! under them rather than by the colours they enclose, and only the best one is traced finely.

use crate::head::colour_model::Appearance;
use crate::head::outline::{self, Outline, Weights, direction};
use crate::head::oval::Oval;

/// Clip of the evidence of one pixel, nats.
const EVIDENCE_LIMIT: f32 = 2.5;
/// Rounds of learning colours and tracing from a start.
const ROUNDS: usize = 3;
/// Starting circles: centre as a share of width and height, radius as a share of the short side.
const STARTS: [(f32, f32, f32); 7] = [
    (0.5, 0.5, 0.42),
    (0.5, 0.38, 0.42),
    (0.5, 0.62, 0.42),
    (0.42, 0.5, 0.42),
    (0.58, 0.5, 0.42),
    (0.5, 0.5, 0.32),
    (0.5, 0.5, 0.47),
];
/// A colour edge as strong as this counts as a boundary.
const CLEAR_EDGE: f32 = 0.35;

/// An outline with the ellipse through it.
#[derive(Debug, Clone)]
pub(super) struct Hypothesis {
    pub(crate) outline: Outline,
    pub(crate) oval: Oval,
}

/// The most believable outline on a coarse copy of a photo.
pub(super) fn best(coarse: &Appearance, directions: usize) -> Hypothesis {
    let (w, h) = (coarse.width as f32, coarse.height as f32);
    let mut best: Option<(f32, Hypothesis)> = None;
    for (fx, fy, fr) in STARTS {
        let start = Oval::circle(fx * w, fy * h, fr * w.min(h));
        let hypothesis = converge(coarse, start, ROUNDS, directions);
        let score = belief(coarse, &hypothesis);
        if best.as_ref().is_none_or(|(s, _)| score > *s) {
            best = Some((score, hypothesis));
        }
    }
    best.expect("at least one start is tried").1
}

/// Alternates between learning the two sides' colours and tracing the outline.
pub(super) fn converge(
    appearance: &Appearance,
    start: Oval,
    rounds: usize,
    directions: usize,
) -> Hypothesis {
    let mut oval = start;
    let mut outline = None::<Outline>;
    for round in 1..=rounds {
        let label = labels(appearance, &oval, outline.as_ref());
        let evidence = appearance.evidence(&label, EVIDENCE_LIMIT);
        let weights = Weights {
            region: 1.0,
            edge: 1.0,
            bend: 0.04,
            shape: if round == rounds { 6.0 } else { 4.0 },
        };
        let traced = outline::trace(appearance, &evidence, &oval, weights, directions);
        oval = traced.oval().unwrap_or(oval);
        outline = Some(traced);
    }
    let outline = outline.expect("at least one round is run");
    Hypothesis { outline, oval }
}

/// Level below which a pixel is surely inside, and above which it is surely outside.
const SURE: [f32; 2] = [0.92, 1.12];

/// +1 surely inside, -1 surely outside, 0 near the outline.
fn labels(appearance: &Appearance, oval: &Oval, outline: Option<&Outline>) -> Vec<i8> {
    let on_oval = oval.levels();
    let label = |level: f32| i8::from(level < SURE[0]) - i8::from(level > SURE[1]);
    let on_outline = outline.map(|o| o.level_within(SURE[0], SURE[1]));
    positions(appearance)
        .map(|(x, y)| {
            let sure = label(on_oval(x, y));
            match &on_outline {
                Some(level) if sure != 0 && label(level(x, y)) != sure => 0,
                _ => sure,
            }
        })
        .collect()
}

/// Columns and rows of all pixels, row by row.
fn positions(appearance: &Appearance) -> impl Iterator<Item = (f32, f32)> {
    let width = appearance.width;
    (0..appearance.height).flat_map(move |y| (0..width).map(move |x| (x as f32, y as f32)))
}

/// How far an outline can be believed to be the head's: edge under it, colours just inside and
/// just outside it told apart, oval, little elongated, in the middle of the photo.
///
/// The weights rank the outlines of 141 photos (65 top-down phone photos, clinical photos,
/// renderings) by how well they match the true one; halving or doubling any changes few choices.
fn belief(appearance: &Appearance, hypothesis: &Hypothesis) -> f32 {
    let Hypothesis { outline, oval } = hypothesis;
    let [inner, outer] = band_evidence(appearance, hypothesis);
    let uncut = || outline.cut.iter().zip(&outline.edges).filter(|(c, _)| !**c);
    let n_uncut = uncut().count().max(1) as f32;
    let clear = uncut().filter(|(_, e)| **e > CLEAR_EDGE).count() as f32 / n_uncut;
    let edge = uncut().map(|(_, e)| e).sum::<f32>() / n_uncut;
    let cut = outline.cut.iter().filter(|c| **c).count() as f32 / outline.cut.len() as f32;
    let (w, h) = (appearance.width as f32, appearance.height as f32);
    let off_centre = (oval.cx - 0.5 * w).hypot(oval.cy - 0.5 * h) / w.min(h);
    edge + 0.2 * clear + 0.07 * (inner - outer)
        - 7.0 * unevenness(hypothesis)
        - 0.4 * (oval.aspect() - 1.0)
        - 0.45 * off_centre
        - 0.1 * cut
}

/// Mean distance of the uncut outline from its ellipse, in radii.
fn unevenness(Hypothesis { outline, oval }: &Hypothesis) -> f32 {
    let n = outline.radii.len();
    let level = oval.levels();
    let apart = |(k, &r): (usize, &f32)| {
        let (s, c) = direction(k, n).sin_cos();
        (level(outline.cx + r * c, outline.cy + r * s) - 1.0).abs()
    };
    let uncut = outline.radii.iter().enumerate().zip(&outline.cut);
    uncut
        .filter(|(_, cut)| !**cut)
        .map(|(point, _)| apart(point))
        .sum::<f32>()
        / n as f32
}

/// Mean evidence for inside, nats, in the band just inside and in the band just outside.
fn band_evidence(appearance: &Appearance, hypothesis: &Hypothesis) -> [f32; 2] {
    let Hypothesis { outline, oval } = hypothesis;
    let evidence = appearance.evidence(&labels(appearance, oval, Some(outline)), EVIDENCE_LIMIT);
    let level = outline.level_within(0.8, 1.2);
    let mut sums = [(0.0f32, 0u32); 2];
    for (&e, (x, y)) in evidence.data.iter().zip(positions(appearance)) {
        let band = match level(x, y) {
            0.8..0.97 => 0,
            1.03..1.2 => 1,
            _ => continue,
        };
        sums[band].0 += e;
        sums[band].1 += 1;
    }
    sums.map(|(sum, n)| sum / n.max(1) as f32)
}

/// How well inside and outside are told apart by colour and edge, 0..1.
pub(super) fn confidence(appearance: &Appearance, hypothesis: &Hypothesis) -> f32 {
    let [inner, outer] = band_evidence(appearance, hypothesis);
    let told_apart = 0.5 * (inner - outer) / EVIDENCE_LIMIT;
    (0.5 * told_apart + hypothesis.outline.edge_strength() - 2.0 * unevenness(hypothesis))
        .clamp(0.0, 1.0)
}
