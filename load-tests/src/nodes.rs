//! What Redis and several nodes cost beside one server on its own file: the same lines to the same
//! people, one installation after the other.

use crate::{measure::Outcome, redis::Redis, room::On, schedule, talk};
use clap::Args;

/// How many do how much.
#[derive(Args, Clone, Debug)]
pub struct Nodes {
    /// People in the plenary.
    #[arg(long, default_value_t = 400)]
    pub people: usize,
    /// Lines a second, of all of them together.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    pub lines_per_s: u32,
    /// How long to measure each.
    #[arg(long, default_value_t = 15, value_parser = clap::value_parser!(u64).range(1..=600))]
    pub seconds: u64,
    /// How often to go round; the median of each figure counts.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=20))]
    pub rounds: u32,
}

/// An installation, and what it came to in each round.
struct Row {
    name: &'static str,
    replicas: u32,
    nodes: usize,
    runs: Vec<Outcome>,
}

pub async fn run(load: &Nodes) -> anyhow::Result<()> {
    let schedule = schedule::steady(load.lines_per_s, load.seconds, load.people)?;
    let row = |name, replicas, nodes| Row { name, replicas, nodes, runs: Vec::new() };
    let mut rows = [
        row("on a file", 0, 0),
        row("Redis, 1 node", 0, 1),
        row("Redis, 2 nodes", 0, 2),
        row("Redis, 4 nodes", 0, 4),
        row("Redis and a replica, 1 node", 1, 1),
    ];
    for round in 1..=load.rounds {
        for row in &mut rows {
            eprintln!("round {round} of {}: {}", load.rounds, row.name);
            let redis = match row.nodes {
                0 => None,
                _ => Some(Redis::start(row.replicas).await?),
            };
            let on = redis.as_ref().map_or(On::File, |redis| On::Redis(redis, row.nodes));
            row.runs.push(talk::run_on(on, load.people, &schedule, None).await?);
        }
    }
    println!(
        "{} people, {} lines/s for {} s, all nodes on one core, Redis and the driver on the other; \
         median of {}",
        load.people, load.lines_per_s, load.seconds, load.rounds
    );
    println!(
        "{:<30} {:>14} {:>8} {:>12} {:>12} {:>16}",
        "", "CPU s per 1M", "to file", "ack p50 ms", "ack p99 ms", "delivery p99 ms"
    );
    let first = median(&rows[0], Outcome::cpu_s_per_million);
    for row in &rows {
        let cpu = median(row, Outcome::cpu_s_per_million);
        let ack = |at: usize| median(row, |run| run.acks.clone().summary()[at]);
        let delivery = median(row, |run| run.delivered.clone().summary()[1]);
        let (ack_p50, ack_p99, ratio) = (ack(0), ack(1), cpu / first);
        println!(
            "{:<30} {cpu:>14.1} {ratio:>8.2} {ack_p50:>12.1} {ack_p99:>12.1} {delivery:>16.1}",
            row.name
        );
    }
    rows.iter().flat_map(|row| &row.runs).try_for_each(Outcome::verdict)
}

fn median(row: &Row, of: impl Fn(&Outcome) -> f64) -> f64 {
    let mut all: Vec<_> = row.runs.iter().map(of).collect();
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or_default()
}
