//! Waiting for what must come about.

use anyhow::bail;
use std::time::Duration;

/// How long anything may take that is no fault.
pub const PATIENCE: Duration = Duration::from_secs(60);
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// Waits until something is so, and says what never was.
pub async fn until(what: &str, is_so: impl AsyncFn() -> bool) -> anyhow::Result<()> {
    let wait = async {
        while !is_so().await {
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    };
    match tokio::time::timeout(PATIENCE, wait).await {
        Ok(()) => Ok(()),
        Err(_) => bail!("{what} never came about in {PATIENCE:?}"),
    }
}
