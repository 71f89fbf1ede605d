//! Where a folder really is.

use std::path::{Component, Path, PathBuf};

/// The real path of a folder that may not exist yet, without links and dots.
pub(crate) fn real_place(folder: &Path) -> PathBuf {
    // No name at all is the current folder: of a loose photo.
    let folder = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    let absolute = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    for above in absolute.ancestors() {
        if let (Ok(real), Ok(rest)) = (above.canonicalize(), absolute.strip_prefix(above)) {
            return rest.components().fold(real, below);
        }
    }
    absolute
}

/// One step down, or up: what does not exist yet holds no links.
fn below(mut folder: PathBuf, step: Component<'_>) -> PathBuf {
    match step {
        Component::ParentDir => {
            folder.pop();
        }
        step => folder.push(step),
    }
    folder
}
