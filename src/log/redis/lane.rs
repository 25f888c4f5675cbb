//! A lane: the one task that writes to one master. Whatever arrived while the last round ran
//! goes into the next one.

use crate::log::{
    LogError,
    redis::{
        connection::{self, Address, is_elsewhere, is_misdirected},
        keys::{Keys, slot},
        round::Rounds,
        servers::unavailable,
        url::Access,
        write::{Write, Written},
    },
};
use redis::{RedisError, RedisResult};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::sync::{Notify, mpsc, oneshot};
use uuid::Uuid;

/// Writes that wait for a lane. More wait at their sender.
const JOBS_MAX: usize = 1024;
/// Writes that share one round.
const ROUND_JOBS_MAX: usize = 256;
/// What they weigh together, or the last of them alone.
const ROUND_BYTES_MAX: usize = 1 << 20;
/// A quiet lane looks this often whether it could still write.
const QUIET_MAX: Duration = Duration::from_secs(2);
/// The rest between attempts while nothing can be written, and what is added by chance.
const PAUSE_MS: u64 = 50;
const PAUSE_SPREAD_MS: usize = 100;

struct Job {
    write: Write,
    reply: oneshot::Sender<Result<Written, LogError>>,
}

/// What a lane needs to know of its master.
#[derive(Clone)]
pub(super) struct Post {
    pub(super) access: Access,
    pub(super) address: Address,
    /// A hash tag of a slot of this master.
    pub(super) tag: String,
    pub(super) keys: Keys,
    /// Replicas that could be promoted. 0: solo.
    pub(super) replicas: u32,
    /// Whether there are other masters with other slots.
    pub(super) is_cluster: bool,
    /// Of this process.
    pub(super) instance: Uuid,
    /// Told when the master may be another one now.
    pub(super) stale: Arc<Notify>,
}

/// Hands writes to the task. It ends after the last lane is dropped.
pub(super) struct Lane {
    jobs: mpsc::Sender<Job>,
    writable: Arc<AtomicBool>,
}

impl Lane {
    pub(super) fn open(post: Post) -> Self {
        let (jobs, inbox) = mpsc::channel(JOBS_MAX);
        // Not before it is proven: the worker begins with a probe.
        let writable = Arc::new(AtomicBool::new(false));
        let worker =
            Worker { post, inbox, writable: Arc::clone(&writable), rounds: None, attempts: 0 };
        tokio::spawn(worker.run());
        Self { jobs, writable }
    }

    /// Whether the last write worked.
    pub(super) fn is_writable(&self) -> bool {
        self.writable.load(Ordering::Relaxed)
    }

    pub(super) async fn write(&self, write: Write) -> Result<Written, LogError> {
        let (reply, written) = oneshot::channel();
        let gone = || LogError::Unavailable("this master is no longer in use".into());
        self.jobs.send(Job { write, reply }).await.map_err(|_| gone())?;
        written.await.map_err(|_| gone())?
    }
}

struct Worker {
    post: Post,
    inbox: mpsc::Receiver<Job>,
    writable: Arc<AtomicBool>,
    /// `None`: to be connected.
    rounds: Option<Rounds>,
    attempts: usize,
}

impl Worker {
    async fn run(mut self) {
        while let Some(jobs) = self.next_jobs().await {
            let writes: Vec<_> = jobs.iter().map(|job| &job.write).collect();
            let written = self.perform(&writes).await;
            match &written {
                Ok(written) => {
                    written.iter().filter_map(|written| written.as_ref().err()).for_each(
                        // One log has moved, as while slots are handed on: the others go on here.
                        |error| {
                            if is_elsewhere(error) {
                                self.post.stale.notify_one()
                            } else {
                                self.note(error)
                            }
                        },
                    )
                }
                Err(error) => self.note(error),
            }
            answer(jobs, written);
        }
    }

    /// Waits for work. Before there is any, and while nothing can be written, a probe finds
    /// out: nothing of unknown outcome piles up behind a replica that is missing. `None`:
    /// nobody can send any more.
    async fn next_jobs(&mut self) -> Option<Vec<Job>> {
        loop {
            if self.writable.load(Ordering::Relaxed) {
                match tokio::time::timeout(QUIET_MAX, self.inbox.recv()).await {
                    Ok(first) => return Some(self.more_jobs(first?)),
                    Err(_) => self.probe().await,
                }
                continue;
            }
            if self.inbox.is_closed() && self.inbox.is_empty() {
                return None;
            }
            if self.attempts > 0 {
                tokio::time::sleep(self.pause()).await;
            }
            self.attempts += 1;
            self.probe().await;
        }
    }

    fn more_jobs(&mut self, first: Job) -> Vec<Job> {
        let mut bytes = first.write.bytes();
        let mut jobs = vec![first];
        while jobs.len() < ROUND_JOBS_MAX && bytes < ROUND_BYTES_MAX {
            let Ok(job) = self.inbox.try_recv() else { break };
            bytes += job.write.bytes();
            jobs.push(job);
        }
        jobs
    }

    /// Tries whether writing works. If not, whoever waits is told.
    async fn probe(&mut self) {
        let probed = self.perform(&[&Write::Probe]).await;
        let probed = probed.and_then(|probed| probed.into_iter().collect::<RedisResult<Vec<_>>>());
        if let Err(error) = probed {
            self.note(&error);
            while let Ok(job) = self.inbox.try_recv() {
                let _ = job.reply.send(Err(unavailable(error.clone())));
            }
        } else if !self.writable.swap(true, Ordering::Relaxed) {
            tracing::info!(redis.address = %self.post.address, "Redis can be written");
        }
    }

    /// Differs between processes and attempts, so that they do not all come at once.
    fn pause(&self) -> Duration {
        let chance = slot(&format!("{}/{}", self.post.instance, self.attempts)) % PAUSE_SPREAD_MS;
        Duration::from_millis(PAUSE_MS + chance as u64)
    }

    async fn perform(&mut self, writes: &[&Write]) -> RedisResult<Vec<RedisResult<Written>>> {
        if let Some(rounds) = &mut self.rounds {
            return rounds.perform(writes).await;
        }
        let Post { access, address, keys, tag, replicas, is_cluster, .. } = self.post.clone();
        let connection = connection::connect(&access, &address).await?;
        let rounds = Rounds::begin(connection, keys, tag, replicas, is_cluster).await?;
        self.rounds.insert(rounds).perform(writes).await
    }

    fn note(&mut self, error: &RedisError) {
        if self.writable.swap(false, Ordering::Relaxed) {
            let cause = error as &dyn std::error::Error;
            tracing::error!(error = cause, redis.address = %self.post.address, "writing failed");
        }
        // What a server refuses for a reason of its own, as a full memory, is no reason to go.
        if error.code().is_none() || is_misdirected(error) {
            self.rounds = None;
            self.post.stale.notify_one();
        }
    }
}

fn answer(jobs: Vec<Job>, written: RedisResult<Vec<RedisResult<Written>>>) {
    match written {
        Ok(written) => {
            for (job, written) in jobs.into_iter().zip(written) {
                // The sender may have left while we worked; what is written stays.
                let _ = job.reply.send(written.map_err(unavailable));
            }
        }
        Err(error) => {
            for job in jobs {
                let _ = job.reply.send(Err(unavailable(error.clone())));
            }
        }
    }
}
