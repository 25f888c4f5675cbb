//! Who may ask, answer, close and show what: P1 to P16.

use super::{
    ANONYMOUS_MIN, Answer, BallotBox, Command, Event, Kind, Opened, Opening, POLLS_MAX, Place,
    Poll, Privacy, RUNS_MAX, Rejection, RunOpened, SECONDS_MAX, Showing, Tag,
};
use crate::domain::{
    Ctx, Millis, PersonId, Rejection as AnyRejection, RunId, State, breakout,
    chat::writer,
    roster::{self, Permission},
};
use std::sync::Arc;

/// Texts that are hidden of one run.
const HIDDEN_MAX: usize = 500;

/// Decides P1 to P16.
pub(in crate::domain) fn decide(
    state: &State,
    ctx: &Ctx,
    command: Command,
) -> Result<Vec<Event>, AnyRejection> {
    match command {
        Command::Cast(id, answers) => cast(state, ctx, id, answers),
        Command::Finish(id, at) => {
            roster::only_server(ctx)?;
            let run = &state.polls.run(id).ok_or(Rejection::NoSuchPoll)?.run;
            let is_due = run.closed_at.is_none() && run.ends_at == Some(at) && at <= ctx.now;
            Ok(if is_due { vec![Event::Closed(id)] } else { Vec::new() })
        }
        Command::Issue(id, digest) => issue(state, ctx, id, digest),
        Command::Seal(id, tag, sealed) => seal(state, ctx, id, tag, sealed),
        Command::Unseal(id, ballots) => unseal(state, ctx, id, ballots),
        _ => {
            let by = state.roster.acting_with(ctx, Permission::Facilitator)?.id;
            for_facilitators(state, ctx, by, command)
        }
    }
}

fn for_facilitators(
    state: &State,
    ctx: &Ctx,
    by: PersonId,
    command: Command,
) -> Result<Vec<Event>, AnyRejection> {
    let polls = &state.polls;
    let run = |id: RunId| polls.run(id).ok_or(Rejection::NoSuchPoll);
    let open = |id: RunId| {
        let run = &run(id)?.run;
        if run.closed_at.is_none() { Ok(run) } else { Err(Rejection::Closed) }
    };
    Ok(match command {
        Command::Put(poll) => put(state, *poll)?,
        Command::Remove(id) => {
            polls.poll(id).ok_or(Rejection::NoSuchPoll)?;
            vec![Event::Removed(id)]
        }
        Command::Open(opening) => vec![Event::Opened(self::open(state, ctx, opening)?)],
        Command::Extend(id, seconds) => {
            let ends_at = match seconds {
                0 => None,
                // Time that is over is given anew: a minute more is one from now.
                _ => {
                    let from = open(id)?.ends_at.map_or(ctx.now, |at| at.max(ctx.now));
                    Some((from + Millis::from(seconds) * 1_000).max(ctx.now))
                }
            };
            let is_same = open(id)?.ends_at == ends_at;
            if is_same { Vec::new() } else { vec![Event::Timed(id, ends_at)] }
        }
        Command::Close(id) => {
            let is_open = run(id)?.run.closed_at.is_none();
            if is_open { vec![Event::Closed(id)] } else { Vec::new() }
        }
        Command::Reveal(id, on) => {
            let found = run(id)?;
            match (found.run.closed_at, found.poll.showing) {
                (_, Showing::Hidden) => return Err(Rejection::ResultsHidden.into()),
                (None, _) => return Err(Rejection::Open.into()),
                (Some(_), Showing::Revealed | Showing::Live) => {}
            }
            if found.run.is_unsealing {
                return Err(Rejection::Open.into());
            }
            if found.revealed == on { Vec::new() } else { vec![Event::Revealed(id, on)] }
        }
        Command::Hide(id, item, text) => {
            let found = run(id)?;
            let kind = found.poll.item(item).map(|item| &item.kind);
            if !matches!(kind, Some(Kind::Words { .. } | Kind::Open { .. })) {
                return Err(Rejection::BadAnswer(item, "it shows no texts").into());
            }
            if found.hidden.contains(&(item, text.clone())) {
                return Ok(Vec::new());
            }
            if found.hidden.len() >= HIDDEN_MAX {
                return Err(Rejection::Full.into());
            }
            vec![Event::Hidden(id, item, text, by)]
        }
        // Above.
        Command::Cast(..)
        | Command::Finish(..)
        | Command::Issue(..)
        | Command::Seal(..)
        | Command::Unseal(..) => Vec::new(),
    })
}

fn put(state: &State, poll: Poll) -> Result<Vec<Event>, Rejection> {
    let revision = match state.polls.poll(poll.id) {
        Some(old) if **old == (Poll { revision: old.revision, ..poll.clone() }) => {
            return Ok(Vec::new());
        }
        Some(old) => old.revision + 1,
        None if state.polls.polls.len() >= POLLS_MAX => return Err(Rejection::Full),
        None => 1,
    };
    Ok(vec![Event::Put(Arc::new(Poll { revision, ..poll }))])
}

