//! A server of our own with a live session and everyone on its roster: what scenarios share.

use crate::{
    client::{self, Http, Joined, Kept},
    reader::{Due, Heard, Reader, text},
    redis::Redis,
    schedule::Turn,
    server::{self, Server},
};
use anyhow::Context;
use convene::proto::{self, Consent, JobRole, Permission, command::Body};
use futures_util::{Stream, StreamExt, stream};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio::{
    sync::mpsc,
    task::{JoinHandle, JoinSet},
};

/// People who get their seats and tickets at once; a storm itself has no such limit.
const REQUESTS_AT_ONCE: usize = 32;
/// People who answer the notice at once.
const AGREE_AT_ONCE: usize = 500;
/// As many as one request may add.
const ADD_PEOPLE_MAX: usize = 500;
/// Lines that one person may have to say and has not said yet.
const DUE_MAX: usize = 64;
/// A frame that is no more than a heartbeat.
const HEARTBEAT_BYTES_MAX: usize = 200;

/// What an installation is made of.
#[derive(Clone, Copy)]
pub enum On<'a> {
    /// One server on its own file.
    File,
    /// So many nodes on a Redis.
    Redis(&'a Redis, usize),
}

pub struct Room {
    // Ends before its directory goes.
    pub server: Server,
    /// Further nodes.
    others: Vec<Server>,
    pub url: String,
    /// Host and port.
    pub address: String,
    /// Of all nodes.
    addresses: Vec<String>,
    pub session: String,
    links: Vec<String>,
    person_ids: Vec<String>,
    /// Whoever made the session.
    pub admin: Http,
    pub facilitator: Joined,
    /// Of the facilitator's commands.
    last_n: u64,
    _directory: TempDir,
}

impl Room {
    /// A live session with this many on its roster, and its facilitator in it.
    pub async fn open(people: usize) -> anyhow::Result<Self> {
        Self::open_on(On::File, people).await
    }

    /// The same, on any installation. People go to its nodes by turns.
    pub async fn open_on(on: On<'_>, people: usize) -> anyhow::Result<Self> {
        let directory = tempfile::tempdir()?;
        let data = directory.path().display().to_string();
        let mut args = vec!["serve", "--listen", "127.0.0.1:0"];
        let (redis, replicas);
        let nodes = match on {
            On::File => {
                args.extend(["--data-dir", &data]);
                1
            }
            On::Redis(on, nodes) => {
                (redis, replicas) = (on.url(), on.replicas.to_string());
                args.extend(["--redis-url", &redis, "--redis-replicas", &replicas]);
                nodes
            }
        };
        let program = server::beside("convene")?;
        let mut server = Server::start_pinned(&program, &args)?;
        let url = said_url(&mut server).await?;
        let setup = server.line().await?;
        let address = url.trim_start_matches("http://").to_owned();
        let mut admin = claim(&url, &setup, "Load driver").await?;
        let (mut others, mut addresses) = (Vec::new(), vec![address.clone()]);
        for _ in 1..nodes {
            let mut other = Server::start_pinned(&program, &args)?;
            addresses.push(said_url(&mut other).await?.trim_start_matches("http://").to_owned());
            others.push(other);
        }
        let title = proto::Text { en: "Load".to_owned(), es: "Carga".to_owned() };
        let session = new_session(&mut admin, title).await?.0;
        let everyone = std::iter::repeat_n(Permission::Participant, people);
        let added = add_people(&mut admin, &session, everyone).await?;
        let (links, person_ids) =
            added.into_iter().map(|person| (person.link, person.person_id)).unzip();
        let ticket = admin.ticket_of(&session).await?;
        let mut facilitator = Joined::enter(&address, ticket, Kept::default()).await?;
        facilitator.ask(1, client::consent(Consent::Given)).await?;
        facilitator.ask(2, Body::StartSession(proto::StartSession {})).await?;
        Ok(Self {
            server,
            others,
            url,
            address,
            addresses,
            session,
            links,
            person_ids,
            admin,
            facilitator,
            last_n: 2,
            _directory: directory,
        })
    }

    /// Everyone on the roster, in the order of their seats.
    pub fn person_ids(&self) -> &[String] {
        &self.person_ids
    }

    /// The facilitator says a command, and waits until it is on disk.
    pub async fn facilitator_asks(&mut self, body: Body) -> anyhow::Result<()> {
        self.last_n += 1;
        self.facilitator.ask(self.last_n, body).await
    }

    /// CPU that all nodes have used.
    pub fn cpu_s(&self) -> anyhow::Result<f64> {
        std::iter::once(&self.server).chain(&self.others).map(Server::cpu_s).sum()
    }

    /// Everyone takes the seat of their link.
    pub async fn seats(&self) -> anyhow::Result<Vec<Http>> {
        let client = reqwest::Client::new();
        let seats = self.links.iter().map(|link| {
            let mut http = Http::new(&self.url, client.clone());
            async move {
                http.take_seat(link).await?;
                anyhow::Ok(http)
            }
        });
        all(stream::iter(seats).buffered(REQUESTS_AT_ONCE)).await
    }

    pub async fn tickets(&self, seats: &[Http]) -> anyhow::Result<Vec<String>> {
        let tickets = seats.iter().map(|seat| {
            let mut seat = seat.clone();
            async move { seat.ticket_of(&self.session).await }
        });
        all(stream::iter(tickets).buffered(REQUESTS_AT_ONCE)).await
    }

