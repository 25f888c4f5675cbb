//! Who goes to which breakout room, and why: pure, and the same for the same seed.
//!
//! `round` says what is wanted, `layout` which rooms there are, `task` who must and who may be
//! where, `cost` what is wrong with a seating; `search` looks for the best one, `bound` says how
//! good it could be, `report` says what came out. `given` seats people where someone has said,
//! `running` changes rooms that people already know of.

mod bound;
mod cost;
mod dice;
mod given;
mod layout;
mod report;
mod round;
mod running;
mod search;
mod seating;
mod task;
#[cfg(test)]
mod tests;
mod units;

pub(super) use layout::shared_name;
pub use round::{Choice, Rejection, Round, Strategy};
pub use running::{Difference, Merge, Moved, best_to_join, merge_suggestions, place_late, replan};

use crate::domain::{
    PersonId,
    breakout::RoomNumber,
    organisation::{CdsCode, Organisation},
    roster::{JobRole, Language},
    text::folded,
};
use std::sync::Arc;

/// Where someone works, as far as it tells people apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Workplace {
    /// A district or county office.
    Coded(CdsCode),
    /// Anyone else, by the folded name; empty: unknown, and never the same as another.
    Named(String),
}

impl From<&Organisation> for Workplace {
    fn from(organisation: &Organisation) -> Self {
        match organisation.code {
            Some(code) => Self::Coded(code),
            None => Self::Named(folded(&organisation.name)),
        }
    }
}

/// Someone who is to be in a room, and what matters for which.
#[derive(Clone, Debug)]
pub struct Somebody {
    /// Who.
    pub id: PersonId,
    /// Where they work.
    pub workplace: Workplace,
    /// What they work as.
    pub job_role: Option<JobRole>,
    /// What they prefer. An interpreter who takes part is bilingual.
    pub language: Option<Language>,
    /// They need captions or a sign language.
    pub needs_access: bool,
    /// With whom they are always in one room, whichever of them says so.
    pub keep_with: Arc<[PersonId]>,
    /// With whom they never are, whichever of them says so.
    pub keep_apart: Arc<[PersonId]>,
}

/// Rooms in which people have met before.
#[derive(Clone, Copy, Debug)]
pub struct Earlier<'a> {
    /// Who was together.
    pub rooms: &'a [Room],
    /// How much it counts if two of them meet again.
    pub weight: u16,
}

impl Earlier<'_> {
    /// Of a round of this event.
    pub const TODAY: u16 = 4;
    /// Of an event before.
    pub const BEFORE: u16 = 1;
}

/// What a room is called after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// Nothing but its number.
    Number,
    /// The job role that is in it.
    Role(JobRole),
    /// The district or office.
    Workplace(Workplace),
    /// The county, 1 to 58, whose small districts are in it.
    County(u32),
    /// The service region, 1 to 11.
    Region(u8),
    /// Spanish is spoken in it.
    Spanish,
    /// Those who fill no room of their own kind.
    Others,
}

/// A room, and who is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// From 1.
    pub number: RoomNumber,
    /// What it is called after.
    pub name: Name,
    /// Who stays in it and receives the others.
    pub host: Option<PersonId>,
    /// Who is in it, by id, the host among them.
    pub people: Vec<PersonId>,
}

/// Why someone is in their room: theirs to read, so it never tells what somebody else needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// They stay and receive the others.
    Host,
    /// With those who have the same job role.
    SameRole(JobRole),
    /// With their own district or office.
    SameWorkplace,
    /// With the small districts of their county.
    SameCounty(u32),
    /// With their service region.
    SameRegion(u8),
    /// Too few are of their kind to fill a room.
    TooFew,
    /// As this, from where they work, to meet people from so many others.
    Meets {
        /// What they work as.
        as_role: Option<JobRole>,
        /// Districts and offices in the room besides theirs.
        others: usize,
    },
    /// They bring what this room of the round before has found.
    Brings(RoomNumber),
    /// Together with this room of the round before.
    Joined(RoomNumber),
    /// As in the round before.
    AsBefore,
    /// Kept together with these people.
    With(Vec<PersonId>),
    /// Their language is spoken there.
    Language,
    /// What they need is there.
    Access,
    /// By chance.
    Dealt,
    /// They chose it.
    Chosen,
    /// A facilitator said so.
    Named,
    /// They came when the rooms were planned.
    Late,
}

