//! What a search works on: people as numbers, and what it costs to seat them.

use super::{
    Earlier, Somebody, Strategy, Workplace,
    cost::{Cost, Tier, int},
    layout::{self, Space},
    round::Round,
    units::Units,
};
use crate::domain::{PersonId, roster::Language};
use std::{
    collections::BTreeMap,
    ops::{AddAssign, SubAssign},
    sync::Arc,
};

/// Job roles, and none.
pub(super) const ROLES: usize = 12;
/// No room.
const NOWHERE: u16 = u16::MAX;

/// Those for whom a plan is made, each once, by id: the order in which they were listed must not
/// matter.
#[derive(Debug)]
pub(super) struct Cast<'a> {
    pub(super) people: Vec<&'a Somebody>,
    /// From whom each is to be apart.
    pub(super) apart: Vec<Vec<usize>>,
}

impl<'a> Cast<'a> {
    pub(super) fn new(people: &'a [Somebody]) -> Self {
        let mut people: Vec<_> = people.iter().collect();
        people.sort_by_key(|person| person.id);
        people.dedup_by_key(|person| person.id);
        let mut cast = Self { apart: vec![Vec::new(); people.len()], people };
        for [a, b] in cast.pairs_of(|person| &person.keep_apart) {
            cast.apart[a].push(b);
            cast.apart[b].push(a);
        }
        cast
    }

    pub(super) fn index(&self, id: PersonId) -> Option<usize> {
        self.people.binary_search_by_key(&id, |person| person.id).ok()
    }

    /// The pairs of a list that each may name: both here, once.
    pub(super) fn pairs_of(&self, list: fn(&Somebody) -> &Arc<[PersonId]>) -> Vec<[usize; 2]> {
        let mut pairs = Vec::new();
        for (one, person) in self.people.iter().enumerate() {
            let others = list(person).iter().filter_map(|id| self.index(*id));
            pairs.extend(
                others.filter(|other| *other != one).map(|other| [one.min(other), one.max(other)]),
            );
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// Those of one known district or office.
    pub(super) fn teams(&self) -> Vec<Vec<usize>> {
        let mut teams: BTreeMap<&Workplace, Vec<usize>> = BTreeMap::new();
        for (index, person) in self.people.iter().enumerate() {
            if person.workplace != Workplace::Named(String::new()) {
                teams.entry(&person.workplace).or_default().push(index);
            }
        }
        teams.into_values().collect()
    }

    /// A number for each workplace. What is unknown is never the same as another.
    fn workplaces(&self) -> Vec<usize> {
        let teams = self.teams();
        let mut numbers: Vec<_> = (0..self.people.len()).map(|one| one + teams.len()).collect();
        for (number, team) in teams.iter().enumerate() {
            team.iter().for_each(|person| numbers[*person] = number);
        }
        numbers
    }
}

/// What a strategy strives for, besides what always holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Goals {
    /// Nobody meets again.
    pub(super) repeats: bool,
    /// Districts are spread.
    pub(super) workplaces: bool,
    /// Roles are spread.
    pub(super) roles: bool,
}

impl Goals {
    fn of(strategy: &Strategy) -> Self {
        let (repeats, workplaces, roles) = match strategy {
            Strategy::RoleAlike => (true, true, false),
            Strategy::DistrictTeam { .. } => (false, false, true),
            Strategy::BalancedRandom => (false, false, false),
            Strategy::CoeRegion
            | Strategy::Mixed
            | Strategy::Jigsaw { .. }
            | Strategy::Nested { .. }
            | Strategy::SelfSelect { .. }
            | Strategy::Manual(_)
            | Strategy::SameAs { .. }
            | Strategy::Pinned { .. }
            | Strategy::LanguageFirst => (true, true, true),
        };
        Self { repeats, workplaces, roles }
    }
}

/// Of whom a room consists, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) size: usize,
    pub(super) spanish: i32,
    pub(super) bilingual: i32,
    pub(super) access: i32,
    pub(super) roles: [u16; ROLES],
}

impl AddAssign<&Self> for Tally {
    fn add_assign(&mut self, other: &Self) {
        self.size += other.size;
        self.spanish += other.spanish;
        self.bilingual += other.bilingual;
        self.access += other.access;
        self.roles.iter_mut().zip(other.roles).for_each(|(mine, other)| *mine += other);
    }
}

