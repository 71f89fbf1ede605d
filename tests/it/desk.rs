//! The desk from outside: who may speak to it, what it lets out, and that two hands at one course
//! lose nothing. Requests go to the loopback address of a desk that the test opened itself.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::browser::{browser, checks, without_browser};

/// A desk over a clinic of one subject with two photos, and its cookie.
struct Desk {
    process: Child,
    port: u16,
    cookie: String,
    clinic: TempDir,
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// An answer: status, headers as text, body.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("JSON")
    }
}

const MANIFEST: &str = "# written by hand\nsubject = \"P-1\" # a pseudonym\n";

impl Desk {
    fn open() -> Self {
        let clinic = tempfile::tempdir().unwrap();
        let subject = clinic.path().join("P-1");
        std::fs::create_dir(&subject).unwrap();
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats/head.png");
        for name in ["2026-01-12_vertex.png", "2026-07-12_vertex.png"] {
            std::fs::copy(&fixture, subject.join(name)).unwrap();
        }
        std::fs::write(subject.join("course.toml"), MANIFEST).unwrap();
        std::fs::write(clinic.path().join("secret.txt"), "nobody's business").unwrap();
        let mut process = Command::new(env!("CARGO_BIN_EXE_tricholapse"))
            .args(["serve", "--no-open"])
            .arg(clinic.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(process.stdout.take().unwrap());
        let mut line = String::new();
        while !line.contains("http://") {
            line.clear();
            assert!(out.read_line(&mut line).unwrap() > 0, "no address printed");
        }
        let address = line.trim().strip_prefix("http://127.0.0.1:").unwrap();
        let (port, token) = address.split_once("/?t=").unwrap();
        let port = port.parse().unwrap();
        Self {
            process,
            port,
            cookie: format!("tricholapse_desk_{port}={token}"),
            clinic,
        }
    }

    /// Sends exactly these lines and this body.
    fn raw(&self, head: &str, body: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(60)))
            .unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        // A desk that refuses may hang up before it has read everything.
        let _ = stream.write_all(body);
        let mut all = Vec::new();
        let _ = stream.read_to_end(&mut all);
        let end = all
            .windows(4)
            .position(|w| w == b"\r\n\r\n")
            .unwrap_or(all.len());
        let text = String::from_utf8_lossy(&all[..end]).into_owned();
        let status = text
            .split(' ')
            .nth(1)
            .and_then(|s| s.parse().ok())
            .unwrap_or(0);
        let body = all.get(end + 4..).unwrap_or_default().to_vec();
        Answer {
            status,
            head: text,
            body,
        }
    }

    /// A request as the desk's own page sends it.
    fn ask(&self, method: &str, path: &str, body: &[u8]) -> Answer {
        let port = self.port;
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n\
             Cookie: {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            self.cookie,
            body.len()
        );
        self.raw(&head, body)
    }

    fn state(&self) -> Value {
        let answer = self.ask("GET", "/api/course?s=P-1", b"");
        assert_eq!(
            answer.status,
            200,
            "{}",
            String::from_utf8_lossy(&answer.body)
        );
        answer.json()
    }

    fn manifest(&self) -> String {
        std::fs::read_to_string(self.clinic.path().join("P-1/course.toml")).unwrap()
    }

    fn edit(&self, edits: &Value) -> Answer {
        self.ask("POST", "/api/edit?s=P-1", edits.to_string().as_bytes())
    }
}

#[test]
fn only_the_browser_that_was_given_the_address_is_answered() {
    let desk = Desk::open();
    let (port, cookie) = (desk.port, desk.cookie.clone());
    let own = format!("127.0.0.1:{port}");
    let get = |host: &str, more: &str| {
        desk.raw(
            &format!("GET /api/clinic HTTP/1.1\r\nHost: {host}\r\n{more}Connection: close\r\n\r\n"),
            b"",
        )
        .status
    };
    let with_cookie = format!("Cookie: {cookie}\r\n");
    assert_eq!(get(&own, &with_cookie), 200);
    assert_eq!(get(&own, ""), 403, "no cookie");
    assert_eq!(
        get(
            &own,
            &format!("Cookie: tricholapse_desk_{port}={}\r\n", "0".repeat(64))
        ),
        403,
        "wrong cookie"
    );
    assert_eq!(get("clinic.example:80", &with_cookie), 403, "foreign host");
    assert_eq!(
        get(&format!("evil.127.0.0.1:{port}"), &with_cookie),
        403,
        "rebound name"
    );
    assert_eq!(
        get(&format!("127.0.0.1:{}", port ^ 1), &with_cookie),
        403,
        "other port"
    );
    let foreign = format!("{with_cookie}Origin: http://evil.example\r\n");
    assert_eq!(get(&own, &foreign), 403, "foreign origin");
    assert_eq!(
        get(&own, &format!("{with_cookie}Origin: null\r\n")),
        403,
        "opaque origin"
    );
}

