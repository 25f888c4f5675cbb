//! What many people press, vote and answer at once is shown by the tick and not one by one: a
//! count is a fact, so that a replay shows what was shown.

use crate::domain::{Audience, Change, Ctx, Event, Millis, Rejection, State, roster};

/// Between two counts.
pub const COUNT_MS: Millis = 500;

impl State {
    /// Whether something has happened since the last count.
    fn is_uncounted(&self) -> bool {
        self.polls.is_uncounted()
            || self.questions.is_uncounted()
            || self.hands.is_uncounted()
            || self.waterfall.is_uncounted()
            || self.boards.is_uncounted()
    }

    /// Whether it is time to count.
    #[must_use]
    pub(super) fn count_due(&self, now: Millis) -> Option<super::Command> {
        let is_due = self.is_uncounted() && now >= self.counted_at + COUNT_MS;
        is_due.then_some(super::Command::Count)
    }
}

/// Decides K1.
pub(super) fn decide(state: &State, ctx: &Ctx) -> Result<Vec<Event>, Rejection> {
    roster::only_server(ctx)?;
    Ok(state.count_due(ctx.now).map(|_| Event::Counted).into_iter().collect())
}

pub(super) fn apply(state: &mut State, seq: u64, at: Millis) {
    state.counted_at = at;
    super::poll::count(state, at);
    state.questions.count();
    state.hands.count();
    state.waterfall.count();
    state.boards.count(seq);
}

pub(super) fn project(state: &State) -> Vec<(Audience, Change)> {
    let mut changes = super::poll::counted(state);
    changes.extend(state.questions.counted());
    changes.extend(state.hands.counted());
    changes.extend(state.waterfall.recounted());
    changes
}
