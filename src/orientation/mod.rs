//! What a global photo shows: from where the head is seen, which way the forehead points, whether
//! a face is in view, whether there is a head at all.
//!
//! Small convolutional networks look at the whole picture, squashed to a square, through all four
//! quarter turns, and give one distribution over view and turn together: no edge of the picture is
//! preferred, whatever most photos look like. A second witness, sums over rings around the picture's
//! middle, has its say in the pose. Both were trained by `training/orientation`, which writes the
//! weights.

mod input;
mod net;
mod params;
mod rings;
mod sight;

pub(crate) use input::normalised;
pub(crate) use params::OrientationParams;
pub(crate) use sight::Sight;

use image::RgbImage;

/// Looks at an upright sRGB photo (display values).
pub(crate) fn look_at(photo: &RgbImage) -> Sight {
    let pictures = input::windows(photo);
    let nets = net::built_in();
    let seen: Vec<net::Scores> = pictures
        .iter()
        .map(|picture| {
            let scores = nets.scores(&picture.pixels);
            if picture.mirrored {
                scores.mirrored()
            } else {
                scores
            }
        })
        .collect();
    Sight::of(&net::Scores::mean(&seen), &rings::look_at(photo))
}

#[cfg(test)]
mod phantom_tests;
#[cfg(test)]
mod tests;
