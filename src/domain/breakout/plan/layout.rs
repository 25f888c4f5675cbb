//! Which rooms there are: how many, for whom, called after what.

use super::{Name, Room, Somebody, Strategy, Workplace, round::Round, task::Cast, units::Units};
use crate::domain::{PersonId, breakout::RoomNumber, region, roster::Language};

/// A room before anyone is in it.
#[derive(Clone, Debug)]
pub(super) struct Space {
    pub(super) number: RoomNumber,
    pub(super) name: Name,
    pub(super) host: Option<PersonId>,
    /// So many are enough.
    pub(super) min: usize,
    /// So many are no more than wanted.
    pub(super) full: usize,
    /// More do not go in.
    pub(super) max: usize,
    pub(super) has_access: bool,
    pub(super) has_interpreter: bool,
}

impl Space {
    /// A room of a round.
    pub(super) fn new(number: usize, name: Name, round: &Round) -> Self {
        let number = RoomNumber::try_from(number).unwrap_or(RoomNumber::MAX);
        Self {
            number,
            name,
            host: None,
            min: round.min,
            full: round.max,
            max: round.max,
            has_access: round.accessible.contains(&number),
            has_interpreter: round.interpreted.contains(&number),
        }
    }

    /// A room that is there already; late joiners may exceed its maximum.
    pub(super) fn of(room: &Room, round: &Round) -> Self {
        let number = usize::try_from(room.number).unwrap_or(usize::MAX);
        let space = Self::new(number, room.name.clone(), round);
        // A district that was not to be split takes in one of its own all the same.
        let is_large = room.people.len() > round.max + round.overflow;
        let full = if is_large { room.people.len() } else { round.max };
        Self { host: room.host, full, max: full + round.overflow + usize::from(is_large), ..space }
    }
}

/// Rooms for people of one kind.
#[derive(Debug)]
struct Group {
    name: Name,
    people: usize,
    rooms: usize,
}

impl Group {
    /// Whether it can have one room more.
    fn widens(&self, min: usize) -> bool {
        (self.rooms + 1) * min <= self.people
    }
}

/// After what rooms would be called for someone, the most fitting first.
pub(super) fn kinds(strategy: &Strategy, person: &Somebody) -> Vec<Name> {
    let county = match &person.workplace {
        Workplace::Coded(code) => Some(code.county()),
        Workplace::Named(_) => None,
    };
    let region = county.and_then(region::of_county).map(Name::Region);
    let mut kinds = Vec::new();
    match strategy {
        Strategy::RoleAlike => kinds.extend(person.job_role.map(Name::Role)),
        Strategy::DistrictTeam { .. } => {
            let is_known = person.workplace != Workplace::Named(String::new());
            kinds.extend(is_known.then(|| Name::Workplace(person.workplace.clone())));
            kinds.extend(county.map(Name::County));
            kinds.extend(region);
        }
        Strategy::CoeRegion => kinds.extend(region),
        Strategy::LanguageFirst => {
            return match person.language {
                Some(Language::Spanish) => vec![Name::Spanish, Name::Number],
                // They are where they are needed.
                Some(Language::Bilingual) => Vec::new(),
                Some(Language::English) | None => vec![Name::Number],
            };
        }
        Strategy::Mixed
        | Strategy::Jigsaw { .. }
        | Strategy::Nested { .. }
        | Strategy::BalancedRandom
        | Strategy::SelfSelect { .. }
        | Strategy::Manual(_)
        | Strategy::SameAs { .. }
        | Strategy::Pinned { .. } => return vec![Name::Number],
    }
    kinds.push(Name::Others);
    kinds
}

/// What a room is called after by those who are in it: what more than half of them share.
pub(in crate::domain::breakout) fn shared_name(strategy: &Strategy, people: &[Somebody]) -> Name {
    let all: Vec<_> = people.iter().flat_map(|person| kinds(strategy, person)).collect();
    let is_shared =
        |name: &&Name| all.iter().filter(|other| other == name).count() * 2 > people.len();
    let name = all.iter().filter(is_shared).min_by_key(|name| name.rank());
    name.cloned().unwrap_or(Name::Number)
}

impl Name {
    /// In which order rooms stand.
    pub(super) fn rank(&self) -> (u8, u32, Option<&Workplace>) {
        match self {
            Self::Spanish => (0, 0, None),
            Self::Role(role) => (1, *role as u32, None),
            Self::Workplace(workplace) => (2, 0, Some(workplace)),
            Self::County(county) => (3, *county, None),
            Self::Region(region) => (4, u32::from(*region), None),
            Self::Number => (5, 0, None),
            Self::Others => (6, 0, None),
        }
    }
}

/// The rooms of a round, `extra` more than it needs.
pub(super) fn spaces(cast: &Cast, units: &Units, round: &Round, extra: usize) -> Vec<Space> {
    let count = cast.people.len();
    let mut groups = match &round.strategy {
        Strategy::RoleAlike | Strategy::DistrictTeam { .. } | Strategy::CoeRegion => {
            kindred(cast, round)
        }
        Strategy::LanguageFirst => by_language(cast, round),
        Strategy::Nested { join, .. } => {
            vec![all(count, clamped(units.members.len() / (*join).max(1), count, round))]
        }
        Strategy::Pinned { hosts } => {
            let here = hosts.iter().filter(|host| cast.index(**host).is_some()).count();
            vec![all(count, clamped(here, count, round))]
        }
        Strategy::Mixed
        | Strategy::Jigsaw { .. }
        | Strategy::BalancedRandom
        | Strategy::SelfSelect { .. }
        | Strategy::Manual(_)
        | Strategy::SameAs { .. } => {
            vec![all(count, clamped(count.div_ceil(round.size), count, round))]
        }
    };
    let placed: usize = groups.iter().map(|group| group.people).sum();
    let seats = |groups: &[Group]| -> usize {
        groups.iter().map(|group| group.people.max(group.rooms * round.max)).sum()
    };
    while seats(&groups) < count && widen(&mut groups, round.min) {}
    if seats(&groups) < count {
        groups.push(Group { name: Name::Others, people: count - placed, rooms: 1 });
    }
    for _ in 0..extra {
        widen(&mut groups, round.min);
    }
    let names = groups.iter().flat_map(|group| (0..group.rooms).map(move |_| group));
    names.enumerate().map(|(index, group)| space(index + 1, group, round)).collect()
}

