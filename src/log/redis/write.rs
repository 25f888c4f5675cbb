//! Everything that is written, each as one command, and what its answer means.

use crate::log::{
    Append, Batch, Entry, Epoch, LogId, Position, Snapshot,
    redis::{
        keys::Keys,
        replies,
        scripts::{self, call},
    },
};
use bytes::Bytes;
use redis::{Cmd, RedisResult, Value};
use std::time::Duration;
use uuid::Uuid;

/// How long an upload in parts may take before its parts are dropped.
const UPLOAD_MS_MAX: u32 = 3_600_000;

/// One change.
pub(super) enum Write {
    Create {
        log: LogId,
        epoch: Epoch,
    },
    /// Makes durable what another writer left behind.
    Settle {
        log: LogId,
    },
    Append {
        log: LogId,
        expected: Position,
        next: Position,
        batch: Batch,
    },
    Reopen {
        log: LogId,
        from: Position,
        epoch: Epoch,
        lost: Vec<Entry>,
    },
    Snapshot {
        log: LogId,
        snapshot: Snapshot,
    },
    Put {
        key: Bytes,
        secret: Secret,
        expires_at_ms: i64,
        upload: String,
    },
    Part {
        key: Bytes,
        upload: String,
        number: usize,
        bytes: Bytes,
    },
    /// Unless something is there.
    Keep {
        key: Bytes,
        secret: Bytes,
        upload: String,
    },
    Take {
        key: Bytes,
    },
    /// By the name of the key: the secret's own is not known.
    Sweep {
        name: String,
        now_ms: i64,
    },
    Renew {
        node: Uuid,
        about: Bytes,
        lasts: Duration,
    },
    Release {
        node: Uuid,
    },
    /// Nothing but the question whether writing works.
    Probe,
}

/// What is put.
pub(super) enum Secret {
    Whole(Bytes),
    /// The number of parts that were uploaded before.
    Parts(usize),
}

/// What a write came to.
pub(super) enum Written {
    NoSuchLog,
    Position(Position),
    Append(Append),
    /// Expiry and secret.
    Secret(Option<(i64, Bytes)>),
    /// Nodes, and what they say of themselves.
    Leases(Vec<(Uuid, Bytes)>),
    Nothing,
}

/// Where a command goes besides its own keys.
pub(super) struct Context<'a> {
    pub(super) keys: &'a Keys,
    /// Whether there are replicas to wait for before anything is durable.
    pub(super) is_replicated: bool,
    /// A hash tag of a slot of this server.
    pub(super) tag: &'a str,
}

impl Context<'_> {
    /// Where to wake followers in the same step; nowhere while it is too early.
    fn channel(&self, log: LogId) -> String {
        if self.is_replicated { String::new() } else { self.keys.channel(log) }
    }
}

impl Write {
    /// What decides the server.
    pub(super) fn key(&self, keys: &Keys) -> Option<String> {
        match self {
            Self::Create { log, .. }
            | Self::Settle { log }
            | Self::Append { log, .. }
            | Self::Reopen { log, .. }
            | Self::Snapshot { log, .. } => Some(keys.head(*log)),
            Self::Put { key, .. }
            | Self::Part { key, .. }
            | Self::Keep { key, .. }
            | Self::Take { key } => Some(keys.secret(key)),
            Self::Renew { .. } | Self::Release { .. } => Some(keys.leases()),
            Self::Sweep { name, .. } => Some(name.clone()),
            Self::Probe => None,
        }
    }

