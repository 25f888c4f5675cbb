//! B16 to B32.

use super::*;

/// Ana and Ben are in a room each; Fay runs the session, and Eva too.
fn formed(form: Form, rooms: &[&[PersonId]]) -> Story {
    let mut story = Story::live();
    story.does(EVA, session::Command::AnswerConsent(roster::Consent::Given));
    let permission = roster::Permission::Facilitator;
    story.does(FAY, roster::Command::SetPermission(EVA, permission));
    let draft = Draft { form, ..draft(ONE, Strategy::Mixed, rooms) };
    story.does(FAY, Command::Put(Box::new(draft)));
    story.does(FAY, Command::Open(ONE));
    story
}

fn in_pairs(form: Form) -> Story {
    formed(form, &[&[ANA], &[BEN]])
}

fn room(story: &Story, number: RoomNumber) -> Room {
    Room::clone(story.state.breakouts.round(ONE).unwrap().room(number).unwrap())
}

fn ends_at(story: &Story) -> Millis {
    match story.state.breakouts.open_round().unwrap().stage {
        Stage::Open { ends_at, .. } => ends_at.unwrap(),
        Stage::Closing { ends_at, .. } => ends_at,
        other => panic!("{other:?}"),
    }
}

/// The server does what is due, until nothing is.
fn time_brings(story: &mut Story, at: Millis) {
    *story = story.later(at - story.now());
    while let Some(due) = story.state.rooms_due(story.now()) {
        story.server(due);
    }
}

fn hears(story: &Story, who: PersonId, number: RoomNumber) -> bool {
    let key = ChannelKey::Room(ONE, number);
    let held = story.view(who).channels.iter().any(|channel| channel.key == key);
    let may = story.state.viewer(who).is_in(&story.state.chat.audience(&key));
    assert_eq!(held, may, "a view holds what one may read");
    held
}

const NOT_ALLOWED: roster::Rejection = roster::Rejection::NotAllowed;

#[test]
fn the_clock_stands_still() {
    let mut story = open();
    let planned_end = ends_at(&story);
    let pause = |on| Command::Pause(ONE, on);
    refuses("B16 by facilitators", &story, ANA, pause(true), NOT_ALLOWED);
    story.does(FAY, Command::Extend(ONE, 5, vec![2]));
    let own_end = room(&story, 2).ends_at.unwrap();
    story.does(FAY, pause(true));
    allows("B16 already", &story, FAY, pause(true), 0);
    story = story.later(planned_end + 1 - story.now());
    assert!(story.state.rooms_due(story.now()).is_none(), "B16 nothing ends meanwhile");
    let since = story.state.breakouts.open_round().unwrap().paused_at.unwrap();
    story.does(FAY, pause(false));
    let late = story.state.last_at - since;
    assert_eq!(ends_at(&story), planned_end + late, "B16 later by what it stood");
    assert_eq!(room(&story, 2).ends_at, Some(own_end + late), "B16 a room's own end, too");
    the_law_holds_for_all("B16", &story);
    let mut closed = story.clone();
    closed.does(FAY, pause(true));
    closed.pass(60 * 60_000);
    closed.does(FAY, Command::Extend(ONE, -600, Vec::new()));
    let own_end = room(&closed, 2).ends_at.unwrap();
    assert!(own_end > closed.now(), "B16 nobody is cut off when the clock goes on");
    story.does(FAY, Command::Close(ONE, Vec::new()));
    refuses("B16 not while they close", &story, FAY, pause(true), Rejection::WrongStage);
}

#[test]
fn one_room_alone() {
    let mut story = open();
    let end = ends_at(&story);
    story.does(FAY, Command::Extend(ONE, 5, vec![2]));
    assert_eq!(room(&story, 2).ends_at, Some(end + 300_000), "B17 its own end");
    assert_eq!(ends_at(&story), end, "B17 and no other's");
    refuses(
        "B17 no such room",
        &story,
        FAY,
        Command::Extend(ONE, 5, vec![2, 9]),
        Rejection::NoSuchRound,
    );
    allows("B17 with the others again", &story, FAY, Command::Extend(ONE, 0, vec![2]), 1);
    let shorter = Command::Extend(ONE, -600, vec![1]);
    let mut short = story.clone();
    short.does(FAY, shorter);
    assert_eq!(
        room(&short, 1).ends_at,
        Some(short.state.last_at + GRACE_MS),
        "B17 nobody is cut off"
    );
    the_law_holds_for_all("B17", &short);

    time_brings(&mut story, end);
    let closes = ends_at(&story);
    time_brings(&mut story, closes);
    assert_eq!(room_of(&story, ANA), None, "B17 back with the round");
    assert_eq!(room_of(&story, BEN), Some(2), "B17 who has more time goes on");
    assert!(story.view(ANA).my_room.is_none() && !hears(&story, ANA, 1) && hears(&story, BEN, 2));
    time_brings(&mut story, end + 300_000);
    assert!(story.state.breakouts.open.is_none(), "B17 the last one ends the round");
    the_law_holds_for_all("B17", &story);
}

