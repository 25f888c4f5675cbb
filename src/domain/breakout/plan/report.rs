//! What came out: who is where and why, what must be decided, and how good it is.

use super::{
    Decision, Name, Plan, Reason, Report, Room, Rule, Somebody, Strategy, Unplaced, bound,
    cost::Tier,
    seating::Seating,
    task::{Cast, Task},
};
use crate::domain::{PersonId, breakout::RoomNumber, roster::Language};
use std::collections::BTreeSet;

/// The plan of a seating, after those have left it who cannot be in any room.
pub(super) fn dealt(seating: &mut Seating, hosts: &[PersonId]) -> Plan {
    let unplaced = part(seating);
    let mut plan = plan(seating, unplaced);
    let task = seating.task;
    if matches!(task.round.strategy, Strategy::Pinned { .. }) {
        let is_homeless =
            |host: &&PersonId| task.spaces.iter().all(|room| room.host != Some(**host));
        let people: Vec<_> = hosts.iter().filter(is_homeless).copied().collect();
        let rooms = task.spaces.iter().filter(|room| room.host.is_none());
        decide(&mut plan, Rule::Host, people, rooms.map(|room| room.number).collect());
    }
    plan
}

/// Takes people out of rooms where they must not be, and out of rooms where they are alone.
fn part(seating: &mut Seating) -> Vec<Unplaced> {
    let task = seating.task;
    let mut unplaced = Vec::new();
    let mut leave = |unit: usize, rule| {
        let people = task.units.members[unit].iter().map(|person| task.cast.people[*person].id);
        unplaced.extend(people.map(|person| Unplaced { person, rule, room: None }));
    };
    for unit in (0..seating.at.len()).filter(|unit| seating.at[*unit].is_none()) {
        leave(unit, Rule::Maximum);
    }
    let gain = |seating: &Seating, unit: usize| {
        seating.at[unit].map_or(0, |room| seating.change(room, Some(unit), None)[Tier::Apart])
    };
    while seating.cost[Tier::Apart] > 0 {
        // Whoever is in most people's way; of those the last to come by id.
        let Some(unit) = (0..seating.at.len()).rev().min_by_key(|unit| gain(seating, *unit)) else {
            break;
        };
        if gain(seating, unit) == 0 {
            break;
        }
        seating.unseat(unit);
        leave(unit, Rule::KeepApart);
    }
    for unit in 0..seating.at.len() {
        if seating.at[unit].is_some_and(|room| seating.rooms[room].tally.size == 1) {
            seating.unseat(unit);
            let is_shunned = |person: &usize| !task.cast.apart[*person].is_empty();
            let is_apart = task.units.members[unit].iter().any(is_shunned);
            leave(unit, if is_apart { Rule::KeepApart } else { Rule::NobodyAlone });
        }
    }
    unplaced.sort_unstable();
    unplaced
}

/// The plan of a seating as it is.
pub(super) fn plan(seating: &Seating, unplaced: Vec<Unplaced>) -> Plan {
    let task = seating.task;
    let mut plan = Plan { unplaced, ..Plan::default() };
    for (space, seats) in task.spaces.iter().zip(&seating.rooms) {
        // Rooms that people will choose are there before anyone has.
        let is_chosen = matches!(task.round.strategy, Strategy::SelfSelect { .. });
        if seats.people.is_empty() && !is_chosen {
            continue;
        }
        let mut people: Vec<_> = seats.people.iter().map(|one| task.cast.people[*one].id).collect();
        people.sort_unstable();
        let host = space.host.filter(|host| people.contains(host));
        plan.rooms.push(Room { number: space.number, name: space.name.clone(), host, people });
    }
    for (person, somebody) in task.cast.people.iter().enumerate() {
        if let Some(room) = seating.at[task.units.of[person]] {
            plan.reasons.push((somebody.id, reasons(seating, person, room)));
        }
    }
    within_rooms(&mut plan, seating);
    between_people(&mut plan, seating);
    let [repeats, same_workplace, same_role] = bound::figures(seating);
    let sizes = || plan.rooms.iter().map(|room| room.people.len());
    let named = plan.decisions.iter().flat_map(|decision| &decision.people);
    let undecided: BTreeSet<_> = named.chain(plan.unplaced.iter().map(|one| &one.person)).collect();
    let isolated = seating.cost[Tier::Odd] + seating.cost[Tier::Isolated];
    plan.report = Report {
        rooms: plan.rooms.len(),
        people: sizes().sum(),
        sizes: (sizes().min().unwrap_or_default(), sizes().max().unwrap_or_default()),
        undecided: undecided.len(),
        repeats,
        same_workplace,
        same_role,
        isolated: usize::try_from(isolated).unwrap_or_default(),
    };
    plan
}

fn decide(plan: &mut Plan, rule: Rule, mut people: Vec<PersonId>, rooms: Vec<RoomNumber>) {
    if !people.is_empty() || !rooms.is_empty() {
        people.sort_unstable();
        people.dedup();
        plan.decisions.push(Decision { rule, people, rooms });
    }
}

