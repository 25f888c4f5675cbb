//! Who may do and read what: a row for every command and every route that the protocol
//! describes. A new one without a row fails.

use super::Room;
use crate::support::{
    browser::Browser,
    live::{Live, answer_consent, say},
    server::{PASSWORD, add_people, new_person},
};
use convene::proto::{
    self, Consent, DESCRIPTORS, ErrorCode, Permission, ReplayAudience, command::Body,
};
use convene::{codec::ids::WireId, domain::RoundId};
use prost_reflect::{ServiceDescriptor, Value};

const OK: Option<ErrorCode> = None;
const NOT_ALLOWED: Option<ErrorCode> = Some(ErrorCode::NotAllowed);
const CONSENT_NEEDED: Option<ErrorCode> = Some(ErrorCode::ConsentNeeded);
/// Allowed, but not now: the right is there.
const WRONG_STATE: Option<ErrorCode> = Some(ErrorCode::WrongState);

const NO_SUCH_ROUND: Option<ErrorCode> = Some(ErrorCode::NoSuchRound);

fn no_round() -> String {
    RoundId(uuid::Uuid::from_u128(1)).to_wire()
}

/// Outcomes for: expected (has not answered the notice), participant, facilitator, staff.
fn command(name: &str, ben: &str) -> (Body, [Option<ErrorCode>; 4]) {
    let only_facilitators = |outcome| [NOT_ALLOWED, NOT_ALLOWED, outcome, outcome];
    match name {
        "open_lobby" => (Body::OpenLobby(proto::OpenLobby {}), only_facilitators(WRONG_STATE)),
        "start_session" => {
            (Body::StartSession(proto::StartSession {}), only_facilitators(WRONG_STATE))
        }
        "end_session" => {
            // The first facilitator begins the countdown; it goes on for staff.
            let outcomes = [NOT_ALLOWED, NOT_ALLOWED, OK, OK];
            (Body::EndSession(proto::EndSession { now: false }), outcomes)
        }
        "publish_replay" => {
            let audience = ReplayAudience::Roster.into();
            let body = Body::PublishReplay(proto::PublishReplay { audience });
            (body, only_facilitators(WRONG_STATE))
        }
        "answer_consent" => (answer_consent(Consent::Given), [OK, OK, OK, OK]),
        "set_permission" => {
            let permission = Permission::Participant.into();
            let set = proto::SetPermission { person_id: ben.to_owned(), permission };
            (Body::SetPermission(set), only_facilitators(OK))
        }
        "remove_person" => {
            let remove = proto::RemovePerson { person_id: ben.to_owned() };
            (Body::RemovePerson(remove), only_facilitators(OK))
        }
        "send_line" => (say("hello"), [CONSENT_NEEDED, OK, OK, OK]),
        "cancel_end" => (Body::CancelEnd(proto::CancelEnd {}), only_facilitators(OK)),
        "reopen_session" => (Body::ReopenSession(proto::ReopenSession {}), only_facilitators(OK)),
        "ask_presence" => (Body::AskPresence(proto::AskPresence {}), only_facilitators(OK)),
        "set_spotlight" => {
            let on = Some(proto::set_spotlight::On::Nobody(proto::Nobody {}));
            (Body::SetSpotlight(proto::SetSpotlight { on }), only_facilitators(OK))
        }
        "confirm_presence" => {
            let over = Some(ErrorCode::CheckOver);
            (Body::ConfirmPresence(proto::ConfirmPresence { check: 1 }), [over; 4])
        }
        "set_attention" => {
            let attention = proto::Attention::Away.into();
            (Body::SetAttention(proto::SetAttention { attention }), [OK; 4])
        }
        "admit_person" => {
            let admit = proto::AdmitPerson { person_id: ben.to_owned() };
            (Body::AdmitPerson(admit), only_facilitators(OK))
        }
        "correct_person" => {
            let correct = proto::CorrectPerson {
                person_id: ben.to_owned(),
                name: "Ben Better".to_owned(),
                organisation: Some(proto::Organisation {
                    name: "Lakeside Unified".to_owned(),
                    ..Default::default()
                }),
                job_role: proto::JobRole::Partner.into(),
            };
            (Body::CorrectPerson(correct), only_facilitators(OK))
        }
        "merge_person" => {
            let (guest_id, into_person_id) = (ben.to_owned(), ben.to_owned());
            let merge = proto::MergePerson { guest_id, into_person_id };
            (Body::MergePerson(merge), only_facilitators(Some(ErrorCode::NoGuest)))
        }
        _ => more_commands(name),
    }
}

