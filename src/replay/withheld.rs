//! What was taken back stays taken back, at every moment of a replay: also before it was.

use crate::domain::{
    Change, Level, State, View, Viewer,
    chat::{ChannelKey, Line},
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

    fn spotlight(&self, shown: Option<Shown>) -> Option<Shown> {
        match shown? {
            Shown::Line(line) => self.line(&ChannelKey::Plenary, &line).map(Shown::Line),
            shown @ (Shown::Person(_) | Shown::Slide(..)) => Some(shown),
        }
    }

    /// A view as it may be seen now.
    pub(super) fn view(&self, mut view: View) -> View {
        for conversation in &mut view.channels {
            conversation.lines = self.lines(&conversation.key, &conversation.lines);
            conversation.pinned = self.lines(&conversation.key, &conversation.pinned);
        }
        view.spotlight = self.spotlight(view.spotlight);
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
            Change::View(view) => Change::View(Box::new(self.view(*view))),
            Change::ChannelSet(mut conversation) => {
                conversation.lines = self.lines(&conversation.key, &conversation.lines);
                Change::ChannelSet(conversation)
            }
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
            | Change::ShownPut(_)
            | Change::ShownGone(_)
            | Change::TallyPut(_)
            | Change::MyBallot(_)) => other,
        })
    }
}
