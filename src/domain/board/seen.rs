//! What someone who looks at a board sees of it, and how that changes.

use super::{Board, Element, Header, Key, Listed, Patch};
use crate::domain::{ElementId, Level, RoundId, State, Viewer, breakout::Stage};

/// An element, or what of it changed, as someone is shown it.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// What of it.
    pub patch: Patch,
    /// As of the last count.
    pub votes: Option<u32>,
    /// For facilitators: how many have reported it.
    pub reports: Option<u32>,
    /// For facilitators: whether others see it.
    pub hidden: Option<bool>,
}

impl Part {
    /// What changed of its content.
    #[must_use]
    pub fn of(patch: Patch) -> Self {
        Self { patch, votes: None, reports: None, hidden: None }
    }

    /// They do not see it any more.
    pub(super) fn gone(id: ElementId) -> Self {
        Self::of(Patch { gone: Some(true), ..Patch::of(id) })
    }

    /// All of it.
    pub(super) fn whole(element: &Element, runs: bool) -> Self {
        let votes = (element.votes > 0).then_some(element.votes);
        let reports = (runs && element.reports > 0).then_some(element.reports);
        let hidden = (runs && element.hidden).then_some(true);
        Self { patch: element.patch(), votes, reports, hidden }
    }

    /// All of it, for someone who may hold what it was.
    pub(super) fn replaced(element: &Element, runs: bool) -> Self {
        let (votes, reports) = (Some(element.votes), runs.then_some(element.reports));
        let hidden = runs.then_some(element.hidden);
        Self { patch: element.every_field(), votes, reports, hidden }
    }
}

/// One step from what is seen of a board to the next.
#[derive(Clone, Debug, PartialEq)]
pub enum Update {
    /// It has other settings.
    Header(Box<Header>),
    /// Elements are otherwise, or gone.
    Parts(Vec<Part>),
    /// One's own vote was given, or taken back.
    MyVote(ElementId, bool),
    /// What is seen is so different that it is shown anew.
    Anew,
    /// There is no such board any more.
    Removed,
}

/// What someone sees of a board.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// Its settings.
    pub header: Header,
    /// Forget what you have.
    pub anew: bool,
    /// By id.
    pub parts: Vec<Part>,
    /// What they voted for.
    pub my_votes: Vec<ElementId>,
}

impl State {
    /// The boards that everyone finds.
    pub(in crate::domain) fn boards_shared(&self) -> Listed {
        let shared = self.boards.iter().filter(|(_, board)| board.header.shared);
        let begun = self.boards.rounds.iter().filter(|(round, _)| self.has_begun(**round));
        Listed {
            boards: shared.map(|(key, board)| (key, board.header.clone())).collect(),
            rounds: begun.map(|(round, template)| (*round, template.clone())).collect(),
        }
    }

    /// Those that facilitators find besides.
    pub(in crate::domain) fn boards_prepared(&self) -> Listed {
        let plenary = self.boards.iter().filter(|(key, _)| matches!(key, Key::Plenary(_)));
        let prepared = plenary.filter(|(_, board)| !board.header.shared);
        let planned = self.boards.rounds.iter().filter(|(round, _)| !self.has_begun(**round));
        Listed {
            boards: prepared.map(|(key, board)| (key, board.header.clone())).collect(),
            rounds: planned.map(|(round, template)| (*round, template.clone())).collect(),
        }
    }

    fn has_begun(&self, round: RoundId) -> bool {
        self.breakouts.round(round).is_some_and(|round| round.stage != Stage::Planned)
    }

    /// A board as someone sees it: all of it, or what has changed since an event.
    #[must_use]
    pub fn open_board(&self, key: Key, viewer: &Viewer, since: Option<u64>) -> Option<Opened> {
        let board = self.boards.get(key).filter(|_| self.sees_board(key, viewer))?;
        let seen = self.roster.person(viewer.person?).map_or(0, |person| person.sight_since);
        let since = since.filter(|since| *since >= board.sight_since.max(seen));
        let mine = viewer.person.map(|person| board.votes_of(person)).unwrap_or_default();
        Some(Opened {
            header: board.header.clone(),
            anew: since.is_none(),
            parts: parts(board, viewer, since),
            my_votes: mine.into_iter().collect(),
        })
    }
}

fn parts(board: &Board, viewer: &Viewer, since: Option<u64>) -> Vec<Part> {
    let runs = viewer.sight.level >= Level::Facilitator;
    let part = |element: &Element| match (board.shows(element, viewer), since) {
        (true, None) => Some(Part::whole(element, runs)),
        (true, Some(_)) => Some(Part::replaced(element, runs)),
        (false, Some(_)) => Some(Part::gone(element.id)),
        (false, None) => None,
    };
    let new = board.elements.values().filter(|element| since.is_none_or(|at| element.seq > at));
    new.filter_map(|element| part(element)).collect()
}
