//! What the measuring stages say, a row for each sentence or piece of one; within a table what is
//! more special stands first.

mod alignment;
mod closeup;
mod course;
mod orientation;
mod quality;
mod row;

pub(super) use row::Row;

/// The tables in the order in which they are read.
pub(super) const TABLES: [&[Row]; 5] = [
    alignment::ROWS,
    closeup::ROWS,
    orientation::ROWS,
    quality::ROWS,
    course::ROWS,
];
