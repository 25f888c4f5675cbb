//! Everything that a simulation is made of, and what goes wrong in it.

use super::{
    judge::Judge,
    mutant::{Mutant, Mutation},
    node::{Node, SEALER_KEY},
    pipe::{End, Line, Net, Party},
    store::Weather,
};
use crate::support::rng::Rng;
use convene::{
    clock,
    domain::{
        self, Actor, Ctx, PersonId, Recorded, SessionId, State,
        organisation::Organisation,
        roster::{self, Details, Identified, JobRole, NewPerson, Permission},
        session,
        text::Text,
    },
    fold::Folded,
    live::Sealer,
    log::{Append, Epoch, EventLog, LogId, MemoryLog, Position},
};
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{
    sync::watch,
    time::{Instant, sleep},
};

/// Longest time of a frame on its way to a client.
const TO_CLIENTS_MS: usize = 60;
/// How long a call that leads nowhere takes.
const NOWHERE: Duration = Duration::from_secs(3);

/// What goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// People do what they like, and much goes wrong.
    Acting,
    /// Nothing goes wrong any more; everyone has a last word.
    Settling,
    Over,
}

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    SlowLog,
    FailingLog,
    CutFromLog,
    Crash,
    Drain,
    PartNodes,
    StallNodes,
    CutClients,
    StallClients,
    PartClient,
    LoseTail,
}

impl Fault {
    pub const ALL: [Self; 11] = [
        Self::SlowLog,
        Self::FailingLog,
        Self::CutFromLog,
        Self::Crash,
        Self::Drain,
        Self::PartNodes,
        Self::StallNodes,
        Self::CutClients,
        Self::StallClients,
        Self::PartClient,
        Self::LoseTail,
    ];
}

/// A fail-over that lost something.
pub struct Loss {
    pub before: Epoch,
    /// The nodes that had some of what was lost, and up to where.
    pub known_to: Vec<(String, Position)>,
}

pub struct World {
    pub session: SessionId,
    pub log: MemoryLog,
    pub judge: Judge,
    pub net: Arc<Net>,
    pub phase: watch::Sender<Phase>,
    /// How many nodes there may be.
    pub places: usize,
    pub mutant: Mutant,
    pub looks_one_in: usize,
    nodes: Mutex<Vec<Option<Arc<Node>>>>,
    settled: Mutex<Vec<bool>>,
    pub losses: Mutex<Vec<Loss>>,
    rng: Mutex<Rng>,
    /// What happens, if someone wants to know.
    story: Option<Mutex<Vec<String>>>,
    began: Instant,
}

impl World {
    pub async fn make(rng: &mut Rng, mutation: Option<Mutation>, is_told: bool) -> Arc<Self> {
        let (log, session) = (MemoryLog::default(), SessionId(clock::id()));
        log.create(LogId(session.0), Epoch(clock::id())).await.unwrap();
        let judge = Judge::new(log.clone(), session, Sealer::new(&SEALER_KEY)).await;
        Arc::new(Self {
            session,
            log,
            judge,
            net: Arc::default(),
            phase: watch::channel(Phase::Acting).0,
            places: 2 + rng.below(3),
            mutant: Mutant::new(mutation, rng.next()),
            looks_one_in: 1 + rng.below(4),
            nodes: Mutex::default(),
            settled: Mutex::default(),
            losses: Mutex::default(),
            rng: Mutex::new(Rng::new(rng.next())),
            story: is_told.then(Mutex::default),
            began: Instant::now(),
        })
    }

    /// A fresh seed.
    pub fn draw(&self) -> u64 {
        self.rng.lock().unwrap().next()
    }

    pub fn say(&self, what: impl FnOnce() -> String) {
        if let Some(story) = &self.story {
            let line = format!("{:>7} ms  {}", self.began.elapsed().as_millis(), what());
            story.lock().unwrap().push(line);
        }
    }

    pub fn story(&self) -> Vec<String> {
        self.story.as_ref().map(|story| story.lock().unwrap().clone()).unwrap_or_default()
    }

