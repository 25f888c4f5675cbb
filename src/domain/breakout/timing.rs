//! When rooms close, and when people go on: B8, B9, B16 to B20.

use super::{
    Breakouts, Event, GRACE_MS, NEXT_GRACE_MS, REOPEN_MS, Rejection, Room, RoomNumber, Round,
    Stage,
    decide::{self, numbers, open_round, opened, round, still_open},
    moving,
};
use crate::domain::{
    Ctx, Millis, Rejection as AnyRejection, RoundId, State,
    roster::only_server,
    session::{self, Life},
};
use std::{collections::BTreeMap, sync::Arc};

impl Round {
    /// When it ends by itself.
    fn ends_at(&self) -> Option<Millis> {
        match self.stage {
            Stage::Open { ends_at, .. } => ends_at,
            Stage::Closing { ends_at, .. } => Some(ends_at),
            Stage::Planned | Stage::Closed { .. } => None,
        }
    }

    /// The first moment that was set for something. None while the clock stands still.
    fn due(&self) -> Option<Millis> {
        if self.paused_at.is_some() {
            return None;
        }
        // Of a round that closes, rooms that end later are left.
        let is_over = matches!(self.stage, Stage::Closing { .. })
            && self.open_rooms().all(|room| room.ends_at.is_some());
        let own = self.open_rooms().filter_map(|room| room.ends_at);
        let rotates_at = self.rotates_at.filter(|_| matches!(self.stage, Stage::Open { .. }));
        self.ends_at().filter(|_| !is_over).into_iter().chain(own).chain(rotates_at).min()
    }
}

impl State {
    /// What the server must ask of the rooms at a moment, because time has passed.
    #[must_use]
    pub(in crate::domain) fn rooms_due(&self, now: Millis) -> Option<super::Command> {
        let round = self.breakouts.open_round()?;
        let at = round.due().filter(|at| *at <= now)?;
        Some(super::Command::Finish(round.id, at))
    }
}

/// The rooms close later or earlier: B8, and some of them: B17.
pub(super) fn extend(
    breakouts: &Breakouts,
    now: Millis,
    id: RoundId,
    minutes: i32,
    some: &[RoomNumber],
) -> Result<Vec<Event>, Rejection> {
    let round = open_round(breakouts, id)?;
    // While it stands still, the clock shows the moment at which it was stopped.
    let clock = round.paused_at.unwrap_or(now);
    let later = |ends_at: Option<Millis>| {
        ends_at.unwrap_or(clock).max(clock) + Millis::from(minutes) * 60_000
    };
    if some.is_empty() {
        let to = later(round.ends_at());
        // Short rounds that follow one another go on doing so.
        let is_followed = breakouts.next_of(round).is_some();
        let grace = if is_followed { NEXT_GRACE_MS } else { GRACE_MS };
        return Ok(vec![match minutes {
            0 => Event::Timed(id, None),
            // Nobody is cut off: what would be over gives the usual notice.
            _ if to < clock + grace => Event::Closing(id, now + grace, is_followed),
            _ => Event::Timed(id, Some(to)),
        }]);
    }
    let mut by_end: BTreeMap<Option<Millis>, Vec<RoomNumber>> = BTreeMap::new();
    // Together with the others is no time at all once those are back.
    let is_over = matches!(round.stage, Stage::Closing { ends_at, .. } if ends_at <= now);
    if minutes == 0 && is_over {
        return Err(Rejection::WrongStage);
    }
    for room in decide::rooms(round, some)? {
        still_open(room)?;
        let end = later(room.ends_at.or(round.ends_at())).max(clock + GRACE_MS);
        let end = (minutes != 0).then_some(end);
        if end != room.ends_at {
            by_end.entry(end).or_default().push(room.number);
        }
    }
    Ok(by_end.into_iter().map(|(end, rooms)| Event::RoomsTimed(id, rooms, end)).collect())
}

/// The clock stands still: B16.
pub(super) fn pause(breakouts: &Breakouts, id: RoundId, on: bool) -> Result<Vec<Event>, Rejection> {
    let round = open_round(breakouts, id)?;
    match round.stage {
        Stage::Open { .. } if round.paused_at.is_some() == on => Ok(Vec::new()),
        Stage::Open { .. } => Ok(vec![Event::Paused(id, on)]),
        Stage::Planned | Stage::Closing { .. } | Stage::Closed { .. } => Err(Rejection::WrongStage),
    }
}

/// They close after the notice: B9, B17.
pub(super) fn close(
    breakouts: &Breakouts,
    now: Millis,
    id: RoundId,
    some: &[RoomNumber],
) -> Result<Vec<Event>, Rejection> {
    let round = round(breakouts, id)?;
    match round.stage {
        Stage::Planned => return Err(Rejection::WrongStage),
        Stage::Closed { .. } => return Ok(Vec::new()),
        // Someone wants everyone back, and not the round that would follow.
        Stage::Closing { is_followed: true, ends_at, .. } if some.is_empty() => {
            return Ok(vec![Event::Closing(id, ends_at.max(now + GRACE_MS), false)]);
        }
        Stage::Closing { .. } if some.is_empty() => return Ok(Vec::new()),
        Stage::Open { .. } | Stage::Closing { .. } => {}
    }
    if !some.is_empty() {
        let ends_at = round.paused_at.unwrap_or(now) + GRACE_MS;
        let rooms = decide::rooms(round, some)?;
        rooms.iter().try_for_each(|room| still_open(room))?;
        let is_later = |room: &&Arc<Room>| room.ends_at.is_none_or(|at| at > ends_at);
        let rooms: Vec<_> = rooms.into_iter().filter(is_later).collect();
        let event = || Event::RoomsTimed(id, numbers(&rooms), Some(ends_at));
        return Ok((!rooms.is_empty()).then(event).into_iter().collect());
    }
    // All means all: also those that were given more time.
    let own: Vec<_> = round.open_rooms().filter(|room| room.ends_at.is_some()).collect();
    let own = (!own.is_empty()).then(|| Event::RoomsTimed(id, numbers(&own), None));
    Ok(own.into_iter().chain([Event::Closing(id, now + GRACE_MS, false)]).collect())
}

