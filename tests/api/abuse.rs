//! Frames and requests that no honest client sends: refused, and only the sender notices.

use super::Room;
use crate::support::{
    link::connect,
    live::{Kept, Live, say},
    server::Server,
};
use convene::proto::{ClientFrame, Command, ErrorCode, Ping, client_frame::Item, command::Body};
use prost::Message as _;
use tokio_tungstenite::tungstenite::Message;

async fn stranger(room: &Room) -> Live {
    Live::open(&room.team.ana, "convene.v1.proto", Kept::default()).await
}

#[tokio::test]
async fn each_offence_has_its_close_code() {
    let mut room = Room::open().await;
    let command =
        || ClientFrame { item: Some(Item::Command(Command { n: 1, body: Some(say("hello")) })) };
    let rows: Vec<(&str, Message, u16)> = vec![
        ("no frame", Message::binary(vec![0xFF; 20]), 4500),
        ("text on the binary protocol", Message::text("{}"), 4500),
        ("nothing in it", Message::binary(Vec::new()), 4500),
        ("not hello first", Message::binary(command().encode_to_vec()), 4500),
        ("far too long", Message::binary(vec![0; 300 << 10]), 4505),
    ];
    for (row, message, code) in rows {
        let mut live = stranger(&room).await;
        live.link.send_raw(message.clone()).await;
        assert_eq!(live.until_closed().await, code, "{row}, before hello");
        if row != "not hello first" {
            let mut live = Live::enter(&room.team.ana, &room.team.session).await;
            live.link.send_raw(message).await;
            assert_eq!(live.until_closed().await, code, "{row}");
        }
    }
    room.ana.says("nobody else noticed").await;
    room.ben.until_line("nobody else noticed").await;
}

#[tokio::test]
async fn tickets_are_used_once_and_for_one_thing() {
    let room = Room::open().await;
    let ticket = room.team.ana.ticket(&room.team.session).await.unwrap();
    let mut first = stranger(&room).await;
    first.hello(ticket.clone()).await;
    first.until("welcome", |live| live.kept.instance != 0).await;
    for used in [ticket, String::new(), "guessed".to_owned()] {
        let mut second = stranger(&room).await;
        second.hello(used).await;
        assert_eq!(second.until_closed().await, 4501);
    }
    first.hello("again".to_owned()).await;
    assert_eq!(first.until_closed().await, 4500, "hello comes once");
}

#[tokio::test]
async fn the_door_is_checked() {
    let server = Server::start().await;
    let proto = Some("convene.v1.proto");
    let origin = |origin: &str| Some(origin.to_owned());
    assert!(connect(server.address, proto, None).await.is_ok());
    assert!(
        connect(server.address, proto, origin(&format!("http://{}", server.address))).await.is_ok()
    );
    for other in ["http://evil.example", "null", "http://127.0.0.1"] {
        let refused = connect(server.address, proto, origin(other)).await.err();
        assert_eq!(refused.map(|status| status.as_u16()), Some(403), "{other}");
    }
    for protocol in [None, Some("convene.v9.proto")] {
        let refused = connect(server.address, protocol, None).await.err();
        assert_eq!(refused.map(|status| status.as_u16()), Some(400), "{protocol:?}");
    }
}

#[tokio::test]
async fn commands_that_make_no_sense_are_refused_with_their_field() {
    let mut room = Room::open().await;
    let too_long = "x".repeat(2_001);
    let rows: Vec<(Body, &str)> = vec![
        (say("   "), "send_line.text"),
        (say(&too_long), "send_line.text"),
        (crate::support::live::say_to(&["someone"], "hello"), "send_line.people.person_ids"),
        (Body::AnswerConsent(Default::default()), "answer_consent.answer"),
        (Body::SetPermission(Default::default()), "set_permission.permission"),
        (Body::RemovePerson(Default::default()), "remove_person.person_id"),
        (Body::SendLine(Default::default()), "send_line.text"),
    ];
    for (body, field) in rows {
        let refused = room.ana.ask(body).await.unwrap_err();
        assert_eq!((refused.code(), &*refused.field), (ErrorCode::Invalid, field));
    }
    room.ana.send(Item::Command(Command { n: 0, body: Some(say("hello")) })).await;
    let refused = room.ana.answer(0).await.unwrap_err();
    assert_eq!(refused.field, "n");
    room.ana.send(Item::Command(Command { n: 77, body: None })).await;
    assert_eq!(room.ana.answer(77).await.unwrap_err().field, "body");
    room.ana.send(Item::Ping(Ping {})).await;
    room.ana.says("still here").await;
}

#[tokio::test]
async fn a_flood_is_slowed_then_stopped() {
    let mut room = Room::open().await;
    for n in 0..1_000 {
        room.ana.command(say(&format!("flood {n}"))).await;
    }
    assert_eq!(room.ana.until_closed().await, 4506);
    let slowed = room.ana.rejected.iter().filter(|r| r.code() == ErrorCode::TooFast).count();
    assert!(slowed > 100, "told {slowed} times");
    room.ben.says("nobody else noticed").await;
    room.fay.until_line("nobody else noticed").await;
}

#[tokio::test]
async fn requests_that_make_no_sense() {
    let server = Server::start().await;
    let team = server.team().await;
    let json = ("content-type", "application/json");
    let foreign = ("origin", "http://evil.example");
    /// Method, path, headers, body, status.
    type Row<'a> = (&'a str, &'a str, Vec<(&'a str, &'a str)>, String, u16);
    let rows: Vec<Row<'_>> = vec![
        ("POST", "/api/sessions", vec![json, foreign], "{}".into(), 403),
        ("POST", "/api/sessions", vec![("content-type", "text/plain")], "{}".into(), 400),
        ("POST", "/api/sessions", vec![json], "{".into(), 400),
        ("POST", "/api/sessions", vec![json], r#"{"unknown":1}"#.into(), 400),
        ("POST", "/api/sessions", vec![json], r#"{"title":{"en":7}}"#.into(), 400),
        ("POST", "/api/sessions", vec![json], "[".repeat(50_000), 400),
        ("POST", "/api/sessions", vec![json], " ".repeat(2 << 20), 413),
        ("GET", "/api/sessions/ses_nonsense", vec![], String::new(), 404),
        ("GET", "/api/sessions/..%2f..%2fetc%2fpasswd", vec![], String::new(), 404),
        ("GET", "/api/nothing", vec![], String::new(), 404),
        ("DELETE", "/api/sessions", vec![], String::new(), 405),
        ("GET", "/assets/../../Cargo.toml", vec![], String::new(), 404),
        ("GET", "/assets/%2e%2e/%2e%2e/Cargo.toml", vec![], String::new(), 404),
        ("GET", "/metrics", vec![("x-forwarded-for", "203.0.113.9")], String::new(), 404),
    ];
    for (method, path, headers, body, status) in rows {
        let answer = team.admin.send(method, path, &headers, &body).await;
        let start = body.get(..20).unwrap_or(&body);
        assert_eq!(answer.status, status, "{method} {path} {headers:?} {start}");
        assert!(!answer.body.windows(9).any(|w| w == b"[package]"), "{path}");
        if path.starts_with("/api") && status != 405 {
            let problem = answer.problem();
            let id = answer.headers["x-request-id"].to_str().unwrap();
            assert_eq!(problem.request_id, id, "{method} {path}");
        }
    }
    let bad = server.browser();
    *bad.cookie.lock().unwrap() = "convene=forged".to_owned();
    assert_eq!(bad.send("GET", "/api/sessions", &[], "").await.status, 401);
}
