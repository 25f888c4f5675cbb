//! B1 to B15, and what single rooms do in tests of their own.

mod inside_tests;

use super::*;
use crate::domain::{
    Actor, Change, Event as AnyEvent,
    chat::{self, ChannelKey, To},
    roster, session,
    tests::{
        ANA, BEN, EVA, FAY, GUS, NOBODY, Story, allows, new_person, person_id, refuses, say,
        server_gets, the_law_holds_for_all,
    },
};
use uuid::Uuid;

const ONE: RoundId = RoundId(Uuid::from_u128(601));
const TWO: RoundId = RoundId(Uuid::from_u128(602));

fn text(en: &str) -> Text {
    Text::title(en, "").unwrap()
}

fn draft(id: RoundId, strategy: Strategy, rooms: &[&[PersonId]]) -> Draft {
    let places = |people: &[PersonId]| {
        people.iter().map(|person| Place { person: *person, why: Why::Mixed }).collect()
    };
    let rooms = (1..).zip(rooms).map(|(number, people)| DraftRoom {
        number,
        name: Text::default(),
        link: None,
        places: places(people),
    });
    let spec = Spec {
        strategy,
        size: 2,
        min: 1,
        max: 2,
        from: None,
        hosts: Vec::new(),
        splits_districts: false,
    };
    Draft {
        id,
        title: text("Round"),
        prompt: Text::default(),
        spec,
        item: None,
        minutes: 10,
        form: Form::default(),
        rooms: rooms.collect(),
    }
}

fn put(id: RoundId, rooms: &[&[PersonId]]) -> Command {
    Command::Put(Box::new(draft(id, Strategy::Mixed, rooms)))
}

/// Ana and Ben are planned into a room each.
fn planned() -> Story {
    let mut story = Story::live();
    story.does(FAY, put(ONE, &[&[ANA], &[BEN]]));
    story
}

fn open() -> Story {
    let mut story = planned();
    story.does(FAY, Command::Open(ONE));
    story
}

/// The round [`ONE`] is planned.
pub(in crate::domain) fn planned_round() -> Story {
    planned()
}

/// They change rooms in a round after that.
pub(in crate::domain) fn swapped_round(story: &mut Story) -> RoundId {
    story.does(FAY, put(TWO, &[&[BEN], &[ANA]]));
    TWO
}

fn room_of(story: &Story, person: PersonId) -> Option<RoomNumber> {
    story.state.breakouts.room_of(person).map(|(_, room)| room.number)
}

#[test]
fn planning() {
    let story = planned();
    refuses("B1 a participant", &story, ANA, put(TWO, &[]), roster::Rejection::NotAllowed);
    refuses(
        "B1 after the end",
        &Story::ended(),
        FAY,
        put(TWO, &[]),
        session::Rejection::WrongState,
    );
    allows("B2 otherwise", &story, FAY, put(ONE, &[&[BEN], &[ANA]]), 1);
    allows("B2 before the start", &Story::scheduled(), FAY, put(ONE, &[&[ANA]]), 1);
    refuses("B2 once open", &open(), FAY, put(ONE, &[]), Rejection::WrongStage);
    let twice = put(TWO, &[&[ANA], &[ANA]]);
    refuses("B2 in two rooms", &story, FAY, twice, Rejection::BadPlacement);
    refuses("B2 a stranger", &story, FAY, put(TWO, &[&[NOBODY]]), Rejection::BadPlacement);
    let mut same = draft(TWO, Strategy::Mixed, &[&[ANA], &[BEN]]);
    same.rooms[1].number = 1;
    let same = Command::Put(Box::new(same));
    refuses("B2 one number twice", &story, FAY, same, Rejection::BadPlacement);
    let many = vec![&[][..]; ROOMS_MAX + 1];
    refuses("B2 501 rooms", &story, FAY, put(TWO, &many), Rejection::Full);
    let mut full = story.clone();
    for n in 0..ROUNDS_MAX as u128 - 1 {
        full.does(FAY, put(RoundId(Uuid::from_u128(700 + n)), &[]));
    }
    refuses("B2 41 rounds", &full, FAY, put(TWO, &[]), Rejection::Full);
    allows("B3 taken out", &story, FAY, Command::Remove(ONE), 1);
    refuses("B3 not an open one", &open(), FAY, Command::Remove(ONE), Rejection::WrongStage);
    refuses("B3 which?", &story, FAY, Command::Remove(TWO), Rejection::NoSuchRound);
}

