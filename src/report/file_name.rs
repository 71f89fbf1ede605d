//! Names of the pictures beside a report: safe on every file system, and known again later.

use sha2::{Digest, Sha256};

/// Longest part that a view or a photo gives to a name, bytes. Two of them, a kind and an extension
/// stay well below the 255 bytes that file systems take and the 143 of encrypted ones.
const LONGEST_PART: usize = 48;
/// Hexadecimal digits that stand for the rest of a part that was cut.
const HASH_DIGITS: usize = 8;

/// What a picture shows, as the last part of its name.
pub(crate) const PICTURE_KINDS: [&str; 5] =
    ["regions", "coverage", "change", "pair", "checkerboard"];

/// A name that is safe as part of a file name everywhere: ASCII letters, digits, `-` and `_`. One
/// that is too long is cut, and a hash of the whole keeps it apart from others.
pub(crate) fn plain_name(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' => c,
            _ => '_',
        })
        .collect();
    if plain.len() <= LONGEST_PART {
        return plain;
    }
    let hash: String = Sha256::digest(text.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let kept = &plain[..LONGEST_PART - HASH_DIGITS - 1];
    format!("{kept}-{}", &hash[..HASH_DIGITS])
}

/// Name of a picture of one photo of one view.
pub(crate) fn picture_name(view: &str, photo: &str, kind: &str, extension: &str) -> String {
    debug_assert!(PICTURE_KINDS.contains(&kind), "{kind} is no kind");
    format!(
        "{}_{}_{kind}.{extension}",
        plain_name(view),
        plain_name(photo)
    )
}

/// What ends the name of a view's picture to hand over.
const HANDOUT: &str = "before_after";

/// Name of a view's picture to hand over; numbered where two views would share it.
pub(crate) fn handout_name(view: &str, number: Option<usize>) -> String {
    let number = number.map(|n| format!("-{n}")).unwrap_or_default();
    format!("{}_{HANDOUT}{number}.jpg", plain_name(view))
}

/// Whether [`handout_name`] forms such a name.
#[cfg(feature = "desk")]
pub(crate) fn is_handout_name(name: &str) -> bool {
    is_picture_name(name) && name.contains(&format!("_{HANDOUT}"))
}

/// Whether [`picture_name`] or [`handout_name`] forms such a name, also with the number that keeps two apart. Only such
/// files are ever removed for a newer report.
pub(crate) fn is_picture_name(name: &str) -> bool {
    let Some(stem) = [".jpg", ".png"].iter().find_map(|e| name.strip_suffix(e)) else {
        return false;
    };
    let numbered = stem
        .rsplit_once('-')
        .filter(|(_, n)| !n.is_empty() && n.len() < 10 && n.bytes().all(|b| b.is_ascii_digit()));
    let formed = |stem: &str| {
        let kind = PICTURE_KINDS
            .iter()
            .find_map(|kind| stem.strip_suffix(kind)?.strip_suffix('_'));
        let handout = stem.strip_suffix(HANDOUT).and_then(|s| s.strip_suffix('_'));
        kind.is_some_and(|parts| parts.contains('_') && plain_characters(parts))
            || handout.is_some_and(|view| !view.is_empty() && plain_characters(view))
    };
    formed(stem) || numbered.is_some_and(|(stem, _)| formed(stem))
}

fn plain_characters(text: &str) -> bool {
    text.bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_bounded_and_kept_apart() {
        assert_eq!(plain_name("2026-01-12 Müller/a.b"), "2026-01-12_M_ller_a_b");
        let long = "ü".repeat(120) + "1";
        let other = "ü".repeat(120) + "2";
        assert_eq!(plain_name(&long).len(), LONGEST_PART);
        assert_ne!(plain_name(&long), plain_name(&other));
        let longest = picture_name(&long, &long, "checkerboard", "jpg");
        assert!(longest.len() < 143, "{} bytes", longest.len());
    }

    #[test]
    fn pictures_to_hand_over_are_known() {
        assert_eq!(handout_name("vertex", None), "vertex_before_after.jpg");
        assert!(is_picture_name(&handout_name("vertex", Some(2))));
        assert!(!is_picture_name("before_after.jpg") && !is_picture_name("_before_after.jpg"));
    }

    #[test]
    fn only_names_that_are_formed_here_are_known() {
        for kind in PICTURE_KINDS {
            let name = picture_name("vertex", "2026-01-12 vertex", kind, "jpg");
            assert!(is_picture_name(&name), "{name}");
            assert!(is_picture_name(&name.replace(".jpg", "-2.jpg")), "{name}");
        }
        for other in [
            "notes.txt",
            "report.json",
            "IMG_0001.jpg",
            "2026-01-12_vertex.jpg",
            "pair.jpg",
            "_pair.jpg",
            "../vertex_a_pair.jpg",
            "vertex_a b_pair.jpg",
            "vertex_a_pair.pdf",
            "vertex_a_pair-x.jpg",
            "",
        ] {
            assert!(!is_picture_name(other), "{other}");
        }
    }
}
