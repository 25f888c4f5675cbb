//! Finds a good seating: the hardest to seat first, each where it costs least, and then by
//! exchanges between rooms for as long as a fixed number of attempts allows.

use super::{
    Earlier, Plan, Rejection, Strategy, bound,
    cost::{Cost, Tier},
    dice::Dice,
    layout, report,
    round::Round,
    seating::{Seating, Step},
    task::{Cast, Task},
    units::Units,
};
use crate::domain::{PersonId, breakout::ROOMS_MAX};
use std::cmp::Reverse;

/// Attempts at least, and for each unit. Never by the clock: a plan must come out the same on a
/// slow machine.
const ATTEMPTS_MIN: usize = 6_000;
const ATTEMPTS_PER_UNIT: usize = 200;
/// How many attempts in vain, besides some for each unit, before the search is shaken.
const PATIENCE: usize = 60;
const PATIENCE_PER_UNIT: usize = 12;
/// Exchanges that shake it.
const KICKS: usize = 2;
/// How many more rooms are tried when people cannot be kept apart.
const EXTRA_ROOMS: usize = 2;

/// Plans a round that is dealt.
pub(super) fn plan(cast: &Cast, round: &Round, earlier: &[Earlier]) -> Result<Plan, Rejection> {
    let hosts = hosts(cast, &round.strategy);
    let mut best: Option<(usize, Plan)> = None;
    for extra in 0..=EXTRA_ROOMS {
        let units = Units::new(cast, round, earlier);
        let mut spaces = layout::spaces(cast, &units, round, extra);
        if spaces.len() > ROOMS_MAX {
            return Err(Rejection::Rooms);
        }
        for (space, host) in spaces.iter_mut().zip(&hosts) {
            space.host = Some(*host);
        }
        let mut task = Task::new(cast, units, spaces, round, earlier);
        pin(&mut task);
        let mut seating = Seating::new(&task);
        let mut dice = Dice::new(round.seed);
        deal(&mut seating, &mut dice);
        improve(&mut seating, &bound::of(&task), &mut dice);
        let plan = report::dealt(&mut seating, &hosts);
        let failed = plan.unplaced.len();
        if best.as_ref().is_none_or(|(least, _)| failed < *least) {
            best = Some((failed, plan));
        }
        if failed == 0 {
            break;
        }
    }
    Ok(best.map(|(_, plan)| plan).unwrap_or_default())
}

/// The hosts who are here, each once.
fn hosts(cast: &Cast, strategy: &Strategy) -> Vec<PersonId> {
    let Strategy::Pinned { hosts } = strategy else { return Vec::new() };
    let mut here: Vec<PersonId> = Vec::new();
    for host in hosts.iter().filter(|host| cast.index(**host).is_some()) {
        if !here.contains(host) {
            here.push(*host);
        }
    }
    here
}

/// Hosts stay in their rooms. Two who are kept together have one room.
fn pin(task: &mut Task) {
    for (room, space) in task.spaces.iter_mut().enumerate() {
        let host = space.host.and_then(|host| task.cast.index(host));
        let Some(unit) = host.map(|person| task.units.of[person]) else { continue };
        if task.pinned[unit].is_none() {
            task.pinned[unit] = Some(room);
        } else {
            space.host = None;
        }
    }
}

/// Seats everyone who is nowhere, the hardest first, each where it costs least. That a room is
/// not yet full enough does not count: it will be.
pub(super) fn deal(seating: &mut Seating, dice: &mut Dice) {
    let mut waiting: Vec<_> =
        (0..seating.at.len()).filter(|unit| seating.at[*unit].is_none()).collect();
    dice.shuffle(&mut waiting);
    let task = seating.task;
    let mut team_sizes = vec![0_usize; task.workplaces.len() * 2];
    task.workplaces.iter().for_each(|workplace| team_sizes[*workplace] += 1);
    waiting.sort_by_cached_key(|unit| {
        let tally = &task.tallies[*unit];
        let people = &task.units.members[*unit];
        let apart: usize = people.iter().map(|person| task.cast.apart[*person].len()).sum();
        let workplace = people.first().map_or(0, |person| task.workplaces[*person]);
        // Rooms must have someone bilingual before those come who need them.
        let language = if task.spanish == 0 { 0 } else { tally.bilingual * 2 + tally.spanish };
        let needs = (tally.access, language, apart);
        let size = if task.goals.workplaces { (team_sizes[workplace], workplace) } else { (0, 0) };
        Reverse((task.pinned[*unit].is_some(), people.len(), needs, size))
    });
    for unit in waiting {
        let room = task.pinned[unit].or_else(|| cheapest(seating, unit, dice));
        if let Some(room) = room {
            seating.seat(unit, room);
        }
    }
}

/// The room where a unit costs least, of those that have seats.
fn cheapest(seating: &Seating, unit: usize, dice: &mut Dice) -> Option<usize> {
    let rooms = seating.rooms.len();
    // Where to begin decides between equals.
    let first = dice.below(rooms);
    let open = (0..rooms).map(|room| (room + first) % rooms);
    open.filter(|room| seating.fits(*room, None, unit)).min_by_key(|room| {
        let mut cost = seating.change(*room, None, Some(unit));
        cost[Tier::Short] = 0;
        cost
    })
}

