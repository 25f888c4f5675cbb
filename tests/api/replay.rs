//! The replay: the same lines, by another clock, to the same audiences.

use super::Room;
use crate::support::{
    browser::Browser,
    live::{Live, say_in_the_back, say_to},
    server::{add_people, new_person},
    view::{apply, sorted},
};
use convene::proto::{
    self, ErrorCode, Permission, PublishReplay, ReplayAudience, View, command::Body,
};

async fn index(browser: &Browser, session: &str) -> Result<proto::Replay, ErrorCode> {
    let found = browser.get::<proto::Replay>(&format!("/api/sessions/{session}/replay")).await;
    found.map_err(|problem| problem.code())
}

/// Plays it from the start. The last view, and every byte that came.
pub(super) async fn play(browser: &Browser, session: &str) -> (View, Vec<u8>) {
    let replay = index(browser, session).await.unwrap();
    let windows = replay.duration_ms / u64::from(replay.window_ms);
    let (mut view, mut bytes, mut last_at) = (View::default(), Vec::new(), 0);
    for window in 0..=windows {
        let path = format!("/api/sessions/{session}/replay/{window}");
        let answer = browser.send("GET", &path, &[], "").await;
        bytes.extend_from_slice(&answer.body);
        let window: proto::ReplayWindow = answer.read().unwrap();
        view = window.keyframe.unwrap();
        for timed in window.changes {
            assert!(last_at <= timed.at_ms && timed.at_ms <= replay.duration_ms);
            last_at = timed.at_ms;
            apply(&mut view, timed.change.unwrap().change.unwrap());
        }
    }
    (sorted(view), bytes)
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[tokio::test]
async fn the_same_lines_to_the_same_audiences() {
    let mut room = Room::open().await;
    let (session, ids) = (room.team.session.clone(), room.team.ids.clone());
    for n in 0..30 {
        room.ana.says(&format!("line {n}")).await;
    }
    room.fay.ask(say_to(&[&ids[1]], "secret-for-ben")).await.unwrap();
    room.fay.ask(say_in_the_back("secret-in-the-back")).await.unwrap();
    assert_eq!(index(&room.team.fay, &session).await, Err(ErrorCode::WrongState));
    room.fay.ends().await;
    let (fay, bytes) = play(&room.team.fay, &session).await;
    assert!(contains(&bytes, "secret-for-ben") && contains(&bytes, "secret-in-the-back"));
    assert_eq!(fay.channels, room.fay.view().channels, "for her, all that she saw");
    let (_, bytes) = play(&room.team.admin, &session).await;
    assert!(contains(&bytes, "secret-in-the-back"), "staff review the back-channel");
    assert!(!contains(&bytes, "secret-for-ben"), "and no private lines");

    assert_eq!(index(&room.team.ana, &session).await, Err(ErrorCode::ReplayNotOpen));
    let publish =
        |audience: ReplayAudience| Body::PublishReplay(PublishReplay { audience: audience.into() });
    let colleague = new_person("Cleo Colleague", Permission::Participant);
    let links = add_people(&room.team.admin, &session, vec![colleague]).await;
    let cleo = room.server.browser();
    cleo.join(&links[0].link).await.unwrap();
    room.fay.ask(publish(ReplayAudience::Attended)).await.unwrap();
    assert_eq!(index(&cleo, &session).await, Err(ErrorCode::ReplayNotOpen));
    let (ana, bytes) = play(&room.team.ana, &session).await;
    assert!(!contains(&bytes, "secret"), "nothing that was not for her");
    let plenary = |view: &View| view.channels.iter().find(|c| c.id == "plenary").cloned();
    assert_eq!(plenary(&ana), plenary(&fay));
    room.fay.ask(publish(ReplayAudience::Roster)).await.unwrap();
    let (cleo, bytes) = play(&cleo, &session).await;
    assert_eq!(plenary(&cleo), plenary(&fay));
    assert!(!contains(&bytes, "secret") && !contains(&bytes, "@example.org"));
    let (ben, _) = play(&room.team.ben, &session).await;
    assert_eq!(ben.channels.len(), 2, "his private channel is in his replay");
    room.fay.ask(publish(ReplayAudience::Unspecified)).await.unwrap();
    assert_eq!(index(&room.team.ana, &session).await, Err(ErrorCode::ReplayNotOpen), "taken back");
    let stranger = room.server.browser();
    assert_eq!(index(&stranger, &session).await, Err(ErrorCode::NotSignedIn));
}

#[tokio::test]
async fn windows_that_are_not_there() {
    let mut room = Room::open().await;
    room.fay.ends().await;
    let session = &room.team.session;
    for (window, status) in [("0", 200), ("1", 404), ("99999999", 404), ("-1", 400), ("x", 400)] {
        let path = format!("/api/sessions/{session}/replay/{window}?keyframe=false");
        assert_eq!(room.team.fay.send("GET", &path, &[], "").await.status, status, "{window}");
    }
    let binary = [("accept", "application/x-protobuf")];
    let path = format!("/api/sessions/{session}/replay/0");
    let answer = room.team.fay.send("GET", &path, &binary, "").await;
    assert_eq!(answer.headers["content-type"], "application/x-protobuf");
    let window: proto::ReplayWindow = prost::Message::decode(answer.body.as_slice()).unwrap();
    assert!(window.keyframe.is_some());
    drop(Live::enter(&room.team.ana, session).await);
}