fn open(state: &State, ctx: &Ctx, opening: Opening) -> Result<RunOpened, AnyRejection> {
    state.session.goes_on()?;
    let Opening { poll: id, place, after, key } = opening;
    let poll = state.polls.poll(id).ok_or(Rejection::NoSuchPoll)?;
    let last = state.polls.runs_of(id).next_back();
    let is_open = last.is_some_and(|last| last.run.closed_at.is_none());
    if is_open || after != last.map_or(0, |last| last.run.number) {
        return Err(Rejection::Open.into());
    }
    if state.polls.boxes.len() >= RUNS_MAX {
        return Err(Rejection::Full.into());
    }
    match place {
        Place::Plenary => {}
        Place::Rooms(round) | Place::Room(round, _) => {
            let open = state.breakouts.open_round().filter(|open| open.id == round);
            let open = open.ok_or(breakout::Rejection::NoSuchRound)?;
            if let Place::Room(_, room) = place {
                open.room(room).ok_or(breakout::Rejection::NoSuchRound)?;
            }
        }
    }
    let is_anonymous = poll.privacy == Privacy::Anonymous;
    if is_anonymous != key.is_some() || (is_anonymous && place != Place::Plenary) {
        return Err(Rejection::OtherWay.into());
    }
    if is_anonymous && state.eligible_count() < ANONYMOUS_MIN {
        return Err(Rejection::TooFew.into());
    }
    let seconds = poll.seconds.min(SECONDS_MAX);
    let ends_at = (seconds > 0).then(|| ctx.now + Millis::from(seconds) * 1_000);
    let (id, token_key) = match key {
        Some((id, key)) => (id, Some(key)),
        None => (RunId(ctx.id), None),
    };
    Ok(RunOpened { id, poll: poll.id, place, ends_at, token_key })
}

impl State {
    /// In which room someone answers a run; 0: it does not matter. `None`: nowhere.
    pub(super) fn voting_room(&self, found: &BallotBox, person: PersonId) -> Option<u32> {
        match found.run.place {
            Place::Plenary => Some(0),
            Place::Rooms(round) => Some(self.room_in(round, person)).filter(|room| *room != 0),
            Place::Room(_, room) => found.is_in_room_of(person).then_some(room),
        }
    }
}

/// A run that takes answers now, of someone who may give one.
fn answerable<'a>(
    state: &'a State,
    ctx: &Ctx,
    id: RunId,
) -> Result<(&'a BallotBox, PersonId), AnyRejection> {
    let person = writer(state, ctx)?.id;
    let found = state.polls.run(id).ok_or(Rejection::NoSuchPoll)?;
    // Before anything else: whoever is not there does not learn what it is like.
    state.voting_room(found, person).ok_or(Rejection::NoSuchPoll)?;
    if !found.run.is_open(ctx.now) || state.session.goes_on().is_err() {
        return Err(Rejection::Closed.into());
    }
    Ok((found, person))
}

fn cast(
    state: &State,
    ctx: &Ctx,
    id: RunId,
    answers: Vec<Answer>,
) -> Result<Vec<Event>, AnyRejection> {
    let (found, person) = answerable(state, ctx, id)?;
    if found.poll.privacy == Privacy::Anonymous {
        return Err(Rejection::OtherWay.into());
    }
    let answers = found.poll.accept(answers)?;
    match found.ballots.get(&person) {
        Some(old) if *old.answers == *answers => return Ok(Vec::new()),
        Some(_) if found.poll.is_final() => return Err(Rejection::Answered.into()),
        Some(_) | None => {}
    }
    Ok(vec![Event::Cast(id, person, answers.into())])
}

fn issue(state: &State, ctx: &Ctx, id: RunId, digest: Tag) -> Result<Vec<Event>, AnyRejection> {
    let (found, person) = answerable(state, ctx, id)?;
    if found.poll.privacy != Privacy::Anonymous {
        return Err(Rejection::OtherWay.into());
    }
    match found.tokens.get(&person) {
        // The same signature again, and no other.
        Some(old) if *old == digest => Ok(Vec::new()),
        Some(_) => Err(Rejection::Answered.into()),
        None => Ok(vec![Event::Issued(id, person, digest)]),
    }
}

fn seal(
    state: &State,
    ctx: &Ctx,
    id: RunId,
    tag: Tag,
    sealed: Arc<[u8]>,
) -> Result<Vec<Event>, AnyRejection> {
    roster::only_server(ctx)?;
    let found = state.polls.run(id).ok_or(Rejection::NoSuchPoll)?;
    if found.poll.privacy != Privacy::Anonymous {
        return Err(Rejection::OtherWay.into());
    }
    // Before the close is looked at: whoever sends it again learns that it counts.
    if found.sealed.contains_key(&tag) {
        return Ok(Vec::new());
    }
    if !found.run.is_open(ctx.now) || state.session.goes_on().is_err() {
        return Err(Rejection::Closed.into());
    }
    // There cannot be more ballots than signatures, unless someone has forged one.
    if found.sealed.len() >= found.tokens.len() {
        return Err(Rejection::NoSuchPoll.into());
    }
    Ok(vec![Event::Sealed(id, tag, sealed)])
}

fn unseal(
    state: &State,
    ctx: &Ctx,
    id: RunId,
    mut ballots: Vec<Opened>,
) -> Result<Vec<Event>, AnyRejection> {
    roster::only_server(ctx)?;
    let found = state.polls.run(id).ok_or(Rejection::NoSuchPoll)?;
    if !found.run.is_unsealing {
        return Ok(Vec::new());
    }
    ballots.sort_by_key(|ballot| ballot.nullifier);
    ballots.dedup_by_key(|ballot| ballot.nullifier);
    Ok(vec![Event::Unsealed(id, ballots.into())])
}
