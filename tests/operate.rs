//! `convene log verify` and `convene log copy`: what is whole is said to be, what is not is
//! found, and people come back to a copy as after a restart.

use crate::support::{
    disk::Disk,
    live::Live,
    redis::{RedisServer, open},
    server::{Server, Team, new_item},
};
use bytes::Bytes;
use convene::{
    codec::ids::WireId,
    domain::{SessionId, State},
    fold::Folded,
    log::{EmbeddedLog, Epoch, LogError, LogId, MemoryLog, Snapshot, StoreError},
    operate::{CopyError, OpenError, Progress, Report, Store, copy, open_directory, verify},
    proto::{self, OpenLobby, PutAgendaItem, StartSession, command::Body},
};
use redb::{Database, ReadableTable, TableDefinition};
use std::{path::Path, process::Command, sync::Arc, time::Duration};
use uuid::Uuid;

type StoredBatch<'a> = (u64, u128, [u8; 32], &'a [u8]);

const BATCHES: TableDefinition<'_, (u128, u64), StoredBatch<'_>> = TableDefinition::new("batches");
const CONTENT: TableDefinition<'_, (u128, u64), &[u8]> = TableDefinition::new("content");

/// Tries again while whoever had the directory before lets go of it.
async fn when_free<T>(opened: impl Fn() -> Option<T>) -> T {
    let trying = async {
        loop {
            match opened() {
                Some(opened) => break opened,
                None => tokio::task::yield_now().await,
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(10), trying).await.expect("free")
}

async fn in_directory(directory: &Path) -> Store {
    let opened = || match open_directory(directory) {
        Ok(log) => Some(Store::new(log)),
        Err(OpenError::Store(_, StoreError::InUse)) => None,
        Err(error) => panic!("{error:?}"),
    };
    when_free(opened).await
}

/// Something of everything: an admin, people with links, talk, a file of several parts.
async fn lived_in(server: &Server) -> (Team, String) {
    let team = server.team().await;
    let mut fay = Live::enter(&team.fay, &team.session).await;
    fay.consent().await;
    fay.ask(Body::OpenLobby(OpenLobby {})).await.unwrap();
    fay.ask(Body::StartSession(StartSession {})).await.unwrap();
    let mut ana = Live::enter(&team.ana, &team.session).await;
    ana.consent().await;
    for n in 0..10 {
        ana.says(&format!("ana {n}")).await;
        fay.says(&format!("fay {n}")).await;
    }
    let path = format!("/api/sessions/{}/files", team.session);
    let pdf = format!("%PDF-1.7\n{}\n%%EOF\n", "x".repeat(600_000));
    let pdf_type = [("content-type", "application/pdf")];
    let answer = team.fay.send("POST", &format!("{path}?name=slides"), &pdf_type, &pdf).await;
    let file: proto::AgendaFile = answer.read().unwrap();
    let file_path = format!("{path}/{}", file.id);
    let item = proto::AgendaItem { file: Some(file), ..new_item("Data talk") };
    let put = PutAgendaItem { item: Some(item), after_id: String::new() };
    fay.ask(Body::PutAgendaItem(put)).await.unwrap();
    (team, file_path)
}

async fn look(store: &Store) -> Report {
    verify(&store.log, &Progress::default(), |_| ()).await
}

async fn copied(from: &Store, to: &Store) -> Result<String, CopyError> {
    copy(from, to, &Progress::default()).await.map(|copied| copied.to_string())
}

fn lines(report: &Report) -> Vec<String> {
    report.logs.iter().map(ToString::to_string).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_come_back_to_a_copy() {
    let directory = tempfile::tempdir().unwrap();
    let server = Server::start_in(directory.path()).await;
    let (team, file) = lived_in(&server).await;
    server.end().await;
    let redis = RedisServer::start(&[]).await;
    let (from, to) =
        (in_directory(directory.path()).await, Store::new(open(&redis.url(), 0).await));
    copied(&from, &to).await.unwrap();
    let before = lines(&look(&from).await);
    assert_eq!(before.len(), 2);
    assert_eq!(lines(&look(&to).await), before, "the same in both");
    copied(&from, &to).await.expect("nothing is left to do");

    let server = Server::start_node(open(&redis.url(), 0).await).await;
    let me: proto::Whoami = team.admin.at(server.address).get("/api/me").await.unwrap();
    assert!(me.account.is_some(), "the login still counts");
    let mut fay = Live::enter(&team.fay.at(server.address), &team.session).await;
    assert_eq!(fay.lines().len(), 20);
    fay.says("on the copy").await;
    server.browser().join(&team.links[0]).await.expect("so does the personal link");
    let slides = team.fay.at(server.address).send("GET", &file, &[], "").await;
    assert_eq!((slides.status, slides.body.len()), (200, 600_016));
    server.die().await;

    let back = tempfile::tempdir().unwrap();
    let back = in_directory(back.path()).await;
    copied(&to, &back).await.unwrap();
    let after = lines(&look(&back).await);
    assert_eq!(after, lines(&look(&to).await));
    assert_ne!(after, before, "life went on");
    let (one, two) = (Store::new(MemoryLog::default()), RedisServer::start(&[]).await);
    let two = Store::new(open(&two.url(), 0).await);
    copied(&back, &one).await.unwrap();
    copied(&to, &two).await.unwrap();
    assert_eq!(lines(&look(&one).await), after);
    assert_eq!(lines(&look(&two).await), after);
}

/// A store in memory, with a lived-in session.
async fn memory() -> (MemoryLog, LogId) {
    let log = MemoryLog::default();
    let server = Server::start_on(log.clone()).await;
    let (team, _) = lived_in(&server).await;
    server.end().await;
    (log, LogId(SessionId::from_wire(&team.session).unwrap().0))
}

#[tokio::test]
async fn an_interrupted_copy_goes_on() {
    let (log, session) = memory().await;
    let from = Store::new(log);
    let disk = Disk::default();
    let to = Store::new(EmbeddedLog::open(disk.opener()).unwrap());
    let (mut interruptions, mut parts) = (0, 0);
    for writes in (10..).step_by(10) {
        disk.fill_after(Some(writes));
        let outcome = copied(&from, &to).await;
        disk.fill_after(None);
        match outcome {
            Ok(_) => break,
            Err(CopyError::Log(LogError::Unavailable(_))) => interruptions += 1,
            Err(error) => panic!("{error}"),
        }
        while !to.log.is_writable() {
            tokio::task::yield_now().await;
        }
        let there = to.log.head(session).await.unwrap();
        parts += usize::from(there.is_some_and(|there| there.seq > 0));
    }
    assert!(interruptions > 2 && parts > 1, "{interruptions} interruptions, {parts} parts");
    assert_eq!(lines(&look(&to).await), lines(&look(&from).await));
}

#[tokio::test]
async fn a_target_in_use_is_refused() {
    let from = Store::new(memory().await.0);
    let used = [memory().await.0, MemoryLog::default(), MemoryLog::default()];
    let [_, begun, secret] = &used;
    // As a server that was started once leaves it.
    let begin = convene::log::EventLog::create(begun, LogId::CATALOG, Epoch(Uuid::new_v4()));
    begin.await.unwrap();
    let key = Bytes::from_static(b"key:links");
    convene::log::Vault::keep(secret, key, Bytes::from_static(b"another")).await.unwrap();
    for log in used {
        let to = Store::new(log);
        let before = (lines(&look(&to).await), to.vault.contents().await.unwrap());
        let refused = copied(&from, &to).await.unwrap_err();
        assert!(matches!(refused, CopyError::Occupied(_)), "{refused}");
        let after = (lines(&look(&to).await), to.vault.contents().await.unwrap());
        assert_eq!(after, before, "nothing of it is touched");
    }
}

#[tokio::test]
async fn secrets_without_keys_are_counted() {
    let (redis, target) = (RedisServer::start(&[]).await, Store::new(MemoryLog::default()));
    let log = open(&redis.url(), 0).await;
    let server = Server::start_node(log.clone()).await;
    server.team().await;
    server.die().await;
    let names: Vec<String> =
        redis::from_redis_value(redis.ask(&["KEYS", "convene:vault:*"]).await).unwrap();
    redis.ask(&["HDEL", &names[0], "key"]).await;
    let refused = copied(&Store::new(log), &target).await.unwrap_err();
    assert!(matches!(refused, CopyError::Nameless(1)), "{refused}");
    assert!(target.vault.contents().await.unwrap().keys.is_empty());
}

#[tokio::test]
async fn snapshots_are_compared() {
    let (log, session) = memory().await;
    let store = Store::new(log);
    let first = lines(&look(&store).await);
    let mut half = Folded::<State>::open(Arc::clone(&store.log), session, 0).await.unwrap();
    let end = store.log.head(session).await.unwrap().unwrap();
    half.catch_up(|_, entry| entry.last_seq <= end.seq / 2, |_| ()).await.unwrap();
    half.snapshot().await.unwrap();
    assert_eq!(lines(&look(&store).await), first, "a true one changes nothing");
    let stale = store.log.snapshot(session, u64::MAX).await.unwrap().unwrap();
    let forged = Snapshot { position: end, ..stale };
    store.log.save_snapshot(session, forged).await.unwrap();
    let report = look(&store).await;
    let broken: Vec<_> = report.broken().map(|checked| checked.log).collect();
    assert_eq!(broken, [session]);
    let said = lines(&report)[1].clone();
    assert!(said.contains("BROKEN: its snapshot at event"), "{said}");
}

/// Changes a copy of a store behind its back.
fn damage(file: &Path, change: impl Fn(&redb::WriteTransaction)) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("convene.redb");
    std::fs::copy(file, &path).unwrap();
    let database = Database::open(&path).unwrap();
    let txn = database.begin_write().unwrap();
    change(&txn);
    txn.commit().unwrap();
    directory
}

fn convene(args: &[&str]) -> (bool, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_convene")).arg("log").args(args).output();
    let output = output.unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.success(), text(output.stdout), text(output.stderr))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn damage_is_found_and_named() {
    let directory = tempfile::tempdir().unwrap();
    let here = directory.path().to_str().unwrap();
    let server = Server::start_in(directory.path()).await;
    let (team, _) = lived_in(&server).await;
    let (is_fine, _, said) = convene(&["verify", "--data-dir", here]);
    assert!(!is_fine && said.contains("another process uses this data directory"), "{said}");
    server.end().await;
    let file = directory.path().join("convene.redb");
    drop(when_free(|| Database::open(&file).ok()).await);
    let (is_fine, whole, said) = convene(&["verify", "--data-dir", here]);
    assert!(is_fine, "{said}");
    assert_eq!(whole.lines().count(), 3, "{whole}");
    assert!(whole.contains("2 logs are as they were written"), "{whole}");
    for secret in ["Ana", "Ada", "Spring", "example.org"] {
        assert!(!whole.contains(secret), "{whole}");
    }
    let session = SessionId::from_wire(&team.session).unwrap().0.as_u128();
    let rows = (session, 0)..=(session, u64::MAX);
    let nth = |txn: &redb::WriteTransaction, n: usize| {
        let batches = txn.open_table(BATCHES).unwrap();
        let rows: Vec<_> = batches.range(rows.clone()).unwrap().map(Result::unwrap).collect();
        let row = if n < rows.len() { &rows[n] } else { rows.last().unwrap() };
        let (last, id, tag, payload) = row.1.value();
        (row.0.value(), (last, id, tag, payload.to_vec()))
    };
    let flip = |txn: &redb::WriteTransaction| {
        let (key, (last, id, tag, mut payload)) = nth(txn, 7);
        payload[5] ^= 1;
        txn.open_table(BATCHES).unwrap().insert(key, (last, id, tag, &*payload)).unwrap();
    };
    let lose = |n: usize| {
        move |txn: &redb::WriteTransaction| {
            let (key, _) = nth(txn, n);
            txn.open_table(BATCHES).unwrap().remove(key).unwrap();
        }
    };
    let rewrite = |txn: &redb::WriteTransaction| {
        let mut content = txn.open_table(CONTENT).unwrap();
        let (key, mut text) = {
            let row = content.range(rows.clone()).unwrap().next_back().unwrap().unwrap();
            (row.0.value(), row.1.value().to_vec())
        };
        *text.last_mut().unwrap() ^= 1;
        content.insert(key, &*text).unwrap();
    };
    let damaged = [
        (damage(&file, flip), "the chain is broken at event"),
        (damage(&file, lose(7)), "the chain is broken at event"),
        (damage(&file, lose(usize::MAX)), "events and should have"),
        (damage(&file, rewrite), "does not match its digest"),
    ];
    for (damaged, because) in damaged {
        let there = damaged.path().to_str().unwrap();
        let (is_fine, report, said) = convene(&["verify", "--data-dir", there]);
        assert!(!is_fine && said.contains("1 of 2 logs are broken"), "{because}: {said}");
        assert_eq!(report.lines().next(), whole.lines().next(), "the catalog is fine");
        let line = report.lines().nth(1).unwrap();
        assert!(line.starts_with(&format!("{}: BROKEN", team.session)), "{line}");
        assert!(line.contains(because), "{line}");
        let target = tempfile::tempdir().unwrap();
        let to = format!("file:{}", target.path().display());
        let (is_fine, _, said) =
            convene(&["copy", "--from", &format!("file:{there}"), "--to", &to]);
        assert!(!is_fine && said.contains("the source is broken, and nothing"), "{said}");
    }
}

/// What was said since the backup is gone, and everyone is told.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_are_told_of_a_restored_backup() {
    let directory = tempfile::tempdir().unwrap();
    let here = directory.path().to_str().unwrap();
    let (file, backup) = (directory.path().join("convene.redb"), directory.path().join("backup"));
    let server = Server::start_in(directory.path()).await;
    let (team, _) = lived_in(&server).await;
    server.end().await;
    drop(when_free(|| Database::open(&file).ok()).await);
    std::fs::copy(&file, &backup).unwrap();
    let server = Server::start_in(directory.path()).await;
    let mut fay = Live::enter(&team.fay.at(server.address), &team.session).await;
    fay.says("after the backup").await;
    let kept = fay.kept.clone();
    drop(fay);
    server.end().await;
    drop(when_free(|| Database::open(&file).ok()).await);
    std::fs::copy(&backup, &file).unwrap();
    let (is_fine, said, complained) = convene(&["restore", "--data-dir", here]);
    assert!(is_fine, "{complained}");
    assert_eq!(said, "2 logs have begun another history, 0 logins have ended\n");

    let server = Server::start_in(directory.path()).await;
    let mut fay = Live::enter_with(&team.fay.at(server.address), &team.session, kept).await;
    assert_eq!(fay.why, proto::Why::Diverged);
    assert_eq!(fay.lines().len(), 20);
    fay.says("goes on").await;
    let admin = team.admin.at(server.address);
    let status: proto::Status = admin.get("/api/status").await.unwrap();
    assert!(matches!(&status.losses[..], [loss] if loss.restored), "{:?}", status.losses);
    drop(fay);
    server.end().await;
    drop(when_free(|| Database::open(&file).ok()).await);
    let (is_fine, said, _) = convene(&["restore", "--end-logins", "--data-dir", here]);
    assert!(is_fine && !said.contains(" 0 logins"), "{said}");
    let server = Server::start_in(directory.path()).await;
    let me: proto::Whoami = team.admin.at(server.address).get("/api/me").await.unwrap();
    assert!(me.account.is_none());
    server.browser().join(&team.links[0]).await.expect("personal links still count");
}

#[tokio::test]
async fn a_copy_by_the_command_line() {
    let (directory, redis) = (tempfile::tempdir().unwrap(), RedisServer::start(&[]).await);
    let server = Server::start_in(directory.path()).await;
    lived_in(&server).await;
    server.end().await;
    let file = directory.path().join("convene.redb");
    drop(when_free(|| Database::open(&file).ok()).await);
    let here = directory.path().to_str().unwrap();
    let (from, to) = (format!("file:{here}"), redis.url());
    let (is_fine, said, complained) = convene(&["copy", "--from", &from, "--to", &to]);
    assert!(is_fine && said.starts_with("copied and compared: 2 logs"), "{said}{complained}");
    let (is_fine, verified, _) = convene(&["verify", "--redis-url", &to]);
    assert_eq!((is_fine, verified), (true, convene(&["verify", "--data-dir", here]).1));
    redis.ask(&["CONFIG", "SET", "maxmemory-policy", "allkeys-lru"]).await;
    let nowhere = tempfile::tempdir().unwrap().path().display().to_string();
    let rows: [(&[&str], &str); 6] = [
        (&["copy", "--from", &from, "--to", &from], "are the same store"),
        (&["copy", "--from", &from, "--to", "file:"], "write it as file:./data"),
        (&["copy", "--from", &from, "--to", "./data"], "write it as redis://host"),
        (&["copy", "--from", &from, "--to", &to], "may lose what was acknowledged"),
        (&["copy", "--from", &to, "--to", &to, "--from-prefix", "a b"], "letters, digits"),
        (&["verify", "--data-dir", &nowhere], "there is no store in this directory"),
    ];
    for (args, because) in rows {
        let (is_fine, _, said) = convene(args);
        assert!(!is_fine && said.contains(because), "{args:?} said: {said}");
    }
    assert!(!Path::new(&nowhere).exists(), "looking makes nothing");
}

/// Role-alike rooms, then a jigsaw of them, for a table as schools write it.
#[test]
fn rooms_are_planned_for_a_table() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("people.csv");
    let roles = ["teacher", "Instructional coach", "Principal", "curriculum_admin"];
    let districts = ["0190019", "0190027", "0190035", "0190043", "0190050"];
    let mut rows = "id,name,email,role,cd_code,language\n".to_owned();
    for n in 0..60 {
        let (role, code) = (roles[n % 4], districts[n / 4 % 5]);
        rows += &format!("p{n},Person {n},p{n}@example.org,{role},{code},en\n");
    }
    std::fs::write(&path, &rows).unwrap();
    let plan = |more: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_convene"));
        command.args(["plan", "--roster"]).arg(&path).args(more);
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.success(), text(output.stdout), text(output.stderr))
    };
    let two = ["--round", "role_alike:6", "--round", "jigsaw:5", "--seed", "1", "--json"];
    let (is_fine, said, complained) = plan(&two);
    assert!(is_fine, "{complained}");
    let plans: serde_json::Value = serde_json::from_str(&said).unwrap();
    let rounds = plans["rounds"].as_array().unwrap();
    assert_eq!(rounds.len(), 2);
    for round in rounds {
        let rooms = round["rooms"].as_array().unwrap();
        let people: Vec<_> =
            rooms.iter().flat_map(|room| room["people"].as_array().unwrap()).collect();
        let once: std::collections::BTreeSet<_> = people.iter().map(|id| id.as_str()).collect();
        assert_eq!((people.len(), once.len()), (60, 60), "everyone, once");
        assert_eq!(round["report"]["repeats"]["found"], 0);
    }
    assert_eq!(rounds[1]["report"]["summary"], "12 rooms, 0 repeats, 0 people need a decision");
    // In whatever order they are listed.
    let (header, body) = rows.split_once('\n').unwrap();
    let mut turned: Vec<_> = body.lines().rev().collect();
    turned.insert(0, header);
    std::fs::write(&path, turned.join("\n")).unwrap();
    assert_eq!(plan(&two).1, said);
    let rows: [(&[&str], &str); 5] = [
        (&["--round", "jigsaw:5"], "derives from the round before"),
        (&["--round", "sorted:5"], "write it as role_alike:6"),
        (&["--round", "mixed:many"], "write it as role_alike:6"),
        (&["--round", "mixed:101"], "2 to 100 people"),
        (&[], "say which --roster"),
    ];
    for (args, because) in rows {
        let (is_fine, _, said) = plan(args);
        assert!(!is_fine && said.contains(because), "{args:?} said: {said}");
    }
    std::fs::write(&path, "id,name\n1,Ana\n").unwrap();
    assert!(plan(&two).2.contains("no column `role`"));
}
