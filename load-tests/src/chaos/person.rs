//! Someone who stays: reads everything, does what is due, and comes back whenever they are cut
//! off, to another node if need be, as the protocol says.

use super::{
    deeds::{self, Deed},
    notes::Notes,
    outbox::Outbox,
    witness::{Account, Asked, Mark, Why},
};
use crate::{
    client::{self, Http, Kept, Socket},
    measure::now,
    rng::Rng,
};
use anyhow::{Context, bail};
use convene::{
    domain::{LineId, PersonId},
    proto::{self, ServerFrame, server_item::Item},
};
use flate2::read::GzDecoder;
use futures_util::{SinkExt, StreamExt};
use prost::Message as _;
use std::{
    collections::{BTreeSet, HashSet},
    io::Read as _,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::{
    sync::{mpsc, watch},
    time::{MissedTickBehavior, timeout},
};
use tokio_tungstenite::tungstenite::Message;

const PING_EVERY: Duration = Duration::from_secs(10);
/// After so much silence the connection counts as gone: twice the heartbeat, and a little.
const SILENCE_MAX: Duration = Duration::from_secs(11);
/// How long coming in may take before another node is tried.
const ENTER_MAX: Duration = Duration::from_secs(5);
/// The pause before coming back, in seconds: grows, and has chance in it.
const PAUSE_S: (f64, f64) = (0.05, 0.4);
const PAUSE_S_MAX: f64 = 2.0;
/// Closes with this code or above say: do not come back.
const FOR_GOOD: u32 = 4500;

/// What everyone is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    Live,
    /// Come in anew, for one more whole view.
    Last,
    /// Say who is shown as here.
    Count,
    Over,
}

/// What all of them share.
pub struct Place {
    /// Host and port of each node.
    pub nodes: Vec<String>,
    pub session: String,
    pub start: Instant,
}

impl Place {
    pub fn since_start(&self) -> Duration {
        now().saturating_duration_since(self.start)
    }
}

/// What is known of someone from outside while they are at it.
#[derive(Default)]
pub struct Gauge {
    /// Commands without an answer, and deeds to come.
    pub pending: AtomicUsize,
    /// How many they are shown as here; none while they are cut off.
    pub here: AtomicUsize,
    /// Changes that they were shown.
    pub shown: AtomicUsize,
    /// 1: has the last view. 2: has counted who is here.
    pub done: AtomicUsize,
}

/// Something to do, and when.
pub struct Due {
    /// Since the beginning.
    pub at: Duration,
    pub deed: Deed,
}

/// Being cut off, and coming back.
#[derive(Clone, Copy, Debug)]
pub struct Return {
    pub lost: Duration,
    pub back: Option<Duration>,
    /// What the server said when it closed.
    pub code: Option<u32>,
    pub is_resumed: bool,
}

/// What is left of someone in the end.
pub struct Remains {
    pub account: Account,
    /// Who was shown as here in the end.
    pub here: BTreeSet<PersonId>,
    pub asked: Vec<Asked>,
    pub returns: Vec<Return>,
    /// When something was due, and when it was acknowledged.
    pub served: Vec<(Duration, Duration)>,
    /// What a person would have seen as an error.
    pub errors: Vec<String>,
}

pub struct Person {
    place: Arc<Place>,
    gauge: Arc<Gauge>,
    seat: Http,
    node: usize,
    notes: Notes,
    kept: Kept,
    outbox: Outbox,
    reacted: HashSet<(LineId, usize)>,
    rng: Rng,
    returns: Vec<Return>,
    errors: Vec<String>,
    goodbye: Option<proto::Goodbye>,
    counted: BTreeSet<PersonId>,
}

impl Person {
    pub fn new(place: Arc<Place>, seat: Http, node: usize, notes: Notes, seed: u64) -> Self {
        let outbox = Outbox::new(notes.account.person, Arc::clone(&place));
        Self {
            place,
            gauge: Arc::default(),
            seat,
            node,
            notes,
            kept: Kept::default(),
            outbox,
            reacted: HashSet::new(),
            rng: Rng::new(seed),
            returns: Vec::new(),
            errors: Vec::new(),
            goodbye: None,
            counted: BTreeSet::new(),
        }
    }

