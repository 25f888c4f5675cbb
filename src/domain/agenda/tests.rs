//! A1 to A9.

use super::*;
use crate::domain::{
    roster,
    tests::{ANA, FAY, Story, allows, item, refuses, server_gets, the_law_holds_for_all},
};
use uuid::Uuid;

const NOT_ALLOWED: roster::Rejection = roster::Rejection::NotAllowed;
const WRONG_STATE: session::Rejection = session::Rejection::WrongState;
const NO_SUCH_ITEM: Rejection = Rejection::NoSuchItem;
const FINE: fn(usize) -> Result<usize, Rejection> = Ok;
const MINUTE_MS: Millis = 60_000;

fn id(n: u128) -> ItemId {
    ItemId(Uuid::from_u128(n))
}

fn put(n: u128, place: Place) -> Command {
    Command::Put(Box::new(item(n)), place)
}

fn with_file(n: u128, file: u8) -> Command {
    let file = File { id: [file; 32], name: "slides.pdf".to_owned(), kind: FileKind::Pdf };
    Command::Put(Box::new(Item { file: Some(file), ..item(n) }), Place::First)
}

/// Steps 1, 2 and 3.
fn planned(mut story: Story) -> Story {
    story.does(FAY, put(1, Place::First));
    story.does(FAY, put(2, Place::After(id(1))));
    story.does(FAY, put(3, Place::After(id(2))));
    story
}

/// At step 2.
fn at_two() -> Story {
    let mut story = planned(Story::live());
    story.does(FAY, Command::GoTo(id(2), None));
    story
}

#[track_caller]
fn is_in_order(rule: &str, story: &Story, expected: &[u128]) {
    let found: Vec<_> = story.state.agenda.items.iter().map(|item| item.id.0.as_u128()).collect();
    assert_eq!(found, expected, "{rule}");
    the_law_holds_for_all(rule, story);
}

#[test]
fn who_and_when() {
    let story = at_two();
    for command in [
        put(9, Place::First),
        Command::Remove(id(1)),
        Command::Move(id(1), Place::First),
        Command::GoTo(id(1), Some(id(2))),
        Command::Extend(id(2), 5),
        Command::Turn(id(2), 2),
    ] {
        allows("A1 facilitators", &story, FAY, command.clone(), 1);
        refuses("A1 others", &story, ANA, command.clone(), NOT_ALLOWED);
        let mut ended = story.clone();
        ended.does(FAY, session::Command::End);
        ended.does(FAY, session::Command::EndNow);
        refuses("A1 after the end", &ended, FAY, command, WRONG_STATE);
    }
    allows("A1 before it begins", &Story::scheduled(), FAY, put(1, Place::First), 1);
    refuses("A1 people", &story, FAY, Command::Replace(vec![item(9)]), NOT_ALLOWED);
    let over: Result<usize, _> = Err(WRONG_STATE);
    server_gets("A1 after the end", &Story::ended(), Command::Replace(vec![item(9)]), over);
}

#[test]
fn putting() {
    let mut story = planned(Story::live());
    is_in_order("A2 behind one another", &story, &[1, 2, 3]);
    refuses("A2 behind none", &story, FAY, put(9, Place::After(id(8))), NO_SUCH_ITEM);
    allows("A2 as it is", &story, FAY, put(2, Place::First), 0);
    story.does(FAY, put(4, Place::First));
    is_in_order("A2 first", &story, &[4, 1, 2, 3]);
    let changed = Item { minutes: 7, ..item(2) };
    story.does(FAY, Command::Put(Box::new(changed), Place::First));
    is_in_order("A2 replaced where it stands", &story, &[4, 1, 2, 3]);
    assert_eq!(story.state.agenda.item(id(2)).unwrap().minutes, 7, "A2");
    let mut full = Story::live();
    full.server(Command::Replace((0..ITEMS_MAX as u128).map(item).collect()));
    refuses("A3 a hundred", &full, FAY, put(200, Place::First), Rejection::Full);
    let changed = Item { minutes: 7, ..item(2) };
    let replace = Command::Put(Box::new(changed), Place::First);
    allows("A3 no more of them", &full, FAY, replace, 1);
    full.does(FAY, Command::Remove(id(5)));
    allows("A3 one fits", &full, FAY, put(200, Place::First), 1);
}

#[test]
fn moving() {
    let mut story = at_two();
    allows("A4 out", &story, FAY, Command::Remove(id(3)), 1);
    refuses("A4 not the present one", &story, FAY, Command::Remove(id(2)), Rejection::IsNow);
    refuses("A4 which", &story, FAY, Command::Remove(id(9)), NO_SUCH_ITEM);
    refuses("A4 which", &story, FAY, Command::Move(id(9), Place::First), NO_SUCH_ITEM);
    let behind_none = Command::Move(id(1), Place::After(id(9)));
    refuses("A4 behind none", &story, FAY, behind_none, NO_SUCH_ITEM);
    allows("A4 behind itself", &story, FAY, Command::Move(id(1), Place::After(id(1))), 0);
    story.does(FAY, Command::Move(id(1), Place::After(id(3))));
    is_in_order("A4 down", &story, &[2, 3, 1]);
    story.does(FAY, Command::Move(id(1), Place::After(id(2))));
    is_in_order("A4 up", &story, &[2, 1, 3]);
    story.does(FAY, Command::Move(id(3), Place::First));
    is_in_order("A4 first", &story, &[3, 2, 1]);
    story.does(FAY, Command::Remove(id(3)));
    is_in_order("A4 out", &story, &[2, 1]);
}

