//! The command line: reads settings, starts logging, serves until told to stop, or does one
//! thing with the logs or with a roster.

use anyhow::Context;
use clap::{Parser, Subcommand};
use convene::{
    app::App,
    config::{Log, LogFormat, PlanRooms, Serve},
    operate, telemetry,
};
use tokio::signal::unix::{SignalKind, signal};

/// Live virtual convenings.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves people.
    Serve(Serve),
    /// Plans breakout rooms for a table of people.
    Plan(PlanRooms),
    /// Checks, copies or restores the logs behind a server.
    #[command(subcommand)]
    Log(Log),
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    match Cli::parse().command {
        Command::Serve(config) => serve(&config).await,
        Command::Plan(settings) => Ok(operate::run_plan(&settings)?),
        Command::Log(command) => {
            telemetry::start(LogFormat::Text, None)?;
            Ok(operate::run(&command).await?)
        }
    }
}

async fn serve(config: &Serve) -> anyhow::Result<()> {
    let traces = telemetry::start(config.log_format, config.otlp_url.as_deref())?;
    let mut interrupt = signal(SignalKind::interrupt()).context("cannot listen to signals")?;
    let mut terminate = signal(SignalKind::terminate()).context("cannot listen to signals")?;
    let app = App::prepare(config).await?;
    println!("Convene is at {}", app.url);
    if let Some(link) = &app.setup_link {
        println!("Become its admin, once, at {link}");
    }
    app.serve(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
    .await?;
    if let Some(traces) = traces {
        tokio::task::spawn_blocking(|| traces.finish()).await?;
    }
    Ok(())
}
