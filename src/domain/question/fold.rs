//! What questions become by what happens to them, and what of it is shown to whom.

use super::{Answered, Event, Fate, Question, Questions, Stage, Update};
use crate::domain::{Audience, Change, Millis, PersonId, QuestionId};
use imbl::OrdSet;
use std::sync::Arc;

pub(in crate::domain) fn apply(questions: &mut Questions, at: Millis, event: &Event) {
    match event {
        Event::Asked { question, author, author_name, text, anonymous, shown } => {
            let order = questions.next_order();
            questions.all.push_back(Arc::new(Question {
                id: *question,
                author: *author,
                author_name: author_name.clone(),
                anonymous: *anonymous,
                text: text.clone(),
                at,
                stage: if *shown { Stage::Shown } else { Stage::Waiting },
                order: if *shown { order } else { 0 },
                was_shown: false,
                voters: OrdSet::new(),
                counted: 0,
                answered: None,
                promised: 0,
                assigned: None,
                merged: 0,
            }));
        }
        Event::Voted(id, person, on) => questions.change(*id, |question| {
            if *on {
                question.voters.insert(*person);
            } else {
                question.voters.remove(person);
            }
        }),
        Event::Set(id, fate, _) => {
            let order = questions.next_order();
            questions.change(*id, |question| question.set(*fate, order));
        }
        Event::Merged(id, into, _) => questions.merge(*id, *into),
        Event::Answered(id, answer, by) => questions.change(*id, |question| {
            let answered = |answer| Answered { answer, at, by: *by };
            question.answered = answer.clone().map(answered);
        }),
        Event::Assigned(id, person) => {
            questions.change(*id, |question| question.assigned = *person);
        }
        Event::Promised(id, promised) => {
            questions.change(*id, |question| question.promised = *promised);
        }
        Event::RulesSet(rules) => questions.rules = *rules,
    }
}

impl Question {
    fn go(&mut self, stage: Stage) {
        self.was_shown = self.is_shown();
        self.stage = stage;
    }

    fn set(&mut self, fate: Fate, order: u64) {
        match fate {
            Fate::Shown => {
                self.go(Stage::Shown);
                self.order = order;
            }
            Fate::Hidden => self.go(Stage::Hidden),
            Fate::Withdrawn => {
                self.go(Stage::Withdrawn);
                self.text = String::new();
            }
        }
    }
}

impl Questions {
    /// Behind all that are shown.
    fn next_order(&self) -> u64 {
        self.all.iter().map(|question| question.order).max().unwrap_or_default() + 1
    }

    /// Whoever voted for the one or asked it has voted for the other, but not its author.
    fn merge(&mut self, id: QuestionId, into: QuestionId) {
        let Some(part) = self.get(id).cloned() else { return };
        self.change(id, |question| question.go(Stage::Merged(into)));
        self.change(into, |question| {
            question.voters.extend(part.would_like_to_know());
            question.voters.remove(&question.author);
            question.merged += 1 + part.merged;
        });
    }

    /// One person turned out to be another: what the one has asked and voted for is the other's.
    pub(in crate::domain) fn adopt(&mut self, from: PersonId, into: PersonId, name: &str) {
        let is_touched = |question: &Question| {
            question.author == from || question.author == into || question.voters.contains(&from)
        };
        for question in self.all.iter_mut().filter(|question| is_touched(question)) {
            let question = Arc::make_mut(question);
            if question.author == from {
                question.author = into;
                name.clone_into(&mut question.author_name);
            }
            if question.voters.remove(&from).is_some() {
                question.voters.insert(into);
            }
            // Nobody votes for what they ask themselves.
            question.voters.remove(&question.author);
        }
    }

    /// What that changes on the screens.
    pub(in crate::domain) fn adopted(&self, into: PersonId) -> Vec<(Audience, Change)> {
        let alone = || Audience::People([into].into());
        let mut changes = Vec::new();
        for question in &self.all {
            if question.author == into {
                // With an anonymous one everyone would learn who has asked something.
                let told = seen(question, false);
                let is_for_them =
                    |audience: &Audience| !question.anonymous || *audience != Audience::Everyone;
                changes.extend(told.into_iter().filter(|(audience, _)| is_for_them(audience)));
                changes.push((alone(), Change::Question(Update::MyVote(question.id, false))));
            }
        }
        let votes = self.votes_of(into);
        changes.extend(votes.map(|id| (alone(), Change::Question(Update::MyVote(id, true)))));
        changes
    }
}

impl Question {
    fn would_like_to_know(&self) -> impl Iterator<Item = PersonId> {
        self.voters.iter().copied().chain([self.author])
    }
}

pub(in crate::domain) fn project(questions: &Questions, event: &Event) -> Vec<(Audience, Change)> {
    let of = |id: &QuestionId| questions.get(*id);
    match event {
        Event::Asked { question: id, .. } | Event::Answered(id, ..) | Event::Promised(id, _) => {
            of(id).into_iter().flat_map(|question| seen(question, false)).collect()
        }
        Event::Voted(id, person, on) => {
            vec![votes_changed([*person], *id, *on)]
        }
        Event::Set(id, ..) => {
            let Some(question) = of(id) else { return Vec::new() };
            let mut changes = seen(question, true);
            if question.stage == Stage::Withdrawn {
                let voters = question.voters.iter().copied();
                changes.push(votes_changed(voters, *id, false));
            }
            changes
        }
        Event::Merged(id, into, _) => {
            let (Some(part), Some(whole)) = (of(id), of(into)) else { return Vec::new() };
            let mut changes = seen(part, true);
            changes.push(votes_changed(part.voters.iter().copied(), *id, false));
            changes.extend(seen(whole, false));
            let voters = part.would_like_to_know().filter(|id| *id != whole.author);
            changes.push(votes_changed(voters, *into, true));
            changes
        }
        Event::Assigned(id, _) => of(id).map(|question| on_desk(question)).into_iter().collect(),
        Event::RulesSet(rules) => {
            vec![(Audience::Everyone, Change::Question(Update::Rules(*rules)))]
        }
    }
}

/// Each of them learns of their own vote.
fn votes_changed(
    people: impl IntoIterator<Item = PersonId>,
    id: QuestionId,
    on: bool,
) -> (Audience, Change) {
    let people: Vec<PersonId> = people.into_iter().collect();
    (Audience::People(people.into()), Change::Question(Update::MyVote(id, on)))
}

fn on_desk(question: &Question) -> (Audience, Change) {
    (Audience::Facilitators, Change::Question(Update::DeskPut(question.desk())))
}

/// A question as it is now, for all who see it; if it has just gone from where everyone saw it,
/// it is gone for them.
fn seen(question: &Question, has_moved: bool) -> Vec<(Audience, Change)> {
    let everyone = match question.stage {
        Stage::Shown => Some(Update::Put(question.asked())),
        Stage::Waiting | Stage::Hidden | Stage::Withdrawn | Stage::Merged(_) => {
            (has_moved && question.was_shown).then_some(Update::Gone(question.id))
        }
    };
    let everyone = everyone.map(|update| (Audience::Everyone, Change::Question(update)));
    let author = Audience::People([question.author].into());
    let mine = (author, Change::Question(Update::MinePut(question.mine())));
    everyone.into_iter().chain([on_desk(question), mine]).collect()
}
