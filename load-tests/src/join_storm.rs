//! Everyone comes at the beginning: ticket, hello, welcome, the notice, the whole view.

use crate::{
    client::{self, Http, Joined, Kept},
    measure::{Latencies, now},
    report::{self, STORM_TARGET},
    room::Room,
};
use clap::Args;
use convene::proto::Consent;
use std::time::{Duration, Instant};

#[derive(Args, Clone, Debug)]
pub struct JoinStorm {
    #[arg(long, default_value_t = 1_000)]
    pub people: usize,
    /// The time within which they come, evenly; 0: all at once.
    #[arg(long, default_value_t = 2_000, value_parser = clap::value_parser!(u64).range(0..=60_000))]
    pub within_ms: u64,
}

/// How long after their time each had what; of all of them together.
#[derive(Default)]
struct Waits {
    ticket: Latencies,
    welcome: Latencies,
    view: Latencies,
}

pub async fn run(load: &JoinStorm) -> anyhow::Result<()> {
    let mut room = Room::open(load.people).await?;
    let seats = room.seats().await?;
    let (before_kib, before_cpu) = (room.server.memory_kib()?, room.server.cpu_s()?);
    let within = Duration::from_millis(load.within_ms);
    let start = now() + Duration::from_millis(100);
    let mut coming = Vec::new();
    for (n, seat) in seats.into_iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "a few thousand people")]
        let at = start + within.mul_f64(n as f64 / load.people as f64);
        coming.push(tokio::spawn(come(room.address.clone(), room.session.clone(), seat, at)));
    }
    let (mut waits, mut joined, mut faults) = (Waits::default(), Vec::new(), Vec::new());
    let mut last_view = start;
    for task in coming {
        match task.await? {
            Ok((person, at, [ticket, welcome, view])) => {
                waits.ticket.add(ticket - at);
                waits.welcome.add(welcome - at);
                waits.view.add(view - at);
                last_view = last_view.max(view);
                joined.push(person);
            }
            Err(error) => faults.push(format!("{error:#}")),
        }
    }
    let cpu_s = room.server.cpu_s()? - before_cpu;
    room.settle().await?;
    #[expect(clippy::cast_precision_loss, reason = "a few thousand people")]
    let (people, kib) = (load.people as f64, room.server.memory_kib()? - before_kib);
    println!(
        "join storm: {} people within {} ms, server on one core, durable log on\n",
        load.people, load.within_ms
    );
    report::latencies("ticket", &waits.ticket, "");
    report::latencies("welcome", &waits.welcome, "");
    report::latencies("whole view", &waits.view, "");
    let after = last_view.saturating_duration_since(start + within);
    report::figure("all hold it after the last came, s", after.as_secs_f64(), STORM_TARGET);
    report::figure("server CPU ms per person", cpu_s * 1000.0 / people, "");
    report::figure("KiB per idle connection", kib / people, "<= 8");
    report::faults(&faults, "everyone is in")
}

type Came = (Joined, Instant, [Instant; 3]);

/// One person, at their time: when they had their ticket, their welcome and the whole view.
async fn come(
    address: String,
    session: String,
    mut seat: Http,
    at: Instant,
) -> anyhow::Result<Came> {
    tokio::time::sleep_until(at.into()).await;
    let ticket = seat.ticket_of(&session).await?;
    let has_ticket = now();
    let mut joined = Joined::enter(&address, ticket, Kept::default()).await?;
    let is_welcome = now();
    // The view comes before the answer to the answer.
    joined.ask(1, client::consent(Consent::Given)).await?;
    Ok((joined, at, [has_ticket, is_welcome, now()]))
}
