//! What a PNG file says beside its picture: whether it moves, and how large its colour profile is.
//!
//! Container: chunks of a big-endian length, a four-letter name, content and a check sum (ISO/IEC
//! 15948, clause 5; animations: "APNG", third edition of the W3C recommendation, 11.3.3.4).

use std::io::Read;

use flate2::read::ZlibDecoder;

/// Whether the file is an animation.
pub(super) fn is_animated(bytes: &[u8]) -> bool {
    before_the_picture(bytes).any(|(name, _)| name == b"acTL")
}

/// Size of the embedded colour profile, decompressed, bytes; at most `most` and one more. `None`
/// where there is none.
pub(super) fn profile_bytes(bytes: &[u8], most: u64) -> Option<u64> {
    let (_, content) = before_the_picture(bytes).find(|(name, _)| *name == b"iCCP")?;
    // A name, a zero, the method of compression.
    let name = content.iter().position(|&b| b == 0)?;
    let packed = content.get(name + 2..)?;
    let unpacked = ZlibDecoder::new(packed).take(most.saturating_add(1));
    // Where the stream is damaged, what came out so far counts.
    Some(counted(unpacked))
}

fn counted(mut from: impl Read) -> u64 {
    let (mut block, mut count) = ([0; 1 << 14], 0);
    while let Ok(n @ 1..) = from.read(&mut block) {
        count += n as u64;
    }
    count
}

/// Name and content of every chunk before the first of the picture itself.
fn before_the_picture(bytes: &[u8]) -> impl Iterator<Item = (&[u8; 4], &[u8])> {
    let mut rest = bytes.get(8..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let (name, content) = after.split_first_chunk::<4>()?;
        let length = u32::from_be_bytes(*length) as usize;
        let (content, next) = content.split_at_checked(length)?;
        rest = next.get(4..).unwrap_or_default();
        (name != b"IDAT").then_some((name, content))
    })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    fn file(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
        for (name, content) in chunks {
            bytes.extend((content.len() as u32).to_be_bytes());
            bytes.extend_from_slice(*name);
            bytes.extend_from_slice(content);
            bytes.extend([0; 4]);
        }
        bytes
    }

    #[test]
    fn an_animation_has_its_control_chunk_before_the_picture() {
        assert!(is_animated(&file(&[(b"IHDR", b""), (b"acTL", b"")])));
        assert!(!is_animated(&file(&[
            (b"IHDR", b""),
            (b"IDAT", b""),
            (b"acTL", b"")
        ])));
        assert!(!is_animated(b"\x89PNG"));
    }

    #[test]
    fn a_profile_is_unpacked_no_further_than_asked() {
        let mut packed = ZlibEncoder::new(b"p\0\0".to_vec(), Compression::best());
        packed.write_all(&vec![0; 100_000]).unwrap();
        let bytes = file(&[(b"iCCP", &packed.finish().unwrap())]);
        assert_eq!(profile_bytes(&bytes, 1 << 20), Some(100_000));
        assert_eq!(profile_bytes(&bytes, 1000), Some(1001));
        assert_eq!(profile_bytes(&file(&[]), 1000), None);
    }
}