    pub fn gauge(&self) -> Arc<Gauge> {
        Arc::clone(&self.gauge)
    }

    pub async fn run(
        mut self,
        mut deeds: mpsc::Receiver<Due>,
        mut phase: watch::Receiver<Phase>,
    ) -> Remains {
        let (mut low, mut high) = PAUSE_S;
        loop {
            let now = *phase.borrow_and_update();
            if now == Phase::Over || self.is_sent_away() {
                break;
            }
            if let Ok(Ok(mut socket)) = timeout(ENTER_MAX, self.enter(now)).await {
                (low, high) = PAUSE_S;
                if self.stay(&mut socket, &mut deeds, &mut phase).await.is_ok() {
                    continue;
                }
                self.lost();
            }
            self.gauge.here.store(0, Ordering::Relaxed);
            self.node = (self.node + 1) % self.place.nodes.len();
            let asked = self.goodbye.as_ref().map_or(0, |goodbye| goodbye.after_ms);
            let pause = self.rng.seconds(low, high) + Duration::from_millis(asked.into());
            tokio::time::sleep(pause).await;
            (low, high) = ((low * 2.0).min(PAUSE_S_MAX / 2.0), (high * 2.0).min(PAUSE_S_MAX));
        }
        let (asked, served) = self.outbox.finish();
        let Self { notes, counted, returns, errors, .. } = self;
        Remains { account: notes.account, here: counted, asked, returns, served, errors }
    }

    fn is_sent_away(&mut self) -> bool {
        let goodbye = self.goodbye.as_ref().filter(|goodbye| goodbye.code >= FOR_GOOD);
        let is_away = goodbye.is_some();
        self.errors.extend(goodbye.map(|goodbye| format!("sent away for good: {goodbye:?}")));
        is_away
    }

    /// The connection is gone, wherever it was.
    fn lost(&mut self) {
        self.returns.push(Return {
            lost: self.place.since_start(),
            back: None,
            code: self.goodbye.as_ref().map(|goodbye| goodbye.code),
            is_resumed: false,
        });
    }

    /// Comes in, or back, as far as the welcome, and sends again what has no answer.
    async fn enter(&mut self, phase: Phase) -> anyhow::Result<Socket> {
        self.goodbye = None;
        let address = &self.place.nodes[self.node];
        let mut seat = self.seat.at(&format!("http://{address}"));
        let ticket = seat.ticket_of(&self.place.session).await?;
        let mut socket = client::open(address, Some(client::PROTOBUF)).await?;
        let hello = match phase {
            Phase::Last => Kept::default().hello(ticket, true),
            Phase::Live | Phase::Count | Phase::Over => self.kept.hello(ticket, true),
        };
        socket.send(hello).await?;
        let mut is_in = false;
        while !is_in {
            is_in = self.read(&mut socket, phase).await?;
        }
        for message in self.outbox.again() {
            socket.send(message).await?;
        }
        Ok(socket)
    }

    /// Reads and acts until cut off, or until the phase is another.
    async fn stay(
        &mut self,
        socket: &mut Socket,
        deeds: &mut mpsc::Receiver<Due>,
        phase: &mut watch::Receiver<Phase>,
    ) -> anyhow::Result<()> {
        let mut ping = tokio::time::interval(PING_EVERY);
        ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
        ping.reset();
        let current = *phase.borrow();
        let mut silent_at = now() + SILENCE_MAX;
        loop {
            self.gauge.pending.store(self.outbox.len() + deeds.len(), Ordering::Relaxed);
            let again_at = self.outbox.next_try();
            tokio::select! {
                read = self.read(socket, current) => {
                    read?;
                    silent_at = now() + SILENCE_MAX;
                }
                Some(due) = deeds.recv() => {
                    let message = self.act(&due);
                    socket.send(message).await?;
                }
                () = tokio::time::sleep_until(silent_at.into()) => bail!("not live"),
                () = tokio::time::sleep_until(again_at.into()), if !self.outbox.is_empty() => {
                    for message in self.outbox.due() {
                        socket.send(message).await?;
                    }
                }
                _ = ping.tick() => socket.send(client::ping()).await?,
                _ = phase.changed() => {
                    if *phase.borrow_and_update() != Phase::Count {
                        return Ok(());
                    }
                    self.counted.clone_from(&self.notes.here);
                    self.gauge.done.store(2, Ordering::Relaxed);
                }
            }
        }
    }

