//! L1 to L17, K1.

mod tally_tests;

use super::*;
use crate::domain::{
    Actor, Event as AnyEvent, PersonId,
    chat::{self},
    count::COUNT_MS,
    roster::{self, Consent, Permission},
    session,
    tests::{
        ANA, BEN, EVA, FAY, GUS, NOBODY, Story, allows, new_person, person_id, refuses,
        server_gets, the_law_holds_for_all,
    },
};
use uuid::Uuid;

const POLL: PollId = PollId(Uuid::from_u128(901));
const OTHER: PollId = PollId(Uuid::from_u128(902));
const NOT_ALLOWED: roster::Rejection = roster::Rejection::NotAllowed;
const WRONG_STATE: session::Rejection = session::Rejection::WrongState;

fn text(en: &str) -> Text {
    Text::label(en, "", 500, true, "").unwrap()
}

fn options(n: usize) -> Vec<Text> {
    (1..=n).map(|n| text(&format!("Option {n}"))).collect()
}

pub(super) fn choice(n: usize, picks_max: u32, correct: &[u32]) -> Kind {
    Kind::Choice {
        options: options(n),
        picks_max,
        shuffled: false,
        correct: correct.to_vec(),
        explanation: Text::prompt("Because", "").unwrap(),
    }
}

pub(super) fn every_kind() -> Vec<Kind> {
    let scale = |retrospective| Kind::Scale {
        points: 5,
        low: text("never"),
        high: text("always"),
        retrospective,
    };
    vec![
        choice(3, 1, &[1]),
        choice(4, 2, &[]),
        scale(false),
        scale(true),
        Kind::Ranking { options: options(3), shuffled: true },
        Kind::Points { options: options(3), total: 10, shuffled: false },
        Kind::Number { min: -1_000, max: 100_000, unit: text("hours") },
        Kind::Words { words_max: 2 },
        Kind::Open { chars_max: 20 },
    ]
}

/// What answers each of them.
pub(super) fn fitting() -> Vec<Value> {
    vec![
        Value::Picks(vec![1]),
        Value::Picks(vec![0, 3]),
        Value::Scale(5, 0),
        Value::Scale(4, 1),
        Value::Ranking(vec![2, 0, 1]),
        Value::Points(vec![10, 0, 0]),
        Value::Number(2_500),
        Value::Words(vec!["hope".to_owned()]),
        Value::Text("more time".to_owned()),
    ]
}

pub(crate) fn poll(kinds: Vec<Kind>) -> Poll {
    let items = (1..).zip(kinds).map(|(id, kind)| Item {
        id,
        question: text("What do you think?"),
        required: false,
        kind,
    });
    Poll {
        id: POLL,
        revision: 0,
        title: text("Pulse"),
        items: items.collect(),
        form: Form::Poll,
        privacy: Privacy::Confidential,
        showing: Showing::Revealed,
        step: None,
        seconds: 0,
        once: false,
    }
}

pub(super) fn put(poll: Poll) -> Command {
    Command::Put(Box::new(poll))
}

pub(super) fn opening() -> Opening {
    Opening { poll: POLL, place: Place::Plenary, after: 0, key: None }
}

/// A poll with a choice of three is open.
pub(crate) fn asked(change: impl FnOnce(&mut Poll)) -> Story {
    let mut poll = poll(vec![choice(3, 1, &[1])]);
    change(&mut poll);
    let mut story = Story::live();
    story.does(FAY, put(poll));
    story.does(FAY, Command::Open(opening()));
    story
}

pub(crate) fn run_of(story: &Story) -> RunId {
    story.state.polls.boxes.back().unwrap().run.id
}

pub(super) fn held(story: &Story) -> &BallotBox {
    story.state.polls.boxes.back().unwrap()
}

pub(crate) fn pick(option: u32) -> Vec<Answer> {
    vec![Answer { item: 1, value: Value::Picks(vec![option]) }]
}

fn cast(story: &Story, option: u32) -> Command {
    Command::Cast(run_of(story), pick(option))
}

