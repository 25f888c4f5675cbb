//! Follows what one reader was shown through the history: no gap, no repeat, nothing foreign.

use super::{
    FINDINGS_PER_READER_MAX, Finding, Kind, Loss, Transcript,
    commands::CommandId,
    history::{Due, History},
    screen::Screen,
    steps::{Shown, Step},
};
use convene::domain::PersonId;

/// Everything that one reader was shown, in order, across all their connections.
pub struct Account {
    pub name: String,
    pub person: PersonId,
    pub is_facilitator: bool,
    pub marks: Vec<Mark>,
}

/// One thing that a reader was shown.
pub enum Mark {
    /// A change, by its number.
    Step(u32),
    /// A whole view.
    View(Why, Box<Shown>),
    /// Back, and going on where it stopped.
    Resumed,
    /// Their command was acknowledged.
    Acked(CommandId),
    /// Something that only facilitators may see, or those who are in a channel.
    ForOthers(&'static str),
}

/// Why a view came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// By a welcome.
    Fresh,
    /// By a welcome that says that history is another one.
    Diverged,
    /// In the midst: they see more or less now, or were too slow.
    Replaced,
    /// When all was quiet: this must be the end.
    Last,
}

struct Walk<'a> {
    transcript: &'a Transcript,
    history: &'a History,
    account: &'a Account,
    /// What this reader must be shown.
    due: Vec<&'a Due>,
    /// How many of those they have; several when a view fits more than one moment, none while
    /// that is not known.
    at: Vec<usize>,
    has_view: bool,
    screen: Screen,
    /// How many the screen has.
    rolled: usize,
    findings: Vec<Finding>,
}

pub fn check(
    transcript: &Transcript,
    history: &History,
    account: &Account,
    findings: &mut Vec<Finding>,
) {
    let is_mine = |due: &&Due| {
        let said = history.lines.get(&line_of(due));
        said.is_some_and(|said| said.is_for(account.person, account.is_facilitator))
    };
    let mut walk = Walk {
        transcript,
        history,
        account,
        due: history.dues.iter().filter(is_mine).collect(),
        at: Vec::new(),
        has_view: false,
        screen: Screen::default(),
        rolled: 0,
        findings: Vec::new(),
    };
    walk.run();
    findings.append(&mut walk.findings);
}

fn line_of(due: &Due) -> convene::domain::LineId {
    use super::history::What;
    match due.what {
        What::Added(line) | What::Put(line) | What::Reacted(line, _) => line,
    }
}

