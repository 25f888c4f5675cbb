//! G5 and G10: slow readers, a full disk, a log in doubt.

use super::Room;
use crate::support::{
    disk::Disk,
    live::{Live, say},
    server::Server,
};
use convene::{log::EmbeddedLog, proto::ErrorCode};
use std::time::Duration;

/// A reader that does not read is resynchronised when it does, and others never wait.
#[tokio::test]
async fn a_slow_reader_gets_a_fresh_view() {
    let mut room = Room::open().await;
    let mut slow = Live::enter(&room.team.ana, &room.team.session).await;
    let long = "x".repeat(1_900);
    for n in 0..2_600 {
        let body = say(&format!("{n} {long}"));
        let who = [&mut room.ana, &mut room.ben, &mut room.fay].into_iter().nth(n % 3).unwrap();
        // As fast as the allowance lets them.
        while let Err(refused) = who.ask(body.clone()).await {
            assert_eq!(refused.code(), ErrorCode::TooFast);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        if n == 400 {
            break;
        }
    }
    room.fay.says("the end").await;
    slow.until_line("the end").await;
    let fresh = Live::enter(&room.team.ana, &room.team.session).await;
    assert_eq!(slow.view(), fresh.view());
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
