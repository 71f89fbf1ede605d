//! A photo's size from its header alone, for the memory that it will need.

use std::io::{BufRead, Read, Seek, SeekFrom};

use image::{ImageDecoder, ImageFormat, ImageReader};

use super::guard::caught;
use super::{DecodeLimits, tiff};

/// What a header says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct HeaderFacts {
    /// Width and height as stored, px.
    pub(crate) size: (u32, u32),
    /// Bytes of a pixel as the file stores it, decompressed; with what its decoder needs beside it.
    pub(crate) bytes_per_px: u64,
}

/// Most bytes in front of a HEIC's pixels.
const HEIC_HEAD: u64 = 16 << 20;

/// Size and depth; `None` where the header does not say or is of no known format. Of most formats
/// only the header is read.
pub(crate) fn header_facts<R: BufRead + Seek>(
    file: &mut R,
    limits: &DecodeLimits,
) -> Option<HeaderFacts> {
    caught(|| Ok(facts(file, limits))).ok().flatten()
}

fn facts<R: BufRead + Seek>(file: &mut R, limits: &DecodeLimits) -> Option<HeaderFacts> {
    let mut head = [0; 132];
    file.read_exact(&mut head).ok()?;
    file.seek(SeekFrom::Start(0)).ok()?;
    if &head[128..] == b"DICM" {
        let mut bytes = Vec::new();
        file.take(limits.max_file_bytes)
            .read_to_end(&mut bytes)
            .ok()?;
        return dicom_facts(&bytes);
    }
    if &head[4..8] == b"ftyp" {
        return heic_facts(&heic_head(file)?);
    }
    let big_tiff = head.starts_with(b"II\x2b\0") || head.starts_with(b"MM\0\x2b");
    let format = match image::guess_format(&head) {
        _ if big_tiff => ImageFormat::Tiff,
        known => known.ok()?,
    };
    if format == ImageFormat::Tiff {
        let mut bytes = Vec::new();
        let most = limits.max_file_bytes;
        file.take(most).read_to_end(&mut bytes).ok()?;
        let (width, height, bytes_per_px) = tiff::size(&bytes, limits).ok()?;
        // The file's bytes, the picture, and one part of it.
        return Some(HeaderFacts {
            size: (width, height),
            bytes_per_px,
        });
    }
    let mut reader = ImageReader::with_format(file, format);
    let mut room = image::Limits::no_limits();
    room.max_alloc = Some(limits.max_profile_bytes.max(1 << 20));
    reader.limits(room);
    let decoder = reader.into_decoder().ok()?;
    Some(HeaderFacts {
        size: decoder.dimensions(),
        bytes_per_px: decoder.color_type().bytes_per_pixel().into(),
    })
}

/// The boxes of a HEIC up to the one that describes its pictures, without the pixels themselves.
fn heic_head<R: Read + Seek>(file: &mut R) -> Option<Vec<u8>> {
    let mut kept = Vec::new();
    loop {
        let mut header = [0; 8];
        file.read_exact(&mut header).ok()?;
        let (length, name) = header.split_at(4);
        let length = u64::from(u32::from_be_bytes(length.try_into().ok()?));
        if !matches!(name, b"ftyp" | b"meta") {
            let mut skip = length.checked_sub(8);
            if length == 1 {
                let mut long = [0; 8];
                file.read_exact(&mut long).ok()?;
                skip = u64::from_be_bytes(long).checked_sub(16);
            }
            file.seek_relative(i64::try_from(skip?).ok()?).ok()?;
            continue;
        }
        if length < 8 || kept.len() as u64 + length > HEIC_HEAD {
            return None;
        }
        kept.extend(header);
        let mut content = Vec::new();
        file.take(length - 8).read_to_end(&mut content).ok()?;
        kept.append(&mut content);
        if name == b"meta" {
            return Some(kept);
        }
    }
}

#[cfg(feature = "dicom")]
fn dicom_facts(bytes: &[u8]) -> Option<HeaderFacts> {
    let (size, bytes_per_px) = super::dicom::header(bytes)?;
    Some(HeaderFacts { size, bytes_per_px })
}

#[cfg(not(feature = "dicom"))]
fn dicom_facts(_bytes: &[u8]) -> Option<HeaderFacts> {
    None
}

#[cfg(feature = "heic")]
fn heic_facts(head: &[u8]) -> Option<HeaderFacts> {
    // RGBA, and planes of two bytes for three samples of which two are at half resolution.
    let bytes_per_px = super::heic::BYTES_PER_PX + 3;
    let size = super::heic::size(head).ok()?;
    Some(HeaderFacts { size, bytes_per_px })
}

#[cfg(not(feature = "heic"))]
fn heic_facts(_head: &[u8]) -> Option<HeaderFacts> {
    None
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::photo::decode_photo;

    fn fixture(name: &str) -> Vec<u8> {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats");
        std::fs::read(folder.join(name)).unwrap()
    }

    fn header(bytes: &[u8]) -> Option<HeaderFacts> {
        header_facts(&mut Cursor::new(bytes), &DecodeLimits::default())
    }

    #[test]
    fn the_header_says_the_size_of_every_format() {
        for (name, depth) in [
            ("head.png", 3),
            ("grey_16bit.png", 2),
            ("transparent.png", 4),
            ("orientation_1.jpg", 3),
            ("lossy.webp", 3),
            ("orientation_6.tif", 3),
            #[cfg(feature = "heic")]
            ("orientation_6.heic", 7),
        ] {
            let bytes = fixture(name);
            let photo = decode_photo(&bytes, &DecodeLimits::default()).unwrap();
            let found = header(&bytes).unwrap();
            let area = |(w, h): (u32, u32)| u64::from(w) * u64::from(h);
            assert_eq!(area(found.size), area(photo.size()), "{name}");
            assert_eq!(found.bytes_per_px, depth, "{name}");
        }
        assert_eq!(header(b"no picture at all"), None);
        assert_eq!(header(b""), None);
    }
}
