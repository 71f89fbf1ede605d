//! A real browser for the tests that need one.

use std::ffi::OsString;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

const BROWSERS: [&str; 3] = [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
];

/// Where the checks in a browser lie.
pub(crate) fn checks() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser")
}

/// The browser, or what is missing to run the checks.
pub(crate) fn browser() -> Result<OsString, String> {
    let browser = std::env::var_os("TRICHOLAPSE_BROWSER")
        .or_else(|| {
            BROWSERS
                .into_iter()
                .find(|b| Path::new(b).exists())
                .map(Into::into)
        })
        .ok_or("no Chromium; install it, or name it in TRICHOLAPSE_BROWSER")?;
    let node = Command::new("node").arg("--version").output();
    if !node.is_ok_and(|out| out.status.success()) {
        return Err("node does not run; install Node.js 18 or newer".to_owned());
    }
    if !checks().join("node_modules/playwright-core").exists() {
        return Err("run: npm ci --prefix tests/browser".to_owned());
    }
    Ok(browser)
}

/// Says that checks in a browser were skipped; where `TRICHOLAPSE_BROWSER` names the browser, they
/// must run.
pub(crate) fn without_browser(missing: &str) {
    let required = std::env::var_os("TRICHOLAPSE_BROWSER").is_some();
    assert!(!required, "the browser checks cannot run: {missing}");
    // Past the test harness, which keeps what a passing test prints to itself.
    let _ = writeln!(std::io::stderr(), "browser checks skipped: {missing}");
}