const POLL: &str = "pol_AAAAAAAAAAAAAAAAAAAAAA";
const RUN: &str = "run_AAAAAAAAAAAAAAAAAAAAAA";

/// About polls that are not there: the right comes first.
fn poll_commands(name: &str) -> (Body, [Option<ErrorCode>; 4]) {
    let none = Some(ErrorCode::NoSuchPoll);
    let facilitators = |outcome| [NOT_ALLOWED, NOT_ALLOWED, outcome, outcome];
    let (poll_id, run_id) = (POLL.to_owned(), RUN.to_owned());
    match name {
        "put_poll" => {
            let kind = proto::poll_item::Kind::Words(proto::WordsItem { words_max: 1 });
            let question = Some(proto::Text { en: "What?".to_owned(), es: String::new() });
            let title = question.clone();
            let item = proto::PollItem { id: 1, question, required: false, kind: Some(kind) };
            let poll = proto::Poll {
                title,
                items: vec![item],
                privacy: proto::PollPrivacy::Named.into(),
                results: proto::PollResults::Live.into(),
                ..proto::Poll::default()
            };
            (Body::PutPoll(proto::PutPoll { poll: Some(poll) }), facilitators(OK))
        }
        "remove_poll" => (Body::RemovePoll(proto::RemovePoll { poll_id }), facilitators(none)),
        "open_poll" => {
            let open = proto::OpenPoll { poll_id, place: None, after_run: 0 };
            (Body::OpenPoll(open), facilitators(none))
        }
        "extend_poll" => {
            let extend = proto::ExtendPoll { run_id, seconds: 30 };
            (Body::ExtendPoll(extend), facilitators(none))
        }
        "close_poll" => (Body::ClosePoll(proto::ClosePoll { run_id }), facilitators(none)),
        "reveal_poll" => {
            let reveal = proto::RevealPoll { run_id, on: true };
            (Body::RevealPoll(reveal), facilitators(none))
        }
        "cast_ballot" => {
            let cast = proto::CastBallot { run_id, answers: Vec::new() };
            (Body::CastBallot(cast), [CONSENT_NEEDED, none, none, none])
        }
        "hide_answer" => {
            let hide = proto::HideAnswer { run_id, item_id: 1, text: "rude".to_owned() };
            (Body::HideAnswer(hide), facilitators(none))
        }
        _ => panic!("the command `{name}` needs a row here"),
    }
}

const BOARD: &str = "brd_AAAAAAAAAAAAAAAAAAAAAA";
const ELEMENT: &str = "elm_AAAAAAAAAAAAAAAAAAAAAA";
const QUESTION: &str = "qst_AAAAAAAAAAAAAAAAAAAAAA";
const WATERFALL: &str = "wfl_AAAAAAAAAAAAAAAAAAAAAA";