    /// About how much is sent.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Append { batch, .. } => {
                batch.payload.len() + batch.content.iter().map(|(_, c)| c.len()).sum::<usize>()
            }
            Self::Reopen { lost, .. } => lost.iter().map(|entry| entry.payload.len()).sum(),
            Self::Snapshot { snapshot, .. } => snapshot.bytes.len(),
            Self::Put { secret: Secret::Whole(bytes), .. } | Self::Part { bytes, .. } => {
                bytes.len()
            }
            Self::Create { .. }
            | Self::Settle { .. }
            | Self::Put { .. }
            | Self::Keep { .. }
            | Self::Take { .. }
            | Self::Sweep { .. }
            | Self::Renew { .. }
            | Self::Release { .. }
            | Self::Probe => 0,
        }
    }

    pub(super) fn command(&self, context: &Context<'_>) -> Cmd {
        let keys = context.keys;
        match self {
            Self::Create { log, epoch } => {
                let mut create = call(&scripts::CREATE, &[&keys.head(*log)]);
                create.arg(epoch.0.simple().to_string()).arg(context.channel(*log));
                create
            }
            Self::Settle { log } => call(&scripts::SETTLE, &[&keys.head(*log)]),
            Self::Append { log, expected, next, batch } => {
                append(context, *log, (*expected, *next), batch)
            }
            Self::Reopen { log, from, epoch, lost } => reopen(context, *log, (*from, *epoch), lost),
            Self::Snapshot { log, snapshot } => {
                let at = snapshot.position;
                let place = [at.epoch.0.as_bytes().as_slice(), &at.tag.0].concat();
                let names = [&*keys.head(*log), &keys.snapshots(*log)];
                let mut save = call(&scripts::SAVE_SNAPSHOT, &names);
                save.arg(at.seq).arg(place).arg(&*snapshot.bytes);
                save
            }
            Self::Put { key, secret, expires_at_ms, upload } => {
                let names = [&*keys.secret(key), &keys.upload(key, upload)];
                let mut put = call(&scripts::PUT, &names);
                put.arg(*expires_at_ms);
                match secret {
                    Secret::Whole(bytes) => put.arg(1).arg(upload).arg(&**key).arg(&**bytes),
                    Secret::Parts(parts) => put.arg(*parts).arg(upload).arg(&**key),
                };
                put
            }
            Self::Part { key, upload, number, bytes } => {
                let mut part = call(&scripts::PART, &[&keys.upload(key, upload)]);
                part.arg(*number).arg(&**bytes).arg(UPLOAD_MS_MAX);
                part
            }
            Self::Keep { key, secret, upload } => {
                let mut keep = call(&scripts::KEEP, &[&keys.secret(key)]);
                keep.arg(upload).arg(&**key).arg(&**secret);
                keep
            }
            Self::Renew { node, about, lasts } => {
                let mut renew = call(&scripts::RENEW, &[&keys.leases(), &keys.lease_ends()]);
                let lasts_ms = u64::try_from(lasts.as_millis()).unwrap_or(u64::MAX);
                renew.arg(node.simple().to_string()).arg(&**about).arg(lasts_ms);
                renew
            }
            Self::Release { node } => {
                let mut release = call(&scripts::RELEASE, &[&keys.leases(), &keys.lease_ends()]);
                release.arg(node.simple().to_string());
                release
            }
            Self::Take { key } => call(&scripts::TAKE, &[&keys.secret(key)]),
            Self::Sweep { name, now_ms } => {
                let mut sweep = call(&scripts::SWEEP, &[name]);
                sweep.arg(*now_ms);
                sweep
            }
            Self::Probe => {
                let mut probe = redis::cmd("SET");
                probe.arg(keys.probe(context.tag)).arg(1);
                probe
            }
        }
    }

    /// What the answer means, and the end of the log that the script saw or made: durable as
    /// soon as every replica has received what was written up to here.
    pub(super) fn answer(&self, value: Value) -> RedisResult<(Written, Option<Position>)> {
        let value = value.extract_error()?;
        match self {
            Self::Create { .. } | Self::Settle { .. } | Self::Reopen { .. } => {
                let head = replies::position(value)?;
                Ok((head.map_or(Written::NoSuchLog, Written::Position), head))
            }
            Self::Append { next, .. } => appended(value, *next),
            Self::Snapshot { .. } => {
                let is_kept = replies::number::<u8>(value)? == 1;
                Ok((if is_kept { Written::Nothing } else { Written::NoSuchLog }, None))
            }
            Self::Put { .. } if replies::number::<u8>(value.clone())? == 0 => {
                Err((redis::ErrorKind::Client, "the parts of the upload are gone").into())
            }
            Self::Renew { .. } => Ok((Written::Leases(replies::leases(value)?), None)),
            Self::Keep { .. } | Self::Take { .. } => {
                let mut parts = replies::array(value)?.into_iter();
                let Some(expires) = parts.next() else {
                    return Ok((Written::Secret(None), None));
                };
                let secret = join(parts.map(replies::bytes).collect::<RedisResult<Vec<_>>>()?);
                Ok((Written::Secret(Some((replies::number(expires)?, secret))), None))
            }
            Self::Put { .. }
            | Self::Part { .. }
            | Self::Sweep { .. }
            | Self::Release { .. }
            | Self::Probe => Ok((Written::Nothing, None)),
        }
    }

    /// Which log it is about, if its followers and its watermark are.
    pub(super) fn log(&self) -> Option<LogId> {
        match self {
            Self::Create { log, .. }
            | Self::Settle { log }
            | Self::Append { log, .. }
            | Self::Reopen { log, .. } => Some(*log),
            Self::Snapshot { .. }
            | Self::Put { .. }
            | Self::Part { .. }
            | Self::Keep { .. }
            | Self::Take { .. }
            | Self::Sweep { .. }
            | Self::Renew { .. }
            | Self::Release { .. }
            | Self::Probe => None,
        }
    }
}