pub(super) fn bad(item: u32, story: &Story, answers: Vec<Answer>) {
    let asked = story.clone().ask(Actor::Person(ANA), Command::Cast(run_of(story), answers));
    let is_bad = matches!(&asked, Err(crate::domain::Rejection::Poll(Rejection::BadAnswer(of, _)))
        if *of == item);
    assert!(is_bad, "L6 {item}: {asked:?}");
}

#[test]
fn writing() {
    let story = Story::live();
    let poll = || poll(vec![choice(2, 1, &[])]);
    allows("L1", &story, FAY, put(poll()), 1);
    allows("L1 before", &Story::scheduled(), FAY, put(poll()), 1);
    refuses("L1 a participant", &story, ANA, put(poll()), NOT_ALLOWED);
    let mut story = story;
    story.does(FAY, put(poll()));
    allows("L2 the same", &story, FAY, put(poll()), 0);
    assert_eq!(story.state.polls.poll(POLL).unwrap().revision, 1, "L2");
    story.does(FAY, Command::Open(opening()));
    story.does(FAY, put(Poll { title: text("Other"), ..poll() }));
    assert_eq!(story.state.polls.poll(POLL).unwrap().revision, 2, "L2 an edit");
    assert_eq!(held(&story).poll.title, text("Pulse"), "L2 its run stays");
    story.does(FAY, Command::Remove(POLL));
    assert_eq!(held(&story).poll.revision, 1, "L2 also when the poll goes");
    refuses("L2 gone", &story, FAY, Command::Remove(POLL), Rejection::NoSuchPoll);
    let mut many = Story::live();
    for n in 0..POLLS_MAX {
        many.does(FAY, put(Poll { id: PollId(Uuid::from_u128(n as u128)), ..poll() }));
    }
    refuses("L2 a hundred and one", &many, FAY, put(poll()), Rejection::Full);
    the_law_holds_for_all("L2", &story);
}

#[test]
fn opening_runs() {
    let story = asked(|_| {});
    let open = |after| Command::Open(Opening { after, ..opening() });
    refuses("L3 twice", &story, FAY, open(1), Rejection::Open);
    refuses("L1 a participant", &story, ANA, open(1), NOT_ALLOWED);
    let mut again = story.clone();
    again.does(FAY, Command::Close(run_of(&story)));
    refuses("L3 whoever looked before", &again, FAY, open(0), Rejection::Open);
    allows("L3 a second run", &again, FAY, open(1), 1);
    let mut scheduled = Story::scheduled();
    scheduled.does(FAY, put(poll(vec![choice(2, 1, &[])])));
    refuses("L3 nobody is there", &scheduled, FAY, open(0), WRONG_STATE);
    let other = Command::Open(Opening { poll: OTHER, ..opening() });
    refuses("L3 none", &story, FAY, other, Rejection::NoSuchPoll);
    for n in 1..60 {
        again.does(FAY, open(n));
        again.does(FAY, Command::Close(run_of(&again)));
    }
    refuses("L3 sixty-one", &again, FAY, open(60), Rejection::Full);
}

#[test]
fn answering() {
    let story = asked(|_| {});
    allows("L5", &story, ANA, cast(&story, 0), 1);
    allows("L5 those who run it", &story, FAY, cast(&story, 0), 1);
    refuses("L5 strangers", &story, NOBODY, cast(&story, 0), NOT_ALLOWED);
    refuses("L5 not asked", &story, EVA, cast(&story, 0), chat::Rejection::ConsentNeeded);
    let mut watching = story.clone();
    watching.does(BEN, session::Command::AnswerConsent(Consent::WatchOnly));
    refuses("L5 watching", &watching, BEN, cast(&story, 0), chat::Rejection::WatchingOnly);
    let none = Command::Cast(RunId(Uuid::nil()), pick(0));
    refuses("L5 no such run", &story, ANA, none, Rejection::NoSuchPoll);
    let mut closed = story.clone();
    closed.does(FAY, Command::Close(run_of(&story)));
    refuses("L5 closed", &closed, ANA, cast(&story, 0), Rejection::Closed);
    bad(1, &story, pick(3));
    let mut voted = story.clone();
    voted.does(ANA, cast(&story, 0));
    allows("L7 again", &voted, ANA, cast(&story, 0), 0);
    allows("L7 otherwise", &voted, ANA, cast(&story, 2), 1);
    voted.does(ANA, cast(&story, 2));
    assert_eq!(held(&voted).ballots.len(), 1, "L7 one ballot");
    for change in [
        |poll: &mut Poll| poll.once = true,
        |poll: &mut Poll| {
            poll.form = Form::ExitTicket;
        },
    ] {
        let mut once = asked(change);
        once.does(ANA, cast(&once, 0));
        refuses("L7 once", &once, ANA, cast(&once, 1), Rejection::Answered);
        allows("L7 the same", &once, ANA, cast(&once, 0), 0);
    }
}

