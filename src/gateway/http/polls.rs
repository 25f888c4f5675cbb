//! Who answered what, how people moved between two runs, and anonymous ballots.

use crate::{
    anonymous::{self, BadToken, RunKey, SIGNATURE_BYTES},
    clock,
    codec::{self, ids::WireId},
    domain::{
        AccountId, Actor, Command, Level, PollId, RunId, State as SessionState,
        catalog::{self, Catalog},
        poll::{self, BallotBox, Poll, Privacy, TokenKey},
    },
    gateway::{
        Error, Gateway,
        body::{Asked, Body, Json},
        http::lines::reader,
        login::Login,
    },
    live::Session,
    proto::{self, ErrorCode},
};
use axum::extract::{Path, State};
use bytes::Bytes;
use serde::Deserialize;
use std::sync::Arc;

fn no_such_run() -> Error {
    Error::new(ErrorCode::NoSuchPoll, "no such run in this session")
}

fn run_of<'a>(state: &'a SessionState, id: &str) -> Result<&'a Arc<BallotBox>, Error> {
    RunId::from_wire(id).and_then(|id| state.polls.run(id)).ok_or_else(no_such_run)
}

pub(super) async fn get_ballots(
    State(gateway): State<Gateway>,
    login: Login,
    Path((session_id, run_id)): Path<(String, String)>,
) -> Result<Json<proto::Ballots>, Error> {
    let (state, viewer) = reader(&gateway, &login, &session_id).await?;
    let found = run_of(&state, &run_id)?;
    if !viewer.is_in(&found.audience()) {
        return Err(no_such_run());
    }
    let is_team = viewer.sight.level >= Level::Facilitator;
    let may = match found.poll.privacy {
        Privacy::Named => is_team || found.revealed,
        Privacy::Confidential => is_team,
        Privacy::Anonymous => false,
    };
    if !may {
        return Err(Error::not_allowed());
    }
    let ballots = found.ballots.iter().map(|(id, ballot)| {
        let person = state.roster.anyone(*id);
        proto::NamedBallot {
            person_id: id.to_wire(),
            name: person.map(|person| person.name.clone()).unwrap_or_default(),
            job_role: ballot.role.map(codec::job_role).unwrap_or_default(),
            at_ms: ballot.at,
            answers: match is_team {
                true => codec::wire_answers(&ballot.answers),
                false => codec::wire_answers(&found.not_hidden(&ballot.answers)),
            },
        }
    });
    Ok(Json(proto::Ballots { ballots: ballots.collect() }))
}

#[derive(Deserialize)]
pub(super) struct TransitionQuery {
    from: String,
    to: String,
    item: u32,
}

pub(super) async fn get_transition(
    State(gateway): State<Gateway>,
    login: Login,
    Path(session_id): Path<String>,
    Asked(query): Asked<TransitionQuery>,
) -> Result<Json<proto::Transition>, Error> {
    let (state, viewer) = reader(&gateway, &login, &session_id).await?;
    if viewer.sight.level < Level::Facilitator {
        return Err(Error::not_allowed());
    }
    let (from, to) = (run_of(&state, &query.from)?, run_of(&state, &query.to)?);
    let is_over = |found: &BallotBox| found.run.closed_at.is_some();
    if !is_over(from) || !is_over(to) {
        return Err(Error::new(ErrorCode::PollOpen, "close both runs first"));
    }
    let found = poll::transition(from, to, query.item);
    let none = || Error::invalid("item", "both runs must ask it by name and in the same way");
    Ok(Json(codec::transition(&found.ok_or_else(none)?)))
}

/// Someone's place in a session, as which they act.
async fn acting(
    gateway: &Gateway,
    login: &Login,
    session_id: &str,
) -> Result<(Session, Actor), Error> {
    let (_, viewer) = reader(gateway, login, session_id).await?;
    let person = viewer.person.ok_or_else(Error::not_allowed)?;
    let session = gateway.directory.session(session_id).await?;
    Ok((session, Actor::Person(person)))
}

