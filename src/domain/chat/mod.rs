//! Conversations: the plenary, the facilitators' back-channel, private lines; and how they
//! are kept civil.

mod decide;
mod ears;
mod fold;
mod forget;
mod review;
#[cfg(test)]
mod tests;

pub(super) use decide::{decide, writer};
pub use ears::{Ears, Facilitators};
pub(super) use fold::{apply, project};
pub use forget::Said;
pub use review::{Review, ReviewState};

use crate::domain::{
    Audience, LineId, Millis, PersonId, RoundId, Viewer, breakout::RoomNumber, text::LineText,
};
use imbl::{HashMap, OrdMap, OrdSet, Vector};
use std::sync::Arc;

/// Lines of the plenary or the back-channel that a view holds.
pub const LINES_MAX: usize = 100;
/// Lines of a private channel that a view holds.
pub const PRIVATE_LINES_MAX: usize = 50;
/// Lines of a whole session.
pub const LINES_TOTAL_MAX: usize = 100_000;
/// Lines of one person who does not run the session.
pub const LINES_PER_PERSON_MAX: usize = 2_000;
/// Lines in one answer about what was said before.
pub const PAGE_LINES_MAX: usize = 100;
/// Lines of a thread in one answer.
pub const THREAD_LINES_MAX: usize = 500;
/// People in a private channel, the author included.
pub const MEMBERS_MAX: usize = 8;
/// Private channels that one person may open. Whoever is written to is not charged.
pub const OPENED_MAX: usize = 100;
/// People that one line mentions.
pub const MENTIONS_MAX: usize = 20;
/// Lines that are pinned at once.
pub const PINS_MAX: usize = 5;
/// Reactions of one person that stand.
pub const REACTIONS_MAX: usize = 1_000;
/// Lines that one person reports.
pub const REPORTS_MAX: usize = 50;
/// Lines that wait for review or were settled, and that facilitators see.
pub const REVIEWS_MAX: usize = 200;
/// Between the end of a round and the moment when what was said in its rooms and is not kept is
/// forgotten.
pub const FORGET_MS: Millis = 60 * 60_000;
/// Lines a minute above which phones may be told to show a digest.
pub const DIGEST_ABOVE_BOUNDS: std::ops::RangeInclusive<u32> = 10..=10_000;
/// Longest wait of the slow mode.
pub const SLOW_MODE_S_MAX: u32 = 600;

/// Who is in a private channel: sorted, without repeats.
pub type Members = Arc<[PersonId]>;

/// What can be asked.
#[derive(Clone, Debug)]
pub enum Command {
    /// Says something.
    Send(NewLine),
    /// Says it otherwise.
    Edit(LineId, LineText),
    /// Takes it back.
    Withdraw(LineId),
    /// Keeps a line in front of everyone, or no longer.
    Pin(LineId, bool),
    /// Reacts to a line, or takes that back.
    React(LineId, Reaction, bool),
    /// Shows a line to the facilitators.
    Report(LineId),
    /// Finds nothing wrong with a reported line.
    Keep(LineId),
    /// Rules the conversations otherwise.
    SetRules(Rules),
    /// Forgets what was said in the rooms of a round.
    Forget(RoundId),
}

/// A line before it is said.
#[derive(Clone, Debug)]
pub struct NewLine {
    /// To whom.
    pub to: To,
    /// What.
    pub text: LineText,
    /// What it answers.
    pub reply_to: Option<LineId>,
    /// Whom it mentions.
    pub mentions: Vec<PersonId>,
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
    /// A breakout room.
    Room(RoundId, RoomNumber),
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
        /// The first line of the thread.
        reply_to: Option<LineId>,
        /// Whom it mentions.
        mentions: Members,
    },
    /// Someone said it otherwise.
    Edited(LineId, String),
    /// Someone took a line back.
    Withdrawn {
        /// Which.
        line: LineId,
        /// Who did.
        by: PersonId,
        /// In what place.
        how: Withdrawn,
    },
    /// A line is kept in front of everyone, or no longer.
    Pinned(LineId, bool),
    /// Someone reacted, or took it back.
    Reacted(LineId, PersonId, Reaction, bool),
    /// Someone showed a line to the facilitators.
    Reported(LineId, PersonId),
    /// The same, of a line that is not kept: what it said.
    ReportedInRoom(LineId, PersonId, Said),
    /// A facilitator found nothing wrong.
    Kept(LineId, PersonId),
    /// The conversations are ruled otherwise.
    RulesSet(Rules),
    /// What was said in the rooms of a round is known no more.
    Forgotten(RoundId),
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
    /// None, or none that they can read, or it was withdrawn.
    #[error("no such line")]
    NoSuchLine,
    /// No such breakout room is open, or one is not in it.
    #[error("no such room is open, or you are not in it")]
    NoSuchRoom,
    /// The step of the room is not theirs to talk in.
    #[error("you listen in this step of the room")]
    Listening,
    /// Slow mode.
    #[error("wait {0} s before your next line")]
    SlowMode(u32),
    /// Only facilitators write now.
    #[error("only facilitators write in the plenary now")]
    Locked,
    /// Not between these people.
    #[error("private lines to these people are switched off")]
    PrivateOff,
    /// Five are pinned.
    #[error("unpin another line first")]
    TooManyPins,
    /// A person has done this too often, or mentions too many.
    #[error("that is more than one person can")]
    TooMany,
    /// The session holds no more lines.
    #[error("a session has at most 100,000 lines")]
    Full,
}

