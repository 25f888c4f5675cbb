//! What one person sees of a session, and how it changes.

use crate::domain::{
    Audience, PersonId, Recorded, State,
    chat::{Channel, ChannelKey, Line},
    roster::{Consent, Permission, Person},
    session::Session,
};
use std::sync::Arc;

/// How much someone sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Not on the roster, or taken out of it.
    Nothing,
    /// Has not answered the consent notice: the session's name and state alone.
    Header,
    /// What everyone sees, and what is for them.
    Participant,
    /// Also what is for facilitators.
    Facilitator,
}

/// Everything that decides what a person sees. When it changes, their whole view does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sight {
    /// How much.
    pub level: Level,
    /// What they may do.
    pub permission: Permission,
    /// What they answered.
    pub consent: Option<Consent>,
}

/// Someone who looks at a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Viewer {
    /// Nobody on the roster: staff who review the replay.
    pub person: Option<PersonId>,
    /// How much they see.
    pub sight: Sight,
}

impl Viewer {
    /// Whether something for this audience is for them.
    #[must_use]
    pub fn is_in(&self, audience: &Audience) -> bool {
        match audience {
            Audience::Everyone => self.sight.level >= Level::Participant,
            Audience::Facilitators => self.sight.level >= Level::Facilitator,
            Audience::People(members) => {
                self.sight.level >= Level::Participant
                    && self.person.is_some_and(|person| members.contains(&person))
            }
        }
    }
}

/// One step from a view to the next.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Replaces the session.
    Session(Session),
    /// Adds or replaces a person.
    PersonPut(Arc<Person>),
    /// Takes a person out.
    PersonGone(PersonId),
    /// Adds an empty channel if there is none.
    ChannelPut(ChannelKey),
    /// Adds a line to its channel.
    LineAdded(ChannelKey, Arc<Line>),
    /// Replaces everything.
    View(Box<View>),
}

/// A whole screen, or the part of it that all share: parts are joined list by list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// The session's name and state.
    pub session: Option<Session>,
    /// Whose view it is.
    pub me: Option<Viewer>,
    /// Who is there.
    pub people: Vec<Arc<Person>>,
    /// What they say.
    pub channels: Vec<(ChannelKey, Channel)>,
}

impl State {
    /// How much a person sees now.
    #[must_use]
    pub fn viewer(&self, person: PersonId) -> Viewer {
        let found = self.roster.person(person);
        let level = match found {
            None => Level::Nothing,
            Some(found) => match (found.consent, found.permission.runs_sessions()) {
                (None, _) => Level::Header,
                (Some(_), false) => Level::Participant,
                (Some(_), true) => Level::Facilitator,
            },
        };
        let sight = Sight {
            level,
            permission: found.map_or(Permission::Participant, |found| found.permission),
            consent: found.and_then(|found| found.consent),
        };
        Viewer { person: Some(person), sight }
    }

    /// The session as someone sees it.
    #[must_use]
    pub fn view(&self, viewer: &Viewer) -> View {
        let mut view = self.view_own(viewer);
        if viewer.sight.level >= Level::Participant {
            let shared = self.view_shared();
            view.session = shared.session;
            view.people.splice(0..0, shared.people);
            view.channels.splice(0..0, shared.channels);
        }
        view
    }

    /// What is the same on every participant's screen.
    #[must_use]
    pub fn view_shared(&self) -> View {
        View {
            session: Some(self.session.clone()),
            me: None,
            people: self.roster.arrived().cloned().collect(),
            channels: self.chat.plenary(),
        }
    }

    /// What is on this screen besides [`Self::view_shared`], which is only for participants.
    #[must_use]
    pub fn view_own(&self, viewer: &Viewer) -> View {
        let mut view = View { me: Some(*viewer), ..View::default() };
        if viewer.sight.level == Level::Header {
            view.session = Some(self.session.clone());
        }
        if viewer.sight.level >= Level::Facilitator {
            view.people = self.roster.expected().cloned().collect();
            view.channels = self.chat.back_channel();
        }
        if let Some(person) = viewer.person.filter(|_| viewer.sight.level >= Level::Participant) {
            view.channels.extend(self.chat.private_of(person));
        }
        view
    }

    /// What an event changes for one viewer who sees the same before and after it.
    #[must_use]
    pub fn changes(&self, recorded: &Recorded, viewer: &Viewer) -> Vec<Change> {
        let projected = self.project(recorded);
        projected
            .into_iter()
            .filter_map(|(audience, change)| {
                let header =
                    matches!(change, Change::Session(_)) && viewer.sight.level == Level::Header;
                (header || viewer.is_in(&audience)).then_some(change)
            })
            .collect()
    }
}