/// One at a time: keys and signatures take a core for milliseconds.
async fn computed<T: Send + 'static>(
    gateway: &Gateway,
    compute: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    let permit = Arc::clone(&gateway.signing).acquire_owned().await;
    let computed = tokio::task::spawn_blocking(move || {
        let _permit = permit;
        compute()
    });
    computed.await.map_err(|error| Error::internal(&error))
}

pub(super) async fn open_run(
    State(gateway): State<Gateway>,
    login: Login,
    Path(session_id): Path<String>,
    Body(body): Body<proto::OpenRunBody>,
) -> Result<Json<proto::Nothing>, Error> {
    let (session, actor) = acting(&gateway, &login, &session_id).await?;
    let open = body.open.ok_or_else(|| Error::invalid("open", "required"))?;
    let opening = codec::poll_opening(&open, "open.")?;
    let run = RunId(clock::id());
    let of = session.hub().session();
    let open = |key| {
        let opening = poll::Opening { key: Some((run, key)), ..opening.clone() };
        Command::Poll(poll::Command::Open(opening))
    };
    // A key takes a core for a while: none is made for what is refused anyway.
    let any_key = TokenKey { public: Arc::from([]), wrapped: Arc::from([]) };
    session.would_accept(actor, &open(any_key)).await?;
    let key = gateway.registry.run_key(of, run).await?;
    let nonce = clock::secret();
    let minted = computed(&gateway, move || key.mint(nonce)).await?;
    let minted = minted.ok_or_else(|| Error::internal(&BadToken))?;
    let key = TokenKey { public: minted.public.into(), wrapped: minted.wrapped.into() };
    let asked = session.ask_as(actor, open(key)).await;
    if let Err(crate::live::Refusal::Rejected(_)) = asked {
        // It is the key of nothing.
        gateway.registry.wipe_run_key(of, run).await;
    }
    asked?;
    Ok(Json(proto::Nothing {}))
}

/// A run and its key, while there is one.
async fn keyed(
    gateway: &Gateway,
    session: &Session,
    run_id: &str,
) -> Result<(Arc<BallotBox>, RunKey), Error> {
    let state = session.hub().state();
    let found = Arc::clone(run_of(&state, run_id)?);
    if found.poll.privacy != Privacy::Anonymous {
        return Err(no_such_run());
    }
    let closed = || Error::new(ErrorCode::PollClosed, "it is closed; answers are no longer taken");
    if found.run.closed_at.is_some() && !found.run.is_unsealing {
        return Err(closed());
    }
    let key = gateway.registry.find_run_key(state.session.id, found.run.id).await?;
    Ok((found, key.ok_or_else(closed)?))
}

pub(super) async fn issue_token(
    State(gateway): State<Gateway>,
    login: Login,
    Path((session_id, run_id)): Path<(String, String)>,
    Body(body): Body<proto::TokenBody>,
) -> Result<Json<proto::Token>, Error> {
    let (session, actor) = acting(&gateway, &login, &session_id).await?;
    let (found, key) = keyed(&gateway, &session, &run_id).await?;
    let blinded = body.blinded_message;
    if blinded.len() != SIGNATURE_BYTES {
        return Err(Error::invalid("blinded_message", "256 bytes"));
    }
    // First it is kept that they have got one.
    let digest = anonymous::digest(&blinded);
    let issue = poll::Command::Issue(found.run.id, digest);
    session.ask_as(actor, Command::Poll(issue)).await?;
    let wrapped = found.token_secret.clone().ok_or_else(no_such_run)?;
    let of = (found.run.id, digest);
    let signed = match gateway.signatures.given(of) {
        Some(signed) => Ok(signed),
        None => {
            let signatures = gateway.signatures.clone();
            let sign = move || signatures.once(of, || key.sign(&wrapped, &blinded));
            computed(&gateway, sign).await?
        }
    };
    let signed = signed.map_err(|BadToken| Error::invalid("blinded_message", "no such message"))?;
    Ok(Json(proto::Token { blind_signature: signed }))
}

