//! Polls and exit tickets: what is asked, who answers, and what comes of it.

mod ballot;
mod compare;
mod decide;
mod fold;
mod item;
mod project;
mod results;
mod tally;
#[cfg(test)]
pub(crate) mod tests;
mod words;

pub use ballot::{Ballot, BallotBox, MyBallot, Nullifier, Opened, Tag};
pub use compare::{Transition, transition};
pub(super) use decide::decide;
pub(super) use fold::{apply, closed_with, count};
pub use item::{Answer, Item, Kind, Value};
/// How much can be asked.
pub mod limits {
    pub use super::item::{
        CHARS_MAX, ID_MAX, NUMBER_MAX, OPTIONS_MAX, RANKED_MAX, SCALE_BOUNDS, TOTAL_BOUNDS,
        WORDS_MAX,
    };
}
pub use project::Tally;
pub(super) use project::{counted, merged, project};
pub use results::{Group, GroupRow, Results};
pub use tally::{ItemTally, NumberTally, TextAnswer};

use crate::domain::{
    ItemId, Millis, PersonId, PollId, RoundId, RunId, State, chat::Members, text::Text,
};
use imbl::Vector;
use std::sync::Arc;

/// Polls of one session.
pub const POLLS_MAX: usize = 100;
/// Runs of one session.
pub const RUNS_MAX: usize = 60;
/// Items of one poll.
pub const ITEMS_MAX: usize = 20;
/// How long a poll is set to stay open, and by how much that changes at once.
pub const SECONDS_MAX: u32 = 86_400;
/// With fewer people who could answer, nobody answers anonymously.
pub const ANONYMOUS_MIN: u32 = 8;

/// What can be asked.
#[derive(Clone, Debug)]
pub enum Command {
    /// Adds a poll, or replaces the one with its id.
    Put(Box<Poll>),
    /// Takes a poll out.
    Remove(PollId),
    /// Opens a run.
    Open(Opening),
    /// Gives a run so many seconds more, or fewer; 0: no end.
    Extend(RunId, i32),
    /// Closes a run.
    Close(RunId),
    /// The time of a run, set for this moment, is over.
    Finish(RunId, Millis),
    /// Shows everyone what came of a run, or no longer.
    Reveal(RunId, bool),
    /// Answers.
    Cast(RunId, Vec<Answer>),
    /// Takes a text out of what is shown of an item.
    Hide(RunId, u32, String),
    /// A signature is to be given to someone for this blinded message.
    Issue(RunId, Tag),
    /// A ballot that nobody can read before the close.
    Seal(RunId, Tag, Arc<[u8]>),
    /// What the sealed ballots of a closed run say, in the order of their nullifiers.
    Unseal(RunId, Vec<Opened>),
}

/// A run that is to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Of which poll.
    pub poll: PollId,
    /// Where.
    pub place: Place,
    /// How many runs of it there are, as far as the one who asks knows.
    pub after: u32,
    /// Anonymous: which run it is, and its key.
    pub key: Option<(RunId, TokenKey)>,
}

/// Whose signature makes an anonymous ballot count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenKey {
    /// Everyone gets it.
    pub public: Arc<[u8]>,
    /// Its private half; nobody can read it but with the run's own key.
    pub wrapped: Arc<[u8]>,
}

/// What happens.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A poll was added or replaced.
    Put(Arc<Poll>),
    /// A poll was taken out.
    Removed(PollId),
    /// A run was opened.
    Opened(RunOpened),
    /// A run ends at another moment, or at none.
    Timed(RunId, Option<Millis>),
    /// A run was closed.
    Closed(RunId),
    /// What came of a run is shown to everyone, or no longer.
    Revealed(RunId, bool),
    /// Someone has answered, or otherwise than before.
    Cast(RunId, PersonId, Arc<[Answer]>),
    /// A text is not shown any more, by whom.
    Hidden(RunId, u32, String, PersonId),
    /// A signature was given to someone.
    Issued(RunId, PersonId, Tag),
    /// Somebody has answered; nobody can read what before the close.
    Sealed(RunId, Tag, Arc<[u8]>),
    /// What was sealed.
    Unsealed(RunId, Arc<[Opened]>),
}

/// A run, as it opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunOpened {
    /// Which.
    pub id: RunId,
    /// Of which poll, as it is now.
    pub poll: PollId,
    /// Where.
    pub place: Place,
    /// Until when.
    pub ends_at: Option<Millis>,
    /// Anonymous: whose signature makes a ballot count.
    pub token_key: Option<TokenKey>,
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// No such poll or run, or none that is theirs.
    #[error("no such poll or run, or none that is yours to answer")]
    NoSuchPoll,
    /// Too late.
    #[error("it is closed; answers are no longer taken")]
    Closed,
    /// Not while it is open, or it was opened again.
    #[error("it is open, or has been opened again since you looked")]
    Open,
    /// What does not answer the item.
    #[error("item {0}: {1}")]
    BadAnswer(u32, &'static str),
    /// An answer stays.
    #[error("you have answered, and answers to this stay as they are")]
    Answered,
    /// Too few to be anonymous.
    #[error("fewer than eight people could answer: they could be found out")]
    TooFew,
    /// Anonymous ballots come another way, and others do not come by it.
    #[error("ballots of this poll come another way")]
    OtherWay,
    /// Nobody sees what comes of it.
    #[error("the results of this poll are not shown")]
    ResultsHidden,
    /// No more fit.
    #[error("a session has at most 100 polls and 60 runs of them")]
    Full,
}

