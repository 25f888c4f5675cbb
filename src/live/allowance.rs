//! How much one person may send, over all their connections: a bucket that refills.

use crate::{clock, live::Close};
use std::{
    sync::{Mutex, PoisonError},
    time::Instant,
};

/// Messages at once after a pause, as when unsent commands are sent again.
const BURST: f64 = 128.0;
/// Messages a second.
const PER_S: f64 = 20.0;
/// Refused messages, fading like the bucket fills, after which it is a flood.
const REFUSED_MAX: f64 = 500.0;

/// Shared by the connections of a person, and kept while they are away.
pub(super) struct Allowance(Mutex<Bucket>);

struct Bucket {
    tokens: f64,
    refused: f64,
    refilled: Instant,
}

impl Allowance {
    pub(super) fn new() -> Self {
        Self(Mutex::new(Bucket { tokens: BURST, refused: 0.0, refilled: clock::steady() }))
    }

    /// Whether one more message is within bounds.
    pub(super) fn take(&self) -> Result<bool, Close> {
        let mut bucket = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = clock::steady();
        let new = now.duration_since(bucket.refilled).as_secs_f64() * PER_S;
        bucket.tokens = (bucket.tokens + new).min(BURST);
        bucket.refused = (bucket.refused - new).max(0.0);
        bucket.refilled = now;
        if bucket.tokens >= 1.0 {
            bucket.tokens -= 1.0;
            return Ok(true);
        }
        bucket.refused += 1.0;
        if bucket.refused > REFUSED_MAX { Err(Close::Flooding) } else { Ok(false) }
    }
}
