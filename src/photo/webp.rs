//! What a WebP file says beside its picture: whether it moves, and its EXIF block.
//!
//! Container: RIFF chunks, each with a four-letter name, a little-endian length and an even number of
//! bytes ("WebP Container Specification", RFC 9649, section 2).

/// What stands in some files before the EXIF block itself, as in JPEG: not what the container asks
/// for, but what several phones and editors write.
const EXIF_PREFIX: &[u8] = b"Exif\0\0";

/// Whether the file is an animation.
pub(super) fn is_animated(bytes: &[u8]) -> bool {
    chunks(bytes).any(|(name, content)| match name {
        // Bit 1 of the flags.
        b"VP8X" => content.first().is_some_and(|flags| flags & 0b10 != 0),
        b"ANIM" | b"ANMF" => true,
        _ => false,
    })
}

/// The EXIF block (a TIFF header and what follows), without a prefix that does not belong there.
pub(super) fn exif(bytes: &[u8]) -> Option<&[u8]> {
    let (_, block) = chunks(bytes).find(|(name, _)| *name == b"EXIF")?;
    Some(block.strip_prefix(EXIF_PREFIX).unwrap_or(block))
}

/// Length of the first chunk that says it is longer than what is left of the file, bytes: a decoder
/// makes room for a chunk before it reads it. What lies behind the container's end is nobody's.
pub(super) fn overrun(bytes: &[u8]) -> Option<u32> {
    let end = u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?) as usize + 8;
    let mut at = 12;
    while at < end {
        let length = u32::from_le_bytes(bytes.get(at + 4..at + 8)?.try_into().ok()?);
        at += 8 + length as usize;
        if at > bytes.len() {
            return Some(length);
        }
        at += length as usize % 2;
    }
    None
}

/// Name and content of every chunk; the last one as far as it goes.
fn chunks(bytes: &[u8]) -> impl Iterator<Item = (&[u8; 4], &[u8])> {
    let mut rest = match bytes {
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            rest @ ..,
        ] => rest,
        _ => &[],
    };
    std::iter::from_fn(move || {
        let (name, after) = rest.split_first_chunk::<4>()?;
        let (length, content) = after.split_first_chunk::<4>()?;
        let length = u32::from_le_bytes(*length) as usize;
        let (content, next) = content.split_at_checked(length).unwrap_or((content, &[]));
        // A chunk of odd length has a byte of padding.
        rest = next.get(length % 2..).unwrap_or_default();
        Some((name, content))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
        let mut bytes = b"RIFF\0\0\0\0WEBP".to_vec();
        for (name, content) in chunks {
            bytes.extend_from_slice(*name);
            bytes.extend((content.len() as u32).to_le_bytes());
            bytes.extend_from_slice(content);
            bytes.resize(bytes.len() + content.len() % 2, 0);
        }
        bytes
    }

    #[test]
    fn the_exif_block_is_found_with_and_without_prefix() {
        let tiff: &[u8] = b"II*\0\x08\0\0\0\0";
        let prefixed = [EXIF_PREFIX, tiff].concat();
        assert_eq!(exif(&file(&[(b"VP8 ", b"x"), (b"EXIF", tiff)])), Some(tiff));
        assert_eq!(exif(&file(&[(b"EXIF", &prefixed)])), Some(tiff));
        assert_eq!(exif(&file(&[(b"VP8 ", b"x")])), None);
        assert_eq!(exif(b"RIFF"), None);
    }

    #[test]
    fn an_animation_is_told_by_its_flag_or_its_frames() {
        assert!(is_animated(&file(&[(b"VP8X", &[0b10, 0, 0, 0])])));
        assert!(is_animated(&file(&[(b"VP8X", &[0]), (b"ANMF", b"")])));
        assert!(!is_animated(&file(&[(b"VP8X", &[0b1000])])));
    }

    #[test]
    fn a_chunk_longer_than_the_file_is_told_and_what_lies_behind_the_container_is_not() {
        let mut bytes = file(&[(b"VP8 ", b"x"), (b"EXIF", b"abcd")]);
        let inside = bytes.len() as u32 - 8;
        bytes[4..8].copy_from_slice(&inside.to_le_bytes());
        assert_eq!(overrun(&bytes), None);
        bytes.extend(b"junk behind it");
        assert_eq!(overrun(&bytes), None);
        let exif = 12 + 10 + 4;
        bytes[exif..exif + 4].copy_from_slice(&4_292_411_346_u32.to_le_bytes());
        assert_eq!(overrun(&bytes), Some(4_292_411_346));
        assert_eq!(overrun(b"RIFF"), None);
    }

    #[test]
    fn a_length_beyond_the_file_ends_the_list() {
        let mut bytes = file(&[(b"EXIF", b"abc")]);
        bytes[16..20].copy_from_slice(&u32::MAX.to_le_bytes());
        assert_eq!(exif(&bytes), Some(&b"abc\0"[..]));
    }
}
