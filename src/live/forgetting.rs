//! What is written in rooms and not kept is forgotten: first the fact, then what is held of it here,
//! then the key. Anonymous ballots are read after the close: first what they say, then the key.
//! Whoever dies in between leaves a key behind, and that is found.

use crate::{
    anonymous::RunKey,
    domain::{
        Command, Millis, RoundId, RunId, SessionId, State,
        poll::{self, BallotBox, Opened},
        session::Life,
    },
    fold::Folded,
    live::{Registry, Session, shown::Shown},
    log::{LogError, LogId, SealId, Sealed},
};
use std::{sync::Arc, time::Duration};
use tokio::sync::Notify;
use tokio_util::task::TaskTracker;

/// Between two looks at the keys that are there. Sessions that are loaded forget in time by
/// themselves; this is for those whose node has died.
const LOOK: Duration = Duration::from_secs(60);

/// The log of all sessions, and how long what is not kept of them stays in it.
#[derive(Clone)]
pub struct Forgetting {
    /// It holds the keys.
    pub log: Arc<Sealed>,
    /// From the end of a round on.
    pub after: Duration,
    /// Somebody should look at the keys now.
    pub look: Arc<Notify>,
}

impl Forgetting {
    pub(super) fn after_ms(&self) -> Millis {
        Millis::try_from(self.after.as_millis()).unwrap_or(Millis::MAX)
    }

    /// Drops what was forgotten before it was loaded, if its key was still there.
    pub(super) fn catch_up(folded: &mut Folded<State>) {
        let rounds: Vec<_> = folded.state().breakouts.rounds.iter().map(|round| round.id).collect();
        for round in rounds {
            if folded.state().has_forgotten(round) {
                folded.forget(round.0);
            }
        }
    }

    /// Drops what was forgotten, if anything was.
    pub(super) fn forget(
        &self,
        folded: &mut Folded<State>,
        shown: &[Shown],
        tracker: &TaskTracker,
    ) {
        if shown.iter().any(|shown| shown.closes_ballots) {
            self.look.notify_one();
        }
        for round in shown.iter().filter_map(|shown| shown.forgotten) {
            folded.forget(round.0);
            let (log, id) = (Arc::clone(&self.log), seal_id(folded.state().session.id, round));
            tracker.spawn(async move { note(log.wipe(id).await) });
        }
    }
}

/// Whether a session has ended and can be saved so: when it does, or has nothing to forget any more.
pub(super) fn is_over(state: &State) -> bool {
    matches!(state.session.life, Life::Ended { .. }) && state.may_be_saved()
}

fn seal_id(session: SessionId, round: RoundId) -> SealId {
    SealId { log: LogId(session.0), of: round.0 }
}

fn note(wiped: Result<(), LogError>) {
    if let Err(error) = wiped {
        let error = &error as &dyn std::error::Error;
        tracing::warn!(error, "a key stays for now; it is wiped as soon as that can be done");
    }
}

/// The key of a run with anonymous ballots.
fn run_seal(session: SessionId, run: RunId) -> SealId {
    SealId { log: LogId(session.0), of: run.0 }
}

impl Registry {
    /// The key of a run that is about to open.
    ///
    /// # Errors
    /// When it cannot be kept now.
    pub async fn run_key(&self, session: SessionId, run: RunId) -> Result<RunKey, LogError> {
        let key = self.forgetting().log.key_for(run_seal(session, run)).await?;
        Ok(RunKey::new(run, key))
    }

    /// The key of a run, until its ballots have been read.
    ///
    /// # Errors
    /// When it cannot be looked for now.
    pub async fn find_run_key(
        &self,
        session: SessionId,
        run: RunId,
    ) -> Result<Option<RunKey>, LogError> {
        let key = self.forgetting().log.find_key(run_seal(session, run)).await?;
        Ok(key.map(|key| RunKey::new(run, key)))
    }

    /// Wipes the key of a run that did not come about.
    pub async fn wipe_run_key(&self, session: SessionId, run: RunId) {
        note(self.forgetting().log.wipe(run_seal(session, run)).await);
    }

    /// Looks after keys until the shutdown: sessions that have something to forget are loaded and
    /// do it in time, and what was forgotten loses its key.
    pub fn look_after_keys(&self) {
        let registry = self.clone();
        let looking = async move {
            loop {
                if let Err(error) = registry.look_at_keys().await {
                    let error = &error as &dyn std::error::Error;
                    tracing::warn!(error, "the keys of what is to be forgotten cannot be listed");
                }
                // Or earlier, when someone waits for it.
                let _ = tokio::time::timeout(LOOK, registry.forgetting().look.notified()).await;
            }
        };
        self.spawn_until_drained(looking);
    }

    async fn look_at_keys(&self) -> Result<(), LogError> {
        let log = &self.forgetting().log;
        for id in log.keys().await? {
            // One that cannot be loaded now is looked at again.
            let Ok(session) = self.get(SessionId(id.log.0)).await else { continue };
            let (state, round) = (session.hub().state(), RoundId(id.of));
            if let Some(found) = state.polls.run(RunId(id.of)) {
                self.look_at_ballots(&session, found, id).await?;
                continue;
            }
            // A key that nothing is sealed with yet may be about to be used, if the rooms are
            // opened again.
            let is_used = state.chat.lines_of_round(round).next().is_some();
            let is_over = is_used || state.is_over_for_good(round, crate::clock::now());
            if is_over && state.has_forgotten(round) {
                note(log.wipe(id).await);
            }
        }
        Ok(())
    }

    /// Reads the ballots of a run that has closed, and wipes its key once what they say is kept.
    async fn look_at_ballots(
        &self,
        session: &Session,
        found: &BallotBox,
        id: SealId,
    ) -> Result<(), LogError> {
        let log = &self.forgetting().log;
        if found.run.closed_at.is_none() {
            return Ok(());
        }
        if found.run.is_unsealing {
            let Some(key) = log.find_key(id).await? else { return Ok(()) };
            let key = RunKey::new(found.run.id, key);
            let ballots: Vec<Opened> =
                found.sealed.values().filter_map(|sealed| key.read(sealed)).collect();
            if ballots.len() < found.sealed.len() {
                tracing::error!("sealed ballots cannot be read");
            }
            let unseal = Command::Poll(poll::Command::Unseal(found.run.id, ballots));
            if session.ask_as_server(unseal).await.is_err() {
                // Later: nothing is lost as long as the key is there.
                return Ok(());
            }
        }
        note(log.wipe(id).await);
        Ok(())
    }
}
