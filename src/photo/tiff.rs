//! TIFF, as scanners, editors and cameras write it: strips or tiles, planes apart or together,
//! palettes, YCbCr and CMYK, the photo first or behind a thumbnail.
//!
//! The `tiff` crate unpacks; what the samples mean is said here, by TIFF 6.0 (Adobe, 1992).

use std::borrow::Cow;
use std::io::Cursor;

use image::DynamicImage;
use image::metadata::Orientation;
use tiff::decoder::{Decoder, Limits};
use tiff::tags::{ByteOrder, PhotometricInterpretation, Tag};
use tiff::{ColorType, TiffError};

use super::decoded::Decoded;
use super::tiff_samples::{Meaning, Sample, spread};
use super::{DecodeError, DecodeLimits, PhotoFormat};

/// Pictures of a file that are looked at: the photo, previews, masks.
const MOST_PICTURES: usize = 32;
/// Written by cameras that store raw sensor data in a TIFF ("DNG", Adobe).
const DNG_VERSION: Tag = Tag::Unknown(0xC612);

type Open<'a> = Decoder<Cursor<&'a [u8]>>;

/// The picture that is the photo: the largest that is neither preview nor mask.
pub(super) fn decode(bytes: &[u8], limits: &DecodeLimits) -> Result<Decoded, DecodeError> {
    let index = photo_of(&mut open(bytes, limits)?, bytes)?;
    let palette = palette_of(bytes, limits, index)?;
    let (palette, bytes) = match palette {
        Some(Palette { colours, plain }) => (Some(colours), Cow::Owned(plain)),
        None => (None, Cow::Borrowed(bytes)),
    };
    let mut decoder = open(&bytes, limits)?;
    decoder.seek_to_image(index).map_err(failure)?;
    let (width, height) = decoder.dimensions().map_err(failure)?;
    let meaning = meaning(&mut decoder, palette)?;
    limits.check(width, height, meaning.bytes_per_px())?;
    all_there(&mut decoder, bytes.len() as u64)?;
    let icc = profile(&mut decoder, limits)?;
    let orientation = decoder.find_tag_unsigned::<u8>(Tag::Orientation);
    let orientation = orientation.ok().flatten().and_then(Orientation::from_exif);
    let image = match meaning.bits() {
        16 => picture::<u16>(&mut decoder, &meaning, width, height)?,
        _ => picture::<u8>(&mut decoder, &meaning, width, height)?,
    };
    Ok(Decoded {
        image,
        icc,
        orientation: orientation.unwrap_or(Orientation::NoTransforms),
    })
}

/// Size of the photo and bytes of its pixels as the file stores them, from the headers.
pub(super) fn size(bytes: &[u8], limits: &DecodeLimits) -> Result<(u32, u32, u64), DecodeError> {
    let mut decoder = open(bytes, limits)?;
    let index = photo_of(&mut decoder, bytes)?;
    decoder.seek_to_image(index).map_err(failure)?;
    let (width, height) = decoder.dimensions().map_err(failure)?;
    let samples = decoder.find_tag_unsigned::<u64>(Tag::SamplesPerPixel);
    let bits = decoder.find_tag_unsigned_vec::<u64>(Tag::BitsPerSample);
    let samples = samples.ok().flatten().unwrap_or(1);
    let most = bits.ok().flatten().and_then(|b| b.into_iter().max());
    Ok((
        width,
        height,
        samples.max(3) * most.unwrap_or(8).div_ceil(8),
    ))
}

fn open<'a>(bytes: &'a [u8], limits: &DecodeLimits) -> Result<Open<'a>, DecodeError> {
    let memory = usize::try_from(limits.max_decoded_bytes).unwrap_or(usize::MAX);
    let mut most = Limits::default();
    most.decoding_buffer_size = memory;
    most.intermediate_buffer_size = memory;
    most.ifd_value_size = usize::try_from(limits.max_profile_bytes).unwrap_or(usize::MAX);
    let decoder = Decoder::new(Cursor::new(bytes)).map_err(failure)?;
    Ok(decoder.with_limits(most))
}

/// Which of the file's pictures is the photo.
fn photo_of(decoder: &mut Open<'_>, bytes: &[u8]) -> Result<usize, DecodeError> {
    let raw = || DecodeError::UnsupportedFormat {
        format: "camera raw (TIFF-based)".to_owned(),
    };
    // Canon's CR2 signature stands behind the TIFF header.
    if bytes.get(8..10) == Some(b"CR") || decoder.find_tag(DNG_VERSION).is_ok_and(|t| t.is_some()) {
        return Err(raw());
    }
    let mut best: Option<(u64, usize)> = None;
    for index in 0..MOST_PICTURES {
        let (width, height) = decoder.dimensions().map_err(failure)?;
        let pixels = u64::from(width) * u64::from(height);
        if is_full_picture(decoder) && best.is_none_or(|(most, _)| pixels > most) {
            best = Some((pixels, index));
        }
        if !decoder.more_images() || decoder.next_image().is_err() {
            break;
        }
    }
    // Raw files hold nothing but previews in their chain.
    best.map(|(_, index)| index).ok_or_else(raw)
}

