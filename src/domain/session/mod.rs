//! The life of a session, and who agreed to what is kept.

#[cfg(test)]
mod tests;

use crate::domain::{
    Audience, Change, Ctx, Millis, PersonId, SessionId, State,
    roster::{self, Consent, Permission},
    text::Text,
};

/// What can be asked.
#[derive(Clone, Debug)]
pub enum Command {
    /// The catalog announces the session.
    Schedule {
        /// What it is called.
        title: Text,
        /// When it should start.
        scheduled_at: Millis,
    },
    /// Opens the doors.
    OpenLobby,
    /// Starts it.
    Start,
    /// Ends it, for good.
    End,
    /// Answers the consent notice.
    AnswerConsent(Consent),
    /// Says who may watch the replay.
    PublishReplay(ReplayAudience),
}

/// What happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// It was announced.
    Scheduled {
        /// What it is called.
        title: Text,
        /// When it should start.
        scheduled_at: Millis,
    },
    /// The doors opened.
    LobbyOpened,
    /// It started.
    Started,
    /// It ended.
    Ended,
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
    /// What it is called.
    pub title: Text,
    /// When it should start.
    pub scheduled_at: Millis,
    /// Where it is.
    pub life: Life,
}

impl Session {
    /// A session that has not been announced.
    #[must_use]
    pub fn new(id: SessionId) -> Self {
        Self { id, title: Text::default(), scheduled_at: 0, life: Life::Scheduled }
    }
}

/// Decides S1 to S7.
pub(super) fn decide(
    state: &State,
    ctx: &Ctx,
    command: Command,
) -> Result<Vec<Event>, super::Rejection> {
    let life = state.session.life;
    let event = match (command, life) {
        (Command::Schedule { title, scheduled_at }, _) => {
            roster::only_server(ctx)?;
            if !state.session.title.en.is_empty() {
                return Ok(Vec::new());
            }
            Event::Scheduled { title, scheduled_at }
        }
        (Command::AnswerConsent(answer), _) => {
            let person = state.roster.acting(ctx)?;
            if person.consent == Some(answer) {
                return Ok(Vec::new());
            }
            Event::ConsentAnswered(person.id, answer)
        }
        (command, life) => {
            state.roster.acting_with(ctx, Permission::Facilitator)?;
            match (command, life) {
                (Command::OpenLobby, Life::Scheduled) => Event::LobbyOpened,
                (Command::Start, Life::Scheduled | Life::Lobby) => Event::Started,
                (Command::End, Life::Live { .. }) => Event::Ended,
                (Command::PublishReplay(to), Life::Ended { replay, .. }) if to == replay => {
                    return Ok(Vec::new());
                }
                (Command::PublishReplay(to), Life::Ended { .. }) => Event::ReplayPublished(to),
                _ => return Err(Rejection::WrongState.into()),
            }
        }
    };
    Ok(vec![event])
}

pub(super) fn apply(state: &mut State, seq: u64, at: Millis, event: &Event) {
    let session = &mut state.session;
    match event {
        Event::Scheduled { title, scheduled_at } => {
            session.title = title.clone();
            session.scheduled_at = *scheduled_at;
        }
        Event::LobbyOpened => session.life = Life::Lobby,
        Event::Started => session.life = Life::Live { started_at: at },
        Event::Ended => {
            let started_at = match session.life {
                Life::Live { started_at } | Life::Ended { started_at, .. } => started_at,
                Life::Scheduled | Life::Lobby => at,
            };
            session.life = Life::Ended { started_at, ended_at: at, replay: ReplayAudience::Team };
        }
        Event::ConsentAnswered(person, answer) => state.roster.consented(seq, *person, *answer),
        Event::ReplayPublished(to) => {
            if let Life::Ended { replay, .. } = &mut session.life {
                *replay = *to;
            }
        }
    }
}

pub(super) fn project(state: &State, event: &Event) -> Vec<(Audience, Change)> {
    match event {
        // Only the one who answered sees more or less; that is a new view.
        Event::ConsentAnswered(..) => Vec::new(),
        Event::Scheduled { .. }
        | Event::LobbyOpened
        | Event::Started
        | Event::Ended
        | Event::ReplayPublished(_) => {
            vec![(Audience::Everyone, Change::Session(state.session.clone()))]
        }
    }
}
