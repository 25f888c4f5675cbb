//! Breakout rooms as clients meet them: everyone is in theirs at once, what is said in one stays
//! there, and who was away comes back to it.

use super::Room;
use crate::support::{
    live::Live,
    server::{Server, add_people, new_person, new_session},
};
use convene::{
    log::MemoryLog,
    proto::{
        self, ErrorCode, Permission, PlacementWhy, RoundState, Strategy, Why, command::Body,
        send_line,
    },
};

fn text(en: &str, es: &str) -> Option<proto::Text> {
    Some(proto::Text { en: en.to_owned(), es: es.to_owned() })
}

fn put(round: proto::Round) -> Body {
    Body::PutRound(proto::PutRound { round: Some(round) })
}

fn plain(rooms: &[&[&str]]) -> proto::Round {
    let place = |id: &&str| proto::RoomPlace {
        person_id: (*id).to_owned(),
        why: PlacementWhy::Mixed.into(),
    };
    let rooms = (1..).zip(rooms).map(|(number, people)| proto::Room {
        number,
        places: people.iter().map(place).collect(),
        ..proto::Room::default()
    });
    let spec = proto::RoundSpec { strategy: Strategy::Manual.into(), ..Default::default() };
    proto::Round {
        title: text("Jigsaw", "Rompecabezas"),
        prompt: text("What surprised you?", "¿Qué les sorprendió?"),
        spec: Some(spec),
        minutes: 10,
        rooms: rooms.collect(),
        ..proto::Round::default()
    }
}

/// Ana is in room 1, Ben in room 2; the rooms are open.
pub(super) async fn opened(room: &mut Room) -> String {
    let [ana, ben, _] = &room.team.ids;
    let round = plain(&[&[ana], &[ben]]);
    opened_as(room, round).await
}

async fn opened_as(room: &mut Room, round: proto::Round) -> String {
    room.fay.ask(put(round)).await.unwrap();
    let id = room.fay.kept.view.rounds.last().unwrap().id.clone();
    room.fay.ask(Body::OpenRooms(proto::OpenRooms { round_id: id.clone() })).await.unwrap();
    for live in [&mut room.ana, &mut room.ben] {
        let mine = |live: &Live| live.kept.view.my_room.clone().unwrap_or_default();
        live.until("their room", |live| mine(live).round_id == id).await;
    }
    id
}

pub(super) fn my_room(live: &Live) -> Option<&proto::Room> {
    let mine = live.kept.view.my_room.as_ref()?;
    mine.room.as_ref().filter(|_| !mine.round_id.is_empty())
}

pub(super) fn say_in(round_id: &str, room: u32, said: &str) -> Body {
    let to = Some(send_line::To::Room(proto::ToRoom { round_id: round_id.to_owned(), room }));
    Body::SendLine(proto::SendLine { text: said.to_owned(), to, ..Default::default() })
}

fn place(round_id: &str, person_id: &str, room: u32) -> Body {
    let placements = vec![proto::Placement { person_id: person_id.to_owned(), room }];
    Body::PlacePeople(proto::PlacePeople { round_id: round_id.to_owned(), placements })
}

