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

#[cfg(test)]
mod tests {
    use super::*;

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