/// About questions and waterfalls that are not there: the right comes first.
fn talk_commands(name: &str) -> (Body, [Option<ErrorCode>; 4]) {
    let facilitators = |outcome| [NOT_ALLOWED, NOT_ALLOWED, outcome, outcome];
    let writers = |outcome| [CONSENT_NEEDED, outcome, outcome, outcome];
    let (none, over) = (Some(ErrorCode::NoSuchQuestion), Some(ErrorCode::WaterfallOver));
    let question_id = QUESTION.to_owned();
    let waterfall_id = WATERFALL.to_owned();
    let (text, person_id) = ("Why?".to_owned(), String::new());
    match name {
        "ask_question" => {
            let ask = proto::AskQuestion { text, anonymous: true };
            (Body::AskQuestion(ask), writers(OK))
        }
        "vote_question" => {
            let vote = proto::VoteQuestion { question_id, on: true };
            (Body::VoteQuestion(vote), writers(none))
        }
        "withdraw_question" => {
            (Body::WithdrawQuestion(proto::WithdrawQuestion { question_id }), [none; 4])
        }
        "show_question" => {
            let show = proto::ShowQuestion { question_id, shown: true };
            (Body::ShowQuestion(show), facilitators(none))
        }
        "merge_question" => {
            let into_id = question_id.clone();
            let merge = proto::MergeQuestion { question_id, into_id };
            (Body::MergeQuestion(merge), facilitators(none))
        }
        "answer_question" => {
            let answer = proto::AnswerQuestion { question_id, text, undo: false };
            (Body::AnswerQuestion(answer), facilitators(none))
        }
        "assign_question" => {
            let assign = proto::AssignQuestion { question_id, person_id, promised_ms: 1 };
            (Body::AssignQuestion(assign), facilitators(none))
        }
        "set_question_rules" => {
            let rules = Some(proto::QuestionRules { closed: true, ..Default::default() });
            let set = proto::SetQuestionRules { rules };
            (Body::SetQuestionRules(set), facilitators(OK))
        }
        "raise_hand" => (Body::RaiseHand(proto::RaiseHand { up: true }), writers(OK)),
        "lower_hand" => (Body::LowerHand(proto::LowerHand { person_id }), facilitators(OK)),
        "give_turn" => {
            (Body::GiveTurn(proto::GiveTurn { person_id, seconds: 0 }), facilitators(OK))
        }
        "press_reaction" => {
            let reaction = proto::Reaction::Heart.into();
            (Body::PressReaction(proto::PressReaction { reaction }), writers(OK))
        }
        "start_waterfall" => {
            // The first facilitator begins it; it goes on for staff.
            let outcomes = [NOT_ALLOWED, NOT_ALLOWED, OK, Some(ErrorCode::WaterfallOpen)];
            (Body::StartWaterfall(proto::StartWaterfall { prompt: None }), outcomes)
        }
        "write_waterfall" => {
            (Body::WriteWaterfall(proto::WriteWaterfall { waterfall_id }), writers(over))
        }
        "ready_waterfall" => {
            let ready = proto::ReadyWaterfall { waterfall_id, text };
            (Body::ReadyWaterfall(ready), writers(over))
        }
        "end_waterfall" => {
            let end = proto::EndWaterfall { waterfall_id, release: true };
            (Body::EndWaterfall(end), facilitators(over))
        }
        _ => poll_commands(name),
    }
}

const LINE: &str = "lin_AAAAAAAAAAAAAAAAAAAAAA";
const ITEM: &str = "itm_AAAAAAAAAAAAAAAAAAAAAA";

/// About lines and steps that are not there: the right comes first.
fn room_commands(name: &str) -> (Body, [Option<ErrorCode>; 4]) {
    let only_facilitators = |outcome| [NOT_ALLOWED, NOT_ALLOWED, outcome, outcome];
    match name {
        "put_round" => {
            let spec = proto::RoundSpec {
                strategy: proto::Strategy::Manual.into(),
                ..proto::RoundSpec::default()
            };
            let title = Some(proto::Text { en: "Round".to_owned(), es: String::new() });
            let round = Some(proto::Round { title, spec: Some(spec), ..Default::default() });
            (Body::PutRound(proto::PutRound { round }), only_facilitators(OK))
        }
        "remove_round" => (
            Body::RemoveRound(proto::RemoveRound { round_id: no_round() }),
            only_facilitators(NO_SUCH_ROUND),
        ),
        "open_rooms" => (
            Body::OpenRooms(proto::OpenRooms { round_id: no_round() }),
            only_facilitators(NO_SUCH_ROUND),
        ),
        "place_people" => {
            let place = proto::PlacePeople { round_id: no_round(), placements: Vec::new() };
            (Body::PlacePeople(place), only_facilitators(NO_SUCH_ROUND))
        }
        "put_room" => {
            let put = proto::PutRoom { round_id: no_round(), ..Default::default() };
            (Body::PutRoom(put), only_facilitators(NO_SUCH_ROUND))
        }
        "extend_rooms" => {
            let extend = proto::ExtendRooms { round_id: no_round(), minutes: 5, rooms: vec![] };
            (Body::ExtendRooms(extend), only_facilitators(NO_SUCH_ROUND))
        }
        "close_rooms" => {
            let close = proto::CloseRooms { round_id: no_round(), now: false, rooms: vec![] };
            (Body::CloseRooms(close), only_facilitators(NO_SUCH_ROUND))
        }
        "tell_rooms" => {
            let text = Some(proto::Text { en: "Hello".to_owned(), es: String::new() });
            let tell = proto::TellRooms { round_id: no_round(), text, rooms: vec![] };
            (Body::TellRooms(tell), only_facilitators(NO_SUCH_ROUND))
        }
        "call_help" => {
            let not_in_a_room = Some(ErrorCode::RoundState);
            let outcomes = [CONSENT_NEEDED, not_in_a_room, not_in_a_room, not_in_a_room];
            (Body::CallHelp(proto::CallHelp { on: true }), outcomes)
        }
        "answer_help" => {
            let answer = proto::AnswerHelp { round_id: no_round(), room: 1, done: false };
            (Body::AnswerHelp(answer), only_facilitators(NO_SUCH_ROUND))
        }
        "choose_room" => {
            let choose = proto::ChooseRoom { round_id: no_round(), room: 1 };
            let outcomes = [CONSENT_NEEDED, NO_SUCH_ROUND, NO_SUCH_ROUND, NO_SUCH_ROUND];
            (Body::ChooseRoom(choose), outcomes)
        }
        _ => inside_rooms(name),
    }
}