#[test]
fn some_are_brought_back() {
    let mut story = open();
    story.sends(ANA, say(To::Room(ONE, 1), "between us"));
    let mut soft = story.clone();
    soft.does(FAY, Command::Close(ONE, vec![1]));
    assert_eq!(room(&soft, 1).ends_at, Some(soft.state.last_at + GRACE_MS), "B17 with notice");
    soft.does(FAY, Command::Extend(ONE, 0, vec![1]));
    assert_eq!(room(&soft, 1).ends_at, None, "B17 undone");

    story.does(FAY, Command::CloseNow(ONE, vec![1]));
    assert_eq!((room_of(&story, ANA), room_of(&story, BEN)), (None, Some(2)), "B17");
    let no_room = chat::Rejection::NoSuchRoom;
    refuses("B17 nobody writes there", &story, ANA, say(To::Room(ONE, 1), "still here"), no_room);
    refuses(
        "B17 nor goes there",
        &story,
        FAY,
        Command::Place(ONE, vec![(BEN, Some(1))]),
        Rejection::WrongStage,
    );
    the_law_holds_for_all("B17", &story);

    let reopen = |rooms: &[RoomNumber]| Command::Reopen(ONE, rooms.to_vec());
    refuses("B18 by facilitators", &story, ANA, reopen(&[1]), NOT_ALLOWED);
    let late = story.later(REOPEN_MS + 1);
    refuses("B18 too late", &late, FAY, reopen(&[1]), Rejection::WrongStage);
    story.does(FAY, reopen(&[1]));
    assert_eq!(room_of(&story, ANA), Some(1), "B18 the same people");
    let said = story.view(ANA).channels.into_iter().find(|c| c.key == ChannelKey::Room(ONE, 1));
    assert_eq!(said.unwrap().lines.len(), 1, "B18 and what they said");
    the_law_holds_for_all("B18", &story);

    story.does(FAY, Command::CloseNow(ONE, vec![1, 2]));
    assert!(story.state.breakouts.open.is_none(), "B17 all of them: the round");
    let late = story.later(REOPEN_MS + 1);
    refuses("B18 a round too late", &late, FAY, reopen(&[]), Rejection::WrongStage);
    let mut other = story.clone();
    other.does(FAY, put(TWO, &[&[ANA]]));
    other.does(FAY, Command::Open(TWO));
    refuses("B18 another is open", &other, FAY, reopen(&[]), Rejection::OtherOpen);
    refuses("B18 never opened", &planned(), FAY, reopen(&[]), Rejection::WrongStage);
    story.does(FAY, reopen(&[]));
    assert_eq!((room_of(&story, ANA), room_of(&story, BEN)), (Some(1), Some(2)), "B18");
    let stage = story.state.breakouts.open_round().unwrap().stage;
    assert!(matches!(stage, Stage::Open { ends_at: None, .. }), "B18 until someone closes it");
    the_law_holds_for_all("B18", &story);
}

#[test]
fn nothing_that_was_set_before_ends_what_is_open_again() {
    let mut story = in_pairs(Form { rotation_minutes: 5, ..Form::default() });
    story.does(FAY, Command::Extend(ONE, 1, vec![2]));
    story.does(FAY, Command::CloseNow(ONE, Vec::new()));
    story.pass(4 * 60_000);
    story.does(FAY, Command::Reopen(ONE, Vec::new()));
    story.pass(60 * 60_000);
    assert!(story.state.rooms_due(story.now()).is_none(), "B18 until someone closes them");
    the_law_holds_for_all("B18", &story);

    // While others still have time, what is opened again does not fall shut.
    let mut story = open();
    let end = ends_at(&story);
    story.does(FAY, Command::Extend(ONE, 30, vec![2]));
    time_brings(&mut story, end);
    let closes = ends_at(&story);
    time_brings(&mut story, closes);
    refuses(
        "B7 while they close",
        &story,
        FAY,
        Command::PutRoom(ONE, None, Text::default(), None),
        Rejection::WrongStage,
    );
    let with_others = Command::Extend(ONE, 0, vec![2]);
    refuses("B17 the others are back", &story, FAY, with_others, Rejection::WrongStage);
    story.does(FAY, Command::Reopen(ONE, vec![1]));
    let now = story.now();
    time_brings(&mut story, now + 60_000);
    assert_eq!(room_of(&story, ANA), Some(1), "B18 open until someone closes it");
    the_law_holds_for_all("B18", &story);
}

