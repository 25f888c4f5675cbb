//! What the simulated co-facilitator sees, and what they do next, if nobody else has done it.

use super::deeds::Pace;
use crate::measure::now;
use convene::proto::{
    self, AnswerQuestion, ClosePoll, EndWaterfall, GiveTurn, Hand, MergeQuestion, OpenPoll, Poll,
    PollResults, Question, QuestionDesk, QuestionState, RevealPoll, Run, SessionState,
    SetSpotlight, ShowQuestion, StartWaterfall, Text, Turn, View, Waterfall, WaterfallState,
    change::Change, command::Body, set_spotlight,
};
use std::{
    collections::HashSet,
    time::{Duration, Instant},
};

/// Whoever tries the demo has so long to do what a step is for.
const PATIENCE: Duration = Duration::from_secs(45);
/// A question that waits is read for so long.
const READ: Duration = Duration::from_secs(8);
/// Between two answers.
const BETWEEN_ANSWERS: Duration = Duration::from_secs(75);
/// A waterfall, a poll, an exit ticket, a turn: so long.
const WATERFALL: Duration = Duration::from_secs(60);
const POLL: Duration = Duration::from_secs(80);
const TICKET: Duration = Duration::from_secs(300);
const TURN_S: u32 = 90;
/// Questions that begin with the same words ask the same.
const SAME_WORDS: usize = 4;

/// Answers in writing, by turns.
const ANSWERS: [&str; 2] = [
    "The table behind this figure has it by grade. We put it beside the slides today.",
    "We do not know yet. We will ask the schools and write to you all.",
];

#[derive(Default)]
pub struct Desk {
    state: SessionState,
    step: String,
    prompt: Option<Text>,
    polls: Vec<Poll>,
    runs: Vec<Run>,
    questions: Vec<QuestionDesk>,
    hands: Vec<Hand>,
    turn: Turn,
    waterfall: Waterfall,
    /// What they have begun themselves, they end: polls and waterfalls.
    begun: HashSet<String>,
    /// What has been asked for, and may not have happened.
    asked: HashSet<String>,
    began_at: Option<Instant>,
    step_at: Option<Instant>,
    turn_at: Option<Instant>,
    /// To whom they have given the turn.
    given: String,
    answers: usize,
}

fn put<T>(all: &mut Vec<T>, new: T, id: impl Fn(&T) -> String) {
    let wanted = id(&new);
    match all.iter_mut().find(|old| id(old) == wanted) {
        Some(old) => *old = new,
        None => all.push(new),
    }
}

fn question(desk: &QuestionDesk) -> Question {
    desk.question.clone().unwrap_or_default()
}

impl Desk {
    pub fn look(&mut self, view: View) {
        self.state = view.session.unwrap_or_default().state();
        self.at(view.now.unwrap_or_default());
        self.polls = view.polls;
        self.runs = view.runs;
        self.questions = view.question_desk;
        self.hands = view.hands;
        self.turn = view.turn.unwrap_or_default();
        self.waterfall = view.waterfall.unwrap_or_default();
    }

    fn at(&mut self, at: proto::Now) {
        let item = at.item.unwrap_or_default();
        if item.id != self.step {
            self.step_at = Some(now());
            self.asked.clear();
        }
        (self.step, self.prompt) = (item.id, item.prompt);
    }

    pub fn apply(&mut self, change: Change) {
        match change {
            Change::View(view) => self.look(view),
            Change::Session(session) => self.state = session.state(),
            Change::Now(at) => self.at(at),
            Change::PollPut(poll) => put(&mut self.polls, poll, |poll| poll.id.clone()),
            Change::PollGone(id) => self.polls.retain(|poll| poll.id != id),
            Change::RunPut(run) => put(&mut self.runs, run, |run| run.id.clone()),
            Change::RunGone(id) => self.runs.retain(|run| run.id != id),
            Change::QuestionDeskPut(desk) => {
                put(&mut self.questions, desk, |desk| question(desk).id);
            }
            Change::QuestionVotes(votes) => {
                for vote in votes.votes {
                    let all = self.questions.iter_mut().filter_map(|desk| desk.question.as_mut());
                    all.filter(|question| question.id == vote.question_id)
                        .for_each(|question| question.votes = vote.votes);
                }
            }
            Change::HandPut(hand) => put(&mut self.hands, hand, |hand| hand.person_id.clone()),
            Change::HandGone(id) => self.hands.retain(|hand| hand.person_id != id),
            Change::Hands(hands) => self.hands = hands.hands,
            Change::Turn(turn) => self.turn = turn,
            Change::Waterfall(waterfall) => self.waterfall = waterfall,
            _ => {}
        }
    }