#[test]
fn time_is_over() {
    let story = asked(|poll| poll.seconds = 30);
    let run = run_of(&story);
    let ends_at = held(&story).run.ends_at.unwrap();
    assert_eq!(ends_at, story.now() - 10 + 30_000, "L8");
    let last = story.later(ends_at - story.now());
    allows("L8 at the last moment", &last, ANA, cast(&story, 0), 1);
    refuses("L8 too late", &last.later(1), ANA, cast(&story, 0), Rejection::Closed);
    server_gets::<Rejection>("L8 over", &last, Command::Finish(run, ends_at), Ok(1));
    server_gets::<Rejection>("L8 not yet", &story, Command::Finish(run, ends_at), Ok(0));
    server_gets::<Rejection>("L8 another", &last, Command::Finish(run, ends_at - 1), Ok(0));
    refuses("L8 by nobody", &last, FAY, Command::Finish(run, ends_at), NOT_ALLOWED);
    let mut more = story.clone();
    more.does(FAY, Command::Extend(run, 60));
    assert_eq!(held(&more).run.ends_at, Some(ends_at + 60_000), "L8 more");
    more.does(FAY, Command::Extend(run, 0));
    assert_eq!(held(&more).run.ends_at, None, "L8 no end");
    more.does(FAY, Command::Close(run));
    refuses("L8 too late for more", &more, FAY, Command::Extend(run, 60), Rejection::Closed);
    let due = last.later(1);
    let due = due.state.due(due.now(), 0);
    assert!(matches!(due, Some(crate::domain::Command::Poll(Command::Finish(..)))), "L8 {due:?}");
}

fn sees(story: &Story, who: PersonId) -> [usize; 3] {
    let view = story.view(who);
    let with_items = |tallies: &[Arc<Tally>]| {
        tallies.iter().filter(|tally| !tally.results.items.is_empty()).count()
    };
    [with_items(&view.shown), with_items(&view.tallies), view.my_ballots.len()]
}

#[test]
fn showing() {
    let named = |showing| {
        asked(move |poll| {
            poll.showing = showing;
            poll.privacy = Privacy::Named;
        })
    };
    for (showing, voted, other, closed) in [
        (Showing::Revealed, [0, 0, 1], [0, 0, 0], [0, 0, 1]),
        (Showing::Live, [0, 1, 1], [0, 0, 0], [1, 1, 1]),
        (Showing::Hidden, [0, 0, 1], [0, 0, 0], [0, 0, 1]),
    ] {
        let mut story = named(showing);
        let run = run_of(&story);
        story.does(ANA, cast(&story, 1));
        story.pass(COUNT_MS);
        story.server(crate::domain::Command::Count);
        assert_eq!(sees(&story, ANA), voted, "L9 {showing:?} who has answered");
        assert_eq!(sees(&story, BEN), other, "L9 {showing:?} who has not");
        assert_eq!(sees(&story, FAY), [0, 1, 0], "L9 {showing:?} who runs it");
        refuses(
            "L10 open",
            &story,
            FAY,
            Command::Reveal(run, true),
            match showing {
                Showing::Hidden => Rejection::ResultsHidden,
                Showing::Revealed | Showing::Live => Rejection::Open,
            },
        );
        story.does(FAY, Command::Close(run));
        assert_eq!(sees(&story, ANA), closed, "L9 {showing:?} closed");
        let is_solved = |story: &Story| story.view(BEN).runs[0].poll == held(story).poll;
        assert_eq!(is_solved(&story), showing == Showing::Live, "L9 what is right");
        if showing == Showing::Revealed {
            refuses("L1", &story, ANA, Command::Reveal(run, true), NOT_ALLOWED);
            story.does(FAY, Command::Reveal(run, true));
            assert_eq!(sees(&story, BEN), [1, 0, 0], "L10 revealed");
            assert!(is_solved(&story), "L9 with the results");
            the_law_holds_for_all("L10", &story);
            story.does(FAY, Command::Reveal(run, false));
            assert_eq!(sees(&story, BEN), [0, 0, 0], "L10 no longer");
        }
        the_law_holds_for_all("L9", &story);
    }
}

