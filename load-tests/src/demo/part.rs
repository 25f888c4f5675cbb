//! How a simulated educator takes part: answers, asks, votes, raises a hand, writes until the
//! gate opens.

use super::{
    deeds::{Deed, REACTIONS},
    mind::Mind,
    steps::Act,
};
use convene::proto::{
    AskQuestion, CastBallot, PollPrivacy, PressReaction, RaiseHand, ReadyWaterfall, Run,
    VoteQuestion, WriteWaterfall, command::Body,
};

/// Share of the questions without a name.
const ANONYMOUS: f64 = 0.3;
/// Share of those who answer a poll and change their minds.
const CHANGE_MIND: f64 = 0.05;
/// Share of those who were ready and write something else.
const WRITE_AGAIN: f64 = 0.05;
/// Share of those who began to write and get ready.
const GET_READY: f64 = 0.92;
/// Share of the people who cheer when someone has the turn.
const CHEER: f64 = 0.25;
/// Share of the hands that go down again.
const LOWER: f64 = 0.2;
/// With fewer seconds nobody thinks.
const THINK_MIN_S: f64 = 3.0;
/// Whoever votes looks at so many questions, from the top.
const LOOKED_AT: usize = 6;

/// Something to do, apart from lines.
pub enum Part {
    /// To this run.
    Answer(String),
    /// In this waterfall.
    Begin(String),
    Ready(String),
    Ask,
    Vote,
    Hand(bool),
    Press,
}

impl Part {
    /// Belongs to a step, and is dropped with it.
    pub fn is_planned(&self) -> bool {
        matches!(self, Self::Ask | Self::Vote | Self::Hand(true) | Self::Press)
    }
}

impl Mind {
    /// What a step moves them to, apart from lines.
    pub fn plan_part(&mut self, act: &Act, length_s: f64) {
        let times = [
            (act.asks, (|| Part::Ask) as fn() -> Part),
            (act.votes, || Part::Vote),
            (act.hands, || Part::Hand(true)),
            (act.presses, || Part::Press),
        ];
        for (mean, part) in times {
            for _ in 0..self.rng.count(mean) {
                let at = self.in_a_burst(length_s);
                self.deeds.add(at, Deed::Part(part()));
            }
        }
    }

    /// A poll has been opened.
    pub fn on_run(&mut self, run: &Run) {
        let poll = run.poll.clone().unwrap_or_default();
        let act = self.at_step();
        // For a ballot without a name there is a way of its own, which the demo does not go.
        let is_anonymous = poll.privacy() == PollPrivacy::Anonymous;
        if is_anonymous || !self.writes() || !self.rng.chance(act.answer_rate) {
            return;
        }
        // A few answer late.
        let median_s = act.answer_median_s.max(THINK_MIN_S);
        let (from, to) = if self.rng.chance(0.5) { (0.35, 1.0) } else { (1.0, 2.4) };
        self.soon((median_s * from, median_s * to), Deed::Part(Part::Answer(run.id.clone())));
        if self.rng.chance(CHANGE_MIND) {
            let again = (median_s * 2.5, median_s * 3.5);
            self.soon(again, Deed::Part(Part::Answer(run.id.clone())));
        }
    }

    /// Everyone writes, nobody sends.
    pub fn on_waterfall(&mut self, id: &str) {
        self.hold_no_more();
        let rate = self.at_step().answer_rate;
        if !self.writes() || !self.rng.chance(rate / GET_READY) {
            return;
        }
        self.soon((2.0, 12.0), Deed::Part(Part::Begin(id.to_owned())));
        if self.rng.chance(GET_READY) {
            self.soon((14.0, 45.0), Deed::Part(Part::Ready(id.to_owned())));
            if self.rng.chance(WRITE_AGAIN) {
                self.soon((45.0, 55.0), Deed::Part(Part::Ready(id.to_owned())));
            }
        }
    }

    pub fn on_turn(&mut self, is_mine: bool) {
        if is_mine {
            self.soon((3.0, 8.0), Deed::Say("my_turn"));
        } else if self.writes() && self.rng.chance(CHEER) {
            self.soon((5.0, 30.0), Deed::Part(Part::Press));
        }
    }

    /// What it comes to.
    pub fn takes_part(&mut self, part: Part) -> Option<Body> {
        Some(match part {
            Part::Answer(run_id) => {
                let run = self.seen.voice.open_run(&run_id)?;
                let poll = run.poll.clone()?;
                if self.seen.voice.has_answered(&run_id) && is_final(&poll) {
                    return None;
                }
                let answers = self.ballot(&poll);
                Body::CastBallot(CastBallot { run_id, answers })
            }
            Part::Begin(waterfall_id) => {
                self.seen.voice.writes_to(&waterfall_id).then_some(())?;
                Body::WriteWaterfall(WriteWaterfall { waterfall_id })
            }
            Part::Ready(waterfall_id) => {
                self.seen.voice.writes_to(&waterfall_id).then_some(())?;
                let text = self.words("waterfall");
                Body::ReadyWaterfall(ReadyWaterfall { waterfall_id, text })
            }
            Part::Ask => {
                let text = self.words("ask");
                let anonymous = self.rng.chance(ANONYMOUS);
                Body::AskQuestion(AskQuestion { text, anonymous })
            }
            Part::Vote => {
                let all = self.seen.voice.to_vote_for();
                let looked_at = &all[..all.len().min(LOOKED_AT)];
                let question_id = self.rng.pick(looked_at)?.id.clone();
                Body::VoteQuestion(VoteQuestion { question_id, on: true })
            }
            Part::Hand(up) => {
                if up && self.rng.chance(LOWER) {
                    self.soon((30.0, 90.0), Deed::Part(Part::Hand(false)));
                }
                Body::RaiseHand(RaiseHand { up })
            }
            Part::Press => {
                let reaction = REACTIONS[self.rng.below(REACTIONS.len())].into();
                Body::PressReaction(PressReaction { reaction })
            }
        })
    }
}

fn is_final(poll: &convene::proto::Poll) -> bool {
    poll.once || poll.form() == convene::proto::PollForm::ExitTicket
}
