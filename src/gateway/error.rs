//! Refusals over HTTP: a status, and a body that says what to do.

use crate::{
    codec::{self, FieldError, json},
    fold::FoldError,
    gateway::CURRENT_REQUEST,
    live::{CatalogFailure, Refusal, Unreachable},
    log::LogError,
    proto::{ErrorCode, Problem},
    replay::Closed,
};
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

/// Why a request was refused.
#[derive(Debug)]
pub struct Error {
    code: ErrorCode,
    field: String,
    detail: String,
}

impl Error {
    /// A refusal with its code.
    pub fn new(code: ErrorCode, detail: impl Into<String>) -> Self {
        Self { code, field: String::new(), detail: detail.into() }
    }

    /// Nobody is signed in, or has a seat.
    pub fn not_signed_in() -> Self {
        Self::new(ErrorCode::NotSignedIn, "sign in, or open your link again")
    }

    /// The right is missing.
    pub fn not_allowed() -> Self {
        Self::new(ErrorCode::NotAllowed, "you may not do this")
    }

    /// No such thing, or none that the caller may know of.
    pub fn not_found() -> Self {
        Self::new(ErrorCode::NotFound, "there is nothing here")
    }

    /// The page that asks is not ours.
    pub fn wrong_origin() -> Self {
        Self::new(ErrorCode::WrongOrigin, "this page may not use this server")
    }

    /// Bad input.
    pub fn invalid(field: &str, detail: impl Into<String>) -> Self {
        Self { field: field.to_owned(), ..Self::new(ErrorCode::Invalid, detail) }
    }

