//! Who gets what of an event: into the rings, or into the queues of those it is for alone.

use crate::{
    domain::{Audience, Level, PersonId},
    live::{
        Close, Item,
        hub::Inner,
        reader::{Reader, ViewDue},
        ring::Key,
        shown::Shown,
        withheld::Withheld,
    },
};
use std::sync::Arc;

impl Inner {
    /// Nobody who is behind reads what was taken back.
    fn withhold(&mut self, withheld: &Withheld) {
        self.everyone.each(|item| withheld.replace(item));
        self.facilitators.each(|item| withheld.replace(item));
        self.recent.each(|item| withheld.replace(item));
        for reader in self.readers.values_mut() {
            reader.personal.iter_mut().for_each(|(_, item)| withheld.replace(item));
            reader.missed.iter_mut().flatten().for_each(|item| withheld.replace(item));
        }
    }

    pub(super) fn show(&mut self, shown: Shown) {
        if let Some(withheld) = &shown.withheld {
            self.withhold(withheld);
        }
        for (index, (audience, item)) in (0..).zip(&shown.changes) {
            let key = (shown.seq, index);
            match audience {
                Audience::Everyone => self.everyone.push(key, Arc::clone(item)),
                Audience::Facilitators => self.facilitators.push(key, Arc::clone(item)),
                Audience::People(members) => self.show_to(members, key, item, |reader| {
                    reader.viewer.sight.level >= Level::Participant
                }),
                Audience::Room(members) => {
                    self.facilitators.push(key, Arc::clone(item));
                    // Facilitators read their ring.
                    self.show_to(members, key, item, |reader| {
                        reader.viewer.sight.level == Level::Participant
                    });
                }
                Audience::RoomBut(members, barred) => {
                    self.show_to(members, key, item, |reader| {
                        reader.viewer.sight.level == Level::Participant
                    });
                    // Not through the ring, which all of them read.
                    let hears = |reader: &&mut Reader| {
                        let person = reader.viewer.person;
                        let is_barred = person.is_some_and(|person| {
                            barred.contains(&person) && !members.contains(&person)
                        });
                        reader.viewer.sight.level >= Level::Facilitator && !is_barred
                    };
                    for reader in self.readers.values_mut().filter(hears) {
                        reader.push_personal(key, item);
                    }
                }
            }
        }
        if let Some(item) = &shown.header {
            let outside = |reader: &&mut Reader| reader.viewer.sight.level == Level::Header;
            for reader in self.readers.values_mut().filter(outside) {
                reader.push_personal((shown.seq, 0), item);
            }
        }
        for person in &shown.arrived {
            // Who only passed by here has gone all the same; others are with another node.
            if !self.passing.remove(person) {
                self.gone.remove(person);
            }
        }
        for person in shown.resighted.into_iter().flatten() {
            self.resight(person);
        }
        self.show_on_boards(shown.seq, shown.boards);
        if shown.reseats {
            self.leave_boards();
        }
        self.recent.push(shown.seq, shown.changes, shown.end);
    }

    /// Those of these people for whom `is_for` holds get something for themselves.
    fn show_to(
        &mut self,
        members: &[PersonId],
        key: Key,
        item: &Arc<Item>,
        is_for: impl Fn(&Reader) -> bool,
    ) {
        for person in members {
            self.each_reader_of(*person, |reader| {
                if is_for(reader) {
                    reader.push_personal(key, item);
                }
            });
        }
    }

    /// Someone sees more or less from now on, or nothing at all.
    fn resight(&mut self, person: PersonId) {
        let viewer = self.state.viewer(person);
        // A guest who turned out to be someone else comes back as them.
        let is_merged = self.state.roster.resolve(person) != person;
        let gone = if is_merged { Close::Reloaded } else { Close::Removed };
        self.each_reader_of(person, |reader| {
            if viewer.sight.level == Level::Nothing {
                reader.close.send_replace(Some(gone));
            } else if reader.viewer != viewer {
                reader.viewer = viewer;
                reader.need_view(ViewDue::Refresh);
            }
        });
    }

    fn each_reader_of(&mut self, person: PersonId, mut f: impl FnMut(&mut Reader)) {
        for id in self.of_person.get(&person).into_iter().flatten() {
            if let Some(reader) = self.readers.get_mut(id) {
                f(reader);
            }
        }
    }
}
