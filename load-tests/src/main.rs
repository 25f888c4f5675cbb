//! Simulated educators on the real protocol, against a server of our own on loopback.
//!
//! Open loop: every line has a time at which it should be sent, and latency counts from
//! there, so that a server that stands still cannot hide it. Ends by itself. `demo` is the
//! exception: its educators follow whoever facilitates, until they have had enough.

#![allow(unreachable_pub, missing_docs, reason = "a program, not a library")]

mod breakout;
mod chaos;
mod client;
mod demo;
mod join_storm;
mod lean;
mod measure;
mod nodes;
mod plenary;
mod polls;
mod reader;
mod reconnect_storm;
mod redis;
mod report;
mod rng;
mod room;
mod schedule;
mod script;
mod server;
mod talk;
mod waterfall;
mod yardstick;

use clap::{Parser, Subcommand};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

#[derive(Parser)]
#[command(
    version,
    about = "What a live session costs, measured on loopback; and a demo.",
    args_conflicts_with_subcommands = true
)]
struct Cli {
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    plenary: plenary::Plenary,
}

#[derive(Subcommand)]
enum What {
    /// Lines at a steady rate, read by everyone. This is also what runs without a word.
    Plenary(plenary::Plenary),
    /// Everyone sends the line they have held, at once.
    Waterfall(waterfall::Waterfall),
    /// Everyone comes within two seconds.
    JoinStorm(join_storm::JoinStorm),
    /// A site drops and comes back while the others go on.
    ReconnectStorm(reconnect_storm::ReconnectStorm),
    /// Everyone goes to breakout rooms at once.
    Breakout(breakout::Breakout),
    /// Everyone answers a poll within seconds.
    Polls(polls::Polls),
    /// The same load on a file, on Redis, and on several nodes.
    Nodes(nodes::Nodes),
    /// Three nodes and a Redis, which die in every way while people talk.
    Chaos(chaos::Chaos),
    /// A convening to facilitate: simulated educators who follow what you do.
    Demo(demo::Demo),
    /// The bare relay to compare with; started by the driver itself.
    #[command(hide = true)]
    Yardstick,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let cli = Cli::parse();
    raise_file_limit();
    match cli.what.unwrap_or(What::Plenary(cli.plenary)) {
        What::Plenary(load) => plenary::run(&load).await,
        What::Waterfall(load) => waterfall::run(&load).await,
        What::JoinStorm(load) => join_storm::run(&load).await,
        What::ReconnectStorm(load) => reconnect_storm::run(&load).await,
        What::Breakout(load) => breakout::run(&load).await,
        What::Polls(load) => polls::run(&load).await,
        What::Nodes(load) => nodes::run(&load).await,
        What::Chaos(chaos) => chaos::run(&chaos).await,
        What::Demo(demo) => demo::run(demo).await,
        What::Yardstick => yardstick::serve().await,
    }
}

/// Two thousand people are two thousand sockets, and the usual soft limit is 1,024.
fn raise_file_limit() {
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit { current: limit.maximum, ..limit };
    if let Err(error) = setrlimit(Resource::Nofile, raised) {
        eprintln!("the limit of open files stays: {error}");
    }
}
