//! Commands on their way: kept until they are answered, and sent again in doubt.

use super::{
    person::Place,
    witness::{Answer, Asked, CommandId, Wanted},
};
use crate::{client, measure::now, rng::Rng};
use convene::{
    domain::PersonId,
    proto::{ErrorCode, Reject, command::Body},
};
use std::{
    collections::BTreeMap,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio_tungstenite::tungstenite::Message;

/// The pause after "not known", in seconds: grows, and has chance in it.
const PAUSE_S: f64 = 0.1;
const PAUSE_S_MAX: f64 = 1.0;
/// When nothing is to be sent again, look no earlier than this.
const LATER: Duration = Duration::from_secs(3600);

struct Pending {
    body: Body,
    /// Where it is in the list of all.
    index: usize,
    due: Duration,
    tries: u32,
    again_at: Option<Instant>,
}

pub struct Outbox {
    by: PersonId,
    place: Arc<Place>,
    last_n: u64,
    pending: BTreeMap<u64, Pending>,
    asked: Vec<Asked>,
    served: Vec<(Duration, Duration)>,
    rng: Rng,
}

impl Outbox {
    pub fn new(by: PersonId, place: Arc<Place>) -> Self {
        let seed = u64::from(by.0.as_fields().0);
        Self {
            by,
            place,
            last_n: 0,
            pending: BTreeMap::new(),
            asked: Vec::new(),
            served: Vec::new(),
            rng: Rng::new(seed),
        }
    }

    pub fn next_n(&self) -> u64 {
        self.last_n + 1
    }

    pub fn len(&self) -> usize {
        self.pending.len()
    }

    pub fn is_empty(&self) -> bool {
        self.pending.is_empty()
    }

    /// A new command, to be sent now. `due` is when it should have been.
    pub fn send(
        &mut self,
        instance: u64,
        due: Duration,
        (body, wanted): (Body, Wanted),
    ) -> Message {
        self.last_n += 1;
        let n = self.last_n;
        let id = CommandId { by: self.by, instance, n };
        let message = client::command(n, body.clone());
        let pending = Pending { body, index: self.asked.len(), due, tries: 0, again_at: None };
        let sent = Some(self.place.since_start());
        self.asked.push(Asked { sent, ..Asked::new(id, wanted) });
        self.pending.insert(n, pending);
        message
    }

    /// All that has no answer, in order: after coming back.
    pub fn again(&mut self) -> Vec<Message> {
        let pending = self.pending.iter_mut().map(|(n, pending)| {
            pending.again_at = None;
            client::command(*n, pending.body.clone())
        });
        pending.collect()
    }

    /// When the next one is to be sent again.
    pub fn next_try(&self) -> Instant {
        let tries = self.pending.values().filter_map(|pending| pending.again_at);
        tries.min().unwrap_or_else(|| now() + LATER)
    }

    /// Those whose time has come.
    pub fn due(&mut self) -> Vec<Message> {
        let now = now();
        let is_due = |pending: &&mut Pending| pending.again_at.is_some_and(|at| at <= now);
        let mut messages = Vec::new();
        for (n, pending) in &mut self.pending {
            let mut due = Some(pending).filter(is_due);
            if let Some(pending) = &mut due {
                pending.again_at = None;
                messages.push(client::command(*n, pending.body.clone()));
            }
        }
        messages
    }

    pub fn acked(&mut self, n: u64) -> Option<CommandId> {
        let pending = self.pending.remove(&n)?;
        let at = self.place.since_start();
        self.served.push((pending.due, at));
        let asked = self.asked.get_mut(pending.index)?;
        asked.answer = Answer::Acked(at);
        Some(asked.id)
    }

    /// What a person would have to be told, if anything.
    pub fn rejected(&mut self, reject: &Reject) -> Option<String> {
        let pending = self.pending.get_mut(&reject.n)?;
        let answer = match reject.code() {
            ErrorCode::RetryLater | ErrorCode::TooFast => {
                let most = PAUSE_S * f64::from(1 << pending.tries.min(6));
                let pause = self.rng.seconds(PAUSE_S / 2.0, most.min(PAUSE_S_MAX));
                pending.tries += 1;
                pending.again_at = Some(now() + pause);
                return None;
            }
            ErrorCode::IdTooOld => Answer::Forgotten,
            _ => Answer::Refused,
        };
        let asked = self.asked.get_mut(pending.index)?;
        asked.answer = answer;
        let wanted = &asked.wanted;
        // What someone has withdrawn meanwhile cannot be reacted to, and that is no error.
        let is_expected = reject.code() == ErrorCode::NoSuchLine;
        let what = (!is_expected).then(|| format!("{wanted:?} was answered with {reject:?}"));
        self.pending.remove(&reject.n);
        what
    }

    /// The server knows this client no more: nobody can say what became of these.
    pub fn forget(&mut self) {
        for pending in std::mem::take(&mut self.pending).into_values() {
            if let Some(asked) = self.asked.get_mut(pending.index) {
                asked.answer = Answer::Forgotten;
            }
        }
    }

    /// All commands, and how long those that were acknowledged took.
    pub fn finish(self) -> (Vec<Asked>, Vec<(Duration, Duration)>) {
        (self.asked, self.served)
    }
}
