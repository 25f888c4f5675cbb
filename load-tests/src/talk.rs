//! Everyone in the plenary, lines at their times, everyone reads all of them: one run.

use crate::{
    measure::{Outcome, now},
    reader::Heard,
    room::{On, Readers, Room, agree},
    schedule::Turn,
};
use std::time::Duration;

/// How long after the last line everyone may take to have read it.
const PATIENCE: Duration = Duration::from_secs(30);
/// Before the first line: everyone reads what the arrivals of the others have brought.
const WARM_UP: Duration = Duration::from_secs(4);
/// What the CPU is read before the first line.
const EARLY: Duration = Duration::from_millis(100);

/// The server stands still (SIGSTOP) after this, for so long.
pub type Freeze = Option<(Duration, Duration)>;

/// One run against a fresh server.
pub async fn run(people: usize, schedule: &[Turn], freeze: Freeze) -> anyhow::Result<Outcome> {
    run_on(On::File, people, schedule, freeze).await
}

/// One run against a fresh installation.
pub async fn run_on(
    on: On<'_>,
    people: usize,
    schedule: &[Turn],
    freeze: Freeze,
) -> anyhow::Result<Outcome> {
    let mut room = Room::open_on(on, people).await?;
    let seats = room.seats().await?;
    let tickets = room.tickets(&seats).await?;
    let before_kib = room.server.memory_kib()?;
    let storm = now();
    let joined = room.storm_in(tickets).await?;
    let storm_s = storm.elapsed().as_secs_f64();
    let joined = agree(joined).await?;
    room.settle().await?;
    #[expect(clippy::cast_precision_loss, reason = "a few thousand people")]
    let idle_kib = (room.server.memory_kib()? - before_kib) / people as f64;

    let start = now() + WARM_UP;
    let last = schedule.last().map_or(Duration::ZERO, |turn| turn.since_start);
    let (lines, until) = (schedule.len(), start + last + PATIENCE);
    let mut readers = Readers::new(start);
    for joined in joined {
        readers.add(joined, |mut reader, mut due| async move {
            reader.live(&mut due, lines, until).await;
            reader.finish(lines)
        });
    }
    tokio::time::sleep_until((start - EARLY).into()).await;
    let cpu_before = room.cpu_s()?;
    let freezing = async {
        let Some((after, length)) = freeze else { return anyhow::Ok(()) };
        tokio::time::sleep_until((start + after).into()).await;
        room.server.signal("-STOP").await?;
        tokio::time::sleep(length).await;
        room.server.signal("-CONT").await
    };
    let ((), frozen) = tokio::join!(readers.say(schedule), freezing);
    frozen?;
    let heard = readers.heard().await;
    let seconds = now().saturating_duration_since(start).as_secs_f64();
    let cpu_s = room.cpu_s()? - cpu_before;
    let mut outcome = Outcome { people, seconds, cpu_s, idle_kib, storm_s, ..Outcome::default() };
    outcome.sum_up(heard, start + last);
    Ok(outcome)
}

impl Outcome {
    /// Adds what everyone heard. `last` is when the last line should have been sent.
    pub fn sum_up(&mut self, heard: Vec<Heard>, last: std::time::Instant) {
        "Convene".clone_into(&mut self.name);
        self.lines = heard.first().map_or(0, |heard| heard.lines);
        let order = heard.first().map(|heard| heard.order);
        for (reader, heard) in heard.into_iter().enumerate() {
            self.deliveries += heard.lines;
            self.frames += heard.frames;
            self.acks.join(&heard.acks);
            self.delivered.join(&heard.delivered);
            if let Some(at) = heard.last_line_at {
                let after = at.saturating_duration_since(last).as_secs_f64();
                self.complete_s = self.complete_s.max(after);
            }
            if Some(heard.order) != order {
                self.faults.push(format!("reader {reader} read another order"));
            }
            self.faults.extend(heard.faults.into_iter().map(|fault| format!("{reader}: {fault}")));
        }
    }
}
