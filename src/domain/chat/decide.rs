//! Who may say, change and take back what: C1 to C24.

use crate::domain::{
    Ctx, LineId, Millis, PersonId, Rejection as AnyRejection, State,
    chat::{
        ChannelKey, Chat, Command, Event, LINES_PER_PERSON_MAX, LINES_TOTAL_MAX, Line, MEMBERS_MAX,
        MENTIONS_MAX, Members, NewLine, OPENED_MAX, PINS_MAX, PrivateLines, REACTIONS_MAX,
        REPORTS_MAX, Reaction, Rejection, ReviewState, Said, To, Withdrawn,
    },
    roster::{self, Consent, Permission, Person},
    session::{self, Life},
};
use std::sync::Arc;

/// Decides C1 to C24.
pub(in crate::domain) fn decide(
    state: &State,
    ctx: &Ctx,
    command: Command,
) -> Result<Vec<Event>, AnyRejection> {
    match command {
        Command::Send(new) => send(state, ctx, new),
        Command::Edit(id, text) => {
            let author = writer(state, ctx)?;
            let (channel, line) = readable(state, author, id)?;
            if line.author != author.id {
                return Err(roster::Rejection::NotAllowed.into());
            }
            can_talk(state, author, channel)?;
            // An old line must not say what a new one may not.
            if matches!(channel, ChannelKey::Room(..)) && state.breakouts.listens(author.id) {
                return Err(Rejection::Listening.into());
            }
            let is_bound = *channel == ChannelKey::Plenary && !author.permission.runs_sessions();
            if is_bound && state.chat.rules.locked {
                return Err(Rejection::Locked.into());
            }
            if let ChannelKey::Private(members) = channel
                && !members.iter().all(|id| may_write_to(state, author, *id))
            {
                return Err(Rejection::PrivateOff.into());
            }
            let text = text.into_inner();
            Ok(if text == line.text { Vec::new() } else { vec![Event::Edited(id, text)] })
        }
        Command::Withdraw(id) => withdraw(state, ctx, id),
        Command::Pin(id, on) => pin(state, ctx, id, on),
        Command::React(id, reaction, on) => react(state, ctx, id, reaction, on),
        Command::Report(id) => {
            let person = state.roster.acting(ctx)?;
            let (channel, line) = readable(state, person, id)?;
            let reported = state.chat.reported.get(&person.id);
            if reported.is_some_and(|reported| reported.contains(&id)) {
                return Ok(Vec::new());
            }
            if reported.is_some_and(|reported| reported.len() >= REPORTS_MAX) {
                return Err(Rejection::TooMany.into());
            }
            Ok(vec![match state.chat.unkept_round(channel) {
                Some(_) => Event::ReportedInRoom(id, person.id, Said::of(line)),
                None => Event::Reported(id, person.id),
            }])
        }
        Command::Keep(id) => {
            let person = state.roster.acting_with(ctx, Permission::Facilitator)?;
            let review = state.chat.review(id).ok_or(Rejection::NoSuchLine)?;
            let is_open = review.state == ReviewState::Open;
            Ok(if is_open { vec![Event::Kept(id, person.id)] } else { Vec::new() })
        }
        Command::SetRules(rules) => {
            state.roster.acting_with(ctx, Permission::Facilitator)?;
            let is_same = state.chat.rules == rules;
            Ok(if is_same { Vec::new() } else { vec![Event::RulesSet(rules)] })
        }
        Command::Forget(round) => {
            roster::only_server(ctx)?;
            let is_over = state.breakouts.open != Some(round);
            let is_due = is_over && state.chat.unkept.contains(&round);
            Ok(if is_due { vec![Event::Forgotten(round)] } else { Vec::new() })
        }
    }
}

/// The one who asks, if they agreed to be kept.
pub(in crate::domain) fn writer<'a>(
    state: &'a State,
    ctx: &Ctx,
) -> Result<&'a Arc<Person>, AnyRejection> {
    let person = state.roster.acting(ctx)?;
    match person.consent {
        None => Err(Rejection::ConsentNeeded.into()),
        Some(Consent::WatchOnly) => Err(Rejection::WatchingOnly.into()),
        Some(Consent::Given) => Ok(person),
    }
}

/// A line that someone can read and that was not withdrawn.
fn readable<'a>(
    state: &'a State,
    person: &Person,
    id: LineId,
) -> Result<(&'a ChannelKey, &'a Arc<Line>), Rejection> {
    let viewer = state.viewer(person.id);
    let found = state.chat.line(id).filter(|(key, _)| viewer.is_in(&state.chat.audience(key)));
    found.filter(|(_, line)| line.withdrawn.is_none()).ok_or(Rejection::NoSuchLine)
}

