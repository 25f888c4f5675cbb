//! Making and changing elements: what of an edit happens, or why none of it does.

use super::{
    AT_ONCE_MAX, BOARD_BYTES_MAX, Board, ELEMENTS_MAX, EVER_MAX, Element, Key, Kind, Made, Patch,
    Rejection, Right, SESSION_BYTES_MAX,
};
use crate::domain::{Ctx, ElementId, PersonId, Rejection as AnyRejection, State, roster::Person};
use std::{collections::BTreeMap, sync::Arc};

/// Who edits, and where.
struct Edit<'a> {
    state: &'a State,
    board: &'a Board,
    person: &'a Person,
    right: Right,
    now: i64,
    /// What the board will hold besides, or otherwise.
    after: BTreeMap<ElementId, Element>,
}

/// Decides O5 to O12.
pub(super) fn edit(
    state: &State,
    ctx: &Ctx,
    key: Key,
    patches: Vec<Patch>,
) -> Result<Vec<Patch>, AnyRejection> {
    let (person, board, right) = state.at_work(ctx, key)?;
    if patches.len() > AT_ONCE_MAX {
        return Err(Rejection::Full.into());
    }
    let after = BTreeMap::new();
    let mut edit = Edit { state, board, person, right, now: ctx.now, after };
    let mut happens: Vec<Patch> = Vec::with_capacity(patches.len());
    for patch in patches {
        if let Some(patch) = edit.one(patch)? {
            happens.push(patch);
        }
    }
    has_room(state, board, &edit.after)?;
    Ok(happens)
}

/// Whether the board holds what it would have.
pub(super) fn has_room(
    state: &State,
    board: &Board,
    after: &BTreeMap<ElementId, Element>,
) -> Result<(), Rejection> {
    let (mut shown, mut ever) = (board.shown, board.elements.len());
    let (mut more, mut less) = (0, 0);
    for (id, element) in after {
        let before = board.elements.get(id);
        ever += usize::from(before.is_none());
        shown += usize::from(!element.gone);
        shown -= usize::from(before.is_some_and(|before| !before.gone));
        more += element.content.weight();
        less += before.map_or(0, |before| before.content.weight());
    }
    let fits = shown <= ELEMENTS_MAX
        && ever <= EVER_MAX
        && board.bytes + more <= BOARD_BYTES_MAX + less
        && state.boards.bytes + more <= SESSION_BYTES_MAX + less;
    if fits { Ok(()) } else { Err(Rejection::Full) }
}

