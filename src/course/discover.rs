//! Which files of a course folder are photos, and what else lies there that somebody might miss.

use std::collections::BTreeMap;
use std::fs::{self, FileType};
use std::path::{Path, PathBuf};

use super::error::CourseError;
use super::folders::{ByTime, FolderKind, folder_kind};
use super::inside::leaves;

/// Folder below the course folder in which photos are looked for too.
pub(crate) const PHOTOS_FOLDER: &str = "photos";

/// Extensions by which photos are found; what a file really is, its content says later.
const PHOTO_EXTENSIONS: &[&str] = &[
    "dcm", "dicom", "heic", "heif", "hif", "jfif", "jpe", "jpeg", "jpg", "png", "tif", "tiff",
    "webp",
];

/// Extensions of pictures that are not read: named in the report, so that none is lost silently.
#[rustfmt::skip]
const OTHER_PICTURES: &[&str] = &[
    "3fr", "arw", "avif", "bmp", "bpg", "cr2", "cr3", "crw", "dcr", "dib", "dng", "erf", "exr", "gif", "heics", "icloud", "iiq", "insp", "j2k", "jng", "jp2", "jpf", "jps", "jpx", "jxl", "jxr", "kdc", "mef", "mos", "mpo", "mrw", "nef", "nrw", "orf", "pbm", "pcx", "pef", "pgm", "pic", "pict", "pnm", "ppm", "psb", "psd", "qoi", "raf", "raw", "rw2", "rwl", "sr2", "srf", "srw", "tga", "wdp", "x3f", "xcf",
];

/// Deepest folder below a picture folder in which pictures are counted.
const COUNTED_DEPTH: usize = 4;

/// Whether a file of this name is taken for a photo when a course folder is searched.
pub(crate) fn is_photo_name(name: &str) -> bool {
    !name.starts_with('.') && PHOTO_EXTENSIONS.contains(&extension_of(name).as_str())
}

/// Whether a file of this name is a picture, read or not.
fn is_picture_name(name: &str) -> bool {
    is_photo_name(name) || is_other_picture(name)
}

/// A file that looks like a photo of the course and is none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftOut {
    /// File relative to the course folder, with `/`.
    pub file: String,
    /// Why it was left out.
    pub reason: String,
    /// What to do.
    pub hint: String,
}

/// A photo's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FoundPhoto {
    /// Path to open.
    pub(crate) path: PathBuf,
    /// Names of the folders between the course and the photo that may say its day and view, the
    /// nearest first.
    pub(crate) folders: Vec<String>,
}

/// Photos of a folder by relative name with `/`.
pub(super) type Found = BTreeMap<String, FoundPhoto>;

/// What a course folder holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Finds {
    /// The photos.
    pub(crate) photos: Found,
    /// Pictures of kinds that are not read, relative.
    pub(crate) others: Vec<String>,
    /// What has a photo's name and cannot be read as one.
    pub(crate) odd: Vec<LeftOut>,
    /// Folders with pictures that are no visit's, and how many.
    pub(crate) folders: Vec<(String, usize)>,
}

/// Finds the photos in `folder`, in its `photos/` and in its folders of visits and views, and names
/// everything else that looks like a picture. Hidden files and systems' folders are passed over.
pub(super) fn find_photos(folder: &Path) -> Result<Finds, CourseError> {
    if !folder.is_dir() {
        return Err(CourseError::NoFolder {
            folder: folder.to_owned(),
        });
    }
    let mut finds = Finds::default();
    let root = Scan {
        root: folder,
        prefix: String::new(),
        folders: Vec::new(),
        stores: true,
        by_time: ByTime::Not,
        visits: 4,
    };
    root.scan(folder, &mut finds)?;
    finds.others.sort();
    finds.odd.sort();
    finds.folders.sort();
    Ok(finds)
}

