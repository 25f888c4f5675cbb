//! A log, folded: loaded from a snapshot, verified, and kept up with the log.

use crate::{
    codec::{self, CatalogFact, CodecError, Encoded, Salts},
    domain::{Recorded, SessionId, State, catalog::Catalog},
    log::{
        Append, Batch, BatchId, Broken, Entry, Epoch, EventLog, LogError, LogId, Position,
        Snapshot, Tail, follow,
    },
};
use bytes::Bytes;
use std::{collections::VecDeque, sync::Arc};
use uuid::Uuid;

/// A state that is the fold of one log.
pub trait Fold: Clone + Send + Sync + 'static {
    /// An event with its circumstances.
    type Fact: Clone + Send + Sync + 'static;

    /// The state before the first event.
    fn empty(log: LogId) -> Self;
    /// Folds one fact.
    fn apply(&mut self, seq: u64, fact: &Self::Fact);
    /// Whether there are facts that only a newer version knows.
    fn is_outdated(&self) -> bool;
    /// Facts to bytes, on the state after them.
    fn encode(&self, facts: &[Self::Fact], salts: Salts<'_>) -> Encoded;
    /// Bytes to facts.
    ///
    /// # Errors
    /// Bytes that this version cannot read.
    fn decode(entry: &Entry) -> Result<Vec<Self::Fact>, CodecError>;
    /// State to bytes.
    fn save(&self) -> Bytes;
    /// Bytes to state; `None` when another version of the fold wrote them.
    ///
    /// # Errors
    /// Bytes that are no snapshot.
    fn restore(bytes: Bytes) -> Result<Option<Self>, CodecError>;
}

impl Fold for State {
    type Fact = Recorded;

    fn empty(log: LogId) -> Self {
        Self::new(SessionId(log.0))
    }
    fn apply(&mut self, seq: u64, fact: &Recorded) {
        Self::apply(self, seq, fact);
    }
    fn is_outdated(&self) -> bool {
        self.is_outdated
    }
    fn encode(&self, facts: &[Recorded], salts: Salts<'_>) -> Encoded {
        codec::encode(facts, self, salts)
    }
    fn decode(entry: &Entry) -> Result<Vec<Recorded>, CodecError> {
        codec::decode(entry)
    }
    fn save(&self) -> Bytes {
        codec::snapshot(self)
    }
    fn restore(bytes: Bytes) -> Result<Option<Self>, CodecError> {
        codec::restore(bytes)
    }
}

impl Fold for Catalog {
    type Fact = CatalogFact;

    fn empty(_: LogId) -> Self {
        Self::default()
    }
    fn apply(&mut self, _: u64, fact: &CatalogFact) {
        Self::apply(self, &fact.event);
    }
    fn is_outdated(&self) -> bool {
        self.is_outdated
    }
    fn encode(&self, facts: &[CatalogFact], salts: Salts<'_>) -> Encoded {
        codec::encode_catalog(facts, salts)
    }
    fn decode(entry: &Entry) -> Result<Vec<CatalogFact>, CodecError> {
        codec::decode_catalog(entry)
    }
    fn save(&self) -> Bytes {
        codec::snapshot_catalog(self)
    }
    fn restore(bytes: Bytes) -> Result<Option<Self>, CodecError> {
        codec::restore_catalog(bytes)
    }
}

