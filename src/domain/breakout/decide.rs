//! Who may plan, open, change and close rooms: B1 to B4, B7, and whom to ask about the rest.

use super::{
    Breakouts, Command, Draft, Event, NUMBER_MAX, PEOPLE_MAX, ROOMS_MAX, ROUNDS_MAX, Rejection,
    Room, RoomNumber, Round, Stage, inside, late, moving, timing,
};
use crate::domain::{
    Ctx, Millis, PersonId, Rejection as AnyRejection, RoundId, State,
    roster::Permission,
    session::{self, Life},
    text::{Link, Text},
};
use std::{
    collections::{BTreeSet, HashSet},
    sync::Arc,
};

/// Decides B1 to B32.
pub(in crate::domain) fn decide(
    state: &State,
    ctx: &Ctx,
    command: Command,
) -> Result<Vec<Event>, AnyRejection> {
    if let Command::Finish(id, at) = command {
        return timing::finish(state, ctx, id, at);
    }
    if matches!(state.session.life, Life::Ended { .. }) {
        return Err(session::Rejection::WrongState.into());
    }
    match command {
        Command::CallHelp(on) => inside::call_help(state, ctx, on),
        Command::Choose(id, number) => moving::choose(state, ctx, id, number),
        Command::GiveRole(id, number, role, to) => {
            inside::give_role(state, ctx, id, (number, role, to))
        }
        Command::Step(id, rooms, step) => inside::step(state, ctx, id, &rooms, step),
        Command::PutResult(id, number, text) => inside::put_result(state, ctx, id, number, text),
        _ => {
            let by = state.roster.acting_with(ctx, Permission::Facilitator)?.id;
            for_facilitators(state, ctx.now, by, command)
        }
    }
}

fn for_facilitators(
    state: &State,
    now: Millis,
    by: PersonId,
    command: Command,
) -> Result<Vec<Event>, AnyRejection> {
    let breakouts = &state.breakouts;
    Ok(match command {
        Command::Put(draft) => put(state, *draft)?,
        Command::Remove(id) => match round(breakouts, id)?.stage {
            Stage::Planned => vec![Event::Removed(id)],
            _ => return Err(Rejection::WrongStage.into()),
        },
        Command::Open(id) => open(state, now, id)?,
        Command::Place(id, places) => moving::place(state, id, places)?,
        Command::PutRoom(id, number, name, link) => put_room(breakouts, id, number, name, link)?,
        Command::Extend(id, minutes, rooms) => timing::extend(breakouts, now, id, minutes, &rooms)?,
        Command::Pause(id, on) => timing::pause(breakouts, id, on)?,
        Command::Close(id, rooms) => timing::close(breakouts, now, id, &rooms)?,
        Command::CloseNow(id, rooms) => timing::close_now(breakouts, id, &rooms)?,
        Command::Reopen(id, rooms) => timing::reopen(state, now, id, rooms)?,
        Command::Tell(id, text, rooms) => inside::tell(breakouts, by, id, text, rooms)?,
        Command::Merge(id, number, into) => moving::merge(state, id, number, into)?,
        Command::Rotate(id, rotation) => moving::rotate(breakouts, now, id, rotation)?,
        Command::Look(id, rooms) => inside::look(state, by, id, rooms)?,
        Command::Bar(id, person, rooms) => inside::bar(state, by, id, person, rooms)?,
        Command::Assign(id, rooms, person) => inside::assign(state, id, &rooms, person)?,
        Command::SetReports(id, rooms, seconds, turn) => {
            inside::set_reports(breakouts, id, rooms, seconds, turn)?
        }
        Command::ClaimHelp(id, number) => {
            let room = room(open_round(breakouts, id)?, number)?;
            if room.barred.contains(&by) {
                return Err(Rejection::NoSuchRound.into());
            }
            let help = room.help;
            let is_mine = help.ok_or(Rejection::WrongStage)?.claimed_by == Some(by);
            if is_mine { Vec::new() } else { vec![Event::HelpClaimed(id, number, by)] }
        }
        Command::EndHelp(id, number) => {
            let help = room(open_round(breakouts, id)?, number)?.help;
            if help.is_some() { vec![Event::HelpEnded(id, number)] } else { Vec::new() }
        }
        Command::Finish(..)
        | Command::CallHelp(_)
        | Command::Choose(..)
        | Command::GiveRole(..)
        | Command::Step(..)
        | Command::PutResult(..) => Vec::new(),
    })
}

pub(super) fn round(breakouts: &Breakouts, id: RoundId) -> Result<&Arc<Round>, Rejection> {
    breakouts.round(id).ok_or(Rejection::NoSuchRound)
}

pub(super) fn open_round(breakouts: &Breakouts, id: RoundId) -> Result<&Arc<Round>, Rejection> {
    let round = round(breakouts, id)?;
    if round.stage.is_open() { Ok(round) } else { Err(Rejection::WrongStage) }
}

