//! Texts of an EXIF block.

use exif::{Exif, In, Tag, Value};

/// The text of `tag` without padding; `None` where it is blank or no text.
pub(super) fn text(exif: &Exif, tag: Tag) -> Option<String> {
    match &exif.get_field(tag, In::PRIMARY)?.value {
        Value::Ascii(parts) => {
            let text = String::from_utf8_lossy(parts.first()?);
            let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\0');
            (!text.is_empty()).then(|| text.to_owned())
        }
        _ => None,
    }
}