/// Who can find out who answered what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Privacy {
    /// Everyone who sees the results.
    Named,
    /// Those who run the session.
    Confidential,
    /// Nobody.
    Anonymous,
}

/// When participants see what came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Showing {
    /// When a facilitator reveals it, after the close.
    Revealed,
    /// Whoever has answered, at once; everyone at the close.
    Live,
    /// Never.
    Hidden,
}

/// How it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// On the screen of the moment.
    Poll,
    /// All on one page, sent once.
    ExitTicket,
}

/// Where a run takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Everyone.
    Plenary,
    /// Whoever is in a room of this round.
    Rooms(RoundId),
    /// Those who are in this room when it opens.
    Room(RoundId, u32),
}

/// A question set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Poll {
    /// Which.
    pub id: PollId,
    /// One more with every change.
    pub revision: u32,
    /// What it is called.
    pub title: Text,
    /// What it asks.
    pub items: Vec<Item>,
    /// How it looks.
    pub form: Form,
    /// Who can find out who answered what.
    pub privacy: Privacy,
    /// When participants see the results.
    pub showing: Showing,
    /// The step that it belongs to.
    pub step: Option<ItemId>,
    /// How long it stays open; 0: until someone closes it.
    pub seconds: u32,
    /// Answers stay as they are.
    pub once: bool,
}

impl Poll {
    /// An item.
    #[must_use]
    pub fn item(&self, id: u32) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id)
    }

    /// Without what is right and why.
    #[must_use]
    pub fn without_solution(&self) -> Self {
        let items = self.items.iter().map(Item::without_solution).collect();
        Self { items, ..self.clone() }
    }

    /// Whether an answer can be changed.
    fn is_final(&self) -> bool {
        self.once || self.form == Form::ExitTicket || self.privacy == Privacy::Anonymous
    }
}

/// A run, as everyone sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Which.
    pub id: RunId,
    /// What is asked; with what is right once the results are shown.
    pub poll: Arc<Poll>,
    /// Of this poll, from 1.
    pub number: u32,
    /// Where.
    pub place: Place,
    /// Since when.
    pub opened_at: Millis,
    /// Until when.
    pub ends_at: Option<Millis>,
    /// When it was closed.
    pub closed_at: Option<Millis>,
    /// Anonymous: whose signature makes a ballot count.
    pub token_key: Option<Arc<[u8]>>,
    /// Closed, and nobody has read the ballots yet.
    pub is_unsealing: bool,
}

impl Run {
    /// Whether it takes answers at a moment.
    fn is_open(&self, now: Millis) -> bool {
        self.closed_at.is_none() && self.ends_at.is_none_or(|ends_at| now <= ends_at)
    }
}

/// The polls of a session.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Polls {
    /// What is prepared, in the order in which it was added.
    pub polls: Vector<Arc<Poll>>,
    /// What was opened, oldest first.
    pub boxes: Vector<Arc<BallotBox>>,
}

impl Polls {
    /// A poll that is prepared.
    #[must_use]
    pub fn poll(&self, id: PollId) -> Option<&Arc<Poll>> {
        self.polls.iter().find(|poll| poll.id == id)
    }

    /// A run and its ballots.
    #[must_use]
    pub fn run(&self, id: RunId) -> Option<&Arc<BallotBox>> {
        self.boxes.iter().find(|found| found.run.id == id)
    }

    fn runs_of(&self, poll: PollId) -> impl DoubleEndedIterator<Item = &Arc<BallotBox>> {
        self.boxes.iter().filter(move |found| found.poll.id == poll)
    }

    /// Whether someone has answered since the last count.
    pub(super) fn is_uncounted(&self) -> bool {
        self.boxes.iter().any(|found| found.is_uncounted)
    }

    /// A closed run whose ballots are yet to be read.
    #[must_use]
    pub fn unsealing(&self) -> Option<&Arc<BallotBox>> {
        self.boxes.iter().find(|found| found.run.is_unsealing)
    }

    /// The run whose time is over.
    fn due(&self, now: Millis) -> Option<Command> {
        let is_over = |run: &Run| run.ends_at.filter(|at| run.closed_at.is_none() && *at <= now);
        self.boxes.iter().find_map(|found| {
            is_over(&found.run).map(|ends_at| Command::Finish(found.run.id, ends_at))
        })
    }
}

impl State {
    /// What the server must ask for at a moment.
    pub(super) fn polls_due(&self, now: Millis) -> Option<super::Command> {
        self.polls.due(now).map(super::Command::Poll)
    }

    /// Someone's room in a round, from 1; 0: none.
    fn room_in(&self, round: RoundId, person: PersonId) -> u32 {
        let room = self.breakouts.room_of(person);
        room.filter(|(found, _)| found.id == round).map_or(0, |(_, room)| room.number)
    }

    /// Who is in a room now.
    fn members_of(&self, round: RoundId, room: u32) -> Members {
        let found = self.breakouts.open_round().filter(|found| found.id == round);
        let room = found.and_then(|found| found.room(room));
        room.into_iter().flat_map(|room| room.places.iter().map(|place| place.person)).collect()
    }
}
