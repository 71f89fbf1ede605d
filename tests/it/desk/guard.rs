//! Who may speak to the desk, and what it lets out.

use std::io::Write as _;
use std::net::TcpStream;

use serde_json::json;

use super::Desk;

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
    let photo = desk.clinic.path().join("P-1/2026-01-12_vertex.png");
    let mut photo = std::fs::read(photo).unwrap();
    photo.push(0);
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
        // Another file each time: a copy would be refused for that.
        photo.push(0);
        let upload = desk.ask("PUT", &format!("/api/photo?s=P-1&name={name}.jpg"), &photo);
        // `secret.txt.jpg` is a name like any other; of a folder that is no visit's the photo's own name is kept.
        let is_inside = ["secret.txt", "P-1/out"].contains(&name);
        assert_eq!(upload.status >= 400, !is_inside, "{name}");
    }
    let outside = desk.clinic.path().parent().unwrap().join("x.jpg");
    desk.ask("PUT", "/api/photo?s=P-1&name=..%2f..%2f..%2fx.jpg", b"x");
    assert!(!outside.exists());
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
    let mut silent: Vec<TcpStream> = (0..200)
        .map(|_| TcpStream::connect(("127.0.0.1", desk.port)).unwrap())
        .collect();
    // Half of them begin a request and never end it.
    for slow in silent.iter_mut().skip(100) {
        slow.write_all(b"GET /api/clinic HTTP/1.1\r\nHo").unwrap();
    }
    assert_eq!(desk.ask("GET", "/api/clinic", b"").status, 200);
    drop(silent);
    assert_eq!(desk.ask("GET", "/api/clinic", b"").status, 200);
}

#[test]
fn no_body_leads_out_of_the_clinic() {
    let desk = Desk::open();
    let outside = desk.clinic.path().parent().unwrap();
    for name in [
        "..",
        "../out",
        "/tmp/out",
        "P-1/../../out",
        "a\\b",
        "a/b",
        ".hidden",
        "",
        "a\nb",
    ] {
        let json = |value: serde_json::Value| value.to_string().into_bytes();
        let photo = "2026-01-12_vertex.png";
        let at = "2026-01-12T10:00:00";
        for (method, path, body) in [
            (
                "POST",
                "/api/subjects".to_owned(),
                json(json!({ "name": name })),
            ),
            (
                "POST",
                "/api/measure".to_owned(),
                json(json!({ "s": name })),
            ),
            (
                "POST",
                "/api/align?s=P-1".to_owned(),
                json(json!({ "reference": photo, "moving": name, "points": null })),
            ),
            (
                "POST",
                "/api/align?s=P-1".to_owned(),
                json(json!({ "reference": name, "moving": photo, "points": null })),
            ),
            (
                "POST",
                format!("/api/pose?s=P-1&view=vertex&f={photo}"),
                name.into(),
            ),
            (
                "POST",
                format!("/api/shot?s=P-1&view=vertex&at={at}"),
                name.into(),
            ),
            (
                "PUT",
                "/api/regions/read".to_owned(),
                json(json!({ "text": name })),
            ),
            (
                "POST",
                "/api/run/stop".to_owned(),
                json(json!({ "run": name })),
            ),
        ] {
            let answer = desk.ask(method, &path, &body);
            assert!(
                (400..500).contains(&answer.status),
                "{path} {name:?}: {}",
                answer.status
            );
        }
    }
    assert!(!outside.join("out").exists());
    let here: Vec<_> = std::fs::read_dir(desk.clinic.path())
        .unwrap()
        .flatten()
        .collect();
    assert_eq!(here.len(), 2, "{here:?}");
}
