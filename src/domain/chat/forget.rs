//! What is written in breakout rooms and not kept: who reads it, what it is sealed with, and when
//! it is forgotten.

use crate::domain::{
    Audience, Command as AnyCommand, Event as AnyEvent, LineId, Millis, PersonId, RoundId, State,
    breakout::{REOPEN_MS, RoomNumber, Stage},
    chat::{ChannelKey, Chat, Command, Event, FORGET_MS, Line, Members, To},
};
use std::sync::Arc;

/// What a line said when someone reported it: a copy that stays when the line is forgotten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What.
    pub text: String,
    /// What the author was called.
    pub author_name: String,
    /// Whom it mentioned.
    pub mentions: Members,
}

impl Said {
    pub(super) fn of(line: &Line) -> Self {
        Self {
            text: line.text.clone(),
            author_name: line.author_name.clone(),
            mentions: Arc::clone(&line.mentions),
        }
    }

    /// A line as it was then. It may be known no more what it says.
    pub(super) fn put_into(&self, line: &mut Line) {
        line.text.clone_from(&self.text);
        line.author_name.clone_from(&self.author_name);
        line.mentions = Arc::clone(&self.mentions);
    }
}

impl Chat {
    /// The round in whose rooms something is said that is not kept.
    pub(super) fn unkept_round(&self, key: &ChannelKey) -> Option<RoundId> {
        match key {
            ChannelKey::Room(round, _) if self.forgets_rooms => Some(*round),
            _ => None,
        }
    }

    /// Who reads what was said in a room that is closed.
    pub(super) fn audience_of_closed(&self) -> Audience {
        if self.forgets_rooms { Audience::People([].into()) } else { Audience::Facilitators }
    }

    /// What was said in the rooms of a round.
    pub fn lines_of_round(&self, id: RoundId) -> impl Iterator<Item = (ChannelKey, Arc<Line>)> {
        let of = move |key: &ChannelKey| matches!(key, ChannelKey::Room(round, _) if *round == id);
        let rooms = self.channels.iter().filter(move |(key, _)| of(key));
        rooms.flat_map(|(key, channel)| {
            channel.lines.iter().map(|line| (key.clone(), Arc::clone(line)))
        })
    }

    /// Someone shows a line that is not kept: its review goes by the copy.
    pub(super) fn report_in_room(&mut self, id: LineId, person: PersonId, said: &Said) {
        self.reported.entry(person).or_default().insert(id);
        let mut line = self.line(id).map(|(_, line)| Line::clone(line));
        line.iter_mut().for_each(|line| said.put_into(line));
        let is_new = self.review(id).is_none();
        self.change_review(id, |review| {
            if is_new {
                said.put_into(&mut review.line);
            }
            review.reported_by(person, line);
        });
    }

    pub(super) fn forget(&mut self, round: RoundId) {
        self.unkept.remove(&round);
        let all =
            ChannelKey::Room(round, RoomNumber::MIN)..=ChannelKey::Room(round, RoomNumber::MAX);
        let keys: Vec<_> = self.channels.range(all).map(|(key, _)| key.clone()).collect();
        let nothing = Said { text: String::new(), author_name: String::new(), mentions: [].into() };
        for key in keys {
            let lines = self.channels.get_mut(&key).into_iter().flat_map(|it| it.lines.iter_mut());
            lines.for_each(|line| nothing.put_into(Arc::make_mut(line)));
        }
    }
}

impl State {
    /// Of which round it is that what an event says must be sealed: it is said in one of its
    /// rooms, and not kept. `self` is the state after it.
    #[must_use]
    pub fn seal_of(&self, event: &AnyEvent) -> Option<RoundId> {
        let key = match event {
            AnyEvent::Chat(Event::Sent { channel, .. }) => channel,
            AnyEvent::Chat(Event::Edited(line, _)) => self.chat.line(*line)?.0,
            _ => return None,
        };
        self.chat.unkept_round(key)
    }

    /// Whether a command says something that is not kept: then its digest is not, either.
    #[must_use]
    pub fn is_unkept(&self, command: &AnyCommand) -> bool {
        let round = match command {
            AnyCommand::Chat(Command::Send(new)) => match new.to {
                To::Room(round, number) => self.chat.unkept_round(&ChannelKey::Room(round, number)),
                To::Plenary | To::Facilitators | To::People(_) => None,
            },
            AnyCommand::Chat(Command::Edit(line, _)) => {
                self.chat.line(*line).and_then(|(key, _)| self.chat.unkept_round(key))
            }
            _ => None,
        };
        round.is_some()
    }

    /// Whether nothing in it has to be forgotten, nor is of a newer version: then it may be saved.
    #[must_use]
    pub fn may_be_saved(&self) -> bool {
        !self.is_outdated && self.chat.unkept.is_empty()
    }

    /// Whether a round is over and what was said in it forgotten, if anything was.
    #[must_use]
    pub fn has_forgotten(&self, round: RoundId) -> bool {
        self.closed_at(round).is_some() && !self.chat.unkept.contains(&round)
    }

    /// Whether a round is over and cannot be opened again.
    #[must_use]
    pub fn is_over_for_good(&self, round: RoundId, now: Millis) -> bool {
        self.closed_at(round).is_some_and(|closed_at| now > closed_at + REOPEN_MS)
    }

    /// Whether something is forgotten soon.
    #[must_use]
    pub fn will_forget(&self) -> bool {
        self.chat.unkept.iter().any(|round| self.closed_at(*round).is_some())
    }

    fn closed_at(&self, round: RoundId) -> Option<Millis> {
        match self.breakouts.round(round)?.stage {
            Stage::Closed { closed_at, .. } => Some(closed_at),
            Stage::Planned | Stage::Open { .. } | Stage::Closing { .. } => None,
        }
    }

    /// What the server must forget at a moment, if that is done so long after the end of a round
    /// and not later than [`FORGET_MS`].
    pub(in crate::domain) fn forgetting_due(&self, now: Millis, after: Millis) -> Option<Command> {
        let after = after.min(FORGET_MS);
        let is_due =
            |round: &&RoundId| self.closed_at(**round).is_some_and(|closed| closed + after <= now);
        self.chat.unkept.iter().find(is_due).map(|round| Command::Forget(*round))
    }
}
