//! Several nodes that know of each other: commands go to the session's home, people are here
//! whichever node they are connected to, and what is closed is closed everywhere.

use super::Room;
use crate::support::{
    browser::Browser,
    live::{Kept, Live, say},
    server::Server,
};
use async_trait::async_trait;
use bytes::Bytes;
use convene::{
    codec::ids::WireId,
    domain::SessionId,
    log::{
        Append, Batch, Entry, Epoch, EventLog, Keyring, Leases, LogError, LogId, MemoryLog,
        Position, SealId, SealKey, Snapshot, Tail, Vault,
    },
    proto::{self, Permission, Why, command::Body},
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use uuid::Uuid;

const PATIENCE: Duration = Duration::from_secs(10);

/// A node's way to the log that all share: counts what goes through it.
#[derive(Clone, Default)]
struct Counted {
    log: MemoryLog,
    appends: Arc<AtomicUsize>,
}

impl Counted {
    fn beside(&self) -> Self {
        Self { log: self.log.clone(), appends: Arc::default() }
    }

    fn appends(&self) -> usize {
        self.appends.load(Ordering::Relaxed)
    }
}

#[async_trait]
impl EventLog for Counted {
    async fn create(&self, log: LogId, epoch: Epoch) -> Result<Position, LogError> {
        self.log.create(log, epoch).await
    }
    async fn head(&self, log: LogId) -> Result<Option<Position>, LogError> {
        self.log.head(log).await
    }
    async fn append(&self, log: LogId, at: Position, batch: Batch) -> Result<Append, LogError> {
        self.appends.fetch_add(1, Ordering::Relaxed);
        self.log.append(log, at, batch).await
    }
    async fn read(&self, log: LogId, after_seq: u64) -> Result<Vec<Entry>, LogError> {
        self.log.read(log, after_seq).await
    }
    fn tail(&self, log: LogId) -> Tail {
        self.log.tail(log)
    }
    async fn save_snapshot(&self, log: LogId, snapshot: Snapshot) -> Result<(), LogError> {
        self.log.save_snapshot(log, snapshot).await
    }
    async fn snapshot(&self, log: LogId, at_seq: u64) -> Result<Option<Snapshot>, LogError> {
        self.log.snapshot(log, at_seq).await
    }
    async fn reopen(
        &self,
        log: LogId,
        from: Position,
        epoch: Epoch,
        lost: Vec<Entry>,
    ) -> Result<Position, LogError> {
        self.log.reopen(log, from, epoch, lost).await
    }
    fn is_writable(&self) -> bool {
        true
    }
}

#[async_trait]
impl Vault for Counted {
    async fn put(&self, key: Bytes, secret: Bytes, expires_at_ms: i64) -> Result<(), LogError> {
        self.log.put(key, secret, expires_at_ms).await
    }
    async fn keep(&self, key: Bytes, secret: Bytes) -> Result<Bytes, LogError> {
        self.log.keep(key, secret).await
    }
    async fn get(&self, key: Bytes, now_ms: i64) -> Result<Option<Bytes>, LogError> {
        self.log.get(key, now_ms).await
    }
    async fn take(&self, key: Bytes, now_ms: i64) -> Result<Option<Bytes>, LogError> {
        self.log.take(key, now_ms).await
    }
    async fn remove(&self, key: Bytes) -> Result<(), LogError> {
        self.log.remove(key).await
    }
    async fn sweep(&self, now_ms: i64) -> Result<(), LogError> {
        self.log.sweep(now_ms).await
    }
}

#[async_trait]
impl Keyring for Counted {
    async fn keep_key(&self, id: SealId, key: SealKey) -> Result<SealKey, LogError> {
        self.log.keep_key(id, key).await
    }
    async fn key(&self, id: SealId) -> Result<Option<SealKey>, LogError> {
        self.log.key(id).await
    }
    async fn wipe_key(&self, id: SealId) -> Result<(), LogError> {
        self.log.wipe_key(id).await
    }
    async fn key_ids(&self) -> Result<Vec<SealId>, LogError> {
        self.log.key_ids().await
    }
}

#[async_trait]
impl Leases for Counted {
    async fn renew(
        &self,
        node: Uuid,
        about: Bytes,
        lasts: Duration,
        now_ms: i64,
    ) -> Result<Vec<(Uuid, Bytes)>, LogError> {
        self.log.renew(node, about, lasts, now_ms).await
    }
    async fn release(&self, node: Uuid) -> Result<(), LogError> {
        self.log.release(node).await
    }
}

/// Waits for a condition.
async fn until(what: &str, is_so: impl AsyncFn() -> bool) {
    let wait = async {
        while !is_so().await {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    assert!(tokio::time::timeout(PATIENCE, wait).await.is_ok(), "waited for {what}");
}

async fn know_each_other(nodes: &[&Server]) {
    let all = (nodes.len() - 1, nodes.len() - 1);
    let reach = |node: &&Server| node.gateway.registry.nodes().others() == all;
    until("all nodes", async || nodes.iter().all(reach)).await;
}

/// A room on the first of two nodes.
async fn two() -> (Room, Server, Counted, Counted) {
    let first = Counted::default();
    let second = first.beside();
    let (here, there) =
        (Server::start_node(first.clone()).await, Server::start_node(second.clone()).await);
    know_each_other(&[&here, &there]).await;
    (Room::open_on(here).await, there, first, second)
}

fn session(room: &Room) -> SessionId {
    SessionId::from_wire(&room.team.session).unwrap()
}

async fn enter_at(browser: &Browser, node: &Server, room: &Room) -> Live {
    Live::enter(&browser.at(node.address), &room.team.session).await
}

#[tokio::test]
async fn commands_go_to_the_home_of_their_session() {
    let (mut room, there, first, second) = two().await;
    let mut ben = enter_at(&room.team.ben, &there, &room).await;
    let home_is_here = room.server.gateway.registry.nodes().home(session(&room)).is_none();
    let home_is_there = there.gateway.registry.nodes().home(session(&room)).is_none();
    assert!(home_is_here != home_is_there, "both name the same");
    let away = if home_is_here { &second } else { &first };
    let before = away.appends();
    for n in 0..30 {
        room.ana.command(say(&format!("ana {n}"))).await;
        ben.command(say(&format!("ben {n}"))).await;
    }
    for live in [&mut room.ana, &mut ben] {
        live.until("all lines and answers", |live| {
            live.lines().len() == 60 && live.acked.len() >= 30
        })
        .await;
    }
    assert_eq!(room.ana.lines(), ben.lines(), "in one order");
    // Attendance is told by whoever sees it.
    let own = away.appends() - before;
    assert!(own <= 3, "{own} appends by the other node");
    let refused = ben.ask(Body::OpenLobby(proto::OpenLobby {})).await.unwrap_err();
    assert_eq!(refused.code(), proto::ErrorCode::NotAllowed, "refusals come back, too");
    let line_id = ben.kept.view.channels[0].lines[0].id.clone();
    let react = proto::React { line_id, reaction: proto::Reaction::Heart.into(), on: true };
    ben.ask(Body::React(react)).await.unwrap();
}

#[tokio::test]
async fn people_are_here_whichever_node_they_are_on() {
    let (mut room, there, ..) = two().await;
    // He leaves this node for the other.
    room.ben = enter_at(&room.team.ben, &there, &room).await;
    let Room { team, mut ana, mut ben, mut fay, server } = room;
    let (ana_id, ben_id) = (team.ids[0].clone(), team.ids[1].clone());
    ben.until("Ana and Fay", |live| live.here.len() == 3 && live.here.contains(&ana_id)).await;
    ana.until("Ben", |live| live.here.len() == 3 && live.here.contains(&ben_id)).await;
    // On two nodes at once is here; leaving one of them is still here.
    let twice = Live::enter(&team.ana.at(there.address), &team.session).await;
    drop(ana);
    let mut watched = Duration::ZERO;
    while watched < convene::live::TICK * 6 {
        let _ = tokio::time::timeout(convene::live::TICK, ben.read()).await;
        watched += convene::live::TICK;
        assert!(ben.here.contains(&ana_id), "Ana is still on this node");
    }
    drop(twice);
    ben.until("Ana has gone", |live| !live.here.contains(&ana_id)).await;
    there.die().await;
    let _first = server;
    fay.until("Ben went with his node", |live| !live.here.contains(&ben_id)).await;
}

#[tokio::test]
async fn the_home_may_die() {
    let (mut room, there, ..) = two().await;
    let here_is_home = room.server.gateway.registry.nodes().home(session(&room)).is_none();
    let mut ben = enter_at(&room.team.ben, &there, &room).await;
    if here_is_home {
        room.server.die().await;
        for n in 0..5 {
            ben.says(&format!("on my own {n}")).await;
        }
        assert_eq!(ben.lines().len(), 5);
    } else {
        there.die().await;
        for n in 0..5 {
            room.ana.says(&format!("on my own {n}")).await;
        }
        assert_eq!(room.ana.lines().len(), 5);
    }
}

/// A token of one node is good on any, also when the other is a moment behind.
#[tokio::test]
async fn people_move_between_nodes_and_miss_nothing() {
    let (mut room, there, ..) = two().await;
    let (mut kept, mut said) = (Kept::default(), 0);
    std::mem::swap(&mut kept, &mut room.ana.kept);
    let mut at_home = true;
    for _ in 0..10 {
        for _ in 0..5 {
            said += 1;
            room.fay.says(&format!("line {said}")).await;
        }
        at_home = !at_home;
        let node = if at_home { &room.server } else { &there };
        let mut ana =
            Live::enter_with(&room.team.ana.at(node.address), &room.team.session, kept).await;
        assert_eq!(ana.why, Why::Resumed);
        ana.until("all so far", |live| live.lines().len() == said).await;
        ana.says(&format!("mine {said}")).await;
        said += 1;
        kept = ana.kept;
    }
}

#[tokio::test]
async fn what_is_closed_is_closed_on_every_node() {
    let (mut room, there, ..) = two().await;
    let mut ben = enter_at(&room.team.ben, &there, &room).await;
    let mut fay = enter_at(&room.team.fay, &there, &room).await;
    let _: proto::Nothing = room.team.ben.post("/api/sign-out", &proto::Nothing {}).await.unwrap();
    assert_eq!(ben.until_closed().await, 4503);
    // A change of what someone may do is a fact, and facts are everywhere.
    let person_id = room.team.ids[0].clone();
    let permission = Permission::Facilitator.into();
    fay.ask(Body::SetPermission(proto::SetPermission { person_id, permission })).await.unwrap();
    let runs =
        |live: &Live| live.kept.view.me.as_ref().unwrap().permission() == Permission::Facilitator;
    room.ana.until("Ana runs it", runs).await;
}

/// What one node has acknowledged, a request to another rests on at once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn requests_may_go_to_any_node() {
    let (room, there, ..) = two().await;
    for n in 0..40 {
        let guest = room.server.browser();
        let body = proto::JoinByCodeBody {
            code: room.team.code.clone(),
            name: format!("Guest {n}"),
            organisation: Some(proto::Organisation {
                name: "Partners".to_owned(),
                ..Default::default()
            }),
            job_role: proto::JobRole::Partner.into(),
            ..Default::default()
        };
        let (one, other) = if n % 2 == 0 { (&room.server, &there) } else { (&there, &room.server) };
        let _: proto::Seat = guest.at(one.address).post("/api/join/code", &body).await.unwrap();
        let guest = guest.at(other.address);
        let me: proto::Whoami = guest.get("/api/me").await.unwrap();
        assert_eq!(me.seats.len(), 1, "guest {n}");
        guest.ticket(&room.team.session).await.unwrap();
    }
}

/// An address that leads back to whoever asks: no link, no home there, nothing worse.
#[tokio::test]
async fn a_wrong_address_is_noticed() {
    let log = MemoryLog::default();
    let here = Server::start_node(log.clone()).await;
    let there = Server::start_node_at(log, format!("http://{}", here.address)).await;
    until("both leases", async || here.gateway.registry.nodes().others().0 == 1).await;
    let mut room = Room::open_on(here).await;
    let mut ben = enter_at(&room.team.ben, &there, &room).await;
    for n in 0..10 {
        room.ana.says(&format!("ana {n}")).await;
        ben.says(&format!("ben {n}")).await;
    }
    ben.until("all lines", |live| live.lines().len() == 20).await;
    assert!(room.server.gateway.registry.nodes().home(session(&room)).is_none(), "not reached");
}

#[tokio::test]
async fn nobody_else_gets_a_link() {
    let (room, ..) = two().await;
    let stranger = room.server.browser();
    let upgrade = [
        ("connection", "upgrade"),
        ("upgrade", "websocket"),
        ("sec-websocket-version", "13"),
        ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="),
    ];
    for more in [None, Some(("authorization", "Bearer AAAA"))] {
        let headers: Vec<_> = upgrade.into_iter().chain(more).collect();
        assert_eq!(stranger.send("GET", "/nodes", &headers, "").await.status, 404);
    }
    assert_eq!(stranger.send("GET", "/nodes", &[], "").await.status, 404);
}
