//! What events change of which boards there are, and of what is on them.

use super::{Board, Element, Event, Header, Key, Listing, Part, Patch, Update, Whom, copy};
use crate::domain::{
    Audience, Change, ElementId, Event as AnyEvent, PersonId, RoundId, State,
    breakout::{self, Stage},
    roster,
};
use std::sync::Arc;

/// Who finds a board in their view, besides by being in its room.
fn listed(key: Key, header: &Header) -> Option<Audience> {
    match (header.shared, key) {
        (true, _) => Some(Audience::Everyone),
        (false, Key::Plenary(_)) => Some(Audience::Facilitators),
        (false, Key::Room(..)) => None,
    }
}

fn put(key: Key, board: &Board) -> Vec<(Audience, Change)> {
    let put = Change::Board(Listing::Put(key, Box::new(board.header.clone())));
    let gone = || (Audience::Everyone, Change::Board(Listing::Gone(key)));
    match listed(key, &board.header) {
        Some(Audience::Everyone) => vec![(Audience::Everyone, put)],
        // It may have been everyone's.
        Some(audience) => vec![gone(), (audience, put)],
        None => vec![gone()],
    }
}

fn round_board(state: &State, round: RoundId) -> (Audience, Change) {
    let template = state.boards.template(round).cloned();
    let begun = state.breakouts.round(round).is_some_and(|round| round.stage != Stage::Planned);
    let audience = if begun { Audience::Everyone } else { Audience::Facilitators };
    (audience, Change::Board(Listing::Round(round, template)))
}

/// Which boards there are.
pub(in crate::domain) fn project(state: &State, event: &Event) -> Vec<(Audience, Change)> {
    let board = |key: &Key| state.boards.get(*key);
    match event {
        Event::Put(key, ..) => board(key).map(|board| put(*key, board)).unwrap_or_default(),
        Event::Removed(key) => {
            vec![(Audience::Everyone, Change::Board(Listing::Gone(*key)))]
        }
        Event::RoundSet(round, _) => vec![round_board(state, *round)],
        Event::AllSet(round, _) => {
            copy::of_round(state, *round).flat_map(|(key, board)| put(key, board)).collect()
        }
        Event::Edited(..)
        | Event::Copied(..)
        | Event::Voted(..)
        | Event::Reported(..)
        | Event::Hidden(..) => Vec::new(),
    }
}

/// Which boards there are because of other facts.
pub(in crate::domain) fn project_following(
    state: &State,
    event: &AnyEvent,
) -> Vec<(Audience, Change)> {
    match event {
        AnyEvent::Breakout(breakout::Event::Opened(round, ..))
            if state.boards.template(*round).is_some() =>
        {
            vec![round_board(state, *round)]
        }
        AnyEvent::Breakout(breakout::Event::Removed(round)) => vec![round_board(state, *round)],
        _ => Vec::new(),
    }
}

