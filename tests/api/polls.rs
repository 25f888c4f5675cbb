//! Polls over real sockets: every ballot counts once, whoever may see what came of it does, and
//! anonymous ones cannot be tied to anyone by what is kept.

use super::Room;
use crate::{
    log_contract::{all_files, has},
    support::{
        browser::Browser,
        live::{Kept, Live},
        server::{Server, Team, add_people, new_person},
        view::sorted,
    },
};
use blind_rsa_signatures::{
    BlindSignature, DefaultRng, PublicKeySha384PSSRandomized as PublicKey, Signature,
};
use convene::{
    codec::{self, ids::WireId},
    domain::{Event, RunId, SessionId, poll},
    log::{EmbeddedLog, EventLog, Keyring, LogId, MemoryLog, find_file},
    proto::{
        self, ErrorCode, Permission, PollPrivacy, PollResults, answer::Value, command::Body,
        poll_item::Kind,
    },
};
use std::{collections::BTreeMap, time::Duration};

fn text(en: &str) -> Option<proto::Text> {
    Some(proto::Text { en: en.to_owned(), es: String::new() })
}

pub fn new_poll(privacy: PollPrivacy, results: PollResults) -> proto::Poll {
    let options = ["Yes", "No", "Not yet"].map(|option| text(option).unwrap());
    let choice = Kind::Choice(proto::ChoiceItem {
        options: options.into(),
        picks_max: 1,
        correct: vec![1],
        ..proto::ChoiceItem::default()
    });
    let item = |id, question, kind| proto::PollItem {
        id,
        question: text(question),
        required: false,
        kind: Some(kind),
    };
    let open = Kind::Open(proto::OpenItem { chars_max: 200 });
    proto::Poll {
        title: text("Pulse"),
        items: vec![item(1, "Ready?", choice), item(2, "Why?", open)],
        privacy: privacy.into(),
        results: results.into(),
        ..proto::Poll::default()
    }
}

pub fn pick(option: u32) -> Vec<proto::Answer> {
    let value = Some(Value::Picks(proto::Picks { options: vec![option] }));
    vec![proto::Answer { item_id: 1, value }]
}

pub fn cast(run_id: &str, option: u32) -> Body {
    Body::CastBallot(proto::CastBallot { run_id: run_id.to_owned(), answers: pick(option) })
}

pub fn close(run_id: &str) -> Body {
    Body::ClosePoll(proto::ClosePoll { run_id: run_id.to_owned() })
}

fn reveal(run_id: &str) -> Body {
    Body::RevealPoll(proto::RevealPoll { run_id: run_id.to_owned(), on: true })
}

pub fn last_run(live: &Live) -> Option<&proto::Run> {
    live.kept.view.runs.last()
}

pub fn tally(live: &Live, run_id: &str) -> proto::RunResults {
    let tally = live.kept.view.tallies.iter().find(|tally| tally.run_id == run_id);
    tally.cloned().unwrap_or_default()
}

fn shown(live: &Live, run_id: &str) -> Option<proto::RunResults> {
    live.kept.view.shown.iter().find(|shown| shown.run_id == run_id).cloned()
}

/// Fay writes a poll: its id.
async fn written(fay: &mut Live, poll: proto::Poll) -> String {
    fay.ask(Body::PutPoll(proto::PutPoll { poll: Some(poll) })).await.unwrap();
    fay.kept.view.polls.last().unwrap().id.clone()
}

/// Fay writes a poll and opens it: its run.
async fn opened(room: &mut Room, poll: proto::Poll) -> String {
    let poll_id = written(&mut room.fay, poll).await;
    let open = proto::OpenPoll { poll_id, place: None, after_run: 0 };
    room.fay.ask(Body::OpenPoll(open)).await.unwrap();
    for live in [&mut room.ana, &mut room.ben] {
        live.until("the poll", |live| last_run(live).is_some_and(|run| run.closed_at_ms == 0))
            .await;
    }
    last_run(&room.fay).unwrap().id.clone()
}

