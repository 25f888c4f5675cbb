//! Shared boards: elements that the server orders and checks, whatever face they are shown with.

mod access;
mod copy;
mod decide;
mod edit;
mod element;
mod fold;
mod project;
mod seen;
#[cfg(test)]
pub(in crate::domain) mod tests;

pub use access::{Right, Whom};
pub(super) use decide::{decide, with_shared};
pub use element::{
    Content, Element, Key, Kind, LENGTHS, LINE_POINTS_MAX, Made, NO_COLOR, Owner, Patch, RANK_MAX,
    Rank, STROKE_POINTS_MAX, Style, TEXT_MAX,
};
pub(super) use fold::{apply, follow};
pub(super) use project::{project, project_following};
pub use seen::{Opened, Part, Update};

use crate::domain::{ElementId, ItemId, PersonId, RoundId, TemplateId, text::Text};
use imbl::{OrdMap, OrdSet};
use std::sync::Arc;

/// Boards of the plenary.
pub const BOARDS_MAX: usize = 200;
/// Elements that a board shows.
pub const ELEMENTS_MAX: usize = 10_000;
/// Elements that a board has ever had: those that were taken out can be put back.
pub const EVER_MAX: usize = 20_000;
/// Elements that a new board begins with, and that change or are copied at once.
pub const AT_ONCE_MAX: usize = 200;
/// Notes that are harvested at once.
pub const HARVEST_MAX: usize = 2_000;
/// What the elements of one board may take, roughly, in bytes.
pub const BOARD_BYTES_MAX: usize = 8 << 20;
/// The same, of all boards of a session.
pub const SESSION_BYTES_MAX: usize = 64 << 20;
/// Votes that each person has on a board.
pub const VOTES_MAX: u32 = 100;

/// How a board is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// Columns of notes.
    Notes,
    /// A plane to draw on.
    Canvas,
}

/// Who works on a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Everyone who sees it.
    Open,
    /// Facilitators; the others comment and vote.
    Comments,
    /// Facilitators.
    Facilitators,
    /// Nobody.
    Frozen,
}

/// What a room's board takes over from boards of the round before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Carry {
    /// Nothing.
    #[default]
    Nothing,
    /// What its people made.
    Person,
    /// What stood in the room of its number.
    Room,
    /// All boards that its people come from.
    Group,
}

/// A board, but for its elements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// What it is called.
    pub title: Text,
    /// How it is drawn.
    pub face: Face,
    /// Who works on it.
    pub mode: Mode,
    /// Each sees what is theirs, and what facilitators made.
    pub veiled: bool,
    /// How many votes each person has.
    pub votes_each: u32,
    /// Everyone in the session sees it.
    pub shared: bool,
    /// The step with which it is shared.
    pub item: Option<ItemId>,
    /// Exports say who wrote what.
    pub named: bool,
}

/// What can be asked.
#[derive(Clone, Debug)]
pub enum Command {
    /// Makes a board of the plenary, with these elements, or gives one other settings.
    Put(Option<Key>, Box<Header>, Vec<Patch>),
    /// Takes a board of the plenary out.
    Remove(Key),
    /// What the rooms of a round begin with.
    SetRound(RoundId, Option<Template>),
    /// Settings of all boards of a round.
    SetAll(RoundId, Settings),
    /// Makes and changes elements.
    Edit(Key, Vec<Patch>),
    /// Gives a vote, or takes it back.
    Vote(Key, ElementId, bool),
    /// Asks facilitators to look at an element.
    Report(Key, ElementId),
    /// Takes an element from everyone's sight, or shows it again.
    Hide(Key, ElementId, bool),
    /// Copies elements to another board, into a section.
    Carry {
        /// From there.
        from: Key,
        /// These.
        elements: Vec<ElementId>,
        /// To there.
        into: Key,
        /// Into this.
        section: Option<ElementId>,
    },
    /// Copies the notes of all rooms of a round to a board.
    Harvest(RoundId, Key),
}

/// What all boards of a round can be given at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Who works on them.
    pub mode: Mode,
    /// Each sees what is theirs.
    pub veiled: bool,
    /// Everyone sees them.
    pub shared: bool,
}

/// What the rooms of a round begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Settings.
    pub header: Header,
    /// Elements.
    pub elements: Arc<[Patch]>,
    /// And what they take over.
    pub carry: Carry,
}

/// A template that was saved for any session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Which.
    pub id: TemplateId,
    /// Settings.
    pub header: Header,
    /// Elements.
    pub elements: Vec<Patch>,
}

/// What happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// There is such a board, or it has other settings; a new one begins with these elements.
    Put(Key, Box<Header>, Vec<Patch>),
    /// A board was taken out.
    Removed(Key),
    /// The rooms of a round begin with this, or with nothing.
    RoundSet(RoundId, Option<Box<Template>>),
    /// All boards of a round have these settings.
    AllSet(RoundId, Settings),
    /// Elements were made and changed.
    Edited(Key, Vec<Patch>),
    /// Elements were copied there, with their authors.
    Copied(Key, Vec<Patch>),
    /// A vote was given, or taken back.
    Voted(Key, ElementId, PersonId, bool),
    /// Facilitators were asked to look at it.
    Reported(Key, ElementId, PersonId),
    /// It was taken from everyone's sight, or not any more.
    Hidden(Key, ElementId, bool),
}

