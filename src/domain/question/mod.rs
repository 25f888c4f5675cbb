//! Questions: what people ask those who present, by their name or without, and what becomes of
//! it.

mod decide;
mod fold;
#[cfg(test)]
mod tests;

pub(super) use decide::decide;
pub(super) use fold::{apply, project};

use crate::domain::{
    Audience, Change, Millis, PersonId, QuestionId,
    text::{LineText, QuestionText},
};
use imbl::{OrdSet, Vector};
use std::sync::Arc;

/// Questions of a session, also those that were taken back.
pub const TOTAL_MAX: usize = 1_000;
/// Questions of one person who does not run it that are neither answered nor taken back.
pub const OPEN_MAX: usize = 20;
/// Questions of one person who does not run it, also those that were taken back.
pub const ASKED_MAX: usize = 100;

/// What can be asked.
#[derive(Clone, Debug)]
pub enum Command {
    /// Asks something.
    Ask {
        /// What.
        text: QuestionText,
        /// Without one's name.
        anonymous: bool,
    },
    /// Would like to know that, too, or not any more.
    Vote(QuestionId, bool),
    /// Takes a question back.
    Withdraw(QuestionId),
    /// Shows it to everyone, or no longer.
    Show(QuestionId, bool),
    /// Makes one part of another.
    Merge(QuestionId, QuestionId),
    /// It is answered, or is not after all.
    Answer(QuestionId, Option<Reply>),
    /// Says who looks after it, and by when there is an answer (0: no word).
    Assign(QuestionId, Option<PersonId>, Millis),
    /// Takes questions otherwise.
    SetRules(Rules),
}

/// How a question is answered.
#[derive(Clone, Debug)]
pub enum Reply {
    /// Spoken.
    Live,
    /// In writing.
    InText(LineText),
}

/// What happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Someone asked something.
    Asked {
        /// Names the question.
        question: QuestionId,
        /// Who.
        author: PersonId,
        /// What they were called.
        author_name: String,
        /// What.
        text: String,
        /// Without their name.
        anonymous: bool,
        /// At once to everyone; else it waits for a facilitator.
        shown: bool,
    },
    /// Someone voted for it, or no longer.
    Voted(QuestionId, PersonId, bool),
    /// It is shown, hidden or taken back, and who did that.
    Set(QuestionId, Fate, PersonId),
    /// The first is part of the second, and who did that.
    Merged(QuestionId, QuestionId, PersonId),
    /// It was answered, or was not after all, and who says so.
    Answered(QuestionId, Option<Answer>, PersonId),
    /// Who looks after it.
    Assigned(QuestionId, Option<PersonId>),
    /// By when there is an answer; 0: no word.
    Promised(QuestionId, Millis),
    /// Questions are taken otherwise.
    RulesSet(Rules),
}

/// What becomes of a question by one event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Everyone sees it.
    Shown,
    /// Its author and facilitators do.
    Hidden,
    /// Its author took it back.
    Withdrawn,
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// None, or none that they can see.
    #[error("no such question")]
    NoSuchQuestion,
    /// None are taken, or none without a name.
    #[error("no such questions are taken now")]
    Closed,
    /// It has been answered, or is part of another one, or was taken back.
    #[error("the question has been answered, taken back or made part of another")]
    WrongStage,
    /// A person has asked too many.
    #[error("that is more than one person can ask")]
    TooMany,
    /// The session holds no more.
    #[error("a session has at most 1,000 questions")]
    Full,
}

/// Who looks at questions before everyone does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Moderation {
    /// Facilitators, at those without a name.
    #[default]
    Anonymous,
    /// Facilitators, at all of them.
    All,
    /// Nobody.
    Nobody,
}

/// How questions are taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// Who looks at them first.
    pub moderation: Moderation,
    /// Nobody asks anything now.
    pub closed: bool,
    /// None without a name.
    pub named_only: bool,
}

/// Where a question is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Waits for a facilitator.
    Waiting,
    /// Everyone sees it.
    Shown,
    /// A facilitator does not show it.
    Hidden,
    /// It is part of this one.
    Merged(QuestionId),
    /// Its author took it back.
    Withdrawn,
}

