//! What lies in a folder, and which of its subfolders are visits of one subject.

use std::collections::BTreeSet;
use std::path::Path;

use crate::course::manifest::MANIFEST_NAME;
use crate::course::{
    ByTime, FolderKind, NOT_PHOTOS, is_photo_name, is_system_folder, is_visit_code,
};

/// How deep folders of photos lie inside each other in one subject: `photos/`, a year, a month, a
/// visit, a view.
const PHOTO_DEPTH: usize = 5;

/// What lies directly in a folder; hidden files and systems' folders are passed over.
#[derive(Debug, Default)]
pub(super) struct Listing {
    pub(crate) manifest: bool,
    /// Results or truth: nothing here is a photo.
    pub(crate) results: bool,
    pub(crate) photos: usize,
    /// Subfolders by name.
    pub(crate) folders: Vec<String>,
    /// Symbolic links to folders.
    pub(crate) links: Vec<String>,
    /// Subfolders whose name is no UTF-8, as far as it can be shown.
    pub(crate) unreadable_names: Vec<String>,
}

impl Listing {
    pub(crate) fn of(folder: &Path) -> std::io::Result<Self> {
        let mut listing = Self::default();
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            let os_name = entry.file_name();
            let Some(name) = os_name.to_str() else {
                let shown = os_name.to_string_lossy().into_owned();
                match kind.is_dir() {
                    true => listing.unreadable_names.push(shown),
                    false => listing.photos += usize::from(is_photo_name(&shown)),
                }
                continue;
            };
            if name.starts_with('.') {
                continue;
            }
            if kind.is_dir() {
                if !is_system_folder(name) {
                    listing.folders.push(name.to_owned());
                }
            } else if kind.is_symlink() && entry.path().is_dir() {
                listing.links.push(name.to_owned());
            } else {
                listing.manifest |= name == MANIFEST_NAME;
                listing.results |= NOT_PHOTOS.contains(&name);
                listing.photos += usize::from(is_photo_name(name));
            }
        }
        listing.folders.sort();
        listing.links.sort();
        Ok(listing)
    }

    /// Which subfolders hold photos of the subject whose folder this is.
    pub(crate) fn visits(&self, folder: &Path) -> Visits {
        let mut visits = Visits::default();
        let mut unknown = Vec::new();
        for name in &self.folders {
            let below = folder.join(name);
            let (kind, photos) = match ByTime::Not.kind_below(name) {
                (kind @ (FolderKind::Photos | FolderKind::Visit(_)), place, _) => {
                    (kind, photos_in(&below, place, PHOTO_DEPTH))
                }
                (kind, ..) => (kind, 0),
            };
            match kind {
                FolderKind::Photos if photos > 0 => visits.stores.push((name.clone(), photos)),
                FolderKind::Visit(visit) if photos > 0 && visit.is_dated() => {
                    unknown.push(visit.unknown);
                    visits.dated.push((name.clone(), photos));
                }
                FolderKind::Visit(_) if photos > 0 => {
                    visits.undated.push(name.clone());
                    visits.undated_photos += photos;
                }
                FolderKind::Derived => visits.derived.push(name.clone()),
                _ => visits.others.push(name.clone()),
            }
        }
        // Folders of several names, such as of patients, are no visits of one; a note beside the
        // date of a few visits is no name.
        let named: usize = unknown.iter().filter(|words| !words.is_empty()).count();
        let names: BTreeSet<&Vec<String>> = unknown.iter().filter(|w| !w.is_empty()).collect();
        if names.len() > 1 && named > unknown.len() - named {
            let dated = std::mem::take(&mut visits.dated);
            visits
                .others
                .extend(dated.into_iter().map(|(name, _)| name));
            visits.others.sort();
        }
        let held = visits.dated.iter().chain(&visits.stores);
        visits.photos = held.map(|(_, photos)| photos).sum::<usize>() + visits.undated_photos;
        visits
    }
}

/// A folder's subfolders by what they are to the subject whose folder it is.
#[derive(Debug, Default)]
pub(super) struct Visits {
    /// Visits' folders with a date, and their photos.
    pub(crate) dated: Vec<(String, usize)>,
    /// Folders of visits or views without a date.
    pub(crate) undated: Vec<String>,
    /// Photos in them.
    pub(crate) undated_photos: usize,
    /// Folders such as `photos/`, and their photos.
    pub(crate) stores: Vec<(String, usize)>,
    /// Photos in all of those.
    pub(crate) photos: usize,
    /// Edited copies, exports.
    pub(crate) derived: Vec<String>,
    /// Any other subfolder.
    pub(crate) others: Vec<String>,
}

impl Visits {
    /// Whether a folder holds nothing but folders of visits or views, at least two; `T1`, `T2` may
    /// as well be subjects.
    pub(crate) fn only_undated(&self, listing: &Listing) -> bool {
        self.undated.len() > 1
            && self.undated.len() == listing.folders.len()
            && !self.undated.iter().all(|name| is_visit_code(name))
    }
}

/// Photos in a folder of photos and in the folders of visits and views inside it; 0 where it is a
/// course of its own or holds results. Below a year `01` may be a month or a subject: a month only
/// where its photos lie in folders of days.
fn photos_in(folder: &Path, place: ByTime, depth: usize) -> usize {
    let Ok(listing) = Listing::of(folder) else {
        return 0;
    };
    if listing.manifest || listing.results {
        return 0;
    }
    let inner = listing.folders.iter().filter_map(|name| {
        let (kind, below, _) = place.kind_below(name);
        let holds = matches!(kind, FolderKind::Photos | FolderKind::Visit(_));
        (depth > 0 && holds).then(|| photos_in(&folder.join(name), below, depth - 1))
    });
    let inner: usize = inner.sum();
    match place {
        ByTime::Month(..) => inner,
        ByTime::Not | ByTime::Year(_) => listing.photos + inner,
    }
}
