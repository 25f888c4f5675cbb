//! One round of a lane: everything that waits is written together, and made durable together.
//!
//! Solo: `appendfsync always` holds every answer back until the file is synced. The answer is
//! the durability.
//!
//! Replicated: one `WAIT` behind the writes, then the watermarks of the logs move. What follows
//! holds at every point where a process may die:
//!
//! - Before `WAIT` has counted every replica nobody is told anything, and readers stop at the
//!   watermark. The tail beyond it may vanish with this master, or survive it.
//! - Whatever a script saw lies before what was written on this connection after it, so `WAIT`
//!   covers it, whoever wrote it: all that a round reports is on every replica.
//! - The watermark is written after `WAIT`, later in the same replication stream. A replica
//!   that has the mark has the events; one that lacks the mark has them all the same, and the
//!   next writer or reader finds the end ahead of the mark and settles it in a round like this.
//! - A master that was replaced has no replicas, so its `WAIT` counts too few: nothing it
//!   accepts is ever acknowledged or marked.
//! - Replicas beyond those promised could be promoted, too: once seen, they are waited for.

use crate::log::{
    LogId, Position,
    redis::{
        connection::{is_unknown_script, send},
        keys::Keys,
        replies,
        scripts::{self, call},
        write::{Context, Write, Written},
    },
};
use redis::{Cmd, ErrorKind, Pipeline, RedisError, RedisResult, Value, aio::MultiplexedConnection};
use std::collections::HashMap;

/// How long replicas have to receive a round.
const WAIT_MS_MAX: u32 = 1_000;
/// Loading the scripts is tried this often in one round; they can be flushed in between.
const LOADS_MAX: usize = 3;

/// A connection to a master that nothing else uses, and what it takes to trust it.
pub(super) struct Rounds {
    connection: MultiplexedConnection,
    keys: Keys,
    /// A hash tag of a slot of this master.
    tag: String,
    /// Replicas that could be promoted, by the settings. 0: solo.
    replicas: u32,
    /// As many as were seen, if those are more.
    awaited: u32,
    /// Whether commands on several logs may be one transaction: not in a cluster, where their
    /// slots differ.
    is_cluster: bool,
}

fn missing(have: u32, want: u32) -> RedisError {
    (ErrorKind::Io, "a replica is missing", format!("{have} of {want} have the last writes")).into()
}

impl Rounds {
    pub(super) async fn begin(
        mut connection: MultiplexedConnection,
        keys: Keys,
        tag: String,
        replicas: u32,
        is_cluster: bool,
    ) -> RedisResult<Self> {
        send(&mut connection, &scripts::load()).await?;
        Ok(Self { connection, keys, tag, replicas, awaited: replicas, is_cluster })
    }

    /// Puts commands together as one transaction. Not for its atomicity: Redis reads 16 KiB at
    /// a time and syncs its file after each, twenty times for a round of a hundred, and once
    /// for a transaction.
    fn group(&self, commands: Vec<Cmd>) -> Pipeline {
        let is_grouped = self.is_grouped(commands.len());
        let mut pipeline = Pipeline::with_capacity(commands.len() + 4);
        if is_grouped {
            pipeline.cmd("MULTI");
        }
        commands.into_iter().for_each(|command| {
            pipeline.add_command(command);
        });
        if is_grouped {
            pipeline.cmd("EXEC");
        }
        pipeline
    }

    fn is_grouped(&self, count: usize) -> bool {
        count > 1 && !self.is_cluster
    }

    /// The answers to grouped commands.
    fn ungroup(
        &self,
        got: &mut impl Iterator<Item = Value>,
        count: usize,
    ) -> RedisResult<Vec<Value>> {
        if !self.is_grouped(count) {
            return (0..count).map(|_| replies::next(got)).collect();
        }
        // A command that is refused when it is queued says why; the transaction only that.
        for _ in 0..=count {
            replies::next(got)?.extract_error()?;
        }
        let answers = replies::array(replies::next(got)?)?;
        if answers.len() == count { Ok(answers) } else { Err(replies::strange()) }
    }

