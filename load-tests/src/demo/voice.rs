//! What a simulated educator sees of polls, questions, waterfalls and turns.

use super::seen::News;
use convene::proto::{
    MyBallot, Question, Run, Turn, View, Waterfall, WaterfallState, change::Change,
};
use std::collections::HashSet;

#[derive(Default)]
pub struct Voice {
    /// Those that are open.
    runs: Vec<Run>,
    /// Runs that they have answered.
    answered: HashSet<String>,
    /// Those that are shown and not answered.
    questions: Vec<Question>,
    /// Questions of theirs, and those that they have voted for.
    done_with: HashSet<String>,
    /// Where people write now.
    waterfall: Option<String>,
    turn: String,
}

impl Voice {
    /// A whole view; news is what differs from before.
    pub fn look(&mut self, view: &mut View, me: &str) -> Vec<News> {
        let before = std::mem::take(&mut self.runs);
        self.answered.clear();
        self.ballots(std::mem::take(&mut view.my_ballots));
        self.questions.clear();
        view.questions.drain(..).for_each(|question| self.question(question));
        self.done_with = view.my_votes.drain(..).collect();
        let mine = view.my_questions.drain(..).filter_map(|mine| mine.question);
        self.done_with.extend(mine.map(|question| question.id));
        let mut news = Vec::new();
        for run in view.runs.drain(..) {
            let is_old = before.iter().any(|old| old.id == run.id);
            news.extend(self.run(run).filter(|_| !is_old));
        }
        news.extend(self.waterfall(view.waterfall.take().unwrap_or_default()));
        news.extend(self.turn(view.turn.take().unwrap_or_default(), me));
        news
    }

    /// One step; what it is not about changes nothing.
    pub fn apply(&mut self, change: Change, me: &str) -> Option<News> {
        match change {
            Change::RunPut(run) => return self.run(run),
            Change::RunGone(id) => self.runs.retain(|run| run.id != id),
            Change::MyBallot(ballot) => self.ballots(vec![ballot]),
            Change::QuestionPut(question) => self.question(question),
            Change::QuestionGone(id) => self.questions.retain(|question| question.id != id),
            Change::QuestionVotes(votes) => {
                for vote in votes.votes {
                    let mut all = self.questions.iter_mut();
                    if let Some(question) = all.find(|one| one.id == vote.question_id) {
                        question.votes = vote.votes;
                    }
                }
            }
            Change::MyQuestionPut(mine) => {
                self.done_with.extend(mine.question.map(|question| question.id));
            }
            Change::MyVote(vote) if vote.on => {
                self.done_with.insert(vote.question_id);
            }
            Change::Waterfall(waterfall) => return self.waterfall(waterfall),
            Change::Turn(turn) => return self.turn(turn, me),
            _ => {}
        }
        None
    }

    /// A run that is open and that they have not answered, or not for good.
    pub fn open_run(&self, id: &str) -> Option<&Run> {
        self.runs.iter().find(|run| run.id == id)
    }

    pub fn has_answered(&self, run: &str) -> bool {
        self.answered.contains(run)
    }

    /// Whether people write there now.
    pub fn writes_to(&self, waterfall: &str) -> bool {
        self.waterfall.as_deref() == Some(waterfall)
    }

    /// Questions that they can still vote for, those with most votes first.
    pub fn to_vote_for(&self) -> Vec<&Question> {
        let can = |question: &&Question| !self.done_with.contains(&question.id);
        let mut all: Vec<_> = self.questions.iter().filter(can).collect();
        all.sort_by_key(|question| std::cmp::Reverse(question.votes));
        all
    }

    fn run(&mut self, run: Run) -> Option<News> {
        let is_known = self.runs.iter().any(|old| old.id == run.id);
        self.runs.retain(|old| old.id != run.id);
        if run.closed_at_ms != 0 {
            return None;
        }
        let is_new = !is_known && !self.has_answered(&run.id);
        let news = is_new.then(|| News::Run(Box::new(run.clone())));
        self.runs.push(run);
        news
    }

    fn ballots(&mut self, ballots: Vec<MyBallot>) {
        self.answered.extend(ballots.into_iter().map(|ballot| ballot.run_id));
    }

    fn question(&mut self, question: Question) {
        self.questions.retain(|old| old.id != question.id);
        if question.answered_at_ms == 0 {
            self.questions.push(question);
        }
    }

    fn waterfall(&mut self, waterfall: Waterfall) -> Option<News> {
        let is_open = waterfall.state() == WaterfallState::Writing;
        let open = is_open.then_some(waterfall.id);
        let is_new = self.waterfall != open;
        self.waterfall.clone_from(&open);
        open.filter(|_| is_new).map(News::Waterfall)
    }

    fn turn(&mut self, turn: Turn, me: &str) -> Option<News> {
        let is_new = std::mem::replace(&mut self.turn, turn.person_id.clone()) != turn.person_id;
        let is_someones = is_new && !turn.person_id.is_empty();
        is_someones.then(|| News::Turn { is_mine: turn.person_id == me })
    }
}
