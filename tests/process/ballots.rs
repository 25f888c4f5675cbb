//! Killed in the middle of a vote: what was acknowledged counts once, what was not at most once,
//! and the tally is what the log says.

use super::{Process, live_session};
use crate::{
    api::polls::{Ballot, cast, close, last_run, new_poll, pick, tally},
    support::{
        browser::Browser,
        live::{Kept, Live},
        rng::Rng,
        server::{add_people, new_person},
    },
};
use blind_rsa_signatures::{
    BlindSignature, BlindingResult, DefaultRng, PublicKeySha384PSSRandomized as PublicKey,
    Signature,
};
use convene::{
    codec::{self, ids::WireId},
    domain::{Event, PersonId, SessionId, poll},
    log::{EmbeddedLog, EventLog, LogId, find_file},
    proto::{self, Permission, PollPrivacy, PollResults, answer::Value, command::Body},
};
use std::{
    collections::{BTreeMap, HashMap},
    path::Path,
};
use tokio::sync::mpsc;

const ROUNDS: usize = 4;
const OPTIONS: usize = 3;

/// Everything that happened to polls, as it lies on disk after the end of a process.
async fn logged(directory: &Path, session: &str) -> Vec<poll::Event> {
    let log = EmbeddedLog::open(find_file(directory).unwrap()).unwrap();
    let session = SessionId::from_wire(session).unwrap();
    let (mut events, mut after) = (Vec::new(), 0);
    loop {
        let entries = log.read(LogId(session.0), after).await.unwrap();
        let Some(last) = entries.last() else { return events };
        after = last.last_seq;
        for recorded in entries.iter().flat_map(|entry| codec::decode(entry).unwrap()) {
            if let Event::Poll(event) = recorded.event {
                events.push(event);
            }
        }
    }
}

/// What each person chose last, of the one run there was.
fn last_ballots(events: &[poll::Event]) -> HashMap<PersonId, &[poll::Answer]> {
    let ballots = events.iter().filter_map(|event| match event {
        poll::Event::Cast(_, person, answers) => Some((*person, &**answers)),
        _ => None,
    });
    ballots.collect()
}

fn counted<'a>(answers: impl Iterator<Item = &'a [poll::Answer]>) -> Vec<u32> {
    let mut counts = vec![0; OPTIONS];
    for answer in answers.flatten() {
        let poll::Value::Picks(picks) = &answer.value else { panic!("{answer:?}") };
        picks.iter().for_each(|pick| counts[*pick as usize] += 1);
    }
    counts
}

/// People who have come in, besides Ada.
async fn crowd(admin: &Browser, session: &str, count: usize) -> Vec<(Browser, Live)> {
    let names = (0..count).map(|n| format!("Person {n}"));
    let people = names.map(|name| new_person(&name, Permission::Participant)).collect();
    let mut crowd = Vec::new();
    for person in add_people(admin, session, people).await {
        let browser = Browser::new(admin.address);
        browser.join(&person.link).await.unwrap();
        let mut live = Live::enter(&browser, session).await;
        live.consent().await;
        crowd.push((browser, live));
    }
    crowd
}

async fn written(ada: &mut Live, privacy: PollPrivacy) -> proto::OpenPoll {
    let poll = Some(new_poll(privacy, PollResults::Live));
    ada.ask(Body::PutPoll(proto::PutPoll { poll })).await.unwrap();
    let poll_id = ada.kept.view.polls[0].id.clone();
    proto::OpenPoll { poll_id, place: None, after_run: 0 }
}

fn option_of(body: &Body) -> usize {
    let Body::CastBallot(cast) = body else { panic!() };
    let Some(Value::Picks(picks)) = &cast.answers[0].value else { panic!() };
    picks.options[0] as usize
}

/// Someone who changes their mind, and what of it has no answer yet.
struct Voter {
    browser: Browser,
    kept: Kept,
    pending: BTreeMap<u64, Body>,
    /// What they chose, as far as it was acknowledged.
    acked: Option<usize>,
}

impl Voter {
    /// What may count: what was acknowledged last, or what was sent since.
    fn possible(&self) -> Vec<Option<usize>> {
        let sent = self.pending.values().map(|body| Some(option_of(body)));
        [self.acked].into_iter().chain(sent).collect()
    }

