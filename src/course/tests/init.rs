//! The manifest that `init` writes and adds to.

use super::*;
use crate::course::init;
use crate::course::manifest::Manifest;
use crate::course::resolve::Asker;
use crate::model::Front;

#[test]
fn init_writes_a_manifest_that_loads() {
    let dir = folder(&["2026-01-12_frontal.jpg", "photos/x\"y.jpg"], None);
    let written = init::write_manifest(dir.path(), None, &|_| None).unwrap();
    assert!(written.new && written.added.len() == 2);
    let text = fs::read_to_string(&written.path).unwrap();
    assert!(text.contains("# date = YYYY-MM-DD"), "{text}");
    for line in [
        "# landmarks =",
        "# front =",
        "# [view.vertex]",
        "# control =",
    ] {
        assert!(text.contains(line), "{line} not in {text}");
    }
    let settings = text.find("# treatment").unwrap();
    assert!(settings < text.find("[[photo]]").unwrap(), "{text}");
    let manifest = Manifest::parse(&text, &written.path).unwrap();
    assert_eq!(manifest.photo.len(), 2);
    assert!(
        text.contains("# date = 2026-01-12  # from the file name\n# view = \"frontal\"  # from the file name\n"),
        "{text}"
    );
    let completed = text.replace("# date = YYYY-MM-DD", "date = 2026-02-12");
    fs::write(&written.path, completed).unwrap();
    assert_eq!(Course::load(dir.path()).unwrap().photos.len(), 2);
}

#[test]
fn init_adds_new_photos_and_keeps_every_line() {
    let text = "# mine\nsubject = \"P-1\"  # pseudonym\n\n[[photo]]\n# blurred?\nfile = \"2026-01-12.jpg\"\nview = \"midline\"\n";
    let dir = folder(&["2026-01-12.jpg"], Some(text));
    let path = dir.path().join("course.toml");
    let untouched = init::write_manifest(dir.path(), None, &|_| None).unwrap();
    assert!(!untouched.new && untouched.added.is_empty());
    assert_eq!(fs::read_to_string(&path).unwrap(), text);

    fs::create_dir(dir.path().join("2026-07-12")).unwrap();
    fs::write(dir.path().join("2026-07-12/tepe.jpg"), b"").unwrap();
    let written = init::write_manifest(dir.path(), None, &|_| None).unwrap();
    assert_eq!(written.added, ["2026-07-12/tepe.jpg"]);
    let now = fs::read_to_string(&path).unwrap();
    assert!(now.starts_with(text), "{now}");
    assert!(
        now.contains("# date = 2026-07-12  # from the folder's name"),
        "{now}"
    );
    let course = Course::load(dir.path()).unwrap();
    assert_eq!(course.views(), [View::Vertex, View::Midline]);
}

#[test]
fn init_tells_what_the_manifest_names_and_is_not_there() {
    let dir = folder(
        &["2026-01-12.jpg"],
        Some("[[photo]]\nfile = \"gone.jpg\"\ndate = 2026-01-12\n"),
    );
    let written = init::write_manifest(dir.path(), None, &|_| None).unwrap();
    assert_eq!(written.missing, ["gone.jpg"]);
    assert_eq!(written.added, ["2026-01-12.jpg"]);
}

#[test]
fn what_init_writes_is_nobodys_word() {
    let files = [
        "IMG_20260112_101112.jpg",
        "2026-04-12/tepe.jpg",
        "03.04.2026_vertex.jpg",
    ];
    let dir = folder(&files, None);
    let said = || {
        let course = Course::load(dir.path()).unwrap();
        let sources: Vec<_> = course.photos.iter().map(|p| p.date_source).collect();
        let warned: Vec<_> = course.warnings.iter().map(|w| w.code).collect();
        let survey = survey::survey(dir.path(), Asker::of_files(None)).unwrap();
        let views: Vec<_> = survey.photos.iter().map(|p| p.view_basis).collect();
        (sources, warned, views)
    };
    let before = said();
    assert!(before.1.contains(&CourseWarningCode::ViewAssumed));
    let path = init::write_manifest(dir.path(), None, &|_| None)
        .unwrap()
        .path;
    assert_eq!(said(), before);
    // A person says it by taking the sign away.
    let text = fs::read_to_string(&path).unwrap();
    let decided = text.replace(
        "# view = \"vertex\"  # assumed",
        "view = \"vertex\"  # assumed",
    );
    fs::write(&path, decided).unwrap();
    assert!(!said().1.contains(&CourseWarningCode::ViewAssumed));
}

