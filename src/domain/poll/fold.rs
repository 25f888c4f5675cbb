//! What polls and runs become by what happens to them.

use super::{Ballot, BallotBox, Event, Place, Polls, Results, Run, RunOpened, Showing, Tally};
use crate::domain::{Millis, PersonId, RunId, State};
use imbl::{OrdMap, OrdSet};
use std::sync::Arc;

impl Polls {
    fn change(&mut self, id: RunId, f: impl FnOnce(&mut BallotBox)) {
        if let Some(found) = self.boxes.iter_mut().find(|found| found.run.id == id) {
            f(Arc::make_mut(found));
        }
    }

    /// One person turned out to be another, whose own answers come first.
    pub(in crate::domain) fn adopt(&mut self, from: PersonId, into: PersonId) {
        let ids: Vec<RunId> = self
            .boxes
            .iter()
            .filter(|found| {
                let is_member = found.members.as_ref().is_some_and(|all| all.contains(&from));
                let has = found.ballots.contains_key(&from) || found.tokens.contains_key(&from);
                is_member || has
            })
            .map(|found| found.run.id)
            .collect();
        for id in ids {
            self.change(id, |found| found.adopt(from, into));
        }
    }
}

impl BallotBox {
    fn adopt(&mut self, from: PersonId, into: PersonId) {
        if let Some(ballot) = self.ballots.remove(&from) {
            self.ballots.entry(into).or_insert(ballot);
            // What came of a run that is over stays as it was shown.
            self.is_uncounted |= self.run.closed_at.is_none();
        }
        if let Some(digest) = self.tokens.remove(&from) {
            self.tokens.entry(into).or_insert(digest);
        }
        if let Some(members) = &self.members {
            let others = members.iter().map(|id| if *id == from { into } else { *id });
            self.members = Some(others.collect());
        }
    }
}

pub(in crate::domain) fn apply(state: &mut State, at: Millis, event: &Event) {
    let polls = &mut state.polls;
    match event {
        Event::Put(poll) => match polls.polls.iter().position(|found| found.id == poll.id) {
            Some(index) => drop(polls.polls.set(index, Arc::clone(poll))),
            None => polls.polls.push_back(Arc::clone(poll)),
        },
        Event::Removed(id) => polls.polls.retain(|poll| poll.id != *id),
        Event::Opened(opened) => open(state, at, opened),
        Event::Timed(id, ends_at) => polls.change(*id, |found| {
            Arc::make_mut(&mut found.run).ends_at = *ends_at;
        }),
        Event::Closed(id) => close(state, at, *id),
        Event::Revealed(id, on) => polls.change(*id, |found| found.reveal(*on)),
        Event::Cast(id, person, answers) => {
            let Some(found) = state.polls.run(*id) else { return };
            let room = state.voting_room(found, *person).unwrap_or_default();
            let who = state.roster.anyone(*person);
            let ballot = Ballot {
                answers: Arc::clone(answers),
                at,
                role: who.and_then(|who| who.job_role),
                region: who.map_or(0, |who| super::ballot::region_of(&who.organisation)),
                room,
            };
            state.polls.change(*id, |found| {
                found.ballots.insert(*person, Arc::new(ballot));
                found.is_uncounted = true;
            });
        }
        Event::Hidden(id, item, text, _) => {
            polls.change(*id, |found| drop(found.hidden.insert((*item, text.clone()))));
            let Some(found) = state.polls.run(*id) else { return };
            // Who could answer, and in which groups, stays as it was when it was closed.
            let items = state.counted(found).items;
            let counted = Results { items, ..Results::clone(&found.counted) };
            state.polls.change(*id, |found| found.set_counted(counted));
        }
        Event::Issued(id, person, digest) => polls.change(*id, |found| {
            found.tokens.insert(*person, *digest);
            found.is_uncounted = true;
        }),
        Event::Sealed(id, tag, sealed) => polls.change(*id, |found| {
            found.sealed.insert(*tag, Arc::clone(sealed));
            found.is_uncounted = true;
        }),
        Event::Unsealed(id, ballots) => {
            polls.change(*id, |found| {
                found.unsealed = Arc::clone(ballots);
                // They could be read once: by whoever held the key. Nobody does any more.
                found.sealed = OrdMap::new();
                found.token_secret = None;
                Arc::make_mut(&mut found.run).is_unsealing = false;
                found.reveal(found.poll.showing == Showing::Live);
            });
            recount(state, at, *id);
        }
    }
}

impl BallotBox {
    fn reveal(&mut self, on: bool) {
        self.revealed = on;
        // What is right comes with the results; nobody forgets it when they go again.
        if on {
            Arc::make_mut(&mut self.run).poll = Arc::clone(&self.poll);
        }
    }
}

fn open(state: &mut State, at: Millis, opened: &RunOpened) {
    let Some(poll) = state.polls.poll(opened.poll).cloned() else { return };
    let number = state.polls.runs_of(poll.id).next_back().map_or(0, |last| last.run.number) + 1;
    let members = match opened.place {
        Place::Plenary | Place::Rooms(_) => None,
        Place::Room(round, room) => Some(state.members_of(round, room)),
    };
    let run = Run {
        id: opened.id,
        poll: Arc::new(poll.without_solution()),
        number,
        place: opened.place,
        opened_at: at,
        ends_at: opened.ends_at,
        closed_at: None,
        token_key: opened.token_key.as_ref().map(|key| Arc::clone(&key.public)),
        is_unsealing: false,
    };
    let found = BallotBox {
        run: Arc::new(run),
        poll,
        members,
        revealed: false,
        ballots: OrdMap::new(),
        hidden: OrdSet::new(),
        token_secret: opened.token_key.as_ref().map(|key| Arc::clone(&key.wrapped)),
        tokens: OrdMap::new(),
        sealed: OrdMap::new(),
        unsealed: Arc::from([]),
        is_uncounted: false,
        counted: Arc::new(Results::default()),
        shown: Arc::new(Tally::none(opened.id)),
        counted_at: at,
    };
    state.polls.boxes.push_back(Arc::new(found));
    recount(state, at, opened.id);
}

fn close(state: &mut State, at: Millis, id: RunId) {
    state.polls.change(id, |found| {
        let run = Arc::make_mut(&mut found.run);
        run.closed_at = Some(at);
        run.is_unsealing = run.token_key.is_some();
        if !run.is_unsealing {
            found.reveal(found.poll.showing == Showing::Live);
        }
    });
    recount(state, at, id);
}

/// Counts a run as it is now.
fn recount(state: &mut State, at: Millis, id: RunId) {
    let Some(counted) = state.polls.run(id).map(|found| state.counted(found)) else { return };
    state.polls.change(id, |found| {
        found.set_counted(counted);
        found.counted_at = at;
        found.is_uncounted = false;
    });
}

/// What has been answered is counted.
pub(in crate::domain) fn count(state: &mut State, at: Millis) {
    let uncounted = state.polls.boxes.iter().filter(|found| found.is_uncounted);
    let ids: Vec<RunId> = uncounted.map(|found| found.run.id).collect();
    ids.into_iter().for_each(|id| recount(state, at, id));
}

/// The runs that are closed with the session.
pub(in crate::domain) fn closed_with(state: &State) -> Vec<Event> {
    let open = state.polls.boxes.iter().filter(|found| found.run.closed_at.is_none());
    open.map(|found| Event::Closed(found.run.id)).collect()
}
