//! A log that says how long saving takes and what becomes of it.

use crate::{
    log::{Append, Batch, Entry, Epoch, EventLog, LogError, LogId, Position, Snapshot, Tail},
    telemetry,
};
use async_trait::async_trait;
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::time::Instant;
use tracing::Instrument;

/// Saves that are remembered.
const SAVES_MAX: usize = 1_000;

/// What took longer ago says nothing of now.
const LATELY: Duration = Duration::from_secs(300);

/// How long the last saves took, in microseconds, and when. Clones share them.
#[derive(Clone, Default)]
pub struct SaveTimes(Arc<Mutex<VecDeque<(Instant, u32)>>>);

impl SaveTimes {
    fn add(&self, took: Duration) {
        let mut times = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if times.len() == SAVES_MAX {
            times.pop_front();
        }
        times.push_back((Instant::now(), u32::try_from(took.as_micros()).unwrap_or(u32::MAX)));
    }

    /// How many, and the times in microseconds below which 50 and 99 % of them lie.
    #[must_use]
    pub fn summary(&self) -> Option<(usize, u32, u32)> {
        let mut sorted: Vec<_> = {
            let times = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let lately = times.iter().filter(|(at, _)| at.elapsed() < LATELY);
            lately.map(|(_, took)| *took).collect()
        };
        sorted.sort_unstable();
        let at = |percent: usize| sorted.get((sorted.len() * percent).div_ceil(100).max(1) - 1);
        Some((sorted.len(), *at(50)?, *at(99)?))
    }
}

/// Another log, measured.
pub struct Measured {
    log: Arc<dyn EventLog>,
    saves: SaveTimes,
}

impl Measured {
    /// Of this one.
    pub fn new(log: Arc<dyn EventLog>, saves: SaveTimes) -> Self {
        Self { log, saves }
    }
}

/// Which log, for people who look at many: all sessions together.
fn kind(log: LogId) -> &'static str {
    if log == LogId::CATALOG { "catalog" } else { "session" }
}

#[async_trait]
impl EventLog for Measured {
    async fn create(&self, log: LogId, epoch: Epoch) -> Result<Position, LogError> {
        self.log.create(log, epoch).await
    }

    async fn head(&self, log: LogId) -> Result<Option<Position>, LogError> {
        self.log.head(log).await
    }

    async fn append(&self, log: LogId, at: Position, batch: Batch) -> Result<Append, LogError> {
        let (kind, events) = (kind(log), batch.events);
        let span =
            tracing::debug_span!("append", log = kind, events, outcome = tracing::field::Empty);
        let began = Instant::now();
        let appended = self.log.append(log, at, batch).instrument(span.clone()).await;
        let took = began.elapsed();
        let outcome = match &appended {
            Ok(Append::Done(_) | Append::AlreadyThere(_)) => "done",
            Ok(Append::Moved(_)) => "moved",
            Ok(Append::Diverged(_)) => "diverged",
            Err(_) => "failed",
        };
        span.record("outcome", outcome);
        metrics::counter!(telemetry::APPENDS, "log" => kind, "outcome" => outcome).increment(1);
        if outcome == "done" {
            self.saves.add(took);
            metrics::histogram!(telemetry::APPEND_SECONDS, "log" => kind).record(took);
            metrics::histogram!(telemetry::APPEND_EVENTS, "log" => kind).record(events);
        }
        appended
    }

    async fn read(&self, log: LogId, after_seq: u64) -> Result<Vec<Entry>, LogError> {
        self.log.read(log, after_seq).await
    }

    fn tail(&self, log: LogId) -> Tail {
        self.log.tail(log)
    }

    async fn save_snapshot(&self, log: LogId, snapshot: Snapshot) -> Result<(), LogError> {
        self.log.save_snapshot(log, snapshot).await
    }

    async fn snapshot(&self, log: LogId, at_seq: u64) -> Result<Option<Snapshot>, LogError> {
        self.log.snapshot(log, at_seq).await
    }

    async fn reopen(
        &self,
        log: LogId,
        from: Position,
        epoch: Epoch,
        lost: Vec<Entry>,
    ) -> Result<Position, LogError> {
        self.log.reopen(log, from, epoch, lost).await
    }

    fn is_writable(&self) -> bool {
        self.log.is_writable()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_saves_are_summed_up() {
        let saves = SaveTimes::default();
        assert_eq!(saves.summary(), None);
        saves.add(Duration::from_millis(1));
        assert_eq!(saves.summary(), Some((1, 1_000, 1_000)));
        // The first falls out.
        (1..=1_000).for_each(|n| saves.add(Duration::from_micros(n)));
        assert_eq!(saves.summary(), Some((1_000, 500, 990)));
    }
}
