//! Anonymous ballots: what nobody, us included, can tie to a person from what is kept.
//!
//! A run has a key of its own in the keyring. Under it lie the private half of the RSA key whose
//! blind signatures make ballots count, and the ballots themselves. A person gets one signature,
//! for a message that nobody but they can read; a ballot comes without a person and with that
//! signature. After the close the ballots are read, put in the order of their nullifiers, and the
//! key is wiped: then neither what was sealed nor when it came can be tied to what it said.

use crate::{
    codec,
    domain::{
        RunId,
        poll::{Answer, Nullifier, Opened, Tag},
    },
    log::SealKey,
};
use blind_rsa_signatures::{
    BlindSignature, DefaultRng, KeyPairSha384PSSRandomized as KeyPair, MessageRandomizer,
    PublicKeySha384PSSRandomized as PublicKey, SecretKeySha384PSSRandomized as SecretKey,
    Signature,
};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

const MODULUS_BITS: usize = 2048;
/// Bytes of a blinded message and of a signature.
pub const SIGNATURE_BYTES: usize = MODULUS_BITS / 8;
/// Fresh bytes that each sealing needs.
pub const NONCE_BYTES: usize = 24;
/// The smallest size to which what is sealed is filled up: all ballots of choices are of one.
const PADDED_BYTES_MIN: usize = 1024;

/// Why a ballot or a key is no good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no token of this run, or it was changed")]
pub struct BadToken;

/// The key of a run, as long as it is there.
#[derive(Clone)]
pub struct RunKey {
    run: RunId,
    key: SealKey,
}

/// What a run is opened with.
pub struct Minted {
    /// Everyone gets it: DER, as a subject's public key.
    pub public: Vec<u8>,
    /// Its private half, which only the run's key opens.
    pub wrapped: Vec<u8>,
}

impl RunKey {
    /// Of this run.
    #[must_use]
    pub fn new(run: RunId, key: SealKey) -> Self {
        Self { run, key }
    }

    /// A key for one purpose.
    fn derived(&self, purpose: &[u8], message: &[u8]) -> Tag {
        let mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&self.key);
        let Ok(mut mac) = mac else { return [0; 32] };
        mac.update(purpose);
        mac.update(message);
        mac.finalize().into_bytes().into()
    }

    fn cipher(&self, purpose: &[u8]) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.derived(purpose, self.run.0.as_bytes()).into())
    }

    fn seal(&self, purpose: &[u8], nonce: [u8; NONCE_BYTES], plain: &[u8]) -> Option<Vec<u8>> {
        let payload = Payload { msg: plain, aad: self.run.0.as_bytes() };
        let sealed = self.cipher(purpose).encrypt(&XNonce::from(nonce), payload).ok()?;
        Some([nonce.as_slice(), &sealed].concat())
    }

    fn open(&self, purpose: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, msg) = sealed.split_first_chunk::<NONCE_BYTES>()?;
        let payload = Payload { msg, aad: self.run.0.as_bytes() };
        self.cipher(purpose).decrypt(&XNonce::from(*nonce), payload).ok()
    }

    /// Makes what a run is opened with. Takes up to a third of a second.
    #[must_use]
    pub fn mint(&self, nonce: [u8; NONCE_BYTES]) -> Option<Minted> {
        let pair = KeyPair::generate(&mut DefaultRng, MODULUS_BITS).ok()?;
        let (public, secret) = (pair.pk.to_der().ok()?, pair.sk.to_der().ok()?);
        Some(Minted { public, wrapped: self.seal(b"token key", nonce, &secret)? })
    }

    /// Signs a message that it cannot read. Takes milliseconds.
    ///
    /// # Errors
    /// No message for this key.
    pub fn sign(&self, wrapped: &[u8], blinded: &[u8]) -> Result<Vec<u8>, BadToken> {
        let secret = self.open(b"token key", wrapped).ok_or(BadToken)?;
        let secret = SecretKey::from_der(&secret).map_err(|_| BadToken)?;
        let BlindSignature(signature) = secret.blind_sign(blinded).map_err(|_| BadToken)?;
        Ok(signature)
    }

    /// Seals a ballot, and what tells it from others without saying anything of it.
    #[must_use]
    pub fn ballot(
        &self,
        nonce: [u8; NONCE_BYTES],
        nullifier: Nullifier,
        answers: &[Answer],
    ) -> Option<(Tag, Vec<u8>)> {
        let mut plain = codec::anonymous_ballot(nullifier, answers);
        let length = u32::try_from(plain.len()).ok()?;
        let size = (plain.len() + 4).next_power_of_two().max(PADDED_BYTES_MIN);
        plain.splice(0..0, length.to_be_bytes());
        plain.resize(size, 0);
        Some((self.derived(b"ballot tag", &nullifier), self.seal(b"ballot", nonce, &plain)?))
    }

    /// Reads a ballot. `None`: it was not sealed with this key.
    #[must_use]
    pub fn read(&self, sealed: &[u8]) -> Option<Opened> {
        let plain = self.open(b"ballot", sealed)?;
        let (length, rest) = plain.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        codec::read_anonymous_ballot(rest.get(..length)?)
    }
}