#[test]
fn opening() {
    let story = open();
    allows("B4 again", &story, FAY, Command::Open(ONE), 0);
    let mut two = story.clone();
    two.does(FAY, put(TWO, &[&[ANA]]));
    refuses("B4 another", &two, FAY, Command::Open(TWO), Rejection::OtherOpen);
    two.does(FAY, Command::CloseNow(ONE, Vec::new()));
    refuses("B4 once", &two, FAY, Command::Open(ONE), Rejection::WrongStage);
    allows("B4 the next", &two, FAY, Command::Open(TWO), 2);
    let mut lobby = Story::in_lobby();
    lobby.does(FAY, put(ONE, &[&[ANA]]));
    refuses("B4 before the start", &lobby, FAY, Command::Open(ONE), session::Rejection::WrongState);
    let ends_at = match story.state.breakouts.open_round().unwrap().stage {
        Stage::Open { ends_at, .. } => ends_at.unwrap(),
        other => panic!("{other:?}"),
    };
    assert!(story.state.rooms_due(ends_at - 1).is_none(), "B4 not yet");
    let mut later = story.later(ends_at);
    later.server(Command::Finish(ONE, ends_at));
    let stage = later.state.breakouts.open_round().unwrap().stage;
    assert!(matches!(stage, Stage::Closing { .. }), "B4 by itself: {stage:?}");
    the_law_holds_for_all("B4", &later);
}

#[test]
fn going_to_a_room() {
    let mut story = open();
    assert_eq!((room_of(&story, ANA), room_of(&story, BEN)), (Some(1), Some(2)));
    let there = |person, to| Command::Place(ONE, vec![(person, to)]);
    allows("B5 where they are", &story, FAY, there(ANA, Some(1)), 0);
    refuses("B5 no such room", &story, FAY, there(ANA, Some(9)), Rejection::NoSuchRound);
    let some = Command::Place(ONE, vec![(ANA, Some(2)), (NOBODY, Some(1))]);
    refuses("B5 all or none", &story, FAY, some, Rejection::BadPlacement);
    refuses("B5 by facilitators", &story, ANA, there(ANA, Some(2)), roster::Rejection::NotAllowed);
    story.sends(ANA, say(To::Room(ONE, 1), "in the first"));
    story.sends(BEN, say(To::Room(ONE, 2), "in the second"));
    story.does(FAY, there(ANA, Some(2)));
    assert_eq!(room_of(&story, ANA), Some(2));
    let seen: Vec<_> = story.view(ANA).channels.into_iter().map(|found| found.key).collect();
    assert!(seen.contains(&ChannelKey::Room(ONE, 2)), "B5 what was said there");
    assert!(!seen.contains(&ChannelKey::Room(ONE, 1)), "B5 and no more what was said here");
    story.does(FAY, there(ANA, None));
    assert_eq!(story.view(ANA).my_room, None, "B5 back to the plenary");
    the_law_holds_for_all("B5", &story);
    story.does(FAY, Command::CloseNow(ONE, Vec::new()));
    refuses("B5 when it is over", &story, FAY, there(ANA, Some(1)), Rejection::WrongStage);
}

#[test]
fn coming_late() {
    let mut story = open();
    story.does(EVA, session::Command::AnswerConsent(roster::Consent::Given));
    let events = story.server(roster::Command::Arrive(vec![EVA]));
    assert!(matches!(events[..], [_, AnyEvent::Breakout(Event::Placed(..))]), "B6 {events:?}");
    assert!(room_of(&story, EVA).is_some(), "B6");
    assert_eq!((room_of(&story, ANA), room_of(&story, BEN)), (Some(1), Some(2)), "B6 nobody else");
    the_law_holds_for_all("B6", &story);
    let mut planned = Story::live();
    planned.does(FAY, put(ONE, &[&[ANA], &[]]));
    planned.does(FAY, Command::Open(ONE));
    assert_eq!(room_of(&planned, BEN), Some(1), "B6 who came since; rather than two alone");
    assert_eq!(room_of(&planned, FAY), None, "B6 who runs it looks after all");
}

