//! The settings: by flag or environment, checked once, refused with the reason.

use axum::http::Uri;
use clap::Parser;
use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};

/// `convene serve`
#[derive(Clone, Debug, Parser)]
pub struct Serve {
    /// Address and port to listen on.
    #[arg(long, env = "CONVENE_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Directory of the embedded log. One process at a time.
    #[arg(long, env = "CONVENE_DATA_DIR", default_value = "./data")]
    pub data_dir: PathBuf,
    /// The address that people type, as https://convene.example.org. Needed to listen on
    /// anything but loopback.
    #[arg(long, env = "CONVENE_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// Further origins whose pages may use this server, separated by commas.
    #[arg(long, env = "CONVENE_ALLOWED_ORIGINS", value_delimiter = ',')]
    pub allowed_origins: Vec<String>,
    /// How logs are written.
    #[arg(long, env = "CONVENE_LOG_FORMAT", value_enum, default_value = "text")]
    pub log_format: LogFormat,
    /// Serve plain http beyond this machine. Cookies and passwords can be read on the way.
    #[arg(long, env = "CONVENE_UNSAFE")]
    pub r#unsafe: bool,
}

/// How logs are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
}

/// A setting that cannot work.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{setting}: {reason}")]
pub struct Wrong {
    /// Flag and variable.
    pub setting: &'static str,
    /// What is wrong and what to do.
    pub reason: String,
}

/// Where people reach this server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Without a slash at the end; links begin with it.
    pub url: String,
    /// Origins whose pages may use this server.
    pub origins: Vec<String>,
    /// Whether cookies are marked `Secure`.
    pub is_https: bool,
}

fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

impl Serve {
    /// Checks the settings against each other. `listen` is the address that was bound.
    ///
    /// # Errors
    /// The setting that cannot work, and why.
    pub fn site(&self, listen: SocketAddr) -> Result<Site, Wrong> {
        let setting = "--public-url (CONVENE_PUBLIC_URL)";
        let wrong = |reason: &str| Wrong { setting, reason: reason.to_owned() };
        let Some(url) = &self.public_url else {
            if !listen.ip().is_loopback() {
                return Err(wrong("needed to listen on anything but loopback"));
            }
            let url = format!("http://{listen}");
            let local = format!("http://localhost:{}", listen.port());
            return self.with_origins(Site {
                origins: vec![url.clone(), local],
                url,
                is_https: false,
            });
        };
        let uri: Uri = url.parse().map_err(|_| wrong("not an address"))?;
        let scheme = uri.scheme_str().unwrap_or_default();
        let host = uri.host().ok_or_else(|| wrong("begin with https://"))?;
        let is_https = match scheme {
            "https" => true,
            "http" if self.r#unsafe || (is_loopback(host) && listen.ip().is_loopback()) => false,
            "http" => {
                return Err(wrong("plain http beyond this machine needs --unsafe; use https"));
            }
            _ => return Err(wrong("begin with https://")),
        };
        if !matches!(uri.path(), "" | "/") || uri.query().is_some() {
            return Err(wrong("no path: Convene has a host name of its own"));
        }
        let authority = uri.authority().map_or_else(String::new, ToString::to_string);
        let url = format!("{scheme}://{authority}");
        self.with_origins(Site { origins: vec![url.clone()], url, is_https })
    }

    fn with_origins(&self, mut site: Site) -> Result<Site, Wrong> {
        for origin in &self.allowed_origins {
            let whole = origin.parse::<Uri>().is_ok_and(|uri| {
                uri.scheme().is_some() && uri.path() == "/" && !origin.ends_with('/')
            });
            if !whole {
                return Err(Wrong {
                    setting: "--allowed-origins (CONVENE_ALLOWED_ORIGINS)",
                    reason: format!("`{origin}` is no origin, as https://example.org"),
                });
            }
            site.origins.push(origin.clone());
        }
        Ok(site)
    }
}

#[cfg(test)]
mod tests;
