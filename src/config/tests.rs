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
fn nothing_is_forgotten_later_than_people_agree_to() {
    assert_eq!(serve(&[]).forget_rooms_after, 3_600);
    let later = Serve::try_parse_from(["convene", "--forget-rooms-after", "3601"]);
    assert!(later.unwrap_err().to_string().contains("3600"));
    let sooner = Serve::try_parse_from(["convene", "--forget-rooms-after", "299"]);
    assert!(sooner.unwrap_err().to_string().contains("300"));
}

#[test]
fn unsafe_is_a_choice() {
    assert!(site(&["--public-url", "http://live.example.org", "--unsafe"]).is_ok());
}

#[test]
fn nodes_have_an_address() {
    let node = |args: &[&str]| {
        let serve = serve(args);
        serve.node_url(serve.listen).map_err(|wrong| wrong.to_string())
    };
    assert_eq!(node(&["--listen", "10.0.0.7:80"]), Ok("http://10.0.0.7:80".to_owned()));
    assert_eq!(node(&["--node-url", "http://a:1/"]), Ok("http://a:1".to_owned()));
    assert!(node(&["--listen", "0.0.0.0:80"]).unwrap_err().contains("on all addresses"));
    assert!(node(&["--node-url", "https://a:1"]).unwrap_err().contains("private network"));
    assert!(node(&["--node-url", "http://a:1/b"]).unwrap_err().contains("private network"));
}

#[test]
fn stores_are_named_alike() {
    #[derive(clap::Parser)]
    struct Line {
        #[command(subcommand)]
        log: Log,
    }
    let line = |args: &[&str]| Line::try_parse_from(["log"].iter().chain(args)).map(|l| l.log);
    let Ok(Log::Copy(copy)) = line(&["copy", "--from", "file:a", "--to", "redis://b"]) else {
        panic!("not read");
    };
    assert_eq!((&*copy.from, &*copy.to, &*copy.to_prefix), ("file:a", "redis://b", "convene"));
    assert!(line(&["copy", "--from", "file:a"]).is_err(), "both are needed");
    assert!(matches!(line(&["verify"]), Ok(Log::Verify(_))));
    assert!(check_prefix("a-b_c:1").is_ok());
    assert!(check_prefix("a b").is_err());
    assert!(check_prefix("").is_err());
}
