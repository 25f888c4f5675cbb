//! Everyone in the plenary, lines at a steady rate by turns, everyone reads all of them.

use crate::{
    Load,
    client::{self, Due, Heard, Http, Socket},
    measure::{Latencies, Outcome, now},
    server::{self, Server},
};
use anyhow::Context;
use convene::proto::{self, JobRole, Permission, command::Body};
use futures_util::{StreamExt, stream};
use std::time::{Duration, Instant};
use tokio::{sync::mpsc, task::JoinSet};

/// How long after the last line everyone may take to have read it.
const PATIENCE: Duration = Duration::from_secs(30);
/// Before the first line: everyone reads what the arrivals of the others have brought.
const WARM_UP: Duration = Duration::from_secs(4);
/// People who get their tickets at once; the storm itself has no such limit.
const TICKETS_AT_ONCE: usize = 32;

/// One run against a fresh server.
pub async fn run(load: &Load) -> anyhow::Result<Outcome> {
    let directory = tempfile::tempdir()?;
    let data = directory.path().display().to_string();
    let args = ["serve", "--listen", "127.0.0.1:0", "--data-dir", &data];
    let mut server = Server::start(&server::beside("convene")?, &args)?;
    let url = server.line().await?.rsplit(' ').next().unwrap_or_default().to_owned();
    let setup = server.line().await?;
    let address = url.trim_start_matches("http://").to_owned();
    let (session, links, mut facilitator) = prepare(&url, &setup, load.people).await?;
    let tickets = tickets(&url, &session, &links).await?;
    let before_kib = server.memory_kib()?;
    let storm = now();
    let sockets = storm_in(&address, tickets).await?;
    let storm_s = storm.elapsed().as_secs_f64();
    let sockets = agree(sockets).await?;
    settle(&mut facilitator).await?;
    #[expect(clippy::cast_precision_loss, reason = "a few thousand people")]
    let idle_kib = (server.memory_kib()? - before_kib) / load.people as f64;
    let (heard, seconds, cpu_s) = talk(load, sockets, &server).await?;
    drop(facilitator);
    Ok(sum_up(load, heard, (seconds, cpu_s), (idle_kib, storm_s)))
}

/// A live session with everyone on its roster, and its facilitator in it.
async fn prepare(
    url: &str,
    setup: &str,
    people: usize,
) -> anyhow::Result<(String, Vec<String>, Socket)> {
    let mut admin = Http::new(url, reqwest::Client::new());
    let claim = proto::ClaimAdminBody {
        token: setup.rsplit('/').next().unwrap_or_default().to_owned(),
        name: "Load driver".to_owned(),
        email: "load@example.org".to_owned(),
        password: "only on loopback".to_owned(),
    };
    let _: proto::Whoami = admin.post("/api/setup", &claim).await?;
    let title = proto::Text { en: "Load".to_owned(), es: "Carga".to_owned() };
    let body = proto::CreateSessionBody { title: Some(title), scheduled_at_ms: 1 };
    let made: proto::SessionSummary = admin.post("/api/sessions", &body).await?;
    let session = made.session.context("a session")?.id;
    let mut links = Vec::new();
    let numbers: Vec<usize> = (0..people).collect();
    for chunk in numbers.chunks(500) {
        let rows = chunk.iter().map(|n| new_person(*n)).collect();
        let path = format!("/api/sessions/{session}/people");
        let added: proto::PersonLinks =
            admin.post(&path, &proto::AddPeopleBody { people: rows }).await?;
        links.extend(added.people.into_iter().map(|person| person.link));
    }
    let ticket = admin.ticket_of(&session).await?;
    let mut facilitator = client::join(url.trim_start_matches("http://"), ticket).await?;
    client::ask(&mut facilitator, 1, client::consent()).await?;
    client::ask(&mut facilitator, 2, Body::StartSession(proto::StartSession {})).await?;
    Ok((session, links, facilitator))
}

fn new_person(n: usize) -> proto::NewPerson {
    proto::NewPerson {
        name: format!("Educator {n}"),
        email: format!("educator{n}@example.org"),
        organisation: Some(proto::Organisation {
            cds_code: "0110017".to_owned(),
            name: String::new(),
        }),
        job_role: JobRole::Teacher.into(),
        permission: Permission::Participant.into(),
    }
}

async fn tickets(url: &str, session: &str, links: &[String]) -> anyhow::Result<Vec<String>> {
    let client = client::http_client();
    let tickets = links.iter().map(|link| {
        let mut http = Http::new(url, (*client).clone());
        async move { http.ticket(session, link).await }
    });
    let tickets: Vec<_> = stream::iter(tickets).buffered(TICKETS_AT_ONCE).collect().await;
    tickets.into_iter().collect()
}

