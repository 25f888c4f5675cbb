//! Rounds as they are planned.

use super::RoomNumber;
use crate::domain::{
    ItemId, PersonId, RoundId,
    text::{Link, Text},
};

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
    Rotation,
    Merged,
}

/// What someone in a room sees to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the protocol says what each does")]
pub enum Role {
    Leader,
    Reporter,
    Timekeeper,
    Presenter,
}

/// A step of what rooms do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it is called.
    pub title: Text,
    /// How long it should take.
    pub minutes: u32,
    /// Who has this role listens meanwhile.
    pub silent: Option<Role>,
}

/// What rooms do, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Facilitators read only where they are seen to look in.
    pub candid: bool,
    /// What someone in every room sees to.
    pub roles: Vec<Role>,
    /// What rooms do one after the other.
    pub steps: Vec<Step>,
    /// So often people go on to the next room; 0: they stay.
    pub rotation_minutes: u32,
    /// The round that opens when this one's time is over.
    pub next: Option<RoundId>,
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
    /// What rooms do, and how.
    pub form: Form,
    /// The rooms.
    pub rooms: Vec<DraftRoom>,
}
