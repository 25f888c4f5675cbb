//! Settings that work, and settings that are refused with the reason.

use super::*;

fn serve(args: &[&str]) -> Serve {
    Serve::parse_from(["convene"].iter().chain(args))
}

fn site(args: &[&str]) -> Result<Site, Wrong> {
    let serve = serve(args);
    serve.site(serve.listen)
}

#[track_caller]
fn refused(args: &[&str], because: &str) {
    let wrong = site(args).unwrap_err().to_string();
    assert!(wrong.contains(because), "{wrong}");
}

#[test]
fn loopback_needs_nothing() {
    let site = site(&[]).unwrap();
    assert_eq!(site.url, "http://127.0.0.1:8080");
    assert_eq!(site.origins, ["http://127.0.0.1:8080", "http://localhost:8080"]);
    assert!(!site.is_https);
}

#[test]
fn https_elsewhere() {
    let site =
        site(&["--listen", "0.0.0.0:80", "--public-url", "https://live.example.org/"]).unwrap();
    assert_eq!(site.url, "https://live.example.org");
    assert!(site.is_https);
}

#[test]
fn what_cannot_work_is_refused() {
    refused(&["--listen", "0.0.0.0:80"], "needed to listen on anything but loopback");
    refused(&["--public-url", "http://live.example.org"], "needs --unsafe");
    refused(&["--public-url", "http://127.evil.example"], "needs --unsafe");
    refused(&["--listen", "0.0.0.0:80", "--public-url", "http://localhost"], "needs --unsafe");
    refused(&["--public-url", "ftp://live.example.org"], "begin with https://");
    refused(&["--public-url", "https://example.org/convene"], "no path");
    refused(&["--allowed-origins", "example.org"], "is no origin");
}

#[test]
fn unsafe_is_a_choice() {
    assert!(site(&["--public-url", "http://live.example.org", "--unsafe"]).is_ok());
}
