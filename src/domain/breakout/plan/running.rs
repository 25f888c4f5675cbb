//! Changes rooms that people already know of, and as little of them as can be.

use super::{
    Earlier, Name, Plan, Room, Rule, Somebody, bound,
    cost::{Cost, Tier, int},
    dice::Dice,
    layout::Space,
    report,
    round::{Rejection, Round, Strategy},
    search,
    seating::Seating,
    task::{Cast, Task},
    units::Units,
};
use crate::domain::{PersonId, breakout::RoomNumber};
use std::collections::BTreeMap;

/// Of ten people to whom a room was announced, nine keep it.
const MOVED_ONE_IN: usize = 10;

/// Someone goes elsewhere than was announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moved {
    /// Who.
    pub person: PersonId,
    /// Where they were to be.
    pub from: RoomNumber,
    /// Where they are; `None` if nowhere.
    pub to: Option<RoomNumber>,
}

/// What a plan made anew changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// How many stay where they were announced.
    pub kept: usize,
    /// Who does not, by id.
    pub moved: Vec<Moved>,
    /// Who is new, by id.
    pub added: Vec<PersonId>,
    /// Who is not here, by id.
    pub gone: Vec<PersonId>,
    /// Which rooms there are no more.
    pub closed: Vec<RoomNumber>,
}

/// One room goes into another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    /// Which has too few people.
    pub from: RoomNumber,
    /// Which has seats for them.
    pub into: RoomNumber,
}

/// Where someone goes who comes when the rooms are open. Nobody else moves.
///
/// # Errors
/// The rule that keeps them out of every room.
pub fn place_late(
    rooms: &[Room],
    people: &[Somebody],
    late: PersonId,
    round: &Round,
    earlier: &[Earlier],
) -> Result<RoomNumber, Rule> {
    let cast = Cast::new(people);
    let Some(person) = cast.index(late) else { return Err(Rule::NotNamed) };
    let spaces = rooms.iter().map(|room| Space::of(room, round)).collect();
    let task = Task::new(&cast, Units::singles(cast.people.len()), spaces, round, earlier);
    let seating = seated(&task, rooms, Some(person));
    let pairs = cast.pairs_of(|somebody| &somebody.keep_with);
    let with = pairs.iter().filter(|pair| pair.contains(&person)).flatten();
    let with: Vec<_> = with.filter_map(|other| seating.at[*other]).collect();
    let mut best: Option<(Cost, usize)> = None;
    let mut refused = Rule::Full;
    for room in 0..rooms.len() {
        let cost = seating.change(room, None, Some(person));
        // Only who belongs there, or with someone there, exceeds the maximum.
        let is_drawn = cost[Tier::Outside] == 0 && belongs(round) || with.contains(&room);
        if !with.is_empty() && !with.contains(&room) {
            refused = Rule::KeepTogether;
        } else if cost[Tier::Apart] > 0 {
            refused = Rule::KeepApart;
        } else if seating.fits(room, None, person)
            && (cost[Tier::Over] == 0 || is_drawn)
            && seating.rooms[room].tally.size > 0
            && best.as_ref().is_none_or(|(least, _)| cost < *least)
        {
            best = Some((cost, room));
        }
    }
    best.map(|(_, room)| task.spaces[room].number).ok_or(refused)
}

/// Whether the rooms of a round are for people of one kind.
fn belongs(round: &Round) -> bool {
    matches!(
        round.strategy,
        Strategy::RoleAlike | Strategy::DistrictTeam { .. } | Strategy::CoeRegion
    )
}

/// Everyone in the room where they are, but for one.
fn seated<'a>(task: &'a Task<'a>, rooms: &[Room], but: Option<usize>) -> Seating<'a> {
    let mut seating = Seating::new(task);
    for (index, room) in rooms.iter().enumerate() {
        for person in room.people.iter().filter_map(|id| task.cast.index(*id)) {
            let unit = task.units.of[person];
            if seating.at[unit].is_none() && Some(person) != but {
                seating.seat(unit, index);
            }
        }
    }
    seating
}