#[tokio::test]
async fn what_is_said_in_a_room_stays_there() {
    let mut room = Room::open_keeping().await;
    let id = opened(&mut room).await;
    let open = room.ana.kept.view.open_round.clone().unwrap();
    assert_eq!((open.state(), open.room_count), (RoundState::Open, 2));
    assert_eq!(open.prompt.unwrap().es, "¿Qué les sorprendió?");
    let first = my_room(&room.ana).unwrap().channel_id.clone();
    room.ana.ask(say_in(&id, 1, "among us")).await.unwrap();
    room.fay.until("it", |live| live.lines_of(&first) == ["among us"]).await;
    let refused = room.ben.ask(say_in(&id, 1, "let me in")).await.unwrap_err();
    assert_eq!(refused.code(), ErrorCode::NoSuchRound);
    room.ben.says("in the plenary").await;
    assert!(!room.ben.sees_bytes("among us"));
    let path = format!("/api/sessions/{}/channels/{first}/lines", room.team.session);
    assert_eq!(room.team.ben.send("GET", &path, &[], "").await.status, 404);
    assert_eq!(room.team.fay.send("GET", &path, &[], "").await.status, 200);

    // Ben moves, and finds what was said before he came; his own room is nobody's now.
    room.fay.ask(place(&id, &room.team.ids[1], 1)).await.unwrap();
    room.ben.until("the other room", |live| live.lines_of(&first) == ["among us"]).await;
    room.ana.until("Ben", |live| my_room(live).unwrap().places.len() == 2).await;
    assert_eq!(my_room(&room.ben).unwrap().number, 1);
    assert_eq!(room.ben.ask(say_in(&id, 2, "?")).await.unwrap_err().code(), ErrorCode::NoSuchRound);

    // Help is asked for, and someone comes.
    room.ana.ask(Body::CallHelp(proto::CallHelp { on: true })).await.unwrap();
    let help = |live: &Live| my_room(live).unwrap().help.clone();
    let answer = proto::AnswerHelp { round_id: id.clone(), room: 1, done: false };
    room.fay.ask(Body::AnswerHelp(answer)).await.unwrap();
    room.ben
        .until("who comes", |live| {
            help(live).is_some_and(|help| help.claimed_by_id == room.team.ids[2])
        })
        .await;

    let close = proto::CloseRooms { round_id: id.clone(), now: true, rooms: vec![] };
    room.fay.ask(Body::CloseRooms(close)).await.unwrap();
    for live in [&mut room.ana, &mut room.ben] {
        live.until("the plenary", |live| my_room(live).is_none()).await;
        assert!(live.kept.view.channels.iter().all(|channel| channel.id != first));
    }
    assert_eq!(room.team.ana.send("GET", &path, &[], "").await.status, 404);
    assert_eq!(room.team.fay.send("GET", &path, &[], "").await.status, 200);
    // Whoever comes now sees the same as those who were there.
    for (live, browser) in [(&room.ana, &room.team.ana), (&room.fay, &room.team.fay)] {
        let fresh = Live::enter(browser, &room.team.session).await;
        assert_eq!(fresh.view().rounds, live.view().rounds);
        assert_eq!(fresh.view().channels, live.view().channels);
    }
}

/// Dropped before the rooms opened, dropped while they are open, and on another node.
#[tokio::test]
async fn people_come_back_to_their_room() {
    let log = MemoryLog::default();
    let mut room = Room::open_on(Server::start_node(log.clone()).await).await;
    let there = Server::start_node(log).await;
    let away = room.ben.kept.clone();
    drop(std::mem::replace(
        &mut room.ben,
        Live::enter(&room.team.ben.at(there.address), &room.team.session).await,
    ));
    let id = opened(&mut room).await;
    room.fay.ask(say_in(&id, 2, "welcome, room two")).await.unwrap();
    let ben = room.team.ben.at(there.address);
    let mut back = Live::enter_with(&ben, &room.team.session, away).await;
    assert_eq!(back.why, Why::Resumed);
    back.until("his room", |live| my_room(live).is_some_and(|mine| mine.number == 2)).await;
    let channel = my_room(&back).unwrap().channel_id.clone();
    back.until("what was said", |live| live.lines_of(&channel) == ["welcome, room two"]).await;
    let kept = back.kept.clone();
    drop(back);
    room.fay.ask(say_in(&id, 2, "meanwhile")).await.unwrap();
    let mut back = Live::enter_with(&room.team.ben, &room.team.session, kept).await;
    assert_eq!(back.why, Why::Resumed);
    back.until("what he missed", |live| live.lines_of(&channel).len() == 2).await;
}

