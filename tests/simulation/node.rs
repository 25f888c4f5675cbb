//! A node: a registry, its links to the others, and a door for clients.

use super::{
    mutant::Mutant,
    pipe::{End, Line, Party},
    store::Way,
    world::World,
};
use crate::support::rng::Rng;
use async_trait::async_trait;
use bytes::Bytes;
use convene::{
    clock,
    codec::{self, ids::WireId},
    domain::{PersonId, SessionId},
    gateway::{self, Ended},
    live::{
        CatalogService, Close, Forgetting, Format, Join, Registry, Sealer, Session, serve_peer,
        single, take_over,
    },
    log::{EventLog, LogId, MemoryLog, Sealed},
    nodes::{Dial, Joining, NodeId, Nodes, Over, Wire},
    proto::{Ack, ClientFrame, Hello, client_frame, server_item::Item},
};
use futures_util::FutureExt as _;
use prost::Message as _;
use std::{
    sync::{Arc, Mutex, Weak},
    time::Duration,
};
use tokio::time::timeout;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// How long a node waits for a hello, and for a goodbye to be read.
const HELLO: Duration = Duration::from_secs(10);
const FAREWELL: Duration = Duration::from_secs(1);
/// Longest time that a frame is on its way between nodes.
const BETWEEN_NODES_MS: u64 = 5;
/// How long a dial that leads nowhere takes.
const NOWHERE: Duration = Duration::from_secs(30);

pub const SEALER_KEY: [u8; 32] = [7; 32];
const SECRET: [u8; 32] = [9; 32];

/// A process.
pub struct Node {
    pub place: usize,
    pub address: String,
    pub registry: Registry,
    pub way: Way,
    mutant: Mutant,
    /// It lets nobody in any more.
    closing: CancellationToken,
    doors: TaskTracker,
}

impl Node {
    pub fn start(world: &Arc<World>, place: usize) -> Arc<Self> {
        let way = Way::new(world.log.clone(), world.draw(), world.mutant.clone());
        let id = NodeId(clock::id());
        let address = format!("node://{place}/{}", id.0);
        let dialer =
            Dialer { world: Arc::downgrade(world), place, rng: Mutex::new(Rng::new(world.draw())) };
        let (nodes, losses) = Nodes::join(Joining {
            id,
            address: address.clone(),
            secret: SECRET,
            leases: Arc::new(way.clone()),
            dial: Arc::new(dialer),
        });
        // Of no interest here, and nothing in it has to be waited for.
        let catalog = CatalogService::load(Arc::new(MemoryLog::default()), nodes.clone());
        let catalog = catalog.now_or_never().unwrap().unwrap();
        let sealer = Sealer::new(&SEALER_KEY);
        let ways = (Arc::new(way.clone()), Arc::new(way.clone()));
        let log = Arc::new(Sealed::new(ways.0, ways.1, clock::secret::<32>));
        let forgetting = Forgetting { log, after: Duration::from_secs(3600), look: Arc::default() };
        let registry = Registry::new(forgetting, sealer, nodes, catalog);
        let closing = CancellationToken::new();
        let taking_over = take_over(registry.clone(), losses);
        tokio::spawn(closing.clone().run_until_cancelled_owned(taking_over));
        let (mutant, doors) = (world.mutant.clone(), TaskTracker::new());
        Arc::new(Self { place, address, registry, way, mutant, closing, doors })
    }

    /// Dies, and whatever is left of it reaches nobody.
    pub fn crash(self: Arc<Self>, world: &World, loudly: bool) {
        self.way.die();
        self.closing.cancel();
        self.registry.nodes().abandon();
        let mine = |line: &Line| line.ends.contains(&Party::Node(self.place));
        for line in world.net.lines(mine) {
            if loudly { line.reset() } else { line.cut() }
        }
        tokio::spawn(async move { self.registry.drain().await });
    }

    /// Ends as a server does that is told to.
    pub async fn drain(self: Arc<Self>) {
        self.closing.cancel();
        self.doors.close();
        self.registry.nodes().leave().await;
        self.registry.drain().await;
        self.doors.wait().await;
    }

    fn serve_link(self: Arc<Self>, mut end: End) {
        tokio::spawn(async move {
            self.closing.run_until_cancelled(serve_peer(&self.registry, &mut end)).await;
        });
    }

