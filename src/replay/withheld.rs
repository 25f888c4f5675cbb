//! What was taken back stays taken back, at every moment of a replay: also before it was.

use crate::domain::{
    Change, Level, QuestionId, State, View, Viewer,
    chat::{ChannelKey, Line},
    poll::Tally,
    question::{Asked, Mine, Stage, Update},
    session::Shown,
};
use std::sync::Arc;

/// Looks at a replay with what is known now.
pub(super) struct Withheld<'a> {
    /// The session as it is now.
    pub(super) present: &'a State,
    /// Who watches.
    pub(super) viewer: &'a Viewer,
}

impl Withheld<'_> {
    /// A line as it may be seen now, if it may. Those who review see what was said.
    fn line(&self, key: &ChannelKey, line: &Arc<Line>) -> Option<Arc<Line>> {
        // What is said in a room stays there: later, those who run the session read it, no more.
        // Or nobody: what is not kept is not watched, either, while it is still there.
        let is_for_nobody = self.present.session.plan.forgets_rooms
            || self.viewer.sight.level < Level::Facilitator
            || !self.viewer.is_in(&self.present.chat.audience(key));
        if matches!(key, ChannelKey::Room(..)) && is_for_nobody {
            return None;
        }
        let is_private = matches!(key, ChannelKey::Private(_));
        if self.viewer.sight.level >= Level::Facilitator && !is_private {
            return Some(Arc::clone(line));
        }
        let (_, now) = self.present.chat.line(line.id)?;
        if now.withdrawn.is_some() {
            return None;
        }
        if now.edited_at.is_none() {
            return Some(Arc::clone(line));
        }
        let mut edited = Line::clone(line);
        edited.text.clone_from(&now.text);
        edited.mentions = Arc::clone(&now.mentions);
        edited.edited_at = now.edited_at;
        Some(Arc::new(edited))
    }

    fn lines(&self, key: &ChannelKey, lines: &[Arc<Line>]) -> Vec<Arc<Line>> {
        lines.iter().filter_map(|line| self.line(key, line)).collect()
    }

    /// What came of a run, without the texts that were taken out since.
    fn tally(&self, mut tally: Arc<Tally>) -> Arc<Tally> {
        if let Some(found) = self.present.polls.run(tally.run) {
            found.without_hidden(&mut Arc::make_mut(&mut tally).results);
        }
        tally
    }

    fn spotlight(&self, shown: Option<Shown>) -> Option<Shown> {
        match shown? {
            Shown::Line(line) => self.line(&ChannelKey::Plenary, &line).map(Shown::Line),
            shown @ (Shown::Person(_) | Shown::Slide(..) | Shown::Run(_) | Shown::Board(_)) => {
                Some(shown)
            }
            Shown::Question(id) => self.has_question(id).then_some(Shown::Question(id)),
        }
    }

    /// Whether a question may be seen by this viewer at any moment: those who review see what
    /// was asked, the others what is still shown, also as part of another.
    fn has_question(&self, id: QuestionId) -> bool {
        let now = self.present.questions.get(id).map(|question| question.stage);
        self.viewer.sight.level >= Level::Facilitator
            || matches!(now, Some(Stage::Shown | Stage::Merged(_)))
    }

    /// With the answer that it has now: what was answered otherwise before is taken back.
    fn asked(&self, mut asked: Asked) -> Asked {
        if self.viewer.sight.level < Level::Facilitator && asked.answered.is_some() {
            let now = self.present.questions.get(asked.id);
            asked.answered = now.and_then(|question| question.answered.clone());
        }
        asked
    }

    /// One's own, unless one took it back.
    fn mine(&self, mine: Mine) -> Option<Mine> {
        let now = self.present.questions.get(mine.asked.id)?;
        let is_there = now.stage != Stage::Withdrawn;
        is_there.then(|| Mine { asked: self.asked(mine.asked), anonymous: mine.anonymous })
    }

    fn question(&self, update: Update) -> Option<Update> {
        Some(match update {
            Update::Put(asked) if self.has_question(asked.id) => Update::Put(self.asked(asked)),
            Update::Gone(id) if self.has_question(id) => Update::Gone(id),
            Update::MyVote(id, on) if self.has_question(id) => Update::MyVote(id, on),
            Update::Put(_) | Update::Gone(_) | Update::MyVote(..) => return None,
            Update::Votes(mut votes) => {
                votes.retain(|(id, _)| self.has_question(*id));
                Update::Votes(votes)
            }
            Update::MinePut(mine) => Update::MinePut(self.mine(mine)?),
            Update::DeskPut(desk) => Update::DeskPut(desk),
            Update::Rules(rules) => Update::Rules(rules),
        })
    }

    /// A view as it may be seen now.
    pub(super) fn view(&self, mut view: View) -> View {
        for conversation in &mut view.channels {
            conversation.lines = self.lines(&conversation.key, &conversation.lines);
            conversation.pinned = self.lines(&conversation.key, &conversation.pinned);
        }
        view.spotlight = self.spotlight(view.spotlight);
        view.shown = view.shown.into_iter().map(|tally| self.tally(tally)).collect();
        view.tallies = view.tallies.into_iter().map(|tally| self.tally(tally)).collect();
        let questions = &mut view.questions;
        questions.shown.retain(|asked| self.has_question(asked.id));
        questions.votes.retain(|id| self.has_question(*id));
        let shown = std::mem::take(&mut questions.shown).into_iter();
        questions.shown = shown.map(|asked| self.asked(asked)).collect();
        let mine = std::mem::take(&mut questions.mine).into_iter();
        questions.mine = mine.filter_map(|mine| self.mine(mine)).collect();
        view
    }

    /// A change as it may be seen now, if it may.
    pub(super) fn change(&self, change: Change) -> Option<Change> {
        Some(match change {
            Change::LineAdded(key, line) => {
                let line = self.line(&key, &line)?;
                Change::LineAdded(key, line)
            }
            Change::LinePut(key, line) => {
                let line = self.line(&key, &line)?;
                Change::LinePut(key, line)
            }
            Change::Pinned(key, lines) => {
                let lines = self.lines(&key, &lines);
                Change::Pinned(key, lines)
            }
            Change::LineReactions(key, id, counts) => {
                let (_, line) = self.present.chat.line(id)?;
                self.line(&key, line)?;
                Change::LineReactions(key, id, counts)
            }
            Change::Spotlight(shown) => Change::Spotlight(self.spotlight(shown)),
            Change::ShownPut(tally) => Change::ShownPut(self.tally(tally)),
            Change::TallyPut(tally) => Change::TallyPut(self.tally(tally)),
            Change::View(view) => Change::View(Box::new(self.view(*view))),
            Change::ChannelSet(mut conversation) => {
                conversation.lines = self.lines(&conversation.key, &conversation.lines);
                conversation.pinned = self.lines(&conversation.key, &conversation.pinned);
                Change::ChannelSet(conversation)
            }
            Change::Question(update) => Change::Question(self.question(update)?),
            other @ (Change::Session(_)
            | Change::PersonPut(_)
            | Change::PersonGone(_)
            | Change::ChannelPut(_)
            | Change::ChatRules(_)
            | Change::MyReaction(..)
            | Change::ReviewPut(_)
            | Change::Outline(_)
            | Change::Agenda(_)
            | Change::Now(_)
            | Change::Check(_)
            | Change::Tally(..)
            | Change::Me(_)
            | Change::OpenRound(_)
            | Change::MyRoom(_)
            | Change::RoundPut(_)
            | Change::RoundGone(_)
            | Change::RoomSet(..)
            | Change::ChannelGone(_)
            | Change::ChoiceSet(_)
            | Change::ResultsPut(_)
            | Change::OutcomeSet(..)
            | Change::Results(_)
            | Change::Reports(_)
            | Change::PollPut(_)
            | Change::PollGone(_)
            | Change::RunPut(_)
            | Change::ShownGone(_)
            | Change::MyBallot(_)
            | Change::Hand(_)
            | Change::Waterfall(_)
            | Change::Board(_)) => other,
        })
    }
}
