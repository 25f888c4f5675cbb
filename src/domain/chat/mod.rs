//! Conversations: the plenary, the facilitators' back-channel, private lines.

#[cfg(test)]
mod tests;

use crate::domain::{
    Audience, Change, Ctx, LineId, Millis, PersonId, State,
    roster::{Consent, Permission, Person},
    session::{self, Life},
    text::LineText,
};
use imbl::{HashMap, OrdMap, OrdSet, Vector};
use std::sync::Arc;

/// Lines of the plenary or the back-channel that the state and a view hold.
pub const LINES_MAX: usize = 200;
/// Lines of a private channel that the state and a view hold.
pub const PRIVATE_LINES_MAX: usize = 50;
/// People in a private channel, the author included.
pub const MEMBERS_MAX: usize = 8;
/// Private channels that one person may open. Whoever is written to is not charged.
pub const OPENED_MAX: usize = 100;

/// Who is in a private channel: sorted, without repeats.
pub type Members = Arc<[PersonId]>;

/// What can be asked.
#[derive(Clone, Debug)]
pub enum Command {
    /// Says something.
    Send {
        /// To whom.
        to: To,
        /// What.
        text: LineText,
    },
}

/// To whom a line goes.
#[derive(Clone, Debug)]
pub enum To {
    /// Everyone in the session.
    Plenary,
    /// Those who run it.
    Facilitators,
    /// These people and the author.
    People(Vec<PersonId>),
}

/// What happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Someone said something.
    Sent {
        /// Names the line.
        line: LineId,
        /// Where.
        channel: ChannelKey,
        /// Who.
        author: PersonId,
        /// What they were called.
        author_name: String,
        /// What they said.
        text: String,
    },
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// The notice comes first.
    #[error("answer the consent notice first")]
    ConsentNeeded,
    /// They chose not to be kept.
    #[error("you chose to watch only")]
    WatchingOnly,
    /// Nobody, too many, or nobody but oneself.
    #[error("write to one to seven others")]
    BadRecipients,
    /// The author has opened too many.
    #[error("one person opens at most 100 private conversations")]
    TooManyChannels,
}

/// Names a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChannelKey {
    /// Everyone's.
    Plenary,
    /// The facilitators'.
    Facilitators,
    /// These people's.
    Private(Members),
}

impl ChannelKey {
    /// Who may read it.
    #[must_use]
    pub fn audience(&self) -> Audience {
        match self {
            Self::Plenary => Audience::Everyone,
            Self::Facilitators => Audience::Facilitators,
            Self::Private(members) => Audience::People(Arc::clone(members)),
        }
    }

    /// How many lines a view holds of it.
    #[must_use]
    pub fn lines_max(&self) -> usize {
        match self {
            Self::Plenary | Self::Facilitators => LINES_MAX,
            Self::Private(_) => PRIVATE_LINES_MAX,
        }
    }
}

/// Something that was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its name.
    pub id: LineId,
    /// Who said it.
    pub author: PersonId,
    /// What they were called then.
    pub author_name: String,
    /// What they said.
    pub text: String,
    /// When.
    pub at: Millis,
}

/// The end of a conversation; what was said before lies in the log.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Channel {
    /// Oldest first.
    pub lines: Vector<Arc<Line>>,
    /// Whether there are lines before.
    pub has_earlier: bool,
    /// Who said the first line of a private channel.
    pub(crate) opened_by: Option<PersonId>,
}

/// All conversations of a session.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chat {
    pub(crate) channels: OrdMap<ChannelKey, Channel>,
    pub(crate) private: HashMap<PersonId, OrdSet<ChannelKey>>,
    opened: HashMap<PersonId, usize>,
}

impl Chat {
    fn channel(&self, key: ChannelKey) -> Vec<(ChannelKey, Channel)> {
        let channel = self.channels.get(&key).cloned().unwrap_or_default();
        vec![(key, channel)]
    }

    /// Everyone's conversation.
    #[must_use]
    pub fn plenary(&self) -> Vec<(ChannelKey, Channel)> {
        self.channel(ChannelKey::Plenary)
    }

    /// The facilitators' conversation.
    #[must_use]
    pub fn back_channel(&self) -> Vec<(ChannelKey, Channel)> {
        self.channel(ChannelKey::Facilitators)
    }

    /// The private conversations of someone.
    #[must_use]
    pub fn private_of(&self, person: PersonId) -> Vec<(ChannelKey, Channel)> {
        let keys = self.private.get(&person).into_iter().flatten();
        keys.flat_map(|key| self.channel(key.clone())).collect()
    }