impl Edit<'_> {
    fn runs(&self) -> bool {
        self.right == Right::Run
    }

    fn get(&self, id: ElementId) -> Option<&Element> {
        self.after.get(&id).or_else(|| self.board.elements.get(&id).map(Arc::as_ref))
    }

    /// What of a patch happens.
    fn one(&mut self, mut patch: Patch) -> Result<Option<Patch>, Rejection> {
        let Some(found) = self.get(patch.id) else { return self.make(patch).map(Some) };
        let mut element = found.clone();
        // What is made exists already: somebody asks again.
        (patch.made, patch.author) = (None, None);
        self.may_change(&element, &patch)?;
        if element.gone && patch.gone != Some(false) {
            // It was taken out meanwhile; that stands.
            return Ok(None);
        }
        patch.leave_out(&element.content);
        patch.gone = patch.gone.filter(|gone| *gone != element.gone);
        if patch == Patch::of(patch.id) {
            return Ok(None);
        }
        element.gone = patch.gone.unwrap_or(element.gone);
        element.content.take(&patch);
        is_sound(&element)?;
        self.lies_well(&element)?;
        self.after.insert(patch.id, element);
        Ok(Some(patch))
    }

    fn make(&mut self, mut patch: Patch) -> Result<Patch, Rejection> {
        let Some(made) = patch.made else { return Err(Rejection::NoSuchBoard) };
        let comments = made.kind == Kind::Comment;
        if self.right < Right::Comment || (!comments && self.right < Right::Work) {
            return Err(Rejection::Closed);
        }
        let made = Made { at: self.now, by_desk: self.person.permission.runs_sessions(), ..made };
        let is_desks = made.kind == Kind::Section || patch.locked == Some(true);
        if is_desks && !self.runs() {
            return Err(Rejection::Locked);
        }
        let parent = made.parent.map(|parent| self.seen(parent));
        match (comments, parent) {
            (false, None) => {}
            (true, Some(Ok(Kind::Comment)) | None) | (false, Some(_)) => {
                return Err(Rejection::BadElement(patch.id));
            }
            (true, Some(parent)) => drop(parent?),
        }
        patch.made = Some(made);
        patch.author = Some(self.person.id);
        patch.gone = None;
        let element = Element::make(&patch, made, 0);
        is_sound(&element)?;
        self.lies_well(&element)?;
        self.after.insert(patch.id, element);
        Ok(patch)
    }

    /// What an element is that they see.
    fn seen(&self, id: ElementId) -> Result<Kind, Rejection> {
        let viewer = self.state.viewer(self.person.id);
        let found = self.get(id).filter(|found| self.board.shows(found, &viewer));
        found.map(|found| found.made.kind).ok_or(Rejection::NoSuchBoard)
    }

    /// Whether someone may change an element so.
    fn may_change(&self, element: &Element, patch: &Patch) -> Result<(), Rejection> {
        let mut there = element.clone();
        there.gone = false;
        if !self.board.shows(&there, &self.state.viewer(self.person.id)) {
            return Err(Rejection::NoSuchBoard);
        }
        let is_own = element.author == Some(self.person.id);
        let comments = element.made.kind == Kind::Comment;
        if self.right < Right::Comment || (self.right < Right::Work && !(comments && is_own)) {
            return Err(Rejection::Closed);
        }
        let is_desks = element.content.locked
            || element.made.kind == Kind::Section
            || patch.locked.is_some_and(|locked| locked != element.content.locked)
            || (comments && !is_own);
        if is_desks && !self.runs() {
            return Err(Rejection::Locked);
        }
        self.in_section(element.content.section)
    }

    /// Whether an element may lie where it would.
    fn lies_well(&self, element: &Element) -> Result<(), Rejection> {
        let section = element.content.section;
        let is_one =
            |id: ElementId| self.get(id).is_some_and(|found| found.made.kind == Kind::Section);
        if section.is_some_and(|section| !is_one(section)) {
            return Err(Rejection::BadElement(element.id));
        }
        self.in_section(section)
    }

    fn in_section(&self, section: Option<ElementId>) -> Result<(), Rejection> {
        let is_ours = |id| self.state.may_work_in(self.board, id, self.person);
        match section {
            Some(section) if !self.runs() && !is_ours(section) => Err(Rejection::Closed),
            Some(_) | None => Ok(()),
        }
    }
}

/// Whether an element is as its kind must be.
pub(super) fn is_sound(element: &Element) -> Result<(), Rejection> {
    let (made, content) = (&element.made, &element.content);
    let points = content.points.len() / 2;
    let is_section = made.kind == Kind::Section;
    let has_points = match made.kind {
        Kind::Stroke => (1..=super::STROKE_POINTS_MAX).contains(&points),
        Kind::Line => (2..=super::LINE_POINTS_MAX).contains(&points),
        _ => points == 0,
    };
    let is_line = made.kind == Kind::Line;
    let sticks = content.from.is_some() || content.to.is_some();
    let sound = has_points
        && content.points.len() % 2 == 0
        && (is_line || !sticks)
        && (made.kind == Kind::Image) == made.image.is_some()
        && (made.kind != Kind::Comment || !content.text.trim().is_empty())
        && (is_section || content.title == crate::domain::text::Text::default())
        && (is_section || content.owner.is_none())
        && !(is_section && content.section.is_some());
    if sound { Ok(()) } else { Err(Rejection::BadElement(element.id)) }
}

/// Elements that someone who runs the session makes a board of: each is a new one.
pub(super) fn begin(
    ctx: &Ctx,
    author: Option<PersonId>,
    patches: Vec<Patch>,
) -> Result<Vec<Patch>, Rejection> {
    if patches.len() > AT_ONCE_MAX {
        return Err(Rejection::Full);
    }
    let mut all: BTreeMap<ElementId, Element> = BTreeMap::new();
    let mut out = Vec::with_capacity(patches.len());
    for mut patch in patches {
        let made = patch.made.ok_or(Rejection::BadElement(patch.id))?;
        let made = Made { at: ctx.now, by_desk: true, ..made };
        (patch.made, patch.author, patch.gone) = (Some(made), author, None);
        let element = Element::make(&patch, made, 0);
        is_sound(&element)?;
        let section = element.content.section;
        let is_there =
            |id: &ElementId| all.get(id).is_some_and(|found| found.made.kind == Kind::Section);
        let is_new = !all.contains_key(&patch.id);
        if made.parent.is_some() || !is_new || section.is_some_and(|id| !is_there(&id)) {
            return Err(Rejection::BadElement(patch.id));
        }
        all.insert(patch.id, element);
        out.push(patch);
    }
    Ok(out)
}
