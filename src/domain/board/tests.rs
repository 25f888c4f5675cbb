//! O1 to O21; the law for what is on boards is among the random stories.

use super::*;
use crate::domain::{
    Actor, BoardId, Event as AnyEvent, Rejection as AnyRejection, RoundId, agenda,
    breakout::tests::{planned_round, swapped_round},
    roster, session,
    tests::{ANA, BEN, EVA, FAY, GUS, Story, allows, item, refuses, the_law_holds_for_all},
};
use uuid::Uuid;

const ROUND: RoundId = RoundId(Uuid::from_u128(601));

fn id(n: u128) -> ElementId {
    ElementId(Uuid::from_u128(n))
}

fn header() -> Header {
    Header {
        title: Text::title("Notice and wonder", "Notar y preguntar").unwrap(),
        face: Face::Notes,
        mode: Mode::Open,
        veiled: false,
        votes_each: 2,
        shared: true,
        item: None,
        named: false,
    }
}

fn made(kind: Kind) -> Option<Made> {
    Some(Made { kind, at: 0, by_desk: false, parent: None, image: None })
}

fn note(n: u128, text: &str) -> Patch {
    Patch { made: made(Kind::Note), text: Some(text.to_owned()), ..Patch::of(id(n)) }
}

fn section(n: u128, en: &str) -> Patch {
    let title = Text::title(en, "").unwrap();
    Patch { made: made(Kind::Section), title: Some(title), ..Patch::of(id(n)) }
}

fn comment(n: u128, on: u128, text: &str) -> Patch {
    let made = made(Kind::Comment).map(|made| Made { parent: Some(id(on)), ..made });
    Patch { made, ..note(n, text) }
}

fn gone(n: u128, gone: bool) -> Patch {
    Patch { gone: Some(gone), ..Patch::of(id(n)) }
}

fn moved(n: u128, x: i32) -> Patch {
    Patch { x: Some(x), ..Patch::of(id(n)) }
}

fn put(header: Header) -> Command {
    Command::Put(None, Box::new(header), vec![section(1, "We notice"), section(2, "We wonder")])
}

fn set(key: Key, header: Header) -> Command {
    Command::Put(Some(key), Box::new(header), Vec::new())
}

/// A live session with a board that everyone sees.
fn with(header: Header) -> (Story, Key) {
    let mut story = Story::live();
    let events = story.does(FAY, put(header));
    let AnyEvent::Board(Event::Put(key, ..)) = events[0] else { panic!("{events:?}") };
    (story, key)
}

/// The same, for other tests.
pub(in crate::domain) fn with_board() -> (Story, Key) {
    with(header())
}

/// A note, and something that is drawn.
pub(in crate::domain) fn note_and_stroke() -> [Patch; 2] {
    let points = Some(vec![0, 0, 9, 9].into());
    let stroke = Patch { made: made(Kind::Stroke), points, ..Patch::of(id(6)) };
    [note(5, "a"), stroke]
}

fn edit(key: Key, patches: &[Patch]) -> Command {
    Command::Edit(key, patches.to_vec())
}

fn on(story: &Story, key: Key) -> &Board {
    story.state.boards.get(key).unwrap()
}

/// What someone sees on a board.
fn sees(story: &Story, key: Key, who: crate::domain::PersonId) -> Option<Vec<ElementId>> {
    let opened = story.state.open_board(key, &story.state.viewer(who), None)?;
    Some(opened.parts.iter().map(|part| part.patch.id).collect())
}

