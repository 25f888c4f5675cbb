//! Whole servers on Redis: several nodes, masters that die, Redis that is gone.

use super::{Cluster, RedisServer, open};
use crate::support::{
    live::{Kept, Live, say},
    redis::eventually,
    server::{Server, Team, new_session},
};
use convene::{
    codec::ids::WireId,
    domain::SessionId,
    nodes::{HEARTBEAT, LEASE},
    proto::{self, ErrorCode, OpenLobby, StartSession, Why, command::Body},
};

async fn live_session(server: &Server) -> (Team, Live) {
    let team = server.team().await;
    let mut fay = Live::enter(&team.fay, &team.session).await;
    fay.consent().await;
    fay.ask(Body::OpenLobby(OpenLobby {})).await.unwrap();
    fay.ask(Body::StartSession(StartSession {})).await.unwrap();
    (team, fay)
}

/// Says something until it is on disk: what a client does when it is told to come back.
async fn insists(live: &mut Live, text: &str) {
    let n = live.command(say(text)).await;
    for _ in 0..200 {
        let Err(reject) = live.answer(n).await else { return };
        assert_eq!(reject.code(), ErrorCode::RetryLater);
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        live.resend(n, say(text)).await;
    }
    panic!("{text} was never acknowledged");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_outlive_a_master() {
    let mut cluster = Cluster::start().await;
    let (one, two) = (open(&cluster.url(), 1).await, open(&cluster.url(), 1).await);
    let (here, there) = (Server::start_node(one).await, Server::start_node(two).await);
    let (team, mut fay) = live_session(&here).await;
    let mut ana = Live::enter(&team.ana.at(there.address), &team.session).await;
    ana.consent().await;
    for n in 0..20 {
        fay.command(say(&format!("fay {n}"))).await;
        ana.command(say(&format!("ana {n}"))).await;
    }
    for live in [&mut fay, &mut ana] {
        live.until("all lines", |live| live.lines().len() == 40).await;
    }
    assert_eq!(fay.lines(), ana.lines(), "in one order");
    let master = cluster.master_of(&team.session).await;
    cluster.servers[master].kill().await;
    let n = ana.command(say("meanwhile")).await;
    assert_eq!(ana.answer(n).await.unwrap_err().code(), ErrorCode::RetryLater);
    eventually("its replica is promoted", async || {
        cluster.servers[master + 3].text(&["INFO", "replication"]).await.contains("role:master")
    })
    .await;
    // It needs a replica of its own before anything is acknowledged again.
    cluster.servers[master].run(&[]).await;
    for n in 0..5 {
        insists(&mut ana, &format!("after {n}")).await;
    }
    // What was in doubt may have happened, and then once.
    let after = |live: &Live| live.lines().iter().filter(|line| line.starts_with("after")).count();
    fay.until("what was said after", |live| after(live) == 5).await;
    ana.until("the same", |live| live.lines().len() == fay.lines().len()).await;
    assert_eq!(fay.lines(), ana.lines(), "each once, in one order");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_redis_people_read_on() {
    let mut redis = RedisServer::start(&[]).await;
    let server = Server::start_node(open(&redis.url(), 0).await).await;
    let (team, mut fay) = live_session(&server).await;
    let mut ana = Live::enter(&team.ana, &team.session).await;
    ana.consent().await;
    ana.says("before").await;
    let state = async |path: &str| server.browser().send("GET", path, &[], "").await.status;
    assert_eq!((state("/livez").await, state("/readyz").await), (200, 200));
    redis.kill().await;
    let refused = fay.ask(say("meanwhile")).await.unwrap_err();
    assert_eq!(refused.code(), ErrorCode::RetryLater);
    assert_eq!((state("/livez").await, state("/readyz").await), (200, 503));
    assert_eq!(ana.lines(), ["before"], "and stays connected");
    redis.run(&[]).await;
    eventually("ready again", async || state("/readyz").await == 200).await;
    insists(&mut ana, "after").await;
    fay.until_line("after").await;
}

/// Nothing that matters is on the node's own disk, or in its memory.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_node_takes_over_where_the_last_one_died() {
    let redis = RedisServer::start(&[]).await;
    let first = Server::start_node(open(&redis.url(), 0).await).await;
    let (team, mut fay) = live_session(&first).await;
    fay.says("kept").await;
    let kept: Kept = fay.kept.clone();
    first.die().await;
    let second = Server::start_node(open(&redis.url(), 0).await).await;
    let fay = Live::enter_with(&team.fay.at(second.address), &team.session, kept).await;
    assert_eq!(fay.why, Why::Resumed, "the same cookie, the same token, the same history");
    assert_eq!(fay.lines(), ["kept"]);
    let admin = team.admin.at(second.address);
    let me: proto::Whoami = admin.get("/api/me").await.unwrap();
    assert!(me.account.is_some());
}

/// Leases run out while Redis is away, and nobody is gone for that.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_outage_sends_nobody_away() {
    let mut redis = RedisServer::start(&[]).await;
    let here = Server::start_node(open(&redis.url(), 0).await).await;
    let there = Server::start_node(open(&redis.url(), 0).await).await;
    let (team, mut fay) = live_session(&here).await;
    let mut ana = Live::enter(&team.ana.at(there.address), &team.session).await;
    ana.consent().await;
    fay.until("Ana", |live| live.here.len() == 2).await;
    redis.kill().await;
    let out = tokio::time::Instant::now();
    while out.elapsed() < LEASE + 2 * HEARTBEAT {
        let _ = tokio::time::timeout(HEARTBEAT, fay.read()).await;
    }
    redis.run(&[]).await;
    insists(&mut fay, "still here?").await;
    ana.until_line("still here?").await;
    let back = tokio::time::Instant::now();
    while back.elapsed() < 2 * LEASE {
        let _ = tokio::time::timeout(HEARTBEAT, fay.read()).await;
        let _ = tokio::time::timeout(HEARTBEAT, ana.read()).await;
        assert_eq!((fay.here.len(), ana.here.len()), (2, 2));
    }
}

