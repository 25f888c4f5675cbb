// The networks of schools and homes: whatever they do, people come in, and miss nothing.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decode } from '../src/features/check/help-desk-code';
import type { LiveSession } from './crowd';
import { runningSession } from './crowd';
import { openBrowser, Person } from './person';
import type { Way } from './proxy';
import { SchoolNetwork } from './proxy';
import { ConveneServer, waitFor } from './server';

const HELD = 64 * 1024;
/** Real ones cut after 30 s and more; this is the least that heartbeats, 5 s apart, survive. */
const IDLE_MS = 6500;
/** Less than heartbeats are apart, as no real one is: nobody stays live, and no line is lost. */
const RUDE_IDLE_MS = 3000;

const WAYS = {
  open: {},
  refused: { upgrades: 'refused' },
  held: { upgrades: 'refused', holdsEvents: HELD },
  swallowed: { upgrades: 'swallowed' },
  muted: { upgrades: 'muted' },
  idle: { idleMs: IDLE_MS },
  idleRefused: { upgrades: 'refused', idleMs: IDLE_MS },
  idleHeld: { upgrades: 'refused', holdsEvents: HELD, idleMs: IDLE_MS },
  rude: { idleMs: RUDE_IDLE_MS },
} satisfies Record<string, Way>;
type Name = keyof typeof WAYS;
const NAMES = Object.keys(WAYS) as Name[];

let server: ConveneServer;
let browser: Browser;
let session: LiveSession;
let ana: Person;
let networks: Record<Name, SchoolNetwork>;

beforeAll(async () => {
  const settings = async (port: number) => {
    const made = NAMES.map(async (name) => [name, await SchoolNetwork.to(port, WAYS[name])]);
    networks = Object.fromEntries(await Promise.all(made));
    const origins = Object.values(networks).map(({ url }) => url);
    return { CONVENE_ALLOWED_ORIGINS: origins.join(',') };
  };
  [server, browser] = await Promise.all([ConveneServer.start(0, settings), openBrowser()]);
  session = await runningSession(server, ['Ana', ...NAMES]);
  ana = await Person.at(browser, server.url);
  await ana.goto(session.links[0] ?? '');
  await join(ana).click();
  await ana.agrees();
});

afterAll(async () => {
  await browser.close();
  for (const network of Object.values(networks)) network.close();
  await server.stop();
});

function join(person: Person) {
  return person.page.getByRole('link', { name: 'Join', exact: true });
}

/** In through a network. From opening the link to the notice, which comes with a first view. */
async function comesThrough(name: Name) {
  const person = await Person.at(browser, networks[name].url);
  const beganMs = performance.now();
  await person.goto(session.links[1 + NAMES.indexOf(name)] ?? '');
  await join(person).click();
  await person.button('I agree').waitFor();
  const tookMs = performance.now() - beganMs;
  await person.agrees();
  await person.isConnected();
  return { person, tookMs };
}

/** How often something was asked for. */
function asked(name: Name, what: 'GET /live' | 'events' | 'poll'): number {
  return networks[name].requests.filter((one) => one === what || one.endsWith(`/${what}`)).length;
}

async function talksBothWays(person: Person, name: Name): Promise<void> {
  await person.says(`from ${name}`);
  await ana.sees(`from ${name}`);
  await ana.says(`to ${name}`);
  await person.sees(`to ${name}`);
}

/** After a reload nothing is tried again that did not work. */
async function comesBackTheSameWay(person: Person, name: Name): Promise<void> {
  networks[name].requests.length = 0;
  await person.page.reload();
  await person.isConnected();
  await person.sees(`to ${name}`);
  expect(asked(name, 'GET /live')).toBe(0);
}

/** The cable is pulled and mended: exactly what was missed, and what was written comes once. */
async function missesNothing(person: Person, name: Name): Promise<void> {
  const before = await ana.lines();
  networks[name].cut();
  await waitFor(
    async () => (await person.page.getByTestId('connection').getAttribute('data-kind')) !== 'live',
  );
  const missed = [1, 2, 3].map((n) => `${name} missed ${n}`);
  for (const line of missed) await ana.says(line);
  await ana.sees(`${name} missed 3`);
  await person.says(`${name} in the dark`);
  await person.page.locator('[data-testid=line][data-state=unsent]').waitFor();
  networks[name].mend();
  await person.isConnected();
  for (const one of [person, ana]) {
    await one.sees(`${name} in the dark`);
    expect(await one.lines()).toEqual([...before, ...missed, `${name} in the dark`]);
  }
}

