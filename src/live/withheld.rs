//! A line that is edited or withdrawn while some have not read it yet: what waits for them is
//! replaced, change by change, so that counts still hold. Only a frame that is already on its
//! way to someone still says what it was.

use crate::{
    domain::{
        Change, Event, State,
        chat::{self, ChannelKey, Conversation, Line},
    },
    live::{Item, frame::Holds},
};
use std::sync::Arc;

/// What takes the place of items that hold a line which is no longer what it was.
pub(super) struct Withheld {
    line: Arc<Line>,
    added: Arc<Item>,
    changed: Arc<Item>,
    pins: Arc<Item>,
    spotlight: Arc<Item>,
}

impl Withheld {
    /// What an event takes back. `state` is the state after it.
    pub(super) fn of(state: &State, event: &Event) -> Option<Self> {
        let id = match event {
            Event::Chat(chat::Event::Edited(id, _) | chat::Event::Withdrawn { line: id, .. }) => {
                *id
            }
            _ => return None,
        };
        let (key, line) = state.chat.line(id)?;
        let pinned = state.chat.pinned(&ChannelKey::Plenary);
        Some(Self {
            line: Arc::clone(line),
            added: Item::of_change(&Change::LineAdded(key.clone(), Arc::clone(line))),
            changed: Item::of_change(&Change::LinePut(key.clone(), Arc::clone(line))),
            pins: Item::of_change(&Change::Pinned(ChannelKey::Plenary, pinned)),
            spotlight: Item::of_change(&Change::Spotlight(state.spotlight())),
        })
    }

    /// Replaces an item that shows too much.
    pub(super) fn replace(&self, item: &mut Arc<Item>) {
        let new = match &item.holds {
            Holds::Line(id) if *id == self.line.id => Arc::clone(&self.added),
            Holds::ChangedLine(id) if *id == self.line.id => Arc::clone(&self.changed),
            Holds::Conversation(conversation) => match self.retold(conversation) {
                Some(new) => new,
                None => return,
            },
            Holds::Pins => Arc::clone(&self.pins),
            Holds::Spotlight => Arc::clone(&self.spotlight),
            Holds::Nothing | Holds::Line(_) | Holds::ChangedLine(_) => return,
        };
        *item = new;
    }

    /// A conversation in which the line is what it became; nothing if it is not in it.
    fn retold(&self, conversation: &Conversation) -> Option<Arc<Item>> {
        let mut new = conversation.clone();
        let lines = new.lines.iter_mut().chain(&mut new.pinned);
        let same: Vec<_> = lines.filter(|line| line.id == self.line.id).collect();
        if same.is_empty() {
            return None;
        }
        same.into_iter().for_each(|line| *line = Arc::clone(&self.line));
        Some(Item::of_change(&Change::ChannelSet(new)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{LineId, PersonId};
    use uuid::Uuid;

    fn line(n: u128, text: &str) -> Arc<Line> {
        Arc::new(Line {
            id: LineId(Uuid::from_u128(n)),
            author: PersonId(Uuid::from_u128(1)),
            author_name: "Person 1".to_owned(),
            text: text.to_owned(),
            at: 0,
            reply_to: None,
            mentions: [].into(),
            edited_at: None,
            withdrawn: None,
            reactions: [0; 6],
        })
    }

    fn conversation(lines: Vec<Arc<Line>>) -> Arc<Item> {
        let new = Conversation::new(ChannelKey::Plenary);
        Item::of_change(&Change::ChannelSet(Conversation { lines, ..new }))
    }

    #[test]
    fn a_conversation_that_waits_says_what_its_lines_became() {
        let now = line(1, "better");
        let nothing = Item::of_change(&Change::Pinned(ChannelKey::Plenary, Vec::new()));
        let [added, changed, pins, spotlight] = [(); 4].map(|()| Arc::clone(&nothing));
        let withheld = Withheld { line: Arc::clone(&now), added, changed, pins, spotlight };
        let mut waiting = conversation(vec![line(1, "rash"), line(2, "other")]);
        withheld.replace(&mut waiting);
        let wanted = conversation(vec![now, line(2, "other")]);
        assert_eq!(waiting.as_framed(), wanted.as_framed());
        let mut elsewhere = conversation(vec![line(2, "other")]);
        let before = Arc::clone(&elsewhere);
        withheld.replace(&mut elsewhere);
        assert!(Arc::ptr_eq(&before, &elsewhere), "nothing to take back");
    }
}