/// In rooms that are not there: the right comes first.
fn inside_rooms(name: &str) -> (Body, [Option<ErrorCode>; 4]) {
    let round_id = no_round();
    let of_facilitators = [NOT_ALLOWED, NOT_ALLOWED, NO_SUCH_ROUND, NO_SUCH_ROUND];
    let of_the_room = [CONSENT_NEEDED, NO_SUCH_ROUND, NO_SUCH_ROUND, NO_SUCH_ROUND];
    let (room, rooms, person_id) = (1, vec![1], String::new());
    match name {
        "pause_rooms" => {
            (Body::PauseRooms(proto::PauseRooms { round_id, on: true }), of_facilitators)
        }
        "reopen_rooms" => {
            (Body::ReopenRooms(proto::ReopenRooms { round_id, rooms }), of_facilitators)
        }
        "merge_rooms" => {
            (Body::MergeRooms(proto::MergeRooms { round_id, room, into: 0 }), of_facilitators)
        }
        "look_into_rooms" => {
            (Body::LookIntoRooms(proto::LookIntoRooms { round_id, rooms }), of_facilitators)
        }
        "bar_from_rooms" => {
            let person_id = "per_AAAAAAAAAAAAAAAAAAAAAA".to_owned();
            let bar = proto::BarFromRooms { round_id, person_id, rooms };
            (Body::BarFromRooms(bar), of_facilitators)
        }
        "assign_rooms" => {
            let assign = proto::AssignRooms { round_id, rooms, person_id };
            (Body::AssignRooms(assign), of_facilitators)
        }
        "give_role" => {
            let role = proto::RoomRole::Leader.into();
            (Body::GiveRole(proto::GiveRole { round_id, room, role, person_id }), of_the_room)
        }
        "step_rooms" => {
            (Body::StepRooms(proto::StepRooms { round_id, rooms, step: 1 }), of_the_room)
        }
        "rotate_rooms" => {
            (Body::RotateRooms(proto::RotateRooms { round_id, rotation: 1 }), of_facilitators)
        }
        "put_result" => {
            let text = "What we found".to_owned();
            (Body::PutResult(proto::PutResult { round_id, room, text }), of_the_room)
        }
        "set_reports" => {
            let set = proto::SetReports { round_id, rooms, seconds: 60, now: 0 };
            (Body::SetReports(set), of_facilitators)
        }
        _ => board_commands(name),
    }
}

