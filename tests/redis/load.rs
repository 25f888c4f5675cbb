//! Writers under way while servers die, and what must be true afterwards.

use crate::log_contract::{batch, new_log, read_all};
use convene::log::{Append, BatchId, Entry, EventLog, LogError, LogId, Position, RedisLog, follow};
use std::{
    collections::HashSet,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::task::JoinHandle;

const WRITERS: usize = 6;

/// A log and what was acknowledged of it.
type Written = (LogId, Vec<(BatchId, Position)>);

/// Writers, each with a log of its own, and followers that live on another connection.
pub struct Load {
    stop: Arc<AtomicBool>,
    acked: Arc<AtomicUsize>,
    writers: Vec<JoinHandle<Written>>,
    followers: Vec<JoinHandle<Vec<Entry>>>,
}

impl Load {
    pub async fn start(log: &RedisLog, follower: &RedisLog) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let acked = Arc::new(AtomicUsize::new(0));
        let (mut writers, mut followers) = (Vec::new(), Vec::new());
        for _ in 0..WRITERS {
            let (id, start) = new_log(log).await;
            let (stop, acked) = (Arc::clone(&stop), Arc::clone(&acked));
            let writing = write(log.clone(), (id, start), Arc::clone(&stop), acked);
            writers.push(tokio::spawn(writing));
            followers.push(tokio::spawn(watch(follower.clone(), id, stop)));
        }
        Self { stop, acked, writers, followers }
    }

    /// Waits until so many more batches were acknowledged, and says how long that took.
    pub async fn acknowledged(&self, more: usize) -> Duration {
        let begin = tokio::time::Instant::now();
        let goal = self.acked.load(Ordering::Relaxed) + more;
        let reached = async {
            while self.acked.load(Ordering::Relaxed) < goal {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(30), reached).await.expect("writing goes on");
        begin.elapsed()
    }

    /// Ends the writers and looks for everything they were told: there, once, in order, and
    /// seen by those who follow.
    pub async fn check(self, log: &RedisLog) -> usize {
        self.stop.store(true, Ordering::Relaxed);
        let mut acknowledged = 0;
        for (writer, follower) in self.writers.into_iter().zip(self.followers) {
            let (id, acked) = writer.await.unwrap();
            let entries = read_all(log, id).await;
            let mut at = Position { seq: 0, tag: convene::log::Tag::START, ..acked[0].1 };
            let mut found = Vec::new();
            for entry in &entries {
                at = follow(at, entry).unwrap();
                found.push((entry.batch_id, at));
            }
            assert_eq!(found, acked, "exactly what was acknowledged, in order");
            let unique: HashSet<_> = entries.iter().map(|entry| entry.batch_id.0).collect();
            assert_eq!(unique.len(), entries.len(), "nothing twice");
            let seen = follower.await.unwrap();
            assert_eq!(seen, entries[..seen.len()], "nothing was shown that is gone");
            assert_eq!(seen.len(), entries.len(), "those who follow have seen it all");
            acknowledged += acked.len();
        }
        acknowledged
    }
}

async fn write(
    log: RedisLog,
    (id, mut at): (LogId, Position),
    stop: Arc<AtomicBool>,
    count: Arc<AtomicUsize>,
) -> Written {
    let mut acked = Vec::new();
    while !stop.load(Ordering::Relaxed) || acked.is_empty() {
        let batch = batch(2, &acked.len().to_string());
        at = loop {
            match log.append(id, at, batch.clone()).await {
                Ok(Append::Done(position) | Append::AlreadyThere(position)) => break position,
                Ok(other) => panic!("{other:?}"),
                Err(LogError::Unavailable(_)) => {}
                Err(error) => panic!("{error}"),
            }
        };
        acked.push((batch.id, at));
        count.fetch_add(1, Ordering::Relaxed);
    }
    (id, acked)
}

/// Reads when woken, as a live session does, until all is quiet after the end.
async fn watch(log: RedisLog, id: LogId, stop: Arc<AtomicBool>) -> Vec<Entry> {
    let mut tail = log.tail(id);
    let mut seen: Vec<Entry> = Vec::new();
    loop {
        let woken = tokio::time::timeout(Duration::from_millis(1500), tail.changed()).await;
        if woken.is_err() && stop.load(Ordering::Relaxed) {
            return seen;
        }
        if woken.is_err() {
            continue;
        }
        loop {
            let after = seen.last().map_or(0, |entry| entry.last_seq);
            match log.read(id, after).await {
                Ok(entries) if entries.is_empty() => break,
                Ok(entries) => seen.extend(entries),
                // It will be woken again when there is something to read.
                Err(_) => break,
            }
        }
    }
}
