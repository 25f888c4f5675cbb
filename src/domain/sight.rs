//! Which events let people see more or less than before.

use crate::domain::{Event, PersonId, roster, session};

impl Event {
    /// Whoever may see more or less of the session from this event on.
    #[must_use]
    pub fn resights(&self) -> [Option<PersonId>; 2] {
        match self {
            Self::Session(session::Event::ConsentAnswered(person, _))
            | Self::Roster(
                roster::Event::PermissionSet(person, _)
                | roster::Event::Admitted(person)
                | roster::Event::Removed(person),
            ) => [Some(*person), None],
            Self::Roster(roster::Event::Added(new)) => [Some(new.id), None],
            Self::Roster(roster::Event::Merged { guest, into }) => [Some(*guest), Some(*into)],
            Self::Accepted
            | Self::Unknown
            | Self::Session(_)
            | Self::Roster(_)
            | Self::Chat(_)
            | Self::Agenda(_)
            | Self::Presence(_)
            | Self::Breakout(_)
            | Self::Poll(_)
            | Self::Counted
            | Self::Question(_)
            | Self::Hand(_)
            | Self::Waterfall(_)
            | Self::Board(_) => [None, None],
        }
    }
}

impl Event {
    /// Whether others may see boards from it on, besides that in the spotlight.
    #[must_use]
    pub fn reseats(&self) -> bool {
        match self {
            Self::Breakout(event) => event.changes_who_hears(),
            Self::Board(event) => event.changes_who_sees(),
            Self::Accepted
            | Self::Unknown
            | Self::Session(_)
            | Self::Roster(_)
            | Self::Chat(_)
            | Self::Agenda(_)
            | Self::Presence(_)
            | Self::Poll(_)
            | Self::Counted
            | Self::Question(_)
            | Self::Hand(_)
            | Self::Waterfall(_) => false,
        }
    }
}
