//! Tests of what is found in a course folder.

use super::*;
use crate::course::fixtures::folder;

fn photos(finds: &Finds) -> Vec<&str> {
    finds.photos.keys().map(String::as_str).collect()
}

#[test]
fn photos_lie_in_the_folder_in_stores_and_in_folders_of_visits_and_views() {
    let dir = folder(&[
        "2026-01-12.jpg",
        "Photos/a.jpg",
        "photos/deeper/b.jpg",
        "12.01.2026 Visit 2/IMG_1.JPG",
        "2026-07-12/tepe/IMG_2.JPG",
        "2026-07-12/@eaDir/IMG_2.JPG",
        "2026-07-12/Fotos/IMG_3.JPG",
        "vertex/2026-02-12.jpg",
        "edited/2026-01-12.jpg",
        "notes/letter.txt",
    ]);
    let finds = find_photos(dir.path()).unwrap();
    assert_eq!(
        photos(&finds),
        [
            "12.01.2026 Visit 2/IMG_1.JPG",
            "2026-01-12.jpg",
            "2026-07-12/Fotos/IMG_3.JPG",
            "2026-07-12/tepe/IMG_2.JPG",
            "Photos/a.jpg",
            "vertex/2026-02-12.jpg",
        ]
    );
    let visit = &finds.photos["2026-07-12/tepe/IMG_2.JPG"];
    assert_eq!(visit.folders, ["tepe", "2026-07-12"]);
    assert_eq!(
        finds.folders,
        [("edited".to_owned(), 1), ("photos/deeper".to_owned(), 1)]
    );
}

#[test]
fn results_in_a_folder_named_as_a_visit_are_no_photos_and_are_told() {
    let dir = folder(&[
        "2026-01-12.jpg",
        "2026-07-12/vertex_pair.jpg",
        "2026-07-12/report.json",
    ]);
    let finds = find_photos(dir.path()).unwrap();
    assert_eq!(photos(&finds), ["2026-01-12.jpg"]);
    assert_eq!(finds.odd[0].file, "2026-07-12");
    let searched = |steps: &str| is_searched(Path::new(steps));
    assert!(searched("") && searched("photos") && searched("2026/07/12") && searched("vertex"));
    assert!(!searched("report") && !searched("report/2026-07-12"));
}

#[test]
fn systems_folders_are_passed_over() {
    let dir = folder(&[
        "2026-01-12.jpg",
        "@eaDir/2026-01-12.jpg/SYNOPHOTO_THUMB_XL.jpg",
        "#recycle/2026-01-12.jpg",
        "$RECYCLE.BIN/x.jpg",
        "__MACOSX/._2026-01-12.jpg",
        ".Trashes/x.jpg",
        "._2026-01-12.jpg",
    ]);
    let finds = find_photos(dir.path()).unwrap();
    assert_eq!(photos(&finds), ["2026-01-12.jpg"]);
    assert!(finds.folders.is_empty() && finds.odd.is_empty() && finds.others.is_empty());
}

#[test]
fn every_picture_like_file_is_named() {
    let dir = folder(&[
        "a.jpg",
        "b.NEF",
        "c.avif",
        "d.jpg.part",
        "e.jpg~",
        ".f.jpg.icloud",
        "g.txt",
        "h.mp4",
    ]);
    fs::write(dir.path().join("IMG_0001"), b"\xFF\xD8\xFF\xE0").unwrap();
    fs::write(dir.path().join("README"), b"nothing").unwrap();
    let finds = find_photos(dir.path()).unwrap();
    assert_eq!(
        finds.others,
        [
            ".f.jpg.icloud",
            "IMG_0001",
            "b.NEF",
            "c.avif",
            "d.jpg.part",
            "e.jpg~"
        ]
    );
}

#[cfg(unix)]
#[test]
fn what_has_a_photos_name_and_is_none_is_left_out_by_name() {
    use std::os::unix::fs::symlink;
    let outside = folder(&["x.jpg", "pool/y.jpg"]);
    let dir = folder(&["a.jpg"]);
    let at = |name: &str| dir.path().join(name);
    symlink("nowhere.jpg", at("dangling.jpg")).unwrap();
    symlink("loop.jpg", at("loop.jpg")).unwrap();
    symlink(outside.path().join("x.jpg"), at("out.jpg")).unwrap();
    symlink(at("a.jpg"), at("in.jpg")).unwrap();
    symlink(outside.path().join("pool"), at("photos")).unwrap();
    fs::create_dir(at("2026-03-01_vertex.jpg")).unwrap();
    let fifo = std::process::Command::new("mkfifo")
        .arg(at("pipe.jpg"))
        .status();
    let finds = find_photos(dir.path()).unwrap();
    assert_eq!(photos(&finds), ["a.jpg", "in.jpg"]);
    let reason = |file: &str| {
        let odd = finds.odd.iter().find(|odd| odd.file == file);
        odd.map_or("not named", |odd| odd.reason.as_str())
    };
    assert!(reason("dangling.jpg").contains("link to nothing"));
    assert!(reason("loop.jpg").contains("link to nothing"));
    assert!(reason("out.jpg").contains("out of the course"));
    assert!(reason("photos").contains("out of the course"));
    assert!(reason("2026-03-01_vertex.jpg").contains("a folder"));
    if fifo.is_ok_and(|status| status.success()) {
        assert!(reason("pipe.jpg").contains("no regular file"));
    }
}
