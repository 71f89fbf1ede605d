//! What the measuring stages say, a row for each sentence or piece of one; within a table what is
//! more special stands first.

mod alignment;
mod capture;
mod closeup;
mod cohort;
mod conditions;
mod course;
mod folder;
mod landmarks;
mod marks;
mod orientation;
mod quality;
mod reading;
mod row;

pub(super) use row::Row;

/// The tables in the order in which they are read.
pub(super) const TABLES: &[&[Row]] = &[
    landmarks::ROWS,
    marks::ROWS,
    alignment::ROWS,
    closeup::ROWS,
    orientation::ROWS,
    capture::ROWS,
    quality::ROWS,
    conditions::ROWS,
    course::ROWS,
    folder::ROWS,
    reading::ROWS,
    cohort::ROWS,
];
