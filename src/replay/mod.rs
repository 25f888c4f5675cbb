//! The twin of `live`: the same fold and the same changes, by another clock.
//!
//! A replay is served in windows of fixed length, so that neither their number nor their
//! bounds tell of anything that the viewer may not see.

mod withheld;

use crate::{
    codec::{self, CodecError},
    domain::{
        Change, Level, Millis, PersonId, Sight, State, Viewer,
        roster::{Identified, Permission},
        session::{Life, ReplayAudience},
    },
    fold::{FoldError, Folded},
    log::{EventLog, LogId},
    proto,
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};
use withheld::Withheld;

/// Length of a window.
pub const WINDOW_MS: u32 = 60_000;
/// Sessions whose snapshot times are remembered.
const INDEXES_MAX: usize = 64;

/// Why a replay cannot be watched.
#[derive(Debug, thiserror::Error)]
pub enum Closed {
    /// It has not ended.
    #[error("the session has not ended")]
    NotEnded,
    /// Not for this viewer, or not yet.
    #[error("the replay is not open to you")]
    NotOpen,
}

/// Someone who wants to watch.
#[derive(Clone, Copy, Debug)]
pub struct Watcher {
    /// Their place on the roster, if they have one.
    pub person: Option<PersonId>,
    /// What their account may do in every session, if they have one.
    pub account: Option<Permission>,
}

/// When a replay begins and ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The session's start.
    pub started_at: Millis,
    /// Its end.
    pub ended_at: Millis,
}

/// How someone sees the replay of a session: by what they may do now.
///
/// # Errors
/// When they may not.
pub fn admit(state: &State, watcher: Watcher) -> Result<(Viewer, Span), Closed> {
    let Life::Ended { started_at, ended_at, replay } = state.session.life else {
        return Err(Closed::NotEnded);
    };
    let person = watcher.person.and_then(|id| state.roster.person(id));
    let account = watcher.account.filter(|permission| *permission >= Permission::Staff);
    let person = person.filter(|person| !person.waiting);
    let permission = person.map(|person| person.permission).max(account);
    let level = match (permission, replay) {
        (None, _) => return Err(Closed::NotOpen),
        (Some(permission), _) if permission.runs_sessions() => Level::Facilitator,
        // A guest is on the roster because they came; one who never did has only a code.
        (Some(_), ReplayAudience::Roster)
            if person
                .is_some_and(|person| person.arrived || person.identified != Identified::Guest) =>
        {
            Level::Participant
        }
        (Some(_), ReplayAudience::Attended) if person.is_some_and(|person| person.arrived) => {
            Level::Participant
        }
        (Some(_), ReplayAudience::Roster | ReplayAudience::Attended | ReplayAudience::Team) => {
            return Err(Closed::NotOpen);
        }
    };
    let sight = Sight {
        level,
        permission: permission.unwrap_or(Permission::Participant),
        consent: person.and_then(|person| person.consent),
        waiting: false,
    };
    let viewer = Viewer { person: person.map(|person| person.id), sight };
    Ok((viewer, Span { started_at, ended_at }))
}

/// Number and time of a snapshot.
type SnapshotAt = (u64, Millis);

/// Serves windows straight from the log.
#[derive(Clone)]
pub struct Replays {
    log: Arc<dyn EventLog>,
    // A std mutex: held for a map look-up. An ended session gets no new snapshots that
    // matter: a missing one costs folding, not truth.
    indexes: Arc<Mutex<HashMap<LogId, Arc<[SnapshotAt]>>>>,
}

impl Replays {
    /// Replays of the sessions in a log.
    #[must_use]
    pub fn new(log: Arc<dyn EventLog>) -> Self {
        Self { log, indexes: Arc::default() }
    }

    /// One window: the view at its start, and what changed in it, without what has been taken
    /// back since.
    ///
    /// # Errors
    /// When the log is unreadable or broken.
    pub async fn window(
        &self,
        present: &State,
        viewer: &Viewer,
        span: Span,
        index: u32,
    ) -> Result<proto::ReplayWindow, FoldError> {
        let id = LogId(present.session.id.0);
        let withheld = Withheld { present, viewer };
        let from = span.started_at + Millis::from(index) * Millis::from(WINDOW_MS);
        let until = (from + Millis::from(WINDOW_MS)).min(span.ended_at + 1);
        let mut folded = self.before(id, from).await?;
        let keyframe = codec::view(&withheld.view(folded.state().view(viewer)));
        let mut changes = Vec::new();
        let mut unreadable = None;
        folded
            .catch_up(
                |_, entry| is_before(entry, until, &mut unreadable),
                |step| {
                    let at_ms = u64::try_from(step.fact.at - span.started_at).unwrap_or_default();
                    let shown = step.state.changes(&step.fact, viewer).into_iter();
                    let shown = shown.filter_map(|change| withheld.change(change));
                    changes.extend(shown.map(|change| timed(at_ms, &change)));
                },
            )
            .await?;
        unreadable.map_or(Ok(()), Err)?;
        Ok(proto::ReplayWindow { keyframe: Some(keyframe), changes })
    }

    /// The session as it was just before a moment.
    async fn before(&self, id: LogId, moment: Millis) -> Result<Folded<State>, FoldError> {
        let index = self.index(id).await?;
        let earlier = index.iter().filter(|(_, at)| *at < moment).map(|(seq, _)| *seq);
        let at_seq = earlier.max().unwrap_or_default();
        let mut folded = Folded::<State>::open(Arc::clone(&self.log), id, at_seq).await?;
        let mut unreadable = None;
        let wanted = |_: &State, entry: &_| is_before(entry, moment, &mut unreadable);
        folded.catch_up(wanted, |_| ()).await?;
        unreadable.map_or(Ok(()), Err)?;
        Ok(folded)
    }

    /// When the snapshots of a session were taken.
    async fn index(&self, id: LogId) -> Result<Arc<[SnapshotAt]>, FoldError> {
        if let Some(index) = self.indexes().get(&id) {
            return Ok(Arc::clone(index));
        }
        let mut found = Vec::new();
        let mut at_seq = u64::MAX;
        while let Some(snapshot) = self.log.snapshot(id, at_seq).await? {
            let seq = snapshot.position.seq;
            found.push((seq, codec::snapshot_time(snapshot.bytes)?));
            let Some(earlier) = seq.checked_sub(1) else { break };
            at_seq = earlier;
        }
        let index: Arc<[SnapshotAt]> = found.into();
        let mut indexes = self.indexes();
        if indexes.len() >= INDEXES_MAX {
            indexes.clear();
        }
        indexes.insert(id, Arc::clone(&index));
        Ok(index)
    }

    fn indexes(&self) -> std::sync::MutexGuard<'_, HashMap<LogId, Arc<[SnapshotAt]>>> {
        self.indexes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether an entry was decided before a moment. Stops at one that cannot be read.
fn is_before(
    entry: &crate::log::Entry,
    moment: Millis,
    unreadable: &mut Option<FoldError>,
) -> bool {
    match codec::decided_at(entry) {
        Ok(at) => at < moment,
        Err(error) => {
            *unreadable = Some(CodecError::into(error));
            false
        }
    }
}

fn timed(at_ms: u64, change: &Change) -> proto::TimedChange {
    proto::TimedChange { at_ms, change: Some(codec::change(change)) }
}
