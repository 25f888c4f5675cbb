//! What tests share: a server in this process, people who use it, logs that fail.

pub mod boards;
pub mod browser;
pub mod disk;
pub mod faulty;
pub mod link;
pub mod live;
pub mod redis;
pub mod rng;
pub mod server;
pub mod talk;
pub mod view;