#[test]
fn who_has_gone_does_not_come_back_with_a_round() {
    let mut story = Story::with_guest_in();
    story.does(FAY, put(ONE, &[&[ANA], &[GUS]]));
    story.does(FAY, Command::Open(ONE));
    story.does(FAY, Command::CloseNow(ONE, Vec::new()));
    story.does(FAY, roster::Command::Merge { guest: GUS, into: EVA });
    story.does(FAY, roster::Command::Remove(ANA));
    story.does(FAY, Command::Reopen(ONE, Vec::new()));
    let people: Vec<_> = [1, 2].iter().map(|n| room(&story, *n).members().to_vec()).collect();
    assert_eq!(people, [vec![BEN], vec![EVA]], "B15 nor without whom a guest turned out to be");
    the_law_holds_for_all("B15", &story);
}

#[test]
fn one_round_after_the_other() {
    let mut story = Story::live();
    story.does(FAY, put(TWO, &[&[ANA, BEN]]));
    let form = Form { next: Some(TWO), ..Form::default() };
    let first = Draft { form, ..draft(ONE, Strategy::Mixed, &[&[ANA], &[BEN]]) };
    story.does(FAY, Command::Put(Box::new(first)));
    story.does(FAY, Command::Open(ONE));
    let mut closed = story.clone();
    closed.does(FAY, Command::CloseNow(ONE, Vec::new()));
    assert!(closed.state.breakouts.open.is_none(), "B19 who closes wants everyone back");
    let mut soft = story.clone();
    assert!(soft.view(ANA).open_round.unwrap().has_next, "B19 everyone knows");
    soft.does(FAY, Command::Close(ONE, Vec::new()));
    assert!(!soft.view(ANA).open_round.unwrap().has_next, "B19 not if someone closes it");
    let closes = ends_at(&soft);
    time_brings(&mut soft, closes);
    assert!(soft.state.breakouts.open.is_none(), "B19 with notice, too");
    let mut shorter = story.clone();
    shorter.does(FAY, Command::Extend(ONE, -600, Vec::new()));
    let closes = ends_at(&shorter);
    assert_eq!(closes, shorter.state.last_at + NEXT_GRACE_MS, "B19 a shorter notice, then, too");
    time_brings(&mut shorter, closes);
    assert_eq!(shorter.state.breakouts.open, Some(TWO), "B19 a shorter time is no end of it");
    let mut longer = story.clone();
    longer.does(FAY, Command::Extend(ONE, 5, vec![2]));
    let end = ends_at(&longer);
    time_brings(&mut longer, end);
    let mut stopped = longer.clone();
    stopped.does(FAY, Command::Close(ONE, Vec::new()));
    assert!(!stopped.view(ANA).open_round.unwrap().has_next, "B19 also in the last seconds");
    time_brings(&mut longer, end + 300_000);
    assert_eq!(longer.state.breakouts.open, Some(TWO), "B19 when the last room is over");
    let mut without = story.clone();
    without.does(FAY, Command::Remove(TWO));
    assert!(!without.view(ANA).open_round.unwrap().has_next, "B19 nor if there is none");
    the_law_holds_for_all("B19", &without);
    let end = ends_at(&story);
    time_brings(&mut story, end);
    let soon = story.state.last_at + NEXT_GRACE_MS;
    assert_eq!(ends_at(&story), soon, "B19 a shorter notice");
    time_brings(&mut story, soon);
    assert_eq!(story.state.breakouts.open, Some(TWO), "B19 the next opens at once");
    assert_eq!(room_of(&story, BEN), Some(1), "B19");
    the_law_holds_for_all("B19", &story);
    let itself = Form { next: Some(ONE), ..Form::default() };
    let itself = Draft { form: itself, ..draft(ONE, Strategy::Mixed, &[]) };
    let itself = Command::Put(Box::new(itself));
    refuses("B19 not itself", &planned(), FAY, itself, Rejection::NoSuchRound);
}