impl Stage {
    /// Whether something may still become of it.
    #[must_use]
    pub fn is_open(self) -> bool {
        match self {
            Self::Waiting | Self::Shown | Self::Hidden => true,
            Self::Merged(_) | Self::Withdrawn => false,
        }
    }
}

/// What someone answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// They spoke.
    Live,
    /// This.
    InText(String),
}

/// That a question was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// How.
    pub answer: Answer,
    /// When.
    pub at: Millis,
    /// Who says so.
    pub by: PersonId,
}

/// All that is known of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its name.
    pub id: QuestionId,
    /// Who asked.
    pub author: PersonId,
    /// What they were called.
    pub author_name: String,
    /// Only those who run the session see who asked.
    pub anonymous: bool,
    /// What was asked; empty once it was taken back.
    pub text: String,
    /// When.
    pub at: Millis,
    /// Where it is.
    pub stage: Stage,
    /// The place among those that are shown: they are in the order in which they became so.
    pub(crate) order: u64,
    /// Before it came where it is, everyone saw it.
    pub(crate) was_shown: bool,
    /// Who would like to know, too.
    pub(crate) voters: OrdSet<PersonId>,
    /// How many they were at the last count that told.
    pub(crate) counted: u32,
    /// Whether it was answered.
    pub answered: Option<Answered>,
    /// By when there is an answer; 0: no word.
    pub promised: Millis,
    /// Who looks after it.
    pub assigned: Option<PersonId>,
    /// How many others are part of it.
    pub merged: u32,
}

impl Question {
    /// How many would like to know, too.
    fn votes(&self) -> u32 {
        u32::try_from(self.voters.len()).unwrap_or(u32::MAX)
    }

    fn is_shown(&self) -> bool {
        self.stage == Stage::Shown
    }

    /// Everyone saw it, and does so no more.
    pub(super) fn has_gone(&self) -> bool {
        self.was_shown && !self.is_shown()
    }

    /// As everyone sees it: nothing else may be made of it for those who do not run the session.
    #[must_use]
    pub fn asked(&self) -> Asked {
        Asked {
            id: self.id,
            author: (!self.anonymous).then(|| (self.author, self.author_name.clone())),
            text: self.text.clone(),
            at: self.at,
            stage: self.stage,
            votes: self.counted,
            answered: self.answered.clone(),
            promised: self.promised,
            merged: self.merged,
        }
    }

    fn desk(&self) -> Desk {
        Desk {
            asked: self.asked(),
            author: (self.author, self.author_name.clone()),
            anonymous: self.anonymous,
            assigned: self.assigned,
        }
    }

    fn mine(&self) -> Mine {
        Mine { asked: self.asked(), anonymous: self.anonymous }
    }
}

/// A question as everyone sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Its name.
    pub id: QuestionId,
    /// Who asked, and what they were called, unless they did not say.
    pub author: Option<(PersonId, String)>,
    /// What.
    pub text: String,
    /// When.
    pub at: Millis,
    /// Where it is.
    pub stage: Stage,
    /// As of the last count.
    pub votes: u32,
    /// Whether it was answered.
    pub answered: Option<Answered>,
    /// By when there is an answer; 0: no word.
    pub promised: Millis,
    /// How many others are part of it.
    pub merged: u32,
}

/// A question as facilitators see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Desk {
    /// What everyone sees, or would.
    pub asked: Asked,
    /// Who asked, and what they were called.
    pub author: (PersonId, String),
    /// They did not say so.
    pub anonymous: bool,
    /// Who looks after it.
    pub assigned: Option<PersonId>,
}

/// A question as whoever asked it sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mine {
    /// What everyone sees, or would.
    pub asked: Asked,
    /// Without their name.
    pub anonymous: bool,
}