#[test]
fn making_boards() {
    let story = Story::live();
    allows("O1", &story, FAY, put(header()), 1);
    refuses("O1", &story, ANA, put(header()), roster::Rejection::NotAllowed);
    let twice = Command::Put(None, Box::new(header()), vec![note(1, "a"), note(1, "b")]);
    refuses("O1 each new", &story, FAY, twice, Rejection::BadElement(id(1)));
    let many = (0..=AT_ONCE_MAX as u128).map(|n| note(n, "a")).collect();
    refuses("O1", &story, FAY, Command::Put(None, Box::new(header()), many), Rejection::Full);
    let (mut story, key) = with(header());
    let frozen = Header { mode: Mode::Frozen, ..header() };
    allows("O1 the same", &story, FAY, set(key, header()), 0);
    allows("O1", &story, FAY, set(key, frozen.clone()), 1);
    refuses("O1", &story, ANA, set(key, frozen), roster::Rejection::NotAllowed);
    let none = Key::Plenary(BoardId(Uuid::from_u128(9)));
    refuses("O1", &story, FAY, set(none, header()), Rejection::NoSuchBoard);
    refuses("O1", &story, ANA, Command::Remove(key), roster::Rejection::NotAllowed);
    story.does(FAY, Command::Remove(key));
    assert!(story.view(ANA).boards.boards.is_empty(), "O1");
    assert_eq!(sees(&story, key, FAY), None, "O1");
    (0..BOARDS_MAX).for_each(|_| drop(story.does(FAY, put(header()))));
    refuses("O1 200", &story, FAY, put(header()), Rejection::Full);
}

#[test]
fn who_sees_boards() {
    let (mut story, key) = with(Header { shared: false, ..header() });
    assert!(sees(&story, key, FAY).is_some() && sees(&story, key, ANA).is_none(), "O2");
    assert_eq!(story.view(FAY).boards.boards.len(), 1, "O2");
    assert!(story.view(ANA).boards.boards.is_empty(), "O2");
    refuses("O2", &story, ANA, edit(key, &[note(5, "a")]), Rejection::NoSuchBoard);
    story.does(FAY, session::Command::SetSpotlight(Some(session::Spotlight::Board(key))));
    assert!(sees(&story, key, ANA).is_some(), "O4");
    assert!(sees(&story, key, EVA).is_none(), "O4 not before she has agreed");
    story.does(FAY, session::Command::SetSpotlight(None));
    assert!(sees(&story, key, ANA).is_none(), "O4");
    story.does(FAY, session::Command::SetSpotlight(Some(session::Spotlight::Board(key))));
    story.does(FAY, Command::Remove(key));
    assert_eq!(story.state.session.spotlight, None, "O4");
    let step = item(3);
    story.does(FAY, agenda::Command::Put(Box::new(step.clone()), agenda::Place::First));
    story.does(FAY, put(Header { shared: false, item: Some(step.id), ..header() }));
    story.does(FAY, agenda::Command::GoTo(step.id, None));
    assert_eq!(story.view(ANA).boards.boards.len(), 1, "O2 with the step");
    the_law_holds_for_all("O2", &story);
}

#[test]
fn modes() {
    let (story, key) = with(header());
    let new = || edit(key, &[note(5, "a")]);
    allows("O5", &story, ANA, new(), 1);
    refuses("O5", &story, EVA, new(), crate::domain::chat::Rejection::ConsentNeeded);
    let ended = |mut story: Story| {
        story.does(FAY, session::Command::End);
        story.does(FAY, session::Command::EndNow);
        story
    };
    refuses("O5", &ended(story), ANA, new(), session::Rejection::WrongState);
    for (mode, works, comments, runs) in [
        (Mode::Comments, false, true, true),
        (Mode::Facilitators, false, false, true),
        (Mode::Frozen, false, false, false),
    ] {
        let (mut story, key) = with(header());
        story.does(ANA, edit(key, &[note(5, "a")]));
        story.does(FAY, set(key, Header { mode, ..header() }));
        let tries = |who, command, may| match may {
            true => allows("O5", &story, who, command, 1),
            false => refuses("O5", &story, who, command, Rejection::Closed),
        };
        tries(ANA, edit(key, &[note(6, "b")]), works);
        tries(ANA, edit(key, &[moved(5, 9)]), works);
        tries(ANA, edit(key, &[comment(7, 5, "c")]), comments);
        tries(ANA, Command::Vote(key, id(5), true), comments);
        tries(FAY, edit(key, &[note(6, "b")]), runs);
        assert!(!story.state.may_sign(key, ANA), "O5");
    }
}

