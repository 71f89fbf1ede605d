//! Names from requests as paths that stay inside the clinic's folder.

use std::path::{Component, Path, PathBuf};

use super::answer::Refusal;

/// The path below `root` that `relative` names (`/` between parts). Each part must be a plain,
/// visible name, and no part that exists may be a link.
///
/// # Errors
/// A name that leaves the folder, is hidden, or leads through a link.
pub(super) fn inside(root: &Path, relative: &str) -> Result<PathBuf, Refusal> {
    let bad = |why: &str| Err(Refusal::bad_request(format!("{why}: a name is refused")));
    if relative.is_empty() || relative.len() > 1024 {
        return bad("it is empty or too long");
    }
    if relative.contains(['\\', '\0']) || relative.chars().any(char::is_control) {
        return bad("it holds characters that no file here has");
    }
    let mut path = root.to_owned();
    for part in relative.split('/') {
        let mut components = Path::new(part).components();
        let plain = matches!(
            (components.next(), components.next()),
            (Some(Component::Normal(_)), None)
        );
        if !plain || part.starts_with('.') {
            return bad("it leaves the clinic's folder or is hidden");
        }
        path.push(part);
        let is_link = path
            .symlink_metadata()
            .is_ok_and(|found| found.file_type().is_symlink());
        if is_link {
            return bad("it is a link");
        }
    }
    Ok(path)
}

/// Names that Windows keeps for devices, whatever follows after a dot.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Whether a new folder of that name can be copied to any clinic computer.
///
/// # Errors
/// Windows cannot have a folder of that name.
pub(super) fn portable(name: &str) -> Result<(), Refusal> {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let stem = stem.to_ascii_lowercase();
    let port = |kind: &str| {
        let rest = stem.strip_prefix(kind);
        rest.is_some_and(|n| n.len() == 1 && n.chars().all(|c| c.is_ascii_digit()))
    };
    let device = DEVICES.contains(&stem.as_str()) || port("com") || port("lpt");
    let odd = name.contains(['<', '>', ':', '"', '|', '?', '*', '\\']) || name.ends_with('.');
    match device || odd {
        false => Ok(()),
        true => Err(Refusal::bad_request(
            "Windows cannot have a folder of this name; choose another pseudonym, of letters, \
             digits and hyphens",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_windows_cannot_have_are_refused_everywhere() {
        for name in [
            "CON", "nul", "Aux.old", "COM1", "lpt9", "a:b", "<b>", "P?", "P-1.",
        ] {
            assert!(portable(name).is_err(), "{name:?}");
        }
        for name in ["P-0042", "Müller, Anna", "CONNY", "COM12", "com", "a.con"] {
            assert!(portable(name).is_ok(), "{name:?}");
        }
    }

    #[test]
    fn plain_names_stay_inside() {
        let root = Path::new("/clinic");
        assert_eq!(
            inside(root, "P-1/photos/a b.jpg").ok(),
            Some(PathBuf::from("/clinic/P-1/photos/a b.jpg"))
        );
    }

    #[test]
    fn whatever_leaves_the_folder_is_refused() {
        let root = Path::new("/clinic");
        for name in [
            "",
            "..",
            "../x",
            "a/../b",
            "/etc/passwd",
            "a//b",
            ".hidden",
            "a/.git",
            "a\\b",
            "a/",
            "a/.",
            "a\0b",
            "a\nb",
        ] {
            assert!(inside(root, name).is_err(), "{name:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_are_refused_wherever_they_stand() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("P-1")).unwrap();
        std::os::unix::fs::symlink("/etc", folder.path().join("P-1/out")).unwrap();
        assert!(inside(folder.path(), "P-1/out").is_err());
        assert!(inside(folder.path(), "P-1/out/passwd").is_err());
        assert!(inside(folder.path(), "P-1/new").is_ok());
    }
}
