//! Changes to a `course.toml` that keep what a person wrote there: comments, order, spacing.

use std::fmt;

#[cfg(any(feature = "desk", test))]
use jiff::civil::Date;
pub(crate) use toml_edit::Value as ManifestValue;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, TableLike};
use unicode_normalization::UnicodeNormalization;

use super::inline_photos::as_tables;
use super::mended::mended;
use super::text::cut;

/// A day as a manifest holds it.
#[cfg(any(feature = "desk", test))]
pub(crate) fn day_value(day: Date) -> ManifestValue {
    let parsed = day.to_string().parse::<toml_edit::Datetime>();
    parsed.map_or_else(|_| day.to_string().into(), Into::into)
}

/// A manifest's text that is being changed.
#[derive(Debug, Clone)]
pub(crate) struct ManifestEdit {
    document: DocumentMut,
    windows_lines: bool,
}

impl fmt::Display for ManifestEdit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.document.to_string();
        if self.windows_lines {
            f.write_str(&text.replace("\r\n", "\n").replace('\n', "\r\n"))
        } else {
            f.write_str(&text)
        }
    }
}

impl ManifestEdit {
    /// Takes up a manifest's text.
    ///
    /// # Errors
    /// It is no TOML; the parser's message.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let document = mended(text)?.parse::<DocumentMut>().map_err(|error| {
            error
                .to_string()
                .lines()
                .map(cut)
                .collect::<Vec<_>>()
                .join("\n")
        })?;
        Ok(Self {
            document,
            windows_lines: text.contains("\r\n"),
        })
    }

    /// Files of the `[[photo]]` tables, as written.
    pub(crate) fn photos(&self) -> Vec<String> {
        let file = |table: &dyn TableLike| Some(table.get("file")?.as_str()?.to_owned());
        match self.document.get("photo") {
            Some(Item::ArrayOfTables(tables)) => {
                tables.iter().filter_map(|table| file(table)).collect()
            }
            Some(Item::Value(ManifestValue::Array(tables))) => tables
                .iter()
                .filter_map(|value| file(value.as_inline_table()?))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Adds a photo's table at the end, with lines below it that are comments.
    pub(super) fn add_photo(&mut self, file: &str, comments: &[String]) {
        let file_item = self.photo(file).get_mut("file");
        let below: String = comments.iter().map(|line| format!("\n# {line}")).collect();
        if let Some(value) = file_item.and_then(Item::as_value_mut) {
            value.decor_mut().set_suffix(below);
        }
    }

    /// The table of a photo, added at the end where there is none, behind the comments there: they
    /// may hold keys of the course, which below a photo would be that photo's.
    fn photo(&mut self, file: &str) -> &mut Table {
        let new = !self.photos().iter().any(|other| same_file(other, file));
        let trailing = match new {
            true => self
                .document
                .trailing()
                .as_str()
                .unwrap_or_default()
                .to_owned(),
            false => String::new(),
        };
        if new {
            self.document.set_trailing("");
        }
        self.unfold_list();
        let item = self
            .document
            .entry("photo")
            .or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
        let Item::ArrayOfTables(tables) = item else {
            unreachable!("made a list of tables above")
        };
        let is_it = |table: &Table| {
            let name = table.get("file").and_then(Item::as_str);
            name.is_some_and(|name| same_file(name, file))
        };
        let known = tables.iter().position(is_it);
        let at = known.unwrap_or_else(|| {
            let mut table = Table::new();
            table.decor_mut().set_prefix(format!("{trailing}\n"));
            put(&mut table, "file", file.into());
            tables.push(table);
            tables.len() - 1
        });
        match tables.get_mut(at) {
            Some(table) => table,
            None => unreachable!("found or pushed above"),
        }
    }
}

impl ManifestEdit {
    /// Turns photos listed in one value into tables.
    fn unfold_list(&mut self) {
        let Some(key) = self.document.key("photo") else {
            return;
        };
        let above = key
            .leaf_decor()
            .prefix()
            .and_then(|text| text.as_str())
            .map(str::to_owned);
        let tables = match self.document.get("photo") {
            None | Some(Item::ArrayOfTables(_)) => return,
            Some(Item::Value(ManifestValue::Array(list))) => {
                as_tables(list, &above.unwrap_or_default())
            }
            // No list of photos: no manifest that could be read.
            Some(_) => ArrayOfTables::new(),
        };
        self.document.insert("photo", Item::ArrayOfTables(tables));
        // Else it would stand above every table.
        if let Some(mut key) = self.document.key_mut("photo") {
            key.leaf_decor_mut().clear();
        }
    }
}

/// What the desk changes.
#[cfg(any(test, feature = "desk"))]
impl ManifestEdit {
    /// Sets a key of the course.
    pub(crate) fn set(&mut self, key: &str, value: ManifestValue) {
        put(self.document.as_table_mut(), key, value);
    }

    /// Takes a key of the course away.
    pub(crate) fn remove(&mut self, key: &str) {
        self.document.remove(key);
    }

    /// Sets a key of a view's own table, `[view.NAME]`.
    pub(crate) fn set_for_view(&mut self, view: &str, key: &str, value: ManifestValue) {
        let views = self.document.entry("view").or_insert_with(|| {
            let mut table = Table::new();
            // Only its tables are written, no line of its own.
            table.set_implicit(true);
            Item::Table(table)
        });
        let Some(views) = views.as_table_like_mut() else {
            return;
        };
        let view = views
            .entry(view)
            .or_insert_with(|| Item::Table(Table::new()));
        if let Some(table) = view.as_table_like_mut() {
            put(table, key, value);
        }
    }

    /// Takes a key of a view's own table away.
    #[cfg(feature = "desk")]
    pub(crate) fn remove_for_view(&mut self, view: &str, key: &str) {
        let views = self.document.get_mut("view");
        let view = views.and_then(|views| views.as_table_like_mut()?.get_mut(view));
        if let Some(table) = view.and_then(Item::as_table_like_mut) {
            table.remove(key);
        }
    }

    /// Sets a key of a photo's table, which is added at the end where there is none yet.
    pub(crate) fn set_for_photo(&mut self, file: &str, key: &str, value: ManifestValue) {
        put(self.photo(file), key, value);
    }

    /// Takes a key of a photo's table away.
    #[cfg(feature = "desk")]
    pub(crate) fn remove_for_photo(&mut self, file: &str, key: &str) {
        if self.photos().iter().any(|other| same_file(other, file)) {
            self.photo(file).remove(key);
        }
    }
}

/// Sets a key; what stands around an old value, such as a comment, stays.
fn put(table: &mut dyn TableLike, key: &str, mut value: ManifestValue) {
    match table.get_mut(key) {
        Some(item) => {
            if let Some(old) = item.as_value() {
                *value.decor_mut() = old.decor().clone();
            }
            *item = Item::Value(value);
        }
        None => {
            table.insert(key, Item::Value(value));
        }
    }
}

/// Whether two spellings name one file of the course.
pub(crate) fn same_file(a: &str, b: &str) -> bool {
    let plain = |file: &str| -> String {
        let file = file.replace('\\', "/");
        file.trim_start_matches("./").nfc().collect()
    };
    plain(a) == plain(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TEXT: &str = "\
# A person's file.
subject = \"P-1\"   # pseudonym
zeta = 1

[[photo]]
# taken in a hurry
file = \"b.jpg\"
view = \"vertex\" # sure

[[photo]]
file = \"a.jpg\"
";

    #[test]
    fn comments_and_order_stay() {
        let mut edit = ManifestEdit::parse(TEXT).unwrap();
        edit.set("subject", "P-2".into());
        edit.set("start", day_value(date(2026, 1, 12)));
        edit.set_for_photo("./b.jpg", "view", "midline".into());
        edit.set_for_photo("a.jpg", "exclude", true.into());
        edit.set_for_photo(
            "c.jpg",
            "landmarks",
            ManifestValue::from_iter([[1.0, 2.5], [3.0, 4.0]].map(ManifestValue::from_iter)),
        );
        edit.set_for_view("vertex", "front", "down".into());
        edit.remove("zeta");
        let text = edit.to_string();
        for kept in [
            "# A person's file.",
            "subject = \"P-2\"   # pseudonym",
            "# taken in a hurry",
            "view = \"midline\" # sure",
            "start = 2026-01-12",
            "landmarks = [[1.0, 2.5], [3.0, 4.0]]",
            "[view.vertex]\nfront = \"down\"",
        ] {
            assert!(text.contains(kept), "{kept:?} not in\n{text}");
        }
        assert!(!text.contains("zeta"));
        let place = |part: &str| text.find(part).unwrap();
        assert!(place("b.jpg") < place("a.jpg") && place("a.jpg") < place("c.jpg"));
        assert_eq!(edit.photos(), ["b.jpg", "a.jpg", "c.jpg"]);
        super::super::manifest::Manifest::parse(&text, std::path::Path::new("course.toml"))
            .unwrap();
    }

    #[test]
    fn comments_at_the_end_stay_above_a_new_photo() {
        for text in [
            "subject = \"P\"\n# treatment = \"x\"\n\n# more\n",
            "# only comments\n",
            "[[photo]]\nfile = \"a.jpg\"\n# about a\n",
        ] {
            let mut edit = ManifestEdit::parse(text).unwrap();
            edit.set_for_photo("b.jpg", "exclude", true.into());
            edit.set_for_photo("c.jpg", "exclude", true.into());
            let now = edit.to_string();
            let expected = "\n[[photo]]\nfile = \"b.jpg\"\nexclude = true\n\n[[photo]]\nfile = \"c.jpg\"\nexclude = true\n";
            assert_eq!(now, format!("{text}{expected}"));
        }
    }

    #[test]
    fn an_untouched_manifest_comes_back_to_the_byte() {
        for text in [TEXT.to_owned(), TEXT.replace('\n', "\r\n")] {
            assert_eq!(ManifestEdit::parse(&text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn lists_in_one_line_are_taken_up() {
        let mut edit =
            ManifestEdit::parse("photo = [{ file = \"a.jpg\", view = \"vertex\" }]\n").unwrap();
        edit.set_for_photo("b.jpg", "date", day_value(date(2026, 1, 12)));
        assert_eq!(edit.photos(), ["a.jpg", "b.jpg"]);
    }

    #[test]
    fn comments_of_a_list_in_one_value_stay_with_their_photos() {
        let text = "# all of P-1\nphoto = [ # begun\n  { file = \"a.jpg\" }, # blurred\n  # the later one\n  { file = \"b.jpg\", view = \"vertex\" }, # sharp\n  # more to come\n]  # by hand\nsubject = \"P-1\"\n";
        let mut edit = ManifestEdit::parse(text).unwrap();
        edit.add_photo("c.jpg", &["date = YYYY".to_owned()]);
        let now = edit.to_string();
        for comment in [
            "all of P-1",
            "begun",
            "blurred",
            "the later one",
            "sharp",
            "more to come",
            "by hand",
        ] {
            assert_eq!(
                now.matches(&format!("# {comment}\n")).count(),
                1,
                "{comment}:\n{now}"
            );
        }
        let place = |part: &str| now.find(part).unwrap();
        assert!(place("# blurred") < place("a.jpg") && place("a.jpg") < place("# the later one"));
        assert!(
            place("# sharp") < place("b.jpg") && place("b.jpg") < place("c.jpg"),
            "{now}"
        );
        let read: toml::Table = toml::from_str(&now).unwrap();
        assert_eq!(
            (
                read["photo"].as_array().unwrap().len(),
                read["subject"].as_str()
            ),
            (3, Some("P-1"))
        );
    }
}
