//! All rounds of a session, and what is shown of them.

use super::{Form, Outcome, RESULTS_MAX, Role, Room, RoomNumber, Round, Stage, Strategy, Told};
use crate::domain::{
    Millis, PersonId, RoundId,
    chat::{ChannelKey, Ears, Facilitators},
    text::Text,
};
use imbl::{HashMap, Vector};
use std::sync::Arc;

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
    /// Where people choose.
    pub choices: Vec<Choice>,
    /// What rooms do, and how.
    pub form: Form,
    /// Its clock stands still since then.
    pub paused_at: Option<Millis>,
    /// How often people have gone on to the next room.
    pub rotation: u32,
    /// When they go on next.
    pub rotates_at: Option<Millis>,
    /// Another round opens when its time is over.
    pub has_next: bool,
}

/// A room that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Which.
    pub number: RoomNumber,
    /// What it is called.
    pub name: Text,
    /// How many are in it.
    pub people: u32,
    /// No more fit.
    pub is_full: bool,
    /// How many wait for a seat.
    pub waiting: u32,
}

/// The room that someone is in.
#[derive(Clone, Debug, PartialEq)]
pub struct MyRoom {
    /// Of which round.
    pub round: RoundId,
    /// Itself, as the people in it know it.
    pub room: Arc<Room>,
    /// What lies there from earlier rounds.
    pub brought: Vec<Brought>,
}

/// What an earlier room brought back, and who brings it along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brought {
    /// Of which round.
    pub round: RoundId,
    /// Which room.
    pub room: RoomNumber,
    /// Who was in it; nobody: it has stayed where it was.
    pub people: Vec<PersonId>,
}

/// What the rooms of a round brought back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Results {
    /// Which round.
    pub round: RoundId,
    /// What it is called.
    pub title: Text,
    /// How many rooms it had.
    pub room_count: u32,
    /// By number: those that brought something.
    pub rooms: Vec<(RoomNumber, Text, Option<Outcome>)>,
}

/// Rooms that report to everyone, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reports {
    /// Of which round.
    pub round: RoundId,
    /// In this order.
    pub turns: Vec<Turn>,
    /// How long each has.
    pub seconds: u32,
    /// Whose turn it is, from 1; 0: it has not begun.
    pub now: u32,
    /// Since when.
    pub at: Millis,
}

/// A room that reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Which.
    pub room: RoomNumber,
    /// What it is called.
    pub name: Text,
    /// Who reports.
    pub reporter: Option<PersonId>,
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
    /// Who reports: the rooms of a round, how long each, whose turn it is, and since when.
    pub(crate) reports: Option<(RoundId, Vec<RoomNumber>, u32, u32, Millis)>,
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
        let is_chosen = round.spec.strategy == Strategy::SelfSelect;
        let choices = round.open_rooms().filter(|_| is_chosen);
        Some(OpenRound {
            id: round.id,
            title: round.title.clone(),
            prompt: round.prompt.clone(),
            stage: round.stage,
            room_count: u32::try_from(round.rooms.len()).unwrap_or(u32::MAX),
            told: self.told.clone(),
            choices: choices.map(|room| round.choice(room)).collect(),
            form: round.form.clone(),
            paused_at: round.paused_at,
            rotation: round.rotation,
            rotates_at: round.rotates_at,
            has_next: self.next_of(round).is_some(),
        })
    }

    /// The round that opens when the time of this one is over: not if someone has closed it.
    pub(super) fn next_of(&self, round: &Round) -> Option<&Arc<Round>> {
        let is_followed = match round.stage {
            Stage::Closing { is_followed, .. } => is_followed,
            Stage::Planned | Stage::Open { .. } | Stage::Closed { .. } => true,
        };
        let next = round.form.next.filter(|_| is_followed).and_then(|next| self.round(next));
        next.filter(|next| next.stage == Stage::Planned && !next.rooms.is_empty())
    }

    /// Where someone is, as they see it.
    #[must_use]
    pub fn my_room(&self, person: PersonId) -> Option<MyRoom> {
        let (round, room) = self.room_of(person)?;
        Some(self.as_mine(round, room))
    }

    /// A room, as the people in it see it.
    pub(super) fn as_mine(&self, round: &Round, room: &Arc<Room>) -> MyRoom {
        let brought = self.brought(round, room);
        MyRoom { round: round.id, room: room.for_its_people(), brought }
    }

    /// What lies in a room from the round that this one derives from, else from the one before:
    /// with hosts what its own number brought, else what the people of the room bring along.
    fn brought(&self, round: &Round, room: &Room) -> Vec<Brought> {
        let Some(earlier) = self.before(round) else { return Vec::new() };
        let brought = |of: &Arc<Room>| {
            let people: Vec<_> =
                of.places.iter().map(|place| place.person).filter(|one| room.holds(*one)).collect();
            let is_here = if round.stays() { of.number == room.number } else { !people.is_empty() };
            let people = if round.stays() { Vec::new() } else { people };
            (is_here && of.result.is_some()).then(|| Brought {
                round: earlier.id,
                room: of.number,
                people,
            })
        };
        earlier.rooms.iter().filter_map(brought).collect()
    }

    /// The round that this one derives from, else the one before, once it is over.
    pub(in crate::domain) fn before(&self, round: &Round) -> Option<&Arc<Round>> {
        let from = match round.spec.from {
            Some(from) => self.round(from),
            None => self.over().rfind(|earlier| earlier.id != round.id),
        };
        from.filter(|earlier| earlier.closed_at().is_some())
    }

    /// The rounds that are over, in the order in which they closed.
    pub(super) fn over(&self) -> impl DoubleEndedIterator<Item = &Arc<Round>> {
        let closed = self.rounds.iter().filter_map(|round| Some((round.closed_at()?, round)));
        let mut closed: Vec<_> = closed.collect();
        closed.sort_by_key(|(closed_at, _)| *closed_at);
        closed.into_iter().map(|(_, round)| round)
    }

    /// What the rooms of the last rounds brought back.
    #[must_use]
    pub fn results(&self) -> Vec<Results> {
        let mut last: Vec<_> =
            self.over().rev().take(RESULTS_MAX).map(|round| round.results()).collect();
        last.reverse();
        last
    }

    /// Whose turn it is to report.
    #[must_use]
    pub fn reports(&self) -> Option<Reports> {
        let (id, rooms, seconds, now, at) = self.reports.as_ref()?;
        let round = self.round(*id)?;
        let turn = |number: &RoomNumber| {
            let room = round.room(*number);
            Turn {
                room: *number,
                name: room.map(|room| room.name.clone()).unwrap_or_default(),
                reporter: room.and_then(|room| room.holder(Role::Reporter)),
            }
        };
        let turns = rooms.iter().map(turn).collect();
        Some(Reports { round: *id, turns, seconds: *seconds, now: *now, at: *at })
    }

    /// The conversations of the open rooms, and who hears each.
    /// Afterwards facilitators do, unless the room was not for them.
    pub(crate) fn channels(&self) -> HashMap<ChannelKey, Ears> {
        let begun = self.rounds.iter().filter(|round| round.stage != Stage::Planned);
        let rooms = begun.flat_map(|round| round.rooms.iter().map(move |room| (round, room)));
        let ears =
            rooms.map(|(round, room)| (ChannelKey::Room(round.id, room.number), round.ears(room)));
        ears.filter(|(_, ears)| ears.is_open || ears.facilitators != Facilitators::All).collect()
    }
}
