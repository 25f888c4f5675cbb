//! What every log and vault promises: LG1 to LG17, over each implementation, and again
//! while its writes fail.

use crate::support::{disk::Disk, faulty::FaultyLog};
use bytes::Bytes;
use convene::log::{
    Append, Batch, BatchId, EmbeddedLog, Entry, Epoch, EventLog, Inventory, Keyring, LogError,
    LogId, MemoryLog, Position, READ_ENTRIES_MAX, SealId, Sealed, Seals, Snapshot, Tag, Vault,
    follow, is_sealed, open_file,
};
use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};
use uuid::Uuid;

/// Asks again while the answer is "unavailable": what a caller does.
macro_rules! insist {
    ($call:expr) => {
        loop {
            match $call.await {
                Err(LogError::Unavailable(_)) => continue,
                other => break other.unwrap(),
            }
        }
    };
}

/// Every file in a directory, with what is in it.
pub fn all_files(directory: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(all_files(&path));
        } else if let Ok(bytes) = fs::read(&path) {
            // Or it has just gone.
            found.push((path, bytes));
        }
    }
    found
}

/// Whether some bytes are among others.
pub fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|found| found == part)
}

pub fn batch(events: u32, text: &str) -> Batch {
    let content = (0..events).map(|i| (i, Bytes::from(format!("{text}/{i}")))).collect();
    let payload = Bytes::from(text.to_owned());
    Batch { id: BatchId(Uuid::new_v4()), events, payload, content, seals: Seals::new() }
}

pub async fn new_log(log: &dyn EventLog) -> (LogId, Position) {
    let id = LogId(Uuid::new_v4());
    let epoch = Epoch(Uuid::new_v4());
    (id, insist!(log.create(id, epoch)))
}

/// Appends until told what became of it.
pub async fn append(log: &dyn EventLog, id: LogId, at: Position, batch: &Batch) -> Position {
    match insist!(log.append(id, at, batch.clone())) {
        Append::Done(position) | Append::AlreadyThere(position) => position,
        other => panic!("not appended: {other:?}"),
    }
}

pub async fn read_all(log: &dyn EventLog, id: LogId) -> Vec<Entry> {
    let mut all: Vec<Entry> = Vec::new();
    loop {
        let after = all.last().map_or(0, |entry| entry.last_seq);
        let more = insist!(log.read(id, after));
        if more.is_empty() {
            return all;
        }
        assert!(more.len() <= READ_ENTRIES_MAX);
        all.extend(more);
    }
}

pub async fn contract(log: impl EventLog + Inventory + Keyring) {
    let log = Arc::new(log);
    lg15_a_key_is_kept_once_and_wiped(&*log).await;
    lg16_nothing_that_must_be_sealed_is_taken_plain(&*log).await;
    lg17_what_is_sealed_is_read_while_its_key_is_there(&log).await;
    let log = &*log;
    lg1_a_log_begins_once(log).await;
    lg2_what_is_appended_is_read(log).await;
    lg3_a_retry_is_recognised(log).await;
    lg4_a_stale_writer_gets_what_it_missed(log).await;
    lg5_another_history_diverges(log).await;
    lg6_long_logs_come_in_parts(log).await;
    lg7_snapshots_by_position(log).await;
    lg8_followers_wake(log).await;
    lg9_racing_writers_lose_nothing(log).await;
    lg10_a_secret_is_taken_once(log).await;
    lg11_secrets_expire(log).await;
    lg12_impossible_requests_are_refused(log).await;
    lg13_a_loss_opens_another_epoch(log).await;
    lg14_a_vault_says_what_is_in_it(log).await;
}

async fn lg1_a_log_begins_once(log: &dyn EventLog) {
    let id = LogId(Uuid::new_v4());
    assert_eq!(insist!(log.head(id)), None);
    let first = insist!(log.create(id, Epoch(Uuid::new_v4())));
    assert_eq!((first.seq, first.tag), (0, Tag::START));
    let again = insist!(log.create(id, Epoch(Uuid::new_v4())));
    assert_eq!(again, first, "the second epoch is ignored");
    assert_eq!(insist!(log.head(id)), Some(first));
    assert_eq!(read_all(log, id).await, []);
}

