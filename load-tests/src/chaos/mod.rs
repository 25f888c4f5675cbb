//! Chaos under traffic: three real nodes on a real Redis, everything that can die does, and a
//! witness who was told everything says whether anyone was told anything that is not so.

mod deeds;
mod faults;
mod figures;
mod ledger;
mod nodes;
mod notes;
mod outbox;
mod patience;
mod person;
mod ports;
mod process;
mod proxy;
mod redis;
mod shim;
mod venue;
mod witness;

use self::redis::{Kind, Redis};
use crate::measure::now;
use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use faults::{Fault, Stage, Struck};
use figures::Figures;
use futures_util::future::join_all;
use ledger::Ledger;
use person::Remains;
use ports::Ports;
use std::{
    sync::{Arc, PoisonError},
    time::Duration,
};
use tempfile::TempDir;
use tokio::sync::watch;
use venue::Venue;
use witness::{Attendance, Finding, Loss, Transcript, Verdict};

/// Between two faults, so that each is seen alone.
const CALM: Duration = Duration::from_secs(4);
/// People in the short version.
const BRIEF_PEOPLE: usize = 60;
/// Faults of the short version, each once.
const BRIEF: [Fault; 4] =
    [Fault::KillNode, Fault::RollingRestart, Fault::KillRedis, Fault::CutNode];
/// Findings that are printed; the others are counted.
const PRINTED_MAX: usize = 20;

