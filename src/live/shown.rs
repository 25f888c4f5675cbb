//! An event on its way to the screens: projected and encoded once.

use crate::{
    domain::{Audience, Change, Event, PersonId, Recorded, RoundId, State, chat, poll, roster},
    fold::Step,
    live::{Item, withheld::Withheld},
    log::Position,
};
use std::sync::Arc;

/// An event as it is shown: encoded, by audience.
pub(super) struct Shown {
    pub(super) seq: u64,
    pub(super) changes: Vec<(Audience, Arc<Item>)>,
    /// The change that people outside see as well: the session's name or state.
    pub(super) header: Option<Arc<Item>>,
    /// Who has come, to this node or to another.
    pub(super) arrived: Vec<PersonId>,
    /// Whoever may see more or less from now on.
    pub(super) resighted: [Option<PersonId>; 2],
    /// What it takes back of what others have yet to read.
    pub(super) withheld: Option<Withheld>,
    /// The round in whose rooms nobody knows any more what was said.
    pub(super) forgotten: Option<RoundId>,
    /// A run has closed whose ballots nobody could read until now.
    pub(super) closes_ballots: bool,
    /// The position after it, when it ends a batch that others have appended.
    pub(super) end: Option<Position>,
}

impl Shown {
    /// Projects and encodes an event. `state` is the state after it.
    pub(super) fn new(state: &State, seq: u64, recorded: &Recorded) -> Self {
        let mut header = None;
        let changes = state.project(recorded).into_iter().map(|(audience, change)| {
            let item = Item::of_change(&change);
            if matches!(change, Change::Session(_)) {
                header = Some(Arc::clone(&item));
            }
            (audience, item)
        });
        let changes = changes.collect();
        let withheld = Withheld::of(state, &recorded.event);
        let arrived = match &recorded.event {
            Event::Roster(roster::Event::Arrived(people)) => people.clone(),
            _ => Vec::new(),
        };
        let resighted = recorded.event.resights();
        let forgotten = match &recorded.event {
            Event::Chat(chat::Event::Forgotten(round)) => Some(*round),
            _ => None,
        };
        let closes_ballots = match &recorded.event {
            Event::Poll(poll::Event::Closed(run)) => {
                state.polls.run(*run).is_some_and(|found| found.run.is_unsealing)
            }
            _ => false,
        };
        Self {
            seq,
            changes,
            header,
            arrived,
            resighted,
            withheld,
            forgotten,
            closes_ballots,
            end: None,
        }
    }
}

impl Shown {
    /// An event that was folded from the log.
    pub(super) fn of_step(step: &Step<'_, State>) -> Self {
        Self { end: step.end, ..Self::new(step.state, step.seq, &step.fact) }
    }
}