#[test]
fn results_in_the_spotlight() {
    use session::{Command as Asked, Spotlight};
    let mut story = asked(|_| {});
    let run = run_of(&story);
    let on = || Asked::SetSpotlight(Some(Spotlight::Run(run)));
    refuses("S12 open", &story, FAY, on(), Rejection::NoSuchPoll);
    story.does(FAY, Command::Close(run));
    refuses("S12 not shown", &story, FAY, on(), Rejection::NoSuchPoll);
    story.does(FAY, Command::Reveal(run, true));
    story.does(FAY, on());
    assert_eq!(story.view(ANA).spotlight, Some(session::Shown::Run(run)), "S12");
    story.does(FAY, Command::Reveal(run, false));
    assert_eq!(story.view(ANA).spotlight, None, "S13 no longer shown");
    the_law_holds_for_all("S13", &story);
}

#[test]
fn counting() {
    let mut story = asked(|_| {});
    story.does(ANA, cast(&story, 1));
    assert_eq!(story.last_changes(FAY), Vec::new(), "K1 not one by one");
    assert_eq!(story.last_changes(ANA).len(), 1, "L7 one's own at once");
    story.does(BEN, cast(&story, 2));
    story.pass(COUNT_MS);
    server_gets::<Rejection>("K1", &story, crate::domain::Command::Count, Ok(1));
    refuses("K1", &story, FAY, crate::domain::Command::Count, NOT_ALLOWED);
    story.server(crate::domain::Command::Count);
    assert_eq!(held(&story).counted.answered, 2, "K1");
    assert_eq!(story.last_changes(FAY).len(), 1, "K1");
    server_gets::<Rejection>("K1 nothing new", &story, crate::domain::Command::Count, Ok(0));
    story.does(ANA, cast(&story, 0));
    server_gets::<Rejection>("K1 too soon", &story, crate::domain::Command::Count, Ok(0));
    story.pass(COUNT_MS);
    story.server(crate::domain::Command::Count);
    assert_eq!(held(&story).counted.items[0].counts, [1, 0, 1], "L7 a mind was changed");
    the_law_holds_for_all("K1", &story);
}

/// A round with Ana in room 1 and Ben in room 2 is open.
fn in_rooms(place: impl FnOnce(RoundId) -> Place) -> Story {
    use crate::domain::breakout::{self, DraftRoom, Strategy, Why};
    let round = RoundId(Uuid::from_u128(601));
    let mut story = Story::live();
    let room = |number, person| DraftRoom {
        number,
        name: Text::default(),
        link: None,
        places: vec![breakout::Place { person, why: Why::Mixed }],
    };
    let draft = breakout::Draft {
        id: round,
        title: text("Round"),
        prompt: Text::default(),
        spec: breakout::Spec {
            strategy: Strategy::Mixed,
            size: 2,
            min: 1,
            max: 2,
            from: None,
            hosts: Vec::new(),
            splits_districts: false,
        },
        item: None,
        minutes: 10,
        form: breakout::Form::default(),
        rooms: vec![room(1, ANA), room(2, BEN)],
    };
    story.does(FAY, breakout::Command::Put(Box::new(draft)));
    story.does(FAY, breakout::Command::Open(round));
    story.does(FAY, put(Poll { privacy: Privacy::Named, ..poll(vec![choice(3, 1, &[])]) }));
    story.does(FAY, Command::Open(Opening { place: place(round), ..opening() }));
    story
}

