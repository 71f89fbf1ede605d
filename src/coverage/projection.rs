//! Linear colour projected on a measuring axis.

/// Least brightness along an axis that is told from none: keeps logarithms finite in deep shadow.
pub(super) const DARKEST: f64 = 2e-3;

/// Brightness of a linear colour along `axis`, weights of red, green and blue.
pub(super) fn project(axis: [f32; 3], colour: [f32; 3]) -> f32 {
    axis[0] * colour[0] + axis[1] * colour[1] + axis[2] * colour[2]
}
