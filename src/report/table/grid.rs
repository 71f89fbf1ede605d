//! Rows and columns as text.

/// A table of `rows` under `header`, at most `width` columns wide where words allow it.
#[cfg(feature = "cli")]
pub(crate) fn grid(header: &[String], rows: &[Vec<String>], width: u16) -> String {
    use comfy_table::{ContentArrangement, Table, presets};

    let mut table = Table::new();
    table
        .load_style(presets::UTF8_FULL_CONDENSED)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width)
        .set_header(header);
    for row in rows {
        table.add_row(row);
    }
    format!("{table}\n")
}

/// A table of `rows` under `header` with aligned columns. Without the table library nothing is
/// wrapped or cut: a long cell makes a long line.
#[cfg(not(feature = "cli"))]
pub(crate) fn grid(header: &[String], rows: &[Vec<String>], _width: u16) -> String {
    let widths: Vec<usize> = (0..header.len())
        .map(|column| {
            std::iter::once(header)
                .chain(rows.iter().map(Vec::as_slice))
                .filter_map(|row| row.get(column))
                .map(|cell| cell.chars().count())
                .max()
                .unwrap_or(0)
        })
        .collect();
    let line = |row: &[String]| {
        let cells: Vec<String> = row
            .iter()
            .zip(&widths)
            .map(|(cell, &w)| format!("{cell:<w$}"))
            .collect();
        format!("{}\n", cells.join(" | ").trim_end())
    };
    std::iter::once(line(header))
        .chain(rows.iter().map(|row| line(row)))
        .collect()
}
