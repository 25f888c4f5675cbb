//! Rounds of breakout rooms: planned, opened for everyone at once, closed with notice.

mod decide;
mod fold;
mod late;
pub mod plan;
mod planning;
#[cfg(test)]
mod tests;

pub(super) use decide::{decide, on_arrival, on_leaving};
pub(super) use fold::{apply, project};
pub use planning::{PlanRefused, Planned};

use crate::domain::{
    ItemId, Millis, PersonId, RoundId, State,
    chat::{ChannelKey, Members},
    text::{Link, Text},
};
use imbl::{HashMap, Vector};
use std::sync::Arc;

/// Rounds of a session.
pub const ROUNDS_MAX: usize = 40;
/// Rooms of a round.
pub const ROOMS_MAX: usize = 500;
/// The greatest number that a room can have.
pub const NUMBER_MAX: RoomNumber = 9_999;
/// People in a room.
pub const PEOPLE_MAX: usize = 100;
/// Between the notice that rooms close and their end.
pub const GRACE_MS: Millis = 60_000;

/// Names a room within its round, from 1.
pub type RoomNumber = u32;

/// What can be asked.
#[derive(Clone, Debug)]
pub enum Command {
    /// Plans a round, or plans it otherwise.
    Put(Box<Draft>),
    /// Takes out a round that was never opened.
    Remove(RoundId),
    /// Everyone goes to their rooms.
    Open(RoundId),
    /// Puts people into rooms; without a room: back to the plenary.
    Place(RoundId, Vec<(PersonId, Option<RoomNumber>)>),
    /// Adds a room, or names it otherwise.
    PutRoom(RoundId, Option<RoomNumber>, Text, Option<Link>),
    /// The rooms close so many minutes later; 0: not by themselves.
    Extend(RoundId, i32),
    /// The rooms close after the grace.
    Close(RoundId),
    /// They close now.
    CloseNow(RoundId),
    /// The time that was set for this moment is over.
    Finish(RoundId, Millis),
    /// Says something to all rooms.
    Tell(RoundId, Text),
    /// Asks the facilitators to come, or no longer.
    CallHelp(bool),
    /// Takes care of a room that asked for help.
    ClaimHelp(RoundId, RoomNumber),
    /// Is done with it.
    EndHelp(RoundId, RoomNumber),
    /// Goes to a room of one's choice.
    Choose(RoundId, RoomNumber),
}

/// What happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A round is planned so.
    Put(Box<Draft>),
    /// A round was taken out.
    Removed(RoundId),
    /// Its rooms are open, until then if nobody says otherwise.
    Opened(RoundId, Option<Millis>),
    /// People are elsewhere now.
    Placed(RoundId, Vec<Move>),
    /// There is such a room.
    RoomPut(RoundId, RoomNumber, Text, Option<Link>),
    /// The rooms close at another moment.
    Timed(RoundId, Option<Millis>),
    /// They come to an end, at this moment.
    Closing(RoundId, Millis),
    /// Everyone is back.
    Closed(RoundId),
    /// This was said to all rooms.
    Told(RoundId, PersonId, Text),
    /// A room asks for help, through this person.
    HelpCalled(RoundId, RoomNumber, PersonId),
    /// This facilitator takes care of it.
    HelpClaimed(RoundId, RoomNumber, PersonId),
    /// It needs none any more.
    HelpEnded(RoundId, RoomNumber),
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// None, or no such room in it.
    #[error("no such round, or no such room in it")]
    NoSuchRound,
    /// One at a time.
    #[error("another round is open; close it first")]
    OtherOpen,
    /// Planned, open or closed, but not as it would have to be.
    #[error("the rooms of this round are not in a state in which this can be done")]
    WrongStage,
    /// The room holds no more.
    #[error("this room holds no more people")]
    RoomFull,
    /// Someone twice, or not on the roster, or numbers that repeat.
    #[error("someone is in two rooms or not on the roster, or two rooms have one number")]
    BadPlacement,
    /// No more rounds or rooms.
    #[error("a session has at most 40 rounds, and a round 500 rooms")]
    Full,
}

