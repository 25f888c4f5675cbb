//! The life of a session, who agreed to what is kept, and what is in the spotlight.

#[cfg(test)]
mod tests;

use crate::domain::{
    Audience, Change, Ctx, ItemId, LineId, Millis, PersonId, QuestionId, RunId, SessionId, State,
    agenda::{self, Item},
    board::Key,
    chat::{self, ChannelKey, Line},
    poll, question,
    roster::{self, Consent, Permission},
    text::Text,
};
use std::sync::Arc;

/// Between asking for the end and the end.
pub const COUNTDOWN_MS: Millis = 30_000;
/// How much later than announced a session may end before the announcement counts.
const LATE_MS: Millis = 60_000;
/// How long after its end a session can be reopened.
pub const REOPEN_MS: Millis = 15 * 60_000;

/// What can be asked.
#[derive(Clone, Debug)]
pub enum Command {
    /// The catalog announces the session.
    Schedule(Plan),
    /// It will be otherwise than announced.
    Reschedule(Plan),
    /// Opens the doors.
    OpenLobby,
    /// Starts it.
    Start,
    /// Begins the countdown to its end.
    End,
    /// Ends it while the countdown goes on.
    EndNow,
    /// Stops the countdown.
    CancelEnd,
    /// The countdown to this moment is over.
    FinishEnd(Millis),
    /// Goes on after the end.
    Reopen,
    /// Shows something to everyone, or no longer.
    SetSpotlight(Option<Spotlight>),
    /// Answers the consent notice.
    AnswerConsent(Consent),
    /// Says who may watch the replay.
    PublishReplay(ReplayAudience),
}

/// What happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// It was announced.
    Scheduled(Plan),
    /// It will be otherwise than announced.
    Rescheduled(Plan),
    /// The doors opened.
    LobbyOpened,
    /// It started.
    Started,
    /// It ends at this moment, unless someone stops that.
    Ending(Millis),
    /// It does not end yet.
    EndCancelled,
    /// It ended.
    Ended,
    /// It goes on.
    Reopened,
    /// Something is shown to everyone, or no longer.
    SpotlightSet(Option<Spotlight>),
    /// Someone answered the consent notice.
    ConsentAnswered(PersonId, Consent),
    /// The replay was opened to more people, or to fewer.
    ReplayPublished(ReplayAudience),
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// The session is elsewhere in its life.
    #[error("the session is not in a state in which this can be done")]
    WrongState,
    /// People have answered a notice that said otherwise, or may have.
    #[error("the lobby is open or people have answered the notice: what it says of rooms stays")]
    Noticed,
}

/// What is announced.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// What it is called.
    pub title: Text,
    /// When it should start.
    pub scheduled_at: Millis,
    /// How long it should last.
    pub minutes: u32,
    /// What is written in breakout rooms is not kept.
    pub forgets_rooms: bool,
}

impl Plan {
    /// How long it lasts when nobody has said.
    pub const MINUTES: u32 = 120;
    /// The shortest and the longest session.
    pub const MINUTES_BOUNDS: std::ops::RangeInclusive<u32> = 5..=1440;
}

/// What is shown to everyone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spotlight {
    /// A line of the plenary.
    Line(LineId),
    /// Someone who has been here.
    Person(PersonId),
    /// What a step of the agenda shows: which page, from 1.
    Slide(ItemId, u32),
    /// A question that everyone sees.
    Question(QuestionId),
    /// A board.
    Board(Key),
    /// What came of a run, when everyone sees it.
    Run(RunId),
}

/// What is shown to everyone, as they see it.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// A line, without its reactions.
    Line(Arc<Line>),
    /// Someone.
    Person(PersonId),
    /// A page of a step's slides, from 1.
    Slide(Arc<Item>, u32),
    /// A question, which is told apart.
    Question(QuestionId),
    /// A board.
    Board(Key),
    /// What came of a run, which is told apart.
    Run(RunId),
}

/// Who may watch the replay besides those who run sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplayAudience {
    /// Nobody yet.
    Team,
    /// Those who were there.
    Attended,
    /// Everyone on the roster.
    Roster,
}

/// Where a session is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Life {
    /// Announced.
    Scheduled,
    /// The doors are open.
    Lobby,
    /// Going on.
    Live {
        /// Since when.
        started_at: Millis,
        /// Until when, once someone has asked for the end.
        ending_at: Option<Millis>,
    },
    /// Over.
    Ended {
        /// From when.
        started_at: Millis,
        /// Until when.
        ended_at: Millis,
        /// For whom it goes on as a replay.
        replay: ReplayAudience,
    },
}

/// What everyone knows of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// What was announced.
    pub plan: Plan,
    /// How often that was changed.
    pub revision: u32,
    /// Where it is.
    pub life: Life,
    /// What is shown to everyone.
    pub spotlight: Option<Spotlight>,
}

impl Session {
    /// A session that has not been announced.
    #[must_use]
    pub fn new(id: SessionId) -> Self {
        let (plan, life) = (Plan::default(), Life::Scheduled);
        Self { id, plan, revision: 0, life, spotlight: None }
    }
}