async fn lg2_what_is_appended_is_read(log: &dyn EventLog) {
    let (id, start) = new_log(log).await;
    let (one, two) = (batch(3, "one"), batch(1, "two"));
    let middle = append(log, id, start, &one).await;
    let end = append(log, id, middle, &two).await;
    assert_eq!((middle.seq, end.seq), (3, 4));
    let entries = read_all(log, id).await;
    assert_eq!(entries.len(), 2);
    assert_eq!((entries[0].first_seq, entries[0].last_seq), (1, 3));
    assert_eq!(entries[0].content, one.content);
    assert_eq!(entries[1].payload, two.payload);
    let followed = follow(follow(start, &entries[0]).unwrap(), &entries[1]).unwrap();
    assert_eq!(followed, end, "the chain can be followed");
    assert_eq!(insist!(log.read(id, 3)), entries[1..]);
    let mut forged = entries[0].clone();
    forged.payload = Bytes::from_static(b"forged");
    assert!(follow(start, &forged).is_err(), "and a break in it is noticed");
}

async fn lg3_a_retry_is_recognised(log: &dyn EventLog) {
    let (id, start) = new_log(log).await;
    let one = batch(2, "one");
    let middle = append(log, id, start, &one).await;
    append(log, id, middle, &batch(1, "two")).await;
    assert_eq!(insist!(log.append(id, start, one.clone())), Append::AlreadyThere(middle));
    assert_eq!(read_all(log, id).await.len(), 2);
}

async fn lg4_a_stale_writer_gets_what_it_missed(log: &dyn EventLog) {
    let (id, start) = new_log(log).await;
    let middle = append(log, id, start, &batch(2, "one")).await;
    append(log, id, middle, &batch(1, "two")).await;
    let moved = insist!(log.append(id, start, batch(1, "late")));
    assert_eq!(moved, Append::Moved(read_all(log, id).await));
    let moved = insist!(log.append(id, middle, batch(1, "late")));
    assert_eq!(moved, Append::Moved(read_all(log, id).await[1..].to_vec()));
}

async fn lg5_another_history_diverges(log: &dyn EventLog) {
    let (id, start) = new_log(log).await;
    let middle = append(log, id, start, &batch(2, "one")).await;
    let end = append(log, id, middle, &batch(1, "two")).await;
    let diverged = [
        Position { epoch: Epoch(Uuid::new_v4()), ..end },
        Position { tag: Tag([7; 32]), ..end },
        Position { tag: Tag([7; 32]), ..middle },
        Position { seq: end.seq + 1, ..end },
        // Inside a batch no history has ever ended.
        Position { seq: 1, ..end },
    ];
    for expected in diverged {
        let outcome = insist!(log.append(id, expected, batch(1, "lost")));
        assert_eq!(outcome, Append::Diverged(end), "{expected:?}");
    }
}

async fn lg6_long_logs_come_in_parts(log: &dyn EventLog) {
    let (id, mut at) = new_log(log).await;
    for n in 0..READ_ENTRIES_MAX + 5 {
        at = append(log, id, at, &batch(2, &n.to_string())).await;
    }
    let all = read_all(log, id).await;
    assert_eq!(all.len(), READ_ENTRIES_MAX + 5);
    let followed = all.iter().try_fold(Position { seq: 0, tag: Tag::START, ..at }, follow);
    assert_eq!(followed.unwrap(), at);
}

async fn lg7_snapshots_by_position(log: &dyn EventLog) {
    let (id, start) = new_log(log).await;
    let middle = append(log, id, start, &batch(2, "one")).await;
    let end = append(log, id, middle, &batch(2, "two")).await;
    assert_eq!(insist!(log.snapshot(id, u64::MAX)), None);
    let of = |position, text: &'static str| Snapshot { position, bytes: Bytes::from(text) };
    insist!(log.save_snapshot(id, of(middle, "old")));
    insist!(log.save_snapshot(id, of(middle, "middle")));
    insist!(log.save_snapshot(id, of(end, "end")));
    assert_eq!(insist!(log.snapshot(id, u64::MAX)), Some(of(end, "end")));
    assert_eq!(insist!(log.snapshot(id, 3)), Some(of(middle, "middle")));
    assert_eq!(insist!(log.snapshot(id, 1)), None);
}

