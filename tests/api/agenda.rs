//! The agenda: edited by facilitators, followed by everyone, and what its steps show.

use super::Room;
use crate::support::{live::Live, server::new_item};
use convene::proto::{
    self, AgendaFile, AgendaItem, ErrorCode, ExtendAgendaItem, GoToAgendaItem, MoveAgendaItem,
    PutAgendaItem, RemoveAgendaItem, SetSpotlight, SlideChoice, TurnPage, command::Body,
    set_spotlight::On,
};

fn put(item: AgendaItem, after_id: &str) -> Body {
    Body::PutAgendaItem(PutAgendaItem { item: Some(item), after_id: after_id.to_owned() })
}

fn go(item_id: &str, from_id: &str) -> Body {
    let (item_id, from_id) = (item_id.to_owned(), from_id.to_owned());
    Body::GoToAgendaItem(GoToAgendaItem { item_id, from_id })
}

fn titles(live: &Live) -> Vec<String> {
    let outline = live.kept.view.outline.clone().unwrap_or_default();
    outline.items.into_iter().map(|item| item.title.unwrap().en).collect()
}

fn id_of(live: &Live, title: &str) -> String {
    let outline = live.kept.view.outline.clone().unwrap_or_default();
    let found = outline.items.into_iter().find(|item| item.title.as_ref().unwrap().en == title);
    found.unwrap().id
}

/// Three steps, in order.
async fn planned(room: &mut Room) -> [String; 3] {
    let mut after = String::new();
    for title in ["Welcome", "Data talk", "Exit"] {
        room.fay.ask(put(new_item(title), &after)).await.unwrap();
        after = id_of(&room.fay, title);
    }
    ["Welcome", "Data talk", "Exit"].map(|title| id_of(&room.fay, title))
}

#[tokio::test]
async fn a_plan_is_made_and_followed() {
    let mut room = Room::open().await;
    let [welcome, talk, exit] = planned(&mut room).await;
    room.ana.until("the outline", |live| titles(live).len() == 3).await;
    assert_eq!(titles(&room.ana), ["Welcome", "Data talk", "Exit"]);
    assert!(!room.ana.sees_bytes("What did you notice?"), "prompts come when it is time");
    let to = MoveAgendaItem { item_id: exit.clone(), after_id: String::new() };
    room.fay.ask(Body::MoveAgendaItem(to)).await.unwrap();
    room.ana.until("moved", |live| titles(live)[0] == "Exit").await;
    room.fay.ask(go(&welcome, "")).await.unwrap();
    let is_at = |id: &str| {
        let id = id.to_owned();
        move |live: &Live| {
            let now = live.kept.view.now.clone().unwrap_or_default();
            now.item.is_some_and(|item| item.id == id)
        }
    };
    room.ana.until("the first step", is_at(&welcome)).await;
    let now = room.ana.kept.view.now.clone().unwrap();
    assert_eq!(now.item.unwrap().prompt.unwrap().en, "What did you notice?");
    assert_eq!(now.ends_at_ms, now.since_ms + 600_000);
    // Two facilitators press Next: one step.
    room.fay.ask(go(&talk, &welcome)).await.unwrap();
    let late = room.fay.ask(go(&exit, &welcome)).await.unwrap_err();
    assert_eq!(late.code(), ErrorCode::AgendaMoved);
    let remove = RemoveAgendaItem { item_id: talk.clone() };
    let refused = room.fay.ask(Body::RemoveAgendaItem(remove)).await.unwrap_err();
    assert_eq!(refused.code(), ErrorCode::ItemIsNow);
    let extend = ExtendAgendaItem { item_id: talk.clone(), minutes: 5 };
    room.fay.ask(Body::ExtendAgendaItem(extend)).await.unwrap();
    room.fay.ask(Body::TurnPage(TurnPage { item_id: talk.clone(), page: 3 })).await.unwrap();
    room.ana.until("page 3", |live| live.kept.view.now.as_ref().unwrap().page == 3).await;
    let late = Live::enter(&room.team.ana, &room.team.session).await;
    assert_eq!(late.view(), room.ana.view());
    room.fay.ends().await;
    let path = format!("/api/sessions/{}/replay", room.team.session);
    let replay: proto::Replay = room.team.fay.get(&path).await.unwrap();
    let chapters: Vec<_> = replay.chapters.iter().map(|c| c.title.clone().unwrap().en).collect();
    assert_eq!(chapters, ["Welcome", "Data talk"]);
}

