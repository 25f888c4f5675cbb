//! What readers are shown: lines, and what becomes of them.

use convene::domain::{LineId, PersonId};
use std::collections::HashMap;

/// How often each reaction was given, in the order of the enum.
pub type Reactions = [u32; 6];

/// A line as it was shown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Line {
    pub id: LineId,
    /// As on the wire.
    pub channel: String,
    pub author: PersonId,
    /// Empty when it was withdrawn.
    pub text: String,
    pub is_edited: bool,
    pub is_withdrawn: bool,
}

/// One change that is about lines.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    Added(Line),
    Put(Line),
    Reacted(LineId, Reactions),
}

impl Step {
    pub fn line(&self) -> LineId {
        match self {
            Self::Added(line) | Self::Put(line) => line.id,
            Self::Reacted(line, _) => *line,
        }
    }
}

/// A whole view, as far as it is about lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// `None`: the session's name alone, before the notice is answered.
    pub channels: Option<Vec<Channel>>,
}

/// One conversation in a view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    pub id: String,
    pub has_earlier: bool,
    pub lines: Vec<(Line, Reactions)>,
}

/// Every step that anyone was shown, once: hundreds of readers are shown the same.
#[derive(Default)]
pub struct Steps {
    numbers: HashMap<Step, u32>,
    all: Vec<Step>,
}

impl Steps {
    /// The number of a step.
    pub fn number(&mut self, step: Step) -> u32 {
        let next = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        *self.numbers.entry(step).or_insert_with_key(|step| {
            self.all.push(step.clone());
            next
        })
    }

    pub fn get(&self, number: u32) -> Option<&Step> {
        self.all.get(usize::try_from(number).ok()?)
    }
}