/// Whether something may be said in a channel now.
fn can_talk(state: &State, person: &Person, channel: &ChannelKey) -> Result<(), AnyRejection> {
    match (channel, state.session.life) {
        // Before anything else: whoever is not in it does not learn what it is like.
        (ChannelKey::Room(..), _)
            if !state.viewer(person.id).is_in(&state.chat.audience(channel)) =>
        {
            Err(Rejection::NoSuchRoom.into())
        }
        (ChannelKey::Room(..), _)
            if state.chat.rooms.get(channel).is_none_or(|ears| !ears.is_open) =>
        {
            Err(Rejection::NoSuchRoom.into())
        }
        (_, Life::Ended { .. }) => Err(session::Rejection::WrongState.into()),
        (ChannelKey::Plenary | ChannelKey::Private(_), Life::Scheduled) => {
            Err(session::Rejection::WrongState.into())
        }
        (_, Life::Scheduled | Life::Lobby | Life::Live { .. }) => Ok(()),
    }
}

fn send(state: &State, ctx: &Ctx, new: NewLine) -> Result<Vec<Event>, AnyRejection> {
    let author = writer(state, ctx)?;
    let channel = match new.to {
        To::Plenary => ChannelKey::Plenary,
        To::Facilitators => {
            state.roster.acting_with(ctx, Permission::Facilitator)?;
            ChannelKey::Facilitators
        }
        To::People(people) => ChannelKey::Private(members(state, author, people)?),
        To::Room(round, number) => ChannelKey::Room(round, number),
    };
    can_talk(state, author, &channel)?;
    if channel == ChannelKey::Plenary && !author.permission.runs_sessions() {
        within_rules(state, ctx.now, author.id)?;
    }
    if matches!(channel, ChannelKey::Room(..)) && state.breakouts.listens(author.id) {
        return Err(Rejection::Listening.into());
    }
    state.chat.has_room(author, 0)?;
    Ok(vec![Event::Sent {
        line: LineId(ctx.id),
        reply_to: new.reply_to.map(|id| thread(state, author, &channel, id)).transpose()?,
        mentions: mentions(state, &channel, new.mentions)?,
        channel,
        author: author.id,
        author_name: author.name.clone(),
        text: new.text.into_inner(),
    }])
}

impl Chat {
    /// Whether someone may say another line, when so many others are about to be said.
    pub(in crate::domain) fn has_room(
        &self,
        author: &Person,
        others: usize,
    ) -> Result<(), Rejection> {
        if self.places.len() + others >= LINES_TOTAL_MAX {
            return Err(Rejection::Full);
        }
        let said = self.said.get(&author.id).copied().unwrap_or_default();
        if said >= LINES_PER_PERSON_MAX && !author.permission.runs_sessions() {
            return Err(Rejection::TooMany);
        }
        Ok(())
    }
}

/// The lock and the slow mode, for participants.
fn within_rules(state: &State, now: Millis, author: PersonId) -> Result<(), Rejection> {
    let rules = state.chat.rules;
    if rules.locked {
        return Err(Rejection::Locked);
    }
    let wait_ms = Millis::from(rules.slow_mode_s) * 1000;
    let free_at = state.chat.last_in_plenary.get(&author).map_or(0, |last| last + wait_ms);
    if wait_ms > 0 && now < free_at {
        let wait_s = u32::try_from((free_at - now + 999) / 1000).unwrap_or(rules.slow_mode_s);
        return Err(Rejection::SlowMode(wait_s));
    }
    Ok(())
}

/// The first line of the thread that an answer belongs to.
fn thread(
    state: &State,
    author: &Person,
    channel: &ChannelKey,
    id: LineId,
) -> Result<LineId, Rejection> {
    let (of, line) = readable(state, author, id)?;
    if of == channel { Ok(line.reply_to.unwrap_or(id)) } else { Err(Rejection::NoSuchLine) }
}

/// Those who are mentioned, if all of them can read it.
fn mentions(
    state: &State,
    channel: &ChannelKey,
    mut people: Vec<PersonId>,
) -> Result<Members, AnyRejection> {
    people.sort_unstable();
    people.dedup();
    if people.len() > MENTIONS_MAX {
        return Err(Rejection::TooMany.into());
    }
    let audience = state.chat.audience(channel);
    match people.iter().all(|id| state.viewer(*id).is_in(&audience)) {
        true => Ok(people.into()),
        false => Err(roster::Rejection::NoSuchPerson.into()),
    }
}

