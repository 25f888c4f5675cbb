//! "I'm here": presence that means someone is at the screen.

#[cfg(test)]
mod tests;

use crate::domain::{
    Audience, Change, Ctx, Millis, PersonId, State, chat,
    roster::Permission,
    session::{self, Life},
};
use imbl::OrdMap;

/// How long people have to answer a check.
pub const ANSWER_MS: Millis = 120_000;
/// Checks of one session.
pub const CHECKS_MAX: u32 = 1_000;

/// What can be asked.
#[derive(Clone, Copy, Debug)]
pub enum Command {
    /// Asks everyone whether they are at the screen.
    Ask,
    /// Answers the check of this number.
    Confirm(u32),
}

/// What happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Everyone was asked.
    Asked(Check),
    /// Someone answered.
    Confirmed(u32, PersonId),
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// The time to answer is over, or another check has followed.
    #[error("this presence check is over")]
    Over,
}

/// A question to everyone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// 1, 2, 3 …; 0 before the first.
    pub number: u32,
    /// When it was asked.
    pub asked_at: Millis,
    /// Until when it can be answered.
    pub ends_at: Millis,
}

/// What someone has answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Confirmed {
    /// The last check.
    pub last: u32,
    /// How many.
    pub count: u32,
}

/// The checks of a session.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Presence {
    /// The last one.
    pub check: Check,
    /// How many have answered it.
    pub tally: u32,
    /// Who has answered which.
    pub(crate) confirmed: OrdMap<PersonId, Confirmed>,
}

impl Presence {
    /// What someone has answered.
    #[must_use]
    pub fn of(&self, person: PersonId) -> Confirmed {
        self.confirmed.get(&person).copied().unwrap_or_default()
    }
}

impl Presence {
    /// One person turned out to be another: what the one has answered, the other has.
    pub(super) fn adopt(&mut self, from: PersonId, into: PersonId) {
        let Some(was) = self.confirmed.remove(&from) else { return };
        let own = self.of(into);
        // The last check is the only one of which both answers are known.
        let both = u32::from(was.last == own.last);
        if was.last == own.last && own.last == self.check.number {
            self.tally = self.tally.saturating_sub(1);
        }
        let (last, count) = (was.last.max(own.last), was.count + own.count - both);
        self.confirmed.insert(into, Confirmed { last, count: count.min(self.check.number) });
    }
}

/// Decides H1 to H3.
pub(super) fn decide(
    state: &State,
    ctx: &Ctx,
    command: Command,
) -> Result<Vec<Event>, super::Rejection> {
    let check = state.presence.check;
    match command {
        Command::Ask => {
            state.roster.acting_with(ctx, Permission::Facilitator)?;
            let is_open = matches!(state.session.life, Life::Lobby | Life::Live { .. });
            if !is_open || check.number >= CHECKS_MAX {
                return Err(session::Rejection::WrongState.into());
            }
            // Asking again while people still answer would only lose their answers.
            if ctx.now < check.ends_at {
                return Ok(Vec::new());
            }
            let (asked_at, ends_at) = (ctx.now, ctx.now + ANSWER_MS);
            Ok(vec![Event::Asked(Check { number: check.number + 1, asked_at, ends_at })])
        }
        Command::Confirm(number) => {
            let person = state.roster.acting(ctx)?;
            if number == 0 || number != check.number || ctx.now > check.ends_at {
                return Err(Rejection::Over.into());
            }
            // Whoever does not see the check has nothing to answer.
            if person.consent.is_none() {
                return Err(chat::Rejection::ConsentNeeded.into());
            }
            let is_new = state.presence.of(person.id).last != number;
            Ok(if is_new { vec![Event::Confirmed(number, person.id)] } else { Vec::new() })
        }
    }
}

pub(super) fn apply(presence: &mut Presence, event: &Event) {
    match event {
        Event::Asked(check) => {
            presence.check = *check;
            presence.tally = 0;
        }
        Event::Confirmed(number, person) => {
            presence.tally += 1;
            let confirmed = presence.confirmed.entry(*person).or_default();
            *confirmed = Confirmed { last: *number, count: confirmed.count + 1 };
        }
    }
}

pub(super) fn project(state: &State, event: &Event) -> Vec<(Audience, Change)> {
    match event {
        Event::Asked(check) => vec![(Audience::Everyone, Change::Check(*check)), tally(state)],
        Event::Confirmed(_, person) => answered(state, *person).into(),
    }
}

/// What changes on the screens when someone has answered, or turned out to have.
pub(super) fn answered(state: &State, person: PersonId) -> [(Audience, Change); 2] {
    let me = state.me(&state.viewer(person));
    [(Audience::People([person].into()), Change::Me(me)), tally(state)]
}

fn tally(state: &State) -> (Audience, Change) {
    let Presence { check, tally, .. } = state.presence;
    (Audience::Facilitators, Change::Tally(check, tally))
}
