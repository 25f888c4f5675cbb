//! One simulated person and a poll: answers as planned, and checks what they are shown.

use super::plan::Turn;
use crate::{
    client::{self, Joined},
    lean,
    measure::{Latencies, now},
};
use anyhow::{bail, ensure};
use convene::proto::{self, answer::Value, command::Body};
use futures_util::SinkExt;
use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    time::{Duration, Instant},
};
use tokio::sync::mpsc;

/// Who has not seen the results by then never will.
const PATIENCE: Duration = Duration::from_secs(30);
/// The number that the poll gives its only item.
pub const ITEM: u32 = 1;

/// What a voter has to say at the end.
#[derive(Default)]
pub struct Heard {
    /// From when a ballot should have been sent.
    pub acks: Latencies,
    /// What was acknowledged, by the number of the command.
    pub acked: BTreeMap<u64, u32>,
    /// Tallies that came with their own ballot.
    pub own: usize,
    /// When the others came.
    pub counted: Vec<Instant>,
    /// What everyone was shown after the close.
    pub shown: Option<Vec<u32>>,
    pub bytes: usize,
    pub faults: Vec<String>,
}

/// What was sent and is not answered as often yet.
struct Asked {
    due: Instant,
    option: u32,
    answers_due: u32,
}

pub struct Voter {
    joined: Joined,
    turns: VecDeque<Turn>,
    run_id: String,
    start: Instant,
    asked: HashMap<u64, Asked>,
    has_ballot: bool,
    /// The last change was a ballot of theirs: what came of it so far follows.
    has_just_cast: bool,
    is_closed: bool,
    heard: Heard,
}

impl Voter {
    pub fn new(joined: Joined, turns: VecDeque<Turn>, run_id: String, start: Instant) -> Self {
        Self {
            joined,
            turns,
            run_id,
            start,
            asked: HashMap::new(),
            has_ballot: false,
            has_just_cast: false,
            is_closed: false,
            heard: Heard::default(),
        }
    }

    /// Until the results are shown; says when all that was sent has been answered.
    pub async fn live(mut self, done: mpsc::Sender<()>) -> Heard {
        // What the arrivals of the others have brought does not count.
        let early = tokio::time::timeout_at(self.start.into(), self.wait()).await;
        let before = self.joined.bytes;
        let until = self.start + PATIENCE;
        let lived = match early {
            Ok(failed) => Ok(failed),
            Err(_) => tokio::time::timeout_at(until.into(), self.vote(done)).await,
        };
        match lived {
            Ok(Ok(())) => {}
            Ok(Err(error)) => self.heard.faults.push(format!("{error:#}")),
            Err(_) => self.heard.faults.push("waited in vain".to_owned()),
        }
        self.heard.bytes = self.joined.bytes - before;
        self.heard
    }

    async fn wait(&mut self) -> anyhow::Result<()> {
        // Whoever never answers must be heard of now and then.
        self.joined.socket.send(client::ping()).await?;
        loop {
            let (items, now) = (self.joined.read().await?, now());
            items.into_iter().try_for_each(|item| self.item(item, now))?;
        }
    }

    async fn vote(&mut self, done: mpsc::Sender<()>) -> anyhow::Result<()> {
        let mut done = Some(done);
        while self.heard.shown.is_none() {
            let is_done = self.turns.is_empty() && self.asked.is_empty();
            if let Some(done) = done.take_if(|_| is_done) {
                done.send(()).await?;
            }
            let next = self.turns.front().map(|turn| self.start + turn.since_start);
            tokio::select! {
                items = self.joined.read() => {
                    let (items, now) = (items?, now());
                    items.into_iter().try_for_each(|item| self.item(item, now))?;
                }
                () = tokio::time::sleep_until(next.unwrap_or(self.start).into()),
                    if next.is_some() => self.send().await?,
            }
        }
        Ok(())
    }

    async fn send(&mut self) -> anyhow::Result<()> {
        let Some(Turn { since_start, n, option }) = self.turns.pop_front() else { return Ok(()) };
        let due = self.start + since_start;
        let asked = self.asked.entry(n).or_insert(Asked { due, option, answers_due: 0 });
        asked.answers_due += 1;
        let value = Some(Value::Picks(proto::Picks { options: vec![option] }));
        let answers = vec![proto::Answer { item_id: ITEM, value }];
        let cast = proto::CastBallot { run_id: self.run_id.clone(), answers };
        self.joined.socket.send(client::command(n, Body::CastBallot(cast))).await?;
        Ok(())
    }

    fn item(&mut self, item: lean::Item, now: Instant) -> anyhow::Result<()> {
        ensure!(item.goodbye.is_none() && item.resync.is_none(), "sent away or behind");
        if let Some(reject) = item.reject {
            bail!("refused: {reject:?}");
        }
        if let Some(ack) = item.ack {
            self.acked(ack.n, now);
        }
        if let Some(change) = item.change {
            self.change(change, now);
        }
        Ok(())
    }

    fn acked(&mut self, n: u64, now: Instant) {
        let Some(asked) = self.asked.get_mut(&n) else {
            return self.heard.faults.push(format!("{n} was acknowledged once too often"));
        };
        if self.heard.acked.insert(n, asked.option).is_none() {
            self.heard.acks.add(now.saturating_duration_since(asked.due));
        }
        asked.answers_due -= 1;
        if asked.answers_due == 0 {
            self.asked.remove(&n);
        }
    }

    fn change(&mut self, change: lean::Change, now: Instant) {
        let follows_ballot = std::mem::take(&mut self.has_just_cast);
        if change.my_ballot.is_some_and(|mine| mine.run_id == self.run_id) {
            self.has_ballot = true;
            self.has_just_cast = true;
        }
        if change.run_put.is_some_and(|run| run.id == self.run_id && run.closed_at_ms > 0) {
            self.is_closed = true;
        }
        if change.tally_put.is_some() {
            if !self.has_ballot {
                self.heard.faults.push("was shown a tally without having answered".to_owned());
            }
            match (self.is_closed, follows_ballot) {
                // The last one, with the close.
                (true, _) => {}
                (false, true) => self.heard.own += 1,
                (false, false) => self.heard.counted.push(now),
            }
        }
        if let Some(shown) = change.shown {
            if !self.is_closed {
                self.heard.faults.push("was shown results of an open poll".to_owned());
            }
            self.heard.shown = Some(shown.counts().to_vec());
        }
    }
}