/// One step from what is seen of questions to the next.
#[derive(Clone, Debug, PartialEq)]
pub enum Update {
    /// Adds one that is shown at the end, or replaces it.
    Put(Asked),
    /// Takes one that was shown out.
    Gone(QuestionId),
    /// Replaces the votes of some, wherever they are held.
    Votes(Vec<(QuestionId, u32)>),
    /// Adds one to the desk at the end, or replaces it.
    DeskPut(Desk),
    /// Adds one of one's own at the end, or replaces it.
    MinePut(Mine),
    /// Adds or takes out a vote of one's own.
    MyVote(QuestionId, bool),
    /// Replaces how questions are taken.
    Rules(Rules),
}

/// What someone sees of questions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    /// Those that are shown, in the order in which they became so.
    pub shown: Vec<Asked>,
    /// For facilitators: all, oldest first.
    pub desk: Vec<Desk>,
    /// The viewer's own, oldest first.
    pub mine: Vec<Mine>,
    /// What the viewer has voted for.
    pub votes: Vec<QuestionId>,
    /// How they are taken.
    pub rules: Rules,
}

/// The questions of a session.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Questions {
    /// Oldest first, also those that were taken back.
    pub(crate) all: Vector<Arc<Question>>,
    /// How they are taken.
    pub rules: Rules,
    /// Whose votes the last count has shown anew.
    pub(crate) anew: Vec<QuestionId>,
}

impl Questions {
    /// One of them.
    #[must_use]
    pub fn get(&self, id: QuestionId) -> Option<&Arc<Question>> {
        self.all.iter().find(|question| question.id == id)
    }

    /// One that everyone sees.
    #[must_use]
    pub fn shown(&self, id: QuestionId) -> Option<&Arc<Question>> {
        self.get(id).filter(|question| question.is_shown())
    }

    /// What is the same on every screen.
    #[must_use]
    pub fn seen_by_all(&self) -> Seen {
        let mut shown: Vec<_> = self.all.iter().filter(|question| question.is_shown()).collect();
        shown.sort_by_key(|question| question.order);
        let shown = shown.into_iter().map(|question| question.asked()).collect();
        Seen { shown, rules: self.rules, ..Seen::default() }
    }

    /// What facilitators see besides.
    #[must_use]
    pub fn desk(&self) -> Vec<Desk> {
        self.all.iter().map(|question| question.desk()).collect()
    }

    /// Adds what is for one person alone.
    pub(super) fn add_own(&self, person: PersonId, seen: &mut Seen) {
        let mine = self.all.iter().filter(|question| question.author == person);
        seen.mine = mine.map(|question| question.mine()).collect();
        seen.votes = self.votes_of(person).collect();
    }

    /// What someone has voted for and can still be voted for.
    fn votes_of(&self, person: PersonId) -> impl Iterator<Item = QuestionId> {
        let voted = self
            .all
            .iter()
            .filter(move |question| question.stage.is_open() && question.voters.contains(&person));
        voted.map(|question| question.id)
    }

    /// Whether someone has voted since the last count, for something that everyone sees.
    pub(super) fn is_uncounted(&self) -> bool {
        self.all.iter().any(|question| question.is_shown() && question.votes() != question.counted)
    }

    /// Counts the votes.
    pub(super) fn count(&mut self) {
        self.anew.clear();
        for question in &mut self.all {
            if question.is_shown() && question.votes() != question.counted {
                let question = Arc::make_mut(question);
                question.counted = question.votes();
                self.anew.push(question.id);
            }
        }
    }

    /// What the last count has shown anew.
    pub(super) fn counted(&self) -> Option<(Audience, Change)> {
        let votes = self.anew.iter().filter_map(|id| self.get(*id));
        let votes: Vec<_> = votes.map(|question| (question.id, question.counted)).collect();
        let update = Change::Question(Update::Votes(votes));
        (!self.anew.is_empty()).then_some((Audience::Everyone, update))
    }

    fn change(&mut self, id: QuestionId, f: impl FnOnce(&mut Question)) {
        let found = self.all.iter_mut().find(|question| question.id == id);
        if let Some(question) = found {
            f(Arc::make_mut(question));
        }
    }
}