#[test]
fn editing() {
    let (mut story, key) = with(header());
    let both = edit(key, &[note(5, "a"), moved(99, 1)]);
    refuses("O6 all or nothing", &story, ANA, both, Rejection::NoSuchBoard);
    story.does(ANA, edit(key, &[note(5, "a"), note(6, "b")]));
    allows("O6 as it is", &story, BEN, edit(key, &[moved(5, 0)]), 0);
    let events = story.does(BEN, edit(key, &[Patch { y: Some(0), ..moved(5, 7) }]));
    let only = AnyEvent::Board(Event::Edited(key, vec![moved(5, 7)]));
    assert_eq!(events, [only], "O6 what changes");
    story.does(BEN, edit(key, &[gone(5, true)]));
    allows("O6 what is gone stays so", &story, ANA, edit(key, &[moved(5, 8)]), 0);
    assert!(!sees(&story, key, ANA).unwrap().contains(&id(5)), "O6");
    story.does(BEN, edit(key, &[gone(5, false)]));
    assert_eq!(on(&story, key).elements[&id(5)].content.x, 7, "O6 put back as it was");
    let many: Vec<_> = (100..).map(|n| note(n, "a")).take(AT_ONCE_MAX + 1).collect();
    refuses("O6", &story, ANA, edit(key, &many), Rejection::Full);

    let element = Arc::clone(&on(&story, key).elements[&id(6)]);
    assert_eq!((element.author, element.made.by_desk), (Some(ANA), false), "O7");
    assert!(element.made.at > 0, "O7 the server's clock");
    story.does(BEN, edit(key, &[Patch { made: made(Kind::Text), ..note(6, "c") }]));
    let element = &on(&story, key).elements[&id(6)];
    assert_eq!((element.author, element.made.kind), (Some(ANA), Kind::Note), "O7");
    assert_eq!(element.content.text, "c", "O7");
}

#[test]
fn kinds() {
    let (mut story, key) = with(header());
    story.does(ANA, edit(key, &[note(5, "a"), comment(6, 5, "b")]));
    let points = |n: usize| Some(vec![1; 2 * n].into());
    let bad = [
        Patch { made: made(Kind::Stroke), ..Patch::of(id(9)) },
        Patch { points: points(2), ..note(9, "a") },
        Patch { made: made(Kind::Line), points: points(1), ..Patch::of(id(9)) },
        Patch { made: made(Kind::Line), points: points(201), ..Patch::of(id(9)) },
        Patch { made: made(Kind::Image), ..Patch::of(id(9)) },
        Patch { made: made(Kind::Comment), ..note(9, "a") },
        comment(9, 5, "  "),
        comment(9, 6, "on a comment"),
        Patch { section: Some(Some(id(5))), ..note(9, "in a note") },
        Patch { section: Some(Some(id(77))), ..note(9, "nowhere") },
        Patch { title: Some(Text::title("T", "").unwrap()), ..note(9, "a") },
        Patch { owner: Some(Some(Owner::Person(ANA))), ..note(9, "a") },
        Patch { from: Some(Some(id(5))), ..note(9, "a") },
    ];
    for patch in bad {
        let asked = edit(key, std::slice::from_ref(&patch));
        refuses(&format!("O8 {patch:?}"), &story, ANA, asked, Rejection::BadElement(id(9)));
    }
    refuses("O8", &story, ANA, edit(key, &[comment(9, 77, "a")]), Rejection::NoSuchBoard);
    let line = Patch { made: made(Kind::Line), points: points(2), ..Patch::of(id(9)) };
    allows("O8", &story, ANA, edit(key, &[line]), 1);
}

