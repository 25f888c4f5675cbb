//! Conversations as people have them: threads, mentions, reactions, edits, and what is taken
//! back; the whole of it by paging.

use super::Room;
use crate::support::{
    live::{Live, say, say_in_the_back, say_to},
    view::apply,
};
use convene::proto::{
    self, ChatRules, DeleteLine, EditLine, ErrorCode, KeepLine, PinLine, PrivateLines, React,
    Reaction, ReportLine, ReviewState, SendLine, SetChatRules, Withdrawn, command::Body,
};

fn id_of(live: &Live, text: &str) -> String {
    let lines = live.kept.view.channels.iter().flat_map(|channel| &channel.lines);
    lines.filter(|line| line.text == text).map(|line| line.id.clone()).next_back().unwrap()
}

fn find<'a>(live: &'a Live, id: &str) -> Option<&'a proto::Line> {
    let mut lines = live.kept.view.channels.iter().flat_map(|channel| &channel.lines);
    lines.find(|line| line.id == id)
}

fn answer(to: &str, text: &str, mentions: &[&str]) -> Body {
    let Body::SendLine(line) = say(text) else { unreachable!() };
    let mention_ids = mentions.iter().map(ToString::to_string).collect();
    Body::SendLine(SendLine { reply_to_id: to.to_owned(), mention_ids, ..line })
}

async fn thread(room: &Room, line: &str) -> Result<Vec<String>, ErrorCode> {
    let path = format!("/api/sessions/{}/lines/{line}/thread", room.team.session);
    let found = room.team.ana.get::<proto::Lines>(&path).await;
    let lines = found.map_err(|problem| problem.code())?.lines;
    Ok(lines.into_iter().map(|line| line.text).collect())
}

#[tokio::test]
async fn threads_and_mentions() {
    let mut room = Room::open().await;
    room.ana.says("a question").await;
    let root = id_of(&room.ana, "a question");
    room.ben.until_line("a question").await;
    let ana = room.team.ids[0].clone();
    room.ben.ask(answer(&root, "an answer", &[&ana])).await.unwrap();
    let first = id_of(&room.ben, "an answer");
    room.fay.ask(answer(&first, "an answer to that", &[])).await.unwrap();
    room.ana.until_line("an answer to that").await;
    let last = find(&room.ana, &id_of(&room.ana, "an answer to that")).unwrap().clone();
    assert_eq!(last.reply_to_id, root, "one thread");
    assert_eq!(find(&room.ana, &first).unwrap().mention_ids, [ana]);
    let texts = ["a question", "an answer", "an answer to that"];
    assert_eq!(thread(&room, &first).await.unwrap(), texts);
    let stranger = "per_AAAAAAAAAAAAAAAAAAAAAA";
    let refused = room.ben.ask(answer(&root, "hey", &[stranger])).await.unwrap_err();
    assert_eq!(refused.code(), ErrorCode::NoSuchPerson);
    room.fay.ask(say_in_the_back("hidden")).await.unwrap();
    let hidden = id_of(&room.fay, "hidden");
    assert_eq!(thread(&room, &hidden).await, Err(ErrorCode::NoSuchLine));
    let refused = room.ana.ask(answer(&hidden, "what?", &[])).await.unwrap_err();
    assert_eq!(refused.code(), ErrorCode::NoSuchLine);
}

#[tokio::test]
async fn reactions_are_counted_and_ones_own_are_known() {
    let mut room = Room::open().await;
    room.ana.says("we did it").await;
    let line_id = id_of(&room.ana, "we did it");
    let react = |reaction: Reaction, on| {
        Body::React(React { line_id: line_id.clone(), reaction: reaction.into(), on })
    };
    room.ben.ask(react(Reaction::Clap, true)).await.unwrap();
    room.ben.ask(react(Reaction::Clap, true)).await.unwrap();
    room.fay.ask(react(Reaction::Clap, true)).await.unwrap();
    room.fay.ask(react(Reaction::Heart, true)).await.unwrap();
    room.fay.ask(react(Reaction::Heart, false)).await.unwrap();
    let clapped = |live: &Live| {
        let reactions = &find(live, &line_id).unwrap().reactions;
        reactions.iter().any(|found| found.reaction() == Reaction::Clap && found.count == 2)
    };
    room.ana.until("two claps", clapped).await;
    assert_eq!(find(&room.ana, &line_id).unwrap().reactions.len(), 1);
    let again = Live::enter(&room.team.ben, &room.team.session).await;
    assert_eq!(again.kept.view.my_reactions.len(), 1, "after a reload");
    room.ben.until("two claps", clapped).await;
    assert_eq!(again.view().channels, room.ben.view().channels);
}

