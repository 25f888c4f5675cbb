//! What other nodes ask and tell over the links that they keep to this one.

use crate::{
    clock,
    codec::{self, ids::WireId},
    domain::{PersonId, SessionId, instances::CommandId},
    live::{Refusal, Registry, Session},
    nodes::{Greeted, Heard, Lost, NodeId, Wire},
    proto::{NodeAnswer, NodeAsk, NodeCommand, NodeFrame, NodeOutcome, node_frame::Item},
};
use bytes::Bytes;
use futures_util::{StreamExt, future::join_all, stream::FuturesUnordered};
use prost::Message as _;
use std::time::Duration;
use tokio::{sync::mpsc, time::timeout};
use uuid::Uuid;

/// How long a decision may take; less than the other node waits.
const DECIDE: Duration = Duration::from_secs(4);
/// A link that says nothing for this long is over; it pings every second.
const SILENCE: Duration = Duration::from_secs(5);

/// Serves a link that a node of this installation has opened, until it is over.
pub async fn serve_peer(registry: &Registry, wire: &mut dyn Wire) {
    let mut greeted = None;
    talk(registry, wire, &mut greeted).await;
    if let Some(link) = greeted {
        registry.nodes().ended(link);
    }
}

async fn talk(registry: &Registry, wire: &mut dyn Wire, greeted: &mut Option<Greeted>) {
    // They end with the link: whoever asked over it decides itself then.
    let mut deciding = FuturesUnordered::new();
    loop {
        let heard = tokio::select! {
            Some(answer) = deciding.next() => {
                let frame = NodeFrame { item: Some(Item::Answer(answer)) };
                match timeout(SILENCE, wire.send(frame.encode_to_vec().into())).await {
                    Ok(Ok(())) => continue,
                    Ok(Err(_)) | Err(_) => return,
                }
            }
            heard = timeout(SILENCE, wire.hear()) => heard,
        };
        let Ok(Ok(heard)) = heard else { return };
        let Heard::Frame(frame) = heard else { continue };
        // What this version does not know it leaves alone: the other may be newer.
        let Some(item) = NodeFrame::decode(frame).ok().and_then(|frame| frame.item) else {
            continue;
        };
        match item {
            Item::Ask(ask) if is_current(registry, *greeted) => {
                deciding.push(decide_in_time(registry, ask));
            }
            item => {
                let Some(link) = take(registry, *greeted, item) else { return };
                *greeted = Some(link);
            }
        }
    }
}

fn is_current(registry: &Registry, link: Option<Greeted>) -> bool {
    link.is_some_and(|link| registry.nodes().is_current(link))
}

/// Takes in what needs no answer. `None`: the link must begin anew.
fn take(registry: &Registry, greeted: Option<Greeted>, item: Item) -> Option<Greeted> {
    let nodes = registry.nodes();
    match (item, greeted) {
        (Item::Hello(hello), None) => {
            let node = |id: &[u8]| Uuid::from_slice(id).ok().map(NodeId);
            nodes.greet(node(&hello.node_id)?, node(&hello.to_node_id)?)
        }
        // One that was given up must say hello again, and who is there.
        (_, Some(link)) if !nodes.is_current(link) => None,
        (Item::Presence(told), Some(link)) => nodes.hear(link, &told).then_some(link),
        (Item::Closed(closed), Some(link)) => {
            closed.which.iter().for_each(|which| registry.close_here(which));
            Some(link)
        }
        (Item::Ping(_), Some(link)) => Some(link),
        // Out of turn.
        (_, None) | (Item::Hello(_) | Item::Ask(_) | Item::Answer(_), Some(_)) => None,
    }
}

/// In time, or not at all: what is given up here is decided there.
async fn decide_in_time(registry: &Registry, ask: NodeAsk) -> NodeAnswer {
    let id = ask.id;
    let nothing = NodeAnswer { id, ..NodeAnswer::default() };
    timeout(DECIDE, decide(registry, ask)).await.unwrap_or(nothing)
}

/// Has the commands of another node's clients decided here.
async fn decide(registry: &Registry, ask: NodeAsk) -> NodeAnswer {
    let id = ask.id;
    let session = match SessionId::from_bytes(&ask.session_id) {
        Some(session) => registry.get(session).await.ok(),
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
    let declined = || NodeOutcome { declined: true, ..NodeOutcome::default() };
    let Some(command) = asked.command else { return declined() };
    let Some(person) = PersonId::from_bytes(&asked.person_id) else { return declined() };
    let digest = codec::digest(&command);
    let id = CommandId { instance: asked.instance, n: command.n, digest };
    let parsed = command.body.as_ref().and_then(|body| codec::command(body, clock::id()).ok());
    let Some(parsed) = parsed else { return declined() };
    match session.ask_as_peer(person, id, parsed).await {
        Ok(()) => NodeOutcome { done: true, ..NodeOutcome::default() },
        Err(Refusal::Outdated) => declined(),
        Err(refusal) => {
            let (code, detail) = (refusal.code().into(), refusal.to_string());
            NodeOutcome { code, detail, field: refusal.field(), ..NodeOutcome::default() }
        }
    }
}

/// Marks those away who were connected to a node that died and do not come back.
pub async fn take_over(registry: Registry, mut losses: mpsc::Receiver<Lost>) {
    while let Some(Lost { people, last_heard }) = losses.recv().await {
        for (session, people) in people {
            match registry.get(session).await {
                Ok(session) => session.hub().left_behind(&people, last_heard, clock::now()),
                // Whoever loads it next finds them here, and gives them the same grace.
                Err(_) => tracing::warn!("a session of a lost node cannot be loaded"),
            }
        }
    }
}
