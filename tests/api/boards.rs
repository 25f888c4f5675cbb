//! Boards over real sockets: who is shown what of them, when, and what it takes.

use super::Room;
use crate::support::{boards::Held, browser::Browser, live::Live};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use convene::proto::{
    self, Board, BoardImage, BoardMode, Element, ElementKind, ErrorCode, Face, client_frame,
    command::Body, set_spotlight::On,
};

fn id(n: u128) -> String {
    format!("elm_{}", URL_SAFE_NO_PAD.encode(n.to_be_bytes()))
}

fn note(n: u128, text: &str) -> Element {
    Element {
        id: id(n),
        kind: ElementKind::Note.into(),
        text: Some(text.to_owned()),
        ..Element::default()
    }
}

fn section(n: u128, en: &str) -> Element {
    let title = Some(proto::Text { en: en.to_owned(), es: String::new() });
    Element { id: id(n), kind: ElementKind::Section.into(), title, ..Element::default() }
}

fn board() -> Board {
    Board {
        title: Some(proto::Text { en: "Notice and wonder".to_owned(), es: String::new() }),
        face: Face::Notes.into(),
        mode: BoardMode::Open.into(),
        votes_each: 2,
        shared: true,
        ..Board::default()
    }
}

fn plain_board() -> Board {
    board()
}

fn put(board: Board) -> Body {
    let elements = match &*board.id {
        "" => vec![section(1, "We notice"), section(2, "We wonder")],
        _ => Vec::new(),
    };
    Body::PutBoard(proto::PutBoard { board: Some(board), elements })
}

fn edit(board_id: &str, elements: &[Element]) -> Body {
    let (board_id, elements) = (board_id.to_owned(), elements.to_vec());
    Body::EditBoard(proto::EditBoard { board_id, elements })
}

fn vote(board_id: &str, n: u128, on: bool) -> Body {
    let (board_id, element_id) = (board_id.to_owned(), id(n));
    Body::VoteElement(proto::VoteElement { board_id, element_id, on })
}

fn hide(board_id: &str, n: u128, hidden: bool) -> Body {
    let (board_id, element_id) = (board_id.to_owned(), id(n));
    Body::HideElement(proto::HideElement { board_id, element_id, hidden })
}

async fn look(live: &mut Live, board_id: &str) {
    look_since(live, board_id, bytes::Bytes::new()).await;
}

async fn look_since(live: &mut Live, board_id: &str, resume_token: bytes::Bytes) {
    let board_id = board_id.to_owned();
    let boards = vec![proto::BoardLook { board_id: board_id.clone(), resume_token }];
    live.send(client_frame::Item::Look(proto::Look { boards })).await;
    live.until("the board", |live| is_whole(live, &board_id)).await;
}

fn is_whole(live: &Live, id: &str) -> bool {
    live.boards.held.get(id).is_some_and(|held| held.is_whole) || live.boards.closed.contains(id)
}

fn held<'a>(live: &'a Live, id: &str) -> &'a Held {
    &live.boards.held[id]
}

fn texts(live: &Live, board: &str) -> Vec<String> {
    let notes =
        held(live, board).elements.values().filter(|found| found.kind() == ElementKind::Note);
    notes.filter_map(|note| note.text.clone()).collect()
}

async fn until_texts(live: &mut Live, board: &str, wanted: &[&str]) {
    let mut wanted: Vec<_> = wanted.iter().map(|text| (*text).to_owned()).collect();
    wanted.sort_unstable();
    let is_so = |live: &Live| {
        let mut found = texts(live, board);
        found.sort_unstable();
        found == wanted
    };
    live.until("the notes", is_so).await;
}

/// A session in which everyone looks at a board.
async fn with(settings: Board) -> (Room, String) {
    let mut room = Room::open().await;
    room.fay.ask(put(settings)).await.unwrap();
    let board = room.fay.kept.view.boards[0].id.clone();
    room.ana.until("the board", |live| !live.kept.view.boards.is_empty()).await;
    for live in [&mut room.ana, &mut room.ben, &mut room.fay] {
        look(live, &board).await;
    }
    (room, board)
}

