//! The connection of one simulated educator: comes, stays, drops, comes back, as a browser does.

use super::{
    deeds::{APART, Action},
    mind::{Mind, World},
    seen::News,
};
use crate::{
    client::{self, Http, Kept, Socket},
    measure::now,
};
use anyhow::Context;
use convene::proto::{
    Goodbye, ServerFrame, SessionState, Welcome, change::Change, command::Body, server_item::Item,
};
use futures_util::{SinkExt, StreamExt};
use prost::Message as _;
use std::{collections::BTreeMap, sync::Arc, time::Duration};
use tokio::{sync::watch, time::MissedTickBehavior};
use tokio_tungstenite::tungstenite::Message;

/// As the protocol asks of every client.
const PING_EVERY: Duration = Duration::from_secs(10);
/// Pauses between tries grow to this.
const PAUSE_MAX_S: f64 = 20.0;
/// Then they give up.
const TRIES_MAX: u32 = 12;
/// Between two connections that watch the session.
const WATCH_AGAIN: Duration = Duration::from_secs(2);
/// With nothing in mind.
const IDLE: Duration = Duration::from_secs(3_600);

/// When someone comes: these shares within these seconds of the lobby; the rest is late.
const COME_EARLY: (f64, f64) = (0.5, 30.0);
const COME_LATER: (f64, f64) = (0.96, 240.0);
/// Once it starts, whoever is not late hurries.
const HURRY_S: f64 = 40.0;
/// How late the others come, after the start.
const LATE_S: (f64, f64) = (60.0, 300.0);

/// Why someone is no longer connected.
enum Left {
    /// Their network, for so long.
    DroppedOut(Duration),
    /// It was closed; come back.
    Closed,
    /// Removed, replaced, or told not to come back.
    Dismissed,
}

pub struct Educator {
    http: Http,
    mind: Mind,
    world: Arc<World>,
    kept: Kept,
    next_n: u64,
    /// Sent again after a reconnect, under the same numbers: it happens once.
    unanswered: BTreeMap<u64, Body>,
}

impl Educator {
    pub fn new(http: Http, mind: Mind, world: Arc<World>) -> Self {
        let (kept, unanswered) = (Kept::default(), BTreeMap::new());
        Self { http, mind, world, kept, next_n: 1, unanswered }
    }

    /// Comes some time after the lobby has opened, and opens their link.
    pub async fn arrive(
        mut self,
        link: String,
        mut state: watch::Receiver<SessionState>,
    ) -> anyhow::Result<()> {
        let is_open = |state: &SessionState| *state >= SessionState::Lobby;
        state.wait_for(is_open).await?;
        let share = self.mind.rng.share();
        let (is_late, delay_s) = match share {
            share if share < COME_EARLY.0 => (false, (0.0, COME_EARLY.1)),
            share if share < COME_LATER.0 => (false, (COME_EARLY.1, COME_LATER.1)),
            _ => (true, LATE_S),
        };
        let mut wait =
            |(from, to): (f64, f64)| self.world.pace.think(self.mind.rng.seconds(from, to));
        let (delay, hurry) = (wait(delay_s), wait((0.0, HURRY_S)));
        let is_on = |state: &SessionState| *state >= SessionState::Live;
        if is_late {
            state.wait_for(is_on).await?;
            tokio::time::sleep(delay).await;
        } else {
            let started = tokio::time::timeout(delay, state.wait_for(is_on)).await;
            // What it read is locked while it is held.
            if started.is_ok_and(|started| started.map(drop).is_ok()) {
                tokio::time::sleep(hurry).await;
            }
        }
        self.http.take_seat(&link).await?;
        self.live().await
    }

    /// In the session until dismissed; comes back whenever the connection is gone.
    pub async fn live(mut self) -> anyhow::Result<()> {
        let mut tries = 0;
        loop {
            let pause = match self.visit(&mut tries).await {
                Ok(Left::Dismissed) => return Ok(()),
                // Never all at the same moment.
                Ok(Left::DroppedOut(away)) => away + self.mind.rng.seconds(0.0, 1.0),
                Ok(Left::Closed) | Err(_) if tries < TRIES_MAX => {
                    let most_s = (f64::from(1_u32 << tries.min(5)) * 0.7).min(PAUSE_MAX_S);
                    tries += 1;
                    self.mind.rng.seconds(0.3, most_s)
                }
                Ok(Left::Closed) => return Ok(()),
                Err(error) => return Err(error),
            };
            tokio::time::sleep(pause).await;
        }
    }