#[test]
fn going_round() {
    let roles = vec![Role::Reporter];
    let mut story = in_pairs(Form { rotation_minutes: 3, roles, ..Form::default() });
    let first = story.state.breakouts.open_round().unwrap().rotates_at.unwrap();
    assert_eq!(first, story.state.last_at + 180_000, "B20 so often");
    refuses("B20 by facilitators", &story, ANA, Command::Rotate(ONE, 1), NOT_ALLOWED);
    refuses("B20 which?", &story, FAY, Command::Rotate(ONE, 2), Rejection::WrongStage);
    story.does(FAY, Command::Rotate(ONE, 1));
    assert_eq!((room_of(&story, ANA), room_of(&story, BEN)), (Some(2), Some(1)), "B20");
    assert_eq!(room(&story, 2).holder(Role::Reporter), Some(ANA), "B20 with what they see to");
    allows("B20 two who press at once", &story, FAY, Command::Rotate(ONE, 1), 0);
    the_law_holds_for_all("B20", &story);
    let next = story.state.breakouts.open_round().unwrap().rotates_at.unwrap();
    time_brings(&mut story, next);
    assert_eq!(room_of(&story, ANA), Some(1), "B20 by themselves");
    assert_eq!(story.state.breakouts.open_round().unwrap().rotation, 2, "B20");

    let mut hosts = Story::live();
    let mut tables = draft(ONE, Strategy::Pinned, &[&[ANA], &[BEN]]);
    tables.rooms[0].places[0].why = Why::Host;
    hosts.does(FAY, Command::Put(Box::new(tables)));
    hosts.does(FAY, Command::Open(ONE));
    hosts.does(FAY, Command::Rotate(ONE, 1));
    assert_eq!((room_of(&hosts, ANA), room_of(&hosts, BEN)), (Some(1), Some(1)), "B20 hosts stay");
}

fn consultancy() -> Form {
    let step = |silent| Step { title: text("Step"), minutes: 5, silent };
    Form {
        roles: vec![Role::Presenter, Role::Timekeeper],
        steps: vec![step(None), step(Some(Role::Presenter))],
        ..Form::default()
    }
}

#[test]
fn step_by_step() {
    let mut story = formed(consultancy(), &[&[ANA, BEN], &[]]);
    assert_eq!(room(&story, 1).step.map(|(step, _)| step), Some(1), "B21 from the first");
    let keeper = room(&story, 1).holder(Role::Timekeeper).unwrap();
    let presenter = room(&story, 1).holder(Role::Presenter).unwrap();
    assert_ne!(keeper, presenter, "B23 given when they open");
    let step = |step| Command::Step(ONE, vec![1], step);
    refuses("B21 who keeps time", &story, presenter, step(2), NOT_ALLOWED);
    refuses(
        "B21 no other room",
        &story,
        keeper,
        Command::Step(ONE, vec![2], 2),
        Rejection::NoSuchRound,
    );
    refuses("B21 not for all", &story, keeper, Command::Step(ONE, Vec::new(), 2), NOT_ALLOWED);
    refuses("B21 no such step", &story, keeper, step(3), Rejection::WrongStage);
    allows("B21 facilitators for all", &story, FAY, Command::Step(ONE, Vec::new(), 2), 1);
    let mut barred = story.clone();
    barred.does(FAY, Command::Bar(ONE, EVA, vec![1]));
    allows("B25 but where they are kept out", &barred, EVA, Command::Step(ONE, vec![1], 2), 0);
    allows("B21 there already", &story, keeper, step(1), 0);
    allows("B22 not yet", &story, presenter, say(To::Room(ONE, 1), "my question"), 1);
    story.does(keeper, step(2));
    let said = say(To::Room(ONE, 1), "I only want to say");
    refuses("B22 listens", &story, presenter, said.clone(), chat::Rejection::Listening);
    let mut before = story.clone();
    before.does(keeper, step(1));
    let old = before.sends(presenter, say(To::Room(ONE, 1), "once"));
    before.does(keeper, step(2));
    let edit = chat::Command::Edit(old, crate::domain::tests::text("and now"));
    refuses("B22 also by an old line", &before, presenter, edit, chat::Rejection::Listening);
    allows("B22 the others talk", &story, keeper, said.clone(), 1);
    the_law_holds_for_all("B21", &story);
    story.does(keeper, step(1));
    allows("B22 not any more", &story, presenter, said, 1);

    let give = |to| Command::GiveRole(ONE, 1, Role::Timekeeper, to);
    refuses("B23 in another room", &story, FAY, give(Some(EVA)), Rejection::BadPlacement);
    allows("B23 so already", &story, keeper, give(Some(keeper)), 0);
    story.does(presenter, give(None));
    assert_eq!(room(&story, 1).holder(Role::Timekeeper), None, "B23 nobody");
    allows("B21 then anyone", &story, presenter, step(2), 1);
    story.does(keeper, give(Some(presenter)));
    assert_eq!(room(&story, 1).holder(Role::Timekeeper), Some(presenter), "B23 passed on");
    story.does(FAY, Command::Place(ONE, vec![(presenter, Some(2))]));
    assert!(room(&story, 1).roles.is_empty(), "B23 who leaves leaves it behind");
    assert!(room(&story, 2).roles.is_empty(), "B23");
    the_law_holds_for_all("B23", &story);
    let stranger = Command::GiveRole(ONE, 1, Role::Leader, None);
    refuses("B23 who is elsewhere", &story, presenter, stranger, Rejection::NoSuchRound);
}

