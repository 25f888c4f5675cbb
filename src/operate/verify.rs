//! Reads logs from their first event, and says whether all is as it was written.

use crate::{
    codec::ids::WireId,
    domain::{SessionId, State, catalog::Catalog},
    fold::{Fold, FoldError, Folded},
    log::{Entry, EventLog, LogError, LogId, Position},
    operate::Progress,
};
use bytes::Bytes;
use sha2::{Digest, Sha256};
use std::{error::Error, fmt, sync::Arc};

/// One log, looked at.
#[derive(Debug)]
pub struct Checked {
    /// Which.
    pub log: LogId,
    /// What it came to.
    pub outcome: Result<Sound, Unsound>,
}

/// A log that is as it was written. Two that are equal hold the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sound {
    /// Its end.
    pub position: Position,
    /// How many batches it has.
    pub batches: u64,
    /// What they weigh, with what people wrote.
    pub bytes: u64,
    /// SHA-256 of the folded state.
    pub fold: [u8; 32],
}

/// What is wrong with a log.
#[derive(Debug, thiserror::Error)]
pub enum Unsound {
    /// It cannot be read, followed or folded.
    #[error(transparent)]
    Fold(#[from] FoldError),
    /// Batches at its end are missing.
    #[error("it has {found} events and should have {expected}")]
    Short {
        /// As far as it can be followed.
        found: u64,
        /// Where it ends by its own account.
        expected: u64,
    },
    /// The events in its batches are not as many as their numbers say.
    #[error("it has {facts} facts for {events} events")]
    Facts {
        /// How many were decoded.
        facts: u64,
        /// How many there are by number.
        events: u64,
    },
    /// Its bytes are as they were written, but not all can be understood.
    #[error("it has events that only a newer version knows; verify it with that")]
    Outdated,
    /// Whoever goes on from its snapshot comes to something else.
    #[error("its snapshot at event {0} is not the fold of its events")]
    Snapshot(u64),
}

impl From<LogError> for Unsound {
    fn from(error: LogError) -> Self {
        Self::Fold(error.into())
    }
}

/// All logs of a store, looked at.
#[derive(Debug, Default)]
pub struct Report {
    /// The catalog, and the sessions that it names.
    pub logs: Vec<Checked>,
}

impl Report {
    /// Those in which something is wrong.
    pub fn broken(&self) -> impl Iterator<Item = &Checked> {
        self.logs.iter().filter(|checked| checked.outcome.is_err())
    }

    /// What it all comes to: events, batches and bytes.
    pub(super) fn sums(&self) -> (u64, u64, u64) {
        let sound = self.logs.iter().filter_map(|checked| checked.outcome.as_ref().ok());
        sound.fold((0, 0, 0), |(events, batches, bytes), log| {
            (events + log.position.seq, batches + log.batches, bytes + log.bytes)
        })
    }
}

/// What a log is called; nothing of what people wrote.
pub(super) fn name(log: LogId) -> String {
    if log == LogId::CATALOG { "catalog".to_owned() } else { SessionId(log.0).to_wire() }
}

impl fmt::Display for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", name(self.log))?;
        match &self.outcome {
            Ok(Sound { position, batches, bytes, fold }) => {
                let (events, epoch) = (position.seq, position.epoch.0.simple());
                write!(f, "{events} events, {batches} batches, {bytes} bytes, ")?;
                write!(f, "epoch {epoch}, fold ")?;
                fold.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
            Err(unsound) => {
                write!(f, "BROKEN: {unsound}")?;
                let mut cause = unsound.source();
                while let Some(error) = cause {
                    write!(f, ": {error}")?;
                    cause = error.source();
                }
                Ok(())
            }
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ((events, batches, bytes), logs) = (self.sums(), self.logs.len());
        let broken = self.broken().count();
        match broken {
            0 => write!(f, "{logs} logs are as they were written: ")?,
            _ => write!(f, "{broken} of {logs} logs are broken; the others: ")?,
        }
        write!(f, "{events} events, {batches} batches, {bytes} bytes")
    }
}

/// Looks at the catalog and every session that it names; `each` hears of one after the other.
/// Of a catalog that is broken, those are looked at that it names before the break.
pub async fn verify(
    log: &Arc<dyn EventLog>,
    progress: &Progress,
    mut each: impl FnMut(&Checked),
) -> Report {
    progress.begin("verifying");
    let mut report = Report::default();
    let mut note = |checked: Checked| {
        each(&checked);
        progress.log();
        report.logs.push(checked);
    };
    let mut catalog = Catalog::default();
    note(check(log, LogId::CATALOG, progress, &mut catalog).await);
    for session in catalog.sessions.keys() {
        let mut state = State::new(*session);
        note(check(log, LogId(session.0), progress, &mut state).await);
    }
    report
}

/// Looks at one log, and leaves the fold of what can be read of it in `state`.
async fn check<S: Fold>(
    log: &Arc<dyn EventLog>,
    id: LogId,
    progress: &Progress,
    state: &mut S,
) -> Checked {
    Checked { log: id, outcome: look(log, id, progress, state).await }
}

async fn look<S: Fold>(
    log: &Arc<dyn EventLog>,
    id: LogId,
    progress: &Progress,
    state: &mut S,
) -> Result<Sound, Unsound> {
    let head = log.head(id).await?.ok_or(FoldError::NoSuchLog)?;
    // Before the first event there is no snapshot.
    let mut folded = Folded::<S>::open(Arc::clone(log), id, 0).await?;
    let (mut batches, mut bytes, mut facts) = (0, 0, 0);
    let count = |_: &S, entry: &Entry| {
        // A server may be writing on.
        let is_wanted = entry.first_seq <= head.seq;
        if is_wanted {
            let weight = weight(entry);
            progress.batch(1 + entry.last_seq.saturating_sub(entry.first_seq), weight);
            (batches, bytes) = (batches + 1, bytes + weight);
        }
        is_wanted
    };
    let caught_up = folded.catch_up(count, |_| facts += 1).await;
    *state = folded.state().clone();
    caught_up?;
    let position = folded.position();
    if position != head {
        return Err(Unsound::Short { found: position.seq, expected: head.seq });
    }
    if facts != position.seq {
        return Err(Unsound::Facts { facts, events: position.seq });
    }
    if state.is_outdated() {
        return Err(Unsound::Outdated);
    }
    let saved = state.save();
    check_snapshot::<S>(log, id, position, &saved).await?;
    Ok(Sound { position, batches, bytes, fold: Sha256::digest(&saved).into() })
}

/// Whether the newest snapshot and what came after it are the same as everything from the
/// beginning.
async fn check_snapshot<S: Fold>(
    log: &Arc<dyn EventLog>,
    id: LogId,
    end: Position,
    saved: &Bytes,
) -> Result<(), Unsound> {
    let mut folded = Folded::<S>::open(Arc::clone(log), id, end.seq).await?;
    let from = folded.position().seq;
    if from == 0 {
        // There is none, or none of this version.
        return Ok(());
    }
    let followed = folded.catch_up(|_, entry| entry.first_seq <= end.seq, |_| ()).await;
    match followed {
        Err(FoldError::Log(error)) => Err(error.into()),
        Ok(()) if folded.position() == end && folded.state().save() == *saved => Ok(()),
        _ => Err(Unsound::Snapshot(from)),
    }
}

fn weight(entry: &Entry) -> u64 {
    let content = entry.content.iter().map(|(_, bytes)| bytes.len()).sum::<usize>();
    (entry.payload.len() + content) as u64
}