async fn lg8_followers_wake(log: &dyn EventLog) {
    let (id, start) = new_log(log).await;
    let mut tail = log.tail(id);
    append(log, id, start, &batch(1, "one")).await;
    tokio::time::timeout(Duration::from_secs(5), tail.changed()).await.expect("woken");
}

async fn lg9_racing_writers_lose_nothing(log: &dyn EventLog) {
    let (id, start) = new_log(log).await;
    let writer = async |writer: usize| {
        let mut at = start;
        for n in 0..10 {
            let batch = batch(1, &format!("{writer}:{n}"));
            loop {
                match insist!(log.append(id, at, batch.clone())) {
                    Append::Done(position) | Append::AlreadyThere(position) => {
                        at = position;
                        break;
                    }
                    Append::Moved(entries) => {
                        at = entries.iter().try_fold(at, follow).unwrap();
                    }
                    Append::Diverged(head) => panic!("diverged at {head:?}"),
                }
            }
        }
    };
    tokio::join!(writer(0), writer(1), writer(2));
    let mut said: Vec<_> = read_all(log, id).await.into_iter().map(|entry| entry.payload).collect();
    assert_eq!(said.len(), 30);
    said.sort();
    said.dedup();
    assert_eq!(said.len(), 30, "each exactly once");
}

async fn lg10_a_secret_is_taken_once(log: &dyn Vault) {
    let (key, secret) = (Bytes::from(Uuid::new_v4().to_string()), Bytes::from_static(b"secret"));
    insist!(log.put(key.clone(), secret.clone(), 0));
    assert_eq!(insist!(log.get(key.clone(), 5)), Some(secret.clone()));
    let take = async || insist!(log.take(key.clone(), 5));
    let taken = tokio::join!(take(), take(), take());
    let taken = [taken.0, taken.1, taken.2].into_iter().flatten().collect::<Vec<_>>();
    assert_eq!(taken, [secret]);
    assert_eq!(insist!(log.get(key.clone(), 5)), None);
    insist!(log.remove(key.clone()));
    // What is kept is kept once: whoever comes second gets what the first has brought.
    let keep = async |secret: &'static str| insist!(log.keep(key.clone(), Bytes::from(secret)));
    let kept = tokio::join!(keep("one"), keep("two"), keep("three"));
    assert_eq!((&kept.0, &kept.1), (&kept.1, &kept.2));
    assert_eq!(insist!(log.get(key.clone(), i64::MAX)), Some(kept.0));
}

async fn lg11_secrets_expire(log: &dyn Vault) {
    let key = |n: u8| Bytes::from(format!("expires/{n}"));
    insist!(log.put(key(1), Bytes::from_static(b"short"), 100));
    insist!(log.put(key(2), Bytes::from_static(b"long"), 200));
    assert!(insist!(log.get(key(1), 99)).is_some());
    assert_eq!(insist!(log.get(key(1), 100)), None);
    assert_eq!(insist!(log.take(key(1), 100)), None);
    insist!(log.sweep(150));
    assert!(insist!(log.get(key(2), 150)).is_some());
    insist!(log.sweep(200));
    assert_eq!(insist!(log.get(key(2), 0)), None, "swept, not only hidden");
}

