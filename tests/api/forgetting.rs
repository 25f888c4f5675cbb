//! What is written in rooms and not kept, as whoever has the disk meets it: never there to be read,
//! and an hour after the rooms closed for nobody; but what someone in the room has reported.

use super::{
    Room, forgets_rooms,
    replay::play,
    rooms::{my_room, opened, say_in},
};
use crate::{
    log_contract::{all_files, has},
    support::{
        live::{Kept, Live},
        redis::{RedisServer, eventually, open},
        server::{Server, Team},
    },
};
use convene::{
    codec::ids::WireId,
    domain::{RoundId, SessionId},
    log::{EmbeddedLog, EventLog, Keyring, LogId, MemoryLog, SealId, find_file},
    operate::{Progress, Store, copy, verify},
    proto::{self, ErrorCode, Why, command::Body},
};
use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

/// Said in a room; said there otherwise; said there and reported; said to all.
const SAID: &str = "rutabaga-among-us";
const EDITED: &str = "rutabaga-between-us";
const REPORTED: &str = "kohlrabi-was-rude";
const TO_ALL: &str = "parsnip-to-all";

fn files_with(directory: &Path, bytes: &[u8]) -> Vec<PathBuf> {
    let files = all_files(directory).into_iter();
    files.filter(|(_, found)| has(found, bytes)).map(|(path, _)| path).collect()
}

/// Ana talks in room 1, and reports what was rude there. The round, and the channel.
async fn talked(room: &mut Room) -> (String, String) {
    let id = opened(room).await;
    let channel = my_room(&room.ana).unwrap().channel_id.clone();
    room.ana.ask(say_in(&id, 1, SAID)).await.unwrap();
    let first = line(&room.ana, &channel, 0);
    let edit = proto::EditLine { line_id: first, text: EDITED.to_owned() };
    room.ana.ask(Body::EditLine(edit)).await.unwrap();
    room.fay.ask(say_in(&id, 1, REPORTED)).await.unwrap();
    room.ana.until("both", |live| live.lines_of(&channel) == [EDITED, REPORTED]).await;
    let report = proto::ReportLine { line_id: line(&room.ana, &channel, 1) };
    room.ana.ask(Body::ReportLine(report)).await.unwrap();
    room.ben.says(TO_ALL).await;
    (id, channel)
}

fn line(live: &Live, channel: &str, n: usize) -> String {
    let channel = live.kept.view.channels.iter().find(|found| found.id == channel);
    channel.unwrap().lines[n].id.clone()
}

async fn close(room: &mut Live, id: &str) {
    let close = proto::CloseRooms { round_id: id.to_owned(), now: true, rooms: vec![] };
    room.ask(Body::CloseRooms(close)).await.unwrap();
}

/// Nobody reads it over HTTP, whoever they are.
async fn nobody_reads(team: &Team, server: &Server, channel: &str, line: &str) {
    for browser in [&team.ana, &team.ben, &team.fay, &team.admin] {
        let browser = browser.at(server.address);
        for path in [format!("channels/{channel}/lines"), format!("lines/{line}/thread")] {
            let path = format!("/api/sessions/{}/{path}", team.session);
            let answer = browser.send("GET", &path, &[], "").await;
            assert_eq!(answer.status, 404, "{path}");
        }
    }
}

async fn reviewed(team: &Team, server: &Server) -> Vec<String> {
    let fay = Live::enter(&team.fay.at(server.address), &team.session).await;
    let reviews = fay.view().reviews.into_iter();
    reviews.map(|review| review.line.unwrap().text).collect()
}

