//! Everyone answers a poll within seconds. Each acknowledged ballot is counted once, nobody is
//! shown results before they have answered, and a ballot costs the same however many there are.

mod plan;
mod voter;

use crate::{
    measure::{Latencies, now},
    report,
    room::{self, Room},
};
use anyhow::{Context, ensure};
use clap::Args;
use convene::proto::{self, PollPrivacy, PollResults, command::Body, poll_item::Kind};
use std::{collections::HashMap, ffi::OsString, time::Duration};
use tokio::{sync::mpsc, task::JoinSet};
use voter::{Heard, ITEM, Voter};

/// What an idle server needs is measured for so long, before the first ballot.
const IDLE: Duration = Duration::from_secs(3);
/// So that the last ballots have been counted, too.
const LAST_COUNT: Duration = Duration::from_millis(700);
/// Who has no answer by then gets none.
const PATIENCE: Duration = Duration::from_secs(20);

#[derive(Args, Clone, Debug)]
pub struct Polls {
    /// People in the session; several, two runs each.
    #[arg(long, value_delimiter = ',', default_values_t = [250, 1_000])]
    people: Vec<usize>,
    /// Everyone answers within so long.
    #[arg(long, default_value_t = 5_000)]
    within_ms: u64,
    /// Others answer, other things, at other times.
    #[arg(long, default_value_t = 205)]
    seed: u64,
}

/// What one run came to.
struct Outcome {
    heard: Vec<Heard>,
    /// Of the server, without what it needs when idle.
    cpu_s: f64,
    /// Of the facilitator, after the close.
    tally: Vec<u32>,
}

pub async fn run(load: &Polls) -> anyhow::Result<()> {
    let mut costs = Vec::new();
    for people in &load.people {
        println!(
            "poll: {people} people, all but a fiftieth answer within {} ms, a tenth of them send \
             it twice,\na tenth change their mind, server on one core, durable log on\n",
            load.within_ms
        );
        // The same ballots without tallies to voters: what remains is what a ballot costs.
        let quiet = once(*people, load, PollResults::Revealed).await?;
        let live = once(*people, load, PollResults::Live).await?;
        costs.push(quiet.per_ballot_us());
        print(&quiet, &live, load);
        let faults = [quiet.faults(), live.faults()].concat();
        report::faults(
            &faults,
            "every acknowledged ballot was counted once, and nobody saw results too early",
        )?;
    }
    if let ([first, ..], [fewest, .., most]) = (&costs[..], &load.people[..])
        && let Some(last) = costs.last()
    {
        println!("a ballot of {most} people costs {:.2} times one of {fewest}", last / first);
    }
    Ok(())
}

fn print(quiet: &Outcome, live: &Outcome, load: &Polls) {
    let heard = &live.heard;
    let mut acks = Latencies::default();
    heard.iter().for_each(|one| acks.join(&one.acks));
    report::latencies("ack", &acks, "");
    report::figure("server CPU us per ballot", quiet.per_ballot_us(), "the same at any size");
    report::figure("the same, with live results", live.per_ballot_us(), "");
    let tallies: usize = heard.iter().map(|one| one.own + one.counted.len()).sum();
    let extra_s = live.cpu_s - quiet.cpu_s;
    report::figure("tallies to voters: CPU us of each", extra_s * 1e6 / float(tallies.max(1)), "");
    let voters: Vec<&Heard> = heard.iter().filter(|one| !one.acked.is_empty()).collect();
    let count = float(voters.len().max(1));
    let counted: usize = voters.iter().map(|one| one.counted.len()).sum();
    report::figure("tallies of a voter, by the count", float(counted) / count, "");
    let own: usize = voters.iter().map(|one| one.own).sum();
    report::figure("the same, with a ballot of theirs", float(own) / count, "1.1");
    let (mut pauses, mut shortest) = (Latencies::default(), Duration::MAX);
    for pair in voters.iter().flat_map(|one| one.counted.windows(2)) {
        let pause = pair[1].saturating_duration_since(pair[0]);
        pauses.add(pause);
        shortest = shortest.min(pause);
    }
    if pauses.count() > 0 {
        report::latencies("between two counts", &pauses, "p50 >= 500");
        report::figure("the shortest, ms", shortest.as_secs_f64() * 1000.0, "");
    }
    let most = voters.iter().map(|one| most_in_a_second(&one.counted)).max().unwrap_or_default();
    report::figure("counts of one voter in any second", float(most), "2, or 3 at the edges");
    let bytes = |all: &[Heard]| {
        float(all.iter().map(|one| one.bytes).sum::<usize>()) / float(all.len().max(1))
    };
    report::figure("bytes to each client, live results", bytes(heard), "");
    report::figure("the same, revealed at the end", bytes(&quiet.heard), "");
    let seconds = Duration::from_millis(load.within_ms).as_secs_f64();
    report::figure("ballots/s", float(live.ballots()) / seconds, "");
}

#[expect(clippy::cast_precision_loss, reason = "counts below 2^52")]
fn float(count: usize) -> f64 {
    count as f64
}

fn most_in_a_second(counted: &[std::time::Instant]) -> usize {
    let within = |at: usize| {
        let until = counted[at] + Duration::from_secs(1);
        counted[at..].iter().take_while(|other| **other < until).count()
    };
    (0..counted.len()).map(within).max().unwrap_or_default()
}

impl Outcome {
    fn ballots(&self) -> usize {
        self.heard.iter().map(|one| one.acked.len()).sum()
    }

