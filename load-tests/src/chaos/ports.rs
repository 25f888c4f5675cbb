//! Free ports for what listens, below those that the kernel gives to outgoing connections: a
//! server that is killed must find its port again, with hundreds connecting meanwhile.

use crate::rng::Rng;
use anyhow::bail;
use std::net::TcpListener;

/// Five digits each: an address may take the place of another in a text.
const FIRST: usize = 12_000;
const COUNT: usize = 20_000;

/// Gives out ports, none of them twice.
pub struct Ports {
    next: usize,
    given: usize,
}

impl Ports {
    /// Begins anywhere, so that several runs do not meet.
    pub fn new() -> Self {
        let seed = u64::from(std::process::id()) ^ convene::clock::now().unsigned_abs();
        Self { next: Rng::new(seed).below(COUNT), given: 0 }
    }

    pub fn free(&mut self) -> anyhow::Result<u16> {
        while self.given < COUNT {
            let port = u16::try_from(FIRST + self.next % COUNT)?;
            (self.next, self.given) = (self.next + 1, self.given + 1);
            if TcpListener::bind(("127.0.0.1", port)).is_ok() {
                return Ok(port);
            }
        }
        bail!("no port is free")
    }
}
