//! The sRGB transfer curve (IEC 61966-2-1), once per precision, and the luminance of its primaries.

/// Linear light for each 8-bit sRGB code, 0..1.
#[derive(Debug, Clone)]
pub struct SrgbTable {
    linear: [f32; 256],
}

impl SrgbTable {
    /// Tabulates the IEC 61966-2-1 curve.
    pub fn new() -> Self {
        let mut linear = [0.0; 256];
        for (code, value) in linear.iter_mut().enumerate() {
            *value = linear_from_srgb(code as f64 / 255.0) as f32;
        }
        Self { linear }
    }

    /// Linear light of an 8-bit code, 0..1.
    pub fn linear(&self, code: u8) -> f32 {
        self.linear[usize::from(code)]
    }
}

impl Default for SrgbTable {
    fn default() -> Self {
        Self::new()
    }
}

/// Linear light of an sRGB code, both 0..1 (IEC 61966-2-1).
pub(crate) fn linear_from_srgb(value: f64) -> f64 {
    if value <= 0.04045 {
        value / 12.92
    } else {
        ((value + 0.055) / 1.055).powf(2.4)
    }
}

/// Linear light of each 8-bit sRGB code, 0..1, double precision.
pub(crate) fn linear_of_codes() -> [f64; 256] {
    std::array::from_fn(|code| linear_from_srgb(code as f64 / 255.0))
}

/// Linear light of each 8-bit sRGB code, 0..1, worked out in single precision: the last bits differ
/// from [`SrgbTable`], and the alignment's figures hang on them.
pub(crate) fn linear_of_codes_f32() -> [f32; 256] {
    std::array::from_fn(|code| {
        let value = code as f32 / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    })
}

/// Luminance of linear red, green and blue (Rec. 709).
pub(crate) fn luminance([r, g, b]: [f64; 3]) -> f64 {
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// Luminance of linear red, green and blue (Rec. 709), single precision.
pub(crate) fn luminance_f32([r, g, b]: [f32; 3]) -> f32 {
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// sRGB code, 0..1, of linear light (IEC 61966-2-1).
pub fn srgb_from_linear(light: f64) -> f64 {
    if light <= 0.003_130_8 {
        12.92 * light
    } else {
        1.055 * light.powf(1.0 / 2.4) - 0.055
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_codes() {
        let table = SrgbTable::new();
        assert_eq!(table.linear(0), 0.0);
        assert_eq!(table.linear(255), 1.0);
        // Mid grey of photographic practice: 18 % reflectance is sRGB code 118.
        assert!((table.linear(118) - 0.18).abs() < 0.002);
    }
}
