//! Who may speak to the desk: the browser that was given its address, from the desk's own pages.
//!
//! A random token in the address becomes a cookie that scripts cannot read and other sites cannot
//! send (`HttpOnly`, `SameSite=Strict`). The `Host` must name this desk, which a rebound DNS name does
//! not; whatever changes something must carry the desk's own `Origin`.

use std::fmt::Write as _;
use std::io;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Nothing is loaded from elsewhere, and no script or style stands inside a page.
const CONTENT_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; frame-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// Token, and the names under which the desk answers.
#[derive(Debug)]
pub(super) struct Guard {
    token: String,
    port: u16,
}

impl Guard {
    /// A guard with a token of 256 random bits.
    ///
    /// # Errors
    /// The system gives no random numbers.
    pub(super) fn new(port: u16) -> io::Result<Self> {
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes).map_err(|e| io::Error::other(e.to_string()))?;
        let token = bytes.iter().fold(String::new(), |mut text, byte| {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        });
        Ok(Self { token, port })
    }

    /// The address that opens the desk.
    pub(super) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/?t={}", self.port, self.token)
    }

    /// The cookie's name holds the port, so that two desks do not overwrite each other's.
    fn cookie_name(&self) -> String {
        format!("tricholapse_desk_{}", self.port)
    }

    fn is_own_host(&self, host: &str) -> bool {
        ["127.0.0.1", "localhost"]
            .iter()
            .any(|name| host == format!("{name}:{}", self.port))
    }

    fn host_allowed(&self, headers: &HeaderMap) -> bool {
        text(headers, header::HOST).is_some_and(|host| self.is_own_host(host))
    }

    fn origin_allowed(&self, headers: &HeaderMap, method: &Method) -> bool {
        match text(headers, header::ORIGIN) {
            Some(origin) => origin
                .strip_prefix("http://")
                .is_some_and(|host| self.is_own_host(host)),
            // Browsers leave the origin out where a page is only read.
            None => !headers.contains_key(header::ORIGIN) && is_reading(method),
        }
    }

    fn has_cookie(&self, headers: &HeaderMap) -> bool {
        let name = self.cookie_name();
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .any(|(key, value)| key == name && same(value, &self.token))
    }

    /// Whether the address opened holds the token.
    fn opens(&self, request: &Request) -> bool {
        let query = request.uri().query().unwrap_or_default();
        request.uri().path() == "/"
            && is_reading(request.method())
            && query
                .split('&')
                .filter_map(|pair| pair.split_once('='))
                .any(|(key, value)| key == "t" && same(value, &self.token))
    }

    fn welcome(&self) -> Response {
        let cookie = format!(
            "{}={}; HttpOnly; SameSite=Strict; Path=/",
            self.cookie_name(),
            self.token
        );
        let headers = [
            (header::SET_COOKIE, cookie),
            (header::LOCATION, "/".to_owned()),
        ];
        (StatusCode::SEE_OTHER, headers).into_response()
    }
}

/// Lets a request pass, or says why not; nothing of the clinic is in a refusal.
pub(super) async fn guard(
    State(guard): State<Arc<Guard>>,
    request: Request,
    next: Next,
) -> Response {
    let refuse = |why: &'static str| (StatusCode::FORBIDDEN, why).into_response();
    let headers = request.headers();
    let mut response = if !guard.host_allowed(headers) {
        refuse("this desk answers under 127.0.0.1 alone")
    } else if !guard.origin_allowed(headers, request.method()) {
        refuse("this request comes from another page than the desk's")
    } else if guard.opens(&request) {
        guard.welcome()
    } else if !guard.has_cookie(headers) {
        refuse("open the desk with the address that `tricholapse serve` printed")
    } else {
        next.run(request).await
    };
    harden(response.headers_mut());
    response
}

fn harden(headers: &mut HeaderMap) {
    // A report brings a stricter policy of its own for its scripts, and a sandbox.
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        headers.insert(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(CONTENT_POLICY),
        );
    }
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "SAMEORIGIN"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
}

fn is_reading(method: &Method) -> bool {
    method == Method::GET || method == Method::HEAD
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    let mut values = headers.get_all(name).iter();
    let first = values.next()?;
    // Said twice, it is somebody's trick.
    values.next().is_none().then(|| first.to_str().ok())?
}

/// Equality whose time does not tell how much of the text is right.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |d, (x, y)| d | (x ^ y)) == 0
}
