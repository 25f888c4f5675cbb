//! A client that behaves by the protocol's description: keeps a view, counts what changes it,
//! comes back on any node with its token, and sends again what was not answered.

use super::{
    mind::{Mind, Temper},
    node::short,
    pipe::End,
    world::{Phase, World},
};
use crate::support::{rng::Rng, view::apply};
use bytes::Bytes;
use convene::{
    codec::ids::WireId,
    domain::PersonId,
    proto::{
        ClientFrame, Command, ErrorCode, Goodbye, Hello, Ping, ServerFrame, View, Welcome, Why,
        change::Change, client_frame, command::Body, server_item::Item,
    },
};
use flate2::read::GzDecoder;
use prost::Message as _;
use std::{
    collections::{BTreeMap, BTreeSet},
    io::Read as _,
    sync::Arc,
    time::Duration,
};
use tokio::{
    sync::watch,
    time::{Instant, sleep, sleep_until, timeout},
};

/// How long nothing may come before the connection counts as gone: two heartbeats.
const SILENCE: Duration = Duration::from_secs(10);
const PING: Duration = Duration::from_secs(10);
/// Before what could not be saved is sent again; it grows.
const PAUSE: Duration = Duration::from_millis(200);
const PAUSE_MAX: Duration = Duration::from_secs(3);
/// From the oldest command without an answer to the newest: the server tells 64 apart.
const PENDING_MAX: u64 = 60;
/// One view in so many is held against the log when its place in it is known.
const LOOK_ONE_IN: usize = 8;

/// A command without an answer.
struct Pending {
    body: Body,
    retry_at: Option<Instant>,
    pause: Duration,
}

/// Why a stay is over.
enum Over {
    /// Come back.
    Again(Duration),
    /// They were taken out.
    Out,
    /// The simulation is over.
    All,
}

async fn until_over(phase: &mut watch::Receiver<Phase>) {
    let _ = phase.wait_for(|phase| *phase == Phase::Over).await;
}

pub struct Client {
    pub number: usize,
    pub person: PersonId,
    world: Arc<World>,
    rng: Rng,
    pub temper: Temper,
    pub view: View,
    instance: u64,
    pub token: Bytes,
    received: u32,
    next_n: u64,
    pending: BTreeMap<u64, Pending>,
    pub here: BTreeSet<String>,
    /// How often it was told that what it saw last may be gone.
    pub diverged: usize,
    /// It has had its last word.
    is_done: bool,
    pub is_out: bool,
    pub is_connected: bool,
}

impl Client {
    pub fn new(world: &Arc<World>, number: usize, person: PersonId, temper: Temper) -> Self {
        Self {
            number,
            person,
            world: Arc::clone(world),
            rng: Rng::new(world.draw()),
            temper,
            view: View::default(),
            instance: 0,
            token: Bytes::new(),
            received: 0,
            next_n: 1,
            pending: BTreeMap::new(),
            here: BTreeSet::new(),
            diverged: 0,
            is_done: false,
            is_out: false,
            is_connected: false,
        }
    }

    pub fn name(&self) -> String {
        format!("client {} ({})", self.number, short(self.person))
    }

    fn phase(&self) -> Phase {
        *self.world.phase.borrow()
    }

    /// Until the simulation is over.
    pub async fn run(mut self) -> Self {
        let mut phase = self.world.phase.subscribe();
        sleep(Duration::from_millis(self.rng.below(self.temper.comes_after_ms) as u64)).await;
        loop {
            let stays_away = self.is_out || self.has_left();
            self.note_progress(!stays_away);
            if stays_away {
                until_over(&mut phase).await;
            }
            if self.phase() == Phase::Over {
                return self;
            }
            let place = self.rng.below(self.world.places);
            let over = match self.world.call(self.number, self.person, place).await {
                Some(end) => self.stay(end).await,
                None => Over::Again(Duration::from_millis(100)),
            };
            match over {
                Over::All => return self,
                Over::Out => self.is_out = true,
                Over::Again(after) => {
                    let more = Duration::from_millis(self.rng.below(400) as u64);
                    tokio::select! {
                        () = sleep(after + more) => {}
                        () = until_over(&mut phase) => {}
                    }
                }
            }
        }
    }

    /// Whether it is gone for good.
    pub fn has_left(&self) -> bool {
        self.temper.leaves_at.is_some_and(|at| Instant::now() >= at)
    }

    /// Whether nothing more is to be waited for.
    fn note_progress(&self, stays: bool) {
        let is_settled = !stays || (self.is_done && self.pending.is_empty() && self.is_connected);
        self.world.settle(self.number, is_settled);
    }

    /// On one connection, from the hello to the end.
    async fn stay(&mut self, mut end: End) -> Over {
        let over = self.talk(&mut end).await;
        self.is_connected = matches!(over, Over::All);
        // A browser that is shut says so; a phone in a tunnel does not.
        let is_silent = self.rng.one_in(3) && self.phase() == Phase::Acting;
        if is_silent && !matches!(over, Over::All) {
            end.vanish();
        }
        over
    }