#[test]
fn what_changes_something_must_come_from_the_desks_own_page() {
    let desk = Desk::open();
    let body = json!({ "name": "P-2" }).to_string();
    let post = |origin: &str| {
        let head = format!(
            "POST /api/subjects HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n{origin}Cookie: {}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            desk.port,
            desk.cookie,
            body.len()
        );
        desk.raw(&head, body.as_bytes()).status
    };
    assert_eq!(post(""), 403, "no origin");
    assert_eq!(post("Origin: http://evil.example\r\n"), 403);
    assert!(!desk.clinic.path().join("P-2").exists());
    assert_eq!(
        post(&format!("Origin: http://127.0.0.1:{}\r\n", desk.port)),
        200
    );
    assert!(desk.clinic.path().join("P-2/course.toml").is_file());
}

#[test]
fn the_token_becomes_a_cookie_that_scripts_and_other_sites_cannot_use() {
    let desk = Desk::open();
    let token = desk.cookie.split_once('=').unwrap().1;
    let head = format!(
        "GET /?t={token} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n",
        desk.port
    );
    let answer = desk.raw(&head, b"");
    assert_eq!(answer.status, 303);
    let head = answer.head.to_lowercase();
    assert!(
        head.contains("httponly") && head.contains("samesite=strict"),
        "{head}"
    );
    let page = desk.ask("GET", "/", b"");
    let head = page.head.to_lowercase();
    assert!(
        head.contains("content-security-policy: default-src 'none'; script-src 'self'"),
        "{head}"
    );
    assert!(!String::from_utf8_lossy(&page.body).contains("<script>"));
}

#[test]
fn no_parameter_leads_out_of_the_clinic() {
    let desk = Desk::open();
    #[cfg(unix)]
    std::os::unix::fs::symlink("/etc", desk.clinic.path().join("P-1/out")).unwrap();
    let out = [
        "..",
        "../..",
        "%2e%2e",
        "P-1/../..",
        "/etc",
        "%2fetc",
        "P-1%2f..%2f..",
        ".tricholapse",
        "P-1/out",
        "P-1%00",
        "P-1%5c..",
        "secret.txt",
    ];
    for name in out {
        for path in [
            format!("/api/course?s={name}"),
            format!("/api/thumb?s={name}&f=2026-01-12_vertex.png"),
            format!("/api/regions.geojson?s={name}"),
            format!("/api/thumb?s=P-1&f={name}"),
            format!("/api/image?s=P-1&f={name}&w=100"),
            format!("/api/size?s=P-1&f=..%2f{name}"),
            format!("/api/ghost?s=P-1&f={name}"),
            format!("/api/aligned?s=P-1&reference={name}&moving={name}"),
            format!("/reports/{name}/reports/passwd.html"),
            format!("/reports/reports/{name}/secret.html"),
            format!("/assets/{name}"),
        ] {
            let answer = desk.ask("GET", &path, b"");
            assert!(
                (400..500).contains(&answer.status),
                "{path}: {}",
                answer.status
            );
            let body = String::from_utf8_lossy(&answer.body);
            assert!(
                !body.contains("nobody's business") && !body.contains("root:"),
                "{path}: {body}"
            );
        }
        let upload = desk.ask("PUT", &format!("/api/photo?s=P-1&name={name}.jpg"), b"x");
        assert!(upload.status >= 400 || desk.clinic.path().join("P-1/photos").is_dir());
    }
    let outside = desk.clinic.path().parent().unwrap().join("x.jpg");
    desk.ask("PUT", "/api/photo?s=P-1&name=..%2f..%2f..%2fx.jpg", b"x");
    assert!(!outside.exists());
}

