//! One connection as the hub sees it, and the hub as the connection sees it.

use crate::{
    domain::{Millis, PersonId, Viewer},
    live::{
        Close, Format, Hub, Item, PERSONAL_ITEMS_MAX, allowance::Allowance, boards::Look, ring::Key,
    },
    proto::{ErrorCode, Why},
};
use bytes::Bytes;
use std::{
    collections::VecDeque,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
};
use tokio::sync::{mpsc, watch};

/// Names a connection within its session. Grows with time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ReaderId(pub(super) u64);

/// The answer to a command.
#[derive(Clone, Debug)]
pub(super) enum Reply {
    /// It is on disk, and what it changed has been shown.
    Ack { n: u64 },
    /// It is not.
    Reject { n: u64, code: ErrorCode, field: String, detail: String },
}

/// A whole view that a reader must get before anything else.
#[derive(Clone, Copy, Debug)]
pub(super) enum ViewDue {
    /// It has just come.
    Welcome { why: Why },
    /// It fell too far behind.
    Resync,
    /// It has gained or lost sight of something.
    Refresh,
}

/// What the hub keeps of a connection.
pub(super) struct Reader {
    pub(super) person: PersonId,
    pub(super) joined_at: Millis,
    /// The login that opened it, so that signing out closes it.
    pub(super) login: Bytes,
    pub(super) format: Format,
    pub(super) unpacks: bool,
    pub(super) instance: u64,
    pub(super) viewer: Viewer,
    /// One frame waits here while another is being written; then the reader is skipped,
    /// and what it misses stays in the rings.
    pub(super) out: mpsc::Sender<Bytes>,
    /// Set when a round skipped it: the connection then asks for another round.
    pub(super) starved: Arc<AtomicBool>,
    pub(super) close: watch::Sender<Option<Close>>,
    pub(super) last_heard: Arc<AtomicI64>,
    /// Cursors into the rings of the session.
    pub(super) everyone: u64,
    pub(super) facilitators: u64,
    pub(super) presence: u64,
    /// What is for this person alone.
    pub(super) personal: VecDeque<(Key, Arc<Item>)>,
    pub(super) replies: Vec<Reply>,
    pub(super) view_due: Option<ViewDue>,
    /// What a returning reader missed; goes out with its welcome.
    pub(super) missed: Option<Vec<Arc<Item>>>,
    pub(super) heartbeat_due: bool,
    /// Boards that it looks at.
    pub(super) looks: Vec<Look>,
    /// How many signs it gave in the second that began then.
    pub(super) signs: (Millis, u32),
}

impl Reader {
    /// Queues a change for this person alone, unless a whole view comes anyway.
    pub(super) fn push_personal(&mut self, key: Key, item: &Arc<Item>) {
        if self.view_due.is_some() {
            return;
        }
        self.personal.push_back((key, Arc::clone(item)));
        if self.personal.len() > PERSONAL_ITEMS_MAX {
            self.need_view(ViewDue::Resync);
        }
    }

    /// Replaces all that waits by a whole view. A welcome that has not gone out stays one.
    pub(super) fn need_view(&mut self, due: ViewDue) {
        self.personal.clear();
        // Among it may have been what changed on boards.
        self.looks.iter_mut().for_each(Look::anew);
        if self.missed.take().is_some() {
            self.view_due = Some(ViewDue::Welcome { why: Why::Fresh });
        } else if !matches!(self.view_due, Some(ViewDue::Welcome { .. })) {
            self.view_due = Some(due);
        }
    }
}

/// A place in a live session. Dropping it leaves.
pub struct Connection {
    pub(super) id: ReaderId,
    pub(super) person: PersonId,
    pub(super) instance: u64,
    pub(super) hub: Arc<Hub>,
    pub(super) frames: mpsc::Receiver<Bytes>,
    pub(super) close: watch::Receiver<Option<Close>>,
    pub(super) starved: Arc<AtomicBool>,
    pub(super) last_heard: Arc<AtomicI64>,
    pub(super) allowance: Arc<Allowance>,
}

/// What a connection should do next.
pub enum Next {
    /// Write this.
    Frame(Bytes),
    /// Say goodbye.
    Close(Close),
}

impl Connection {
    /// Names this connection.
    #[must_use]
    pub fn id(&self) -> ReaderId {
        self.id
    }

    /// Where it was taken in.
    #[must_use]
    pub fn hub(&self) -> &Arc<Hub> {
        &self.hub
    }

    /// Who it is.
    #[must_use]
    pub fn person(&self) -> PersonId {
        self.person
    }

    /// Under which instance it may send commands.
    #[must_use]
    pub fn instance(&self) -> u64 {
        self.instance
    }

    /// Notes that something was heard.
    pub fn heard(&self, now: Millis) {
        self.last_heard.store(now, Ordering::Relaxed);
    }

    /// Whether one more message of this person is within bounds.
    ///
    /// # Errors
    /// Far too many.
    pub fn allow(&self) -> Result<bool, Close> {
        self.allowance.take()
    }

    /// Waits for the next frame, or for the end. Safe to cancel.
    pub async fn next(&mut self) -> Next {
        tokio::select! {
            biased;
            close = closed(&mut self.close) => Next::Close(close),
            frame = self.frames.recv() => {
                if self.starved.swap(false, Ordering::SeqCst) {
                    self.hub.wake();
                }
                frame.map_or(Next::Close(Close::Draining), Next::Frame)
            }
        }
    }

    /// Waits for the end alone, while a frame is being written.
    pub fn closing(&self) -> impl Future<Output = Close> + Send + use<> {
        let mut close = self.close.clone();
        async move { closed(&mut close).await }
    }
}

async fn closed(close: &mut watch::Receiver<Option<Close>>) -> Close {
    match close.wait_for(Option::is_some).await {
        Ok(close) => close.unwrap_or(Close::Draining),
        Err(_) => Close::Draining,
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.hub.leave(self.id);
    }
}