    async fn talk(&mut self, end: &mut End) -> Over {
        let soon = Over::Again(Duration::from_millis(100));
        let hello = Hello {
            ticket: "by the door".to_owned(),
            instance: self.instance,
            resume_token: self.token.clone(),
            received_since: self.received,
            revision: 1,
            unpacks: self.temper.unpacks,
        };
        if self.send(end, client_frame::Item::Hello(hello)).await.is_err() {
            return soon;
        }
        let mut phase = self.world.phase.subscribe();
        let (mut heard, mut pinged) = (Instant::now(), Instant::now());
        let mut acts_at = Instant::now() + self.temper.pause(&mut self.rng);
        let mut leaves_at = self.temper.stays_until(&mut self.rng);
        loop {
            let retry_at = self.pending.values().filter_map(|pending| pending.retry_at).min();
            let mut wake = (heard + SILENCE).min(pinged + PING).min(leaves_at);
            if self.is_connected {
                wake = retry_at.map_or(wake, |at| wake.min(at)).min(acts_at);
            }
            tokio::select! {
                received = end.receive() => {
                    let Ok(frame) = received else { return soon };
                    heard = Instant::now();
                    let was_connected = self.is_connected;
                    if let Some(over) = self.read(frame) {
                        return over;
                    }
                    if self.is_connected && !was_connected && self.send_all(end).await.is_err() {
                        return soon;
                    }
                    if self.temper.reads_slowly && self.phase() == Phase::Acting {
                        sleep(Duration::from_millis(self.rng.below(1_500) as u64)).await;
                        heard = Instant::now();
                    }
                }
                () = sleep_until(wake) => {
                    let now = Instant::now();
                    if heard + SILENCE <= now || (leaves_at <= now && self.phase() == Phase::Acting) {
                        return soon;
                    }
                    if self.has_left() {
                        return Over::Again(Duration::ZERO);
                    }
                    leaves_at = leaves_at.max(now + SILENCE);
                    if pinged + PING <= now {
                        pinged = now;
                        if self.send(end, client_frame::Item::Ping(Ping {})).await.is_err() {
                            return soon;
                        }
                    }
                    let acts = acts_at <= now && self.is_connected;
                    if acts {
                        acts_at = now + self.temper.pause(&mut self.rng);
                    }
                    if self.act(end, acts).await.is_err() {
                        return soon;
                    }
                }
                () = until_over(&mut phase) => return Over::All,
            }
            self.note_progress(true);
        }
    }

    async fn send(
        &mut self,
        end: &mut End,
        item: client_frame::Item,
    ) -> Result<(), convene::nodes::Over> {
        // Whoever waits here reads nothing, and the other side may wait for that.
        let sending = end.send(ClientFrame { item: Some(item) }.encode_to_vec().into());
        timeout(SILENCE, sending).await.unwrap_or_else(|_| Err("nothing gets through".into()))
    }

    async fn send_command(&mut self, end: &mut End, n: u64) -> Result<(), convene::nodes::Over> {
        let Some(pending) = self.pending.get_mut(&n) else { return Ok(()) };
        pending.retry_at = None;
        let body = Some(pending.body.clone());
        self.world.judge.sends((self.person, self.instance, n));
        self.world.say(|| format!("{} sends {n}: {body:?}", self.name()));
        self.send(end, client_frame::Item::Command(Command { n, body })).await
    }

    /// Everything that was not answered, again and in order.
    async fn send_all(&mut self, end: &mut End) -> Result<(), convene::nodes::Over> {
        for n in self.pending.keys().copied().collect::<Vec<_>>() {
            self.send_command(end, n).await?;
        }
        Ok(())
    }

    async fn act(&mut self, end: &mut End, acts: bool) -> Result<(), convene::nodes::Over> {
        let now = Instant::now();
        let due = |(n, pending): (&u64, &Pending)| {
            pending.retry_at.is_some_and(|at| at <= now).then_some(*n)
        };
        for n in self.pending.iter().filter_map(due).collect::<Vec<_>>() {
            self.send_command(end, n).await?;
        }
        let oldest = self.pending.keys().next().copied().unwrap_or(self.next_n);
        if !acts || self.next_n >= oldest + PENDING_MAX {
            return Ok(());
        }
        let phase = self.phase();
        let mut mind = Mind { view: &self.view, rng: &mut self.rng, number: self.number };
        let body = match phase {
            Phase::Acting => mind.next(&self.temper, self.next_n),
            Phase::Settling if !self.is_done => {
                self.is_done = true;
                Some(mind.last_word(self.next_n))
            }
            Phase::Settling | Phase::Over => None,
        };
        let Some(body) = body else { return Ok(()) };
        let n = self.next_n;
        self.next_n += 1;
        self.pending.insert(n, Pending { body, retry_at: None, pause: PAUSE });
        self.send_command(end, n).await?;
        if self.temper.stutters && self.rng.one_in(10) {
            self.send_command(end, n).await?;
        }
        Ok(())
    }

    fn read(&mut self, frame: Bytes) -> Option<Over> {
        let frame = ServerFrame::decode(frame).unwrap();
        frame.items.into_iter().find_map(|item| self.take(item.item.unwrap()))
    }

