//! V2 and G6 over real sockets: what readers hold after anything at all is what a newcomer
//! is given, and nothing of what is for others is in a byte that they got.

use super::Room;
use crate::support::{
    live::{Kept, Live, answer_consent, equals_fresh, say, say_in_the_back, say_to},
    rng::Rng,
    server::{add_people, new_item, new_person},
    view::sorted,
};
use convene::{
    live::TICK,
    proto::{
        self, Attention, Consent, Permission, Reaction, SetPermission, SlideChoice, Why,
        command::Body, set_spotlight::On,
    },
};
use futures_util::future::join_all;
use std::time::Instant;

/// Something to ask for, about something that is there.
fn something(rng: &mut Rng, live: &Live, ids: &[String]) -> Body {
    let other = &ids[rng.below(3)];
    let permission = if rng.one_in(2) { Permission::Facilitator } else { Permission::Participant };
    let lines = live.kept.view.channels.iter().flat_map(|channel| &channel.lines);
    let lines: Vec<_> = lines.map(|line| line.id.clone()).collect();
    let line_id = lines.get(rng.below(lines.len().max(1))).cloned().unwrap_or_default();
    let items = live.kept.view.outline.clone().unwrap_or_default().items;
    let item_id = items.get(rng.below(items.len().max(1))).map(|item| item.id.clone());
    let (item_id, person_id) = (item_id.unwrap_or_default(), other.clone());
    let now = live.kept.view.now.clone().unwrap_or_default().item.map(|item| item.id);
    if rng.one_in(4) {
        return something_to_talk_about(rng, live, other);
    }
    match rng.below(22) {
        0 => say_in_the_back("in the back"),
        1 | 2 => say_to(&[other], "between us"),
        3 => Body::SetPermission(SetPermission { person_id, permission: permission.into() }),
        4 => answer_consent(*rng.pick(&[Consent::Given, Consent::Given, Consent::WatchOnly])),
        5 | 6 => {
            let reaction = *rng.pick(&[Reaction::Heart, Reaction::Clap]);
            let on = !rng.one_in(3);
            Body::React(proto::React { line_id, reaction: reaction.into(), on })
        }
        7 => Body::EditLine(proto::EditLine { line_id, text: "otherwise".to_owned() }),
        8 => Body::DeleteLine(proto::DeleteLine { line_id }),
        9 => Body::PinLine(proto::PinLine { line_id, pinned: !rng.one_in(3) }),
        10 => Body::ReportLine(proto::ReportLine { line_id }),
        11 => Body::KeepLine(proto::KeepLine { line_id }),
        12 => {
            let locked = rng.one_in(3);
            let rules = Some(proto::ChatRules { locked, ..Default::default() });
            Body::SetChatRules(proto::SetChatRules { rules })
        }
        13 => {
            let item = Some(new_item("A step"));
            Body::PutAgendaItem(proto::PutAgendaItem { item, after_id: item_id })
        }
        14 => {
            let from_id = now.unwrap_or_default();
            Body::GoToAgendaItem(proto::GoToAgendaItem { item_id, from_id })
        }
        15 => {
            let item_id = now.unwrap_or_default();
            Body::ExtendAgendaItem(proto::ExtendAgendaItem { item_id, minutes: 1 })
        }
        16 => Body::RemoveAgendaItem(proto::RemoveAgendaItem { item_id }),
        17 => {
            let slide = SlideChoice { item_id, page: 2 };
            let on = [On::LineId(line_id), On::PersonId(person_id), On::Slide(slide)];
            let on = rng.pick(&on).clone();
            Body::SetSpotlight(proto::SetSpotlight { on: Some(on) })
        }
        18 => {
            let attention = rng.pick(&[Attention::Away, Attention::Listening]);
            Body::SetAttention(proto::SetAttention { attention: (*attention).into() })
        }
        19 => Body::AskPresence(proto::AskPresence {}),
        20 => Body::ConfirmPresence(proto::ConfirmPresence { check: 1 }),
        _ => say("to all"),
    }
}

