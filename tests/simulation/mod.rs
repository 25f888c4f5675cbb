//! Seeded simulations: nodes on one log, links between them, clients, and faults in all of it,
//! in virtual time on one thread. What everyone was told is held against the log.

mod case;
mod client;
mod judge;
mod mind;
mod mutant;
mod node;
mod pipe;
mod polls;
mod store;
mod world;

use mutant::Mutation;
use std::{
    env,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

/// Every seed that ever failed, with why.
const FAILED_ONCE: &str = include_str!("seeds.txt");
/// How long the sweep goes on, unless `CONVENE_SIMULATE_SECONDS` says otherwise.
const SWEEP: Duration = Duration::from_secs(40);
/// No seed takes nearly as long.
const STUCK: Duration = Duration::from_secs(60);
/// Runs of one seed, for one that fails now and then.
const TELLS_MAX: usize = 200;
/// Seeds in which a mutation must be noticed.
const MUTANT_SEEDS: u64 = 20;

fn failed_once() -> impl Iterator<Item = u64> {
    let seeds = FAILED_ONCE.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    seeds.map(|line| line.split_whitespace().next().unwrap().parse().unwrap())
}

fn asked(variable: &str) -> Option<u64> {
    env::var(variable).ok().map(|value| value.parse().unwrap())
}

/// A seed in which virtual time stands still would never end: at least it is named.
fn watched() -> Arc<AtomicU64> {
    let running = Arc::new(AtomicU64::new(0));
    let watching = Arc::downgrade(&running);
    thread::spawn(move || {
        let mut before = 0;
        while let Some(seed) = watching.upgrade().map(|running| running.load(Ordering::Relaxed)) {
            if seed == before {
                eprintln!("seed {seed} does not end");
            }
            before = seed;
            thread::sleep(STUCK);
        }
    });
    running
}

/// A seed that makes something panic fails like any other.
fn try_seed(seed: u64) -> case::Verdict {
    std::panic::catch_unwind(|| case::run(seed, None, false)).unwrap_or_else(|_| case::Verdict {
        faults: vec!["it panicked".to_owned()],
        events: 0,
        checks: 0,
        story: Vec::new(),
    })
}

/// Runs one seed until it fails, and says all that happened: two runs of a seed are not always
/// the same to the last.
fn tell(seed: u64) {
    for n in 1..=TELLS_MAX {
        let verdict = case::run(seed, None, true);
        if !verdict.faults.is_empty() || n == TELLS_MAX {
            println!("{}", verdict.story.join("\n"));
            assert!(verdict.faults.is_empty(), "seed {seed}, run {n}: {:#?}", verdict.faults);
        }
    }
}

/// `CONVENE_SIMULATE_SEED` runs one seed alone.
#[test]
fn whatever_goes_wrong_everyone_is_told_the_truth() {
    if let Some(seed) = asked("CONVENE_SIMULATE_SEED") {
        return tell(seed);
    }
    let lasts = asked("CONVENE_SIMULATE_SECONDS").map_or(SWEEP, Duration::from_secs);
    let first = asked("CONVENE_SIMULATE_FROM").unwrap_or(1);
    let (began, mut failed) = (Instant::now(), Vec::new());
    let (mut cases, mut events, mut checks) = (0, 0, 0);
    let running = watched();
    for (number, seed) in failed_once().chain(first..).enumerate() {
        if began.elapsed() > lasts && number > failed_once().count() {
            break;
        }
        running.store(seed, Ordering::Relaxed);
        let verdict = try_seed(seed);
        cases += 1;
        events += verdict.events;
        checks += verdict.checks;
        if !verdict.faults.is_empty() {
            println!("seed {seed}: {:#?}", verdict.faults);
            failed.push(seed);
        }
    }
    let seconds = began.elapsed().as_secs_f32();
    println!("{cases} cases, {events} events, {checks} checks in {seconds:.1} s");
    assert!(failed.is_empty(), "these seeds fail: {failed:?}");
}

/// The judge notices each server that is wrong in one way.
#[test]
fn the_judge_notices_what_is_wrong() {
    for mutation in Mutation::ALL {
        let noticed = (1..=MUTANT_SEEDS).find_map(|seed| {
            let faults = case::run(seed, Some(mutation), false).faults;
            faults.into_iter().next().map(|fault| (seed, fault))
        });
        let (seed, fault) = noticed.unwrap_or_else(|| panic!("nobody notices {mutation:?}"));
        println!("{mutation:?} was noticed with seed {seed}: {fault}");
    }
}
