//! The chat waterfall: everyone has typed, nobody sends until "go", then all at once.

use crate::{report, schedule, talk, yardstick};
use clap::Args;

#[derive(Args, Clone, Debug)]
pub struct Waterfall {
    /// People in the plenary; several, one run each.
    #[arg(long, value_delimiter = ',', default_values_t = [205, 2_000])]
    pub people: Vec<usize>,
    /// Leave the bare relay out.
    #[arg(long)]
    pub no_yardstick: bool,
}

pub async fn run(load: &Waterfall) -> anyhow::Result<()> {
    let mut verdict = Ok(());
    for people in &load.people {
        let schedule = schedule::waterfall(*people)?;
        let convene = talk::run(*people, &schedule, None).await?;
        let yardstick = match load.no_yardstick {
            true => None,
            false => Some(yardstick::run(*people, &schedule).await?),
        };
        println!(
            "chat waterfall: {people} people, {} of them send within 8 s, server on one core, \
             durable log on",
            schedule.len()
        );
        report::compare(&convene, yardstick.as_ref(), &report::WATERFALL);
        verdict = verdict.and(convene.verdict());
    }
    verdict
}
