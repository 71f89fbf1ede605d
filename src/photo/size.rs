//! A photo's size from its header alone.

use std::io::Cursor;

/// Width and height as stored, px; `None` where the header does not say or is of no known format.
pub fn header_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let reader = image::ImageReader::new(Cursor::new(bytes));
    match reader.with_guessed_format().ok()?.into_dimensions() {
        Ok(size) => Some(size),
        Err(_) => heic_size(bytes),
    }
}

#[cfg(feature = "heic")]
fn heic_size(bytes: &[u8]) -> Option<(u32, u32)> {
    super::heic::size(bytes)
}

#[cfg(not(feature = "heic"))]
fn heic_size(_bytes: &[u8]) -> Option<(u32, u32)> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixture(name: &str) -> Vec<u8> {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats");
        std::fs::read(folder.join(name)).unwrap()
    }

    #[test]
    fn the_header_says_the_size_of_every_format() {
        for name in [
            "head.png",
            "orientation_1.jpg",
            "lossy.webp",
            "orientation_6.tif",
        ] {
            let bytes = fixture(name);
            let photo = crate::photo::decode_photo(&bytes, &Default::default()).unwrap();
            let (w, h) = header_size(&bytes).unwrap();
            let (uw, uh) = photo.size();
            assert_eq!(
                u64::from(w) * u64::from(h),
                u64::from(uw) * u64::from(uh),
                "{name}"
            );
        }
        assert_eq!(header_size(b"no picture"), None);
        assert_eq!(header_size(b""), None);
    }

    #[cfg(feature = "heic")]
    #[test]
    fn heic_too() {
        assert!(header_size(&fixture("head.heic")).is_some());
    }
}
