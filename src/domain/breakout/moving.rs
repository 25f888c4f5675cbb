//! Who goes to which room: put there, by choice, late, merged, and on their rounds.

use super::{
    Breakouts, Event, Move, PEOPLE_MAX, Place, Rejection, Room, RoomNumber, Round, Stage, Strategy,
    Why,
    decide::{open_round, room, round},
    late, planning,
};
use crate::domain::{
    Ctx, Millis, PersonId, Rejection as AnyRejection, RoundId, State, chat, roster,
};
use std::{collections::HashSet, sync::Arc};

/// Moves, and those who have waited for the seats that they free: B32.
fn placed(state: &State, round: &Round, mut moves: Vec<Move>) -> Vec<Event> {
    if moves.is_empty() {
        return Vec::new();
    }
    if round.spec.strategy == Strategy::SelfSelect && round.stage.is_open() {
        // Each seat frees at most one other.
        let mut at = 0;
        while let Some(freed) = moves.get(at).map(|one| one.from) {
            let next = freed.and_then(|number| next_in(state, round, number, &moves));
            moves.extend(next);
            at += 1;
        }
    }
    // Who has a seat waits for no other.
    let waits = |one: &Move| {
        let room = waits_for(round, one.person).filter(|number| Some(*number) != one.to)?;
        Some(Event::Awaited(round.id, room, one.person, false))
    };
    let mut events: Vec<_> = moves.iter().filter_map(waits).collect();
    events.push(Event::Placed(round.id, moves));
    events
}

/// For which room someone waits. It is one at most.
fn waits_for(round: &Round, person: PersonId) -> Option<RoomNumber> {
    let room = round.rooms.iter().find(|room| room.waiting.contains(&person))?;
    Some(room.number)
}

/// Who has waited longest for a seat in a room, if there is one after these moves.
fn next_in(state: &State, round: &Round, number: RoomNumber, moves: &[Move]) -> Option<Move> {
    let room = round.room(number).filter(|room| room.closed_at.is_none())?;
    let is_moved = |person: PersonId| moves.iter().any(|one| one.person == person);
    let stay = room.places.iter().map(|place| place.person).filter(|one| !is_moved(*one));
    let come = moves.iter().filter(|one| one.to == Some(number)).map(|one| one.person);
    let there: Vec<_> = stay.chain(come).collect();
    if there.len() >= round.spec.max as usize {
        return None;
    }
    let may = |person: &&PersonId| {
        let is_known = state.roster.person(**person).is_some();
        is_known && !is_moved(**person) && !late::has_foe(state, **person, &there)
    };
    let person = *room.waiting.iter().find(may)?;
    let from = round.room_of(person).map(|room| room.number);
    Some(Move { person, from, to: Some(number), why: Why::Chosen })
}

fn meets_foe(state: &State, person: PersonId, room: &Room) -> bool {
    let there: Vec<_> = room.places.iter().map(|place| place.person).collect();
    late::has_foe(state, person, &there)
}

/// Facilitators put people into rooms: B5.
pub(super) fn place(
    state: &State,
    id: RoundId,
    places: Vec<(PersonId, Option<RoomNumber>)>,
) -> Result<Vec<Event>, AnyRejection> {
    let round = round(&state.breakouts, id)?;
    if matches!(round.stage, Stage::Closed { .. }) {
        return Err(Rejection::WrongStage.into());
    }
    let mut seen = HashSet::new();
    let mut changed = Vec::new();
    for (person, to) in places {
        let is_known = state.roster.person(person).is_some_and(|who| !who.waiting);
        if !is_known || !seen.insert(person) {
            return Err(Rejection::BadPlacement.into());
        }
        if let Some(number) = to {
            let to = room(round, number)?;
            if to.closed_at.is_some() {
                return Err(Rejection::WrongStage.into());
            }
            // Whoever is kept from a room does not get into it as one of its people, either.
            if to.barred.contains(&person) {
                return Err(roster::Rejection::NotAllowed.into());
            }
        }
        let from = round.room_of(person).map(|room| room.number);
        if from != to {
            changed.push(Move { person, from, to, why: Why::Facilitator });
        }
    }
    for room in &round.rooms {
        let stay = room.places.iter().filter(|place| !seen.contains(&place.person)).count();
        let come = changed.iter().filter(|one| one.to == Some(room.number)).count();
        if come > 0 && stay + come > PEOPLE_MAX {
            return Err(Rejection::RoomFull.into());
        }
    }
    Ok(placed(state, round, changed))
}