    fn may_open(&self, person: PersonId) -> bool {
        self.opened.get(&person).is_none_or(|opened| *opened < OPENED_MAX)
    }

    /// Restores a channel from a snapshot, or makes it.
    pub(crate) fn put(&mut self, key: ChannelKey, channel: Channel) {
        if let ChannelKey::Private(members) = &key {
            for person in members.iter() {
                self.private.entry(*person).or_default().insert(key.clone());
            }
        }
        if let Some(person) = channel.opened_by {
            *self.opened.entry(person).or_default() += 1;
        }
        self.channels.insert(key, channel);
    }
}

/// Decides C1 to C6.
pub(super) fn decide(
    state: &State,
    ctx: &Ctx,
    command: Command,
) -> Result<Vec<Event>, super::Rejection> {
    let Command::Send { to, text } = command;
    let author = state.roster.acting(ctx)?;
    match author.consent {
        None => return Err(Rejection::ConsentNeeded.into()),
        Some(Consent::WatchOnly) => return Err(Rejection::WatchingOnly.into()),
        Some(Consent::Given) => {}
    }
    match (&to, state.session.life) {
        (_, Life::Ended { .. }) | (To::Plenary | To::People(_), Life::Scheduled) => {
            return Err(session::Rejection::WrongState.into());
        }
        (_, Life::Scheduled | Life::Lobby | Life::Live { .. }) => {}
    }
    let channel = match to {
        To::Plenary => ChannelKey::Plenary,
        To::Facilitators => {
            state.roster.acting_with(ctx, Permission::Facilitator)?;
            ChannelKey::Facilitators
        }
        To::People(people) => ChannelKey::Private(members(state, author.id, people)?),
    };
    Ok(vec![Event::Sent {
        line: LineId(ctx.id),
        channel,
        author: author.id,
        author_name: author.name.clone(),
        text: text.into_inner(),
    }])
}

/// The members of a private channel, if the author may write to all of them.
fn members(
    state: &State,
    author: PersonId,
    mut people: Vec<PersonId>,
) -> Result<Members, super::Rejection> {
    people.push(author);
    people.sort_unstable();
    people.dedup();
    if !(2..=MEMBERS_MAX).contains(&people.len()) {
        return Err(Rejection::BadRecipients.into());
    }
    for id in &people {
        // Someone who has not been here has no conversations yet: whoever claims the place
        // finds nothing that was meant for another.
        let is_here = |person: &Arc<Person>| person.arrived || person.id == author;
        if !state.roster.person(*id).is_some_and(is_here) {
            return Err(super::roster::Rejection::NoSuchPerson.into());
        }
    }
    let members: Members = people.into();
    let is_new = !state.chat.channels.contains_key(&ChannelKey::Private(Arc::clone(&members)));
    if is_new && !state.chat.may_open(author) {
        return Err(Rejection::TooManyChannels.into());
    }
    Ok(members)
}

pub(super) fn apply(chat: &mut Chat, at: Millis, event: &Event) {
    let Event::Sent { line, channel: key, author, author_name, text } = event;
    if !chat.channels.contains_key(key) {
        let opened_by = matches!(key, ChannelKey::Private(_)).then_some(*author);
        chat.put(key.clone(), Channel { opened_by, ..Channel::default() });
    }
    let line = Line {
        id: *line,
        author: *author,
        author_name: author_name.clone(),
        text: text.clone(),
        at,
    };
    if let Some(channel) = chat.channels.get_mut(key) {
        channel.lines.push_back(Arc::new(line));
        if channel.lines.len() > key.lines_max() {
            channel.lines.pop_front();
            channel.has_earlier = true;
        }
    }
}

pub(super) fn project(at: Millis, event: &Event) -> Vec<(Audience, Change)> {
    let Event::Sent { line, channel, author, author_name, text } = event;
    let line = Arc::new(Line {
        id: *line,
        author: *author,
        author_name: author_name.clone(),
        text: text.clone(),
        at,
    });
    let added = (channel.audience(), Change::LineAdded(channel.clone(), line));
    match channel {
        ChannelKey::Plenary | ChannelKey::Facilitators => vec![added],
        // The first line of a private channel brings it; later ones find it there.
        ChannelKey::Private(_) => {
            vec![(channel.audience(), Change::ChannelPut(channel.clone())), added]
        }
    }
}
