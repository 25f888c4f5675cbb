//! Where other nodes of the installation say what they have to say.

use crate::{
    clock,
    codec::{self, ids::WireId},
    domain::{PersonId, SessionId, instances::CommandId},
    gateway::{Error, Gateway},
    live::{Refusal, Session},
    nodes::{FRAME_BYTES_MAX, Lost, NodeId},
    proto::{NodeAnswer, NodeAsk, NodeCommand, NodeFrame, NodeOutcome, node_frame::Item},
};
use axum::{
    extract::{
        State, WebSocketUpgrade,
        ws::{Message, WebSocket},
    },
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use bytes::Bytes;
use futures_util::future::join_all;
use prost::Message as _;
use std::time::Duration;
use tokio::{sync::mpsc, time::timeout};
use uuid::Uuid;

/// Answers that wait for one link.
const ANSWERS_MAX: usize = 256;
/// How long a decision may take; less than the other node waits.
const DECIDE: Duration = Duration::from_secs(4);
/// A link that says nothing for this long is over; it pings every second.
const SILENCE: Duration = Duration::from_secs(5);

/// Whoever has the installation's secret. To others there is nothing here.
pub(super) async fn link(
    State(gateway): State<Gateway>,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, axum::extract::ws::rejection::WebSocketUpgradeRejection>,
) -> Response {
    let secret = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let secret = secret.and_then(|value| value.strip_prefix("Bearer "));
    let secret = secret.and_then(|value| URL_SAFE_NO_PAD.decode(value).ok()).unwrap_or_default();
    match upgrade {
        Ok(upgrade) if gateway.registry.nodes().knows(&secret) => {
            let upgrade = upgrade.max_message_size(FRAME_BYTES_MAX).max_frame_size(FRAME_BYTES_MAX);
            upgrade.on_upgrade(move |socket| {
                let sockets = gateway.sockets.clone();
                sockets.track_future(async move { serve(&gateway, socket).await })
            })
        }
        _ => Error::not_found().into_response(),
    }
}

async fn serve(gateway: &Gateway, mut socket: WebSocket) {
    let nodes = gateway.registry.nodes();
    let (answers, mut answered) = mpsc::channel(ANSWERS_MAX);
    let mut greeted = None;
    loop {
        let read = tokio::select! {
            Some(answer) = answered.recv() => {
                let frame = NodeFrame { item: Some(Item::Answer(answer)) };
                let message = Message::Binary(frame.encode_to_vec().into());
                match timeout(SILENCE, socket.send(message)).await {
                    Ok(Ok(())) => continue,
                    Ok(Err(_)) | Err(_) => return,
                }
            }
            () = gateway.draining.cancelled() => return,
            read = timeout(SILENCE, socket.recv()) => read,
        };
        let Ok(Some(Ok(message))) = read else { return };
        let Message::Binary(bytes) = message else { continue };
        // What this version does not know it leaves alone: the other may be newer.
        let Some(item) = NodeFrame::decode(bytes).ok().and_then(|frame| frame.item) else {
            continue;
        };
        match (item, greeted) {
            (Item::Hello(hello), None) => {
                let node = |id: &[u8]| Uuid::from_slice(id).ok().map(NodeId);
                let (node, to) = (node(&hello.node_id), node(&hello.to_node_id));
                greeted = node.zip(to).and_then(|(node, to)| nodes.greet(node, to));
                if greeted.is_none() {
                    return;
                }
            }
            // One that was given up must say hello again, and who is there.
            (_, Some(link)) if !nodes.is_current(link) => return,
            (Item::Presence(told), Some(link)) => {
                if !nodes.hear(link, &told) {
                    return;
                }
            }
            (Item::Closed(closed), Some(_)) => {
                closed.which.iter().for_each(|which| gateway.registry.close_here(which));
            }
            (Item::Ask(ask), Some(_)) => {
                let (gateway, answers) = (gateway.clone(), answers.clone());
                let sockets = gateway.sockets.clone();
                sockets.spawn(async move {
                    let id = ask.id;
                    // In time, or not at all: what is given up here is decided there.
                    let answer = timeout(DECIDE, decide(&gateway, ask)).await;
                    let nothing = NodeAnswer { id, ..NodeAnswer::default() };
                    // The link may be over; then the other node decides itself.
                    let _ = answers.send(answer.unwrap_or(nothing)).await;
                });
            }
            (Item::Ping(_), Some(_)) => {}
            // Out of turn.
            (_, None) | (Item::Hello(_) | Item::Answer(_), Some(_)) => return,
        }
    }
}

/// Has the commands of another node's clients decided here.
async fn decide(gateway: &Gateway, ask: NodeAsk) -> NodeAnswer {
    let id = ask.id;
    let session = SessionId::from_bytes(&ask.session_id);
    let session = match session {
        Some(session) => gateway.directory.session_by_id(session).await.ok(),
        None => None,
    };
    // Without outcomes: decide it yourself.
    let Some(session) = session else { return NodeAnswer { id, ..Default::default() } };
    let outcomes = join_all(ask.commands.into_iter().map(|command| one(&session, command))).await;
    let shown = session.hub().position();
    let epoch = Bytes::copy_from_slice(shown.epoch.0.as_bytes());
    NodeAnswer { id, outcomes, seq: shown.seq, epoch }
}

async fn one(session: &Session, asked: NodeCommand) -> NodeOutcome {
    // What cannot be read here may be new to this version, but not to the other.
    let unreadable = NodeOutcome::default;
    let Some(command) = asked.command else { return unreadable() };
    let Some(person) = PersonId::from_bytes(&asked.person_id) else { return unreadable() };
    let digest = codec::digest(&command);
    let id = CommandId { instance: asked.instance, n: command.n, digest };
    let parsed = command.body.as_ref().and_then(|body| codec::command(body, clock::id()).ok());
    let Some(parsed) = parsed else { return unreadable() };
    match session.ask_as_peer(person, id, parsed).await {
        Ok(()) => NodeOutcome { done: true, ..NodeOutcome::default() },
        Err(Refusal::Outdated) => NodeOutcome { declined: true, ..NodeOutcome::default() },
        Err(refusal) => {
            let (code, detail) = (refusal.code().into(), refusal.to_string());
            NodeOutcome { code, detail, ..NodeOutcome::default() }
        }
    }
}

/// Marks those away who were connected to a node that died and do not come back.
pub(super) async fn take_over(gateway: Gateway, mut losses: mpsc::Receiver<Lost>) {
    while let Some(Lost { people, last_heard }) = losses.recv().await {
        for (session, people) in people {
            match gateway.directory.session_by_id(session).await {
                Ok(session) => session.hub().left_behind(&people, last_heard, clock::now()),
                // Whoever loads it next finds them here, and gives them the same grace.
                Err(_) => tracing::warn!("a session of a lost node cannot be loaded"),
            }
        }
    }
}
