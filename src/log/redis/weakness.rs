//! What in the settings of the servers breaks the promises of the log, and the line to change.

use crate::log::redis::{
    connection::Address,
    finder::{Finder, Member},
    replies,
};
use redis::{ErrorKind, RedisResult, cmd};
use std::{collections::HashMap, fmt};

/// The oldest Redis that has everything the scripts use.
const MAJOR_MIN: u32 = 7;

/// Settings, and what they must be.
const WANTED: [(&str, &str, &str); 4] = [
    ("appendonly", "yes", "acknowledged events would be lost at every restart"),
    ("appendfsync", "always", "acknowledged events would be lost with power"),
    (
        "no-appendfsync-on-rewrite",
        "no",
        "acknowledged events would be lost with power while the file is rewritten",
    ),
    ("maxmemory-policy", "noeviction", "a full memory would delete history instead of refusing"),
];

/// One thing that is wrong on one server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weakness {
    /// Where.
    pub address: Address,
    /// What.
    pub flaw: Flaw,
}

/// What can be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It is too old.
    Version(String),
    /// A setting breaks a promise.
    Setting {
        /// Its name.
        name: &'static str,
        /// What it is.
        is: String,
        /// What it must be.
        must: &'static str,
        /// What would happen.
        else_what: &'static str,
    },
    /// A master has another number of replicas than promised.
    Replicas {
        /// Those that are attached and up to date.
        attached: u32,
        /// Those that the setting promises.
        promised: u32,
    },
    /// The account may not look at the settings, as with a managed service.
    Hidden,
    /// It does not answer, so nothing is known about it.
    Silent,
}

impl fmt::Display for Weakness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = &self.address;
        match &self.flaw {
            Flaw::Version(is) => write!(
                f,
                "Redis on {at} is version {is}: scripts and sharded channels need 7.0. Upgrade it"
            ),
            Flaw::Setting { name, is, must, else_what } => write!(
                f,
                "`{name}` is `{is}` on {at}: {else_what}. Change it: `CONFIG SET {name} {must}`, \
                 and in redis.conf `{name} {must}`"
            ),
            Flaw::Replicas { attached, promised } if attached < promised => write!(
                f,
                "{at} has {attached} of {promised} replicas: nothing can be acknowledged until \
                 all are attached. Start them, or set CONVENE_REDIS_REPLICAS={attached}"
            ),
            Flaw::Replicas { attached, promised } => write!(
                f,
                "{at} has {attached} replicas and {promised} are waited for: one that lacks \
                 acknowledged events could be promoted. Set CONVENE_REDIS_REPLICAS={attached}"
            ),
            Flaw::Hidden => write!(
                f,
                "the settings of {at} cannot be read, so nobody knows whether acknowledged \
                 events would survive. Allow `CONFIG GET`: `ACL SETUSER … +config|get`"
            ),
            Flaw::Silent => write!(f, "{at} does not answer, so nothing is known about it"),
        }
    }
}

/// Looks at every server that is a master or may become one.
pub(super) async fn inspect(finder: &mut Finder, promised: u32) -> RedisResult<Vec<Weakness>> {
    let members = finder.members().await?;
    let mut found = Vec::new();
    for member in &members {
        let flaws = match look(finder, member, promised).await {
            Ok(flaws) => flaws,
            // A server that refuses is there; one that cannot be reached is not.
            Err(error) if error.code().is_some() => vec![Flaw::Hidden],
            Err(_) => vec![Flaw::Silent],
        };
        let address = &member.address;
        found.extend(flaws.into_iter().map(|flaw| Weakness { address: address.clone(), flaw }));
    }
    Ok(found)
}

async fn look(finder: &Finder, member: &Member, promised: u32) -> RedisResult<Vec<Flaw>> {
    let mut info = cmd("INFO");
    info.arg("everything");
    let info = replies::text(finder.ask(&member.address, info).await?)?;
    let mut flaws = version_flaw(&info).into_iter().collect::<Vec<_>>();
    if member.master.is_none() {
        let attached = attached(&info);
        if attached != promised {
            flaws.push(Flaw::Replicas { attached, promised });
        }
    }
    match settings(finder, member).await {
        Ok(settings) => flaws.extend(setting_flaws(&settings)),
        Err(error) if error.kind() == ErrorKind::Io => return Err(error),
        Err(_) => flaws.push(Flaw::Hidden),
    }
    Ok(flaws)
}

async fn settings(finder: &Finder, member: &Member) -> RedisResult<HashMap<String, String>> {
    let mut settings = HashMap::new();
    for (name, _, _) in WANTED {
        let mut get = cmd("CONFIG");
        get.arg("GET").arg(name);
        settings.extend(replies::fields(finder.ask(&member.address, get).await?)?);
    }
    Ok(settings)
}

fn setting_flaws(settings: &HashMap<String, String>) -> Vec<Flaw> {
    let wrong = |(name, must, else_what)| {
        let is = settings.get(name)?;
        let is_wrong = is != must;
        is_wrong.then(|| Flaw::Setting { name, is: is.clone(), must, else_what })
    };
    if WANTED.iter().any(|(name, _, _)| !settings.contains_key(*name)) {
        return vec![Flaw::Hidden];
    }
    WANTED.into_iter().filter_map(wrong).collect()
}

fn version_flaw(info: &str) -> Option<Flaw> {
    let version = info.lines().find_map(|line| line.strip_prefix("redis_version:"))?.trim();
    let major: u32 = version.split('.').next()?.parse().ok()?;
    (major < MAJOR_MIN).then(|| Flaw::Version(version.to_owned()))
}

/// Replicas that have finished copying. Every one of them counts for `WAIT`, whether or not it
/// could be promoted, so every one of them must be promised.
fn attached(info: &str) -> u32 {
    let is_online = |line: &&str| line.starts_with("slave") && line.contains("state=online");
    u32::try_from(info.lines().filter(is_online).count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weakness_names_the_line_to_change() {
        let address = Address { host: "127.0.0.1".to_owned(), port: 6379 };
        let settings = [
            ("appendonly", "yes"),
            ("appendfsync", "everysec"),
            ("no-appendfsync-on-rewrite", "no"),
            ("maxmemory-policy", "noeviction"),
        ];
        let settings = settings.map(|(name, is)| (name.to_owned(), is.to_owned())).into();
        let flaws = setting_flaws(&settings);
        assert_eq!(flaws.len(), 1);
        let said = Weakness { address, flaw: flaws[0].clone() }.to_string();
        assert_eq!(
            said,
            "`appendfsync` is `everysec` on 127.0.0.1:6379: acknowledged events would be lost \
             with power. Change it: `CONFIG SET appendfsync always`, and in redis.conf \
             `appendfsync always`"
        );
        assert_eq!(setting_flaws(&HashMap::new()), [Flaw::Hidden]);
    }

    #[test]
    fn old_servers_and_absent_replicas_are_seen() {
        let info = "redis_version:6.2.14\r\nrole:master\r\n\
                    slave0:ip=127.0.0.1,port=1,state=online,offset=1,lag=0\r\n\
                    slave1:ip=127.0.0.1,port=2,state=wait_bgsave,offset=0,lag=0\r\n";
        assert_eq!(version_flaw(info), Some(Flaw::Version("6.2.14".to_owned())));
        assert_eq!(version_flaw("redis_version:7.0.15\r\n"), None);
        assert_eq!(attached(info), 1);
    }
}