test('upgrades refused: events, at once', async () => {
  const { person, tookMs } = await comesThrough('refused');
  expect(tookMs).toBeLessThan(5000);
  expect(asked('refused', 'GET /live')).toBe(2);
  await talksBothWays(person, 'refused');
  await comesBackTheSameWay(person, 'refused');
  await missesNothing(person, 'refused');
  expect(asked('refused', 'GET /live')).toBe(0);
  expect(asked('refused', 'events')).toBeGreaterThan(1);
  expect(asked('refused', 'poll')).toBe(0);
  await person.leaves();
});

test('upgrades refused and events held back: long polls, after 5 s', async () => {
  const { person, tookMs } = await comesThrough('held');
  expect(tookMs).toBeLessThan(5000 + 4000);
  expect(asked('held', 'events')).toBe(1);
  await talksBothWays(person, 'held');
  await comesBackTheSameWay(person, 'held');
  await missesNothing(person, 'held');
  expect(asked('held', 'events')).toBe(0);
  expect(asked('held', 'poll')).toBeGreaterThan(1);
  await person.leaves();
});

test('upgrades that are never answered, or answered and then silent: events, after 5 s', async () => {
  const names = ['swallowed', 'muted'] as const;
  const came = await Promise.all(names.map(comesThrough));
  for (const [index, name] of names.entries()) {
    const { person, tookMs } = came[index] as (typeof came)[number];
    expect(tookMs, name).toBeLessThan(5000 + 4000);
    expect(asked(name, 'GET /live'), name).toBe(1);
    await talksBothWays(person, name);
    await comesBackTheSameWay(person, name);
    expect(asked(name, 'events'), name).toBe(1);
    await person.leaves();
  }
});

test('connections cut when idle: heartbeats keep all three ways alive', async () => {
  const names = ['idle', 'idleRefused', 'idleHeld', 'rude'] as const;
  const people = (await Promise.all(names.map(comesThrough))).map(({ person }) => person);
  const kinds = people.map(connectionOf);
  await ana.says('before the quiet');
  await Promise.all(people.map((person) => person.sees('before the quiet')));
  // Nothing happens: that is what this is about.
  await new Promise((done) => setTimeout(done, 2 * IDLE_MS));
  for (const n of [1, 2, 3]) await ana.says(`after the quiet ${n}`);
  await Promise.all(people.map((person) => person.sees('after the quiet 3')));
  const all = await ana.lines();
  for (const [index, name] of names.entries()) {
    expect(networks[name].idleCuts, name).toBeGreaterThan(0);
    const others = new Set(await kinds[index]?.());
    if (name === 'rude') expect([...others], name).toContain('waiting');
    else expect([...others], name).toEqual(['live']);
  }
  for (const person of people) {
    expect(await person.lines()).toEqual(all);
    await person.leaves();
  }
});

/** Everything that is said of the connection from now on. */
function connectionOf(person: Person): () => Promise<string[]> {
  const watching = person.page.evaluateHandle(() => {
    const kinds: string[] = [];
    const note = () => {
      const word = document.querySelector<HTMLElement>('[data-testid=connection]');
      kinds.push(word?.dataset.kind ?? 'no word');
    };
    const options = { subtree: true, childList: true, attributeFilter: ['data-kind'] };
    new MutationObserver(note).observe(document.body, options);
    note();
    return kinds;
  });
  return async () => (await watching).jsonValue();
}

test('the check page says what a network does, and tells it to a help desk', async () => {
  const fine = /^This network is fine/;
  const slower = /^It works, a little slower/;
  const found = [
    ['open', fine, { websocket: 'works', events: 'works', poll: 'works' }],
    ['refused', slower, { websocket: 'blocked', events: 'works', poll: 'works' }],
    ['muted', slower, { websocket: 'silent', events: 'works', poll: 'works' }],
    ['held', slower, { websocket: 'blocked', events: 'buffered', poll: 'works' }],
  ] as const;
  const looks = found.map(async ([name, words, outcome]) => {
    const person = await Person.at(browser, networks[name].url);
    await person.goto('/check');
    const verdict = person.page.getByRole('alert');
    await verdict.waitFor();
    expect(await verdict.innerText(), name).toMatch(words);
    const code = await person.page.getByTestId('check-code').innerText();
    expect(decode(code), name).toMatchObject({ reach: 'works', cookies: 'works', ...outcome });
    return person;
  });
  for (const [index, person] of (await Promise.all(looks)).entries()) {
    await person.looksAt(`check-${found[index]?.[0]}-en`);
    await person.leaves();
  }
});