/// Reads no cookie: whoever answers is nobody here.
pub(super) async fn cast_anonymously(
    State(gateway): State<Gateway>,
    Path((session_id, run_id)): Path<(String, String)>,
    Body(body): Body<proto::AnonymousBallotBody>,
) -> Result<Json<proto::Nothing>, Error> {
    let session = gateway.directory.session(&session_id).await.map_err(|_| no_such_run())?;
    let nullifier = exactly(&body.nullifier, "nullifier")?;
    let is_counted = |found: &BallotBox| {
        found.unsealed.binary_search_by_key(&nullifier, |ballot| ballot.nullifier).is_ok()
    };
    if is_counted(run_of(&session.hub().state(), &run_id)?) {
        return Ok(Json(proto::Nothing {}));
    }
    let (found, key) = keyed(&gateway, &session, &run_id).await?;
    let prefix = exactly(&body.prefix, "prefix")?;
    let answers = codec::poll_answers(&body.answers, "answers")?;
    let (public, signature) = (found.run.token_key.clone(), body.signature);
    let nonce = clock::secret();
    let sealed = computed(&gateway, move || {
        anonymous::verify(&public.unwrap_or_default(), &nullifier, prefix, &signature)?;
        Ok::<_, BadToken>((key, nullifier))
    });
    let (key, nullifier) =
        sealed.await?.map_err(|bad| Error::new(ErrorCode::BadToken, bad.to_string()))?;
    let answers = found.poll.accept(answers).map_err(crate::domain::Rejection::Poll);
    let answers = answers.map_err(crate::live::Refusal::Rejected)?;
    let (tag, sealed) =
        key.ballot(nonce, nullifier, &answers).ok_or_else(|| Error::internal(&BadToken))?;
    let seal = poll::Command::Seal(found.run.id, tag, sealed.into());
    session.ask_as_server(Command::Poll(seal)).await?;
    Ok(Json(proto::Nothing {}))
}

fn exactly(bytes: &Bytes, field: &'static str) -> Result<[u8; 32], Error> {
    <[u8; 32]>::try_from(&**bytes).map_err(|_| Error::invalid(field, "32 bytes"))
}

fn saved(catalog: &Catalog, (poll, by): &(Arc<Poll>, AccountId)) -> proto::SavedPoll {
    let by = catalog.accounts.get(by).map(|account| account.name.clone());
    proto::SavedPoll { poll: Some(codec::wire_poll(poll)), saved_by: by.unwrap_or_default() }
}

pub(super) async fn list_saved_polls(
    State(gateway): State<Gateway>,
    login: Login,
) -> Result<Json<proto::SavedPolls>, Error> {
    login.need_account(&gateway)?;
    let catalog = gateway.directory.catalog().read();
    let polls = catalog.polls.iter().rev().map(|found| saved(&catalog, found)).collect();
    Ok(Json(proto::SavedPolls { polls }))
}

pub(super) async fn save_poll(
    State(gateway): State<Gateway>,
    login: Login,
    Body(body): Body<proto::SavePollBody>,
) -> Result<Json<proto::SavedPoll>, Error> {
    let account = login.need_account(&gateway)?;
    let poll = body.poll.ok_or_else(|| Error::invalid("poll", "required"))?;
    let poll = codec::read_poll(&poll, clock::id(), "poll.")?;
    // It belongs to no session, and so to no step of one.
    let poll = Poll { step: None, revision: 1, ..poll };
    let save = catalog::Command::SavePoll(Box::new(poll.clone()), account.id);
    gateway.directory.catalog().ask(save).await?;
    let catalog = gateway.directory.catalog().read();
    Ok(Json(saved(&catalog, &(Arc::new(poll), account.id))))
}

pub(super) async fn remove_saved_poll(
    State(gateway): State<Gateway>,
    login: Login,
    Path(poll_id): Path<String>,
) -> Result<Json<proto::Nothing>, Error> {
    login.need_account(&gateway)?;
    let none = || Error::new(ErrorCode::NoSuchPoll, "no such poll is saved");
    let id = PollId::from_wire(&poll_id).ok_or_else(none)?;
    gateway.directory.catalog().ask(catalog::Command::RemovePoll(id)).await?;
    Ok(Json(proto::Nothing {}))
}