/// What says nothing may be there or not.
fn leave_out_defaults(element: &mut Element) {
    fn unless<T: PartialEq>(field: &mut Option<T>, default: T) {
        if *field == Some(default) {
            *field = None;
        }
    }
    let lengths = [&mut element.x, &mut element.y, &mut element.width, &mut element.height];
    lengths.into_iter().for_each(|length| unless(length, 0));
    let numbers = [&mut element.angle, &mut element.stroke_color, &mut element.votes];
    numbers.into_iter().for_each(|number| unless(number, 0));
    unless(&mut element.reports, 0);
    unless(&mut element.fill_color, 0x0100_0000);
    unless(&mut element.stroke_width, 200);
    unless(&mut element.opacity, 100);
    unless(&mut element.rank, "V".to_owned());
    let ids = [&mut element.section_id, &mut element.from_id, &mut element.to_id];
    ids.into_iter().for_each(|id| unless(id, String::new()));
    unless(&mut element.text, String::new());
    unless(&mut element.group_id, String::new());
    unless(&mut element.locked, false);
    unless(&mut element.hidden, false);
    unless(&mut element.title, proto::Text::default());
    unless(&mut element.style, proto::Style::default());
    unless(&mut element.points, proto::Points::default());
    unless(&mut element.owner, proto::Owner::default());
}

/// What someone holds of a board is what a newcomer is given.
async fn equals_a_fresh_one(live: &mut Live, browser: &Browser, session: &str, board: &str) {
    let mut fresh = Live::enter(browser, session).await;
    look(&mut fresh, board).await;
    let plain = |held: &Held| {
        let mut elements = held.elements.clone();
        elements.values_mut().for_each(leave_out_defaults);
        (held.board.clone(), elements, held.my_votes.clone())
    };
    let expected = plain(held(&fresh, board));
    live.until("the same", |live| plain(held(live, board)) == expected).await;
}

#[tokio::test]
async fn what_one_does_the_others_see() {
    let (mut room, board) = with(board()).await;
    room.ana.ask(edit(&board, &[note(5, "a bridge"), note(6, "a river")])).await.unwrap();
    until_texts(&mut room.ana, &board, &["a bridge", "a river"]).await;
    until_texts(&mut room.ben, &board, &["a bridge", "a river"]).await;
    assert_eq!(held(&room.ben, &board).elements[&id(5)].author_id, room.team.ids[0]);
    // Two change different things of one note: both stand.
    let moved = Element { id: id(5), x: Some(700), ..Element::default() };
    let written = Element { id: id(5), text: Some("the bridge".to_owned()), ..Element::default() };
    room.ana.ask(edit(&board, &[moved])).await.unwrap();
    room.ben.ask(edit(&board, &[written])).await.unwrap();
    until_texts(&mut room.ana, &board, &["the bridge", "a river"]).await;
    assert_eq!(held(&room.ana, &board).elements[&id(5)].x, Some(700));
    let gone = |gone| Element { id: id(6), gone: Some(gone), ..Element::default() };
    room.ben.ask(edit(&board, &[gone(true)])).await.unwrap();
    until_texts(&mut room.ana, &board, &["the bridge"]).await;
    room.ben.ask(edit(&board, &[gone(false)])).await.unwrap();
    until_texts(&mut room.ana, &board, &["the bridge", "a river"]).await;
    room.ben.ask(vote(&board, 5, true)).await.unwrap();
    assert!(held(&room.ben, &board).my_votes.contains(&id(5)));
    let votes = |live: &Live| held(live, &board).elements.get(&id(5)).and_then(|found| found.votes);
    room.ana.until("the vote", |live| votes(live) == Some(1)).await;
    room.ben.until("the vote", |live| votes(live) == Some(1)).await;
    let session = room.team.session.clone();
    for (live, browser) in [
        (&mut room.ana, &room.team.ana),
        (&mut room.ben, &room.team.ben),
        (&mut room.fay, &room.team.fay),
    ] {
        equals_a_fresh_one(live, browser, &session, &board).await;
    }
}

