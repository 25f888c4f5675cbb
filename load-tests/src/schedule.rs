//! When each line should be said, and by whom: fixed before the run, so that a server that
//! stands still cannot slow the driver down.

use crate::{rng::Rng, script};
use std::time::Duration;

const SEED: u64 = 205;

/// A line, and when it should be sent.
pub struct Turn {
    pub since_start: Duration,
    pub sender: usize,
    /// The how-manieth of the sender's it is, from 1.
    pub count: u64,
}

/// Everyone by turns, at a steady rate.
pub fn steady(lines_per_s: u32, seconds: u64, speakers: usize) -> anyhow::Result<Vec<Turn>> {
    let lines = usize::try_from(u64::from(lines_per_s) * seconds)?;
    let pause = Duration::from_secs(1) / lines_per_s.max(1);
    let turn = |line: usize| {
        Ok(Turn {
            since_start: pause * u32::try_from(line)?,
            sender: line % speakers.max(1),
            count: u64::try_from(line / speakers.max(1))? + 1,
        })
    };
    (0..lines).map(turn).collect()
}

/// Everyone has typed and holds their line; then those who answer send it, within a window.
pub fn waterfall(people: usize) -> anyhow::Result<Vec<Turn>> {
    let event = script::event("hd_quarterly")?;
    let params = event.step("waterfall")?.params;
    let mut senders: Vec<usize> = (0..people).collect();
    Rng::new(SEED).shuffle(&mut senders);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a share of a few thousand people"
    )]
    let answers = (people as f64 * params.answer_rate).round() as usize;
    senders.truncate(answers);
    let turn = |(line, sender): (usize, usize)| {
        #[expect(clippy::cast_precision_loss, reason = "a few thousand lines")]
        let share = (line as f64 + 0.5) / answers as f64;
        let since_start = Duration::from_secs_f64(params.window_s * in_window(share));
        Turn { since_start, sender, count: 1 }
    };
    Ok(senders.into_iter().enumerate().map(turn).collect())
}

/// Where in the window (0 to 1) this share of the lines has been sent. The rate rises for an
/// eighth of the window to 1.6 times the mean, which is the peak that the script expects,
/// stays there for a quarter, and falls to the end.
fn in_window(share: f64) -> f64 {
    const PEAK: f64 = 1.6;
    const RISEN: f64 = 0.125;
    const FALLS: f64 = 0.375;
    let while_rising = PEAK * RISEN / 2.0;
    let until_fall = while_rising + PEAK * (FALLS - RISEN);
    if share < while_rising {
        RISEN * (share / while_rising).sqrt()
    } else if share < until_fall {
        RISEN + (share - while_rising) / PEAK
    } else {
        1.0 - ((1.0 - share) * 2.0 * (1.0 - FALLS) / PEAK).max(0.0).sqrt()
    }
}
