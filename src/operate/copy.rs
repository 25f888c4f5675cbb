//! Copies logs and vault to another store, so that people come back to it as after a restart.

use crate::{
    log::{Append, Batch, Contents, Entry, LogError, LogId, Position, follow},
    operate::{
        Progress, Report, Sound, Store,
        verify::{name, verify},
    },
};
use bytes::Bytes;
use futures_util::{StreamExt, TryStreamExt, stream};
use std::fmt;

/// Logs that are copied at once: their batches share commits.
const LOGS_AT_ONCE: usize = 16;
/// Secrets that are copied at once. Each may be a file.
const SECRETS_AT_ONCE: usize = 8;
/// Before everything: what has expired is copied, too.
const EVER: i64 = i64::MIN;

/// Why a store is not copied, or not all of it.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// Nothing to do.
    #[error("--from and --to are the same store")]
    Same,
    /// One of the stores cannot be used.
    #[error("a log or the vault cannot be used; call it again and it goes on from there")]
    Log(#[from] LogError),
    /// What is broken is not spread.
    #[error("the source is broken, and nothing was copied: {0}")]
    Broken(String),
    /// Secrets whose keys an earlier version did not keep.
    #[error(
        "{0} secrets of the source cannot be copied, and nothing was: an earlier version stored \
         them without their keys"
    )]
    Nameless(usize),
    /// The target is not empty, and no part of a copy of this source.
    #[error("the target holds something else: {0}; empty it, or choose another")]
    Occupied(String),
    /// Someone is writing.
    #[error("the source has changed meanwhile: {0}; stop all servers and call it again")]
    Changed(String),
    /// What arrived is not what was sent.
    #[error("the copy differs from the source: {0}")]
    Differs(String),
}

/// What was copied.
#[derive(Debug)]
pub struct Copied {
    /// The logs, as verified in the copy.
    pub report: Report,
    /// How many secrets.
    pub secrets: usize,
}

impl fmt::Display for Copied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ((events, batches, bytes), logs) = (self.report.sums(), self.report.logs.len());
        write!(f, "copied and compared: {logs} logs with {events} events in {batches} batches, ")?;
        write!(f, "{bytes} bytes; {} secrets", self.secrets)
    }
}

/// Copies everything, or what an interrupted copy has left to do, and compares.
///
/// # Errors
/// When the target holds something else, or anything is not equal in the end.
pub async fn copy(from: &Store, to: &Store, progress: &Progress) -> Result<Copied, CopyError> {
    let logs = sound(verify(&from.log, progress, |_| ()).await).map_err(CopyError::Broken)?;
    let secrets = from.vault.contents().await?;
    if secrets.nameless > 0 {
        return Err(CopyError::Nameless(secrets.nameless));
    }
    let there = to.vault.contents().await?;
    must_be_free(from, to, &logs).await?;
    must_be_part(from, to, &there, &secrets).await?;
    progress.begin("copying");
    let [catalog, sessions @ ..] = logs.as_slice() else {
        return Err(CopyError::Broken("no catalog".to_owned()));
    };
    // From now on the target is of this source, and no other is copied to it.
    to.log.create(catalog.0, catalog.1.position.epoch).await?;
    let sessions = stream::iter(sessions)
        .map(|(log, sound)| copy_log(from, to, (*log, sound.position), progress));
    sessions.buffer_unordered(LOGS_AT_ONCE).try_collect::<()>().await?;
    let missing = secrets.keys.iter().filter(|(key, _)| !there.keys.contains_key(*key));
    let copies = stream::iter(missing).map(|secret| copy_secret(from, to, secret, progress));
    copies.buffer_unordered(SECRETS_AT_ONCE).try_collect::<()>().await?;
    copy_keys(from, to).await?;
    // Last: without what is in it nobody takes a part for the whole.
    copy_log(from, to, (catalog.0, catalog.1.position), progress).await?;
    compare(from, to, (&logs, &secrets), progress).await
}

type Logs = Vec<(LogId, Sound)>;

/// The logs of a report, or what is broken first.
fn sound(report: Report) -> Result<Logs, String> {
    let logs = report.logs.into_iter();
    logs.map(|checked| match &checked.outcome {
        Ok(sound) => Ok((checked.log, sound.clone())),
        Err(_) => Err(checked.to_string()),
    })
    .collect()
}