#[tokio::test]
async fn bad_elements_are_refused_and_name_the_field() {
    let (mut room, board) = with(board()).await;
    let far = Element { x: Some(10_000_001), ..note(5, "a") };
    let long = note(5, &"x".repeat(2_001));
    let ranked = Element { rank: Some("no spaces".to_owned()), ..note(5, "a") };
    let named = Element { id: "javascript:alert(1)".to_owned(), ..note(5, "a") };
    let odd = Element { points: Some(proto::Points { xy: vec![1, 2, 3] }), ..note(5, "a") };
    let unknown = Element { kind: 99, ..note(5, "a") };
    let coloured = Element { stroke_color: Some(u32::MAX), ..note(5, "a") };
    for (element, field) in [
        (far, "x"),
        (long, "text"),
        (ranked, "rank"),
        (named, "id"),
        (odd, "points"),
        (unknown, "kind"),
        (coloured, "stroke_color"),
    ] {
        let refused = room.ana.ask(edit(&board, &[note(4, "fine"), element])).await.unwrap_err();
        assert_eq!(refused.code(), ErrorCode::Invalid, "{field}");
        assert_eq!(refused.field, format!("edit_board.elements[1].{field}"));
    }
    let forged = Element { author_id: room.team.ids[1].clone(), votes: Some(9), ..note(5, "mine") };
    room.ana.ask(edit(&board, &[forged])).await.unwrap();
    until_texts(&mut room.ben, &board, &["mine"]).await;
    let element = &held(&room.ben, &board).elements[&id(5)];
    assert_eq!((&element.author_id, element.votes), (&room.team.ids[0], None));
    let refused = room.ana.ask(edit(&board, &[Element { parent_id: Some(id(5)), ..note(7, "a") }]));
    let refused = refused.await.unwrap_err();
    assert_eq!((refused.code(), refused.field), (ErrorCode::BadElement, id(7)));
}

#[tokio::test]
async fn whoever_was_away_gets_what_changed() {
    let (mut room, board) = with(board()).await;
    room.ana.ask(edit(&board, &[note(5, "a"), note(6, "b")])).await.unwrap();
    until_texts(&mut room.ben, &board, &["a", "b"]).await;
    room.ben.says("back in a moment").await;
    let (kept, boards) = (room.ben.kept.clone(), room.ben.boards.clone());
    let token = kept.resume_token.clone();
    let gone = Element { id: id(6), gone: Some(true), ..Element::default() };
    let home = Element { id: id(5), x: Some(0), text: Some("c".to_owned()), ..Element::default() };
    room.ana.ask(edit(&board, &[gone, home, note(7, "d")])).await.unwrap();
    let mut back = Live::enter_with(&room.team.ben, &room.team.session, kept).await;
    back.boards = boards;
    back.boards.held.get_mut(&board).unwrap().is_whole = false;
    let before = back.received;
    look_since(&mut back, &board, token).await;
    until_texts(&mut back, &board, &["c", "d"]).await;
    assert_eq!(held(&back, &board).openings, 1, "it did not come whole again");
    assert!(back.received - before < 1_500, "{} bytes", back.received - before);
    equals_a_fresh_one(&mut back, &room.team.ben, &room.team.session, &board).await;
}

#[tokio::test]
async fn under_a_veil_each_sees_their_own() {
    let (mut room, board) = with(Board { veiled: true, ..board() }).await;
    let before = room.ben.bytes.len();
    room.ana.ask(edit(&board, &[note(5, "only mine")])).await.unwrap();
    until_texts(&mut room.ana, &board, &["only mine"]).await;
    until_texts(&mut room.fay, &board, &["only mine"]).await;
    room.fay.ask(edit(&board, &[note(6, "for all")])).await.unwrap();
    until_texts(&mut room.ben, &board, &["for all"]).await;
    let tells = |live: &Live, what: &str| {
        live.bytes[before..].windows(what.len()).any(|window| window == what.as_bytes())
    };
    assert!(!tells(&room.ben, "only mine") && !tells(&room.ben, &id(5)), "not even that it is");
    let set = Board { id: board.clone(), veiled: false, ..plain_board() };
    room.fay.ask(put(set)).await.unwrap();
    until_texts(&mut room.ben, &board, &["only mine", "for all"]).await;
}

