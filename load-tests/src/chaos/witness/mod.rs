//! Is told everything that was asked, answered and shown, and in the end what the log holds;
//! says what does not fit.
//!
//! It shares no rule with the server: who may see what, and what a line becomes, is written
//! here a second time. A server that is wrong about its own rules is caught as well.

mod attendance;
mod commands;
mod history;
mod reading;
mod screen;
mod steps;
#[cfg(test)]
mod tests;

pub use attendance::Attendance;
pub use commands::{Answer, Asked, CommandId, Wanted};
pub use history::{Fact, Recorded};
pub use reading::{Account, Mark, Why};
pub use steps::{Channel, Line, Reactions, Shown, Step, Steps};

use history::History;
use std::fmt;

/// What one reader may be reported for; more of it would only hide the others.
const FINDINGS_PER_READER_MAX: usize = 5;

/// What is wrong, by the promise that is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Acknowledged, and not in the log.
    Lost,
    /// In the log more than once.
    Twice,
    /// In the log otherwise than it was asked, or never asked.
    Altered,
    /// Refused for good, and it happened all the same.
    RefusedAndHappened,
    /// What was acknowledged before something was sent comes after it.
    Order,
    /// Times in the log go backwards.
    Clock,
    /// A reader was shown what the log does not hold.
    NeverWas,
    /// A reader missed something.
    Gap,
    /// A reader was shown something again, or later than what follows it.
    Repeat,
    /// A view that nobody could have had at that moment.
    View,
    /// A reader was shown what is for others.
    Foreign,
    /// Acknowledged before it was shown to whoever asked.
    AckFirst,
    /// A reader did not come to the end.
    Unfinished,
    /// Someone is shown as here who is not, or the other way round.
    Ghost,
    /// The history changed, and nobody was told; or somebody was told for nothing.
    Epoch,
    /// The server no longer knew what it must remember.
    Forgotten,
}

/// Something that does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub kind: Kind,
    pub what: String,
}

impl Finding {
    fn new(kind: Kind, what: impl Into<String>) -> Self {
        Self { kind, what: what.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {}", self.kind, self.what)
    }
}

/// Whether a store may have lost something in this run: two faults at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// Nothing may be gone.
    Forbidden,
    /// Acknowledged lines may be gone, and then everyone who saw them is told.
    Told,
}

/// Everything about one session.
pub struct Transcript {
    pub asked: Vec<Asked>,
    pub accounts: Vec<Account>,
    /// What the accounts refer to.
    pub steps: Steps,
    /// Every event of the log, in order.
    pub log: Vec<Recorded>,
    pub attendance: Attendance,
    pub loss: Loss,
}

/// What a transcript came to.
pub struct Verdict {
    pub findings: Vec<Finding>,
    /// Commands that were acknowledged, all of which were looked for.
    pub acked: usize,
    /// Changes that readers were shown, each of which was compared.
    pub shown: usize,
    /// Acknowledged commands that are gone, where that is allowed.
    pub lost: usize,
}

/// Looks at everything.
pub fn judge(transcript: &Transcript) -> Verdict {
    let history = History::of(&transcript.log);
    let mut findings = Vec::new();
    let lost = commands::check(transcript, &history, &mut findings);
    for account in &transcript.accounts {
        reading::check(transcript, &history, account, &mut findings);
    }
    transcript.attendance.check(transcript, &mut findings);
    let is_acked = |asked: &&Asked| matches!(asked.answer, Answer::Acked(_));
    let is_step = |mark: &&Mark| matches!(mark, Mark::Step(_));
    let marks = transcript.accounts.iter().flat_map(|account| &account.marks);
    Verdict {
        findings,
        acked: transcript.asked.iter().filter(is_acked).count(),
        shown: marks.filter(is_step).count(),
        lost,
    }
}