    fn act(&mut self, due: &Due) -> Message {
        let n = self.outbox.next_n();
        let text = format!("{} {n}", self.notes.account.name);
        let (notes, reacted) = (&self.notes, &mut self.reacted);
        let command = deeds::command(&due.deed, text, notes, reacted, &mut self.rng);
        self.outbox.send(self.kept.instance, due.at, command)
    }

    /// Reads one message. Whether there was a welcome in it.
    async fn read(&mut self, socket: &mut Socket, phase: Phase) -> anyhow::Result<bool> {
        let message = socket.next().await.context("closed")??;
        let Message::Binary(bytes) = message else { return Ok(false) };
        let mut is_in = false;
        for item in ServerFrame::decode(bytes)?.items {
            is_in |= self.take(item.item.context("an item")?, phase)?;
        }
        Ok(is_in)
    }

    fn take(&mut self, item: Item, phase: Phase) -> anyhow::Result<bool> {
        match item {
            Item::Welcome(welcome) => {
                self.welcome(welcome, phase)?;
                return Ok(true);
            }
            Item::Change(change) => {
                self.kept.received_since += 1;
                self.gauge.shown.fetch_add(1, Ordering::Relaxed);
                self.notes.change(change)?;
            }
            Item::Ack(ack) => {
                self.kept.token(&ack.resume_token);
                if let Some(command) = self.outbox.acked(ack.n) {
                    self.notes.acked(command);
                }
            }
            Item::Reject(reject) => self.errors.extend(self.outbox.rejected(&reject)),
            Item::Presence(presence) => {
                self.notes.presence(presence);
                self.gauge.here.store(self.notes.here.len(), Ordering::Relaxed);
            }
            Item::Resync(resync) => {
                self.notes.view(Why::Replaced, resync.view.context("a view")?)?;
                self.kept.token(&resync.resume_token);
            }
            Item::Heartbeat(heartbeat) => self.kept.token(&heartbeat.resume_token),
            // Nobody here looks at boards.
            Item::BoardOpened(_)
            | Item::BoardChanged(_)
            | Item::BoardClosed(_)
            | Item::BoardSigns(_) => {}
            Item::Goodbye(goodbye) => {
                self.goodbye = Some(goodbye);
                bail!("goodbye");
            }
            Item::Packed(packed) => {
                let mut bytes = Vec::new();
                GzDecoder::new(&*packed.gzip).read_to_end(&mut bytes)?;
                let mut is_in = false;
                for item in ServerFrame::decode(&*bytes)?.items {
                    is_in |= self.take(item.item.context("an item")?, phase)?;
                }
                return Ok(is_in);
            }
        }
        Ok(false)
    }

    fn welcome(&mut self, welcome: proto::Welcome, phase: Phase) -> anyhow::Result<()> {
        let why = welcome.why();
        if phase == Phase::Last {
            self.gauge.done.store(1, Ordering::Relaxed);
            return self.notes.view(Why::Last, welcome.view.context("a view")?);
        }
        let at = self.place.since_start();
        if let Some(back) = self.returns.last_mut().filter(|last| last.back.is_none()) {
            (back.back, back.is_resumed) = (Some(at), why == proto::Why::Resumed);
        }
        if self.kept.instance != 0 && self.kept.instance != welcome.instance {
            self.outbox.forget();
        }
        self.kept.instance = welcome.instance;
        match welcome.view {
            None => self.notes.account.marks.push(Mark::Resumed),
            Some(view) => {
                let has_diverged = why == proto::Why::Diverged;
                self.notes.view(if has_diverged { Why::Diverged } else { Why::Fresh }, view)?;
            }
        }
        self.kept.token(&welcome.resume_token);
        Ok(())
    }
}
