//! Paths that a manifest may name: inside the course folder, however they are spelt.

use std::fs;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

/// Whether a path that exists leads out of `folder`, through a link.
pub(super) fn leaves(folder: &Path, path: &Path) -> bool {
    match (path.canonicalize(), folder.canonicalize()) {
        (Ok(real), Ok(folder)) => !real.starts_with(folder),
        _ => false,
    }
}

/// Resolves a path written in the manifest: relative to `folder`, with `/` or `\`, accents composed
/// or not, capitals as written where the disk has such a file, else in whichever way it has one.
/// Gives the relative name as on disk and the path, which need not exist. `None` when it leaves
/// the folder, by `..`, by being absolute or through a symbolic link.
pub(super) fn resolve_inside(folder: &Path, written: &str) -> Option<(String, PathBuf)> {
    let unified = written.replace('\\', "/");
    // Where `\` may be part of a file's own name.
    if let Some(own) = with_backslash(folder, &unified) {
        let path = folder.join(&own);
        return (!leaves(folder, &path)).then_some((own, path));
    }
    let drive = unified.as_bytes().get(1) == Some(&b':');
    if unified.starts_with('/') || drive {
        return None;
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in unified.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    let mut path = folder.to_owned();
    let mut names = Vec::new();
    for (i, part) in parts.iter().enumerate() {
        let name = on_disk(&path, part);
        if !path.join(&name).exists()
            && let Some(own) = with_backslash(&path, &parts[i..].join("/"))
        {
            path.push(&own);
            names.push(own);
            break;
        }
        path.push(&name);
        names.push(name);
    }
    (!leaves(folder, &path)).then(|| (names.join("/"), path))
}

/// The file in `folder` whose own name holds `\` where `unified` has `/`.
fn with_backslash(folder: &Path, unified: &str) -> Option<String> {
    if cfg!(windows) || !unified.contains('/') {
        return None;
    }
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    names.find(|name| name.contains('\\') && name.replace('\\', "/") == unified)
}

/// The name in `folder` that is spelt like `name`.
fn on_disk(folder: &Path, name: &str) -> String {
    if folder.join(name).symlink_metadata().is_ok() {
        return name.to_owned();
    }
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names: Vec<String> = entries
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    let composed = |text: &str| text.nfc().collect::<String>();
    let only = |alike: &dyn Fn(&str) -> bool| {
        let mut found = names.iter().filter(|other| alike(other));
        let first = found.next()?;
        found.next().is_none().then(|| first.clone())
    };
    let wanted = composed(name);
    only(&|other| composed(other) == wanted)
        .or_else(|| only(&|other| composed(other).to_lowercase() == wanted.to_lowercase()))
        .unwrap_or_else(|| name.to_owned())
}
