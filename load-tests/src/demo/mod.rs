//! A convening to facilitate: a server with a session, an agenda and a roster, and simulated
//! educators who follow what the facilitator does.

mod ballot;
mod bank;
mod deeds;
mod desk;
mod door;
mod educator;
mod helper;
mod mind;
mod names;
mod part;
mod polls;
mod roster;
mod rounds;
mod seen;
mod setup;
mod steps;
mod voice;

use crate::{
    client::Http,
    script,
    server::{self, Server},
};
use anyhow::Context;
use clap::Args;
use convene::proto::SessionState;
use deeds::Pace;
use educator::Educator;
use mind::{Mind, World};
use setup::{FACILITATOR, FREE, Prepared};
use std::{
    net::{SocketAddr, TcpListener},
    sync::Arc,
    time::Duration,
};
use tokio::{
    signal::unix::{SignalKind, signal},
    sync::watch,
    task::JoinSet,
};

/// Where the server listens when nobody says, if that is free.
const USUAL: &str = "127.0.0.1:8080";
const ANY: &str = "127.0.0.1:0";

#[derive(Args, Clone, Debug)]
pub struct Demo {
    /// Simulated educators.
    #[arg(long, default_value_t = 205, value_parser = clap::value_parser!(u32).range(1..=2_000))]
    people: u32,
    /// How much faster than life people think; their limits stay.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=60))]
    speed: u32,
    /// Where the server listens: port 8080, or a free one if that is taken.
    #[arg(long)]
    listen: Option<SocketAddr>,
    /// Another seed: other people.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Nobody helps you: polls, the waterfall, questions and turns are left to you.
    #[arg(long)]
    no_helper: bool,
    /// Minutes that the server stays when the session has ended, for its replay.
    #[arg(long, default_value_t = 15, value_parser = clap::value_parser!(u64).range(0..=600))]
    stay_min: u64,
}

/// Until Ctrl-C, or some time after the session has ended; then nothing is left.
pub async fn run(demo: Demo) -> anyhow::Result<()> {
    let mut stop = [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::hangup()]
        .map(signal)
        .into_iter()
        .collect::<Result<Vec<_>, _>>()?;
    let [interrupt, terminate, hangup] = &mut stop[..] else { return Ok(()) };
    let directory = tempfile::Builder::new().prefix("convene-demo-").tempdir()?;
    let data = directory.path().display().to_string();
    let listen = demo.listen.map_or_else(free_address, |listen| listen.to_string());
    let args = ["serve", "--listen", &listen, "--data-dir", &data];
    let mut server = Server::start_quietly(&server::beside("convene")?, &args)?;
    let played = tokio::select! {
        played = play(&demo, &mut server) => played,
        _ = interrupt.recv() => Ok(()),
        _ = terminate.recv() => Ok(()),
        _ = hangup.recv() => Ok(()),
    };
    server.end().await?;
    directory.close().with_context(|| format!("{data} stays"))?;
    println!("\nThe server has ended and its data in {data} are gone. Nothing is left.");
    played
}

fn free_address() -> String {
    let is_free = TcpListener::bind(USUAL).is_ok();
    if is_free { USUAL } else { ANY }.to_owned()
}

async fn play(demo: &Demo, server: &mut Server) -> anyhow::Result<()> {
    let url = server.line().await?.rsplit(' ').next().unwrap_or_default().to_owned();
    let setup_link = server.line().await?;
    let invited = roster::generate(usize::try_from(demo.people)?, demo.seed);
    let prepared = setup::prepare(&url, &setup_link, invited).await?;
    let world = Arc::new(world(demo, &url, &prepared)?);
    let (told, mut state) = watch::channel(SessionState::Unspecified);
    explain(&prepared, &url);
    let mut people = populate(demo, &url, &prepared, &world, &state);
    if !demo.no_helper {
        let http = Http::new(&url, reqwest::Client::new());
        let link = prepared.helper_link.clone();
        people.spawn(helper::help(http, link, Arc::clone(&world), state.clone()));
    }
    people.spawn(educator::watch_session(prepared.admin, world, told));
    tokio::select! {
        ended = server.ended() => ended.context("the server"),
        () = follow(&mut state, Duration::from_secs(demo.stay_min * 60)) => Ok(()),
        () = complain(&mut people) => Ok(()),
    }
}