#[test]
fn looking_in() {
    let mut story = in_pairs(Form::default());
    let look = |rooms: &[RoomNumber]| Command::Look(ONE, rooms.to_vec());
    refuses("B24 by facilitators", &story, ANA, look(&[1]), NOT_ALLOWED);
    let mut unasked = planned();
    unasked.does(FAY, roster::Command::SetPermission(EVA, roster::Permission::Facilitator));
    let consent = chat::Rejection::ConsentNeeded;
    refuses("B24 who has agreed", &unasked, EVA, look(&[1]), consent);
    refuses("B24 which?", &story, FAY, look(&[9]), Rejection::NoSuchRound);
    story.does(FAY, look(&[1, 2]));
    allows("B24 already", &story, FAY, look(&[2, 1]), 0);
    assert_eq!(story.view(ANA).my_room.unwrap().room.looking, [FAY], "B24 the room sees it");
    story.does(FAY, look(&[2]));
    assert!(story.view(ANA).my_room.unwrap().room.looking.is_empty(), "B24 and no more");
    the_law_holds_for_all("B24", &story);
    let mut gone = story.clone();
    let depart = roster::Command::Depart(FAY, gone.now());
    gone.server(depart);
    assert!(room(&gone, 2).looking.is_empty(), "B24 who is not there looks no more");
    let participant = roster::Permission::Participant;
    story.does(EVA, look(&[1]));
    story.does(EVA, Command::Assign(ONE, vec![1], Some(EVA)));
    story.does(FAY, roster::Command::SetPermission(EVA, participant));
    assert!(room(&story, 1).looking.is_empty(), "B24 nor who does not run it any more");
    assert_eq!(room(&story, 1).facilitator, None, "B27 nor cares for it");
    the_law_holds_for_all("B24", &story);
    story.does(FAY, Command::CloseNow(ONE, Vec::new()));
    assert!(room(&story, 2).looking.is_empty(), "B24 when it is over");
    allows("B24 looking away then", &story, FAY, look(&[]), 0);
}

#[test]
fn kept_from_looking() {
    let mut story = in_pairs(Form::default());
    story.sends(ANA, say(To::Room(ONE, 1), "between us"));
    let bar = |rooms: &[RoomNumber]| Command::Bar(ONE, EVA, rooms.to_vec());
    story.does(EVA, Command::Look(ONE, vec![1]));
    refuses("B25 by facilitators", &story, ANA, bar(&[1]), NOT_ALLOWED);
    refuses("B25 nobody themselves", &story, EVA, bar(&[1]), NOT_ALLOWED);
    let ana = Command::Bar(ONE, ANA, vec![1]);
    refuses("B25 who runs the session", &story, FAY, ana, Rejection::BadPlacement);
    story.does(FAY, bar(&[1]));
    assert!(!hears(&story, EVA, 1) && hears(&story, EVA, 2) && hears(&story, FAY, 1), "B25");
    assert!(room(&story, 1).looking.is_empty(), "B25 looks no more");
    refuses("B25 looks not", &story, EVA, Command::Look(ONE, vec![1]), NOT_ALLOWED);
    let write = say(To::Room(ONE, 1), "let me in");
    refuses("B25 nor writes", &story, EVA, write, chat::Rejection::NoSuchRoom);
    let inside = Command::Place(ONE, vec![(EVA, Some(1))]);
    refuses("B25 nor as one of its people", &story, EVA, inside, NOT_ALLOWED);
    let result = Command::PutResult(ONE, 1, "mine".to_owned());
    refuses("B25 nor for it", &story, EVA, result, Rejection::NoSuchRound);
    let tell = Command::Tell(ONE, text("listen"), vec![1]);
    refuses("B25 nor to it", &story, EVA, tell, Rejection::NoSuchRound);
    let mut asking = story.clone();
    asking.does(ANA, Command::CallHelp(true));
    let come = Command::ClaimHelp(ONE, 1);
    refuses("B25 nor comes to it", &asking, EVA, come, Rejection::NoSuchRound);
    let care = Command::Assign(ONE, vec![1], Some(EVA));
    refuses("B25 nor cares for it", &story, FAY, care, NOT_ALLOWED);
    story.sends(ANA, say(To::Room(ONE, 1), "still between us"));
    let heard = |story: &Story, who| {
        story.last_changes(who).iter().any(|change| matches!(change, Change::LineAdded(..)))
    };
    assert!(!heard(&story, EVA) && heard(&story, FAY) && heard(&story, ANA), "B25");
    let mine = story.view(ANA).my_room.unwrap().room;
    assert!(mine.barred.is_empty(), "B25 the room is not told");
    the_law_holds_for_all("B25", &story);
    let mut over = story.clone();
    over.does(FAY, Command::CloseNow(ONE, Vec::new()));
    let key = ChannelKey::Room(ONE, 1);
    let reads = |story: &Story, who| {
        story.state.chat.before(&story.state.viewer(who), &key, None).is_some()
    };
    assert!(!reads(&over, EVA) && reads(&over, FAY), "B25 nor afterwards");
    story.does(FAY, bar(&[]));
    assert!(hears(&story, EVA, 1), "B25 no longer");
    the_law_holds_for_all("B25", &story);
    let mut again = planned();
    again.does(FAY, roster::Command::SetPermission(EVA, roster::Permission::Facilitator));
    again.does(FAY, bar(&[1]));
    again.does(FAY, Command::Assign(ONE, vec![1], Some(FAY)));
    again.does(FAY, put(ONE, &[&[BEN], &[ANA]]));
    assert_eq!((room(&again, 1).barred, room(&again, 1).facilitator), (vec![EVA], Some(FAY)));
}