/// Plans a round anew for those who are here. Nine of ten keep the room that was announced; rooms
/// that have become too small join others.
///
/// # Errors
/// The round has a value that it cannot have.
pub fn replan(
    announced: &[Room],
    people: &[Somebody],
    round: &Round,
    earlier: &[Earlier],
) -> Result<(Plan, Difference), Rejection> {
    round.check(people.len(), earlier.len())?;
    let cast = Cast::new(people);
    let present = announced.iter().flat_map(|room| &room.people);
    let present = present.filter(|id| cast.index(**id).is_some()).count();
    let plan = settled(&cast, round, earlier, announced, present / MOVED_ONE_IN);
    let difference = difference(announced, &cast, &plan);
    Ok((plan, difference))
}

/// The rooms of an earlier round for those who are here now.
pub(super) fn again(cast: &Cast, round: &Round, earlier: &[Earlier], before: &[Room]) -> Plan {
    settled(cast, round, earlier, before, cast.people.len())
}

fn settled(
    cast: &Cast,
    round: &Round,
    earlier: &[Earlier],
    announced: &[Room],
    moves_max: usize,
) -> Plan {
    let here = |room: &Room| room.people.iter().filter(|id| cast.index(**id).is_some()).count();
    let mut spaces: Vec<_> = announced.iter().map(|room| Space::of(room, round)).collect();
    let present: usize = announced.iter().map(here).sum();
    let free: usize = announced.iter().map(|room| round.max.saturating_sub(here(room))).sum();
    let more = (cast.people.len() - present.min(cast.people.len())).saturating_sub(free);
    let last = spaces.iter().map(|space| space.number).max().unwrap_or_default();
    for number in (1..=more.div_ceil(round.size)).zip(last as usize + 1..).map(|(_, n)| n) {
        spaces.push(Space::new(number, Name::Number, round));
    }
    let mut task = Task::new(cast, Units::new(cast, round, earlier), spaces, round, earlier);
    for (index, room) in announced.iter().enumerate() {
        for person in room.people.iter().filter_map(|id| cast.index(*id)) {
            task.announced[person].get_or_insert(index);
        }
    }
    for (index, space) in task.spaces.iter().enumerate() {
        let host = space.host.and_then(|host| cast.index(host));
        if let Some(unit) = host.map(|person| task.units.of[person]) {
            task.pinned[unit] = Some(index);
        }
    }
    task.moves_max = int(moves_max);
    let mut seating = seated(&task, announced, None);
    let mut dice = Dice::new(round.seed);
    search::deal(&mut seating, &mut dice);
    // Who is left alone goes to others; where a few are, others may come.
    dissolve(&mut seating, |size, min| size * 2 <= min);
    search::improve(&mut seating, &bound::of(&task), &mut dice);
    dissolve(&mut seating, |size, min| size < min);
    report::dealt(&mut seating, &[])
}

/// The people of rooms that are too small go where they cost least, if that is for the better.
fn dissolve(seating: &mut Seating, is_too_small: fn(usize, usize) -> bool) {
    let mut small: Vec<_> = (0..seating.rooms.len()).collect();
    small.sort_by_key(|room| seating.rooms[*room].tally.size);
    for room in small {
        let (size, min) = (seating.rooms[room].tally.size, seating.task.spaces[room].min);
        if size == 0 || !is_too_small(size, min) {
            continue;
        }
        let (before, cost) = (seating.at.clone(), seating.cost);
        let is_found = empty(seating, room);
        let moved = seating.cost[Tier::Moved];
        // Nobody stays alone for the sake of what was announced.
        let is_allowed = size == 1 || moved <= seating.task.moves_max;
        if !is_found || !is_allowed || seating.cost > cost {
            seating.restore(&before);
        }
    }
}

/// Everyone out of a room into others that have people; `false` if there is no seat.
fn empty(seating: &mut Seating, room: usize) -> bool {
    for unit in seating.rooms[room].units.clone() {
        seating.unseat(unit);
        let others = (0..seating.rooms.len())
            .filter(|other| *other != room && seating.rooms[*other].tally.size > 0);
        let open = others.filter(|other| seating.fits(*other, None, unit));
        let to = open.min_by_key(|other| seating.change(*other, None, Some(unit)));
        let Some(to) = to else { return false };
        seating.seat(unit, to);
    }
    true
}

