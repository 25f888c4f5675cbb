//! Versions side by side: what a neighbour does not know is not written, and a node that is older
//! than a session reads on, decides nothing, and asks those that are newer.

use super::Room;
use crate::support::{
    live::{Live, answer_consent, say},
    server::Server,
};
use axum::{
    Router,
    extract::ws::{Message, WebSocket, WebSocketUpgrade},
    routing::get,
};
use bytes::Bytes;
use convene::{
    clock, codec,
    codec::ids::WireId,
    domain::SessionId,
    log::{Append, Batch, BatchId, EventLog, Leases, LogId, MemoryLog, Seals},
    proto::{
        self, ErrorCode, NodeAnswer, NodeFrame, NodeLease, NodeOutcome, StoredEvent, command::Body,
        node_frame::Item,
    },
};
use prost::Message as _;
use std::time::Duration;
use uuid::Uuid;

const LINE_SENT: u32 = 30;
const LONG: Duration = Duration::from_secs(600);
const PATIENCE: Duration = Duration::from_secs(10);

async fn until(what: &str, is_so: impl Fn() -> bool) {
    let wait = async {
        while !is_so() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    assert!(tokio::time::timeout(PATIENCE, wait).await.is_ok(), "waited for {what}");
}

/// Of a version to come.
const NEW_KIND: u32 = 2000;

fn lease(address: &str, knows: impl Fn(u32) -> bool) -> Bytes {
    let all = codec::kinds().iter().copied().chain([NEW_KIND]);
    let kinds = all.filter(|kind| knows(*kind)).collect();
    let address = address.to_owned();
    let lease = NodeLease { address, kinds, version: "0.0.1".to_owned(), started_at_ms: 1 };
    lease.encode_to_vec().into()
}

fn log_id(session: &str) -> LogId {
    LogId(SessionId::from_wire(session).unwrap().0)
}

/// Appends an event of a kind that will be known one day.
async fn append_from_the_future(log: &MemoryLog, room: &Room) {
    let mut event = StoredEvent { at_ms: clock::now(), ..StoredEvent::default() }.encode_to_vec();
    prost::encoding::bytes::encode(NEW_KIND, &Bytes::from_static(b"\x08\x07"), &mut event);
    let mut payload = Vec::new();
    prost::encoding::bytes::encode(1, &Bytes::from(event), &mut payload);
    let batch = || Batch {
        id: BatchId(Uuid::new_v4()),
        events: 1,
        payload: payload.clone().into(),
        content: Vec::new(),
        seals: Seals::new(),
    };
    loop {
        // The session's own task may be writing, too.
        let head = log.head(log_id(&room.team.session)).await.unwrap().unwrap();
        match log.append(log_id(&room.team.session), head, batch()).await.unwrap() {
            Append::Done(_) => break,
            Append::Moved(_) => {}
            other => panic!("{other:?}"),
        }
    }
}

/// Asks until the answer is what it will be once the node has looked at the log.
async fn is_refused_soon(live: &mut Live, code: ErrorCode) {
    let asking = async {
        while live.ask(say("still here")).await.err().map(|reject| reject.code()) != Some(code) {}
    };
    tokio::time::timeout(PATIENCE, asking).await.expect("refused");
}

#[tokio::test]
async fn what_a_neighbour_does_not_know_is_not_written() {
    let log = MemoryLog::default();
    let server = Server::start_node(log.clone()).await;
    let nodes = server.gateway.registry.nodes().clone();
    let mut room = Room::open_on(server).await;
    room.ana.says("before").await;
    let older = Uuid::new_v4();
    let about = lease("http://127.0.0.1:9", |kind| kind != LINE_SENT && kind != NEW_KIND);
    log.renew(older, about, LONG, clock::now()).await.unwrap();
    until("its lease", || nodes.too_new().contains(&LINE_SENT)).await;
    let refused = room.ana.ask(say("too new")).await.unwrap_err();
    assert_eq!(refused.code(), ErrorCode::Upgrading);
    let line_id = room.ana.kept.view.channels[0].lines[0].id.clone();
    let react = proto::React { line_id, reaction: proto::Reaction::Heart.into(), on: true };
    room.ana.ask(Body::React(react)).await.expect("what all know goes on");
    let status = nodes.status();
    let outdated: Vec<_> = status.iter().map(|node| node.is_outdated).collect();
    assert_eq!(outdated, [false, true]);
    log.release(older).await.unwrap();
    until("it has gone", || nodes.too_new().is_empty()).await;
    room.ana.says("after").await;
    assert_eq!(room.ana.lines(), ["before", "after"]);
}

#[tokio::test]
async fn an_older_node_reads_on_and_decides_nothing() {
    let log = MemoryLog::default();
    let mut room = Room::open_on(Server::start_node(log.clone()).await).await;
    room.ana.says("known").await;
    append_from_the_future(&log, &room).await;
    let at = log.head(log_id(&room.team.session)).await.unwrap().unwrap().seq;
    is_refused_soon(&mut room.ana, ErrorCode::Upgrading).await;
    // What has happened before is acknowledged all the same.
    let known = room.ana.acked.first().copied().unwrap();
    room.ana.acked.clear();
    room.ana.resend(known, answer_consent(proto::Consent::Given)).await;
    room.ana.answer(known).await.expect("it has happened");
    let head = log.head(log_id(&room.team.session)).await.unwrap().unwrap();
    assert!(head.seq <= at + 1, "nothing more than what was on its way");
    assert!(room.ben.lines().len() <= 2, "{:?}", room.ben.lines());
    // Nor after it has loaded the session anew; and what it folds is kept by nobody.
    let Room { team, server, ana, .. } = room;
    drop(ana);
    server.die().await;
    let again = Server::start_node(log.clone()).await;
    let mut ana = Live::enter(&team.ana.at(again.address), &team.session).await;
    assert_eq!(ana.lines()[0], "known");
    assert_eq!(ana.ask(say("no")).await.unwrap_err().code(), ErrorCode::Upgrading);
    let snapshot = log.snapshot(log_id(&team.session), u64::MAX).await.unwrap();
    assert!(snapshot.is_none_or(|snapshot| snapshot.position.seq < at));
}

/// A newer node, as far as the link goes: it has decided whatever it is asked.
async fn newer(mut socket: WebSocket, log: MemoryLog) {
    while let Some(Ok(message)) = socket.recv().await {
        let Message::Binary(bytes) = message else { continue };
        let Some(Item::Ask(ask)) = NodeFrame::decode(bytes).unwrap().item else { continue };
        let id = LogId(Uuid::from_slice(&ask.session_id).unwrap());
        let head = log.head(id).await.unwrap().unwrap();
        let done = NodeOutcome { done: true, ..NodeOutcome::default() };
        let epoch = Bytes::copy_from_slice(head.epoch.0.as_bytes());
        let outcomes = vec![done; ask.commands.len()];
        let answer = NodeAnswer { id: ask.id, outcomes, seq: head.seq, epoch };
        let frame = NodeFrame { item: Some(Item::Answer(answer)) };
        socket.send(Message::Binary(frame.encode_to_vec().into())).await.unwrap();
    }
}

#[tokio::test]
async fn an_older_node_asks_a_newer_one() {
    let log = MemoryLog::default();
    let server = Server::start_node(log.clone()).await;
    let nodes = server.gateway.registry.nodes().clone();
    let mut room = Room::open_on(server).await;
    append_from_the_future(&log, &room).await;
    is_refused_soon(&mut room.ana, ErrorCode::Upgrading).await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let shared = log.clone();
    let upgrade = move |upgrade: WebSocketUpgrade| async {
        upgrade.on_upgrade(|socket| newer(socket, shared))
    };
    let route = Router::new().route("/nodes", get(upgrade));
    let serving = tokio::spawn(async move { axum::serve(listener, route).await.unwrap() });
    log.renew(Uuid::new_v4(), lease(&address, |_| true), LONG, clock::now()).await.unwrap();
    until("the newer node", || nodes.others() == (1, 1)).await;
    room.ana.ask(say("decided elsewhere")).await.expect("as the newer node says");
    serving.abort();
}

/// Two that are both too old ask each other, and then say so.
#[tokio::test]
async fn older_nodes_do_not_wait_for_each_other() {
    let log = MemoryLog::default();
    let here = Server::start_node(log.clone()).await;
    let there = Server::start_node(log.clone()).await;
    for node in [&here, &there] {
        let nodes = node.gateway.registry.nodes().clone();
        until("the other", || nodes.others() == (1, 1)).await;
    }
    let mut room = Room::open_on(here).await;
    let ben = room.team.ben.at(there.address);
    let mut ben = Live::enter(&ben, &room.team.session).await;
    append_from_the_future(&log, &room).await;
    is_refused_soon(&mut room.ana, ErrorCode::Upgrading).await;
    is_refused_soon(&mut ben, ErrorCode::Upgrading).await;
}