/// Whether each log of the target ends somewhere in the history of the source's.
async fn must_be_free(from: &Store, to: &Store, logs: &Logs) -> Result<(), CopyError> {
    for (log, sound) in logs {
        let Some(there) = to.log.head(*log).await? else { continue };
        let is_part = match from.log.read(*log, there.seq).await?.first() {
            Some(next) => there.epoch == sound.position.epoch && follow(there, next).is_ok(),
            None => there == sound.position,
        };
        if !is_part {
            return Err(CopyError::Occupied(format!("another log of {}", name(*log))));
        }
    }
    Ok(())
}

/// Whether all that the target's vault holds is the same in the source's.
async fn must_be_part(
    from: &Store,
    to: &Store,
    there: &Contents,
    secrets: &Contents,
) -> Result<(), CopyError> {
    let another = || CopyError::Occupied("secrets that are not those of the source".to_owned());
    let is_known = |(key, expires): (&Bytes, &i64)| secrets.keys.get(key) == Some(expires);
    if there.nameless > 0 || !there.keys.iter().all(is_known) {
        return Err(another());
    }
    for key in there.keys.keys() {
        if from.vault.get(key.clone(), EVER).await? != to.vault.get(key.clone(), EVER).await? {
            return Err(another());
        }
    }
    Ok(())
}

fn batch(entry: Entry) -> Batch {
    let events = entry.last_seq - entry.first_seq + 1;
    Batch {
        id: entry.batch_id,
        events: u32::try_from(events).unwrap_or(u32::MAX),
        payload: entry.payload,
        content: entry.content,
        seals: entry.seals,
    }
}

/// Appends what the copy of a log has not, up to a position.
async fn copy_log(
    from: &Store,
    to: &Store,
    (log, end): (LogId, Position),
    progress: &Progress,
) -> Result<(), CopyError> {
    let mut at = to.log.create(log, end.epoch).await?;
    while at != end {
        let entries = from.log.read(log, at.seq).await?;
        if entries.is_empty() || at.seq >= end.seq {
            return Err(CopyError::Changed(name(log)));
        }
        for entry in entries {
            let next = follow(at, &entry).map_err(|_| CopyError::Changed(name(log)))?;
            let batch = batch(entry);
            let (events, bytes) = (u64::from(batch.events), batch.payload.len() as u64);
            match to.log.append(log, at, batch).await? {
                Append::Done(there) | Append::AlreadyThere(there) if there == next => at = next,
                _ => return Err(CopyError::Occupied(format!("another log of {}", name(log)))),
            }
            progress.batch(events, bytes);
        }
    }
    progress.log();
    Ok(())
}

async fn copy_secret(
    from: &Store,
    to: &Store,
    (key, expires_at_ms): (&Bytes, &i64),
    progress: &Progress,
) -> Result<(), CopyError> {
    let changed = || CopyError::Changed("a secret is gone".to_owned());
    let secret = from.vault.get(key.clone(), EVER).await?.ok_or_else(changed)?;
    let bytes = secret.len() as u64;
    to.vault.put(key.clone(), secret, *expires_at_ms).await?;
    progress.secret(bytes);
    Ok(())
}

/// What is sealed is copied as it is, so its keys go along.
async fn copy_keys(from: &Store, to: &Store) -> Result<(), CopyError> {
    for id in from.keys.key_ids().await? {
        // One that is being wiped is none.
        let Some(key) = from.keys.key(id).await? else { continue };
        if to.keys.keep_key(id, key).await? != key {
            return Err(CopyError::Occupied("keys that are not those of the source".to_owned()));
        }
    }
    Ok(())
}

/// Whether both stores now hold the same, and the source what it held at first.
async fn compare(
    from: &Store,
    to: &Store,
    (logs, secrets): (&Logs, &Contents),
    progress: &Progress,
) -> Result<Copied, CopyError> {
    let report = verify(&to.log, progress, |_| ()).await;
    for (log, sound) in logs {
        if from.log.head(*log).await? != Some(sound.position) {
            return Err(CopyError::Changed(name(*log)));
        }
    }
    if from.vault.contents().await? != *secrets {
        return Err(CopyError::Changed("the vault".to_owned()));
    }
    let differs = |(log, sound): &&(LogId, Sound)| {
        let copied = report.logs.iter().find(|checked| checked.log == *log);
        copied.and_then(|checked| checked.outcome.as_ref().ok()) != Some(sound)
    };
    if let Some((log, _)) = logs.iter().find(differs) {
        return Err(CopyError::Differs(name(*log)));
    }
    if to.vault.contents().await? != *secrets {
        return Err(CopyError::Differs("the vault".to_owned()));
    }
    Ok(Copied { report, secrets: secrets.keys.len() })
}
