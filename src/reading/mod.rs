//! Blinded reading: people judge aligned pairs without dates, and are compared with each other and
//! with the program.
//!
//! The pairs of all courses are shuffled, and so are the sides within each pair; both orders and
//! the dates stand in a key that readers do not see. A reader says how the right photo compares
//! with the left on the seven steps of a global assessment, -3 to 3. Agreement is Cohen's weighted
//! kappa with quadratic weights (Cohen 1968, doi:10.1037/h0026256) and Pearson's r, each with a
//! 95 % bootstrap interval (Efron and Tibshirani 1993).

mod agreement;
mod answers;
mod bootstrap;
mod key;
mod pairs;
mod records;
mod score;
mod sheet;
mod table;
mod words;

pub(crate) use answers::Answers;
pub(crate) use answers::read_answers;
pub(crate) use key::make_key;
pub(crate) use key::read_key;
pub(crate) use pairs::{CourseToRead, pairs_of};
pub(crate) use score::score;
pub(crate) use sheet::render_sheet;
pub(crate) use table::to_text;

#[cfg(test)]
mod sheet_tests;
#[cfg(test)]
mod tests;