fn board_commands(name: &str) -> (Body, [Option<ErrorCode>; 4]) {
    let facilitators = |outcome| [NOT_ALLOWED, NOT_ALLOWED, outcome, outcome];
    let writers = |outcome| [CONSENT_NEEDED, outcome, outcome, outcome];
    let none = Some(ErrorCode::NoSuchBoard);
    let (board_id, element_id) = (BOARD.to_owned(), ELEMENT.to_owned());
    let board = proto::Board {
        title: Some(proto::Text { en: "Gallery".to_owned(), es: String::new() }),
        face: proto::Face::Notes.into(),
        mode: proto::BoardMode::Open.into(),
        ..proto::Board::default()
    };
    match name {
        "put_board" => {
            let put = proto::PutBoard { board: Some(board), elements: Vec::new() };
            (Body::PutBoard(put), facilitators(OK))
        }
        "remove_board" => (Body::RemoveBoard(proto::RemoveBoard { board_id }), facilitators(none)),
        "set_round_board" => {
            let round_id = no_round();
            let set = proto::SetRoundBoard { round_id, board: Some(board), ..Default::default() };
            (Body::SetRoundBoard(set), facilitators(NO_SUCH_ROUND))
        }
        "set_round_boards" => {
            let (round_id, mode) = (no_round(), proto::BoardMode::Open.into());
            let set = proto::SetRoundBoards { round_id, mode, ..Default::default() };
            (Body::SetRoundBoards(set), facilitators(none))
        }
        "edit_board" => {
            let edit = proto::EditBoard { board_id, elements: Vec::new() };
            (Body::EditBoard(edit), writers(none))
        }
        "vote_element" => {
            let vote = proto::VoteElement { board_id, element_id, on: true };
            (Body::VoteElement(vote), writers(none))
        }
        "report_element" => {
            let report = proto::ReportElement { board_id, element_id };
            (Body::ReportElement(report), writers(none))
        }
        "hide_element" => {
            let hide = proto::HideElement { board_id, element_id, hidden: true };
            (Body::HideElement(hide), facilitators(none))
        }
        "carry_elements" => {
            let carry = proto::CarryElements {
                into_board_id: board_id.clone(),
                board_id,
                element_ids: vec![element_id],
                section_id: String::new(),
            };
            (Body::CarryElements(carry), writers(none))
        }
        "harvest_boards" => {
            let harvest = proto::HarvestBoards { round_id: no_round(), into_board_id: board_id };
            (Body::HarvestBoards(harvest), facilitators(none))
        }
        _ => talk_commands(name),
    }
}

fn more_commands(name: &str) -> (Body, [Option<ErrorCode>; 4]) {
    let line_id = || LINE.to_owned();
    let item_id = || ITEM.to_owned();
    let no_line = Some(ErrorCode::NoSuchLine);
    let facilitators = |outcome| [NOT_ALLOWED, NOT_ALLOWED, outcome, outcome];
    let (no_item, moved) = (Some(ErrorCode::NoSuchItem), Some(ErrorCode::AgendaMoved));
    match name {
        "edit_line" => {
            let edit = proto::EditLine { line_id: line_id(), text: "better".to_owned() };
            (Body::EditLine(edit), [CONSENT_NEEDED, no_line, no_line, no_line])
        }
        "delete_line" => (Body::DeleteLine(proto::DeleteLine { line_id: line_id() }), [no_line; 4]),
        "pin_line" => {
            let pin = proto::PinLine { line_id: line_id(), pinned: true };
            (Body::PinLine(pin), facilitators(no_line))
        }
        "react" => {
            let reaction = proto::Reaction::Heart.into();
            let react = proto::React { line_id: line_id(), reaction, on: true };
            (Body::React(react), [CONSENT_NEEDED, no_line, no_line, no_line])
        }
        "report_line" => (Body::ReportLine(proto::ReportLine { line_id: line_id() }), [no_line; 4]),
        "keep_line" => {
            (Body::KeepLine(proto::KeepLine { line_id: line_id() }), facilitators(no_line))
        }
        "set_chat_rules" => {
            let rules = Some(proto::ChatRules { slow_mode_s: 5, ..Default::default() });
            (Body::SetChatRules(proto::SetChatRules { rules }), facilitators(OK))
        }
        "put_agenda_item" => {
            let item = Some(crate::support::server::new_item("Welcome"));
            let put = proto::PutAgendaItem { item, after_id: String::new() };
            (Body::PutAgendaItem(put), facilitators(OK))
        }
        "remove_agenda_item" => {
            let remove = proto::RemoveAgendaItem { item_id: item_id() };
            (Body::RemoveAgendaItem(remove), facilitators(no_item))
        }
        "move_agenda_item" => {
            let to = proto::MoveAgendaItem { item_id: item_id(), after_id: String::new() };
            (Body::MoveAgendaItem(to), facilitators(no_item))
        }
        "go_to_agenda_item" => {
            let to = proto::GoToAgendaItem { item_id: item_id(), from_id: String::new() };
            (Body::GoToAgendaItem(to), facilitators(no_item))
        }
        "extend_agenda_item" => {
            let extend = proto::ExtendAgendaItem { item_id: item_id(), minutes: 5 };
            (Body::ExtendAgendaItem(extend), facilitators(moved))
        }
        "turn_page" => {
            let turn = proto::TurnPage { item_id: item_id(), page: 2 };
            (Body::TurnPage(turn), facilitators(moved))
        }
        _ => room_commands(name),
    }
}

