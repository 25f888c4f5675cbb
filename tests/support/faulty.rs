//! A log whose writes fail now and then, before or after they took effect.

use super::rng::Rng;
use async_trait::async_trait;
use bytes::Bytes;
use convene::log::{
    Append, Batch, Contents, Entry, Epoch, EventLog, Inventory, Keyring, LogError, LogId,
    MemoryLog, Position, SealId, SealKey, Snapshot, Tail, Vault,
};
use std::sync::{Arc, Mutex};

pub struct FaultyLog<L> {
    inner: L,
    rng: Arc<Mutex<Rng>>,
}

impl<L> FaultyLog<L> {
    pub fn new(inner: L, seed: u64) -> Self {
        Self { inner, rng: Arc::new(Mutex::new(Rng::new(seed))) }
    }

    fn fails(&self) -> Result<(), LogError> {
        let fails = self.rng.lock().unwrap().one_in(4);
        if fails { Err(LogError::Unavailable("injected".into())) } else { Ok(()) }
    }
}

#[async_trait]
impl<L: EventLog> EventLog for FaultyLog<L> {
    async fn create(&self, log: LogId, epoch: Epoch) -> Result<Position, LogError> {
        self.fails()?;
        let created = self.inner.create(log, epoch).await;
        self.fails()?;
        created
    }
    async fn head(&self, log: LogId) -> Result<Option<Position>, LogError> {
        self.fails()?;
        self.inner.head(log).await
    }
    async fn append(&self, log: LogId, at: Position, batch: Batch) -> Result<Append, LogError> {
        self.fails()?;
        let appended = self.inner.append(log, at, batch).await;
        self.fails()?;
        appended
    }
    async fn read(&self, log: LogId, after_seq: u64) -> Result<Vec<Entry>, LogError> {
        self.fails()?;
        self.inner.read(log, after_seq).await
    }
    fn tail(&self, log: LogId) -> Tail {
        self.inner.tail(log)
    }
    async fn save_snapshot(&self, log: LogId, snapshot: Snapshot) -> Result<(), LogError> {
        self.fails()?;
        let saved = self.inner.save_snapshot(log, snapshot).await;
        self.fails()?;
        saved
    }
    async fn snapshot(&self, log: LogId, at_seq: u64) -> Result<Option<Snapshot>, LogError> {
        self.fails()?;
        self.inner.snapshot(log, at_seq).await
    }
    async fn reopen(
        &self,
        log: LogId,
        from: Position,
        epoch: Epoch,
        lost: Vec<Entry>,
    ) -> Result<Position, LogError> {
        self.fails()?;
        let reopened = self.inner.reopen(log, from, epoch, lost).await;
        self.fails()?;
        reopened
    }
    fn is_writable(&self) -> bool {
        self.inner.is_writable()
    }
}

#[async_trait]
impl<L: Vault> Vault for FaultyLog<L> {
    async fn put(&self, key: Bytes, secret: Bytes, expires_at_ms: i64) -> Result<(), LogError> {
        self.fails()?;
        self.inner.put(key, secret, expires_at_ms).await
    }
    async fn keep(&self, key: Bytes, secret: Bytes) -> Result<Bytes, LogError> {
        self.fails()?;
        self.inner.keep(key, secret).await
    }
    async fn get(&self, key: Bytes, now_ms: i64) -> Result<Option<Bytes>, LogError> {
        self.fails()?;
        self.inner.get(key, now_ms).await
    }
    async fn take(&self, key: Bytes, now_ms: i64) -> Result<Option<Bytes>, LogError> {
        // Only before: a taken secret whose answer was lost is gone, and that is its use.
        self.fails()?;
        self.inner.take(key, now_ms).await
    }
    async fn remove(&self, key: Bytes) -> Result<(), LogError> {
        self.fails()?;
        self.inner.remove(key).await
    }
    async fn sweep(&self, now_ms: i64) -> Result<(), LogError> {
        self.fails()?;
        self.inner.sweep(now_ms).await
    }
}

#[async_trait]
impl<L: Inventory> Inventory for FaultyLog<L> {
    async fn contents(&self) -> Result<Contents, LogError> {
        self.fails()?;
        self.inner.contents().await
    }
}

