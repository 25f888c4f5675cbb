//! The live sessions of this process: each is loaded once, whoever asks first.

use crate::{
    domain::SessionId,
    fold::FoldError,
    live::{
        Sealer, Session,
        session::{Stop, Task},
    },
    log::{EventLog, LogId},
};
use bytes::Bytes;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::OnceCell;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// Why a session cannot be reached.
#[derive(Debug, thiserror::Error)]
pub enum Unreachable {
    /// There is none with this id.
    #[error("there is no such session")]
    NoSuchSession,
    /// It cannot be loaded now.
    #[error("the session cannot be loaded")]
    Fold(#[source] FoldError),
    /// The server shuts down.
    #[error("the server is shutting down")]
    Draining,
}

type Sessions = HashMap<SessionId, Arc<OnceCell<Session>>>;

/// All live sessions. Clones share them.
#[derive(Clone)]
pub struct Registry {
    log: Arc<dyn EventLog>,
    sealer: Sealer,
    // A std mutex: held for a map look-up, never across an await. Two who ask for the same
    // session get the same cell and wait for the same load.
    sessions: Arc<Mutex<Sessions>>,
    drain: CancellationToken,
    tracker: TaskTracker,
}

impl Registry {
    /// No session is loaded yet.
    #[must_use]
    pub fn new(log: Arc<dyn EventLog>, sealer: Sealer) -> Self {
        Self {
            log,
            sealer,
            sessions: Arc::default(),
            drain: CancellationToken::new(),
            tracker: TaskTracker::new(),
        }
    }

    fn sessions(&self) -> MutexGuard<'_, Sessions> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A session, loaded if need be.
    ///
    /// # Errors
    /// When it does not exist or cannot be loaded.
    pub async fn get(&self, id: SessionId) -> Result<Session, Unreachable> {
        if self.drain.is_cancelled() {
            return Err(Unreachable::Draining);
        }
        let cell = Arc::clone(self.sessions().entry(id).or_default());
        let loaded = cell.get_or_try_init(|| self.load(id, Arc::clone(&cell))).await.cloned();
        // A cell that could not be filled stays: those who wait for it must not start a
        // second one.
        loaded.map_err(|error| match error {
            FoldError::NoSuchLog => Unreachable::NoSuchSession,
            error => Unreachable::Fold(error),
        })
    }

    async fn load(
        &self,
        id: SessionId,
        cell: Arc<OnceCell<Session>>,
    ) -> Result<Session, FoldError> {
        let stop = Stop { drain: self.drain.clone(), tracker: self.tracker.clone() };
        let log = Arc::clone(&self.log);
        let (session, task) = Session::load(log, LogId(id.0), self.sealer.clone(), stop).await?;
        let registry = self.clone();
        self.tracker.spawn(async move {
            Task::run(task).await;
            registry.forget(id, &cell);
        });
        Ok(session)
    }

    /// Drops a session whose task has ended, unless another has taken its place.
    fn forget(&self, id: SessionId, cell: &Arc<OnceCell<Session>>) {
        let mut sessions = self.sessions();
        if sessions.get(&id).is_some_and(|current| Arc::ptr_eq(current, cell)) {
            sessions.remove(&id);
        }
    }

    /// Everything that is loaded now.
    #[must_use]
    pub fn loaded(&self) -> Vec<Session> {
        self.sessions().values().filter_map(|cell| cell.get().cloned()).collect()
    }

    /// Closes what a login has opened, in every session.
    pub fn close_login(&self, login: &[u8]) {
        for session in self.loaded() {
            session.hub().close_login(login);
        }
    }

    /// A browser goes on under another key.
    pub fn rename_login(&self, old: &[u8], new: &Bytes) {
        for session in self.loaded() {
            session.hub().rename_login(old, new);
        }
    }

    /// Lets every session finish what it has begun, then sends its readers away.
    pub async fn drain(&self) {
        self.drain.cancel();
        self.tracker.close();
        self.tracker.wait().await;
    }
}
