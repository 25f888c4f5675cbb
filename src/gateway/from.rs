//! From where a request comes: the peer, or what our own proxy says of it.

use crate::gateway::{Error, Gateway};
use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::request::Parts,
};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// An address, for slowing down guesses.
pub(super) struct From(pub(super) IpAddr);

impl FromRequestParts<Gateway> for From {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &Gateway) -> Result<Self, Error> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.ip());
        // Only a proxy on this machine is believed, and only what it added itself: the last.
        let forwarded = parts.headers.get("x-forwarded-for").and_then(|value| value.to_str().ok());
        let last = forwarded.and_then(|value| value.rsplit(',').next()?.trim().parse().ok());
        Ok(Self(last.filter(|_| peer.is_loopback()).unwrap_or(peer)))
    }
}
