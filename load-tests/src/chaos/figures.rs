//! What people noticed of each fault, in figures, and which of them are beyond their bound.

use super::{
    faults::{Fault, Struck},
    person::{Remains, Return},
};
use crate::measure::Latencies;
use std::time::Duration;

/// Within this after a node died its people are with another.
const ELSEWHERE_MAX: Duration = Duration::from_secs(2);
/// Within this after Redis was whole again everything is answered.
const SERVED_MAX: Duration = Duration::from_secs(2);
/// What is due so long after a fault was put right still belongs to it.
const AFTERMATH: Duration = Duration::from_secs(2);
/// What the server says when it restarts.
const RESTARTING: u32 = 4000;

/// One fault, as people noticed it.
pub struct Figures<'a> {
    struck: &'a Struck,
    /// From being cut off until being back.
    away: Latencies,
    resumed: usize,
    /// Who was cut off without being told why.
    unsaid: usize,
    /// From when something was due until it was acknowledged.
    served: Latencies,
    /// The longest time in which nothing was acknowledged.
    gap: Duration,
    /// From the end of the fault until the last answer to what was due before it.
    late: Duration,
}

impl<'a> Figures<'a> {
    pub fn of(struck: &'a Struck, everyone: &[Remains]) -> Self {
        let (from, until) = (struck.began, struck.whole + AFTERMATH);
        let is_within = |at: Duration| (from..=until).contains(&at);
        let returns = everyone.iter().flat_map(|one| &one.returns);
        let returns: Vec<&Return> = returns.filter(|one| is_within(one.lost)).collect();
        let (mut away, mut served) = (Latencies::default(), Latencies::default());
        for one in &returns {
            // Nobody notices a death before it happens, but perhaps only later.
            let since = if struck.fault == Fault::KillNode { from } else { one.lost };
            one.back.iter().for_each(|back| away.add(back.saturating_sub(since)));
        }
        let mut answers = Vec::new();
        let mut late = Duration::ZERO;
        for (due, acked) in everyone.iter().flat_map(|one| &one.served) {
            if is_within(*acked) {
                answers.push(*acked);
            }
            if is_within(*due) {
                served.add(acked.saturating_sub(*due));
            }
            if (from..=struck.whole).contains(due) {
                late = late.max(acked.saturating_sub(struck.whole));
            }
        }
        answers.extend([from, until]);
        answers.sort();
        let gaps = answers.windows(2).map(|pair| pair[1] - pair[0]);
        Self {
            struck,
            away,
            resumed: returns.iter().filter(|one| one.is_resumed).count(),
            unsaid: returns.iter().filter(|one| one.code != Some(RESTARTING)).count(),
            served,
            gap: gaps.max().unwrap_or_default(),
            late,
        }
    }

    pub fn print(&self) {
        let Struck { fault, what, began, whole } = self.struck;
        println!("\n{fault:?}: {what}; whole again after {:.1} s", (*whole - *began).as_secs_f64());
        if self.away.count() > 0 {
            let [p50, _, max] = self.away.clone().summary();
            let (count, resumed) = (self.away.count(), self.resumed);
            println!("  cut off, and back where they were  {count}, {resumed}");
            println!("  back after p50/max s               {:.2} {:.2}", p50 / 1e3, max / 1e3);
        }
        let [p50, _, max] = self.served.clone().summary();
        println!("  answered after p50/max s           {:.2} {:.2}", p50 / 1e3, max / 1e3);
        println!("  longest without any ack, s         {:.2}", self.gap.as_secs_f64());
    }

    /// What is beyond a bound. None of it is a loss.
    pub fn beyond(&self) -> Vec<String> {
        let mut beyond = Vec::new();
        let name = format!("{:?}", self.struck.fault);
        let [_, _, worst] = self.away.clone().summary();
        let elsewhere_ms = ELSEWHERE_MAX.as_secs_f64() * 1e3;
        if self.struck.fault == Fault::KillNode && worst > elsewhere_ms {
            beyond.push(format!("{name}: someone was back after {worst:.0} ms"));
        }
        if self.struck.fault == Fault::RollingRestart && self.unsaid > 0 {
            beyond.push(format!("{name}: {} were cut off without a word", self.unsaid));
        }
        if self.late > SERVED_MAX {
            let late = self.late.as_secs_f64();
            beyond.push(format!("{name}: something was answered {late:.1} s after all was whole"));
        }
        beyond
    }
}