#[tokio::test]
async fn ballots_count_once() {
    let mut room = Room::open().await;
    let run = opened(&mut room, new_poll(PollPrivacy::Confidential, PollResults::Live)).await;
    // A resend, another device, a change of mind.
    let n = room.ana.command(cast(&run, 0)).await;
    room.ana.answer(n).await.unwrap();
    room.ana.resend(n, cast(&run, 0)).await;
    let mut phone = Live::enter(&room.team.ana, &room.team.session).await;
    phone.ask(cast(&run, 0)).await.unwrap();
    phone.ask(cast(&run, 2)).await.unwrap();
    room.ben.ask(cast(&run, 1)).await.unwrap();
    room.fay.ask(cast(&run, 1)).await.unwrap();
    room.fay.until("all", |live| tally(live, &run).answered == 3).await;
    assert_eq!(tally(&room.fay, &run).items[0].counts, [0, 2, 1]);
    // Whoever has answered sees it at once.
    room.ben.until("so far", |live| tally(live, &run).items.len() == 2).await;

    let refused = room.ben.ask(cast(&run, 3)).await.unwrap_err();
    assert_eq!((refused.code(), &*refused.field), (ErrorCode::BadAnswer, "1"));
    let poll = &last_run(&room.ben).unwrap().poll;
    let Some(Kind::Choice(choice)) = &poll.as_ref().unwrap().items[0].kind else { panic!() };
    assert!(choice.correct.is_empty(), "what is right comes with the results");

    room.fay.ask(close(&run)).await.unwrap();
    let late = room.ben.ask(cast(&run, 0)).await.unwrap_err();
    assert_eq!(late.code(), ErrorCode::PollClosed);
    room.ana.until("the results", |live| shown(live, &run).is_some()).await;
    assert_eq!(shown(&room.ana, &run).unwrap().items[0].counts, [0, 2, 1]);
    for (live, browser) in [(&room.ana, &room.team.ana), (&room.fay, &room.team.fay)] {
        let fresh = Live::enter(browser, &room.team.session).await;
        assert_eq!(live.view(), sorted(fresh.kept.view), "V2");
    }
    who_answered_what(&room, &run).await;
    // Nothing of others was on anybody's line, but what came of it.
    assert!(!room.ben.sees_bytes("\"picks\""));
}

async fn who_answered_what(room: &Room, run: &str) {
    let path = format!("/api/sessions/{}/runs/{run}/ballots", room.team.session);
    assert_eq!(
        room.team.ben.get::<proto::Ballots>(&path).await.unwrap_err().code(),
        ErrorCode::NotAllowed
    );
    let ballots: proto::Ballots = room.team.fay.get(&path).await.unwrap();
    let mut names: Vec<_> = ballots.ballots.iter().map(|ballot| ballot.name.clone()).collect();
    names.sort();
    assert_eq!(names, ["Ana Teacher", "Ben Coach", "Fay Facilitator"]);
}

#[tokio::test]
async fn results_wait_for_a_facilitator() {
    let mut room = Room::open().await;
    let run = opened(&mut room, new_poll(PollPrivacy::Named, PollResults::Revealed)).await;
    let answer = |said: &str| {
        let value = Some(Value::Text(said.to_owned()));
        let answers = [pick(1), vec![proto::Answer { item_id: 2, value }]].concat();
        Body::CastBallot(proto::CastBallot { run_id: run.clone(), answers })
    };
    room.ana.ask(answer("parsnip for all")).await.unwrap();
    room.fay.until("it", |live| tally(live, &run).answered == 1).await;
    room.fay.ask(close(&run)).await.unwrap();
    room.ben.until("closed", |live| last_run(live).unwrap().closed_at_ms > 0).await;
    assert!(shown(&room.ben, &run).is_none() && !room.ben.sees_bytes("parsnip"));
    let ballots = format!("/api/sessions/{}/runs/{run}/ballots", room.team.session);
    assert_eq!(room.team.ben.send("GET", &ballots, &[], "").await.status, 403);
    room.fay.ask(reveal(&run)).await.unwrap();
    room.ben.until("the results", |live| shown(live, &run).is_some()).await;
    let words = &shown(&room.ben, &run).unwrap().items[1].texts[0];
    assert_eq!((&*words.text, &words.person_id), ("parsnip for all", &room.team.ids[0]));
    assert_eq!(room.team.ben.send("GET", &ballots, &[], "").await.status, 200, "names show");

    let hide =
        proto::HideAnswer { run_id: run.clone(), item_id: 2, text: "parsnip for all".to_owned() };
    room.fay.ask(Body::HideAnswer(hide)).await.unwrap();
    room.ben.until("less", |live| shown(live, &run).unwrap().items[1].texts.is_empty()).await;
    let of = |browser: &Browser| {
        let browser = browser.clone();
        let path = ballots.clone();
        async move { browser.send("GET", &path, &[], "").await.body }
    };
    assert!(!has(&of(&room.team.ben).await, b"parsnip"), "nor among who answered what");
    assert!(has(&of(&room.team.fay).await, b"parsnip"), "those who run it can look it up");
    // Also in the replay, before it was hidden.
    room.fay.ends().await;
    let (_, bytes) = crate::api::replay::play(&room.team.admin, &room.team.session).await;
    assert!(has(&bytes, b"Not yet") && !has(&bytes, b"parsnip"));
}

