//! Questions, hands and the waterfall over real sockets: who learns what, and when.

use super::Room;
use crate::{
    api::replay::play,
    support::{
        live::{Live, equals_fresh},
        server::{add_people, new_person},
    },
};
use convene::proto::{
    self, ChatRules, ErrorCode, Permission, PublishReplay, Reaction, ReplayAudience,
    VoiceGroupKind, WaterfallState, command::Body, set_spotlight::On,
};

fn ask(text: &str, anonymous: bool) -> Body {
    Body::AskQuestion(proto::AskQuestion { text: text.to_owned(), anonymous })
}

fn vote(question_id: &str, on: bool) -> Body {
    Body::VoteQuestion(proto::VoteQuestion { question_id: question_id.to_owned(), on })
}

fn show(question_id: &str, shown: bool) -> Body {
    Body::ShowQuestion(proto::ShowQuestion { question_id: question_id.to_owned(), shown })
}

fn ready(waterfall_id: &str, text: &str) -> Body {
    let (waterfall_id, text) = (waterfall_id.to_owned(), text.to_owned());
    Body::ReadyWaterfall(proto::ReadyWaterfall { waterfall_id, text })
}

fn question(live: &Live, text: &str) -> String {
    let mine = live.kept.view.my_questions.iter().filter_map(|mine| mine.question.clone());
    let all = live.kept.view.questions.iter().cloned().chain(mine);
    all.filter(|asked| asked.text == text).map(|asked| asked.id).next_back().unwrap()
}

async fn until_shown(live: &mut Live, text: &str) -> proto::Question {
    let is_it = |asked: &&proto::Question| asked.text == text;
    live.until(text, |live| live.kept.view.questions.iter().any(|asked| is_it(&asked))).await;
    live.kept.view.questions.iter().find(is_it).unwrap().clone()
}

async fn until_votes(live: &mut Live, votes: u32) {
    live.until("votes", |live| live.kept.view.questions[0].votes == votes).await;
}

/// What readers hold is what a newcomer is given.
async fn equal_fresh_ones(room: &mut Room) {
    let Room { ana, ben, fay, team, .. } = room;
    for (live, browser) in [(ana, &team.ana), (ben, &team.ben), (fay, &team.fay)] {
        equals_fresh(live, browser, &team.session, "V2").await;
    }
}

/// An id as it stands in a binary frame, and a name.
fn tells(live: &Live, from: usize, what: &str) -> bool {
    live.bytes[from..].windows(what.len()).any(|window| window == what.as_bytes())
}

#[tokio::test]
async fn nobody_learns_who_asked() {
    let mut room = Room::open().await;
    let [ana, ..] = room.team.ids.clone();
    let name = room.ana.kept.view.people.iter().find(|p| p.id == ana).unwrap().name.clone();
    let (before, of_fay) = (room.ben.bytes.len(), room.fay.bytes.len());
    room.ana.ask(ask("What does it cost?", true)).await.unwrap();
    let id = question(&room.ana, "What does it cost?");
    room.fay.until("the desk", |live| live.kept.view.question_desk.len() == 1).await;
    assert_eq!(room.fay.kept.view.question_desk[0].author_id, ana, "staff see it");
    assert!(tells(&room.fay, of_fay, &name), "and by name");
    let refused = room.ben.ask(vote(&id, true)).await.unwrap_err();
    assert_eq!(refused.code(), ErrorCode::NoSuchQuestion);
    room.fay.ask(show(&id, true)).await.unwrap();
    let shown = until_shown(&mut room.ben, "What does it cost?").await;
    assert_eq!((&*shown.author_id, &*shown.author_name), ("", ""));
    room.ben.ask(vote(&id, true)).await.unwrap();
    assert_eq!(room.ben.kept.view.my_votes, std::slice::from_ref(&id));
    room.ana.ask(vote(&id, true)).await.unwrap_err();
    until_votes(&mut room.ben, 1).await;
    let (question_id, text) = (id.clone(), "Nothing".to_owned());
    let answer = proto::AnswerQuestion { question_id, text, undo: false };
    room.fay.ask(Body::AnswerQuestion(answer)).await.unwrap();
    let on = Some(On::QuestionId(id.clone()));
    room.fay.ask(Body::SetSpotlight(proto::SetSpotlight { on })).await.unwrap();
    room.ben.until("the spotlight", |live| live.kept.view.spotlight.is_some()).await;
    assert!(!tells(&room.ben, before, &ana), "no frame holds her id");
    assert!(!tells(&room.ben, before, &name), "nor her name");
    until_votes(&mut room.ana, 1).await;
    room.fay.until("the vote", |live| live.kept.view.questions[0].votes == 1).await;
    room.ana.until("the spotlight", |live| live.kept.view.spotlight.is_some()).await;
    equal_fresh_ones(&mut room).await;
    room.fay.ends().await;
    let audience = ReplayAudience::Attended.into();
    room.fay.ask(Body::PublishReplay(PublishReplay { audience })).await.unwrap();
    let (view, _) = play(&room.team.ben, &room.team.session).await;
    assert_eq!(view.questions[0].author_id, "", "nor does a replay");
    assert_eq!(view.questions[0].answer, "Nothing");
}

