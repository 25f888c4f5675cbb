//! Accounts: the first admin, invitations, signing in and out.

use crate::{
    clock,
    codec::{self, FieldError, ids::WireId},
    domain::{
        AccountId, Millis,
        catalog::{Account, Command, NewAccount},
        roster::Permission,
        text::{Email, Name},
    },
    gateway::{
        Error, Gateway,
        body::{Body, Json},
        from::From,
        http::{join, passwords},
        login::{Login, SetCookie, new_secret, vault_key},
    },
    proto::{self, ErrorCode, InvitationRecord},
};
use axum::extract::State;
use bytes::Bytes;
use prost::Message;

const INVITATION_MS: Millis = 14 * 24 * 3_600_000;
const SETUP_KEY: &[u8] = b"setup";

type Reply<M> = Result<Json<M>, Error>;
type ReplyWithCookie<M> = Result<(SetCookie, Json<M>), Error>;

fn wire(account: &Account) -> proto::Account {
    proto::Account {
        id: account.id.to_wire(),
        name: account.name.clone(),
        email: account.email.clone(),
        permission: codec::permission(account.permission),
        active: account.active,
    }
}

async fn whoami(gateway: &Gateway, login: &Login) -> Result<proto::Whoami, Error> {
    let mut seats = Vec::new();
    for (session, person) in login.seats() {
        // A session may be out of reach, or the person out of it: then there is no seat.
        if let Ok(session) = gateway.directory.session_by_id(session).await
            && let Ok(Some(held)) = login.seat(gateway, &session.hub().state()).await
            && held.held_as == person
            && let Ok(seat) = join::seat(&session, held.person)
        {
            seats.push(seat);
        }
    }
    Ok(proto::Whoami { account: login.account(gateway).map(|account| wire(&account)), seats })
}

pub(super) async fn get_me(State(gateway): State<Gateway>, login: Login) -> Reply<proto::Whoami> {
    Ok(Json(whoami(&gateway, &login).await?))
}

/// Makes the link with which the first admin is claimed, if there is none yet. A new link
/// replaces the one before.
///
/// # Errors
/// When the vault cannot be written.
pub async fn offer_setup(gateway: &Gateway) -> Result<Option<String>, crate::log::LogError> {
    let catalog = gateway.directory.catalog().read();
    let is_admin = |account: &Account| account.permission == Permission::Admin && account.active;
    if catalog.accounts.values().any(|account| is_admin(account)) {
        return Ok(None);
    }
    let secret = new_secret();
    let key = Bytes::from_static(SETUP_KEY);
    gateway.vault.put(key, vault_key("setup", &secret), 0).await?;
    Ok(Some(format!("{}/setup/{secret}", gateway.site.url)))
}

pub(super) async fn claim_admin(
    State(gateway): State<Gateway>,
    login: Login,
    Body(body): Body<proto::ClaimAdminBody>,
) -> ReplyWithCookie<proto::Whoami> {
    let name = Name::parse(&body.name).map_err(FieldError::at("name"))?.into_inner();
    let email = Email::parse(&body.email).map_err(FieldError::at("email"))?.into_inner();
    passwords::check(&body.password)?;
    let key = Bytes::from_static(SETUP_KEY);
    let offered = vault_key("setup", &body.token);
    let used = || Error::new(ErrorCode::LinkUsed, "this link has been used or replaced");
    if gateway.vault.get(key.clone(), 0).await?.as_ref() != Some(&offered) {
        return Err(used());
    }
    // Of two who come at once, one takes it.
    if gateway.vault.take(key, 0).await? != Some(offered) {
        return Err(used());
    }
    let known = gateway.directory.catalog().read().by_email(&email).map(|account| account.id);
    let id = known.unwrap_or_else(|| AccountId(clock::id()));
    if known.is_none() {
        let new = NewAccount { id, name, email, permission: Permission::Admin };
        gateway.directory.catalog().ask(Command::CreateAccount(new)).await?;
    }
    activate(gateway, login, id, body.password).await
}

async fn activate(
    gateway: Gateway,
    login: Login,
    id: AccountId,
    password: String,
) -> ReplyWithCookie<proto::Whoami> {
    passwords::set(&gateway, id, password).await?;
    gateway.directory.catalog().ask(Command::Activate(id)).await?;
    let (login, cookie) = login.sign_in(&gateway, id).await?;
    Ok((cookie, Json(whoami(&gateway, &login).await?)))
}