impl Session {
    /// Refuses what is asked of people who are not there: before the doors open, or after the end.
    pub(super) fn goes_on(&self) -> Result<(), Rejection> {
        match self.life {
            Life::Lobby | Life::Live { .. } => Ok(()),
            Life::Scheduled | Life::Ended { .. } => Err(Rejection::WrongState),
        }
    }
}

impl State {
    /// What is in the spotlight, as everyone sees it.
    #[must_use]
    pub fn spotlight(&self) -> Option<Shown> {
        match self.session.spotlight? {
            Spotlight::Person(person) => Some(Shown::Person(person)),
            Spotlight::Slide(item, page) => {
                Some(Shown::Slide(Arc::clone(self.agenda.item(item)?), page))
            }
            Spotlight::Line(line) => {
                let (_, line) = self.chat.line(line)?;
                Some(Shown::Line(Arc::new(Line { reactions: [0; 6], ..Line::clone(line) })))
            }
            Spotlight::Question(id) => Some(Shown::Question(id)),
            Spotlight::Run(id) => Some(Shown::Run(id)),
            Spotlight::Board(key) => Some(Shown::Board(key)),
        }
    }

    /// What the server must ask for at a moment, because time has passed. What is not kept of
    /// rooms is forgotten so long after they closed.
    #[must_use]
    pub fn due(&self, now: Millis, forget_after: Millis) -> Option<super::Command> {
        match self.session.life {
            Life::Live { ending_at: Some(ending_at), .. } if ending_at <= now => {
                Some(super::Command::Session(Command::FinishEnd(ending_at)))
            }
            Life::Scheduled | Life::Lobby | Life::Live { .. } | Life::Ended { .. } => {
                let rooms = self.rooms_due(now).map(super::Command::Breakout);
                let forget = || self.forgetting_due(now, forget_after);
                let count = || self.polls_due(now).or_else(|| self.count_due(now));
                rooms.or_else(count).or_else(|| forget().map(super::Command::Chat))
            }
        }
    }
}

/// Decides S1 to S14.
pub(super) fn decide(
    state: &State,
    ctx: &Ctx,
    command: Command,
) -> Result<Vec<Event>, super::Rejection> {
    match command {
        Command::Schedule(plan) => {
            roster::only_server(ctx)?;
            let is_new = state.session.plan.title.en.is_empty();
            Ok(if is_new { vec![Event::Scheduled(plan)] } else { Vec::new() })
        }
        Command::Reschedule(plan) => {
            roster::only_server(ctx)?;
            let is_same = state.session.plan == plan;
            if state.session.plan.forgets_rooms != plan.forgets_rooms && is_noticed(state) {
                return Err(Rejection::Noticed.into());
            }
            Ok(if is_same { Vec::new() } else { vec![Event::Rescheduled(plan)] })
        }
        Command::AnswerConsent(answer) => {
            let person = state.roster.acting_or_waiting(ctx)?;
            let is_same = person.consent == Some(answer);
            Ok(if is_same { Vec::new() } else { vec![Event::ConsentAnswered(person.id, answer)] })
        }
        Command::FinishEnd(at) => {
            roster::only_server(ctx)?;
            let is_due = matches!(state.session.life,
                Life::Live { ending_at: Some(ending_at), .. } if ending_at == at && at <= ctx.now);
            Ok(if is_due { vec![Event::Ended] } else { Vec::new() })
        }
        Command::SetSpotlight(on) => spotlight(state, ctx, on),
        Command::OpenLobby
        | Command::Start
        | Command::End
        | Command::EndNow
        | Command::CancelEnd
        | Command::Reopen
        | Command::PublishReplay(_) => {
            state.roster.acting_with(ctx, Permission::Facilitator)?;
            Ok(steer(state.session.life, ctx.now, &command)?.into_iter().collect())
        }
    }
}

/// Whether people may have relied on what the notice says.
fn is_noticed(state: &State) -> bool {
    let has_answered = |person: &Arc<roster::Person>| {
        person.consent.is_some() && !person.permission.runs_sessions()
    };
    state.session.life != Life::Scheduled || state.roster.everyone().any(has_answered)
}

/// One step in the life of a session.
fn steer(life: Life, now: Millis, command: &Command) -> Result<Option<Event>, Rejection> {
    Ok(Some(match (command, life) {
        (Command::OpenLobby, Life::Scheduled) => Event::LobbyOpened,
        (Command::Start, Life::Scheduled | Life::Lobby) => Event::Started,
        (Command::End, Life::Live { ending_at: None, .. }) => Event::Ending(now + COUNTDOWN_MS),
        (Command::End, Life::Live { ending_at: Some(_), .. })
        | (Command::CancelEnd, Life::Live { ending_at: None, .. }) => return Ok(None),
        (Command::EndNow, Life::Live { ending_at: Some(_), .. }) => Event::Ended,
        (Command::CancelEnd, Life::Live { ending_at: Some(_), .. }) => Event::EndCancelled,
        (Command::Reopen, Life::Live { .. }) => return Ok(None),
        (Command::Reopen, Life::Ended { ended_at, .. }) if now <= ended_at + REOPEN_MS => {
            Event::Reopened
        }
        (Command::PublishReplay(to), Life::Ended { replay, .. }) => {
            return Ok((*to != replay).then_some(Event::ReplayPublished(*to)));
        }
        _ => return Err(Rejection::WrongState),
    }))
}