    /// Writes. An error is about all of them: their outcome is unknown.
    pub(super) async fn perform(
        &mut self,
        writes: &[&Write],
    ) -> RedisResult<Vec<RedisResult<Written>>> {
        let keys = self.keys.clone();
        let tag = self.tag.clone();
        let context = Context { keys: &keys, is_replicated: self.replicas > 0, tag: &tag };
        let commands = |i: usize| writes.get(i).map(|write| write.command(&context));
        let answers = self.run(writes.len(), commands).await?;
        let mut marks: HashMap<LogId, Position> = HashMap::new();
        let mut written = Vec::with_capacity(writes.len());
        for (write, answer) in writes.iter().zip(answers) {
            written.push(write.answer(answer).map(|(written, head)| {
                if let (Some(log), Some(head)) = (write.log(), head) {
                    // The last one saw the newest end.
                    marks.insert(log, head);
                }
                written
            }));
        }
        if self.replicas > 0 && !marks.is_empty() {
            let refused = self.mark(marks).await?;
            for (write, written) in writes.iter().zip(&mut written) {
                if let Some(error) = write.log().and_then(|log| refused.get(&log)) {
                    *written = Err(error.clone());
                }
            }
        }
        Ok(written)
    }

    /// Sends commands, gives the server scripts that it has forgotten, and waits for the
    /// replicas behind it all.
    async fn run(
        &mut self,
        count: usize,
        command: impl Fn(usize) -> Option<Cmd>,
    ) -> RedisResult<Vec<Value>> {
        let mut answers = vec![Value::Nil; count];
        let mut open: Vec<usize> = (0..count).collect();
        for _ in 0..LOADS_MAX {
            let mut pipeline = self.group(open.iter().filter_map(|i| command(*i)).collect());
            if self.replicas > 0 {
                pipeline.cmd("WAIT").arg(self.awaited).arg(WAIT_MS_MAX).cmd("ROLE");
            }
            let mut got = send(&mut self.connection, &pipeline).await?.into_iter();
            let mut unknown = Vec::new();
            for (i, answer) in open.iter().zip(self.ungroup(&mut got, open.len())?) {
                if is_unknown_script(&answer) {
                    unknown.push(*i);
                }
                if let Some(place) = answers.get_mut(*i) {
                    *place = answer;
                }
            }
            if self.replicas > 0 {
                self.check(replies::next(&mut got)?, replies::next(&mut got)?)?;
            }
            if unknown.is_empty() {
                break;
            }
            send(&mut self.connection, &scripts::load()).await?;
            open = unknown;
        }
        Ok(answers)
    }

    /// Whether all replicas have received everything.
    fn check(&mut self, waited: Value, role: Value) -> RedisResult<()> {
        let have: u32 = replies::number(waited)?;
        if have < self.awaited {
            let error = missing(have, self.awaited);
            // Those that were promised must be there; others may have left for good.
            self.awaited = self.replicas;
            return Err(error);
        }
        let attached = replies::array(role)?.into_iter().nth(2).map(replies::array).transpose()?;
        let attached = u32::try_from(attached.map_or(0, |list| list.len())).unwrap_or(u32::MAX);
        self.awaited = attached.max(self.replicas);
        if have < attached { Err(missing(have, attached)) } else { Ok(()) }
    }

    /// Moves the watermarks. The logs where that was refused, and why.
    async fn mark(
        &mut self,
        marks: HashMap<LogId, Position>,
    ) -> RedisResult<HashMap<LogId, RedisError>> {
        let marks: Vec<_> = marks.into_iter().collect();
        let commands = marks.iter().map(|(log, at)| self.mark_command(*log, *at)).collect();
        let pipeline = self.group(commands);
        let got = send(&mut self.connection, &pipeline).await?;
        let mut answers = self.ungroup(&mut got.into_iter(), marks.len())?;
        if answers.iter().any(is_unknown_script) {
            // A mark may be made twice.
            send(&mut self.connection, &scripts::load()).await?;
            let got = send(&mut self.connection, &pipeline).await?;
            answers = self.ungroup(&mut got.into_iter(), marks.len())?;
        }
        let mut refused = HashMap::new();
        for ((log, _), answer) in marks.into_iter().zip(answers) {
            match answer.extract_error().and_then(replies::number::<u8>) {
                Ok(1) => {}
                Ok(_) => {
                    let gone = (ErrorKind::Io, "the log has another history now");
                    refused.insert(log, gone.into());
                }
                Err(error) => {
                    refused.insert(log, error);
                }
            }
        }
        Ok(refused)
    }

    fn mark_command(&self, log: LogId, at: Position) -> Cmd {
        let keys = &self.keys;
        let mut mark = call(&scripts::MARK, &[&keys.head(log), &keys.log(log)]);
        mark.arg(at.epoch.0.simple().to_string()).arg(at.seq).arg(&at.tag.0[..]);
        mark.arg(keys.channel(log));
        mark
    }
}
