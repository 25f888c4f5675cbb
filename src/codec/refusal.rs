//! Refusals on the wire.

use crate::{
    codec::ids::WireId,
    domain::{
        self, agenda, board, breakout, catalog, chat, instances, poll, presence, question, roster,
        session, waterfall,
    },
    proto::ErrorCode,
};

/// Bad input: which field, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {detail}")]
pub struct FieldError {
    /// As `people[3].email`.
    pub field: String,
    /// What is wrong and what to do.
    pub detail: String,
}

impl FieldError {
    /// Names the field of an error that does not know where it happened.
    pub fn at(field: impl Into<String>) -> impl FnOnce(domain::text::Invalid) -> Self {
        let field = field.into();
        move |invalid| Self { field, detail: invalid.to_string() }
    }

    /// A field that must be there.
    pub fn missing(field: impl Into<String>) -> Self {
        Self { field: field.into(), detail: "required".to_owned() }
    }
}

/// The code of a refused command.
#[must_use]
pub fn rejection(rejection: domain::Rejection) -> ErrorCode {
    use domain::Rejection as R;
    match rejection {
        R::Session(session::Rejection::WrongState) => ErrorCode::WrongState,
        R::Session(session::Rejection::Noticed) => ErrorCode::Noticed,
        R::Roster(rejection) => match rejection {
            roster::Rejection::NotAllowed => ErrorCode::NotAllowed,
            roster::Rejection::Removed => ErrorCode::Removed,
            roster::Rejection::NoSuchPerson => ErrorCode::NoSuchPerson,
            roster::Rejection::EmailTaken => ErrorCode::EmailTaken,
            roster::Rejection::Full => ErrorCode::Full,
            roster::Rejection::LastFacilitator => ErrorCode::LastFacilitator,
            roster::Rejection::AlreadyClaimed => ErrorCode::AlreadyClaimed,
            roster::Rejection::Waiting => ErrorCode::Waiting,
            roster::Rejection::NoGuest => ErrorCode::NoGuest,
        },
        R::Chat(rejection) => match rejection {
            chat::Rejection::ConsentNeeded => ErrorCode::ConsentNeeded,
            chat::Rejection::WatchingOnly => ErrorCode::WatchingOnly,
            chat::Rejection::BadRecipients => ErrorCode::BadRecipients,
            chat::Rejection::TooManyChannels => ErrorCode::TooManyChannels,
            chat::Rejection::NoSuchLine => ErrorCode::NoSuchLine,
            chat::Rejection::NoSuchRoom => ErrorCode::NoSuchRound,
            chat::Rejection::Listening => ErrorCode::Listening,
            chat::Rejection::SlowMode(_) => ErrorCode::SlowMode,
            chat::Rejection::Locked => ErrorCode::ChatLocked,
            chat::Rejection::PrivateOff => ErrorCode::PrivateLinesOff,
            chat::Rejection::TooManyPins => ErrorCode::TooManyPins,
            chat::Rejection::TooMany => ErrorCode::TooMany,
            chat::Rejection::Full => ErrorCode::Full,
        },
        R::Agenda(rejection) => match rejection {
            agenda::Rejection::NoSuchItem => ErrorCode::NoSuchItem,
            agenda::Rejection::Moved => ErrorCode::AgendaMoved,
            agenda::Rejection::IsNow => ErrorCode::ItemIsNow,
            agenda::Rejection::Full => ErrorCode::Full,
        },
        R::Breakout(rejection) => match rejection {
            breakout::Rejection::NoSuchRound => ErrorCode::NoSuchRound,
            breakout::Rejection::OtherOpen => ErrorCode::RoundOpen,
            breakout::Rejection::WrongStage => ErrorCode::RoundState,
            breakout::Rejection::RoomFull => ErrorCode::RoomFull,
            breakout::Rejection::BadPlacement => ErrorCode::BadPlacement,
            breakout::Rejection::Full => ErrorCode::Full,
        },
        R::Poll(rejection) => match rejection {
            poll::Rejection::NoSuchPoll => ErrorCode::NoSuchPoll,
            poll::Rejection::Closed => ErrorCode::PollClosed,
            poll::Rejection::Open => ErrorCode::PollOpen,
            poll::Rejection::BadAnswer(..) => ErrorCode::BadAnswer,
            poll::Rejection::Answered => ErrorCode::Answered,
            poll::Rejection::TooFew => ErrorCode::TooFew,
            poll::Rejection::OtherWay => ErrorCode::NotAllowed,
            poll::Rejection::ResultsHidden => ErrorCode::ResultsHidden,
            poll::Rejection::Full => ErrorCode::Full,
        },
        R::Presence(presence::Rejection::Over) => ErrorCode::CheckOver,
        R::Instance(instances::Rejection::Conflict) => ErrorCode::IdConflict,
        R::Instance(instances::Rejection::TooOld) => ErrorCode::IdTooOld,
        R::Question(rejection) => match rejection {
            question::Rejection::NoSuchQuestion => ErrorCode::NoSuchQuestion,
            question::Rejection::Closed => ErrorCode::QuestionsClosed,
            question::Rejection::WrongStage => ErrorCode::QuestionState,
            question::Rejection::TooMany => ErrorCode::TooMany,
            question::Rejection::Full => ErrorCode::Full,
        },
        R::Board(rejection) => of_board(rejection),
        R::Waterfall(waterfall::Rejection::Over) => ErrorCode::WaterfallOver,
        R::Waterfall(waterfall::Rejection::Open) => ErrorCode::WaterfallOpen,
    }
}

fn of_board(rejection: board::Rejection) -> ErrorCode {
    match rejection {
        board::Rejection::NoSuchBoard => ErrorCode::NoSuchBoard,
        board::Rejection::Closed => ErrorCode::BoardClosed,
        board::Rejection::Locked => ErrorCode::ElementLocked,
        board::Rejection::Full => ErrorCode::BoardFull,
        board::Rejection::NoVotesLeft => ErrorCode::NoVotesLeft,
        board::Rejection::BadElement(_) => ErrorCode::BadElement,
    }
}

/// The field that a refused command is wrong in, if it can be named: of answers the item.
#[must_use]
pub fn rejected_field(rejection: domain::Rejection) -> String {
    match rejection {
        domain::Rejection::Poll(poll::Rejection::BadAnswer(item, _)) => item.to_string(),
        domain::Rejection::Board(board::Rejection::BadElement(element)) => element.to_wire(),
        _ => String::new(),
    }
}

/// The code of a refusal of the catalog.
#[must_use]
pub fn rejection_of_catalog(rejection: catalog::Rejection) -> ErrorCode {
    match rejection {
        catalog::Rejection::EmailTaken => ErrorCode::EmailTaken,
        catalog::Rejection::NoSuchAccount => ErrorCode::NotFound,
        catalog::Rejection::Full => ErrorCode::Full,
        catalog::Rejection::NoSuchPoll => ErrorCode::NoSuchPoll,
        catalog::Rejection::NoSuchTemplate => ErrorCode::NoSuchBoard,
        catalog::Rejection::CodeTaken => ErrorCode::RetryLater,
    }
}
