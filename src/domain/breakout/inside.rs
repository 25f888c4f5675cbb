//! What goes on in rooms, and who looks after them: B11, B14, B21 to B31.

use super::{
    Breakouts, Event, Given, LOOKING_MAX, Outcome, REPORTS_MAX, Rejection, Role, Room, RoomNumber,
    Round, Stage,
    decide::{numbers, open_round, room, rooms, round, still_open},
};
use crate::domain::{
    Ctx, PersonId, Rejection as AnyRejection, RoundId, State,
    chat::{self, Rejection as ChatRejection},
    roster::{self, Person},
    text::Text,
};
use std::{collections::BTreeSet, sync::Arc};

/// Who asks, once they have agreed to be kept.
fn acting<'a>(state: &'a State, ctx: &Ctx) -> Result<&'a Arc<Person>, AnyRejection> {
    let person = state.roster.acting(ctx)?;
    person.consent.ok_or(ChatRejection::ConsentNeeded)?;
    Ok(person)
}

/// A room, for those who are in it and those who run the session.
fn room_for<'a>(
    round: &'a Round,
    person: &Person,
    number: RoomNumber,
) -> Result<&'a Arc<Room>, Rejection> {
    let room = room(round, number)?;
    let is_barred = room.barred.contains(&person.id);
    let is_seen = !round.form.candid || room.looking.contains(&person.id);
    let runs = person.permission.runs_sessions() && !is_barred && is_seen;
    if runs || room.holds(person.id) { Ok(room) } else { Err(Rejection::NoSuchRound) }
}

pub(super) fn call_help(state: &State, ctx: &Ctx, on: bool) -> Result<Vec<Event>, AnyRejection> {
    let person = acting(state, ctx)?;
    let (round, room) = state.breakouts.room_of(person.id).ok_or(Rejection::WrongStage)?;
    Ok(match (on, room.help) {
        (true, None) => vec![Event::HelpCalled(round.id, room.number, person.id)],
        (false, Some(_)) => vec![Event::HelpEnded(round.id, room.number)],
        (true, Some(_)) | (false, None) => Vec::new(),
    })
}

/// Says something to all rooms, or to some: B14.
pub(super) fn tell(
    breakouts: &Breakouts,
    by: PersonId,
    id: RoundId,
    text: Text,
    some: Vec<RoomNumber>,
) -> Result<Vec<Event>, Rejection> {
    let round = open_round(breakouts, id)?;
    if some.is_empty() {
        return Ok(vec![Event::Told(id, by, text)]);
    }
    let rooms = rooms(round, &some)?;
    rooms.iter().try_for_each(|room| still_open(room))?;
    if rooms.iter().any(|room| room.barred.contains(&by)) {
        return Err(Rejection::NoSuchRound);
    }
    Ok(vec![Event::RoomsTold(id, numbers(&rooms), by, text)])
}

/// Who sees to what when rooms open: the places of a room in turn, so that who has a role and who
/// has none depends on chance alone.
pub(super) fn dealt_roles(state: &State, round: &Round) -> Vec<Given> {
    let is_here = |person: &PersonId| state.roster.person(*person).is_some_and(|one| one.here);
    let given = round.rooms.iter().flat_map(|room| {
        let all: Vec<_> = room.places.iter().map(|place| place.person).collect();
        let here: Vec<_> = all.iter().copied().filter(is_here).collect();
        let people = if here.is_empty() { all } else { here };
        // Not always the first of a list.
        let from = room.number as usize;
        let roles = round.form.roles.iter().enumerate();
        let given: Vec<Given> = roles
            .filter_map(|(n, role)| {
                let person = people.get((from + n) % people.len().max(1))?;
                Some((room.number, *role, Some(*person)))
            })
            .collect();
        given
    });
    given.collect()
}