#[test]
fn in_all_rooms() {
    let mut story = in_rooms(Place::Rooms);
    refuses("L4 in none", &story, FAY, cast(&story, 0), Rejection::NoSuchPoll);
    story.does(ANA, cast(&story, 0));
    story.does(BEN, cast(&story, 1));
    assert_eq!(held(&story).ballots[&BEN].room, 2, "L4");
    story.does(FAY, Command::Close(run_of(&story)));
    let rooms: Vec<_> = held(&story)
        .counted
        .groups
        .iter()
        .filter_map(|row| match row.group {
            Group::Room(room) => Some((room, row.items[0].counts.clone())),
            Group::Role(_) | Group::Region(_) => None,
        })
        .collect();
    assert_eq!(rooms, [(1, vec![1, 0, 0]), (2, vec![0, 1, 0])], "L11 by room");
    the_law_holds_for_all("L4", &story);
}

#[test]
fn in_one_room() {
    let mut story = in_rooms(|round| Place::Room(round, 1));
    assert_eq!(story.view(BEN).runs.len(), 0, "L4 others do not know of it");
    assert_eq!(story.view(ANA).runs.len(), 1, "L4");
    refuses("L4 others", &story, BEN, cast(&story, 0), Rejection::NoSuchPoll);
    story.does(ANA, cast(&story, 0));
    story.does(FAY, Command::Close(run_of(&story)));
    story.does(FAY, Command::Reveal(run_of(&story), true));
    assert_eq!(story.view(BEN).shown.len(), 0, "L4");
    assert_eq!(story.last_changes(BEN), Vec::new(), "L4");
    assert_eq!(story.view(FAY).shown.len(), 1, "L4 those who run it");
    the_law_holds_for_all("L4", &story);
    let round = RoundId(Uuid::from_u128(601));
    let none = Opening { place: Place::Room(round, 9), after: 1, ..opening() };
    let no_room = crate::domain::breakout::Rejection::NoSuchRound;
    refuses("L4 no such room", &story, FAY, Command::Open(none), no_room);
}

#[test]
fn the_session_ends() {
    let mut story = asked(|_| {});
    story.does(ANA, cast(&story, 0));
    story.does(FAY, session::Command::End);
    let events = story.does(FAY, session::Command::EndNow);
    assert!(matches!(events[..], [AnyEvent::Poll(Event::Closed(_)), _]), "L14 {events:?}");
    refuses("L14", &story, BEN, cast(&story, 0), Rejection::Closed);
    let run = run_of(&story);
    allows("L10 after the end", &story, FAY, Command::Reveal(run, true), 1);
    the_law_holds_for_all("L14", &story);
}

#[test]
fn guests_who_are_someone() {
    let mut story = Story::with_guest_in();
    story.does(FAY, put(poll(vec![choice(3, 1, &[])])));
    story.does(FAY, Command::Open(opening()));
    story.does(GUS, cast(&story, 2));
    let mut other = story.clone();
    story.does(FAY, roster::Command::Merge { guest: GUS, into: EVA });
    assert_eq!(held(&story).ballots[&EVA].answers[..], pick(2)[..], "L15");
    assert!(!held(&story).ballots.contains_key(&GUS), "L15");
    the_law_holds_for_all("L15", &story);
    other.does(EVA, session::Command::AnswerConsent(Consent::Given));
    other.does(EVA, cast(&other, 0));
    other.does(FAY, roster::Command::Merge { guest: GUS, into: EVA });
    assert_eq!(held(&other).ballots[&EVA].answers[..], pick(0)[..], "L15 their own come first");
}

#[test]
fn texts_that_are_not_shown() {
    let mut story = Story::live();
    story.does(FAY, put(poll(vec![Kind::Words { words_max: 2 }, choice(2, 1, &[])])));
    story.does(FAY, Command::Open(opening()));
    let run = run_of(&story);
    for person in [ANA, BEN, FAY] {
        let words = vec!["hope".to_owned(), "Rude".to_owned()];
        let answers = vec![Answer { item: 1, value: Value::Words(words) }];
        story.does(person, Command::Cast(run, answers));
    }
    let hide = |item| Command::Hide(run, item, "rude".to_owned());
    refuses("L13 a participant", &story, ANA, hide(1), NOT_ALLOWED);
    refuses("L13 no text", &story, FAY, hide(2), Rejection::BadAnswer(2, "it shows no texts"));
    story.does(FAY, Command::Close(run));
    story.does(FAY, Command::Reveal(run, true));
    story.does(FAY, hide(1));
    allows("L13 twice", &story, FAY, hide(1), 0);
    let shown = |who| story.view(who).shown[0].results.items[0].words.clone();
    assert_eq!(shown(BEN), [("hope".to_owned(), 3)], "L13");
    assert_eq!(shown(FAY), [("hope".to_owned(), 3)], "L13 nobody");
    the_law_holds_for_all("L13", &story);
}

