//! What a simulated educator answers to a poll, whatever it asks.

use super::mind::Mind;
use convene::proto::{
    Abstention, Answer, Picks, Poll, ScaleAnswer, Shares, WordList, answer::Value, poll_item::Kind,
};

/// Share of the questions that someone has nothing to say to.
const ABSTAIN: f64 = 0.04;
/// Share of the people who write an answer, where there is a field for it.
const WRITE: f64 = 0.7;
/// Words for a cloud have at most so many characters.
const WORD_CHARS_MAX: usize = 40;

impl Mind {
    /// A ballot: everything that is asked, or that they abstain.
    pub fn ballot(&mut self, poll: &Poll) -> Vec<Answer> {
        let mut answers = Vec::new();
        for item in &poll.items {
            let Some(kind) = &item.kind else { continue };
            let abstains = self.rng.chance(ABSTAIN)
                || (matches!(kind, Kind::Open(_)) && !self.rng.chance(WRITE));
            let value = match abstains && !item.required {
                true => Value::Abstains(Abstention {}),
                false => self.value(kind),
            };
            answers.push(Answer { item_id: item.id, value: Some(value) });
        }
        answers
    }

    fn value(&mut self, kind: &Kind) -> Value {
        match kind {
            Kind::Choice(choice) => {
                let picks_max = usize::try_from(choice.picks_max).unwrap_or(1).max(1);
                let mut picks = self.order(choice.options.len());
                picks.truncate(1 + self.rng.below(picks_max));
                picks.sort_unstable();
                Value::Picks(Picks { options: picks })
            }
            Kind::Scale(scale) => {
                // Rather more than less, and rather more than before.
                let point = self.below(scale.points).max(self.below(scale.points)) + 1;
                let before = if scale.retrospective { self.below(point) + 1 } else { 0 };
                Value::Scale(ScaleAnswer { point, before })
            }
            Kind::Ranking(ranking) => {
                Value::Ranking(Picks { options: self.order(ranking.options.len()) })
            }
            Kind::Points(points) => Value::Points(self.shares(points.options.len(), points.total)),
            Kind::Number(number) => Value::NumberMilli(self.number(number)),
            Kind::Words(words) => Value::Words(self.cloud(words.words_max)),
            Kind::Open(open) => {
                let chars_max = usize::try_from(open.chars_max).unwrap_or_default();
                Value::Text(self.words("open_answer").chars().take(chars_max).collect())
            }
        }
    }

    fn below(&mut self, n: u32) -> u32 {
        let n = usize::try_from(n).unwrap_or(1);
        u32::try_from(self.rng.below(n)).unwrap_or_default()
    }

    /// All of so many, those that stand first rather in front.
    fn order(&mut self, len: usize) -> Vec<u32> {
        let mut all: Vec<(f64, u32)> = (0..u32::try_from(len).unwrap_or_default())
            .map(|option| (self.rng.share() * 4.0 + f64::from(option), option))
            .collect();
        all.sort_by(|a, b| a.0.total_cmp(&b.0));
        all.into_iter().map(|(_, option)| option).collect()
    }

    /// A sum, spread by tenths.
    fn shares(&mut self, len: usize, total: u32) -> Shares {
        let mut points = vec![0; len];
        let mut left = total;
        let part = (total / 10).max(1);
        while left > 0 && len > 0 {
            let given = part.min(left);
            points[self.rng.below(len)] += given;
            left -= given;
        }
        Shares { points }
    }

    /// A whole number, rather a small one.
    fn number(&mut self, number: &convene::proto::NumberItem) -> i64 {
        let range = number.max_milli.saturating_sub(number.min_milli) / 1_000;
        #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "a few")]
        let above = (range as f64 * self.rng.share().powi(4)) as i64;
        (number.min_milli + above * 1_000).min(number.max_milli)
    }

    fn cloud(&mut self, words_max: u32) -> WordList {
        let mut words = Vec::new();
        for _ in 0..=self.below(words_max) {
            let word: String = self.words("cloud").chars().take(WORD_CHARS_MAX).collect();
            if !words.contains(&word) {
                words.push(word);
            }
        }
        WordList { words }
    }
}
