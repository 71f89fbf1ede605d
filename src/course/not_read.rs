//! What lies in a course folder and is not read: said by name, so that nothing is lost silently.

use std::path::Path;

use super::discover::{Finds, LeftOut};
use super::error::{CourseWarning, CourseWarningCode};
use super::manifest::MANIFEST_NAME;
use super::name_date::find_in_name;

/// Parts pictures that are not read into those that would be photos of the course, by their names'
/// dates, and warnings of the rest. A camera's raw file beside its JPEG is no photo more.
pub(super) fn unread(finds: &Finds) -> (Vec<LeftOut>, Vec<CourseWarning>) {
    let name = |file: &str| Path::new(file).with_extension("");
    let (dated, rest): (Vec<&String>, Vec<&String>) = finds.others.iter().partition(|file| {
        let read = finds.photos.keys().any(|other| name(other) == name(file));
        let dated = file
            .split('/')
            .any(|part| find_in_name(part, Default::default()).is_some_and(|d| d.date.is_some()));
        !read && dated
    });
    let dated = dated.into_iter().map(|file| LeftOut {
        file: file.clone(),
        reason: kind_not_read(file).to_owned(),
        hint: "export it as JPEG, PNG or TIFF".to_owned(),
    });
    let warning = |file: &String| CourseWarning {
        code: CourseWarningCode::FileNotRead,
        message: format!(
            "{file} was not read: {}; export it as JPEG, PNG or TIFF",
            kind_not_read(file)
        ),
        photo: None,
    };
    (dated.collect(), rest.into_iter().map(warning).collect())
}

fn kind_not_read(file: &str) -> &'static str {
    let name = Path::new(file)
        .file_name()
        .unwrap_or_default()
        .to_string_lossy();
    if name.ends_with(".icloud") {
        "it lies in iCloud and was not downloaded"
    } else if !name.contains('.') {
        "its name has no ending such as .jpg"
    } else {
        "pictures of this kind are not read"
    }
}

pub(super) fn folder_not_read((folder, pictures): &(String, usize)) -> CourseWarning {
    let what = match pictures {
        1 => "1 picture that was".to_owned(),
        n => format!("{n} pictures that were"),
    };
    CourseWarning {
        code: CourseWarningCode::FolderNotRead,
        message: format!(
            "{folder}/ holds {what} not read: its name is no visit's; name it by the \
             visit's date, or list its photos in course.toml"
        ),
        photo: None,
    }
}

/// A manifest under a name that is almost right.
pub(super) fn misnamed_manifest(folder: &Path) -> Vec<CourseWarning> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| {
            let lower = name.to_lowercase();
            name != MANIFEST_NAME
                && (lower == MANIFEST_NAME
                    || lower.starts_with("course.toml.") && !lower.ends_with('~')
                    || lower == "course.txt")
        })
        .collect();
    names.sort();
    names
        .into_iter()
        .map(|name| CourseWarning {
            code: CourseWarningCode::FileNotRead,
            message: format!("{name} was not read: a manifest is named {MANIFEST_NAME}; rename it"),
            photo: None,
        })
        .collect()
}