#[test]
fn what_is_the_facilitators() {
    let (mut story, key) = with(header());
    story.does(ANA, edit(key, &[note(5, "a")]));
    let titled = Patch { title: Some(Text::title("Other", "").unwrap()), ..Patch::of(id(1)) };
    let locked = |locked| Patch { locked: Some(locked), ..Patch::of(id(5)) };
    for patch in [section(9, "New"), titled, locked(true), gone(1, true)] {
        let asked = edit(key, std::slice::from_ref(&patch));
        refuses("O9", &story, ANA, asked.clone(), Rejection::Locked);
        allows("O9", &story, FAY, asked, 1);
    }
    story.does(FAY, edit(key, &[locked(true)]));
    refuses("O9", &story, ANA, edit(key, &[moved(5, 3)]), Rejection::Locked);
    refuses("O9", &story, ANA, edit(key, &[locked(false)]), Rejection::Locked);
    allows("O9", &story, FAY, edit(key, &[moved(5, 3)]), 1);

    let owner = Patch { owner: Some(Some(Owner::Person(BEN))), ..Patch::of(id(2)) };
    story.does(FAY, edit(key, &[owner]));
    let within = |n| Patch { section: Some(Some(id(2))), ..note(n, "mine") };
    refuses("O10", &story, ANA, edit(key, &[within(8)]), Rejection::Closed);
    allows("O10", &story, BEN, edit(key, &[within(8)]), 1);
    allows("O10", &story, FAY, edit(key, &[within(8)]), 1);
    story.does(BEN, edit(key, &[within(8)]));
    refuses("O10", &story, ANA, edit(key, &[moved(8, 3)]), Rejection::Closed);

    story.does(ANA, edit(key, &[comment(11, 8, "well")]));
    let otherwise = Patch { text: Some("not so".to_owned()), ..Patch::of(id(11)) };
    refuses("O11", &story, BEN, edit(key, std::slice::from_ref(&otherwise)), Rejection::Locked);
    refuses("O11", &story, BEN, edit(key, &[gone(11, true)]), Rejection::Locked);
    allows("O11", &story, ANA, edit(key, &[otherwise]), 1);
    allows("O11", &story, FAY, edit(key, &[gone(11, true)]), 1);
}

#[test]
fn as_much_as_fits() {
    let (mut story, key) = with(header());
    let text = "x".repeat(TEXT_MAX);
    let mut n = 1_000;
    let full = loop {
        let patches: Vec<_> = (n..n + AT_ONCE_MAX as u128).map(|n| note(n, &text)).collect();
        n += AT_ONCE_MAX as u128;
        match story.ask(Actor::Person(ANA), edit(key, &patches)) {
            Ok(_) => {}
            Err(because) => break because,
        }
    };
    assert_eq!(full, AnyRejection::Board(Rejection::Full), "O12 bytes");
    let board = on(&story, key);
    assert!(board.bytes <= BOARD_BYTES_MAX && board.bytes > BOARD_BYTES_MAX * 9 / 10, "O12");
    assert_eq!(board.bytes, story.state.boards.bytes, "O12");
    allows("O12 less is fine", &story, ANA, edit(key, &[gone(1_000, true)]), 1);
    let (mut story, key) = with(header());
    for n in 0..u128::try_from(ELEMENTS_MAX / AT_ONCE_MAX - 1).unwrap() {
        let from = 1_000 + n * AT_ONCE_MAX as u128;
        let patches: Vec<_> = (from..from + AT_ONCE_MAX as u128).map(|n| note(n, "")).collect();
        story.does(ANA, edit(key, &patches));
    }
    let patches: Vec<_> = (50_000..50_199).map(|n| note(n, "")).collect();
    refuses("O12 10,000", &story, ANA, edit(key, &patches), Rejection::Full);
    allows("O12 10,000", &story, ANA, edit(key, &patches[..198]), 1);
}