/// Neither a smaller copy (bit 0 of `NewSubfileType`, 2 in the older tag) nor a mask (bit 2).
fn is_full_picture(decoder: &mut Open<'_>) -> bool {
    let mut number = |tag| decoder.find_tag_unsigned::<u32>(tag).ok().flatten();
    let kind = number(Tag::NewSubfileType).unwrap_or(0);
    kind & 0b101 == 0 && number(Tag::SubfileType) != Some(2)
}

fn meaning(decoder: &mut Open<'_>, palette: Option<Vec<u16>>) -> Result<Meaning, DecodeError> {
    let unsupported = |detail: String| DecodeError::UnsupportedOption {
        format: PhotoFormat::Tiff,
        detail,
    };
    let formats = decoder.find_tag_unsigned_vec::<u16>(Tag::SampleFormat);
    // 1 is an unsigned number, 4 is "not defined".
    let odd = formats.ok().flatten().unwrap_or_default();
    if odd.iter().any(|f| !matches!(f, 1 | 4)) {
        return Err(unsupported(
            "samples that are no unsigned numbers".to_owned(),
        ));
    }
    let extra = decoder.find_tag_unsigned_vec::<u16>(Tag::ExtraSamples);
    let extra = extra.ok().flatten().unwrap_or_default();
    let colour = decoder.colortype().map_err(failure)?;
    match (colour, palette) {
        (ColorType::Gray(bits @ (1 | 2 | 4 | 8)), Some(map)) => Ok(Meaning::Palette { bits, map }),
        (ColorType::Gray(bits @ (1 | 2 | 4 | 8 | 16)), None) => Ok(Meaning::Grey { bits }),
        (
            ColorType::Multiband {
                bit_depth: bits @ (8 | 16),
                num_samples: 2,
            },
            None,
        ) => Ok(Meaning::GreyAlpha {
            bits,
            premultiplied: extra.first() == Some(&1),
            opaque: extra.first().is_none_or(|&kind| kind == 0),
        }),
        (ColorType::RGB(bits @ (8 | 16)), None) => Ok(Meaning::Rgb { bits }),
        (ColorType::RGBA(bits @ (8 | 16)), None) => Ok(Meaning::Rgba {
            bits,
            premultiplied: extra.first() == Some(&1),
            opaque: extra.first() == Some(&0),
        }),
        (ColorType::CMYK(bits @ (8 | 16)), None) => Ok(Meaning::Cmyk { bits }),
        (ColorType::YCbCr(8), None) => Ok(Meaning::YCbCr),
        (other, _) => Err(unsupported(format!("pixels of the kind {other:?}"))),
    }
}

/// The colours of a picture that stores their numbers.
struct Palette {
    /// All reds, all greens, all blues, of 16 bits.
    colours: Vec<u16>,
    /// The file saying "grey".
    plain: Vec<u8>,
}

/// The `tiff` crate knows no palettes. The same file saying "grey" instead of "palette" gives the
/// entries' numbers; the palette itself comes along.
fn palette_of(
    bytes: &[u8],
    limits: &DecodeLimits,
    index: usize,
) -> Result<Option<Palette>, DecodeError> {
    let mut decoder = open(bytes, limits)?;
    decoder.seek_to_image(index).map_err(failure)?;
    let kind = decoder.find_tag_unsigned::<u16>(Tag::PhotometricInterpretation);
    if kind.ok().flatten() != Some(PhotometricInterpretation::RGBPalette.to_u16()) {
        return Ok(None);
    }
    let map = decoder.get_tag_u16_vec(Tag::ColorMap).map_err(failure)?;
    let big = matches!(bytes.get(2..4), Some([43, 0] | [0, 43]));
    let order = decoder.byte_order();
    let at = decoder
        .ifd_pointer()
        .and_then(|ifd| entry_value(bytes, usize::try_from(ifd.0).ok()?, big, order))
        .ok_or_else(|| damaged("its palette cannot be found".to_owned()))?;
    let grey = PhotometricInterpretation::BlackIsZero.to_u16();
    let grey = match order {
        ByteOrder::LittleEndian => grey.to_le_bytes(),
        ByteOrder::BigEndian => grey.to_be_bytes(),
    };
    let mut plain = bytes.to_vec();
    plain[at..at + 2].copy_from_slice(&grey);
    Ok(Some(Palette {
        colours: map,
        plain,
    }))
}

