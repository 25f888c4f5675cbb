//! The system from outside, and the shape of the code itself. One binary: it links once.
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may fail loudly, and draw its own ids"
)]

mod api;
mod architecture;
mod log_contract;
mod operate;
mod power_loss;
mod process;
mod redis;
mod simulation;
mod support;
mod telemetry;
