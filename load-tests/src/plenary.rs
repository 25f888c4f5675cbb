//! Everyone in the plenary, lines at a steady rate by turns.

use crate::{report, schedule, talk, yardstick};
use clap::Args;
use std::time::Duration;

/// How many do how much.
#[derive(Args, Clone, Debug)]
pub struct Plenary {
    /// People in the plenary.
    #[arg(long, default_value_t = 1_000)]
    pub people: usize,
    /// Lines a second, of all of them together.
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    pub lines_per_s: u32,
    /// How long to measure.
    #[arg(long, default_value_t = 15, value_parser = clap::value_parser!(u64).range(1..=600))]
    pub seconds: u64,
    /// Stops the server (SIGSTOP) for this long in the middle: it must show.
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u64).range(0..=10_000))]
    pub freeze_ms: u64,
    /// Leave the bare relay out.
    #[arg(long)]
    pub no_yardstick: bool,
}

pub async fn run(load: &Plenary) -> anyhow::Result<()> {
    let schedule = schedule::steady(load.lines_per_s, load.seconds, load.people)?;
    let half = Duration::from_secs(load.seconds) / 2;
    let length = Duration::from_millis(load.freeze_ms);
    let freeze = (load.freeze_ms > 0).then_some((half, length));
    let convene = talk::run(load.people, &schedule, freeze).await?;
    let yardstick = match load.no_yardstick || load.freeze_ms > 0 {
        true => None,
        false => Some(yardstick::run(load.people, &schedule).await?),
    };
    println!(
        "plenary: {} people, {} lines/s for {} s, server on one core, durable log on",
        load.people, load.lines_per_s, load.seconds
    );
    report::compare(&convene, yardstick.as_ref(), &report::PLENARY);
    convene.verdict()
}
