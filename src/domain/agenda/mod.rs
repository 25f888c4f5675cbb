//! The ordered plan of a session, and where it is now.

#[cfg(test)]
mod tests;

use crate::domain::{
    Audience, Change, Ctx, ItemId, Millis, State,
    roster::Permission,
    session::{self, Life},
    text::{Link, Text},
};
use imbl::{OrdSet, Vector};
use std::sync::Arc;

/// Steps of one agenda.
pub const ITEMS_MAX: usize = 100;
/// Chapters that are remembered.
pub const CHAPTERS_MAX: usize = 1_000;
/// The shortest and the longest step.
pub const MINUTES_BOUNDS: std::ops::RangeInclusive<u32> = 1..=600;
/// By how much a step's time changes at once.
pub const EXTEND_MINUTES_MAX: i32 = 60;
/// Slides that can be turned to.
pub const PAGES_MAX: u32 = 2_000;

/// What can be asked.
#[derive(Clone, Debug)]
pub enum Command {
    /// Adds a step behind another, or replaces the one with its id.
    Put(Box<Item>, Place),
    /// Takes a step out.
    Remove(ItemId),
    /// Moves a step.
    Move(ItemId, Place),
    /// Replaces all steps.
    Replace(Vec<Item>),
    /// Goes to a step, from where the session is.
    GoTo(ItemId, Option<ItemId>),
    /// Gives the present step more minutes, or fewer.
    Extend(ItemId, i32),
    /// Turns the slides of the present step.
    Turn(ItemId, u32),
}

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Before all others.
    First,
    /// Behind this one.
    After(ItemId),
}

/// What happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A step was added or replaced.
    Put(Box<Item>, Place),
    /// A step was taken out.
    Removed(ItemId),
    /// A step was moved.
    Moved(ItemId, Place),
    /// All steps but the present one were taken out, and these put there.
    Replaced(Vec<Item>),
    /// The session went to a step.
    WentTo(ItemId, Millis),
    /// The time of the present step ends at another moment.
    Extended(Millis),
    /// The slides were turned.
    Turned(u32),
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// No such step.
    #[error("no such step on the agenda")]
    NoSuchItem,
    /// The session is elsewhere.
    #[error("somebody else has already gone on")]
    Moved,
    /// The session is at it.
    #[error("the session is at this step")]
    IsNow,
    /// A hundred steps fit.
    #[error("an agenda has at most 100 steps")]
    Full,
}

/// What a step opens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Opens {
    /// Nothing but itself.
    #[default]
    Nothing,
    /// The chat.
    Chat,
}

/// What an uploaded file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "they speak for themselves")]
pub enum FileKind {
    Png,
    Jpeg,
    Webp,
    Pdf,
}

/// An image or slides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Names its bytes: their SHA-256.
    pub id: [u8; 32],
    /// What it was called.
    pub name: String,
    /// What it is.
    pub kind: FileKind,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Which.
    pub id: ItemId,
    /// What it is called.
    pub title: Text,
    /// How long it should take.
    pub minutes: u32,
    /// What to do.
    pub prompt: Text,
    /// What to open.
    pub link: Option<Link>,
    /// What it opens.
    pub opens: Opens,
    /// What it shows.
    pub file: Option<File>,
}

/// The step that the session is at.
#[derive(Clone, Debug, PartialEq)]
pub struct Now {
    /// It, as it is on the agenda.
    pub item: Arc<Item>,
    /// Since when.
    pub since: Millis,
    /// Until when it should last.
    pub ends_at: Millis,
    /// Of its slides, from 1.
    pub page: u32,
}

/// When the session went to a step.
#[derive(Clone, Debug, PartialEq)]
pub struct Chapter {
    /// What the step was called.
    pub title: Text,
    /// When.
    pub at: Millis,
}

/// The plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agenda {
    /// In order.
    pub items: Vector<Arc<Item>>,
    /// Where the session is.
    pub now: Option<Now>,
    /// Where it has been, in order.
    pub chapters: Vector<Chapter>,
    /// Files that everyone has been shown.
    pub shown_files: OrdSet<[u8; 32]>,
}

impl Agenda {
    /// A step.
    #[must_use]
    pub fn item(&self, id: ItemId) -> Option<&Arc<Item>> {
        self.items.iter().find(|item| item.id == id)
    }

    fn position(&self, id: ItemId) -> Result<usize, Rejection> {
        self.items.iter().position(|item| item.id == id).ok_or(Rejection::NoSuchItem)
    }

    fn now_at(&self, id: ItemId) -> Result<&Now, Rejection> {
        self.now.as_ref().filter(|now| now.item.id == id).ok_or(Rejection::Moved)
    }

    fn has(&self, place: Place) -> Result<(), Rejection> {
        match place {
            Place::First => Ok(()),
            Place::After(id) => self.position(id).map(|_| ()),
        }
    }

    fn insert(&mut self, item: Arc<Item>, place: Place) {
        let at = match place {
            Place::First => 0,
            Place::After(id) => self.position(id).map_or(self.items.len(), |at| at + 1),
        };
        self.items.insert(at, item);
    }
}

