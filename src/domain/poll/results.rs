//! What came of a run, and how much of it may be shown to whom.

use super::{Answer, BallotBox, ItemTally, Privacy, Value, tally::Counting};
use crate::domain::{
    PersonId, State,
    roster::{Consent, JobRole, Person},
    suppression::{K_TEAM, suppressed},
    text::folded,
};
use std::collections::BTreeMap;

/// People below whose number a group is not shown to everyone.
const K_EVERYONE: u32 = 11;
/// The same, to who is in it.
pub(super) const K_OWN: u32 = 3;
/// Answers that are not tied to names, and below whose number none is shown.
const CONFIDENTIAL_MIN: u32 = 3;
/// The same, when nobody knows whose they are.
const ANONYMOUS_MIN: u32 = 5;

/// People who have something in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// What they work as.
    Role(Option<JobRole>),
    /// The service region where they work; 0: none.
    Region(u8),
    /// The room they were in.
    Room(u32),
}

/// What came of a run in a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupRow {
    /// Which.
    pub group: Group,
    /// Ballots.
    pub answered: u32,
    /// Who could answer.
    pub eligible: u32,
    /// It is not shown.
    pub suppressed: bool,
    /// What was answered.
    pub items: Vec<ItemTally>,
}

/// What came of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Results {
    /// Ballots.
    pub answered: u32,
    /// Who could answer.
    pub eligible: u32,
    /// Nothing is shown of so few.
    pub too_few: bool,
    /// What was answered.
    pub items: Vec<ItemTally>,
    /// By group.
    pub groups: Vec<GroupRow>,
}

impl BallotBox {
    /// What everyone sees, if it is shown to them.
    #[must_use]
    pub fn for_everyone(&self) -> Results {
        let is_named = self.poll.privacy == Privacy::Named;
        let mut results = self.without_few(Results::clone(&self.counted));
        for text in results.items.iter_mut().flat_map(|item| &mut item.texts) {
            text.person = text.person.filter(|_| is_named);
        }
        if self.run.closed_at.is_none() {
            results.groups.clear();
        }
        if !is_named {
            suppress(&mut results.groups, K_EVERYONE);
            for row in results.groups.iter_mut().filter(|row| row.suppressed) {
                (row.answered, row.eligible) = (0, 0);
            }
        }
        results
    }

    /// What those see who run the session.
    #[must_use]
    pub fn for_team(&self) -> Results {
        let mut results = self.without_few(Results::clone(&self.counted));
        if self.poll.privacy != Privacy::Named {
            suppress(&mut results.groups, K_TEAM);
        }
        results
    }

    /// Takes out what was counted before a text was hidden.
    pub fn without_hidden(&self, results: &mut Results) {
        for item in &mut results.items {
            let hidden = self.hidden.iter().filter(|(id, _)| *id == item.item);
            let hidden: Vec<_> = hidden.map(|(_, text)| folded(text)).collect();
            item.words.retain(|(word, _)| !hidden.contains(&folded(word)));
            item.texts.retain(|found| !hidden.contains(&folded(&found.text)));
        }
    }

    /// Answers without the texts that were taken out of what is shown.
    #[must_use]
    pub fn not_hidden(&self, answers: &[Answer]) -> Vec<Answer> {
        let is_hidden = |item: u32, text: &str| {
            let hidden = self.hidden.iter().filter(|(id, _)| *id == item);
            hidden.map(|(_, hidden)| folded(hidden)).any(|hidden| hidden == folded(text))
        };
        let shown = answers.iter().filter_map(|answer| {
            let item = answer.item;
            let value = match &answer.value {
                Value::Text(text) if is_hidden(item, text) => return None,
                Value::Words(words) => {
                    let shown = words.iter().filter(|word| !is_hidden(item, word));
                    Value::Words(shown.cloned().collect())
                }
                other => other.clone(),
            };
            Some(Answer { item, value })
        });
        shown.collect()
    }

    fn without_few(&self, mut results: Results) -> Results {
        let least = match self.poll.privacy {
            Privacy::Named => 0,
            Privacy::Confidential => CONFIDENTIAL_MIN,
            Privacy::Anonymous => ANONYMOUS_MIN,
        };
        results.too_few = !self.run.is_unsealing && results.answered < least;
        if results.too_few {
            results.items.clear();
            results.groups.iter_mut().for_each(|row| row.items.clear());
        }
        results
    }
}

/// Takes out what must not be shown, each kind of group for itself: their rows sum up to the same.
fn suppress(rows: &mut [GroupRow], k: u32) {
    let kind = |row: &GroupRow| match row.group {
        Group::Role(_) => 0,
        Group::Region(_) => 1,
        Group::Room(_) => 2,
    };
    for of in 0..3 {
        let mut theirs: Vec<_> = rows.iter_mut().filter(|row| kind(row) == of).collect();
        let sizes: Vec<u32> = theirs.iter().map(|row| row.answered).collect();
        for (row, is_hidden) in theirs.iter_mut().zip(suppressed(&sizes, k)) {
            row.suppressed = is_hidden;
            if is_hidden {
                row.items.clear();
            }
        }
    }
}