    /// The next thing to do, if any; each is asked for once at a step.
    pub fn next(&mut self, pace: Pace) -> Option<Body> {
        if self.state != SessionState::Live {
            return None;
        }
        let step = self.step_of_demo();
        let body = self.moderates(pace).or_else(|| match step {
            "waterfall" => self.waterfall(pace),
            "pre_poll" | "exit_ticket" => self.polls(pace),
            "data_talk" => self.answers(pace),
            "report_out" => self.turns(pace),
            _ => None,
        })?;
        Some(body)
    }

    fn step_of_demo(&self) -> &'static str {
        super::steps::key_of(self.prompt.as_ref())
    }

    fn once(&mut self, what: String) -> Option<()> {
        self.asked.insert(what).then_some(())
    }

    fn is_past(since: Option<Instant>, wait: Duration) -> bool {
        since.is_some_and(|since| since.elapsed() >= wait)
    }

    /// Shows what waits and is not an attack; makes those one that ask the same.
    fn moderates(&mut self, pace: Pace) -> Option<Body> {
        let read_ms = i64::try_from(pace.think(READ).as_millis()).unwrap_or_default();
        let seen_ms = convene::clock::now() - read_ms;
        let all: Vec<Question> = self.questions.iter().map(question).collect();
        let mut waits = all.iter().filter(|one| one.state() == QuestionState::Waiting);
        if let Some(one) = waits.find(|one| one.at_ms <= seen_ms) {
            let question_id = one.id.clone();
            self.once(format!("show {question_id}"))?;
            return Some(Body::ShowQuestion(ShowQuestion { question_id, shown: true }));
        }
        let is_open = |one: &&Question| {
            one.state() == QuestionState::Shown && one.answered_at_ms == 0 && one.at_ms <= seen_ms
        };
        let open: Vec<&Question> = all.iter().filter(is_open).collect();
        let (one, into) = open.iter().enumerate().find_map(|(n, one)| {
            let same = |other: &&&Question| begins(&other.text) == begins(&one.text);
            Some((one, open.get(..n)?.iter().find(same)?))
        })?;
        let (question_id, into_id) = (one.id.clone(), into.id.clone());
        self.once(format!("merge {question_id}"))?;
        Some(Body::MergeQuestion(MergeQuestion { question_id, into_id }))
    }

    /// What most people want to know: two of three live, one in writing.
    fn answers(&mut self, pace: Pace) -> Option<Body> {
        let (patience, between) = (pace.think(PATIENCE), pace.think(BETWEEN_ANSWERS));
        let all: Vec<Question> = self.questions.iter().map(question).collect();
        let last_ms = all.iter().map(|one| one.answered_at_ms).max().unwrap_or_default();
        let since_last = convene::clock::now() - last_ms;
        let may = Self::is_past(self.step_at, patience + between)
            && since_last >= i64::try_from(between.as_millis()).unwrap_or_default();
        let open = all.into_iter().filter(|one| {
            may && one.state() == QuestionState::Shown && one.answered_at_ms == 0 && one.votes > 0
        });
        let question_id = open.max_by_key(|one| one.votes)?.id;
        // Not again while that one is on its way.
        self.once(format!("answer {question_id}"))?;
        self.answers += 1;
        let text = match self.answers % 3 {
            0 => ANSWERS[self.answers / 3 % ANSWERS.len()].to_owned(),
            _ => String::new(),
        };
        Some(Body::AnswerQuestion(AnswerQuestion { question_id, text, undo: false }))
    }

    fn waterfall(&mut self, pace: Pace) -> Option<Body> {
        if self.waterfall.state() == WaterfallState::Writing {
            let is_ours = self.begun.contains("waterfall");
            let is_over = is_ours && Self::is_past(self.began_at, pace.think(WATERFALL));
            let waterfall_id = self.waterfall.id.clone();
            is_over.then_some(())?;
            self.once(format!("end {waterfall_id}"))?;
            return Some(Body::EndWaterfall(EndWaterfall { waterfall_id, release: true }));
        }
        // Not when there was one already.
        let is_due =
            self.waterfall.id.is_empty() && Self::is_past(self.step_at, pace.think(PATIENCE));
        is_due.then_some(())?;
        self.once("waterfall".to_owned())?;
        self.begins("waterfall");
        Some(Body::StartWaterfall(StartWaterfall { prompt: self.prompt.clone() }))
    }

    fn begins(&mut self, what: &str) {
        self.begun.insert(what.to_owned());
        self.began_at = Some(now());
    }

    /// The polls of the step, one after the other: opened, closed, revealed, put on the screen.
    fn polls(&mut self, pace: Pace) -> Option<Body> {
        let of_step: Vec<Poll> =
            self.polls.iter().filter(|poll| poll.step_id == self.step).cloned().collect();
        for poll in of_step {
            let is_of = |run: &&Run| run.poll.as_ref().is_some_and(|of| of.id == poll.id);
            let Some(run) = self.runs.iter().rfind(is_of) else {
                Self::is_past(self.step_at, pace.think(PATIENCE)).then_some(())?;
                self.once(format!("open {}", poll.id))?;
                self.begins(&poll.id);
                let open = OpenPoll { poll_id: poll.id, place: None, after_run: 0 };
                return Some(Body::OpenPoll(open));
            };
            // Who opens one closes it.
            let (run_id, is_open) = (run.id.clone(), run.closed_at_ms == 0);
            if !self.begun.contains(&poll.id) {
                continue;
            }
            if is_open {
                let is_ticket = poll.form() == proto::PollForm::ExitTicket;
                let wait = pace.think(if is_ticket { TICKET } else { POLL });
                Self::is_past(self.began_at, wait).then_some(())?;
                self.once(format!("close {run_id}"))?;
                return Some(Body::ClosePoll(ClosePoll { run_id }));
            }
            if poll.results() == PollResults::Revealed
                && self.once(format!("reveal {run_id}")).is_some()
            {
                return Some(Body::RevealPoll(RevealPoll { run_id, on: true }));
            }
            if self.once(format!("spotlight {run_id}")).is_some() {
                let on = Some(set_spotlight::On::RunId(run_id));
                return Some(Body::SetSpotlight(SetSpotlight { on }));
            }
        }
        None
    }

    /// One hand after the other.
    fn turns(&mut self, pace: Pace) -> Option<Body> {
        let turn = Duration::from_secs(TURN_S.into());
        let is_someones = !self.turn.person_id.is_empty();
        let is_over = match is_someones {
            // What someone else has given is not theirs to end.
            true => {
                self.turn.person_id == self.given && Self::is_past(self.turn_at, pace.think(turn))
            }
            false => Self::is_past(self.step_at, pace.think(PATIENCE)),
        };
        is_over.then_some(())?;
        let next = self.hands.first().map(|hand| hand.person_id.clone());
        if next.is_none() && !is_someones {
            return None;
        }
        let person_id = next.unwrap_or_default();
        self.turn_at = (!person_id.is_empty()).then(now);
        self.given.clone_from(&person_id);
        let seconds = if person_id.is_empty() { 0 } else { TURN_S };
        Some(Body::GiveTurn(GiveTurn { person_id, seconds }))
    }
}

fn begins(text: &str) -> Vec<&str> {
    text.split_whitespace().take(SAME_WORDS).collect()
}