    fn per_ballot_us(&self) -> f64 {
        self.cpu_s * 1e6 / float(self.ballots().max(1))
    }

    /// The driver's own count, of the last acknowledged ballot of each, against what everyone
    /// was shown.
    fn faults(&self) -> Vec<String> {
        let mut own = vec![0_u32; usize::try_from(plan::OPTIONS).unwrap_or_default()];
        for option in self.heard.iter().filter_map(|one| one.acked.values().last()) {
            own[usize::try_from(*option).unwrap_or_default()] += 1;
        }
        let mut faults = Vec::new();
        if self.tally != own {
            faults.push(format!("the facilitator has {:?}, acknowledged was {own:?}", self.tally));
        }
        for (n, one) in self.heard.iter().enumerate() {
            faults.extend(one.faults.iter().map(|fault| format!("{n}: {fault}")));
            if one.shown.as_ref() != Some(&own) {
                faults.push(format!("{n} was shown {:?}, acknowledged was {own:?}", one.shown));
            }
        }
        faults
    }
}

async fn once(people: usize, load: &Polls, results: PollResults) -> anyhow::Result<Outcome> {
    let mut room = Room::open(people).await?;
    let seats = room.seats().await?;
    let tickets = room.tickets(&seats).await?;
    let joined = room::agree(room.storm_in(tickets).await?).await?;
    room.settle().await?;
    let run_id = opened(&mut room, results).await?;

    let within = Duration::from_millis(load.within_ms);
    let start = now() + IDLE;
    let mut voting = Vec::new();
    let (done, mut is_done) = mpsc::channel(people.max(1));
    let plans = plan::ballots(people, within, load.seed);
    let mut tasks = JoinSet::new();
    for (n, (joined, turns)) in joined.into_iter().zip(plans).enumerate() {
        let voter = Voter::new(joined, turns, run_id.clone(), start);
        let done = done.clone();
        tasks.spawn(async move { (n, voter.live(done).await) });
    }
    drop(done);
    let (idle_s, cpu_s) = {
        let before = (room.server.cpu_of_threads()?, now());
        read_until(&mut room, start).await?;
        let ballots = (room.server.cpu_of_threads()?, now());
        let idle_s = spent_s(&before.0, &ballots.0) / (ballots.1 - before.1).as_secs_f64();
        let until = start + within + PATIENCE;
        while tokio::select! {
            read = room.facilitator.read() => read.map(|_| true)?,
            one = is_done.recv() => one.is_some(),
            () = tokio::time::sleep_until(until.into()) => false,
        } {}
        read_until(&mut room, now() + LAST_COUNT).await?;
        let (after, took) = (room.server.cpu_of_threads()?, ballots.1.elapsed());
        (idle_s, spent_s(&ballots.0, &after) - idle_s * took.as_secs_f64())
    };
    ensure!(cpu_s > 0.0, "no CPU beside {idle_s} s a second when idle");
    room.facilitator_asks(Body::ClosePoll(proto::ClosePoll { run_id: run_id.clone() })).await?;
    if results == PollResults::Revealed {
        room.facilitator_asks(Body::RevealPoll(proto::RevealPoll { run_id, on: true })).await?;
    }
    while let Some(voted) = tasks.join_next().await {
        voting.push(voted?);
    }
    voting.sort_by_key(|(n, _)| *n);
    let tally = room.facilitator.last_tally.as_ref().map(|tally| tally.counts().to_vec());
    let heard = voting.into_iter().map(|(_, heard)| heard).collect();
    Ok(Outcome { heard, cpu_s, tally: tally.unwrap_or_default() })
}

/// A facilitator reads on: nobody waits for one who does not.
async fn read_until(room: &mut Room, until: std::time::Instant) -> anyhow::Result<()> {
    while let Ok(read) = tokio::time::timeout_at(until.into(), room.facilitator.read()).await {
        read?;
    }
    Ok(())
}

/// CPU seconds between two looks at all threads.
fn spent_s(before: &HashMap<OsString, u64>, after: &HashMap<OsString, u64>) -> f64 {
    let of = |(thread, ns): (&OsString, &u64)| {
        Duration::from_nanos(ns.saturating_sub(before.get(thread).copied().unwrap_or_default()))
    };
    after.iter().map(of).sum::<Duration>().as_secs_f64()
}

/// Writes a poll with one choice and opens it: its run.
async fn opened(room: &mut Room, results: PollResults) -> anyhow::Result<String> {
    let text = |en: &str| proto::Text { en: en.to_owned(), es: String::new() };
    let options = ["Always", "Often", "Rarely", "Never"].map(text);
    let choice = proto::ChoiceItem { options: options.into(), picks_max: 1, ..Default::default() };
    let item = proto::PollItem {
        id: ITEM,
        question: Some(text("How often do students explain their thinking?")),
        required: true,
        kind: Some(Kind::Choice(choice)),
    };
    let poll = proto::Poll {
        title: Some(text("Load")),
        items: vec![item],
        privacy: PollPrivacy::Confidential.into(),
        results: results.into(),
        ..proto::Poll::default()
    };
    room.facilitator_asks(Body::PutPoll(proto::PutPoll { poll: Some(poll) })).await?;
    let poll_id = room.facilitator.last_poll.clone().context("no poll was put")?;
    let open = proto::OpenPoll { poll_id, place: None, after_run: 0 };
    room.facilitator_asks(Body::OpenPoll(open)).await?;
    Ok(room.facilitator.last_run.as_ref().context("no run was opened")?.id.clone())
}
