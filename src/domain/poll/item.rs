//! What can be asked, and what answers it.

use crate::domain::{poll::Poll, poll::Rejection, text::Text};

/// Options of a choice.
pub const OPTIONS_MAX: usize = 20;
/// Options that are put in an order or given points.
pub const RANKED_MAX: usize = 10;
/// Points of a scale.
pub const SCALE_BOUNDS: std::ops::RangeInclusive<u32> = 3..=11;
/// Points that are spread.
pub const TOTAL_BOUNDS: std::ops::RangeInclusive<u32> = 2..=1_000;
/// Numbers, in thousandths.
pub const NUMBER_MAX: i64 = 1_000_000_000_000_000;
/// Words of one answer.
pub const WORDS_MAX: u32 = 5;
/// Characters of an open answer.
pub const CHARS_MAX: u32 = 2_000;
/// The largest id of an item.
pub const ID_MAX: u32 = 1_000;

/// One question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Chosen by whoever wrote the poll; the same from one revision to the next.
    pub id: u32,
    /// What is asked.
    pub question: Text,
    /// Without an answer to it nothing is taken.
    pub required: bool,
    /// How it is answered.
    pub kind: Kind,
}

/// How an item is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One or several of some options.
    Choice {
        /// What can be picked.
        options: Vec<Text>,
        /// How many at most.
        picks_max: u32,
        /// Everyone has them in another order.
        shuffled: bool,
        /// Which are right; none: nothing is.
        correct: Vec<u32>,
        /// Why.
        explanation: Text,
    },
    /// A point between two ends.
    Scale {
        /// How many points.
        points: u32,
        /// What the first one means.
        low: Text,
        /// What the last one means.
        high: Text,
        /// Also as it was before.
        retrospective: bool,
    },
    /// An order of all options.
    Ranking {
        /// What is put in an order.
        options: Vec<Text>,
        /// Everyone has them in another order.
        shuffled: bool,
    },
    /// A sum that is spread.
    Points {
        /// Over what.
        options: Vec<Text>,
        /// How much.
        total: u32,
        /// Everyone has them in another order.
        shuffled: bool,
    },
    /// A number.
    Number {
        /// The smallest, in thousandths.
        min: i64,
        /// The largest, in thousandths.
        max: i64,
        /// Of what.
        unit: Text,
    },
    /// Words for a cloud.
    Words {
        /// How many at most.
        words_max: u32,
    },
    /// A text.
    Open {
        /// How long at most.
        chars_max: u32,
    },
}

/// What someone answers to an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// To which.
    pub item: u32,
    /// What.
    pub value: Value,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// None, and that is one.
    Abstains,
    /// Options.
    Picks(Vec<u32>),
    /// A point, and as it was before (0: not asked).
    Scale(u32, u32),
    /// All options, the best one first.
    Ranking(Vec<u32>),
    /// What each option is given.
    Points(Vec<u32>),
    /// In thousandths.
    Number(i64),
    /// Words.
    Words(Vec<String>),
    /// A text.
    Text(String),
}

impl Item {
    /// Without what is right and why.
    pub(super) fn without_solution(&self) -> Self {
        let mut item = self.clone();
        if let Kind::Choice { correct, explanation, .. } = &mut item.kind {
            correct.clear();
            *explanation = Text::default();
        }
        item
    }

    /// Why a value does not answer this.
    fn accepts(&self, value: &Value) -> Result<(), &'static str> {
        match (&self.kind, value) {
            (_, Value::Abstains) => Ok(()),
            (Kind::Choice { options, picks_max, .. }, Value::Picks(picks)) => {
                let fits = !picks.is_empty() && picks.len() <= size(*picks_max);
                let are_there = is_each_once(picks, options.len());
                ok(fits && are_there, "pick from its options, each once, and not too many")
            }
            (Kind::Scale { points, retrospective, .. }, Value::Scale(point, before)) => {
                let is_on = |point: &u32| (1..=*points).contains(point);
                let fits = if *retrospective { is_on(before) } else { *before == 0 };
                ok(is_on(point) && fits, "choose a point of the scale")
            }
            (Kind::Ranking { options, .. }, Value::Ranking(order)) => {
                let is_whole = order.len() == options.len() && is_each_once(order, options.len());
                ok(is_whole, "put all options in an order, each once")
            }
            (Kind::Points { options, total, .. }, Value::Points(points)) => {
                let sum: u64 = points.iter().map(|point| u64::from(*point)).sum();
                let is_spread = points.len() == options.len() && sum == u64::from(*total);
                ok(is_spread, "give every option its points; they sum up to the total")
            }
            (Kind::Number { min, max, .. }, Value::Number(number)) => {
                ok((min..=max).contains(&number), "write a number within the bounds")
            }
            (Kind::Words { words_max }, Value::Words(words)) => {
                let fits = !words.is_empty() && words.len() <= size(*words_max);
                ok(fits, "write one word or more, and not too many")
            }
            (Kind::Open { chars_max }, Value::Text(text)) => {
                ok(text.chars().count() <= size(*chars_max), "write less")
            }
            (
                Kind::Choice { .. }
                | Kind::Scale { .. }
                | Kind::Ranking { .. }
                | Kind::Points { .. }
                | Kind::Number { .. }
                | Kind::Words { .. }
                | Kind::Open { .. },
                _,
            ) => Err("answer it in the way it asks"),
        }
    }
}

fn ok(is_fine: bool, what: &'static str) -> Result<(), &'static str> {
    if is_fine { Ok(()) } else { Err(what) }
}

fn size(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn is_each_once(options: &[u32], count: usize) -> bool {
    let mut seen = vec![false; count];
    options.iter().all(|option| {
        let seen = seen.get_mut(size(*option));
        seen.is_some_and(|seen| !std::mem::replace(seen, true))
    })
}

impl Poll {
    /// Answers in the order of the items, if they answer this poll.
    ///
    /// # Errors
    /// The first item that is not answered as it must be.
    pub fn accept(&self, answers: Vec<Answer>) -> Result<Vec<Answer>, Rejection> {
        let bad = |item: u32, why| Rejection::BadAnswer(item, why);
        for (index, answer) in answers.iter().enumerate() {
            let item = self.item(answer.item).ok_or(bad(answer.item, "there is no such item"))?;
            if answers[..index].iter().any(|earlier| earlier.item == answer.item) {
                return Err(bad(answer.item, "answer it once"));
            }
            item.accepts(&answer.value).map_err(|why| bad(answer.item, why))?;
        }
        let is_answered = |item: &Item| answers.iter().any(|answer| answer.item == item.id);
        if let Some(item) = self.items.iter().find(|item| item.required && !is_answered(item)) {
            return Err(bad(item.id, "answer it, or say that you would rather not"));
        }
        if answers.is_empty() {
            return Err(bad(self.items.first().map_or(0, |item| item.id), "answer something"));
        }
        let mut answers = answers;
        let place = |answer: &Answer| self.items.iter().position(|item| item.id == answer.item);
        answers.sort_by_key(place);
        Ok(answers)
    }
}