#[tokio::test]
async fn every_command() {
    let commands = DESCRIPTORS.get_message_by_name("convene.v1.Command").unwrap();
    let names: Vec<String> = commands
        .fields()
        .filter(|field| field.containing_oneof().is_some())
        .map(|field| field.name().to_owned())
        .collect();
    assert!(names.len() >= 8);
    for name in names {
        let mut room = Room::open().await;
        let rows = vec![new_person("Eva Expected", Permission::Participant)];
        let link = add_people(&room.team.admin, &room.team.session, rows).await.remove(0).link;
        let browser = room.server.browser();
        browser.join(&link).await.unwrap();
        let mut eva = Live::enter(&browser, &room.team.session).await;
        let mut staff = Live::enter(&room.team.admin, &room.team.session).await;
        staff.consent().await;
        let (body, outcomes) = command(&name, &room.team.ids[1]);
        let actors = [&mut eva, &mut room.ana, &mut room.fay, &mut staff];
        for (index, (live, outcome)) in actors.into_iter().zip(outcomes).enumerate() {
            let asked = live.ask(body.clone()).await.err().map(|reject| reject.code());
            assert_eq!(asked, outcome, "{name}, actor {index}");
        }
    }
}

/// Statuses for: stranger, participant, facilitator by seat, facilitator of another session
/// by account, staff (an admin).
type Statuses = [u16; 5];