#[test]
fn coming_late_among_ones_own() {
    let mut story = Story::live();
    let [coach, other, shy, shyer] = [41, 42, 43, 44].map(person_id);
    let apart = |id, from: &[PersonId]| {
        let details = roster::Details { keep_apart: from.into(), ..roster::Details::default() };
        roster::NewPerson { details, ..new_person(id, roster::Permission::Participant) }
    };
    let job_role = Some(roster::JobRole::Coach);
    let people = vec![
        roster::NewPerson { job_role, ..apart(coach, &[]) },
        roster::NewPerson { job_role, ..apart(other, &[]) },
        apart(shy, &[ANA]),
        apart(shyer, &[ANA, coach]),
    ];
    story.server(roster::Command::Add(people));
    for person in [EVA, shy, shyer] {
        story.does(person, session::Command::AnswerConsent(roster::Consent::Given));
    }
    let mut alike = story.clone();
    let rooms: [&[PersonId]; 2] = [&[coach, other], &[ANA, BEN]];
    alike.does(FAY, Command::Put(Box::new(draft(ONE, Strategy::RoleAlike, &rooms))));
    alike.does(FAY, Command::Open(ONE));
    alike.server(roster::Command::Arrive(vec![EVA]));
    assert_eq!(room_of(&alike, EVA), Some(2), "B6 a teacher with the teachers");

    story.does(FAY, put(ONE, &[&[ANA], &[BEN, coach]]));
    story.does(FAY, Command::Open(ONE));
    story.server(roster::Command::Arrive(vec![shy, shyer]));
    assert_eq!(room_of(&story, shy), Some(2), "B6 a full room rather than whom they must not meet");
    assert_eq!(room_of(&story, shyer), None, "B6 no room rather than that");
    the_law_holds_for_all("B6", &story);
}

#[test]
fn coming_late_in_a_crowd() {
    let mut story = open();
    let crowd: Vec<_> = (100..301).map(person_id).collect();
    let new = |id: &PersonId| new_person(*id, roster::Permission::Participant);
    story.server(roster::Command::Add(crowd.iter().map(new).collect()));
    for person in &crowd {
        story.does(*person, session::Command::AnswerConsent(roster::Consent::Given));
    }
    let events = story.server(roster::Command::Arrive(crowd));
    let placed = events.iter().filter(|event| matches!(event, AnyEvent::Breakout(_))).count();
    assert_eq!((events.len(), placed), (3, 1), "B6 placed together");
    let round = story.state.breakouts.open_round().unwrap();
    assert!(round.rooms.iter().all(|room| room.places.len() == PEOPLE_MAX), "B6 in every room");
}

#[test]
fn numbers_of_rooms() {
    let story = Story::live();
    let numbered = |number| {
        let mut draft = draft(ONE, Strategy::Manual, &[&[ANA], &[BEN]]);
        draft.rooms[1].number = number;
        Command::Put(Box::new(draft))
    };
    refuses("B1 too great", &story, FAY, numbered(u32::MAX), Rejection::BadPlacement);
    let mut story = story;
    story.does(FAY, numbered(NUMBER_MAX));
    story.does(FAY, Command::PutRoom(ONE, None, text("One more"), None));
    let round = story.state.breakouts.round(ONE).unwrap();
    let numbers: Vec<_> = round.rooms.iter().map(|room| room.number).collect();
    assert_eq!(numbers, [1, 2, NUMBER_MAX], "B7 the first number that is free, in its place");
}

