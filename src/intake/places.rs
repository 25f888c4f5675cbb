//! Which rows speak of whom: everyone on the roster has a place, and everyone new gets one.

use super::{
    ColumnMeaning, RowProblemKind, districts,
    people::Known,
    rows::{self, Draft},
    words,
};
use crate::domain::{
    organisation::{CdsCode, Organisation},
    text::Email,
};
use std::collections::HashMap;

/// The places of the roster in its order, then those of the new.
pub(super) struct Places {
    /// By row; nothing for a row about someone who was taken out.
    pub(super) of_rows: Vec<Option<usize>>,
    /// By place: the row that decides about it.
    pub(super) owners: Vec<Option<usize>>,
    emails: HashMap<String, usize>,
    /// Nothing under a name that several have.
    names: HashMap<String, Option<usize>>,
}

/// What people without an address are recognised by, besides the name.
#[derive(PartialEq, Eq, Hash)]
enum Work {
    Code(CdsCode),
    Called(String),
    CalledWithoutCode(String),
    Anywhere,
}

/// People without an address, by folded name and work.
#[derive(Default)]
struct Nameless(HashMap<(String, Work), Vec<usize>>);

impl Nameless {
    fn put(&mut self, place: usize, name: &str, organisation: &Organisation) {
        let name = words::fold(name);
        let called = districts::key(&organisation.name);
        let code = organisation.code.map(Work::Code);
        let code = code.unwrap_or_else(|| Work::CalledWithoutCode(called.clone()));
        for work in [Work::Called(called), Work::Anywhere, code] {
            self.0.entry((name.clone(), work)).or_default().push(place);
        }
    }

    fn get(&self, name: &str, organisation: Option<&Organisation>) -> &[usize] {
        let name = words::fold(name);
        let of = |work| self.0.get(&(name.clone(), work)).map_or(&[][..], Vec::as_slice);
        let Some(organisation) = organisation else { return of(Work::Anywhere) };
        let called = districts::key(&organisation.name);
        let Some(code) = organisation.code else { return of(Work::Called(called)) };
        let by_code = of(Work::Code(code));
        if by_code.is_empty() { of(Work::CalledWithoutCode(called)) } else { by_code }
    }
}

impl Places {
    /// Gives every row its place, and refuses those that cannot have one of their own.
    pub(super) fn find(drafts: &mut [Draft], known: &[Known]) -> Self {
        let emails = known.iter().enumerate().filter(|(_, person)| !person.email.is_empty());
        let mut places = Self {
            of_rows: Vec::with_capacity(drafts.len()),
            owners: vec![None; known.len()],
            emails: emails.map(|(place, person)| (person.email.clone(), place)).collect(),
            names: HashMap::new(),
        };
        let mut nameless = Nameless::default();
        for (place, person) in known.iter().enumerate().filter(|(_, p)| p.email.is_empty()) {
            nameless.put(place, &person.name, &person.organisation);
        }
        let is_removed = |place: usize| known.get(place).is_some_and(|person| person.is_removed);
        for (row, draft) in drafts.iter_mut().enumerate() {
            let found = if draft.email.is_empty() {
                places.by_name(draft, &mut nameless, is_removed)
            } else {
                places.by_email(draft)
            };
            let place = found.filter(|place| !is_removed(*place));
            if found.is_some() && place.is_none() {
                let (column, value) = match draft.email.clone() {
                    email if email.is_empty() => (ColumnMeaning::Name, draft.name.clone()),
                    email => (ColumnMeaning::Email, email),
                };
                draft.refuse(column, RowProblemKind::Removed, &value);
            }
            if let Some(place) = place {
                places.owners[place].get_or_insert(row);
            }
            places.of_rows.push(place);
        }
        places.learn_names(drafts, known);
        places
    }

    fn by_email(&mut self, draft: &Draft) -> Option<usize> {
        let next = self.owners.len();
        let place = *self.emails.entry(draft.email.clone()).or_insert(next);
        if place == next {
            self.owners.push(None);
        }
        Some(place)
    }

    fn by_name(
        &mut self,
        draft: &mut Draft,
        nameless: &mut Nameless,
        is_removed: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        // A wrong address is someone's address: such a row is nobody without one.
        let has_address = draft.has_problem(&[ColumnMeaning::Email]);
        let found = match draft.name.as_str() {
            "" => &[][..],
            _ if has_address => &[][..],
            name => nameless.get(name, draft.organisation.as_ref()),
        };
        let mut here = found.iter().copied().filter(|place| !is_removed(*place));
        let (first, second) = (here.next(), here.next());
        let taken = first.is_some_and(|place| self.owners[place].is_some());
        if second.is_some() || taken {
            // Without an address nobody can tell them apart, neither now nor next time.
            let name = draft.name.clone();
            draft.refuse(ColumnMeaning::Name, RowProblemKind::PersonUnknown, &name);
        }
        if let Some(place) = first.or(found.first().copied()).filter(|_| second.is_none()) {
            return Some(place);
        }
        let place = self.owners.len();
        self.owners.push(None);
        if let Some(organisation) = draft.organisation.as_ref()
            && !has_address
            && !draft.name.is_empty()
        {
            nameless.put(place, &draft.name, organisation);
        }
        Some(place)
    }

    /// Whoever would have two names is found by both.
    fn learn_names(&mut self, drafts: &[Draft], known: &[Known]) {
        let known = known.iter().enumerate().filter(|(_, person)| !person.is_removed);
        let known = known.map(|(place, person)| (place, person.name.as_str()));
        let rows = drafts.iter().zip(&self.of_rows);
        let rows = rows.filter_map(|(draft, place)| place.map(|p| (p, draft.name.as_str())));
        for (place, name) in known.chain(rows).filter(|(_, name)| !name.is_empty()) {
            let found = self.names.entry(words::fold(name)).or_insert(Some(place));
            if *found != Some(place) {
                *found = None;
            }
        }
    }

    /// The one with this address or, if nobody else is called so, this name.
    pub(super) fn resolve(&self, reference: &str) -> Option<usize> {
        if !reference.contains('@') {
            let name = words::fold(&rows::turned_around(&words::one_line(reference)));
            return self.names.get(&name).copied().flatten();
        }
        // As mail programs copy it: Ana Núñez <ana@example.org>.
        let address = reference.split_once('<').map_or(reference, |(_, address)| address);
        let email = Email::parse(address.trim().trim_end_matches('>')).ok()?;
        self.emails.get(&email.into_inner()).copied()
    }
}
