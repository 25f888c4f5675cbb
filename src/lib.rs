//! Convene: live virtual convenings on one ordered log per session.
//!
//! The modules in reading order; each may use those above it.

pub mod domain;
pub mod intake;
pub mod proto;
pub mod log;
pub mod codec;
pub mod clock;
pub mod fold;
pub mod anonymous;
pub mod nodes;
pub mod live;
pub mod replay;
pub mod config;
pub mod telemetry;
pub mod operate;
pub mod gateway;
pub mod app;
