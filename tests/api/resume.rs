//! Coming back: G3 and G4, row by row.

use super::Room;
use crate::support::{
    faulty::RestoredLog,
    live::{Kept, Live, answer_consent, say, say_to},
    server::Server,
};
use bytes::Bytes;
use convene::{
    codec::ids::WireId,
    domain::SessionId,
    log::{Append, Batch, Epoch, EventLog, LogId, MemoryLog},
    proto::{Consent, ErrorCode, Permission, SetPermission, Why, command::Body},
};
use uuid::Uuid;

crate::over_all_rungs!(
    nothing_missed,
    exactly_what_was_missed,
    in_the_middle_of_what_came,
    after_a_very_long_time,
    what_changed_nothing_happens_once_too,
    with_a_token_that_is_no_use,
    after_seeing_more_or_less,
    after_a_restart,
    after_history_diverged,
    commands_happen_once,
    both_wire_formats_name_the_same_command,
);

/// Ana, away; what she kept, and the room that goes on without her.
async fn away() -> (Room, Kept) {
    let mut room = Room::open().await;
    room.ana.says("before").await;
    let kept = room.ana.kept.clone();
    // No goodbye: the connection is simply gone.
    room.ana = Live::enter(&room.team.ana, &room.team.session).await;
    (room, kept)
}

async fn comes_back(room: &Room, kept: Kept) -> Live {
    Live::enter_with(&room.team.ana, &room.team.session, kept).await
}

#[track_caller]
fn is_whole(live: &Live, fresh: &Live) {
    assert_eq!(live.view(), fresh.view());
}

async fn nothing_missed() {
    let (room, kept) = away().await;
    let back = comes_back(&room, kept).await;
    assert_eq!(back.why, Why::Resumed);
    is_whole(&back, &room.ana);
}

async fn exactly_what_was_missed() {
    let (mut room, kept) = away().await;
    for n in 0..20 {
        room.ben.says(&format!("missed {n}")).await;
    }
    room.fay.ask(say_to(&[&room.team.ids[0]], "for Ana")).await.unwrap();
    room.fay.ask(say_to(&[&room.team.ids[1]], "for Ben")).await.unwrap();
    let held = kept.view.channels[0].lines.len();
    let mut back = comes_back(&room, kept).await;
    back.until_line("missed 19").await;
    assert_eq!(back.why, Why::Resumed);
    assert_eq!(back.lines().len(), held + 20, "no line twice");
    assert!(back.sees_bytes("for Ana") && !back.sees_bytes("for Ben"));
    assert!(!back.sees_bytes("before"), "what she had did not come again");
    let fresh = Live::enter(&room.team.ana, &room.team.session).await;
    is_whole(&back, &fresh);
}

async fn in_the_middle_of_what_came() {
    let (mut room, mut kept) = away().await;
    for n in 0..5 {
        room.ben.says(&format!("line {n}")).await;
    }
    // She had received two of them, after her last token.
    let mut seen = comes_back(&room, kept.clone()).await;
    seen.until_line("line 4").await;
    let lines =
        &seen.kept.view.channels.iter().find(|channel| channel.id == "plenary").unwrap().lines;
    let two = lines.iter().position(|line| line.text == "line 1").unwrap();
    let mine = kept.view.channels.iter_mut().find(|channel| channel.id == "plenary").unwrap();
    mine.lines = lines[..=two].to_vec();
    kept.received_since += 2;
    let mut back = comes_back(&room, kept).await;
    back.until_line("line 4").await;
    assert_eq!(back.why, Why::Resumed);
    is_whole(&back, &seen);
}

async fn after_a_very_long_time() {
    let room = Room::open().await;
    let kept = room.fay.kept.clone();
    super::faults::overrun(&room).await;
    let back = Live::enter_with(&room.team.fay, &room.team.session, kept).await;
    assert_eq!(back.why, Why::Fresh, "more was missed than is remembered");
    let fresh = Live::enter(&room.team.fay, &room.team.session).await;
    is_whole(&back, &fresh);
}

/// A repeat of a command that changed nothing must not undo what happened since.
async fn what_changed_nothing_happens_once_too() {
    let mut room = Room::open().await;
    let given = answer_consent(Consent::Given);
    let n = room.ana.command(given.clone()).await;
    room.ana.answer(n).await.unwrap();
    room.ana.ask(answer_consent(Consent::WatchOnly)).await.unwrap();
    room.ana.acked.clear();
    room.ana.resend(n, given).await;
    room.ana.answer(n).await.unwrap();
    let refused = room.ana.ask(say("watching")).await.unwrap_err();
    assert_eq!(refused.code(), ErrorCode::WatchingOnly, "the later answer stands");
}

async fn with_a_token_that_is_no_use() {
    let (room, kept) = away().await;
    let mut forged = kept.resume_token.to_vec();
    *forged.last_mut().unwrap() ^= 1;
    let (other_session, _) = crate::support::server::new_session(&room.team.admin).await;
    let mut other = Live::enter(&room.team.admin, &other_session).await;
    other.consent().await;
    let rows = [
        ("empty", Kept { resume_token: Bytes::new(), ..kept.clone() }),
        ("forged", Kept { resume_token: forged.into(), ..kept.clone() }),
        ("garbage", Kept { resume_token: Bytes::from_static(b"garbage"), ..kept.clone() }),
        ("of another session", Kept { resume_token: other.kept.resume_token, ..kept.clone() }),
        ("counted too far", Kept { received_since: 1000, ..kept.clone() }),
    ];
    for (row, kept) in rows {
        let back = comes_back(&room, kept).await;
        assert_eq!(back.why, Why::Fresh, "{row}");
        is_whole(&back, &room.ana);
    }
}