/// Why a log cannot be folded.
#[derive(Debug, thiserror::Error)]
pub enum FoldError {
    /// It cannot be read now.
    #[error(transparent)]
    Log(#[from] LogError),
    /// It can be read but not understood.
    #[error(transparent)]
    Codec(#[from] CodecError),
    /// It is not what was written.
    #[error(transparent)]
    Broken(#[from] Broken),
    /// There is no such log.
    #[error("there is no such log")]
    NoSuchLog,
}

/// One folded fact.
pub struct Step<'a, S: Fold> {
    /// The state after it.
    pub state: &'a S,
    /// Its number.
    pub seq: u64,
    /// What happened.
    pub fact: S::Fact,
    /// The position after it, when it is the last of its batch.
    pub end: Option<Position>,
}

/// What became of an append.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is on disk.
    Done,
    /// Someone else was faster; what they did is folded. Decide again.
    Moved,
    /// The log has another history now: load it again.
    Diverged,
}

/// A state and the position that it folds.
#[derive(Clone)]
pub struct Folded<S> {
    log: Arc<dyn EventLog>,
    id: LogId,
    state: S,
    position: Position,
    /// The last of what was folded, for the day on which the log has lost it.
    recent: VecDeque<Entry>,
}

/// Entries that are kept in case the log loses them.
const RECENT_ENTRIES_MAX: usize = 64;
/// Larger ones are not kept: a roster is in the snapshots of those who need it.
const RECENT_BYTES_MAX: usize = 64 << 10;

impl<S: Fold> Folded<S> {
    /// Loads the newest snapshot at or before an event; [`Self::catch_up`] does the rest.
    ///
    /// # Errors
    /// When the log is unreadable or not there.
    pub async fn open(log: Arc<dyn EventLog>, id: LogId, at_seq: u64) -> Result<Self, FoldError> {
        let head = log.head(id).await?.ok_or(FoldError::NoSuchLog)?;
        let start = Position::start(head.epoch);
        let (state, recent) = (S::empty(id), VecDeque::new());
        let mut folded = Self { log, id, state, position: start, recent };
        if let Some(Snapshot { position, bytes }) = folded.log.snapshot(id, at_seq).await? {
            let here = Position { epoch: head.epoch, ..position };
            let is_of_this = position == here || folded.is_on_the_way(here, head).await?;
            // Only a short cut: one that cannot be read is as good as none.
            if let (true, Ok(Some(state))) = (is_of_this, S::restore(bytes)) {
                (folded.state, folded.position) = (state, here);
            }
        }
        Ok(folded)
    }

    /// Whether a position of an earlier epoch lies in the history of this one: the tag says it.
    async fn is_on_the_way(&self, at: Position, head: Position) -> Result<bool, LogError> {
        let next = self.log.read(self.id, at.seq).await?;
        Ok(next.first().map_or(at == head, |next| follow(at, next).is_ok()))
    }

    /// The same log, loaded anew.
    ///
    /// # Errors
    /// When it is unreadable or not there.
    pub async fn reopen(&self) -> Result<Self, FoldError> {
        Self::open(Arc::clone(&self.log), self.id, u64::MAX).await
    }

    /// The state.
    pub fn state(&self) -> &S {
        &self.state
    }

    /// Which events it folds.
    pub fn position(&self) -> Position {
        self.position
    }