/// Where the value of `PhotometricInterpretation` stands in the directory at `ifd`.
fn entry_value(bytes: &[u8], ifd: usize, big: bool, order: ByteOrder) -> Option<usize> {
    let number = |at: usize| {
        let two = bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(match order {
            ByteOrder::LittleEndian => u16::from_le_bytes(two),
            ByteOrder::BigEndian => u16::from_be_bytes(two),
        })
    };
    let (first, step, value) = if big { (8, 20, 12) } else { (2, 12, 8) };
    let tag = Tag::PhotometricInterpretation.to_u16();
    (0..4096)
        .map(|i| ifd + first + i * step)
        .take_while(|&at| at + value + 2 <= bytes.len())
        .find(|&at| number(at) == Some(tag))
        .map(|at| at + value)
}

/// A strip or tile that ends behind the file would be filled with whatever comes to hand.
fn all_there(decoder: &mut Open<'_>, file: u64) -> Result<(), DecodeError> {
    let mut numbers = |tag| decoder.find_tag_unsigned_vec::<u64>(tag).ok().flatten();
    let mut pair = |at, length| Some((numbers(at)?, numbers(length)?));
    let parts = pair(Tag::StripOffsets, Tag::StripByteCounts)
        .or_else(|| pair(Tag::TileOffsets, Tag::TileByteCounts));
    let inside = |(at, length): (&u64, &u64)| at.checked_add(*length).is_some_and(|e| e <= file);
    match parts {
        Some((at, length)) if at.iter().zip(&length).all(inside) => Ok(()),
        _ => Err(DecodeError::Truncated {
            format: PhotoFormat::Tiff,
            detail: "a part of the picture lies behind the end of the file".to_owned(),
        }),
    }
}

fn profile(decoder: &mut Open<'_>, limits: &DecodeLimits) -> Result<Option<Vec<u8>>, DecodeError> {
    match decoder.find_tag(Tag::IccProfile) {
        Ok(None) => Ok(None),
        Ok(Some(value)) => Ok(value.into_u8_vec().ok()),
        Err(TiffError::LimitsExceeded) => Err(DecodeError::ProfileTooLarge {
            max_bytes: limits.max_profile_bytes,
        }),
        // A profile that cannot be read does not make the picture unreadable.
        Err(_) => Ok(None),
    }
}

/// Reads every strip or tile and lays it where it belongs.
fn picture<S: Sample>(
    decoder: &mut Open<'_>,
    meaning: &Meaning,
    width: u32,
    height: u32,
) -> Result<DynamicImage, DecodeError> {
    let (chunk_width, chunk_height) = decoder.chunk_dimensions();
    if chunk_width == 0 || chunk_height == 0 {
        return Err(damaged("a part of the picture has no size".to_owned()));
    }
    let across = width.div_ceil(chunk_width);
    let down = height.div_ceil(chunk_height);
    let planar = decoder.find_tag_unsigned::<u16>(Tag::PlanarConfiguration);
    let planes = match planar.ok().flatten() {
        Some(2) => meaning.stored_samples(),
        _ => 1,
    };
    let channels = meaning.channels();
    let row = width as usize * channels;
    let mut pixels = vec![S::default(); row * height as usize];
    for chunk in 0..across * down {
        let (x, y) = (chunk % across * chunk_width, chunk / across * chunk_height);
        let size = (chunk_width.min(width - x), chunk_height.min(height - y));
        let parts = (0..planes)
            .map(|plane| {
                let index = chunk + plane * across * down;
                let stored = decoder.chunk_data_dimensions(index).0;
                let samples = S::of(decoder.read_chunk(index).map_err(failure)?);
                let samples = samples.ok_or_else(|| damaged("of mixed depth".to_owned()))?;
                Ok((stored, samples))
            })
            .collect::<Result<Vec<_>, DecodeError>>()?;
        let target = pixels[y as usize * row + x as usize * channels..].chunks_mut(row);
        spread(meaning, &parts, size, target, channels)
            .ok_or_else(|| damaged("fewer pixels than the header says".to_owned()))?;
    }
    S::image(width, height, channels, pixels)
        .ok_or_else(|| damaged("fewer pixels than the header says".to_owned()))
}

fn failure(error: TiffError) -> DecodeError {
    let detail: String = error.to_string().chars().take(160).collect();
    let format = PhotoFormat::Tiff;
    match error {
        TiffError::UnsupportedError(_) => DecodeError::UnsupportedOption { format, detail },
        TiffError::IoError(e) if e.kind() == std::io::ErrorKind::UnexpectedEof => {
            DecodeError::Truncated { format, detail }
        }
        _ => damaged(detail),
    }
}

fn damaged(detail: String) -> DecodeError {
    DecodeError::Damaged {
        format: PhotoFormat::Tiff,
        detail,
    }
}
