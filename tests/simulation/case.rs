//! One seed, from the beginning to the verdict.

use super::{
    client::Client,
    judge::difference,
    mind::Temper,
    mutant::Mutation,
    node::short,
    world::{Fault, Phase, World},
};
use crate::support::rng::Rng;
use convene::{clock, codec::ids::WireId, domain::Level, proto::Consent};
use std::{collections::BTreeSet, sync::Arc, time::Duration};
use tokio::{
    task::JoinHandle,
    time::{Instant, sleep},
};

/// How long everyone may take to have their last word answered once nothing goes wrong.
const ANSWERED: Duration = Duration::from_secs(60);
/// After that: the grace of those who have gone, and how late another node than the home of the
/// session notices.
const GRACE: Duration = Duration::from_secs(36);
/// In which nothing happens any more.
const QUIET: Duration = Duration::from_secs(3);

/// What came of a seed.
pub struct Verdict {
    pub faults: Vec<String>,
    /// Events in the log.
    pub events: u64,
    /// How often something was held against the log.
    pub checks: usize,
    /// What happened, if someone wanted to know.
    pub story: Vec<String>,
}

/// What a seed is about.
struct Plan {
    people: usize,
    lasts: Duration,
    faults: Vec<Fault>,
    apart_ms: usize,
    is_open: bool,
    polls: bool,
}

impl Plan {
    fn draw(seed: u64, rng: &mut Rng) -> Self {
        let many = rng.one_in(6);
        // Few kinds at a time: what many of them do to each other hides what one does.
        let faults = Fault::ALL.into_iter().filter(|_| rng.one_in(3)).collect();
        Self {
            people: if many { 10 + rng.below(11) } else { 3 + rng.below(6) },
            lasts: Duration::from_millis(3_000 + rng.below(15_000) as u64),
            faults,
            apart_ms: 200 + rng.below(4_000),
            is_open: !rng.one_in(4),
            // Chance of its own: seeds without polls stay what they were when they failed.
            polls: Rng::new(!seed).one_in(2),
        }
    }
}

fn temper(rng: &mut Rng, number: usize, plan: &Plan) -> Temper {
    let lasts = plan.lasts;
    let consent = match rng.below(12) {
        0 => Consent::WatchOnly,
        1 if number > 0 => Consent::Unspecified,
        _ => Consent::Given,
    };
    let leaves = rng.one_in(5).then(|| rng.below(usize::try_from(lasts.as_millis()).unwrap()));
    Temper {
        comes_after_ms: 1 + rng.below(4_000),
        pause_ms: 100 + rng.below(2_500),
        consent,
        reads_slowly: rng.one_in(6),
        unpacks: rng.one_in(2),
        stutters: rng.one_in(6),
        wanders_ms: rng.one_in(2).then(|| 500 + rng.below(8_000)),
        leaves_at: leaves.map(|ms| Instant::now() + Duration::from_millis(ms as u64)),
        is_strict: number == 0,
        polls: plan.polls,
    }
}

/// Runs a seed in a world of its own.
pub fn run(seed: u64, mutation: Option<Mutation>, is_told: bool) -> Verdict {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap();
    runtime.block_on(async {
        let _simulation = clock::simulate(seed);
        let mut rng = Rng::new(seed);
        let plan = Plan::draw(seed, &mut rng);
        let world = World::make(&mut rng, mutation, is_told).await;
        let verdict = live(&world, &plan, &mut rng).await;
        world.end();
        verdict
    })
}

async fn live(world: &Arc<World>, plan: &Plan, rng: &mut Rng) -> Verdict {
    world.say(|| format!("{} people, {} places, {:?}", plan.people, world.places, plan.faults));
    let people = world.prepare(plan.people, plan.is_open).await;
    world.start_nodes();
    let clients: Vec<_> = (0..)
        .zip(people)
        .map(|(number, person)| {
            let temper = temper(rng, number, plan);
            tokio::spawn(Client::new(world, number, person, temper).run())
        })
        .collect();
    let until = Instant::now() + plan.lasts;
    while Instant::now() < until {
        sleep(Duration::from_millis(100 + rng.below(plan.apart_ms) as u64)).await;
        if !plan.faults.is_empty() {
            world.suffer(*rng.pick(&plan.faults), rng).await;
        }
    }
    world.say(|| "nothing goes wrong any more".to_owned());
    world.phase.send_replace(Phase::Settling);
    world.heal(rng);
    let is_settled = settle(world).await;
    judge(world, clients, is_settled).await;
    Verdict {
        faults: world.judge.faults(),
        events: world.judge.head().seq,
        checks: world.judge.checks(),
        story: world.story(),
    }
}

