//! What facilitators look at together: lines that were reported or withdrawn.

use crate::domain::{
    LineId, PersonId,
    chat::{Chat, Line, REVIEWS_MAX},
};
use std::sync::Arc;

/// People who reported a line and are named.
const REPORTERS_MAX: usize = 10;

/// Where a review is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewState {
    /// Someone has reported the line.
    Open,
    /// A facilitator found nothing wrong with it.
    Kept,
    /// It was withdrawn.
    Withdrawn,
}

/// A line that was reported or withdrawn, with its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// As it was when it was reported or withdrawn.
    pub line: Line,
    /// Where it was said.
    pub channel: super::ChannelKey,
    /// Where the review is.
    pub state: ReviewState,
    /// Who reported it, up to ten.
    pub reporters: Vec<PersonId>,
    /// Who withdrew or kept it.
    pub settled_by: Option<PersonId>,
}

impl Chat {
    /// What facilitators see, oldest first.
    pub fn reviews(&self) -> impl Iterator<Item = &Arc<Review>> {
        self.reviews.iter()
    }

    /// The review of a line.
    pub(super) fn review(&self, line: LineId) -> Option<&Arc<Review>> {
        self.reviews.iter().find(|review| review.line.id == line)
    }

    /// Changes the review of a line, or begins one. Without room the oldest goes.
    pub(super) fn change_review(&mut self, id: LineId, change: impl FnOnce(&mut Review)) {
        let at = self.reviews.iter().position(|review| review.line.id == id);
        if let Some(review) = at.and_then(|at| self.reviews.get_mut(at)) {
            change(Arc::make_mut(review));
            return;
        }
        let Some((channel, line)) = self.line(id) else { return };
        let mut review = Review {
            line: Line::clone(line),
            channel: channel.clone(),
            state: ReviewState::Open,
            reporters: Vec::new(),
            settled_by: None,
        };
        change(&mut review);
        self.reviews.push_back(Arc::new(review));
        if self.reviews.len() > REVIEWS_MAX {
            self.reviews.pop_front();
        }
    }
}

impl Review {
    /// One more person reports it; what was settled is open again, and is about what is
    /// said now.
    pub(super) fn reported_by(&mut self, person: PersonId, said: Option<Line>) {
        if self.reporters.len() < REPORTERS_MAX {
            self.reporters.push(person);
        }
        if self.state == ReviewState::Kept {
            (self.state, self.settled_by) = (ReviewState::Open, None);
            self.line = said.unwrap_or_else(|| self.line.clone());
        }
    }

    /// Someone has decided about it.
    pub(super) fn settle(&mut self, state: ReviewState, by: PersonId) {
        (self.state, self.settled_by) = (state, Some(by));
    }
}
