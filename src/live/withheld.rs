//! A line that is edited or withdrawn while some have not read it yet: what waits for them is
//! replaced, change by change, so that counts still hold. Only a frame that is already on its
//! way to someone still says what it was.

use crate::{
    domain::{
        Change, Event, LineId, State,
        chat::{self, ChannelKey},
    },
    live::{Item, frame::Holds},
};
use std::sync::Arc;

/// What takes the place of items that hold a line which is no longer what it was.
pub(super) struct Withheld {
    line: LineId,
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
            line: id,
            added: Item::of_change(&Change::LineAdded(key.clone(), Arc::clone(line))),
            changed: Item::of_change(&Change::LinePut(key.clone(), Arc::clone(line))),
            pins: Item::of_change(&Change::Pinned(ChannelKey::Plenary, pinned)),
            spotlight: Item::of_change(&Change::Spotlight(state.spotlight())),
        })
    }

    /// Replaces an item that shows too much.
    pub(super) fn replace(&self, item: &mut Arc<Item>) {
        let new = match item.holds {
            Holds::Line(id) if id == self.line => &self.added,
            Holds::ChangedLine(id) if id == self.line => &self.changed,
            Holds::Pins => &self.pins,
            Holds::Spotlight => &self.spotlight,
            Holds::Nothing | Holds::Line(_) | Holds::ChangedLine(_) => return,
        };
        *item = Arc::clone(new);
    }
}
