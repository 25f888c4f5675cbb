//! Simulated educators on the real protocol, against a server of our own on loopback.
//!
//! Open loop: every line has a time at which it should be sent, and latency counts from
//! there, so that a server that stands still cannot hide it. Ends by itself.

#![allow(unreachable_pub, missing_docs, reason = "a program, not a library")]

mod client;
mod measure;
mod plenary;
mod report;
mod server;
mod yardstick;

use clap::{Args, Parser, Subcommand};

#[derive(Parser)]
#[command(version, about = "What a live session costs, measured on loopback.")]
struct Cli {
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    load: Load,
}

#[derive(Subcommand)]
enum What {
    /// The bare relay to compare with; started by the driver itself.
    Yardstick,
}

/// How many do how much.
#[derive(Args, Clone, Debug)]
pub struct Load {
    /// People in the plenary.
    #[arg(long, default_value_t = 1_000)]
    pub people: usize,
    /// Lines a second, of all of them together.
    #[arg(long, default_value_t = 20)]
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

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let cli = Cli::parse();
    match cli.what {
        Some(What::Yardstick) => yardstick::serve().await,
        None => {
            let convene = plenary::run(&cli.load).await?;
            let yardstick = match cli.load.no_yardstick || cli.load.freeze_ms > 0 {
                true => None,
                false => Some(yardstick::run(&cli.load).await?),
            };
            report::print(&cli.load, &convene, yardstick.as_ref());
            convene.verdict()
        }
    }
}