/// Stands for a blinded message.
#[must_use]
pub fn digest(blinded: &[u8]) -> Tag {
    Sha256::digest(blinded).into()
}

/// Whether a run's key has signed for a nullifier.
///
/// # Errors
/// It has not.
pub fn verify(
    public: &[u8],
    nullifier: &Nullifier,
    prefix: [u8; 32],
    signature: &[u8],
) -> Result<(), BadToken> {
    let public = PublicKey::from_der(public).map_err(|_| BadToken)?;
    let signature = Signature(signature.to_vec());
    let prefix = Some(MessageRandomizer(prefix));
    public.verify(&signature, prefix, nullifier).map_err(|_| BadToken)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::poll::Value;
    use uuid::Uuid;

    fn key(n: u8) -> RunKey {
        RunKey::new(RunId(Uuid::from_u128(n.into())), [n; 32])
    }

    #[test]
    fn a_token_counts_for_its_run_and_its_ballot_alone() {
        let minted = key(1).mint([0; NONCE_BYTES]).unwrap();
        let public = PublicKey::from_der(&minted.public).unwrap();
        let nullifier = [7; 32];
        let blinding = public.blind(&mut DefaultRng, nullifier).unwrap();
        let blinded = blinding.blind_message.as_ref();
        let signed = key(1).sign(&minted.wrapped, blinded).unwrap();
        assert_eq!(signed, key(1).sign(&minted.wrapped, blinded).unwrap(), "the same again");
        let Signature(token) =
            public.finalize(&BlindSignature(signed), &blinding, nullifier).unwrap();
        let prefix = blinding.msg_randomizer.unwrap().0;
        assert_eq!(verify(&minted.public, &nullifier, prefix, &token), Ok(()));
        assert_eq!(verify(&minted.public, &[8; 32], prefix, &token), Err(BadToken), "another");
        assert_eq!(verify(&minted.public, &nullifier, [0; 32], &token), Err(BadToken), "changed");
        let mut forged = token.clone();
        forged[9] ^= 1;
        assert_eq!(verify(&minted.public, &nullifier, prefix, &forged), Err(BadToken), "forged");
        let other = key(2).mint([0; NONCE_BYTES]).unwrap();
        assert_eq!(verify(&other.public, &nullifier, prefix, &token), Err(BadToken), "foreign");
        assert_eq!(key(2).sign(&minted.wrapped, blinded), Err(BadToken), "another run's key");
        assert_eq!(key(1).sign(&minted.wrapped, &[1; 8]), Err(BadToken), "no message");
    }

    #[test]
    fn ballots_are_read_with_the_key_of_their_run_alone() {
        let answers = [Answer { item: 1, value: Value::Picks(vec![2]) }];
        let (tag, sealed) = key(1).ballot([3; NONCE_BYTES], [7; 32], &answers).unwrap();
        let opened = key(1).read(&sealed).unwrap();
        assert_eq!((opened.nullifier, &*opened.answers), ([7; 32], &answers[..]));
        assert!(key(2).read(&sealed).is_none());
        let (again, otherwise) = key(1).ballot([4; NONCE_BYTES], [7; 32], &answers).unwrap();
        assert_eq!(tag, again, "one ballot");
        assert_ne!(sealed, otherwise, "that cannot be told from another");
        let (other, _) = key(2).ballot([3; NONCE_BYTES], [7; 32], &answers).unwrap();
        assert_ne!(tag, other, "in another run it is another");
        let long = [Answer { item: 1, value: Value::Text("x".repeat(700)) }];
        let (_, padded) = key(1).ballot([3; NONCE_BYTES], [8; 32], &long).unwrap();
        assert_eq!(padded.len(), sealed.len(), "as long as a short one");
    }
}
