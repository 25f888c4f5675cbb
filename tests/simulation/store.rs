//! A node's way to the log that all share: slow now and then, cut off now and then, and some
//! answers are lost, before or after what was asked for has happened.

use super::mutant::Mutant;
use crate::support::rng::Rng;
use async_trait::async_trait;
use bytes::Bytes;
use convene::log::{
    Append, Batch, Entry, Epoch, EventLog, Keyring, Leases, LogError, LogId, MemoryLog, Position,
    SealId, SealKey, Snapshot, Tail,
};
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::time::sleep;
use uuid::Uuid;

/// How a way is.
#[derive(Clone, Copy, Debug)]
pub struct Weather {
    /// Longest time there or back.
    pub latency_ms: usize,
    /// One in so many fails; 0: none.
    pub failing: usize,
    /// Nothing gets through.
    pub is_cut: bool,
    /// The node is dead: whatever it still does has no effect.
    pub is_dead: bool,
}

impl Weather {
    pub const FAIR: Self = Self { latency_ms: 3, failing: 0, is_cut: false, is_dead: false };
}

/// How long whoever is cut off waits for nothing, at most.
const IN_VAIN_MS: usize = 1_500;

/// Clones are of one node.
#[derive(Clone)]
pub struct Way {
    log: MemoryLog,
    weather: Arc<Mutex<Weather>>,
    rng: Arc<Mutex<Rng>>,
    mutant: Mutant,
}

fn lost() -> LogError {
    LogError::Unavailable("injected".into())
}

impl Way {
    pub fn new(log: MemoryLog, seed: u64, mutant: Mutant) -> Self {
        let weather = Arc::new(Mutex::new(Weather::FAIR));
        Self { log, weather, rng: Arc::new(Mutex::new(Rng::new(seed))), mutant }
    }

    pub fn set(&self, change: impl FnOnce(&mut Weather)) {
        change(&mut self.weather.lock().unwrap());
    }

    pub fn die(&self) {
        self.set(|weather| weather.is_dead = true);
    }

    /// One direction of a request: how long it takes, and whether it arrives.
    async fn pass(&self) -> Result<(), LogError> {
        let (wait, fails) = {
            let weather = *self.weather.lock().unwrap();
            let mut rng = self.rng.lock().unwrap();
            let in_vain = weather.is_cut && !weather.is_dead;
            let wait = rng.below(if in_vain { IN_VAIN_MS } else { weather.latency_ms } + 1);
            let fails = weather.failing > 0 && rng.one_in(weather.failing);
            (wait as u64, fails || weather.is_cut)
        };
        if wait > 0 {
            sleep(Duration::from_millis(wait)).await;
        }
        let is_dead = self.weather.lock().unwrap().is_dead;
        if fails || is_dead { Err(lost()) } else { Ok(()) }
    }
}

#[async_trait]
impl EventLog for Way {
    async fn create(&self, log: LogId, epoch: Epoch) -> Result<Position, LogError> {
        self.pass().await?;
        let created = self.log.create(log, epoch).await;
        self.pass().await?;
        created
    }
    async fn head(&self, log: LogId) -> Result<Option<Position>, LogError> {
        self.pass().await?;
        let head = self.log.head(log).await;
        self.pass().await?;
        head
    }
    async fn append(&self, log: LogId, at: Position, batch: Batch) -> Result<Append, LogError> {
        self.pass().await?;
        let appended = match self.mutant.appends_nothing() {
            true => Mutant::append_nothing(at, &batch),
            false => self.log.append(log, at, batch).await,
        };
        self.pass().await?;
        appended
    }
    async fn read(&self, log: LogId, after_seq: u64) -> Result<Vec<Entry>, LogError> {
        self.pass().await?;
        let mut read = self.log.read(log, after_seq).await;
        self.pass().await?;
        self.mutant.swap(&mut read);
        read
    }
    fn tail(&self, log: LogId) -> Tail {
        self.log.tail(log)
    }
    async fn save_snapshot(&self, log: LogId, snapshot: Snapshot) -> Result<(), LogError> {
        self.pass().await?;
        self.log.save_snapshot(log, snapshot).await
    }
    async fn snapshot(&self, log: LogId, at_seq: u64) -> Result<Option<Snapshot>, LogError> {
        self.pass().await?;
        self.log.snapshot(log, at_seq).await
    }
    async fn reopen(
        &self,
        log: LogId,
        from: Position,
        epoch: Epoch,
        lost: Vec<Entry>,
    ) -> Result<Position, LogError> {
        self.pass().await?;
        let reopened = self.log.reopen(log, from, epoch, lost).await;
        self.pass().await?;
        reopened
    }
    fn is_writable(&self) -> bool {
        true
    }
}

#[async_trait]
impl Leases for Way {
    async fn renew(
        &self,
        node: Uuid,
        about: Bytes,
        lasts: Duration,
        now_ms: i64,
    ) -> Result<Vec<(Uuid, Bytes)>, LogError> {
        self.pass().await?;
        let renewed = self.log.renew(node, about, lasts, now_ms).await;
        self.pass().await?;
        renewed
    }
    async fn release(&self, node: Uuid) -> Result<(), LogError> {
        self.pass().await?;
        self.log.release(node).await
    }
}

#[async_trait]
impl Keyring for Way {
    async fn keep_key(&self, id: SealId, key: SealKey) -> Result<SealKey, LogError> {
        self.pass().await?;
        let kept = self.log.keep_key(id, key).await;
        self.pass().await?;
        kept
    }
    async fn key(&self, id: SealId) -> Result<Option<SealKey>, LogError> {
        self.pass().await?;
        let found = self.log.key(id).await;
        self.pass().await?;
        found
    }
    async fn wipe_key(&self, id: SealId) -> Result<(), LogError> {
        self.pass().await?;
        let wiped = self.log.wipe_key(id).await;
        self.pass().await?;
        wiped
    }
    async fn key_ids(&self) -> Result<Vec<SealId>, LogError> {
        self.pass().await?;
        let found = self.log.key_ids().await;
        self.pass().await?;
        found
    }
}
