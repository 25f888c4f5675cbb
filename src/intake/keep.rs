//! Who is kept with or apart from whom, and which rows cannot be had because of it.

use super::{ColumnMeaning, RowProblemKind, people::Known, places::Places, rows::Draft};
use std::collections::{HashMap, VecDeque};
use uuid::Uuid;

/// Someone whom a row names.
pub(super) struct Reference {
    column: ColumnMeaning,
    place: usize,
    text: String,
}

/// Whom a row names in one of the two columns.
pub(super) fn places(
    references: &[Reference],
    column: ColumnMeaning,
) -> impl Iterator<Item = usize> {
    references.iter().filter(move |found| found.column == column).map(|found| found.place)
}

/// Refuses rows that name nobody, that contradict, or for which there is no room, until all
/// that is left can be done together. Says whom each row names.
pub(super) fn settle(
    drafts: &mut [Draft],
    known: &[Known],
    places: &Places,
    people_max: usize,
) -> Vec<Vec<Reference>> {
    let mut knot = Knot::new(drafts, known, places);
    knot.loosen(false);
    let conflicts: Vec<_> = (0..places.owners.len()).flat_map(|p| knot.conflicts(p)).collect();
    knot.refuse_all(conflicts, RowProblemKind::Contradiction);
    knot.loosen(true);
    // A place that becomes free later stays free: what was full in the preview is full.
    let new = places.owners.iter().skip(known.len()).flatten().copied();
    let come = new.filter(|row| knot.drafts[*row].problems.is_empty());
    let over: Vec<usize> = come.skip(people_max.saturating_sub(known.len())).collect();
    for row in over {
        let name = knot.drafts[row].name.clone();
        knot.refuse(row, ColumnMeaning::Name, RowProblemKind::RosterFull, &name);
    }
    knot.loosen(true);
    knot.references
}

struct Knot<'a> {
    drafts: &'a mut [Draft],
    places: &'a Places,
    known_count: usize,
    /// By row.
    references: Vec<Vec<Reference>>,
    /// By place on the roster: whom they are kept with and apart from today.
    today: Vec<[Vec<usize>; 2]>,
    /// By place: the rows that name it.
    named_by: Vec<Vec<usize>>,
    /// Rows that were refused and whose consequences are not yet drawn.
    refused: VecDeque<usize>,
}

const COLUMNS: [ColumnMeaning; 2] = [ColumnMeaning::KeepWith, ColumnMeaning::KeepApart];

/// A row, the column in it and what that says.
type Conflict = (usize, ColumnMeaning, String);

impl<'a> Knot<'a> {
    fn new(drafts: &'a mut [Draft], known: &[Known], places: &'a Places) -> Self {
        let by_id: HashMap<Uuid, usize> =
            known.iter().enumerate().map(|(place, person)| (person.id, place)).collect();
        let found = |ids: &[Uuid]| ids.iter().filter_map(|id| by_id.get(id).copied()).collect();
        let today = known.iter().map(|p| [found(&p.keep_with), found(&p.keep_apart)]).collect();
        let is_removed = |place: usize| known.get(place).is_some_and(|person| person.is_removed);
        let mut references = Vec::with_capacity(drafts.len());
        let mut named_by = vec![Vec::new(); places.owners.len()];
        for (row, draft) in drafts.iter_mut().enumerate() {
            let mut named: Vec<Reference> = Vec::new();
            let lists =
                [std::mem::take(&mut draft.keep_with), std::mem::take(&mut draft.keep_apart)];
            for (column, list) in COLUMNS.into_iter().zip(&lists) {
                for text in list {
                    let place = places.resolve(text).filter(|place| !is_removed(*place));
                    match place {
                        None => draft.refuse(column, RowProblemKind::PersonUnknown, text),
                        // Who names themselves says nothing.
                        Some(_) if place == places.of_rows[row] => {}
                        Some(place) if self::places(&named, column).any(|p| p == place) => {}
                        Some(place) => {
                            named_by[place].push(row);
                            named.push(Reference { column, place, text: text.clone() });
                        }
                    }
                }
            }
            [draft.keep_with, draft.keep_apart] = lists;
            references.push(named);
        }
        let refused = (0..drafts.len()).filter(|row| !drafts[*row].problems.is_empty()).collect();
        let known_count = known.len();
        Self { drafts, places, known_count, references, today, named_by, refused }
    }

    fn refuse(&mut self, row: usize, column: ColumnMeaning, kind: RowProblemKind, text: &str) {
        if self.drafts[row].problems.is_empty() {
            self.refused.push_back(row);
        }
        self.drafts[row].refuse(column, kind, text);
    }

    fn refuse_all(&mut self, conflicts: Vec<Conflict>, kind: RowProblemKind) {
        for (row, column, text) in conflicts {
            self.refuse(row, column, kind, &text);
        }
    }

    /// Draws the consequences: who names someone that does not come is refused too, and who
    /// stays as they are may now contradict what others say.
    fn loosen(&mut self, finds_conflicts: bool) {
        while let Some(row) = self.refused.pop_front() {
            let place = self.places.of_rows[row];
            let Some(place) = place.filter(|place| self.places.owners[*place] == Some(row)) else {
                continue;
            };
            if place < self.known_count {
                if finds_conflicts {
                    let conflicts = self.conflicts(place);
                    self.refuse_all(conflicts, RowProblemKind::Contradiction);
                }
                continue;
            }
            for other in std::mem::take(&mut self.named_by[place]) {
                if self.drafts[other].problems.is_empty() {
                    let orphans = self.naming(other, place);
                    self.refuse_all(orphans, RowProblemKind::PersonUnknown);
                }
            }
        }
    }

    /// The row that decides about a place, unless it is refused.
    fn row(&self, place: usize) -> Option<usize> {
        self.places.owners[place].filter(|row| self.drafts[*row].problems.is_empty())
    }

    /// Whom someone would be kept with (0) or apart from (1).
    fn kept(&self, place: usize, which: usize) -> Vec<usize> {
        let said = self.row(place).map(|row| &self.references[row]);
        let said: Vec<usize> =
            said.map(|all| self::places(all, COLUMNS[which]).collect()).unwrap_or_default();
        let today = || self.today.get(place).map(|lists| lists[which].clone());
        if said.is_empty() { today().unwrap_or_default() } else { said }
    }

    /// Where a row names someone.
    fn naming(&self, row: usize, place: usize) -> Vec<Conflict> {
        let found = self.references[row].iter().filter(|found| found.place == place);
        found.map(|found| (row, found.column, found.text.clone())).collect()
    }

    /// Where rows say that someone is kept with and apart from the same person. A
    /// contradiction that is on the roster already is not the fault of a row.
    fn conflicts(&self, place: usize) -> Vec<Conflict> {
        let (with, apart) = (self.kept(place, 0), self.kept(place, 1));
        let hers = with
            .iter()
            .filter(|other| apart.contains(other) || self.kept(**other, 1).contains(&place));
        let theirs = apart.iter().filter(|other| self.kept(**other, 0).contains(&place));
        let mut conflicts = Vec::new();
        for other in hers.chain(theirs) {
            let rows = [(self.row(place), *other), (self.row(*other), place)];
            for (row, named) in rows.into_iter().filter_map(|(row, p)| row.map(|row| (row, p))) {
                conflicts.extend(self.naming(row, named));
            }
        }
        conflicts
    }
}
