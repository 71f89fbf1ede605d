//! What the measuring stages say, a row for each sentence or piece of one; within a table what is
//! more special stands first.

mod alignment;
mod course;
mod quality;
mod row;

pub(super) use row::Row;

/// The tables in the order in which they are read.
pub(super) const TABLES: [&[Row]; 3] = [alignment::ROWS, quality::ROWS, course::ROWS];
