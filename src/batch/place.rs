//! Where a subject may lie: paths and names that stay inside the folder they are joined to.
//!
//! Shards come from other machines and people; a path in their records is not believed.

/// Whether `path` is a relative path of plain components, with `/`, such as `arm-a/P-0042`.
pub(super) fn is_plain_path(path: &str) -> bool {
    path.split('/').all(is_plain_name)
}

/// Whether `name` is one component: a name of a file or folder, nothing else.
pub(super) fn is_plain_name(name: &str) -> bool {
    // On Windows a colon is a drive or a stream.
    let foreign = |c: char| matches!(c, '/' | '\0') || cfg!(windows) && matches!(c, '\\' | ':');
    !matches!(name, "" | "." | "..") && !name.contains(foreign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_the_folder() {
        for good in ["P-1", "arm-a/P-1", "a b/ü.d", "...", "a:b"] {
            assert!(is_plain_path(good) || cfg!(windows), "{good}");
        }
        for bad in [
            "",
            "/etc",
            "..",
            "../x",
            "a/../../x",
            "a/./b",
            "a//b",
            "a/",
            "a\0b",
        ] {
            assert!(!is_plain_path(bad), "{bad:?}");
        }
        assert!(!is_plain_name("a/b"));
    }
}
