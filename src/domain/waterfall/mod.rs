//! The waterfall: everyone writes, nobody sends, until a facilitator opens the gate; then all
//! of it is said at once.

mod fold;
#[cfg(test)]
mod tests;

pub(super) use fold::{adopted, apply, project};

use crate::domain::{
    Audience, Change, Ctx, LineId, Millis, PersonId, Rejection as AnyRejection, State, WaterfallId,
    chat,
    roster::{Consent, Permission, Person},
    text::{LineText, Text},
};
use imbl::{OrdSet, Vector};
use std::sync::Arc;

/// Lines that are shown one by one when the gate opens; of more the plenary is shown anew.
pub const ONE_BY_ONE_MAX: usize = 50;

/// What can be asked.
#[derive(Clone, Debug)]
pub enum Command {
    /// Begins one.
    Start(Text),
    /// Has begun to write.
    Write(WaterfallId),
    /// This is ready, or nothing is after all.
    Ready(WaterfallId, Option<LineText>),
    /// Opens the gate, or calls it off.
    End {
        /// Which.
        waterfall: WaterfallId,
        /// Opens the gate.
        release: bool,
    },
}

/// What happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// It began, with this prompt.
    Started(WaterfallId, Text),
    /// Someone writes.
    Begun(WaterfallId, PersonId),
    /// What someone wrote is ready, and will be this line.
    Ready(WaterfallId, PersonId, LineId, String),
    /// What someone wrote is not ready after all.
    Unready(WaterfallId, PersonId),
    /// The gate was opened: these lines are said, in this order. Or it was called off.
    Ended(WaterfallId, Option<Vec<LineId>>),
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// None, another, or it has ended.
    #[error("there is no such waterfall, or it is over")]
    Over,
    /// One goes on.
    #[error("end the waterfall that goes on first")]
    Open,
}

/// Where a waterfall is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// People write.
    Writing,
    /// The gate was opened.
    Released {
        /// When.
        at: Millis,
        /// How many lines that said.
        lines: u32,
    },
    /// It was called off.
    Cancelled {
        /// When.
        at: Millis,
    },
}

/// A waterfall, as everyone sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waterfall {
    /// Its name.
    pub id: WaterfallId,
    /// What people write about.
    pub prompt: Text,
    /// Since when.
    pub started_at: Millis,
    /// Where it is.
    pub stage: Stage,
}

/// How many are ready, and how many have begun and are not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Are ready.
    pub ready: u32,
    /// Have begun and are not.
    pub writing: u32,
}

/// What is ready: a line that nobody sees but its author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Whose.
    pub author: PersonId,
    /// Which line it will be.
    pub line: LineId,
    /// What it says.
    pub text: String,
}

/// One step from what is seen of waterfalls to the next.
#[derive(Clone, Debug, PartialEq)]
pub enum Update {
    /// Replaces the present one.
    Set(Waterfall),
    /// Replaces how many are ready.
    Count(WaterfallId, Count),
    /// Replaces what one has marked as ready.
    Mine(Option<(WaterfallId, String)>),
}

/// What someone sees of waterfalls.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    /// The present or last one.
    pub waterfall: Option<Waterfall>,
    /// For facilitators: how many are ready, as of the last count.
    pub count: Option<(WaterfallId, Count)>,
    /// What the viewer has marked as ready.
    pub mine: Option<(WaterfallId, String)>,
}

/// The waterfalls of a session, of which one goes on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Waterfalls {
    /// The present or last one.
    pub last: Option<Waterfall>,
    /// What is ready, in the order in which it first was.
    pub(crate) ready: Vector<Draft>,
    /// Who has begun and is not ready.
    pub(crate) writing: OrdSet<PersonId>,
    /// As of the last count.
    pub(crate) counted: Count,
    /// Whether that has shown it anew.
    pub(crate) anew: bool,
}

impl Waterfalls {
    /// The one that goes on.
    #[must_use]
    pub fn open(&self) -> Option<&Waterfall> {
        self.last.as_ref().filter(|last| last.stage == Stage::Writing)
    }

    /// What someone has marked as ready.
    #[must_use]
    pub fn draft_of(&self, person: PersonId) -> Option<&Draft> {
        self.ready.iter().find(|draft| draft.author == person)
    }

    /// The same, as they see it.
    #[must_use]
    pub fn mine(&self, person: PersonId) -> Option<(WaterfallId, String)> {
        let open = self.open()?;
        self.draft_of(person).map(|draft| (open.id, draft.text.clone()))
    }

