//! Close-up views for people: hairs drawn over the photos by what became of them, curves, the list
//! of hairs with its cut-outs, and the table of hairs.

mod charts;
mod hair_table;
mod notes;
mod page;
mod phrases;
mod rows;
mod strands;

pub(crate) use hair_table::hairs_csv;
pub(super) use page::CloseupPage;
pub(crate) use phrases::phrases;
pub(super) use phrases::{Phrases, filled};
pub(crate) use rows::verdict_of;
pub(super) use rows::{counted, kinds};