#[test]
fn veiled() {
    let (mut story, key) = with(Header { veiled: true, ..header() });
    story.does(ANA, edit(key, &[note(5, "mine")]));
    story.does(FAY, edit(key, &[note(6, "for all")]));
    let all = |ids: &[u128]| Some(ids.iter().map(|n| id(*n)).collect::<Vec<_>>());
    assert_eq!(sees(&story, key, ANA), all(&[1, 2, 5, 6]), "O13");
    assert_eq!(sees(&story, key, BEN), all(&[1, 2, 6]), "O13");
    assert_eq!(sees(&story, key, FAY), all(&[1, 2, 5, 6]), "O13");
    refuses("O13", &story, BEN, edit(key, &[moved(5, 1)]), Rejection::NoSuchBoard);
    refuses("O13", &story, BEN, Command::Vote(key, id(5), true), Rejection::NoSuchBoard);
    let updates = story.state.project_boards(&story.events.last().unwrap().event);
    assert!(!updates.is_empty(), "O13");
    story.does(FAY, set(key, header()));
    assert_eq!(sees(&story, key, BEN), all(&[1, 2, 5, 6]), "O13 revealed");
}

#[test]
fn votes() {
    let (mut story, key) = with(header());
    story.does(ANA, edit(key, &[note(5, "a"), note(6, "b"), note(7, "c"), comment(8, 5, "d")]));
    let vote = |n, on| Command::Vote(key, id(n), on);
    allows("O14", &story, BEN, vote(5, true), 1);
    refuses("O14", &story, BEN, vote(1, true), Rejection::BadElement(id(1)));
    refuses("O14", &story, BEN, vote(8, true), Rejection::BadElement(id(8)));
    refuses("O14", &story, BEN, vote(99, true), Rejection::NoSuchBoard);
    story.does(BEN, vote(5, true));
    allows("O14 once", &story, BEN, vote(5, true), 0);
    story.does(BEN, vote(6, true));
    refuses("O14", &story, BEN, vote(7, true), Rejection::NoVotesLeft);
    assert_eq!(on(&story, key).elements[&id(5)].votes, 0, "O14 not counted yet");
    story.pass(1_000);
    story.server(crate::domain::Command::Count);
    assert_eq!(on(&story, key).elements[&id(5)].votes, 1, "O14");
    story.does(ANA, edit(key, &[gone(6, true)]));
    allows("O14 free again", &story, BEN, vote(7, true), 1);
    story.does(BEN, vote(5, false));
    story.pass(1_000);
    story.server(crate::domain::Command::Count);
    assert_eq!(on(&story, key).elements[&id(5)].votes, 0, "O14 taken back");
}

#[test]
fn moderation() {
    let (mut story, key) = with(header());
    story.does(ANA, edit(key, &[note(5, "oh dear")]));
    allows("O15", &story, BEN, Command::Report(key, id(5)), 1);
    story.does(BEN, Command::Report(key, id(5)));
    allows("O15 once", &story, BEN, Command::Report(key, id(5)), 0);
    refuses("O15", &story, BEN, Command::Report(key, id(9)), Rejection::NoSuchBoard);
    let reports = |story: &Story, who| {
        let opened = story.state.open_board(key, &story.state.viewer(who), None).unwrap();
        opened.parts.iter().find(|part| part.patch.id == id(5)).and_then(|part| part.reports)
    };
    assert_eq!((reports(&story, FAY), reports(&story, ANA)), (Some(1), None), "O15");
    let hide = |hidden| Command::Hide(key, id(5), hidden);
    refuses("O15", &story, BEN, hide(true), roster::Rejection::NotAllowed);
    story.does(FAY, hide(true));
    for (who, is_seen) in [(ANA, false), (BEN, false), (FAY, true)] {
        assert_eq!(sees(&story, key, who).unwrap().contains(&id(5)), is_seen, "O15 {who:?}");
    }
    refuses("O15", &story, ANA, edit(key, &[moved(5, 1)]), Rejection::NoSuchBoard);
    refuses("O15", &story, ANA, edit(key, &[gone(5, false)]), Rejection::NoSuchBoard);
    story.does(FAY, hide(false));
    assert!(sees(&story, key, BEN).unwrap().contains(&id(5)), "O15 shown again");
}

