//! Time and chance: the only code that reads the clock or draws random numbers.

use crate::domain::Millis;
use std::time::{Instant, SystemTime, UNIX_EPOCH};
use uuid::Uuid;

/// Milliseconds since 1970.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the one place that reads the wall clock")]
pub fn now() -> Millis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Millis::try_from(since.as_millis()).unwrap_or(Millis::MAX)
}

/// For measuring how long something took.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the one place that reads the steady clock")]
pub fn steady() -> Instant {
    Instant::now()
}

/// A fresh id. Random and not made from time: an id says nothing about when or how many.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the one place that draws ids")]
pub fn id() -> Uuid {
    Uuid::new_v4()
}

/// Fresh secret bytes.
///
/// # Panics
/// When the operating system has no randomness: nothing can go on safely.
#[must_use]
pub fn secret<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    #[expect(clippy::expect_used, reason = "without randomness nothing is safe")]
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}
