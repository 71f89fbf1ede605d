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

pub use agreement::{pearson_r, weighted_kappa};
pub use answers::{ANSWERS_SCHEMA, Answer, Answers, AnswersError, read_answers};
pub use key::{KEY_SCHEMA, KeyItem, ReadingKey, Side, make_key, read_key};
pub use pairs::{CourseToRead, Pair, pairs_of};
pub use records::{KeyPhoto, LeftOut, ToolAnswer};
pub use score::{Figure, PairOfReaders, READING_SCHEMA, Reader, ReadingScore, WithTool, score};
pub use sheet::{SheetError, render_sheet};
pub use table::to_text;

#[cfg(test)]
mod tests;
