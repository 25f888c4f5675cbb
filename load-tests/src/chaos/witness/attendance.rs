//! Who was shown as here in the end, and which history the log called its own.

use super::{Finding, Kind, Loss, Mark, Transcript, Why};
use convene::domain::PersonId;
use std::collections::BTreeSet;

/// What was true besides the log.
#[derive(Default)]
pub struct Attendance {
    /// Who is connected, when all is quiet.
    pub connected: BTreeSet<PersonId>,
    /// Whom each reader is shown as here at that moment.
    pub shown: Vec<(String, BTreeSet<PersonId>)>,
    /// The epoch of the log at the beginning and at the end.
    pub epochs: [String; 2],
}

impl Attendance {
    pub fn check(&self, transcript: &Transcript, findings: &mut Vec<Finding>) {
        for (name, shown) in &self.shown {
            let ghosts = shown.difference(&self.connected).count();
            let missing = self.connected.difference(shown).count();
            if ghosts + missing > 0 {
                let what = format!(
                    "{name} is shown {ghosts} who are gone, and not {missing} who are here"
                );
                findings.push(Finding::new(Kind::Ghost, what));
            }
        }
        let [before, after] = &self.epochs;
        if before == after {
            return;
        }
        let told = |mark: &Mark| matches!(mark, Mark::View(Why::Diverged, _));
        let untold = transcript.accounts.iter().filter(|account| !account.marks.iter().any(told));
        let untold = untold.count();
        if transcript.loss == Loss::Forbidden || untold > 0 {
            let what = format!("the epoch was {before} and is {after}; {untold} were not told");
            findings.push(Finding::new(Kind::Epoch, what));
        }
    }
}
