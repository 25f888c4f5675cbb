//! Where other nodes of the installation say what they have to say.

use crate::{
    clock,
    codec::{self, ids::WireId},
    domain::{PersonId, SessionId, instances::CommandId},
    gateway::{Error, Gateway},
    live::Session,
    nodes::{Lost, NodeId},
    proto::{
        ErrorCode, NodeAnswer, NodeAsk, NodeCommand, NodeFrame, NodeOutcome, node_frame::Item,
    },
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
use futures_util::future::join_all;
use prost::Message as _;
use std::time::Duration;
use tokio::{sync::mpsc, time::timeout};
use uuid::Uuid;

/// Answers that wait for one link.
const ANSWERS_MAX: usize = 256;
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
    let mut node = None;
    loop {
        let read = tokio::select! {
            Some(answer) = answered.recv() => {
                let frame = NodeFrame { item: Some(Item::Answer(answer)) };
                if socket.send(Message::Binary(frame.encode_to_vec().into())).await.is_err() {
                    return;
                }
                continue;
            }
            () = gateway.draining.cancelled(), if answered.is_empty() && answers.strong_count() == 1 => return,
            read = timeout(SILENCE, socket.recv()) => read,
        };
        let Ok(Some(Ok(message))) = read else { return };
        let Message::Binary(bytes) = message else { continue };
        // What this version does not know it leaves alone: the other may be newer.
        let Some(item) = NodeFrame::decode(bytes).ok().and_then(|frame| frame.item) else {
            continue;
        };
        match (item, node) {
            (Item::Hello(hello), None) => {
                node = Uuid::from_slice(&hello.node_id).ok().map(NodeId);
                node.into_iter().for_each(|node| nodes.greet(node));
            }
            (Item::Presence(told), Some(node)) => nodes.hear(node, &told),
            (Item::Closed(closed), Some(_)) => {
                closed.which.iter().for_each(|which| gateway.registry.close_here(which));
            }
            (Item::Ask(ask), Some(_)) => {
                let (gateway, answers) = (gateway.clone(), answers.clone());
                let sockets = gateway.sockets.clone();
                sockets.spawn(async move {
                    let answer = decide(&gateway, ask).await;
                    // The link may be over; then the other node decides itself.
                    let _ = answers.send(answer).await;
                });
            }
            _ => {}
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
    NodeAnswer { id, outcomes, seq: session.hub().seq() }
}

async fn one(session: &Session, asked: NodeCommand) -> NodeOutcome {
    let refused = |code: ErrorCode, detail: String| NodeOutcome { code: code.into(), detail };
    let unreadable = || refused(ErrorCode::RetryLater, "another node is newer".to_owned());
    let Some(command) = asked.command else { return unreadable() };
    let Some(person) = PersonId::from_bytes(&asked.person_id) else { return unreadable() };
    let digest = codec::digest(&command);
    let id = CommandId { instance: asked.instance, n: command.n, digest };
    let parsed = command.body.as_ref().and_then(|body| codec::command(body, clock::id()).ok());
    let Some(parsed) = parsed else { return unreadable() };
    match session.ask_as_peer(person, id, parsed).await {
        Ok(()) => NodeOutcome::default(),
        Err(refusal) => refused(refusal.code(), refusal.to_string()),
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
