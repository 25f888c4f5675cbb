//! How good rooms could be at best, by the pigeonhole principle, and what chance makes of them.

use super::{
    Figure,
    cost::{Cost, Tier, int},
    dice::Dice,
    seating::Seating,
    task::Task,
};

/// Dealings by chance of which the mean is taken.
const DEALS: usize = 8;

/// How few pairs `people` of one group make at least, in rooms that hold so many each.
pub(super) fn least_pairs(people: usize, mut rooms: Vec<usize>) -> usize {
    let mut left = people;
    let mut found = 0;
    let mut each = 0;
    // One seat in every room that has one more, again and again.
    while left > 0 {
        rooms.retain(|seats| *seats > each);
        if rooms.is_empty() {
            break;
        }
        let now = rooms.len().min(left);
        found += now * each;
        left -= now;
        each += 1;
    }
    found
}

/// How many of each number there are.
fn counts(numbers: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut numbers: Vec<_> = numbers.collect();
    numbers.sort_unstable();
    numbers.chunk_by(|a, b| a == b).map(<[usize]>::len).collect()
}

/// What no seating is below, with people where their kind is.
pub(super) fn of(task: &Task) -> Cost {
    let mut least = Cost::default();
    for (kind, rooms) in task.peers.iter().enumerate() {
        let here: Vec<usize> =
            (0..task.labels.len()).filter(|person| task.labels[*person] == Some(kind)).collect();
        let seats: Vec<_> = rooms.iter().map(|room| task.spaces[*room].max).collect();
        let few = |numbers: Vec<usize>| -> usize {
            counts(numbers.into_iter()).iter().map(|n| least_pairs(*n, seats.clone())).sum()
        };
        if task.goals.repeats {
            for set in 0..task.sets() {
                let met = here.iter().filter_map(|person| task.was_in(*person, set)).collect();
                least[Tier::Repeats] += int(few(met)) * task.weight(set);
            }
        }
        if task.goals.workplaces {
            least[Tier::Workplace] +=
                int(few(here.iter().map(|person| task.workplaces[*person]).collect()));
        }
        if task.goals.roles {
            let roles = here.iter().filter_map(|person| task.cast.people[*person].job_role);
            least[Tier::Role] += int(few(roles.map(|role| role as usize).collect()));
        }
        let (each, more) = (here.len() / seats.len().max(1), here.len() % seats.len().max(1));
        least[Tier::Sizes] += int((seats.len() - more) * each.pow(2) + more * (each + 1).pow(2));
    }
    // What people of one unit are to each other costs nothing, wherever they are.
    let mut within = Cost::default();
    for unit in &task.units.members {
        for (index, one) in unit.iter().enumerate() {
            unit[..index].iter().for_each(|other| task.pair(*one, *other, &mut within));
        }
    }
    for tier in [Tier::Repeats, Tier::Workplace] {
        least[tier] = (least[tier] - within[tier]).max(0);
    }
    least
}

/// Pairs in rooms who have met, who share a workplace, and who share a role.
fn found(task: &Task, rooms: &[Vec<usize>]) -> [usize; 3] {
    let mut found = [0; 3];
    let role = |person: usize| task.cast.people[person].job_role;
    for room in rooms {
        for (index, one) in room.iter().enumerate() {
            for other in &room[..index] {
                found[0] += usize::from(task.met(*one, *other) > 0);
                found[1] += usize::from(task.workplaces[*one] == task.workplaces[*other]);
                found[2] += usize::from(role(*one).is_some() && role(*one) == role(*other));
            }
        }
    }
    found
}

/// The same for whoever is seated, beside the bound and the mean of dealing by chance.
pub(super) fn figures(seating: &Seating) -> [Figure; 3] {
    let task = seating.task;
    let rooms: Vec<_> = seating.rooms.iter().map(|room| room.people.clone()).collect();
    let mut dealt = [0; 3];
    let mut dice = Dice::new(!task.round.seed);
    let mut everyone: Vec<_> = rooms.iter().flatten().copied().collect();
    everyone.sort_unstable();
    for _ in 0..DEALS {
        dice.shuffle(&mut everyone);
        let mut rest = everyone.as_slice();
        let mut by_chance = Vec::with_capacity(rooms.len());
        for room in &rooms {
            let (now, later) = rest.split_at(room.len());
            by_chance.push(now.to_vec());
            rest = later;
        }
        let now = found(task, &by_chance);
        dealt.iter_mut().zip(now).for_each(|(sum, now)| *sum += now);
    }
    let found = found(task, &rooms);
    let bound = bounds(seating);
    let figure = |n: usize| Figure {
        found: found[n],
        bound: bound[n],
        dealt: (dealt[n] + DEALS / 2) / DEALS,
    };
    [figure(0), figure(1), figure(2)]
}

/// What these people in rooms of these sizes and kinds have at least.
fn bounds(seating: &Seating) -> [usize; 3] {
    let task = seating.task;
    let mut bounds = [0; 3];
    for rooms in &task.peers {
        let here: Vec<usize> =
            rooms.iter().flat_map(|room| &seating.rooms[*room].people).copied().collect();
        let seats: Vec<_> = rooms.iter().map(|room| seating.rooms[*room].people.len()).collect();
        let few = |numbers: Vec<usize>| -> usize {
            counts(numbers.into_iter()).iter().map(|n| least_pairs(*n, seats.clone())).sum()
        };
        // Pairs who met twice must not count twice, so that the worst set alone is the bound.
        let met = |set| few(here.iter().filter_map(|one| task.was_in(*one, set)).collect());
        let sets = (0..task.sets()).filter(|set| task.weight(*set) > 0);
        bounds[0] += sets.map(met).max().unwrap_or_default();
        bounds[1] += few(here.iter().map(|one| task.workplaces[*one]).collect());
        let roles = here.iter().filter_map(|one| task.cast.people[*one].job_role);
        bounds[2] += few(roles.map(|role| role as usize).collect());
    }
    bounds
}
