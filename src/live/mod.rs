//! Live sessions: one task each, that decides, appends and shows.

mod allowance;
mod answers;
mod boards;
mod catalog;
mod close;
mod deciding;
mod fan_out;
mod forgetting;
mod forward;
mod frame;
mod hub;
mod loss;
mod packed;
mod peers;
mod present;
mod pump;
mod reader;
mod registry;
mod resume;
mod ring;
mod session;
mod shown;
mod task;
mod withheld;

pub use catalog::{CatalogService, Failure as CatalogFailure};
pub use close::Close;
pub use forgetting::Forgetting;
pub use frame::{Format, Item, single};
pub use hub::{Hub, Join};
pub use peers::{serve_peer, take_over};
pub use reader::{Connection, Next, ReaderId};
pub use registry::{Registry, Unreachable};
pub use resume::Sealer;
pub use session::{Refusal, Session};

use std::time::Duration;

/// Commands that wait for a session's task. More are told to come back.
pub const INBOX_MAX: usize = 1024;
/// Commands that are decided together and appended as one batch.
pub const BATCH_COMMANDS_MAX: usize = 256;
/// Least events between two snapshots.
pub const SNAPSHOT_EVENTS: u64 = 512;
/// Changes that a ring holds for readers that are behind.
pub const RING_ITEMS_MAX: usize = 2048;
/// Bytes that a ring holds for readers that are behind.
pub const RING_BYTES_MAX: usize = 2 << 20;
/// Things for one reader alone that may wait; beyond, it gets a fresh view.
pub const PERSONAL_ITEMS_MAX: usize = 256;
/// Connections of one person in one session.
pub const CONNECTIONS_PER_PERSON_MAX: usize = 8;
/// Connections of one session.
pub const CONNECTIONS_MAX: usize = 10_000;
/// Boards that one connection looks at.
pub const LOOKS_MAX: usize = 8;
/// The same, of someone who runs the session.
pub const DESK_LOOKS_MAX: usize = 64;
/// Between two tellings of what people are about to do on boards.
pub const SIGNS_TICK: Duration = Duration::from_millis(50);
/// Signs of one connection in a second; more are left out.
pub const SIGNS_PER_S: u32 = 30;
/// Between two presence deltas and two batches of arrivals.
pub const TICK: Duration = Duration::from_millis(250);
/// Between two heartbeats to one reader.
pub const HEARTBEAT: Duration = Duration::from_secs(5);
/// How long someone may be gone before it counts as having left.
pub const DEPARTURE_GRACE_MS: i64 = 30_000;
/// How long a session without connections stays in memory.
pub const IDLE: Duration = Duration::from_secs(60);
/// Between two attempts to settle an append whose outcome is unknown.
pub const SETTLE_PAUSE: Duration = Duration::from_millis(500);
/// The newest revision of the protocol that this server speaks.
pub const REVISION: u32 = 1;
