//! What is counted, and how it is summed up.

use std::time::{Duration, Instant};

#[expect(clippy::disallowed_methods, reason = "measuring is what this program is for")]
pub fn now() -> Instant {
    Instant::now()
}

/// Latencies, each from the time at which something should have been sent.
#[derive(Default, Clone)]
pub struct Latencies(Vec<u32>);

impl Latencies {
    pub fn add(&mut self, latency: Duration) {
        self.0.push(u32::try_from(latency.as_micros()).unwrap_or(u32::MAX));
    }

    pub fn join(&mut self, other: &Self) {
        self.0.extend_from_slice(&other.0);
    }

    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// p50, p99 and the worst, in milliseconds.
    pub fn summary(&mut self) -> [f64; 3] {
        self.0.sort_unstable();
        let at = |share: f64| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                clippy::cast_precision_loss,
                reason = "a share of a count"
            )]
            let index = (self.0.len().saturating_sub(1) as f64 * share).round() as usize;
            f64::from(self.0.get(index).copied().unwrap_or_default()) / 1000.0
        };
        [at(0.5), at(0.99), at(1.0)]
    }
}

/// What one run came to.
#[derive(Default)]
pub struct Outcome {
    pub name: String,
    pub people: usize,
    pub lines: usize,
    /// Lines times readers.
    pub deliveries: usize,
    /// Frames that carried them, and whatever else came meanwhile.
    pub frames: usize,
    pub seconds: f64,
    pub cpu_s: f64,
    pub acks: Latencies,
    pub delivered: Latencies,
    /// From when the last line should have been sent until the last reader had all.
    pub complete_s: f64,
    /// KiB of the server's memory for each joined, idle connection.
    pub idle_kib: f64,
    /// From the first connect until everyone was welcome.
    pub storm_s: f64,
    /// Gaps, repeats, or lines out of order, at any reader.
    pub faults: Vec<String>,
}

impl Outcome {
    pub fn cpu_s_per_million(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "counts below 2^52")]
        let deliveries = self.deliveries.max(1) as f64;
        self.cpu_s / deliveries * 1e6
    }

    /// An error if anyone missed anything.
    pub fn verdict(&self) -> anyhow::Result<()> {
        match self.faults.first() {
            None => Ok(()),
            Some(first) => anyhow::bail!("{} faults, the first: {first}", self.faults.len()),
        }
    }
}
