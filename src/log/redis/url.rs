//! Which Redis: `CONVENE_REDIS_URL`, parsed and refused with the reason.

use crate::log::redis::connection::Address;
use std::fmt;

/// Where Redis listens unless the setting says otherwise.
const REDIS_PORT: u16 = 6379;
/// Where sentinels do.
const SENTINEL_PORT: u16 = 26_379;

/// Name and password of an account in Redis.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Access {
    pub(super) username: Option<String>,
    pub(super) password: Option<String>,
}

/// What the servers are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// One server; or one node of a cluster, which says so itself.
    Single,
    /// Sentinels that know the present master of this name.
    Sentinel(String),
    /// Nodes of a cluster.
    Cluster,
}

/// A parsed `CONVENE_REDIS_URL`: `redis://host:port`, `redis+cluster://a:1,b:2`, or
/// `redis+sentinel://a:1,b:2/master`, each with `user:password@` before the hosts if needed.
/// Sentinels are asked without the password; it is for the servers.
#[derive(Clone, PartialEq, Eq)]
pub struct RedisUrl {
    pub(super) kind: Kind,
    pub(super) access: Access,
    pub(super) addresses: Vec<Address>,
}

impl fmt::Debug for RedisUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Never the password.
        write!(f, "RedisUrl({:?}, {:?})", self.kind, self.addresses)
    }
}

impl fmt::Display for RedisUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, address) in self.addresses.iter().enumerate() {
            write!(f, "{}{address}", if i == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

/// A setting that cannot work.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("CONVENE_REDIS_URL: {0}")]
pub struct UrlError(String);

impl UrlError {
    /// What is wrong, without the name of the setting.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.0
    }
}

fn wrong<T>(reason: impl Into<String>) -> Result<T, UrlError> {
    Err(UrlError(reason.into()))
}

impl RedisUrl {
    /// # Errors
    /// With the reason and what to write instead.
    pub fn parse(url: &str) -> Result<Self, UrlError> {
        let Some((scheme, rest)) = url.split_once("://") else {
            return wrong("write it as redis://host:6379");
        };
        let (access, rest) = match rest.rsplit_once('@') {
            Some((access, rest)) => (parse_access(access)?, rest),
            None => (Access::default(), rest),
        };
        let (hosts, path) = rest.split_once('/').unwrap_or((rest, ""));
        let (kind, port) = match scheme {
            "redis" => (Kind::Single, REDIS_PORT),
            "redis+cluster" => (Kind::Cluster, REDIS_PORT),
            "redis+sentinel" if path.is_empty() => {
                return wrong("name the master, as redis+sentinel://a:26379,b:26379/mymaster");
            }
            "redis+sentinel" => (Kind::Sentinel(path.to_owned()), SENTINEL_PORT),
            "rediss" => {
                return wrong(
                    "TLS to Redis is not built in; use a private network, or a local tunnel \
                     as stunnel and its address here",
                );
            }
            _ => return wrong("begin with redis://, redis+cluster:// or redis+sentinel://"),
        };
        if !matches!(kind, Kind::Sentinel(_)) && !matches!(path, "" | "0") {
            return wrong("databases other than 0 are not used; leave the path away");
        }
        let addresses: Vec<_> =
            hosts.split(',').map(|host| parse_address(host, port)).collect::<Result<_, _>>()?;
        if kind == Kind::Single && addresses.len() > 1 {
            return wrong("several hosts: begin with redis+cluster:// or redis+sentinel://");
        }
        Ok(Self { kind, access, addresses })
    }
}

pub(super) fn parse_address(text: &str, default_port: u16) -> Result<Address, UrlError> {
    let is_bare = text.ends_with(']') || !text.contains(':');
    let (host, port) = if is_bare { (text, None) } else { split_port(text) };
    let host = host.trim_matches(['[', ']']);
    if host.is_empty() {
        return wrong("a host is missing");
    }
    let port = match port.map(str::parse) {
        None => default_port,
        Some(Ok(port)) if port > 0 => port,
        Some(_) => return wrong(format!("{text} has no valid port")),
    };
    Ok(Address { host: host.to_owned(), port })
}

fn split_port(text: &str) -> (&str, Option<&str>) {
    text.rsplit_once(':').map_or((text, None), |(host, port)| (host, Some(port)))
}

fn parse_access(text: &str) -> Result<Access, UrlError> {
    let (username, password) = text.split_once(':').unwrap_or((text, ""));
    let part = |text: &str| -> Result<_, UrlError> {
        Ok(Some(decode(text)?).filter(|text| !text.is_empty()))
    };
    Ok(Access { username: part(username)?, password: part(password)? })
}

fn decode(text: &str) -> Result<String, UrlError> {
    let mut pieces = text.split('%');
    let mut bytes = pieces.next().unwrap_or_default().as_bytes().to_vec();
    for piece in pieces {
        let code = piece.get(..2).and_then(|code| u8::from_str_radix(code, 16).ok());
        let Some(code) = code else {
            return wrong("write % in a name or password as %25");
        };
        bytes.push(code);
        bytes.extend(piece.bytes().skip(2));
    }
    String::from_utf8(bytes).or_else(|_| wrong("name and password are not UTF-8"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(host: &str, port: u16) -> Address {
        Address { host: host.to_owned(), port }
    }

    #[test]
    fn urls_are_read() {
        let url = RedisUrl::parse("redis://localhost").unwrap();
        assert_eq!((url.kind, url.addresses), (Kind::Single, vec![at("localhost", 6379)]));
        let url = RedisUrl::parse("redis+cluster://me:p%40ss@a:1,[::1]:2,c").unwrap();
        assert_eq!(url.addresses, [at("a", 1), at("::1", 2), at("c", 6379)]);
        assert_eq!(url.access.username.as_deref(), Some("me"));
        assert_eq!(url.access.password.as_deref(), Some("p@ss"));
        assert!(!format!("{:?}", RedisUrl::parse("redis://:secret@a").unwrap()).contains("secret"));
        let url = RedisUrl::parse("redis+sentinel://a,b:5/main").unwrap();
        assert_eq!(url.kind, Kind::Sentinel("main".to_owned()));
        assert_eq!(url.addresses, [at("a", 26_379), at("b", 5)]);
    }

    #[test]
    fn wrong_urls_are_refused_with_the_reason() {
        let rows = [
            ("localhost:6379", "redis://host:6379"),
            ("http://a", "begin with redis://"),
            ("rediss://a", "TLS"),
            ("redis://a,b", "redis+cluster://"),
            ("redis://a/3", "databases"),
            ("redis://a:0", "valid port"),
            ("redis://:6379", "host is missing"),
            ("redis+sentinel://a", "name the master"),
            ("redis://u:%zz@a", "%25"),
        ];
        for (url, reason) in rows {
            let error = RedisUrl::parse(url).unwrap_err().to_string();
            assert!(error.starts_with("CONVENE_REDIS_URL: ") && error.contains(reason), "{error}");
        }
    }
}
