//! Polls and exit tickets: what is asked, who answers, and what comes of it.

use crate::domain::{Audience, Change, State};

/// The polls of a session.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Polls {}

impl Polls {
    /// Whether someone has answered since the last count.
    pub(super) fn is_uncounted(&self) -> bool {
        false
    }
}

/// What has been answered is counted.
pub(super) fn count(_: &mut State) {}

/// What that shows, and to whom.
pub(super) fn counted(_: &State) -> Vec<(Audience, Change)> {
    Vec::new()
}