#[derive(Args, Clone, Debug)]
pub struct Chaos {
    /// People in all sessions together, on all nodes.
    #[arg(long, default_value_t = 300, value_parser = clap::value_parser!(u16).range(20..=2_000))]
    people: u16,
    /// Commands a second, of all together.
    #[arg(long, default_value_t = 40, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    per_s: u32,
    /// Sessions that people are in, as many in each.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=20))]
    sessions: u16,
    /// Which faults; all of them unless said.
    #[arg(long = "fault", value_delimiter = ',')]
    faults: Vec<Fault>,
    /// How often each of them strikes.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..=1_000))]
    rounds: u16,
    /// The short version: 60 people, four faults, once.
    #[arg(long)]
    brief: bool,
    /// The same seed, the same deeds.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

pub async fn run(chaos: &Chaos) -> anyhow::Result<()> {
    let mut faults = match (chaos.brief, &*chaos.faults) {
        (true, []) => BRIEF.to_vec(),
        (false, []) => Fault::value_variants().to_vec(),
        (_, some) => some.to_vec(),
    };
    let mut wrong = Vec::new();
    while let Some(first) = faults.first() {
        let needs = first.needs();
        let here: Vec<_> = faults.extract_if(.., |fault| fault.needs() == needs).collect();
        wrong.extend(one(chaos, needs, here).await?);
    }
    match wrong.first() {
        None => {
            println!("\nnothing lost, nothing twice, nothing out of order, nothing for others\n");
            Ok(())
        }
        Some(first) => bail!("{} things are wrong, the first: {first}", wrong.len()),
    }
}

/// One installation, one session, some faults. Everything that is wrong.
async fn one(
    chaos: &Chaos,
    needs: (Kind, Loss),
    faults: Vec<Fault>,
) -> anyhow::Result<Vec<String>> {
    let directory = tempfile::Builder::new().prefix("convene-chaos-").tempdir()?;
    let wrong = in_directory(chaos, needs, faults, &directory).await;
    if !matches!(&wrong, Ok(wrong) if wrong.is_empty()) {
        println!("\nwhat all processes said is in {}", directory.keep().display());
    }
    wrong
}

async fn in_directory(
    chaos: &Chaos,
    (kind, loss): (Kind, Loss),
    mut faults: Vec<Fault>,
    directory: &TempDir,
) -> anyhow::Result<Vec<String>> {
    let people = if chaos.brief { BRIEF_PEOPLE } else { usize::from(chaos.people) };
    let rounds = if chaos.brief { 1 } else { usize::from(chaos.rounds) };
    let mut shim = None;
    if faults.iter().any(|fault| fault.needs_shim()) {
        shim = shim::build(directory.path()).await?;
    }
    if shim.is_none() {
        let skipped = faults.extract_if(.., |fault| fault.needs_shim());
        skipped.for_each(|fault| println!("{fault:?} is skipped: there is no C compiler (cc)"));
    }
    let mut ports = Ports::new();
    let redis = Redis::start(kind, directory.path(), &mut ports, shim.as_deref()).await?;
    let nodes = nodes::start(&redis, directory.path(), &mut ports).await?;
    let (mut admin, start) = (venue::claim(&nodes).await?, now());
    let mut rooms = Vec::new();
    for _ in 0..chaos.sessions {
        let people = people / usize::from(chaos.sessions);
        let venue = Venue::open(&nodes, &mut admin, people, start).await?;
        let session = &venue.place.session;
        let ledger = Ledger::open(&redis.direct_url(), kind.replicas(), session).await?;
        let before = ledger.epoch().await?;
        rooms.push(Room { venue, ledger, before });
    }
    println!(
        "chaos: {people} people on {} nodes, {} commands/s, Redis {kind:?}",
        nodes.len(),
        chaos.per_s
    );
    let first = rooms.first().context("a session")?;
    let place = Arc::clone(&first.venue.place);
    let mut stage = Stage { nodes, redis, ports, place, shim };
    let struck = under_traffic(chaos, &rooms, &mut stage, &faults, rounds).await?;
    let mut wrong = nodes::fallen(&mut stage.nodes);
    wrong.extend(first.ledger.verify().await);
    for room in rooms {
        wrong.extend(room.close(loss, &struck).await?);
    }
    Ok(wrong)
}

/// A session, and what the witness must know of its log.
struct Room {
    venue: Venue,
    ledger: Ledger,
    /// Which history it was.
    before: String,
}

impl Room {
    /// When all is quiet: what people noticed, and everything that is wrong.
    async fn close(self, loss: Loss, struck: &[Struck]) -> anyhow::Result<Vec<String>> {
        let Self { venue, ledger, before } = self;
        let mut wrong = Vec::new();
        if let Err(error) = venue.is_quiet().await {
            wrong.push(error.to_string());
        }
        let steps = Arc::clone(&venue.steps);
        let remains = venue.close().await?;
        let epochs = [before, ledger.epoch().await?];
        let log = ledger.events().await?;
        let steps = std::mem::take(&mut *steps.lock().unwrap_or_else(PoisonError::into_inner));
        for struck in struck {
            let figures = Figures::of(struck, &remains);
            figures.print();
            wrong.extend(figures.beyond());
        }
        wrong.extend(remains.iter().flat_map(|one| one.errors.clone()));
        let transcript = Transcript { loss, ..transcript(remains, steps, log, epochs) };
        let verdict = witness::judge(&transcript);
        print(&verdict, transcript.log.len());
        wrong.extend(verdict.findings.iter().map(Finding::to_string));
        Ok(wrong)
    }
}

/// Everyone talks while one fault after the other strikes.
async fn under_traffic(
    chaos: &Chaos,
    rooms: &[Room],
    stage: &mut Stage,
    faults: &[Fault],
    rounds: usize,
) -> anyhow::Result<Vec<Struck>> {
    let (stop, stopped) = watch::channel(false);
    let striking = async {
        let struck = strike(stage, faults, rounds).await;
        stop.send_replace(true);
        struck
    };
    let per_s = (chaos.per_s / u32::from(chaos.sessions)).max(1);
    let talking = rooms.iter().zip(chaos.seed..).map(|(room, seed)| {
        let stopped = stopped.clone();
        room.venue.talk(per_s, seed, stopped)
    });
    let (struck, _) = tokio::join!(striking, join_all(talking));
    struck
}

async fn strike(stage: &mut Stage, faults: &[Fault], rounds: usize) -> anyhow::Result<Vec<Struck>> {
    let mut struck = Vec::new();
    for round in 0..rounds {
        for fault in faults {
            tokio::time::sleep(CALM).await;
            struck.push(stage.strike(*fault, round).await?);
        }
    }
    tokio::time::sleep(CALM).await;
    Ok(struck)
}

fn transcript(
    remains: Vec<Remains>,
    steps: witness::Steps,
    log: Vec<witness::Recorded>,
    epochs: [String; 2],
) -> Transcript {
    let mut attendance = Attendance { epochs, ..Attendance::default() };
    let (mut asked, mut accounts) = (Vec::new(), Vec::new());
    for one in remains {
        attendance.connected.insert(one.account.person);
        attendance.shown.push((one.account.name.clone(), one.here));
        asked.extend(one.asked);
        accounts.push(one.account);
    }
    Transcript { asked, accounts, steps, log, attendance, loss: Loss::Forbidden }
}

fn print(verdict: &Verdict, events: usize) {
    let Verdict { findings, acked, shown, lost } = verdict;
    println!("\nthe witness: {acked} acknowledged, {shown} changes shown, {events} events");
    if *lost > 0 {
        println!("  {lost} acknowledged are gone");
    }
    findings.iter().take(PRINTED_MAX).for_each(|finding| println!("  {finding}"));
    if findings.len() > PRINTED_MAX {
        println!("  and {} more", findings.len() - PRINTED_MAX);
    }
}
