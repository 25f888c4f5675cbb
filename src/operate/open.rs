//! Where logs are, and how they are opened.

use crate::{
    clock,
    config::{Storage, Wrong, check_prefix},
    log::{
        EmbeddedLog, EventLog, Inventory, Keyring, LogError, RedisLog, RedisOpenError,
        RedisSettings, RedisUrl, StoreError, find_file, open_file,
    },
};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// Why a store cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// A setting cannot work.
    #[error(transparent)]
    Setting(#[from] Wrong),
    /// The data directory cannot be used.
    #[error("cannot open the log in {0}")]
    Store(String, #[source] StoreError),
    /// Redis cannot be reached.
    #[error(transparent)]
    Redis(#[from] Box<RedisOpenError>),
    /// Redis would not keep what it is told.
    #[error(
        "Redis may lose what was acknowledged:\n{0}To use it all the same, as for a trial: --unsafe"
    )]
    Weak(String),
    /// Redis cannot be asked.
    #[error("cannot use the log")]
    Log(#[from] LogError),
}

/// An opened store: what was written, what is secret, and what some of it is sealed with.
#[derive(Clone)]
pub struct Store {
    /// Its logs.
    pub log: Arc<dyn EventLog>,
    /// Its vault.
    pub vault: Arc<dyn Inventory>,
    /// Its keys.
    pub keys: Arc<dyn Keyring>,
}

impl Store {
    /// Of one thing that is all of it.
    pub fn new(store: impl EventLog + Inventory + Keyring + Clone) -> Self {
        let (log, vault) = (Arc::new(store.clone()), Arc::new(store.clone()));
        Self { log, vault, keys: Arc::new(store) }
    }
}

/// Where a store is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// An embedded log, in a data directory.
    Directory(PathBuf),
    /// Redis.
    Redis(InRedis),
}

/// One installation in Redis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InRedis {
    /// Which servers.
    pub url: RedisUrl,
    /// Replicas of each master.
    pub replicas: u32,
    /// What all keys begin with.
    pub prefix: String,
}

impl Place {
    /// By the settings of a server.
    ///
    /// # Errors
    /// The setting that cannot work, and why.
    pub fn of(storage: &Storage) -> Result<Self, Wrong> {
        let Storage { data_dir, redis_url, redis_replicas, redis_prefix } = storage;
        match redis_url {
            None => Ok(Self::Directory(data_dir.clone())),
            Some(url) => {
                Self::redis("--redis-url (CONVENE_REDIS_URL)", url, *redis_replicas, redis_prefix)
            }
        }
    }

    /// As on the command line: `file:./data`, or the URL of a Redis. `setting` is its flag.
    ///
    /// # Errors
    /// What cannot work, and why.
    pub fn parse(
        setting: &'static str,
        text: &str,
        replicas: u32,
        prefix: &str,
    ) -> Result<Self, Wrong> {
        match text.strip_prefix("file:") {
            Some("") => Err(Wrong { setting, reason: "write it as file:./data".to_owned() }),
            Some(path) => Ok(Self::Directory(PathBuf::from(path))),
            None => Self::redis(setting, text, replicas, prefix),
        }
    }

    fn redis(setting: &'static str, url: &str, replicas: u32, prefix: &str) -> Result<Self, Wrong> {
        let wrong = |reason: &str| Wrong { setting, reason: reason.to_owned() };
        let url = RedisUrl::parse(url).map_err(|error| wrong(error.reason()))?;
        check_prefix(prefix)?;
        Ok(Self::Redis(InRedis { url, replicas, prefix: prefix.to_owned() }))
    }

    /// Opens what is there.
    ///
    /// # Errors
    /// When nothing is, or it cannot be used.
    pub async fn open(&self) -> Result<Store, OpenError> {
        match self {
            Self::Directory(directory) => {
                let opened = find_file(directory).and_then(EmbeddedLog::open);
                Ok(Store::new(opened.map_err(|source| unusable(directory, source))?))
            }
            Self::Redis(redis) => Ok(Store::new(connect(redis).await?)),
        }
    }

    /// Opens it, or makes it.
    ///
    /// # Errors
    /// When it cannot be used, or Redis would not keep what it is told, unless that is
    /// `accepted`.
    pub async fn open_to_write(&self, accepted: bool) -> Result<Store, OpenError> {
        match self {
            Self::Directory(directory) => Ok(Store::new(open_directory(directory)?)),
            Self::Redis(redis) => Ok(Store::new(open_redis(redis, accepted).await?.0)),
        }
    }
}

async fn connect(redis: &InRedis) -> Result<RedisLog, Box<RedisOpenError>> {
    let InRedis { url, replicas, prefix } = redis.clone();
    let settings = RedisSettings { url, replicas, prefix, instance: clock::id() };
    RedisLog::open(settings).await.map_err(Box::new)
}

fn unusable(directory: &Path, source: StoreError) -> OpenError {
    OpenError::Store(directory.display().to_string(), source)
}

/// Opens the embedded log in a data directory, or makes it.
///
/// # Errors
/// When the directory cannot be used.
pub fn open_directory(directory: &Path) -> Result<EmbeddedLog, OpenError> {
    let opened = open_file(directory).and_then(EmbeddedLog::open);
    opened.map_err(|source| unusable(directory, source))
}

/// Reaches Redis, and refuses one that would break the promise, unless that is `accepted`: then
/// its weaknesses come along.
///
/// # Errors
/// When it cannot be used.
pub async fn open_redis(
    redis: &InRedis,
    accepted: bool,
) -> Result<(RedisLog, Vec<String>), OpenError> {
    let log = connect(redis).await?;
    let all: Vec<_> = log.weaknesses().await?.iter().map(ToString::to_string).collect();
    if !(all.is_empty() || accepted) {
        return Err(OpenError::Weak(all.iter().map(|one| format!("- {one}\n")).collect()));
    }
    all.iter()
        .for_each(|weakness| tracing::warn!(weakness, "Redis may lose what was acknowledged"));
    Ok((log, all))
}
