//! The log and vault in Redis: one server, one with replicas, or a cluster.
//!
//! A log is a stream with one entry per batch and a hash that says where it ends; one script
//! checks the end, appends, and wakes those who follow. Nothing is told to anyone before it is
//! durable: `round` says when that is, and why.

mod cluster;
mod connection;
mod finder;
mod keyring;
mod keys;
mod lane;
mod leases;
mod map;
mod node;
mod replies;
mod round;
mod scripts;
mod servers;
mod settler;
mod subscriber;
mod url;
mod vault;
mod weakness;
mod write;

pub use connection::Address;
pub use url::{RedisUrl, UrlError};
pub use weakness::{Flaw, Weakness};

use crate::log::{
    Append, Batch, Entry, Epoch, EventLog, LogError, LogId, Position, Snapshot, Tail, check_lost,
    wakeups::Wakeups,
};
use async_trait::async_trait;
use finder::Finder;
use keys::Keys;
use node::Task;
use redis::{RedisError, RedisResult, Value, cmd};
use servers::{Common, Servers, unavailable};
use settler::Settler;
use std::sync::{Arc, atomic::AtomicU64};
use uuid::Uuid;
use write::{Write, Written};

/// How to reach Redis, and what is promised of it.
#[derive(Clone, Debug)]
pub struct RedisSettings {
    /// Which servers.
    pub url: RedisUrl,
    /// Replicas of each master. An append is acknowledged when all of them have received it.
    /// 0: one server without replicas; its own disk is the durability.
    pub replicas: u32,
    /// What all keys begin with, so that installations may share servers.
    pub prefix: String,
    /// A fresh random id of this process.
    pub instance: Uuid,
}

/// Why Redis cannot be used at all.
#[derive(Debug, thiserror::Error)]
#[error("Redis cannot be reached at {url}")]
pub struct RedisOpenError {
    /// Where.
    pub url: RedisUrl,
    #[source]
    source: RedisError,
}

/// Clones share their connections. They end after the last of them.
#[derive(Clone)]
pub struct RedisLog {
    servers: Servers,
    settler: Settler,
    url: RedisUrl,
    /// Numbers uploads to the vault.
    uploads: Arc<AtomicU64>,
    _watching: Arc<Task>,
}

impl RedisLog {
    /// Finds the masters. Whether they keep what they are told is another question:
    /// [`Self::weaknesses`].
    ///
    /// # Errors
    /// When none can be found.
    pub async fn open(settings: RedisSettings) -> Result<Self, RedisOpenError> {
        let RedisSettings { url, replicas, prefix, instance } = settings;
        let failed = |source| RedisOpenError { url: url.clone(), source };
        let finder = Finder::new(url.clone()).await.map_err(failed)?;
        let common = Common {
            access: url.access.clone(),
            keys: Keys::new(&prefix),
            replicas,
            instance,
            wakeups: Wakeups::default(),
            stale: Arc::default(),
        };
        let (servers, watching) = Servers::open(common, finder).await.map_err(failed)?;
        let settler = Settler::new(servers.clone());
        let _watching = Arc::new(watching);
        Ok(Self { servers, settler, url, uploads: Arc::default(), _watching })
    }

    /// What in the servers' own settings breaks the promises of this log; empty: nothing.
    ///
    /// # Errors
    /// When a server cannot be asked.
    pub async fn weaknesses(&self) -> Result<Vec<Weakness>, LogError> {
        let mut finder = Finder::new(self.url.clone()).await.map_err(unavailable)?;
        weakness::inspect(&mut finder, self.servers.common.replicas).await.map_err(unavailable)
    }

    fn is_replicated(&self) -> bool {
        self.servers.common.replicas > 0
    }

    fn keys(&self) -> &Keys {
        &self.servers.common.keys
    }
}

fn position_of(written: &Written) -> Result<Position, LogError> {
    match written {
        Written::Position(position) => Ok(*position),
        _ => Err(LogError::Refused("no such log")),
    }
}