impl Event {
    /// Whether others may see a board from it on.
    pub(super) fn changes_who_sees(&self) -> bool {
        match self {
            Self::Put(..) | Self::Removed(_) | Self::AllSet(..) => true,
            Self::RoundSet(..)
            | Self::Edited(..)
            | Self::Copied(..)
            | Self::Voted(..)
            | Self::Reported(..)
            | Self::Hidden(..) => false,
        }
    }
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// None, or none that they see.
    #[error("no such board or element, or none that you can see")]
    NoSuchBoard,
    /// The mode, or whose section it is.
    #[error("you cannot do that on this board now")]
    Closed,
    /// Facilitators alone.
    #[error("this element is locked, or not yours to change so")]
    Locked,
    /// No more fits.
    #[error("the board holds no more, or the session no more boards")]
    Full,
    /// All are given.
    #[error("you have no votes left on this board")]
    NoVotesLeft,
    /// Not as its kind must be.
    #[error("an element is not as its kind must be")]
    BadElement(ElementId),
}

/// One board.
#[derive(Clone, Debug, PartialEq)]
pub struct Board {
    /// Its settings.
    pub header: Header,
    /// All that it has ever had.
    pub elements: OrdMap<ElementId, Arc<Element>>,
    /// Who has voted for what.
    pub(crate) voters: OrdMap<ElementId, OrdSet<PersonId>>,
    /// Who has reported what.
    pub(crate) reporters: OrdMap<ElementId, OrdSet<PersonId>>,
    /// What was voted for since the last count.
    pub(crate) uncounted: OrdSet<ElementId>,
    /// What the last count has shown anew.
    pub(crate) recounted: OrdSet<ElementId>,
    /// How many it shows.
    pub(crate) shown: usize,
    /// What it takes, roughly, in bytes.
    pub(crate) bytes: usize,
    /// The event since which others see other things of it.
    pub(crate) sight_since: u64,
    /// Its last settings drew or lifted the veil.
    pub(crate) turned: bool,
}

impl Board {
    /// An empty one.
    #[must_use]
    pub fn new(header: Header) -> Self {
        let (elements, voters, reporters) = (OrdMap::new(), OrdMap::new(), OrdMap::new());
        let (uncounted, recounted) = (OrdSet::new(), OrdSet::new());
        let (shown, bytes, sight_since, turned) = (0, 0, 0, false);
        Self {
            header,
            elements,
            voters,
            reporters,
            uncounted,
            recounted,
            shown,
            bytes,
            sight_since,
            turned,
        }
    }

    /// The elements that someone voted for, also those that are gone.
    #[must_use]
    pub fn votes_of(&self, person: PersonId) -> OrdSet<ElementId> {
        let mine = self.voters.iter().filter(|(_, voters)| voters.contains(&person));
        mine.map(|(id, _)| *id).collect()
    }
}

/// Which boards someone finds, besides that of their room.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listed {
    /// Everyone's; for facilitators, also those that they prepare.
    pub boards: OrdMap<Key, Header>,
    /// What the rooms of rounds began with; for facilitators, also will.
    pub rounds: OrdMap<RoundId, Arc<Template>>,
}

/// One step from what is listed to the next.
#[derive(Clone, Debug, PartialEq)]
pub enum Listing {
    /// Adds a board, or replaces it.
    Put(Key, Box<Header>),
    /// Takes a board out.
    Gone(Key),
    /// Adds or replaces what the rooms of a round begin with, or takes it out.
    Round(RoundId, Option<Arc<Template>>),
}

/// The boards of a session.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Boards {
    pub(crate) boards: OrdMap<Key, Arc<Board>>,
    /// What the rooms of rounds begin with.
    pub(crate) rounds: OrdMap<RoundId, Arc<Template>>,
    /// What all of them take, roughly, in bytes.
    pub(crate) bytes: usize,
}

impl Boards {
    /// A board.
    #[must_use]
    pub fn get(&self, key: Key) -> Option<&Arc<Board>> {
        self.boards.get(&key)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (Key, &Arc<Board>)> {
        self.boards.iter().map(|(key, board)| (*key, board))
    }

    /// What the rooms of a round begin with.
    #[must_use]
    pub fn template(&self, round: RoundId) -> Option<&Arc<Template>> {
        self.rounds.get(&round)
    }

    /// Whether someone has voted since the last count.
    pub(super) fn is_uncounted(&self) -> bool {
        self.boards.values().any(|board| !board.uncounted.is_empty())
    }
}

impl Settings {
    /// A board's settings with these.
    pub(super) fn of(self, header: &Header) -> Header {
        let Self { mode, veiled, shared } = self;
        Header { mode, veiled, shared, ..header.clone() }
    }
}
