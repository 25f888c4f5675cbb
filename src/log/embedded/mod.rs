//! The embedded log and vault: one file, one process, one committer.

mod committer;
mod keys;
mod store;
mod tables;

pub use store::{OpenDatabase, StoreError, StoreOpener, find_file, open_file};

use crate::log::{
    Append, Batch, Contents, Entry, Epoch, EventLog, Inventory, Keyring, LogError, LogId, Position,
    SealId, SealKey, Snapshot, Tail, Vault, check_lost, wakeups::Wakeups,
};
use async_trait::async_trait;
use bytes::Bytes;
use committer::{Job, Write, Written};
use keys::{Directory, KeyFiles};
use redb::ReadTransaction;
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};
use store::Store;
use tokio::sync::{mpsc, oneshot};

/// Writes that wait for the committer. More wait at their sender.
const JOBS_MAX: usize = 1024;

/// Clones share the store. The committer ends after the last of them.
#[derive(Clone)]
pub struct EmbeddedLog {
    store: Arc<Store>,
    keys: KeyFiles,
    jobs: mpsc::Sender<Job>,
    writable: Arc<AtomicBool>,
    wakeups: Wakeups,
}

impl EmbeddedLog {
    /// Opens the store and starts its committer.
    ///
    /// # Errors
    /// When the store cannot be opened, as when another process has it.
    pub fn open(opener: StoreOpener) -> Result<Self, StoreError> {
        let store = Arc::new(Store::open(opener.database)?);
        let keys = KeyFiles::new(opener.keys);
        let (jobs, inbox) = mpsc::channel(JOBS_MAX);
        let writable = Arc::new(AtomicBool::new(true));
        let wakeups = Wakeups::default();
        let log = Self { store, keys, jobs, writable, wakeups };
        committer::start(Arc::clone(&log.store), inbox, Arc::clone(&log.writable), &log.wakeups);
        Ok(log)
    }

    async fn write(&self, write: Write) -> Result<Written, LogError> {
        let (reply, written) = oneshot::channel();
        let gone = || LogError::Refused("the log is closed");
        self.jobs.send(Job { write, reply }).await.map_err(|_| gone())?;
        written.await.map_err(|_| gone())?
    }

    /// Runs a read on the blocking pool: it may wait for the disk.
    async fn reading<T: Send + 'static>(
        &self,
        read: impl FnOnce(&ReadTransaction) -> Result<T, redb::Error> + Send + 'static,
    ) -> Result<T, LogError> {
        let store = Arc::clone(&self.store);
        let reading = tokio::task::spawn_blocking(move || store.read(read));
        reading.await.map_err(|error| LogError::Unavailable(Box::new(error)))?
    }
}

#[async_trait]
impl EventLog for EmbeddedLog {
    async fn create(&self, log: LogId, epoch: Epoch) -> Result<Position, LogError> {
        match self.write(Write::Create { log, epoch }).await? {
            Written::Position(position) => Ok(position),
            _ => Err(LogError::Refused("no such log")),
        }
    }

    async fn head(&self, log: LogId) -> Result<Option<Position>, LogError> {
        self.reading(move |txn| tables::head(&txn.open_table(tables::HEADS)?, log)).await
    }

    async fn append(
        &self,
        log: LogId,
        expected: Position,
        batch: Batch,
    ) -> Result<Append, LogError> {
        batch.check()?;
        match self.write(Write::Append { log, expected, batch }).await? {
            Written::Append(append) => Ok(append),
            _ => Err(LogError::Refused("no such log")),
        }
    }

    async fn read(&self, log: LogId, after_seq: u64) -> Result<Vec<Entry>, LogError> {
        self.reading(move |txn| {
            let batches = txn.open_table(tables::BATCHES)?;
            tables::entries(&batches, &txn.open_table(tables::CONTENT)?, log, after_seq)
        })
        .await
    }

    fn tail(&self, log: LogId) -> Tail {
        self.wakeups.follow(log)
    }

    async fn save_snapshot(&self, log: LogId, snapshot: Snapshot) -> Result<(), LogError> {
        match self.write(Write::Snapshot { log, snapshot }).await? {
            Written::Nothing => Ok(()),
            _ => Err(LogError::Refused("no such log")),
        }
    }

    async fn snapshot(&self, log: LogId, at_seq: u64) -> Result<Option<Snapshot>, LogError> {
        self.reading(move |txn| tables::snapshot(&txn.open_table(tables::SNAPSHOTS)?, log, at_seq))
            .await
    }

    async fn reopen(
        &self,
        log: LogId,
        from: Position,
        epoch: Epoch,
        lost: Vec<Entry>,
    ) -> Result<Position, LogError> {
        check_lost(&lost)?;
        match self.write(Write::Reopen { log, from, epoch, lost }).await? {
            Written::Position(position) => Ok(position),
            _ => Err(LogError::Refused("no such log")),
        }
    }

    fn is_writable(&self) -> bool {
        self.writable.load(Ordering::Relaxed)
    }
}

#[async_trait]
impl Vault for EmbeddedLog {
    async fn put(&self, key: Bytes, secret: Bytes, expires_at_ms: i64) -> Result<(), LogError> {
        self.write(Write::Put { key, secret, expires_at_ms }).await.map(|_| ())
    }

    async fn keep(&self, key: Bytes, secret: Bytes) -> Result<Bytes, LogError> {
        match self.write(Write::Keep { key, secret }).await? {
            Written::Secret(Some(kept)) => Ok(kept),
            _ => Err(LogError::Refused("nothing was kept")),
        }
    }

    async fn get(&self, key: Bytes, now_ms: i64) -> Result<Option<Bytes>, LogError> {
        self.reading(move |txn| tables::secret(&txn.open_table(tables::VAULT)?, &key, now_ms)).await
    }

    async fn take(&self, key: Bytes, now_ms: i64) -> Result<Option<Bytes>, LogError> {
        match self.write(Write::Take { key, now_ms }).await? {
            Written::Secret(secret) => Ok(secret),
            _ => Ok(None),
        }
    }

    async fn remove(&self, key: Bytes) -> Result<(), LogError> {
        self.write(Write::Take { key, now_ms: 0 }).await.map(|_| ())
    }

    async fn sweep(&self, now_ms: i64) -> Result<(), LogError> {
        self.write(Write::Sweep { now_ms }).await.map(|_| ())
    }
}

#[async_trait]
impl Inventory for EmbeddedLog {
    async fn contents(&self) -> Result<Contents, LogError> {
        self.reading(|txn| tables::contents(&txn.open_table(tables::VAULT)?)).await
    }
}

#[async_trait]
impl Keyring for EmbeddedLog {
    async fn keep_key(&self, id: SealId, key: SealKey) -> Result<SealKey, LogError> {
        self.keys.with(move |keys| keys.keep(id, key)).await
    }

    async fn key(&self, id: SealId) -> Result<Option<SealKey>, LogError> {
        self.keys.with(move |keys| keys.find(id)).await
    }

    async fn wipe_key(&self, id: SealId) -> Result<(), LogError> {
        self.keys.with(move |keys| keys.wipe(id)).await
    }

    async fn key_ids(&self) -> Result<Vec<SealId>, LogError> {
        self.keys.with(Directory::list).await
    }
}
