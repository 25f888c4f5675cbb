//! Password hashes: argon2id, a few at a time, off the async threads.

use crate::{
    codec::ids::WireId,
    domain::AccountId,
    gateway::{Error, Gateway},
    proto::ErrorCode,
};
use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use bytes::Bytes;
use std::sync::Arc;

const CHARS_MIN: usize = 10;
const CHARS_MAX: usize = 200;

fn key(account: AccountId) -> Bytes {
    [b"password:".as_slice(), &account.to_bytes()].concat().into()
}

/// Refuses what is too short to be a secret, or too long to be one.
pub(super) fn check(password: &str) -> Result<(), Error> {
    match password.chars().count() {
        CHARS_MIN..=CHARS_MAX => Ok(()),
        _ => Err(Error::invalid("password", "10 to 200 characters")),
    }
}

/// Sets the password of an account.
pub(super) async fn set(
    gateway: &Gateway,
    account: AccountId,
    password: String,
) -> Result<(), Error> {
    let hash = hashing(gateway, move || {
        Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string())
    });
    let hash = hash.await?.map_err(|error| Error::internal(&error))?;
    Ok(gateway.vault.put(key(account), hash.into(), 0).await?)
}

/// Whether a password is that of an account. Takes as long when there is none.
pub(super) async fn is_right(
    gateway: &Gateway,
    account: Option<AccountId>,
    password: String,
) -> Result<bool, Error> {
    let stored = match account {
        Some(account) => gateway.vault.get(key(account), 0).await?,
        None => None,
    };
    hashing(gateway, move || {
        let stored = stored.and_then(|stored| String::from_utf8(stored.to_vec()).ok());
        let Some(hash) = stored.as_deref().and_then(|hash| PasswordHash::new(hash).ok()) else {
            drop(Argon2::default().hash_password(password.as_bytes()));
            return false;
        };
        Argon2::default().verify_password(password.as_bytes(), &hash).is_ok()
    })
    .await
}

async fn hashing<T: Send + 'static>(
    gateway: &Gateway,
    hash: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    let busy = |_| Error::new(ErrorCode::TooFast, "many people sign in now; try again");
    let waiting = Arc::clone(&gateway.waiting_to_hash).try_acquire_owned().map_err(busy)?;
    let hashing = Arc::clone(&gateway.hashing).acquire_owned().await;
    let hashing = hashing.map_err(|error| Error::internal(&error))?;
    // The permits go along: a request that is given up still hashes to the end.
    let hashed = tokio::task::spawn_blocking(move || {
        let hashed = hash();
        drop((hashing, waiting));
        hashed
    });
    hashed.await.map_err(|error| Error::internal(&error))
}