/// The node on which everyone was dies while rooms open: they find them open on another one.
#[tokio::test]
async fn a_node_dies_while_rooms_open() {
    let log = MemoryLog::default();
    let room = Room::open_on(Server::start_node(log.clone()).await).await;
    let there = Server::start_node(log).await;
    let Room { server, team, mut ana, ben, mut fay } = room;
    let [ana_id, ben_id, _] = team.ids.clone();
    fay.ask(put(plain(&[&[&ana_id], &[&ben_id]]))).await.unwrap();
    let id = fay.kept.view.rounds[0].id.clone();
    let opening = fay.command(Body::OpenRooms(proto::OpenRooms { round_id: id.clone() })).await;
    ana.until("her room", |live| my_room(live).is_some()).await;
    server.die().await;
    // Whether she heard of it or not: the same again happens once.
    let mut fay = Live::enter_with(&team.fay.at(there.address), &team.session, fay.kept).await;
    fay.resend(opening, Body::OpenRooms(proto::OpenRooms { round_id: id.clone() })).await;
    fay.answer(opening).await.unwrap();
    let mut ana = Live::enter_with(&team.ana.at(there.address), &team.session, ana.kept).await;
    let mut ben = Live::enter_with(&team.ben.at(there.address), &team.session, ben.kept).await;
    assert_eq!((ana.why, ben.why), (Why::Resumed, Why::Resumed));
    ben.until("his room", |live| my_room(live).is_some_and(|mine| mine.number == 2)).await;
    let channel = my_room(&ana).unwrap().channel_id.clone();
    ana.ask(say_in(&id, 1, "still here")).await.unwrap();
    fay.until("her line", |live| live.lines_of(&channel) == ["still here"]).await;
    let close = proto::CloseRooms { round_id: id, now: true, rooms: vec![] };
    fay.ask(Body::CloseRooms(close)).await.unwrap();
    for live in [&mut ana, &mut ben] {
        live.until("the plenary", |live| my_room(live).is_none()).await;
    }
}

#[tokio::test]
async fn who_comes_late_is_placed_at_once() {
    let mut room = Room::open().await;
    let id = opened(&mut room).await;
    let row = new_person("Lía Late", Permission::Participant);
    let links = add_people(&room.team.admin, &room.team.session, vec![row]).await;
    let lia = room.server.browser();
    lia.join(&links[0].link).await.unwrap();
    let mut lia = Live::enter(&lia, &room.team.session).await;
    lia.consent().await;
    lia.until("a room", |live| my_room(live).is_some()).await;
    let mine = my_room(&lia).unwrap().places.iter().map(|place| place.why());
    assert!(mine.clone().any(|why| why == PlacementWhy::Late), "{:?}", mine.collect::<Vec<_>>());
    lia.ask(say_in(&id, my_room(&lia).unwrap().number, "hello")).await.unwrap();
}

#[tokio::test]
async fn a_round_is_planned_before_it_is_put() {
    let room = Room::open().await;
    let path = format!("/api/sessions/{}/rounds/plan", room.team.session);
    let spec = |strategy: Strategy| {
        Some(proto::RoundSpec { strategy: strategy.into(), size: 2, ..Default::default() })
    };
    let body = proto::PlanRoundBody { spec: spec(Strategy::Mixed), ..Default::default() };
    let plan: proto::RoundPlan = room.team.fay.post(&path, &body).await.unwrap();
    let report = plan.report.unwrap();
    assert_eq!((report.people, report.rooms), (2, 1), "facilitators are not dealt");
    assert_eq!(plan.rooms[0].places.len(), 2);
    assert_eq!(plan.rooms[0].places[0].why(), PlacementWhy::Mixed);
    // Rooms to choose are there before anyone has chosen.
    let choice = proto::PlanRoundBody { spec: spec(Strategy::SelfSelect), ..Default::default() };
    let plan: proto::RoundPlan = room.team.fay.post(&path, &choice).await.unwrap();
    assert_eq!((plan.rooms.len(), plan.unplaced.len()), (1, 0));
    assert_eq!(plan.report.unwrap().undecided, 0);
    // One that derives from nothing, and a size that no room has.
    let jigsaw = proto::PlanRoundBody { spec: spec(Strategy::Jigsaw), ..Default::default() };
    let refused = room.team.fay.post::<_, proto::RoundPlan>(&path, &jigsaw).await.unwrap_err();
    assert_eq!(refused.field, "spec.from_round_id");
    let huge = proto::RoundSpec { size: 101, ..spec(Strategy::Mixed).unwrap() };
    let huge = proto::PlanRoundBody { spec: Some(huge), ..Default::default() };
    let refused = room.team.fay.post::<_, proto::RoundPlan>(&path, &huge).await.unwrap_err();
    assert_eq!(refused.field, "spec.size");
}

