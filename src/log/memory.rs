//! A log and a vault in memory: the reference for the contract, and for tests only.

use crate::log::{
    Append, Batch, Contents, Entry, Epoch, EventLog, Inventory, Keyring, Leases, LogError, LogId,
    Position, READ_ENTRIES_MAX, SealId, SealKey, Snapshot, Tail, Vault, check_lost, is_fresh,
    wakeups::Wakeups,
};
use async_trait::async_trait;
use bytes::Bytes;
use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use uuid::Uuid;

/// Keeps everything until dropped. Clones share their contents.
#[derive(Clone, Default)]
pub struct MemoryLog {
    // A std mutex: no await happens while it is held.
    state: Arc<Mutex<State>>,
    wakeups: Wakeups,
}

#[derive(Default)]
struct State {
    logs: HashMap<LogId, Log>,
    vault: HashMap<Bytes, (Bytes, i64)>,
    leases: BTreeMap<Uuid, (Bytes, i64)>,
    keys: BTreeMap<SealId, SealKey>,
}

struct Log {
    epoch: Epoch,
    entries: Vec<Entry>,
    snapshots: BTreeMap<u64, Snapshot>,
    /// What was lost when an epoch began.
    orphans: HashMap<Epoch, Vec<Entry>>,
}

impl Log {
    fn head(&self) -> Position {
        self.entries.last().map_or(Position::start(self.epoch), |entry| self.position(entry))
    }

    fn position(&self, entry: &Entry) -> Position {
        Position { epoch: self.epoch, seq: entry.last_seq, tag: entry.tag }
    }

    fn after(&self, seq: u64) -> &[Entry] {
        let from = self.entries.partition_point(|entry| entry.first_seq <= seq);
        let rest = self.entries.get(from..).unwrap_or_default();
        rest.get(..READ_ENTRIES_MAX).unwrap_or(rest)
    }

    fn knows(&self, position: Position) -> bool {
        position == Position::start(self.epoch)
            || self.entries.iter().any(|entry| self.position(entry) == position)
    }

    fn reopen(&mut self, from: Position, epoch: Epoch, lost: Vec<Entry>) -> Position {
        if self.head() == from {
            self.epoch = epoch;
            // Folds of what was lost.
            self.snapshots.retain(|seq, _| *seq <= from.seq);
            self.orphans.insert(epoch, lost);
        }
        self.head()
    }

    fn append(&mut self, expected: Position, batch: Batch) -> Append {
        let head = self.head();
        if !self.knows(expected) {
            return Append::Diverged(head);
        }
        if expected != head {
            let since = self.after(expected.seq);
            return match since.first() {
                Some(entry) if entry.batch_id == batch.id => {
                    Append::AlreadyThere(self.position(entry))
                }
                _ => Append::Moved(since.to_vec()),
            };
        }
        let tag = head.tag.next(batch.id, &batch.payload);
        self.entries.push(Entry {
            first_seq: head.seq + 1,
            last_seq: head.seq + u64::from(batch.events),
            tag,
            batch_id: batch.id,
            payload: batch.payload,
            content: batch.content,
            seals: batch.seals,
        });
        Append::Done(self.head())
    }
}