impl Walk<'_> {
    fn run(&mut self) {
        let marks = &self.account.marks;
        // What was seen of a history that is gone cannot be compared, where that is allowed.
        let is_told = |mark: &Mark| matches!(mark, Mark::View(Why::Diverged, _));
        let first = match self.transcript.loss {
            Loss::Told => marks.iter().rposition(is_told).unwrap_or_default(),
            Loss::Forbidden => 0,
        };
        for mark in &marks[first..] {
            match mark {
                Mark::Step(number) => match self.transcript.steps.get(*number) {
                    Some(step) => self.step(step),
                    None => self.find(Kind::NeverWas, "a change that nobody noted"),
                },
                Mark::View(why, shown) => self.view(*why, shown),
                Mark::Resumed if !self.has_view => {
                    self.find(Kind::View, "was resumed without ever having had a view");
                }
                Mark::Resumed => {}
                Mark::Acked(command) => self.acked(*command),
                Mark::ForOthers(what) => self.find(Kind::Foreign, format!("was shown {what}")),
            }
            if self.findings.len() >= FINDINGS_PER_READER_MAX {
                return;
            }
        }
        let missing = self.at.iter().max().map(|at| self.due.len() - at);
        match missing {
            Some(0) => {}
            Some(count) => self.find(Kind::Unfinished, format!("never saw the last {count}")),
            None if self.findings.is_empty() => {
                self.find(Kind::Unfinished, "never had a view");
            }
            None => {}
        }
    }

    fn find(&mut self, kind: Kind, what: impl std::fmt::Display) {
        self.findings.push(Finding::new(kind, format!("{}: {what}", self.account.name)));
    }

    fn step(&mut self, step: &Step) {
        if !self.has_view {
            return self.find(Kind::View, format!("{} came before any view", told(step)));
        }
        let fits =
            |at: &usize| self.due.get(*at).is_some_and(|due| self.history.is_shown_by(due, step));
        let next: Vec<usize> = self.at.iter().filter(|at| fits(at)).map(|at| at + 1).collect();
        if next.is_empty() {
            self.misfit(step);
        } else {
            self.at = next;
            self.roll();
        }
    }

    /// The screen follows the earliest place that is possible.
    fn roll(&mut self) {
        let Some(to) = self.at.iter().min() else { return };
        while self.rolled < *to {
            self.screen.roll(self.history, self.due[self.rolled]);
            self.rolled += 1;
        }
    }

    /// Says what is wrong with a change, and goes on behind it.
    fn misfit(&mut self, step: &Step) {
        let (line, told) = (step.line(), told(step));
        let Some(said) = self.history.lines.get(&line) else {
            return self.find(Kind::NeverWas, format!("{told} is not in the log"));
        };
        if !said.is_for(self.account.person, self.account.is_facilitator) {
            return self.find(Kind::Foreign, format!("{told} is for others"));
        }
        let found = self.due.iter().position(|due| self.history.is_shown_by(due, step));
        let at = self.at.iter().max().copied();
        match (found, at) {
            (None, _) => self.find(Kind::NeverWas, format!("{told} never was so")),
            (Some(found), Some(at)) if found < at => {
                self.find(Kind::Repeat, format!("{told} again, {} changes late", at - found));
            }
            (Some(found), Some(at)) => {
                let missed = found - at;
                self.find(Kind::Gap, format!("missed {missed} changes before {told}"));
                self.at = vec![found + 1];
                self.roll();
            }
            // What came before was wrong already.
            (Some(found), None) => {
                self.at = vec![found + 1];
                self.roll();
            }
        }
    }

    fn view(&mut self, why: Why, shown: &Shown) {
        if why == Why::Diverged && self.transcript.loss == Loss::Forbidden {
            self.find(Kind::Epoch, "was told that history diverged, and nothing may be lost");
        }
        let Some(channels) = &shown.channels else {
            (self.has_view, self.at) = (false, Vec::new());
            return;
        };
        let lines = channels.iter().flat_map(|channel| &channel.lines);
        for (line, _) in lines {
            match self.history.lines.get(&line.id) {
                None => {
                    let text = &line.text;
                    return self.find(Kind::NeverWas, format!("a view holds {text:?}"));
                }
                Some(said) if !said.is_for(self.account.person, self.account.is_facilitator) => {
                    return self.find(Kind::Foreign, format!("a view holds {:?}", line.text));
                }
                Some(_) => {}
            }
        }
        self.has_view = true;
        let places = self.places(shown);
        if places.is_empty() {
            let what = "a view that does not stand anywhere after what was seen before";
            self.find(Kind::View, format!("{what} ({why:?}, after {} changes)", self.rolled));
        } else if why == Why::Last && places.last() != Some(&self.due.len()) {
            self.find(Kind::View, "the last view is not the end of the log");
        }
        self.at = places;
        self.roll();
    }

    /// Where a view may stand: a run of moments, not before what was seen already.
    fn places(&self, shown: &Shown) -> Vec<usize> {
        let (mut screen, mut places) = (self.screen.clone(), Vec::new());
        let from = self.at.iter().min().copied().unwrap_or(self.rolled);
        for at in self.rolled..=self.due.len() {
            if at >= from && screen.is(self.history, shown) {
                places.push(at);
            } else if !places.is_empty() {
                break;
            }
            if let Some(due) = self.due.get(at) {
                screen.roll(self.history, due);
            }
        }
        places
    }

    /// What a command changed comes before its acknowledgement.
    fn acked(&mut self, command: CommandId) {
        let Some(place) = self.history.commands.get(&command) else { return };
        let needed = self.due.partition_point(|due| due.seq <= place.last);
        if self.at.iter().max().is_some_and(|at| *at < needed) {
            self.find(Kind::AckFirst, format!("{command:?} was acknowledged before it was shown"));
        }
    }
}

fn told(step: &Step) -> String {
    match step {
        Step::Added(line) => format!("the line {:?}", line.text),
        Step::Put(line) => format!("the change to {:?}", line.text),
        Step::Reacted(_, counts) => format!("the reactions {counts:?}"),
    }
}