    /// The roster and the beginning, as the gateway makes them.
    pub async fn prepare(&self, people: usize, is_open: bool) -> Vec<PersonId> {
        let ids: Vec<_> = (0..people).map(|_| PersonId(clock::id())).collect();
        let roster = (0..).zip(&ids).map(|(n, id)| person(n, *id)).collect();
        let title = Text { en: "Spring convening".to_owned(), es: String::new() };
        let plan = session::Plan { title, scheduled_at: 1, minutes: 60, forgets_rooms: false };
        let mut commands = vec![
            (Actor::Server, domain::Command::Session(session::Command::Schedule(plan))),
            (Actor::Server, domain::Command::Roster(roster::Command::Add(roster))),
        ];
        if is_open {
            let first = Actor::Person(ids[0]);
            let open = [session::Command::OpenLobby, session::Command::Start];
            commands.extend(open.map(|command| (first, domain::Command::Session(command))));
        }
        let log: Arc<dyn EventLog> = Arc::new(self.log.clone());
        let mut folded = Folded::<State>::open(log, LogId(self.session.0), u64::MAX).await.unwrap();
        for (actor, command) in commands {
            let ctx = Ctx { now: clock::now(), actor, id: clock::id() };
            let events = folded.state().decide(&ctx, command).unwrap();
            let fact = |event| Recorded { at: ctx.now, by: actor, command: None, event };
            let facts: Vec<_> = events.into_iter().map(fact).collect();
            let batch = folded.batch(clock::id(), &facts, folded.state(), &mut clock::secret::<16>);
            let appended = folded.append(batch).await.unwrap();
            assert!(matches!(appended, Append::Done(_)));
            folded.catch_up(|_, _| true, |_| ()).await.unwrap();
        }
        *self.settled.lock().unwrap() = vec![false; people];
        ids
    }

    pub fn start_nodes(self: &Arc<Self>) {
        *self.nodes.lock().unwrap() = vec![None; self.places];
        (0..self.places).for_each(|place| self.start(place));
    }

    fn start(self: &Arc<Self>, place: usize) {
        if self.node(place).is_none() {
            let node = Node::start(self, place);
            self.say(|| format!("node {place} starts"));
            self.nodes.lock().unwrap()[place] = Some(node);
        }
    }

    /// Those that live.
    pub fn nodes(&self) -> Vec<Arc<Node>> {
        self.nodes.lock().unwrap().iter().flatten().cloned().collect()
    }

    fn node(&self, place: usize) -> Option<Arc<Node>> {
        self.nodes.lock().unwrap()[place].clone()
    }

    /// Nothing holds the world any more.
    pub fn end(&self) {
        self.nodes.lock().unwrap().clear();
    }

    /// Calls a node. `None`: nobody answers.
    pub async fn call(&self, number: usize, person: PersonId, place: usize) -> Option<End> {
        let mut rng = Rng::new(self.draw());
        sleep(Duration::from_millis(1 + rng.below(TO_CLIENTS_MS) as u64)).await;
        let node = self.node(place)?;
        let ends = [Party::Client(number), Party::Node(place)];
        let delay_ms = 1 + rng.below(TO_CLIENTS_MS) as u64;
        let Some((here, there)) = self.net.connect(ends, delay_ms, &mut rng) else {
            sleep(NOWHERE).await;
            return None;
        };
        node.welcome(self.session, person, there);
        Some(here)
    }

    pub fn settle(&self, number: usize, is_settled: bool) {
        self.settled.lock().unwrap()[number] = is_settled;
    }

    /// Who is not settled.
    pub fn unsettled(&self) -> Vec<usize> {
        let settled = self.settled.lock().unwrap();
        (0..settled.len()).filter(|number| !settled[*number]).collect()
    }

    /// Nothing goes wrong any more. One node may stay away.
    pub fn heal(self: &Arc<Self>, rng: &mut Rng) {
        self.net.heal();
        self.nodes().iter().for_each(|node| node.way.set(|weather| *weather = Weather::FAIR));
        let spared = rng.below(2 * self.places);
        for place in 0..self.places {
            if place != spared || self.nodes().is_empty() {
                self.start(place);
            }
        }
    }

