//! Servers that forget, stop, or believe that they are still in charge.

use super::{RedisServer, Replicated, append, batch, new_log, open, read_all};
use crate::support::redis::eventually;
use bytes::Bytes;
use convene::log::{Append, Epoch, EventLog, LogError, LogId, Position, RedisLog, Tail, Vault};
use std::time::Duration;
use uuid::Uuid;

async fn woken(tail: &mut Tail) {
    tokio::time::timeout(Duration::from_secs(3), tail.changed()).await.expect("woken");
}

async fn is_unavailable(log: &RedisLog, id: LogId, at: Position) -> bool {
    matches!(log.append(id, at, batch(1, "doubtful")).await, Err(LogError::Unavailable(_)))
}

#[tokio::test]
async fn forgotten_scripts_are_loaded_again() {
    let servers = Replicated::start(1).await;
    for (log, replicas) in [(open(&servers.servers[0].url(), 1).await, 1)] {
        let (id, start) = new_log(&log).await;
        servers.servers[0].ask(&["SCRIPT", "FLUSH"]).await;
        let (one, two) = (batch(1, "one"), batch(1, "two"));
        let at = log.append(id, start, one).await.unwrap();
        assert!(matches!(at, Append::Done(_)), "unnoticed with {replicas} replicas");
        servers.servers[0].ask(&["SCRIPT", "FLUSH"]).await;
        let racing = tokio::join!(log.append(id, start, two), log.read(id, 0));
        assert!(matches!(racing.0.unwrap(), Append::Moved(entries) if entries.len() == 1));
        assert_eq!(racing.1.unwrap().len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restarted_server_heals_within_a_second() {
    let mut server = RedisServer::start(&[]).await;
    let (log, other) = (open(&server.url(), 0).await, open(&server.url(), 0).await);
    let (id, start) = new_log(&log).await;
    let at = append(&log, id, start, &batch(1, "before")).await;
    let mut tail = other.tail(id);
    server.kill().await;
    assert!(is_unavailable(&log, id, at).await);
    assert!(!log.is_writable());
    server.run(&[]).await;
    let back = tokio::time::Instant::now();
    eventually("heals unasked", async || log.is_writable()).await;
    let healed = back.elapsed();
    assert!(healed < Duration::from_secs(1), "healed after {healed:?}");
    woken(&mut tail).await;
    append(&log, id, at, &batch(1, "after")).await;
    while other.read(id, 0).await.unwrap().len() < 2 {
        woken(&mut tail).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_its_replica_nothing_is_acknowledged() {
    let mut servers = Replicated::start(1).await;
    let log = open(&servers.servers[0].url(), 1).await;
    let (id, start) = new_log(&log).await;
    servers.servers[1].kill().await;
    let doubtful = batch(1, "doubtful");
    let outcome = log.append(id, start, doubtful.clone()).await;
    assert!(matches!(outcome, Err(LogError::Unavailable(_))), "{outcome:?}");
    assert!(!log.is_writable());
    assert_eq!(read_all(&log, id).await, [], "what it may have written is not shown");
    assert_eq!(log.head(id).await.unwrap(), Some(start));
    servers.servers[1].run(&[]).await;
    eventually("heals unasked", async || log.is_writable()).await;
    append(&log, id, start, &doubtful).await;
    assert_eq!(read_all(&log, id).await.len(), 1, "the doubtful batch is there once");
}

/// The setting says one, the servers have two: the other could be promoted as well.
#[tokio::test]
async fn a_replica_too_many_is_waited_for() {
    let servers = Replicated::start(2).await;
    let log = open(&servers.servers[0].url(), 1).await;
    let (id, start) = new_log(&log).await;
    servers.servers[2].freeze();
    assert!(is_unavailable(&log, id, start).await);
    servers.servers[2].thaw();
    eventually("heals unasked", async || log.is_writable()).await;
    servers.servers[0].has_replicas(2).await;
    let moved = log.append(id, start, batch(1, "next")).await.unwrap();
    assert!(matches!(moved, Append::Moved(entries) if entries.len() == 1));
}

/// A writer died after its batch was written and before the watermark moved.
#[tokio::test]
async fn a_tail_beyond_the_watermark_is_hidden_until_settled() {
    let servers = Replicated::start(1).await;
    let url = servers.servers[0].url();
    // A log without replicas moves no watermark: as if it died each time.
    let (dying, log) = (open(&url, 0).await, open(&url, 1).await);
    let (id, start) = new_log(&log).await;
    let mut tail = log.tail(id);
    let middle = append(&log, id, start, &batch(1, "whole")).await;
    servers.servers[1].freeze();
    let end = append(&dying, id, middle, &batch(1, "left behind")).await;
    assert_eq!(read_all(&log, id).await.len(), 1);
    assert_eq!(log.head(id).await.unwrap(), Some(middle));
    let late = batch(1, "late");
    let refused = log.append(id, middle, late.clone()).await;
    assert!(matches!(refused, Err(LogError::Unavailable(_))), "{refused:?}");
    assert_eq!(log.head(id).await.unwrap(), Some(middle), "still");
    servers.servers[1].thaw();
    eventually("readers settle it", async || log.head(id).await.unwrap() == Some(end)).await;
    woken(&mut tail).await;
    assert_eq!(read_all(&log, id).await.len(), 2);
    let outcome = log.append(id, middle, late).await.unwrap();
    assert!(matches!(outcome, Append::Moved(entries) if entries.len() == 1));
}

/// The master dies between the replicas' receipt and the watermark: the promoted one has the
/// events and not the mark.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_promoted_tail_is_settled() {
    let mut servers = Replicated::start(1).await;
    let (dying, log) =
        (open(&servers.servers[0].url(), 0).await, open(&servers.servers[0].url(), 1).await);
    let (id, start) = new_log(&log).await;
    let middle = append(&log, id, start, &batch(1, "whole")).await;
    let doubtful = batch(1, "unanswered");
    let end = append(&dying, id, middle, &doubtful).await;
    let head = format!("convene:{{{}}}:head", id.0.simple());
    let new = &servers.servers[1];
    eventually("the replica has it", async || {
        new.ask(&["HGET", &head, "seq"]).await == redis::Value::BulkString(b"2".to_vec())
    })
    .await;
    servers.servers[0].kill().await;
    let new = &servers.servers[1];
    new.ask(&["REPLICAOF", "NO", "ONE"]).await;
    let log = open(&new.url(), 1).await;
    assert_eq!(log.head(id).await.unwrap(), Some(middle), "no other replica has it yet");
    assert!(is_unavailable(&log, id, middle).await);
    let port = new.port.to_string();
    servers.servers[0].run(&["--replicaof", "127.0.0.1", &port]).await;
    eventually("readers settle it", async || log.head(id).await.unwrap() == Some(end)).await;
    let again = log.append(id, middle, doubtful).await.unwrap();
    assert_eq!(again, Append::AlreadyThere(end), "whoever retries is told");
}

/// A master that was replaced while it was cut off, and does not know.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_zombie_acknowledges_nothing() {
    let servers = Replicated::start(1).await;
    let (old, new) = (&servers.servers[0], &servers.servers[1]);
    let zombie = open(&old.url(), 1).await;
    let (id, start) = new_log(&zombie).await;
    let at = append(&zombie, id, start, &batch(1, "before")).await;
    old.freeze();
    new.ask(&["REPLICAOF", "NO", "ONE"]).await;
    let log = open(&new.url(), 0).await;
    let taken = append(&log, id, at, &batch(1, "the truth")).await;
    old.thaw();
    assert!(is_unavailable(&zombie, id, at).await);
    assert_eq!(zombie.head(id).await.unwrap(), Some(at), "nor does it show what it took");
    old.follow(new).await;
    new.has_replicas(1).await;
    assert!(is_unavailable(&zombie, id, at).await, "a replica takes nothing");
    let log = open(&new.url(), 1).await;
    eventually("what it did is settled", async || read_all(&log, id).await.len() == 2).await;
    assert_eq!(append(&log, id, taken, &batch(1, "and on")).await.seq, 3);
}

/// Two faults at once: a master dies, and its replica had missed what was acknowledged.
#[tokio::test]
async fn a_loss_is_noticed_and_opens_another_epoch() {
    let servers = Replicated::start(1).await;
    let (old, new) = (&servers.servers[0], &servers.servers[1]);
    // Nobody waits for the replica: what a wrong setting would do.
    let careless = open(&old.url(), 0).await;
    let (id, start) = new_log(&careless).await;
    let kept = append(&careless, id, start, &batch(2, "kept")).await;
    let head = format!("convene:{{{}}}:head", id.0.simple());
    eventually("the replica has it", async || {
        new.ask(&["HGET", &head, "seq"]).await == redis::Value::BulkString(b"2".to_vec())
    })
    .await;
    new.ask(&["REPLICAOF", "NO", "ONE"]).await;
    let gone = append(&careless, id, kept, &batch(1, "gone")).await;
    let lost = careless.read(id, kept.seq).await.unwrap();
    let log = open(&new.url(), 0).await;
    let outcome = log.append(id, gone, batch(1, "next")).await.unwrap();
    assert_eq!(outcome, Append::Diverged(kept), "not the same history");
    let epoch = Epoch(Uuid::new_v4());
    let opened = log.reopen(id, kept, epoch, lost).await.unwrap();
    assert_eq!(opened, Position { epoch, ..kept });
    let again = log.append(id, gone, batch(1, "next")).await.unwrap();
    assert_eq!(again, Append::Diverged(opened));
    append(&log, id, opened, &batch(1, "another")).await;
    let orphans = format!("convene:{{{}}}:orphans:{}", id.0.simple(), epoch.0.simple());
    assert_eq!(new.text(&["XLEN", &orphans]).await, "1", "the tail is kept");
}

/// Nothing is published any more, and no connection breaks.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn followers_look_for_themselves_when_nothing_is_heard() {
    let server = RedisServer::start(&[]).await;
    server.ask(&["ACL", "SETUSER", "default", "resetchannels"]).await;
    let (log, other) = (open(&server.url(), 0).await, open(&server.url(), 0).await);
    let (id, mut at) = new_log(&log).await;
    let mut tail = other.tail(id);
    for n in 1..4 {
        at = append(&log, id, at, &batch(1, "unheard")).await;
        let seen = async {
            loop {
                tail.changed().await;
                if other.read(id, 0).await.unwrap().len() == n {
                    break;
                }
            }
        };
        tokio::time::timeout(Duration::from_secs(1), seen).await.expect("seen within a second");
    }
}

#[tokio::test]
async fn large_secrets_come_in_parts() {
    let server = RedisServer::start(&[]).await;
    let log = open(&server.url(), 0).await;
    let key = Bytes::from_static(b"file:{odd}\xff");
    let file: Bytes = (0..3_000_000_u32).map(|i| i.to_le_bytes()[1]).collect::<Vec<_>>().into();
    log.put(key.clone(), Bytes::from_static(b"small"), 0).await.unwrap();
    log.put(key.clone(), file.clone(), 0).await.unwrap();
    assert!(log.get(key.clone(), 0).await.unwrap() == Some(file.clone()));
    assert!(log.take(key.clone(), 0).await.unwrap() == Some(file));
    log.put(key.clone(), Bytes::new(), 0).await.unwrap();
    assert_eq!(log.get(key.clone(), 0).await.unwrap(), Some(Bytes::new()));
    let left = server.ask(&["KEYS", "*:upload:*"]).await;
    assert_eq!(left, redis::Value::Array(Vec::new()), "no part is left behind");
}

#[tokio::test]
async fn a_full_memory_refuses_and_recovers() {
    let server = RedisServer::start(&[]).await;
    let log = open(&server.url(), 0).await;
    let (id, start) = new_log(&log).await;
    server.ask(&["CONFIG", "SET", "maxmemory", "1"]).await;
    let doubtful = batch(1, "doubtful");
    let refused = log.append(id, start, doubtful.clone()).await;
    assert!(matches!(refused, Err(LogError::Unavailable(_))), "{refused:?}");
    assert!(!log.is_writable());
    assert_eq!(log.head(id).await.unwrap(), Some(start), "reading goes on");
    server.ask(&["CONFIG", "SET", "maxmemory", "0"]).await;
    eventually("heals unasked", async || log.is_writable()).await;
    append(&log, id, start, &doubtful).await;
    assert_eq!(read_all(&log, id).await.len(), 1);
}

/// The parts of a script that a small log never runs.
#[tokio::test]
async fn answers_are_bounded_in_bytes() {
    let server = RedisServer::start(&[]).await;
    let log = open(&server.url(), 0).await;
    let (id, mut at) = new_log(&log).await;
    let large = "x".repeat(300_000);
    for n in 0..8 {
        at = append(&log, id, at, &batch(1, &format!("{n}{large}"))).await;
    }
    let many = append(&log, id, at, &batch(2500, "many")).await;
    let first = log.read(id, 0).await.unwrap();
    assert!(!first.is_empty() && first.len() < 8, "{} entries at once", first.len());
    let all = read_all(&log, id).await;
    assert_eq!(all.last().unwrap().last_seq, many.seq);
    assert_eq!(all.last().unwrap().content.len(), 2500);
}