async fn in_directory(directory: &Path) -> Store {
    let opened = async {
        loop {
            match find_file(directory).and_then(EmbeddedLog::open) {
                Ok(log) => break Store::new(log),
                Err(_) => tokio::task::yield_now().await,
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(10), opened).await.unwrap()
}

async fn is_sound(directory: &Path) {
    let store = in_directory(directory).await;
    let report = verify(&store.log, &Progress::default(), |_| ()).await;
    assert_eq!(report.broken().count(), 0, "{report}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_kept_is_in_no_file() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path();
    let mut room = Room::open_on(Server::start_in(data).await).await;
    assert!(room.ana.kept.view.session.as_ref().unwrap().forgets_rooms, "unless said otherwise");
    let (id, channel) = talked(&mut room).await;
    let secrets = [SAID, EDITED].map(str::as_bytes);
    let nowhere = || secrets.iter().all(|secret| files_with(data, secret).is_empty());
    assert!(nowhere(), "not even while the rooms are open");
    assert!(!files_with(data, TO_ALL.as_bytes()).is_empty(), "what is kept is found");
    assert!(!files_with(data, REPORTED.as_bytes()).is_empty(), "so is what was reported");
    let keys = all_files(&data.join("keys"));
    let [(key_path, key)] = keys.as_slice() else { panic!("{} keys", keys.len()) };

    // A restart in the middle: whoever was there comes back to it, and so does who was not.
    let (first, kept) = (line(&room.ana, &channel, 0), room.ana.kept.clone());
    let Room { server, team, .. } = room;
    server.end().await;
    is_sound(data).await;
    let server = Server::start_in(data).await;
    let mut ana = Live::enter_with(&team.ana.at(server.address), &team.session, kept).await;
    assert_eq!(ana.why, Why::Resumed);
    ana.ask(say_in(&id, 1, SAID)).await.unwrap();
    let mut fay = Live::enter(&team.fay.at(server.address), &team.session).await;
    fay.until("all", |live| live.lines_of(&channel) == [EDITED, REPORTED, SAID]).await;

    close(&mut fay, &id).await;
    nobody_reads(&team, &server, &channel, &first).await;
    fay.ends().await;
    for browser in [&team.fay, &team.admin] {
        let (_, bytes) = play(&browser.at(server.address), &team.session).await;
        assert!(secrets.iter().all(|secret| !has(&bytes, secret)), "nor in a replay");
        assert!(has(&bytes, TO_ALL.as_bytes()));
    }
    assert_eq!(reviewed(&team, &server).await, [REPORTED]);
    assert!(key_path.exists() && nowhere());
    server.end().await;

    // An hour later, at a server that has nobody on it.
    let server = Server::start_in_forgetting(data, Duration::ZERO).await;
    eventually("the key is gone", async || !key_path.exists()).await;
    assert_eq!(files_with(data, key), [] as [PathBuf; 0]);
    nobody_reads(&team, &server, &channel, &first).await;
    let (_, bytes) = play(&team.fay.at(server.address), &team.session).await;
    assert!(secrets.iter().all(|secret| !has(&bytes, secret)));
    assert_eq!(reviewed(&team, &server).await, [REPORTED]);
    server.end().await;
    is_sound(data).await;

    // As if it had been killed after the fact and before the key was wiped.
    fs::write(key_path, key).unwrap();
    let server = Server::start_in(data).await;
    eventually("it is gone again", async || !key_path.exists()).await;
    assert_eq!(reviewed(&team, &server).await, [REPORTED], "also after restarts");
    assert!(nowhere());
}

/// Two nodes on a Redis, whose file keeps nothing either: the one forgets, and so does the other.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nor_is_it_in_the_file_of_redis() {
    let redis = RedisServer::start(&[]).await;
    let log = open(&redis.url(), 0).await;
    let start = async |log| Server::start_node_forgetting(log, Duration::ZERO).await;
    let mut room = Room::open_on(start(log.clone()).await).await;
    let there = start(open(&redis.url(), 0).await).await;
    let mut ben = Live::enter(&room.team.ben.at(there.address), &room.team.session).await;
    let (id, channel) = talked(&mut room).await;
    ben.until_line(TO_ALL).await;
    let file = redis.directory.path();
    assert!(files_with(file, SAID.as_bytes()).is_empty());
    assert!(!files_with(file, TO_ALL.as_bytes()).is_empty());
    let first = line(&room.ana, &channel, 0);
    let session = SessionId::from_wire(&room.team.session).unwrap();
    let seal = SealId { log: LogId(session.0), of: RoundId::from_wire(&id).unwrap().0 };
    let key = log.key(seal).await.unwrap().unwrap();
    assert!(!files_with(file, &key).is_empty(), "the scan can fail");
    close(&mut room.fay, &id).await;
    eventually("the key is gone", async || log.key_ids().await.unwrap().is_empty()).await;
    assert_eq!(files_with(file, &key), [] as [PathBuf; 0]);
    for server in [&room.server, &there] {
        nobody_reads(&room.team, server, &channel, &first).await;
        assert_eq!(reviewed(&room.team, server).await, [REPORTED]);
    }
    let stored = log.read(LogId(session.0), 0).await.unwrap();
    let opens = |bytes: &[u8]| [SAID, EDITED].iter().any(|said| has(bytes, said.as_bytes()));
    assert!(stored.iter().all(|entry| !opens(&entry.payload)));
    assert!(stored.iter().flat_map(|entry| &entry.content).all(|(_, bytes)| !opens(bytes)));
    // Who was away since before the rooms opened finds nothing of it in what they missed.
    let ana = Live::enter_with(&room.team.ana, &room.team.session, Kept::default()).await;
    assert!(!ana.sees_bytes("rutabaga"));
    there.die().await;
}

/// What is sealed is copied as it is, and its keys go along.
#[tokio::test]
async fn a_copy_of_the_store_reads_it_on() {
    let directory = tempfile::tempdir().unwrap();
    let mut room = Room::open_on(Server::start_in(directory.path()).await).await;
    let (_, channel) = talked(&mut room).await;
    let Room { server, team, .. } = room;
    server.end().await;
    let there = MemoryLog::default();
    let from = in_directory(directory.path()).await;
    let to = Store::new(there.clone());
    copy(&from, &to, &Progress::default()).await.unwrap();
    copy(&from, &to, &Progress::default()).await.expect("nothing is left to do");
    let server = Server::start_on(there).await;
    let ana = Live::enter(&team.ana.at(server.address), &team.session).await;
    assert_eq!(ana.lines_of(&channel), [EDITED, REPORTED]);
}

/// Without a key nothing is written, rather than written as it is.
#[tokio::test]
async fn what_cannot_be_sealed_is_not_written() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path();
    let mut room = Room::open_on(Server::start_in(data).await).await;
    let id = opened(&mut room).await;
    fs::write(data.join("keys"), "in the way").unwrap();
    let refused = room.ana.ask(say_in(&id, 1, SAID)).await.unwrap_err();
    assert_eq!(refused.code(), ErrorCode::RetryLater);
    assert!(files_with(data, SAID.as_bytes()).is_empty());
    fs::remove_file(data.join("keys")).unwrap();
    let channel = my_room(&room.ana).unwrap().channel_id.clone();
    room.ana.until("it heals", |live| live.lines_of(&channel) == [SAID]).await;
    assert!(files_with(data, SAID.as_bytes()).is_empty());
}

#[tokio::test]
async fn the_choice_is_made_before_people_rely_on_it() {
    let server = Server::start().await;
    let team = server.team().await;
    assert_eq!(forgets_rooms(&team, None).await, Ok(true), "as it is");
    assert_eq!(forgets_rooms(&team, Some(false)).await, Ok(false));
    assert_eq!(forgets_rooms(&team, None).await, Ok(false), "as it is");
    let ana = Live::enter(&team.ana, &team.session).await;
    let header = ana.kept.view.session.clone().unwrap();
    assert!(!header.forgets_rooms, "said before anyone answers");
    assert_eq!(forgets_rooms(&team, Some(true)).await, Ok(true));
    let mut ana = Live::enter(&team.ana, &team.session).await;
    assert!(ana.kept.view.session.as_ref().unwrap().forgets_rooms);
    ana.consent().await;
    assert_eq!(forgets_rooms(&team, Some(false)).await, Err(ErrorCode::Noticed));
    assert_eq!(forgets_rooms(&team, None).await, Ok(true));
}