/// Until everyone has their answers and attendance is as it is.
async fn settle(world: &World) -> bool {
    let deadline = Instant::now() + ANSWERED;
    while !world.unsettled().is_empty() {
        if Instant::now() > deadline || !world.judge.faults().is_empty() {
            return false;
        }
        sleep(Duration::from_millis(100)).await;
    }
    sleep(GRACE).await;
    let before = world.judge.head();
    sleep(QUIET).await;
    if world.judge.head() != before {
        world.judge.blame("something goes on happening".to_owned());
    }
    true
}

/// Everything that must hold in the end.
async fn judge(world: &World, clients: Vec<JoinHandle<Client>>, is_settled: bool) {
    if is_settled {
        judge_nodes(world);
    }
    let unsettled = world.unsettled();
    world.phase.send_replace(Phase::Over);
    let mut told = Vec::new();
    for client in clients {
        match client.await {
            Ok(client) => told.push(client),
            Err(error) => world.judge.blame(format!("a client fell over: {error}")),
        }
    }
    if is_settled {
        judge_clients(world, &told);
    } else if world.judge.faults().is_empty() {
        for client in told.iter().filter(|client| unsettled.contains(&client.number)) {
            let (name, left) = (client.name(), client.unanswered());
            world.judge.blame(format!("{name} waits for answers to {left:?}"));
        }
    }
}

fn judge_nodes(world: &World) {
    let (state, head) = (world.judge.state(), world.judge.head());
    for node in world.nodes() {
        let Some(live) = node.loaded(world.session) else { continue };
        let (place, at) = (node.place, live.hub().position());
        if at != head {
            world.judge.blame(format!("node {place} is at {at:?}, and not at {head:?}"));
        } else if live.hub().state() != state {
            world.judge.blame(format!("node {place} has another state"));
        }
    }
    for loss in &*world.losses.lock().unwrap() {
        let nodes = world.nodes();
        let lives = |address: &String| nodes.iter().any(|node| node.address == *address);
        let mut known_to = loss.known_to.iter();
        let has_witness = known_to.any(|(address, at)| lives(address) && !world.judge.holds(*at));
        if has_witness && head.epoch == loss.before {
            world.judge.blame("a loss was not said".to_owned());
        }
    }
}

fn judge_clients(world: &World, clients: &[Client]) {
    let (state, head) = (world.judge.state(), world.judge.head());
    let there = || clients.iter().filter(|client| client.is_connected);
    world.judge.close(&there().map(|client| client.person).collect());
    let is_inside = |client: &Client| state.viewer(client.person).sight.level >= Level::Participant;
    let here: BTreeSet<String> =
        there().filter(|client| is_inside(client)).map(Client::wire).collect();
    // Where nobody has it loaded, whoever loads it next finds out.
    let is_loaded = world.nodes().iter().any(|node| node.loaded(world.session).is_some());
    for person in state.roster.everyone().filter(|_| is_loaded) {
        if person.here != here.contains(&person.id.to_wire()) {
            let who = short(person.id);
            world.judge.blame(format!("{who} is noted as here: {}", person.here));
        }
    }
    let was_said = world.judge.has_lost() && !world.judge.is_lossy();
    for client in there() {
        let name = client.name();
        let differs = difference(&state, client.person, &client.view);
        if let Some(difference) = differs.filter(|_| !world.judge.is_lossy()) {
            world.judge.blame(format!("{name} sees something else: {difference}"));
        }
        let at = world.judge.opened(&client.token);
        if at != Some(head) {
            world.judge.blame(format!("{name} is at {at:?}, and not at {head:?}"));
        }
        if is_inside(client) && client.here != here {
            let seen = &client.here;
            world.judge.blame(format!("{name} sees {seen:?} here, and not {here:?}"));
        }
        if was_said && world.judge.lost_of(client.person) && client.diverged == 0 {
            world.judge.blame(format!("{name} lost something and was not told"));
        }
    }
}
