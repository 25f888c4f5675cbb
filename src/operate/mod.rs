//! What is done from the command line: logs are opened, checked, copied and put back; rooms are
//! planned.

mod copy;
mod open;
mod plan;
mod progress;
mod restore;
mod verify;

pub use copy::{Copied, CopyError, copy};
pub use open::{InRedis, OpenError, Place, Store, open_directory, open_redis};
pub use plan::{PlanError, run as run_plan};
pub use progress::Progress;
pub use restore::{RestoreError, Restored, restore};
pub use verify::{Checked, Report, Sound, Unsound, verify};

use crate::config::{CopyLogs, Log, RestoreLogs, Storage};

/// Why a command on the logs did not end well.
#[derive(Debug, thiserror::Error)]
pub enum OperateError {
    /// A store cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// There is something wrong in it.
    #[error("{0} of {1} logs are broken")]
    Broken(usize, usize),
    /// It is not copied, or not all of it.
    #[error(transparent)]
    Copy(#[from] CopyError),
    /// It is not restored, or not all of it.
    #[error(transparent)]
    Restore(#[from] RestoreError),
}

/// Does what the command line says. The outcome is printed, progress goes to standard error.
///
/// # Errors
/// When anything is not as it must be.
pub async fn run(command: &Log) -> Result<(), OperateError> {
    match command {
        Log::Verify(storage) => run_verify(storage).await,
        Log::Copy(copy) => run_copy(copy).await,
        Log::Restore(restore) => run_restore(restore).await,
    }
}

async fn run_verify(storage: &Storage) -> Result<(), OperateError> {
    let store = Place::of(storage).map_err(OpenError::from)?.open().await?;
    let progress = Progress::default();
    let print = |checked: &Checked| println!("{checked}");
    let report = progress.shown_during(verify(&store.log, &progress, print)).await;
    println!("{report}");
    match report.broken().count() {
        0 => Ok(()),
        broken => Err(OperateError::Broken(broken, report.logs.len())),
    }
}

async fn run_restore(settings: &RestoreLogs) -> Result<(), OperateError> {
    let place = Place::of(&settings.storage).map_err(OpenError::from)?;
    let store = match &place {
        // What is not there is not made.
        Place::Directory(_) => place.open().await?,
        Place::Redis(_) => place.open_to_write(settings.r#unsafe).await?,
    };
    let progress = Progress::default();
    let restored = restore(&store, settings.end_logins, &progress);
    println!("{}", progress.shown_during(restored).await?);
    Ok(())
}

async fn run_copy(settings: &CopyLogs) -> Result<(), OperateError> {
    let CopyLogs { from, to, from_replicas, to_replicas, from_prefix, to_prefix, .. } = settings;
    let from =
        Place::parse("--from", from, *from_replicas, from_prefix).map_err(OpenError::from)?;
    let to = Place::parse("--to", to, *to_replicas, to_prefix).map_err(OpenError::from)?;
    if from == to {
        return Err(CopyError::Same.into());
    }
    let from = from.open().await?;
    let to = to.open_to_write(settings.r#unsafe).await?;
    let progress = Progress::default();
    let copied = progress.shown_during(copy(&from, &to, &progress)).await?;
    println!("{copied}");
    Ok(())
}
