//! Who sees a board, what of it, and who may do what on it.

use super::{Board, Element, Key, Mode, Owner, Rejection};
use crate::domain::{
    Ctx, ElementId, Level, PersonId, Rejection as AnyRejection, State, Viewer, breakout::Stage,
    chat, roster::Person, session::Spotlight,
};
use std::sync::Arc;

/// What someone may do on a board that they see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Right {
    /// Look.
    Look,
    /// Comment and vote.
    Comment,
    /// Everything but what is the facilitators'.
    Work,
    /// Everything.
    Run,
}

/// Whom something on a board is shown to, of those who look at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whom {
    /// All of them.
    Everyone,
    /// Those who do not run the session.
    Participants,
    /// Those who run it.
    Facilitators,
    /// One person.
    Person(PersonId),
}

impl Whom {
    /// Whether someone who looks is among them.
    #[must_use]
    pub fn includes(self, viewer: &Viewer) -> bool {
        let runs = viewer.sight.level >= Level::Facilitator;
        match self {
            Self::Everyone => true,
            Self::Participants => !runs,
            Self::Facilitators => runs,
            Self::Person(person) => viewer.person == Some(person),
        }
    }
}

impl Board {
    /// Who sees an element that is not gone.
    pub(super) fn sees(&self, element: &Element) -> [Option<Whom>; 2] {
        let is_veiled = self.header.veiled && !element.made.by_desk;
        match (element.hidden, is_veiled) {
            (true, _) => [Some(Whom::Facilitators), None],
            (false, true) => [Some(Whom::Facilitators), element.author.map(Whom::Person)],
            (false, false) => [Some(Whom::Everyone), None],
        }
    }

    /// Whether someone who sees the board sees this on it.
    #[must_use]
    pub fn shows(&self, element: &Element, viewer: &Viewer) -> bool {
        !element.gone && self.sees(element).into_iter().flatten().any(|whom| whom.includes(viewer))
    }
}

impl State {
    /// Whether someone sees a board.
    #[must_use]
    pub fn sees_board(&self, key: Key, viewer: &Viewer) -> bool {
        let Some(board) = self.boards.get(key) else { return false };
        let is_inside = viewer.sight.level >= Level::Participant;
        let is_shown = board.header.shared || self.session.spotlight == Some(Spotlight::Board(key));
        is_inside && (is_shown || self.is_at(key, viewer))
    }

    /// Whether it is a board of where someone is, or of what they run.
    fn is_at(&self, key: Key, viewer: &Viewer) -> bool {
        let runs = viewer.sight.level >= Level::Facilitator;
        let Key::Room(round, number) = key else { return runs };
        let Some(round) = self.breakouts.round(round) else { return false };
        let Some(room) = round.room(number) else { return false };
        let ears = round.ears(room);
        // Once it is over the board is of those who were there last.
        let was_there = || viewer.person.is_some_and(|person| room.holds(person));
        let is_over = !ears.is_open && round.stage != Stage::Planned;
        viewer.is_in(&ears.audience()) || (is_over && was_there())
    }

    /// A board that someone sees.
    pub(in crate::domain) fn board_seen(
        &self,
        key: Key,
        person: &Person,
    ) -> Result<&Arc<Board>, Rejection> {
        let viewer = self.viewer(person.id);
        let board = self.boards.get(key).filter(|_| self.sees_board(key, &viewer));
        board.ok_or(Rejection::NoSuchBoard)
    }

    /// What someone may do on a board.
    ///
    /// # Errors
    /// They do not see it.
    pub fn board_right(&self, key: Key, person: &Person) -> Result<Right, Rejection> {
        let board = self.board_seen(key, person)?;
        let runs = person.permission.runs_sessions();
        Ok(match (board.header.mode, runs) {
            (Mode::Frozen, _) | (Mode::Facilitators, false) => Right::Look,
            (_, true) => Right::Run,
            (Mode::Comments, false) => Right::Comment,
            (Mode::Open, false) => Right::Work,
        })
    }

    /// Whether others are shown what someone is about to do on a board.
    #[must_use]
    pub fn may_sign(&self, key: Key, person: PersonId) -> bool {
        let person = self.roster.person(person);
        let right = person.and_then(|person| self.board_right(key, person).ok());
        let is_veiled = self.boards.get(key).is_some_and(|board| board.header.veiled);
        right.is_some_and(|right| right >= Right::Work)
            && !is_veiled
            && self.session.goes_on().is_ok()
    }

    /// Whether everyone who looks at a board may be shown what happens to an element of it.
    #[must_use]
    pub fn is_for_all(&self, key: Key, element: ElementId) -> bool {
        let found = self.boards.get(key).and_then(|board| board.elements.get(&element));
        found.is_none_or(|element| !element.hidden)
    }

    /// Someone who asks, and what they may do on a board.
    pub(super) fn at_work(
        &self,
        ctx: &Ctx,
        key: Key,
    ) -> Result<(&Arc<Person>, &Arc<Board>, Right), AnyRejection> {
        let person = chat::writer(self, ctx)?;
        self.session.goes_on()?;
        let right = self.board_right(key, person)?;
        Ok((person, self.board_seen(key, person)?, right))
    }

    /// Whether someone may work in a section.
    pub(super) fn may_work_in(&self, board: &Board, section: ElementId, person: &Person) -> bool {
        let owner = board.elements.get(&section).and_then(|found| found.content.owner);
        match owner {
            None => true,
            Some(Owner::Person(owner)) => self.roster.resolve(owner) == person.id,
            Some(Owner::JobRole(role)) => person.job_role == Some(role),
            Some(Owner::Room(number)) => {
                let room = self.breakouts.room_of(person.id);
                room.is_some_and(|(_, room)| room.number == number)
            }
        }
    }
}

/// An element that someone sees.
pub(super) fn seen<'a>(
    state: &State,
    board: &'a Board,
    id: ElementId,
    person: &Person,
) -> Result<&'a Arc<Element>, Rejection> {
    let viewer = state.viewer(person.id);
    let found = board.elements.get(&id).filter(|element| board.shows(element, &viewer));
    found.ok_or(Rejection::NoSuchBoard)
}