/// Eight take part, and are here.
fn crowd() -> Story {
    let mut story = Story::live();
    let ids: Vec<_> = (300..306).map(person_id).collect();
    let new = ids.iter().map(|id| new_person(*id, Permission::Participant)).collect();
    story.server(roster::Command::Add(new));
    for id in &ids {
        story.does(*id, session::Command::AnswerConsent(Consent::Given));
    }
    story.server(roster::Command::Arrive(ids));
    let anonymous = Poll { privacy: Privacy::Anonymous, ..poll(vec![choice(3, 1, &[])]) };
    story.does(FAY, put(anonymous));
    story
}

fn with_key() -> Command {
    let key = TokenKey { public: Arc::from([7_u8; 8]), wrapped: Arc::from([8_u8; 8]) };
    let key = Some((RunId(Uuid::from_u128(950)), key));
    Command::Open(Opening { key, ..opening() })
}

#[test]
fn anonymous_ballots() {
    let mut story = crowd();
    refuses("L16 without a key", &story, FAY, Command::Open(opening()), Rejection::OtherWay);
    let mut few = story.clone();
    few.server(roster::Command::Depart(ANA, few.now()));
    refuses("L16 seven", &few, FAY, with_key(), Rejection::TooFew);
    story.does(FAY, with_key());
    let run = run_of(&story);
    refuses("L16 by name", &story, ANA, Command::Cast(run, pick(0)), Rejection::OtherWay);
    let issue = |digest| Command::Issue(run, [digest; 32]);
    story.does(ANA, issue(1));
    allows("L16 the same again", &story, ANA, issue(1), 0);
    refuses("L16 another one", &story, ANA, issue(2), Rejection::Answered);
    let seal = |tag: u8| Command::Seal(run, [tag; 32], Arc::from([tag]));
    refuses("L16 the server alone", &story, ANA, seal(1), NOT_ALLOWED);
    server_gets::<Rejection>("L16", &story, seal(1), Ok(1));
    story.server(seal(1));
    server_gets::<Rejection>("L16 once", &story, seal(1), Ok(0));
    let forged = Err(Rejection::NoSuchPoll);
    server_gets("L16 no more than signatures", &story, seal(2), forged);
    story.does(BEN, issue(3));
    story.server(seal(2));
    story.pass(COUNT_MS);
    story.server(crate::domain::Command::Count);
    assert_eq!(held(&story).for_team().answered, 2, "L16 how many");
    assert!(held(&story).for_team().items.is_empty(), "L16 no tally before the close");
    story.does(FAY, Command::Close(run));
    server_gets("L16 closed", &story, seal(9), Err(Rejection::Closed));
    server_gets::<Rejection>("L16 it counts", &story, seal(1), Ok(0));
    refuses("L10 not read yet", &story, FAY, Command::Reveal(run, true), Rejection::Open);
    let opened = |n: u8| Opened { nullifier: [n; 32], answers: pick(n.into()).into() };
    story.server(Command::Unseal(run, vec![opened(2), opened(1)]));
    let order: Vec<_> = held(&story).unsealed.iter().map(|ballot| ballot.nullifier[0]).collect();
    assert_eq!(order, [1, 2], "L16 sorted by what tells nothing");
    assert!(held(&story).sealed.is_empty(), "L16");
    server_gets::<Rejection>("L16 once", &story, Command::Unseal(run, vec![]), Ok(0));
    story.does(FAY, Command::Reveal(run, true));
    assert!(held(&story).for_everyone().too_few, "L12 two of them");
    the_law_holds_for_all("L16", &story);
}