impl State {
    /// What an event changes of what is on boards, for those who look at them. `self` is the
    /// state after it.
    #[must_use]
    pub fn project_boards(&self, event: &AnyEvent) -> Vec<(Key, Whom, Update)> {
        match event {
            AnyEvent::Board(event) => self.project_on_boards(event),
            AnyEvent::Counted => {
                self.boards.iter().flat_map(|(key, board)| votes(key, board)).collect()
            }
            AnyEvent::Roster(roster::Event::Merged { into, .. }) => {
                let theirs = |board: &Board| {
                    let voted = || board.voters.values().any(|voters| voters.contains(into));
                    let made = |element: &Arc<Element>| element.author == Some(*into);
                    board.elements.values().any(made) || voted()
                };
                let touched = self.boards.iter().filter(|(_, board)| theirs(board));
                touched.map(|(key, _)| (key, Whom::Everyone, Update::Anew)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn project_on_boards(&self, event: &Event) -> Vec<(Key, Whom, Update)> {
        let header = |key: Key, board: &Board| {
            (key, Whom::Everyone, Update::Header(Box::new(board.header.clone())))
        };
        match event {
            Event::Put(key, ..) => {
                let Some(board) = self.boards.get(*key) else { return Vec::new() };
                let mut updates = vec![header(*key, board)];
                updates.extend(turned(*key, board));
                updates
            }
            Event::AllSet(round, _) => copy::of_round(self, *round)
                .flat_map(|(key, board)| {
                    std::iter::once(header(key, board)).chain(turned(key, board))
                })
                .collect(),
            Event::Removed(key) => vec![(*key, Whom::Everyone, Update::Removed)],
            Event::RoundSet(..) => Vec::new(),
            Event::Edited(key, patches) | Event::Copied(key, patches) => self.edited(*key, patches),
            Event::Voted(key, element, person, on) => {
                vec![(*key, Whom::Person(*person), Update::MyVote(*element, *on))]
            }
            Event::Reported(key, element, _) => {
                let reports = |board: &Arc<Board>| board.elements.get(element).map(|e| e.reports);
                let part = Part {
                    reports: self.boards.get(*key).and_then(reports),
                    ..Part::of(Patch::of(*element))
                };
                vec![(*key, Whom::Facilitators, Update::Parts(vec![part]))]
            }
            Event::Hidden(key, element, hidden) => self.hidden(*key, *element, *hidden),
        }
    }

    fn runs(&self, person: PersonId) -> bool {
        self.roster.person(person).is_some_and(|person| person.permission.runs_sessions())
    }

    /// Those who see an element see what changes of it.
    fn edited(&self, key: Key, patches: &[Patch]) -> Vec<(Key, Whom, Update)> {
        let Some(board) = self.boards.get(key) else { return Vec::new() };
        let mut by_whom: Vec<(Whom, Vec<Part>)> = Vec::new();
        for patch in patches {
            let Some(element) = board.elements.get(&patch.id) else { continue };
            let sees = board.sees(element);
            // Whoever has lost sight of it may remember it otherwise.
            let is_back = patch.gone == Some(false);
            let sees = match (is_back, sees) {
                (true, [Some(Whom::Everyone), _]) => {
                    [Some(Whom::Facilitators), Some(Whom::Participants)]
                }
                (_, sees) => sees,
            };
            for whom in sees.into_iter().flatten() {
                let part = match patch.gone {
                    Some(true) => Part::gone(patch.id),
                    Some(false) => Part::replaced(element, whom == Whom::Facilitators),
                    None => Part::of(patch.clone()),
                };
                match by_whom.iter_mut().find(|(other, _)| *other == whom) {
                    Some((_, parts)) => parts.push(part),
                    None => by_whom.push((whom, vec![part])),
                }
            }
        }
        by_whom.into_iter().map(|(whom, parts)| (key, whom, Update::Parts(parts))).collect()
    }

    fn hidden(&self, key: Key, id: ElementId, hidden: bool) -> Vec<(Key, Whom, Update)> {
        let found = self.boards.get(key).and_then(|board| Some((board, board.elements.get(&id)?)));
        let Some((board, element)) = found.filter(|(_, element)| !element.gone) else {
            return Vec::new();
        };
        let part = Part { hidden: Some(hidden), ..Part::of(Patch::of(id)) };
        let mut updates = vec![(key, Whom::Facilitators, Update::Parts(vec![part]))];
        let others = match hidden {
            true => Part::gone(id),
            false => Part::replaced(element, false),
        };
        let veiled = board.header.veiled && !element.made.by_desk;
        let whom = match veiled {
            false => Some(Whom::Participants),
            // Those who run the session have had theirs.
            true => element.author.filter(|author| !self.runs(*author)).map(Whom::Person),
        };
        updates.extend(whom.map(|whom| (key, whom, Update::Parts(vec![others]))));
        updates
    }
}

/// The veil was drawn or lifted: facilitators saw everything before, too.
fn turned(key: Key, board: &Board) -> Option<(Key, Whom, Update)> {
    board.turned.then_some((key, Whom::Participants, Update::Anew))
}

fn votes(key: Key, board: &Board) -> Vec<(Key, Whom, Update)> {
    let mut updates: Vec<(Key, Whom, Update)> = Vec::new();
    for id in &board.recounted {
        let Some(element) = board.elements.get(id).filter(|element| !element.gone) else {
            continue;
        };
        let part = Part { votes: Some(element.votes), ..Part::of(Patch::of(*id)) };
        for whom in board.sees(element).into_iter().flatten() {
            updates.push((key, whom, Update::Parts(vec![part.clone()])));
        }
    }
    updates
}
