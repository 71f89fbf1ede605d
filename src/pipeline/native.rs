//! Where the pixels of a picture in the reference frame lie in a photo.

use rayon::prelude::*;

use crate::geometry::{Area, Bounds, Point};
use crate::registration::Transform;
use crate::report::pictures::PictureWindow;

/// Picture pixels between the points that are carried through the transform itself; between them
/// it is as good as straight.
const GRID_PX: u32 = 8;

/// The native position of every pixel of a picture.
#[derive(Debug)]
pub(crate) struct NativePoints<'a> {
    window: PictureWindow,
    picture_px: [u32; 2],
    transform: &'a Transform,
    /// Columns of the grid.
    columns: usize,
    /// The points carried, row by row.
    grid: Vec<Option<Point>>,
}

impl<'a> NativePoints<'a> {
    /// For a picture of `picture_px` that shows `window` of the reference frame.
    pub(crate) fn new(
        window: &PictureWindow,
        picture_px: [u32; 2],
        transform: &'a Transform,
    ) -> Self {
        let [columns, rows] = picture_px.map(|side| side.div_ceil(GRID_PX) as usize + 1);
        let mut points = Self {
            window: *window,
            picture_px,
            transform,
            columns,
            grid: Vec::new(),
        };
        points.grid = (0..columns * rows)
            .into_par_iter()
            .map(|i| {
                let [x, y] = [i % columns, i / columns].map(|v| v as u32 * GRID_PX);
                points.carried(x, y)
            })
            .collect();
        points
    }

    /// Size of the picture.
    pub(crate) fn picture_px(&self) -> [u32; 2] {
        self.picture_px
    }

    /// A box around all of them; `None` where none is carried over.
    pub(crate) fn bounds(&self) -> Option<Bounds> {
        let mut points = self.grid.iter().flatten();
        let first = *points.next()?;
        let (min, max) = points.fold((first, first), |(min, max), p| {
            (
                Point::new(min.x.min(p.x), min.y.min(p.y)),
                Point::new(max.x.max(p.x), max.y.max(p.y)),
            )
        });
        // At the rim of the transform's reach points lie up to a cell beyond the grid's.
        let cell = f64::from(2 * GRID_PX) * self.window.size_px[0] / f64::from(self.picture_px[0]);
        Some(Bounds {
            min: Point::new(min.x - cell, min.y - cell),
            max: Point::new(max.x + cell, max.y + cell),
        })
    }

    /// The points of row `y` of the picture; nowhere outside `crop`, reference px.
    pub(crate) fn row(&self, y: u32, crop: Option<&Area>) -> Vec<Option<Point>> {
        let Places { x, y } = self.places(y, crop);
        let points = x.into_iter().zip(y).map(|(x, y)| Point::new(x, y));
        points.map(|p| (!p.x.is_nan()).then_some(p)).collect()
    }

    /// The same points, each of their coordinates by itself.
    pub(crate) fn places(&self, y: u32, crop: Option<&Area>) -> Places {
        let above = &self.grid[(y / GRID_PX) as usize * self.columns..][..2 * self.columns];
        let width = self.picture_px[0] as usize;
        let [mut xs, mut ys] = [0, 1].map(|_| Vec::with_capacity(width + GRID_PX as usize));
        let shares: [f64; GRID_PX as usize] = std::array::from_fn(|x| share(x as u32));
        for cell in 0..self.columns - 1 {
            let below = self.columns + cell;
            match [above[cell], above[cell + 1], above[below], above[below + 1]] {
                [Some(a), Some(b), Some(c), Some(d)] => {
                    let (left, right) = (mix(a, c, share(y)), mix(b, d, share(y)));
                    xs.extend(shares.map(|t| left.x + t * (right.x - left.x)));
                    ys.extend(shares.map(|t| left.y + t * (right.y - left.y)));
                }
                // At the rim of the transform's reach every pixel is asked for itself.
                _ => {
                    let first = cell as u32 * GRID_PX;
                    for x in first..first + GRID_PX {
                        let point = self.carried(x, y).unwrap_or(NOWHERE);
                        xs.push(point.x);
                        ys.push(point.y);
                    }
                }
            }
        }
        xs.truncate(width);
        ys.truncate(width);
        if let Some(area) = crop {
            for (x, (own_x, own_y)) in (0..).zip(xs.iter_mut().zip(&mut ys)) {
                if !area.contains(self.reference(x, y)) {
                    [*own_x, *own_y] = [NOWHERE.x, NOWHERE.y];
                }
            }
        }
        Places { x: xs, y: ys }
    }

    fn reference(&self, x: u32, y: u32) -> Point {
        let at = Point::new(x.into(), y.into());
        self.window.reference_from_picture(self.picture_px, at)
    }

    fn carried(&self, x: u32, y: u32) -> Option<Point> {
        self.transform.moving_from_reference(self.reference(x, y))
    }
}

/// Native positions of a row of pixels, not a number where one lies nowhere.
#[derive(Debug)]
pub(crate) struct Places {
    pub(crate) x: Vec<f64>,
    pub(crate) y: Vec<f64>,
}

const NOWHERE: Point = Point {
    x: f64::NAN,
    y: f64::NAN,
};

/// How far into its grid cell a column or row lies, 0..1.
fn share(v: u32) -> f64 {
    f64::from(v % GRID_PX) / f64::from(GRID_PX)
}

/// The point at the share `t` of the way from `p` to `q`.
fn mix(p: Point, q: Point, t: f64) -> Point {
    Point::new(p.x + t * (q.x - p.x), p.y + t * (q.y - p.y))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn between_the_grid_points_the_transform_is_kept() {
        let transform = Transform::Projective {
            moving_from_reference: [
                [1.05, 0.12, -30.0],
                [-0.1, 0.97, 42.0],
                [2.0e-5, -3.0e-5, 1.0],
            ],
        };
        let window = PictureWindow::whole_photo(1500, 2000);
        let size = [675, 901];
        let points = NativePoints::new(&window, size, &transform);
        let bounds = points.bounds().unwrap();
        for (x, y) in [(0, 0), (3, 5), (337, 450), (671, 899), (674, 900)] {
            let reference = window.reference_from_picture(size, Point::new(x.into(), y.into()));
            let exact = transform.moving_from_reference(reference).unwrap();
            let found = points.row(y, None)[x as usize].unwrap();
            assert!(found.distance(exact) < 0.05, "{x} {y}: {found:?} {exact:?}");
            assert!(bounds.min.x <= found.x && found.x <= bounds.max.x);
            assert!(bounds.min.y <= found.y && found.y <= bounds.max.y);
        }
    }
}