    /// What the server still said before it died.
    async fn hears_the_end(&mut self, mut live: Live) {
        while live.read().await {}
        assert!(live.rejected.is_empty(), "{:?}", live.rejected);
        let mut acked = self.pending.iter().filter(|(n, _)| live.acked.contains(n));
        self.acked = acked.next_back().map(|(_, body)| option_of(body)).or(self.acked);
        self.pending.retain(|n, _| !live.acked.contains(n));
        self.kept = live.kept;
    }
}

#[tokio::test]
async fn ballots_by_name() {
    let directory = tempfile::tempdir().unwrap();
    let mut process = Process::start(directory.path(), "127.0.0.1:0");
    let (admin, session, mut ada) = live_session(&process, directory.path()).await;
    let listen = process.address.to_string();
    let crowd = crowd(&admin, &session, 5).await;
    let open = written(&mut ada, PollPrivacy::Confidential).await;
    ada.ask(Body::OpenPoll(open)).await.unwrap();
    let run = last_run(&ada).unwrap().id.clone();
    let kept = crowd.into_iter().map(|(browser, live)| (browser, live.kept));
    let mut voters: Vec<_> = kept
        .map(|(browser, kept)| Voter { browser, kept, pending: BTreeMap::new(), acked: None })
        .collect();
    let mut rng = Rng::new(11);
    for _ in 0..ROUNDS {
        let mut lives = Vec::new();
        for voter in &mut voters {
            let mut live = Live::enter_with(&voter.browser, &session, voter.kept.clone()).await;
            for (n, body) in &voter.pending {
                live.resend(*n, body.clone()).await;
            }
            lives.push(live);
        }
        for (voter, live) in voters.iter_mut().zip(&mut lives) {
            for _ in 0..rng.below(3) {
                let body = cast(&run, u32::try_from(rng.below(OPTIONS)).unwrap());
                let n = live.command(body.clone()).await;
                voter.pending.insert(n, body);
            }
        }
        // Somewhere between the first bytes and the last answer.
        for _ in 0..rng.below(4) {
            let reads = rng.below(lives.len());
            lives[reads].read().await;
        }
        process.child.kill().unwrap();
        process.child.wait().unwrap();
        for (voter, live) in voters.iter_mut().zip(lives) {
            voter.hears_the_end(live).await;
        }
        process = Process::start(directory.path(), &listen);
    }
    // The first two never send again what was not answered.
    for voter in &mut voters[2..] {
        let mut live = Live::enter_with(&voter.browser, &session, voter.kept.clone()).await;
        for (n, body) in std::mem::take(&mut voter.pending) {
            live.resend(n, body.clone()).await;
            live.answer(n).await.unwrap();
            voter.acked = Some(option_of(&body));
        }
    }
    let mut ada = Live::enter(&admin, &session).await;
    ada.ask(close(&run)).await.unwrap();
    let told = tally(&ada, &run);
    process.child.kill().unwrap();
    process.child.wait().unwrap();
    let events = logged(directory.path(), &session).await;
    let last = last_ballots(&events);
    let counts = counted(last.values().copied());
    assert_eq!((told.answered as usize, &told.items[0].counts), (last.len(), &counts), "the fold");
    for voter in &voters {
        let me = PersonId::from_wire(&voter.kept.view.me.as_ref().unwrap().person_id).unwrap();
        let counted = last.get(&me).map(|answers| {
            let found = counted([*answers].into_iter());
            found.iter().position(|count| *count == 1).unwrap()
        });
        assert!(voter.possible().contains(&counted), "{counted:?} of {:?}", voter.possible());
    }
}

/// Someone who answers anonymously, and how far they have come.
struct Anonymous {
    browser: Browser,
    path: String,
    nullifier: [u8; 32],
    blinding: BlindingResult,
    option: u32,
    ballot: Option<Ballot>,
    is_acked: bool,
}

impl Anonymous {
    /// As far as the server lives; what was acknowledged is sent again, too.
    async fn votes(mut self, key: PublicKey, acks: mpsc::UnboundedSender<()>) -> Self {
        if self.ballot.is_none() {
            let blinded_message = self.blinding.blind_message.0.clone().into();
            let body = proto::TokenBody { blinded_message };
            let token = self.browser.try_post(&format!("{}/token", self.path), &body).await;
            let Some(token) = token else { return self };
            let token: proto::Token = token.unwrap();
            let signed = BlindSignature(token.blind_signature.to_vec());
            let signature = key.finalize(&signed, &self.blinding, self.nullifier).unwrap();
            let Signature(signature) = signature;
            let prefix = self.blinding.msg_randomizer.as_ref().unwrap().0.to_vec().into();
            self.ballot = Some(Ballot {
                nullifier: self.nullifier.to_vec().into(),
                prefix,
                signature: signature.into(),
                answers: pick(self.option),
            });
        }
        // Without a cookie.
        let nobody = Browser::new(self.browser.address);
        let path = format!("{}/ballots", self.path);
        let ballot = self.ballot.as_ref().unwrap();
        if let Some(cast) = nobody.try_post::<_, proto::Nothing>(&path, ballot).await {
            cast.unwrap();
            self.is_acked = true;
            let _ = acks.send(());
        }
        self
    }
}