pub(super) async fn sign_in(
    State(gateway): State<Gateway>,
    login: Login,
    from: From,
    Body(body): Body<proto::SignInBody>,
) -> ReplyWithCookie<proto::Whoami> {
    let wrong = || Error::new(ErrorCode::WrongPassword, "e-mail or password is wrong");
    let email = Email::parse(&body.email).map_err(|_| wrong())?.into_inner();
    // By name and address: nobody locks another out, and a whole office is not locked out.
    let guesser = format!("{email} {}", from.0);
    if !gateway.wrong_passwords.allows(&guesser) {
        return Err(Error::new(ErrorCode::TooFast, "too many tries; wait a quarter of an hour"));
    }
    let account = gateway.directory.catalog().look().await?.by_email(&email).cloned();
    let id = account.as_ref().filter(|account| account.active).map(|account| account.id);
    match (passwords::is_right(&gateway, id, body.password).await?, id) {
        (true, Some(id)) => {
            let (login, cookie) = login.sign_in(&gateway, id).await?;
            Ok((cookie, Json(whoami(&gateway, &login).await?)))
        }
        _ => {
            gateway.wrong_passwords.failed(&guesser);
            Err(wrong())
        }
    }
}

pub(super) async fn sign_out(
    State(gateway): State<Gateway>,
    login: Login,
) -> ReplyWithCookie<proto::Nothing> {
    let cookie = login.sign_out(&gateway).await?;
    Ok((cookie, Json(proto::Nothing {})))
}

fn need_admin(gateway: &Gateway, login: &Login) -> Result<(), Error> {
    match login.need_account(gateway)?.permission {
        Permission::Admin => Ok(()),
        _ => Err(Error::not_allowed()),
    }
}

pub(super) async fn list_accounts(
    State(gateway): State<Gateway>,
    login: Login,
) -> Reply<proto::Accounts> {
    need_admin(&gateway, &login)?;
    let catalog = gateway.directory.catalog().read();
    let accounts = catalog.accounts.values().map(|account| wire(account)).collect();
    Ok(Json(proto::Accounts { accounts }))
}

pub(super) async fn create_account(
    State(gateway): State<Gateway>,
    login: Login,
    Body(body): Body<proto::CreateAccountBody>,
) -> Reply<proto::Invitation> {
    need_admin(&gateway, &login)?;
    let name = Name::parse(&body.name).map_err(FieldError::at("name"))?.into_inner();
    let email = Email::parse(&body.email).map_err(FieldError::at("email"))?.into_inner();
    let permission = codec::permission_of(body.permission);
    let permission = permission.filter(|permission| permission.runs_sessions());
    let permission =
        permission.ok_or_else(|| Error::invalid("permission", "facilitator, staff or admin"))?;
    let known = gateway.directory.catalog().look().await?.by_email(&email).cloned();
    let waiting = known.filter(|account| !account.active && account.permission == permission);
    let id = waiting.as_ref().map_or_else(|| AccountId(clock::id()), |account| account.id);
    // An account whose invitation was lost gets another.
    if waiting.is_none() {
        let new = NewAccount { id, name, email, permission };
        gateway.directory.catalog().ask(Command::CreateAccount(new)).await?;
    }
    let secret = new_secret();
    let record = InvitationRecord { account_id: id.to_bytes() }.encode_to_vec();
    let expires_at = clock::now() + INVITATION_MS;
    gateway.vault.put(vault_key("invite", &secret), record.into(), expires_at).await?;
    let account = gateway.directory.catalog().read().accounts.get(&id).map(|found| wire(found));
    Ok(Json(proto::Invitation { account, link: format!("{}/invite/{secret}", gateway.site.url) }))
}

pub(super) async fn accept_invitation(
    State(gateway): State<Gateway>,
    login: Login,
    Body(body): Body<proto::AcceptInvitationBody>,
) -> ReplyWithCookie<proto::Whoami> {
    passwords::check(&body.password)?;
    let record = gateway.vault.take(vault_key("invite", &body.token), clock::now()).await?;
    let record = record.and_then(|record| InvitationRecord::decode(record).ok());
    let id = record.and_then(|record| AccountId::from_bytes(&record.account_id));
    let used = || Error::new(ErrorCode::LinkUsed, "this link has been used or has expired");
    let id = id.ok_or_else(used)?;
    // Two invitations of one account: the second must not change the password.
    let catalog = gateway.directory.catalog().look().await?;
    if catalog.accounts.get(&id).is_none_or(|account| account.active) {
        return Err(used());
    }
    activate(gateway, login, id, body.password).await
}