/// Of questions, hands and the waterfall.
fn something_to_talk_about(rng: &mut Rng, live: &Live, other: &str) -> Body {
    let view = &live.kept.view;
    let desk = view.question_desk.iter().filter_map(|desk| desk.question.as_ref());
    let questions: Vec<_> = view.questions.iter().chain(desk).map(|asked| &asked.id).collect();
    let some =
        |rng: &mut Rng| questions.get(rng.below(questions.len().max(1))).map(|id| id.to_string());
    let (question_id, into_id) = (some(rng).unwrap_or_default(), some(rng).unwrap_or_default());
    let waterfall_id = view.waterfall.clone().unwrap_or_default().id;
    let (person_id, text) = (other.to_owned(), "in writing".to_owned());
    let is_likely = !rng.one_in(4);
    match rng.below(14) {
        0 | 1 => Body::AskQuestion(proto::AskQuestion { text, anonymous: rng.one_in(2) }),
        2 => Body::VoteQuestion(proto::VoteQuestion { question_id, on: is_likely }),
        3 => Body::ShowQuestion(proto::ShowQuestion { question_id, shown: is_likely }),
        4 => Body::MergeQuestion(proto::MergeQuestion { question_id, into_id }),
        5 => {
            let answer = proto::AnswerQuestion { question_id, text, undo: false };
            Body::AnswerQuestion(answer)
        }
        6 => Body::WithdrawQuestion(proto::WithdrawQuestion { question_id }),
        7 => Body::RaiseHand(proto::RaiseHand { up: is_likely }),
        8 => Body::GiveTurn(proto::GiveTurn { person_id, seconds: 5 }),
        9 => Body::LowerHand(proto::LowerHand { person_id }),
        10 => {
            let reaction = Reaction::Clap.into();
            Body::PressReaction(proto::PressReaction { reaction })
        }
        11 => Body::StartWaterfall(proto::StartWaterfall { prompt: None }),
        12 => Body::ReadyWaterfall(proto::ReadyWaterfall { waterfall_id, text }),
        _ => Body::EndWaterfall(proto::EndWaterfall { waterfall_id, release: is_likely }),
    }
}

#[tokio::test]
async fn long_lived_views_equal_fresh_ones() {
    let mut room = Room::open().await;
    let ids: Vec<String> = room.team.ids.to_vec();
    let mut rng = Rng::new(1);
    let mut said = 0;
    for round in 0..6 {
        for _ in 0..40 {
            let who = rng.below(3);
            let live = [&mut room.ana, &mut room.ben, &mut room.fay].into_iter().nth(who).unwrap();
            let body = something(&mut rng, live, &ids);
            said += usize::from(live.ask(body).await.is_ok());
        }
        // Everyone sees a last line; then nothing is on its way to anyone.
        room.team.admin.ticket(&room.team.session).await.unwrap();
        let mut admin = Live::enter(&room.team.admin, &room.team.session).await;
        admin.consent().await;
        let last = format!("end of round {round}");
        admin.says(&last).await;
        for (live, browser) in [
            (&mut room.ana, &room.team.ana),
            (&mut room.ben, &room.team.ben),
            (&mut room.fay, &room.team.fay),
        ] {
            live.until_line(&last).await;
            live.until("the admin", |live| {
                live.kept.view.people.iter().any(|p| p.name == "Ada Admin" && p.arrived)
            })
            .await;
            equals_fresh(live, browser, &room.team.session, &format!("round {round}")).await;
        }
    }
    assert!(said > 80, "only {said} commands were accepted");
}

#[tokio::test]
async fn hidden_lines_are_in_no_byte() {
    let mut room = Room::open().await;
    let ids = room.team.ids.clone();
    room.fay.ask(say_to(&[&ids[1]], "secret-for-ben")).await.unwrap();
    room.fay.ask(say_in_the_back("secret-in-the-back")).await.unwrap();
    room.fay.says("the end").await;
    room.ana.until_line("the end").await;
    room.ben.until_line("the end").await;
    assert!(room.ben.sees_bytes("secret-for-ben"));
    for (who, live) in [("Ana", &room.ana), ("Ben", &room.ben)] {
        assert!(!live.sees_bytes("secret-in-the-back"), "{who}");
    }
    let fresh = Live::enter(&room.team.ana, &room.team.session).await;
    for live in [&room.ana, &fresh] {
        assert!(!live.sees_bytes("secret-for-ben"));
        assert!(!live.sees_bytes("@example.org"), "addresses are for the roster's readers");
    }
}

/// V1: before consent, the name and state of the session and nothing else.
#[tokio::test]
async fn strangers_to_the_notice_see_the_door() {
    let mut room = Room::open().await;
    room.fay.says("said before").await;
    let links = add_people(
        &room.team.admin,
        &room.team.session,
        vec![new_person("Eva Expected", Permission::Participant)],
    )
    .await;
    let browser = room.server.browser();
    browser.join(&links[0].link).await.unwrap();
    let mut eva = Live::enter(&browser, &room.team.session).await;
    room.fay.says("said meanwhile").await;
    room.fay.ends().await;
    eva.until("the end", |live| live.kept.view.session.as_ref().unwrap().ended_at_ms > 0).await;
    assert!(!eva.sees_bytes("said") && !eva.sees_bytes("Fay Facilitator"));
    let seen =
        |live: &Live| live.kept.view.people.iter().any(|p| p.name == "Eva Expected" && p.arrived);
    assert!(!room.ana.kept.view.people.iter().any(|person| person.name == "Eva Expected"));
    eva.consent().await;
    eva.until("the whole view", |live| live.lines().len() == 2).await;
    room.ana.until("Eva", seen).await;
}