/// Exchanges units between rooms until nothing can be better, or the attempts are used up.
pub(super) fn improve(seating: &mut Seating, least: &Cost, dice: &mut Dice) {
    let units = seating.at.len();
    if seating.rooms.len() < 2 || units < 2 {
        return;
    }
    let (mut best, mut best_cost) = (seating.at.clone(), seating.cost);
    let mut in_vain = 0;
    for _ in 0..ATTEMPTS_MIN + ATTEMPTS_PER_UNIT * units {
        let Some(tier) = worth_a_try(&seating.cost, least, dice) else { break };
        if let Some(step) = attempt(seating, tier, dice) {
            seating.make(&step);
        }
        if seating.cost < best_cost {
            (best, best_cost) = (seating.at.clone(), seating.cost);
            in_vain = 0;
        } else {
            in_vain += 1;
        }
        if in_vain > PATIENCE + PATIENCE_PER_UNIT * units {
            // As good but elsewhere is a new place to begin.
            if seating.cost == best_cost {
                best.clone_from(&seating.at);
            }
            seating.restore(&best);
            (0..KICKS).for_each(|_| kick(seating, dice));
            in_vain = 0;
        }
    }
    if best_cost < seating.cost {
        seating.restore(&best);
    }
}

/// A tier in which something can be gained: mostly the worst. Not always, because a bound need
/// not be within reach.
fn worth_a_try(cost: &Cost, least: &Cost, dice: &mut Dice) -> Option<Tier> {
    let mut open = Tier::ALL.into_iter().filter(|tier| cost[*tier] > least[*tier]);
    let count = open.clone().count();
    let skipped = if count > 1 && dice.below(2) == 0 { dice.below(count) } else { 0 };
    open.nth(skipped)
}

/// The best way to bring a unit that is to blame into some other room; none that costs more than
/// it gains.
fn attempt(seating: &Seating, tier: Tier, dice: &mut Dice) -> Option<Step> {
    let (unit, to) = blamed(seating, tier, dice)?;
    let back = seating.rooms[to].units.iter().map(|unit| Some(*unit));
    let steps = back.chain([None]).filter_map(|back| seating.step(unit, to, back));
    let best = steps.min_by_key(|step| step.cost)?;
    (best.cost <= Cost::default() && keeps_enough(seating, &best)).then_some(best)
}

/// Whether as many stay where they were announced as must.
fn keeps_enough(seating: &Seating, step: &Step) -> bool {
    let moves = step.cost[Tier::Moved];
    moves <= 0 || seating.cost[Tier::Moved] + moves <= seating.task.moves_max
}

/// Someone of a room with which something is wrong, and where they may go; or, if rooms are too
/// empty, where someone may come from.
fn blamed(seating: &Seating, tier: Tier, dice: &mut Dice) -> Option<(usize, usize)> {
    let size = |room: &usize| seating.rooms[*room].tally.size;
    match tier {
        Tier::Short => {
            let min = |room: &usize| seating.task.spaces[*room].min;
            let to = any_room(seating, dice, |room| (1..min(room)).contains(&size(room)))?;
            Some((dice.below(seating.at.len()), to))
        }
        Tier::Sizes => {
            let from = dice.below(seating.rooms.len());
            let peers = seating.task.peers[seating.task.kinds[from]].iter();
            let to = peers.copied().min_by_key(size).filter(|to| size(to) + 1 < size(&from))?;
            Some((one_of(seating, from, dice)?, to))
        }
        Tier::Apart
        | Tier::Needs
        | Tier::Moved
        | Tier::Outside
        | Tier::Over
        | Tier::Captions
        | Tier::Repeats
        | Tier::Workplace
        | Tier::Odd
        | Tier::Lonely
        | Tier::Role
        | Tier::Isolated => {
            let from = any_room(seating, dice, |room| seating.rooms[*room].cost[tier] > 0)?;
            let unit = one_of(seating, from, dice)?;
            let is_to_blame = seating.change(from, Some(unit), None)[tier] < 0;
            is_to_blame.then(|| (unit, elsewhere(seating, unit, dice)))
        }
    }
}

/// Some room of a sort.
fn any_room(seating: &Seating, dice: &mut Dice, is_so: impl Fn(&usize) -> bool) -> Option<usize> {
    let rooms = seating.rooms.len();
    let first = dice.below(rooms);
    (0..rooms).map(|room| (room + first) % rooms).find(is_so)
}

fn one_of(seating: &Seating, room: usize, dice: &mut Dice) -> Option<usize> {
    let units = &seating.rooms[room].units;
    units.get(dice.below(units.len())).copied()
}

/// A room for a unit: mostly of its own kind.
fn elsewhere(seating: &Seating, unit: usize, dice: &mut Dice) -> usize {
    let task = seating.task;
    let kind = task.units.members[unit].first().and_then(|person| task.labels[*person]);
    match kind.filter(|_| dice.below(8) > 0).map(|kind| &task.peers[kind]) {
        Some(peers) => peers[dice.below(peers.len())],
        None => dice.below(seating.rooms.len()),
    }
}

/// An exchange whatever it costs, so that the search gets out of where it is stuck.
fn kick(seating: &mut Seating, dice: &mut Dice) {
    let unit = dice.below(seating.at.len());
    let to = elsewhere(seating, unit, dice);
    // Mostly they change places; now and then a size changes.
    let back = one_of(seating, to, dice).filter(|_| dice.below(4) > 0);
    if let Some(step) = seating.step(unit, to, back).filter(|step| keeps_enough(seating, step)) {
        seating.make(&step);
    }
}