/// The members of a private channel, if the author may write to all of them.
fn members(
    state: &State,
    author: &Person,
    mut people: Vec<PersonId>,
) -> Result<Members, AnyRejection> {
    people.push(author.id);
    people.sort_unstable();
    people.dedup();
    if !(2..=MEMBERS_MAX).contains(&people.len()) {
        return Err(Rejection::BadRecipients.into());
    }
    for id in &people {
        // Someone who has not been here has no conversations yet: whoever claims the place
        // finds nothing that was meant for another.
        let is_here = |person: &&Arc<Person>| person.arrived || person.id == author.id;
        let other = state.roster.person(*id).filter(is_here);
        let other = other.ok_or(roster::Rejection::NoSuchPerson)?;
        if !may_write_to(state, author, other.id) {
            return Err(Rejection::PrivateOff.into());
        }
    }
    let members: Members = people.into();
    let is_new = !state.chat.channels.contains_key(&ChannelKey::Private(Arc::clone(&members)));
    let opened = state.chat.opened.get(&author.id).copied().unwrap_or_default();
    if is_new && opened >= OPENED_MAX {
        return Err(Rejection::TooManyChannels.into());
    }
    Ok(members)
}

/// Whether the rules let one write privately to another, or to oneself.
fn may_write_to(state: &State, author: &Person, id: PersonId) -> bool {
    let runs_sessions = || state.roster.anyone(id).is_some_and(|p| p.permission.runs_sessions());
    author.id == id
        || author.permission.runs_sessions()
        || match state.chat.rules.private_lines {
            PrivateLines::Anyone => true,
            PrivateLines::ToFacilitators => runs_sessions(),
            PrivateLines::Off => false,
        }
}

fn withdraw(state: &State, ctx: &Ctx, id: LineId) -> Result<Vec<Event>, AnyRejection> {
    let person = state.roster.acting(ctx)?;
    let viewer = state.viewer(person.id);
    // Whoever has left a room still answers for what they said there.
    let is_theirs = |(key, line): &(&ChannelKey, &Arc<Line>)| {
        line.author == person.id || viewer.is_in(&state.chat.audience(key))
    };
    let (channel, line) = state.chat.line(id).filter(is_theirs).ok_or(Rejection::NoSuchLine)?;
    if line.withdrawn.is_some() {
        return Ok(Vec::new());
    }
    let how = match channel {
        _ if line.author == person.id => Withdrawn::ByAuthor,
        ChannelKey::Plenary | ChannelKey::Facilitators | ChannelKey::Room(..)
            if person.permission.runs_sessions() =>
        {
            Withdrawn::ByFacilitator
        }
        ChannelKey::Plenary
        | ChannelKey::Facilitators
        | ChannelKey::Private(_)
        | ChannelKey::Room(..) => {
            return Err(roster::Rejection::NotAllowed.into());
        }
    };
    Ok(vec![Event::Withdrawn { line: id, by: person.id, how }])
}

fn pin(state: &State, ctx: &Ctx, id: LineId, on: bool) -> Result<Vec<Event>, AnyRejection> {
    let person = state.roster.acting_with(ctx, Permission::Facilitator)?;
    let (channel, _) = readable(state, person, id)?;
    if *channel != ChannelKey::Plenary {
        return Err(Rejection::NoSuchLine.into());
    }
    let pins = state.chat.channels.get(channel).map(|channel| &channel.pins);
    let is_pinned = pins.is_some_and(|pins| pins.contains(&id));
    if is_pinned == on {
        return Ok(Vec::new());
    }
    if on && pins.is_some_and(|pins| pins.len() >= PINS_MAX) {
        return Err(Rejection::TooManyPins.into());
    }
    Ok(vec![Event::Pinned(id, on)])
}

fn react(
    state: &State,
    ctx: &Ctx,
    id: LineId,
    reaction: Reaction,
    on: bool,
) -> Result<Vec<Event>, AnyRejection> {
    let person = writer(state, ctx)?;
    let (channel, _) = readable(state, person, id)?;
    can_talk(state, person, channel)?;
    let mine = state.chat.reacted.get(&person.id);
    if mine.is_some_and(|mine| mine.contains(&(id, reaction))) == on {
        return Ok(Vec::new());
    }
    if on && mine.is_some_and(|mine| mine.len() >= REACTIONS_MAX) {
        return Err(Rejection::TooMany.into());
    }
    Ok(vec![Event::Reacted(id, person.id, reaction, on)])
}
