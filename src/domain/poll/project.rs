//! What of polls is shown to whom.

use super::{BallotBox, Event, MyBallot, Results};
use crate::domain::{Audience, Change, PersonId, RunId, State, View, Viewer, chat::Members};
use std::sync::Arc;

/// What came of a run, as someone may see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Tally {
    /// Of which run.
    pub run: RunId,
    /// What.
    pub results: Results,
    /// As those see it who run the session.
    pub is_for_team: bool,
}

impl Tally {
    /// Before anything was counted.
    pub(crate) fn none(run: RunId) -> Self {
        Self { run, results: Results::default(), is_for_team: false }
    }
}

impl BallotBox {
    /// Takes over what was counted, and what everyone may see of it: made once, however many
    /// answer until the next count and see it then.
    pub(crate) fn set_counted(&mut self, counted: Results) {
        self.counted = Arc::new(counted);
        let shown = Tally { results: self.for_everyone(), ..Tally::none(self.run.id) };
        self.shown = Arc::new(shown);
    }

    /// What everyone sees, if it is shown to them.
    #[must_use]
    pub fn shown(&self) -> Arc<Tally> {
        Arc::clone(&self.shown)
    }

    /// What those see who run the session.
    #[must_use]
    pub fn tally(&self) -> Arc<Tally> {
        Arc::new(Tally { run: self.run.id, results: self.for_team(), is_for_team: true })
    }
}

impl State {
    /// Whether someone sees at once what comes of a run because they have answered it; those who
    /// run the session see more of it anyway.
    fn sees_as_voter(&self, found: &BallotBox, person: PersonId) -> bool {
        let runs_it =
            self.roster.person(person).is_some_and(|person| person.permission.runs_sessions());
        found.is_live() && !runs_it && found.ballots.contains_key(&person)
    }

    /// All of them.
    fn voters(&self, found: &BallotBox) -> Members {
        let all = found.ballots.keys();
        all.filter(|person| self.sees_as_voter(found, **person)).copied().collect()
    }

    /// What of polls all participants see.
    pub(in crate::domain) fn polls_shared(&self, view: &mut View) {
        for found in self.polls.boxes.iter().filter(|found| found.is_for_all()) {
            view.runs.push(Arc::clone(&found.run));
            view.shown.extend(found.revealed.then(|| found.shown()));
        }
    }

    /// What of polls someone sees besides.
    pub(in crate::domain) fn polls_own(&self, viewer: &Viewer, view: &mut View) {
        let is_team = viewer.sight.level >= crate::domain::Level::Facilitator;
        if is_team {
            view.polls = self.polls.polls.clone();
        }
        for found in &self.polls.boxes {
            if !found.is_for_all() && viewer.is_in(&found.audience()) {
                view.runs.push(Arc::clone(&found.run));
                view.shown.extend(found.revealed.then(|| found.shown()));
            }
            let mine = viewer.person.and_then(|person| found.mine(person));
            let has_voted = mine.as_ref().is_some_and(|mine| !mine.token_issued);
            if is_team {
                view.tallies.push(found.tally());
            } else if has_voted && found.is_live() {
                view.tallies.push(found.shown());
            }
            view.my_ballots.extend(mine);
        }
    }
}

/// What changes when a run has been counted.
fn tallies(state: &State, found: &BallotBox) -> Vec<(Audience, Change)> {
    let mut changes = vec![(Audience::Facilitators, Change::TallyPut(found.tally()))];
    if found.is_live() {
        let voters = Audience::People(state.voters(found));
        changes.push((voters, Change::TallyPut(found.shown())));
    }
    changes
}

/// What changes when the results of a run are shown, or no longer.
fn shown(found: &BallotBox) -> Vec<(Audience, Change)> {
    let id = found.run.id;
    let change = match found.revealed {
        true => Change::ShownPut(found.shown()),
        false => Change::ShownGone(id),
    };
    let mut changes = vec![run(found), (found.audience(), change)];
    changes.extend(found.ballots.keys().filter_map(|person| mine(found, *person)));
    changes
}

fn run(found: &BallotBox) -> (Audience, Change) {
    (found.audience(), Change::RunPut(Arc::clone(&found.run)))
}

fn mine(found: &BallotBox, person: PersonId) -> Option<(Audience, Change)> {
    let ballot: MyBallot = found.mine(person)?;
    Some((Audience::People([person].into()), Change::MyBallot(Box::new(ballot))))
}

pub(in crate::domain) fn project(state: &State, event: &Event) -> Vec<(Audience, Change)> {
    let found = |id: &RunId| state.polls.run(*id);
    let changes = match event {
        Event::Put(poll) => {
            return vec![(Audience::Facilitators, Change::PollPut(Arc::clone(poll)))];
        }
        Event::Removed(id) => return vec![(Audience::Facilitators, Change::PollGone(*id))],
        Event::Opened(opened) => {
            found(&opened.id).map(|found| [vec![run(found)], tallies(state, found)].concat())
        }
        Event::Timed(id, _) => found(id).map(|found| vec![run(found)]),
        Event::Closed(id) | Event::Unsealed(id, _) => found(id).map(|found| {
            let shown = if found.revealed { shown(found) } else { vec![run(found)] };
            [shown, tallies(state, found)].concat()
        }),
        Event::Revealed(id, _) => found(id).map(|found| shown(found)),
        Event::Cast(id, person, _) => found(id).map(|found| {
            let mut changes: Vec<_> = mine(found, *person).into_iter().collect();
            // Whoever has just answered sees what came of it so far.
            if state.sees_as_voter(found, *person) {
                let audience = Audience::People([*person].into());
                changes.push((audience, Change::TallyPut(found.shown())));
            }
            changes
        }),
        Event::Hidden(id, ..) => found(id).map(|found| {
            let shown = found.revealed.then(|| (found.audience(), Change::ShownPut(found.shown())));
            tallies(state, found).into_iter().chain(shown).collect()
        }),
        Event::Issued(id, person, _) => {
            found(id).map(|found| mine(found, *person).into_iter().collect())
        }
        Event::Sealed(..) => None,
    };
    changes.unwrap_or_default()
}

/// What someone has whom a guest turned out to be.
pub(in crate::domain) fn merged(state: &State, into: PersonId) -> Vec<(Audience, Change)> {
    let to = || Audience::People([into].into());
    let changes = state.polls.boxes.iter().flat_map(|found| {
        let is_theirs = found.is_in_room_of(into);
        let run = is_theirs.then(|| (to(), Change::RunPut(Arc::clone(&found.run))));
        let is_shown = is_theirs && found.revealed;
        let shown = is_shown.then(|| (to(), Change::ShownPut(found.shown())));
        let sees = state.sees_as_voter(found, into);
        let tally = sees.then(|| (to(), Change::TallyPut(found.shown())));
        run.into_iter().chain(shown).chain(tally).chain(mine(found, into))
    });
    changes.collect()
}

/// What a count shows, and to whom.
pub(in crate::domain) fn counted(state: &State) -> Vec<(Audience, Change)> {
    let is_new = |found: &&Arc<BallotBox>| found.counted_at == state.counted_at;
    let counted = state.polls.boxes.iter().filter(is_new);
    counted.flat_map(|found| tallies(state, found)).collect()
}