/// What is wrong with a room.
fn within_rooms(plan: &mut Plan, seating: &Seating) {
    let task = seating.task;
    let (mut waiting, mut captions) = (Vec::new(), Vec::new());
    for (space, seats) in task.spaces.iter().zip(&seating.rooms) {
        let tally = &seats.tally;
        let those = |is_one: fn(&Somebody) -> bool| -> Vec<PersonId> {
            let people = seats.people.iter().map(|person| task.cast.people[*person]);
            people.filter(|person| is_one(person)).map(|person| person.id).collect()
        };
        let rooms = vec![space.number];
        if tally.size == 1 {
            decide(plan, Rule::NobodyAlone, those(|_| true), rooms.clone());
        } else if tally.size > 0 && tally.size < space.min {
            decide(plan, Rule::Minimum, those(|_| true), rooms.clone());
        }
        if tally.size > task.round.max + task.round.overflow {
            decide(plan, Rule::Maximum, those(|_| true), rooms.clone());
        }
        let is_helped = tally.bilingual > 0 || space.has_interpreter;
        if tally.spanish > 0 && (!is_helped || tally.spanish + tally.bilingual == 1) {
            decide(
                plan,
                Rule::Language,
                those(|one| one.language == Some(Language::Spanish)),
                rooms,
            );
        }
        if tally.access > 0 && !space.has_access {
            waiting.extend(those(|one| one.needs_access));
            captions.push(space.number);
        }
    }
    decide(plan, Rule::Access, waiting, captions);
}

/// Who is together and should not be, or the other way round.
fn between_people(plan: &mut Plan, seating: &Seating) {
    let task = seating.task;
    let room = |person: usize| seating.at[task.units.of[person]];
    let number = |room: usize| task.spaces[room].number;
    let ids = |pair: [usize; 2]| pair.map(|person| task.cast.people[person].id).to_vec();
    for pair in task.cast.pairs_of(|person| &person.keep_with) {
        if let (Some(a), Some(b)) = (room(pair[0]), room(pair[1]))
            && a != b
        {
            decide(plan, Rule::KeepTogether, ids(pair), vec![number(a), number(b)]);
        }
    }
    for pair in task.cast.pairs_of(|person| &person.keep_apart) {
        if let (Some(a), Some(b)) = (room(pair[0]), room(pair[1]))
            && a == b
        {
            decide(plan, Rule::KeepApart, ids(pair), vec![number(a)]);
        }
    }
}

/// Why someone is in a room: what they read.
fn reasons(seating: &Seating, person: usize, room: usize) -> Vec<Reason> {
    let task = seating.task;
    let (somebody, space) = (task.cast.people[person], &task.spaces[room]);
    let mut reasons = Vec::new();
    if space.host == Some(somebody.id) {
        reasons.push(Reason::Host);
    } else {
        reasons.push(by_strategy(seating, person, room));
    }
    if matches!(reasons.first(), Some(Reason::Brings(_) | Reason::Joined(_))) {
        reasons.push(meets(seating, person, room));
    }
    let with: Vec<_> = companions(task.cast, person)
        .filter(|other| seating.at[task.units.of[*other]] == Some(room))
        .map(|other| task.cast.people[other].id)
        .collect();
    if !with.is_empty() {
        reasons.push(Reason::With(with));
    }
    let is_spoken = seating.rooms[room].tally.bilingual > 0 || space.has_interpreter;
    let needs_spanish = somebody.language == Some(Language::Spanish);
    if needs_spanish && is_spoken && !reasons.contains(&Reason::Language) {
        reasons.push(Reason::Language);
    }
    if somebody.needs_access && space.has_access {
        reasons.push(Reason::Access);
    }
    reasons
}

/// With whom someone is kept, whoever said so.
fn companions<'a>(cast: &'a Cast, person: usize) -> impl Iterator<Item = usize> + 'a {
    let somebody = cast.people[person];
    (0..cast.people.len()).filter(move |other| {
        *other != person
            && (somebody.keep_with.contains(&cast.people[*other].id)
                || cast.people[*other].keep_with.contains(&somebody.id))
    })
}

/// The reason that the name of the room is, or else the strategy.
fn by_strategy(seating: &Seating, person: usize, room: usize) -> Reason {
    let task = seating.task;
    let is_at_home = task.labels[person].is_none_or(|kind| kind == task.kinds[room]);
    let was_in = |from: usize| {
        let index = task.was_in(person, from)?;
        Some(task.earlier.get(from)?.rooms.get(index)?.number)
    };
    let meets = || meets(seating, person, room);
    if let Some(announced) = task.announced[person] {
        return if announced == room { Reason::AsBefore } else { Reason::Late };
    }
    match (&task.spaces[room].name, &task.round.strategy) {
        (Name::Role(role), _) if is_at_home => Reason::SameRole(*role),
        (Name::Workplace(_), _) if is_at_home => Reason::SameWorkplace,
        (Name::County(county), _) if is_at_home => Reason::SameCounty(*county),
        (Name::Region(region), _) if is_at_home => Reason::SameRegion(*region),
        (Name::Spanish, _) if is_at_home => Reason::Language,
        (Name::Others, _) if is_at_home => Reason::TooFew,
        (_, Strategy::Jigsaw { from }) => was_in(*from).map_or_else(meets, Reason::Brings),
        (_, Strategy::Nested { from, .. }) => was_in(*from).map_or_else(meets, Reason::Joined),
        (_, Strategy::BalancedRandom) => Reason::Dealt,
        (_, Strategy::SelfSelect { .. }) => Reason::Chosen,
        (_, Strategy::Manual(_)) => Reason::Named,
        (_, Strategy::SameAs { .. }) => Reason::Late,
        (
            _,
            Strategy::RoleAlike
            | Strategy::DistrictTeam { .. }
            | Strategy::CoeRegion
            | Strategy::Mixed
            | Strategy::Pinned { .. }
            | Strategy::LanguageFirst,
        ) => meets(),
    }
}

fn meets(seating: &Seating, person: usize, room: usize) -> Reason {
    let task: &Task = seating.task;
    let workplaces = seating.rooms[room].people.iter().map(|one| task.workplaces[*one]);
    let others: BTreeSet<_> =
        workplaces.filter(|workplace| *workplace != task.workplaces[person]).collect();
    Reason::Meets { as_role: task.cast.people[person].job_role, others: others.len() }
}