/// Goes to a room of one's choice, or waits for a seat there: B12, B32.
pub(super) fn choose(
    state: &State,
    ctx: &Ctx,
    id: RoundId,
    number: Option<RoomNumber>,
) -> Result<Vec<Event>, AnyRejection> {
    let person = state.roster.acting(ctx)?;
    person.consent.ok_or(chat::Rejection::ConsentNeeded)?;
    let round = open_round(&state.breakouts, id)?;
    if round.spec.strategy != Strategy::SelfSelect {
        return Err(roster::Rejection::NotAllowed.into());
    }
    let waits = waits_for(round, person.id);
    let gives_up = |from: RoomNumber| Event::Awaited(id, from, person.id, false);
    let Some(number) = number else { return Ok(waits.map(gives_up).into_iter().collect()) };
    let room = room(round, number)?;
    if room.closed_at.is_some() {
        return Err(Rejection::WrongStage.into());
    }
    if room.barred.contains(&person.id) {
        return Err(roster::Rejection::NotAllowed.into());
    }
    let from = round.room_of(person.id).map(|room| room.number);
    if from == Some(number) {
        return Ok(waits.map(gives_up).into_iter().collect());
    }
    // Nobody learns whom they are kept apart from: such a room is as good as full.
    let is_full = room.places.len() >= round.spec.max as usize;
    if is_full || meets_foe(state, person.id, room) {
        if waits == Some(number) {
            return Ok(Vec::new());
        }
        let now = Event::Awaited(id, number, person.id, true);
        return Ok(waits.map(gives_up).into_iter().chain([now]).collect());
    }
    let there = Move { person: person.id, from, to: Some(number), why: Why::Chosen };
    Ok(placed(state, round, vec![there]))
}

/// The people of a room go to another one, and it closes: B28.
pub(super) fn merge(
    state: &State,
    id: RoundId,
    number: RoomNumber,
    into: Option<RoomNumber>,
) -> Result<Vec<Event>, AnyRejection> {
    let round = open_round(&state.breakouts, id)?;
    let from = room(round, number)?;
    let into = match into {
        Some(into) => room(round, into)?.number,
        None => planning::best_to_join(state, round, number).ok_or(Rejection::RoomFull)?,
    };
    let is_closed = |room: &Arc<Room>| room.closed_at.is_some();
    if into == number || is_closed(from) || is_closed(room(round, into)?) {
        return Err(Rejection::WrongStage.into());
    }
    if from.places.len() + room(round, into)?.places.len() > PEOPLE_MAX {
        return Err(Rejection::RoomFull.into());
    }
    let barred = &room(round, into)?.barred;
    if from.places.iter().any(|place| barred.contains(&place.person)) {
        return Err(roster::Rejection::NotAllowed.into());
    }
    let moves = from.places.iter().map(|place| Move {
        person: place.person,
        from: Some(number),
        to: Some(into),
        why: Why::Merged,
    });
    let moves: Vec<_> = moves.collect();
    let mut events = Vec::new();
    if !moves.is_empty() {
        events.push(Event::Placed(id, moves));
    }
    events.push(Event::RoomsEnded(id, vec![number]));
    Ok(events)
}

/// Everyone goes on to the next room: B20. Two who press at once go on once.
pub(super) fn rotate(
    breakouts: &Breakouts,
    now: Millis,
    id: RoundId,
    rotation: u32,
) -> Result<Vec<Event>, Rejection> {
    let round = open_round(breakouts, id)?;
    if rotation == round.rotation && rotation > 0 {
        return Ok(Vec::new());
    }
    if rotation != round.rotation + 1 {
        return Err(Rejection::WrongStage);
    }
    Ok(rotated(round, round.paused_at.unwrap_or(now)))
}

/// What it is when everyone goes on.
pub(super) fn rotated(round: &Round, now: Millis) -> Vec<Event> {
    let rooms: Vec<_> = round.open_rooms().collect();
    let next = rooms.iter().cycle().skip(1);
    let moves = rooms.iter().zip(next).filter(|(from, to)| from.number != to.number);
    let moves = moves.flat_map(|(from, to)| {
        let goes = |place: &&Place| place.why != Why::Host && !to.barred.contains(&place.person);
        let guests = from.places.iter().filter(goes);
        guests.map(|place| Move {
            person: place.person,
            from: Some(from.number),
            to: Some(to.number),
            why: Why::Rotation,
        })
    });
    let moves: Vec<_> = moves.collect();
    let minutes = Millis::from(round.form.rotation_minutes);
    let again = (minutes > 0).then(|| now + minutes * 60_000);
    let mut events = Vec::new();
    if !moves.is_empty() {
        events.push(Event::Placed(round.id, moves));
    }
    events.push(Event::Rotated(round.id, round.rotation + 1, again));
    events
}