#[test]
fn a_photo_is_never_overwritten_and_a_copy_is_told() {
    let desk = Desk::open();
    let subject = desk.clinic.path().join("P-1");
    let photo = std::fs::read(subject.join("2026-01-12_vertex.png")).unwrap();
    let copy = desk.ask("PUT", "/api/photo?s=P-1&name=2026-02-12_vertex.png", &photo);
    assert_eq!(copy.status, 409);
    assert!(copy.json()["detail"]["duplicate_of"].is_string());
    let mut other = photo.clone();
    other.push(0);
    let new = desk.ask("PUT", "/api/photo?s=P-1&name=2026-02-12_vertex.png", &other);
    assert_eq!(new.status, 200, "{}", String::from_utf8_lossy(&new.body));
    let kept = subject.join("photos/2026-02-12_vertex.png");
    assert_eq!(std::fs::read(&kept).unwrap(), other);
    other.push(0);
    let again = desk.ask("PUT", "/api/photo?s=P-1&name=2026-02-12_vertex.png", &other);
    assert_eq!(again.status, 409);
    assert_eq!(std::fs::read(&kept).unwrap().len(), photo.len() + 1);
    let other_kind = desk.ask("PUT", "/api/photo?s=P-1&name=notes.exe", b"MZ");
    assert_eq!(other_kind.status, 415);
    let names: Vec<_> = std::fs::read_dir(subject.join("photos")).unwrap().collect();
    assert_eq!(names.len(), 1, "nothing half done is left");
}

#[test]
fn a_person_s_comments_live_and_only_what_was_asked_changes() {
    let desk = Desk::open();
    let base = desk.state()["base"].clone();
    let answer = desk.edit(&json!({
        "base": base,
        "course": { "treatment": "hair mesotherapy", "sessions": ["2026-01-12", "2026-01-22"] },
        "fronts": { "vertex": "down" },
        "photos": { "2026-07-12_vertex.png": { "exclude": true, "landmarks": [[1.04, 2.0], [3.0, 4.5]] } },
    }));
    assert_eq!(
        answer.status,
        200,
        "{}",
        String::from_utf8_lossy(&answer.body)
    );
    let text = desk.manifest();
    assert!(text.starts_with(MANIFEST), "{text}");
    let state = desk.state();
    assert_eq!(state["fronts"]["vertex"], "down");
    assert_eq!(state["photos"][1]["excluded"], true);
    assert_eq!(
        state["photos"][1]["landmarks"],
        json!([[1.0, 2.0], [3.0, 4.5]])
    );
    let before = desk.clinic.path().join("P-1/course.toml~");
    assert_eq!(std::fs::read_to_string(before).unwrap(), MANIFEST);
}

#[test]
fn the_later_of_two_writers_is_told_what_changed() {
    let desk = Desk::open();
    let base = desk.state()["base"].clone();
    let by_hand = format!("{MANIFEST}treatment = \"by hand\"\n");
    std::fs::write(desk.clinic.path().join("P-1/course.toml"), &by_hand).unwrap();
    let answer = desk.edit(&json!({ "base": base, "course": { "treatment": "by mouse" } }));
    assert_eq!(answer.status, 409);
    let detail = answer.json()["detail"].clone();
    assert_eq!(detail["changed"], json!(["+ treatment = \"by hand\""]));
    assert_eq!(desk.manifest(), by_hand);
}

#[test]
fn what_would_be_no_course_is_not_written() {
    let desk = Desk::open();
    let base = desk.state()["base"].clone();
    for edits in [
        json!({ "base": base, "course": { "interval_days": [14, 7] } }),
        json!({ "base": base, "course": { "marks_months": "three" } }),
        json!({ "base": base, "course": { "regions": "../other.geojson" } }),
        json!({ "base": base, "photos": { "../../x.jpg": { "exclude": true } } }),
        json!({ "base": base, "photos": { "2026-01-12_vertex.png": { "date": "2026-02-30" } } }),
    ] {
        let answer = desk.edit(&edits);
        assert!(
            (400..500).contains(&answer.status),
            "{edits}: {}",
            answer.status
        );
    }
    assert_eq!(desk.manifest(), MANIFEST);
}

