//! The life of a session beyond its start: countdown, reopening, spotlight, presence checks,
//! and attendance.

use super::Room;
use crate::support::{
    live::{Live, say},
    server::{add_people, new_person},
};
use convene::proto::{
    self, Attention, CancelEnd, EndSession, ErrorCode, Permission, SessionState, command::Body,
    set_spotlight::On,
};

fn end(now: bool) -> Body {
    Body::EndSession(EndSession { now })
}

fn state(live: &Live) -> SessionState {
    live.kept.view.session.as_ref().unwrap().state()
}

#[tokio::test]
async fn ending_counts_down_and_can_be_stopped() {
    let mut room = Room::open().await;
    let refused = room.fay.ask(end(true)).await.unwrap_err();
    assert_eq!(refused.code(), ErrorCode::WrongState, "nobody ends it without the countdown");
    room.fay.ask(end(false)).await.unwrap();
    let counting = |live: &Live| live.kept.view.session.as_ref().unwrap().ending_at_ms > 0;
    room.ana.until("a countdown", counting).await;
    room.ana.says("wait, one more thing").await;
    room.fay.ask(Body::CancelEnd(CancelEnd {})).await.unwrap();
    room.ana.until("no countdown", |live| !counting(live)).await;
    room.fay.ends().await;
    room.ana.until("the end", |live| state(live) == SessionState::Ended).await;
    let session = room.ana.kept.view.session.clone().unwrap();
    assert_eq!(session.reopen_until_ms, session.ended_at_ms + 15 * 60_000);
    let refused = room.ana.ask(Body::ReopenSession(proto::ReopenSession {})).await.unwrap_err();
    assert_eq!(refused.code(), ErrorCode::NotAllowed);
    room.fay.ask(Body::ReopenSession(proto::ReopenSession {})).await.unwrap();
    room.ana.until("live again", |live| state(live) == SessionState::Live).await;
    room.ana.says("where were we").await;
    let lines = room.ana.lines();
    assert_eq!(lines, ["wait, one more thing", "where were we"], "nothing lost");
    assert_eq!(
        room.ana.kept.view.session.as_ref().unwrap().started_at_ms,
        session.started_at_ms,
        "one session"
    );
}

#[tokio::test]
async fn the_spotlight_shows_and_lets_go() {
    let mut room = Room::open().await;
    room.ana.says("look at this").await;
    let line_id = room.ana.kept.view.channels[0].lines[0].id.clone();
    room.fay.until_line("look at this").await;
    let set = |on| Body::SetSpotlight(proto::SetSpotlight { on: Some(on) });
    room.fay.ask(set(On::LineId(line_id.clone()))).await.unwrap();
    let shown = |live: &Live| {
        let spotlight = live.kept.view.spotlight.clone();
        match spotlight.and_then(|spotlight| spotlight.on) {
            Some(proto::spotlight::On::Line(line)) => line.text,
            Some(proto::spotlight::On::PersonId(id)) => id,
            Some(proto::spotlight::On::Slide(slide)) => slide.item_id,
            Some(
                proto::spotlight::On::RunId(id)
                | proto::spotlight::On::QuestionId(id)
                | proto::spotlight::On::BoardId(id),
            ) => id,
            None => String::new(),
        }
    };
    room.ben.until("a line", |live| shown(live) == "look at this").await;
    let edit = proto::EditLine { line_id: line_id.clone(), text: "look at that".to_owned() };
    room.ana.ask(Body::EditLine(edit)).await.unwrap();
    room.ben.until("the edited line", |live| shown(live) == "look at that").await;
    let late = Live::enter(&room.team.ben, &room.team.session).await;
    assert_eq!(late.view(), room.ben.view());
    room.ana.ask(Body::DeleteLine(proto::DeleteLine { line_id })).await.unwrap();
    room.ben.until("nothing", |live| shown(live).is_empty()).await;
    let ana = room.team.ids[0].clone();
    room.fay.ask(set(On::PersonId(ana.clone()))).await.unwrap();
    room.ben.until("Ana", |live| shown(live) == ana).await;
    let refused = room.ana.ask(set(On::Nobody(proto::Nobody {}))).await.unwrap_err();
    assert_eq!(refused.code(), ErrorCode::NotAllowed);
}

