//! Parameters of every stage, with their defaults; what a report's `params_sha256` stands for.

use serde::{Deserialize, Serialize};

use crate::coverage::CoverageParams;
use crate::orientation::OrientationParams;
use crate::photo::{DecodeLimits, sha256_hex};
use crate::qc::QcParams;
use crate::registration::RegistrationParams;
use crate::uncertainty::UncertaintyParams;

/// Every stage's parameters. Each field's own documentation gives meaning, unit and default.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Params {
    /// Limits on what is decoded.
    pub decode: DecodeLimits,
    /// From where a head is seen, and where its forehead points.
    pub orientation: OrientationParams,
    /// Alignment.
    pub registration: RegistrationParams,
    /// Coverage.
    pub coverage: CoverageParams,
    /// Intervals and verdicts.
    pub uncertainty: UncertaintyParams,
    /// Quality rules.
    pub qc: QcParams,
}

impl Params {
    /// Parameters from TOML text laid over the defaults.
    ///
    /// # Errors
    /// The parser's message, for text that is not TOML, a key that is not known or a value of the
    /// wrong kind; a number that is none, or far from every use (a thousand times the default).
    pub(crate) fn from_toml(text: &str) -> Result<Self, String> {
        let given: Self = toml::from_str(text).map_err(|e| e.to_string())?;
        let table = |params: &Self| toml::Value::try_from(params).map_err(|e| e.to_string());
        within_reason("", &table(&given)?, &table(&Self::default())?)?;
        Ok(given)
    }

    /// The effective parameters as TOML.
    pub(crate) fn to_toml(&self) -> String {
        toml::to_string_pretty(self).expect("parameters are plain tables of numbers")
    }

    /// The effective parameters as JSON.
    pub(crate) fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("parameters are plain tables of numbers") + "\n"
    }

    /// SHA-256 of the effective parameters' JSON, hexadecimal.
    pub(crate) fn sha256(&self) -> String {
        sha256_hex(self.to_json().as_bytes())
    }
}

/// How many times its default, or one, a number may be.
const FARTHEST: f64 = 1000.0;

fn within_reason(key: &str, given: &toml::Value, usual: &toml::Value) -> Result<(), String> {
    let number = |value: &toml::Value| value.as_float().or(value.as_integer().map(|n| n as f64));
    if let (toml::Value::Table(given), toml::Value::Table(usual)) = (given, usual) {
        return given.iter().try_for_each(|(name, value)| {
            let key = [key, name].join(if key.is_empty() { "" } else { "." });
            usual
                .get(name)
                .map_or(Ok(()), |u| within_reason(&key, value, u))
        });
    }
    let (Some(given), Some(usual)) = (number(given), number(usual)) else {
        return Ok(());
    };
    let most = FARTHEST * usual.abs().max(1.0);
    if given.abs() <= most {
        return Ok(());
    }
    Err(format!(
        "{key} = {given} lies beyond every use: the default is {usual}, at most {most} is taken"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_survive_a_round_trip() {
        let defaults = Params::default();
        assert_eq!(Params::from_toml(&defaults.to_toml()), Ok(defaults));
    }

    #[test]
    fn an_unknown_key_is_refused() {
        assert!(Params::from_toml("[coverage]\nno_such_thing = 1\n").is_err());
    }

    #[test]
    fn a_number_beyond_every_use_is_refused_with_its_key() {
        for value in ["inf", "nan", "1e9", "-1e9"] {
            let text = format!("[coverage.mixture]\nhair_smoothing_blocks = {value}\n");
            let why = Params::from_toml(&text).unwrap_err();
            assert!(
                why.contains("coverage.mixture.hair_smoothing_blocks"),
                "{why}"
            );
        }
        assert!(Params::from_toml("[coverage.mixture]\nhair_smoothing_blocks = 3\n").is_ok());
    }

    #[test]
    fn another_value_has_another_hash() {
        let text = Params::default().to_toml();
        let (key, value) = text
            .lines()
            .find_map(|l| {
                l.split_once(" = ")
                    .filter(|(_, v)| v.parse::<u64>().is_ok())
            })
            .expect("an integer parameter");
        let other: u64 = value.parse::<u64>().expect("integer") + 1;
        let changed = text.replacen(&format!("{key} = {value}"), &format!("{key} = {other}"), 1);
        let changed = Params::from_toml(&changed).expect("still valid");
        assert_ne!(changed.sha256(), Params::default().sha256());
    }
}
