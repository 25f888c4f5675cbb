//! A round and its rooms, as they are now.

use super::{Choice, Form, Place, Results, Role, RoomNumber, Spec, Strategy};
use crate::domain::{
    ItemId, Millis, PersonId, RoundId,
    chat::{Ears, Facilitators, Members},
    text::{Link, Text},
};
use imbl::{OrdSet, Vector};
use std::sync::Arc;

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
        /// The next round opens then, if there is one.
        is_followed: bool,
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

/// What a room brings back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What.
    pub text: String,
    /// Who wrote it last.
    pub by: PersonId,
    /// When.
    pub at: Millis,
}

/// One room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    /// Its own end, where that is not the round's.
    pub ends_at: Option<Millis>,
    /// Its people are back, while others are still in their rooms.
    pub closed_at: Option<Millis>,
    /// Who sees to what.
    pub roles: Vec<(Role, PersonId)>,
    /// The facilitator who takes care of it.
    pub facilitator: Option<PersonId>,
    /// Facilitators who are looking in.
    pub looking: Vec<PersonId>,
    /// Facilitators who may not.
    pub barred: Vec<PersonId>,
    /// At which step it is, from 1, and since when.
    pub step: Option<(u32, Millis)>,
    /// What it brings back.
    pub result: Option<Outcome>,
    /// What facilitators last said to it alone.
    pub told: Option<Told>,
    /// Who waits for a seat.
    pub waiting: Vector<PersonId>,
}

impl Room {
    /// Who is in it, sorted.
    #[must_use]
    pub fn members(&self) -> Members {
        let mut members: Vec<_> = self.places.iter().map(|place| place.person).collect();
        members.sort_unstable();
        members.into()
    }

    /// Whether someone is in it.
    #[must_use]
    pub fn holds(&self, person: PersonId) -> bool {
        self.places.iter().any(|place| place.person == person)
    }

    /// Who sees to something.
    #[must_use]
    pub fn holder(&self, role: Role) -> Option<PersonId> {
        self.roles.iter().find(|(of, _)| *of == role).map(|(_, person)| *person)
    }

    /// Itself, as the people in it know it.
    pub(super) fn for_its_people(self: &Arc<Self>) -> Arc<Self> {
        if self.barred.is_empty() && self.waiting.is_empty() {
            return Arc::clone(self);
        }
        let hidden = Self { barred: Vec::new(), waiting: Vector::new(), ..Self::clone(self) };
        Arc::new(hidden)
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
    /// What rooms do, and how.
    pub form: Form,
    /// Where it is.
    pub stage: Stage,
    /// Its clock stands still since then.
    pub paused_at: Option<Millis>,
    /// How often people have gone on to the next room.
    pub rotation: u32,
    /// When they go on next.
    pub rotates_at: Option<Millis>,
    /// Who was put back to the plenary, and stays there.
    pub outside: OrdSet<PersonId>,
    /// By number.
    pub rooms: Vector<Arc<Room>>,
}

impl Round {
    /// The rooms that people are in, while it is open.
    pub fn open_rooms(&self) -> impl Iterator<Item = &Arc<Room>> {
        self.rooms.iter().filter(|room| self.stage.is_open() && room.closed_at.is_none())
    }

    /// The room that someone has a place in.
    #[must_use]
    pub fn room_of(&self, person: PersonId) -> Option<&Arc<Room>> {
        self.rooms.iter().find(|room| room.holds(person))
    }

    /// Since when it is over.
    #[must_use]
    pub fn closed_at(&self) -> Option<Millis> {
        match self.stage {
            Stage::Closed { closed_at, .. } => Some(closed_at),
            Stage::Planned | Stage::Open { .. } | Stage::Closing { .. } => None,
        }
    }

    /// Whether what is there stays there, whoever comes: tables with hosts, and rooms that
    /// people walk through.
    pub(super) fn stays(&self) -> bool {
        self.spec.strategy == Strategy::Pinned || self.form.rotation_minutes > 0
    }

    /// Who hears what is said in one of its rooms.
    pub(in crate::domain) fn ears(&self, room: &Room) -> Ears {
        let is_open = self.stage.is_open() && room.closed_at.is_none();
        let members = if is_open { room.members() } else { Members::default() };
        let list = |people: &[PersonId], but: &[PersonId]| {
            people.iter().filter(|person| !but.contains(person)).copied().collect()
        };
        let facilitators = if self.form.candid {
            Facilitators::Only(list(if is_open { &room.looking } else { &[] }, &room.barred))
        } else if room.barred.is_empty() {
            Facilitators::All
        } else {
            Facilitators::But(list(&room.barred, &members))
        };
        Ears { members, facilitators, is_open }
    }

    /// Itself, where people choose.
    pub(super) fn choice(&self, room: &Room) -> Choice {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let people = count(room.places.len());
        Choice {
            number: room.number,
            name: room.name.clone(),
            people,
            is_full: people >= self.spec.max,
            // Who waits for a room that is not full must not meet somebody there: nobody's
            // business.
            waiting: if people >= self.spec.max { count(room.waiting.len()) } else { 0 },
        }
    }

    /// What its rooms brought back, those that did.
    #[must_use]
    pub fn results(&self) -> Results {
        let rooms = self.rooms.iter().filter(|room| room.result.is_some());
        let is_begun = |room: &&Arc<Room>| room.closed_at.is_none() || !room.places.is_empty();
        let begun = self.rooms.iter().filter(is_begun);
        Results {
            round: self.id,
            title: self.title.clone(),
            // One that has joined another has nothing to bring.
            room_count: u32::try_from(begun.count()).unwrap_or(u32::MAX),
            rooms: rooms
                .map(|room| (room.number, room.name.clone(), room.result.clone()))
                .collect(),
        }
    }

    /// A room.
    #[must_use]
    pub fn room(&self, number: RoomNumber) -> Option<&Arc<Room>> {
        self.rooms.iter().find(|room| room.number == number)
    }
}

/// What facilitators last said to rooms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What.
    pub text: Text,
    /// When.
    pub at: Millis,
    /// Who.
    pub by: PersonId,
}
