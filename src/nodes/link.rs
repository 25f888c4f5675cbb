//! The link that this node keeps to another: commands and news go out, answers come back.

use crate::{
    clock,
    codec::ids::WireId,
    nodes::{
        Inner, NodeId,
        dial::{Heard, Over, Wire},
    },
    proto::{NodeAnswer, NodeAsk, NodeFrame, NodeHello, NodePing, NodePresence, node_frame::Item},
};
use prost::Message as _;
use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};
use tokio::{
    sync::{mpsc, oneshot},
    time::{Instant, MissedTickBehavior, timeout},
};
use tokio_util::sync::{CancellationToken, DropGuard};

/// Frames that wait for a link. When it is full the link begins anew.
const OUTBOX_MAX: usize = 4096;
/// How long another node may take to decide.
const ANSWER: Duration = Duration::from_secs(5);
const CONNECT: Duration = Duration::from_secs(2);
const PING: Duration = Duration::from_secs(1);
/// How long one frame may take to be written.
const WRITE: Duration = Duration::from_secs(2);
/// How long a node that did not answer in time is left alone.
const REST_MS: i64 = 10_000;
/// Between two tries.
const PAUSE: Duration = Duration::from_millis(250);

enum Outgoing {
    Ask(NodeAsk, oneshot::Sender<NodeAnswer>),
    Tell(Item),
}

/// A handle; the link ends with the last of them.
#[derive(Clone)]
pub(super) struct Link {
    outbox: mpsc::Sender<Outgoing>,
    restart: Arc<tokio::sync::Notify>,
    /// From when it can be asked: never while there is no connection.
    open_from: Arc<AtomicI64>,
    _stop: Arc<DropGuard>,
}

impl Link {
    pub(super) fn open(inner: &Arc<Inner>, node: NodeId, address: String) -> Self {
        let (outbox, waiting) = mpsc::channel(OUTBOX_MAX);
        let restart = Arc::new(tokio::sync::Notify::new());
        let stop = CancellationToken::new();
        let open_from = Arc::new(AtomicI64::new(i64::MAX));
        let keeper = Keeper {
            inner: Arc::clone(inner),
            node,
            address,
            waiting,
            restart: Arc::clone(&restart),
            open_from: Arc::clone(&open_from),
        };
        let stopped = stop.clone();
        inner.tracker.spawn(async move {
            let whole = keeper.inner.stop.clone();
            tokio::select! {
                () = keeper.run() => {}
                () = stopped.cancelled() => {}
                () = whole.cancelled() => {}
            }
        });
        Self { outbox, restart, open_from, _stop: Arc::new(stop.drop_guard()) }
    }

    /// Whether it is worth asking: a node that lets others wait is left alone for a while.
    pub(super) fn is_open(&self) -> bool {
        self.open_from.load(Ordering::Relaxed) <= clock::now()
    }

    pub(super) async fn ask(&self, ask: NodeAsk) -> Option<NodeAnswer> {
        let (sender, answer) = oneshot::channel();
        self.outbox.try_send(Outgoing::Ask(ask, sender)).ok()?;
        match timeout(ANSWER, answer).await {
            Ok(answer) => answer.ok(),
            Err(_) => {
                self.open_from.fetch_max(clock::now() + REST_MS, Ordering::Relaxed);
                None
            }
        }
    }

    /// News. What cannot be said now is said when the link begins anew.
    pub(super) fn tell(&self, item: Item) {
        if self.outbox.try_send(Outgoing::Tell(item)).is_err() {
            self.restart.notify_one();
        }
    }
}

struct Keeper {
    inner: Arc<Inner>,
    node: NodeId,
    address: String,
    waiting: mpsc::Receiver<Outgoing>,
    restart: Arc<tokio::sync::Notify>,
    open_from: Arc<AtomicI64>,
}

