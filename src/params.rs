//! Parameters of every stage, with their defaults; what a report's `params_sha256` stands for.

use serde::{Deserialize, Serialize};

use crate::coverage::CoverageParams;
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
    /// wrong kind.
    pub fn from_toml(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|e| e.to_string())
    }

    /// The effective parameters as TOML.
    pub fn to_toml(&self) -> String {
        toml::to_string_pretty(self).expect("parameters are plain tables of numbers")
    }

    /// The effective parameters as JSON.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("parameters are plain tables of numbers") + "\n"
    }

    /// SHA-256 of the effective parameters' JSON, hexadecimal.
    pub fn sha256(&self) -> String {
        sha256_hex(self.to_json().as_bytes())
    }
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
