//! Bodies: canonical JSON in and out.

use crate::{codec::json, gateway::Error, proto::ErrorCode};
use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Query, Request},
    http::{StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use prost::{Message, Name};
use serde::de::DeserializeOwned;

/// A message that was sent as JSON.
pub(super) struct Body<M>(pub(super) M);

impl<S: Send + Sync, M: Message + Name + Default> FromRequest<S> for Body<M> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        let kind = kind.unwrap_or_default().split(';').next().unwrap_or_default();
        // Also a guard: a form of another page cannot send this type.
        if kind.trim() != "application/json" {
            let detail = "send JSON, with Content-Type: application/json";
            return Err(Error::new(ErrorCode::Invalid, detail));
        }
        let bytes =
            Bytes::from_request(request, state).await.map_err(|rejection| {
                match rejection.status() {
                    StatusCode::PAYLOAD_TOO_LARGE => {
                        Error::new(ErrorCode::TooLarge, "the body is too large")
                    }
                    _ => Error::new(ErrorCode::Invalid, "the body could not be read"),
                }
            })?;
        let message = json::read(&bytes);
        message.map(Self).map_err(|error| Error::new(ErrorCode::Invalid, error.to_string()))
    }
}

/// What is asked for behind the question mark.
pub(super) struct Asked<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Asked<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let query = Query::from_request_parts(parts, state).await;
        query.map(|Query(asked)| Self(asked)).map_err(|rejection| {
            // It names the field.
            let detail = std::error::Error::source(&rejection).map(ToString::to_string);
            Error::invalid("query", detail.unwrap_or_else(|| rejection.body_text()))
        })
    }
}

/// A message to be sent as JSON.
pub(super) struct Json<M>(pub(super) M);

impl<M: Message + Name> IntoResponse for Json<M> {
    fn into_response(self) -> Response {
        ([(header::CONTENT_TYPE, "application/json")], json::write(&self.0)).into_response()
    }
}