/// Who has just come while rooms are open goes to one of them.
pub(in crate::domain) fn on_arrival(state: &State, people: &[PersonId]) -> Option<Event> {
    let round = state.breakouts.open_round()?;
    let places = late::places(state, round, people.iter().copied());
    (!places.is_empty()).then(|| Event::Placed(round.id, places))
}

/// Whoever is on the roster no more leaves their places to nobody, or to the one they turned out
/// to be; what is over stays as it was.
pub(in crate::domain) fn on_leaving(
    state: &State,
    gone: PersonId,
    heir: Option<PersonId>,
) -> Vec<Event> {
    let rounds = state.breakouts.rounds.iter();
    let going_on = rounds.filter(|round| !matches!(round.stage, Stage::Closed { .. }));
    let waited = going_on.clone().flat_map(|round| {
        let room = waits_for(round, gone);
        let heir =
            heir.filter(|heir| round.room_of(*heir).is_none() && waits_for(round, *heir).is_none());
        let no_more = room.map(|room| Event::Awaited(round.id, room, gone, false));
        let instead = room.zip(heir).map(|(room, heir)| Event::Awaited(round.id, room, heir, true));
        no_more.into_iter().chain(instead)
    });
    let waited: Vec<_> = waited.collect();
    let left = going_on.filter_map(|round| {
        let room = round.room_of(gone)?;
        let from = Some(room.number);
        let place = room.places.iter().find(|place| place.person == gone)?;
        // They come into the place, and into the reason for it.
        let why = place.why;
        let heir = heir.filter(|heir| round.room_of(*heir).is_none());
        let heir = heir.map(|person| Move { person, from: None, to: from, why });
        let goes = Move { person: gone, from, to: None, why };
        Some(placed(state, round, heir.into_iter().chain([goes]).collect()))
    });
    let left = left.flatten();
    waited.into_iter().chain(left).chain(no_longer(state, gone)).collect()
}

/// Whoever does not run the session any more, or is not there, looks into no room: B24.
pub(in crate::domain) fn on_looking_away(state: &State, person: PersonId) -> Option<Event> {
    let round = state.breakouts.open_round()?;
    let looked = round.rooms.iter().filter(|room| room.looking.contains(&person));
    let looked: Vec<_> = looked.map(|room| room.number).collect();
    (!looked.is_empty()).then(|| Event::Looked(round.id, person, looked, Vec::new()))
}

/// Whoever does not run the session any more takes care of no room, either: B27.
pub(in crate::domain) fn no_longer(state: &State, person: PersonId) -> Vec<Event> {
    let going_on = state.breakouts.rounds.iter().filter(|round| round.closed_at().is_none());
    let cared = going_on.filter_map(|round| {
        let rooms = round.rooms.iter().filter(|room| room.facilitator == Some(person));
        let rooms: Vec<_> = rooms.map(|room| room.number).collect();
        (!rooms.is_empty()).then(|| Event::Assigned(round.id, rooms, None))
    });
    cared.chain(on_looking_away(state, person)).collect()
}

/// A round is open again: those who are on the roster no more do not come back with it, whoever a
/// guest turned out to be does, and who does not run the session any more cares for no room.
pub(super) fn after_reopening(state: &State, round: &Round) -> Vec<Event> {
    let mut moves = Vec::new();
    let mut cared = Vec::new();
    for room in round.rooms.iter().filter(|room| room.closed_at.is_none()) {
        let from = Some(room.number);
        for place in &room.places {
            if state.roster.person(place.person).is_some() {
                continue;
            }
            let why = place.why;
            moves.push(Move { person: place.person, from, to: None, why });
            let heir = state.roster.resolve(place.person);
            let is_new = |heir: &PersonId| {
                let is_known = state.roster.person(*heir).is_some();
                let comes = moves.iter().any(|one| one.person == *heir);
                is_known && !comes && round.room_of(*heir).is_none()
            };
            let heir = Some(heir).filter(is_new);
            moves.extend(heir.map(|person| Move { person, from: None, to: from, why }));
        }
        let runs = |id: PersonId| {
            state.roster.person(id).is_some_and(|person| person.permission.runs_sessions())
        };
        cared.extend(room.facilitator.filter(|id| !runs(*id)).map(|_| room.number));
    }
    let mut events = Vec::new();
    if !moves.is_empty() {
        events.push(Event::Placed(round.id, moves));
    }
    if !cared.is_empty() {
        events.push(Event::Assigned(round.id, cared, None));
    }
    events
}
