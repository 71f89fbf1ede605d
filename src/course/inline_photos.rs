//! `photo = [{ ... }, ...]` as `[[photo]]` tables, with what a person wrote between the lines.

use toml_edit::{Array, ArrayOfTables, RawString, Value};

/// The tables of a list in one value. Its comments stand above the photo they stood beside or above;
/// `above` is what stood above the list, and what stood behind it goes there too.
pub(super) fn as_tables(list: &Array, above: &str) -> ArrayOfTables {
    let mut comments: Vec<Vec<String>> = vec![Vec::new(); list.len().max(1)];
    comments[0].extend(comments_of(above));
    comments[0].extend(comments_of(text(list.decor().suffix())));
    for (i, value) in list.iter().enumerate() {
        // What follows on the line of the photo before is about that one.
        let (beside, own) = split_line(text(value.decor().prefix()));
        comments[i.saturating_sub(1)].extend(comments_of(beside));
        comments[i].extend(comments_of(own));
        comments[i].extend(comments_of(text(value.decor().suffix())));
    }
    let last = comments.len() - 1;
    comments[last].extend(comments_of(text(Some(list.trailing()))));
    let mut tables = ArrayOfTables::new();
    for (value, comments) in list.iter().zip(comments) {
        let Some(inline) = value.as_inline_table() else {
            continue;
        };
        let mut table = inline.clone().into_table();
        for (mut key, item) in table.iter_mut() {
            key.leaf_decor_mut().clear();
            if let Some(decor) = item.as_value_mut().map(Value::decor_mut) {
                decor.clear();
            }
        }
        let lines: String = comments.iter().map(|line| format!("{line}\n")).collect();
        table.decor_mut().set_prefix(format!("\n{lines}"));
        tables.push(table);
    }
    tables
}

fn text(raw: Option<&RawString>) -> &str {
    raw.and_then(RawString::as_str).unwrap_or_default()
}

fn split_line(text: &str) -> (&str, &str) {
    text.split_once('\n').unwrap_or((text, ""))
}

/// The comments between the lines, each with its `#`.
fn comments_of(text: &str) -> impl Iterator<Item = String> {
    let lines = text.lines().map(str::trim);
    lines
        .filter(|line| line.starts_with('#'))
        .map(str::to_owned)
}
