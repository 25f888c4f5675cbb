//! The ordered, durable logs behind everything, and the vault beside them.
//!
//! A log stores batches of opaque bytes. What the bytes mean is the business of `codec`.

mod embedded;
mod measured;
mod memory;
mod redis;
mod sealed;
mod wakeups;

pub use embedded::{EmbeddedLog, OpenDatabase, StoreError, StoreOpener, find_file, open_file};
pub use measured::{Measured, SaveTimes};
pub use memory::MemoryLog;
pub use redis::{
    Address, Flaw, RedisLog, RedisOpenError, RedisSettings, RedisUrl, UrlError, Weakness,
};
pub use sealed::{Sealed, is_sealed};
pub use wakeups::Tail;

use async_trait::async_trait;
use bytes::Bytes;
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, time::Duration};
use uuid::Uuid;

/// Entries that one read or one `Moved` answer holds at most; ask again for more.
pub const READ_ENTRIES_MAX: usize = 256;

/// Names one log: a session's id, or [`LogId::CATALOG`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LogId(pub Uuid);

impl LogId {
    /// The log of accounts and sessions.
    pub const CATALOG: Self = Self(Uuid::nil());
}

/// A random id born with a log. Any loss, roll-back or restore starts another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Epoch(pub Uuid);

/// The hash chain over the stored bytes of all batches up to here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Tag(pub [u8; 32]);

impl Tag {
    /// The tag of an empty log.
    pub const START: Self = Self([0; 32]);

    /// The tag after one more batch.
    #[must_use]
    pub fn next(&self, batch_id: BatchId, payload: &[u8]) -> Self {
        let mut hash = Sha256::new();
        hash.update(self.0);
        hash.update(batch_id.0.as_bytes());
        hash.update(payload);
        Self(hash.finalize().into())
    }
}

/// A point in the history of one log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Position {
    /// Which history.
    pub epoch: Epoch,
    /// How many events lie before.
    pub seq: u64,
    /// What those events were.
    pub tag: Tag,
}

impl Position {
    /// The beginning of a history.
    #[must_use]
    pub const fn start(epoch: Epoch) -> Self {
        Self { epoch, seq: 0, tag: Tag::START }
    }
}

/// Chosen by the writer, so that a retry after a doubtful failure is recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BatchId(pub Uuid);

/// Events that are appended together or not at all.
#[derive(Clone, Debug)]
pub struct Batch {
    /// Names the attempt.
    pub id: BatchId,
    /// How many events the payload holds; at least one.
    pub events: u32,
    /// The encoded facts. These bytes are what the chain covers.
    pub payload: Bytes,
    /// What people wrote, by index of its event. Deletable without breaking the chain.
    pub content: Vec<(u32, Bytes)>,
    /// What of it no store may see as it is.
    pub seals: Seals,
}

impl Batch {
    /// What every store looks at before it appends.
    fn check(&self) -> Result<(), LogError> {
        match (self.events, self.seals.is_empty()) {
            (0, _) => Err(LogError::Refused("an empty batch")),
            (_, false) => Err(NOT_SEALED),
            (_, true) => Ok(()),
        }
    }
}

/// Index of an event → what names the key, within its log, under which its content is kept.
/// Stores hold none: [`Sealed`] is before them.
pub type Seals = BTreeMap<u32, Uuid>;

const NOT_SEALED: LogError = LogError::Refused("content that has to be sealed first");

/// A batch as it lies in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Position number of the first event; numbers start at 1.
    pub first_seq: u64,
    /// Position number of the last event.
    pub last_seq: u64,
    /// The chain after this batch.
    pub tag: Tag,
    /// The writer's name for it.
    pub batch_id: BatchId,
    /// The encoded facts.
    pub payload: Bytes,
    /// What is left of what people wrote, by index of its event.
    pub content: Vec<(u32, Bytes)>,
    /// What of it lies sealed in the store.
    pub seals: Seals,
}

/// What every store looks at before it keeps what was lost.
fn check_lost(lost: &[Entry]) -> Result<(), LogError> {
    let is_sealed = lost.iter().all(|entry| entry.seals.is_empty());
    is_sealed.then_some(()).ok_or(NOT_SEALED)
}

/// What became of an append. None of these is an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Append {
    /// On disk. The new end of the log.
    Done(Position),
    /// This very batch had been appended before, and the answer was lost.
    AlreadyThere(Position),
    /// Someone else was faster. The entries since, at most [`READ_ENTRIES_MAX`].
    Moved(Vec<Entry>),
    /// The expected position is not in this log's history.
    Diverged(Position),
}

/// A fold of a log, saved so that nobody has to fold from the beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// What it folds.
    pub position: Position,
    /// Opaque to the log.
    pub bytes: Bytes,
}

/// Why a log could not answer.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// The store failed. For a write the outcome is unknown: settle it by batch id.
    #[error("the log cannot be reached now")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The request itself is impossible, and will be the next time.
    #[error("the log refused: {0}")]
    Refused(&'static str),
}

