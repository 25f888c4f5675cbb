//! G7: two nodes on one log. Neither leads, and neither believes its own memory.

use super::Room;
use crate::support::{
    live::{Live, say},
    server::Server,
};
use convene::{
    log::MemoryLog,
    proto::{self, command::Body},
};

#[tokio::test]
async fn both_serve_one_session() {
    let log = MemoryLog::default();
    let mut room = Room::open_on(Server::start_on(log.clone()).await).await;
    let other = Server::start_on(log).await;
    let mut ben = Live::enter(&room.team.ben.at(other.address), &room.team.session).await;
    for n in 0..20 {
        room.ana.command(say(&format!("ana {n}"))).await;
        ben.command(say(&format!("ben {n}"))).await;
    }
    for live in [&mut room.ana, &mut ben] {
        live.until("all lines", |live| live.lines().len() == 40).await;
    }
    assert_eq!(room.ana.lines(), ben.lines(), "in one order");
}

/// A stale node would refuse what has just become possible: it looks before it refuses.
#[tokio::test]
async fn a_stale_node_looks_before_it_refuses() {
    let log = MemoryLog::default();
    let here = Server::start_on(log.clone()).await;
    let there = Server::start_on(log).await;
    let team = here.team().await;
    let mut fay = Live::enter(&team.fay, &team.session).await;
    let mut ana = Live::enter(&team.ana.at(there.address), &team.session).await;
    fay.consent().await;
    ana.consent().await;
    for round in 0..10 {
        let refused = ana.ask(say("too early")).await;
        assert!(round > 0 || refused.is_err());
        if round == 0 {
            fay.ask(Body::OpenLobby(proto::OpenLobby {})).await.unwrap();
        }
        ana.ask(say("now")).await.expect("the lobby is open, whatever this node knew");
    }
}
