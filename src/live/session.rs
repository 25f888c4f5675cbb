//! A handle on a live session, for those who ask something of it.

use crate::{
    clock, codec,
    domain::{
        Actor, Command, Ctx, PersonId, Rejection, State,
        instances::{CommandId, Known},
    },
    live::{Close, Connection, Hub, Join, ReaderId},
    log::{EventLog, LogId},
    nodes::Nodes,
    proto::{self, ErrorCode},
};
use std::{sync::Arc, time::Duration};
use tokio::sync::{Notify, mpsc, oneshot};

/// How long someone who saw more than is known here waits for it, and between two looks.
const LOOK_MAX: Duration = Duration::from_secs(2);
const LOOK_PAUSE: Duration = Duration::from_millis(5);

/// What a command came to, for those who ask from within the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The rules say no.
    #[error(transparent)]
    Rejected(#[from] Rejection),
    /// It could not be saved, or nobody knows whether it was.
    #[error("it could not be saved now")]
    RetryLater,
    /// Not all nodes know what it would write.
    #[error("the servers are being upgraded; try again in a few minutes")]
    Upgrading,
    /// There are facts that only a newer version knows, and this node decides nothing.
    #[error("this server is older than the session; try again in a few minutes")]
    Outdated,
}

impl Refusal {
    /// Its code on the wire.
    #[must_use]
    pub fn code(self) -> ErrorCode {
        match self {
            Self::Rejected(rejection) => codec::rejection(rejection),
            Self::RetryLater => ErrorCode::RetryLater,
            Self::Upgrading | Self::Outdated => ErrorCode::Upgrading,
        }
    }

    /// The field that is wrong, or nothing.
    #[must_use]
    pub fn field(self) -> String {
        match self {
            Self::Rejected(rejection) => codec::rejected_field(rejection),
            Self::RetryLater | Self::Upgrading | Self::Outdated => String::new(),
        }
    }
}

/// Where the answer to a command goes.
pub(super) enum From {
    Reader(ReaderId, PersonId, CommandId),
    Server(oneshot::Sender<Result<(), Refusal>>),
    /// Someone who is connected to another node.
    Peer(PersonId, CommandId, oneshot::Sender<Result<(), Refusal>>),
    /// Nobody waits: attendance, asked for again at the next tick.
    Tick,
}

pub(super) struct Waiting {
    pub(super) from: From,
    pub(super) actor: Actor,
    pub(super) command: Command,
    /// As it was sent, where another node may have to decide it.
    pub(super) sent: Option<Box<proto::Command>>,
    /// Another node may be deciding it, too: no refusal is final.
    pub(super) is_doubtful: bool,
}

impl Waiting {
    /// To be decided here.
    pub(super) fn new(from: From, actor: Actor, command: Command) -> Self {
        Self { from, actor, command, sent: None, is_doubtful: false }
    }

    /// What a node can say that is older than the session: what happened has happened, and what
    /// another may be deciding is not refused.
    pub(super) fn without_deciding(&self, known: &State) -> Result<(), Refusal> {
        let has_happened = match &self.from {
            From::Reader(_, person, id) | From::Peer(person, id, _) => {
                known.instances.look_up(*person, *id) == Ok(Known::Happened)
            }
            From::Server(_) | From::Tick => false,
        };
        match has_happened {
            true => Ok(()),
            false if self.is_doubtful => Err(Refusal::RetryLater),
            false => Err(Refusal::Outdated),
        }
    }
}

/// A handle on a live session.
#[derive(Clone)]
pub struct Session {
    pub(super) hub: Arc<Hub>,
    pub(super) inbox: mpsc::Sender<Waiting>,
    pub(super) nodes: Nodes,
    /// Makes the task look at the log.
    pub(super) look: Arc<Notify>,
    pub(super) log: Arc<dyn EventLog>,
}

impl Session {
    /// Where its readers are.
    #[must_use]
    pub fn hub(&self) -> &Arc<Hub> {
        &self.hub
    }

