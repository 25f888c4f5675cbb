//! How people moved between two runs of a poll.

use super::{BallotBox, Item, Kind, Privacy, Value};

/// People below whose number a move is not shown.
const K: u32 = 5;

/// How many moved from which option to which.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transition {
    /// From each option or point, the last one: abstained, to each. `None`: not shown.
    pub rows: Vec<Vec<Option<u32>>>,
    /// People who answered both.
    pub people: u32,
}

/// The options or points of an item among which people move; `None`: it has none.
fn width(item: &Item) -> Option<usize> {
    match &item.kind {
        Kind::Choice { options, picks_max: 1, .. } => Some(options.len()),
        Kind::Scale { points, .. } => usize::try_from(*points).ok(),
        Kind::Choice { .. }
        | Kind::Ranking { .. }
        | Kind::Points { .. }
        | Kind::Number { .. }
        | Kind::Words { .. }
        | Kind::Open { .. } => None,
    }
}

/// How people moved from one run to another in an item that both ask in the same way. `None`:
/// that cannot be said.
#[must_use]
pub fn transition(from: &BallotBox, to: &BallotBox, item: u32) -> Option<Transition> {
    let is_anonymous = |found: &BallotBox| found.poll.privacy == Privacy::Anonymous;
    if is_anonymous(from) || is_anonymous(to) || from.poll.id != to.poll.id {
        return None;
    }
    let width = width(from.poll.item(item)?)?;
    if self::width(to.poll.item(item)?)? != width {
        return None;
    }
    let place = |value: &Value| match value {
        Value::Picks(picks) => picks.first().and_then(|pick| usize::try_from(*pick).ok()),
        Value::Scale(point, _) => usize::try_from(*point).ok()?.checked_sub(1),
        Value::Abstains => Some(width),
        Value::Ranking(_)
        | Value::Points(_)
        | Value::Number(_)
        | Value::Words(_)
        | Value::Text(_) => None,
    };
    let of = |found: &BallotBox, person| {
        let ballot = found.ballots.get(person)?;
        let answer = ballot.answers.iter().find(|answer| answer.item == item)?;
        place(&answer.value).filter(|place| *place <= width)
    };
    let mut rows = vec![vec![0_u32; width + 1]; width + 1];
    let mut people = 0;
    for person in from.ballots.keys() {
        if let (Some(was), Some(is)) = (of(from, person), of(to, person)) {
            rows[was][is] += 1;
            people += 1;
        }
    }
    let is_named = |found: &BallotBox| found.poll.privacy == Privacy::Named;
    let k = if is_named(from) && is_named(to) { 0 } else { K };
    // Nobody is not somebody: an empty cell says nothing of anyone.
    let shown = |count: u32| (count == 0 || count >= k).then_some(count);
    let rows = rows.into_iter().map(|row| row.into_iter().map(shown).collect()).collect();
    Some(Transition { rows, people })
}
