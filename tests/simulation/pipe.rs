//! Connections between the parts of a simulation: each end sends whole messages, which take
//! their time, wait while the line is stalled, and are lost when it is cut.

use crate::support::rng::Rng;
use async_trait::async_trait;
use bytes::Bytes;
use convene::nodes::{Heard, Over, Wire};
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{
    sync::{mpsc, watch},
    time::{Instant, sleep_until},
};

/// What a connection holds between its ends; whoever sends more waits.
const MESSAGES_MAX: usize = 32;

/// Who is at an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    /// A node, by its place.
    Node(usize),
    /// A client, by its number.
    Client(usize),
}

/// How a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Condition {
    Open,
    /// Everything waits.
    Stalled,
    /// What was sent is lost, and nobody has noticed.
    Cut,
    /// Both ends notice.
    Reset,
}

/// One connection, for those who disturb it.
#[derive(Clone)]
pub struct Line {
    pub ends: [Party; 2],
    condition: watch::Sender<Condition>,
    delay_ms: u64,
}

impl Line {
    fn set(&self, to: Condition) {
        self.condition.send_if_modified(|condition| {
            // What was lost stays lost.
            let is_possible = match *condition {
                Condition::Open | Condition::Stalled => *condition != to,
                Condition::Cut => to == Condition::Reset,
                Condition::Reset => false,
            };
            if is_possible {
                *condition = to;
            }
            is_possible
        });
    }

    pub fn stall(&self) {
        self.set(Condition::Stalled);
    }

    pub fn go_on(&self) {
        self.set(Condition::Open);
    }

    pub fn cut(&self) {
        self.set(Condition::Cut);
    }

    pub fn reset(&self) {
        self.set(Condition::Reset);
    }

    fn is(&self, condition: Condition) -> bool {
        *self.condition.borrow() == condition
    }

    fn is_over(&self) -> bool {
        self.condition.receiver_count() == 0 || self.is(Condition::Reset)
    }

    pub fn joins(&self, one: Party, other: Party) -> bool {
        self.ends == [one, other] || self.ends == [other, one]
    }
}

enum Message {
    Frame(Bytes),
    Ping,
    Pong,
}

/// One end of a connection. The other notices when it is dropped.
pub struct End {
    line: Line,
    condition: watch::Receiver<Condition>,
    out: mpsc::Sender<(Instant, Message)>,
    inbox: mpsc::Receiver<(Instant, Message)>,
    /// Taken out, and not there yet.
    held: Option<(Instant, Message)>,
    rng: Rng,
}

fn over(why: &'static str) -> Over {
    why.into()
}

async fn reset(condition: &mut watch::Receiver<Condition>) {
    let is_reset = condition.wait_for(|condition| *condition == Condition::Reset);
    if is_reset.await.is_err() {
        std::future::pending::<()>().await;
    }
}

impl End {
    async fn put(&mut self, message: Message) -> Result<(), Over> {
        if self.line.is(Condition::Cut) {
            return Ok(());
        }
        let delay = self.rng.below(usize::try_from(self.line.delay_ms).unwrap() + 1);
        let at = Instant::now() + Duration::from_millis(delay as u64);
        tokio::select! {
            sent = self.out.send((at, message)) => sent.map_err(|_| over("the other end has gone")),
            () = reset(&mut self.condition) => Err(over("reset")),
        }
    }

    async fn take(&mut self) -> Result<Message, Over> {
        if self.held.is_none() {
            let message = tokio::select! {
                message = self.inbox.recv() => message,
                () = reset(&mut self.condition) => return Err(over("reset")),
            };
            if message.is_none() && self.line.is(Condition::Cut) {
                reset(&mut self.condition).await;
            }
            self.held = Some(message.ok_or_else(|| over("the other end has gone"))?);
        }
        let at = self.held.as_ref().map_or_else(Instant::now, |(at, _)| *at);
        tokio::select! {
            () = sleep_until(at) => {}
            () = reset(&mut self.condition) => return Err(over("reset")),
        }
        let passes =
            |condition: &Condition| matches!(condition, Condition::Open | Condition::Reset);
        let passed = self.condition.wait_for(passes).await.map(|condition| *condition);
        match (passed, self.held.take()) {
            (Ok(Condition::Open), Some((_, message))) => Ok(message),
            _ => Err(over("reset")),
        }
    }

    pub async fn send(&mut self, frame: Bytes) -> Result<(), Over> {
        self.put(Message::Frame(frame)).await
    }

    /// The next frame. Safe to cancel.
    pub async fn receive(&mut self) -> Result<Bytes, Over> {
        loop {
            match self.hear().await? {
                Heard::Frame(frame) => return Ok(frame),
                Heard::Life => {}
            }
        }
    }

    /// The connection ends here, and the other side does not hear of it.
    pub fn vanish(self) {
        self.line.cut();
    }
}

#[async_trait]
impl Wire for End {
    async fn send(&mut self, frame: Bytes) -> Result<(), Over> {
        self.put(Message::Frame(frame)).await
    }

    async fn ping(&mut self) -> Result<(), Over> {
        self.put(Message::Ping).await
    }

    async fn hear(&mut self) -> Result<Heard, Over> {
        match self.take().await? {
            Message::Frame(frame) => Ok(Heard::Frame(frame)),
            Message::Pong => Ok(Heard::Life),
            Message::Ping => {
                // Never waits: whoever is cancelled here must not lose it.
                let _ = self.out.try_send((Instant::now(), Message::Pong));
                Ok(Heard::Life)
            }
        }
    }
}

/// All connections, and who cannot reach whom.
#[derive(Default)]
pub struct Net(Mutex<State>);

#[derive(Default)]
struct State {
    lines: Vec<Line>,
    blocked: Vec<[Party; 2]>,
}

impl Net {
    /// Opens a connection; `None`: nothing gets through.
    pub fn connect(&self, ends: [Party; 2], delay_ms: u64, rng: &mut Rng) -> Option<(End, End)> {
        let mut state = self.0.lock().unwrap();
        let blocks = |pair: &[Party; 2]| *pair == ends || *pair == [ends[1], ends[0]];
        if state.blocked.iter().any(blocks) {
            return None;
        }
        state.lines.retain(|line| !line.is_over());
        let (sender, condition) = watch::channel(Condition::Open);
        let line = Line { ends, condition: sender, delay_ms };
        state.lines.push(line.clone());
        let (out_here, in_there) = mpsc::channel(MESSAGES_MAX);
        let (out_there, in_here) = mpsc::channel(MESSAGES_MAX);
        let mut end = |out, inbox| End {
            line: line.clone(),
            condition: condition.clone(),
            out,
            inbox,
            held: None,
            rng: Rng::new(rng.next()),
        };
        Some((end(out_here, in_here), end(out_there, in_there)))
    }

    /// The connections for which something holds.
    pub fn lines(&self, which: impl Fn(&Line) -> bool) -> Vec<Line> {
        let state = self.0.lock().unwrap();
        state.lines.iter().filter(|line| !line.is_over() && which(line)).cloned().collect()
    }

    /// Parts two, and what is between them is lost.
    pub fn part(self: &Arc<Self>, one: Party, other: Party) {
        self.0.lock().unwrap().blocked.push([one, other]);
        self.lines(|line| line.joins(one, other)).iter().for_each(Line::cut);
    }

    /// Everything gets through again; what was cut is over.
    pub fn heal(&self) {
        self.0.lock().unwrap().blocked.clear();
        for line in self.lines(|_| true) {
            line.go_on();
            if line.is(Condition::Cut) {
                line.reset();
            }
        }
    }
}
