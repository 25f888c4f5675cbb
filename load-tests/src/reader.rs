//! One simulated person under load: reads everything, checks it, says what they are told to.

use crate::{
    client::{self, Joined, Kept},
    lean,
    measure::{Latencies, now},
};
use anyhow::Context;
use bytes::Bytes;
use convene::proto::{self, command::Body, send_line};
use futures_util::SinkExt;
use std::{
    collections::HashMap,
    time::{Duration, Instant},
};
use tokio::{sync::mpsc, time::MissedTickBehavior};

/// As the protocol asks of every client.
const PING_EVERY: Duration = Duration::from_secs(10);

/// What a reader has to say at the end.
#[derive(Default)]
pub struct Heard {
    pub lines: usize,
    pub frames: usize,
    /// Order-sensitive: equal for two readers only if they read the same lines in one order.
    pub order: u64,
    pub last_line_at: Option<Instant>,
    pub delivered: Latencies,
    pub acks: Latencies,
    pub faults: Vec<String>,
}

/// A line that should be said at a time.
pub struct Due {
    pub n: u64,
    pub at: Instant,
    pub text: String,
}

/// Texts carry who says them, the how-manieth of theirs it is, and when it should have been
/// sent; the rest is filling.
pub fn text(sender: usize, count: u64, since_start: Duration) -> String {
    let head = format!("{sender} {count} {} ", since_start.as_micros());
    format!("{head:x<200}")
}

fn numbers(text: &[u8]) -> Option<[u64; 3]> {
    let mut parts = std::str::from_utf8(text).ok()?.split(' ').map(|part| part.parse().ok());
    Some([parts.next()??, parts.next()??, parts.next()??])
}

pub struct Reader {
    /// Nothing while their network is gone.
    joined: Option<Joined>,
    pub heard: Heard,
    start: Instant,
    counts: HashMap<u64, u64>,
    asked: HashMap<u64, Instant>,
}

impl Reader {
    pub fn new(joined: Joined, start: Instant) -> Self {
        let (heard, counts, asked) = (Heard::default(), HashMap::new(), HashMap::new());
        Self { joined: Some(joined), heard, start, counts, asked }
    }

    /// Their network is gone: without a close frame, so that the server must find out by
    /// itself. What they have kept.
    pub fn drop_out(&mut self) -> Kept {
        self.joined.take().map(|joined| joined.kept).unwrap_or_default()
    }

    /// Goes on where it stopped, on another connection.
    pub fn resume(&mut self, mut joined: Joined) {
        for text in std::mem::take(&mut joined.welcomed_with) {
            self.line_in_view(&text);
        }
        self.joined = Some(joined);
    }

    /// Reads what was missed, up to the heartbeat that ends it. How many changes.
    pub async fn catch_up(&mut self, until: Instant) -> anyhow::Result<usize> {
        let mut joined = self.joined.take().context("not connected")?;
        let mut missed = 0;
        let mut items = std::mem::take(&mut joined.behind);
        loop {
            let now = now();
            items.iter().for_each(|item| self.item(item, now));
            missed += items.iter().filter(|item| item.change.is_some()).count();
            if items.iter().any(|item| item.heartbeat.is_some()) {
                self.joined = Some(joined);
                return Ok(missed);
            }
            items = tokio::time::timeout_at(until.into(), joined.read()).await??;
        }
    }

    fn line(&mut self, text: &Bytes, now: Instant) {
        let Some([sender, count, micros]) = numbers(text) else {
            return self.heard.faults.push(format!("a line that nobody said: {text:?}"));
        };
        let last = self.counts.entry(sender).or_default();
        if count != *last + 1 {
            let fault = format!("{sender} said {count} after {last}");
            self.heard.faults.push(fault);
        }
        *last = count;
        self.heard.lines += 1;
        self.heard.last_line_at = Some(now);
        self.heard.order =
            (self.heard.order ^ (sender << 32 | count)).wrapping_mul(0x0100_0000_01B3);
        let intended = self.start + Duration::from_micros(micros);
        self.heard.delivered.add(now.saturating_duration_since(intended));
    }

    /// A whole view repeats what is known, and may bring what is not.
    fn line_in_view(&mut self, text: &Bytes) {
        let known = numbers(text).is_some_and(|[sender, count, _]| {
            self.counts.get(&sender).is_some_and(|last| count <= *last)
        });
        if !known {
            self.line(text, now());
        }
    }

    fn item(&mut self, item: &lean::Item, now: Instant) {
        if let Some(line) = item.change.as_ref().and_then(|change| change.line_added.as_ref()) {
            self.line(&line.text, now);
        }
        if let Some(at) = item.ack.as_ref().and_then(|ack| self.asked.remove(&ack.n)) {
            self.heard.acks.add(now.saturating_duration_since(at));
        }
        if let Some(reject) = &item.reject {
            self.asked.remove(&reject.n);
            self.heard.faults.push(format!("{reject:?}"));
        }
        if let Some(resync) = &item.resync {
            self.heard.faults.push("fell behind and got a whole view".to_owned());
            for line in resync.view.iter().flat_map(lean::View::lines) {
                self.line_in_view(&line.text);
            }
        }
        if let Some(goodbye) = &item.goodbye {
            self.heard.faults.push(format!("sent away: {goodbye:?}"));
        }
    }

    /// Reads and speaks until `lines` lines have been heard in all, or time is up.
    pub async fn live(&mut self, due: &mut mpsc::Receiver<Due>, lines: usize, until: Instant) {
        let Some(mut joined) = self.joined.take() else { return };
        if let Err(error) = self.talk(&mut joined, due, (lines, until)).await {
            self.heard.faults.push(format!("{error:#}"));
        }
        self.joined = Some(joined);
    }

    async fn talk(
        &mut self,
        joined: &mut Joined,
        due: &mut mpsc::Receiver<Due>,
        (lines, until): (usize, Instant),
    ) -> anyhow::Result<()> {
        let end = tokio::time::sleep_until(until.into());
        tokio::pin!(end);
        let mut ping = tokio::time::interval(PING_EVERY);
        ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
        ping.reset();
        while self.heard.lines < lines || !self.asked.is_empty() {
            tokio::select! {
                items = joined.read() => {
                    let (items, now) = (items?, now());
                    self.heard.frames += usize::from(!items.is_empty());
                    items.iter().for_each(|item| self.item(item, now));
                }
                Some(Due { n, at, text }) = due.recv() => {
                    self.asked.insert(n, at);
                    let to = Some(send_line::To::Plenary(proto::ToPlenary {}));
                    let line = proto::SendLine { text, to, ..Default::default() };
                    joined.socket.send(client::command(n, Body::SendLine(line))).await?;
                }
                _ = ping.tick() => joined.socket.send(client::ping()).await?,
                () = &mut end => break,
            }
        }
        Ok(())
    }

    /// What it has to say, when there should have been this many lines.
    pub fn finish(mut self, lines: usize) -> Heard {
        if self.heard.lines != lines {
            let fault = format!("{} lines of {lines}", self.heard.lines);
            self.heard.faults.push(fault);
        }
        self.heard
    }
}
