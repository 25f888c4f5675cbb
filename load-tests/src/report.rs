//! The figures, for people, with what we aim for beside them.

use crate::measure::{Latencies, Outcome};

/// When all of a join storm should hold their view, in seconds.
pub const STORM_TARGET: &str = "< 0.5, of 1,000";

/// What a run of lines aims for; empty: nothing.
pub struct Targets {
    cpu: &'static str,
    delivery: &'static str,
    ack: &'static str,
    complete: &'static str,
}

pub const PLENARY: Targets = Targets {
    cpu: "<= 10, and <= 1.2 times the bare relay",
    delivery: "p99 <= 250; <= 100 at 205 people",
    ack: "p99 <= 50 at 205 people",
    complete: "",
};

pub const WATERFALL: Targets = Targets {
    cpu: "",
    delivery: "p99 <= 100 at 205 people",
    ack: "p99 <= 50 at 205 people",
    complete: "<= 2 at 2,000 people",
};

/// A run, and beside it that of the bare relay.
pub fn compare(convene: &Outcome, yardstick: Option<&Outcome>, targets: &Targets) {
    row(convene, targets);
    if let Some(yardstick) = yardstick {
        let none = Targets { cpu: "", delivery: "", ack: "", complete: "" };
        row(yardstick, &none);
        let ratio = convene.cpu_s_per_million() / yardstick.cpu_s_per_million();
        println!("CPU per delivery, Convene to the bare relay in the same minute: {ratio:.2}");
    }
    match convene.faults.len() {
        0 => println!("every reader: all lines, in one order, none twice\n"),
        n => println!("FAULTS: {n}\n"),
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts below 2^52")]
fn row(outcome: &Outcome, targets: &Targets) {
    let (people, seconds) = (outcome.people.max(1) as f64, outcome.seconds);
    println!("\n{}", outcome.name);
    println!("  lines, deliveries          {} {}", outcome.lines, outcome.deliveries);
    figure("deliveries/s", outcome.deliveries as f64 / seconds, "");
    figure("frames per person", outcome.frames as f64 / people, "");
    figure("CPU s per 1M deliveries", outcome.cpu_s_per_million(), targets.cpu);
    figure("CPU of one core, %", outcome.cpu_s / seconds * 100.0, "");
    latencies("delivery", &outcome.delivered, targets.delivery);
    if outcome.acks.count() > 0 {
        latencies("ack", &outcome.acks, targets.ack);
    }
    figure("last line to last reader, s", outcome.complete_s, targets.complete);
    figure("KiB per idle connection", outcome.idle_kib, "<= 8");
    figure("all welcome after, s", outcome.storm_s, STORM_TARGET);
}

pub fn latencies(name: &str, all: &Latencies, target: &str) {
    let [p50, p99, max] = all.clone().summary();
    let figures = format!("{p50:.1} {p99:.1} {max:.1}");
    line(&format!("{name} p50/p99/max ms"), &figures, target);
}

pub fn figure(name: &str, value: f64, target: &str) {
    line(name, &format!("{value:.2}"), target);
}

fn line(name: &str, figures: &str, target: &str) {
    match target {
        "" => println!("  {name:<34} {figures}"),
        _ => println!("  {name:<34} {figures:<20} (target {target})"),
    }
}

/// Says that all is well, or fails with the first of what is not.
pub fn faults(faults: &[String], all_is_well: &str) -> anyhow::Result<()> {
    match faults.first() {
        None => {
            println!("{all_is_well}\n");
            Ok(())
        }
        Some(first) => anyhow::bail!("{} faults, the first: {first}", faults.len()),
    }
}