#[tokio::test]
async fn what_is_taken_back_is_withheld() {
    let mut room = Room::open().await;
    for text in ["regret-this", "typo-secret", "rude-words", "fine"] {
        room.ana.says(text).await;
    }
    let [regret, typo, rude] =
        ["regret-this", "typo-secret", "rude-words"].map(|text| id_of(&room.ana, text));
    let edit = EditLine { line_id: typo.clone(), text: "no typo".to_owned() };
    let refused = room.ben.ask(Body::EditLine(edit.clone())).await.unwrap_err();
    assert_eq!(refused.code(), ErrorCode::NotAllowed);
    room.ana.ask(Body::EditLine(edit)).await.unwrap();
    let delete = |line: &str| Body::DeleteLine(DeleteLine { line_id: line.to_owned() });
    let refused = room.ben.ask(delete(&regret)).await.unwrap_err();
    assert_eq!(refused.code(), ErrorCode::NotAllowed);
    room.ana.ask(delete(&regret)).await.unwrap();
    room.ben.ask(Body::ReportLine(ReportLine { line_id: rude.clone() })).await.unwrap();
    let open = |live: &Live| live.kept.view.reviews.iter().any(|r| r.state() == ReviewState::Open);
    room.fay.until("a report", open).await;
    room.fay.ask(delete(&rude)).await.unwrap();
    let gone = |live: &Live| {
        find(live, &rude).unwrap().withdrawn() == Withdrawn::ByFacilitator
            && find(live, &regret).unwrap().withdrawn() == Withdrawn::ByAuthor
    };
    room.ben.until("tombstones", gone).await;
    assert!(find(&room.ben, &rude).unwrap().text.is_empty());
    assert_eq!(find(&room.ben, &typo).unwrap().text, "no typo");
    room.fay
        .until("settled", |live| {
            live.kept.view.reviews.iter().all(|r| r.state() == ReviewState::Withdrawn)
        })
        .await;
    let reviewed: Vec<_> =
        room.fay.kept.view.reviews.iter().map(|r| r.line.clone().unwrap().text).collect();
    assert_eq!(reviewed, ["regret-this", "rude-words"].map(str::to_owned), "with their text");
    // Every later read: a newcomer's view, a page, a thread, the replay at earlier moments.
    let secrets = ["regret-this", "typo-secret", "rude-words"];
    let late = Live::enter(&room.team.ben, &room.team.session).await;
    let session = room.team.session.clone();
    let page = format!("/api/sessions/{session}/channels/plenary/lines");
    let page = room.team.ben.send("GET", &page, &[], "").await.body;
    room.fay.ends().await;
    let audience = proto::ReplayAudience::Roster.into();
    room.fay.ask(Body::PublishReplay(proto::PublishReplay { audience })).await.unwrap();
    let window = format!("/api/sessions/{session}/replay/0");
    let replay = room.team.ben.send("GET", &window, &[], "").await;
    for secret in secrets {
        assert!(!late.sees_bytes(secret), "{secret} in a view");
        for (what, bytes) in [("page", &page), ("replay", &replay.body)] {
            let found = String::from_utf8_lossy(bytes).contains(secret);
            assert!(!found, "{secret} in the {what}");
        }
    }
    let window: proto::ReplayWindow = replay.read().unwrap();
    let mut view = window.keyframe.unwrap();
    window.changes.into_iter().for_each(|c| apply(&mut view, c.change.unwrap().change.unwrap()));
    let plenary = view.channels.iter().find(|channel| channel.id == "plenary").unwrap();
    let texts: Vec<_> = plenary.lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(texts, ["no typo", "fine"], "as if it had never been said");
    let for_review = format!("/api/sessions/{session}/replay/0");
    let for_review = room.team.fay.send("GET", &for_review, &[], "").await.body;
    assert!(String::from_utf8_lossy(&for_review).contains("rude-words"), "those who review see it");
}

/// Whoever was away, or behind, gets the line as it is now: not a byte of what it was.
#[tokio::test]
async fn what_was_taken_back_meanwhile_is_never_sent() {
    let mut room = Room::open().await;
    let (away, session) = (room.ben.kept.clone(), room.team.session.clone());
    drop(std::mem::replace(&mut room.ben, Live::enter(&room.team.ben, &session).await));
    for text in ["regret-this", "typo-secret"] {
        room.ana.says(text).await;
    }
    let [regret, typo] = ["regret-this", "typo-secret"].map(|text| id_of(&room.ana, text));
    room.fay.until_line("regret-this").await;
    room.fay.ask(Body::PinLine(PinLine { line_id: regret.clone(), pinned: true })).await.unwrap();
    let on = Some(proto::set_spotlight::On::LineId(typo.clone()));
    room.fay.ask(Body::SetSpotlight(proto::SetSpotlight { on })).await.unwrap();
    room.ana.ask(Body::DeleteLine(DeleteLine { line_id: regret })).await.unwrap();
    let edit = EditLine { line_id: typo, text: "no typo".to_owned() };
    room.ana.ask(Body::EditLine(edit)).await.unwrap();
    let mut back = Live::enter_with(&room.team.ben, &session, away).await;
    back.until_line("no typo").await;
    assert_eq!(back.why, proto::Why::Resumed, "not by way of a fresh view");
    assert!(!back.sees_bytes("regret-this") && !back.sees_bytes("typo-secret"));
    let fresh = Live::enter(&room.team.ben, &session).await;
    back.until("all of it", |live| live.view() == fresh.view()).await;
}

