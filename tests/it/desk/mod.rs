//! The desk from outside. Requests go to the loopback address of a desk that the test opened itself.

mod browser;
mod camera;
mod edits;
mod guard;
mod hairs;
mod killed;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

/// Renders a course of close-ups into a folder.
fn render_closeups(course: &Path, size: &str) {
    let made = Command::new(env!("CARGO_BIN_EXE_tricholapse"))
        .args([
            "phantom",
            "--preset",
            "closeup-clipped",
            "--size",
            size,
            "-q",
        ])
        .arg(course)
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(made.success());
}

/// A desk over a clinic.
struct Desk {
    process: Child,
    client: Client,
    clinic: Arc<TempDir>,
}

/// What a browser that was given the address knows.
#[derive(Clone)]
struct Client {
    port: u16,
    cookie: String,
}

impl std::ops::Deref for Desk {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
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
    /// A desk over a clinic of one subject with two photos.
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
        Self::over(clinic)
    }

    /// A desk over an empty folder.
    fn over_nothing() -> Self {
        Self::over(tempfile::tempdir().unwrap())
    }

    fn over(clinic: TempDir) -> Self {
        Self::over_shared(Arc::new(clinic))
    }

    /// A desk over a clinic that another one may have worked on.
    fn over_shared(clinic: Arc<TempDir>) -> Self {
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
        let cookie = format!("tricholapse_desk_{port}={token}");
        Self {
            process,
            client: Client { port, cookie },
            clinic,
        }
    }

    fn manifest(&self) -> String {
        std::fs::read_to_string(self.clinic.path().join("P-1/course.toml")).unwrap()
    }
}

impl Client {
    /// The address that was printed.
    fn address(&self) -> String {
        let token = self.cookie.split_once('=').unwrap().1;
        format!("http://127.0.0.1:{}/?t={token}", self.port)
    }

    /// Sends exactly these lines and this body.
    fn raw(&self, head: &str, body: &[u8]) -> Answer {
        self.try_raw(head, body).expect("the desk takes requests")
    }

    /// The same; `None` where nobody is there.
    fn try_raw(&self, head: &str, body: &[u8]) -> Option<Answer> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        stream
            .set_read_timeout(Some(Duration::from_secs(60)))
            .ok()?;
        stream.write_all(head.as_bytes()).ok()?;
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
        Some(Answer {
            status,
            head: text,
            body,
        })
    }

    /// A request as the desk's own page sends it.
    fn ask(&self, method: &str, path: &str, body: &[u8]) -> Answer {
        self.try_ask(method, path, body)
            .expect("the desk takes requests")
    }

    fn try_ask(&self, method: &str, path: &str, body: &[u8]) -> Option<Answer> {
        let port = self.port;
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n\
             Cookie: {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            self.cookie,
            body.len()
        );
        self.try_raw(&head, body)
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

    fn edit(&self, edits: &Value) -> Answer {
        self.ask("POST", "/api/edit?s=P-1", edits.to_string().as_bytes())
    }
}
