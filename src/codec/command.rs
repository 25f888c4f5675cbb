//! What clients ask for, parsed once.

use crate::{
    codec::{
        FieldError,
        agenda::{agenda_item, extension, item_id, page, place},
        board, breakout,
        ids::WireId,
        people::organisation_and_role,
        poll, talk, terms,
    },
    domain::{
        Command, LineId, PersonId, RoundId,
        agenda::Command as Agenda,
        chat::{self, Command as Chat},
        presence,
        roster::{Command as Roster, Correction},
        session::{Command as Session, Spotlight},
        text::{Invalid, LineText, Name},
    },
    proto::{self, command::Body, send_line},
};
use prost::Message;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Reads a command's body. What it brings into being gets the id `fresh`.
///
/// # Errors
/// The field that is missing or wrong.
#[expect(clippy::too_many_lines, reason = "it names every command")]
pub fn command(body: &Body, fresh: Uuid) -> Result<Command, FieldError> {
    Ok(match body {
        Body::OpenLobby(_) => Command::Session(Session::OpenLobby),
        Body::StartSession(_) => Command::Session(Session::Start),
        Body::EndSession(body) if body.now => Command::Session(Session::EndNow),
        Body::EndSession(_) => Command::Session(Session::End),
        Body::CancelEnd(_) => Command::Session(Session::CancelEnd),
        Body::ReopenSession(_) => Command::Session(Session::Reopen),
        Body::SetSpotlight(body) => Command::Session(Session::SetSpotlight(spotlight(body)?)),
        Body::AnswerConsent(body) => {
            let answer = terms::consent_of(body.answer);
            let answer = answer.ok_or_else(|| FieldError::missing("answer_consent.answer"))?;
            Command::Session(Session::AnswerConsent(answer))
        }
        Body::PublishReplay(body) => {
            let audience = terms::replay_audience_of(body.audience);
            let audience =
                audience.ok_or_else(|| FieldError::missing("publish_replay.audience"))?;
            Command::Session(Session::PublishReplay(audience))
        }
        Body::AskPresence(_) => Command::Presence(presence::Command::Ask),
        Body::ConfirmPresence(body) => Command::Presence(presence::Command::Confirm(body.check)),
        Body::SetPermission(_)
        | Body::RemovePerson(_)
        | Body::SetAttention(_)
        | Body::AdmitPerson(_)
        | Body::CorrectPerson(_)
        | Body::MergePerson(_) => Command::Roster(roster_command(body)?),
        Body::SendLine(_)
        | Body::EditLine(_)
        | Body::DeleteLine(_)
        | Body::PinLine(_)
        | Body::React(_)
        | Body::ReportLine(_)
        | Body::KeepLine(_)
        | Body::SetChatRules(_) => Command::Chat(chat_command(body)?),
        Body::PutAgendaItem(_)
        | Body::RemoveAgendaItem(_)
        | Body::MoveAgendaItem(_)
        | Body::GoToAgendaItem(_)
        | Body::ExtendAgendaItem(_)
        | Body::TurnPage(_) => Command::Agenda(agenda_command(body, fresh)?),
        Body::PutRound(_)
        | Body::RemoveRound(_)
        | Body::OpenRooms(_)
        | Body::PlacePeople(_)
        | Body::PutRoom(_)
        | Body::ExtendRooms(_)
        | Body::CloseRooms(_)
        | Body::TellRooms(_)
        | Body::CallHelp(_)
        | Body::AnswerHelp(_)
        | Body::ChooseRoom(_)
        | Body::PauseRooms(_)
        | Body::ReopenRooms(_)
        | Body::MergeRooms(_)
        | Body::LookIntoRooms(_)
        | Body::BarFromRooms(_)
        | Body::AssignRooms(_)
        | Body::GiveRole(_)
        | Body::StepRooms(_)
        | Body::RotateRooms(_)
        | Body::PutResult(_)
        | Body::SetReports(_) => Command::Breakout(breakout::command(body, fresh)?),
        Body::PutPoll(_)
        | Body::RemovePoll(_)
        | Body::OpenPoll(_)
        | Body::ExtendPoll(_)
        | Body::ClosePoll(_)
        | Body::RevealPoll(_)
        | Body::CastBallot(_)
        | Body::HideAnswer(_) => Command::Poll(poll::command(body, fresh)?),
        Body::AskQuestion(_)
        | Body::VoteQuestion(_)
        | Body::WithdrawQuestion(_)
        | Body::ShowQuestion(_)
        | Body::MergeQuestion(_)
        | Body::AnswerQuestion(_)
        | Body::AssignQuestion(_)
        | Body::SetQuestionRules(_)
        | Body::RaiseHand(_)
        | Body::LowerHand(_)
        | Body::GiveTurn(_)
        | Body::PressReaction(_)
        | Body::StartWaterfall(_)
        | Body::WriteWaterfall(_)
        | Body::ReadyWaterfall(_)
        | Body::EndWaterfall(_) => talk::command(body)?,
        Body::PutBoard(_)
        | Body::RemoveBoard(_)
        | Body::SetRoundBoard(_)
        | Body::SetRoundBoards(_)
        | Body::EditBoard(_)
        | Body::VoteElement(_)
        | Body::ReportElement(_)
        | Body::HideElement(_)
        | Body::CarryElements(_)
        | Body::HarvestBoards(_) => Command::Board(board::command(body)?),
    })
}

