//! The figures, for people.

use crate::{Load, measure::Outcome};

pub fn print(load: &Load, convene: &Outcome, yardstick: Option<&Outcome>) {
    println!(
        "plenary: {} people, {} lines/s for {} s, server on one core, durable log on",
        load.people, load.lines_per_s, load.seconds
    );
    row(convene);
    if let Some(yardstick) = yardstick {
        row(yardstick);
        let ratio = convene.cpu_s_per_million() / yardstick.cpu_s_per_million();
        println!("CPU per delivery, Convene to the bare relay in the same minute: {ratio:.2}");
    }
    match convene.faults.len() {
        0 => println!("every reader: all lines, in one order, none twice"),
        n => println!("FAULTS: {n}"),
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts below 2^52")]
fn row(outcome: &Outcome) {
    let [ack50, ack99, ack_max] = outcome.acks.clone().summary();
    let [p50, p99, max] = outcome.delivered.clone().summary();
    println!("\n{}", outcome.name);
    println!("  lines, deliveries          {} {}", outcome.lines, outcome.deliveries);
    println!("  deliveries/s               {:.0}", outcome.deliveries as f64 / outcome.seconds);
    println!("  CPU s per 1M deliveries    {:.1}", outcome.cpu_s_per_million());
    println!("  delivery p50/p99/max ms    {p50:.1} {p99:.1} {max:.1}");
    if outcome.acks.count() > 0 {
        println!("  ack p50/p99/max ms         {ack50:.1} {ack99:.1} {ack_max:.1}");
    }
    println!("  KiB per idle connection    {:.1}", outcome.idle_kib);
    println!("  join storm, {} people s  {:.2}\n", outcome.people, outcome.storm_s);
}
