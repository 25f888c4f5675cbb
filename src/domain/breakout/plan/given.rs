//! Seats people where someone has said: a facilitator, or they themselves.

use super::{
    Choice, Earlier, Name, Plan, Rule, Unplaced,
    cost::Tier,
    layout::Space,
    report,
    round::Round,
    seating::Seating,
    task::{Cast, Task},
    units::Units,
};
use crate::domain::PersonId;

/// The rooms of a facilitator, as they are. Who is listed twice is in the first.
pub(super) fn named(
    cast: &Cast,
    round: &Round,
    earlier: &[Earlier],
    rooms: &[Vec<PersonId>],
) -> Plan {
    let space = |number| Space { max: usize::MAX, ..Space::new(number, Name::Number, round) };
    let spaces = (1..=rooms.len()).map(space).collect();
    let task = Task::new(cast, Units::singles(cast.people.len()), spaces, round, earlier);
    let mut seating = Seating::new(&task);
    for (room, people) in rooms.iter().enumerate() {
        for person in people.iter().filter_map(|id| cast.index(*id)) {
            if seating.at[person].is_none() {
                seating.seat(person, room);
            }
        }
    }
    let unplaced = without(&seating, Rule::NotNamed, &[]);
    report::plan(&seating, unplaced)
}

/// The rooms that people chose, first come, first served. The others wait, and who must not be
/// where they want to be does, too.
pub(super) fn chosen(
    cast: &Cast,
    round: &Round,
    earlier: &[Earlier],
    rooms: usize,
    choices: &[Choice],
) -> Plan {
    let spaces = (1..=rooms).map(|number| Space::new(number, Name::Number, round)).collect();
    let task = Task::new(cast, Units::singles(cast.people.len()), spaces, round, earlier);
    let mut seating = Seating::new(&task);
    let mut unplaced = Vec::new();
    for (nth, choice) in choices.iter().enumerate() {
        let changed = choices[nth + 1..].iter().any(|later| later.person == choice.person);
        let room = task.spaces.iter().position(|space| space.number == choice.room);
        let (Some(person), Some(room), false) = (cast.index(choice.person), room, changed) else {
            continue;
        };
        let rule = if seating.change(room, None, Some(person))[Tier::Apart] > 0 {
            Rule::KeepApart
        } else if !seating.fits(room, None, person) {
            Rule::Full
        } else {
            seating.seat(person, room);
            continue;
        };
        unplaced.push(Unplaced { person: choice.person, rule, room: Some(choice.room) });
    }
    let silent = without(&seating, Rule::NotChosen, &unplaced);
    unplaced.extend(silent);
    report::plan(&seating, unplaced)
}

/// Those who are nowhere, and of whom that has not been said.
fn without(seating: &Seating, rule: Rule, known: &[Unplaced]) -> Vec<Unplaced> {
    let people = seating.task.cast.people.iter().zip(&seating.at);
    let nowhere = people.filter(|(_, room)| room.is_none()).map(|(person, _)| person.id);
    nowhere
        .filter(|id| known.iter().all(|one| one.person != *id))
        .map(|person| Unplaced { person, rule, room: None })
        .collect()
}
