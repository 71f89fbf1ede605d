//! The languages, each with its table.

use std::str::FromStr;

use super::text::Text;
use super::{de, en, es, tr};

/// Language of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Lang {
    /// English.
    #[default]
    English,
    /// German.
    German,
    /// Turkish.
    Turkish,
    /// Spanish.
    Spanish,
}

impl Lang {
    /// All languages.
    pub(crate) const ALL: [Self; 4] = [Self::English, Self::German, Self::Turkish, Self::Spanish];

    /// Code as in the HTML `lang` attribute.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::Turkish => "tr",
            Self::Spanish => "es",
        }
    }

    /// The language's table.
    pub(crate) const fn text(self) -> &'static Text {
        match self {
            Self::English => &en::TEXT,
            Self::German => &de::TEXT,
            Self::Turkish => &tr::TEXT,
            Self::Spanish => &es::TEXT,
        }
    }
}

/// A language code that has no table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("language `{code}` is not known; known are en, de, tr, es")]
pub(crate) struct UnknownLang {
    /// What was given.
    pub(crate) code: String,
}

impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|lang| lang.code() == code)
            .ok_or_else(|| UnknownLang {
                code: code.to_owned(),
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_language_names_the_known_ones() {
        assert_eq!("de".parse(), Ok(Lang::German));
        let error = "fr".parse::<Lang>().unwrap_err().to_string();
        assert!(error.contains("fr") && error.contains("en, de, tr, es"));
    }
}