#[test]
fn one_takes_back_what_one_said_in_a_room_that_one_left() {
    let mut story = open();
    let line = story.sends(ANA, say(To::Room(ONE, 1), "oh dear"));
    let withdraw = || chat::Command::Withdraw(line);
    story.does(FAY, Command::Place(ONE, vec![(ANA, Some(2)), (BEN, Some(1))]));
    refuses("C8 another", &story, BEN, withdraw(), roster::Rejection::NotAllowed);
    allows("C8 elsewhere", &story, ANA, withdraw(), 1);
    story.does(FAY, Command::CloseNow(ONE, Vec::new()));
    refuses("C8 another later", &story, BEN, withdraw(), chat::Rejection::NoSuchLine);
    allows("C8 when it is over", &story, ANA, withdraw(), 1);
}

#[test]
fn choosing() {
    let mut story = Story::live();
    let choice = draft(ONE, Strategy::SelfSelect, &[&[], &[ANA, FAY]]);
    story.does(FAY, Command::Put(Box::new(choice)));
    story.does(FAY, Command::Open(ONE));
    assert_eq!(room_of(&story, BEN), None, "B6 who chooses is not put anywhere");
    refuses("B12 which?", &story, BEN, Command::Choose(ONE, Some(3)), Rejection::NoSuchRound);
    story.does(BEN, Command::Choose(ONE, Some(1)));
    assert_eq!(room_of(&story, BEN), Some(1), "B12");
    allows("B12 again", &story, BEN, Command::Choose(ONE, Some(1)), 0);
    the_law_holds_for_all("B12", &story);
    let not_here = Command::Choose(ONE, Some(2));
    refuses("B12 not in others", &open(), ANA, not_here, roster::Rejection::NotAllowed);
}

#[test]
fn rooms_and_time() {
    let story = open();
    let named = Command::PutRoom(ONE, Some(1), text("Coaches"), None);
    allows("B7 named", &story, FAY, named.clone(), 1);
    let mut again = story.clone();
    again.does(FAY, named.clone());
    allows("B7 so already", &again, FAY, named, 0);
    again.does(FAY, Command::PutRoom(ONE, None, text("One more"), None));
    assert_eq!(again.state.breakouts.open_round().unwrap().rooms.len(), 3, "B7 added");
    the_law_holds_for_all("B7", &again);
    allows("B8 later", &story, FAY, Command::Extend(ONE, 5, Vec::new()), 1);
    allows("B8 not by themselves", &story, FAY, Command::Extend(ONE, 0, Vec::new()), 1);
    let mut earlier = story.clone();
    let events = earlier.does(FAY, Command::Extend(ONE, -600, Vec::new()));
    assert!(
        matches!(events[..], [AnyEvent::Breakout(Event::Closing(_, at, _))] if at == story.now() + GRACE_MS),
        "B8 with notice: {events:?}"
    );
    let mut over = story.clone();
    over.does(FAY, Command::Close(ONE, Vec::new()));
    allows("B9 again", &over, FAY, Command::Close(ONE, Vec::new()), 0);
    let ends_at = match over.state.breakouts.open_round().unwrap().stage {
        Stage::Closing { ends_at, .. } => ends_at,
        other => panic!("{other:?}"),
    };
    let finish = Command::Finish(ONE, ends_at);
    server_gets::<Rejection>("B9 not yet", &over, finish.clone(), Ok(0));
    server_gets::<Rejection>("B9 then", &over.later(ends_at), finish.clone(), Ok(1));
    let late = over.later(ends_at);
    refuses("B9 the server alone", &late, FAY, finish, roster::Rejection::NotAllowed);
    allows("B9 at once", &story, FAY, Command::CloseNow(ONE, Vec::new()), 1);
    refuses(
        "B9 never opened",
        &planned(),
        FAY,
        Command::CloseNow(ONE, Vec::new()),
        Rejection::WrongStage,
    );
}