/// They close now: B9, B17.
pub(super) fn close_now(
    breakouts: &Breakouts,
    id: RoundId,
    some: &[RoomNumber],
) -> Result<Vec<Event>, Rejection> {
    let round = round(breakouts, id)?;
    match round.stage {
        Stage::Planned => Err(Rejection::WrongStage),
        Stage::Closed { .. } => Ok(Vec::new()),
        Stage::Open { .. } | Stage::Closing { .. } if some.is_empty() => {
            Ok(vec![Event::Closed(id)])
        }
        Stage::Open { .. } | Stage::Closing { .. } => {
            let rooms = decide::rooms(round, some)?;
            let open: Vec<_> = rooms.into_iter().filter(|room| room.closed_at.is_none()).collect();
            Ok(ended(round, &open))
        }
    }
}

/// Rooms end: the last of them ends the round.
fn ended(round: &Round, rooms: &[&Arc<Room>]) -> Vec<Event> {
    match rooms.len() {
        0 => Vec::new(),
        n if n == round.open_rooms().count() => vec![Event::Closed(round.id)],
        _ => vec![Event::RoomsEnded(round.id, numbers(rooms))],
    }
}

/// What was closed by mistake is open again: B18.
pub(super) fn reopen(
    state: &State,
    now: Millis,
    id: RoundId,
    some: Vec<RoomNumber>,
) -> Result<Vec<Event>, AnyRejection> {
    let breakouts = &state.breakouts;
    let round = round(breakouts, id)?;
    let is_recent = |closed_at: Option<Millis>| closed_at.is_some_and(|at| now <= at + REOPEN_MS);
    match round.stage {
        Stage::Planned => return Err(Rejection::WrongStage.into()),
        Stage::Open { .. } | Stage::Closing { .. } => {
            let rooms = match some.is_empty() {
                true => round.rooms.iter().filter(|room| is_recent(room.closed_at)).collect(),
                false => decide::rooms(round, &some)?,
            };
            let closed: Vec<_> =
                rooms.into_iter().filter(|room| room.closed_at.is_some()).collect();
            if closed.is_empty() {
                return Ok(Vec::new());
            }
            if !closed.iter().all(|room| is_recent(room.closed_at)) {
                return Err(Rejection::WrongStage.into());
            }
            let mut events = vec![Event::Reopened(id, numbers(&closed))];
            if matches!(round.stage, Stage::Closing { .. }) {
                // They would fall shut with the others.
                events.push(Event::Timed(id, None));
            }
            return Ok(events);
        }
        Stage::Closed { closed_at, .. } if !is_recent(Some(closed_at)) => {
            return Err(Rejection::WrongStage.into());
        }
        Stage::Closed { .. } => {}
    }
    if breakouts.open.is_some() {
        return Err(Rejection::OtherOpen.into());
    }
    if !matches!(state.session.life, Life::Live { .. }) {
        return Err(session::Rejection::WrongState.into());
    }
    let mut events = vec![Event::Reopened(id, Vec::new())];
    events.extend(moving::after_reopening(state, round));
    Ok(events)
}

/// What time brings: first the notice, then the end, and what follows it: B4, B17, B19, B20.
pub(super) fn finish(
    state: &State,
    ctx: &Ctx,
    id: RoundId,
    at: Millis,
) -> Result<Vec<Event>, AnyRejection> {
    only_server(ctx)?;
    let breakouts = &state.breakouts;
    let Some(round) = breakouts.open_round().filter(|round| round.id == id) else {
        return Ok(Vec::new());
    };
    if round.due() != Some(at) || at > ctx.now {
        return Ok(Vec::new());
    }
    let now = ctx.now;
    let next = breakouts.next_of(round);
    if round.ends_at() != Some(at) {
        let over: Vec<_> = round.open_rooms().filter(|room| room.ends_at == Some(at)).collect();
        return Ok(match over.is_empty() {
            true => moving::rotated(round, now),
            false => followed(state, now, round, ended(round, &over)),
        });
    }
    if matches!(round.stage, Stage::Open { .. }) {
        let grace = if next.is_some() { NEXT_GRACE_MS } else { GRACE_MS };
        return Ok(vec![Event::Closing(id, now + grace, next.is_some())]);
    }
    let is_over = |room: &&Arc<Room>| room.ends_at.is_none_or(|own| own <= at);
    let over: Vec<_> = round.open_rooms().filter(is_over).collect();
    Ok(followed(state, now, round, ended(round, &over)))
}

/// If that was the end of a round, the one that follows it opens: B19.
fn followed(state: &State, now: Millis, round: &Round, mut events: Vec<Event>) -> Vec<Event> {
    if let (Some(Event::Closed(_)), Some(next)) = (events.first(), state.breakouts.next_of(round)) {
        events.extend(opened(state, now, next));
    }
    events
}
