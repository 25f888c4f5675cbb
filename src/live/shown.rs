//! An event on its way to the screens: projected and encoded once.

use crate::{
    domain::{
        Audience, Change, Event, PersonId, Recorded, RoundId, RunId, State, board, chat,
        poll::{self, Tally},
        roster,
    },
    fold::Step,
    live::{Item, boards::OnBoard, withheld::Withheld},
    log::Position,
};
use std::{collections::HashMap, sync::Arc};

/// An event as it is shown: encoded, by audience.
pub(super) struct Shown {
    pub(super) seq: u64,
    pub(super) changes: Vec<(Audience, Arc<Item>)>,
    /// What it changes on boards.
    pub(super) boards: Vec<(board::Key, board::Whom, OnBoard)>,
    /// Others may see boards from now on.
    pub(super) reseats: bool,
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

/// What came of each run, as it was encoded last: all who answer until it is counted again see
/// the same.
#[derive(Default)]
pub(super) struct Encoded(HashMap<RunId, (Arc<Tally>, Arc<Item>)>);

impl Encoded {
    fn item(&mut self, change: &Change) -> Arc<Item> {
        let Change::TallyPut(tally) = change else { return Item::of_change(change) };
        match self.0.get(&tally.run) {
            Some((before, item)) if Arc::ptr_eq(before, tally) => Arc::clone(item),
            Some(_) | None => {
                let item = Item::of_change(change);
                self.0.insert(tally.run, (Arc::clone(tally), Arc::clone(&item)));
                item
            }
        }
    }
}

impl Shown {
    /// Projects and encodes an event. `state` is the state after it.
    pub(super) fn new(state: &State, seq: u64, recorded: &Recorded, encoded: &mut Encoded) -> Self {
        let mut header = None;
        let changes = state.project(recorded).into_iter().map(|(audience, change)| {
            let item = encoded.item(&change);
            if matches!(change, Change::Session(_)) {
                header = Some(Arc::clone(&item));
            }
            (audience, item)
        });
        let changes = changes.collect();
        let on_boards = state.project_boards(&recorded.event).into_iter();
        let takes_back = matches!(recorded.event, Event::Board(board::Event::Hidden(_, _, true)));
        let boards =
            on_boards.map(|(key, whom, update)| (key, whom, OnBoard::of(key, &update, takes_back)));
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
            boards: boards.collect(),
            reseats: recorded.event.reseats(),
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
    pub(super) fn of_step(step: &Step<'_, State>, encoded: &mut Encoded) -> Self {
        Self { end: step.end, ..Self::new(step.state, step.seq, &step.fact, encoded) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        Command,
        count::COUNT_MS,
        poll::{
            Showing,
            tests::{asked, pick, run_of},
        },
        tests::{ANA, BEN, Story},
    };

    /// What voters get of each event, as it is encoded.
    fn tallies(story: &Story) -> Vec<Arc<Item>> {
        let (mut encoded, mut items) = (Encoded::default(), Vec::new());
        let steps = (1..).zip(story.events.iter().zip(&story.states[1..]));
        for (seq, (recorded, state)) in steps {
            let shown = Shown::new(state, seq, recorded, &mut encoded);
            let changes = state.project(recorded).into_iter().zip(shown.changes);
            for ((audience, change), (_, item)) in changes {
                let afresh = Item::of_change(&change);
                assert_eq!(item.as_framed(), afresh.as_framed(), "{audience:?}");
                let is_tally = matches!(change, Change::TallyPut(_));
                items.extend((is_tally && audience != Audience::Facilitators).then_some(item));
            }
        }
        items
    }

    #[test]
    fn what_was_not_counted_since_is_not_encoded_again() {
        let mut story = asked(|poll| poll.showing = Showing::Live);
        let run = run_of(&story);
        for who in [ANA, BEN] {
            story.does(who, poll::Command::Cast(run, pick(0)));
        }
        story.pass(COUNT_MS);
        story.server(Command::Count);
        story.does(BEN, poll::Command::Cast(run, pick(1)));
        let [opened, of_ana, of_ben, counted, changed] = &tallies(&story)[..] else { panic!() };
        assert!(Arc::ptr_eq(opened, of_ana) && Arc::ptr_eq(of_ana, of_ben), "nothing was counted");
        assert_ne!(of_ben.as_framed(), counted.as_framed(), "two have answered");
        assert!(Arc::ptr_eq(counted, changed), "nothing was counted since");
    }
}