    /// Asks on behalf of a connection. The answer comes with its frames.
    ///
    /// # Errors
    /// `RetryLater` when too much waits already.
    pub fn ask(
        &self,
        from: &Connection,
        id: CommandId,
        command: Command,
        sent: proto::Command,
    ) -> Result<(), Refusal> {
        let actor = Actor::Person(from.person());
        let from = From::Reader(from.id(), from.person(), id);
        let sent = (!self.nodes.is_alone()).then(|| Box::new(sent));
        let waiting = Waiting { sent, ..Waiting::new(from, actor, command) };
        self.inbox.try_send(waiting).map_err(|_| Refusal::RetryLater)
    }

    /// Asks on behalf of someone who is connected to another node.
    ///
    /// # Errors
    /// The rule that forbids it, or `RetryLater`.
    pub async fn ask_as_peer(
        &self,
        person: PersonId,
        id: CommandId,
        command: Command,
    ) -> Result<(), Refusal> {
        let (sender, answer) = oneshot::channel();
        let from = From::Peer(person, id, sender);
        let waiting = Waiting::new(from, Actor::Person(person), command);
        self.inbox.send(waiting).await.map_err(|_| Refusal::RetryLater)?;
        answer.await.map_err(|_| Refusal::RetryLater)?
    }

    /// Waits until everything up to an event is shown here, but not for long: another node may
    /// have said that it happened.
    pub async fn keep_up_with(&self, seq: u64) {
        let behind = async {
            while self.hub.position().seq < seq {
                self.look.notify_one();
                tokio::time::sleep(LOOK_PAUSE).await;
            }
        };
        let _ = tokio::time::timeout(LOOK_MAX, behind).await;
    }

    /// Takes someone in. Who comes from another node may have seen more than is known here;
    /// then it is waited for, but not for long.
    ///
    /// # Errors
    /// Why not, as a close code.
    pub async fn join(&self, join: Join) -> Result<Connection, Close> {
        let behind = async {
            while self.hub.is_behind(&join.resume.0) {
                self.look.notify_one();
                tokio::time::sleep(LOOK_PAUSE).await;
            }
        };
        let waited = tokio::time::timeout(LOOK_MAX, behind).await;
        if waited.is_err() && !self.is_lost(&join.resume.0).await {
            // This node alone is behind, or nobody can say now whether it is lost.
            return Err(Close::Reloaded);
        }
        self.hub.join(join)
    }

    /// Whether the log itself ends before what a resume token tells of.
    async fn is_lost(&self, token: &[u8]) -> bool {
        let session = self.hub.session;
        match self.log.head(LogId(session.0)).await {
            Ok(Some(head)) => self.hub.sealer.tells_more(session, token, head),
            Ok(None) | Err(_) => false,
        }
    }

    /// Whether the rules would accept something now, for what is costly to prepare. Nothing is
    /// promised: others may come first.
    ///
    /// # Errors
    /// The rule that forbids it, or `RetryLater`.
    pub async fn would_accept(&self, actor: Actor, command: &Command) -> Result<(), Refusal> {
        let decide = || {
            let ctx = Ctx { now: clock::now(), actor, id: clock::id() };
            self.hub.state().decide(&ctx, command.clone())
        };
        if decide().is_ok() {
            return Ok(());
        }
        // What allows it may have come by another node a moment ago.
        let head = self.log.head(LogId(self.hub.session.0)).await;
        let head = head.map_err(|_| Refusal::RetryLater)?;
        self.keep_up_with(head.map_or(0, |head| head.seq)).await;
        decide().map(drop).map_err(Refusal::Rejected)
    }

    /// Asks on behalf of the server and waits until the answer is durable.
    ///
    /// # Errors
    /// The rule that forbids it, or `RetryLater`.
    pub async fn ask_as_server(&self, command: Command) -> Result<(), Refusal> {
        self.ask_as(Actor::Server, command).await
    }

    /// Asks on behalf of someone whose request is no command of a connection, and waits until the
    /// answer is durable. What is asked must be fine to ask twice.
    ///
    /// # Errors
    /// The rule that forbids it, or `RetryLater`.
    pub async fn ask_as(&self, actor: Actor, command: Command) -> Result<(), Refusal> {
        let (sender, answer) = oneshot::channel();
        let waiting = Waiting::new(From::Server(sender), actor, command);
        self.inbox.send(waiting).await.map_err(|_| Refusal::RetryLater)?;
        answer.await.map_err(|_| Refusal::RetryLater)?
    }
}