#[test]
fn coming_back() {
    let mut story = open();
    story.sends(ANA, say(To::Room(ONE, 1), "between us"));
    let mut ended = story.clone();
    story.does(FAY, Command::CloseNow(ONE, Vec::new()));
    assert_eq!(story.view(ANA).my_room, None, "B10");
    assert!(story.view(ANA).channels.iter().all(|c| !matches!(c.key, ChannelKey::Room(..))));
    let room = ChannelKey::Room(ONE, 1);
    let read = |who| story.state.chat.before(&story.state.viewer(who), &room, None);
    assert!(read(ANA).is_none() && read(FAY).is_some_and(|(lines, _)| lines.len() == 1), "B10");
    the_law_holds_for_all("B10", &story);
    ended.does(FAY, session::Command::End);
    let events = ended.does(FAY, session::Command::EndNow);
    assert!(
        matches!(events[..], [AnyEvent::Breakout(Event::Closed(_)), AnyEvent::Session(_)]),
        "B10 with the session: {events:?}"
    );
    the_law_holds_for_all("B10", &ended);
}

#[test]
fn help() {
    let mut story = open();
    refuses("B11 in no room", &story, FAY, Command::CallHelp(true), Rejection::WrongStage);
    let claim = Command::ClaimHelp(ONE, 1);
    refuses("B11 nobody asked", &story, FAY, claim.clone(), Rejection::WrongStage);
    story.does(ANA, Command::CallHelp(true));
    allows("B11 again", &story, ANA, Command::CallHelp(true), 0);
    allows("B11 no longer", &story, ANA, Command::CallHelp(false), 1);
    refuses("B11 by facilitators", &story, BEN, claim.clone(), roster::Rejection::NotAllowed);
    story.does(FAY, claim.clone());
    allows("B11 one's own", &story, FAY, claim, 0);
    let help = story.view(ANA).my_room.unwrap().room.help.unwrap();
    assert_eq!((help.person, help.claimed_by), (ANA, Some(FAY)), "B11 the room knows");
    let others = story.last_changes(BEN);
    assert!(others.is_empty(), "B11 and no other: {others:?}");
    story.does(FAY, Command::EndHelp(ONE, 1));
    allows("B11 done", &story, FAY, Command::EndHelp(ONE, 1), 0);
    the_law_holds_for_all("B11", &story);
}

#[test]
fn talking() {
    let mut story = open();
    let there = |number| say(To::Room(ONE, number), "hello");
    let no_room = chat::Rejection::NoSuchRoom;
    refuses("B13 in another room", &story, ANA, there(2), no_room);
    refuses("B13 in none", &story, ANA, there(9), no_room);
    allows("B13 facilitators", &story, FAY, there(2), 1);
    refuses("B13 not open", &planned(), ANA, there(1), no_room);
    story.sends(ANA, there(1));
    let heard = |who| story.last_changes(who).iter().any(|c| matches!(c, Change::LineAdded(..)));
    assert!(heard(ANA) && heard(FAY) && !heard(BEN) && !heard(EVA), "B13 who hears it");
    let tell = Command::Tell(ONE, text("Five minutes"), Vec::new());
    refuses("B14 by facilitators", &story, ANA, tell.clone(), roster::Rejection::NotAllowed);
    story.does(FAY, tell.clone());
    let told = story.view(BEN).open_round.unwrap().told.unwrap();
    assert_eq!((told.text.en.as_str(), told.by), ("Five minutes", FAY), "B14");
    story.does(FAY, Command::CloseNow(ONE, Vec::new()));
    refuses("B13 when it is over", &story, FAY, there(1), no_room);
    refuses("B14 when it is over", &story, FAY, tell, Rejection::WrongStage);
}

#[test]
fn leaving_for_good() {
    let mut story = open();
    story.does(FAY, roster::Command::Remove(ANA));
    let round = story.state.breakouts.open_round().unwrap();
    assert!(round.room(1).unwrap().places.is_empty(), "B15 taken out");
    the_law_holds_for_all("B15", &story);
    let mut story = Story::with_guest_in();
    story.does(FAY, put(ONE, &[&[ANA], &[GUS]]));
    story.does(FAY, Command::Open(ONE));
    story.does(FAY, roster::Command::Merge { guest: GUS, into: EVA });
    assert_eq!((room_of(&story, GUS), room_of(&story, EVA)), (None, Some(2)), "B15 merged");
    the_law_holds_for_all("B15", &story);
    assert!(story.ask(Actor::Server, roster::Command::Arrive(vec![EVA])).is_ok());
}