/// Two faults at once, or a restored backup: everyone is told, and what was lost is kept.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_loss_is_said() {
    let redis = RedisServer::start(&[]).await;
    let server = Server::start_node(open(&redis.url(), 0).await).await;
    let (team, mut fay) = live_session(&server).await;
    fay.says("kept").await;
    let id = SessionId::from_wire(&team.session).unwrap().0.simple();
    let parts = ["head", "log", "content"].map(|part| format!("convene:{{{id}}}:{part}"));
    let copies = parts.clone().map(|part| part + ":before");
    for (part, copy) in parts.iter().zip(&copies) {
        redis.ask(&["COPY", part, copy]).await;
    }
    fay.says("gone").await;
    // As if that had never been written.
    for (part, copy) in parts.iter().zip(&copies) {
        redis.ask(&["COPY", copy, part, "REPLACE"]).await;
    }
    let n = fay.command(say("next")).await;
    assert_eq!(fay.until_closed().await, 4003, "come back");
    let kept = fay.kept.clone();
    let mut fay = Live::enter_with(&team.fay, &team.session, kept).await;
    assert_eq!(fay.why, Why::Diverged);
    assert_eq!(fay.lines(), ["kept"]);
    fay.resend(n, say("next")).await;
    fay.until_line("next").await;
    let keys = redis.text(&["EVAL", "return redis.call('KEYS', '*orphans*')[1]", "0"]).await;
    assert_eq!(redis.ask(&["XLEN", &keys]).await, redis::Value::Int(1), "the lost tail");
    eventually("staff can see it", async || {
        let status: proto::Status = team.admin.get("/api/status").await.unwrap();
        let lost: Vec<_> =
            status.losses.iter().map(|loss| (&*loss.session_id, loss.events)).collect();
        lost == [(&*team.session, 1)]
    })
    .await;
}

/// A node that only reads is ahead of a log that was cut, and finds nothing behind that to read.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_loss_is_said_on_every_node() {
    let redis = RedisServer::start(&[]).await;
    let here = Server::start_node(open(&redis.url(), 0).await).await;
    let there = Server::start_node(open(&redis.url(), 0).await).await;
    let (team, mut fay) = live_session(&here).await;
    let mut ana = Live::enter(&team.ana.at(there.address), &team.session).await;
    ana.consent().await;
    fay.says("kept").await;
    ana.until_line("kept").await;
    let id = SessionId::from_wire(&team.session).unwrap().0.simple();
    let parts = ["head", "log", "content"].map(|part| format!("convene:{{{id}}}:{part}"));
    for part in &parts {
        redis.ask(&["COPY", part, &format!("{part}:before")]).await;
    }
    for n in 0..5 {
        fay.says(&format!("gone {n}")).await;
    }
    ana.until_line("gone 4").await;
    for part in &parts {
        redis.ask(&["COPY", &format!("{part}:before"), part, "REPLACE"]).await;
    }
    fay.command(say("next")).await;
    assert_eq!(fay.until_closed().await, 4003, "whoever wrote comes back");
    assert_eq!(ana.until_closed().await, 4003, "and who only reads");
    let kept = ana.kept.clone();
    let ana = Live::enter_with(&team.ana.at(there.address), &team.session, kept).await;
    assert_eq!((ana.why, ana.lines()), (Why::Diverged, vec!["kept".to_owned()]));
    eventually("said once, on the other node, too", async || {
        let admin = team.admin.at(there.address);
        let status: proto::Status = admin.get("/api/status").await.unwrap();
        status.losses.len() == 1
    })
    .await;
}

/// The same of the list of accounts and sessions: it goes on with what is left.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_loss_of_the_list_is_said() {
    let redis = RedisServer::start(&[]).await;
    let server = Server::start_node(open(&redis.url(), 0).await).await;
    let team = server.team().await;
    let catalog = uuid::Uuid::nil().simple();
    let parts = ["head", "log", "content"].map(|part| format!("convene:{{{catalog}}}:{part}"));
    for part in &parts {
        redis.ask(&["COPY", part, &format!("{part}:before")]).await;
    }
    let (gone, _) = new_session(&team.admin).await;
    for part in &parts {
        redis.ask(&["COPY", &format!("{part}:before"), part, "REPLACE"]).await;
    }
    let (next, _) = new_session(&team.admin).await;
    let listed: proto::Sessions = team.admin.get("/api/sessions").await.unwrap();
    let ids: Vec<_> = listed.sessions.into_iter().filter_map(|row| Some(row.session?.id)).collect();
    assert!(ids.contains(&next) && ids.contains(&team.session) && !ids.contains(&gone), "{ids:?}");
    let status: proto::Status = team.admin.get("/api/status").await.unwrap();
    let lost: Vec<_> = status.losses.iter().map(|loss| (&*loss.session_id, loss.events)).collect();
    assert_eq!(lost, [("", 1)]);
}
