//! The other nodes of an installation: who is alive, where a session is decided, who is
//! connected where. Hints, all of it: what keeps the truth is the log.

mod dial;
mod home;
mod lease;
mod link;
mod presence;

pub use dial::{Dial, Heard, Over, WebSockets, Wire};
pub use home::home;
pub use lease::{HEARTBEAT, LEASE};
pub use presence::Lost;

use crate::{
    clock,
    codec::{self, Kinds, ids::WireId},
    domain::{Millis, PersonId, SessionId},
    log::Leases,
    proto::{
        NodeAnswer, NodeAsk, NodeClosed, NodeCommand, NodeLease, NodePresence, NodeStatus,
        node_frame::Item,
    },
    telemetry,
};
use link::Link;
use presence::Elsewhere;
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeMap, HashMap, HashSet, VecDeque},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{
    sync::{mpsc, watch},
    time::Instant,
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tracing::Instrument;
use uuid::Uuid;

/// One running process. A restart is another node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub Uuid);

/// Nodes that were lost and wait to be dealt with.
const LOST_MAX: usize = 64;

/// Largest message between nodes: everyone in a session, and a batch of commands.
pub const FRAME_BYTES_MAX: usize = 16 << 20;
/// How long giving the lease back may take.
const LEAVE: Duration = Duration::from_secs(1);
/// What was closed lately is said again to whoever was out of reach.
const CLOSED_MS_MAX: Millis = 5 * 60_000;
const CLOSED_MAX: usize = 4096;

/// What [`Nodes::join`] needs.
pub struct Joining {
    /// This node.
    pub id: NodeId,
    /// Where the others reach it, as `http://10.0.0.7:8080`.
    pub address: String,
    /// What all nodes of the installation know and nobody else.
    pub secret: [u8; 32],
    /// Where leases are kept.
    pub leases: Arc<dyn Leases>,
    /// How links are opened.
    pub dial: Arc<dyn Dial>,
}

/// A link that another node has opened.
#[derive(Clone, Copy, Debug)]
pub struct Greeted {
    node: NodeId,
    number: u64,
}

/// The other nodes. Clones share them.
#[derive(Clone)]
pub struct Nodes(Option<Arc<Inner>>);

struct Inner {
    joining: Joining,
    // A std mutex: held for look-ups, never across an await.
    known: Mutex<Known>,
    lost: mpsc::Sender<Lost>,
    stop: CancellationToken,
    abandoned: AtomicBool,
    started_at: Millis,
    /// Whether it is known who else is alive.
    settled: watch::Sender<bool>,
    tracker: TaskTracker,
}

#[derive(Default)]
struct Known {
    links: BTreeMap<NodeId, Link>,
    /// What each of them says of itself.
    about: BTreeMap<NodeId, NodeLease>,
    /// Kinds of events that some of them do not know.
    too_new: Arc<Kinds>,
    elsewhere: Elsewhere,
    /// Who is connected here, as the others were told.
    here: HashMap<SessionId, HashSet<PersonId>>,
    /// What was closed lately, and when.
    closed: VecDeque<(Millis, NodeClosed)>,
    /// The links that others have to this node; a newer one of the same node ends the older.
    greeted: HashMap<NodeId, u64>,
    greetings: u64,
}

impl Nodes {
    /// There is one node, this.
    #[must_use]
    pub fn alone() -> Self {
        Self(None)
    }

    /// Takes a lease, and finds the others. What comes out tells of nodes that died.
    #[must_use]
    pub fn join(joining: Joining) -> (Self, mpsc::Receiver<Lost>) {
        let (lost, losses) = mpsc::channel(LOST_MAX);
        let inner = Arc::new(Inner {
            joining,
            known: Mutex::default(),
            lost,
            stop: CancellationToken::new(),
            abandoned: AtomicBool::new(false),
            started_at: clock::now(),
            settled: watch::Sender::new(false),
            tracker: TaskTracker::new(),
        });
        inner.tracker.spawn(lease::keep(Arc::clone(&inner)));
        (Self(Some(inner)), losses)
    }

    /// Whether there may be others.
    #[must_use]
    pub fn is_alone(&self) -> bool {
        self.0.is_none()
    }

    /// How many others are alive, and how many of them this one reaches.
    #[must_use]
    pub fn others(&self) -> (usize, usize) {
        let Some(inner) = &self.0 else { return (0, 0) };
        let known = inner.known();
        (known.links.len(), known.links.values().filter(|link| link.is_open()).count())
    }

    /// Those that are alive, for people; this one first.
    #[must_use]
    pub fn status(&self) -> Vec<NodeStatus> {
        let Some(inner) = &self.0 else { return Vec::new() };
        let known = inner.known();
        let all = known.about.values().flat_map(|about| &about.kinds).copied();
        let all: Kinds = all.chain(codec::kinds().iter().copied()).collect();
        let status = |node: NodeId, about: &NodeLease, is_reached| NodeStatus {
            id: node.0.simple().to_string(),
            version: about.version.clone(),
            is_reached,
            started_at_ms: about.started_at_ms,
            is_outdated: about.kinds.iter().collect::<HashSet<_>>().len() < all.len(),
        };
        let me = status(inner.joining.id, &inner.about(), true);
        let others = known.about.iter().map(|(node, about)| {
            status(*node, about, known.links.get(node).is_some_and(Link::is_open))
        });
        std::iter::once(me).chain(others).collect()
    }

    /// Kinds of events that some other node does not know: none of them may be written.
    #[must_use]
    pub fn too_new(&self) -> Arc<Kinds> {
        self.0.as_ref().map(|inner| Arc::clone(&inner.known().too_new)).unwrap_or_default()
    }

    /// Another node that can be asked and knows kinds of events that this one does not.
    #[must_use]
    pub fn newer(&self) -> Option<NodeId> {
        let known = self.0.as_ref()?.known();
        let is_newer = |node: &NodeId| {
            let kinds = known.about.get(node).map(|about| &about.kinds);
            kinds.is_some_and(|kinds| kinds.iter().any(|kind| !codec::kinds().contains(kind)))
        };
        let mut open = known.links.iter().filter(|(_, link)| link.is_open());
        open.find(|(node, _)| is_newer(node)).map(|(node, _)| *node)
    }

    /// Waits until it is known who else is alive. Before that nothing may be decided: others may
    /// not know what this node would write.
    pub async fn settled(&self) {
        if let Some(inner) = &self.0 {
            let mut settled = inner.settled.subscribe();
            // The sender lives as long as the nodes do.
            let _ = settled.wait_for(|settled| *settled).await;
        }
    }

    /// The node that decides a session's commands; `None`: this one.
    #[must_use]
    pub fn home(&self, session: SessionId) -> Option<NodeId> {
        let inner = self.0.as_ref()?;
        let known = inner.known();
        let me = inner.joining.id;
        let open = known.links.iter().filter(|(_, link)| link.is_open());
        let found = home(session, open.map(|(node, _)| *node).chain([me]))?;
        (found != me).then_some(found)
    }

    /// Has commands decided by another node. `None`: nobody knows what became of them.
    pub fn ask(
        &self,
        node: NodeId,
        session: SessionId,
        commands: Vec<NodeCommand>,
    ) -> impl Future<Output = Option<NodeAnswer>> + Send + use<> {
        let link = self.0.as_ref().and_then(|inner| inner.known().links.get(&node).cloned());
        let ask = NodeAsk { id: 0, session_id: session.to_bytes(), commands };
        let span =
            tracing::debug_span!("forward", node.id = %node.0, commands = ask.commands.len());
        async move {
            let began = Instant::now();
            let answer = link?.ask(ask).await;
            let outcome = match &answer {
                None => "unanswered",
                Some(answer) if answer.outcomes.is_empty() => "unanswered",
                Some(answer) if answer.outcomes.iter().all(|outcome| outcome.declined) => {
                    "declined"
                }
                Some(_) => "answered",
            };
            metrics::counter!(telemetry::FORWARDS, "outcome" => outcome).increment(1);
            metrics::histogram!(telemetry::FORWARD_SECONDS).record(began.elapsed());
            answer
        }
        .instrument(span)
    }

    /// Tells the others who has come and gone here.
    pub fn tell(&self, session: SessionId, came: &[PersonId], went: &[PersonId]) {
        let Some(inner) = &self.0 else { return };
        let bytes = |people: &[PersonId]| people.iter().map(WireId::to_bytes).collect();
        let presence =
            NodePresence { session_id: session.to_bytes(), here: bytes(came), away: bytes(went) };
        let mut known = inner.known();
        let here = known.here.entry(session).or_default();
        here.extend(came);
        went.iter().for_each(|person| {
            here.remove(person);
        });
        if here.is_empty() {
            known.here.remove(&session);
        }
        known.links.values().for_each(|link| link.tell(Item::Presence(presence.clone())));
    }

    /// Tells the others what to close.
    pub fn close(&self, closed: NodeClosed) {
        let Some(inner) = &self.0 else { return };
        let now = clock::now();
        let mut known = inner.known();
        known.closed.retain(|(at, _)| at + CLOSED_MS_MAX > now);
        if known.closed.len() >= CLOSED_MAX {
            known.closed.pop_front();
        }
        known.links.values().for_each(|link| link.tell(Item::Closed(closed.clone())));
        known.closed.push_back((now, closed));
    }

    /// Who is connected to other nodes.
    #[must_use]
    pub fn elsewhere(&self, session: SessionId) -> Arc<HashSet<PersonId>> {
        self.0.as_ref().map(|inner| inner.known().elsewhere.of(session)).unwrap_or_default()
    }

    /// Whether a link that is offered comes from a node of this installation.
    #[must_use]
    pub fn knows(&self, secret: &[u8]) -> bool {
        // Compared as hashes, so that the time that it takes says nothing.
        let hash = |bytes: &[u8]| Sha256::digest(bytes);
        self.0.as_ref().is_some_and(|inner| hash(secret) == hash(&inner.joining.secret))
    }

    /// Another node has opened a link; what comes out names it. `None`: it is not for us.
    /// Whoever that node told of before, it tells again.
    #[must_use]
    pub fn greet(&self, node: NodeId, to: NodeId) -> Option<Greeted> {
        let inner = self.0.as_ref()?;
        if to != inner.joining.id || node == to {
            let lease_ms = Millis::try_from(LEASE.as_millis()).unwrap_or(Millis::MAX);
            if node != to && clock::now() < inner.started_at + lease_ms {
                // It looks for the process that was at this address before.
                return None;
            }
            tracing::error!(
                "the address of another node leads to this one: set CONVENE_NODE_URL there"
            );
            return None;
        }
        let mut known = inner.known();
        known.greetings += 1;
        let greeted = Greeted { node, number: known.greetings };
        known.greeted.insert(node, greeted.number);
        known.elsewhere.forget(node);
        Some(greeted)
    }

    /// Another node tells who has come and gone there. False: begin anew.
    #[must_use]
    pub fn hear(&self, from: Greeted, told: &NodePresence) -> bool {
        let Some(session) = SessionId::from_bytes(&told.session_id) else { return false };
        let people = |ids: &[bytes::Bytes]| -> Vec<PersonId> {
            ids.iter().filter_map(|id| PersonId::from_bytes(id)).collect()
        };
        let Some(inner) = &self.0 else { return false };
        let mut known = inner.known();
        let is_current = known.is_current(from);
        if is_current {
            let (here, away) = (people(&told.here), people(&told.away));
            known.elsewhere.told(from.node, session, &here, &away);
        }
        is_current
    }

    /// Whether a link still counts: its node was not given up meanwhile.
    #[must_use]
    pub fn is_current(&self, link: Greeted) -> bool {
        self.0.as_ref().is_some_and(|inner| inner.known().is_current(link))
    }

    /// A link that another node has opened is over. A lease says whether that node lives; of one
    /// that has none, as when it cannot reach the store, nothing else would.
    pub fn ended(&self, link: Greeted) {
        let Some(inner) = &self.0 else { return };
        let mut known = inner.known();
        if known.is_current(link) && !known.links.contains_key(&link.node) {
            known.greeted.remove(&link.node);
            let people = known.elsewhere.forget(link.node);
            if inner.lost.try_send(Lost { people, last_heard: clock::now() }).is_err() {
                tracing::warn!("too many nodes were lost at once");
            }
        }
    }

    /// Renews the lease no more, and does not give it back: for tests, of what a crash is.
    pub fn abandon(&self) {
        if let Some(inner) = &self.0 {
            inner.abandoned.store(true, Ordering::Relaxed);
            inner.stop.cancel();
        }
    }

    /// Gives the lease back, so that nobody waits for it to run out.
    pub async fn leave(&self) {
        if let Some(inner) = &self.0 {
            inner.stop.cancel();
            inner.tracker.close();
            // A store that does not answer must not keep people waiting for their goodbye.
            let _ = tokio::time::timeout(LEAVE, inner.tracker.wait()).await;
        }
    }
}

impl Known {
    /// Looks again which kinds all nodes know.
    fn count_kinds(&mut self) {
        let lacks = |kind: &&u32| self.about.values().any(|node| !node.kinds.contains(kind));
        self.too_new = Arc::new(codec::kinds().iter().filter(lacks).copied().collect());
    }

    fn is_current(&self, link: Greeted) -> bool {
        self.greeted.get(&link.node) == Some(&link.number)
    }
}

impl Inner {
    /// What this node says of itself.
    fn about(&self) -> NodeLease {
        NodeLease {
            address: self.joining.address.clone(),
            kinds: codec::kinds().iter().copied().collect(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            started_at_ms: self.started_at,
        }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
