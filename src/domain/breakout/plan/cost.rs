//! What is wrong with a seating, in tiers: nothing is traded for what stands below it.

use std::ops::{AddAssign, Index, IndexMut, SubAssign};

/// What can be wrong, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tier {
    /// Pairs who must be apart.
    Apart,
    /// What rooms lack of the minimum, squared: one alone is worse than two who are few.
    Short,
    /// People whose language or access is missing.
    Needs,
    /// People who are elsewhere than was announced.
    Moved,
    /// People who are not among their kind.
    Outside,
    /// What rooms have above the maximum, for late joiners.
    Over,
    /// Rooms that need captions, while none is known to have them.
    Captions,
    /// Pairs who have met, weighted.
    Repeats,
    /// Pairs of one district or office.
    Workplace,
    /// People who face one other job role alone, where rooms are by role and nothing else would
    /// keep them from it.
    Odd,
    /// The squares of the sizes: least when they are within one of each other.
    Sizes,
    /// People who prefer Spanish, the only ones in their room while there are others.
    Lonely,
    /// Pairs of one job role.
    Role,
    /// People who face one other job role alone. Above `Role` it would keep a room of five
    /// teachers from exchanging one of them.
    Isolated,
}

impl Tier {
    pub(super) const ALL: [Self; 14] = [
        Self::Apart,
        Self::Short,
        Self::Needs,
        Self::Moved,
        Self::Outside,
        Self::Over,
        Self::Captions,
        Self::Repeats,
        Self::Workplace,
        Self::Odd,
        Self::Sizes,
        Self::Lonely,
        Self::Role,
        Self::Isolated,
    ];
}

/// How much is wrong, or how much more than before. Compares tier by tier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cost([i32; Tier::ALL.len()]);

impl Index<Tier> for Cost {
    type Output = i32;

    fn index(&self, tier: Tier) -> &i32 {
        &self.0[tier as usize]
    }
}

impl IndexMut<Tier> for Cost {
    fn index_mut(&mut self, tier: Tier) -> &mut i32 {
        &mut self.0[tier as usize]
    }
}

impl AddAssign for Cost {
    fn add_assign(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(mine, other)| *mine += other);
    }
}

impl SubAssign for Cost {
    fn sub_assign(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(mine, other)| *mine -= other);
    }
}

/// A count as costs are counted. People are 5,000 at most, so nothing is cut off.
pub(super) fn int(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}
