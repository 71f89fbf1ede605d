//! Which files of a course folder are photos, and which paths a manifest may name.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::date::find_in_name;
use super::error::{CourseError, CourseWarning, CourseWarningCode};
use super::resolve::stem;

/// Folder below the course folder in which photos are looked for too.
pub const PHOTOS_FOLDER: &str = "photos";

/// Extensions by which photos are found; what a file really is, its content says later.
const PHOTO_EXTENSIONS: &[&str] = &[
    "heic", "heif", "hif", "jfif", "jpe", "jpeg", "jpg", "png", "tif", "tiff", "webp",
];

/// Extensions of pictures that are not read: named in the report, so that none is lost silently.
const OTHER_PICTURES: &[&str] = &[
    "arw", "avif", "bmp", "cr2", "cr3", "dng", "gif", "jp2", "jxl", "nef", "orf", "psd", "raf",
    "rw2",
];

/// Whether a file of this name is taken for a photo when a course folder is searched.
pub fn is_photo_name(name: &str) -> bool {
    let extension = Path::new(name)
        .extension()
        .map(|e| e.to_string_lossy().to_lowercase());
    !name.starts_with('.') && extension.is_some_and(|e| PHOTO_EXTENSIONS.contains(&e.as_str()))
}

/// Photos of a folder: relative name with `/`, and path.
pub(super) type Found = BTreeMap<String, PathBuf>;

/// Finds the photos in `folder` and its `photos/`, not deeper, and pictures of kinds that are not
/// read; hidden files are passed over.
pub(super) fn find_photos(folder: &Path) -> Result<(Found, Vec<String>), CourseError> {
    if !folder.is_dir() {
        return Err(CourseError::NoFolder {
            folder: folder.to_owned(),
        });
    }
    let mut found = Found::new();
    let mut others = Vec::new();
    scan(folder, "", &mut found, &mut others)?;
    let below = folder.join(PHOTOS_FOLDER);
    if below.is_dir() {
        scan(&below, "photos/", &mut found, &mut others)?;
    }
    others.sort();
    Ok((found, others))
}

/// Parts pictures that are not read into those that would be photos of the course, by their names'
/// dates, and warnings of the rest. A camera's raw file beside its JPEG is no photo more.
pub(super) fn unread(others: Vec<String>, found: &Found) -> (Vec<String>, Vec<CourseWarning>) {
    let name = |file: &str| Path::new(file).with_extension("");
    let (dated, rest): (Vec<_>, Vec<_>) = others.into_iter().partition(|file| {
        let read = found.keys().any(|other| name(other) == name(file));
        !read && find_in_name(&stem(Path::new(file))).is_some_and(|d| d.date.is_some())
    });
    (dated, rest.into_iter().map(not_read).collect())
}

fn scan(
    folder: &Path,
    prefix: &str,
    found: &mut Found,
    others: &mut Vec<String>,
) -> Result<(), CourseError> {
    let io = |source| CourseError::Io {
        path: folder.to_owned(),
        source,
    };
    for entry in std::fs::read_dir(folder).map_err(io)? {
        let path = entry.map_err(io)?.path();
        let Some(name) = path.file_name().map(|n| n.to_string_lossy().into_owned()) else {
            continue;
        };
        if name.starts_with('.') || !path.is_file() {
            continue;
        }
        let extension = path
            .extension()
            .map(|e| e.to_string_lossy().to_lowercase())
            .unwrap_or_default();
        if PHOTO_EXTENSIONS.contains(&extension.as_str()) {
            found.insert(format!("{prefix}{name}"), path);
        } else if OTHER_PICTURES.contains(&extension.as_str()) {
            others.push(format!("{prefix}{name}"));
        }
    }
    Ok(())
}

fn not_read(file: String) -> CourseWarning {
    CourseWarning {
        code: CourseWarningCode::FileNotRead,
        message: format!(
            "{file} was not read: pictures of this kind are not supported; export it as JPEG, PNG \
             or TIFF"
        ),
        photo: None,
    }
}

/// Resolves a path written in the manifest: relative to `folder`, with `/` or `\`. Gives the
/// normalised relative name and the path, which need not exist. `None` when it leaves the folder,
/// by `..`, by being absolute or through a symbolic link.
pub(super) fn resolve_inside(folder: &Path, written: &str) -> Option<(String, PathBuf)> {
    let unified = written.replace('\\', "/");
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
    let relative = parts.join("/");
    let path = folder.join(&relative);
    if let (Ok(real), Ok(real_folder)) = (path.canonicalize(), folder.canonicalize())
        && !real.starts_with(real_folder)
    {
        return None;
    }
    Some((relative, path))
}