#[tokio::test]
async fn steps_that_make_no_sense_are_refused_with_their_field() {
    let mut room = Room::open().await;
    let item = || new_item("Welcome");
    let text = |text: &str| Some(proto::Text { en: text.to_owned(), es: String::new() });
    let file = AgendaFile { id: "guessed".into(), name: "x".into(), kind: "image/png".into() };
    let rows = [
        (AgendaItem { title: text(" "), ..item() }, "put_agenda_item.item.title.en"),
        (AgendaItem { minutes: 0, ..item() }, "put_agenda_item.item.minutes"),
        (AgendaItem { prompt: text(&"x".repeat(2_001)), ..item() }, "put_agenda_item.item.prompt"),
        (AgendaItem { link: "javascript:alert(1)".into(), ..item() }, "put_agenda_item.item.link"),
        (
            AgendaItem { link: "https://a@evil.example".into(), ..item() },
            "put_agenda_item.item.link",
        ),
        (AgendaItem { file: Some(file), ..item() }, "put_agenda_item.item.file"),
        (AgendaItem { id: "itm_x".into(), ..item() }, "put_agenda_item.item.id"),
    ];
    for (item, field) in rows {
        let refused = room.fay.ask(put(item, "")).await.unwrap_err();
        assert_eq!((refused.code(), &*refused.field), (ErrorCode::Invalid, field));
    }
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\0IEND\xaeB`\x82";

#[tokio::test]
async fn files_are_what_they_say() {
    let mut room = Room::open().await;
    let base = format!("/api/sessions/{}/files", room.team.session);
    let upload = async |kind: &str, bytes: &[u8]| {
        let url = format!("http://{}{base}?name=slides", room.server.address);
        let cookie = room.team.fay.cookie.lock().unwrap().clone();
        let request = reqwest::Client::new().post(url).header("cookie", cookie);
        let answer = request.header("content-type", kind).body(bytes.to_vec()).send().await;
        let answer = answer.unwrap();
        (answer.status().as_u16(), answer.bytes().await.unwrap())
    };
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    let zip = b"PK\x03\x04 slides.pptx";
    let rows: [(&str, &[u8], u16); 8] = [
        ("image/png", PNG, 200),
        ("application/pdf", PNG, 400),
        ("image/png", &PNG[..20], 400),
        ("image/svg+xml", svg, 400),
        ("image/png", svg, 400),
        ("application/pdf", zip, 400),
        ("application/pdf", b"%PDF-1.7 and nothing more", 400),
        ("application/pdf", b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n", 200),
    ];
    for (kind, bytes, status) in rows {
        let (found, body) = upload(kind, bytes).await;
        let body = String::from_utf8_lossy(&body).into_owned();
        assert_eq!(found, status, "{kind} {:?}: {body}", &bytes[..bytes.len().min(12)]);
    }
    let (_, body) = upload("image/png", PNG).await;
    let file: AgendaFile = convene::codec::json::read(&body).unwrap();
    let path = format!("{base}/{}", file.id);
    let item = AgendaItem { file: Some(file), ..new_item("Data talk") };
    room.fay.ask(put(item, "")).await.unwrap();
    let status = async |browser: &crate::support::browser::Browser| {
        browser.send("GET", &path, &[], "").await.status
    };
    assert_eq!(status(&room.team.fay).await, 200);
    assert_eq!(status(&room.team.ana).await, 404, "before its time");
    let step = id_of(&room.fay, "Data talk");
    room.fay.ask(go(&step, "")).await.unwrap();
    let answer = room.team.ana.send("GET", &path, &[], "").await;
    assert_eq!((answer.status, answer.body.as_slice()), (200, PNG));
    assert_eq!(answer.headers["content-type"], "image/png");
    let policy = answer.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("sandbox"), "{policy}");
    let stranger = room.server.browser();
    assert_eq!(status(&stranger).await, 401);

    // A slide of a later step, when it is in the spotlight.
    let (_, body) = upload("application/pdf", b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n").await;
    let file: AgendaFile = convene::codec::json::read(&body).unwrap();
    let path = format!("{base}/{}", file.id);
    let later = async || room.team.ana.send("GET", &path, &[], "").await.status;
    let item = AgendaItem { file: Some(file), ..new_item("Later") };
    room.fay.ask(put(item, "")).await.unwrap();
    assert_eq!(later().await, 404);
    let slide = SlideChoice { item_id: id_of(&room.fay, "Later"), page: 0 };
    let show = |slide| Body::SetSpotlight(SetSpotlight { on: Some(On::Slide(slide)) });
    let refused = room.fay.ask(show(slide.clone())).await.unwrap_err();
    assert_eq!(refused.field, "set_spotlight.slide.page");
    room.fay.ask(show(SlideChoice { page: 3, ..slide })).await.unwrap();
    assert_eq!(later().await, 200);
}

#[tokio::test]
async fn an_agenda_is_used_again() {
    let mut room = Room::open().await;
    planned(&mut room).await;
    let (other, _) = crate::support::server::new_session(&room.team.admin).await;
    let body = proto::CopyAgendaBody { from_session_id: room.team.session.clone() };
    let path = format!("/api/sessions/{other}/agenda/copy");
    let copied: proto::Agenda = room.team.admin.post(&path, &body).await.unwrap();
    let titles: Vec<_> = copied.items.iter().map(|i| i.title.clone().unwrap().en).collect();
    assert_eq!(titles, ["Welcome", "Data talk", "Exit"]);
    let again: proto::Agenda = room.team.admin.post(&path, &body).await.unwrap();
    assert_eq!(again.items.len(), 3, "it replaces");
    let path = format!("/api/sessions/{}/agenda/copy", room.team.session);
    let body = proto::CopyAgendaBody { from_session_id: other };
    let refused = room.team.fay.post::<_, proto::Agenda>(&path, &body).await.unwrap_err();
    assert_eq!(refused.code(), ErrorCode::NotFound, "not from a session that is not yours");
}
