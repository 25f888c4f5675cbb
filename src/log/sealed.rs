//! A log that keeps what is to be forgotten under keys of its own: whatever a batch marks is sealed
//! before any store sees it, and what comes back is opened as long as its key is there.
//!
//! The digest of the fact covers the plain content, so neither the chain nor whoever verifies it
//! needs a key. Content whose key is gone is content that was deleted.

use crate::log::{
    Append, Batch, Entry, Epoch, EventLog, Keyring, LogError, LogId, Position, SealId, SealKey,
    Seals, Snapshot, Tail,
};
use async_trait::async_trait;
use bytes::Bytes;
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use uuid::Uuid;

/// Begins what is sealed: no message that is encoded begins with it, for there is no field 0.
const MARK: u8 = 0;
const NONCE_BYTES: usize = 24;

/// Whether stored content is sealed: without its key there is nothing to be read in it.
#[must_use]
pub fn is_sealed(content: &[u8]) -> bool {
    content.first() == Some(&MARK)
}

/// Another log, with a keyring before it.
pub struct Sealed {
    log: Arc<dyn EventLog>,
    keys: Arc<dyn Keyring>,
    /// Fresh bytes for a key or, without the last of them, a nonce.
    random: fn() -> SealKey,
    // A std mutex: held for a map look-up. A key that was used is known not to change.
    held: Mutex<HashMap<SealId, SealKey>>,
}

/// What nobody may put in the place of something else.
fn about(id: SealId) -> [u8; 32] {
    let mut about = [0; 32];
    let (log, of) = about.split_at_mut(16);
    log.copy_from_slice(id.log.0.as_bytes());
    of.copy_from_slice(id.of.as_bytes());
    about
}

fn seal(id: SealId, key: &SealKey, nonce: [u8; NONCE_BYTES], plain: &[u8]) -> Option<Bytes> {
    let payload = Payload { msg: plain, aad: &about(id) };
    let sealed = XChaCha20Poly1305::new(key.into()).encrypt(&XNonce::from(nonce), payload).ok()?;
    Some([&[MARK], id.of.as_bytes().as_slice(), &nonce, &sealed].concat().into())
}

/// What a sealed piece is sealed with, and the rest of it.
fn sealed_with(bytes: &[u8]) -> Option<(Uuid, &[u8])> {
    let rest = bytes.strip_prefix(&[MARK])?;
    let (of, rest) = rest.split_first_chunk::<16>()?;
    Some((Uuid::from_bytes(*of), rest))
}

fn open(id: SealId, key: &SealKey, rest: &[u8]) -> Option<Bytes> {
    let (nonce, msg) = rest.split_first_chunk::<NONCE_BYTES>()?;
    let payload = Payload { msg, aad: &about(id) };
    let plain = XChaCha20Poly1305::new(key.into()).decrypt(&XNonce::from(*nonce), payload);
    plain.ok().map(Bytes::from)
}

impl Sealed {
    /// Of this log, with these keys. `random` makes fresh bytes.
    pub fn new(log: Arc<dyn EventLog>, keys: Arc<dyn Keyring>, random: fn() -> SealKey) -> Self {
        Self { log, keys, random, held: Mutex::default() }
    }

    fn held(&self) -> MutexGuard<'_, HashMap<SealId, SealKey>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The key to seal with, made if there is none.
    ///
    /// # Errors
    /// When it cannot be kept now.
    pub async fn key_for(&self, id: SealId) -> Result<SealKey, LogError> {
        let held = self.held().get(&id).copied();
        if let Some(key) = held {
            return Ok(key);
        }
        let key = self.keys.keep_key(id, (self.random)()).await?;
        self.held().insert(id, key);
        Ok(key)
    }

    /// The key to open with, if it is still there.
    ///
    /// # Errors
    /// When it cannot be looked for now.
    pub async fn find_key(&self, id: SealId) -> Result<Option<SealKey>, LogError> {
        let held = self.held().get(&id).copied();
        if held.is_some() {
            return Ok(held);
        }
        let found = self.keys.key(id).await?;
        self.held().extend(found.map(|key| (id, key)));
        Ok(found)
    }

