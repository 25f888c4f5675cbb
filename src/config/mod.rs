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
    /// Where everything is kept.
    #[command(flatten)]
    pub storage: Storage,
    /// Where other nodes reach this one, as http://10.0.0.7:8080. Needed with Redis to listen
    /// on all addresses.
    #[arg(long, env = "CONVENE_NODE_URL")]
    pub node_url: Option<String>,
    /// The address that people type, as https://convene.example.org. Needed to listen on
    /// anything but loopback.
    #[arg(long, env = "CONVENE_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// Further origins whose pages may use this server, separated by commas.
    #[arg(long, env = "CONVENE_ALLOWED_ORIGINS", value_delimiter = ',')]
    pub allowed_origins: Vec<String>,
    /// Seconds after breakout rooms have closed when what was written in them is forgotten, in
    /// sessions that do not keep it. An hour at most: that is what people agree to; and not while
    /// they can be opened again.
    #[arg(long, env = "CONVENE_FORGET_ROOMS_AFTER", default_value_t = 3600,
          value_parser = clap::value_parser!(u32).range(300..=3_600))]
    pub forget_rooms_after: u32,
    /// How logs are written.
    #[arg(long, env = "CONVENE_LOG_FORMAT", value_enum, default_value = "text")]
    pub log_format: LogFormat,
    /// Where traces go, by OTLP over HTTP, as http://localhost:4318. Nowhere unless set.
    #[arg(long, env = "CONVENE_OTLP_URL")]
    pub otlp_url: Option<String>,
    /// Serve plain http beyond this machine, where cookies and passwords can be read on the
    /// way; and use a Redis that may lose what was acknowledged.
    #[arg(long, env = "CONVENE_UNSAFE")]
    pub r#unsafe: bool,
}

/// Where the logs and the vault are.
#[derive(Clone, Debug, clap::Args)]
pub struct Storage {
    /// Directory of the embedded log. One process at a time.
    #[arg(long, env = "CONVENE_DATA_DIR", default_value = "./data")]
    pub data_dir: PathBuf,
    /// Redis instead of the embedded log, for any number of nodes: redis://host:6379,
    /// redis+cluster://a:6379,b:6379 or redis+sentinel://a:26379,b:26379/mymaster.
    #[arg(long, env = "CONVENE_REDIS_URL")]
    pub redis_url: Option<String>,
    /// Replicas of each Redis master; all of them have an event before it is acknowledged.
    #[arg(long, env = "CONVENE_REDIS_REPLICAS", default_value_t = 0)]
    pub redis_replicas: u32,
    /// What all keys in Redis begin with.
    #[arg(long, env = "CONVENE_REDIS_PREFIX", default_value = "convene")]
    pub redis_prefix: String,
}

/// `convene plan`
#[derive(Clone, Debug, clap::Args)]
pub struct PlanRooms {
    /// A table of people: id, name, email, role, `cd_code`, language; and if you have them
    /// district, access, `keep_with` and `keep_apart` (ids).
    #[arg(long)]
    pub roster: Option<PathBuf>,
    /// What is wanted, as `role_alike:6`: a strategy and how many to a room. Once for each round;
    /// `jigsaw`, `nested` and `same_as` derive from the round before.
    #[arg(long = "round")]
    pub rounds: Vec<String>,
    /// Another one makes another plan.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Prints all of it, as JSON.
    #[arg(long)]
    pub json: bool,
    /// Prints how good plans are for rosters that are made up.
    #[arg(long)]
    pub quality: bool,
}

/// `convene log`
#[derive(Clone, Debug, clap::Subcommand)]
pub enum Log {
    /// Reads every log from its first event and says whether all is as it was written.
    ///
    /// Follows the chain of hashes, folds what it finds, and compares with the snapshots. One
    /// line for each log; two stores with the same lines hold the same. Ends with an error when
    /// any log is broken. Nothing is changed. An embedded log must not be in use; on Redis
    /// servers may go on.
    Verify(Storage),
    /// Copies all logs and the vault to an empty store, and verifies both.
    ///
    /// Stop all servers first, on both sides: what they write meanwhile may be missing, and is
    /// then reported at the end. Positions, logins, links and files stay as they are, so that
    /// people come back to the copy as after a restart. What was interrupted goes on when it is
    /// called again. Snapshots are made anew; tails that were lost and kept for staff stay
    /// behind.
    Copy(CopyLogs),
    /// Says that a store was put back from a backup, before servers start on it again.
    ///
    /// Verifies it, and begins another history in every log: whoever saw more than is left gets
    /// what is left, and is told so; staff find it on the status page. Stop all servers first.
    Restore(RestoreLogs),
}

/// `convene log restore`
#[derive(Clone, Debug, clap::Args)]
pub struct RestoreLogs {
    /// The store, as it was put back.
    #[command(flatten)]
    pub storage: Storage,
    /// End all logins: some of them may have been ended since the backup. People open their
    /// links again, staff sign in.
    #[arg(long)]
    pub end_logins: bool,
    /// Write to a Redis that may lose what was acknowledged.
    #[arg(long)]
    pub r#unsafe: bool,
}

/// `convene log copy`
#[derive(Clone, Debug, clap::Args)]
pub struct CopyLogs {
    /// Store to read: file:./data, or a Redis URL as for --redis-url of serve.
    #[arg(long)]
    pub from: String,
    /// Store to write, which must hold nothing else.
    #[arg(long)]
    pub to: String,
    /// Replicas of each Redis master that is read.
    #[arg(long, default_value_t = 0)]
    pub from_replicas: u32,
    /// Replicas of each Redis master that is written.
    #[arg(long, default_value_t = 0)]
    pub to_replicas: u32,
    /// What all keys begin with where it is read.
    #[arg(long, default_value = "convene")]
    pub from_prefix: String,
    /// What all keys begin with where it is written.
    #[arg(long, default_value = "convene")]
    pub to_prefix: String,
    /// Write to a Redis that may lose what was acknowledged.
    #[arg(long)]
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

    /// Where other nodes reach this one. `listen` is the address that was bound.
    ///
    /// # Errors
    /// The setting that cannot work, and why.
    pub fn node_url(&self, listen: SocketAddr) -> Result<String, Wrong> {
        let setting = "--node-url (CONVENE_NODE_URL)";
        let wrong = |reason: &str| Wrong { setting, reason: reason.to_owned() };
        let Some(url) = &self.node_url else {
            let anywhere = listen.ip().is_unspecified();
            return match anywhere {
                true => Err(wrong("needed with Redis to listen on all addresses")),
                false => Ok(format!("http://{listen}")),
            };
        };
        let uri: Uri = url.parse().map_err(|_| wrong("not an address"))?;
        if uri.scheme_str() != Some("http") || !matches!(uri.path(), "" | "/") {
            return Err(wrong("nodes talk over a private network: http://address:port"));
        }
        Ok(url.trim_end_matches('/').to_owned())
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

/// Checks what all keys in Redis begin with.
///
/// # Errors
/// A prefix that keys cannot begin with.
pub fn check_prefix(prefix: &str) -> Result<(), Wrong> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':');
    match !prefix.is_empty() && prefix.len() <= 64 && prefix.chars().all(is_plain) {
        true => Ok(()),
        false => Err(Wrong {
            setting: "--redis-prefix (CONVENE_REDIS_PREFIX)",
            reason: "1 to 64 letters, digits, -, _ and :".to_owned(),
        }),
    }
}

#[cfg(test)]
mod tests;
