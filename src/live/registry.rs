//! The live sessions of this process: each is loaded once, whoever asks first.

use crate::{
    clock,
    codec::ids::WireId,
    domain::{PersonId, SessionId},
    fold::FoldError,
    live::{
        CatalogService, Forgetting, Sealer, Session,
        task::{Stop, Task},
    },
    log::LogId,
    nodes::Nodes,
    proto::{NodeClosed, NodeRenamed, NodeSeat, node_closed::Which},
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
    forgetting: Forgetting,
    sealer: Sealer,
    nodes: Nodes,
    catalog: CatalogService,
    // A std mutex: held for a map look-up, never across an await. Two who ask for the same
    // session get the same cell and wait for the same load.
    sessions: Arc<Mutex<Sessions>>,
    drain: CancellationToken,
    tracker: TaskTracker,
}

impl Registry {
    /// No session is loaded yet.
    #[must_use]
    pub fn new(
        forgetting: Forgetting,
        sealer: Sealer,
        nodes: Nodes,
        catalog: CatalogService,
    ) -> Self {
        Self {
            forgetting,
            sealer,
            nodes,
            catalog,
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
        let forgetting = self.forgetting.clone();
        let (sealer, nodes) = (self.sealer.clone(), self.nodes.clone());
        let (session, task) = Task::load(forgetting, LogId(id.0), sealer, nodes, stop).await?;
        let registry = self.clone();
        self.tracker.spawn(async move {
            let lost = Task::run(task).await;
            registry.forget(id, &cell);
            if let Some(events) = lost {
                registry.record_loss(id, events).await;
            }
        });
        Ok(session)
    }

    pub(super) fn forgetting(&self) -> &Forgetting {
        &self.forgetting
    }

    pub(super) fn spawn_until_drained(&self, task: impl Future<Output = ()> + Send + 'static) {
        self.tracker.spawn(self.drain.clone().run_until_cancelled_owned(task));
    }

    /// So that staff find it, on whatever node they look.
    async fn record_loss(&self, session: SessionId, events: u64) {
        self.catalog.note_loss(Some(session), events);
        if let Err(error) = self.catalog.look().await {
            let error = &error as &dyn std::error::Error;
            tracing::warn!(error, "a loss cannot be recorded now");
        }
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

    /// How many connections each loaded session has.
    pub fn readers(&self) -> impl Iterator<Item = usize> {
        self.loaded().into_iter().map(|session| session.hub().readers())
    }

    /// The other nodes.
    #[must_use]
    pub fn nodes(&self) -> &Nodes {
        &self.nodes
    }

    /// Closes what a login has opened, in every session and on every node.
    pub fn close_login(&self, login: Bytes) {
        self.close_everywhere(Which::Login(login));
    }

    /// Closes what a person has open in a session: their place was given to someone else.
    pub fn close_person(&self, session: SessionId, person: PersonId) {
        let (session_id, person_id) = (session.to_bytes(), person.to_bytes());
        let before_ms = clock::now();
        self.close_everywhere(Which::Seat(NodeSeat { session_id, person_id, before_ms }));
    }

    /// A browser goes on under another key.
    pub fn rename_login(&self, old: Bytes, new: Bytes) {
        self.close_everywhere(Which::Renamed(NodeRenamed { old, new }));
    }

    fn close_everywhere(&self, which: Which) {
        self.close_here(&which);
        self.nodes.close(NodeClosed { which: Some(which) });
    }

    /// Closes what is open on this node, because another node says so.
    pub fn close_here(&self, which: &Which) {
        for session in self.loaded() {
            let hub = session.hub();
            match which {
                Which::Login(login) => hub.close_login(login),
                Which::Renamed(renamed) => hub.rename_login(&renamed.old, &renamed.new),
                Which::Seat(seat) if seat.session_id == hub.session().to_bytes() => {
                    if let Some(person) = PersonId::from_bytes(&seat.person_id) {
                        hub.close_person(person, seat.before_ms);
                    }
                }
                Which::Seat(_) => {}
            }
        }
    }

    /// Lets every session finish what it has begun, then sends its readers away.
    pub async fn drain(&self) {
        self.drain.cancel();
        self.tracker.close();
        self.tracker.wait().await;
    }
}