/// What can keep people from where they should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// Nobody is alone in a room.
    NobodyAlone,
    /// A room has not less than the minimum.
    Minimum,
    /// A room has not more than the maximum.
    Maximum,
    /// These are always together.
    KeepTogether,
    /// These are never together.
    KeepApart,
    /// Who prefers Spanish is with someone bilingual or an interpreter, and not the only one
    /// who speaks it.
    Language,
    /// Who needs captions or a sign language is where there are some.
    Access,
    /// A host has a room of their own.
    Host,
    /// The room that they chose is full: they wait.
    Full,
    /// They have not chosen.
    NotChosen,
    /// Nobody has said where they go.
    NotNamed,
}

impl Rule {
    /// For machines.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NobodyAlone => "nobody_alone",
            Self::Minimum => "minimum",
            Self::Maximum => "maximum",
            Self::KeepTogether => "keep_together",
            Self::KeepApart => "keep_apart",
            Self::Language => "language",
            Self::Access => "access",
            Self::Host => "host",
            Self::Full => "full",
            Self::NotChosen => "not_chosen",
            Self::NotNamed => "not_named",
        }
    }
}

/// Someone without a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unplaced {
    /// Who.
    pub person: PersonId,
    /// What keeps them out.
    pub rule: Rule,
    /// The room for which they wait.
    pub room: Option<RoomNumber>,
}

/// What a facilitator must decide before the rooms open.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decision {
    /// Which rule is at stake.
    pub rule: Rule,
    /// Who is concerned, by id.
    pub people: Vec<PersonId>,
    /// Where.
    pub rooms: Vec<RoomNumber>,
}

/// A number beside what it could be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// In this plan.
    pub found: usize,
    /// No plan with these rooms has less.
    pub bound: usize,
    /// Dealing by chance has that many in the mean.
    pub dealt: usize,
}

/// How good a plan is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many rooms.
    pub rooms: usize,
    /// How many people are in them.
    pub people: usize,
    /// How many are in the smallest and in the largest.
    pub sizes: (usize, usize),
    /// How many people are named in a decision or have no room.
    pub undecided: usize,
    /// Pairs who have met before.
    pub repeats: Figure,
    /// Pairs of one district or office.
    pub same_workplace: Figure,
    /// Pairs of one job role.
    pub same_role: Figure,
    /// People who face one other job role alone.
    pub isolated: usize,
}

/// Who goes where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// By number.
    pub rooms: Vec<Room>,
    /// Why each is in their room, by id.
    pub reasons: Vec<(PersonId, Vec<Reason>)>,
    /// Who has none, by id; those who wait, in the order in which they asked.
    pub unplaced: Vec<Unplaced>,
    /// What must be decided.
    pub decisions: Vec<Decision>,
    /// How good it is.
    pub report: Report,
}

/// Plans a round for those who are here. What a rule makes impossible is in the plan, with names.
///
/// # Errors
/// The round has a value that it cannot have.
pub fn plan(people: &[Somebody], round: &Round, earlier: &[Earlier]) -> Result<Plan, Rejection> {
    round.check(people.len(), earlier.len())?;
    let cast = task::Cast::new(people);
    match &round.strategy {
        Strategy::Manual(rooms) => Ok(given::named(&cast, round, earlier, rooms)),
        Strategy::SelfSelect { rooms, choices } => {
            Ok(given::chosen(&cast, round, earlier, *rooms, choices))
        }
        Strategy::SameAs { from } => {
            let before = earlier.get(*from).map_or(&[][..], |before| before.rooms);
            Ok(running::again(&cast, round, earlier, before))
        }
        Strategy::RoleAlike
        | Strategy::DistrictTeam { .. }
        | Strategy::CoeRegion
        | Strategy::Mixed
        | Strategy::Jigsaw { .. }
        | Strategy::Nested { .. }
        | Strategy::BalancedRandom
        | Strategy::Pinned { .. }
        | Strategy::LanguageFirst => search::plan(&cast, round, earlier),
    }
}