/// The home and another node get ballots of one person at the same moment.
#[tokio::test]
async fn two_nodes_count_a_person_once() {
    let log = MemoryLog::default();
    let mut room = Room::open_on(Server::start_on(log.clone()).await).await;
    let other = Server::start_on(log).await;
    let run = opened(&mut room, new_poll(PollPrivacy::Confidential, PollResults::Live)).await;
    let mut there = Live::enter(&room.team.ana.at(other.address), &room.team.session).await;
    for n in 0..10 {
        let here = room.ana.command(cast(&run, n % 3)).await;
        let elsewhere = there.command(cast(&run, (n + 1) % 3)).await;
        room.ana.answer(here).await.unwrap();
        there.answer(elsewhere).await.unwrap();
    }
    room.fay.ask(close(&run)).await.unwrap();
    let counted = tally(&room.fay, &run);
    assert_eq!((counted.answered, counted.eligible), (1, 2));
    for live in [&mut room.ana, &mut there] {
        live.until("closed", |live| last_run(live).is_some_and(|run| run.closed_at_ms > 0)).await;
    }
    assert_eq!(room.ana.kept.view.my_ballots, there.kept.view.my_ballots);
}

/// Someone who answers anonymously, as a page does.
struct Voter {
    browser: Browser,
    path: String,
}

impl Voter {
    async fn token(&self, key: &PublicKey, nullifier: [u8; 32]) -> Result<Ballot, ErrorCode> {
        let blinding = key.blind(&mut DefaultRng, nullifier).unwrap();
        let blinded_message = blinding.blind_message.0.clone().into();
        let body = proto::TokenBody { blinded_message };
        let path = format!("{}/token", self.path);
        let token: Result<proto::Token, _> = self.browser.post(&path, &body).await;
        let token = token.map_err(|problem| problem.code())?;
        let again: proto::Token = self.browser.post(&path, &body).await.unwrap();
        assert_eq!(token, again, "the same message, the same signature");
        let signed = BlindSignature(token.blind_signature.to_vec());
        let Signature(signature) = key.finalize(&signed, &blinding, nullifier).unwrap();
        Ok(proto::AnonymousBallotBody {
            nullifier: nullifier.to_vec().into(),
            prefix: blinding.msg_randomizer.unwrap().0.to_vec().into(),
            signature: signature.into(),
            answers: Vec::new(),
        })
    }
}

pub type Ballot = proto::AnonymousBallotBody;

async fn cast_ballot(server: &Server, path: &str, ballot: &Ballot) -> Result<(), ErrorCode> {
    // Without a cookie.
    let path = format!("{path}/ballots");
    let cast: Result<proto::Nothing, _> = server.browser().post(&path, ballot).await;
    cast.map(|_| ()).map_err(|problem| problem.code())
}