#[test]
fn among_themselves() {
    let mut story = in_pairs(Form { candid: true, ..Form::default() });
    let key = ChannelKey::Room(ONE, 1);
    story.sends(ANA, say(To::Room(ONE, 1), "frankly"));
    assert!(!hears(&story, FAY, 1), "B26 unless they are seen");
    let taken_back = story.sends(ANA, say(To::Room(ONE, 1), "too frankly"));
    story.does(ANA, chat::Command::Withdraw(taken_back));
    assert!(story.view(FAY).reviews.is_empty(), "B26 nor what was taken back");
    let unseen = Command::PutResult(ONE, 1, "ours".to_owned());
    refuses("B26 nor does anything there", &story, FAY, unseen, Rejection::NoSuchRound);
    let write = say(To::Room(ONE, 1), "from outside");
    refuses("B26 nor writes", &story, FAY, write.clone(), chat::Rejection::NoSuchRoom);
    story.does(FAY, Command::Look(ONE, vec![1]));
    assert!(hears(&story, FAY, 1) && !hears(&story, EVA, 1), "B26 who looks in");
    allows("B26 and writes", &story, FAY, write, 1);
    the_law_holds_for_all("B26", &story);
    story.does(FAY, Command::Look(ONE, Vec::new()));
    assert!(!hears(&story, FAY, 1), "B26 no more");
    story.does(FAY, Command::CloseNow(ONE, Vec::new()));
    let read = |who| story.state.chat.before(&story.state.viewer(who), &key, None);
    assert!(read(FAY).is_none() && read(ANA).is_none(), "B26 nobody afterwards");
    the_law_holds_for_all("B26", &story);
}

#[test]
fn taking_care() {
    let mut story = in_pairs(Form::default());
    let assign = |rooms: &[RoomNumber], to| Command::Assign(ONE, rooms.to_vec(), to);
    refuses("B27 by facilitators", &story, ANA, assign(&[1], Some(FAY)), NOT_ALLOWED);
    refuses("B27 of a participant", &story, FAY, assign(&[1], Some(ANA)), Rejection::BadPlacement);
    story.does(FAY, assign(&[1, 2], Some(EVA)));
    allows("B27 so already", &story, FAY, assign(&[1], Some(EVA)), 0);
    assert_eq!(story.view(ANA).my_room.unwrap().room.facilitator, Some(EVA), "B27 the room knows");
    the_law_holds_for_all("B27", &story);
    let told = Command::Tell(ONE, text("You two"), vec![1]);
    story.does(FAY, told);
    let told = story.view(ANA).my_room.unwrap().room.told.clone().unwrap();
    assert_eq!(told.text.en, "You two", "B14 one room alone");
    assert!(story.view(BEN).my_room.unwrap().room.told.is_none(), "B14 and no other");
    the_law_holds_for_all("B14", &story);
}