async fn lg13_a_loss_opens_another_epoch(log: &dyn EventLog) {
    let (id, start) = new_log(log).await;
    let middle = append(log, id, start, &batch(2, "kept")).await;
    let snapshot = Snapshot { position: middle, bytes: Bytes::from_static(b"kept") };
    insist!(log.save_snapshot(id, snapshot.clone()));
    let ahead = Snapshot { position: Position { seq: 9, ..middle }, bytes: Bytes::new() };
    insist!(log.save_snapshot(id, ahead.clone()));
    let lost = Entry {
        first_seq: 3,
        last_seq: 3,
        tag: Tag([7; 32]),
        batch_id: BatchId(Uuid::new_v4()),
        payload: Bytes::from_static(b"lost"),
        content: vec![(0, Bytes::from_static(b"content"))],
        seals: Seals::new(),
    };
    let epoch = Epoch(Uuid::new_v4());
    let elsewhere = insist!(log.reopen(id, start, epoch, vec![lost.clone()]));
    assert_eq!(elsewhere, middle, "the log does not end there: nothing is done");
    let opened = insist!(log.reopen(id, middle, epoch, vec![lost.clone()]));
    assert_eq!(opened, Position { epoch, ..middle });
    let again = insist!(log.reopen(id, middle, Epoch(Uuid::new_v4()), vec![lost.clone()]));
    assert_eq!(again, opened, "of two who noticed, one opens it");
    assert_eq!(insist!(log.head(id)), Some(opened));
    assert_eq!(insist!(log.snapshot(id, u64::MAX)), Some(snapshot), "what folds the lost is gone");
    let outcome = insist!(log.append(id, middle, batch(1, "as before")));
    assert_eq!(outcome, Append::Diverged(opened), "everyone is told");
    let end = append(log, id, opened, &batch(1, "new")).await;
    let entries = read_all(log, id).await;
    let followed = entries.iter().try_fold(Position { seq: 0, tag: Tag::START, ..end }, follow);
    assert_eq!(followed.unwrap(), end, "the chain goes on");
}

async fn lg14_a_vault_says_what_is_in_it(log: &dyn Inventory) {
    let name = Uuid::new_v4();
    // Keys are of any bytes, and a file is in several parts.
    let key = |n: u8| Bytes::from([b"listed/\0\xff".as_slice(), name.as_bytes(), &[n]].concat());
    let before = insist!(log.contents());
    insist!(log.put(key(1), Bytes::from_static(b"small"), 100));
    insist!(log.put(key(2), Bytes::from(vec![7; 600_000]), 0));
    insist!(log.keep(key(3), Bytes::from_static(b"kept")));
    insist!(log.put(key(4), Bytes::from_static(b"gone"), 0));
    insist!(log.remove(key(4)));
    insist!(log.put(key(1), Bytes::from_static(b"replaced"), 200));
    let mut expected = before;
    expected.keys.extend([(key(1), 200), (key(2), 0), (key(3), 0)]);
    assert_eq!(insist!(log.contents()), expected);
    assert_eq!(insist!(log.get(key(2), 0)), Some(Bytes::from(vec![7; 600_000])));
}

async fn lg15_a_key_is_kept_once_and_wiped(keys: &dyn Keyring) {
    let id = SealId { log: LogId(Uuid::new_v4()), of: Uuid::new_v4() };
    let other = SealId { of: Uuid::new_v4(), ..id };
    assert_eq!(insist!(keys.key(id)), None);
    insist!(keys.wipe_key(id));
    let keep = async |key: u8| insist!(keys.keep_key(id, [key; 32]));
    let kept = tokio::join!(keep(1), keep(2), keep(3));
    assert_eq!((kept.0, kept.1), (kept.1, kept.2), "of several who come at once all get the same");
    assert_eq!(insist!(keys.key(id)), Some(kept.0));
    assert_eq!(insist!(keys.key(other)), None);
    insist!(keys.keep_key(other, [4; 32]));
    let of_this = async || {
        let mut ids = insist!(keys.key_ids());
        ids.retain(|found| found.log == id.log);
        ids.sort();
        ids
    };
    let mut both = [id, other];
    both.sort();
    assert_eq!(of_this().await, both);
    insist!(keys.wipe_key(id));
    assert_eq!(insist!(keys.key(id)), None);
    assert_eq!(of_this().await, [other]);
    insist!(keys.wipe_key(other));
    assert_eq!(of_this().await, []);
}

async fn lg16_nothing_that_must_be_sealed_is_taken_plain(log: &dyn EventLog) {
    let (id, start) = new_log(log).await;
    let batch = Batch { seals: Seals::from([(0, Uuid::new_v4())]), ..batch(1, "private") };
    let entry = Entry {
        first_seq: 1,
        last_seq: 1,
        tag: Tag([7; 32]),
        batch_id: batch.id,
        payload: batch.payload.clone(),
        content: batch.content.clone(),
        seals: batch.seals.clone(),
    };
    let is_refused = |error| match error {
        LogError::Refused(_) => Some(true),
        LogError::Unavailable(_) => None,
    };
    let refused = loop {
        let appended = log.append(id, start, batch.clone()).await.unwrap_err();
        let epoch = Epoch(Uuid::new_v4());
        let reopened = log.reopen(id, start, epoch, vec![entry.clone()]).await.unwrap_err();
        if let (Some(a), Some(b)) = (is_refused(appended), is_refused(reopened)) {
            break a && b;
        }
    };
    assert!(refused);
    assert_eq!(read_all(log, id).await, []);
}

