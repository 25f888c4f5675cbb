//! Wakes those who follow a log. A wake-up says "look", never what is there.

use crate::log::LogId;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::watch;

/// Follows one log.
pub struct Tail(watch::Receiver<u64>);

impl Tail {
    /// Returns after something may have been appended since the last call. Never returns
    /// once the log is gone.
    pub async fn changed(&mut self) {
        if self.0.changed().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

/// The followers of all logs of one process.
#[derive(Clone, Default)]
pub(super) struct Wakeups {
    // A std mutex: held for a map look-up, never across an await.
    logs: Arc<Mutex<HashMap<LogId, watch::Sender<u64>>>>,
}

impl Wakeups {
    pub(super) fn follow(&self, log: LogId) -> Tail {
        let mut logs = self.logs.lock().unwrap_or_else(PoisonError::into_inner);
        // Logs that nobody follows any more would pile up here.
        logs.retain(|id, sender| *id == log || sender.receiver_count() > 0);
        Tail(logs.entry(log).or_insert_with(|| watch::channel(0).0).subscribe())
    }

    /// Every log that someone follows.
    pub(super) fn followed(&self) -> Vec<LogId> {
        let logs = self.logs.lock().unwrap_or_else(PoisonError::into_inner);
        logs.iter().filter(|(_, sender)| sender.receiver_count() > 0).map(|(id, _)| *id).collect()
    }

    pub(super) fn wake(&self, log: LogId) {
        let logs = self.logs.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = logs.get(&log) {
            sender.send_modify(|count| *count = count.wrapping_add(1));
        }
    }
}
