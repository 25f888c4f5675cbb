//! What simulated educators do, when, and as which command.

use super::{mind::Mind, part::Part};
use crate::{client, measure::now};
use convene::proto::{
    Attention, CallHelp, ChooseRoom, ConfirmPresence, Consent, DeleteLine, EditLine, Line,
    PutResult, React, Reaction, SendLine, SessionState, SetAttention, ToPeople, ToPlenary, ToRoom,
    command::Body, send_line,
};
use std::time::{Duration, Instant};

/// Share of the lines with a slip, which are edited.
pub const TYPO: f64 = 0.04;
/// Share of the lines that are taken back.
pub const WITHDRAW: f64 = 0.012;
/// Nobody comes back faster than this.
pub const AWAY_MIN: Duration = Duration::from_secs(2);
/// Between two commands of one person: far below the 20 a second that the server takes.
pub const APART: Duration = Duration::from_millis(250);
/// What one person has in mind to do, at most.
const DEEDS_MAX: usize = 64;
/// The facilitator is not there yet: the question waits.
const ASK_AGAIN_S: Duration = Duration::from_secs(30);
/// Share of the answers that name whom they answer.
const NAMING: f64 = 0.5;
/// Of each kind as many as are likely.
pub const REACTIONS: [Reaction; 10] = [
    Reaction::ThumbsUp,
    Reaction::ThumbsUp,
    Reaction::ThumbsUp,
    Reaction::Heart,
    Reaction::Heart,
    Reaction::Clap,
    Reaction::Clap,
    Reaction::Celebrate,
    Reaction::Laugh,
    Reaction::Thinking,
];

/// How much faster than life the demo goes.
#[derive(Clone, Copy)]
pub struct Pace(pub u32);

impl Pace {
    /// A think time of life, in the demo.
    pub fn think(self, time: Duration) -> Duration {
        time / self.0.max(1)
    }
}

