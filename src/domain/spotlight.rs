//! What is in the spotlight goes out when it is there no more, and is shown as it is now.

use crate::domain::{Event, PersonId, State, agenda, board, chat, poll, question, roster, session};

impl State {
    /// Whether what is in the spotlight is there no more after an event.
    pub(super) fn leaves_spotlight(&self, event: &Event) -> bool {
        match (event, self.session.spotlight) {
            (
                Event::Roster(
                    roster::Event::Removed(gone) | roster::Event::Merged { guest: gone, .. },
                ),
                Some(session::Spotlight::Person(on)),
            ) => *gone == on,
            (
                Event::Chat(chat::Event::Withdrawn { line, .. }),
                Some(session::Spotlight::Line(on)),
            ) => *line == on,
            (Event::Agenda(_), Some(session::Spotlight::Slide(item, _))) => {
                self.agenda.item(item).is_none_or(|item| item.file.is_none())
            }
            (Event::Poll(_), Some(session::Spotlight::Run(run))) => {
                self.polls.run(run).is_none_or(|found| !found.revealed)
            }
            (Event::Board(_), Some(session::Spotlight::Board(key))) => {
                self.boards.get(key).is_none()
            }
            (Event::Question(_), Some(session::Spotlight::Question(_))) => {
                self.question_leaves(event)
            }
            _ => false,
        }
    }

    /// Whether what is shown large, which is a copy, may be of this. Only what everyone hears of
    /// anyway counts: others must not learn that something happened.
    pub(super) fn touches_spotlight(&self, event: &Event) -> bool {
        let has_arrived = |id: &PersonId| self.roster.anyone(*id).is_some_and(|p| p.arrived);
        match event {
            Event::Roster(
                roster::Event::Removed(gone) | roster::Event::Merged { guest: gone, .. },
            ) => has_arrived(gone),
            Event::Chat(chat::Event::Withdrawn { line, .. }) => {
                matches!(self.chat.line(*line), Some((chat::ChannelKey::Plenary, _)))
            }
            Event::Chat(chat::Event::Edited(line, _)) => {
                self.session.spotlight == Some(session::Spotlight::Line(*line))
            }
            Event::Agenda(agenda::Event::Put(..) | agenda::Event::Removed(_))
            | Event::Agenda(agenda::Event::Replaced(_)) => true,
            Event::Question(_) => self.question_goes(event),
            Event::Board(board::Event::Removed(_)) => true,
            Event::Poll(poll::Event::Revealed(run, false)) => {
                self.polls.run(*run).is_some_and(|found| found.is_for_all())
            }
            _ => false,
        }
    }

    /// Whether a question is in the spotlight that everyone saw before an event and not after it.
    fn question_leaves(&self, event: &Event) -> bool {
        let Some(session::Spotlight::Question(on)) = self.session.spotlight else { return false };
        self.question_goes(event) && self.questions.shown(on).is_none()
    }

    /// Whether an event has taken a question from everyone's sight.
    fn question_goes(&self, event: &Event) -> bool {
        match event {
            Event::Question(question::Event::Set(id, ..) | question::Event::Merged(id, ..)) => {
                self.questions.get(*id).is_some_and(|found| found.has_gone())
            }
            _ => false,
        }
    }
}
