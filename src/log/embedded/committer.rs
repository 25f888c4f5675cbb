//! The one thread that writes. Whatever arrived while the last commit ran goes into the
//! next one, so that one fdatasync serves all of them.

use crate::log::{
    Append, Batch, Entry, Epoch, LogError, LogId, Position, Snapshot,
    embedded::{store::Store, tables},
    wakeups::Wakeups,
};
use bytes::Bytes;
use redb::{Durability, WriteTransaction};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};
use tokio::sync::{
    mpsc::{self, error::TryRecvError},
    oneshot,
};

/// Writes that share one commit.
const COMMIT_JOBS_MAX: usize = 512;
/// How long a broken store rests before the next attempt to open it.
const REOPEN_PAUSE: Duration = Duration::from_millis(200);

/// One write and where its answer goes.
pub(super) struct Job {
    pub(super) write: Write,
    pub(super) reply: oneshot::Sender<Result<Written, LogError>>,
}

/// Everything that changes the store.
pub(super) enum Write {
    Create { log: LogId, epoch: Epoch },
    Append { log: LogId, expected: Position, batch: Batch },
    Reopen { log: LogId, from: Position, epoch: Epoch, lost: Vec<Entry> },
    Snapshot { log: LogId, snapshot: Snapshot },
    Put { key: Bytes, secret: Bytes, expires_at_ms: i64 },
    Keep { key: Bytes, secret: Bytes },
    Take { key: Bytes, now_ms: i64 },
    Sweep { now_ms: i64 },
}

/// What a write came to.
pub(super) enum Written {
    Position(Position),
    Append(Append),
    Secret(Option<Bytes>),
    Nothing,
    NoSuchLog,
}

impl Write {
    fn perform(&self, txn: &WriteTransaction) -> Result<Written, redb::Error> {
        Ok(match self {
            Self::Create { log, epoch } => {
                let mut heads = txn.open_table(tables::HEADS)?;
                if let Some(position) = tables::head(&heads, *log)? {
                    return Ok(Written::Position(position));
                }
                let start = Position::start(*epoch);
                heads.insert(log.0.as_u128(), (epoch.0.as_u128(), 0, start.tag.0))?;
                Written::Position(start)
            }
            Self::Append { log, expected, batch } => {
                match tables::append(txn, *log, *expected, batch)? {
                    Some(append) => Written::Append(append),
                    None => Written::NoSuchLog,
                }
            }
            Self::Reopen { log, from, epoch, lost } => {
                match tables::reopen(txn, *log, *from, *epoch, lost)? {
                    Some(position) => Written::Position(position),
                    None => Written::NoSuchLog,
                }
            }
            Self::Snapshot { log, snapshot } => {
                if tables::head(&txn.open_table(tables::HEADS)?, *log)?.is_none() {
                    return Ok(Written::NoSuchLog);
                }
                let at = snapshot.position;
                txn.open_table(tables::SNAPSHOTS)?.insert(
                    (log.0.as_u128(), at.seq),
                    (at.epoch.0.as_u128(), at.tag.0, &*snapshot.bytes),
                )?;
                Written::Nothing
            }
            Self::Put { key, secret, expires_at_ms } => {
                txn.open_table(tables::VAULT)?.insert(&**key, (*expires_at_ms, &**secret))?;
                Written::Nothing
            }
            Self::Keep { key, secret } => {
                let mut vault = txn.open_table(tables::VAULT)?;
                if let Some(kept) = tables::secret(&vault, key, 0)? {
                    return Ok(Written::Secret(Some(kept)));
                }
                vault.insert(&**key, (0, &**secret))?;
                Written::Secret(Some(secret.clone()))
            }
            Self::Take { key, now_ms } => {
                let mut vault = txn.open_table(tables::VAULT)?;
                let secret = tables::secret(&vault, key, *now_ms)?;
                vault.remove(&**key)?;
                Written::Secret(secret)
            }
            Self::Sweep { now_ms } => {
                tables::sweep(txn, *now_ms)?;
                Written::Nothing
            }
        })
    }

    fn log(&self) -> Option<LogId> {
        match self {
            Self::Append { log, .. } | Self::Reopen { log, .. } => Some(*log),
            _ => None,
        }
    }
}

/// Says so when the committer has ended.
struct Closed(Arc<AtomicBool>);

impl Drop for Closed {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

pub(super) fn start(
    store: Arc<Store>,
    mut inbox: mpsc::Receiver<Job>,
    writable: Arc<AtomicBool>,
    wakeups: &Wakeups,
) {
    let wakeups = wakeups.clone();
    // A thread and not a task: it spends its life waiting for the disk.
    thread::spawn(move || {
        // Whatever ends this thread, nothing is written any more.
        let _closed = Closed(Arc::clone(&writable));
        while let Some(jobs) = next_jobs(&mut inbox, &writable) {
            let written = commit(&store, &jobs);
            writable.store(written.is_ok(), Ordering::Relaxed);
            match written {
                Ok(written) => answer(jobs, written, &wakeups),
                Err(error) => {
                    tracing::error!(error = &error as &dyn std::error::Error, "commit failed");
                    refuse(jobs, error);
                    reopen(&store);
                }
            }
        }
    });
}

/// Waits for work. While the store is broken, an empty commit now and then finds out when
/// it is whole again. `None`: nobody can send any more.
fn next_jobs(inbox: &mut mpsc::Receiver<Job>, writable: &AtomicBool) -> Option<Vec<Job>> {
    let mut jobs = Vec::new();
    if writable.load(Ordering::Relaxed) {
        jobs.push(inbox.blocking_recv()?);
    } else {
        thread::sleep(REOPEN_PAUSE);
    }
    while jobs.len() < COMMIT_JOBS_MAX {
        match inbox.try_recv() {
            Ok(job) => jobs.push(job),
            Err(TryRecvError::Disconnected) if jobs.is_empty() => return None,
            Err(TryRecvError::Empty | TryRecvError::Disconnected) => break,
        }
    }
    Some(jobs)
}

fn commit(store: &Store, jobs: &[Job]) -> Result<Vec<Written>, redb::Error> {
    store.with(|database| {
        let mut txn = database.begin_write()?;
        // Reopening after a crash takes milliseconds, and a failed sync followed by power
        // loss leaves nothing that does not open.
        txn.set_quick_repair(true);
        txn.set_durability(Durability::Immediate)?;
        let written = jobs.iter().map(|job| job.write.perform(&txn)).collect::<Result<_, _>>()?;
        // The fdatasync. Nobody hears of anything before it returned.
        txn.commit()?;
        Ok(written)
    })
}

fn answer(jobs: Vec<Job>, written: Vec<Written>, wakeups: &Wakeups) {
    for (job, written) in jobs.into_iter().zip(written) {
        let log = job.write.log();
        // The sender may have left while we worked; what is written stays.
        let _ = job.reply.send(Ok(written));
        if let Some(log) = log {
            wakeups.wake(log);
        }
    }
}

fn refuse(jobs: Vec<Job>, error: redb::Error) {
    let error = Arc::new(error);
    for job in jobs {
        let error = Box::new(Arc::clone(&error));
        let _ = job.reply.send(Err(LogError::Unavailable(error)));
    }
}

fn reopen(store: &Store) {
    if let Err(error) = store.reopen() {
        tracing::error!(error = &error as &dyn std::error::Error, "reopening the store failed");
    }
}
