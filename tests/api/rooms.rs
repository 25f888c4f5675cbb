//! Breakout rooms as clients meet them: everyone is in theirs at once, what is said in one stays
//! there, and who was away comes back to it.

use super::Room;
use crate::support::{
    live::Live,
    server::{Server, add_people, new_person},
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

fn round(rooms: &[&[&str]]) -> Body {
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
    let round = proto::Round {
        title: text("Jigsaw", "Rompecabezas"),
        prompt: text("What surprised you?", "¿Qué les sorprendió?"),
        spec: Some(spec),
        minutes: 10,
        rooms: rooms.collect(),
        ..proto::Round::default()
    };
    Body::PutRound(proto::PutRound { round: Some(round) })
}

/// Ana is in room 1, Ben in room 2; the rooms are open.
pub(super) async fn opened(room: &mut Room) -> String {
    let [ana, ben, _] = &room.team.ids;
    room.fay.ask(round(&[&[ana], &[ben]])).await.unwrap();
    let id = room.fay.kept.view.rounds[0].id.clone();
    room.fay.ask(Body::OpenRooms(proto::OpenRooms { round_id: id.clone() })).await.unwrap();
    for live in [&mut room.ana, &mut room.ben] {
        live.until("their room", |live| my_room(live).is_some()).await;
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

    let close = proto::CloseRooms { round_id: id.clone(), now: true };
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
    // One that derives from nothing, and a size that no room has.
    let jigsaw = proto::PlanRoundBody { spec: spec(Strategy::Jigsaw), ..Default::default() };
    let refused = room.team.fay.post::<_, proto::RoundPlan>(&path, &jigsaw).await.unwrap_err();
    assert_eq!(refused.field, "spec.from_round_id");
    let huge = proto::RoundSpec { size: 101, ..spec(Strategy::Mixed).unwrap() };
    let huge = proto::PlanRoundBody { spec: Some(huge), ..Default::default() };
    let refused = room.team.fay.post::<_, proto::RoundPlan>(&path, &huge).await.unwrap_err();
    assert_eq!(refused.field, "spec.size");
}