#[test]
fn init_tells_the_folders_that_are_not_read() {
    let files = [
        "fotos/2026-01-12_vertex.jpg",
        "fotos/260112/a.jpg",
        "fotos/2026-W03/a.jpg",
    ];
    let dir = folder(&files, None);
    let written = init::write_manifest(dir.path(), None, &|_| None).unwrap();
    let told = |name: &str| written.unread.iter().any(|said| said.starts_with(name));
    assert!(
        told("fotos/260112/") && told("fotos/2026-W03/"),
        "{:?}",
        written.unread
    );
    // Where nothing else is there, why there are no photos.
    let dir = folder(&files[1..], None);
    for error in [
        init::write_manifest(dir.path(), None, &|_| None).unwrap_err(),
        Course::load(dir.path()).unwrap_err(),
    ] {
        let said = error.to_string();
        assert!(
            said.contains("fotos/260112/") && said.contains("fotos/2026-W03/"),
            "{said}"
        );
    }
}

#[cfg(not(windows))]
#[test]
fn a_file_whose_name_holds_a_backslash_is_found_again() {
    let files = ["2026-01-12\\vertex.jpg", "photos/b\\2026-02-12 vertex.jpg"];
    let dir = folder(&files, None);
    init::write_manifest(dir.path(), None, &|_| None).unwrap();
    let course = Course::load(dir.path()).unwrap();
    assert_eq!(course.photos.len(), 2);
    assert!(course.photos.iter().all(|photo| photo.path.is_file()));
    assert!(
        init::write_manifest(dir.path(), None, &|_| None)
            .unwrap()
            .added
            .is_empty()
    );
}

#[test]
fn an_excluded_photo_that_is_not_there_is_in_no_view() {
    let dir = folder(
        &["2026-01-12_vertex.jpg"],
        Some("[[photo]]\nfile = \"gone.jpg\"\nexclude = true\n"),
    );
    let survey = survey::survey(dir.path(), Asker::of_files(None)).unwrap();
    assert!(survey.photos.iter().all(|photo| photo.notes.is_empty()));
}

#[test]
fn a_clock_that_says_another_decade_is_doubted() {
    let dir = folder(
        &[
            "a_vertex.jpg",
            "b_vertex.jpg",
            "2016-03-01_vertex.jpg",
            "c_vertex.jpg",
        ],
        None,
    );
    let taken = |path: &std::path::Path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let day = match &name[..1] {
            "a" => jiff::civil::date(2002, 12, 8),
            "b" => jiff::civil::date(2026, 2, 12),
            "c" => jiff::civil::date(2026, 7, 12),
            _ => jiff::civil::date(2016, 3, 1),
        };
        crate::photo::exif::ExifDate::Taken(day.at(10, 0, 0, 0))
    };
    let asker = Asker {
        today: None,
        taken: &taken,
        place: super::super::remedy::Place::Manifest,
    };
    let course = Course::load_by(dir.path(), asker).unwrap();
    let doubted: Vec<_> = course
        .warnings
        .iter()
        .filter(|w| w.code == CourseWarningCode::ClockWrong)
        .filter_map(|w| w.photo.as_deref())
        .collect();
    // Of the other early one its name says the day.
    assert_eq!(doubted, ["a_vertex"]);
}

#[test]
fn init_tells_what_is_seen_on_a_photo_where_nobody_said_it() {
    let dir = folder(&["2026-01-12_frontal.jpg", "a.jpg", "b.jpg", "c.jpg"], None);
    let seen = |has_head, view, front| init::HeadSeen {
        has_head,
        view,
        front,
    };
    let eyes = |path: &std::path::Path| match path.file_name()?.to_str()? {
        "2026-01-12_frontal.jpg" => Some(seen(true, Some((View::Vertex, 0.99)), None)),
        "a.jpg" => Some(seen(
            true,
            Some((View::Occipital, 0.987)),
            Some((Front::Up, 0.9)),
        )),
        "b.jpg" => Some(seen(true, None, Some((Front::Down, 0.891)))),
        _ => Some(seen(false, None, None)),
    };
    let path = init::write_manifest(dir.path(), None, &eyes).unwrap().path;
    let text = fs::read_to_string(&path).unwrap();
    for line in [
        // The name goes before what is seen.
        "# view = \"frontal\"  # from the file name",
        "# view = \"occipital\"  # as seen on the photo, 98 % sure",
        "# view = \"vertex\"  # assumed; take away",
        "# forehead: seems to point down (89 % sure); where that is so, say below [view.vertex]: front = \"down\"",
        "# view = \"vertex\"  # assumed, though no head is seen",
    ] {
        assert!(text.contains(line), "{line} not in {text}");
    }
    assert_eq!(text.matches("# forehead").count(), 1, "{text}");
    Manifest::parse(&text, &path).unwrap();
}
