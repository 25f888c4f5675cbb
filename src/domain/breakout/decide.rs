//! Who may plan, open, change and close rooms, and who goes where: B1 to B14.

use super::{
    Breakouts, Command, Draft, Event, GRACE_MS, Move, NUMBER_MAX, PEOPLE_MAX, ROOMS_MAX,
    ROUNDS_MAX, Rejection, Room, RoomNumber, Round, Stage, Strategy, Why, late,
};
use crate::domain::{
    Ctx, Millis, PersonId, Rejection as AnyRejection, RoundId, State,
    chat::{self, Rejection as ChatRejection},
    roster::{self, Permission, only_server},
    session::{self, Life},
    text::{Link, Text},
};
use std::{collections::HashSet, sync::Arc};

/// Decides B1 to B14.
pub(in crate::domain) fn decide(
    state: &State,
    ctx: &Ctx,
    command: Command,
) -> Result<Vec<Event>, AnyRejection> {
    if let Command::Finish(id, at) = command {
        return finish(state, ctx, id, at);
    }
    if matches!(state.session.life, Life::Ended { .. }) {
        return Err(session::Rejection::WrongState.into());
    }
    match command {
        Command::CallHelp(on) => return call_help(state, ctx, on),
        Command::Choose(id, number) => return choose(state, ctx, id, number),
        _ => {}
    }
    let by = state.roster.acting_with(ctx, Permission::Facilitator)?.id;
    let breakouts = &state.breakouts;
    match command {
        Command::Put(draft) => put(state, *draft),
        Command::Remove(id) => match round(breakouts, id)?.stage {
            Stage::Planned => Ok(vec![Event::Removed(id)]),
            _ => Err(Rejection::WrongStage.into()),
        },
        Command::Open(id) => open(state, ctx.now, id),
        Command::Place(id, places) => place(state, id, places),
        Command::PutRoom(id, number, name, link) => {
            Ok(put_room(breakouts, id, number, name, link)?)
        }
        Command::Extend(id, minutes) => Ok(extend(breakouts, ctx.now, id, minutes)?),
        Command::Close(id) => match round(breakouts, id)?.stage {
            Stage::Open { .. } => Ok(vec![Event::Closing(id, ctx.now + GRACE_MS)]),
            Stage::Closing { .. } | Stage::Closed { .. } => Ok(Vec::new()),
            Stage::Planned => Err(Rejection::WrongStage.into()),
        },
        Command::CloseNow(id) => match round(breakouts, id)?.stage {
            Stage::Open { .. } | Stage::Closing { .. } => Ok(vec![Event::Closed(id)]),
            Stage::Closed { .. } => Ok(Vec::new()),
            Stage::Planned => Err(Rejection::WrongStage.into()),
        },
        Command::Tell(id, text) => {
            open_round(breakouts, id)?;
            Ok(vec![Event::Told(id, by, text)])
        }
        Command::ClaimHelp(id, number) => {
            let help = room(open_round(breakouts, id)?, number)?.help;
            let is_mine = help.ok_or(Rejection::WrongStage)?.claimed_by == Some(by);
            Ok(if is_mine { Vec::new() } else { vec![Event::HelpClaimed(id, number, by)] })
        }
        Command::EndHelp(id, number) => {
            let help = room(open_round(breakouts, id)?, number)?.help;
            Ok(if help.is_some() { vec![Event::HelpEnded(id, number)] } else { Vec::new() })
        }
        Command::Finish(..) | Command::CallHelp(_) | Command::Choose(..) => Ok(Vec::new()),
    }
}

fn round(breakouts: &Breakouts, id: RoundId) -> Result<&Arc<Round>, Rejection> {
    breakouts.round(id).ok_or(Rejection::NoSuchRound)
}

fn open_round(breakouts: &Breakouts, id: RoundId) -> Result<&Arc<Round>, Rejection> {
    let round = round(breakouts, id)?;
    if round.stage.is_open() { Ok(round) } else { Err(Rejection::WrongStage) }
}

fn room(round: &Round, number: RoomNumber) -> Result<&Arc<Room>, Rejection> {
    round.room(number).ok_or(Rejection::NoSuchRound)
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
            if !is_known || !people.insert(place.person) {
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
    let ends_at = (round.minutes > 0).then(|| now + Millis::from(round.minutes) * 60_000);
    let mut events = vec![Event::Opened(id, ends_at)];
    // Those who have come since it was planned.
    let here = state.roster.iter().filter(|person| person.here).map(|person| person.id);
    let late = late::places(state, round, here);
    if !late.is_empty() {
        events.push(Event::Placed(id, late));
    }
    Ok(events)
}

fn place(
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
            room(round, number)?;
        }
        let from = place_in(round, person);
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
    Ok(if changed.is_empty() { Vec::new() } else { vec![Event::Placed(id, changed)] })
}