    /// Seals what is marked. Nothing is marked any more.
    async fn seal(
        &self,
        log: LogId,
        content: &mut [(u32, Bytes)],
        seals: &mut Seals,
    ) -> Result<(), LogError> {
        let seals = std::mem::take(seals);
        for (index, bytes) in content {
            let Some(of) = seals.get(index) else { continue };
            let id = SealId { log, of: *of };
            let key = self.key_for(id).await?;
            let random = (self.random)();
            let nonce = random.first_chunk().copied().unwrap_or_default();
            let sealed = seal(id, &key, nonce, bytes);
            *bytes = sealed.ok_or(LogError::Refused("content that cannot be sealed"))?;
        }
        Ok(())
    }

    /// Opens what is sealed, and marks it. What cannot be opened any more is left out.
    async fn open(&self, log: LogId, entries: &mut [Entry]) -> Result<(), LogError> {
        // Asked once for a page: of what was forgotten nothing is held.
        let mut keys = BTreeMap::new();
        for entry in entries.iter_mut().filter(|entry| has_sealed(entry)) {
            let mut content = Vec::with_capacity(entry.content.len());
            for (index, bytes) in std::mem::take(&mut entry.content) {
                let Some((of, rest)) = sealed_with(&bytes) else {
                    content.push((index, bytes));
                    continue;
                };
                let id = SealId { log, of };
                let key = match keys.get(&of) {
                    Some(key) => *key,
                    None => self.find_key(id).await?,
                };
                keys.insert(of, key);
                if let Some(plain) = key.and_then(|key| open(id, &key, rest)) {
                    content.push((index, plain));
                    entry.seals.insert(index, of);
                }
            }
            entry.content = content;
        }
        Ok(())
    }

    /// Wipes a key: nobody can read any more what is sealed with it.
    ///
    /// # Errors
    /// When that cannot be made sure of now.
    pub async fn wipe(&self, id: SealId) -> Result<(), LogError> {
        self.held().remove(&id);
        self.keys.wipe_key(id).await
    }

    /// The keys that are there. Those that are not are held here no longer, whoever wiped them.
    ///
    /// # Errors
    /// When they cannot be listed now.
    pub async fn keys(&self) -> Result<BTreeSet<SealId>, LogError> {
        let there: BTreeSet<_> = self.keys.key_ids().await?.into_iter().collect();
        self.held().retain(|id, _| there.contains(id));
        Ok(there)
    }
}

fn has_sealed(entry: &Entry) -> bool {
    entry.content.iter().any(|(_, bytes)| is_sealed(bytes))
}

#[async_trait]
impl EventLog for Sealed {
    async fn create(&self, log: LogId, epoch: Epoch) -> Result<Position, LogError> {
        self.log.create(log, epoch).await
    }

    async fn head(&self, log: LogId) -> Result<Option<Position>, LogError> {
        self.log.head(log).await
    }

    async fn append(&self, log: LogId, at: Position, mut batch: Batch) -> Result<Append, LogError> {
        self.seal(log, &mut batch.content, &mut batch.seals).await?;
        let mut appended = self.log.append(log, at, batch).await?;
        if let Append::Moved(entries) = &mut appended {
            self.open(log, entries).await?;
        }
        Ok(appended)
    }

    async fn read(&self, log: LogId, after_seq: u64) -> Result<Vec<Entry>, LogError> {
        let mut entries = self.log.read(log, after_seq).await?;
        self.open(log, &mut entries).await?;
        Ok(entries)
    }

    fn tail(&self, log: LogId) -> Tail {
        self.log.tail(log)
    }

    async fn save_snapshot(&self, log: LogId, snapshot: Snapshot) -> Result<(), LogError> {
        self.log.save_snapshot(log, snapshot).await
    }

    async fn snapshot(&self, log: LogId, at_seq: u64) -> Result<Option<Snapshot>, LogError> {
        self.log.snapshot(log, at_seq).await
    }

    async fn reopen(
        &self,
        log: LogId,
        from: Position,
        epoch: Epoch,
        mut lost: Vec<Entry>,
    ) -> Result<Position, LogError> {
        for entry in &mut lost {
            self.seal(log, &mut entry.content, &mut entry.seals).await?;
        }
        self.log.reopen(log, from, epoch, lost).await
    }

    fn is_writable(&self) -> bool {
        self.log.is_writable()
    }
}