/// Everyone connects at once.
async fn storm_in(address: &str, tickets: Vec<String>) -> anyhow::Result<Vec<Socket>> {
    let mut joining = JoinSet::new();
    for ticket in tickets {
        let address = address.to_owned();
        joining.spawn(async move { client::join(&address, ticket).await });
    }
    joining.join_all().await.into_iter().collect()
}

async fn agree(sockets: Vec<Socket>) -> anyhow::Result<Vec<Socket>> {
    let mut agreeing = JoinSet::new();
    for mut socket in sockets {
        agreeing.spawn(async move {
            client::ask(&mut socket, 1, client::consent()).await?;
            anyhow::Ok(socket)
        });
    }
    agreeing.join_all().await.into_iter().collect()
}

/// Waits until the arrivals have been told: two heartbeats pass.
async fn settle(facilitator: &mut Socket) -> anyhow::Result<()> {
    let quiet = Duration::from_secs(6);
    while let Ok(message) = tokio::time::timeout(quiet, facilitator.next()).await {
        let bytes = message.context("closed")??.into_data();
        if bytes.len() < 200 {
            return Ok(());
        }
    }
    Ok(())
}

/// Says the lines at their times. What everyone heard, how long it took, what it cost.
async fn talk(
    load: &Load,
    sockets: Vec<Socket>,
    server: &Server,
) -> anyhow::Result<(Vec<Heard>, f64, f64)> {
    let lines = usize::try_from(u64::from(load.lines_per_s) * load.seconds)?;
    let start = now() + WARM_UP;
    let until = start + Duration::from_secs(load.seconds) + PATIENCE;
    let mut readers = JoinSet::new();
    let mut speakers = Vec::new();
    for socket in sockets {
        let (speak, due) = mpsc::channel(64);
        speakers.push(speak);
        readers.spawn(client::live(socket, due, start, (lines, until)));
    }
    tokio::time::sleep_until((start - Duration::from_millis(100)).into()).await;
    let cpu_before = server.cpu_s()?;
    let freeze = freeze(load, server, start);
    let schedule = say(load, &speakers, start, lines);
    let ((), frozen) = tokio::join!(schedule, freeze);
    frozen?;
    let heard = readers.join_all().await;
    let seconds = now().saturating_duration_since(start).as_secs_f64();
    Ok((heard, seconds, server.cpu_s()? - cpu_before))
}

async fn say(load: &Load, speakers: &[mpsc::Sender<Due>], start: Instant, lines: usize) {
    let pause = Duration::from_secs(1) / load.lines_per_s;
    for line in 0..lines {
        let since_start = pause * u32::try_from(line).unwrap_or(u32::MAX);
        let at = start + since_start;
        tokio::time::sleep_until(at.into()).await;
        let sender = line % speakers.len();
        let count = u64::try_from(line / speakers.len()).unwrap_or_default() + 1;
        let text = client::text(sender, count, since_start);
        // Command 1 was the consent. A full queue is the driver's own fault: say so.
        if speakers[sender].try_send(Due { n: count + 1, at, text }).is_err() {
            eprintln!("the driver itself is behind");
        }
    }
}

/// The check of the driver itself: a server that stands still must show.
async fn freeze(load: &Load, server: &Server, start: Instant) -> anyhow::Result<()> {
    if load.freeze_ms > 0 {
        tokio::time::sleep_until((start + Duration::from_secs(load.seconds) / 2).into()).await;
        server.signal("-STOP").await?;
        tokio::time::sleep(Duration::from_millis(load.freeze_ms)).await;
        server.signal("-CONT").await?;
    }
    Ok(())
}

fn sum_up(
    load: &Load,
    heard: Vec<Heard>,
    (seconds, cpu_s): (f64, f64),
    (idle_kib, storm_s): (f64, f64),
) -> Outcome {
    let mut outcome = Outcome {
        name: "Convene",
        people: load.people,
        lines: heard.first().map_or(0, |heard| heard.lines),
        deliveries: 0,
        seconds,
        cpu_s,
        acks: Latencies::default(),
        delivered: Latencies::default(),
        idle_kib,
        storm_s,
        faults: Vec::new(),
    };
    let order = heard.first().map(|heard| heard.order);
    for (reader, heard) in heard.into_iter().enumerate() {
        outcome.deliveries += heard.lines;
        outcome.acks.join(&heard.acks);
        outcome.delivered.join(&heard.delivered);
        if Some(heard.order) != order {
            outcome.faults.push(format!("reader {reader} read another order"));
        }
        outcome.faults.extend(heard.faults.into_iter().map(|fault| format!("{reader}: {fault}")));
    }
    outcome
}