/// Whether someone could answer: takes part, agreed to be kept, and is here.
fn is_eligible(person: &Person) -> bool {
    person.here
        && person.consent == Some(Consent::Given)
        && !person.waiting
        && !person.permission.runs_sessions()
}

impl State {
    /// How many could answer a run, and in which groups they are: those who are here and where
    /// it takes place, and whoever has answered.
    fn eligible(&self, found: &BallotBox) -> BTreeMap<PersonId, [Group; 3]> {
        let groups = |person: &Person, room: u32| {
            let region = super::ballot::region_of(&person.organisation);
            [Group::Role(person.job_role), Group::Region(region), Group::Room(room)]
        };
        let people = self.roster.iter().filter(|person| is_eligible(person));
        let there = people.filter_map(|person| {
            let room = self.voting_room(found, person.id)?;
            Some((person.id, groups(person, room)))
        });
        let mut all: BTreeMap<_, _> = there.collect();
        all.extend(found.ballots.iter().map(|(person, ballot)| {
            let groups =
                [Group::Role(ballot.role), Group::Region(ballot.region), Group::Room(ballot.room)];
            (*person, groups)
        }));
        all
    }

    /// How many could answer something that is asked in the plenary.
    pub(super) fn eligible_count(&self) -> u32 {
        let people = self.roster.iter().filter(|person| is_eligible(person)).count();
        u32::try_from(people).unwrap_or(u32::MAX)
    }

    /// Counts a run.
    pub(super) fn counted(&self, found: &BallotBox) -> Results {
        if found.poll.privacy == Privacy::Anonymous {
            return anonymous(self, found);
        }
        let mut ballots: Vec<_> = found.ballots.iter().collect();
        ballots.sort_by_key(|(person, ballot)| (ballot.at, **person));
        let hidden = || found.hidden.iter().map(|(item, text)| (*item, text.as_str())).collect();
        let all = Counting {
            answers: ballots.iter().map(|(who, found)| (Some(**who), &*found.answers)).collect(),
            with_texts: true,
            hidden: hidden(),
        };
        let eligible = self.eligible(found);
        let mut rows: BTreeMap<(u8, u32), (Group, u32, Vec<usize>)> = BTreeMap::new();
        for groups in eligible.values() {
            for group in groups {
                let row = rows.entry(order(*group)).or_insert((*group, 0, Vec::new()));
                row.1 += 1;
            }
        }
        for (index, (_, ballot)) in ballots.iter().enumerate() {
            let groups =
                [Group::Role(ballot.role), Group::Region(ballot.region), Group::Room(ballot.room)];
            for group in groups {
                if let Some(row) = rows.get_mut(&order(group)) {
                    row.2.push(index);
                }
            }
        }
        let is_closed = found.run.closed_at.is_some();
        let rows = rows.into_values().filter(|(group, ..)| match group {
            Group::Role(_) | Group::Region(_) => true,
            Group::Room(room) => found.is_by_room() && *room != 0,
        });
        let groups = rows.map(|(group, eligible, theirs)| {
            let answers = theirs.iter().map(|index| all.answers[*index]).collect();
            let counting = Counting { answers, with_texts: false, hidden: Vec::new() };
            // Until the close it only matters who has yet to answer.
            let items = found.poll.items.iter().filter(|_| is_closed);
            let items = items.map(|item| counting.of(item)).collect();
            let answered = count(theirs.len());
            GroupRow { group, answered, eligible, suppressed: false, items }
        });
        Results {
            answered: count(ballots.len()),
            eligible: count(eligible.len()),
            too_few: false,
            groups: groups.collect(),
            items: found.poll.items.iter().map(|item| all.of(item)).collect(),
        }
    }
}

/// Nobody knows in which groups they are, and nobody what they say before the close.
fn anonymous(state: &State, found: &BallotBox) -> Results {
    let hidden = found.hidden.iter().map(|(item, text)| (*item, text.as_str())).collect();
    let answers = found.unsealed.iter().map(|ballot| (None, &*ballot.answers)).collect();
    let counting = Counting { answers, with_texts: true, hidden };
    let is_over = found.run.closed_at.is_some();
    let items = found.poll.items.iter().filter(|_| is_over);
    let answered = count(found.sealed.len().max(found.unsealed.len()));
    Results {
        answered,
        eligible: state.eligible_count().max(count(found.tokens.len())).max(answered),
        too_few: false,
        items: items.map(|item| counting.of(item)).collect(),
        groups: Vec::new(),
    }
}

/// Rows in the order of their kinds and numbers.
fn order(group: Group) -> (u8, u32) {
    match group {
        Group::Role(role) => (0, role.map_or(0, |role| 1 + role as u32)),
        Group::Region(region) => (1, u32::from(region)),
        Group::Room(room) => (2, room),
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
