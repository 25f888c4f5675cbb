//! Who goes together: one person, or several who are always in one room.

use super::{Earlier, Strategy, round::Round, task::Cast};

/// The people of a plan, parted into units that no search takes apart.
#[derive(Debug)]
pub(super) struct Units {
    /// Which people, in order.
    pub(super) members: Vec<Vec<usize>>,
    /// The unit of each person.
    pub(super) of: Vec<usize>,
}

/// Sets that grow together, as far as nobody meets someone from whom they are to be apart.
struct Union<'a> {
    cast: &'a Cast<'a>,
    size_max: usize,
    of: Vec<usize>,
    members: Vec<Vec<usize>>,
}

impl Union<'_> {
    /// Puts two into one unit, if that may be. That it may not will show when rooms are looked at.
    fn join(&mut self, a: usize, b: usize) {
        let (into, from) = (self.of[a], self.of[b]);
        let is_apart = |one: &usize| {
            self.cast.apart[*one].iter().any(|other| self.members[from].contains(other))
        };
        let size = self.members[into].len() + self.members[from].len();
        if into == from || size > self.size_max || self.members[into].iter().any(is_apart) {
            return;
        }
        let moved = std::mem::take(&mut self.members[from]);
        moved.iter().for_each(|person| self.of[*person] = into);
        self.members[into].extend(moved);
    }

    /// All of a list, as far as that goes.
    fn join_all(&mut self, people: &[usize]) {
        for pair in people.windows(2) {
            self.join(pair[0], pair[1]);
        }
    }
}

impl Units {
    /// What people asked for comes first, then what the strategy makes of them.
    pub(super) fn new(cast: &Cast, round: &Round, earlier: &[Earlier]) -> Self {
        let count = cast.people.len();
        let members = (0..count).map(|person| vec![person]).collect();
        let of = (0..count).collect();
        let mut union = Union { cast, size_max: round.max, of, members };
        for [a, b] in cast.pairs_of(|person| &person.keep_with) {
            union.join(a, b);
        }
        match &round.strategy {
            Strategy::Nested { from, .. } => {
                for room in earlier.get(*from).map_or(&[][..], |before| before.rooms) {
                    let here: Vec<_> =
                        room.people.iter().filter_map(|id| cast.index(*id)).collect();
                    union.join_all(&here);
                }
            }
            Strategy::DistrictTeam { .. } => {
                let is_small = |team: &&Vec<usize>| team.len() < round.min;
                cast.teams().iter().filter(is_small).for_each(|team| union.join_all(team));
            }
            Strategy::RoleAlike
            | Strategy::CoeRegion
            | Strategy::Mixed
            | Strategy::Jigsaw { .. }
            | Strategy::BalancedRandom
            | Strategy::SelfSelect { .. }
            | Strategy::Manual(_)
            | Strategy::SameAs { .. }
            | Strategy::Pinned { .. }
            | Strategy::LanguageFirst => {}
        }
        union.members.retain(|unit| !unit.is_empty());
        union.members.iter_mut().for_each(|unit| unit.sort_unstable());
        union.members.sort_unstable();
        for (unit, people) in union.members.iter().enumerate() {
            people.iter().for_each(|person| union.of[*person] = unit);
        }
        Self { members: union.members, of: union.of }
    }

    /// Each for themselves, where someone has said who is where.
    pub(super) fn singles(count: usize) -> Self {
        Self { members: (0..count).map(|person| vec![person]).collect(), of: (0..count).collect() }
    }
}
