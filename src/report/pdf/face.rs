//! The two typefaces: which glyph stands for a character, and how wide it is.

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, GlyphId, MetadataProvider};

const REGULAR: &[u8] = include_bytes!("../../../assets/fonts/DejaVuSansCondensed.ttf");
const BOLD: &[u8] = include_bytes!("../../../assets/fonts/DejaVuSansCondensed-Bold.ttf");

/// A typeface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    Regular,
    Bold,
}

impl Face {
    pub(crate) fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => REGULAR,
            Self::Bold => BOLD,
        }
    }

    fn font(self) -> FontRef<'static> {
        FontRef::new(self.bytes()).expect("the built-in font is whole")
    }

    /// Glyph and width of every character, the width as a share of the type size. Characters that
    /// the font does not have show as its box for missing ones.
    pub(crate) fn glyphs(self, text: &str) -> Vec<(GlyphId, f64)> {
        let font = self.font();
        let map = font.charmap();
        let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let em = f64::from(
            font.metrics(Size::unscaled(), LocationRef::default())
                .units_per_em,
        );
        text.chars()
            .map(|c| {
                let glyph = map.map(c).unwrap_or(GlyphId::NOTDEF);
                let width = metrics.advance_width(glyph).unwrap_or(0.0);
                (glyph, f64::from(width) / em)
            })
            .collect()
    }

    /// Width of a line, points.
    pub(crate) fn width(self, text: &str, size: f64) -> f64 {
        self.glyphs(text).iter().map(|g| g.1).sum::<f64>() * size
    }

    /// The text in lines of at most `width` points, broken at spaces, and within a word only where
    /// it is longer than a line.
    pub(crate) fn wrap(self, text: &str, size: f64, width: f64) -> Vec<String> {
        let mut lines = vec![String::new()];
        for word in text.split_whitespace() {
            let line = lines.last_mut().expect("at least one line");
            let longer = if line.is_empty() {
                word.to_owned()
            } else {
                format!("{line} {word}")
            };
            if self.width(&longer, size) <= width {
                *line = longer;
            } else {
                let mut rest = word;
                if line.is_empty() {
                    lines.pop();
                }
                while self.width(rest, size) > width {
                    let cut = self.fits(rest, size, width);
                    lines.push(rest[..cut].to_owned());
                    rest = &rest[cut..];
                }
                lines.push(rest.to_owned());
            }
        }
        lines
    }

    /// Bytes of the longest beginning that fits, at least one character.
    fn fits(self, word: &str, size: f64, width: f64) -> usize {
        let ends = word.char_indices().map(|(i, c)| i + c.len_utf8());
        let first = word.chars().next().map_or(0, char::len_utf8);
        ends.take_while(|&end| self.width(&word[..end], size) <= width)
            .last()
            .unwrap_or(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_of_the_report_has_a_glyph() {
        for face in [Face::Regular, Face::Bold] {
            let glyphs = face.glyphs("▲▼≈✕●✓◂▸–−‰²°äöüßÄÖÜ×%\u{202f}");
            assert!(glyphs.iter().all(|g| g.0 != GlyphId::NOTDEF && g.1 > 0.0));
        }
    }

    #[test]
    fn lines_fit_and_nothing_is_lost() {
        let text = "one two three averyveryverylongwordthatfitsnowhere four";
        let lines = Face::Regular.wrap(text, 10.0, 60.0);
        assert!(
            lines.iter().all(|l| Face::Regular.width(l, 10.0) <= 60.0),
            "{lines:?}"
        );
        let joined: String = lines.concat();
        assert_eq!(joined.replace(' ', ""), text.replace(' ', ""));
    }
}
