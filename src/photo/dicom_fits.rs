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

/// Why the file's values cannot be where it says: one is longer than the file, or they cannot be
/// told from each other. `None` where every length is possible.
///
/// Data sets that are deflated as a whole cannot be looked through so: they are not opened at all.
pub(super) fn impossible(bytes: &[u8]) -> Option<String> {
    let refused = || -> Result<(), String> {
        let meta = bytes.get(META..).ok_or("it ends before it begins")?;
        lengths(meta, EXPLICIT_VR_LITTLE_ENDIAN, |tag| {
            tag.group() > META_GROUP
        })?;
        let mut rest = &bytes[PREAMBLE..];
        let meta = FileMetaTable::from_reader(&mut rest).map_err(|e| e.to_string())?;
        if meta.transfer_syntax() == DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN {
            return Err("deflated data sets are not supported".to_owned());
        }
        lengths(rest, meta.transfer_syntax(), |_| false)
    };
    refused().err()
}

/// Walks over the elements from length to length up to the first that is `beyond`.
fn lengths(bytes: &[u8], syntax: &str, beyond: impl Fn(Tag) -> bool) -> Result<(), String> {
    let syntax = TransferSyntaxRegistry
        .get(syntax)
        .ok_or_else(|| format!("the transfer syntax {syntax} is not known"))?;
    let mut reader = LazyDataSetReader::new_with_ts(Cursor::new(bytes), syntax)
        .map_err(|error| error.to_string())?;
    while let Some(token) = reader.advance() {
        let token = token.map_err(|error| error.to_string())?;
        let length = match &token {
            LazyDataToken::ElementHeader(header) if beyond(header.tag) => return Ok(()),
            LazyDataToken::LazyValue { header, .. } => header.len.0,
            LazyDataToken::LazyItemValue { len, .. } => *len,
            _ => 0,
        };
        if length as usize > bytes.len() {
            return Err(format!(
                "it says that a value has {length} bytes, and has {} in all",
                bytes.len()
            ));
        }
        token.skip().map_err(|error| error.to_string())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONCE_BAD: &[u8] = include_bytes!("../../fixtures/once_bad/dicom_value_longer_than_file");

    #[test]
    fn a_value_longer_than_the_file_is_refused_before_room_is_made_for_it() {
        let why = impossible(ONCE_BAD).unwrap();
        assert!(why.contains("2358064195 bytes"), "{why}");
    }

    #[test]
    fn whole_photographs_are_let_through() {
        for whole in [
            include_bytes!("../../fixtures/formats/matrix/native.dcm").as_slice(),
            include_bytes!("../../fixtures/formats/matrix/jpeg.dcm"),
        ] {
            assert_eq!(impossible(whole), None);
        }
    }
}