#[test]
fn carrying() {
    let (mut story, from) = with(header());
    story.does(ANA, edit(from, &[note(5, "a"), comment(6, 5, "b")]));
    story.does(FAY, edit(from, &[Patch { locked: Some(true), ..Patch::of(id(5)) }]));
    let events = story.does(FAY, put(header()));
    let AnyEvent::Board(Event::Put(into, ..)) = events[0] else { panic!() };
    let carry = |elements: &[u128], section| Command::Carry {
        from,
        elements: elements.iter().map(|n| id(*n)).collect(),
        into,
        section,
    };
    story.does(BEN, carry(&[5], Some(id(2))));
    let board = on(&story, into);
    let copy = board.elements.values().find(|found| found.content.text == "a").unwrap();
    assert_eq!((copy.author, copy.content.locked), (Some(ANA), false), "O16");
    assert_eq!(copy.content.section, Some(id(2)), "O16");
    refuses("O16", &story, BEN, carry(&[6], None), Rejection::BadElement(id(6)));
    refuses("O16", &story, BEN, carry(&[77], None), Rejection::NoSuchBoard);
    refuses("O16", &story, BEN, carry(&[5; AT_ONCE_MAX + 1], None), Rejection::Full);
    story.does(FAY, set(into, Header { mode: Mode::Comments, ..header() }));
    refuses("O16", &story, BEN, carry(&[5], None), Rejection::Closed);
}

fn template(carry: Carry) -> Template {
    let elements = vec![section(1, "We notice"), section(2, "We wonder")];
    Template { header: header(), elements: elements.into(), carry }
}

#[test]
fn boards_of_rooms() {
    let mut story = planned_round();
    let set_round = |template| Command::SetRound(ROUND, template);
    refuses("O18", &story, ANA, set_round(None), roster::Rejection::NotAllowed);
    allows("O18", &story, FAY, set_round(None), 0);
    story.does(FAY, set_round(Some(template(Carry::Nothing))));
    assert_eq!(story.view(FAY).boards.rounds.len(), 1, "O18");
    assert!(story.view(ANA).boards.rounds.is_empty(), "O18 not before it opens");
    story.does(FAY, breakout_open());
    assert_eq!(story.view(ANA).boards.rounds.len(), 1, "O18");
    let again = set_round(Some(template(Carry::Room)));
    refuses("O18", &story, FAY, again, crate::domain::breakout::Rejection::WrongStage);
    let [one, two] = [Key::Room(ROUND, 1), Key::Room(ROUND, 2)];
    assert!(sees(&story, one, ANA).is_some() && sees(&story, one, BEN).is_none(), "O3");
    assert!(sees(&story, two, BEN).is_some() && sees(&story, two, FAY).is_some(), "O3");
    refuses("O3", &story, BEN, edit(one, &[note(5, "a")]), Rejection::NoSuchBoard);
    story.does(ANA, edit(one, &[Patch { section: Some(Some(id(1))), ..note(5, "we see") }]));
    let events = story.does(FAY, put(header()));
    let AnyEvent::Board(Event::Put(plenary, ..)) = events[0] else { panic!() };
    let harvest = Command::Harvest(ROUND, plenary);
    refuses("O17", &story, ANA, harvest.clone(), roster::Rejection::NotAllowed);
    story.does(FAY, harvest);
    let board = on(&story, plenary);
    let note = board.elements.values().find(|found| found.content.text == "we see").unwrap();
    let section = &board.elements[&note.content.section.unwrap()];
    assert_eq!(section.content.title.en, "Room 1", "O17");
    assert_eq!((note.author, board.elements.len()), (Some(ANA), 4), "O17 no empty sections");
    let settings = Settings { mode: Mode::Comments, veiled: false, shared: true };
    refuses("O21", &story, ANA, Command::SetAll(ROUND, settings), roster::Rejection::NotAllowed);
    story.does(FAY, Command::SetAll(ROUND, settings));
    allows("O21 as it is", &story, FAY, Command::SetAll(ROUND, settings), 0);
    assert!(sees(&story, one, BEN).is_some(), "O21 shared");
    refuses("O21", &story, BEN, edit(one, &[moved(5, 1)]), Rejection::Closed);
    let mut candid = story.clone();
    let round = Arc::make_mut(&mut candid.state.breakouts.rounds[0]);
    round.form.candid = true;
    refuses("O21 candid", &candid, FAY, Command::SetAll(ROUND, settings), Rejection::Closed);
    let closed = Settings { shared: false, ..settings };
    story.does(FAY, Command::SetAll(ROUND, closed));
    story.does(FAY, breakout_close());
    assert!(sees(&story, one, ANA).is_some() && sees(&story, one, BEN).is_none(), "O3 afterwards");
    the_law_holds_for_all("O18", &story);
}