/// Nobody reads in a candid room unless those in it see them, nor afterwards.
#[tokio::test]
async fn a_room_among_themselves() {
    let mut room = Room::open().await;
    let [ana, ben, fay] = room.team.ids.clone();
    let round = proto::Round { candid: true, ..plain(&[&[&ana], &[&ben]]) };
    let id = opened_as(&mut room, round).await;
    let first = my_room(&room.ana).unwrap().channel_id.clone();
    room.ana.ask(say_in(&id, 1, "frankly")).await.unwrap();
    let look =
        |rooms: Vec<u32>| Body::LookIntoRooms(proto::LookIntoRooms { round_id: id.clone(), rooms });
    assert!(room.fay.kept.view.channels.iter().all(|channel| channel.id != first));
    assert!(!room.fay.sees_bytes("frankly"), "not on her wire either");
    room.fay.ask(look(vec![1])).await.unwrap();
    assert_eq!(room.fay.lines_of(&first), ["frankly"]);
    room.ana.until("who looks in", |live| my_room(live).unwrap().looking_ids == [&*fay]).await;
    room.fay.ask(look(vec![])).await.unwrap();
    room.ana.until("alone", |live| my_room(live).unwrap().looking_ids.is_empty()).await;
    room.ana.ask(say_in(&id, 1, "between us")).await.unwrap();
    room.fay.says("in the plenary").await;
    assert!(!room.fay.sees_bytes("between us"));
    let close = proto::CloseRooms { round_id: id.clone(), now: true, rooms: vec![] };
    room.fay.ask(Body::CloseRooms(close)).await.unwrap();
    let path = format!("/api/sessions/{}/channels/{first}/lines", room.team.session);
    assert_eq!(room.team.fay.send("GET", &path, &[], "").await.status, 404, "nobody's any more");
}