    /// How many are ready, as facilitators see it.
    #[must_use]
    pub fn shown_count(&self) -> Option<(WaterfallId, Count)> {
        self.last.as_ref().map(|last| (last.id, self.counted))
    }

    fn tally(&self) -> Count {
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Count { ready: number(self.ready.len()), writing: number(self.writing.len()) }
    }

    /// Whether someone has begun, or is ready or not any more, since the last count.
    pub(super) fn is_uncounted(&self) -> bool {
        self.open().is_some() && self.tally() != self.counted
    }

    /// Counts who is ready.
    pub(super) fn count(&mut self) {
        self.anew = self.is_uncounted();
        if self.anew {
            self.counted = self.tally();
        }
    }

    /// What the last count has shown anew.
    pub(super) fn recounted(&self) -> Option<(Audience, Change)> {
        let (id, count) = self.shown_count().filter(|_| self.anew)?;
        Some((Audience::Facilitators, Change::Waterfall(Update::Count(id, count))))
    }
}

/// Decides W1 to W9.
pub(super) fn decide(
    state: &State,
    ctx: &Ctx,
    command: Command,
) -> Result<Vec<Event>, AnyRejection> {
    let waterfall = &state.waterfall;
    match command {
        Command::Start(prompt) => {
            state.roster.acting_with(ctx, Permission::Facilitator)?;
            state.session.goes_on()?;
            if waterfall.open().is_some() {
                return Err(Rejection::Open.into());
            }
            Ok(vec![Event::Started(WaterfallId(ctx.id), prompt)])
        }
        Command::Write(id) => {
            let person = chat::writer(state, ctx)?.id;
            open(state, id)?;
            let has_begun =
                waterfall.writing.contains(&person) || waterfall.draft_of(person).is_some();
            Ok(if has_begun { Vec::new() } else { vec![Event::Begun(id, person)] })
        }
        Command::Ready(id, text) => {
            let person = chat::writer(state, ctx)?;
            open(state, id)?;
            ready(state, ctx, id, person, text)
        }
        Command::End { waterfall: id, release } => {
            state.roster.acting_with(ctx, Permission::Facilitator)?;
            open(state, id)?;
            Ok(vec![Event::Ended(id, release.then(|| released(state)))])
        }
    }
}

/// Only the one that goes on; it ends with the session at the latest.
fn open(state: &State, id: WaterfallId) -> Result<(), Rejection> {
    state.waterfall.open().filter(|open| open.id == id).map(|_| ()).ok_or(Rejection::Over)
}

fn ready(
    state: &State,
    ctx: &Ctx,
    id: WaterfallId,
    person: &Person,
    text: Option<LineText>,
) -> Result<Vec<Event>, AnyRejection> {
    let own = state.waterfall.draft_of(person.id);
    let Some(text) = text.map(LineText::into_inner) else {
        return Ok(own.map(|_| Event::Unready(id, person.id)).into_iter().collect());
    };
    if own.is_some_and(|draft| draft.text == text) {
        return Ok(Vec::new());
    }
    // It is a line before it is said; whoever has one here only says it otherwise.
    let others = state.waterfall.ready.len() - usize::from(own.is_some());
    state.chat.has_room(person, others)?;
    Ok(vec![Event::Ready(id, person.id, LineId(ctx.id), text)])
}

/// What is said when the gate opens: of those who are still there and agree to be kept, as far
/// as there is room.
fn released(state: &State) -> Vec<LineId> {
    let mut lines = Vec::new();
    for draft in &state.waterfall.ready {
        let person = state.roster.person(draft.author);
        let person = person.filter(|person| person.consent == Some(Consent::Given));
        if person.is_some_and(|person| state.chat.has_room(person, lines.len()).is_ok()) {
            lines.push(draft.line);
        }
    }
    lines
}

/// The session ends, and with it what goes on: nothing is said.
pub(super) fn on_end(state: &State) -> Option<Event> {
    state.waterfall.open().map(|open| Event::Ended(open.id, None))
}

/// The line that a draft becomes.
fn line(draft: &Draft, author: &Arc<Person>, at: Millis) -> chat::Line {
    chat::Line {
        id: draft.line,
        author: draft.author,
        author_name: author.name.clone(),
        text: draft.text.clone(),
        at,
        reply_to: None,
        mentions: Arc::default(),
        edited_at: None,
        withdrawn: None,
        reactions: [0; 6],
    }
}
