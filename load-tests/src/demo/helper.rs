//! A simulated co-facilitator, who looks after questions, polls, the waterfall and turns when
//! whoever tries the demo does not.

use super::{desk::Desk, mind::World};
use crate::client::{self, Http, Kept, Socket};
use anyhow::Context;
use convene::proto::{Consent, ServerFrame, SessionState, server_item::Item};
use futures_util::{SinkExt, StreamExt};
use prost::Message as _;
use std::{sync::Arc, time::Duration};
use tokio::{sync::watch, time::MissedTickBehavior};
use tokio_tungstenite::tungstenite::Message;

pub const NAME: &str = "Cole Cofacilitator";
/// At most one thing in so long.
const APART: Duration = Duration::from_secs(1);
const PING_EVERY: Duration = Duration::from_secs(10);
const AGAIN: Duration = Duration::from_secs(2);

/// Comes with the lobby and stays to the end.
pub async fn help(
    mut http: Http,
    link: String,
    world: Arc<World>,
    mut state: watch::Receiver<SessionState>,
) -> anyhow::Result<()> {
    state.wait_for(|state| *state >= SessionState::Lobby).await?;
    http.take_seat(&link).await?;
    let mut desk = Desk::default();
    loop {
        // However it ended: they come back with another instance, and nothing is unanswered.
        let _ = sit(&mut http, &world, &mut desk).await;
        tokio::time::sleep(AGAIN).await;
    }
}

async fn sit(http: &mut Http, world: &World, desk: &mut Desk) -> anyhow::Result<()> {
    let ticket = http.ticket_of(&world.session).await?;
    let mut socket = client::open(&world.address, Some(client::PROTOBUF)).await?;
    socket.send(Kept::default().hello(ticket, false)).await?;
    let (mut tick, mut ping) = (tokio::time::interval(APART), tokio::time::interval(PING_EVERY));
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    ping.reset();
    let mut n = 0;
    loop {
        tokio::select! {
            message = socket.next() => {
                let Message::Binary(bytes) = message.context("closed")?? else { continue };
                for item in ServerFrame::decode(bytes)?.items {
                    take(item.item, desk, &mut n, &mut socket).await?;
                }
            }
            _ = tick.tick() => {
                if let Some(body) = desk.next(world.pace) {
                    n += 1;
                    socket.send(client::command(n, body)).await?;
                }
            }
            _ = ping.tick() => socket.send(client::ping()).await?,
        }
    }
}

async fn take(
    item: Option<Item>,
    desk: &mut Desk,
    n: &mut u64,
    socket: &mut Socket,
) -> anyhow::Result<()> {
    match item {
        Some(Item::Welcome(welcome)) => {
            let view = welcome.view.unwrap_or_default();
            let me = view.me.as_ref().map(|me| me.consent()).unwrap_or_default();
            desk.look(view);
            if me == Consent::Unspecified {
                *n += 1;
                socket.send(client::command(*n, client::consent(Consent::Given))).await?;
            }
        }
        Some(Item::Resync(resync)) => desk.look(resync.view.unwrap_or_default()),
        Some(Item::Change(change)) => {
            if let Some(change) = change.change {
                desk.apply(change);
            }
        }
        // A refusal says that someone else was faster.
        _ => {}
    }
    Ok(())
}