/// Decides A1 to A8.
pub(super) fn decide(
    state: &State,
    ctx: &Ctx,
    command: Command,
) -> Result<Vec<Event>, super::Rejection> {
    let agenda = &state.agenda;
    if let Command::Replace(items) = command {
        super::roster::only_server(ctx)?;
        not_over(state)?;
        let stays = usize::from(agenda.now.is_some());
        let fits = items.len() + stays <= ITEMS_MAX;
        return if fits { Ok(vec![Event::Replaced(items)]) } else { Err(Rejection::Full.into()) };
    }
    state.roster.acting_with(ctx, Permission::Facilitator)?;
    not_over(state)?;
    let event = match command {
        Command::Put(item, place) => {
            match agenda.item(item.id) {
                Some(old) if **old == *item => return Ok(Vec::new()),
                Some(_) => {}
                None if agenda.items.len() >= ITEMS_MAX => return Err(Rejection::Full.into()),
                None => agenda.has(place)?,
            }
            Event::Put(item, place)
        }
        Command::Remove(id) => {
            agenda.position(id)?;
            if agenda.now_at(id).is_ok() {
                return Err(Rejection::IsNow.into());
            }
            Event::Removed(id)
        }
        Command::Move(id, place) => {
            agenda.position(id)?;
            agenda.has(place)?;
            if place == Place::After(id) {
                return Ok(Vec::new());
            }
            Event::Moved(id, place)
        }
        Command::GoTo(id, from) => return go_to(state, ctx, id, from),
        Command::Extend(id, minutes) => {
            let now = agenda.now_at(id)?;
            // Time that is over is given anew: five minutes more are five from now.
            let from = if minutes > 0 { now.ends_at.max(ctx.now) } else { now.ends_at };
            let ends_at = (from + Millis::from(minutes) * 60_000).max(now.since);
            if ends_at == now.ends_at {
                return Ok(Vec::new());
            }
            Event::Extended(ends_at)
        }
        Command::Turn(id, page) => {
            let now = agenda.now_at(id)?;
            if now.page == page {
                return Ok(Vec::new());
            }
            Event::Turned(page)
        }
        Command::Replace(_) => return Ok(Vec::new()),
    };
    Ok(vec![event])
}

fn not_over(state: &State) -> Result<(), session::Rejection> {
    let is_over = matches!(state.session.life, Life::Ended { .. });
    if is_over { Err(session::Rejection::WrongState) } else { Ok(()) }
}

fn go_to(
    state: &State,
    ctx: &Ctx,
    id: ItemId,
    from: Option<ItemId>,
) -> Result<Vec<Event>, super::Rejection> {
    let agenda = &state.agenda;
    if matches!(state.session.life, Life::Scheduled) {
        return Err(session::Rejection::WrongState.into());
    }
    let item = agenda.item(id).ok_or(Rejection::NoSuchItem)?;
    let is_at = agenda.now.as_ref().map(|now| now.item.id);
    if is_at == Some(id) {
        return Ok(Vec::new());
    }
    if is_at != from {
        return Err(Rejection::Moved.into());
    }
    Ok(vec![Event::WentTo(id, ctx.now + Millis::from(item.minutes) * 60_000)])
}

pub(super) fn apply(agenda: &mut Agenda, at: Millis, event: &Event) {
    match event {
        Event::Put(item, place) => {
            let item = Arc::new(Item::clone(item));
            if let Some(now) = agenda.now.as_mut().filter(|now| now.item.id == item.id) {
                let file = |item: &Item| item.file.as_ref().map(|file| file.id);
                if file(&now.item) != file(&item) {
                    now.page = 1;
                }
                now.item = Arc::clone(&item);
                agenda.shown_files.extend(item.file.as_ref().map(|file| file.id));
            }
            match agenda.position(item.id) {
                Ok(at) => drop(agenda.items.set(at, item)),
                Err(_) => agenda.insert(item, *place),
            }
        }
        Event::Removed(id) => agenda.items.retain(|item| item.id != *id),
        Event::Moved(id, place) => {
            if let Ok(from) = agenda.position(*id) {
                let item = agenda.items.remove(from);
                agenda.insert(item, *place);
            }
        }
        Event::Replaced(items) => {
            let now = agenda.now.as_ref().map(|now| Arc::clone(&now.item));
            agenda.items = now.into_iter().chain(items.iter().cloned().map(Arc::new)).collect();
        }
        Event::WentTo(id, ends_at) => {
            let Some(item) = agenda.item(*id).cloned() else { return };
            agenda.chapters.push_back(Chapter { title: item.title.clone(), at });
            if agenda.chapters.len() > CHAPTERS_MAX {
                agenda.chapters.pop_front();
            }
            agenda.shown_files.extend(item.file.as_ref().map(|file| file.id));
            agenda.now = Some(Now { item, since: at, ends_at: *ends_at, page: 1 });
        }
        Event::Extended(ends_at) => {
            if let Some(now) = &mut agenda.now {
                now.ends_at = *ends_at;
            }
        }
        Event::Turned(page) => {
            if let Some(now) = &mut agenda.now {
                now.page = *page;
            }
        }
    }
}

pub(super) fn project(agenda: &Agenda, event: &Event) -> Vec<(Audience, Change)> {
    let now = || (Audience::Everyone, Change::Now(agenda.now.clone()));
    let plan = || {
        [
            (Audience::Everyone, Change::Outline(agenda.items.clone())),
            (Audience::Facilitators, Change::Agenda(agenda.items.clone())),
        ]
    };
    match event {
        Event::Put(item, _) => {
            let is_now = agenda.now.as_ref().is_some_and(|now| now.item.id == item.id);
            plan().into_iter().chain(is_now.then(now)).collect()
        }
        Event::Removed(_) | Event::Moved(..) | Event::Replaced(_) => plan().into(),
        Event::WentTo(..) | Event::Extended(_) | Event::Turned(_) => vec![now()],
    }
}