impl SubAssign<&Self> for Tally {
    fn sub_assign(&mut self, other: &Self) {
        self.size -= other.size;
        self.spanish -= other.spanish;
        self.bilingual -= other.bilingual;
        self.access -= other.access;
        self.roles.iter_mut().zip(other.roles).for_each(|(mine, other)| *mine -= other);
    }
}

/// Everything about the people and the rooms that a seating is judged by.
#[derive(Debug)]
pub(super) struct Task<'a> {
    pub(super) cast: &'a Cast<'a>,
    pub(super) round: &'a Round,
    pub(super) earlier: &'a [Earlier<'a>],
    pub(super) units: Units,
    pub(super) spaces: Vec<Space>,
    pub(super) goals: Goals,
    /// The room where each unit stays, whatever comes.
    pub(super) pinned: Vec<Option<usize>>,
    /// The room that was announced to each person.
    pub(super) announced: Vec<Option<usize>>,
    /// How many may be elsewhere than was announced.
    pub(super) moves_max: i32,
    /// Which kind of room each person belongs to, of those that there are.
    pub(super) labels: Vec<Option<usize>>,
    /// And which kind each room is.
    pub(super) kinds: Vec<usize>,
    /// The rooms of each kind.
    pub(super) peers: Vec<Vec<usize>>,
    pub(super) workplaces: Vec<usize>,
    pub(super) tallies: Vec<Tally>,
    /// The earlier room of each person in each set, set by set for one person.
    met: Vec<u16>,
    weights: Vec<i32>,
    names_access: bool,
    pub(super) spanish: i32,
}