/// How people are dealt into rooms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the protocol says what each does")]
pub enum Strategy {
    Manual,
    RoleAlike,
    DistrictTeam,
    CoeRegion,
    Mixed,
    Jigsaw,
    Nested,
    BalancedRandom,
    SelfSelect,
    SameAs,
    Pinned,
    LanguageFirst,
}

/// Why someone is in their room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the protocol says what each means")]
pub enum Why {
    Facilitator,
    Role,
    District,
    Region,
    Mixed,
    Jigsaw,
    Earlier,
    Chance,
    Chosen,
    Host,
    Language,
    Together,
    Late,
}

/// How a round deals people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spec {
    /// By what.
    pub strategy: Strategy,
    /// People in a room: wanted.
    pub size: u32,
    /// At least.
    pub min: u32,
    /// At most.
    pub max: u32,
    /// The earlier round that it derives from.
    pub from: Option<RoundId>,
    /// Who stays in a room and receives the others.
    pub hosts: Vec<PersonId>,
    /// Oversized districts may be split.
    pub splits_districts: bool,
}

/// Someone goes from one room to another. Without a room: they are in the plenary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// Who.
    pub person: PersonId,
    /// Where they were.
    pub from: Option<RoomNumber>,
    /// Where they are.
    pub to: Option<RoomNumber>,
    /// Why there.
    pub why: Why,
}

/// Someone's place in a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Who.
    pub person: PersonId,
    /// Why there.
    pub why: Why,
}

/// A room as it is planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRoom {
    /// From 1.
    pub number: RoomNumber,
    /// Empty: by its number.
    pub name: Text,
    /// Where its call is.
    pub link: Option<Link>,
    /// Who is in it.
    pub places: Vec<Place>,
}

/// A round as it is planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Which.
    pub id: RoundId,
    /// What it is called.
    pub title: Text,
    /// What rooms do.
    pub prompt: Text,
    /// How people are dealt.
    pub spec: Spec,
    /// The step of the agenda that it belongs to.
    pub item: Option<ItemId>,
    /// How long rooms stay open; 0: until someone closes them.
    pub minutes: u32,
    /// The rooms.
    pub rooms: Vec<DraftRoom>,
}

/// Where a round is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Not opened yet.
    Planned,
    /// People are in its rooms.
    Open {
        /// Since when.
        opened_at: Millis,
        /// Until when, unless someone says otherwise.
        ends_at: Option<Millis>,
    },
    /// People were told to come to an end.
    Closing {
        /// Since when its rooms are open.
        opened_at: Millis,
        /// When they close.
        ends_at: Millis,
    },
    /// Over.
    Closed {
        /// Since when its rooms were open.
        opened_at: Millis,
        /// Until when.
        closed_at: Millis,
    },
}

impl Stage {
    /// Whether people are in its rooms.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open { .. } | Self::Closing { .. })
    }
}

/// A room that asks for help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Help {
    /// Who asked.
    pub person: PersonId,
    /// When.
    pub at: Millis,
    /// Who takes care of it.
    pub claimed_by: Option<PersonId>,
}

/// One room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// From 1.
    pub number: RoomNumber,
    /// Empty: by its number.
    pub name: Text,
    /// Where its call is.
    pub link: Option<Link>,
    /// Who is in it.
    pub places: Vector<Place>,
    /// It asks for help.
    pub help: Option<Help>,
}

impl Room {
    /// Who is in it, sorted.
    #[must_use]
    pub fn members(&self) -> Members {
        let mut members: Vec<_> = self.places.iter().map(|place| place.person).collect();
        members.sort_unstable();
        members.into()
    }
}