fn read(name: &str, room: &Room) -> (String, Statuses) {
    let json = |text: &str| text.to_owned();
    let only_admins: Statuses = [401, 401, 401, 403, 200];
    let only_its_team: Statuses = [401, 403, 200, 404, 200];
    match name {
        "GetMe" | "ListOrganisations" | "GetCode" => (json(""), [200; 5]),
        "SignOut" => (json("{}"), [200; 5]),
        // Secrets decide, not who asks.
        "ClaimAdmin" => (
            json(
                r#"{"token":"guessed","name":"N","email":"n@example.org","password":"0123456789"}"#,
            ),
            [410; 5],
        ),
        "AcceptInvitation" => (json(r#"{"token":"guessed","password":"0123456789"}"#), [410; 5]),
        "SignIn" => (json(r#"{"email":"ada@example.org","password":"guessed"}"#), [401; 5]),
        "JoinByLink" => (json(r#"{"token":"guessed"}"#), [410; 5]),
        "JoinByCode" => (json(r#"{"code":"GUESSED2","name":"N"}"#), [404; 5]),
        "ListAccounts" => (json(""), only_admins),
        "CreateAccount" => {
            (json(r#"{"name":"N","email":"","permission":2}"#), [401, 401, 401, 403, 400])
        }
        "GetStatus" => (json(""), [401, 401, 401, 403, 200]),
        "PlanRound" => (r#"{"spec":{"strategy":"STRATEGY_MIXED"}}"#.to_owned(), only_its_team),
        "ListSessions" => (json(""), [401, 401, 401, 200, 200]),
        "CreateSession" => (json("{}"), [401, 401, 401, 400, 400]),
        "GetSession" => (json(""), only_its_team),
        "AddPeople" => (json("{}"), [401, 403, 400, 404, 400]),
        "ReissueLink" => (json("{}"), only_its_team),
        "NewTicket" => (json("{}"), [401, 200, 200, 404, 200]),
        "UpdateSession" => (json("{}"), [401, 403, 400, 404, 400]),
        "PreviewRoster" | "ImportRoster" => (json("{}"), [401, 403, 400, 404, 400]),
        "GetLinks" | "GetAttendance" => (json(""), only_its_team),
        "GetVoice" => (json(""), only_its_team),
        "CopyAgenda" => (json("{}"), [401, 403, 404, 404, 404]),
        "UploadFile" => (json(""), [401, 403, 400, 404, 400]),
        "GetFile" => (json(""), [401, 404, 404, 404, 404]),
        "GetLines" => (json(""), [401, 200, 200, 404, 200]),
        "GetThread" => (json(""), [401, 404, 404, 404, 404]),
        "GetCalendar" => (json(""), [401, 200, 200, 404, 200]),
        "GetLinkCalendar" => (json(""), [410; 5]),
        "ListSavedPolls" => (json(""), [401, 401, 401, 200, 200]),
        "ListBoards" => (json(""), [401, 200, 200, 404, 200]),
        "UploadBoardImage" => (json(""), [401, 404, 404, 404, 404]),
        "GetBoardImage" | "ExportBoardCsv" | "ExportBoardMarkdown" => {
            (json(""), [401, 404, 404, 404, 404])
        }
        "ListBoardTemplates" => (json(""), [401, 401, 401, 200, 200]),
        "SaveBoardTemplate" => (json("{}"), [401, 401, 401, 400, 400]),
        "RemoveBoardTemplate" => (json(""), [401, 401, 401, 404, 404]),
        "SavePoll" => (json("{}"), [401, 401, 401, 400, 400]),
        "RemoveSavedPoll" => (json(""), [401, 401, 401, 404, 404]),
        "GetBallots" => (json(""), [401, 404, 404, 404, 404]),
        "GetTransition" => (json(""), [401, 403, 404, 404, 404]),
        "OpenRun" => (json("{}"), [401, 400, 400, 404, 400]),
        "IssueToken" => (json("{}"), [401, 404, 404, 404, 404]),
        // Whoever asks, nobody asks who they are.
        "CastAnonymously" => (json("{}"), [400; 5]),
        "GetReplay" | "GetReplayWindow" => (json(""), [401, 403, 200, 404, 200]),
        _ => panic!("the route `{name}` needs a row here, in session {}", room.team.session),
    }
}

/// A facilitator by account who has nothing to do with the session.
async fn another_facilitator(room: &Room) -> Browser {
    let new = proto::CreateAccountBody {
        name: "Olga Other".to_owned(),
        email: "olga@example.org".to_owned(),
        permission: Permission::Facilitator.into(),
    };
    let invitation: proto::Invitation = room.team.admin.post("/api/accounts", &new).await.unwrap();
    let token = invitation.link.rsplit('/').next().unwrap().to_owned();
    let accept = proto::AcceptInvitationBody { token, password: PASSWORD.to_owned() };
    let olga = room.server.browser();
    let _: proto::Whoami = olga.post("/api/invitations", &accept).await.unwrap();
    olga
}

#[tokio::test]
async fn every_route() {
    let mut room = Room::open().await;
    room.fay.ends().await;
    let olga = another_facilitator(&room).await;
    let route = DESCRIPTORS.get_extension_by_name("convene.v1.route").unwrap();
    // Signing out last: it ends what the others need.
    let services: Vec<_> = DESCRIPTORS.services().collect();
    assert_eq!(services.len(), 2);
    let mut methods: Vec<_> = services.iter().flat_map(ServiceDescriptor::methods).collect();
    methods.sort_by_key(|method| method.name() == "SignOut");
    for method in methods {
        let options = method.options();
        let Value::String(route) = options.get_extension(&route).into_owned() else {
            panic!("{} has no route", method.name())
        };
        let (verb, path) = route.split_once(' ').unwrap();
        let path = path
            .replace("{session_id}", &room.team.session)
            .replace("{person_id}", &room.team.ids[1])
            .replace("{window}", "0")
            .replace("{code}", &room.team.code)
            .replace("{channel_id}", "plenary")
            .replace("{line_id}", LINE)
            .replace("{file_id}", "nothing")
            .replace("{run_id}", RUN)
            .replace("{poll_id}", POLL)
            .replace("/transition", "/transition?from=none&to=none&item=1")
            .replace("{token}", "guessed");
        let (body, statuses) = read(method.name(), &room);
        let stranger = room.server.browser();
        let actors = [&stranger, &room.team.ana, &room.team.fay, &olga, &room.team.admin];
        for (index, (browser, status)) in actors.into_iter().zip(statuses).enumerate() {
            let headers = [("content-type", "application/json")];
            let answer = browser.send(verb, &path, &headers, &body).await;
            let said = String::from_utf8_lossy(&answer.body);
            assert_eq!(answer.status, status, "{route}, actor {index}: {said}");
        }
    }
}
