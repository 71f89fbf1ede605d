//! `cohort.parquet`: the rows of `cohort.csv` with types, for data frames.
//!
//! One row group, uncompressed; an empty cell is null. The same cohort gives the same bytes.

use std::sync::Arc;

use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;

use super::model::Cohort;
use super::rows::{Row, rows};

/// Columns as in [`super::csv::HEADER`]; text is not disarmed for spreadsheets here.
const SCHEMA: &str = "message cohort {
    required binary path (UTF8);
    required binary subject (UTF8);
    optional binary treatment (UTF8);
    required binary status (UTF8);
    optional binary start (UTF8);
    optional int32 sessions_held;
    optional int32 sessions_planned;
    optional int32 photos_found;
    optional int32 photos_aligned;
    optional binary view (UTF8);
    optional binary region (UTF8);
    optional binary point (UTF8);
    optional int32 month;
    optional binary date (UTF8);
    optional int32 days;
    optional binary basis (UTF8);
    optional double delta_pp;
    optional double delta_ci95_low_pp;
    optional double delta_ci95_high_pp;
    optional binary verdict (UTF8);
    optional binary reason (UTF8);
    optional int32 hairs;
    optional double density_per_cm2;
    optional double density_ci95_low_per_cm2;
    optional double density_ci95_high_per_cm2;
    optional double diameter_um;
    optional int32 kept_hairs;
    optional int32 new_hairs;
    optional int32 lost_hairs;
    optional int32 undecided_hairs;
    optional int32 net_hairs;
    optional double net_ci95_low_hairs;
    optional double net_ci95_high_hairs;
}";

/// Bytes of `cohort.parquet`.
///
/// # Errors
/// The library refuses to write: a defect.
pub(crate) fn to_parquet(cohort: &Cohort) -> Result<Vec<u8>, ParquetError> {
    let rows: Vec<Row> = rows(cohort).collect();
    let schema = Arc::new(parse_message_type(SCHEMA)?);
    let properties = Arc::new(WriterProperties::builder().build());
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, properties)?;
    let mut group = writer.next_row_group()?;
    for column in columns(&rows) {
        write(&mut group, &column)?;
    }
    group.close()?;
    writer.into_inner()
}

/// One column's values.
enum Column<'a> {
    Required(Vec<&'a str>),
    Text(Vec<Option<&'a str>>),
    Whole(Vec<Option<i32>>),
    Real(Vec<Option<f64>>),
}

/// The columns in the order of the schema.
fn columns(rows: &[Row]) -> Vec<Column<'_>> {
    let must = |f: fn(&Row) -> &str| Column::Required(rows.iter().map(f).collect());
    let text = |f: fn(&Row) -> Option<&str>| Column::Text(rows.iter().map(f).collect());
    let number = |f: fn(&Row) -> Option<i32>| Column::Whole(rows.iter().map(f).collect());
    let real = |f: fn(&Row) -> Option<f64>| Column::Real(rows.iter().map(f).collect());
    vec![
        must(|r| &r.path),
        must(|r| &r.subject),
        text(|r| r.treatment.as_deref()),
        must(|r| r.status),
        text(|r| r.start.as_deref()),
        number(|r| r.sessions_held.map(whole)),
        number(|r| r.sessions_planned.map(whole)),
        number(|r| r.photos_found.map(whole)),
        number(|r| r.photos_aligned.map(whole)),
        text(|r| r.view.as_deref()),
        text(|r| r.region.as_deref()),
        text(|r| r.point),
        number(|r| r.month.map(whole)),
        text(|r| r.date.as_deref()),
        number(|r| r.days),
        text(|r| r.basis),
        real(|r| r.delta_pp),
        real(|r| r.ci95_low_pp),
        real(|r| r.ci95_high_pp),
        text(|r| r.verdict),
        text(|r| r.reason.as_deref()),
        number(|r| r.hairs.count.map(whole)),
        real(|r| r.hairs.density_per_cm2),
        real(|r| r.hairs.density_ci95.map(|c| c[0])),
        real(|r| r.hairs.density_ci95.map(|c| c[1])),
        real(|r| r.hairs.diameter_um),
        number(|r| r.hairs.kept.map(whole)),
        number(|r| r.hairs.new.map(whole)),
        number(|r| r.hairs.lost.map(whole)),
        number(|r| r.hairs.undecided.map(whole)),
        number(|r| r.hairs.net),
        real(|r| r.hairs.net_ci95.map(|c| c[0])),
        real(|r| r.hairs.net_ci95.map(|c| c[1])),
    ]
}

fn whole(n: u32) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

fn write(
    group: &mut SerializedRowGroupWriter<'_, Vec<u8>>,
    column: &Column<'_>,
) -> Result<(), ParquetError> {
    let wrong = || ParquetError::General("column and schema do not match".to_owned());
    let mut writer = group.next_column()?.ok_or_else(wrong)?;
    match (writer.untyped(), column) {
        (ColumnWriter::ByteArrayColumnWriter(to), Column::Required(values)) => {
            let values: Vec<ByteArray> = values.iter().map(|&v| ByteArray::from(v)).collect();
            to.write_batch(&values, None, None)?;
        }
        (ColumnWriter::ByteArrayColumnWriter(to), Column::Text(values)) => {
            let present = values.iter().flatten();
            let present: Vec<ByteArray> = present.map(|&v| ByteArray::from(v)).collect();
            to.write_batch(&present, Some(&levels(values)), None)?;
        }
        (ColumnWriter::Int32ColumnWriter(to), Column::Whole(values)) => {
            let present: Vec<i32> = values.iter().flatten().copied().collect();
            to.write_batch(&present, Some(&levels(values)), None)?;
        }
        (ColumnWriter::DoubleColumnWriter(to), Column::Real(values)) => {
            let present: Vec<f64> = values.iter().flatten().copied().collect();
            to.write_batch(&present, Some(&levels(values)), None)?;
        }
        _ => return Err(wrong()),
    }
    writer.close()
}

/// Definition levels: 1 for a value, 0 for null.
fn levels<T>(values: &[Option<T>]) -> Vec<i16> {
    values.iter().map(|v| i16::from(v.is_some())).collect()
}
