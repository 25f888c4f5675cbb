//! What hands, turns and the pulse become by what happens, and what of it is shown.

use super::{Event, Hands, Turn, Update};
use crate::domain::{Audience, Change, Millis, PersonId, chat::Reaction};
use imbl::Vector;
use std::collections::BTreeSet;

pub(in crate::domain) fn apply(hands: &mut Hands, at: Millis, event: &Event) {
    match event {
        Event::Raised(person) => hands.raised.push_back((*person, at)),
        Event::Lowered(people) => {
            let down: BTreeSet<_> = people.iter().collect();
            hands.raised.retain(|(person, _)| !down.contains(person));
        }
        Event::TurnGiven(None, _) => hands.turn = None,
        Event::TurnGiven(Some(person), ends_at) => {
            hands.raised.retain(|(other, _)| other != person);
            let goes_on = hands.turn.filter(|turn| turn.person == *person);
            // More time is not another turn.
            if goes_on.is_none() {
                let turns = hands.turns.entry(*person).or_default();
                *turns = turns.saturating_add(1);
            }
            let since = goes_on.map_or(at, |turn| turn.since);
            hands.turn = Some(Turn { person: *person, since, ends_at: *ends_at });
        }
        Event::Pressed(_, reaction) => {
            let counts = hands.pressed.iter_mut().zip(Reaction::ALL);
            for (count, _) in counts.filter(|(_, of)| of == reaction) {
                *count = count.saturating_add(1);
            }
        }
    }
}

impl Hands {
    /// One person turned out to be another: hand, turn and turns are the other's, and of two
    /// hands the one that was raised first.
    pub(in crate::domain) fn adopt(&mut self, from: PersonId, into: PersonId) {
        let mut raised = Vector::new();
        for (person, at) in &self.raised {
            let person = if *person == from { into } else { *person };
            if !raised.iter().any(|(other, _)| *other == person) {
                raised.push_back((person, *at));
            }
        }
        self.raised = raised;
        if let Some(turn) = self.turn.as_mut().filter(|turn| turn.person == from) {
            turn.person = into;
        }
        if let Some(turns) = self.turns.remove(&from) {
            let own = self.turns.entry(into).or_default();
            *own = own.saturating_add(turns);
        }
    }
}

/// What that changes on the screens.
pub(in crate::domain) fn adopted(hands: &Hands, into: PersonId) -> Vec<(Audience, Change)> {
    let all = hands.is_up(into).then(|| Update::All(hands.hands()));
    let turn = hands.turn.filter(|turn| turn.person == into);
    let turn = turn.map(|turn| Update::Turn(Some(turn)));
    let updates = all.into_iter().chain(turn);
    updates.map(|update| (Audience::Everyone, Change::Hand(update))).collect()
}

pub(in crate::domain) fn project(hands: &Hands, event: &Event) -> Vec<(Audience, Change)> {
    let updates = match event {
        Event::Raised(person) => {
            let hand = hands.hands().into_iter().find(|hand| hand.person == *person);
            hand.map(Update::Put).into_iter().collect()
        }
        Event::Lowered(people) => match people.as_slice() {
            [person] => vec![Update::Gone(*person)],
            _ => vec![Update::All(hands.hands())],
        },
        Event::TurnGiven(None, _) => vec![Update::Turn(None)],
        Event::TurnGiven(Some(person), _) => {
            vec![Update::Gone(*person), Update::Turn(hands.turn)]
        }
        // By the next count.
        Event::Pressed(..) => Vec::new(),
    };
    updates.into_iter().map(|update| (Audience::Everyone, Change::Hand(update))).collect()
}