/// So many more come in.
async fn crowd(server: &Server, team: &Team, count: usize) -> (Vec<Browser>, Vec<Live>) {
    let names = (0..count).map(|n| format!("Extra {n}"));
    let people = names.map(|name| new_person(&name, Permission::Participant)).collect();
    let (mut browsers, mut lives) = (Vec::new(), Vec::new());
    for link in add_people(&team.admin, &team.session, people).await {
        let browser = server.browser();
        browser.join(&link.link).await.unwrap();
        let mut live = Live::enter(&browser, &team.session).await;
        live.consent().await;
        browsers.push(browser);
        lives.push(live);
    }
    (browsers, lives)
}

fn arrived(live: &Live) -> usize {
    live.kept.view.people.iter().filter(|person| person.arrived).count()
}

/// Fay opens an anonymous run.
async fn opened_anonymously(room: &mut Room) -> Result<(String, PublicKey), ErrorCode> {
    let poll = new_poll(PollPrivacy::Anonymous, PollResults::Live);
    let poll_id = match room.fay.kept.view.polls.last() {
        Some(poll) => poll.id.clone(),
        None => written(&mut room.fay, poll).await,
    };
    let open = Some(proto::OpenPoll { poll_id, place: None, after_run: 0 });
    let path = format!("/api/sessions/{}/runs", room.team.session);
    let body = proto::OpenRunBody { open };
    let opened: Result<proto::Nothing, _> = room.team.fay.post(&path, &body).await;
    opened.map_err(|problem| problem.code())?;
    room.fay.until("the run", |live| last_run(live).is_some()).await;
    let run = last_run(&room.fay).unwrap();
    Ok((run.id.clone(), PublicKey::from_der(&run.token_key).unwrap()))
}

const PEOPLE: usize = 24;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_finds_out() {
    let directory = tempfile::tempdir().unwrap();
    let mut room = Room::open_on(Server::start_in(directory.path()).await).await;
    assert_eq!(opened_anonymously(&mut room).await.unwrap_err(), ErrorCode::TooFew);
    // The directory of keys comes with the first of them.
    assert!(!directory.path().join("keys").exists(), "no key is made for what is refused");
    let (browsers, mut lives) = crowd(&room.server, &room.team, PEOPLE).await;
    room.fay.until("all", |live| arrived(live) == PEOPLE + 3).await;
    let (run, key) = opened_anonymously(&mut room).await.unwrap();
    let path = format!("/api/sessions/{}/runs/{run}", room.team.session);
    let refused = lives[0].ask(cast(&run, 0)).await.unwrap_err();
    assert_eq!(refused.code(), ErrorCode::NotAllowed, "not by name");

    let mut nullifiers = Vec::new();
    for (n, browser) in (0..).zip(&browsers) {
        let voter = Voter { browser: browser.clone(), path: path.clone() };
        let nullifier: [u8; 32] = convene::clock::secret();
        let token = voter.token(&key, nullifier).await.unwrap();
        if n == 0 {
            let other = voter.token(&key, convene::clock::secret()).await;
            assert_eq!(other.unwrap_err(), ErrorCode::Answered, "one token each");
            let mut forged = Ballot { answers: pick(0), ..token.clone() };
            forged.nullifier = vec![9; 32].into();
            let cast = cast_ballot(&room.server, &path, &forged).await;
            assert_eq!(cast, Err(ErrorCode::BadToken), "forged");
            let bad = Ballot { answers: pick(9), ..token.clone() };
            let cast = cast_ballot(&room.server, &path, &bad).await;
            assert_eq!(cast, Err(ErrorCode::BadAnswer), "nothing is lost by that");
        }
        let ballot = Ballot { answers: pick(n % 3), ..token };
        cast_ballot(&room.server, &path, &ballot).await.unwrap();
        // Sent again, and otherwise: it counts once, as it came first.
        cast_ballot(&room.server, &path, &ballot).await.unwrap();
        let otherwise = Ballot { answers: pick((n + 1) % 3), ..ballot };
        cast_ballot(&room.server, &path, &otherwise).await.unwrap();
        nullifiers.push(nullifier);
    }
    let count = u32::try_from(PEOPLE).unwrap();
    room.fay.until("all of them", |live| tally(live, &run).answered == count).await;
    assert!(tally(&room.fay, &run).items.is_empty(), "no tally before the close");
    let is_anywhere =
        |bytes: &[u8]| all_files(directory.path()).iter().any(|(_, found)| has(found, bytes));
    assert!(!nullifiers.iter().any(|nullifier| is_anywhere(nullifier)), "sealed");

    room.fay.ask(close(&run)).await.unwrap();
    lives[0].until("the results", |live| shown(live, &run).is_some()).await;
    let counts = shown(&lives[0], &run).unwrap().items[0].counts.clone();
    assert_eq!(counts, [8, 8, 8]);
    let late =
        Ballot { nullifier: vec![1; 32].into(), prefix: vec![1; 32].into(), ..Ballot::default() };
    let late = cast_ballot(&room.server, &path, &late).await;
    assert_eq!(late, Err(ErrorCode::PollClosed));
    // Whoever does not know whether theirs arrived learns that it counts.
    let counted = Ballot { nullifier: nullifiers[3].to_vec().into(), ..Ballot::default() };
    assert_eq!(cast_ballot(&room.server, &path, &counted).await, Ok(()));

    let session = SessionId::from_wire(&room.team.session).unwrap();
    let (registry, of) = (room.server.gateway.registry.clone(), RunId::from_wire(&run).unwrap());
    let wiped = async {
        while registry.find_run_key(session, of).await.unwrap().is_some() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), wiped).await.expect("the key is wiped");
    let Room { server, .. } = room;
    drop((lives, registry));
    server.end().await;
    let log = loop {
        match find_file(directory.path()).and_then(EmbeddedLog::open) {
            Ok(log) => break log,
            Err(_) => tokio::task::yield_now().await,
        }
    };
    assert!(log.key_ids().await.unwrap().iter().all(|id| id.of != of.0), "on disk, too");
    let cast_by = nullifiers.into_iter().enumerate().map(|(n, nullifier)| (nullifier, n));
    link(&log, session, &cast_by.collect()).await;
}