fn space(number: usize, group: &Group, round: &Round) -> Space {
    let space = Space::new(number, group.name.clone(), round);
    // A district that is not to be split has one room, however many they are.
    let most = group.people.div_ceil(group.rooms).max(round.max);
    Space { full: most, max: most, ..space }
}

fn all(people: usize, rooms: usize) -> Group {
    Group { name: Name::Number, people, rooms }
}

/// One room more where they are largest; `false` if no group fills one more.
fn widen(groups: &mut [Group], min: usize) -> bool {
    let can = groups.iter_mut().filter(|group| group.widens(min));
    let Some(group) = can.max_by_key(|group| group.people * 1_000 / group.rooms) else {
        return false;
    };
    group.rooms += 1;
    true
}

/// As many rooms as wanted, as far as they are neither too full nor too empty. Too full is worse.
fn clamped(rooms: usize, people: usize, round: &Round) -> usize {
    rooms.min(people / round.min).max(people.div_ceil(round.max)).max(1)
}

/// So many rooms that their size comes nearest to the one that is wanted: people of one kind
/// rarely make whole rooms.
fn nearest(people: usize, round: &Round) -> usize {
    let off = |rooms: usize| {
        let (each, more) = (people / rooms, people % rooms);
        (rooms - more) * each.abs_diff(round.size) + more * (each + 1).abs_diff(round.size)
    };
    let rooms = (people / round.size).max(1);
    let rooms = if off(rooms + 1) <= off(rooms) { rooms + 1 } else { rooms };
    clamped(rooms, people, round)
}

/// Groups of a kind that fill a room; the others by the next kind, at last all that is left.
fn kindred(cast: &Cast, round: &Round) -> Vec<Group> {
    let kinds: Vec<_> = cast.people.iter().map(|one| kinds(&round.strategy, one)).collect();
    let mut groups = Vec::new();
    let mut left: Vec<usize> = (0..kinds.len()).collect();
    // The last kind of everyone is `Others`.
    let levels = kinds.iter().map(Vec::len).max().unwrap_or(1);
    for level in 0..levels {
        let kind = |person: &usize| {
            let kinds = &kinds[*person];
            if level + 1 == levels { kinds.last() } else { kinds.get(level) }
        };
        let is_now = |person: &usize| {
            kind(person).is_some_and(|kind| level + 1 == levels || *kind != Name::Others)
        };
        let (mut now, later): (Vec<_>, Vec<_>) = left.iter().partition(|person| is_now(person));
        now.sort_by_key(|person| kind(person).map(Name::rank));
        left = later;
        for bucket in now.chunk_by(|a, b| kind(a) == kind(b)) {
            let Some(name) = bucket.first().and_then(kind) else { continue };
            if bucket.len() >= round.min
                || (groups.is_empty() && left.is_empty() && level + 1 == levels)
            {
                groups.push(Group {
                    name: name.clone(),
                    people: bucket.len(),
                    rooms: rooms(bucket.len(), round),
                });
            } else {
                left.extend(bucket);
            }
        }
        left.sort_unstable();
    }
    groups.sort_by(|a, b| a.name.rank().cmp(&b.name.rank()));
    groups
}

/// How many rooms people of one kind have.
fn rooms(people: usize, round: &Round) -> usize {
    match round.strategy {
        Strategy::DistrictTeam { splits: false } => 1,
        Strategy::DistrictTeam { splits: true } => clamped(1, people, round),
        Strategy::RoleAlike
        | Strategy::CoeRegion
        | Strategy::Mixed
        | Strategy::Jigsaw { .. }
        | Strategy::Nested { .. }
        | Strategy::BalancedRandom
        | Strategy::SelfSelect { .. }
        | Strategy::Manual(_)
        | Strategy::SameAs { .. }
        | Strategy::Pinned { .. }
        | Strategy::LanguageFirst => nearest(people, round),
    }
}

/// Rooms in which Spanish is spoken, each with a place for someone bilingual, and the others.
fn by_language(cast: &Cast, round: &Round) -> Vec<Group> {
    let count =
        |language| cast.people.iter().filter(|person| person.language == Some(language)).count();
    let (spanish, bilingual) = (count(Language::Spanish), count(Language::Bilingual));
    let people = cast.people.len();
    let rooms = spanish.div_ceil(round.size - 1);
    let speakers = (spanish + bilingual).min(spanish.max(rooms * round.size));
    let rest = people - speakers;
    if spanish == 0 || speakers < round.min {
        return vec![all(people, clamped(people.div_ceil(round.size), people, round))];
    }
    let rooms = clamped(rooms, speakers, round);
    let mut groups = vec![Group { name: Name::Spanish, people: speakers, rooms }];
    if rest >= round.min {
        groups.push(all(rest, clamped(rest.div_ceil(round.size), rest, round)));
    }
    groups
}