    /// The server failed. What happened goes to its log; the caller learns the request id.
    pub fn internal(error: &(dyn std::error::Error + 'static)) -> Self {
        let id = CURRENT_REQUEST.try_with(Clone::clone).unwrap_or_default();
        tracing::error!(request.id = id, error, "a request failed");
        Self::new(ErrorCode::Internal, "the server failed; its log has the request id")
    }

    fn retry_later(error: &(dyn std::error::Error + 'static)) -> Self {
        let id = CURRENT_REQUEST.try_with(Clone::clone).unwrap_or_default();
        tracing::warn!(request.id = id, error, "told to retry later");
        Self::new(ErrorCode::RetryLater, "it could not be saved now; try again in a moment")
    }

    fn status(&self) -> StatusCode {
        match self.code {
            ErrorCode::Unspecified | ErrorCode::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            ErrorCode::Invalid
            | ErrorCode::BadCdsCode
            | ErrorCode::BadRecipients
            | ErrorCode::BadFile
            | ErrorCode::BadPlacement
            | ErrorCode::Listening
            | ErrorCode::BadAnswer
            | ErrorCode::BadToken
            | ErrorCode::BadElement
            | ErrorCode::BadTable => StatusCode::BAD_REQUEST,
            ErrorCode::NotSignedIn | ErrorCode::WrongPassword => StatusCode::UNAUTHORIZED,
            ErrorCode::NotAllowed
            | ErrorCode::WrongOrigin
            | ErrorCode::ConsentNeeded
            | ErrorCode::WatchingOnly
            | ErrorCode::Removed
            | ErrorCode::Waiting
            | ErrorCode::ResultsHidden
            | ErrorCode::ReplayNotOpen => StatusCode::FORBIDDEN,
            ErrorCode::NotFound
            | ErrorCode::NoSuchPerson
            | ErrorCode::NoSuchLine
            | ErrorCode::NoSuchItem
            | ErrorCode::NoSuchFile
            | ErrorCode::NoSuchRound
            | ErrorCode::NoSuchPoll
            | ErrorCode::NoSuchQuestion
            | ErrorCode::NoSuchBoard
            | ErrorCode::NoSuchCode => StatusCode::NOT_FOUND,
            ErrorCode::TooFast => StatusCode::TOO_MANY_REQUESTS,
            ErrorCode::RetryLater | ErrorCode::Upgrading => StatusCode::SERVICE_UNAVAILABLE,
            ErrorCode::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            ErrorCode::LinkUsed => StatusCode::GONE,
            ErrorCode::IdConflict
            | ErrorCode::IdTooOld
            | ErrorCode::WrongState
            | ErrorCode::Noticed
            | ErrorCode::EmailTaken
            | ErrorCode::LastFacilitator
            | ErrorCode::AlreadyClaimed
            | ErrorCode::Full
            | ErrorCode::SlowMode
            | ErrorCode::ChatLocked
            | ErrorCode::PrivateLinesOff
            | ErrorCode::TooManyPins
            | ErrorCode::TooMany
            | ErrorCode::CheckOver
            | ErrorCode::NoGuest
            | ErrorCode::AgendaMoved
            | ErrorCode::ItemIsNow
            | ErrorCode::PreviewOld
            | ErrorCode::RoundOpen
            | ErrorCode::RoundState
            | ErrorCode::RoomFull
            | ErrorCode::PollClosed
            | ErrorCode::PollOpen
            | ErrorCode::Answered
            | ErrorCode::TooFew
            | ErrorCode::QuestionsClosed
            | ErrorCode::QuestionState
            | ErrorCode::WaterfallOver
            | ErrorCode::WaterfallOpen
            | ErrorCode::BoardClosed
            | ErrorCode::BoardFull
            | ErrorCode::NoVotesLeft
            | ErrorCode::ElementLocked
            | ErrorCode::TooManyChannels => StatusCode::CONFLICT,
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let status = self.status();
        let request_id = CURRENT_REQUEST.try_with(Clone::clone).unwrap_or_default();
        let Self { code, field, detail } = self;
        let problem = Problem { code: code.into(), field, detail, request_id };
        (status, [(header::CONTENT_TYPE, "application/json")], json::write(&problem))
            .into_response()
    }
}

impl From<FieldError> for Error {
    fn from(error: FieldError) -> Self {
        let code = match error.field.ends_with("cds_code") {
            true => ErrorCode::BadCdsCode,
            false => ErrorCode::Invalid,
        };
        Self { code, field: error.field, detail: error.detail }
    }
}

impl From<LogError> for Error {
    fn from(error: LogError) -> Self {
        match &error {
            LogError::Unavailable(_) => Self::retry_later(&error),
            LogError::Refused(_) => Self::internal(&error),
        }
    }
}

impl From<FoldError> for Error {
    fn from(error: FoldError) -> Self {
        match &error {
            FoldError::Log(LogError::Unavailable(_)) => Self::retry_later(&error),
            FoldError::NoSuchLog => Self::not_found(),
            FoldError::Log(LogError::Refused(_)) | FoldError::Codec(_) | FoldError::Broken(_) => {
                Self::internal(&error)
            }
        }
    }
}

impl From<Unreachable> for Error {
    fn from(error: Unreachable) -> Self {
        match error {
            Unreachable::NoSuchSession => Self::not_found(),
            Unreachable::Fold(error) => error.into(),
            Unreachable::Draining => Self::retry_later(&error),
        }
    }
}

impl From<CatalogFailure> for Error {
    fn from(error: CatalogFailure) -> Self {
        match error {
            CatalogFailure::Rejected(rejection) => {
                Self::new(codec::rejection_of_catalog(rejection), rejection.to_string())
            }
            CatalogFailure::Unavailable(error) => error.into(),
            CatalogFailure::Busy => Self::retry_later(&error),
            CatalogFailure::Upgrading => Self::new(ErrorCode::Upgrading, error.to_string()),
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Rejected(_) => {
                let (field, detail) = (refusal.field(), refusal.to_string());
                Self { code: refusal.code(), field, detail }
            }
            Refusal::RetryLater => Self::retry_later(&refusal),
            Refusal::Upgrading | Refusal::Outdated => {
                Self::new(refusal.code(), refusal.to_string())
            }
        }
    }
}

impl From<Closed> for Error {
    fn from(closed: Closed) -> Self {
        let code = match closed {
            Closed::NotEnded => ErrorCode::WrongState,
            Closed::NotOpen => ErrorCode::ReplayNotOpen,
        };
        Self::new(code, closed.to_string())
    }
}