/// One folder that is looked into.
struct Scan<'a> {
    root: &'a Path,
    /// Relative name with a `/` behind it, or nothing.
    prefix: String,
    /// As in [`FoundPhoto::folders`].
    folders: Vec<String>,
    /// Whether a store such as `photos/` may lie here.
    stores: bool,
    /// Whether days may lie here as bare numbers.
    by_time: ByTime,
    /// How many folders of visits and views may lie inside each other from here.
    visits: usize,
}

impl Scan<'_> {
    fn scan(&self, folder: &Path, finds: &mut Finds) -> Result<(), CourseError> {
        let io = |source| CourseError::Io {
            path: folder.to_owned(),
            source,
        };
        for entry in fs::read_dir(folder).map_err(io)? {
            let entry = entry.map_err(io)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let kind = entry.file_type().map_err(io)?;
            self.entry(&name, entry.path(), kind, finds)?;
        }
        Ok(())
    }

    fn entry(
        &self,
        name: &str,
        path: PathBuf,
        kind: FileType,
        finds: &mut Finds,
    ) -> Result<(), CourseError> {
        let relative = format!("{}{name}", self.prefix);
        if kind.is_dir() {
            return self.folder(name, relative, &path, finds);
        }
        if name.starts_with('.') && !name.ends_with(".icloud") {
            return Ok(());
        }
        let linked_folder = kind.is_symlink() && path.is_dir();
        if linked_folder && folder_kind(name) == FolderKind::System {
            return Ok(());
        }
        if !is_picture_name(name) && !linked_folder {
            if !name.contains('.') && kind.is_file() && looks_like_picture(&path) {
                finds.others.push(relative);
            }
            return Ok(());
        }
        match what_is_wrong(self.root, &path, kind) {
            Some((reason, hint)) => finds.odd.push(LeftOut {
                file: relative,
                reason: reason.to_owned(),
                hint: hint.to_owned(),
            }),
            None if is_photo_name(name) => {
                let folders = self.folders.clone();
                finds.photos.insert(relative, FoundPhoto { path, folders });
            }
            None => finds.others.push(relative),
        }
        Ok(())
    }

    fn folder(
        &self,
        name: &str,
        relative: String,
        path: &Path,
        finds: &mut Finds,
    ) -> Result<(), CourseError> {
        let (kind, by_time, dated_name) = self.by_time.kind_below(name);
        let below = |stores, visits, named: bool| Scan {
            root: self.root,
            prefix: format!("{relative}/"),
            folders: named
                .then(|| dated_name.clone())
                .into_iter()
                .chain(self.folders.iter().cloned())
                .collect(),
            stores,
            by_time,
            visits,
        };
        if is_photo_name(name) {
            finds.odd.push(LeftOut {
                file: relative,
                reason: "a folder with the name of a photo".to_owned(),
                hint: "put the photo itself there, or rename the folder".to_owned(),
            });
            return Ok(());
        }
        let searched = match kind {
            FolderKind::Photos => self.stores,
            FolderKind::Visit(_) => self.visits > 0,
            _ => false,
        };
        if searched && holds_results(path) {
            finds.odd.push(LeftOut {
                file: relative,
                reason: "a folder with results: pictures there are no photos of the course"
                    .to_owned(),
                hint: "move the results out of the course folder".to_owned(),
            });
            return Ok(());
        }
        match kind {
            FolderKind::System => Ok(()),
            FolderKind::Photos if self.stores => below(false, self.visits, false).scan(path, finds),
            FolderKind::Visit(_) if self.visits > 0 => {
                below(self.stores, self.visits - 1, true).scan(path, finds)
            }
            _ => {
                let pictures = count_pictures(path, COUNTED_DEPTH);
                if pictures > 0 {
                    finds.folders.push((relative, pictures));
                }
                Ok(())
            }
        }
    }
}