/// Something to do; lines are chosen and words found when it is done.
pub enum Deed {
    Consent(Consent),
    /// From a shelf of the bank.
    Say(&'static str),
    SmallTalk,
    /// The held line may go.
    LetGo,
    /// To a line that is there then.
    Reply,
    Answer(Box<Line>),
    React,
    ReactTo(String),
    Edit(String, String),
    Withdraw(String),
    Confirm(u32),
    Attend(Attention),
    AskPrivately,
    /// In this channel.
    AnswerPrivately(String),
    /// What the room brings back, from a shelf of the bank.
    BringBack(&'static str),
    CallHelp,
    /// This room.
    Choose(u32),
    /// The network is gone, for so long.
    DropOut(Duration),
    /// In a poll, the questions, a waterfall, or with a hand.
    Part(Part),
}

impl Deed {
    /// Belongs to a step, and is dropped with it.
    fn is_planned(&self) -> bool {
        if let Self::Part(part) = self {
            return part.is_planned();
        }
        matches!(
            self,
            Self::Say(_)
                | Self::LetGo
                | Self::Reply
                | Self::React
                | Self::DropOut(_)
                | Self::BringBack(_)
                | Self::CallHelp
        )
    }
}

#[derive(Default)]
pub struct Deeds(Vec<(Instant, Deed)>);

impl Deeds {
    pub fn add(&mut self, at: Instant, deed: Deed) {
        if self.0.len() < DEEDS_MAX {
            self.0.push((at, deed));
        }
    }

    /// When the next one is to be done.
    pub fn next_at(&self) -> Option<Instant> {
        self.0.iter().map(|(at, _)| *at).min()
    }

    pub fn take_due(&mut self) -> Option<Deed> {
        let now = now();
        let due = self.0.iter().enumerate().filter(|(_, (at, _))| *at <= now);
        let first = due.min_by_key(|(_, (at, _))| *at).map(|(place, _)| place)?;
        Some(self.0.swap_remove(first).1)
    }

    pub fn has_consent(&self) -> bool {
        self.0.iter().any(|(_, deed)| matches!(deed, Deed::Consent(_)))
    }

    /// The step is over; what was meant for it is not done any more.
    pub fn forget_plans(&mut self) {
        self.0.retain(|(_, deed)| !deed.is_planned());
    }

    /// There is another way to send what was held.
    pub fn forget_held(&mut self) {
        self.0.retain(|(_, deed)| !matches!(deed, Deed::LetGo));
    }

    pub fn forget(&mut self) {
        self.0.clear();
    }
}

/// What a deed comes to.
pub enum Action {
    Command(Box<Body>),
    DropOut(Duration),
    Nothing,
}

fn line(to: send_line::To, text: String) -> SendLine {
    SendLine { text, to: Some(to), ..SendLine::default() }
}

fn plenary() -> send_line::To {
    send_line::To::Plenary(ToPlenary {})
}

impl Mind {
    /// Does the next thing that is due.
    pub fn act(&mut self) -> Action {
        let Some(deed) = self.deeds.take_due() else { return Action::Nothing };
        let body = match deed {
            Deed::Consent(answer) => Some(client::consent(answer)),
            Deed::Confirm(check) => Some(Body::ConfirmPresence(ConfirmPresence { check })),
            Deed::Attend(attention) => {
                self.attends(attention);
                Some(Body::SetAttention(SetAttention { attention: attention.into() }))
            }
            Deed::DropOut(away) => return Action::DropOut(away),
            Deed::LetGo => {
                self.let_go();
                None
            }
            deed if self.is_silent() => {
                drop(deed);
                None
            }
            Deed::Say(key) => Some(Body::SendLine(line(self.here(), self.typed(key)))),
            Deed::BringBack(key) => self.brings_back(key),
            Deed::CallHelp => {
                self.seen.place.as_ref().map(|_| Body::CallHelp(CallHelp { on: true }))
            }
            Deed::Choose(room) => self.chooses(room),
            Deed::SmallTalk => self.talks_small(),
            Deed::Reply => self.line_to_answer().map(|to| self.answers(&to, "reply")),
            Deed::Answer(to) => Some(self.answers(&to, "thanks")),
            Deed::React => self.line_to_react_to().map(|id| self.reacts(id)),
            Deed::ReactTo(id) => self.reacts_first(&id).then(|| self.reacts(id)),
            Deed::Edit(line_id, text) => Some(Body::EditLine(EditLine { line_id, text })),
            Deed::Withdraw(line_id) => Some(Body::DeleteLine(DeleteLine { line_id })),
            Deed::AskPrivately => self.asks_privately(),
            Deed::AnswerPrivately(channel) => self.answers_privately(&channel),
            Deed::Part(part) => self.takes_part(part),
        };
        body.map_or(Action::Nothing, |body| Action::Command(Box::new(body)))
    }

    /// Watches only, waits at the door, or the session is not on.
    fn is_silent(&self) -> bool {
        let is_on = matches!(self.seen.state, SessionState::Lobby | SessionState::Live);
        !is_on || self.seen.me.waiting || self.seen.me.consent() != Consent::Given
    }

    fn talks_small(&mut self) -> Option<Body> {
        if self.seen.state != SessionState::Lobby {
            return None;
        }
        self.small_talk();
        Some(Body::SendLine(line(plenary(), self.words("hello"))))
    }

    fn answers(&mut self, to: &Line, key: &str) -> Body {
        let mut text = self.words(key);
        let mut mention_ids = Vec::new();
        if self.rng.chance(NAMING) {
            text = format!("@{} {text}", to.author_name);
            mention_ids.push(to.author_id.clone());
        }
        let reply_to_id = to.id.clone();
        Body::SendLine(SendLine { reply_to_id, mention_ids, ..line(self.here(), text) })
    }

    /// Where what they say goes: into their room, else to everyone.
    fn here(&self) -> send_line::To {
        match &self.seen.place {
            Some(at) => {
                send_line::To::Room(ToRoom { round_id: at.round_id.clone(), room: at.room })
            }
            None => plenary(),
        }
    }

    fn brings_back(&mut self, key: &str) -> Option<Body> {
        let text = format!("{} {}", self.words(key), self.words(key));
        let at = self.seen.place.as_ref()?;
        let (round_id, room) = (at.round_id.clone(), at.room);
        Some(Body::PutResult(PutResult { round_id, room, text }))
    }

    fn chooses(&self, room: u32) -> Option<Body> {
        let round_id = self.seen.open_round_id()?;
        Some(Body::ChooseRoom(ChooseRoom { round_id, room }))
    }

    fn reacts(&mut self, line_id: String) -> Body {
        let reaction = REACTIONS[self.rng.below(REACTIONS.len())];
        Body::React(React { line_id, reaction: reaction.into(), on: true })
    }

    fn asks_privately(&mut self) -> Option<Body> {
        let Some(facilitator) = self.facilitator() else {
            self.deeds.add(now() + ASK_AGAIN_S, Deed::AskPrivately);
            return None;
        };
        let to = send_line::To::People(ToPeople { person_ids: vec![facilitator] });
        Some(Body::SendLine(line(to, self.words("question"))))
    }

    fn answers_privately(&mut self, channel: &str) -> Option<Body> {
        let mut person_ids = self.seen.channels.get(channel)?.clone();
        person_ids.retain(|id| *id != self.seen.me.person_id);
        let to = send_line::To::People(ToPeople { person_ids });
        Some(Body::SendLine(line(to, self.words("thanks"))))
    }
}