fn world(demo: &Demo, url: &str, prepared: &Prepared) -> anyhow::Result<World> {
    let steps = script::event("hd_quarterly")?.agenda;
    Ok(World {
        address: url.trim_start_matches("http://").to_owned(),
        session: prepared.session.clone(),
        pace: Pace(demo.speed),
        params: steps.into_iter().map(|step| (step.key, step.params)).collect(),
        people: usize::try_from(demo.people)?,
        facilitator: FACILITATOR.to_owned(),
    })
}

/// Everyone who is not left free, and two at the door.
fn populate(
    demo: &Demo,
    url: &str,
    prepared: &Prepared,
    world: &Arc<World>,
    state: &watch::Receiver<SessionState>,
) -> JoinSet<anyhow::Result<()>> {
    let client = reqwest::Client::new();
    let mut people = JoinSet::new();
    for (n, (who, link)) in prepared.invited.iter().take(world.people).enumerate() {
        let http = Http::new(url, client.clone());
        let mind = Mind::new(n, who.clone(), Arc::clone(world), demo.seed);
        let educator = Educator::new(http, mind, Arc::clone(world));
        people.spawn(educator.arrive(link.clone(), state.clone()));
    }
    let claimed = prepared.invited.first().map(|(who, _)| who.clone());
    for (which, who) in [Some(door::stranger()), claimed].into_iter().flatten().enumerate() {
        let by_code = (prepared.code.clone(), Http::new(url, client.clone()));
        let as_whom = (who, Arc::clone(world), demo.seed);
        people.spawn(door::knock(which, by_code, as_whom, state.clone()));
    }
    people
}

fn explain(prepared: &Prepared, url: &str) {
    let free = prepared.invited.len() - FREE;
    let link = |n: usize| prepared.invited.get(free + n).map_or("", |(_, link)| link.as_str());
    println!(
        "\nA convening is ready at {url}: {} people on its roster, {} steps on its agenda, and \
         breakout rooms\nplanned for three of them ({}); {} polls are written.\n\n\
         \x20 Enter as facilitator:               {}\n\
         \x20 Enter as educator:                  {}\n\
         \x20 Enter as Spanish-speaking educator: {}\n\n\
         Each in a window of its own (a private one, or another browser).\n\
         As facilitator: open the lobby, start the session, go through the agenda: people will \
         come and answer.\nStart the chat waterfall and open its gate, open the polls at their steps, \
         answer questions,\ngive turns in the report-out: {} does it if you have not within 45 s \
         (--no-helper: nobody).\nOpen the rooms at their steps, look in, let them report. Ask \
         whether they are here, put someone\nin the spotlight, let in the two who knock. Ctrl-C \
         ends it all.\n",
        prepared.invited.len(),
        prepared.steps,
        prepared.rounds.join("; "),
        prepared.polls,
        prepared.facilitator_link,
        link(0),
        link(1),
        helper::NAME,
    );
}

/// Says how the session goes, until it has been over for long enough.
async fn follow(state: &mut watch::Receiver<SessionState>, stay: Duration) {
    loop {
        let now = *state.borrow_and_update();
        match now {
            SessionState::Lobby => println!("The lobby is open; people are coming."),
            SessionState::Live => println!("The session is live."),
            SessionState::Ended => {
                println!(
                    "The session has ended. Its replay can be watched for {} minutes more; Ctrl-C \
                     ends it now.",
                    stay.as_secs() / 60
                );
            }
            SessionState::Unspecified | SessionState::Scheduled => {}
        }
        let changed = state.changed();
        if now != SessionState::Ended {
            if changed.await.is_err() {
                return;
            }
            continue;
        }
        // It may be reopened meanwhile.
        match tokio::time::timeout(stay, changed).await {
            Ok(Ok(())) => {}
            Ok(Err(_)) | Err(_) => return,
        }
    }
}

/// Says what went wrong for someone; the others go on.
async fn complain(people: &mut JoinSet<anyhow::Result<()>>) {
    while let Some(ended) = people.join_next().await {
        match ended {
            Ok(Ok(())) => {}
            Ok(Err(error)) => eprintln!("someone could not go on: {error:#}"),
            Err(error) => eprintln!("someone fell over: {error}"),
        }
    }
}