/// Why a file with a picture's name cannot be opened as one, and what to do.
fn what_is_wrong(root: &Path, path: &Path, kind: FileType) -> Option<(&'static str, &'static str)> {
    const COPY: &str = "copy the file itself into the course folder";
    match fs::metadata(path) {
        Err(_) if kind.is_symlink() => Some(("a link to nothing, or to itself", COPY)),
        Err(_) => Some((
            "it cannot be looked at",
            "give this account the right to read it",
        )),
        Ok(_) if kind.is_symlink() && leaves(root, path) => {
            Some(("a link out of the course folder", COPY))
        }
        Ok(target) if target.is_dir() => Some(("a link to a folder; links are not followed", COPY)),
        Ok(target) if !target.is_file() => {
            Some(("no regular file (a pipe, socket or device)", COPY))
        }
        Ok(_) => None,
    }
}

/// Pictures in a folder and in those below it, links not followed.
fn count_pictures(folder: &Path, depth: usize) -> usize {
    let Ok(entries) = fs::read_dir(folder) else {
        return 0;
    };
    if holds_results(folder) {
        return 0;
    }
    let count = |entry: fs::DirEntry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && depth > 0 && folder_kind(&name) != FolderKind::System => {
                count_pictures(&entry.path(), depth - 1)
            }
            Ok(kind) if kind.is_file() => usize::from(is_picture_name(&name)),
            _ => 0,
        }
    };
    entries.flatten().map(count).sum()
}

/// Files by which a folder of this program's results, or of a phantom's truth, is known: pictures
/// there are no photos.
pub(crate) const NOT_PHOTOS: [&str; 3] = ["report.json", "batch.json", "truth.json"];

fn holds_results(folder: &Path) -> bool {
    NOT_PHOTOS.iter().any(|name| folder.join(name).exists())
}

/// Whether a folder so many steps below a course folder is searched for photos: its name is a visit's,
/// a view's or a store's, and so is that of every folder above it.
pub(crate) fn is_searched(steps: &Path) -> bool {
    let mut by_time = ByTime::Not;
    let mut steps = steps.components();
    steps.all(|step| {
        let (kind, below, _) = by_time.kind_below(&step.as_os_str().to_string_lossy());
        by_time = below;
        matches!(kind, FolderKind::Photos | FolderKind::Visit(_))
    })
}

fn extension_of(name: &str) -> String {
    Path::new(name)
        .extension()
        .map(|e| e.to_string_lossy().to_lowercase())
        .unwrap_or_default()
}

/// A picture by its extension, or a photo whose extension something was added to: a part of a
/// download, a backup of an editor, a placeholder of a cloud.
fn is_other_picture(name: &str) -> bool {
    const ADDED: &[&str] = &[
        "bak",
        "crdownload",
        "download",
        "icloud",
        "old",
        "orig",
        "part",
        "partial",
        "tmp",
    ];
    let extension = extension_of(name);
    if ADDED.contains(&extension.as_str()) {
        let inner = &name[..name.len() - extension.len() - 1];
        return PHOTO_EXTENSIONS.contains(&extension_of(inner).as_str());
    }
    let tail = extension
        .trim_end_matches('~')
        .trim_end_matches("_original");
    !name.starts_with('.')
        && (OTHER_PICTURES.contains(&extension.as_str())
            || tail != extension && PHOTO_EXTENSIONS.contains(&tail))
}

/// Whether a file without an extension begins as photos do.
fn looks_like_picture(path: &Path) -> bool {
    use std::io::Read as _;
    let mut head = [0_u8; 12];
    let read = fs::File::open(path).and_then(|mut file| file.read(&mut head));
    let head = &head[..read.unwrap_or(0)];
    head.starts_with(b"\xFF\xD8\xFF")
        || head.starts_with(b"\x89PNG")
        || head.starts_with(b"II*\0")
        || head.starts_with(b"MM\0*")
        || head.starts_with(b"RIFF") && head.ends_with(b"WEBP")
        || head.get(4..8) == Some(b"ftyp")
}

#[cfg(test)]
#[path = "discover_tests.rs"]
mod tests;