fn spotlight(
    state: &State,
    ctx: &Ctx,
    on: Option<Spotlight>,
) -> Result<Vec<Event>, super::Rejection> {
    state.roster.acting_with(ctx, Permission::Facilitator)?;
    if matches!(state.session.life, Life::Ended { .. }) {
        return Err(Rejection::WrongState.into());
    }
    match on {
        None => {}
        Some(Spotlight::Person(id)) => {
            let arrived = state.roster.person(id).is_some_and(|person| person.arrived);
            arrived.then_some(()).ok_or(roster::Rejection::NoSuchPerson)?;
        }
        Some(Spotlight::Slide(id, _)) => {
            let file = state.agenda.item(id).and_then(|item| item.file.as_ref());
            file.ok_or(agenda::Rejection::NoSuchItem)?;
        }
        Some(Spotlight::Line(id)) => {
            let line = state.chat.line(id).filter(|(key, _)| **key == ChannelKey::Plenary);
            let line = line.filter(|(_, line)| line.withdrawn.is_none());
            line.ok_or(chat::Rejection::NoSuchLine)?;
        }
        Some(Spotlight::Question(id)) => {
            state.questions.shown(id).ok_or(question::Rejection::NoSuchQuestion)?;
        }
        Some(Spotlight::Run(id)) => {
            let shown = state.polls.run(id).filter(|found| found.is_for_all() && found.revealed);
            shown.ok_or(poll::Rejection::NoSuchPoll)?;
        }
        Some(Spotlight::Board(key)) => {
            state.board_seen(key, state.roster.acting(ctx)?)?;
        }
    }
    let is_same = state.session.spotlight == on;
    Ok(if is_same { Vec::new() } else { vec![Event::SpotlightSet(on)] })
}

pub(super) fn apply(state: &mut State, seq: u64, at: Millis, event: &Event) {
    let session = &mut state.session;
    match event {
        Event::Scheduled(plan) => {
            session.plan = plan.clone();
            state.chat.forgets_rooms = plan.forgets_rooms;
        }
        Event::Rescheduled(plan) => {
            session.plan = plan.clone();
            session.revision += 1;
            state.chat.forgets_rooms = plan.forgets_rooms;
        }
        Event::LobbyOpened => session.life = Life::Lobby,
        Event::Started => session.life = Life::Live { started_at: at, ending_at: None },
        Event::Ending(end) => {
            if let Life::Live { ending_at, .. } = &mut session.life {
                *ending_at = Some(*end);
            }
        }
        Event::EndCancelled => {
            if let Life::Live { ending_at, .. } = &mut session.life {
                *ending_at = None;
            }
        }
        Event::Ended => {
            let (started_at, ended_at) = match session.life {
                // A server that was away then finds the countdown over long after it was.
                Life::Live { started_at, ending_at } => {
                    let late = ending_at.filter(|ending_at| at > ending_at + LATE_MS);
                    (started_at, late.unwrap_or(at))
                }
                Life::Ended { started_at, ended_at, .. } => (started_at, ended_at),
                Life::Scheduled | Life::Lobby => (at, at),
            };
            session.life = Life::Ended { started_at, ended_at, replay: ReplayAudience::Team };
            session.spotlight = None;
        }
        Event::Reopened => {
            if let Life::Ended { started_at, .. } = session.life {
                session.life = Life::Live { started_at, ending_at: None };
            }
        }
        Event::SpotlightSet(on) => session.spotlight = *on,
        Event::ConsentAnswered(person, answer) => state.roster.consented(seq, *person, *answer),
        Event::ReplayPublished(to) => {
            if let Life::Ended { replay, .. } = &mut session.life {
                *replay = *to;
            }
        }
    }
}

pub(super) fn project(state: &State, event: &Event) -> Vec<(Audience, Change)> {
    let session = || (Audience::Everyone, Change::Session(state.session.clone()));
    let spotlight = || (Audience::Everyone, Change::Spotlight(state.spotlight()));
    match event {
        // Only the one who answered sees more or less; that is a new view.
        Event::ConsentAnswered(..) => Vec::new(),
        Event::SpotlightSet(_) => vec![spotlight()],
        Event::Ended => vec![session(), spotlight()],
        Event::Scheduled(_)
        | Event::Rescheduled(_)
        | Event::LobbyOpened
        | Event::Started
        | Event::Ending(_)
        | Event::EndCancelled
        | Event::Reopened
        | Event::ReplayPublished(_) => vec![session()],
    }
}