    /// Everyone connects at once.
    pub async fn storm_in(&self, tickets: Vec<String>) -> anyhow::Result<Vec<Joined>> {
        let mut joining = Vec::new();
        for (ticket, address) in tickets.into_iter().zip(self.addresses.iter().cycle()) {
            let address = address.clone();
            let enter = async move { Joined::enter(&address, ticket, Kept::default()).await };
            joining.push(tokio::spawn(enter));
        }
        in_order(joining).await
    }

    /// Waits until the arrivals have been told: a heartbeat comes alone.
    pub async fn settle(&mut self) -> anyhow::Result<()> {
        let quiet = Duration::from_secs(6);
        let socket = &mut self.facilitator.socket;
        while let Ok(message) = tokio::time::timeout(quiet, socket.next()).await {
            if message.context("closed")??.into_data().len() < HEARTBEAT_BYTES_MAX {
                return Ok(());
            }
        }
        Ok(())
    }
}

/// Where a server that has begun says that it is.
async fn said_url(server: &mut Server) -> anyhow::Result<String> {
    Ok(server.line().await?.rsplit(' ').next().unwrap_or_default().to_owned())
}

/// Waits for all, and keeps their order: who speaks is chosen by it.
async fn in_order<T>(tasks: Vec<JoinHandle<anyhow::Result<T>>>) -> anyhow::Result<Vec<T>> {
    let mut done = Vec::new();
    for task in tasks {
        done.push(task.await??);
    }
    Ok(done)
}

pub async fn all<T>(results: impl Stream<Item = anyhow::Result<T>>) -> anyhow::Result<Vec<T>> {
    let results: Vec<_> = results.collect().await;
    results.into_iter().collect()
}

/// Becomes the admin of a new server by the link that it has printed.
pub async fn claim(url: &str, setup: &str, name: &str) -> anyhow::Result<Http> {
    let mut admin = Http::new(url, reqwest::Client::new());
    let claim = proto::ClaimAdminBody {
        token: setup.rsplit('/').next().unwrap_or_default().to_owned(),
        name: name.to_owned(),
        email: "driver@example.org".to_owned(),
        password: "only on loopback".to_owned(),
    };
    let _: proto::Whoami = admin.post("/api/setup", &claim).await?;
    Ok(admin)
}

/// A session that is due now: its id and its code.
pub async fn new_session(admin: &mut Http, title: proto::Text) -> anyhow::Result<(String, String)> {
    let scheduled_at_ms = convene::clock::now();
    let body = proto::CreateSessionBody {
        title: Some(title),
        scheduled_at_ms,
        planned_minutes: 150,
        forgets_rooms: None,
    };
    let made: proto::SessionSummary = admin.post("/api/sessions", &body).await?;
    Ok((made.session.context("a session")?.id, made.code))
}

/// Puts people on the roster: what they may do, one after the other.
pub async fn add_people(
    admin: &mut Http,
    session: &str,
    permissions: impl Iterator<Item = Permission>,
) -> anyhow::Result<Vec<proto::PersonLink>> {
    let mut all = Vec::new();
    let people: Vec<_> = permissions.enumerate().map(|(n, may)| new_person(n, may)).collect();
    for chunk in people.chunks(ADD_PEOPLE_MAX) {
        let path = format!("/api/sessions/{session}/people");
        let body = proto::AddPeopleBody { people: chunk.to_vec() };
        let added: proto::PersonLinks = admin.post(&path, &body).await?;
        all.extend(added.people);
    }
    Ok(all)
}

fn new_person(n: usize, permission: Permission) -> proto::NewPerson {
    proto::NewPerson {
        name: format!("Educator {n}"),
        email: format!("educator{n}@example.org"),
        organisation: Some(proto::Organisation {
            cds_code: "0110017".to_owned(),
            name: String::new(),
        }),
        job_role: JobRole::Teacher.into(),
        permission: permission.into(),
    }
}

/// Everyone answers the notice: their first command. Not all at the same instant: a session takes
/// a thousand commands that wait, and tells more to come again.
pub async fn agree(people: Vec<Joined>) -> anyhow::Result<Vec<Joined>> {
    let agreeing = people.into_iter().map(|mut joined| async move {
        joined.ask(1, client::consent(Consent::Given)).await?;
        anyhow::Ok(joined)
    });
    all(stream::iter(agreeing).buffered(AGREE_AT_ONCE)).await
}

/// Who reads, and how what is due reaches them.
pub struct Readers {
    speakers: Vec<mpsc::Sender<Due>>,
    reading: JoinSet<Heard>,
    start: Instant,
}

impl Readers {
    pub fn new(start: Instant) -> Self {
        Self { speakers: Vec::new(), reading: JoinSet::new(), start }
    }

    /// Someone who reads (and says what is due) as `read` does.
    pub fn add<F, R>(&mut self, joined: Joined, read: F)
    where
        F: FnOnce(Reader, mpsc::Receiver<Due>) -> R,
        R: Future<Output = Heard> + Send + 'static,
    {
        let (speak, due) = mpsc::channel(DUE_MAX);
        self.speakers.push(speak);
        self.reading.spawn(read(Reader::new(joined, self.start), due));
    }

    /// Hands out the lines, each at its time.
    pub async fn say(&self, schedule: &[Turn]) {
        for turn in schedule {
            let at = self.start + turn.since_start;
            tokio::time::sleep_until(at.into()).await;
            let text = text(turn.sender, turn.count, turn.since_start);
            // Command 1 was the consent. A full queue is the driver's own fault: say so.
            let due = Due { n: turn.count + 1, at, text };
            let speaker = self.speakers.get(turn.sender);
            if speaker.is_none_or(|speaker| speaker.try_send(due).is_err()) {
                eprintln!("the driver itself is behind");
            }
        }
    }

    pub async fn heard(self) -> Vec<Heard> {
        self.reading.join_all().await
    }
}