fn place_in(round: &Round, person: PersonId) -> Option<RoomNumber> {
    let is_in = |room: &&Arc<Room>| room.places.iter().any(|place| place.person == person);
    round.rooms.iter().find(is_in).map(|room| room.number)
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
        None => {
            (1..=NUMBER_MAX).find(|number| round.room(*number).is_none()).ok_or(Rejection::Full)?
        }
    };
    Ok(vec![Event::RoomPut(id, number, name, link)])
}

fn extend(
    breakouts: &Breakouts,
    now: Millis,
    id: RoundId,
    minutes: i32,
) -> Result<Vec<Event>, Rejection> {
    let ends_at = match open_round(breakouts, id)?.stage {
        Stage::Open { ends_at, .. } => ends_at,
        Stage::Closing { ends_at, .. } => Some(ends_at),
        Stage::Planned | Stage::Closed { .. } => return Err(Rejection::WrongStage),
    };
    if minutes == 0 {
        return Ok(vec![Event::Timed(id, None)]);
    }
    // Nobody is cut off: what would be over gives the usual notice.
    let to = ends_at.unwrap_or(now).max(now) + Millis::from(minutes) * 60_000;
    if to < now + GRACE_MS {
        return Ok(vec![Event::Closing(id, now + GRACE_MS)]);
    }
    Ok(vec![Event::Timed(id, Some(to))])
}

/// What time brings: first the notice, then the end.
fn finish(state: &State, ctx: &Ctx, id: RoundId, at: Millis) -> Result<Vec<Event>, AnyRejection> {
    only_server(ctx)?;
    let Some(round) = state.breakouts.round(id) else { return Ok(Vec::new()) };
    let is_due = |ends_at: Millis| ends_at == at && at <= ctx.now;
    Ok(match round.stage {
        Stage::Open { ends_at: Some(ends_at), .. } if is_due(ends_at) => {
            vec![Event::Closing(id, ctx.now + GRACE_MS)]
        }
        Stage::Closing { ends_at, .. } if is_due(ends_at) => vec![Event::Closed(id)],
        Stage::Planned | Stage::Open { .. } | Stage::Closing { .. } | Stage::Closed { .. } => {
            Vec::new()
        }
    })
}

fn call_help(state: &State, ctx: &Ctx, on: bool) -> Result<Vec<Event>, AnyRejection> {
    let person = state.roster.acting(ctx)?;
    person.consent.ok_or(ChatRejection::ConsentNeeded)?;
    let (round, room) = state.breakouts.room_of(person.id).ok_or(Rejection::WrongStage)?;
    Ok(match (on, room.help) {
        (true, None) => vec![Event::HelpCalled(round.id, room.number, person.id)],
        (false, Some(_)) => vec![Event::HelpEnded(round.id, room.number)],
        (true, Some(_)) | (false, None) => Vec::new(),
    })
}

fn choose(
    state: &State,
    ctx: &Ctx,
    id: RoundId,
    number: RoomNumber,
) -> Result<Vec<Event>, AnyRejection> {
    let person = state.roster.acting(ctx)?;
    person.consent.ok_or(chat::Rejection::ConsentNeeded)?;
    let round = open_round(&state.breakouts, id)?;
    if round.spec.strategy != Strategy::SelfSelect {
        return Err(roster::Rejection::NotAllowed.into());
    }
    let room = room(round, number)?;
    let from = place_in(round, person.id);
    if from == Some(number) {
        return Ok(Vec::new());
    }
    if room.places.len() >= round.spec.max as usize {
        return Err(Rejection::RoomFull.into());
    }
    let there = Move { person: person.id, from, to: Some(number), why: Why::Chosen };
    Ok(vec![Event::Placed(id, vec![there])])
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
    let left = going_on.filter_map(|round| {
        let from = place_in(round, gone)?;
        let mut moves =
            vec![Move { person: gone, from: Some(from), to: None, why: Why::Facilitator }];
        let heir = heir.filter(|heir| place_in(round, *heir).is_none());
        let to = Some(from);
        moves.extend(heir.map(|person| Move { person, from: None, to, why: Why::Facilitator }));
        Some(Event::Placed(round.id, moves))
    });
    left.collect()
}
