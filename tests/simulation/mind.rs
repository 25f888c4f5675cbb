//! What people do in a simulation, from what they see on their screens.

use crate::support::{
    live::{answer_consent, say, say_in_the_back, say_to},
    rng::Rng,
    server::new_item,
};
use convene::proto::{
    self, Attention, ChatRules, Consent, Line, Permission, Reaction, SessionState, View,
    command::Body,
};
use std::time::Duration;
use tokio::time::Instant;

/// What sort of person, on what sort of device.
pub struct Temper {
    /// How long after the others, at most.
    pub comes_after_ms: usize,
    /// Longest time between two things that they do.
    pub pause_ms: usize,
    pub consent: Consent,
    pub reads_slowly: bool,
    pub unpacks: bool,
    /// Sends things twice now and then.
    pub stutters: bool,
    /// Longest time before they come back by another way.
    pub wanders_ms: Option<usize>,
    /// When they go and stay away.
    pub leaves_at: Option<Instant>,
    /// Whether people are taken out of the session.
    pub is_strict: bool,
    /// Whether there are polls, questions and hands.
    pub polls: bool,
}

impl Temper {
    pub fn pause(&self, rng: &mut Rng) -> Duration {
        Duration::from_millis(20 + rng.below(self.pause_ms) as u64)
    }

    /// Until when they stay on one connection.
    pub fn stays_until(&self, rng: &mut Rng) -> Instant {
        let wanders = self.wanders_ms.map(|ms| 500 + rng.below(ms) as u64);
        let until = Instant::now() + Duration::from_millis(wanders.unwrap_or(3_600_000));
        self.leaves_at.map_or(until, |at| until.min(at))
    }
}

/// Someone who looks at a view and wants something.
pub struct Mind<'a> {
    pub view: &'a View,
    pub rng: &'a mut Rng,
    pub number: usize,
}