pub(super) fn room(round: &Round, number: RoomNumber) -> Result<&Arc<Room>, Rejection> {
    round.room(number).ok_or(Rejection::NoSuchRound)
}

/// These rooms of a round, each once; all open ones when none is named.
pub(super) fn rooms<'a>(
    round: &'a Round,
    numbers: &[RoomNumber],
) -> Result<Vec<&'a Arc<Room>>, Rejection> {
    if numbers.is_empty() {
        return Ok(round.open_rooms().collect());
    }
    if numbers.len() > ROOMS_MAX {
        return Err(Rejection::Full);
    }
    let numbers: BTreeSet<_> = numbers.iter().collect();
    numbers.into_iter().map(|number| room(round, *number)).collect()
}

/// Refuses what can no longer be done in a room whose people are back.
pub(super) fn still_open(room: &Room) -> Result<(), Rejection> {
    if room.closed_at.is_some() { Err(Rejection::WrongStage) } else { Ok(()) }
}

/// What rooms are called in events.
pub(super) fn numbers(rooms: &[&Arc<Room>]) -> Vec<RoomNumber> {
    rooms.iter().map(|room| room.number).collect()
}

fn put(state: &State, draft: Draft) -> Result<Vec<Event>, AnyRejection> {
    let breakouts = &state.breakouts;
    match breakouts.round(draft.id) {
        Some(round) if round.stage != Stage::Planned => return Err(Rejection::WrongStage.into()),
        Some(_) => {}
        None if breakouts.rounds.len() >= ROUNDS_MAX => return Err(Rejection::Full.into()),
        None => {}
    }
    if draft.rooms.len() > ROOMS_MAX {
        return Err(Rejection::Full.into());
    }
    if draft.form.next == Some(draft.id) {
        return Err(Rejection::NoSuchRound.into());
    }
    let mut numbers = HashSet::new();
    let mut people = HashSet::new();
    for room in &draft.rooms {
        if room.number == 0 || room.number > NUMBER_MAX || !numbers.insert(room.number) {
            return Err(Rejection::BadPlacement.into());
        }
        if room.places.len() > PEOPLE_MAX {
            return Err(Rejection::RoomFull.into());
        }
        for place in &room.places {
            let is_known = state.roster.person(place.person).is_some_and(|who| !who.waiting);
            let kept = breakouts.round(draft.id).and_then(|round| round.room(room.number));
            let is_barred = kept.is_some_and(|kept| kept.barred.contains(&place.person));
            if !is_known || is_barred || !people.insert(place.person) {
                return Err(Rejection::BadPlacement.into());
            }
        }
    }
    Ok(vec![Event::Put(Box::new(draft))])
}

fn open(state: &State, now: Millis, id: RoundId) -> Result<Vec<Event>, AnyRejection> {
    let breakouts = &state.breakouts;
    let round = round(breakouts, id)?;
    if breakouts.open == Some(id) {
        return Ok(Vec::new());
    }
    if breakouts.open.is_some() {
        return Err(Rejection::OtherOpen.into());
    }
    if round.stage != Stage::Planned || round.rooms.is_empty() {
        return Err(Rejection::WrongStage.into());
    }
    if !matches!(state.session.life, Life::Live { .. }) {
        return Err(session::Rejection::WrongState.into());
    }
    Ok(opened(state, now, round))
}

/// A round opens: for those who have come since it was planned as well.
pub(super) fn opened(state: &State, now: Millis, round: &Round) -> Vec<Event> {
    let ends_at = (round.minutes > 0).then(|| now + Millis::from(round.minutes) * 60_000);
    let mut events = vec![Event::Opened(round.id, ends_at, inside::dealt_roles(state, round))];
    let here = state.roster.iter().filter(|person| person.here).map(|person| person.id);
    let late = late::places(state, round, here);
    if !late.is_empty() {
        events.push(Event::Placed(round.id, late));
    }
    events
}

fn put_room(
    breakouts: &Breakouts,
    id: RoundId,
    number: Option<RoomNumber>,
    name: Text,
    link: Option<Link>,
) -> Result<Vec<Event>, Rejection> {
    let round = round(breakouts, id)?;
    if matches!(round.stage, Stage::Closed { .. }) {
        return Err(Rejection::WrongStage);
    }
    let number = match number {
        Some(number) => {
            let room = room(round, number)?;
            if (&room.name, &room.link) == (&name, &link) {
                return Ok(Vec::new());
            }
            number
        }
        None if round.rooms.len() >= ROOMS_MAX => return Err(Rejection::Full),
        // It would fall shut at once.
        None if matches!(round.stage, Stage::Closing { .. }) => return Err(Rejection::WrongStage),
        None => {
            (1..=NUMBER_MAX).find(|number| round.room(*number).is_none()).ok_or(Rejection::Full)?
        }
    };
    Ok(vec![Event::RoomPut(id, number, name, link)])
}
