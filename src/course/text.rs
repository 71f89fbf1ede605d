//! Text files as clinics' computers write them: UTF-8 with or without a mark, UTF-16 of Windows
//! editors, and the Windows alphabets for western languages.

use std::path::Path;

use crate::regular_file::{self, FileError, TEXT_MAX_BYTES};

/// Longest excerpt of a user's input in a message, characters.
const MAX_QUOTED_CHARS: usize = 80;

/// Reads a text file, whatever its encoding.
///
/// # Errors
/// No regular file, too large, not readable, or UTF-16 that is cut in the middle.
pub(crate) fn read_text(path: &Path) -> std::io::Result<String> {
    let refuse = |why: &str| std::io::Error::new(std::io::ErrorKind::InvalidData, why.to_owned());
    let bytes = regular_file::read(path, TEXT_MAX_BYTES).map_err(FileError::into_io)?;
    decode_text(&bytes).ok_or_else(|| {
        refuse("it is UTF-16 that breaks off or holds no text; save it anew as UTF-8")
    })
}

/// The text in `bytes`, whatever its encoding; `None` where they are UTF-16 that breaks off.
pub(crate) fn decode_text(bytes: &[u8]) -> Option<String> {
    match bytes {
        [0xEF, 0xBB, 0xBF, text @ ..] => Some(utf8_or_windows(text)),
        [0xFF, 0xFE, text @ ..] => utf16(text, u16::from_le_bytes),
        [0xFE, 0xFF, text @ ..] => utf16(text, u16::from_be_bytes),
        // Without a mark: the first characters of a manifest or of JSON are plain ones.
        [first, 0, ..] if *first != 0 => utf16(bytes, u16::from_le_bytes),
        [0, second, ..] if *second != 0 => utf16(bytes, u16::from_be_bytes),
        text => Some(utf8_or_windows(text)),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let units: Vec<u16> = bytes
        .chunks(2)
        .map(|pair| Some(unit(pair.try_into().ok()?)))
        .collect::<Option<_>>()?;
    char::decode_utf16(units).collect::<Result<_, _>>().ok()
}

fn utf8_or_windows(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|&byte| windows_1252(byte)).collect(),
    }
}

/// The character of a byte in Windows-1252 (WHATWG Encoding Standard, index windows-1252).
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}

/// A user's input as a message quotes it: at most 80 characters.
pub(crate) fn cut(text: &str) -> String {
    let mut kept: String = text.chars().take(MAX_QUOTED_CHARS).collect();
    if kept.len() < text.len() {
        kept.push('…');
    }
    kept
}

/// The known word most like a given one, when it is like enough to be meant.
pub(crate) fn nearest(given: &str, known: &[&str]) -> Option<String> {
    // Likeness costs the product of both lengths; no word is so long.
    let given: String = given.chars().take(MAX_QUOTED_CHARS).collect();
    let likeness = |candidate: &str| strsim::jaro_winkler(&given.to_lowercase(), candidate);
    known
        .iter()
        .map(|candidate| (likeness(candidate), *candidate))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .filter(|(likeness, _)| *likeness > 0.7)
        .map(|(_, candidate)| candidate.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "subject = \"Müller\"\n";
        let utf16 =
            |unit: fn(u16) -> [u8; 2]| -> Vec<u8> { text.encode_utf16().flat_map(unit).collect() };
        let marked = |mark: &[u8], rest: Vec<u8>| [mark, &rest].concat();
        for bytes in [
            text.as_bytes().to_vec(),
            marked(b"\xEF\xBB\xBF", text.as_bytes().to_vec()),
            marked(b"\xFF\xFE", utf16(u16::to_le_bytes)),
            marked(b"\xFE\xFF", utf16(u16::to_be_bytes)),
            utf16(u16::to_le_bytes),
            utf16(u16::to_be_bytes),
            text.chars().map(|c| c as u8).collect(),
        ] {
            assert_eq!(decode_text(&bytes).as_deref(), Some(text));
        }
        assert_eq!(decode_text(b"\xFF\xFEa"), None);
        assert_eq!(decode_text(b"\x80").as_deref(), Some("€"));
    }

    #[test]
    fn quoted_input_is_bounded() {
        assert_eq!(cut("abc"), "abc");
        assert_eq!(cut(&"ä".repeat(5000)).chars().count(), 81);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_refused_at_once() {
        assert!(read_text(Path::new("/dev/zero")).is_err());
        assert!(read_text(Path::new("/")).is_err());
    }
}
