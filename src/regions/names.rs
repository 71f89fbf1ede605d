//! Names of regions: where a drawing program puts them, and which can be told from others at sight.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use crate::course::cut;

/// Name that stands for all regions together and is free for no single one.
pub(crate) const RESERVED_NAME: &str = "overall";

/// Longest region name, characters.
const MAX_NAME_CHARS: usize = 64;

/// `properties.name`, else the class: `properties.classification.name`, its `names` joined as QuPath
/// shows them (`crown: thin`), or the class itself where it is a text.
pub(super) fn feature_name(feature: &Value) -> Result<Option<String>, String> {
    let property = |pointer| feature.pointer(pointer).filter(|value| !value.is_null());
    let named = property("/properties/name").filter(|name| !is_blank(name));
    let class = property("/properties/classification");
    let value = named
        .or(property("/properties/classification/name"))
        .or(property("/properties/classification/names"))
        .or(class.filter(|class| class.is_string()))
        .or(property("/properties/name"));
    let text = |value: &Value| match value {
        Value::String(name) => Ok(name.trim().nfc().collect::<String>()),
        other => Err(format!("its name is {}, not text", cut(&other.to_string()))),
    };
    match value {
        None => Ok(None),
        Some(Value::Array(parts)) => {
            let parts: Vec<String> = parts.iter().map(text).collect::<Result<_, _>>()?;
            Ok((!parts.is_empty()).then(|| parts.join(": ")))
        }
        Some(value) => text(value).map(Some),
    }
}

fn is_blank(name: &Value) -> bool {
    name.as_str().is_some_and(|name| name.trim().is_empty())
}

/// Refuses names that are empty, reserved, too long, or look like another one.
pub(super) fn check_name(name: &str) -> Result<(), String> {
    if name.is_empty() {
        return Err("its name is empty".to_owned());
    }
    if name.chars().count() > MAX_NAME_CHARS || name.chars().any(char::is_control) {
        return Err(format!(
            "its name is longer than {MAX_NAME_CHARS} characters or holds control characters"
        ));
    }
    if let Some(c) = name.chars().find(|c| is_invisible(*c)) {
        return Err(format!(
            "its name holds an invisible character (U+{:04X}); type the name anew",
            u32::from(c)
        ));
    }
    let plain: String = name.nfkc().collect();
    if plain != name.nfc().collect::<String>() {
        return Err(format!(
            "its name looks like {:?} in other characters (such as full width); type the name anew",
            cut(&plain)
        ));
    }
    if let Some(word) = plain
        .split(|c: char| !c.is_alphabetic())
        .find(|w| mixes_alphabets(w))
    {
        return Err(format!(
            "its name mixes alphabets in one word ({word:?}); type the name anew"
        ));
    }
    if plain.eq_ignore_ascii_case(RESERVED_NAME) {
        return Err(format!(
            "the name {RESERVED_NAME:?} stands for all regions together; choose another"
        ));
    }
    Ok(())
}

/// Characters that take no place, or turn the text around them (Unicode 16, general category Cf,
/// and the fillers and selectors that show nothing).
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Whether a word holds letters of more than one of the alphabets that share shapes.
fn mixes_alphabets(word: &str) -> bool {
    let holds = |letters: &dyn Fn(char) -> bool| usize::from(word.chars().any(letters));
    let latin = holds(&|c| c.is_ascii_alphabetic() || ('\u{c0}'..='\u{24f}').contains(&c));
    let greek = holds(&|c| ('\u{370}'..='\u{3ff}').contains(&c));
    let cyrillic = holds(&|c| ('\u{400}'..='\u{52f}').contains(&c));
    latin + greek + cyrillic > 1
}