/// Someone in a room sees to something: B23.
pub(super) fn give_role(
    state: &State,
    ctx: &Ctx,
    id: RoundId,
    (number, role, to): Given,
) -> Result<Vec<Event>, AnyRejection> {
    let person = acting(state, ctx)?;
    let round = open_round(&state.breakouts, id)?;
    let room = room_for(round, person, number)?;
    still_open(room)?;
    if to.is_some_and(|to| !room.holds(to)) {
        return Err(Rejection::BadPlacement.into());
    }
    Ok(match room.holder(role) == to {
        true => Vec::new(),
        false => vec![Event::RolesGiven(id, vec![(number, role, to)])],
    })
}

/// Rooms go from step to step: B21.
pub(super) fn step(
    state: &State,
    ctx: &Ctx,
    id: RoundId,
    some: &[RoomNumber],
    step: u32,
) -> Result<Vec<Event>, AnyRejection> {
    let person = acting(state, ctx)?;
    let round = open_round(&state.breakouts, id)?;
    let rooms = if person.permission.runs_sessions() {
        // Those that they are kept from go on by themselves.
        let mut rooms = rooms(round, some)?;
        rooms.retain(|room| !room.barred.contains(&person.id));
        rooms
    } else {
        let [number] = *some else { return Err(roster::Rejection::NotAllowed.into()) };
        let room = room_for(round, person, number)?;
        if room.holder(Role::Timekeeper).is_some_and(|keeper| keeper != person.id) {
            return Err(roster::Rejection::NotAllowed.into());
        }
        vec![room]
    };
    if step == 0 || step as usize > round.form.steps.len() {
        return Err(Rejection::WrongStage.into());
    }
    rooms.iter().try_for_each(|room| still_open(room))?;
    let is_elsewhere = |room: &&Arc<Room>| room.step.map(|(at, _)| at) != Some(step);
    let rooms: Vec<_> = rooms.into_iter().filter(is_elsewhere).collect();
    let event = || Event::Stepped(id, numbers(&rooms), step);
    Ok((!rooms.is_empty()).then(event).into_iter().collect())
}

impl Breakouts {
    /// Whether the step of someone's room is one in which they listen: B22.
    #[must_use]
    pub fn listens(&self, person: PersonId) -> bool {
        let Some((round, room)) = self.room_of(person) else { return false };
        let step = room.step.and_then(|(at, _)| round.form.steps.get(at as usize - 1));
        let role = step.and_then(|step| step.silent);
        role.is_some_and(|role| room.holder(role) == Some(person))
    }
}

/// A facilitator looks into rooms: B24.
pub(super) fn look(
    state: &State,
    by: PersonId,
    id: RoundId,
    to: Vec<RoomNumber>,
) -> Result<Vec<Event>, AnyRejection> {
    // Who has not agreed never arrives, and so would never be seen to leave.
    let consent = state.roster.person(by).and_then(|person| person.consent);
    consent.ok_or(ChatRejection::ConsentNeeded)?;
    let round = round(&state.breakouts, id)?;
    let from = round.rooms.iter().filter(|room| room.looking.contains(&by));
    let from: Vec<_> = from.map(|room| room.number).collect();
    let to: Vec<_> = to.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
    if to.len() > LOOKING_MAX {
        return Err(Rejection::Full.into());
    }
    // Who looks away may do so after all has closed.
    if !to.is_empty() && !round.stage.is_open() {
        return Err(Rejection::WrongStage.into());
    }
    for number in &to {
        let room = room(round, *number)?;
        still_open(room)?;
        if room.barred.contains(&by) {
            return Err(roster::Rejection::NotAllowed.into());
        }
    }
    Ok(if from == to { Vec::new() } else { vec![Event::Looked(id, by, from, to)] })
}