fn roster_command(body: &Body) -> Result<Roster, FieldError> {
    let person = |id: &str, command: &str| person_id(id, &format!("{command}.person_id"));
    Ok(match body {
        Body::SetPermission(body) => {
            let permission = terms::permission_of(body.permission);
            let permission =
                permission.ok_or_else(|| FieldError::missing("set_permission.permission"))?;
            let person = person(&body.person_id, "set_permission")?;
            Roster::SetPermission(person, permission)
        }
        Body::RemovePerson(body) => Roster::Remove(person(&body.person_id, "remove_person")?),
        Body::SetAttention(body) => {
            let attention = terms::attention_of(body.attention);
            let attention =
                attention.ok_or_else(|| FieldError::missing("set_attention.attention"))?;
            Roster::SetAttention(attention)
        }
        Body::AdmitPerson(body) => Roster::Admit(person(&body.person_id, "admit_person")?),
        Body::CorrectPerson(body) => Roster::Correct(correction(body)?),
        Body::MergePerson(body) => Roster::Merge {
            guest: person_id(&body.guest_id, "merge_person.guest_id")?,
            into: person_id(&body.into_person_id, "merge_person.into_person_id")?,
        },
        _ => return Err(FieldError::missing("body")),
    })
}

fn chat_command(body: &Body) -> Result<Chat, FieldError> {
    let line = |id: &str, command: &str| line_id(id, &format!("{command}.line_id"));
    Ok(match body {
        Body::EditLine(body) => {
            let text = LineText::parse(&body.text).map_err(FieldError::at("edit_line.text"))?;
            Chat::Edit(line(&body.line_id, "edit_line")?, text)
        }
        Body::DeleteLine(body) => Chat::Withdraw(line(&body.line_id, "delete_line")?),
        Body::PinLine(body) => Chat::Pin(line(&body.line_id, "pin_line")?, body.pinned),
        Body::React(body) => {
            let reaction = terms::reaction_of(body.reaction);
            let reaction = reaction.ok_or_else(|| FieldError::missing("react.reaction"))?;
            Chat::React(line(&body.line_id, "react")?, reaction, body.on)
        }
        Body::ReportLine(body) => Chat::Report(line(&body.line_id, "report_line")?),
        Body::KeepLine(body) => Chat::Keep(line(&body.line_id, "keep_line")?),
        Body::SetChatRules(body) => {
            let rules = body.rules.as_ref();
            let rules = rules.ok_or_else(|| FieldError::missing("set_chat_rules.rules"))?;
            Chat::SetRules(chat_rules(rules)?)
        }
        Body::SendLine(body) => Chat::Send(new_line(body)?),
        _ => return Err(FieldError::missing("body")),
    })
}

fn new_line(body: &proto::SendLine) -> Result<chat::NewLine, FieldError> {
    let text = LineText::parse(&body.text).map_err(FieldError::at("send_line.text"))?;
    let to = match &body.to {
        None => return Err(FieldError::missing("send_line.to")),
        Some(send_line::To::Plenary(_)) => chat::To::Plenary,
        Some(send_line::To::Facilitators(_)) => chat::To::Facilitators,
        Some(send_line::To::People(people)) => {
            let field = "send_line.people.person_ids";
            let detail = "write to one to seven others";
            chat::To::People(person_ids(&people.person_ids, chat::MEMBERS_MAX, field, detail)?)
        }
        Some(send_line::To::Room(to)) => {
            let round = RoundId::from_wire(&to.round_id);
            let wrong = || FieldError::at("send_line.room.round_id")(Invalid("no round's id"));
            chat::To::Room(round.ok_or_else(wrong)?, to.room)
        }
    };
    let reply_to = match &*body.reply_to_id {
        "" => None,
        id => Some(line_id(id, "send_line.reply_to_id")?),
    };
    let (field, detail) = ("send_line.mention_ids", "mention at most 20 people");
    let mentions = person_ids(&body.mention_ids, chat::MENTIONS_MAX, field, detail)?;
    Ok(chat::NewLine { to, text, reply_to, mentions })
}

