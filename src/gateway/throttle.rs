//! Slows down guessing. Per name and never per address: a whole county office sits behind
//! one.

use crate::{clock, domain::Millis};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

const WINDOW_MS: Millis = 15 * 60_000;
/// Names that are remembered; beyond, the oldest windows are dropped.
const NAMES_MAX: usize = 10_000;

/// Counts failures by name.
#[derive(Clone)]
pub(super) struct Throttle {
    failures_max: u32,
    // A std mutex: held for a map look-up.
    names: Arc<Mutex<HashMap<String, (u32, Millis)>>>,
}

impl Throttle {
    pub(super) fn new(failures_max: u32) -> Self {
        Self { failures_max, names: Arc::default() }
    }

    /// Whether another try may be made.
    pub(super) fn allows(&self, name: &str) -> bool {
        let names = self.names.lock().unwrap_or_else(PoisonError::into_inner);
        names.get(name).is_none_or(|(failures, since)| {
            *failures < self.failures_max || clock::now() - since > WINDOW_MS
        })
    }

    /// A try has failed.
    pub(super) fn failed(&self, name: &str) {
        let now = clock::now();
        let mut names = self.names.lock().unwrap_or_else(PoisonError::into_inner);
        if names.len() >= NAMES_MAX {
            names.retain(|_, (_, since)| now - *since <= WINDOW_MS);
        }
        if names.len() >= NAMES_MAX
            && let Some(oldest) = names.iter().min_by_key(|(_, (_, since))| *since)
        {
            let oldest = oldest.0.clone();
            names.remove(&oldest);
        }
        let (failures, since) = names.entry(name.to_owned()).or_insert((0, now));
        if now - *since > WINDOW_MS {
            (*failures, *since) = (0, now);
        }
        *failures += 1;
    }
}