    /// One connection, from the ticket to its end.
    async fn visit(&mut self, tries: &mut u32) -> anyhow::Result<Left> {
        let ticket = self.http.ticket_of(&self.world.session).await?;
        let mut socket = client::open(&self.world.address, Some(client::PROTOBUF)).await?;
        socket.send(self.kept.hello(ticket, false)).await?;
        let mut ping = tokio::time::interval(PING_EVERY);
        ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
        ping.reset();
        let (mut is_welcome, mut free_at) = (false, now());
        loop {
            let next_at = self.mind.deeds.next_at().unwrap_or(free_at + IDLE).max(free_at);
            tokio::select! {
                message = socket.next() => {
                    let Some(Ok(message)) = message else { return Ok(Left::Closed) };
                    let Message::Binary(bytes) = message else { continue };
                    for item in ServerFrame::decode(bytes)?.items {
                        match item.item {
                            Some(Item::Welcome(welcome)) => {
                                (is_welcome, *tries) = (true, 0);
                                self.welcome(welcome, &mut socket).await?;
                            }
                            Some(Item::Goodbye(goodbye)) => return Ok(farewell(&goodbye)),
                            Some(item) => self.take(item),
                            None => {}
                        }
                    }
                }
                () = tokio::time::sleep_until(next_at.into()), if is_welcome => {
                    match self.mind.act() {
                        Action::Command(body) => {
                            self.say(*body, &mut socket).await?;
                            free_at = now() + APART;
                        }
                        Action::DropOut(away) => return Ok(Left::DroppedOut(away)),
                        Action::Nothing => {}
                    }
                }
                _ = ping.tick() => socket.send(client::ping()).await?,
            }
        }
    }

    async fn say(&mut self, body: Body, socket: &mut Socket) -> anyhow::Result<()> {
        let n = self.next_n;
        self.next_n += 1;
        self.unanswered.insert(n, body.clone());
        socket.send(client::command(n, body)).await.context("closed while speaking")
    }

    async fn welcome(&mut self, welcome: Welcome, socket: &mut Socket) -> anyhow::Result<()> {
        if self.kept.instance != welcome.instance {
            // What the one before has left unanswered is not known.
            self.unanswered.clear();
            self.next_n = 1;
        }
        self.kept.instance = welcome.instance;
        self.kept.token(&welcome.resume_token);
        let news = welcome.view.map_or_else(Vec::new, |view| self.mind.seen.look(view));
        self.mind.arrived(news);
        for (n, body) in &self.unanswered {
            socket.send(client::command(*n, body.clone())).await?;
        }
        Ok(())
    }

    fn take(&mut self, item: Item) {
        let news: Vec<News> = match item {
            // Nobody here has said that they unpack.
            Item::Packed(_) => Vec::new(),
            Item::Change(change) => {
                self.kept.received_since += 1;
                change.change.map_or_else(Vec::new, |change| self.mind.seen.apply(change))
            }
            Item::Resync(resync) => {
                self.kept.token(&resync.resume_token);
                resync.view.map_or_else(Vec::new, |view| self.mind.seen.look(view))
            }
            Item::Ack(ack) => {
                self.unanswered.remove(&ack.n);
                self.kept.token(&ack.resume_token);
                Vec::new()
            }
            Item::Reject(reject) => {
                // Slow mode, a locked chat, a line that is gone: nobody insists.
                self.unanswered.remove(&reject.n);
                Vec::new()
            }
            Item::Heartbeat(heartbeat) => {
                self.kept.token(&heartbeat.resume_token);
                Vec::new()
            }
            Item::Presence(_)
            | Item::Welcome(_)
            | Item::Goodbye(_)
            | Item::BoardOpened(_)
            | Item::BoardChanged(_)
            | Item::BoardClosed(_)
            | Item::BoardSigns(_) => Vec::new(),
        };
        self.mind.hear(news);
    }
}

fn farewell(goodbye: &Goodbye) -> Left {
    match goodbye.reconnect {
        true => Left::DroppedOut(Duration::from_millis(goodbye.after_ms.into())),
        false => Left::Dismissed,
    }
}

/// Tells everyone how the session is: read on the connection of the account that made it,
/// which has not answered the notice and so takes no part.
pub async fn watch_session(
    mut http: Http,
    world: Arc<World>,
    told: watch::Sender<SessionState>,
) -> anyhow::Result<()> {
    loop {
        // However it ended: the next one says how things are.
        let _ = watch_once(&mut http, &world, &told).await;
        tokio::time::sleep(WATCH_AGAIN).await;
    }
}

async fn watch_once(
    http: &mut Http,
    world: &World,
    told: &watch::Sender<SessionState>,
) -> anyhow::Result<()> {
    let ticket = http.ticket_of(&world.session).await?;
    let mut socket = client::open(&world.address, Some(client::PROTOBUF)).await?;
    socket.send(Kept::default().hello(ticket, false)).await?;
    let mut ping = tokio::time::interval(PING_EVERY);
    ping.reset();
    loop {
        tokio::select! {
            message = socket.next() => {
                let Message::Binary(bytes) = message.context("closed")?? else { continue };
                for item in ServerFrame::decode(bytes)?.items {
                    if let Some(state) = item.item.and_then(state_in) {
                        told.send_if_modified(|old| std::mem::replace(old, state) != state);
                    }
                }
            }
            _ = ping.tick() => socket.send(client::ping()).await?,
        }
    }
}

fn state_in(item: Item) -> Option<SessionState> {
    let session = match item {
        Item::Welcome(welcome) => welcome.view?.session,
        Item::Resync(resync) => resync.view?.session,
        Item::Change(change) => match change.change? {
            Change::Session(session) => Some(session),
            Change::View(view) => view.session,
            _ => None,
        },
        _ => None,
    };
    session.map(|session| session.state())
}