/// All at once, until so many have their answer and the server is killed.
async fn killed_after(
    acked: usize,
    process: &mut Process,
    voters: Vec<Anonymous>,
    key: &PublicKey,
) -> Vec<Anonymous> {
    let (sender, mut acks) = mpsc::unbounded_channel();
    let votes = voters.into_iter().map(|voter| voter.votes(key.clone(), sender.clone()));
    let votes: Vec<_> = votes.map(tokio::spawn).collect();
    drop(sender);
    for _ in 0..acked {
        acks.recv().await;
    }
    process.child.kill().unwrap();
    process.child.wait().unwrap();
    let mut voters = Vec::new();
    for vote in votes {
        voters.push(vote.await.unwrap());
    }
    voters
}

#[tokio::test]
async fn ballots_of_nobody() {
    let directory = tempfile::tempdir().unwrap();
    let mut process = Process::start(directory.path(), "127.0.0.1:0");
    let (admin, session, mut ada) = live_session(&process, directory.path()).await;
    let listen = process.address.to_string();
    let crowd = crowd(&admin, &session, 10).await;
    let here = |live: &Live| live.kept.view.people.iter().filter(|it| it.arrived).count();
    ada.until("all", |live| here(live) == 11).await;
    let open = written(&mut ada, PollPrivacy::Anonymous).await;
    let body = proto::OpenRunBody { open: Some(open) };
    let runs = format!("/api/sessions/{session}/runs");
    let _: proto::Nothing = admin.post(&runs, &body).await.unwrap();
    ada.until("the run", |live| last_run(live).is_some()).await;
    let run = last_run(&ada).unwrap().clone();
    let key = PublicKey::from_der(&run.token_key).unwrap();
    let mut voters: Vec<_> = (0..)
        .zip(&crowd)
        .map(|(n, (browser, _))| {
            let nullifier = convene::clock::secret();
            let blinding = key.blind(&mut DefaultRng, nullifier).unwrap();
            let (browser, path) = (browser.clone(), format!("{runs}/{}", run.id));
            let (ballot, is_acked, option) = (None, false, n % 3);
            Anonymous { browser, path, nullifier, blinding, option, ballot, is_acked }
        })
        .collect();
    for acked in [0, 1, 3] {
        voters = killed_after(acked, &mut process, voters, &key).await;
        process = Process::start(directory.path(), &listen);
    }
    let mut ada = Live::enter(&admin, &session).await;
    ada.ask(close(&run.id)).await.unwrap();
    let is_read = |live: &Live| last_run(live).is_some_and(|run| !run.opening_ballots);
    ada.until("the ballots", is_read).await;
    let told = tally(&ada, &run.id);
    process.child.kill().unwrap();
    process.child.wait().unwrap();
    let events = logged(directory.path(), &session).await;
    let opened = events.iter().find_map(|event| match event {
        poll::Event::Unsealed(_, ballots) => Some(ballots),
        _ => None,
    });
    let opened = opened.unwrap();
    let by: HashMap<_, _> = opened.iter().map(|it| (it.nullifier, &*it.answers)).collect();
    assert_eq!(by.len(), opened.len(), "each once");
    let counts = counted(by.values().copied());
    assert_eq!(told.answered as usize, opened.len(), "the fold");
    // Of fewer than five nothing is shown.
    assert!(told.too_few || told.items[0].counts == counts, "the fold");
    for voter in &voters {
        let found = by.get(&voter.nullifier).map(|answers| counted([*answers].into_iter()));
        assert!(found.is_some() || !voter.is_acked, "an acknowledged ballot is lost");
        let is_theirs = |counts: &Vec<u32>| counts[voter.option as usize] == 1;
        assert!(found.as_ref().is_none_or(is_theirs), "{found:?}");
    }
    let cast = voters.iter().filter(|voter| voter.is_acked).count();
    assert!(cast >= 3, "{cast} were acknowledged");
}
