//! Who hears what is said in a breakout room.

use super::{ChannelKey, Chat, Members};
use crate::domain::Audience;
use std::sync::Arc;

/// Who hears what is said in a breakout room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ears {
    /// Those who are in it.
    pub members: Members,
    /// And of those who run the session.
    pub facilitators: Facilitators,
    /// Whether something can be said in it.
    pub is_open: bool,
}

/// Which of those who run the session hear what is said in a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Facilitators {
    /// All.
    All,
    /// All but these.
    But(Members),
    /// These alone.
    Only(Members),
}

impl Chat {
    /// Whether it is a room that not all who run the session hear.
    pub(super) fn is_among_themselves(&self, key: &ChannelKey) -> bool {
        self.rooms.get(key).is_some_and(|ears| ears.facilitators != Facilitators::All)
    }
}

impl Ears {
    /// To whom it is shown.
    #[must_use]
    pub fn audience(&self) -> Audience {
        let members = Arc::clone(&self.members);
        match &self.facilitators {
            Facilitators::All => Audience::Room(members),
            Facilitators::But(barred) => Audience::RoomBut(members, Arc::clone(barred)),
            Facilitators::Only(looking) => {
                let others = looking.iter().filter(|one| !members.contains(one));
                Audience::People(members.iter().chain(others).copied().collect())
            }
        }
    }
}
