//! How far something long has come, told every second.

use std::{
    fmt,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

/// Between two lines.
const EVERY: Duration = Duration::from_secs(1);

/// What was done so far in the present step.
#[derive(Default)]
pub struct Progress {
    step: Mutex<&'static str>,
    logs: AtomicU64,
    events: AtomicU64,
    bytes: AtomicU64,
    secrets: AtomicU64,
}

impl Progress {
    /// Begins another step, and counts anew.
    pub(super) fn begin(&self, step: &'static str) {
        *self.step.lock().unwrap_or_else(PoisonError::into_inner) = step;
        for count in [&self.logs, &self.events, &self.bytes, &self.secrets] {
            count.store(0, Ordering::Relaxed);
        }
    }

    pub(super) fn log(&self) {
        self.logs.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn batch(&self, events: u64, bytes: u64) {
        self.events.fetch_add(events, Ordering::Relaxed);
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    pub(super) fn secret(&self, bytes: u64) {
        self.secrets.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Works, and says on standard error how far it is.
    pub async fn shown_during<T>(&self, work: impl Future<Output = T>) -> T {
        let mut ticks = tokio::time::interval(EVERY);
        ticks.tick().await;
        tokio::pin!(work);
        loop {
            tokio::select! {
                done = &mut work => return done,
                _ = ticks.tick() => eprintln!("{self}"),
            }
        }
    }
}

impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let step = *self.step.lock().unwrap_or_else(PoisonError::into_inner);
        let [logs, events, bytes, secrets] = [&self.logs, &self.events, &self.bytes, &self.secrets]
            .map(|count| count.load(Ordering::Relaxed));
        write!(f, "{step}: {logs} logs, {events} events, {secrets} secrets, {bytes} bytes")
    }
}