/// Whoever has the whole log guesses whose ballot is whose, in every way that its order allows.
async fn link(log: &EmbeddedLog, session: SessionId, truth: &BTreeMap<[u8; 32], usize>) {
    let (mut issued, mut sealed, mut opened) = (Vec::new(), Vec::new(), Vec::new());
    let mut after = 0;
    loop {
        let entries = log.read(LogId(session.0), after).await.unwrap();
        let Some(last) = entries.last() else { break };
        after = last.last_seq;
        for entry in &entries {
            for recorded in codec::decode(entry).unwrap() {
                match recorded.event {
                    Event::Poll(poll::Event::Issued(_, _, digest)) => issued.push(digest),
                    Event::Poll(poll::Event::Sealed(_, tag, _)) => {
                        assert_eq!(recorded.by, convene::domain::Actor::Server, "by nobody");
                        sealed.push(tag);
                    }
                    Event::Poll(poll::Event::Unsealed(_, ballots)) => {
                        opened.extend(ballots.iter().map(|ballot| ballot.nullifier));
                    }
                    _ => {}
                }
            }
        }
    }
    assert_eq!([issued.len(), sealed.len(), opened.len()], [PEOPLE; 3]);
    // People got their tokens, and cast, one after the other: order gives all away, if it is kept.
    let ranked = |keys: &[[u8; 32]]| {
        let mut order: Vec<usize> = (0..keys.len()).collect();
        order.sort_by_key(|n| keys[*n]);
        order
    };
    let straight: Vec<usize> = (0..PEOPLE).collect();
    let guesses = [
        ("as they came", straight.clone()),
        ("backwards", straight.into_iter().rev().collect()),
        ("by what was blinded", ranked(&issued)),
        ("by the tags", ranked(&sealed)),
    ];
    for (how, guess) in guesses {
        let hits = opened.iter().zip(&guess).filter(|(nullifier, n)| truth[*nullifier] == **n);
        // By chance one of them hits; eight do once in a hundred thousand times.
        let hits = hits.count();
        assert!(hits < 8, "{how}: {hits} of {PEOPLE} were found out");
    }
}