/// A private line that its author takes back is nobody's; one that was reported is reviewed.
#[tokio::test]
async fn private_lines_are_reviewed_only_when_reported() {
    let mut room = Room::open().await;
    let ben = room.team.ids[1].clone();
    for text in ["private-regret", "private-insult"] {
        room.ana.ask(say_to(&[&ben], text)).await.unwrap();
    }
    room.ben.until("both", |live| live.kept.view.channels.iter().any(|c| c.lines.len() == 2)).await;
    let [regret, insult] = ["private-regret", "private-insult"].map(|text| id_of(&room.ana, text));
    room.ana.ask(Body::DeleteLine(DeleteLine { line_id: regret })).await.unwrap();
    let refused =
        room.ben.ask(Body::DeleteLine(DeleteLine { line_id: insult.clone() })).await.unwrap_err();
    assert_eq!(refused.code(), ErrorCode::NotAllowed);
    room.ben.ask(Body::ReportLine(ReportLine { line_id: insult.clone() })).await.unwrap();
    room.fay.until("a report", |live| live.kept.view.reviews.len() == 1).await;
    assert!(room.fay.sees_bytes("private-insult") && !room.fay.sees_bytes("private-regret"));
    room.fay.ask(Body::KeepLine(KeepLine { line_id: insult })).await.unwrap();
    let kept = |live: &Live| live.kept.view.reviews[0].state() == ReviewState::Kept;
    room.fay.until("kept", kept).await;
}

#[tokio::test]
async fn pins_and_rules() {
    let mut room = Room::open().await;
    room.ana.says("the link to the slides").await;
    let line_id = id_of(&room.ana, "the link to the slides");
    room.fay.until_line("the link to the slides").await;
    let pin = |pinned| Body::PinLine(PinLine { line_id: line_id.clone(), pinned });
    room.fay.ask(pin(true)).await.unwrap();
    let pinned = |n: usize| move |live: &Live| live.kept.view.channels[0].pinned.len() == n;
    room.ben.until("a pin", pinned(1)).await;
    room.ana.ask(Body::DeleteLine(DeleteLine { line_id: line_id.clone() })).await.unwrap();
    room.ben.until("no pin", pinned(0)).await;
    let rules = |rules: ChatRules| Body::SetChatRules(SetChatRules { rules: Some(rules) });
    room.fay.ask(rules(ChatRules { slow_mode_s: 600, ..Default::default() })).await.unwrap();
    let slow = room.ana.ask(say("again")).await.unwrap_err();
    assert_eq!(slow.code(), ErrorCode::SlowMode, "{}", slow.detail);
    room.fay.says("facilitators need not wait").await;
    room.fay.says("at all").await;
    room.fay.ask(rules(ChatRules { locked: true, ..Default::default() })).await.unwrap();
    assert_eq!(room.ben.ask(say("hm")).await.unwrap_err().code(), ErrorCode::ChatLocked);
    let private_lines = PrivateLines::ToFacilitators.into();
    room.fay.ask(rules(ChatRules { private_lines, ..Default::default() })).await.unwrap();
    let [_, ben, fay] = room.team.ids.clone();
    let refused = room.ana.ask(say_to(&[&ben], "psst")).await.unwrap_err();
    assert_eq!(refused.code(), ErrorCode::PrivateLinesOff);
    room.ana.ask(say_to(&[&fay], "help")).await.unwrap();
}

#[tokio::test]
async fn all_of_it_by_paging() {
    let mut room = Room::open().await;
    for n in 0..230 {
        let who = [&mut room.ana, &mut room.ben, &mut room.fay];
        who[n % 3].command(say(&format!("line {n}"))).await;
        if n % 10 == 9 {
            // In order, and within what one person may send at once.
            room.ana.until("each", |live| live.kept.received_since > 0 || live.frames > 0).await;
        }
    }
    room.ana.until("all", |live| live.kept.view.channels[0].lines.len() == 100).await;
    let late = loop {
        let late = Live::enter(&room.team.ben, &room.team.session).await;
        let base = format!("/api/sessions/{}/channels/plenary/lines", room.team.session);
        let mut seen: Vec<proto::Line> =
            late.kept.view.channels.iter().find(|c| c.id == "plenary").unwrap().lines.clone();
        loop {
            let path = format!("{base}?before={}", seen[0].id);
            let page: proto::Lines = room.team.ben.get(&path).await.unwrap();
            seen.splice(0..0, page.lines);
            if !page.has_more {
                break;
            }
        }
        // Lines may still be on their way.
        if seen.len() == 230 {
            break seen;
        }
    };
    let mut texts: Vec<_> = late.iter().map(|line| line.text.clone()).collect();
    texts.sort();
    texts.dedup();
    assert_eq!(texts.len(), 230, "each once");
    let path = format!("/api/sessions/{}/channels/facilitators/lines", room.team.session);
    assert_eq!(room.team.ana.send("GET", &path, &[], "").await.status, 404);
}
