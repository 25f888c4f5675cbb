//! Everyone goes to their breakout rooms at once: planned, opened with one command, talked in,
//! closed. Counted is when each person knows their room, and that it is the right one.

use crate::{
    client::{self, Joined},
    measure::{Latencies, now},
    report,
    room::{self, Room},
};
use anyhow::{Context, ensure};
use clap::Args;
use convene::proto::{self, command::Body, send_line};
use futures_util::SinkExt;
use std::{
    collections::HashMap,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::sync::Barrier;

/// How people sit: five in a room, as the event script has it.
const SIZE: usize = 5;
/// Who has not heard by then never will.
const PATIENCE: Duration = Duration::from_secs(20);
/// Everyone says one line in their room, within so long.
const TALK: Duration = Duration::from_secs(10);

#[derive(Args, Clone, Debug)]
pub struct Breakout {
    /// People in the session; several, one run each. Five of them share a room.
    #[arg(long, value_delimiter = ',', default_values_t = [205, 2_000])]
    pub people: Vec<usize>,
}

pub async fn run(load: &Breakout) -> anyhow::Result<()> {
    for people in &load.people {
        once(*people).await?;
    }
    Ok(())
}

/// What one person has to say.
#[derive(Default)]
struct Heard {
    entered: Option<(u32, Instant)>,
    lines: Latencies,
    left: Option<Instant>,
    faults: Vec<String>,
}

async fn once(people: usize) -> anyhow::Result<()> {
    let mut room = Room::open(people).await?;
    let seats = room.seats().await?;
    let tickets = room.tickets(&seats).await?;
    let joined = room::agree(room.storm_in(tickets).await?).await?;
    room.settle().await?;

    let begun = now();
    let plan = plan(&mut room).await?;
    let planned_s = begun.elapsed().as_secs_f64();
    let rooms = plan.rooms.len();
    let placed: HashMap<String, u32> = plan
        .rooms
        .iter()
        .flat_map(|room| room.places.iter().map(|place| (place.person_id.clone(), room.number)))
        .collect();
    let round_id = put(&mut room, plan).await?;

    // Everyone talks at moments of their own, once all are in their rooms.
    let in_rooms = Arc::new(Barrier::new(people + 1));
    let mut reading = Vec::new();
    for (n, person) in joined.into_iter().enumerate() {
        let pause = TALK.mul_f64(share(n, people));
        let round_id = round_id.clone();
        reading.push(tokio::spawn(live(person, round_id, pause, Arc::clone(&in_rooms))));
    }
    let cpu = room.cpu_s()?;
    let opened = now();
    let open = proto::OpenRooms { round_id: round_id.clone() };
    room.facilitator_asks(Body::OpenRooms(open)).await?;
    let ack = opened.elapsed();
    in_rooms.wait().await;
    let cpu_opening = room.cpu_s()? - cpu;
    // A facilitator reads on: nobody waits for one who does not.
    let talked = tokio::time::Instant::now() + TALK + Duration::from_secs(2);
    while let Ok(read) = tokio::time::timeout_at(talked, room.facilitator.read()).await {
        read?;
    }
    let closed = now();
    let close = proto::CloseRooms { round_id, now: true, rooms: Vec::new() };
    room.facilitator_asks(Body::CloseRooms(close)).await?;

    let (mut entered, mut left, mut lines) =
        (Latencies::default(), Latencies::default(), Latencies::default());
    let mut faults = Vec::new();
    let ids = room.person_ids().to_vec();
    for (reading, id) in reading.into_iter().zip(ids) {
        let heard = reading.await?;
        faults.extend(heard.faults);
        match heard.entered {
            Some((number, at)) if placed.get(&id) == Some(&number) => entered.add(at - opened),
            other => faults.push(format!("{id} is in {other:?}, not in {:?}", placed.get(&id))),
        }
        left.add(heard.left.map_or(PATIENCE, |at| at.saturating_duration_since(closed)));
        lines.join(&heard.lines);
    }
    println!(
        "breakout rooms: {people} people, {rooms} rooms, server on one core, durable log on\n"
    );
    report::figure("planned over HTTP, s", planned_s, "< 0.2 of 205, < 2 of 2,000");
    report::latencies("opening acknowledged", &single(ack), "");
    report::latencies("in the right room", &entered, "99 % <= 3,000");
    report::figure("server CPU s for opening", cpu_opening, "");
    report::latencies("a line to a room-mate", &lines, "");
    report::latencies("back in the plenary", &left, "99 % <= 3,000");
    report::faults(&faults, "everyone was in the room that was planned for them, and came back")
}

fn single(latency: Duration) -> Latencies {
    let mut one = Latencies::default();
    one.add(latency);
    one
}

#[expect(clippy::cast_precision_loss, reason = "a few thousand people")]
fn share(n: usize, of: usize) -> f64 {
    n as f64 / of as f64
}

async fn plan(room: &mut Room) -> anyhow::Result<proto::RoundPlan> {
    let spec = proto::RoundSpec {
        strategy: proto::Strategy::Mixed.into(),
        size: u32::try_from(SIZE)?,
        ..proto::RoundSpec::default()
    };
    let body = proto::PlanRoundBody {
        spec: Some(spec),
        person_ids: room.person_ids().to_vec(),
        ..proto::PlanRoundBody::default()
    };
    let path = format!("/api/sessions/{}/rounds/plan", room.session);
    room.admin.post(&path, &body).await
}

/// Puts the plan, and finds out what the server calls it.
async fn put(room: &mut Room, plan: proto::RoundPlan) -> anyhow::Result<String> {
    let text = |en: &str| Some(proto::Text { en: en.to_owned(), es: String::new() });
    let round = proto::Round {
        title: text("Load"),
        prompt: text("What works for you?"),
        spec: Some(proto::RoundSpec {
            strategy: proto::Strategy::Mixed.into(),
            size: u32::try_from(SIZE)?,
            ..proto::RoundSpec::default()
        }),
        rooms: plan.rooms,
        ..proto::Round::default()
    };
    room.facilitator_asks(Body::PutRound(proto::PutRound { round: Some(round) })).await?;
    room.facilitator.last_round.clone().context("no round was put")
}

/// Waits for their room, says a line there and reads the others', until everyone is back.
async fn live(
    mut joined: Joined,
    round_id: String,
    pause: Duration,
    in_rooms: Arc<Barrier>,
) -> Heard {
    let mut heard = Heard::default();
    let talked = tokio::time::timeout(PATIENCE + TALK + PATIENCE, async {
        while heard.entered.is_none() {
            read(&mut joined, &mut heard).await?;
        }
        in_rooms.wait().await;
        let begun = now();
        let (number, _) = heard.entered.context("in a room")?;
        let mut has_said = false;
        while heard.left.is_none() {
            let due = begun + pause;
            tokio::select! {
                read = read(&mut joined, &mut heard) => read?,
                () = tokio::time::sleep_until(due.into()), if !has_said => {
                    has_said = true;
                    let to = proto::ToRoom { round_id: round_id.clone(), room: number };
                    let to = Some(send_line::To::Room(to));
                    // When it should have been said, as all of this machine count time.
                    let text = format!("{}", due.duration_since(epoch()).as_micros());
                    let line = proto::SendLine { text, to, ..Default::default() };
                    joined.socket.send(client::command(2, Body::SendLine(line))).await?;
                }
            }
        }
        anyhow::Ok(())
    });
    match talked.await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => heard.faults.push(format!("{error:#}")),
        Err(_) => heard.faults.push("waited in vain".to_owned()),
    }
    if heard.lines.count() < SIZE - 1 {
        heard.faults.push(format!("heard {} of those in their room", heard.lines.count()));
    }
    heard
}

async fn read(joined: &mut Joined, heard: &mut Heard) -> anyhow::Result<()> {
    let (items, now) = (joined.read().await?, now());
    for item in items {
        ensure!(item.goodbye.is_none() && item.resync.is_none(), "sent away or behind");
        ensure!(item.reject.is_none(), "refused: {:?}", item.reject);
        let Some(change) = item.change else { continue };
        if let Some(mine) = change.my_room {
            match mine.room {
                Some(room) if !mine.round_id.is_empty() => {
                    heard.entered.get_or_insert((room.number, now));
                }
                _ => heard.left = Some(now),
            }
        }
        if let Some(line) = change.line_added {
            let micros = std::str::from_utf8(&line.text)?.parse().context("a line of ours")?;
            let due = epoch() + Duration::from_micros(micros);
            heard.lines.add(now.saturating_duration_since(due));
        }
    }
    Ok(())
}

/// From where this program counts time.
fn epoch() -> Instant {
    static EPOCH: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(now);
    *EPOCH
}