/// Someone is kept from looking into rooms: B25. Nobody says that of themselves.
pub(super) fn bar(
    state: &State,
    by: PersonId,
    id: RoundId,
    person: PersonId,
    to: Vec<RoomNumber>,
) -> Result<Vec<Event>, AnyRejection> {
    let round = round(&state.breakouts, id)?;
    if matches!(round.stage, Stage::Closed { .. }) {
        return Err(Rejection::WrongStage.into());
    }
    runs_sessions(state, person)?;
    if person == by {
        return Err(roster::Rejection::NotAllowed.into());
    }
    let from = round.rooms.iter().filter(|room| room.barred.contains(&person));
    let from: Vec<_> = from.map(|room| room.number).collect();
    let to: Vec<_> = to.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
    for number in &to {
        room(round, *number)?;
    }
    Ok(if from == to { Vec::new() } else { vec![Event::Barred(id, person, from, to)] })
}

fn runs_sessions(state: &State, person: PersonId) -> Result<(), AnyRejection> {
    let found = state.roster.person(person).ok_or(roster::Rejection::NoSuchPerson)?;
    if found.permission.runs_sessions() { Ok(()) } else { Err(Rejection::BadPlacement.into()) }
}

/// Someone takes care of rooms: B27.
pub(super) fn assign(
    state: &State,
    id: RoundId,
    some: &[RoomNumber],
    person: Option<PersonId>,
) -> Result<Vec<Event>, AnyRejection> {
    let round = round(&state.breakouts, id)?;
    if matches!(round.stage, Stage::Closed { .. }) || some.is_empty() {
        return Err(Rejection::WrongStage.into());
    }
    person.map(|person| runs_sessions(state, person)).transpose()?;
    let rooms = rooms(round, some)?;
    if rooms.iter().any(|room| person.is_some_and(|person| room.barred.contains(&person))) {
        return Err(roster::Rejection::NotAllowed.into());
    }
    let rooms: Vec<_> = rooms.into_iter().filter(|room| room.facilitator != person).collect();
    let event = || Event::Assigned(id, numbers(&rooms), person);
    Ok((!rooms.is_empty()).then(event).into_iter().collect())
}

/// Writes what a room brings back: B29.
pub(super) fn put_result(
    state: &State,
    ctx: &Ctx,
    id: RoundId,
    number: RoomNumber,
    text: String,
) -> Result<Vec<Event>, AnyRejection> {
    // It is kept, and everyone reads it.
    let person = chat::writer(state, ctx)?;
    let breakouts = &state.breakouts;
    let round = round(breakouts, id)?;
    let room = room_for(round, person, number)?;
    let is_last = breakouts.open.is_none()
        && breakouts.over().next_back().is_some_and(|last| last.id == round.id);
    if !round.stage.is_open() && !is_last {
        return Err(Rejection::WrongStage.into());
    }
    let is_same = room.result.as_ref().map_or("", |result: &Outcome| &result.text) == text;
    Ok(if is_same { Vec::new() } else { vec![Event::ResultPut(id, number, person.id, text)] })
}

/// Rooms report to everyone: B31.
pub(super) fn set_reports(
    breakouts: &Breakouts,
    id: RoundId,
    numbers: Vec<RoomNumber>,
    seconds: u32,
    now: u32,
) -> Result<Vec<Event>, Rejection> {
    let round = round(breakouts, id)?;
    if round.stage == Stage::Planned || now as usize > numbers.len() {
        return Err(Rejection::WrongStage);
    }
    if numbers.len() > REPORTS_MAX {
        return Err(Rejection::Full);
    }
    for number in &numbers {
        room(round, *number)?;
    }
    let is_nothing = numbers.is_empty() && breakouts.reports.is_none();
    let is_same = breakouts.reports.as_ref().is_some_and(|(of, rooms, each, turn, _)| {
        (*of, rooms, *each, *turn) == (id, &numbers, seconds, now)
    });
    // The same turn once more is more time for it.
    let is_same = is_same && now == 0;
    Ok(match is_nothing || is_same {
        true => Vec::new(),
        false => vec![Event::ReportsSet(id, numbers, seconds, now)],
    })
}