fn random() -> [u8; 32] {
    let half = || *Uuid::new_v4().as_bytes();
    [half(), half()].concat().try_into().unwrap()
}

async fn lg17_what_is_sealed_is_read_while_its_key_is_there(raw: &Arc<impl EventLog + Keyring>) {
    let sealed = || Sealed::new(raw.clone(), raw.clone(), random);
    let (here, there) = (sealed(), sealed());
    let (id, start) = new_log(&here).await;
    let [room, other] = [Uuid::new_v4(), Uuid::new_v4()];
    let plain = Batch { seals: Seals::from([(1, room), (2, other)]), ..batch(4, "said") };
    let end = append(&here, id, start, &plain).await;
    for log in [&here, &there] {
        let entries = read_all(log, id).await;
        assert_eq!((&entries[0].content, &entries[0].seals), (&plain.content, &plain.seals));
        let moved = insist!(log.append(id, start, batch(1, "late")));
        assert_eq!(moved, Append::Moved(entries), "also what a late writer is told");
    }
    let again = insist!(here.append(id, start, plain.clone()));
    assert_eq!(again, Append::AlreadyThere(end), "sealed anew, and the same batch");
    let stored = read_all(&**raw, id).await.remove(0);
    assert_eq!(follow(start, &stored).unwrap(), end);
    let lies_sealed: Vec<_> = stored.content.iter().map(|(_, bytes)| is_sealed(bytes)).collect();
    assert_eq!(lies_sealed, [false, true, true, false]);
    let shows = |bytes: &Bytes| bytes.windows(4).any(|part| part == b"said");
    assert!(stored.content.iter().all(|(_, bytes)| shows(bytes) != is_sealed(bytes)));
    // What was lost and is kept for staff is sealed as well.
    let lost = read_all(&here, id).await;
    insist!(here.reopen(id, end, Epoch(Uuid::new_v4()), lost.clone()));

    insist!(here.wipe(SealId { log: id, of: room }));
    let left: Vec<_> = plain.content.iter().filter(|(n, _)| *n != 1).cloned().collect();
    let read = read_all(&here, id).await.remove(0);
    assert_eq!((read.content, read.seals), (left.clone(), Seals::from([(2, other)])));
    assert_eq!(follow(start, &stored).unwrap(), end, "the chain needs no key");
    // Whoever had it in memory drops it as soon as they look.
    assert_eq!(read_all(&there, id).await[0].content, plain.content);
    let keys = insist!(there.keys());
    assert!(keys.contains(&SealId { log: id, of: other }));
    assert!(!keys.contains(&SealId { log: id, of: room }));
    assert_eq!(read_all(&there, id).await[0].content, left);
    // A key that is made anew opens nothing of before.
    insist!(raw.keep_key(SealId { log: id, of: room }, random()));
    assert_eq!(read_all(&sealed(), id).await[0].content, left);
    // Nor does what was taken from another log.
    let (elsewhere, nothing) = new_log(&**raw).await;
    let moved = Batch { content: stored.content, ..batch(4, "said") };
    append(&**raw, elsewhere, nothing, &moved).await;
    insist!(raw.keep_key(SealId { log: elsewhere, of: other }, random()));
    assert_eq!(read_all(&here, elsewhere).await[0].content.len(), 2);
}