    fn take(&mut self, item: Item) -> Option<Over> {
        match item {
            Item::Welcome(welcome) => self.come_in(welcome),
            Item::Change(change) => {
                self.received += 1;
                self.change(change.change.unwrap());
            }
            Item::Ack(ack) => {
                self.pending.remove(&ack.n);
                self.world.say(|| format!("{} hears that {} is done", self.name(), ack.n));
                self.world.judge.acked((self.person, self.instance, ack.n));
                self.take_token(ack.resume_token, 1);
            }
            Item::Reject(reject) => self.refuse(reject.n, reject.code()),
            Item::Presence(presence) => {
                if presence.full {
                    self.here.clear();
                }
                self.here.extend(presence.here);
                presence.away.iter().for_each(|id| {
                    self.here.remove(id);
                });
            }
            Item::Resync(resync) => {
                self.view = resync.view.unwrap();
                self.take_token(resync.resume_token, 1);
            }
            Item::Heartbeat(heartbeat) => self.take_token(heartbeat.resume_token, LOOK_ONE_IN),
            // Nobody here looks at boards.
            Item::BoardOpened(_)
            | Item::BoardChanged(_)
            | Item::BoardClosed(_)
            | Item::BoardSigns(_) => {}
            Item::Packed(packed) => {
                let mut bytes = Vec::new();
                GzDecoder::new(&*packed.gzip).read_to_end(&mut bytes).unwrap();
                return self.read(bytes.into());
            }
            Item::Goodbye(goodbye) => return Some(self.leave(&goodbye)),
        }
        None
    }

    fn come_in(&mut self, welcome: Welcome) {
        let why = welcome.why();
        self.world.say(|| format!("{} comes in: {why:?}", self.name()));
        self.is_connected = true;
        self.diverged += usize::from(why == Why::Diverged);
        if why == Why::Diverged && !self.world.judge.has_lost() {
            self.world.judge.blame(format!("{} hears of a loss, and there was none", self.name()));
        }
        if self.instance != 0 && self.instance != welcome.instance {
            self.world.judge.blame(format!("{} has another instance", self.name()));
        }
        self.instance = welcome.instance;
        if (why == Why::Resumed) == welcome.view.is_some() {
            self.world.judge.blame(format!("{} came in with and without a view", self.name()));
        }
        if let Some(view) = welcome.view {
            self.view = view;
        }
        self.here.clear();
        self.take_token(welcome.resume_token, 2);
    }

    fn change(&mut self, change: Change) {
        if let Change::LineAdded(line) = &change {
            let mut channels = self.view.channels.iter();
            let channel = channels.find(|channel| channel.id == line.channel_id);
            let again = channel
                .is_some_and(|channel| channel.lines.iter().any(|other| other.id == line.id));
            // A count that covers what was lost may skip the channel that a line is in.
            let is_lame = channel.is_none() && self.world.judge.has_lost();
            if !self.world.judge.shown(self.person, line, again) || is_lame {
                return;
            }
        }
        match &change {
            Change::Shown(found) => self.world.judge.results(self.person, &found.run_id, true),
            Change::TallyPut(found) => self.world.judge.results(self.person, &found.run_id, false),
            _ => {}
        }
        apply(&mut self.view, change);
    }

    fn refuse(&mut self, n: u64, code: ErrorCode) {
        let retry = matches!(code, ErrorCode::RetryLater | ErrorCode::TooFast);
        self.world.say(|| format!("{} hears that {n} is refused: {code:?}", self.name()));
        match self.pending.get_mut(&n) {
            Some(pending) if retry => {
                pending.retry_at = Some(Instant::now() + pending.pause);
                pending.pause = (pending.pause * 2).min(PAUSE_MAX);
            }
            _ if retry => {}
            _ => {
                if matches!(code, ErrorCode::IdConflict | ErrorCode::IdTooOld | ErrorCode::Invalid)
                {
                    self.world.judge.blame(format!("{} {n} is refused: {code:?}", self.name()));
                }
                self.pending.remove(&n);
                self.world.judge.refused((self.person, self.instance, n), code);
            }
        }
    }

    fn take_token(&mut self, token: Bytes, look_one_in: usize) {
        if token.is_empty() {
            return;
        }
        self.token = token;
        self.received = 0;
        if self.rng.one_in(look_one_in.max(self.world.looks_one_in)) {
            self.world.judge.sees(self.person, &self.token, &self.view);
        }
    }

    fn leave(&mut self, goodbye: &Goodbye) -> Over {
        self.world.say(|| format!("{} is told to go: {}", self.name(), goodbye.code));
        match (goodbye.reconnect, goodbye.code) {
            (true, _) => Over::Again(Duration::from_millis(goodbye.after_ms.into())),
            (false, 4502) => Over::Out,
            (false, code) => {
                self.world.judge.blame(format!("{} was sent away for {code}", self.name()));
                Over::Out
            }
        }
    }

    /// What is still without an answer.
    pub fn unanswered(&self) -> Vec<u64> {
        self.pending.keys().copied().collect()
    }

    pub fn wire(&self) -> String {
        self.person.to_wire()
    }
}
