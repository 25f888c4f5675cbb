//! What people do with polls, questions and hands in a simulation.

use super::mind::Mind;
use crate::support::rng::Rng;
use convene::proto::{
    self, Answer, PollItem, PollPrivacy, PollResults, Run, Text, answer::Value, command::Body,
    poll_item::Kind,
};

/// Options of the one choice in every poll.
pub const OPTIONS: usize = 3;

fn text(en: &str) -> Text {
    Text { en: en.to_owned(), es: String::new() }
}

fn one<'a, T>(rng: &mut Rng, of: &'a [T]) -> Option<&'a T> {
    (!of.is_empty()).then(|| rng.pick(of))
}

impl Mind<'_> {
    /// Someone answers, asks, votes or raises a hand; whoever runs the session has more to do.
    pub fn takes_part(&mut self, said: &str, runs: bool) -> Option<Body> {
        if runs && self.rng.one_in(2) {
            return self.runs_a_poll(said);
        }
        match self.rng.below(10) {
            0..6 => self.casts(said),
            6 => {
                let anonymous = self.rng.one_in(2);
                Some(Body::AskQuestion(proto::AskQuestion { text: format!("{said}?"), anonymous }))
            }
            7 => {
                let question_id = one(self.rng, &self.view.questions)?.id.clone();
                let on = !self.rng.one_in(3);
                Some(Body::VoteQuestion(proto::VoteQuestion { question_id, on }))
            }
            _ => {
                let up = self.rng.one_in(2);
                Some(Body::RaiseHand(proto::RaiseHand { up }))
            }
        }
    }

    /// A run; mostly one that takes answers.
    fn a_run(&mut self) -> Option<String> {
        let any = self.rng.one_in(5);
        let runs = self.view.runs.iter().filter(|run| any || run.closed_at_ms == 0);
        let runs: Vec<&Run> = runs.collect();
        one(self.rng, &runs).map(|run| run.id.clone())
    }

    fn casts(&mut self, said: &str) -> Option<Body> {
        let run_id = self.a_run()?;
        let options = vec![u32::try_from(self.rng.below(OPTIONS)).unwrap()];
        let picks = Value::Picks(proto::Picks { options });
        let words = Value::Text(format!("{said} because"));
        let values = [(1, picks), (2, words)].into_iter().take(1 + self.rng.below(2));
        let answers = values.map(|(item_id, value)| Answer { item_id, value: Some(value) });
        Some(Body::CastBallot(proto::CastBallot { run_id, answers: answers.collect() }))
    }

    fn runs_a_poll(&mut self, said: &str) -> Option<Body> {
        if self.view.polls.is_empty() || self.rng.one_in(8) {
            let poll = Some(self.new_poll(said));
            return Some(Body::PutPoll(proto::PutPoll { poll }));
        }
        match self.rng.below(8) {
            0..4 => {
                let poll_id = one(self.rng, &self.view.polls)?.id.clone();
                let asks = |run: &&Run| run.poll.as_ref().is_some_and(|poll| poll.id == poll_id);
                let runs = self.view.runs.iter().filter(asks);
                let after_run = runs.map(|run| run.number).max().unwrap_or_default();
                Some(Body::OpenPoll(proto::OpenPoll { poll_id, place: None, after_run }))
            }
            4 => {
                let run_id = self.a_run()?;
                Some(Body::ClosePoll(proto::ClosePoll { run_id }))
            }
            5 | 6 => {
                let on = !self.rng.one_in(4);
                let run_id = one(self.rng, &self.view.runs)?.id.clone();
                Some(Body::RevealPoll(proto::RevealPoll { run_id, on }))
            }
            _ => {
                let found = one(self.rng, &self.view.tallies)?;
                let item = found.items.iter().find(|item| item.item_id == 2)?;
                let text = item.texts.first()?.text.clone();
                let run_id = found.run_id.clone();
                Some(Body::HideAnswer(proto::HideAnswer { run_id, item_id: 2, text }))
            }
        }
    }

    fn new_poll(&mut self, said: &str) -> proto::Poll {
        let choice = Kind::Choice(proto::ChoiceItem {
            options: (0..OPTIONS).map(|n| text(&format!("Option {n}"))).collect(),
            picks_max: 1,
            ..proto::ChoiceItem::default()
        });
        let open = Kind::Open(proto::OpenItem { chars_max: 200 });
        let items = (1..).zip([choice, open]).map(|(id, kind)| PollItem {
            id,
            question: Some(text("What do you think?")),
            required: false,
            kind: Some(kind),
        });
        let results = [PollResults::Live, PollResults::Revealed, PollResults::Hidden];
        let privacies = [PollPrivacy::Named, PollPrivacy::Confidential];
        proto::Poll {
            title: Some(text(said)),
            items: items.collect(),
            privacy: (*self.rng.pick(&privacies)).into(),
            results: (*self.rng.pick(&results)).into(),
            // Some end by themselves.
            seconds: if self.rng.one_in(3) { 3 } else { 0 },
            ..proto::Poll::default()
        }
    }
}