#[tokio::test]
async fn what_is_hidden_is_gone_for_everyone_else() {
    let (mut room, board) = with(board()).await;
    room.ana.ask(edit(&board, &[note(5, "rash"), note(6, "fine")])).await.unwrap();
    until_texts(&mut room.ben, &board, &["rash", "fine"]).await;
    let report = proto::ReportElement { board_id: board.clone(), element_id: id(5) };
    room.ben.ask(Body::ReportElement(report)).await.unwrap();
    let reports =
        |live: &Live| held(live, &board).elements.get(&id(5)).and_then(|found| found.reports);
    room.fay.until("the report", |live| reports(live) == Some(1)).await;
    assert_eq!(reports(&room.ana), None);
    room.fay.ask(hide(&board, 5, true)).await.unwrap();
    until_texts(&mut room.ana, &board, &["fine"]).await;
    until_texts(&mut room.ben, &board, &["fine"]).await;
    until_texts(&mut room.fay, &board, &["rash", "fine"]).await;
    let session = room.team.session.clone();
    equals_a_fresh_one(&mut room.ben, &room.team.ben, &session, &board).await;
    for (format, has_it) in [("csv", true), ("md", true)] {
        let path = format!("/api/sessions/{session}/boards/{board}/export.{format}");
        let file = room.team.ben.text(&path).await;
        assert_eq!(file.contains("fine"), has_it, "{format}: {file}");
        assert!(!file.contains("rash"), "{format}: {file}");
        assert!(file.contains("Participant") && !file.contains("Ana"), "{format}: {file}");
    }
    let sign = proto::Sign {
        board_id: board.clone(),
        drafts: vec![note(5, "rash again"), note(8, "seen")],
        ..proto::Sign::default()
    };
    room.fay.send(client_frame::Item::Sign(sign)).await;
    let drafts = |live: &Live| {
        let drafts = live.boards.signs.iter().flat_map(|(_, sign)| sign.drafts.clone());
        drafts.filter_map(|draft| draft.text).collect::<Vec<_>>()
    };
    room.ben.until("what is not hidden", |live| drafts(live) == ["seen"]).await;
    room.fay.ask(hide(&board, 5, false)).await.unwrap();
    until_texts(&mut room.ben, &board, &["rash", "fine"]).await;
}

#[tokio::test]
async fn whoever_may_not_see_a_board_is_told_nothing_of_it() {
    let mut room = Room::open().await;
    room.fay.ask(put(Board { shared: false, ..board() })).await.unwrap();
    let board = room.fay.kept.view.boards[0].id.clone();
    let before = room.ben.bytes.len();
    look(&mut room.ben, &board).await;
    assert!(room.ben.boards.closed.contains(&board));
    let refused = room.ben.ask(edit(&board, &[note(5, "a")])).await.unwrap_err();
    assert_eq!(refused.code(), ErrorCode::NoSuchBoard);
    let on = Some(On::BoardId(board.clone()));
    room.fay.ask(Body::SetSpotlight(proto::SetSpotlight { on })).await.unwrap();
    room.ben.until("the spotlight", |live| live.kept.view.spotlight.is_some()).await;
    room.ben.boards.closed.clear();
    look(&mut room.ben, &board).await;
    assert_eq!(held(&room.ben, &board).elements.len(), 2);
    let on = Some(On::Nobody(proto::Nobody {}));
    room.fay.ask(Body::SetSpotlight(proto::SetSpotlight { on })).await.unwrap();
    room.ben.until("that it is over", |live| live.boards.closed.contains(&board)).await;
    room.fay.ask(edit(&board, &[note(5, "among ourselves")])).await.unwrap();
    room.ana.says("hello").await;
    room.ben.until_line("hello").await;
    let secret = b"among ourselves";
    assert!(!room.ben.bytes[before..].windows(secret.len()).any(|window| window == secret));
}

#[tokio::test]
async fn a_full_board_comes_in_parts() {
    let (mut room, board) = with(board()).await;
    let mut n = 1_000;
    for _ in 0..20 {
        let elements: Vec<_> = (0..200)
            .map(|_| {
                n += 1;
                note(n, "we see a long note here")
            })
            .collect();
        room.fay.ask(edit(&board, &elements)).await.unwrap();
    }
    let mut late = Live::enter(&room.team.ben, &room.team.session).await;
    look(&mut late, &board).await;
    assert_eq!(held(&late, &board).elements.len(), 4_002);
    assert!(held(&late, &board).parts > 2, "{} parts", held(&late, &board).parts);
    room.ana.ask(edit(&board, &[note(5, "last")])).await.unwrap();
    late.until("the last", |live| held(live, &board).elements.contains_key(&id(5))).await;
}