/// In what place someone took a line back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withdrawn {
    /// Whoever said it.
    ByAuthor,
    /// Whoever runs the session.
    ByFacilitator,
}

/// A small answer to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "they speak for themselves")]
pub enum Reaction {
    ThumbsUp,
    Heart,
    Laugh,
    Celebrate,
    Thinking,
    Clap,
}

impl Reaction {
    /// All of them, in the order in which they are counted.
    pub const ALL: [Self; 6] =
        [Self::ThumbsUp, Self::Heart, Self::Laugh, Self::Celebrate, Self::Thinking, Self::Clap];
}

/// Who may write privately to whom; facilitators always may.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PrivateLines {
    /// Anyone to anyone.
    #[default]
    Anyone,
    /// Participants to facilitators.
    ToFacilitators,
    /// Participants to nobody.
    Off,
}

/// How the conversations are ruled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// Between two lines of a participant in the plenary.
    pub slow_mode_s: u32,
    /// Only facilitators write in the plenary.
    pub locked: bool,
    /// Who may write privately to whom.
    pub private_lines: PrivateLines,
    /// Above so many lines a minute in the plenary phones show a digest; 0: as clients choose.
    pub digest_above_per_minute: u32,
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
    /// A breakout room's.
    Room(RoundId, RoomNumber),
}

impl ChannelKey {
    /// How many lines a view holds of it.
    #[must_use]
    pub fn lines_max(&self) -> usize {
        match self {
            Self::Plenary | Self::Facilitators => LINES_MAX,
            Self::Private(_) | Self::Room(..) => PRIVATE_LINES_MAX,
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
    /// What they said; empty once it was withdrawn or forgotten.
    pub text: String,
    /// When.
    pub at: Millis,
    /// The first line of its thread.
    pub reply_to: Option<LineId>,
    /// Whom it mentions.
    pub mentions: Members,
    /// When it was last said otherwise.
    pub edited_at: Option<Millis>,
    /// Whether it was taken back.
    pub withdrawn: Option<Withdrawn>,
    /// How many reacted, in the order of [`Reaction::ALL`].
    pub reactions: [u32; 6],
}

/// A conversation, all of it: it is small, and people may look at any of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Channel {
    /// Oldest first.
    pub lines: Vector<Arc<Line>>,
    /// Oldest pin first.
    pub pins: Vector<LineId>,
    /// Who said the first line of a private channel.
    pub(crate) opened_by: Option<PersonId>,
}

/// The end of a conversation, as a view holds it.
#[derive(Clone, Debug, PartialEq)]
pub struct Conversation {
    /// Which.
    pub key: ChannelKey,
    /// Oldest first.
    pub lines: Vec<Arc<Line>>,
    /// Whether there are lines before.
    pub has_earlier: bool,
    /// Oldest pin first.
    pub pinned: Vec<Arc<Line>>,
}

impl Conversation {
    /// One in which nothing was said.
    #[must_use]
    pub fn new(key: ChannelKey) -> Self {
        Self { key, lines: Vec::new(), has_earlier: false, pinned: Vec::new() }
    }
}

/// All conversations of a session.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chat {
    pub(crate) channels: OrdMap<ChannelKey, Channel>,
    /// Lines that were reported or withdrawn, oldest first.
    pub(crate) reviews: Vector<Arc<Review>>,
    /// How it is ruled.
    pub rules: Rules,
    /// What is said in breakout rooms is not kept.
    pub(crate) forgets_rooms: bool,
    /// Rounds in whose rooms something was said that is not kept, and not forgotten yet.
    pub(crate) unkept: OrdSet<RoundId>,
    /// The reactions of each person that stand.
    pub(crate) reacted: HashMap<PersonId, OrdSet<(LineId, Reaction)>>,
    /// What each person has reported.
    pub(crate) reported: HashMap<PersonId, OrdSet<LineId>>,
    /// Who hears what is said in breakout rooms, where that is not simply the facilitators.
    pub(crate) rooms: HashMap<ChannelKey, Ears>,
    /// Everything below follows from the above.
    private: HashMap<PersonId, OrdSet<ChannelKey>>,
    opened: HashMap<PersonId, usize>,
    places: HashMap<LineId, (ChannelKey, usize)>,
    last_in_plenary: HashMap<PersonId, Millis>,
    said: HashMap<PersonId, usize>,
}

