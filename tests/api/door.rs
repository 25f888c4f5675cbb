//! The door: who comes uninvited waits there, learns nothing, and is let in, merged with
//! someone on the roster, or turned away.

use super::Room;
use crate::support::{
    browser::Browser,
    live::{Live, say},
    server::{add_people, new_person},
};
use convene::proto::{
    self, AdmitPerson, ErrorCode, MergePerson, Permission, RemovePerson, Seat, command::Body,
};

async fn knocks(room: &Room, name: &str, email: &str) -> (Browser, Seat) {
    let browser = room.server.browser();
    let seat = knocks_again(&browser, room, name, email).await;
    (browser, seat)
}

async fn knocks_again(browser: &Browser, room: &Room, name: &str, email: &str) -> Seat {
    let body = proto::JoinByCodeBody {
        code: room.team.code.clone(),
        name: name.to_owned(),
        email: email.to_owned(),
        organisation: Some(proto::Organisation {
            name: "Lakeside Unified".to_owned(),
            ..Default::default()
        }),
        job_role: proto::JobRole::Partner.into(),
    };
    browser.post("/api/join/code", &body).await.unwrap()
}

fn id(seat: &Seat) -> String {
    seat.person.as_ref().unwrap().id.clone()
}

#[tokio::test]
async fn a_guest_waits_and_learns_nothing() {
    let mut room = Room::open().await;
    room.ana.says("a secret of ours").await;
    let (browser, seat) = knocks(&room, "Gus Guest", "gus@example.org").await;
    let guest_id = id(&seat);
    let mut gus = Live::enter(&browser, &room.team.session).await;
    let me = gus.kept.view.me.clone().unwrap();
    assert!(me.waiting, "{me:?}");
    gus.consent().await;
    assert_eq!(gus.ask(say("hello?")).await.unwrap_err().code(), ErrorCode::Waiting);
    let view = &gus.kept.view;
    assert!(view.people.is_empty() && view.channels.is_empty() && view.outline.is_none());
    for path in ["channels/plenary/lines", "files/nothing"] {
        let path = format!("/api/sessions/{}/{path}", room.team.session);
        assert_eq!(browser.send("GET", &path, &[], "").await.status, 404, "{path}");
    }
    let waits = |live: &Live| live.kept.view.people.iter().any(|p| p.waiting && p.id == guest_id);
    room.fay.until("someone at the door", waits).await;
    room.ana.says("another secret").await;
    assert!(!room.ana.sees_bytes("Gus Guest"), "others see nobody at the door");
    let admit = AdmitPerson { person_id: guest_id.clone() };
    let refused = room.ana.ask(Body::AdmitPerson(admit.clone())).await.unwrap_err();
    assert_eq!(refused.code(), ErrorCode::NotAllowed);
    assert!(!gus.sees_bytes("secret"), "not a byte before the door opens");
    room.fay.ask(Body::AdmitPerson(admit)).await.unwrap();
    gus.until("the room", |live| live.lines().len() == 2).await;
    gus.says("thank you").await;
    room.ben.until_line("thank you").await;
    assert_eq!(id(&knocks_again(&browser, &room, "Gus", "gus@example.org").await), guest_id);
}

#[tokio::test]
async fn whoever_is_turned_away_is_out() {
    let mut room = Room::open().await;
    let (browser, seat) = knocks(&room, "Nosy", "").await;
    let mut nosy = Live::enter(&browser, &room.team.session).await;
    room.fay.ask(Body::RemovePerson(RemovePerson { person_id: id(&seat) })).await.unwrap();
    assert_eq!(nosy.until_closed().await, 4502);
    let refused = browser.ticket(&room.team.session).await.unwrap_err();
    assert_eq!(refused.code(), ErrorCode::Removed);
}

/// Someone typed another address than the roster has; the help desk knows better.
#[tokio::test]
async fn a_guest_is_merged_with_a_row_of_the_roster() {
    let mut room = Room::open().await;
    let session = room.team.session.clone();
    let rows = vec![new_person("Rosa Delgado", Permission::Participant)];
    let rosa = add_people(&room.team.admin, &session, rows).await.remove(0);
    let (browser, seat) = knocks(&room, "R. Delgado", "rosa@home.example").await;
    let mut live = Live::enter(&browser, &session).await;
    live.consent().await;
    let guest_id = id(&seat);
    room.fay.ask(Body::AdmitPerson(AdmitPerson { person_id: guest_id.clone() })).await.unwrap();
    live.until("in", |live| live.kept.view.people.len() >= 4).await;
    live.says("said as a guest").await;
    // A command whose answer is lost on the way must not happen twice under another name.
    let lost = live.command(say("said once")).await;
    room.ana.until_line("said once").await;
    let merge = |guest: &str, into: &str| {
        let (guest_id, into_person_id) = (guest.to_owned(), into.to_owned());
        Body::MergePerson(MergePerson { guest_id, into_person_id })
    };
    let [ana, _, fay] = room.team.ids.clone();
    for (from, into) in [(ana.as_str(), rosa.person_id.as_str()), (&guest_id, &fay)] {
        let refused = room.fay.ask(merge(from, into)).await.unwrap_err();
        assert_eq!(refused.code(), ErrorCode::NoGuest, "{from} into {into}");
    }
    room.fay.ask(merge(&guest_id, &rosa.person_id)).await.unwrap();
    assert_eq!(live.until_closed().await, 4003, "told to come back");
    let mut back = Live::enter_with(&browser, &session, live.kept.clone()).await;
    let me = back.kept.view.me.clone().unwrap();
    assert_eq!(me.person_id, rosa.person_id, "as who she is");
    assert!(!me.waiting && me.consent == proto::Consent::Given as i32);
    back.resend(lost, say("said once")).await;
    back.answer(lost).await.unwrap();
    back.says("said as Rosa").await;
    room.ana.until_line("said as Rosa").await;
    let once = room.ana.lines().iter().filter(|line| *line == "said once").count();
    assert_eq!(once, 1);
    let people = &room.ana.kept.view.people;
    assert!(people.iter().all(|p| p.id != guest_id), "the guest is gone");
    assert!(people.iter().any(|p| p.id == rosa.person_id && p.name == "Rosa Delgado"));
    // A new link for Rosa takes the place from the browser that came as a guest, too.
    let path = format!("/api/sessions/{session}/people/{}/link", rosa.person_id);
    let _: proto::PersonLink = room.team.fay.post(&path, &proto::Nothing {}).await.unwrap();
    assert_eq!(back.until_closed().await, 4503);
    assert!(browser.ticket(&session).await.is_err());
}