#[tokio::test]
async fn a_presence_check_is_answered_by_people() {
    let mut room = Room::open().await;
    room.fay.ask(Body::AskPresence(proto::AskPresence {})).await.unwrap();
    let asked = |live: &Live| live.kept.view.check.as_ref().is_some_and(|check| check.check == 1);
    room.ana.until("a question", asked).await;
    let confirm = |check| Body::ConfirmPresence(proto::ConfirmPresence { check });
    room.ana.ask(confirm(1)).await.unwrap();
    room.ana.ask(confirm(1)).await.unwrap();
    room.ben.ask(confirm(1)).await.unwrap();
    let two = |live: &Live| live.kept.view.tally.as_ref().is_some_and(|t| t.confirmed == 2);
    room.fay.until("two", two).await;
    assert_eq!(room.ana.kept.view.me.as_ref().unwrap().confirmed_check, 1);
    assert!(room.ana.kept.view.tally.is_none(), "the count is for facilitators");
    assert_eq!(room.ana.ask(confirm(2)).await.unwrap_err().code(), ErrorCode::CheckOver);
    let attention = Attention::Listening.into();
    room.ben.ask(Body::SetAttention(proto::SetAttention { attention })).await.unwrap();
    let ben = room.team.ids[1].clone();
    let listens = |live: &Live| {
        let people = &live.kept.view.people;
        people.iter().any(|p| p.id == ben && p.attention() == Attention::Listening)
    };
    room.ana.until("Ben listens", listens).await;
}

#[tokio::test]
async fn attendance_is_a_table_that_runs_nothing() {
    let mut room = Room::open().await;
    let body = proto::JoinByCodeBody {
        code: room.team.code.clone(),
        name: "=cmd|' /C calc'!A0".to_owned(),
        organisation: Some(proto::Organisation { name: "@evil".to_owned(), ..Default::default() }),
        job_role: proto::JobRole::Partner.into(),
        ..Default::default()
    };
    let guest = room.server.browser();
    let seat: proto::Seat = guest.post("/api/join/code", &body).await.unwrap();
    let person_id = seat.person.unwrap().id;
    room.fay.ask(Body::AdmitPerson(proto::AdmitPerson { person_id })).await.unwrap();
    let mut live = Live::enter(&guest, &room.team.session).await;
    live.consent().await;
    room.ana.until("four", |live| live.here.len() == 4).await;
    room.fay.ask(Body::AskPresence(proto::AskPresence {})).await.unwrap();
    room.ana.ask(Body::ConfirmPresence(proto::ConfirmPresence { check: 1 })).await.unwrap();
    room.ana.ask(say("here")).await.unwrap();
    room.fay.ends().await;
    let path = format!("/api/sessions/{}/attendance.csv", room.team.session);
    let answer = room.team.fay.send("GET", &path, &[], "").await;
    assert_eq!(answer.headers["content-type"], "text/csv; charset=utf-8");
    let text = String::from_utf8(answer.body).unwrap();
    let rows: Vec<_> = text.trim_start_matches('\u{feff}').lines().collect();
    assert!(rows[0].starts_with("Name,E-mail,Job role"), "{}", rows[0]);
    let of = |name: &str| *rows.iter().find(|row| row.starts_with(name)).unwrap();
    let ana = of("Ana Teacher");
    assert!(ana.contains(",Alameda County Office of Education,0110017,"), "{ana}");
    assert!(ana.contains("personal link or account,agreed to be kept,yes,20"), "{ana}");
    assert!(ana.ends_with(",1,1"), "one check of one: {ana}");
    assert!(of("Ben Coach").ends_with(",0,1"));
    assert!(rows.iter().any(|row| row.starts_with("'=cmd|' /C calc'!A0,")), "{text}");
    assert!(text.contains(",'@evil,") && !text.contains(",@evil"), "{text}");
    let spanish = format!("{path}?language=es");
    let spanish = room.team.fay.send("GET", &spanish, &[], "").await;
    assert!(String::from_utf8(spanish.body).unwrap().contains("Nombre,Correo,Función"));
}

#[tokio::test]
async fn whoever_left_between_two_looks_was_there() {
    let mut room = Room::open().await;
    let row = new_person("Eva Brief", Permission::Participant);
    let links = add_people(&room.team.admin, &room.team.session, vec![row]).await;
    let eva = room.server.browser();
    eva.join(&links[0].link).await.unwrap();
    let mut live = Live::enter(&eva, &room.team.session).await;
    live.consent().await;
    drop(live);
    let has_come = |live: &Live| live.kept.view.people.iter().any(|p| p.name == "Eva Brief");
    room.ana.until("Eva has been here", has_come).await;
}
