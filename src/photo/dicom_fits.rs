//! Whether a DICOM file can hold the values that it says it holds: its parser makes room for a
//! value, and clears it, before a byte of it is read.

use std::io::Cursor;

use dicom_dictionary_std::uids::{DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN, EXPLICIT_VR_LITTLE_ENDIAN};
use dicom_encoding::TransferSyntaxIndex;
use dicom_object::{FileMetaTable, Tag};
use dicom_parser::dataset::LazyDataToken;
use dicom_parser::dataset::lazy_read::LazyDataSetReader;
use dicom_transfer_syntax_registry::TransferSyntaxRegistry;

/// Bytes before the mark `DICM`, and before what follows it (PS3.10, 7.1).
const PREAMBLE: usize = 128;
const META: usize = PREAMBLE + 4;
/// Group of the elements that describe the file.
const META_GROUP: u16 = 0x0002;

/// Why a file is not opened.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Misfit {
    /// A coding that is not read, by name.
    Unsupported(String),
    /// A value is longer than the file, or values cannot be told from each other.
    Damaged(String),
}

impl Misfit {
    fn damaged(why: impl ToString) -> Self {
        Self::Damaged(why.to_string())
    }
}

/// Whether the file's values can be where it says.
///
/// # Errors
/// Data sets that are deflated as a whole or of a private syntax cannot be looked through, and are
/// unsupported; in others a length is impossible.
pub(super) fn check_lengths(bytes: &[u8]) -> Result<(), Misfit> {
    let meta = bytes
        .get(META..)
        .ok_or_else(|| Misfit::damaged("it ends before it begins"))?;
    lengths(meta, EXPLICIT_VR_LITTLE_ENDIAN, |tag| {
        tag.group() > META_GROUP
    })?;
    let mut rest = &bytes[PREAMBLE..];
    let meta = FileMetaTable::from_reader(&mut rest).map_err(Misfit::damaged)?;
    let syntax = meta.transfer_syntax().trim_end_matches('\0');
    if syntax == DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN {
        return Err(Misfit::Unsupported("a deflated data set".to_owned()));
    }
    lengths(rest, syntax, |_| false)
}

/// Walks over the elements from length to length up to the first that is `beyond`.
fn lengths(bytes: &[u8], syntax: &str, beyond: impl Fn(Tag) -> bool) -> Result<(), Misfit> {
    let syntax = TransferSyntaxRegistry
        .get(syntax)
        .ok_or_else(|| Misfit::Unsupported(format!("the transfer syntax {syntax}")))?;
    let mut reader =
        LazyDataSetReader::new_with_ts(Cursor::new(bytes), syntax).map_err(Misfit::damaged)?;
    while let Some(token) = reader.advance() {
        let token = token.map_err(Misfit::damaged)?;
        let length = match &token {
            LazyDataToken::ElementHeader(header) if beyond(header.tag) => return Ok(()),
            LazyDataToken::LazyValue { header, .. } => header.len.0,
            LazyDataToken::LazyItemValue { len, .. } => *len,
            _ => 0,
        };
        if length as usize > bytes.len() {
            return Err(Misfit::Damaged(format!(
                "it says that a value has {length} bytes, and has {} in all",
                bytes.len()
            )));
        }
        token.skip().map_err(Misfit::damaged)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NATIVE: &[u8] = include_bytes!("../../fixtures/formats/matrix/native.dcm");
    const ONCE_BAD: &[u8] = include_bytes!("../../fixtures/once_bad/dicom_value_longer_than_file");

    #[test]
    fn a_value_longer_than_the_file_is_refused_before_room_is_made_for_it() {
        let Err(Misfit::Damaged(why)) = check_lengths(ONCE_BAD) else {
            panic!("it is let through")
        };
        assert!(why.contains("2358064195 bytes"), "{why}");
    }

    /// A file as if its data set were written in another transfer syntax, of an even length.
    fn of_syntax(uid: &[u8]) -> Vec<u8> {
        let own = b"1.2.840.10008.1.2.1\0";
        let at = NATIVE.windows(own.len()).position(|w| w == own).unwrap();
        let longer = (uid.len() - own.len()) as u8;
        let mut bytes = [&NATIVE[..at], uid, &NATIVE[at + own.len()..]].concat();
        // The lengths of the value and of the whole group.
        bytes[at - 2] += longer;
        bytes[META + 8] += longer;
        bytes
    }

    #[test]
    fn codings_that_are_not_read_are_unsupported_by_name_not_damaged() {
        for (uid, named) in [
            ("1.2.840.10008.1.2.1.99", "a deflated data set"),
            (
                "1.2.826.0.1.3680043.1\0",
                "the transfer syntax 1.2.826.0.1.3680043.1",
            ),
        ] {
            let found = check_lengths(&of_syntax(uid.as_bytes()));
            assert_eq!(found, Err(Misfit::Unsupported(named.into())));
        }
    }

    #[test]
    fn whole_photographs_are_let_through() {
        for whole in [
            NATIVE,
            include_bytes!("../../fixtures/formats/matrix/jpeg.dcm"),
        ] {
            assert_eq!(check_lengths(whole), Ok(()));
        }
    }
}
