//! What happens to people and to the session, and what that means for questions, hands and the
//! waterfall.

use crate::domain::{Audience, Change, Event, State, hand, roster, session, voice, waterfall};

impl State {
    /// Events, and before each of them what it ends: nobody who has gone has their hand up, and
    /// nothing goes on after the end.
    pub(super) fn with_talk(&self, events: Vec<Event>) -> Vec<Event> {
        let mut all = Vec::with_capacity(events.len());
        for event in events {
            let hands = match &event {
                Event::Session(session::Event::Ended) => hand::on_end(self),
                Event::Roster(roster::Event::Removed(gone)) => hand::on_leaving(self, *gone, true),
                Event::Roster(roster::Event::Departed { person, .. }) => {
                    hand::on_leaving(self, *person, false)
                }
                _ => Vec::new(),
            };
            all.extend(hands.into_iter().map(Event::Hand));
            if event == Event::Session(session::Event::Ended) {
                all.extend(waterfall::on_end(self).map(Event::Waterfall));
            }
            all.push(event);
        }
        all
    }

    /// What follows from a fact for those who are no more who they were.
    pub(super) fn follow(&mut self, event: &Event) {
        voice::apply(&mut self.voice, event);
        match event {
            Event::Roster(roster::Event::Removed(gone)) => self.waterfall.drop_of(*gone),
            Event::Roster(roster::Event::Merged { guest, into }) => {
                let person = self.roster.anyone(*into);
                let name = person.map(|person| person.name.clone()).unwrap_or_default();
                self.questions.adopt(*guest, *into, &name);
                self.hands.adopt(*guest, *into);
                self.waterfall.adopt(*guest, *into);
                self.voice.adopt(*guest, *into);
            }
            _ => {}
        }
    }

    /// What that changes on whose screen. `self` is the state after it.
    pub(super) fn project_following(&self, event: &Event) -> Vec<(Audience, Change)> {
        let Event::Roster(roster::Event::Merged { into, .. }) = event else { return Vec::new() };
        let mut changes = self.questions.adopted(*into);
        changes.extend(hand::adopted(&self.hands, *into));
        changes.extend(waterfall::adopted(&self.waterfall, *into));
        changes
    }
}
