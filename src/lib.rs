//! Convene: live virtual convenings on one ordered log per session.
//!
//! The modules in reading order; each may use those above it.

pub mod domain;
pub mod log;