async fn lg12_impossible_requests_are_refused(log: &dyn EventLog) {
    let (id, start) = new_log(log).await;
    let refused = |result: Result<_, LogError>| match result {
        Err(LogError::Refused(_)) => Some(true),
        Err(LogError::Unavailable(_)) => None,
        Ok(_) => Some(false),
    };
    let nowhere = LogId(Uuid::new_v4());
    let snapshot = Snapshot { position: start, bytes: Bytes::new() };
    let is_refused = loop {
        let results = [
            refused(log.append(id, start, batch(0, "nothing")).await.map(|_| ())),
            refused(log.append(nowhere, start, batch(1, "nowhere")).await.map(|_| ())),
            refused(log.save_snapshot(nowhere, snapshot.clone()).await),
        ];
        if let [Some(a), Some(b), Some(c)] = results {
            break a && b && c;
        }
    };
    assert!(is_refused);
}

#[tokio::test]
async fn memory_keeps_the_contract() {
    contract(MemoryLog::default()).await;
}

#[tokio::test]
async fn embedded_keeps_the_contract() {
    let directory = tempfile::tempdir().unwrap();
    contract(EmbeddedLog::open(open_file(directory.path()).unwrap()).unwrap()).await;
}

#[tokio::test]
async fn every_log_keeps_the_contract_while_writes_fail() {
    for seed in 0..5 {
        contract(FaultyLog::new(MemoryLog::default(), seed)).await;
        let disk = Disk::default();
        contract(FaultyLog::new(EmbeddedLog::open(disk.opener()).unwrap(), seed)).await;
    }
}

/// A key lies in a file of its own, and in no other.
#[tokio::test]
async fn a_wiped_key_is_in_no_file() {
    let directory = tempfile::tempdir().unwrap();
    let log = EmbeddedLog::open(open_file(directory.path()).unwrap()).unwrap();
    let holds = |key: &[u8]| {
        let files = all_files(directory.path());
        files.into_iter().filter(|(_, bytes)| has(bytes, key)).map(|(path, _)| path).collect()
    };
    let (id, _) = new_log(&log).await;
    let [id, unfinished] = [(); 2].map(|()| SealId { log: id, of: Uuid::new_v4() });
    let key = random();
    insist!(log.keep_key(id, key));
    let found: Vec<PathBuf> = holds(&key);
    assert_eq!(found.len(), 1);
    assert_eq!(fs::metadata(&found[0]).unwrap().permissions().mode() & 0o777, 0o600);
    let name = found[0].to_str().unwrap();
    let unfinished_name =
        name.replace(&id.of.simple().to_string(), &unfinished.of.simple().to_string());
    // One that was overwritten and not yet unlinked is no key, and found by whoever sweeps.
    fs::write(unfinished_name, [0; 32]).unwrap();
    assert_eq!(insist!(log.key(unfinished)), None);
    assert_eq!(insist!(log.key_ids()).len(), 2);
    insist!(log.wipe_key(unfinished));
    insist!(log.wipe_key(id));
    assert_eq!(holds(&key), [] as [PathBuf; 0]);
    assert_eq!(insist!(log.key_ids()), []);
}

#[tokio::test]
async fn a_second_process_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let opener = open_file(directory.path()).unwrap();
    let first = EmbeddedLog::open(opener.clone()).unwrap();
    let second = EmbeddedLog::open(opener).err().unwrap();
    assert_eq!(second.to_string(), "another process uses this data directory");
    drop(first);
}

/// A full disk: writes fail, reads go on, and it heals by itself when there is room.
#[tokio::test]
async fn a_full_disk_heals() {
    let disk = Disk::default();
    let log: Arc<EmbeddedLog> = Arc::new(EmbeddedLog::open(disk.opener()).unwrap());
    let (id, start) = new_log(&*log).await;
    let at = append(&*log, id, start, &batch(1, "before")).await;
    let doubtful = batch(1, "doubtful");
    for writes in [0, 1, 5, 9] {
        disk.fill_after(Some(writes));
        let failed = log.append(id, at, doubtful.clone()).await;
        assert!(matches!(failed, Err(LogError::Unavailable(_))), "{writes}: {failed:?}");
        assert!(!log.is_writable());
        disk.fill_after(None);
        // Reads may fail for a moment while the store is opened again.
        assert_eq!(insist!(log.read(id, 0))[0].payload, "before");
        let healed = async {
            while !log.is_writable() {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(5), healed).await.expect("heals unasked");
    }
    append(&*log, id, at, &doubtful).await;
    assert_eq!(read_all(&*log, id).await.len(), 2, "the doubtful batch is there once");
}
