//! G5 and G10: slow readers, a full disk, a log in doubt.

use super::Room;
use crate::support::{
    disk::Disk,
    live::{Live, say},
    server::{Server, add_people, new_person},
    view::sorted,
};
use bytes::Bytes;
use convene::{
    codec::ids::WireId,
    domain::{PersonId, SessionId},
    live::{Format, Join, Next},
    log::EmbeddedLog,
    proto::{ErrorCode, Permission, ServerFrame, server_item::Item},
};
use prost::Message;
use std::time::Duration;

/// Puts so many people on the roster that a facilitator's ring runs over.
pub(super) async fn overrun(room: &Room) {
    for batch in 0..7 {
        let rows =
            (0..500).map(|n| new_person(&format!("Row {batch} {n}"), Permission::Participant));
        add_people(&room.team.admin, &room.team.session, rows.collect()).await;
    }
}

/// A reader that does not read costs no more than the rings, and is resynchronised when it
/// reads again; others never wait for it.
#[tokio::test]
async fn a_slow_reader_gets_a_fresh_view() {
    let mut room = Room::open().await;
    let session = SessionId::from_wire(&room.team.session).unwrap();
    let hub = room.server.gateway.registry.get(session).await.unwrap().hub().clone();
    let fay = PersonId::from_wire(&room.team.ids[2]).unwrap();
    let join = Join {
        person: fay,
        login: Bytes::new(),
        format: Format::Proto,
        unpacks: false,
        instance: 0,
        resume: (Bytes::new(), 0),
        now: convene::clock::now(),
    };
    let mut slow = hub.join(join).unwrap();
    let mut next = async || match slow.next().await {
        Next::Frame(frame) => ServerFrame::decode(frame).unwrap(),
        Next::Close(close) => panic!("{close:?}"),
    };
    let welcome = next().await;
    assert!(matches!(welcome.items[0].item, Some(Item::Welcome(_))));
    overrun(&room).await;
    room.ana.says("nobody waited").await;
    let resync = async {
        loop {
            let items = next().await.items.into_iter().filter_map(|item| item.item);
            let found = items.filter_map(|item| match item {
                Item::Resync(resync) => resync.view,
                _ => None,
            });
            if let Some(view) = found.last() {
                break view;
            }
        }
    };
    let view = tokio::time::timeout(Duration::from_secs(10), resync).await.expect("a fresh view");
    let fresh = Live::enter(&room.team.fay, &room.team.session).await;
    assert_eq!(sorted(view).people, fresh.view().people);
}

#[tokio::test]
async fn a_full_disk_stops_writing_and_nothing_else() {
    let disk = Disk::default();
    let log = EmbeddedLog::open(disk.opener()).unwrap();
    let mut room = Room::open_on(Server::start_on(log).await).await;
    room.ana.says("before").await;
    let browser = room.server.browser();
    let status = async |path: &str| browser.send("GET", path, &[], "").await.status;
    assert_eq!(status("/readyz").await, 200);
    disk.fill_after(Some(3));
    let body = say("while it was full");
    let n = room.ana.command(body.clone()).await;
    let refused = room.ana.answer(n).await.unwrap_err();
    assert_eq!(refused.code(), ErrorCode::RetryLater);
    assert_eq!(status("/readyz").await, 503);
    assert_eq!(status("/livez").await, 200);
    let refused = room.ben.ask(say("not now either")).await.unwrap_err();
    assert_eq!(refused.code(), ErrorCode::RetryLater);
    room.ben.resend(900, say("")).await;
    assert_eq!(room.ben.answer(900).await.unwrap_err().code(), ErrorCode::Invalid, "still talking");
    disk.fill_after(None);
    // The client does what it was told: sends the same again until it is answered.
    let sent = async {
        loop {
            room.ana.resend(n, body.clone()).await;
            match room.ana.answer(n).await {
                Ok(()) => break,
                Err(refused) => assert_eq!(refused.code(), ErrorCode::RetryLater),
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), sent).await.expect("heals by itself");
    assert_eq!(status("/readyz").await, 200);
    room.ben.until_line("while it was full").await;
    assert_eq!(room.ana.lines(), ["before", "while it was full"], "each line once");
}
