//! What is wanted of a round: by what people are dealt, and how many to a room.

use crate::domain::{
    PersonId,
    breakout::{PEOPLE_MAX, ROOMS_MAX, RoomNumber},
};

/// People in one plan.
pub(super) const CAST_MAX: usize = 5_000;
/// Sets of rooms that a plan looks back at.
pub(super) const EARLIER_MAX: usize = 100;
/// By how many a late joiner may exceed the maximum.
pub(super) const OVERFLOW_MAX: usize = 5;

/// Someone chooses a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Who.
    pub person: PersonId,
    /// Which.
    pub room: RoomNumber,
}

/// How people are dealt into rooms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Strategy {
    /// One job role to a room, districts spread.
    RoleAlike,
    /// One district to a room, small ones with their neighbours.
    DistrictTeam {
        /// Districts that are larger than a room are split.
        splits: bool,
    },
    /// One service region to a room.
    CoeRegion,
    /// Roles and districts spread.
    Mixed,
    /// Mixed, and nobody meets anyone from their room of an earlier round.
    Jigsaw {
        /// Which of the earlier ones.
        from: usize,
    },
    /// Rooms of an earlier round join, whole.
    Nested {
        /// Which of the earlier ones.
        from: usize,
        /// How many of them make one.
        join: usize,
    },
    /// By chance, rooms of one size.
    BalancedRandom,
    /// Each chooses; who comes too late waits.
    SelfSelect {
        /// How many there are.
        rooms: usize,
        /// In the order in which they asked; the last of each person counts.
        choices: Vec<Choice>,
    },
    /// A facilitator says who is where.
    Manual(Vec<Vec<PersonId>>),
    /// As in an earlier round.
    SameAs {
        /// Which of the earlier ones.
        from: usize,
    },
    /// Mixed around hosts who stay, each in the room of their place in the list.
    Pinned {
        /// Who.
        hosts: Vec<PersonId>,
    },
    /// Those who prefer Spanish have rooms in which it is spoken.
    LanguageFirst,
}

/// One set of rooms, as it is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// By what people are dealt.
    pub strategy: Strategy,
    /// People in a room: wanted.
    pub size: usize,
    /// At least.
    pub min: usize,
    /// At most.
    pub max: usize,
    /// By how many someone who comes late may exceed that, to be where they belong.
    pub overflow: usize,
    /// Another one makes another plan.
    pub seed: u64,
    /// Rooms with captions or a sign language. None: wherever they will be needed.
    pub accessible: Vec<RoomNumber>,
    /// Rooms with an interpreter.
    pub interpreted: Vec<RoomNumber>,
}

/// Which value a round cannot have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// Wanted.
    #[error("a room has 2 to 100 people")]
    Size,
    /// At least.
    #[error("the minimum is 2 or more, and not above the size")]
    Minimum,
    /// At most.
    #[error("the maximum is 100 or less, and not below the size")]
    Maximum,
    /// Late ones.
    #[error("late joiners exceed the maximum by 5 or less")]
    Overflow,
    /// So many rooms.
    #[error("there are at most 500 rooms; make them larger")]
    Rooms,
    /// So many people.
    #[error("a plan is for at most 5,000 people")]
    People,
    /// So much history.
    #[error("a plan looks back at most at 100 sets of rooms")]
    Earlier,
    /// No such round.
    #[error("the round that it derives from has no rooms")]
    From,
}

impl Rejection {
    /// The value's name, as in [`Round`].
    #[must_use]
    pub fn field(self) -> &'static str {
        match self {
            Self::Size => "size",
            Self::Minimum => "min",
            Self::Maximum => "max",
            Self::Overflow => "overflow",
            Self::Rooms => "rooms",
            Self::People => "people",
            Self::Earlier => "earlier",
            Self::From => "from",
        }
    }
}

impl Strategy {
    /// The earlier round that it derives from.
    pub(super) fn from(&self) -> Option<usize> {
        match self {
            Self::Jigsaw { from } | Self::Nested { from, .. } | Self::SameAs { from } => {
                Some(*from)
            }
            Self::RoleAlike
            | Self::DistrictTeam { .. }
            | Self::CoeRegion
            | Self::Mixed
            | Self::BalancedRandom
            | Self::SelfSelect { .. }
            | Self::Manual(_)
            | Self::Pinned { .. }
            | Self::LanguageFirst => None,
        }
    }
}

impl Round {
    /// With the limits that are usual for its strategy: pairs are 2 or 3, small rooms 3 to 7,
    /// large ones a half to a quarter more, district teams 3 to 15.
    #[must_use]
    pub fn new(strategy: Strategy, size: usize) -> Self {
        let (min, max) = match (&strategy, size) {
            (Strategy::DistrictTeam { .. }, _) => (size.min(3), size.max(15)),
            (Strategy::SelfSelect { .. }, _) => (2, size),
            (_, ..=2) => (2, 3),
            (_, 3..=7) => (3, 7),
            (_, 8..) => (size / 2, (size + size / 4).min(PEOPLE_MAX.max(size))),
        };
        let overflow = usize::from(strategy == Strategy::RoleAlike);
        let (accessible, interpreted) = (Vec::new(), Vec::new());
        Self { strategy, size, min, max, overflow, seed: 0, accessible, interpreted }
    }

    /// The same with another seed.
    #[must_use]
    pub fn seeded(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// Whether it can be planned for so many people, with so many sets of rooms to look back at.
    ///
    /// # Errors
    /// The first value that it cannot have.
    pub fn check(&self, people: usize, earlier: usize) -> Result<(), Rejection> {
        let wrong = |is_wrong: bool, rejection| if is_wrong { Err(rejection) } else { Ok(()) };
        wrong(!(2..=PEOPLE_MAX).contains(&self.size), Rejection::Size)?;
        wrong(!(2..=self.size).contains(&self.min), Rejection::Minimum)?;
        wrong(!(self.size..=PEOPLE_MAX).contains(&self.max), Rejection::Maximum)?;
        wrong(self.overflow > OVERFLOW_MAX, Rejection::Overflow)?;
        wrong(people > CAST_MAX, Rejection::People)?;
        wrong(earlier > EARLIER_MAX, Rejection::Earlier)?;
        wrong(self.strategy.from().is_some_and(|from| from >= earlier), Rejection::From)?;
        wrong(self.rooms_at_least(people) > ROOMS_MAX, Rejection::Rooms)
    }

    /// The rooms that were asked for, or that hold so many people.
    fn rooms_at_least(&self, people: usize) -> usize {
        match &self.strategy {
            Strategy::SelfSelect { rooms, .. } => *rooms,
            Strategy::Manual(rooms) => rooms.len(),
            Strategy::Nested { join, .. } if *join < 2 => usize::MAX,
            Strategy::Nested { .. } | Strategy::SameAs { .. } => people.div_ceil(self.max),
            Strategy::DistrictTeam { .. } => people.div_ceil(self.max),
            Strategy::RoleAlike
            | Strategy::CoeRegion
            | Strategy::Mixed
            | Strategy::Jigsaw { .. }
            | Strategy::BalancedRandom
            | Strategy::Pinned { .. }
            | Strategy::LanguageFirst => people.div_ceil(self.size),
        }
    }
}