impl Keeper {
    async fn run(mut self) {
        let mut is_failing = false;
        loop {
            let began = Instant::now();
            match self.connect().await {
                Ok(mut wire) => {
                    is_failing = false;
                    let over = self.talk(&mut *wire).await.err();
                    self.open_from.store(i64::MAX, Ordering::Relaxed);
                    tracing::info!(node.id = %self.node.0, over, "a link is over");
                }
                Err(error) if !is_failing => {
                    is_failing = true;
                    tracing::warn!(node.id = %self.node.0, error, "no link to another node");
                }
                Err(_) => {}
            }
            // Whoever asked meanwhile decides without us.
            while self.waiting.try_recv().is_ok() {}
            // One that shows us out at once will do so again.
            let was_shown_out = !is_failing && began.elapsed() < PING;
            tokio::time::sleep(if was_shown_out { PING } else { PAUSE }).await;
        }
    }

    async fn connect(&self) -> Result<Box<dyn Wire>, Over> {
        let joining = &self.inner.joining;
        timeout(CONNECT, joining.dial.dial(&self.address, &joining.secret)).await?
    }

    /// Until something fails.
    async fn talk(&mut self, wire: &mut dyn Wire) -> Result<(), Over> {
        // In one step with what the others are told from now on: nothing is missed between.
        let whole = {
            let known = self.inner.known();
            while self.waiting.try_recv().is_ok() {}
            let whole = known.here.iter().map(|(session, people)| {
                Item::Presence(NodePresence {
                    session_id: session.to_bytes(),
                    here: people.iter().map(WireId::to_bytes).collect(),
                    away: Vec::new(),
                })
            });
            let closed = known.closed.iter().map(|(_, closed)| Item::Closed(closed.clone()));
            whole.chain(closed).collect::<Vec<_>>()
        };
        let bytes = |node: NodeId| node.0.as_bytes().to_vec().into();
        let (node_id, to_node_id) = (bytes(self.inner.joining.id), bytes(self.node));
        say(wire, Item::Hello(NodeHello { node_id, to_node_id })).await?;
        for item in whole {
            say(wire, item).await?;
        }
        let mut asked: HashMap<u64, oneshot::Sender<NodeAnswer>> = HashMap::new();
        let (mut next_id, mut heard) = (1, Instant::now());
        let mut pings = tokio::time::interval(PING);
        pings.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                outgoing = self.waiting.recv() => match outgoing {
                    None => return Ok(()),
                    Some(Outgoing::Tell(item)) => say(wire, item).await?,
                    Some(Outgoing::Ask(ask, sender)) => {
                        asked.retain(|_, sender| !sender.is_closed());
                        asked.insert(next_id, sender);
                        say(wire, Item::Ask(NodeAsk { id: next_id, ..ask })).await?;
                        next_id += 1;
                    }
                },
                incoming = wire.hear() => {
                    heard = Instant::now();
                    let incoming = incoming?;
                    // Only one that answers can be asked; one that rests does so till the end.
                    let _ = self.open_from.compare_exchange(
                        i64::MAX,
                        clock::now(),
                        Ordering::Relaxed,
                        Ordering::Relaxed,
                    );
                    if let Heard::Frame(frame) = incoming
                        && let Some(Item::Answer(answer)) = NodeFrame::decode(frame)?.item
                        && let Some(sender) = asked.remove(&answer.id)
                    {
                        // Who asked may have stopped waiting.
                        let _ = sender.send(answer);
                    }
                }
                _ = pings.tick() => {
                    if heard.elapsed() > 3 * PING {
                        return Err("nothing was heard".into());
                    }
                    timeout(WRITE, wire.ping()).await??;
                    say(wire, Item::Ping(NodePing {})).await?;
                }
                () = self.restart.notified() => return Err("too much waited".into()),
            }
        }
    }
}

async fn say(wire: &mut dyn Wire, item: Item) -> Result<(), Over> {
    let frame = NodeFrame { item: Some(item) };
    timeout(WRITE, wire.send(frame.encode_to_vec().into())).await?
}