/// Reads rules of conversation.
///
/// # Errors
/// The field that is out of bounds.
pub(super) fn chat_rules(rules: &proto::ChatRules) -> Result<chat::Rules, FieldError> {
    let at = |field: &str| FieldError::at(format!("set_chat_rules.rules.{field}"));
    if rules.slow_mode_s > chat::SLOW_MODE_S_MAX {
        return Err(at("slow_mode_s")(Invalid("at most 600 seconds")));
    }
    let digest = rules.digest_above_per_minute;
    if digest != 0 && !chat::DIGEST_ABOVE_BOUNDS.contains(&digest) {
        return Err(at("digest_above_per_minute")(Invalid("10 to 10,000 lines a minute, or 0")));
    }
    let private_lines = terms::private_lines_of(rules.private_lines);
    Ok(chat::Rules {
        slow_mode_s: rules.slow_mode_s,
        locked: rules.locked,
        private_lines: private_lines.ok_or(Invalid("not known")).map_err(at("private_lines"))?,
        digest_above_per_minute: digest,
    })
}

fn agenda_command(body: &Body, fresh: Uuid) -> Result<Agenda, FieldError> {
    Ok(match body {
        Body::PutAgendaItem(body) => {
            let item = body.item.as_ref();
            let item = item.ok_or_else(|| FieldError::missing("put_agenda_item.item"))?;
            let item = agenda_item(item, fresh, "put_agenda_item.item.")?;
            Agenda::Put(Box::new(item), place(&body.after_id, "put_agenda_item.after_id")?)
        }
        Body::RemoveAgendaItem(body) => {
            Agenda::Remove(item_id(&body.item_id, "remove_agenda_item.item_id")?)
        }
        Body::MoveAgendaItem(body) => Agenda::Move(
            item_id(&body.item_id, "move_agenda_item.item_id")?,
            place(&body.after_id, "move_agenda_item.after_id")?,
        ),
        Body::GoToAgendaItem(body) => {
            let from = match &*body.from_id {
                "" => None,
                id => Some(item_id(id, "go_to_agenda_item.from_id")?),
            };
            Agenda::GoTo(item_id(&body.item_id, "go_to_agenda_item.item_id")?, from)
        }
        Body::ExtendAgendaItem(body) => Agenda::Extend(
            item_id(&body.item_id, "extend_agenda_item.item_id")?,
            extension(body.minutes)?,
        ),
        Body::TurnPage(body) => Agenda::Turn(
            item_id(&body.item_id, "turn_page.item_id")?,
            page(body.page, "turn_page.page")?,
        ),
        _ => return Err(FieldError::missing("body")),
    })
}

fn spotlight(body: &proto::SetSpotlight) -> Result<Option<Spotlight>, FieldError> {
    use proto::set_spotlight::On;
    Ok(match &body.on {
        None => return Err(FieldError::missing("set_spotlight.on")),
        Some(On::Nobody(_)) => None,
        Some(On::LineId(id)) => Some(Spotlight::Line(line_id(id, "set_spotlight.line_id")?)),
        Some(On::PersonId(id)) => {
            Some(Spotlight::Person(person_id(id, "set_spotlight.person_id")?))
        }
        Some(On::RunId(id)) => Some(Spotlight::Run(poll::run_id(id, "set_spotlight.run_id")?)),
        Some(On::QuestionId(id)) => Some(talk::spotlight(id)?),
        Some(On::BoardId(id)) => Some(Spotlight::Board(board::key(id, "set_spotlight.board_id")?)),
        Some(On::Slide(slide)) => {
            let item = item_id(&slide.item_id, "set_spotlight.slide.item_id")?;
            Some(Spotlight::Slide(item, page(slide.page, "set_spotlight.slide.page")?))
        }
    })
}

fn correction(body: &proto::CorrectPerson) -> Result<Correction, FieldError> {
    let name = Name::parse(&body.name).map_err(FieldError::at("correct_person.name"))?;
    let (organisation, job_role) =
        organisation_and_role(body.organisation.as_ref(), body.job_role, "correct_person.")?;
    let id = person_id(&body.person_id, "correct_person.person_id")?;
    Ok(Correction { id, name: name.into_inner(), organisation, job_role })
}

fn person_ids(
    ids: &[String],
    max: usize,
    field: &str,
    detail: &'static str,
) -> Result<Vec<PersonId>, FieldError> {
    if ids.len() > max {
        return Err(FieldError::at(field)(Invalid(detail)));
    }
    ids.iter().map(|id| person_id(id, field)).collect()
}

fn person_id(text: &str, field: &str) -> Result<PersonId, FieldError> {
    PersonId::from_wire(text).ok_or_else(|| FieldError::at(field)(Invalid("no person's id")))
}

fn line_id(text: &str, field: &str) -> Result<LineId, FieldError> {
    LineId::from_wire(text).ok_or_else(|| FieldError::at(field)(Invalid("no line's id")))
}

/// Tells two commands apart that came under one id. The same for both wire formats.
#[must_use]
pub fn digest(command: &proto::Command) -> u64 {
    let hash = Sha256::digest(command.encode_to_vec());
    let mut first = [0; 8];
    first.copy_from_slice(&hash[..8]);
    u64::from_be_bytes(first)
}