/// Whether it dies before it has read the ballots, in the middle of that or after it.
#[tokio::test]
async fn a_node_that_dies_at_the_close_is_followed_by_one_that_reads() {
    let log = MemoryLog::default();
    let mut room = Room::open_on(Server::start_on(log.clone()).await).await;
    let (browsers, lives) = crowd(&room.server, &room.team, 8).await;
    room.fay.until("all", |live| arrived(live) == 11).await;
    let (run, key) = opened_anonymously(&mut room).await.unwrap();
    let path = format!("/api/sessions/{}/runs/{run}", room.team.session);
    for browser in &browsers {
        let voter = Voter { browser: browser.clone(), path: path.clone() };
        let token = voter.token(&key, convene::clock::secret()).await.unwrap();
        let ballot = Ballot { answers: pick(1), ..token };
        cast_ballot(&room.server, &path, &ballot).await.unwrap();
    }
    drop(lives);
    let Room { server, team, mut fay, .. } = room;
    fay.ask(close(&run)).await.unwrap();
    server.die().await;
    let server = Server::start_on(log).await;
    let mut fay =
        Live::enter_with(&team.fay.at(server.address), &team.session, Kept::default()).await;
    fay.until("the results", |live| shown(live, &run).is_some()).await;
    assert_eq!(shown(&fay, &run).unwrap().items[0].counts, [0, 8, 0]);
}

#[tokio::test]
async fn runs_are_compared() {
    let mut room = Room::open().await;
    let first = opened(&mut room, new_poll(PollPrivacy::Named, PollResults::Revealed)).await;
    let poll_id = room.fay.kept.view.polls[0].id.clone();
    room.ana.ask(cast(&first, 0)).await.unwrap();
    room.fay.ask(close(&first)).await.unwrap();
    let open = proto::OpenPoll { poll_id, place: None, after_run: 1 };
    room.fay.ask(Body::OpenPoll(open)).await.unwrap();
    let second = last_run(&room.fay).unwrap().id.clone();
    room.ana.ask(cast(&second, 1)).await.unwrap();
    let path =
        format!("/api/sessions/{}/transition?from={first}&to={second}&item=1", room.team.session);
    let open = room.team.fay.send("GET", &path, &[], "").await;
    assert_eq!(open.problem().code(), ErrorCode::PollOpen);
    room.fay.ask(close(&second)).await.unwrap();
    let moves: proto::Transition = room.team.fay.get(&path).await.unwrap();
    assert_eq!((moves.people, &*moves.rows[0].to), (1, &[0, 1, 0, 0][..]));
    assert_eq!(room.team.ana.send("GET", &path, &[], "").await.status, 403);
    let sum = path.replace("item=1", "item=2");
    assert_eq!(room.team.fay.send("GET", &sum, &[], "").await.status, 400);
}

#[tokio::test]
async fn polls_are_saved_for_other_sessions() {
    let room = Room::open().await;
    let poll = Some(proto::Poll {
        step_id: "itm_AAAAAAAAAAAAAAAAAAAAAA".to_owned(),
        ..new_poll(PollPrivacy::Named, PollResults::Live)
    });
    let save = proto::SavePollBody { poll };
    let saved: proto::SavedPoll = room.team.admin.post("/api/polls", &save).await.unwrap();
    assert_eq!(saved.saved_by, "Ada Admin");
    let all: proto::SavedPolls = room.team.admin.get("/api/polls").await.unwrap();
    assert_eq!(all.polls, std::slice::from_ref(&saved));
    let kept = saved.poll.unwrap();
    assert_eq!((kept.items.len(), &*kept.step_id, kept.revision), (2, "", 1));
    let bad = proto::SavePollBody { poll: Some(proto::Poll { items: vec![], ..kept.clone() }) };
    let refused: Result<proto::SavedPoll, _> = room.team.admin.post("/api/polls", &bad).await;
    assert_eq!(refused.unwrap_err().field, "poll.items");
    let path = format!("/api/polls/{}", kept.id);
    let headers = [("content-type", "application/json")];
    assert_eq!(room.team.admin.send("DELETE", &path, &headers, "").await.status, 200);
    let all: proto::SavedPolls = room.team.admin.get("/api/polls").await.unwrap();
    assert_eq!(all.polls, []);
}
