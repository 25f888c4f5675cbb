//! Random questions, hands and waterfalls.

use super::*;
use crate::domain::{
    QuestionId, WaterfallId, hand,
    question::{self, Fate, Moderation, Reply},
    text::QuestionText,
    waterfall,
};

impl Next<'_> {
    /// Half of it by Fay, who may do most of it.
    pub(super) fn talk(mut self) -> (Actor, Command) {
        if self.dice.below(3) == 0 {
            self.who = FAY;
        }
        let command: Command = match self.dice.below(10) {
            0..=4 => self.question().into(),
            5..=7 => self.waterfall().into(),
            _ => self.hand().into(),
        };
        (Actor::Person(self.who), command)
    }

    /// One that was asked, mostly lately, or none.
    pub(super) fn some_question(&mut self) -> QuestionId {
        let all = &self.story.state.questions.all;
        let from = if self.dice.coin() { all.len().saturating_sub(4) } else { 0 };
        let ids: Vec<_> = all.iter().skip(from).map(|question| question.id).collect();
        if ids.is_empty() { QuestionId(person_id(5).0) } else { self.dice.one(&ids) }
    }

    fn question(&mut self) -> question::Command {
        use question::Command as C;
        let (id, other) = (self.some_question(), self.some_question());
        match self.dice.below(22) {
            0..=4 => {
                let text = QuestionText::parse(&format!("Why «{}»?", self.n)).unwrap();
                C::Ask { text, anonymous: self.dice.coin() }
            }
            5..=9 => C::Vote(id, self.dice.below(3) > 0),
            10 => {
                let author = self.story.state.questions.get(id).map(|question| question.author);
                self.who = author.unwrap_or(self.who);
                C::Withdraw(id)
            }
            11..=13 => C::Show(id, self.dice.below(3) > 0),
            14 | 15 => C::Merge(id, other),
            16 | 17 => {
                let text = text(&format!("Because {}", self.dice.below(2)));
                let reply = match self.dice.below(4) {
                    0 => None,
                    1 => Some(Reply::Live),
                    _ => Some(Reply::InText(text)),
                };
                C::Answer(id, reply)
            }
            18 => C::Assign(id, self.dice.coin().then_some(FAY), self.dice.one(&[0, 9_000])),
            19 if self.dice.coin() => C::SetRules(question::Rules {
                moderation: self.dice.one(&[
                    Moderation::Anonymous,
                    Moderation::All,
                    Moderation::Nobody,
                ]),
                closed: self.dice.below(6) == 0,
                named_only: self.dice.below(4) == 0,
            }),
            _ => C::Show(id, true),
        }
    }

    fn hand(&mut self) -> hand::Command {
        use hand::Command as C;
        match self.dice.below(10) {
            0..=3 => C::Raise(self.dice.below(4) > 0),
            4 => C::Lower(self.dice.below(4).gt(&0).then_some(self.other)),
            5 => C::GiveTurn(Some(self.other), self.dice.one(&[0, 60])),
            6 => C::GiveTurn(self.dice.coin().then_some(self.other), 0),
            _ => C::Press(self.dice.one(&Reaction::ALL)),
        }
    }

    fn waterfall(&mut self) -> waterfall::Command {
        use waterfall::Command as C;
        let open = self.story.state.waterfall.open().map(|open| open.id);
        let id = open.unwrap_or(WaterfallId(person_id(5).0));
        match self.dice.below(12) {
            0..=2 => C::Start(Text::prompt(&format!("Write {}", self.n), "").unwrap()),
            3 | 4 => C::Write(id),
            5..=8 => C::Ready(id, Some(self.marked())),
            9 => C::Ready(id, None),
            _ => C::End { waterfall: id, release: self.dice.below(4) > 0 },
        }
    }
}

/// Every kind of event of these.
pub(in crate::domain::tests) const KINDS: [&str; 25] = [
    "counted",
    "spotlight on a question",
    "question asked",
    "question waits",
    "question voted for",
    "vote taken back",
    "question shown",
    "question hidden",
    "question withdrawn",
    "questions merged",
    "question answered",
    "answered in writing",
    "answer taken back",
    "question assigned",
    "answer promised",
    "question rules set",
    "hand raised",
    "hands lowered",
    "turn given",
    "turn ended",
    "reaction pressed",
    "waterfall started",
    "waterfall begun",
    "waterfall ready",
    "waterfall unready",
];
/// How it ends.
pub(in crate::domain::tests) const ENDS: [&str; 2] = ["waterfall released", "waterfall cancelled"];

pub(super) fn question_kind(event: &question::Event) -> &'static str {
    use question::Event as E;
    match event {
        E::Asked { shown: true, .. } => "question asked",
        E::Asked { shown: false, .. } => "question waits",
        E::Voted(.., true) => "question voted for",
        E::Voted(.., false) => "vote taken back",
        E::Set(_, Fate::Shown, _) => "question shown",
        E::Set(_, Fate::Hidden, _) => "question hidden",
        E::Set(_, Fate::Withdrawn, _) => "question withdrawn",
        E::Merged(..) => "questions merged",
        E::Answered(_, Some(question::Answer::Live), _) => "question answered",
        E::Answered(_, Some(question::Answer::InText(_)), _) => "answered in writing",
        E::Answered(_, None, _) => "answer taken back",
        E::Assigned(..) => "question assigned",
        E::Promised(..) => "answer promised",
        E::RulesSet(_) => "question rules set",
    }
}

pub(super) fn hand_kind(event: &hand::Event) -> &'static str {
    use hand::Event as E;
    match event {
        E::Raised(_) => "hand raised",
        E::Lowered(_) => "hands lowered",
        E::TurnGiven(Some(_), _) => "turn given",
        E::TurnGiven(None, _) => "turn ended",
        E::Pressed(..) => "reaction pressed",
    }
}

pub(super) fn waterfall_kind(event: &waterfall::Event) -> &'static str {
    use waterfall::Event as E;
    match event {
        E::Started(..) => "waterfall started",
        E::Begun(..) => "waterfall begun",
        E::Ready(..) => "waterfall ready",
        E::Unready(..) => "waterfall unready",
        E::Ended(_, Some(_)) => "waterfall released",
        E::Ended(_, None) => "waterfall cancelled",
    }
}
