//! What the report says to people, ready to be set: sentences, cards, tables, curves, in one
//! language. The HTML page and the PDF show the same.

pub(super) mod answer;
pub(super) mod aside;
pub(super) mod certificate;
pub(super) mod chosen;
pub(super) mod course;
pub(super) mod error;
pub(super) mod forest;
pub(super) mod ledger;
pub(super) mod names;
pub(super) mod otherwise;
pub(super) mod parting;
pub(super) mod refused;
pub(super) mod strip;
pub(super) mod tables;
mod trend;
pub(super) mod view;
pub(super) mod viewer;