async fn after_seeing_more_or_less() {
    let (mut room, kept) = away().await;
    let set = |permission: Permission| {
        let person_id = room.team.ids[0].clone();
        Body::SetPermission(SetPermission { person_id, permission: permission.into() })
    };
    room.fay.ask(set(Permission::Facilitator)).await.unwrap();
    let up = comes_back(&room, kept.clone()).await;
    assert_eq!(up.why, Why::Fresh);
    assert!(up.kept.view.channels.iter().any(|channel| channel.id == "facilitators"));
    room.fay.ask(set(Permission::Participant)).await.unwrap();
    let down = comes_back(&room, up.kept).await;
    assert_eq!(down.why, Why::Fresh);
    assert!(!down.kept.view.channels.iter().any(|channel| channel.id == "facilitators"));
}

async fn after_a_restart() {
    let directory = tempfile::tempdir().unwrap();
    let mut room = Room::open_on(Server::start_in(directory.path()).await).await;
    room.ana.says("before").await;
    let kept = room.ana.kept.clone();
    room.ben.says("missed").await;
    let Room { server, team, .. } = room;
    server.end().await;
    let server = Server::start_in(directory.path()).await;
    let mut back = Live::enter_with(&team.ana.at(server.address), &team.session, kept).await;
    assert_eq!(back.why, Why::Resumed);
    back.until_line("missed").await;
    let fresh = Live::enter(&team.ana.at(server.address), &team.session).await;
    is_whole(&back, &fresh);
}

async fn after_history_diverged() {
    let log = MemoryLog::default();
    let mut room = Room::open_on(Server::start_on(log.clone()).await).await;
    room.ana.says("before").await;
    let (kept, session, ana) = (room.ana.kept.clone(), room.team.session, room.team.ana);
    room.server.end().await;
    // The same events under another epoch: what a restore from a backup leaves.
    let server = Server::start_on(restored(&log, &session).await).await;
    let back = Live::enter_with(&ana.at(server.address), &session, kept).await;
    assert_eq!(back.why, Why::Diverged);
    assert_eq!(back.lines(), ["before"]);
}

/// A log where everything but the session is as it was, and the session has a new epoch.
async fn restored(log: &MemoryLog, session: &str) -> RestoredLog {
    let id = LogId(SessionId::from_wire(session).unwrap().0);
    let sessions = MemoryLog::default();
    let mut at = sessions.create(id, Epoch(Uuid::new_v4())).await.unwrap();
    for entry in log.read(id, 0).await.unwrap() {
        let batch = Batch {
            id: entry.batch_id,
            events: u32::try_from(entry.last_seq + 1 - entry.first_seq).unwrap(),
            payload: entry.payload,
            content: entry.content,
            seals: entry.seals,
        };
        match sessions.append(id, at, batch).await.unwrap() {
            Append::Done(position) => at = position,
            other => panic!("{other:?}"),
        }
    }
    RestoredLog { rest: log.clone(), sessions }
}

async fn commands_happen_once() {
    let directory = tempfile::tempdir().unwrap();
    let mut room = Room::open_on(Server::start_in(directory.path()).await).await;
    let n = room.ana.command(say("once")).await;
    room.ana.answer(n).await.unwrap();
    room.ana.resend(n, say("once")).await;
    room.ana.until("a second answer", |live| live.acked.len() >= 3).await;
    assert_eq!(room.ana.lines(), ["once"]);
    room.ana.resend(n, say("another")).await;
    room.ana.until("a refusal", |live| !live.rejected.is_empty()).await;
    assert_eq!(room.ana.rejected.remove(0).code(), ErrorCode::IdConflict);
    // Another connection, a reload that lost its view, a restart: the id stays.
    let kept = Kept { instance: room.ana.kept.instance, next_n: 9, ..Kept::default() };
    let mut reloaded = Live::enter_with(&room.team.ana, &room.team.session, kept.clone()).await;
    reloaded.resend(n, say("once")).await;
    reloaded.answer(n).await.unwrap();
    let Room { server, team, .. } = room;
    server.end().await;
    let server = Server::start_in(directory.path()).await;
    let mut restarted = Live::enter_with(&team.ana.at(server.address), &team.session, kept).await;
    restarted.resend(n, say("once")).await;
    restarted.answer(n).await.unwrap();
    assert_eq!(restarted.lines(), ["once"]);
    restarted.resend(n + 100, say("later")).await;
    restarted.answer(n + 100).await.unwrap();
    restarted.acked.clear();
    restarted.resend(n, say("once")).await;
    assert_eq!(restarted.answer(n).await.unwrap_err().code(), ErrorCode::IdTooOld);
}

async fn both_wire_formats_name_the_same_command() {
    let mut room = Room::open().await;
    room.ana.says("once").await;
    let n = room.ana.kept.next_n - 1;
    let kept = Kept { instance: room.ana.kept.instance, next_n: n + 1, ..Kept::default() };
    let mut json = Live::open(&room.team.ana, "convene.v1.json", kept).await;
    json.hello(room.team.ana.ticket(&room.team.session).await.unwrap()).await;
    json.until("welcome", |live| live.why == Why::Fresh).await;
    assert_eq!(json.view(), room.ana.view());
    json.resend(n, say("once")).await;
    json.answer(n).await.unwrap();
    json.says("in JSON").await;
    room.ana.until_line("in JSON").await;
    assert_eq!(json.lines(), ["once", "in JSON"]);
}