#[test]
fn joining_another_room() {
    let mut story = in_pairs(Form::default());
    let merge = |into| Command::Merge(ONE, 1, into);
    refuses("B28 by facilitators", &story, ANA, merge(Some(2)), NOT_ALLOWED);
    refuses("B28 itself", &story, FAY, merge(Some(1)), Rejection::WrongStage);
    refuses("B28 which?", &story, FAY, merge(Some(9)), Rejection::NoSuchRound);
    story.does(FAY, merge(None));
    assert_eq!((room_of(&story, ANA), room_of(&story, BEN)), (Some(2), Some(2)), "B28 the best");
    assert!(room(&story, 1).closed_at.is_some(), "B28 it is closed");
    let mut over = story.clone();
    over.does(FAY, Command::CloseNow(ONE, Vec::new()));
    assert_eq!(over.view(ANA).results[0].room_count, 1, "B30 of one room");
    refuses("B28 once", &story, FAY, merge(Some(2)), Rejection::WrongStage);
    the_law_holds_for_all("B28", &story);
}

#[test]
fn what_a_room_brings_back() {
    let mut story = in_pairs(Form { roles: vec![Role::Reporter], ..Form::default() });
    let write = |number, said: &str| Command::PutResult(ONE, number, said.to_owned());
    let mut watching = story.clone();
    watching.does(ANA, session::Command::AnswerConsent(roster::Consent::WatchOnly));
    let only = chat::Rejection::WatchingOnly;
    refuses("B29 who agreed to be kept", &watching, ANA, write(1, "mine"), only);
    refuses("B29 of another room", &story, ANA, write(2, "mine"), Rejection::NoSuchRound);
    allows("B29 facilitators", &story, FAY, write(2, "theirs"), 1);
    refuses("B29 not open", &planned(), ANA, write(1, "early"), Rejection::WrongStage);
    story.does(ANA, write(1, "Ask families first"));
    allows("B29 so already", &story, ANA, write(1, "Ask families first"), 0);
    let mine = story.view(ANA).my_room.unwrap().room;
    assert_eq!(mine.result.as_ref().unwrap().text, "Ask families first", "B29 the room reads it");
    assert!(story.view(BEN).results.is_empty(), "B30 the others not yet");
    the_law_holds_for_all("B29", &story);
    story.does(FAY, Command::CloseNow(ONE, Vec::new()));
    let texts = |story: &Story| -> Vec<_> {
        let results = story.view(BEN).results;
        let rooms = results.iter().flat_map(|round| &round.rooms);
        rooms.map(|(_, _, result)| result.as_ref().unwrap().text.clone()).collect()
    };
    assert_eq!(texts(&story), ["Ask families first"], "B30 when they have closed");
    story.does(BEN, write(2, "Start small"));
    assert_eq!(texts(&story), ["Ask families first", "Start small"], "B29 a little late");
    the_law_holds_for_all("B30", &story);

    let mut reopened = story.clone();
    reopened.does(FAY, Command::Reopen(ONE, Vec::new()));
    assert!(texts(&reopened).is_empty(), "B30 open again: not settled");
    the_law_holds_for_all("B30", &reopened);

    story.does(FAY, put(TWO, &[&[ANA, BEN]]));
    story.does(FAY, Command::Open(TWO));
    let brought = story.view(ANA).my_room.unwrap().brought;
    let brought: Vec<_> =
        brought.into_iter().map(|one| (one.round, one.room, one.people)).collect();
    assert_eq!(brought, [(ONE, 1, vec![ANA]), (ONE, 2, vec![BEN])], "B30 brought along");
    refuses("B29 too late", &story, BEN, write(2, "Oh, and"), Rejection::WrongStage);
    the_law_holds_for_all("B30", &story);
}

