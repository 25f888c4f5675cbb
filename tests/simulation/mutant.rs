//! Servers that are wrong in one way, each for the judge to notice.

use crate::support::rng::Rng;
use bytes::Bytes;
use convene::{
    domain::PersonId,
    log::{Append, Batch, Entry, LogError, Position},
    proto::{
        Command, Line, RunResults, ServerFrame, ServerItem, change::Change, server_item::Item,
    },
};
use prost::Message as _;
use std::{
    collections::HashSet,
    sync::{Arc, Mutex},
};

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mutation {
    /// An append is acknowledged and did not happen.
    AppendsNothing,
    /// Two entries come in the wrong order.
    SwapsEntries,
    /// One change in a hundred is not delivered.
    DropsChanges,
    /// What is sent again is decided again.
    DecidesAgain,
    /// Someone gets a private line of others.
    ShowsForeign,
    /// Someone gets what came of a run that is open.
    ShowsEarly,
    /// An answer is given before it is so, whatever comes of it.
    AnswersEarly,
}

impl Mutation {
    pub const ALL: [Self; 7] = [
        Self::AppendsNothing,
        Self::SwapsEntries,
        Self::DropsChanges,
        Self::DecidesAgain,
        Self::ShowsForeign,
        Self::ShowsEarly,
        Self::AnswersEarly,
    ];
}

/// Number of what is decided again, beyond its own.
const AGAIN: u64 = 1 << 40;

/// A mutation at work, or none. Clones share what they have seen.
#[derive(Clone)]
pub struct Mutant {
    what: Option<Mutation>,
    seen: Arc<Mutex<Seen>>,
}

struct Seen {
    rng: Rng,
    commands: HashSet<(PersonId, u64)>,
    private: Option<Line>,
}

impl Mutant {
    pub fn new(what: Option<Mutation>, seed: u64) -> Self {
        let seen = Seen { rng: Rng::new(seed), commands: HashSet::new(), private: None };
        Self { what, seen: Arc::new(Mutex::new(seen)) }
    }

    fn does(&self, what: Mutation, one_in: usize) -> bool {
        self.what == Some(what) && self.seen.lock().unwrap().rng.one_in(one_in)
    }

    pub fn appends_nothing(&self) -> bool {
        self.does(Mutation::AppendsNothing, 20)
    }

    pub fn append_nothing(at: Position, batch: &Batch) -> Result<Append, LogError> {
        let tag = at.tag.next(batch.id, &batch.payload);
        Ok(Append::Done(Position { seq: at.seq + u64::from(batch.events), tag, ..at }))
    }

    pub fn swap(&self, read: &mut Result<Vec<Entry>, LogError>) {
        if let Ok([.., one, other]) = read.as_deref_mut()
            && self.what == Some(Mutation::SwapsEntries)
        {
            std::mem::swap(one, other);
        }
    }

    /// A command on its way in.
    pub fn take(&self, person: PersonId, command: &mut Command) {
        let is_new = self.seen.lock().unwrap().commands.insert((person, command.n));
        if !is_new && self.what == Some(Mutation::DecidesAgain) {
            command.n += AGAIN;
        }
    }

    /// Whether a command is answered before it is asked.
    pub fn answers_early(&self) -> bool {
        self.does(Mutation::AnswersEarly, 10)
    }

    /// A frame on its way out.
    pub fn give(&self, frame: Bytes) -> Bytes {
        let mut items = match self.what {
            Some(
                Mutation::DropsChanges
                | Mutation::DecidesAgain
                | Mutation::ShowsForeign
                | Mutation::ShowsEarly,
            ) => ServerFrame::decode(frame.clone()).unwrap().items,
            _ => return frame,
        };
        items.retain_mut(|item| match item.item.as_mut().unwrap() {
            Item::Change(change) => {
                let drops = self.does(Mutation::DropsChanges, 100);
                if let Some(Change::LineAdded(line)) = &change.change {
                    self.remember(line);
                }
                !drops
            }
            Item::Ack(ack) if ack.n > AGAIN => {
                ack.n -= AGAIN;
                true
            }
            Item::Reject(reject) if reject.n > AGAIN => {
                reject.n -= AGAIN;
                true
            }
            _ => true,
        });
        let foreign = self.seen.lock().unwrap().private.clone();
        if let Some(line) = foreign.filter(|_| self.does(Mutation::ShowsForeign, 50)) {
            let change = convene::proto::Change { change: Some(Change::LineAdded(line)) };
            items.push(ServerItem { item: Some(Item::Change(change)) });
        }
        let early = items.iter().find_map(|item| match &item.item {
            Some(Item::Change(of)) => match &of.change {
                Some(Change::RunPut(run)) if run.closed_at_ms == 0 => Some(run.id.clone()),
                _ => None,
            },
            _ => None,
        });
        if let Some(run_id) = early.filter(|_| self.does(Mutation::ShowsEarly, 2)) {
            let shown = RunResults { run_id, ..RunResults::default() };
            let change = convene::proto::Change { change: Some(Change::Shown(shown)) };
            items.push(ServerItem { item: Some(Item::Change(change)) });
        }
        ServerFrame { items }.encode_to_vec().into()
    }

    fn remember(&self, line: &Line) {
        let of_all = ["plenary", "facilitators"];
        if !of_all.contains(&line.channel_id.as_str()) {
            self.seen.lock().unwrap().private = Some(line.clone());
        }
    }
}