impl Chat {
    /// Who may read a conversation now. Those of rooms that are closed are the facilitators', or
    /// nobody's if they are not kept.
    #[must_use]
    pub fn audience(&self, key: &ChannelKey) -> Audience {
        match key {
            ChannelKey::Plenary => Audience::Everyone,
            ChannelKey::Facilitators => Audience::Facilitators,
            ChannelKey::Private(members) => Audience::People(Arc::clone(members)),
            ChannelKey::Room(..) => match self.rooms.get(key) {
                // What is not kept is nobody's afterwards.
                Some(ears) if ears.is_open || !self.forgets_rooms => ears.audience(),
                Some(_) | None => self.audience_of_closed(),
            },
        }
    }

    /// The end of a conversation.
    #[must_use]
    pub fn conversation(&self, key: ChannelKey) -> Conversation {
        let Some(channel) = self.channels.get(&key) else { return Conversation::new(key) };
        let from = channel.lines.len().saturating_sub(key.lines_max());
        Conversation {
            lines: channel.lines.focus().narrow(from..).into_iter().cloned().collect(),
            has_earlier: from > 0,
            pinned: self.pinned(&key),
            key,
        }
    }

    /// The lines that are pinned in a channel.
    #[must_use]
    pub fn pinned(&self, key: &ChannelKey) -> Vec<Arc<Line>> {
        let pins = self.channels.get(key).into_iter().flat_map(|channel| &channel.pins);
        pins.filter_map(|id| self.line(*id)).map(|(_, line)| Arc::clone(line)).collect()
    }

    /// Everyone's conversation.
    #[must_use]
    pub fn plenary(&self) -> Conversation {
        self.conversation(ChannelKey::Plenary)
    }

    /// The facilitators' conversation.
    #[must_use]
    pub fn back_channel(&self) -> Conversation {
        self.conversation(ChannelKey::Facilitators)
    }

    /// The private conversations of someone.
    #[must_use]
    pub fn private_of(&self, person: PersonId) -> Vec<Conversation> {
        let keys = self.private.get(&person).into_iter().flatten();
        keys.map(|key| self.conversation(key.clone())).collect()
    }

    /// The reactions of someone that stand.
    pub fn reactions_of(&self, person: PersonId) -> impl Iterator<Item = (LineId, Reaction)> {
        self.reacted.get(&person).into_iter().flatten().copied()
    }

    /// A line, and where it was said.
    #[must_use]
    pub fn line(&self, id: LineId) -> Option<(&ChannelKey, &Arc<Line>)> {
        let (key, index) = self.places.get(&id)?;
        Some((key, self.channels.get(key)?.lines.get(*index)?))
    }

    /// Up to [`PAGE_LINES_MAX`] lines of a conversation before one of them, and whether there
    /// are more; `None` for whoever may not read it.
    #[must_use]
    pub fn before(
        &self,
        viewer: &Viewer,
        key: &ChannelKey,
        line: Option<LineId>,
    ) -> Option<(Vec<Arc<Line>>, bool)> {
        if !viewer.is_in(&self.audience(key)) {
            return None;
        }
        let Some(channel) = self.channels.get(key) else { return Some((Vec::new(), false)) };
        let until = match line {
            None => channel.lines.len(),
            Some(line) => self.places.get(&line).filter(|(of, _)| of == key)?.1,
        };
        let from = until.saturating_sub(PAGE_LINES_MAX);
        let lines = channel.lines.focus().narrow(from..until).into_iter().cloned().collect();
        Some((lines, from > 0))
    }

    /// The thread that a line belongs to: its first line and what answers that, up to
    /// [`THREAD_LINES_MAX`], and whether there are more; `None` for whoever may not read it.
    #[must_use]
    pub fn thread(&self, viewer: &Viewer, line: LineId) -> Option<(Vec<Arc<Line>>, bool)> {
        let (key, found) = self.line(line)?;
        if !viewer.is_in(&self.audience(key)) {
            return None;
        }
        let first = found.reply_to.unwrap_or(line);
        let (_, index) = self.places.get(&first)?;
        let later = self.channels.get(key)?.lines.iter().skip(*index);
        let thread = later.filter(|line| line.id == first || line.reply_to == Some(first));
        let mut lines: Vec<_> = thread.take(THREAD_LINES_MAX + 1).cloned().collect();
        let has_more = lines.len() > THREAD_LINES_MAX;
        lines.truncate(THREAD_LINES_MAX);
        Some((lines, has_more))
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
        for (index, line) in channel.lines.iter().enumerate() {
            self.index(&key, index, line);
        }
        self.channels.insert(key, channel);
    }

    /// Notes where a line is, and when its author last wrote.
    fn index(&mut self, key: &ChannelKey, index: usize, line: &Line) {
        self.places.insert(line.id, (key.clone(), index));
        *self.said.entry(line.author).or_default() += 1;
        if *key == ChannelKey::Plenary {
            self.last_in_plenary.insert(line.author, line.at);
        }
    }
}