#[test]
fn too_large_a_body_is_refused_before_it_arrives() {
    let desk = Desk::open();
    for (path, length) in [
        ("/api/edit?s=P-1", 9_u64 << 20),
        ("/api/photo?s=P-1&name=a.jpg", 2 << 30),
    ] {
        let head = format!(
            "{} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nCookie: {}\r\n\
             Content-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n",
            if path.contains("photo") {
                "PUT"
            } else {
                "POST"
            },
            desk.cookie,
            port = desk.port,
        );
        assert_eq!(desk.raw(&head, b"{}").status, 413, "{path}");
    }
    assert!(!desk.clinic.path().join("P-1/photos/a.jpg").exists());
}

#[test]
fn many_connections_and_silent_ones_leave_room_for_a_person() {
    let desk = Desk::open();
    // More than the desk serves at once; they say nothing and are let go one by one.
    let silent: Vec<TcpStream> = (0..200)
        .map(|_| TcpStream::connect(("127.0.0.1", desk.port)).unwrap())
        .collect();
    drop(silent);
    assert_eq!(desk.ask("GET", "/api/clinic", b"").status, 200);
}

#[test]
fn regions_drawn_are_regions_read() {
    let desk = Desk::open();
    let ring = json!([[10.0, 10.0], [60.0, 10.0], [60.0, 60.0], [10.0, 60.0]]);
    let regions = json!({ "base": "none", "regions": [{ "name": "crown", "view": "vertex", "rings": [ring] }] });
    let answer = desk.ask("PUT", "/api/regions?s=P-1", regions.to_string().as_bytes());
    assert_eq!(
        answer.status,
        200,
        "{}",
        String::from_utf8_lossy(&answer.body)
    );
    let kept = desk.ask("GET", "/api/regions?s=P-1", b"").json();
    assert_eq!(kept["regions"][0]["name"], "crown");
    let late = desk.ask("PUT", "/api/regions?s=P-1", regions.to_string().as_bytes());
    assert_eq!(late.status, 409, "the file was written since");
}

/// Photos of two views at three dates each, as a clinic's camera would name them.
fn photos_of_two_views(folder: &Path) {
    for (i, view) in ["vertex", "midline"].into_iter().enumerate() {
        let course = folder.join(format!("course-{view}"));
        let seed = (i + 1).to_string();
        let made = Command::new(env!("CARGO_BIN_EXE_tricholapse"))
            .args(["phantom", "--seed", &seed, "--size", "480x640"])
            .arg(&course)
            .stdout(Stdio::null())
            .status()
            .unwrap();
        assert!(made.success());
        let mut photos: Vec<_> = std::fs::read_dir(course.join("photos"))
            .unwrap()
            .flatten()
            .map(|e| e.path())
            .collect();
        photos.sort();
        for (photo, day) in photos
            .iter()
            .zip(["2026-01-12", "2026-04-12", "2026-07-12"])
        {
            std::fs::copy(photo, folder.join(format!("{day}_{view}.jpg"))).unwrap();
        }
        std::fs::remove_dir_all(&course).unwrap();
    }
}

#[test]
fn a_practitioner_goes_from_an_empty_clinic_to_the_cohort_page_by_mouse() {
    let browser = match browser() {
        Ok(browser) => browser,
        Err(missing) => return without_browser(&missing),
    };
    let photos = tempfile::tempdir().unwrap();
    photos_of_two_views(photos.path());
    for width in ["1280", "820"] {
        let desk = Desk::open();
        let address = format!(
            "http://127.0.0.1:{}/?t={}",
            desk.port,
            desk.cookie.split_once('=').unwrap().1
        );
        let mut node = Command::new("node");
        node.arg(checks().join("desk.mjs"))
            .arg(&browser)
            .arg(address)
            .arg(photos.path())
            .arg(width);
        if let Some(shots) = std::env::var_os("TRICHOLAPSE_SCREENSHOTS") {
            node.arg(shots);
        }
        let said = node.output().unwrap();
        let text = String::from_utf8_lossy(&said.stdout);
        assert!(
            said.status.success(),
            "{text}{}",
            String::from_utf8_lossy(&said.stderr)
        );
    }
}