impl<'a> Task<'a> {
    pub(super) fn new(
        cast: &'a Cast<'a>,
        units: Units,
        spaces: Vec<Space>,
        round: &'a Round,
        earlier: &'a [Earlier<'a>],
    ) -> Self {
        let mut names = BTreeMap::new();
        let mut peers: Vec<Vec<usize>> = Vec::new();
        let mut kinds = Vec::with_capacity(spaces.len());
        for (room, space) in spaces.iter().enumerate() {
            let kind = *names.entry(space.name.rank()).or_insert(peers.len());
            if kind == peers.len() {
                peers.push(Vec::new());
            }
            peers[kind].push(room);
            kinds.push(kind);
        }
        let label = |person: &&Somebody| {
            let wanted = layout::kinds(&round.strategy, person);
            wanted.iter().find_map(|kind| names.get(&kind.rank()).copied())
        };
        let labels = cast.people.iter().map(label).collect();
        let singles: Vec<_> = cast.people.iter().map(|person| tally(person)).collect();
        let tallies = units.members.iter().map(|unit| sum(unit, &singles)).collect();
        let mut task = Self {
            cast,
            round,
            earlier,
            peers,
            goals: Goals::of(&round.strategy),
            pinned: vec![None; units.members.len()],
            announced: vec![None; cast.people.len()],
            moves_max: i32::MAX,
            labels,
            kinds,
            workplaces: cast.workplaces(),
            tallies,
            met: vec![NOWHERE; cast.people.len() * earlier.len()],
            weights: earlier.iter().map(|before| i32::from(before.weight)).collect(),
            names_access: !round.accessible.is_empty(),
            spanish: singles.iter().map(|tally| tally.spanish).sum(),
            units,
            spaces,
        };
        for (set, before) in earlier.iter().enumerate() {
            for (number, room) in (0..NOWHERE).zip(before.rooms) {
                for person in room.people.iter().filter_map(|id| cast.index(*id)) {
                    task.met[person * earlier.len() + set] = number;
                }
            }
        }
        task.reweigh();
        task
    }

    /// What the round that this one derives from counts.
    fn reweigh(&mut self) {
        let factor = match self.round.strategy {
            // Whom they met where they come from they meet here last.
            Strategy::Jigsaw { .. } => 4,
            // They are to meet again.
            Strategy::Nested { .. } | Strategy::SameAs { .. } => 0,
            Strategy::RoleAlike
            | Strategy::DistrictTeam { .. }
            | Strategy::CoeRegion
            | Strategy::Mixed
            | Strategy::BalancedRandom
            | Strategy::SelfSelect { .. }
            | Strategy::Manual(_)
            | Strategy::Pinned { .. }
            | Strategy::LanguageFirst => return,
        };
        let from = self.round.strategy.from();
        if let Some(weight) = from.and_then(|from| self.weights.get_mut(from)) {
            *weight *= factor;
        }
    }

    /// In which room of which set someone was, counted from 0.
    pub(super) fn was_in(&self, person: usize, set: usize) -> Option<usize> {
        let rooms = self.weights.len();
        let room = self.met.get(person * rooms + set).filter(|room| **room != NOWHERE)?;
        Some(usize::from(*room))
    }

    pub(super) fn sets(&self) -> usize {
        self.weights.len()
    }

    pub(super) fn weight(&self, set: usize) -> i32 {
        self.weights.get(set).copied().unwrap_or_default()
    }

    /// How much it counts that two meet again.
    pub(super) fn met(&self, a: usize, b: usize) -> i32 {
        let sets = self.weights.len();
        let (a, b) = (&self.met[a * sets..][..sets], &self.met[b * sets..][..sets]);
        let both = a.iter().zip(b).zip(&self.weights);
        both.map(|((a, b), weight)| if a == b && *a != NOWHERE { *weight } else { 0 }).sum()
    }

    /// What it costs that two are in one room.
    pub(super) fn pair(&self, a: usize, b: usize, cost: &mut Cost) {
        if !self.cast.apart[a].is_empty() && self.cast.apart[a].contains(&b) {
            cost[Tier::Apart] += 1;
        }
        if self.goals.repeats {
            cost[Tier::Repeats] += self.met(a, b);
        }
        if self.goals.workplaces && self.workplaces[a] == self.workplaces[b] {
            cost[Tier::Workplace] += 1;
        }
    }

    /// What it costs that a unit is in a room, whoever else is there.
    pub(super) fn alone(&self, unit: usize, room: usize, cost: &mut Cost) {
        for person in &self.units.members[unit] {
            let is_outside = self.labels[*person].is_some_and(|kind| kind != self.kinds[room]);
            cost[Tier::Outside] += i32::from(is_outside);
            let is_moved = self.announced[*person].is_some_and(|announced| announced != room);
            cost[Tier::Moved] += i32::from(is_moved);
        }
        if self.names_access && !self.spaces[room].has_access {
            cost[Tier::Needs] += self.tallies[unit].access;
        }
    }

    /// What it costs that a room consists of such people.
    pub(super) fn room(&self, room: usize, tally: &Tally) -> Cost {
        let mut cost = Cost::default();
        let space = &self.spaces[room];
        if tally.size == 0 {
            return cost;
        }
        cost[Tier::Short] = int(space.min.saturating_sub(tally.size).pow(2));
        cost[Tier::Over] = int(tally.size.saturating_sub(space.full));
        cost[Tier::Sizes] = int(tally.size.pow(2));
        if tally.spanish > 0 {
            let is_helped = tally.bilingual > 0 || space.has_interpreter;
            let is_only = tally.spanish + tally.bilingual == 1;
            cost[Tier::Needs] = if is_helped { i32::from(is_only) } else { tally.spanish };
            cost[Tier::Lonely] = i32::from(tally.spanish == 1 && self.spanish > 1);
        }
        cost[Tier::Captions] = i32::from(tally.access > 0 && !self.names_access);
        // The first is of those whose role is not known.
        let known = &tally.roles[1..];
        if self.goals.roles {
            let pairs = |count: &u16| i32::from(*count) * (i32::from(*count) - 1) / 2;
            cost[Tier::Role] = known.iter().map(pairs).sum();
        }
        let is_rest = |count: &u16| usize::from(*count) + 1 == tally.size;
        let is_one = tally.size > 2 && tally.roles[0] == 0 && known.iter().any(is_rest);
        let tier = if self.goals.roles { Tier::Isolated } else { Tier::Odd };
        cost[tier] = i32::from(is_one && self.goals.workplaces);
        cost
    }
}

fn tally(person: &Somebody) -> Tally {
    let mut tally = Tally {
        size: 1,
        spanish: i32::from(person.language == Some(Language::Spanish)),
        bilingual: i32::from(person.language == Some(Language::Bilingual)),
        access: i32::from(person.needs_access),
        ..Tally::default()
    };
    tally.roles[person.job_role.map_or(0, |role| role as usize + 1)] = 1;
    tally
}

fn sum(unit: &[usize], singles: &[Tally]) -> Tally {
    let mut sum = Tally::default();
    unit.iter().for_each(|person| sum += &singles[*person]);
    sum
}