    /// Someone is at the door.
    pub fn welcome(self: Arc<Self>, session: SessionId, person: PersonId, end: End) {
        self.doors.clone().spawn(async move {
            let mutant = self.mutant.clone();
            let mut carrier = Carrier { end, person, mutant, early: None };
            if let Err(Ended(Some(close))) = self.serve(session, &mut carrier).await {
                let goodbye = single(Format::Proto, Item::Goodbye(close.goodbye()));
                let _ = timeout(FAREWELL, carrier.end.send(goodbye)).await;
            }
        });
    }

    /// What the gateway does once it knows who it is.
    async fn serve(&self, session: SessionId, carrier: &mut Carrier) -> Result<(), Ended> {
        let first = tokio::select! {
            first = timeout(HELLO, gateway::Wire::read(carrier)) => {
                first.map_err(|_| Close::Silent)??
            }
            () = self.closing.cancelled() => return Err(Close::Draining.into()),
        };
        let client_frame::Item::Hello(hello) = first else { return Err(Close::Protocol.into()) };
        let live = self.registry.get(session).await.map_err(|_| Close::Reloaded)?;
        if let Ok(Some(head)) = self.way.head(LogId(session.0)).await {
            live.keep_up_with(head.seq).await;
        }
        let connection = live.join(join(carrier.person, hello)).await?;
        gateway::talk(carrier, (live, connection)).await
    }

    /// The session, if it is loaded here.
    pub fn loaded(&self, session: SessionId) -> Option<Session> {
        self.registry.loaded().into_iter().find(|live| live.hub().session() == session)
    }
}

fn join(person: PersonId, hello: Hello) -> Join {
    Join {
        person,
        login: person.to_bytes(),
        format: Format::Proto,
        unpacks: hello.unpacks,
        instance: hello.instance,
        resume: (hello.resume_token, hello.received_since),
        now: clock::now(),
    }
}

/// Carries the frames of a client.
struct Carrier {
    end: End,
    person: PersonId,
    mutant: Mutant,
    /// What a mutant answers before it is so.
    early: Option<u64>,
}

impl gateway::Wire for Carrier {
    fn format(&self) -> Format {
        Format::Proto
    }

    async fn write(&mut self, frame: Bytes) -> Result<(), Ended> {
        if let Some(n) = self.early.take() {
            let ack = Item::Ack(Ack { n, resume_token: Bytes::new() });
            let _ = self.end.send(single(Format::Proto, ack)).await;
        }
        self.end.send(self.mutant.give(frame)).await.map_err(|_| Ended(None))
    }

    async fn read(&mut self) -> Result<client_frame::Item, Ended> {
        let frame = self.end.receive().await.map_err(|_| Ended(None))?;
        let mut item = ClientFrame::decode(frame).ok().and_then(|frame| frame.item);
        if let Some(client_frame::Item::Command(command)) = &mut item {
            self.mutant.take(self.person, command);
            self.early = self.mutant.answers_early().then_some(command.n);
        }
        item.ok_or(Ended(Some(Close::Protocol)))
    }
}

/// How a node reaches others.
struct Dialer {
    // The world holds the node, which holds this.
    world: Weak<World>,
    place: usize,
    rng: Mutex<Rng>,
}

#[async_trait]
impl Dial for Dialer {
    async fn dial(&self, address: &str, secret: &[u8; 32]) -> Result<Box<dyn Wire>, Over> {
        let world = self.world.upgrade().ok_or("the world has ended")?;
        let there = world.nodes().into_iter().find(|node| node.address == address);
        let there = there.ok_or("nobody is there")?;
        assert!(there.registry.nodes().knows(secret));
        let ends = [Party::Node(self.place), Party::Node(there.place)];
        let connected = world.net.connect(ends, BETWEEN_NODES_MS, &mut self.rng.lock().unwrap());
        let Some((here, other)) = connected else {
            tokio::time::sleep(NOWHERE).await;
            return Err("nothing gets through".into());
        };
        there.serve_link(other);
        Ok(Box::new(here))
    }
}

/// For what is said of a person, short.
pub fn short(person: PersonId) -> String {
    codec::ids::WireId::to_wire(&person).chars().skip(4).take(4).collect()
}