/// What `read.lua` answers: the numbers of the raw end and the durable one, and entries.
fn entries(value: Value) -> RedisResult<(u64, u64, Vec<Entry>)> {
    let mut parts = replies::array(value)?.into_iter();
    let raw_seq = replies::number(replies::next(&mut parts)?)?;
    let durable_seq = replies::number(replies::next(&mut parts)?)?;
    Ok((raw_seq, durable_seq, parts.map(replies::entry).collect::<RedisResult<_>>()?))
}

fn snapshot(value: Value) -> RedisResult<Option<Snapshot>> {
    let mut parts = replies::array(value)?.into_iter();
    let Some(seq) = parts.next() else { return Ok(None) };
    let seq = replies::number(seq)?;
    let (epoch, tag) = replies::epoch_and_tag(replies::next(&mut parts)?)?;
    let bytes = replies::bytes(replies::next(&mut parts)?)?;
    Ok(Some(Snapshot { position: Position { epoch, seq, tag }, bytes }))
}

#[async_trait]
impl EventLog for RedisLog {
    async fn create(&self, log: LogId, epoch: Epoch) -> Result<Position, LogError> {
        position_of(&self.servers.write(Write::Create { log, epoch }).await?)
    }

    async fn head(&self, log: LogId) -> Result<Option<Position>, LogError> {
        let mut get = cmd("HMGET");
        get.arg(self.keys().head(log)).arg(&["epoch", "seq", "tag"]);
        if self.is_replicated() {
            get.arg(&["durable_epoch", "durable_seq", "durable_tag"]);
        }
        let mut raw = replies::array(self.servers.read(log, get).await?).map_err(unavailable)?;
        let durable = raw.split_off(raw.len().min(3));
        let raw = replies::position(Value::Array(raw)).map_err(unavailable)?;
        if !self.is_replicated() {
            return Ok(raw);
        }
        let head = replies::position(Value::Array(durable)).map_err(unavailable)?;
        if raw != head {
            self.settler.suspect(log);
        }
        Ok(head)
    }

    async fn append(
        &self,
        log: LogId,
        expected: Position,
        batch: Batch,
    ) -> Result<Append, LogError> {
        batch.check()?;
        // Hashed here and not in the lane: callers have more threads than it has.
        let tag = expected.tag.next(batch.id, &batch.payload);
        let next = Position { seq: expected.seq + u64::from(batch.events), tag, ..expected };
        match self.servers.write(Write::Append { log, expected, next, batch }).await? {
            Written::Append(append) => Ok(append),
            _ => Err(LogError::Refused("no such log")),
        }
    }

    async fn read(&self, log: LogId, after_seq: u64) -> Result<Vec<Entry>, LogError> {
        let keys = self.keys();
        let names = [&*keys.head(log), &keys.log(log), &keys.content(log)];
        let mut read = scripts::call(&scripts::READ, &names);
        read.arg(after_seq.saturating_add(1));
        read.arg(if self.is_replicated() { "durable" } else { "all" });
        let answer = self.servers.read(log, read).await?;
        let (raw_seq, durable_seq, entries) = entries(answer).map_err(unavailable)?;
        if raw_seq > durable_seq {
            self.settler.suspect(log);
        }
        Ok(entries)
    }

    fn tail(&self, log: LogId) -> Tail {
        let tail = self.servers.common.wakeups.follow(log);
        self.servers.follow();
        tail
    }

    async fn save_snapshot(&self, log: LogId, snapshot: Snapshot) -> Result<(), LogError> {
        match self.servers.write(Write::Snapshot { log, snapshot }).await? {
            Written::Nothing => Ok(()),
            _ => Err(LogError::Refused("no such log")),
        }
    }

    async fn snapshot(&self, log: LogId, at_seq: u64) -> Result<Option<Snapshot>, LogError> {
        let mut newest = scripts::call(&scripts::SNAPSHOT, &[&self.keys().snapshots(log)]);
        newest.arg(at_seq);
        snapshot(self.servers.read(log, newest).await?).map_err(unavailable)
    }

    async fn reopen(
        &self,
        log: LogId,
        from: Position,
        epoch: Epoch,
        lost: Vec<Entry>,
    ) -> Result<Position, LogError> {
        check_lost(&lost)?;
        position_of(&self.servers.write(Write::Reopen { log, from, epoch, lost }).await?)
    }

    fn is_writable(&self) -> bool {
        self.servers.is_writable()
    }
}
