//! Raised hands, turns to speak, and the pulse: reactions to what is happening.

mod fold;
#[cfg(test)]
mod tests;

pub(super) use fold::{adopted, apply, project};

use crate::domain::{
    Audience, Change, Ctx, Millis, PersonId, Rejection as AnyRejection, State,
    chat::{self, Reaction},
    roster::{self, Permission, Person},
};
use imbl::{OrdMap, Vector};
use std::sync::Arc;

/// Longest turn.
pub const TURN_S_MAX: u32 = 3_600;

/// What can be asked.
#[derive(Clone, Copy, Debug)]
pub enum Command {
    /// Raises one's hand, or lowers it.
    Raise(bool),
    /// Lowers someone's hand, or all.
    Lower(Option<PersonId>),
    /// Gives someone the turn, for so many seconds (0: without end); or ends it.
    GiveTurn(Option<PersonId>, u32),
    /// Reacts to what is happening.
    Press(Reaction),
}

/// What happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Someone raised their hand.
    Raised(PersonId),
    /// These hands are down.
    Lowered(Vec<PersonId>),
    /// It is someone's turn until then (0: without end), or nobody's.
    TurnGiven(Option<PersonId>, Millis),
    /// Someone reacted.
    Pressed(PersonId, Reaction),
}

/// Whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Whose.
    pub person: PersonId,
    /// Since when.
    pub since: Millis,
    /// When their time is over; 0: never. Nothing happens by itself then.
    pub ends_at: Millis,
}

/// A raised hand, as everyone sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hand {
    /// Whose.
    pub person: PersonId,
    /// Since when.
    pub at: Millis,
    /// How many turns they have had.
    pub turns: u32,
}

/// One step from what is seen of hands to the next.
#[derive(Clone, Debug, PartialEq)]
pub enum Update {
    /// Adds a hand at the end, or replaces that of its person.
    Put(Hand),
    /// Takes the hand of this person out.
    Gone(PersonId),
    /// Replaces all hands.
    All(Vec<Hand>),
    /// Replaces whose turn it is.
    Turn(Option<Turn>),
    /// Replaces how often each reaction was pressed.
    Pulse([u32; 6]),
}

/// What everyone sees of hands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    /// In the order in which they were raised.
    pub hands: Vec<Hand>,
    /// Whose turn it is.
    pub turn: Option<Turn>,
    /// How often each reaction was pressed, as of the last count.
    pub pulse: [u32; 6],
}

/// The hands of a session, its turns and its pulse.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hands {
    /// In the order in which they were raised.
    pub(crate) raised: Vector<(PersonId, Millis)>,
    /// Whose turn it is.
    pub turn: Option<Turn>,
    /// How many turns people have had.
    pub(crate) turns: OrdMap<PersonId, u32>,
    /// How often each reaction was pressed.
    pub(crate) pressed: [u32; 6],
    /// The same, as of the last count.
    pub(crate) shown: [u32; 6],
    /// Whether the last count has shown it anew.
    pub(crate) anew: bool,
}

impl Hands {
    /// Whether someone's hand is up.
    #[must_use]
    pub fn is_up(&self, person: PersonId) -> bool {
        self.raised.iter().any(|(other, _)| *other == person)
    }

    /// What everyone sees.
    #[must_use]
    pub fn seen(&self) -> Seen {
        Seen { hands: self.hands(), turn: self.turn, pulse: self.shown }
    }

    fn hands(&self) -> Vec<Hand> {
        let hand = |(person, at): &(PersonId, Millis)| {
            let turns = self.turns.get(person).copied().unwrap_or_default();
            Hand { person: *person, at: *at, turns }
        };
        self.raised.iter().map(hand).collect()
    }

    /// Whether someone has reacted since the last count.
    pub(super) fn is_uncounted(&self) -> bool {
        self.pressed != self.shown
    }

    /// Counts the reactions.
    pub(super) fn count(&mut self) {
        self.anew = self.is_uncounted();
        self.shown = self.pressed;
    }

    /// What the last count has shown anew.
    pub(super) fn counted(&self) -> Option<(Audience, Change)> {
        let pulse = Change::Hand(Update::Pulse(self.shown));
        self.anew.then_some((Audience::Everyone, pulse))
    }
}

/// Decides N1 to N6.
pub(super) fn decide(
    state: &State,
    ctx: &Ctx,
    command: Command,
) -> Result<Vec<Event>, AnyRejection> {
    let hands = &state.hands;
    match command {
        Command::Raise(up) => {
            let person = someone_in(state, ctx)?;
            let is_same = hands.is_up(person.id) == up;
            let event = match up {
                true => Event::Raised(person.id),
                false => Event::Lowered(vec![person.id]),
            };
            Ok(if is_same { Vec::new() } else { vec![event] })
        }
        Command::Lower(whose) => {
            state.roster.acting_with(ctx, Permission::Facilitator)?;
            let raised = hands.raised.iter().map(|(person, _)| *person);
            let down: Vec<_> =
                raised.filter(|person| whose.is_none_or(|whose| whose == *person)).collect();
            Ok(if down.is_empty() { Vec::new() } else { vec![Event::Lowered(down)] })
        }
        Command::GiveTurn(None, _) => {
            state.roster.acting_with(ctx, Permission::Facilitator)?;
            Ok(hands.turn.map(|_| Event::TurnGiven(None, 0)).into_iter().collect())
        }
        Command::GiveTurn(Some(id), seconds) => {
            state.roster.acting_with(ctx, Permission::Facilitator)?;
            state.session.goes_on()?;
            let person = state.roster.person(id).filter(|person| person.arrived);
            person.ok_or(roster::Rejection::NoSuchPerson)?;
            let ends_at = match seconds {
                0 => 0,
                seconds => ctx.now + Millis::from(seconds) * 1000,
            };
            Ok(vec![Event::TurnGiven(Some(id), ends_at)])
        }
        Command::Press(reaction) => {
            let person = chat::writer(state, ctx)?;
            state.session.goes_on()?;
            Ok(vec![Event::Pressed(person.id, reaction)])
        }
    }
}

/// The one who asks, if they have answered the notice, whatever they answered.
fn someone_in<'a>(state: &'a State, ctx: &Ctx) -> Result<&'a Arc<Person>, AnyRejection> {
    let person = state.roster.acting(ctx)?;
    if person.consent.is_none() {
        return Err(chat::Rejection::ConsentNeeded.into());
    }
    state.session.goes_on()?;
    Ok(person)
}

/// Someone goes: for a while, or for good.
pub(super) fn on_leaving(state: &State, person: PersonId, for_good: bool) -> Vec<Event> {
    let hands = &state.hands;
    let hand = hands.is_up(person).then(|| Event::Lowered(vec![person]));
    let has_turn = for_good && hands.turn.is_some_and(|turn| turn.person == person);
    hand.into_iter().chain(has_turn.then_some(Event::TurnGiven(None, 0))).collect()
}

/// The session ends.
pub(super) fn on_end(state: &State) -> Vec<Event> {
    let hands = &state.hands;
    let all: Vec<_> = hands.raised.iter().map(|(person, _)| *person).collect();
    let all = (!all.is_empty()).then_some(Event::Lowered(all));
    all.into_iter().chain(hands.turn.map(|_| Event::TurnGiven(None, 0))).collect()
}