#[tokio::test]
async fn what_was_taken_back_is_in_no_replay() {
    let mut room = Room::open().await;
    for text in ["rash question", "rude question", "fair question"] {
        room.ana.ask(ask(text, false)).await.unwrap();
        until_shown(&mut room.ben, text).await;
    }
    let rash = question(&room.ana, "rash question");
    let rude = question(&room.ana, "rude question");
    let withdraw = proto::WithdrawQuestion { question_id: rash };
    room.ana.ask(Body::WithdrawQuestion(withdraw)).await.unwrap();
    room.fay.ask(show(&rude, false)).await.unwrap();
    room.ben.until("one", |live| live.kept.view.questions.len() == 1).await;
    room.fay.ends().await;
    let audience = ReplayAudience::Attended.into();
    room.fay.ask(Body::PublishReplay(PublishReplay { audience })).await.unwrap();
    let has = |bytes: &[u8], text: &str| bytes.windows(text.len()).any(|w| w == text.as_bytes());
    let (_, bytes) = play(&room.team.ben, &room.team.session).await;
    assert!(has(&bytes, "fair question"));
    assert!(!has(&bytes, "rash question") && !has(&bytes, "rude question"));
    let (_, bytes) = play(&room.team.fay, &room.team.session).await;
    assert!(has(&bytes, "rash question") && has(&bytes, "rude question"), "who reviews it");
}

/// One person, two screens: one vote.
#[tokio::test]
async fn two_connections_vote_once() {
    let mut room = Room::open().await;
    room.fay.ask(ask("Why?", false)).await.unwrap();
    let mut other = Live::enter(&room.team.ben, &room.team.session).await;
    let id = until_shown(&mut room.ben, "Why?").await.id;
    until_shown(&mut other, "Why?").await;
    for live in [&mut room.ben, &mut other] {
        live.ask(vote(&id, true)).await.unwrap();
    }
    room.ana.ask(vote(&id, true)).await.unwrap();
    until_votes(&mut room.fay, 2).await;
    other.ask(vote(&id, false)).await.unwrap();
    until_votes(&mut room.fay, 1).await;
    room.ben.until("taken back", |live| live.kept.view.my_votes.is_empty()).await;
}

#[tokio::test]
async fn nothing_of_a_waterfall_runs_before_the_gate() {
    let mut room = Room::open().await;
    let prompt = Some(proto::Text { en: "In a word?".to_owned(), es: String::new() });
    room.fay.ask(Body::StartWaterfall(proto::StartWaterfall { prompt })).await.unwrap();
    let is_open = |live: &Live| live.kept.view.waterfall.is_some();
    room.ana.until("the waterfall", is_open).await;
    room.ben.until("the waterfall", is_open).await;
    let id = room.ana.kept.view.waterfall.clone().unwrap().id;
    let write = proto::WriteWaterfall { waterfall_id: id.clone() };
    room.ben.ask(Body::WriteWaterfall(write)).await.unwrap();
    room.ana.ask(ready(&id, "word-of-ana")).await.unwrap();
    let counted = |ready, writing| {
        let is_it =
            move |count: &proto::WaterfallCount| (count.ready, count.writing) == (ready, writing);
        move |live: &Live| live.kept.view.waterfall_count.as_ref().is_some_and(is_it)
    };
    room.fay.until("one ready, one writing", counted(1, 1)).await;
    room.ben.ask(ready(&id, "word-of-ben")).await.unwrap();
    room.fay.until("two ready", counted(2, 0)).await;
    room.ana.says("a mark").await;
    for live in [&mut room.ben, &mut room.fay] {
        live.until_line("a mark").await;
        assert!(!live.sees_bytes("word-of-ana"), "nobody else");
    }
    assert!(!room.ana.sees_bytes("word-of-ben") && !room.fay.sees_bytes("word-of-ben"));
    assert_eq!(room.ana.kept.view.my_answer.clone().unwrap().text, "word-of-ana");
    assert!(room.ben.kept.view.waterfall_count.is_none(), "counts are for facilitators");
    equal_fresh_ones(&mut room).await;
    let end = proto::EndWaterfall { waterfall_id: id.clone(), release: true };
    room.fay.ask(Body::EndWaterfall(end)).await.unwrap();
    for live in [&mut room.ana, &mut room.ben, &mut room.fay] {
        live.until_line("word-of-ben").await;
        assert_eq!(live.lines(), ["a mark", "word-of-ana", "word-of-ben"], "all at once");
        let is_over = |live: &Live| {
            let waterfall = live.kept.view.waterfall.as_ref().unwrap();
            waterfall.state() == WaterfallState::Released
        };
        live.until("the end", is_over).await;
    }
    let late = room.ana.ask(ready(&id, "late")).await.unwrap_err();
    assert_eq!(late.code(), ErrorCode::WaterfallOver);
    equal_fresh_ones(&mut room).await;
}

