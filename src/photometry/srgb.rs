//! The sRGB transfer curve (IEC 61966-2-1).

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

/// sRGB code, 0..1, of linear light (IEC 61966-2-1).
pub(crate) fn srgb_from_linear(light: f64) -> f64 {
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