/// Rooms go from step to step, bring something back, and report it.
#[tokio::test]
async fn what_a_room_does() {
    let mut room = Room::open().await;
    let [ana, ben, _] = room.team.ids.clone();
    let step = |en: &str, silent: proto::RoomRole| proto::RoomStep {
        title: text(en, en),
        minutes: 5,
        silent: silent.into(),
    };
    let round = proto::Round {
        roles: vec![proto::RoomRole::Presenter.into()],
        steps: vec![
            step("Present", proto::RoomRole::Unspecified),
            step("Listen", proto::RoomRole::Presenter),
        ],
        ..plain(&[&[&ana], &[&ben]])
    };
    let id = opened_as(&mut room, round).await;
    let step =
        |step| Body::StepRooms(proto::StepRooms { round_id: id.clone(), rooms: vec![1], step });
    room.ana.ask(step(2)).await.unwrap();
    let refused = room.ana.ask(say_in(&id, 1, "but")).await.unwrap_err();
    assert_eq!(refused.code(), ErrorCode::Listening);
    let result = |text: &str| {
        let (round_id, text) = (id.clone(), text.to_owned());
        Body::PutResult(proto::PutResult { round_id, room: 1, text })
    };
    let refused = room.ana.ask(result(&"x".repeat(1_001))).await.unwrap_err();
    assert_eq!((refused.code(), &*refused.field), (ErrorCode::Invalid, "put_result.text"));
    room.ana.ask(result("Ask families first")).await.unwrap();

    let close = proto::CloseRooms { round_id: id.clone(), now: true, rooms: vec![] };
    room.fay.ask(Body::CloseRooms(close)).await.unwrap();
    let came_back = |live: &Live| {
        let rooms = live.kept.view.results.iter().flat_map(|round| &round.rooms);
        rooms.map(|room| room.result.clone().unwrap().text).collect::<Vec<_>>()
    };
    room.ben.until("the result", |live| came_back(live) == ["Ask families first"]).await;
    let reports = proto::SetReports { round_id: id.clone(), rooms: vec![1], seconds: 60, now: 1 };
    room.fay.ask(Body::SetReports(reports)).await.unwrap();
    room.ben
        .until("whose turn it is", |live| {
            live.kept.view.reports.as_ref().is_some_and(|reports| reports.now == 1)
        })
        .await;
    // The next rooms begin with what the last ones brought, and nobody reports any more.
    let next = opened_as(&mut room, plain(&[&[&ben, &ana]])).await;
    let brought = room.ben.kept.view.my_room.clone().unwrap().brought;
    assert_eq!(
        (&*brought[0].round_id, brought[0].room, &*brought[0].person_ids),
        (&*id, 1, &[ana][..])
    );
    assert_eq!(room.ben.kept.view.open_round.as_ref().unwrap().id, next);
    for (live, browser) in [(&room.ana, &room.team.ana), (&room.fay, &room.team.fay)] {
        let fresh = Live::enter(browser, &room.team.session).await;
        assert_eq!(fresh.view().rounds, live.view().rounds);
        assert_eq!(fresh.view().channels, live.view().channels);
        assert_eq!(fresh.view().results, live.view().results);
        assert!(fresh.view().reports.unwrap_or_default().round_id.is_empty());
    }
}

/// Two who press at once, on two nodes: one outcome, and both know which.
#[tokio::test]
async fn two_facilitators_at_once() {
    let log = MemoryLog::default();
    let mut room = Room::open_on(Server::start_node(log.clone()).await).await;
    let there = Server::start_node(log).await;
    let [ana, ben, _] = room.team.ids.clone();
    room.fay.ask(put(plain(&[&[&ana], &[&ben]]))).await.unwrap();
    room.fay.ask(put(plain(&[&[&ana, &ben]]))).await.unwrap();
    let ids: Vec<_> = room.fay.kept.view.rounds.iter().map(|round| round.id.clone()).collect();
    let mut other = Live::enter(&room.team.fay.at(there.address), &room.team.session).await;
    let open = |id: &String| Body::OpenRooms(proto::OpenRooms { round_id: id.clone() });
    let (first, second) = tokio::join!(room.fay.ask(open(&ids[0])), other.ask(open(&ids[1])));
    let codes = [first, second].map(|answer| answer.err().map(|refused| refused.code()));
    let one = [None, Some(ErrorCode::RoundOpen)];
    assert!(codes == one || codes == [one[1], one[0]], "{codes:?}");
    let is_open = |live: &Live| live.kept.view.open_round.clone().map(|round| round.id);
    let opened = if codes[0].is_none() { &ids[0] } else { &ids[1] };
    for live in [&mut room.fay, &mut other, &mut room.ana, &mut room.ben] {
        live.until("the same rooms", |live| is_open(live).as_ref() == Some(opened)).await;
    }
    // Everyone goes round once, whoever says so.
    let rotate = || {
        let round_id = opened.clone();
        Body::RotateRooms(proto::RotateRooms { round_id, rotation: 1 })
    };
    let (first, second) = tokio::join!(room.fay.ask(rotate()), other.ask(rotate()));
    assert!(first.is_ok() && second.is_ok(), "{first:?} {second:?}");
    assert_eq!(room.fay.kept.view.open_round.as_ref().unwrap().rotation, 1);
    // A plan that was made before someone else opened the round.
    let late = proto::Round { id: opened.clone(), ..plain(&[&[&ben]]) };
    assert_eq!(other.ask(put(late)).await.unwrap_err().code(), ErrorCode::RoundState);
}

