//! The session in which all of it happens: who is on its roster, and their clients.

use super::{
    deeds::{self, Deed},
    nodes::{NODES, Node},
    notes::Notes,
    patience::until,
    person::{Due, Gauge, Person, Phase, Place, Remains},
    witness::{Account, Steps},
};
use crate::{
    client::{self, Http, Joined, Kept},
    rng::Rng,
    room,
};
use anyhow::Context;
use convene::{
    codec::ids::WireId,
    domain::PersonId,
    proto::{self, Consent, Permission, command::Body},
};
use futures_util::{StreamExt, stream};
use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::{
    sync::{mpsc, watch},
    task::JoinSet,
};

/// Every so manieth is a facilitator.
const ONE_FACILITATOR_IN: usize = 40;
/// People whom someone writes to privately.
const NEIGHBOURS: usize = 3;
/// Deeds that one person may have before them while they are cut off.
const DUE_MAX: usize = 512;
/// People who take their seats at once.
const AT_ONCE: usize = 16;

/// Someone at it, from outside.
struct Guest {
    deeds: mpsc::Sender<Due>,
    gauge: Arc<Gauge>,
    neighbours: Vec<PersonId>,
    is_facilitator: bool,
}

pub struct Venue {
    pub place: Arc<Place>,
    pub steps: Arc<Mutex<Steps>>,
    guests: Vec<Guest>,
    phase: watch::Sender<Phase>,
    running: JoinSet<Remains>,
}

fn is_facilitator(n: usize) -> bool {
    n.is_multiple_of(ONE_FACILITATOR_IN)
}

/// Everyone's permission, in the order of the roster.
fn permissions(people: usize) -> impl Iterator<Item = Permission> {
    (0..people).map(|n| match is_facilitator(n) {
        true => Permission::Facilitator,
        false => Permission::Participant,
    })
}

impl Venue {
    /// Makes a live session, and everyone comes in and agrees.
    pub async fn open(
        nodes: &[Node],
        admin: &mut Http,
        people: usize,
        start: Instant,
    ) -> anyhow::Result<Self> {
        let newest = nodes.last().context("a node")?;
        let title = proto::Text { en: "Chaos".to_owned(), es: "Caos".to_owned() };
        let session = room::new_session(admin, title).await?.0;
        let roster = room::add_people(admin, &session, permissions(people)).await?;
        begin(admin, &newest.address, &session).await?;
        let addresses = nodes.iter().map(|node| node.address.clone()).collect();
        let place = Arc::new(Place { nodes: addresses, session, start });
        let seats = seats(&place, &roster).await?;
        let ids = roster.iter().map(|person| PersonId::from_wire(&person.person_id));
        let ids: Option<Vec<PersonId>> = ids.collect();
        let mut venue = Self {
            place,
            steps: Arc::default(),
            guests: Vec::new(),
            phase: watch::channel(Phase::Live).0,
            running: JoinSet::new(),
        };
        venue.admit(seats, &ids.context("the ids of people")?);
        venue.act(|_, _| Deed::Agree);
        venue.is_quiet().await?;
        Ok(venue)
    }

    fn admit(&mut self, seats: Vec<Http>, ids: &[PersonId]) {
        for (n, (seat, id)) in seats.into_iter().zip(ids).enumerate() {
            let account = Account {
                name: format!("{} {n}", if is_facilitator(n) { "facilitator" } else { "educator" }),
                person: *id,
                is_facilitator: is_facilitator(n),
                marks: Vec::new(),
            };
            let notes = Notes::new(account, Arc::clone(&self.steps));
            let person = Person::new(Arc::clone(&self.place), seat, n % NODES, notes, n as u64);
            let next = (1..=NEIGHBOURS).map(|by| ids[(n + by) % ids.len()]).filter(|of| of != id);
            let (sender, deeds) = mpsc::channel(DUE_MAX);
            self.guests.push(Guest {
                deeds: sender,
                gauge: person.gauge(),
                neighbours: next.collect(),
                is_facilitator: is_facilitator(n),
            });
            self.running.spawn(person.run(deeds, self.phase.subscribe()));
        }
    }

    /// Everyone has something to do, now.
    fn act(&self, deed: impl Fn(usize, &Guest) -> Deed) {
        for (n, guest) in self.guests.iter().enumerate() {
            guest.give(&self.place, deed(n, guest));
        }
    }

