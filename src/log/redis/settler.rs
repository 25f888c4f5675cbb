//! Settles what a writer left behind that died between its append and the watermark.

use crate::log::{
    LogId,
    redis::{servers::Servers, write::Write},
};
use std::{collections::HashSet, time::Duration};
use tokio::sync::mpsc;

/// Logs that wait to be settled; the next reader brings those that find no room.
const SUSPECTS_MAX: usize = 1024;
/// How long a living writer has to move the watermark itself: in a busy log the end is ahead
/// of it most of the time.
const PATIENCE: Duration = Duration::from_millis(200);

/// Takes logs whose end is ahead of their watermark.
#[derive(Clone)]
pub(super) struct Settler(mpsc::Sender<LogId>);

impl Settler {
    /// The settler and its task, which ends after the last settler is dropped.
    pub(super) fn new(servers: Servers) -> Self {
        let (sender, suspects) = mpsc::channel(SUSPECTS_MAX);
        tokio::spawn(settle(servers, suspects));
        Self(sender)
    }

    pub(super) fn suspect(&self, log: LogId) {
        // Full: someone will look at it again.
        let _ = self.0.try_send(log);
    }
}

async fn settle(servers: Servers, mut suspects: mpsc::Receiver<LogId>) {
    while let Some(first) = suspects.recv().await {
        tokio::time::sleep(PATIENCE).await;
        let mut logs = HashSet::from([first]);
        while let Ok(log) = suspects.try_recv() {
            logs.insert(log);
        }
        for log in logs {
            // Writes only if it is still ahead. When it fails the next reader comes again.
            if let Err(error) = servers.write(Write::Settle { log }).await {
                tracing::debug!(%error, log.id = %log.0, "not settled");
            }
        }
    }
}