fn breakout_open() -> crate::domain::breakout::Command {
    crate::domain::breakout::Command::Open(ROUND)
}

fn breakout_close() -> crate::domain::breakout::Command {
    crate::domain::breakout::Command::CloseNow(ROUND, Vec::new())
}

#[test]
fn taken_over() {
    for (carry, texts) in [
        (Carry::Nothing, [&[][..], &[][..]]),
        (Carry::Person, [&["ben's"][..], &["ana's"][..]]),
        (Carry::Room, [&["ana's", "fay's"][..], &["ben's"][..]]),
        (Carry::Group, [&["ben's"][..], &["ana's", "fay's"][..]]),
    ] {
        let mut story = planned_round();
        story.does(FAY, Command::SetRound(ROUND, Some(template(Carry::Nothing))));
        story.does(FAY, breakout_open());
        let [one, two] = [Key::Room(ROUND, 1), Key::Room(ROUND, 2)];
        story.does(ANA, edit(one, &[note(5, "ana's"), note(6, "gone"), note(7, "hidden")]));
        story.does(FAY, edit(one, &[note(8, "fay's"), gone(6, true)]));
        story.does(FAY, Command::Hide(one, id(7), true));
        story.does(BEN, edit(two, &[note(9, "ben's")]));
        story.does(FAY, breakout_close());
        // They swap rooms.
        let next = swapped_round(&mut story);
        story.does(FAY, Command::SetRound(next, Some(template(carry))));
        story.does(FAY, crate::domain::breakout::Command::Open(next));
        for (number, texts) in (1..).zip(texts) {
            let board = on(&story, Key::Room(next, number));
            let mut found: Vec<_> = board
                .elements
                .values()
                .filter(|element| element.made.kind == Kind::Note)
                .map(|element| element.content.text.as_str())
                .collect();
            found.sort_unstable();
            assert_eq!(found, texts, "O19 {carry:?} {number}");
        }
        the_law_holds_for_all("O19", &story);
    }
}

#[test]
fn who_a_guest_turns_out_to_be() {
    let mut story = Story::with_guest_in();
    let events = story.does(FAY, put(header()));
    let AnyEvent::Board(Event::Put(key, ..)) = events[0] else { panic!() };
    story.does(GUS, edit(key, &[note(5, "a")]));
    story.does(GUS, Command::Vote(key, id(5), true));
    story.does(GUS, Command::Report(key, id(5)));
    story.does(FAY, roster::Command::Merge { guest: GUS, into: EVA });
    let board = on(&story, key);
    assert_eq!(board.elements[&id(5)].author, Some(EVA), "O20");
    assert!(board.votes_of(EVA).contains(&id(5)) && board.votes_of(GUS).is_empty(), "O20");
    assert!(board.reporters[&id(5)].contains(&EVA), "O20");
}