/// Who met in another session should not meet again: by their addresses, and only for those who
/// run that one, too.
#[tokio::test]
async fn a_plan_looks_at_earlier_sessions() {
    let mut room = Room::open().await;
    let [ana, ben, _] = room.team.ids.clone();
    opened_as(&mut room, plain(&[&[&ana, &ben]])).await;
    let (session, _) = new_session(&room.team.admin).await;
    let person = |name: &str| new_person(name, Permission::Participant);
    let rows = ["Ana Teacher", "Ben Coach", "Carla Coach", "Dora Dean"].map(person).to_vec();
    add_people(&room.team.admin, &session, rows).await;
    let detail: proto::SessionDetail =
        room.team.admin.get(&format!("/api/sessions/{session}")).await.unwrap();
    let path = format!("/api/sessions/{session}/rounds/plan");
    let spec = proto::RoundSpec { strategy: Strategy::Mixed.into(), size: 2, ..Default::default() };
    let people = detail.roster.iter().map(|row| row.person.clone().unwrap());
    let dealt = people.filter(|one| one.permission() == Permission::Participant);
    let dealt: Vec<_> = dealt.map(|one| one.id).collect();
    let body = |seed: u32, earlier: &[&str]| proto::PlanRoundBody {
        spec: Some(spec.clone()),
        seed,
        person_ids: dealt.clone(),
        earlier_session_ids: earlier.iter().map(|id| (*id).to_owned()).collect(),
        ..Default::default()
    };
    for seed in 1..6 {
        let body = body(seed, &[&room.team.session]);
        let plan: proto::RoundPlan = room.team.admin.post(&path, &body).await.unwrap();
        let repeats = plan.report.unwrap().repeats.unwrap();
        assert_eq!((repeats.pairs, repeats.bound), (0, 0));
        assert!(repeats.by_chance <= 1);
    }
    let many = body(1, &["a", "b", "c", "d", "e"]);
    let refused = room.team.admin.post::<_, proto::RoundPlan>(&path, &many).await.unwrap_err();
    assert_eq!(refused.field, "earlier_session_ids");
    // Fay runs the first session, but not this one; and nobody else's.
    let mine = format!("/api/sessions/{}/rounds/plan", room.team.session);
    let theirs = body(1, &[&session]);
    let refused = room.team.fay.post::<_, proto::RoundPlan>(&mine, &theirs).await.unwrap_err();
    assert_eq!(refused.code(), ErrorCode::NotFound);
}

/// What was not saved yet is kept as far as that can be, with its names.
#[tokio::test]
async fn a_plan_that_was_not_saved_is_kept() {
    let room = Room::open().await;
    let path = format!("/api/sessions/{}/rounds/plan", room.team.session);
    let [ana, ben, _] = room.team.ids.clone();
    let spec = proto::RoundSpec { strategy: Strategy::Mixed.into(), size: 2, ..Default::default() };
    let named =
        proto::Room { name: text("Blue", "Azul"), ..plain(&[&[&ben, &ana]]).rooms[0].clone() };
    let named = proto::Room { number: 7, ..named };
    let body =
        proto::PlanRoundBody { spec: Some(spec), keep_rooms: vec![named], ..Default::default() };
    let plan: proto::RoundPlan = room.team.fay.post(&path, &body).await.unwrap();
    assert_eq!(plan.report.unwrap().kept, 2);
    assert_eq!((plan.rooms[0].number, plan.rooms[0].name.clone()), (7, text("Blue", "Azul")));
}