/// One ordered history per [`LogId`]. Every implementation passes `tests/log_contract.rs`.
#[async_trait]
pub trait EventLog: Send + Sync + 'static {
    /// Begins a log, or returns the end of the one that is there.
    async fn create(&self, log: LogId, epoch: Epoch) -> Result<Position, LogError>;

    /// The durable end of a log; `None` when it was never created.
    async fn head(&self, log: LogId) -> Result<Option<Position>, LogError>;

    /// Appends if the log still ends at `expected`. Returns after the batch is on disk.
    async fn append(
        &self,
        log: LogId,
        expected: Position,
        batch: Batch,
    ) -> Result<Append, LogError>;

    /// Durable entries whose events all come after `after_seq`, oldest first, at most
    /// [`READ_ENTRIES_MAX`].
    async fn read(&self, log: LogId, after_seq: u64) -> Result<Vec<Entry>, LogError>;

    /// Wakes whenever something may have been appended.
    fn tail(&self, log: LogId) -> Tail;

    /// Keeps a snapshot. Saving the same position again replaces it.
    async fn save_snapshot(&self, log: LogId, snapshot: Snapshot) -> Result<(), LogError>;

    /// The newest snapshot at or before a position number.
    async fn snapshot(&self, log: LogId, at_seq: u64) -> Result<Option<Snapshot>, LogError>;

    /// Says that acknowledged events are gone: opens a new epoch at the end of the log, if
    /// that is still `from`, and keeps what is known of the `lost` tail for staff. Positions
    /// of the old epoch are in this history no longer. Returns the end, whoever opened it.
    async fn reopen(
        &self,
        log: LogId,
        from: Position,
        epoch: Epoch,
        lost: Vec<Entry>,
    ) -> Result<Position, LogError>;

    /// Whether the last write worked. Red readiness while it did not.
    fn is_writable(&self) -> bool;
}

/// Small secrets that change and expire: logins, tickets, links, password hashes.
#[async_trait]
pub trait Vault: Send + Sync + 'static {
    /// Stores or replaces. `expires_at_ms` 0: never.
    async fn put(&self, key: Bytes, secret: Bytes, expires_at_ms: i64) -> Result<(), LogError>;

    /// Stores for ever, unless something is there: of two who come at once both get the same.
    async fn keep(&self, key: Bytes, secret: Bytes) -> Result<Bytes, LogError>;

    /// Reads what has not expired.
    async fn get(&self, key: Bytes, now_ms: i64) -> Result<Option<Bytes>, LogError>;

    /// Reads and deletes in one step: of two takers one gets it.
    async fn take(&self, key: Bytes, now_ms: i64) -> Result<Option<Bytes>, LogError>;

    /// Deletes; nothing there is fine.
    async fn remove(&self, key: Bytes) -> Result<(), LogError>;

    /// Deletes what has expired.
    async fn sweep(&self, now_ms: i64) -> Result<(), LogError>;
}

/// What lies in a vault, so that it can be copied.
#[async_trait]
pub trait Inventory: Vault {
    /// Everything that is there, expired or not.
    async fn contents(&self) -> Result<Contents, LogError>;
}

/// The keys of a vault, without the secrets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// Key → when it expires (0: never).
    pub keys: BTreeMap<Bytes, i64>,
    /// Secrets whose keys are not known: an earlier version kept no more than a hash of them.
    pub nameless: usize,
}

/// Names a key: of a log, and of what in it is sealed with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SealId {
    /// Of which log.
    pub log: LogId,
    /// Of what in it.
    pub of: Uuid,
}

/// A key for what is to be forgotten. All zeros are no key: one that is being wiped.
pub type SealKey = [u8; 32];

/// Keys that can be made unrecoverable, and with them all that is sealed with them.
#[async_trait]
pub trait Keyring: Send + Sync + 'static {
    /// Keeps a key, unless one is there: of two who come at once both get the same. Returns
    /// after it is on disk.
    async fn keep_key(&self, id: SealId, key: SealKey) -> Result<SealKey, LogError>;

    /// `None`: it was wiped, or there never was one.
    async fn key(&self, id: SealId) -> Result<Option<SealKey>, LogError>;

    /// Wipes a key: nothing of the store holds it any more. Nothing there is fine.
    async fn wipe_key(&self, id: SealId) -> Result<(), LogError>;

    /// All that are there, and those that are being wiped.
    async fn key_ids(&self) -> Result<Vec<SealId>, LogError>;
}

/// A key, unless it is being wiped.
fn whole_key(bytes: &[u8]) -> Option<SealKey> {
    SealKey::try_from(bytes).ok().filter(|key| *key != [0; 32])
}

/// Who is alive: each node renews a lease, and sees those of the others.
#[async_trait]
pub trait Leases: Send + Sync + 'static {
    /// Renews the lease of a node, and lists all that have not run out, with what each says of
    /// itself.
    async fn renew(
        &self,
        node: Uuid,
        about: Bytes,
        lasts: Duration,
        now_ms: i64,
    ) -> Result<Vec<(Uuid, Bytes)>, LogError>;

    /// Gives a lease back.
    async fn release(&self, node: Uuid) -> Result<(), LogError>;
}

/// Whether a secret has not expired. 0: it never does.
fn is_fresh(expires_at_ms: i64, now_ms: i64) -> bool {
    expires_at_ms == 0 || now_ms < expires_at_ms
}

/// A break in the hash chain.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("the chain is broken at event {seq}")]
pub struct Broken {
    /// The first event of the batch that does not fit.
    pub seq: u64,
}

/// Follows the chain over one entry. The result is the position after it.
///
/// # Errors
/// [`Broken`] when the entry does not continue `before`.
pub fn follow(before: Position, entry: &Entry) -> Result<Position, Broken> {
    let tag = before.tag.next(entry.batch_id, &entry.payload);
    if entry.first_seq != before.seq + 1 || tag != entry.tag || entry.last_seq < entry.first_seq {
        return Err(Broken { seq: entry.first_seq });
    }
    Ok(Position { epoch: before.epoch, seq: entry.last_seq, tag })
}