    /// Gives people things to do, at a steady rate, until told to stop. Open loop: a server that
    /// stands still slows nothing down.
    pub async fn talk(&self, per_s: u32, seed: u64, mut stop: watch::Receiver<bool>) {
        let mut rng = Rng::new(seed);
        let mut ticks = tokio::time::interval(Duration::from_secs(1) / per_s.max(1));
        while !*stop.borrow_and_update() {
            tokio::select! {
                _ = ticks.tick() => {}
                _ = stop.changed() => continue,
            }
            if let Some(guest) = rng.pick(&self.guests) {
                let deed = deeds::next(&mut rng, guest.is_facilitator, &guest.neighbours);
                guest.give(&self.place, deed);
            }
        }
    }

    fn sum(&self, of: impl Fn(&Gauge) -> &AtomicUsize) -> usize {
        self.guests.iter().map(|guest| of(&guest.gauge).load(Ordering::Relaxed)).sum()
    }

    /// Waits until everything that was asked is answered, and nobody is shown anything more.
    pub async fn is_quiet(&self) -> anyhow::Result<()> {
        let is_quiet = async || {
            let shown = self.sum(|gauge| &gauge.shown);
            tokio::time::sleep(Duration::from_millis(700)).await;
            let pending = self.sum(|gauge| &gauge.pending)
                + self.guests.iter().map(|guest| guest.pending()).sum::<usize>();
            pending == 0 && shown == self.sum(|gauge| &gauge.shown)
        };
        until("an answer to everything", is_quiet).await
    }

    /// Waits until everyone is shown as here, and nobody else; or long enough.
    async fn is_present(&self) {
        let people = self.guests.len();
        let is_so = async || self.sum(|gauge| &gauge.here) == people * people;
        // Whoever is a ghost by then is one: the witness says so.
        let _ = until("everyone", is_so).await;
    }

    /// Everyone comes in anew for a last view, counts who is here, and leaves.
    pub async fn close(self) -> anyhow::Result<Vec<Remains>> {
        self.phase.send_replace(Phase::Last);
        let people = self.guests.len();
        let have_all = async |done| self.sum(|gauge| &gauge.done) == done * people;
        until("a last view for everyone", async || have_all(1).await).await?;
        self.is_present().await;
        self.phase.send_replace(Phase::Count);
        until("a count by everyone", async || have_all(2).await).await?;
        self.phase.send_replace(Phase::Over);
        Ok(self.running.join_all().await)
    }
}

impl Guest {
    fn give(&self, place: &Place, deed: Deed) {
        if self.deeds.try_send(Due { at: place.since_start(), deed }).is_err() {
            eprintln!("the driver itself is behind");
        }
    }

    /// Deeds that they have not begun.
    fn pending(&self) -> usize {
        self.deeds.max_capacity() - self.deeds.capacity()
    }
}

/// Becomes the admin of a new installation.
pub async fn claim(nodes: &[Node]) -> anyhow::Result<Http> {
    // Each node that starts replaces the link of the one before.
    let newest = nodes.last().context("a node")?;
    let said = newest.said();
    let setup = said.lines().find(|line| line.contains("Become its admin"));
    let url = format!("http://{}", newest.address);
    room::claim(&url, setup.context("a setup link")?, "Chaos driver").await
}

/// The admin starts it, and leaves.
async fn begin(admin: &mut Http, address: &str, session: &str) -> anyhow::Result<()> {
    let ticket = admin.ticket_of(session).await?;
    let mut joined = Joined::enter(address, ticket, Kept::default()).await?;
    joined.ask(1, client::consent(Consent::Given)).await?;
    joined.ask(2, Body::StartSession(proto::StartSession {})).await
}

/// Everyone takes the seat of their link, at the node where they begin.
async fn seats(place: &Place, roster: &[proto::PersonLink]) -> anyhow::Result<Vec<Http>> {
    let client = reqwest::Client::builder().timeout(Duration::from_secs(4)).build()?;
    let seats = roster.iter().enumerate().map(|(n, person)| {
        let mut seat = Http::new(&format!("http://{}", place.nodes[n % NODES]), client.clone());
        async move {
            seat.take_seat(&person.link).await?;
            anyhow::Ok(seat)
        }
    });
    room::all(stream::iter(seats.collect::<Vec<_>>()).buffered(AT_ONCE).boxed()).await
}