impl Mind<'_> {
    pub fn next(&mut self, temper: &Temper, n: u64) -> Option<Body> {
        let me = self.view.me.clone().unwrap_or_default();
        if me.consent() == Consent::Unspecified {
            let answers = temper.consent != Consent::Unspecified;
            return answers.then(|| answer_consent(temper.consent));
        }
        let runs = me.permission() >= Permission::Facilitator;
        let text = format!("{}.{n}", self.number);
        match self.rng.below(100) {
            // Some is refused, as it may be.
            0..30 if temper.polls => self.takes_part(&text, runs),
            0..45 => Some(say(&text)),
            45..57 => self.private(&text),
            57..72 => self.react(),
            72..76 => self
                .line(true)
                .map(|line| Body::DeleteLine(proto::DeleteLine { line_id: line.id.clone() })),
            76..80 => self.line(true).map(|line| {
                let line_id = line.id.clone();
                Body::EditLine(proto::EditLine { line_id, text: format!("{text} instead") })
            }),
            80..82 => self
                .line(false)
                .map(|line| Body::ReportLine(proto::ReportLine { line_id: line.id.clone() })),
            82..85 => Some(self.attention()),
            85..88 => {
                let check = self.view.check.unwrap_or_default().check;
                Some(Body::ConfirmPresence(proto::ConfirmPresence { check }))
            }
            _ if runs => self.run(temper, &text),
            _ => Some(say(&text)),
        }
    }

    /// What everyone says in the end, whatever they may.
    pub fn last_word(&mut self, n: u64) -> Body {
        match self.rng.below(2) {
            0 => say(&format!("{}.{n} at last", self.number)),
            _ => self.attention(),
        }
    }

    fn attention(&mut self) -> Body {
        let all = [Attention::Unspecified, Attention::Listening, Attention::Away];
        let attention = (*self.rng.pick(&all)).into();
        Body::SetAttention(proto::SetAttention { attention })
    }

    /// A line that they see; of their own or any.
    fn line(&mut self, own: bool) -> Option<&Line> {
        let me = self.view.me.as_ref().map(|me| me.person_id.clone()).unwrap_or_default();
        let lines = self.view.channels.iter().flat_map(|channel| &channel.lines);
        let lines: Vec<_> = lines.filter(|line| !own || line.author_id == me).collect();
        (!lines.is_empty()).then(|| *self.rng.pick(&lines))
    }

    fn person(&mut self) -> Option<String> {
        let people = &self.view.people;
        (!people.is_empty()).then(|| self.rng.pick(people).id.clone())
    }

    fn private(&mut self, text: &str) -> Option<Body> {
        let (one, other) = (self.person()?, self.person()?);
        let people = [one.as_str(), other.as_str()];
        Some(say_to(&people[..=self.rng.below(2)], text))
    }

    fn react(&mut self) -> Option<Body> {
        let on = !self.rng.one_in(3);
        let reaction = (*self.rng.pick(&[Reaction::Heart, Reaction::Clap])).into();
        let line_id = self.line(false)?.id.clone();
        Some(Body::React(proto::React { line_id, reaction, on }))
    }

    /// What only those do who run the session.
    fn run(&mut self, temper: &Temper, text: &str) -> Option<Body> {
        match self.view.session.as_ref().map(proto::Session::state) {
            Some(SessionState::Scheduled) => return Some(Body::OpenLobby(proto::OpenLobby {})),
            Some(SessionState::Lobby) => return Some(Body::StartSession(proto::StartSession {})),
            Some(SessionState::Ended) => return Some(Body::ReopenSession(Default::default())),
            Some(SessionState::Live | SessionState::Unspecified) | None => {}
        }
        match self.rng.below(24) {
            0..8 => Some(say_in_the_back(text)),
            8..10 => {
                let pinned = !self.rng.one_in(3);
                let line_id = self.line(false)?.id.clone();
                Some(Body::PinLine(proto::PinLine { line_id, pinned }))
            }
            10..12 => {
                let item = Some(new_item(text));
                Some(Body::PutAgendaItem(proto::PutAgendaItem { item, after_id: String::new() }))
            }
            12..14 => self.go_on(),
            14 | 15 => self.spotlight(),
            16 | 17 => {
                let rules = ChatRules { locked: self.rng.one_in(2), ..ChatRules::default() };
                Some(Body::SetChatRules(proto::SetChatRules { rules: Some(rules) }))
            }
            18 | 19 => {
                let all = [Permission::Participant, Permission::Facilitator];
                let permission = (*self.rng.pick(&all)).into();
                let person_id = self.person()?;
                Some(Body::SetPermission(proto::SetPermission { person_id, permission }))
            }
            20 => Some(Body::AskPresence(proto::AskPresence {})),
            21 => {
                let now = self.rng.one_in(4);
                Some(Body::EndSession(proto::EndSession { now }))
            }
            22 => Some(Body::CancelEnd(proto::CancelEnd {})),
            _ if temper.is_strict => {
                let person_id = self.person()?;
                Some(Body::RemovePerson(proto::RemovePerson { person_id }))
            }
            _ => None,
        }
    }

    fn go_on(&mut self) -> Option<Body> {
        let items = self.view.outline.as_ref().map(|outline| outline.items.clone())?;
        let now = self.view.now.as_ref().and_then(|now| now.item.as_ref());
        let from_id = now.map(|item| item.id.clone()).unwrap_or_default();
        let item_id = self.rng.pick(&items).id.clone();
        Some(Body::GoToAgendaItem(proto::GoToAgendaItem { item_id, from_id }))
    }

    fn spotlight(&mut self) -> Option<Body> {
        let on = match self.rng.below(3) {
            0 => Some(proto::set_spotlight::On::LineId(self.line(false)?.id.clone())),
            1 => Some(proto::set_spotlight::On::PersonId(self.person()?)),
            _ => Some(proto::set_spotlight::On::Nobody(proto::Nobody {})),
        };
        Some(Body::SetSpotlight(proto::SetSpotlight { on }))
    }
}
