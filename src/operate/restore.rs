//! Says of a store that it was put back to what it was some time before: every log begins another
//! history, so that whoever knew more of it is told.

use crate::{
    clock,
    codec::CatalogFact,
    domain::catalog::{Catalog, Event, Loss},
    fold::{FoldError, Folded},
    log::{Append, Epoch, LogError, LogId},
    operate::{Progress, Store, verify::verify},
};
use std::fmt;

/// What begins the keys of logins in the vault.
const LOGIN: &[u8] = b"login:";

/// Why a store is not restored, or not all of it.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// The store cannot be used.
    #[error("a log or the vault cannot be used; call it again")]
    Log(#[from] LogError),
    /// The catalog cannot be folded.
    #[error("the catalog cannot be used; call it again")]
    Fold(#[from] FoldError),
    /// What is broken is not served.
    #[error("the store is broken, and nothing was changed: {0}")]
    Broken(String),
    /// Logins whose keys an earlier version did not keep.
    #[error(
        "the logs are restored, but there may be logins among {0} secrets that an earlier version \
         stored without their keys"
    )]
    Nameless(usize),
    /// Someone is writing.
    #[error("the store has changed meanwhile; stop all servers and call it again")]
    Changed,
}

/// What was restored.
#[derive(Debug, PartialEq, Eq)]
pub struct Restored {
    /// Logs that have begun another history.
    pub logs: usize,
    /// Logins that were ended.
    pub logins: usize,
}

impl fmt::Display for Restored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} logs have begun another history, {} logins have ended",
            self.logs, self.logins
        )
    }
}

/// Opens a new epoch in every log, the catalog last, and records that there. Called again it does
/// it again, which harms nobody.
///
/// # Errors
/// When anything is broken, or someone writes.
pub async fn restore(
    store: &Store,
    ends_logins: bool,
    progress: &Progress,
) -> Result<Restored, RestoreError> {
    let report = verify(&store.log, progress, |_| ()).await;
    if let Some(broken) = report.broken().next() {
        return Err(RestoreError::Broken(broken.to_string()));
    }
    progress.begin("restoring");
    for checked in report.logs.iter().rev() {
        let Ok(sound) = &checked.outcome else { continue };
        let epoch = Epoch(clock::id());
        let opened = store.log.reopen(checked.log, sound.position, epoch, Vec::new()).await?;
        if opened.epoch != epoch {
            return Err(RestoreError::Changed);
        }
        progress.log();
    }
    record(store).await?;
    let logins = if ends_logins { end_logins(store, progress).await? } else { 0 };
    Ok(Restored { logs: report.logs.len(), logins })
}

/// So that staff find it on the status page.
async fn record(store: &Store) -> Result<(), RestoreError> {
    let log = std::sync::Arc::clone(&store.log);
    let mut catalog = Folded::<Catalog>::open(log, LogId::CATALOG, u64::MAX).await?;
    catalog.catch_up(|_, _| true, |_| ()).await?;
    let at = clock::now();
    let loss = Loss { session: None, noticed_at: at, events: 0, restored: true };
    let facts = [CatalogFact { at, event: Event::LossRecorded(loss) }];
    let batch = catalog.batch(clock::id(), &facts, catalog.state(), &mut clock::secret::<16>);
    match catalog.append(batch).await? {
        Append::Done(_) | Append::AlreadyThere(_) => Ok(()),
        Append::Moved(_) | Append::Diverged(_) => Err(RestoreError::Changed),
    }
}

async fn end_logins(store: &Store, progress: &Progress) -> Result<usize, RestoreError> {
    let contents = store.vault.contents().await?;
    if contents.nameless > 0 {
        return Err(RestoreError::Nameless(contents.nameless));
    }
    let keys = contents.keys.into_keys();
    let logins: Vec<_> = keys.filter(|key| key.starts_with(LOGIN)).collect();
    for login in &logins {
        store.vault.remove(login.clone()).await?;
        progress.secret(0);
    }
    Ok(logins.len())
}
