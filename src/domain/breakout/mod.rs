//! Rounds of breakout rooms: planned, opened for everyone at once, closed with notice.

mod decide;
mod draft;
mod fold;
mod inside;
mod late;
mod moving;
pub mod plan;
mod planning;
mod project;
mod round;
mod rounds;
#[cfg(test)]
pub(in crate::domain) mod tests;
mod timing;

pub(super) use decide::decide;
pub use draft::{Draft, DraftRoom, Form, Move, Place, Role, Spec, Step, Strategy, Why};
pub(super) use fold::apply;
pub(super) use moving::{no_longer, on_arrival, on_leaving, on_looking_away};
pub use planning::{Keep, Met, PlanRefused, Planned, Wanted};
pub(super) use project::project;
pub use round::{Help, Outcome, Room, Round, Stage, Told};
pub use rounds::{Breakouts, Brought, Choice, MyRoom, OpenRound, Reports, Results, Turn};

use crate::domain::{
    Millis, PersonId, RoundId,
    text::{Link, Text},
};

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
/// The same, where the next rooms open at once.
pub const NEXT_GRACE_MS: Millis = 10_000;
/// How long after they have closed rooms are opened again.
pub const REOPEN_MS: Millis = 5 * 60_000;
/// Steps that rooms go through.
pub const STEPS_MAX: usize = 12;
/// Rooms that one facilitator looks into at once.
pub const LOOKING_MAX: usize = 12;
/// Rooms that report to everyone.
pub const REPORTS_MAX: usize = 100;
/// Rounds whose results a view holds.
pub const RESULTS_MAX: usize = 3;

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
    /// The rooms, or some of them, close so many minutes later; 0: not by themselves.
    Extend(RoundId, i32, Vec<RoomNumber>),
    /// The clock stands still, or goes on.
    Pause(RoundId, bool),
    /// The rooms, or some of them, close after the grace.
    Close(RoundId, Vec<RoomNumber>),
    /// They close now.
    CloseNow(RoundId, Vec<RoomNumber>),
    /// They are open again, with the same people.
    Reopen(RoundId, Vec<RoomNumber>),
    /// The time that was set for this moment is over.
    Finish(RoundId, Millis),
    /// Says something to all rooms, or to some.
    Tell(RoundId, Text, Vec<RoomNumber>),
    /// The people of a room go to another, or where they fit best, and it closes.
    Merge(RoundId, RoomNumber, Option<RoomNumber>),
    /// Looks into these rooms now, and into no others.
    Look(RoundId, Vec<RoomNumber>),
    /// Someone may not look into these rooms, and is kept from no others.
    Bar(RoundId, PersonId, Vec<RoomNumber>),
    /// Someone takes care of these rooms, or nobody.
    Assign(RoundId, Vec<RoomNumber>, Option<PersonId>),
    /// Someone in a room sees to something, or nobody.
    GiveRole(RoundId, RoomNumber, Role, Option<PersonId>),
    /// Rooms, or all of them, go to a step, from 1.
    Step(RoundId, Vec<RoomNumber>, u32),
    /// Everyone goes on to the next room, for the so-manieth time.
    Rotate(RoundId, u32),
    /// Writes what a room brings back.
    PutResult(RoundId, RoomNumber, String),
    /// These rooms report, each for so many seconds, and it is the turn of this one, from 1.
    SetReports(RoundId, Vec<RoomNumber>, u32, u32),
    /// Asks the facilitators to come, or no longer.
    CallHelp(bool),
    /// Takes care of a room that asked for help.
    ClaimHelp(RoundId, RoomNumber),
    /// Is done with it.
    EndHelp(RoundId, RoomNumber),
    /// Goes to a room of one's choice, or waits for a seat there; no room: waits no longer.
    Choose(RoundId, Option<RoomNumber>),
}

/// What happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A round is planned so.
    Put(Box<Draft>),
    /// A round was taken out.
    Removed(RoundId),
    /// Its rooms are open, until then if nobody says otherwise, and who sees to what in them.
    Opened(RoundId, Option<Millis>, Vec<Given>),
    /// People are elsewhere now.
    Placed(RoundId, Vec<Move>),
    /// There is such a room.
    RoomPut(RoundId, RoomNumber, Text, Option<Link>),
    /// The rooms close at another moment.
    Timed(RoundId, Option<Millis>),
    /// They come to an end, at this moment, and the next round opens if it should.
    Closing(RoundId, Millis, bool),
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
    /// The clock stands still, or goes on: what was set for a moment comes that much later.
    Paused(RoundId, bool),
    /// These rooms close at another moment than the others, or when they do.
    RoomsTimed(RoundId, Vec<RoomNumber>, Option<Millis>),
    /// The people of these rooms are back.
    RoomsEnded(RoundId, Vec<RoomNumber>),
    /// These rooms are open again; none named: the round is.
    Reopened(RoundId, Vec<RoomNumber>),
    /// This was said to these rooms.
    RoomsTold(RoundId, Vec<RoomNumber>, PersonId, Text),
    /// A facilitator looked into those rooms, and looks into these.
    Looked(RoundId, PersonId, Vec<RoomNumber>, Vec<RoomNumber>),
    /// A facilitator was kept from looking into those rooms, and is from these.
    Barred(RoundId, PersonId, Vec<RoomNumber>, Vec<RoomNumber>),
    /// A facilitator takes care of these rooms, or nobody does.
    Assigned(RoundId, Vec<RoomNumber>, Option<PersonId>),
    /// People see to something.
    RolesGiven(RoundId, Vec<Given>),
    /// Rooms are at a step.
    Stepped(RoundId, Vec<RoomNumber>, u32),
    /// Everyone has gone on, for the so-manieth time, and will again at this moment.
    Rotated(RoundId, u32, Option<Millis>),
    /// This is what a room brings back.
    ResultPut(RoundId, RoomNumber, PersonId, String),
    /// Rooms report.
    ReportsSet(RoundId, Vec<RoomNumber>, u32, u32),
    /// Someone waits for a seat in a room, or no longer.
    Awaited(RoundId, RoomNumber, PersonId, bool),
}

impl Event {
    /// Whether other people may hear what is said in a room from it on.
    pub(super) fn changes_who_hears(&self) -> bool {
        match self {
            Self::Put(_)
            | Self::Removed(_)
            | Self::Opened(..)
            | Self::Placed(..)
            | Self::RoomPut(..)
            | Self::Closed(_)
            | Self::RoomsEnded(..)
            | Self::Reopened(..)
            | Self::Looked(..)
            | Self::Barred(..) => true,
            Self::Timed(..)
            | Self::Closing(..)
            | Self::Told(..)
            | Self::HelpCalled(..)
            | Self::HelpClaimed(..)
            | Self::HelpEnded(..)
            | Self::Paused(..)
            | Self::RoomsTimed(..)
            | Self::RoomsTold(..)
            | Self::Assigned(..)
            | Self::RolesGiven(..)
            | Self::Stepped(..)
            | Self::Rotated(..)
            | Self::ResultPut(..)
            | Self::ReportsSet(..)
            | Self::Awaited(..) => false,
        }
    }
}

/// Who sees to something in a room, if anybody.
pub type Given = (RoomNumber, Role, Option<PersonId>);

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