#[test]
fn replacing() {
    let mut story = planned(Story::live());
    let items = |n: u128| Command::Replace((100..100 + n).map(item).collect());
    server_gets("A3 a hundred", &story, items(100), FINE(1));
    server_gets("A3 more", &story, items(101), Err(Rejection::Full));
    story.does(FAY, Command::GoTo(id(2), None));
    server_gets("A5 with the present one", &story, items(99), FINE(1));
    server_gets("A5 with the present one", &story, items(100), Err(Rejection::Full));
    story.server(items(2));
    is_in_order("A5 it stays, first", &story, &[2, 100, 101]);
    assert!(story.state.agenda.now.is_some(), "A5");
}

#[test]
fn going() {
    let story = at_two();
    allows("A6 on", &story, FAY, Command::GoTo(id(3), Some(id(2))), 1);
    allows("A6 back", &story, FAY, Command::GoTo(id(1), Some(id(2))), 1);
    allows("A6 there", &story, FAY, Command::GoTo(id(2), Some(id(1))), 0);
    refuses("A6 moved", &story, FAY, Command::GoTo(id(3), Some(id(1))), Rejection::Moved);
    refuses("A6 moved", &story, FAY, Command::GoTo(id(3), None), Rejection::Moved);
    refuses("A6 which", &story, FAY, Command::GoTo(id(9), Some(id(2))), NO_SUCH_ITEM);
    let begin = Command::GoTo(id(1), None);
    allows("A6 in the lobby", &planned(Story::in_lobby()), FAY, begin.clone(), 1);
    let early = planned(Story::scheduled());
    refuses("A6 before", &early, FAY, begin, WRONG_STATE);
    let now = story.state.agenda.now.clone().unwrap();
    assert_eq!(now.ends_at, now.since + 10 * MINUTE_MS, "A6 for its minutes");
    assert_eq!(story.state.agenda.chapters.len(), 1, "A6 a chapter");
    let mut agenda = story.state.agenda.clone();
    for n in 0..CHAPTERS_MAX as i64 {
        apply(&mut agenda, n, &Event::WentTo(id(1), n));
    }
    assert_eq!(agenda.chapters.len(), CHAPTERS_MAX, "A6 a thousand chapters");
    assert_eq!(agenda.chapters[0].at, 0, "A6 the last ones");
}

#[test]
fn extending() {
    let mut story = at_two();
    let ends_at = |story: &Story| story.state.agenda.now.as_ref().unwrap().ends_at;
    let planned = ends_at(&story);
    refuses("A7 another", &story, FAY, Command::Extend(id(1), 5), Rejection::Moved);
    story.does(FAY, Command::Extend(id(2), 5));
    assert_eq!(ends_at(&story), planned + 5 * MINUTE_MS, "A7 more");
    story.does(FAY, Command::Extend(id(2), -10));
    assert_eq!(ends_at(&story), planned - 5 * MINUTE_MS, "A7 less");
    story.pass(30 * MINUTE_MS);
    let now = story.now();
    story.does(FAY, Command::Extend(id(2), 5));
    assert_eq!(ends_at(&story), now + 5 * MINUTE_MS, "A7 time that is over is given anew");
    story.does(FAY, Command::Extend(id(2), -60));
    let since = story.state.agenda.now.as_ref().unwrap().since;
    assert_eq!(ends_at(&story), since, "A7 never before it began");
    allows("A7 as it is", &story, FAY, Command::Extend(id(2), -1), 0);
    the_law_holds_for_all("A7", &story);
}

#[test]
fn turning() {
    let mut story = at_two();
    let page = |story: &Story| story.state.agenda.now.as_ref().unwrap().page;
    assert_eq!(page(&story), 1, "A8 from the first");
    allows("A8 as it is", &story, FAY, Command::Turn(id(2), 1), 0);
    refuses("A8 another", &story, FAY, Command::Turn(id(1), 2), Rejection::Moved);
    story.does(FAY, with_file(2, 1));
    story.does(FAY, Command::Turn(id(2), 7));
    assert_eq!(page(&story), 7, "A8");
    let Command::Put(mut renamed, place) = with_file(2, 1) else { panic!("A8") };
    renamed.minutes = 3;
    story.does(FAY, Command::Put(renamed, place));
    assert_eq!(page(&story), 7, "A8 the same slides");
    story.does(FAY, with_file(2, 2));
    assert_eq!(page(&story), 1, "A8 others begin at the first");
    story.does(FAY, Command::Turn(id(2), 7));
    story.does(FAY, Command::GoTo(id(3), Some(id(2))));
    assert_eq!(page(&story), 1, "A8 another step, too");
    the_law_holds_for_all("A8", &story);
}

#[test]
fn what_is_shown() {
    let mut story = at_two();
    let shown = |story: &Story| story.state.agenda.shown_files.iter().copied().collect::<Vec<_>>();
    story.does(FAY, with_file(3, 3));
    assert!(shown(&story).is_empty(), "A9 not before the session is there");
    story.does(FAY, with_file(2, 2));
    assert_eq!(shown(&story), [[2; 32]], "A9 it is there");
    assert_eq!(story.view(ANA).now.unwrap().item.file.as_ref().unwrap().id, [2; 32], "A9");
    story.does(FAY, Command::GoTo(id(3), Some(id(2))));
    assert_eq!(shown(&story), [[2; 32], [3; 32]], "A9 and what was shown stays so");
    the_law_holds_for_all("A9", &story);
}