/// One piece is handed on as it is; several are copied into one.
pub(super) fn join(mut parts: Vec<Bytes>) -> Bytes {
    if parts.len() > 1 { parts.concat().into() } else { parts.pop().unwrap_or_default() }
}

fn add_position(cmd: &mut Cmd, at: Position) {
    cmd.arg(at.epoch.0.simple().to_string()).arg(at.seq).arg(&at.tag.0[..]);
}

fn append(
    context: &Context<'_>,
    log: LogId,
    (expected, next): (Position, Position),
    batch: &Batch,
) -> Cmd {
    let keys = context.keys;
    let names = [&*keys.head(log), &keys.log(log), &keys.content(log)];
    let mut append = call(&scripts::APPEND, &names);
    add_position(&mut append, expected);
    let first_seq = expected.seq + 1;
    append.arg(first_seq).arg(next.seq).arg(&next.tag.0[..]);
    append.arg(batch.id.0.simple().to_string()).arg(&*batch.payload);
    append.arg(context.channel(log));
    for (index, content) in &batch.content {
        append.arg(first_seq + u64::from(*index)).arg(&**content);
    }
    append
}

fn reopen(
    context: &Context<'_>,
    log: LogId,
    (from, epoch): (Position, Epoch),
    lost: &[Entry],
) -> Cmd {
    let keys = context.keys;
    let names = [&*keys.head(log), &keys.snapshots(log), &keys.orphans(log, epoch)];
    let mut reopen = call(&scripts::REOPEN, &names);
    add_position(&mut reopen, from);
    reopen.arg(epoch.0.simple().to_string()).arg(context.channel(log));
    for entry in lost {
        reopen.arg(9 + 2 * entry.content.len()).arg(entry.first_seq);
        reopen.arg("last").arg(entry.last_seq);
        reopen.arg("batch").arg(entry.batch_id.0.simple().to_string());
        reopen.arg("tag").arg(&entry.tag.0[..]).arg("payload").arg(&*entry.payload);
        for (index, content) in &entry.content {
            reopen.arg(entry.first_seq + u64::from(*index)).arg(&**content);
        }
    }
    reopen
}

fn appended(value: Value, next: Position) -> RedisResult<(Written, Option<Position>)> {
    let mut parts = replies::array(value)?.into_iter();
    let outcome = replies::text(replies::next(&mut parts)?)?;
    if outcome == "done" {
        return Ok((Written::Append(Append::Done(next)), Some(next)));
    }
    if outcome == "none" {
        return Ok((Written::NoSuchLog, None));
    }
    let head = replies::some_position(replies::next(&mut parts)?)?;
    let append = match outcome.as_str() {
        "there" => Append::AlreadyThere(Position {
            epoch: head.epoch,
            seq: replies::number(replies::next(&mut parts)?)?,
            tag: replies::tag(replies::next(&mut parts)?)?,
        }),
        "moved" => Append::Moved(parts.map(replies::entry).collect::<RedisResult<_>>()?),
        _ => Append::Diverged(head),
    };
    Ok((Written::Append(append), Some(head)))
}