#[tokio::test]
async fn hands_turns_and_the_pulse() {
    let mut room = Room::open().await;
    let [ana, ben, _] = room.team.ids.clone();
    for live in [&mut room.ben, &mut room.ana] {
        live.ask(Body::RaiseHand(proto::RaiseHand { up: true })).await.unwrap();
    }
    room.fay.until("two hands", |live| live.kept.view.hands.len() == 2).await;
    assert_eq!(room.fay.kept.view.hands[0].person_id, ben, "in order");
    let turn = |person_id: &str, seconds| {
        Body::GiveTurn(proto::GiveTurn { person_id: person_id.to_owned(), seconds })
    };
    room.fay.ask(turn(&ben, 60)).await.unwrap();
    room.ana.until("a turn", |live| live.kept.view.turn.is_some()).await;
    let long = room.fay.ask(turn(&ana, 3_601)).await.unwrap_err();
    assert_eq!((long.code(), &*long.field), (ErrorCode::Invalid, "give_turn.seconds"));
    let reaction = Reaction::Clap.into();
    for _ in 0..5 {
        room.ana.ask(Body::PressReaction(proto::PressReaction { reaction })).await.unwrap();
    }
    let claps = |live: &Live| {
        let pulse = live.kept.view.pulse.as_ref();
        pulse.is_some_and(|pulse| pulse.counts.iter().any(|found| found.count == 5))
    };
    for live in [&mut room.ana, &mut room.ben, &mut room.fay] {
        live.until("five claps", claps).await;
        live.until("one hand", |live| live.kept.view.hands.len() == 1).await;
    }
    equal_fresh_ones(&mut room).await;
    room.fay.ends().await;
    room.ana.until("no hands", |live| live.kept.view.hands.is_empty()).await;
    room.ana.until("no turn", |live| live.view().turn.is_none()).await;
}

#[tokio::test]
async fn digests() {
    let mut room = Room::open().await;
    let rules = |digest_above_per_minute| {
        let rules = Some(ChatRules { digest_above_per_minute, ..ChatRules::default() });
        Body::SetChatRules(proto::SetChatRules { rules })
    };
    for wrong in [9, 10_001] {
        let refused = room.fay.ask(rules(wrong)).await.unwrap_err();
        let field = "set_chat_rules.rules.digest_above_per_minute";
        assert_eq!((refused.code(), &*refused.field), (ErrorCode::Invalid, field));
    }
    room.fay.ask(rules(10)).await.unwrap();
    let is_set = |live: &Live| {
        let rules = live.kept.view.chat_rules.as_ref();
        rules.is_some_and(|rules| rules.digest_above_per_minute == 10)
    };
    room.ana.until("the rules", is_set).await;
}

#[tokio::test]
async fn written_voice() {
    let mut room = Room::open().await;
    let rows = (0..4).map(|n| new_person(&format!("Person {n}"), Permission::Participant));
    let links = add_people(&room.team.admin, &room.team.session, rows.collect()).await;
    let path = format!("/api/sessions/{}/voice", room.team.session);
    let read = async || room.team.fay.get::<proto::Voice>(&path).await.unwrap();
    room.ana.says("hello").await;
    let two = read().await;
    assert_eq!((two.people, two.people_heard, two.contributions), (2, 1, 1));
    assert!(two.rows.iter().all(|row| row.suppressed && row.people == 0), "too few: {two:?}");
    let mut others = Vec::new();
    for link in links {
        let browser = room.server.browser();
        browser.join(&link.link).await.unwrap();
        let mut live = Live::enter(&browser, &room.team.session).await;
        live.consent().await;
        others.push(live);
    }
    room.ana.until("all", |live| live.kept.view.people.len() == 7).await;
    let six = read().await;
    let roles = six.rows.iter().filter(|row| row.kind() == VoiceGroupKind::JobRole);
    let shown: Vec<_> = roles.map(|row| (row.people, row.contribution_permille)).collect();
    assert_eq!(shown, [(6, 1000)], "{six:?}");
}