    /// Something goes wrong.
    pub async fn suffer(self: &Arc<Self>, fault: Fault, rng: &mut Rng) {
        let nodes = self.nodes();
        let Some(node) = (!nodes.is_empty()).then(|| Arc::clone(rng.pick(&nodes))) else { return };
        let lasts = Duration::from_millis(200 + rng.below(7_000) as u64);
        self.say(|| format!("{fault:?} at node {} for {lasts:?}", node.place));
        match fault {
            Fault::SlowLog => {
                let latency_ms = 50 + rng.below(1_500);
                self.weather(&node, lasts, |weather| weather.latency_ms = latency_ms);
            }
            Fault::FailingLog => {
                let failing = 2 + rng.below(8);
                self.weather(&node, lasts, |weather| weather.failing = failing);
            }
            Fault::CutFromLog => self.weather(&node, lasts, |weather| weather.is_cut = true),
            Fault::Crash => {
                self.nodes.lock().unwrap()[node.place] = None;
                self.start_after(node.place, lasts);
                node.crash(self, rng.one_in(2));
            }
            Fault::Drain => {
                self.nodes.lock().unwrap()[node.place] = None;
                self.start_after(node.place, lasts);
                tokio::spawn(node.drain());
            }
            Fault::PartNodes => {
                let others: Vec<_> =
                    nodes.iter().filter(|other| other.place != node.place).collect();
                if !others.is_empty() {
                    let other = rng.pick(&others).place;
                    self.net.part(Party::Node(node.place), Party::Node(other));
                    self.heal_after(lasts);
                }
            }
            Fault::StallNodes => {
                let is_node = |party: &Party| matches!(party, Party::Node(_));
                self.stall(rng, lasts, |line| line.ends.iter().all(is_node));
            }
            Fault::StallClients => self.stall(rng, lasts, of_client),
            Fault::CutClients => {
                let loudly = rng.one_in(2);
                for line in self.net.lines(of_client).iter().filter(|_| rng.one_in(2)) {
                    if loudly { line.reset() } else { line.cut() }
                }
            }
            Fault::PartClient => {
                let number = rng.below(self.settled.lock().unwrap().len());
                self.net.part(Party::Client(number), Party::Node(node.place));
                self.heal_after(lasts);
            }
            Fault::LoseTail => self.lose_tail(rng).await,
        }
    }

    fn weather(&self, node: &Arc<Node>, lasts: Duration, change: impl FnOnce(&mut Weather)) {
        node.way.set(change);
        let node = Arc::clone(node);
        tokio::spawn(async move {
            sleep(lasts).await;
            node.way.set(|weather| {
                *weather = Weather { is_dead: weather.is_dead, ..Weather::FAIR };
            });
        });
    }

    fn start_after(self: &Arc<Self>, place: usize, after: Duration) {
        let world = Arc::clone(self);
        tokio::spawn(async move {
            sleep(after).await;
            if *world.phase.borrow() == Phase::Acting {
                world.start(place);
            }
        });
    }

    fn heal_after(&self, after: Duration) {
        let net = Arc::clone(&self.net);
        tokio::spawn(async move {
            sleep(after).await;
            net.heal();
        });
    }

    fn stall(&self, rng: &mut Rng, lasts: Duration, which: impl Fn(&Line) -> bool) {
        let lines: Vec<_> = self.net.lines(which).into_iter().filter(|_| rng.one_in(2)).collect();
        lines.iter().for_each(Line::stall);
        tokio::spawn(async move {
            sleep(lasts).await;
            lines.iter().for_each(Line::go_on);
        });
    }

    /// A fail-over to a replica that was behind: nobody reaches the log for a while, and what
    /// comes back is what it was a moment before.
    async fn lose_tail(self: &Arc<Self>, rng: &mut Rng) {
        let nodes = self.nodes();
        nodes.iter().for_each(|node| node.way.set(|weather| weather.is_cut = true));
        sleep(Duration::from_millis(rng.below(1_500) as u64)).await;
        let ends = self.judge.ends();
        let kept = ends.len().saturating_sub(1 + rng.below(6));
        // What the gateway has made is older than any replica is behind.
        if let Some(to) = ends.get(kept.max(4)).copied().filter(|to| Some(to) != ends.last()) {
            let before = self.judge.head().epoch;
            let knows = |node: &Arc<Node>| {
                let at = node.loaded(self.session)?.hub().position();
                (at.epoch == before && at.seq > to).then(|| (node.address.clone(), at))
            };
            let known_to: Vec<_> = self.nodes().iter().filter_map(knows).collect();
            self.say(|| format!("the log loses what came after {to}; {} had it", known_to.len()));
            self.losses.lock().unwrap().push(Loss { before, known_to });
            self.judge.lose_after(to);
            self.log.lose_after(LogId(self.session.0), to);
        }
        nodes.iter().for_each(|node| node.way.set(|weather| weather.is_cut = false));
    }
}

fn of_client(line: &Line) -> bool {
    line.ends.iter().any(|party| matches!(party, Party::Client(_)))
}

fn person(number: usize, id: PersonId) -> NewPerson {
    let runs = number == 0 || number % 4 == 3;
    NewPerson {
        id,
        name: format!("Person {number}"),
        email: format!("{number}@example.org"),
        organisation: Organisation::default(),
        job_role: Some(JobRole::Teacher),
        permission: if runs { Permission::Facilitator } else { Permission::Participant },
        identified: Identified::Link,
        account: None,
        details: Details::default(),
        claims: None,
    }
}
