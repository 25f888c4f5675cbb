// RFC 9474, RSABSSA-SHA384-PSS-Randomized: a token that the server signs without seeing it.

export interface Blinded {
  nullifier: Uint8Array;
  prefix: Uint8Array;
  blindedMessage: Uint8Array;
  inverse: Uint8Array;
}

const NULLIFIER_BYTES = 32;
const PREFIX_BYTES = 32;

export async function blindToken(tokenKey: Uint8Array): Promise<Blinded> {
  const suite = await load();
  const nullifier = crypto.getRandomValues(new Uint8Array(NULLIFIER_BYTES));
  const message = suite.prepare(nullifier);
  const { blindedMsg, inv } = await suite.blind(await importKey(tokenKey), message);
  return {
    nullifier,
    prefix: message.slice(0, PREFIX_BYTES),
    blindedMessage: blindedMsg,
    inverse: inv,
  };
}

/** Throws when what came back is no signature of it. */
export async function finishToken(
  tokenKey: Uint8Array,
  {
    nullifier,
    prefix,
    inverse = new Uint8Array(),
  }: Omit<Partial<Blinded>, 'nullifier' | 'prefix'> & Pick<Blinded, 'nullifier' | 'prefix'>,
  blindSignature: Uint8Array,
): Promise<Uint8Array> {
  const suite = await load();
  const message = joined(prefix, nullifier);
  return suite.finalize(await importKey(tokenKey), message, blindSignature, inverse);
}

/** Large, and needed by few. */
async function load() {
  const { RSABSSA } = await import('@cloudflare/blindrsa-ts');
  return RSABSSA.SHA384.PSS.Randomized();
}

function importKey(tokenKey: Uint8Array): Promise<CryptoKey> {
  const algorithm = { name: 'RSA-PSS', hash: 'SHA-384' };
  return crypto.subtle.importKey('spki', new Uint8Array(tokenKey), algorithm, true, ['verify']);
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
