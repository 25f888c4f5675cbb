//! The last changes for one audience. Readers hold cursors; the ring never waits for them.

use crate::live::{Item, RING_BYTES_MAX, RING_ITEMS_MAX};
use std::{collections::VecDeque, sync::Arc};

/// Orders changes across rings: the event's number, then the change's within the event.
pub(super) type Key = (u64, u32);

/// A bounded run of changes, oldest first.
#[derive(Default)]
pub(super) struct Ring {
    /// Number of the first item still here; cursors count the same way.
    start: u64,
    items: VecDeque<(Key, Arc<Item>)>,
    bytes: usize,
}

impl Ring {
    pub(super) fn push(&mut self, key: Key, item: Arc<Item>) {
        self.bytes += item.size();
        self.items.push_back((key, item));
        while self.items.len() > RING_ITEMS_MAX || self.bytes > RING_BYTES_MAX {
            let Some((_, item)) = self.items.pop_front() else { break };
            self.bytes -= item.size();
            self.start += 1;
        }
    }

    /// Changes what waits to be read.
    pub(super) fn each(&mut self, f: impl Fn(&mut Arc<Item>)) {
        self.items.iter_mut().for_each(|(_, item)| f(item));
        self.bytes = self.items.iter().map(|(_, item)| item.size()).sum();
    }

    /// The cursor of a reader who has everything.
    pub(super) fn end(&self) -> u64 {
        self.start + self.items.len() as u64
    }

    /// What comes after a cursor; `None` when some of it is gone.
    pub(super) fn after(
        &self,
        cursor: u64,
    ) -> Option<impl Iterator<Item = &(Key, Arc<Item>)> + use<'_>> {
        let skip = cursor.checked_sub(self.start)?;
        Some(self.items.range(usize::try_from(skip).ok()?.min(self.items.len())..))
    }
}
