//! The log, folded by rules of our own: who is to be shown what, and in which order.

use super::{
    commands::CommandId,
    steps::{Line, Reactions, Step},
};
use convene::{
    codec::ids,
    domain::{LineId, PersonId, chat::ChannelKey},
};
use std::collections::HashMap;

/// What an event says, as far as the witness looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    Sent { line: LineId, channel: ChannelKey, author: PersonId, text: String },
    Edited { line: LineId, text: String },
    Withdrawn { line: LineId },
    Reacted { line: LineId, reaction: usize, on: bool },
    Other,
}

/// An event of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    pub at_ms: i64,
    /// None: the server itself.
    pub command: Option<CommandId>,
    pub fact: Fact,
}

/// What a change does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Added(LineId),
    Put(LineId),
    Reacted(LineId, Reactions),
}

/// A change that everyone who may read the line must be shown, once, in this order.
#[derive(Clone, Debug)]
pub struct Due {
    /// The number of its event, from 1.
    pub seq: usize,
    pub what: What,
}

/// What a line says from an event on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    pub since: usize,
    pub text: String,
    pub is_edited: bool,
    pub is_withdrawn: bool,
}

/// A line, from beginning to end.
pub struct Said {
    pub key: ChannelKey,
    /// As on the wire.
    pub channel: String,
    pub author: PersonId,
    pub versions: Vec<Version>,
    reactions: Reactions,
}

impl Said {
    pub fn is_for(&self, person: PersonId, is_facilitator: bool) -> bool {
        match &self.key {
            ChannelKey::Plenary => true,
            ChannelKey::Facilitators => is_facilitator,
            ChannelKey::Private(members) => members.contains(&person),
            // Nobody opens rooms here.
            ChannelKey::Room(..) => is_facilitator,
        }
    }

    fn since(&self, seq: usize) -> impl Iterator<Item = &Version> {
        let first = self.versions.partition_point(|version| version.since <= seq);
        self.versions.iter().skip(first.saturating_sub(1))
    }

    pub fn at(&self, seq: usize) -> Option<&Version> {
        self.since(seq).next()
    }
}

/// The log, folded.
pub struct History {
    pub dues: Vec<Due>,
    pub lines: HashMap<LineId, Said>,
    /// The first and last event of each command, and in how many pieces they lie.
    pub commands: HashMap<CommandId, Place>,
}

/// Where the events of a command are.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub first: usize,
    pub last: usize,
    pub pieces: usize,
}

impl History {
    pub fn of(log: &[Recorded]) -> Self {
        let (lines, commands) = (HashMap::new(), HashMap::new());
        let mut history = Self { dues: Vec::new(), lines, commands };
        for (index, recorded) in log.iter().enumerate() {
            let seq = index + 1;
            if let Some(command) = recorded.command {
                let place = Place { first: seq, last: seq, pieces: 1 };
                let known = history.commands.entry(command);
                known
                    .and_modify(|known| {
                        known.pieces += usize::from(known.last + 1 != seq);
                        known.last = seq;
                    })
                    .or_insert(place);
            }
            if let Some(what) = history.fold(seq, &recorded.fact) {
                history.dues.push(Due { seq, what });
            }
        }
        history
    }

    fn fold(&mut self, seq: usize, fact: &Fact) -> Option<What> {
        match fact {
            Fact::Sent { line, channel, author, text } => {
                let first = Version {
                    since: seq,
                    text: text.clone(),
                    is_edited: false,
                    is_withdrawn: false,
                };
                let said = Said {
                    key: channel.clone(),
                    channel: ids::channel(channel),
                    author: *author,
                    versions: vec![first],
                    reactions: [0; 6],
                };
                self.lines.insert(*line, said);
                Some(What::Added(*line))
            }
            Fact::Edited { line, text } => {
                let (text, is_edited) = (text.clone(), true);
                self.change(*line, Version { since: seq, text, is_edited, is_withdrawn: false })
            }
            Fact::Withdrawn { line } => {
                let said = self.lines.get(line)?;
                let is_edited = said.versions.last()?.is_edited;
                let text = String::new();
                self.change(*line, Version { since: seq, text, is_edited, is_withdrawn: true })
            }
            Fact::Reacted { line, reaction, on } => {
                let said = self.lines.get_mut(line)?;
                let count = said.reactions.get_mut(*reaction)?;
                *count = if *on { *count + 1 } else { count.saturating_sub(1) };
                Some(What::Reacted(*line, said.reactions))
            }
            Fact::Other => None,
        }
    }

    fn change(&mut self, line: LineId, version: Version) -> Option<What> {
        self.lines.get_mut(&line)?.versions.push(version);
        Some(What::Put(line))
    }

    /// Whether this is how a change may be shown. What was edited or withdrawn before someone
    /// read it is never shown as it was, so a later text is right as well.
    pub fn is_shown_by(&self, due: &Due, step: &Step) -> bool {
        match (due.what, step) {
            (What::Added(id), Step::Added(line)) | (What::Put(id), Step::Put(line)) => {
                id == line.id && self.says(due.seq, line)
            }
            (What::Reacted(id, counts), Step::Reacted(line, shown)) => {
                id == *line && counts == *shown
            }
            _ => false,
        }
    }

    fn says(&self, seq: usize, line: &Line) -> bool {
        let Some(said) = self.lines.get(&line.id) else { return false };
        let is_version = |version: &Version| {
            version.text == line.text
                && version.is_edited == line.is_edited
                && version.is_withdrawn == line.is_withdrawn
        };
        said.channel == line.channel
            && said.author == line.author
            && said.since(seq).any(is_version)
    }
}
