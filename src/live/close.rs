//! Why the server closes a connection, and whether to come back.

use crate::proto::Goodbye;

/// 4000 to 4499: come back. 4500 to 4999: do not. The table is in `proto/README.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Close {
    /// The server shuts down or hands over.
    Draining,
    /// A frame could not be delivered for too long.
    TooSlow,
    /// Nothing was heard for too long.
    Silent,
    /// The session was loaded again because its log has another history.
    Reloaded,
    /// What came is no frame of this protocol, or not in this order.
    Protocol,
    /// The ticket is used, expired or for something else.
    Ticket,
    /// The person was taken out of the session.
    Removed,
    /// The login of this browser has ended, or its seat went to someone else.
    SignedOut,
    /// The protocol version is not spoken here.
    Unsupported,
    /// A message was larger than 256 KiB.
    TooLarge,
    /// Far more commands than anyone types.
    Flooding,
    /// The person has too many connections; the oldest makes room.
    Replaced,
    /// The session is full.
    Full,
}

impl Close {
    /// All of them, for the table and its test.
    pub const ALL: [Self; 13] = [
        Self::Draining,
        Self::TooSlow,
        Self::Silent,
        Self::Reloaded,
        Self::Protocol,
        Self::Ticket,
        Self::Removed,
        Self::SignedOut,
        Self::Unsupported,
        Self::TooLarge,
        Self::Flooding,
        Self::Replaced,
        Self::Full,
    ];

    /// The WebSocket close code.
    #[must_use]
    pub fn code(self) -> u16 {
        match self {
            Self::Draining => 4000,
            Self::TooSlow => 4001,
            Self::Silent => 4002,
            Self::Reloaded => 4003,
            Self::Full => 4004,
            Self::Protocol => 4500,
            Self::Ticket => 4501,
            Self::Removed => 4502,
            Self::SignedOut => 4503,
            Self::Unsupported => 4504,
            Self::TooLarge => 4505,
            Self::Flooding => 4506,
            Self::Replaced => 4507,
        }
    }

    /// In English, for developers.
    #[must_use]
    pub fn detail(self) -> &'static str {
        match self {
            Self::Draining => "the server is restarting; come back in a moment",
            Self::TooSlow => "a frame could not be delivered; come back",
            Self::Silent => "nothing was heard for too long; come back",
            Self::Reloaded => "the session was restored; come back for a fresh view",
            Self::Full => "the session has no free connection; come back later",
            Self::Protocol => "this is not a frame of the protocol, or not in this order",
            Self::Ticket => "the ticket was used, has expired or is for something else",
            Self::Removed => "you were taken out of this session",
            Self::SignedOut => {
                "you have signed out, or your place was taken back with its personal link"
            }
            Self::Unsupported => "this version of the protocol is not spoken here",
            Self::TooLarge => "a message may have at most 256 KiB",
            Self::Flooding => "too many commands",
            Self::Replaced => "you have more than 8 connections open; the oldest was closed",
        }
    }

    /// Whether and when to come back.
    #[must_use]
    pub fn goodbye(self) -> Goodbye {
        let after_ms = match self {
            Self::Draining => 1_000,
            Self::Full => 10_000,
            _ => 0,
        };
        Goodbye {
            code: self.code().into(),
            reconnect: self.code() < 4500,
            after_ms,
            detail: self.detail().to_owned(),
        }
    }
}