    /// Folds one entry. The only place where what is in a log becomes state.
    fn fold(&mut self, entry: &Entry, seen: &mut impl FnMut(Step<'_, S>)) -> Result<(), FoldError> {
        let after = follow(self.position, entry)?;
        for (seq, fact) in (entry.first_seq..).zip(S::decode(entry)?) {
            self.state.apply(seq, &fact);
            let end = (seq == entry.last_seq).then_some(after);
            seen(Step { state: &self.state, seq, fact, end });
        }
        self.position = after;
        self.remember(entry.clone());
        Ok(())
    }

    /// Drops what is remembered of content that was sealed with a key that is wiped.
    pub fn forget(&mut self, of: Uuid) {
        for entry in &mut self.recent {
            let Entry { content, seals, .. } = entry;
            content.retain(|(index, _)| seals.get(index) != Some(&of));
            seals.retain(|_, with| *with != of);
        }
    }

    fn remember(&mut self, entry: Entry) {
        if entry.payload.len() > RECENT_BYTES_MAX {
            // What comes before it could not stand without it.
            self.recent.clear();
            return;
        }
        self.recent.push_back(entry);
        if self.recent.len() > RECENT_ENTRIES_MAX {
            self.recent.pop_front();
        }
    }

    /// If the log has lost what is folded here, or has another history in its place: says so in
    /// a new epoch, and keeps what is known of the lost. How many events that is; load it again.
    ///
    /// # Errors
    /// When the log cannot be read or written.
    pub async fn report_loss(&self, epoch: Epoch) -> Result<Option<u64>, LogError> {
        loop {
            let Some(head) = self.log.head(self.id).await? else { return Ok(None) };
            let here = self.position;
            // In another epoch somebody has said so.
            if head.epoch != here.epoch || head == here {
                return Ok(None);
            }
            let known = |entry: &&Entry| (entry.last_seq, entry.tag) == (head.seq, head.tag);
            if head.seq > here.seq
                && self
                    .log
                    .read(self.id, here.seq)
                    .await?
                    .first()
                    .is_some_and(|next| follow(here, next).is_ok())
            {
                // It has only gone on.
                return Ok(None);
            }
            // Up to the last entry that both have; all that is remembered if that is older.
            let from = self.recent.iter().rposition(|entry| known(&entry)).map_or(0, |at| at + 1);
            let lost: Vec<_> = self.recent.iter().skip(from).cloned().collect();
            let events = lost.iter().map(|entry| entry.last_seq + 1 - entry.first_seq).sum();
            let reopened = self.log.reopen(self.id, head, epoch, lost).await?;
            // Or someone was faster, who knows of no loss and only appended.
            if reopened.epoch != here.epoch {
                // Of several who notice it, one says so.
                return Ok((reopened.epoch == epoch).then_some(events));
            }
        }
    }

    /// Folds what the log has and this fold has not, one entry after the other, while
    /// `wanted` says so.
    ///
    /// # Errors
    /// When the log is unreadable or broken.
    pub async fn catch_up(
        &mut self,
        mut wanted: impl FnMut(&S, &Entry) -> bool,
        mut seen: impl FnMut(Step<'_, S>),
    ) -> Result<(), FoldError> {
        loop {
            let entries = self.log.read(self.id, self.position.seq).await?;
            if entries.is_empty() {
                return Ok(());
            }
            for entry in &entries {
                if !wanted(&self.state, entry) {
                    return Ok(());
                }
                self.fold(entry, &mut seen)?;
            }
        }
    }

    /// Wakes when someone may have appended.
    pub fn tail(&self) -> Tail {
        self.log.tail(self.id)
    }

    /// Whether the log ends where this fold does.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn is_current(&self) -> Result<bool, LogError> {
        Ok(self.log.head(self.id).await? == Some(self.position))
    }

    /// Whether the log has lost what is folded here, or says that it has: whoever only reads on
    /// does not notice.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn is_lost(&self) -> Result<bool, LogError> {
        let here = self.position;
        let is_other = |head: Position| {
            head.epoch != here.epoch
                || head.seq < here.seq
                || (head.seq == here.seq && head.tag != here.tag)
        };
        Ok(self.log.head(self.id).await?.is_some_and(is_other))
    }

    /// Encodes facts that were decided on this state and lead to the one `after` them, to be
    /// appended once or, in doubt, again and again: the batch id settles it.
    pub fn batch(&self, id: Uuid, facts: &[S::Fact], after: &S, salts: Salts<'_>) -> Batch {
        let Encoded { events, payload, content, seals } = after.encode(facts, salts);
        Batch { id: BatchId(id), events, payload, content, seals }
    }

    /// Appends at this position. The future borrows nothing: others may read meanwhile.
    pub fn append(
        &self,
        batch: Batch,
    ) -> impl Future<Output = Result<Append, LogError>> + Send + use<S> {
        let (log, id, position) = (Arc::clone(&self.log), self.id, self.position);
        async move { log.append(id, position, batch).await }
    }

    /// Takes in what became of the append of a batch. `after` is the state with its facts
    /// folded.
    ///
    /// # Errors
    /// When the entries of others cannot be folded.
    pub fn settle(
        &mut self,
        append: Append,
        batch: Batch,
        after: S,
        mut seen: impl FnMut(Step<'_, S>),
    ) -> Result<Outcome, FoldError> {
        match append {
            Append::Done(position) | Append::AlreadyThere(position) => {
                self.remember(Entry {
                    first_seq: self.position.seq + 1,
                    last_seq: position.seq,
                    tag: position.tag,
                    batch_id: batch.id,
                    payload: batch.payload,
                    content: batch.content,
                    seals: batch.seals,
                });
                self.state = after;
                self.position = position;
                Ok(Outcome::Done)
            }
            Append::Moved(entries) => {
                for entry in &entries {
                    self.fold(entry, &mut seen)?;
                }
                Ok(Outcome::Moved)
            }
            Append::Diverged(_) => Ok(Outcome::Diverged),
        }
    }

    /// A snapshot of this fold, and the log to keep it.
    pub fn snapshot(&self) -> impl Future<Output = Result<(), LogError>> + Send + use<S> {
        let (log, id, position) = (Arc::clone(&self.log), self.id, self.position);
        let state = self.state.clone();
        async move { log.save_snapshot(id, Snapshot { position, bytes: state.save() }).await }
    }
}
