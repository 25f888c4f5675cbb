//! Where those go who come when the rooms are planned or open already. Nobody else is moved.

use super::{Move, PEOPLE_MAX, Round, Strategy, Why, plan, planning};
use crate::domain::{PersonId, State};
use std::collections::HashSet;

/// Rooms for those who take part and have none. Nobody where people choose themselves.
pub(super) fn places(
    state: &State,
    round: &Round,
    people: impl Iterator<Item = PersonId>,
) -> Vec<Move> {
    if round.spec.strategy == Strategy::SelfSelect || round.rooms.is_empty() {
        return Vec::new();
    }
    let seats = round.rooms.iter().flat_map(|room| &room.places);
    let mut placed: HashSet<_> = seats.map(|place| place.person).collect();
    let takes_part = |id: &PersonId| {
        // Whom a facilitator has put back to the plenary, they left there.
        let person = state.roster.person(*id).filter(|_| !round.outside.contains(id));
        person.is_some_and(|person| !person.permission.runs_sessions() && !person.waiting)
    };
    let late: Vec<_> = people.filter(takes_part).filter(|id| placed.insert(*id)).collect();
    // Most who come have a room: nothing is built for them.
    if late.is_empty() {
        return Vec::new();
    }
    let mut rooms = planning::rooms(state, round);
    rooms.retain(|room| round.room(room.number).is_some_and(|room| room.closed_at.is_none()));
    let there = rooms.iter().flat_map(|room| &room.people).chain(&late);
    let cast: Vec<_> = there
        .filter_map(|id| state.roster.person(*id))
        .map(|person| planning::somebody(person))
        .collect();
    let wanted = planning::wanted(state, &round.spec, 0, 0);
    let mut moves = Vec::new();
    for person in late {
        let found = plan::place_late(&rooms, &cast, person, &wanted, &[]).ok();
        // Where every seat is taken, the smallest room makes one more, but never with someone
        // whom they must not meet: rather they stay in the plenary.
        let found = found.or_else(|| {
            let is_open = |room: &&plan::Room| {
                room.people.len() < PEOPLE_MAX && !has_foe(state, person, &room.people)
            };
            rooms
                .iter()
                .filter(is_open)
                .min_by_key(|room| room.people.len())
                .map(|room| room.number)
        });
        let Some(room) = rooms.iter_mut().find(|room| Some(room.number) == found) else { continue };
        room.people.push(person);
        moves.push(Move { person, from: None, to: Some(room.number), why: Why::Late });
    }
    moves
}

/// Whether someone must not meet one of these people.
pub(super) fn has_foe(state: &State, person: PersonId, others: &[PersonId]) -> bool {
    others.iter().any(|other| are_apart(state, person, *other))
}

/// Whether two must not meet, whichever of the two it is said of.
fn are_apart(state: &State, a: PersonId, b: PersonId) -> bool {
    let names = |one: PersonId, other: PersonId| {
        let one = state.roster.person(one);
        one.is_some_and(|one| one.details.keep_apart.contains(&other))
    };
    names(a, b) || names(b, a)
}
