//! Time and chance: the only code that reads the clock or draws random numbers.

use crate::domain::Millis;
use std::{
    cell::Cell,
    time::{Instant, SystemTime, UNIX_EPOCH},
};
use uuid::{Builder, Uuid};

thread_local! {
    /// Set by [`simulate`] alone, and only for the thread that asks for it.
    static SIMULATED: Cell<Option<Simulated>> = const { Cell::new(None) };
}

/// Time and chance of a simulation on this thread.
#[derive(Clone, Copy)]
struct Simulated {
    /// When it began, by the runtime's own clock, which a simulation pauses.
    began: tokio::time::Instant,
    /// The state of the generator.
    chance: u64,
}

/// When every simulation begins.
const SIMULATED_FROM_MS: Millis = 1_800_000_000_000;

/// For tests: from now on this thread's time is that of its runtime, which may be paused, and
/// its chance comes from a seed, until what is returned is dropped. Everything that time and
/// chance decide is then the same in every run of a seed. The order in which a hash map lists its
/// keys is not, nor which of two ready things a task takes first: a run is much the same, and
/// not always quite.
///
/// Nothing in the server calls this: secrets that anyone can draw again are none.
#[must_use]
pub fn simulate(seed: u64) -> Simulation {
    let simulated = Simulated { began: tokio::time::Instant::now(), chance: seed };
    SIMULATED.set(Some(simulated));
    Simulation(())
}

/// Until it is dropped, this thread's time and chance are simulated.
pub struct Simulation(());

impl Drop for Simulation {
    fn drop(&mut self) {
        SIMULATED.set(None);
    }
}

impl Simulated {
    /// The next number of the seed's, by `SplitMix64`.
    fn draw(mut self) -> u64 {
        self.chance = self.chance.wrapping_add(0x9E37_79B9_7F4A_7C15);
        SIMULATED.set(Some(self));
        let mixed = (self.chance ^ (self.chance >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}

/// Milliseconds since 1970.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the one place that reads the wall clock")]
pub fn now() -> Millis {
    if let Some(Simulated { began, .. }) = SIMULATED.get() {
        let since = Millis::try_from(began.elapsed().as_millis()).unwrap_or(Millis::MAX);
        return SIMULATED_FROM_MS.saturating_add(since);
    }
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Millis::try_from(since.as_millis()).unwrap_or(Millis::MAX)
}

/// For measuring how long something took.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the one place that reads the steady clock")]
pub fn steady() -> Instant {
    match SIMULATED.get() {
        Some(_) => tokio::time::Instant::now().into_std(),
        None => Instant::now(),
    }
}

/// A fresh id. Random and not made from time: an id says nothing about when or how many.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the one place that draws ids")]
pub fn id() -> Uuid {
    match SIMULATED.get() {
        Some(_) => Builder::from_random_bytes(secret()).into_uuid(),
        None => Uuid::new_v4(),
    }
}

/// Fresh secret bytes.
///
/// # Panics
/// When the operating system has no randomness: nothing can go on safely.
#[must_use]
pub fn secret<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if SIMULATED.get().is_some() {
        for chunk in bytes.chunks_mut(size_of::<u64>()) {
            let drawn = SIMULATED.get().map_or(0, Simulated::draw).to_le_bytes();
            chunk.copy_from_slice(&drawn[..chunk.len()]);
        }
        return bytes;
    }
    #[expect(clippy::expect_used, reason = "without randomness nothing is safe")]
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}
