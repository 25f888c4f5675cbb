//! The system from outside, and the shape of the code itself. One binary: it links once.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail loudly")]

mod api;
mod log_contract;
mod power_loss;
mod support;