impl MemoryLog {
    /// Loses what came after an event, and tells nobody: what a fail-over to a replica that was
    /// behind does.
    pub fn lose_after(&self, log: LogId, seq: u64) {
        if let Some(log) = self.state().logs.get_mut(&log) {
            log.entries.retain(|entry| entry.last_seq <= seq);
            log.snapshots.retain(|at, _| *at <= seq);
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl EventLog for MemoryLog {
    async fn create(&self, log: LogId, epoch: Epoch) -> Result<Position, LogError> {
        let mut state = self.state();
        let new = || Log {
            epoch,
            entries: Vec::new(),
            snapshots: BTreeMap::new(),
            orphans: HashMap::new(),
        };
        Ok(state.logs.entry(log).or_insert_with(new).head())
    }

    async fn head(&self, log: LogId) -> Result<Option<Position>, LogError> {
        Ok(self.state().logs.get(&log).map(Log::head))
    }

    async fn append(
        &self,
        log: LogId,
        expected: Position,
        batch: Batch,
    ) -> Result<Append, LogError> {
        batch.check()?;
        let outcome = match self.state().logs.get_mut(&log) {
            Some(log) => log.append(expected, batch),
            None => return Err(LogError::Refused("no such log")),
        };
        self.wakeups.wake(log);
        Ok(outcome)
    }

    async fn read(&self, log: LogId, after_seq: u64) -> Result<Vec<Entry>, LogError> {
        let state = self.state();
        Ok(state.logs.get(&log).map(|log| log.after(after_seq).to_vec()).unwrap_or_default())
    }

    fn tail(&self, log: LogId) -> Tail {
        self.wakeups.follow(log)
    }

    async fn save_snapshot(&self, log: LogId, snapshot: Snapshot) -> Result<(), LogError> {
        match self.state().logs.get_mut(&log) {
            Some(log) => log.snapshots.insert(snapshot.position.seq, snapshot),
            None => return Err(LogError::Refused("no such log")),
        };
        Ok(())
    }

    async fn snapshot(&self, log: LogId, at_seq: u64) -> Result<Option<Snapshot>, LogError> {
        let state = self.state();
        let newest = |log: &Log| log.snapshots.range(..=at_seq).next_back().map(|(_, s)| s.clone());
        Ok(state.logs.get(&log).and_then(newest))
    }

    async fn reopen(
        &self,
        log: LogId,
        from: Position,
        epoch: Epoch,
        lost: Vec<Entry>,
    ) -> Result<Position, LogError> {
        check_lost(&lost)?;
        let head = match self.state().logs.get_mut(&log) {
            Some(log) => log.reopen(from, epoch, lost),
            None => return Err(LogError::Refused("no such log")),
        };
        self.wakeups.wake(log);
        Ok(head)
    }

    fn is_writable(&self) -> bool {
        true
    }
}

#[async_trait]
impl Vault for MemoryLog {
    async fn put(&self, key: Bytes, secret: Bytes, expires_at_ms: i64) -> Result<(), LogError> {
        self.state().vault.insert(key, (secret, expires_at_ms));
        Ok(())
    }

    async fn keep(&self, key: Bytes, secret: Bytes) -> Result<Bytes, LogError> {
        Ok(self.state().vault.entry(key).or_insert((secret, 0)).0.clone())
    }

    async fn get(&self, key: Bytes, now_ms: i64) -> Result<Option<Bytes>, LogError> {
        let state = self.state();
        let found = state.vault.get(&key).filter(|(_, expires)| is_fresh(*expires, now_ms));
        Ok(found.map(|(secret, _)| secret.clone()))
    }

    async fn take(&self, key: Bytes, now_ms: i64) -> Result<Option<Bytes>, LogError> {
        let found = self.state().vault.remove(&key);
        Ok(found.filter(|(_, expires)| is_fresh(*expires, now_ms)).map(|(secret, _)| secret))
    }

    async fn remove(&self, key: Bytes) -> Result<(), LogError> {
        self.state().vault.remove(&key);
        Ok(())
    }

    async fn sweep(&self, now_ms: i64) -> Result<(), LogError> {
        self.state().vault.retain(|_, (_, expires)| is_fresh(*expires, now_ms));
        Ok(())
    }
}

#[async_trait]
impl Inventory for MemoryLog {
    async fn contents(&self) -> Result<Contents, LogError> {
        let state = self.state();
        let keys = state.vault.iter().map(|(key, (_, expires))| (key.clone(), *expires));
        Ok(Contents { keys: keys.collect(), nameless: 0 })
    }
}

#[async_trait]
impl Leases for MemoryLog {
    async fn renew(
        &self,
        node: Uuid,
        about: Bytes,
        lasts: Duration,
        now_ms: i64,
    ) -> Result<Vec<(Uuid, Bytes)>, LogError> {
        let mut state = self.state();
        let lasts_ms = i64::try_from(lasts.as_millis()).unwrap_or(i64::MAX);
        state.leases.insert(node, (about, now_ms.saturating_add(lasts_ms)));
        state.leases.retain(|_, (_, until)| *until > now_ms);
        Ok(state.leases.iter().map(|(node, (about, _))| (*node, about.clone())).collect())
    }

    async fn release(&self, node: Uuid) -> Result<(), LogError> {
        self.state().leases.remove(&node);
        Ok(())
    }
}

#[async_trait]
impl Keyring for MemoryLog {
    async fn keep_key(&self, id: SealId, key: SealKey) -> Result<SealKey, LogError> {
        Ok(*self.state().keys.entry(id).or_insert(key))
    }

    async fn key(&self, id: SealId) -> Result<Option<SealKey>, LogError> {
        Ok(self.state().keys.get(&id).copied())
    }

    async fn wipe_key(&self, id: SealId) -> Result<(), LogError> {
        self.state().keys.remove(&id);
        Ok(())
    }

    async fn key_ids(&self) -> Result<Vec<SealId>, LogError> {
        Ok(self.state().keys.keys().copied().collect())
    }
}