#[tokio::test]
async fn signs_reach_those_who_look() {
    let (mut room, board) = with(board()).await;
    let stroke = |xy: Vec<i32>| Element {
        id: id(9),
        kind: ElementKind::Stroke.into(),
        points: Some(proto::Points { xy }),
        ..Element::default()
    };
    let sign = |draft| {
        client_frame::Item::Sign(proto::Sign {
            board_id: board.clone(),
            pointer: Some(proto::Pointer { x: 5, y: 6 }),
            drafts: vec![draft],
            writing_id: String::new(),
        })
    };
    room.ana.send(sign(stroke(vec![1, 1]))).await;
    room.ana.send(sign(stroke(vec![2, 2]))).await;
    let points = |live: &Live| {
        let signs = live.boards.signs.iter().filter(|(_, sign)| sign.person_id == room.team.ids[0]);
        let drafts = signs.flat_map(|(_, sign)| sign.drafts.clone());
        drafts.flat_map(|draft| draft.points.unwrap_or_default().xy).collect::<Vec<_>>()
    };
    room.ben.until("all points, once", |live| points(live) == [1, 1, 2, 2]).await;
    assert!(held(&room.ben, &board).elements.keys().all(|found| *found != id(9)), "not kept");
    room.fay
        .ask(put(Board { id: board.clone(), mode: BoardMode::Frozen.into(), ..plain_board() }))
        .await
        .unwrap();
    let before = room.ben.boards.signs.len();
    room.ana.send(sign(stroke(vec![3, 3]))).await;
    room.ana.says("after that").await;
    room.ben.until_line("after that").await;
    assert_eq!(room.ben.boards.signs.len(), before, "nobody draws on a frozen board");
}

#[tokio::test]
async fn pictures_are_drawn_anew() {
    let (mut room, board) = with(board()).await;
    let session = room.team.session.clone();
    let mut png = std::io::Cursor::new(Vec::new());
    let picture = image::RgbImage::from_pixel(30, 20, image::Rgb([10, 200, 30]));
    image::DynamicImage::from(picture).write_to(&mut png, image::ImageFormat::Png).unwrap();
    let mut png = png.into_inner();
    png.extend_from_slice(b"<script>alert(1)</script>");
    let path = format!("/api/sessions/{session}/board-images");
    let kept = room.team.ana.upload::<BoardImage>(&path, png).await.unwrap();
    assert_eq!((kept.width, kept.height), (30, 20));
    let refused = room.team.ana.upload::<BoardImage>(&path, b"<svg></svg>".to_vec()).await;
    let refused = refused.unwrap_err();
    assert_eq!(refused.code(), ErrorCode::BadFile);
    let file = format!("{path}/{}", kept.image_id);
    assert_eq!(room.team.ben.status(&file).await, 404, "not before it is on a board");
    let image = Element {
        id: id(5),
        kind: ElementKind::Image.into(),
        image_id: Some(kept.image_id.clone()),
        ..Element::default()
    };
    room.ana.ask(edit(&board, &[image])).await.unwrap();
    let bytes = room.team.ben.bytes(&file).await;
    assert!(bytes.starts_with(b"\xFF\xD8\xFF"), "as JPEG");
    assert!(!bytes.windows(8).any(|window| window == b"<script>"));
}

#[tokio::test]
async fn an_edit_that_is_sent_twice_happens_once() {
    let (mut room, board) = with(board()).await;
    let body = edit(&board, &[note(5, "once")]);
    let n = room.ana.command(body.clone()).await;
    room.ana.answer(n).await.unwrap();
    let gone = Element { id: id(5), gone: Some(true), ..Element::default() };
    room.ben.ask(edit(&board, &[gone])).await.unwrap();
    until_texts(&mut room.ana, &board, &[]).await;
    room.ana.resend(n, body).await;
    room.ana.answer(n).await.unwrap();
    room.ben.says("still gone").await;
    room.ana.until_line("still gone").await;
    until_texts(&mut room.ana, &board, &[]).await;
}
