//! A site's network drops for everyone behind it, and all come back while the others go on.

use crate::{
    client::{Http, Joined},
    measure::{Latencies, Outcome, now},
    reader::{Due, Heard, Reader},
    report,
    rng::Rng,
    room::{Readers, Room, agree},
    schedule,
};
use anyhow::Context;
use clap::Args;
use convene::proto::Why;
use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};
use tokio::sync::mpsc;

const SEED: u64 = 47;
/// Before the first line: everyone reads what the arrivals of the others have brought.
const WARM_UP: Duration = Duration::from_secs(4);
/// From the first line until the site drops.
const BEFORE_DROP_S: u64 = 5;
/// Lines go on after the last one should be back.
const AFTER_S: u64 = 5;
/// How long after the last line everyone may take to have read it.
const PATIENCE: Duration = Duration::from_secs(30);

#[derive(Args, Clone, Debug)]
pub struct ReconnectStorm {
    /// People who stay and write.
    #[arg(long, default_value_t = 205, value_parser = clap::value_parser!(u32).range(1..=4_000))]
    pub people: u32,
    /// People at the site that drops.
    #[arg(long, default_value_t = 300, value_parser = clap::value_parser!(u32).range(1..=900))]
    pub site: u32,
    /// How long the site is away.
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u64).range(1..=120))]
    pub away_s: u64,
    /// All come back within this.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..=60))]
    pub within_s: u64,
    /// Lines a second of those who stay.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=500))]
    pub lines_per_s: u32,
}

/// How those of the site were received, and how long it took.
#[derive(Default)]
struct Returns {
    welcome: Latencies,
    live: Latencies,
    resumed: usize,
    fresh: usize,
    diverged: usize,
    /// Changes that came between the welcome and being live.
    missed: usize,
}

/// What one of the site does when.
#[derive(Clone)]
struct Trip {
    address: String,
    session: String,
    drops_at: Instant,
    back_at: Instant,
    until: Instant,
    lines: usize,
    returns: Arc<Mutex<Returns>>,
}

pub async fn run(load: &ReconnectStorm) -> anyhow::Result<()> {
    let (stay, site) = (usize::try_from(load.people)?, usize::try_from(load.site)?);
    let mut room = Room::open(stay + site).await?;
    let seats = room.seats().await?;
    let tickets = room.tickets(&seats).await?;
    let joined = agree(room.storm_in(tickets).await?).await?;
    room.settle().await?;

    let seconds = BEFORE_DROP_S + load.away_s + load.within_s + AFTER_S;
    let schedule = schedule::steady(load.lines_per_s, seconds, stay)?;
    let (start, lines) = (now() + WARM_UP, schedule.len());
    let drops_at = start + Duration::from_secs(BEFORE_DROP_S);
    let until = start + Duration::from_secs(seconds) + PATIENCE;
    let returns = Arc::<Mutex<Returns>>::default();
    let mut readers = Readers::new(start);
    let mut rng = Rng::new(SEED);
    for (n, (joined, seat)) in joined.into_iter().zip(seats).enumerate() {
        if n < stay {
            readers.add(joined, |mut reader, mut due| async move {
                reader.live(&mut due, lines, until).await;
                reader.finish(lines)
            });
            continue;
        }
        let back_in = rng.seconds(0.0, Duration::from_secs(load.within_s).as_secs_f64());
        let trip = Trip {
            address: room.address.clone(),
            session: room.session.clone(),
            drops_at,
            back_at: drops_at + Duration::from_secs(load.away_s) + back_in,
            until,
            lines,
            returns: Arc::clone(&returns),
        };
        readers.add(joined, |reader, due| travel(trip, seat, reader, due));
    }
    let cpu_before = room.server.cpu_s()?;
    readers.say(&schedule).await;
    let heard = readers.heard().await;
    let mut outcome = Outcome { people: stay + site, ..Outcome::default() };
    outcome.cpu_s = room.server.cpu_s()? - cpu_before;
    outcome.seconds = now().saturating_duration_since(start).as_secs_f64();
    outcome.sum_up(heard, start + Duration::from_secs(seconds));
    print(load, &outcome, &returns.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Reads until the network is gone, comes back with what was kept, and reads on.
async fn travel(trip: Trip, seat: Http, mut reader: Reader, mut due: mpsc::Receiver<Due>) -> Heard {
    reader.live(&mut due, usize::MAX, trip.drops_at).await;
    match come_back(&trip, seat, &mut reader).await {
        Ok(()) => reader.live(&mut due, trip.lines, trip.until).await,
        Err(error) => reader.heard.faults.push(format!("did not come back: {error:#}")),
    }
    reader.finish(trip.lines)
}

async fn come_back(trip: &Trip, mut seat: Http, reader: &mut Reader) -> anyhow::Result<()> {
    let kept = reader.drop_out();
    tokio::time::sleep_until(trip.back_at.into()).await;
    let ticket = seat.ticket_of(&trip.session).await?;
    let joined = Joined::enter(&trip.address, ticket, kept).await?;
    let (why, welcome_at) = (joined.why, now());
    reader.resume(joined);
    // Exactly what was missed comes, and then a heartbeat; a whole view says all at once.
    let missed = match why {
        Why::Resumed => reader.catch_up(trip.until).await.context("never live again")?,
        Why::Fresh | Why::Diverged | Why::Unspecified => 0,
    };
    let live_at = now();
    let mut returns = trip.returns.lock().unwrap_or_else(PoisonError::into_inner);
    returns.welcome.add(welcome_at.saturating_duration_since(trip.back_at));
    returns.live.add(live_at.saturating_duration_since(trip.back_at));
    returns.missed += missed;
    match why {
        Why::Resumed => returns.resumed += 1,
        Why::Diverged => returns.diverged += 1,
        Why::Fresh | Why::Unspecified => returns.fresh += 1,
    }
    Ok(())
}

fn print(load: &ReconnectStorm, outcome: &Outcome, returns: &Returns) -> anyhow::Result<()> {
    println!(
        "reconnect storm: {} people write {} lines/s; {} more drop for {} s and come back within \
         {} s; server on one core, durable log on\n",
        load.people, load.lines_per_s, load.site, load.away_s, load.within_s
    );
    println!(
        "  resumed, fresh, diverged   {} {} {}",
        returns.resumed, returns.fresh, returns.diverged
    );
    #[expect(clippy::cast_precision_loss, reason = "counts below 2^52")]
    let missed = returns.missed as f64 / returns.resumed.max(1) as f64;
    report::figure("changes missed, each", missed, "");
    report::latencies("welcome again", &returns.welcome, "");
    report::latencies("live again", &returns.live, "p99 < 2000");
    report::latencies("delivery, of all", &outcome.delivered, "");
    report::latencies("ack, of those who stay", &outcome.acks, "p99 <= 50 at 205");
    report::figure("server CPU s", outcome.cpu_s, "");
    report::faults(&outcome.faults, "every reader: all lines, in one order, none twice")
}
