//! What a view must hold at a point of the history.

use super::{
    history::{Due, History, What},
    steps::{Channel, Line, Reactions, Shown},
};
use convene::domain::{LineId, chat::ChannelKey};
use std::collections::{BTreeMap, HashMap, VecDeque};

/// Lines of the plenary and of the back-channel in a view, as the protocol says.
const LINES_MAX: usize = 100;
/// Lines of a private channel in a view.
const PRIVATE_LINES_MAX: usize = 50;

/// The lines that one reader holds, by what they were shown.
#[derive(Clone, Default)]
pub struct Screen {
    /// The event up to which it goes.
    seq: usize,
    channels: BTreeMap<String, Held>,
    reactions: HashMap<LineId, Reactions>,
}

#[derive(Clone, Default)]
struct Held {
    lines: VecDeque<LineId>,
    has_earlier: bool,
}

impl Screen {
    /// Goes one change on.
    pub fn roll(&mut self, history: &History, due: &Due) {
        self.seq = due.seq;
        match due.what {
            What::Added(id) => {
                let Some(said) = history.lines.get(&id) else { return };
                let is_private = matches!(said.key, ChannelKey::Private(_));
                let max = if is_private { PRIVATE_LINES_MAX } else { LINES_MAX };
                let held = self.channels.entry(said.channel.clone()).or_default();
                held.lines.push_back(id);
                if held.lines.len() > max {
                    held.lines.pop_front();
                    held.has_earlier = true;
                }
            }
            What::Put(_) => {}
            What::Reacted(id, counts) => {
                self.reactions.insert(id, counts);
            }
        }
    }

    /// Whether a view is exactly this.
    pub fn is(&self, history: &History, shown: &Shown) -> bool {
        let Some(channels) = &shown.channels else { return false };
        let filled: Vec<_> = channels.iter().filter(|one| !one.lines.is_empty()).collect();
        filled.len() == self.channels.len()
            && filled.iter().all(|channel| {
                let held = self.channels.get(&channel.id);
                held.is_some_and(|held| self.holds(history, held, channel))
            })
    }

    fn holds(&self, history: &History, held: &Held, channel: &Channel) -> bool {
        // Almost every view that does not fit ends otherwise.
        held.lines.len() == channel.lines.len()
            && held.lines.back() == channel.lines.last().map(|(line, _)| &line.id)
            && held.has_earlier == channel.has_earlier
            && held.lines.iter().zip(&channel.lines).all(|(id, (line, reactions))| {
                let counts = self.reactions.get(id).copied().unwrap_or_default();
                *id == line.id && counts == *reactions && self.says(history, line)
            })
    }

    fn says(&self, history: &History, line: &Line) -> bool {
        let said = history.lines.get(&line.id);
        let version = said.and_then(|said| said.at(self.seq));
        version.is_some_and(|version| {
            version.text == line.text
                && version.is_edited == line.is_edited
                && version.is_withdrawn == line.is_withdrawn
        })
    }
}
