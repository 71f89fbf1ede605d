//! What people and their editors do to TOML: quotes that curl, and the backslashes of Windows in
//! paths. What can mean only one thing is read; lines stay where they are.

use toml::de::DeTable;

/// Keys whose values are paths.
const PATH_KEYS: [&str; 3] = ["file", "regions", "self_test"];

/// The text as TOML means it: `\` of paths turned to `/`, and curly quotes straightened where the
/// text cannot be read otherwise (inside straight quotes they are part of a name).
///
/// # Errors
/// A sentence, where curly quotes are the trouble and straightening them does not help.
pub(super) fn mended(text: &str) -> Result<String, String> {
    let lines: Vec<String> = text.split('\n').map(forward_slashes).collect();
    let text = lines.join("\n");
    if DeTable::parse(&text).is_ok() || !text.contains(is_curly) {
        return Ok(text);
    }
    let straight: Vec<String> = text.split('\n').map(straightened).collect();
    let straight = straight.join("\n");
    match DeTable::parse(&straight) {
        Ok(_) => Ok(straight),
        Err(error) => {
            let line = text.lines().position(|line| line.contains(is_curly));
            Err(format!(
                "line {} has curly quotes; TOML takes straight ones (\"...\"): type them in a plain \
                 text editor ({})",
                line.map_or(0, |at| at + 1),
                super::text::cut(error.message())
            ))
        }
    }
}

fn is_curly(c: char) -> bool {
    matches!(
        c,
        '“' | '”' | '„' | '‟' | '«' | '»' | '‘' | '’' | '‚' | '‛' | '＂'
    )
}

/// A line whose comment-free part cannot be read with its quotes is given straight ones.
fn straightened(line: &str) -> String {
    let alone = line.trim_end_matches('\r');
    if DeTable::parse(alone).is_ok() {
        return line.to_owned();
    }
    let double = |c: char| matches!(c, '“' | '”' | '„' | '‟' | '«' | '»' | '＂');
    let doubled = line.replace(double, "\"");
    if DeTable::parse(doubled.trim_end_matches('\r')).is_ok() {
        return doubled;
    }
    let single = doubled.replace(['‘', '’', '‚', '‛'], "'");
    if DeTable::parse(single.trim_end_matches('\r')).is_ok() {
        single
    } else {
        // A line of a list that goes on, for one.
        doubled
    }
}

/// `file = "photos\a.jpg"` with `/`. A line of another key, or one that escapes a character by its
/// number, is left alone.
fn forward_slashes(line: &str) -> String {
    let is_path = line.split_once('=').is_some_and(|(key, value)| {
        PATH_KEYS.contains(&key.trim()) && value.trim_start().starts_with(['"', '“', '„'])
    });
    let escapes = ["\\u", "\\U", "\\\""].iter().any(|escape| {
        line.match_indices(escape).any(|(at, found)| {
            let behind = &line[at + found.len()..];
            *escape == "\\\"" && !behind.trim().is_empty()
                || behind.len() >= 4 && behind.bytes().take(4).all(|b| b.is_ascii_hexdigit())
        })
    });
    if !is_path || escapes {
        return line.to_owned();
    }
    line.replace("\\\\", "/").replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curly_quotes_are_read_where_they_quote_and_kept_where_they_are_quoted() {
        let text = "subject = “P-1”\ntreatment = \"Dr. O’Brien\"\nstart = „2026-01-12“\n";
        let read: toml::Table = toml::from_str(&mended(text).unwrap()).unwrap();
        assert_eq!(read["subject"].as_str(), Some("P-1"));
        assert_eq!(read["treatment"].as_str(), Some("Dr. O’Brien"));
        assert_eq!(read["start"].as_str(), Some("2026-01-12"));
        let hopeless = mended("subject = “P-1\n").unwrap_err();
        assert!(
            hopeless.contains("line 1") && hopeless.contains("straight"),
            "{hopeless}"
        );
    }

    #[test]
    fn backslashes_of_paths_are_slashes() {
        let read = |text: &str| -> toml::Table { toml::from_str(&mended(text).unwrap()).unwrap() };
        for written in ["photos\\new\\temple.jpg", "photos\\\\new\\\\temple.jpg"] {
            let text = format!("[[photo]]\r\nfile = \"{written}\"\r\n");
            let table = read(&text);
            let photo = table["photo"][0].as_table().unwrap();
            assert_eq!(photo["file"].as_str(), Some("photos/new/temple.jpg"));
        }
        let table = read("file = \"caf\\u00e9.jpg\"\nsubject = \"a\\tb\"\n");
        assert_eq!(table["file"].as_str(), Some("café.jpg"));
        assert_eq!(table["subject"].as_str(), Some("a\tb"));
    }
}
