//! Follicular units: hairs that leave the skin together.

use crate::geometry::Point;

/// Roots nearer than this belong to one unit, mm. Units lie about 1 mm apart, the hairs of one leave
/// the skin within a few hair widths (Headington 1984, doi:10.1001/archderm.1984.01650400018005).
const UNIT_MM: f64 = 0.2;

/// For each root (native px) the number of its unit, by single linkage; units are numbered in the
/// order of their first root.
pub(crate) fn units(roots: &[Point], px_per_mm: f64) -> Vec<usize> {
    let reach = UNIT_MM * px_per_mm;
    let mut unit: Vec<usize> = (0..roots.len()).collect();
    for i in 0..roots.len() {
        for j in 0..i {
            if unit[i] != unit[j] && roots[i].distance(roots[j]) < reach {
                let (from, to) = (unit[i].max(unit[j]), unit[i].min(unit[j]));
                unit.iter_mut()
                    .filter(|u| **u == from)
                    .for_each(|u| *u = to);
            }
        }
    }
    let mut names = Vec::new();
    unit.iter()
        .map(|u| {
            names.iter().position(|n| n == u).unwrap_or_else(|| {
                names.push(*u);
                names.len() - 1
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_of_near_roots_is_one_unit() {
        let at = |x: f64| Point::new(x, 0.0);
        let roots = [at(0.0), at(100.0), at(15.0), at(30.0), at(200.0)];
        let found = units(&roots, 100.0);
        assert_eq!(found, [0, 1, 0, 0, 2]);
    }

    #[test]
    fn no_roots_are_no_units() {
        assert!(units(&[], 100.0).is_empty());
    }
}