/// One round.
#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    /// Which.
    pub id: RoundId,
    /// What it is called.
    pub title: Text,
    /// What rooms do.
    pub prompt: Text,
    /// How people are dealt.
    pub spec: Spec,
    /// The step of the agenda that it belongs to.
    pub item: Option<ItemId>,
    /// How long rooms stay open; 0: until someone closes them.
    pub minutes: u32,
    /// Where it is.
    pub stage: Stage,
    /// By number.
    pub rooms: Vector<Arc<Room>>,
}

impl Round {
    /// A room.
    #[must_use]
    pub fn room(&self, number: RoomNumber) -> Option<&Arc<Room>> {
        self.rooms.iter().find(|room| room.number == number)
    }
}

/// What facilitators last said to all rooms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What.
    pub text: Text,
    /// When.
    pub at: Millis,
    /// Who.
    pub by: PersonId,
}

/// The open round, as everyone sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenRound {
    /// Which.
    pub id: RoundId,
    /// What it is called.
    pub title: Text,
    /// What rooms do.
    pub prompt: Text,
    /// Open or closing.
    pub stage: Stage,
    /// How many rooms it has.
    pub room_count: u32,
    /// What facilitators last said to all rooms.
    pub told: Option<Told>,
    /// Where people choose: number, name, people, and whether it is full.
    pub choices: Vec<(RoomNumber, Text, u32, bool)>,
}

/// All rounds of a session.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Breakouts {
    /// In the order in which they were planned.
    pub rounds: Vector<Arc<Round>>,
    /// The one that is open.
    pub open: Option<RoundId>,
    /// What was last said to its rooms.
    pub told: Option<Told>,
    /// Follows from the above: who is in which of its rooms.
    pub(crate) whereabouts: HashMap<PersonId, RoomNumber>,
}

impl Breakouts {
    /// A round.
    #[must_use]
    pub fn round(&self, id: RoundId) -> Option<&Arc<Round>> {
        self.rounds.iter().find(|round| round.id == id)
    }

    /// The round that is open.
    #[must_use]
    pub fn open_round(&self) -> Option<&Arc<Round>> {
        self.round(self.open?)
    }

    /// Where someone is, while a round is open.
    #[must_use]
    pub fn room_of(&self, person: PersonId) -> Option<(&Arc<Round>, &Arc<Room>)> {
        let round = self.open_round()?;
        Some((round, round.room(*self.whereabouts.get(&person)?)?))
    }

    /// The open round, as everyone sees it.
    #[must_use]
    pub fn overview(&self) -> Option<OpenRound> {
        let round = self.open_round()?;
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let choice = |room: &Arc<Room>| {
            let people = count(room.places.len());
            (room.number, room.name.clone(), people, people >= round.spec.max)
        };
        let is_chosen = round.spec.strategy == Strategy::SelfSelect;
        Some(OpenRound {
            id: round.id,
            title: round.title.clone(),
            prompt: round.prompt.clone(),
            stage: round.stage,
            room_count: count(round.rooms.len()),
            told: self.told.clone(),
            choices: round.rooms.iter().filter(|_| is_chosen).map(choice).collect(),
        })
    }

    /// The conversations of the open rooms, and who is in each.
    pub(crate) fn channels(&self) -> HashMap<ChannelKey, Members> {
        let rooms = self.open_round().into_iter().flat_map(|round| {
            round.rooms.iter().map(|room| (ChannelKey::Room(round.id, room.number), room.members()))
        });
        rooms.collect()
    }
}

impl State {
    /// What the server must ask of the rooms at a moment, because time has passed.
    #[must_use]
    pub(super) fn rooms_due(&self, now: Millis) -> Option<Command> {
        let round = self.breakouts.open_round()?;
        let ends_at = match round.stage {
            Stage::Open { ends_at, .. } => ends_at?,
            Stage::Closing { ends_at, .. } => ends_at,
            Stage::Planned | Stage::Closed { .. } => return None,
        };
        (ends_at <= now).then_some(Command::Finish(round.id, ends_at))
    }
}
