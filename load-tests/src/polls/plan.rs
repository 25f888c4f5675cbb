//! Who answers what, and when: fixed before the run.

use crate::rng::Rng;
use std::{collections::VecDeque, time::Duration};

/// Of the only item.
pub const OPTIONS: u32 = 4;
/// Command 1 was the consent.
const BALLOT: u64 = 2;
const CHANGED: u64 = 3;
/// One of so many never answers.
const SILENT: usize = 50;

/// A ballot, and when it should be sent.
#[derive(Clone, Copy, Debug)]
pub struct Turn {
    pub since_start: Duration,
    /// The number of the command.
    pub n: u64,
    pub option: u32,
}

/// What each person does, in order: a tenth send their ballot twice under one number, half of
/// these before it can have been answered; a tenth change their mind; a few never answer.
pub fn ballots(people: usize, within: Duration, seed: u64) -> Vec<VecDeque<Turn>> {
    let mut rng = Rng::new(seed);
    (0..people)
        .map(|person| {
            if person % SILENT == 0 {
                return VecDeque::new();
            }
            let option = u32::try_from(rng.below(4)).unwrap_or_default();
            let first = Turn { since_start: within.mul_f64(rng.share()), n: BALLOT, option };
            let later = |pause| Turn { since_start: first.since_start + pause, ..first };
            let second = match person % 10 {
                3 if rng.chance(0.5) => Some(later(Duration::ZERO)),
                3 => Some(later(rng.seconds(0.2, 1.0))),
                7 => {
                    let pause = rng.seconds(0.2, 2.0);
                    let other = u32::try_from(1 + rng.below(3)).unwrap_or(1);
                    Some(Turn { n: CHANGED, option: (option + other) % OPTIONS, ..later(pause) })
                }
                _ => None,
            };
            std::iter::once(first).chain(second).collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenths_repeat_and_change() {
        let plan = ballots(1_000, Duration::from_secs(5), 205);
        let of = |test: &dyn Fn(&VecDeque<Turn>) -> bool| {
            plan.iter().filter(|turns| test(turns)).count()
        };
        assert_eq!(of(&VecDeque::is_empty), 20);
        assert_eq!(of(&|turns| turns.len() == 2 && turns[0].n == turns[1].n), 100);
        let changes = of(&|turns| {
            turns.len() == 2 && turns[0].n != turns[1].n && turns[0].option != turns[1].option
        });
        assert_eq!(changes, 100);
        let first = plan.iter().filter_map(|turns| turns.front());
        assert!(first.clone().all(|turn| turn.since_start <= Duration::from_secs(5)));
        assert!((0..OPTIONS).all(|option| first.clone().any(|turn| turn.option == option)));
    }
}