#[async_trait]
impl<L: Keyring> Keyring for FaultyLog<L> {
    async fn keep_key(&self, id: SealId, key: SealKey) -> Result<SealKey, LogError> {
        self.fails()?;
        let kept = self.inner.keep_key(id, key).await;
        self.fails()?;
        kept
    }
    async fn key(&self, id: SealId) -> Result<Option<SealKey>, LogError> {
        self.fails()?;
        self.inner.key(id).await
    }
    async fn wipe_key(&self, id: SealId) -> Result<(), LogError> {
        self.fails()?;
        let wiped = self.inner.wipe_key(id).await;
        self.fails()?;
        wiped
    }
    async fn key_ids(&self) -> Result<Vec<SealId>, LogError> {
        self.fails()?;
        self.inner.key_ids().await
    }
}

/// The vault and the catalog of one log, the sessions of another.
#[derive(Clone)]
pub struct RestoredLog {
    pub rest: MemoryLog,
    pub sessions: MemoryLog,
}

impl RestoredLog {
    fn of(&self, log: LogId) -> &MemoryLog {
        if log == LogId::CATALOG { &self.rest } else { &self.sessions }
    }
}

#[async_trait]
impl EventLog for RestoredLog {
    async fn create(&self, log: LogId, epoch: Epoch) -> Result<Position, LogError> {
        self.of(log).create(log, epoch).await
    }
    async fn head(&self, log: LogId) -> Result<Option<Position>, LogError> {
        self.of(log).head(log).await
    }
    async fn append(&self, log: LogId, at: Position, batch: Batch) -> Result<Append, LogError> {
        self.of(log).append(log, at, batch).await
    }
    async fn read(&self, log: LogId, after_seq: u64) -> Result<Vec<Entry>, LogError> {
        self.of(log).read(log, after_seq).await
    }
    fn tail(&self, log: LogId) -> Tail {
        self.of(log).tail(log)
    }
    async fn save_snapshot(&self, log: LogId, snapshot: Snapshot) -> Result<(), LogError> {
        self.of(log).save_snapshot(log, snapshot).await
    }
    async fn snapshot(&self, log: LogId, at_seq: u64) -> Result<Option<Snapshot>, LogError> {
        self.of(log).snapshot(log, at_seq).await
    }
    async fn reopen(
        &self,
        log: LogId,
        from: Position,
        epoch: Epoch,
        lost: Vec<Entry>,
    ) -> Result<Position, LogError> {
        self.of(log).reopen(log, from, epoch, lost).await
    }
    fn is_writable(&self) -> bool {
        true
    }
}

#[async_trait]
impl Vault for RestoredLog {
    async fn put(&self, key: Bytes, secret: Bytes, expires_at_ms: i64) -> Result<(), LogError> {
        self.rest.put(key, secret, expires_at_ms).await
    }
    async fn keep(&self, key: Bytes, secret: Bytes) -> Result<Bytes, LogError> {
        self.rest.keep(key, secret).await
    }
    async fn get(&self, key: Bytes, now_ms: i64) -> Result<Option<Bytes>, LogError> {
        self.rest.get(key, now_ms).await
    }
    async fn take(&self, key: Bytes, now_ms: i64) -> Result<Option<Bytes>, LogError> {
        self.rest.take(key, now_ms).await
    }
    async fn remove(&self, key: Bytes) -> Result<(), LogError> {
        self.rest.remove(key).await
    }
    async fn sweep(&self, now_ms: i64) -> Result<(), LogError> {
        self.rest.sweep(now_ms).await
    }
}

#[async_trait]
impl Keyring for RestoredLog {
    async fn keep_key(&self, id: SealId, key: SealKey) -> Result<SealKey, LogError> {
        self.rest.keep_key(id, key).await
    }
    async fn key(&self, id: SealId) -> Result<Option<SealKey>, LogError> {
        self.rest.key(id).await
    }
    async fn wipe_key(&self, id: SealId) -> Result<(), LogError> {
        self.rest.wipe_key(id).await
    }
    async fn key_ids(&self) -> Result<Vec<SealId>, LogError> {
        self.rest.key_ids().await
    }
}
