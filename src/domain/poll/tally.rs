//! What was answered, counted.

use super::{Answer, Item, Kind, Value, words::cloud};
use crate::domain::{PersonId, text::folded};

/// Texts that are shown of an item.
pub(super) const TEXTS_MAX: usize = 200;
/// Ranges in which numbers are counted.
const RANGES: usize = 10;

/// What was answered to one item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemTally {
    /// To which.
    pub item: u32,
    /// How many answered.
    pub answered: u32,
    /// How many said that they would rather not.
    pub abstained: u32,
    /// By option or point.
    pub counts: Vec<u32>,
    /// Scale: as it was before. Ranking: how often first. Points: by how many.
    pub others: Vec<u32>,
    /// Numbers.
    pub number: Option<NumberTally>,
    /// Words, the most frequent first.
    pub words: Vec<(String, u32)>,
    /// Texts, in the order in which they came.
    pub texts: Vec<TextAnswer>,
}

/// A text, and who wrote it, as far as that may be known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextAnswer {
    /// What.
    pub text: String,
    /// Who.
    pub person: Option<PersonId>,
}

/// Numbers, in thousandths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NumberTally {
    /// The smallest.
    pub min: i64,
    /// The largest.
    pub max: i64,
    /// Their mean.
    pub mean: i64,
    /// The one in the middle.
    pub median: i64,
    /// In ranges of equal width from the smallest to the largest.
    pub counts: Vec<u32>,
}

/// Whose answers are counted, and what of them.
pub(super) struct Counting<'a> {
    /// Who answered what, in the order in which they came.
    pub(super) answers: Vec<(Option<PersonId>, &'a [Answer])>,
    /// Also words and texts.
    pub(super) with_texts: bool,
    /// Texts that are not shown, of which item.
    pub(super) hidden: Vec<(u32, &'a str)>,
}

impl Counting<'_> {
    /// What was answered to an item.
    pub(super) fn of(&self, item: &Item) -> ItemTally {
        let mut tally = ItemTally { item: item.id, ..ItemTally::default() };
        let options = match &item.kind {
            Kind::Choice { options, .. }
            | Kind::Ranking { options, .. }
            | Kind::Points { options, .. } => options.len(),
            Kind::Scale { points, .. } => usize::try_from(*points).unwrap_or_default(),
            Kind::Number { .. } | Kind::Words { .. } | Kind::Open { .. } => 0,
        };
        tally.counts = vec![0; options];
        let has_others = match &item.kind {
            Kind::Ranking { .. } | Kind::Points { .. } => true,
            Kind::Scale { retrospective, .. } => *retrospective,
            Kind::Choice { .. } | Kind::Number { .. } | Kind::Words { .. } | Kind::Open { .. } => {
                false
            }
        };
        tally.others = vec![0; if has_others { options } else { 0 }];
        let (mut numbers, mut words) = (Vec::new(), Vec::new());
        for (person, answers) in &self.answers {
            let Some(answer) = answers.iter().find(|answer| answer.item == item.id) else {
                continue;
            };
            if answer.value == Value::Abstains {
                tally.abstained += 1;
                continue;
            }
            tally.answered += 1;
            match &answer.value {
                Value::Number(number) => numbers.push(*number),
                Value::Words(written) => words.extend(written.iter().map(String::as_str)),
                Value::Text(text) => {
                    tally.texts.push(TextAnswer { text: text.clone(), person: *person });
                }
                other => tally.add(other),
            }
        }
        if matches!(item.kind, Kind::Number { .. }) {
            tally.number = number(numbers, self.with_texts);
        }
        self.with_words(&mut tally, &words);
        tally
    }

    fn with_words(&self, tally: &mut ItemTally, words: &[&str]) {
        if !self.with_texts {
            tally.texts.clear();
            return;
        }
        let hidden = self.hidden.iter().filter(|(item, _)| *item == tally.item);
        let hidden: Vec<&str> = hidden.map(|(_, text)| *text).collect();
        tally.words = cloud(words.iter().copied(), &hidden);
        let hidden: Vec<_> = hidden.iter().map(|text| folded(text)).collect();
        tally.texts.retain(|found| !hidden.contains(&folded(&found.text)));
        let too_many = tally.texts.len().saturating_sub(TEXTS_MAX);
        tally.texts.drain(..too_many);
    }
}

impl ItemTally {
    /// Counts what is chosen, ordered or given.
    fn add(&mut self, value: &Value) {
        let at = |index: u32| usize::try_from(index).unwrap_or(usize::MAX);
        let bump = |counts: &mut Vec<u32>, index: usize, by: u32| {
            if let Some(count) = counts.get_mut(index) {
                *count = count.saturating_add(by);
            }
        };
        match value {
            Value::Picks(picks) => {
                picks.iter().for_each(|pick| bump(&mut self.counts, at(*pick), 1));
            }
            Value::Scale(point, before) => {
                bump(&mut self.counts, at(*point).wrapping_sub(1), 1);
                bump(&mut self.others, at(*before).wrapping_sub(1), 1);
            }
            Value::Ranking(order) => {
                for (points, option) in (1..).zip(order.iter().rev()) {
                    bump(&mut self.counts, at(*option), points);
                }
                order.first().into_iter().for_each(|first| bump(&mut self.others, at(*first), 1));
            }
            Value::Points(points) => {
                for (option, points) in points.iter().enumerate() {
                    bump(&mut self.counts, option, *points);
                    bump(&mut self.others, option, u32::from(*points > 0));
                }
            }
            Value::Abstains | Value::Number(_) | Value::Words(_) | Value::Text(_) => {}
        }
    }
}

/// `whole`: more than their mean.
fn number(mut numbers: Vec<i64>, whole: bool) -> Option<NumberTally> {
    numbers.sort_unstable();
    let (min, max) = (*numbers.first()?, *numbers.last()?);
    let count = i128::try_from(numbers.len()).ok()?;
    let sum: i128 = numbers.iter().map(|number| i128::from(*number)).sum();
    let mean = i64::try_from(sum.div_euclid(count)).ok()?;
    if !whole {
        return Some(NumberTally { mean, ..NumberTally::default() });
    }
    let middle = numbers.len() / 2;
    let median = match numbers.len() % 2 {
        0 => numbers[middle - 1].midpoint(numbers[middle]),
        _ => numbers[middle],
    };
    let mut counts = vec![0; RANGES];
    let width = i128::from(max) - i128::from(min) + 1;
    for number in &numbers {
        let from_min = i128::from(*number) - i128::from(min);
        let range = from_min * i128::try_from(RANGES).ok()? / width;
        if let Some(count) = usize::try_from(range).ok().and_then(|range| counts.get_mut(range)) {
            *count += 1;
        }
    }
    Some(NumberTally { min, max, mean, median, counts })
}