#[test]
fn rooms_report() {
    let mut story = in_pairs(Form { roles: vec![Role::Reporter], ..Form::default() });
    story.does(FAY, Command::CloseNow(ONE, Vec::new()));
    let report = |rooms: &[RoomNumber], now| Command::SetReports(ONE, rooms.to_vec(), 60, now);
    refuses("B31 by facilitators", &story, ANA, report(&[1], 0), NOT_ALLOWED);
    refuses("B31 which?", &story, FAY, report(&[9], 0), Rejection::NoSuchRound);
    refuses("B31 no such turn", &story, FAY, report(&[2, 1], 3), Rejection::WrongStage);
    refuses("B31 never opened", &planned(), FAY, report(&[1], 0), Rejection::WrongStage);
    story.does(FAY, report(&[2, 1], 1));
    let reports = story.view(BEN).reports.unwrap();
    let turns: Vec<_> = reports.turns.iter().map(|turn| (turn.room, turn.reporter)).collect();
    assert_eq!(turns, [(2, Some(BEN)), (1, Some(ANA))], "B31 everyone knows whose turn it is");
    assert_eq!((reports.now, reports.at), (1, story.state.last_at), "B31 since now");
    the_law_holds_for_all("B31", &story);
    let mut stopped = story.clone();
    stopped.does(FAY, report(&[], 0));
    assert!(stopped.view(BEN).reports.is_none(), "B31 nobody any more");
    story.does(FAY, put(TWO, &[&[ANA, BEN]]));
    story.does(FAY, Command::Open(TWO));
    assert!(story.view(BEN).reports.is_none(), "B31 nor when everyone is in rooms");
    the_law_holds_for_all("B31", &story);
}

#[test]
fn waiting_for_a_seat() {
    let mut story = Story::live();
    let choice = draft(ONE, Strategy::SelfSelect, &[&[], &[ANA, FAY]]);
    story.does(FAY, Command::Put(Box::new(choice)));
    story.does(FAY, Command::Open(ONE));
    let choose = |room| Command::Choose(ONE, room);
    story.does(BEN, choose(Some(2)));
    assert_eq!(room_of(&story, BEN), None, "B32 it is full");
    allows("B32 waits already", &story, BEN, choose(Some(2)), 0);
    let seen = |story: &Story| story.view(ANA).open_round.unwrap().choices[1].waiting;
    assert_eq!(seen(&story), 1, "B32 everyone sees how many wait");
    let mut gives_up = story.clone();
    gives_up.does(BEN, choose(None));
    assert_eq!(seen(&gives_up), 0, "B32 no longer");
    let mut elsewhere = story.clone();
    elsewhere.does(BEN, choose(Some(1)));
    assert_eq!((room_of(&elsewhere, BEN), seen(&elsewhere)), (Some(1), 0), "B32 goes elsewhere");
    the_law_holds_for_all("B32", &elsewhere);
    story.does(ANA, choose(Some(1)));
    assert_eq!((room_of(&story, ANA), room_of(&story, BEN)), (Some(1), Some(2)), "B32 then");
    assert_eq!(seen(&story), 0, "B32");
    the_law_holds_for_all("B32", &story);

    let mut gone = Story::with_guest_in();
    let choice = draft(ONE, Strategy::SelfSelect, &[&[], &[ANA, FAY]]);
    gone.does(FAY, Command::Put(Box::new(choice)));
    gone.does(FAY, Command::Open(ONE));
    gone.does(GUS, choose(Some(2)));
    let mut removed = gone.clone();
    removed.does(FAY, roster::Command::Remove(GUS));
    removed.does(ANA, choose(Some(1)));
    assert_eq!(room(&removed, 2).members().to_vec(), [FAY], "B32 nobody who is gone");
    gone.does(FAY, roster::Command::Merge { guest: GUS, into: EVA });
    gone.does(ANA, choose(Some(1)));
    assert_eq!(room_of(&gone, EVA), Some(2), "B32 but who they turned out to be");
    the_law_holds_for_all("B32", &gone);

    let mut apart = Story::live();
    let shy = person_id(41);
    let details = roster::Details { keep_apart: [ANA].into(), ..roster::Details::default() };
    let person = roster::NewPerson { details, ..new_person(shy, roster::Permission::Participant) };
    apart.server(roster::Command::Add(vec![person]));
    apart.does(shy, session::Command::AnswerConsent(roster::Consent::Given));
    let choice = draft(ONE, Strategy::SelfSelect, &[&[], &[ANA]]);
    apart.does(FAY, Command::Put(Box::new(choice)));
    apart.does(FAY, Command::Open(ONE));
    apart.does(shy, choose(Some(2)));
    assert_eq!(room_of(&apart, shy), None, "B12 as good as full for whom they must not meet");
    let waiting = apart.view(BEN).open_round.unwrap().choices[1].waiting;
    assert_eq!(waiting, 0, "B12 and nobody learns of it");
    apart.does(ANA, choose(Some(1)));
    assert_eq!(room_of(&apart, shy), Some(2), "B32 once they are gone");
    // Closed rooms are no choice, whoever leaves them.
    apart.does(FAY, Command::CloseNow(ONE, vec![1]));
    apart.does(ANA, choose(Some(2)));
    the_law_holds_for_all("B12", &apart);
}