/// Many who come at once cost each reader frames by the tick, not by the arrival.
#[tokio::test]
async fn arrivals_come_in_batches() {
    const ARRIVALS: usize = 300;
    let mut room = Room::open().await;
    let rows = (0..ARRIVALS).map(|n| new_person(&format!("Person {n}"), Permission::Participant));
    let links = add_people(&room.team.admin, &room.team.session, rows.collect()).await;
    let (before, began) = (room.ana.frames, Instant::now());
    let session = &room.team.session;
    let arrive = links.iter().map(async |link| {
        let browser = room.server.browser();
        browser.join(&link.link).await.unwrap();
        let mut live = Live::enter(&browser, session).await;
        live.consent().await;
        live
    });
    let arrived = join_all(arrive).await;
    room.ana.until("everyone here", |live| live.here.len() == 3 + ARRIVALS).await;
    room.ana.until("everyone listed", |live| live.kept.view.people.len() >= 3 + ARRIVALS).await;
    let frames = room.ana.frames - before;
    // Per tick: presence, arrivals, perhaps a heartbeat.
    let ticks = usize::try_from(began.elapsed().as_millis() / TICK.as_millis()).unwrap() + 1;
    assert!(frames <= 3 * ticks + 5, "{frames} frames in {ticks} ticks");
    assert!(frames < ARRIVALS, "{frames} frames for {ARRIVALS} arrivals");
    drop(arrived);
    room.ana.until("everyone away", |live| live.here.len() == 3).await;
}

/// Nobody learns that something happened which is not for them: not even by an empty change.
#[tokio::test]
async fn what_is_not_for_them_makes_no_change() {
    let mut room = Room::open().await;
    let [ana, ben, _] = room.team.ids.clone();
    room.ana.ask(say_to(&[&ben], "between us")).await.unwrap();
    room.ben.until("a private line", |live| live.kept.view.channels.len() == 2).await;
    let private = room.ana.kept.view.channels.iter().find(|c| !c.person_ids.is_empty()).unwrap();
    let line_id = private.lines[0].id.clone();
    let cleo = room.server.browser();
    let rows = vec![new_person("Cleo Colleague", Permission::Participant)];
    let link = add_people(&room.team.admin, &room.team.session, rows).await.remove(0);
    cleo.join(&link.link).await.unwrap();
    let mut cleo = Live::enter(&cleo, &room.team.session).await;
    cleo.consent().await;
    room.ana.until("four", |live| live.kept.view.people.len() == 4).await;
    cleo.until("four", |live| live.kept.view.people.len() == 4).await;
    cleo.says("a mark").await;
    let before = (cleo.kept.received_since, cleo.kept.view.clone());
    let text = "otherwise".to_owned();
    room.ana.ask(Body::EditLine(proto::EditLine { line_id: line_id.clone(), text })).await.unwrap();
    room.ana.ask(Body::DeleteLine(proto::DeleteLine { line_id })).await.unwrap();
    let expected = new_person("Never Came", Permission::Participant);
    let never = add_people(&room.team.admin, &room.team.session, vec![expected]).await.remove(0);
    let remove = proto::RemovePerson { person_id: never.person_id };
    room.fay.ask(Body::RemovePerson(remove)).await.unwrap();
    let changes = cleo.changes;
    cleo.says("another mark").await;
    assert_eq!(cleo.changes - changes, 1, "her own line and nothing else");
    assert_eq!(before.1.people, cleo.kept.view.people, "{ana}");
}

/// Who can unpack gets a large view in a fraction of the bytes, and the same view.
#[tokio::test]
async fn large_views_come_packed() {
    let mut room = Room::open().await;
    let rows = (0..200).map(|n| new_person(&format!("Person {n}"), Permission::Participant));
    add_people(&room.team.admin, &room.team.session, rows.collect()).await;
    for n in 0..100 {
        room.fay.says(&format!("Line {n}: what worked, for whom, and how would we know?")).await;
    }
    let enter = async |browser, unpacks| {
        let mut live = Live::open(browser, "convene.v1.proto", Kept::default()).await;
        live.unpacks = unpacks;
        live.hello(browser.ticket(&room.team.session).await.unwrap()).await;
        live.until("welcome", |live| live.why != Why::Unspecified).await;
        live
    };
    for browser in [&room.team.fay, &room.team.ana] {
        let (plain, packed) = (enter(browser, false).await, enter(browser, true).await);
        assert_eq!((plain.packed, packed.packed), (0, 1));
        assert_eq!(sorted(packed.kept.view), sorted(plain.kept.view));
        assert!(packed.here.is_superset(&plain.here));
        let (small, large) = (packed.received, plain.received);
        assert!(small * 2 < large, "{small} of {large} bytes");
    }
}
