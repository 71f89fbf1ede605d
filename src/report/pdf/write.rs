//! The drawing operations as a PDF file.

use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Size, Transform};
use krilla::image::Image;
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};

use super::canvas::{Canvas, Colour, Op, PAGE};
use super::error::PdfError;
use super::face::Face;
use crate::report::pictures::{EncodedPicture, PictureFormat};

struct Fonts {
    regular: Font,
    bold: Font,
}

/// Writes the pages. The file carries no time and no machine, so that equal pages give equal bytes.
pub(super) fn write(canvas: Canvas, title: &str, lang: &str) -> Result<Vec<u8>, PdfError> {
    let font = |face: Face| {
        Font::new(face.bytes().into(), 0)
            .ok_or_else(|| PdfError::Document("the built-in font is damaged".to_owned()))
    };
    let fonts = Fonts {
        regular: font(Face::Regular)?,
        bold: font(Face::Bold)?,
    };
    let mut document = Document::new();
    document.set_metadata(
        Metadata::new()
            .title(title.to_owned())
            .language(lang.to_owned())
            .creator(format!("tricholapse {}", crate::VERSION)),
    );
    for ops in canvas.pages {
        let settings = PageSettings::from_wh(PAGE[0] as f32, PAGE[1] as f32)
            .ok_or_else(|| PdfError::Document("the page has no size".to_owned()))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for op in ops {
            draw(&mut surface, &fonts, op)?;
        }
        surface.finish();
        page.finish();
    }
    document
        .finish()
        .map_err(|e| PdfError::Document(format!("{e:?}")))
}

fn draw(surface: &mut Surface<'_>, fonts: &Fonts, op: Op) -> Result<(), PdfError> {
    match op {
        Op::Text {
            at,
            text,
            face,
            size,
            colour,
        } => {
            surface.set_stroke(None);
            surface.set_fill(Some(fill(colour, 1.0)));
            let font = match face {
                Face::Regular => fonts.regular.clone(),
                Face::Bold => fonts.bold.clone(),
            };
            let start = Point::from_xy(at[0] as f32, at[1] as f32);
            surface.draw_glyphs(start, &glyphs(face, &text), font, &text, size as f32, false);
        }
        Op::Fill {
            points,
            colour,
            opacity,
        } => {
            surface.set_stroke(None);
            surface.set_fill(Some(fill(colour, opacity)));
            path(surface, &points, true);
        }
        Op::Line {
            points,
            colour,
            width,
            dashed,
        } => {
            surface.set_fill(None);
            surface.set_stroke(Some(Stroke {
                paint: rgb(colour).into(),
                width: width as f32,
                dash: dashed.then(|| StrokeDash {
                    array: vec![2.5, 1.5],
                    offset: 0.0,
                }),
                ..Stroke::default()
            }));
            path(surface, &points, false);
        }
        Op::Picture { rect, picture } => {
            let [x, y, width, height] = rect.map(|v| v as f32);
            let size = Size::from_wh(width, height)
                .ok_or_else(|| PdfError::Picture("it has no size".to_owned()))?;
            surface.push_transform(&Transform::from_translate(x, y));
            surface.draw_image(image(picture)?, size);
            surface.pop();
        }
    }
    Ok(())
}

fn rgb([r, g, b]: Colour) -> rgb::Color {
    rgb::Color::new(r, g, b)
}

fn fill(colour: Colour, opacity: f64) -> Fill {
    Fill {
        paint: rgb(colour).into(),
        opacity: NormalizedF32::new(opacity as f32).unwrap_or(NormalizedF32::ONE),
        rule: FillRule::default(),
    }
}

fn glyphs(face: Face, text: &str) -> Vec<KrillaGlyph> {
    text.char_indices()
        .zip(face.glyphs(text))
        .map(|((at, c), (glyph, width))| {
            let id = GlyphId::new(glyph.to_u32());
            KrillaGlyph::new(id, width as f32, 0.0, 0.0, 0.0, at..at + c.len_utf8(), None)
        })
        .collect()
}

fn path(surface: &mut Surface<'_>, points: &[[f64; 2]], closed: bool) {
    let mut builder = PathBuilder::new();
    for (i, [x, y]) in points.iter().enumerate() {
        let (x, y) = (*x as f32, *y as f32);
        if i == 0 {
            builder.move_to(x, y);
        } else {
            builder.line_to(x, y);
        }
    }
    if closed {
        builder.close();
    }
    // A path without extent draws nothing.
    if let Some(path) = builder.finish() {
        surface.draw_path(&path);
    }
}

fn image(picture: EncodedPicture) -> Result<Image, PdfError> {
    let bytes = picture.bytes.into();
    match picture.format {
        PictureFormat::Jpeg => Image::from_jpeg(bytes, true),
        PictureFormat::Png => Image::from_png(bytes, true),
    }
    .map_err(PdfError::Picture)
}