fn difference(announced: &[Room], cast: &Cast, plan: &Plan) -> Difference {
    let whereabouts = |rooms: &[Room]| -> BTreeMap<PersonId, RoomNumber> {
        let people = rooms
            .iter()
            .flat_map(|room| room.people.iter().map(move |person| (*person, room.number)));
        people.collect()
    };
    let (before, now) = (whereabouts(announced), whereabouts(&plan.rooms));
    let mut difference = Difference::default();
    for (person, from) in &before {
        let to = now.get(person).copied();
        if cast.index(*person).is_none() {
            difference.gone.push(*person);
        } else if to == Some(*from) {
            difference.kept += 1;
        } else {
            difference.moved.push(Moved { person: *person, from: *from, to });
        }
    }
    difference.added = now.keys().filter(|person| !before.contains_key(person)).copied().collect();
    let is_closed = |room: &&Room| plan.rooms.iter().all(|other| other.number != room.number);
    difference.closed = announced.iter().filter(is_closed).map(|room| room.number).collect();
    difference
}

/// Which rooms that have become too small could go into which others.
#[must_use]
pub fn merge_suggestions(
    rooms: &[Room],
    people: &[Somebody],
    round: &Round,
    earlier: &[Earlier],
) -> Vec<Merge> {
    let cast = Cast::new(people);
    let spaces = rooms.iter().map(|room| Space::of(room, round)).collect();
    let task = Task::new(&cast, Units::singles(cast.people.len()), spaces, round, earlier);
    let mut seating = seated(&task, rooms, None);
    let mut small: Vec<_> = (0..rooms.len()).collect();
    small.sort_by_key(|room| seating.rooms[*room].tally.size);
    let mut merges = Vec::new();
    for from in small {
        let size = seating.rooms[from].tally.size;
        if size == 0 || size >= round.min {
            continue;
        }
        if let Some(into) = cheapest(&mut seating, from, round.max) {
            join(&mut seating, from, into);
            let number = |room: usize| task.spaces[room].number;
            merges.push(Merge { from: number(from), into: number(into) });
        }
    }
    merges
}

/// The room that the people of this one fit into best: where there are seats for them, else where
/// there are most. None: they would meet someone whom they must not.
#[must_use]
pub fn best_to_join(
    rooms: &[Room],
    people: &[Somebody],
    round: &Round,
    number: u32,
) -> Option<u32> {
    let from = rooms.iter().position(|room| room.number == number)?;
    let cast = Cast::new(people);
    let spaces = rooms.iter().map(|room| Space::of(room, round)).collect();
    let task = Task::new(&cast, Units::singles(cast.people.len()), spaces, round, &[]);
    let mut seating = seated(&task, rooms, None);
    let found = cheapest(&mut seating, from, round.max);
    let into = found.or_else(|| cheapest(&mut seating, from, usize::MAX))?;
    Some(task.spaces[into].number)
}

/// Where the people of a room cost least, if nobody is to be kept apart from them there.
fn cheapest(seating: &mut Seating, from: usize, max: usize) -> Option<usize> {
    let before = seating.at.clone();
    let size = seating.rooms[from].tally.size;
    let others = (0..seating.rooms.len()).filter(|into| *into != from);
    let with_seats: Vec<_> = others
        .filter(|into| {
            let there = seating.rooms[*into].tally.size;
            there > 0 && there.saturating_add(size) <= max
        })
        .collect();
    let mut best: Option<(Cost, usize)> = None;
    for into in with_seats {
        join(seating, from, into);
        let cost = seating.cost;
        seating.restore(&before);
        if cost[Tier::Apart] <= seating.cost[Tier::Apart]
            && best.as_ref().is_none_or(|(least, _)| cost < *least)
        {
            best = Some((cost, into));
        }
    }
    best.map(|(_, into)| into)
}

fn join(seating: &mut Seating, from: usize, into: usize) {
    for unit in seating.rooms[from].units.clone() {
        seating.unseat(unit);
        seating.seat(unit, into);
    }
}
