// The networks of schools and homes: whatever they do, people come in, and miss nothing.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { crowdComes, type LiveSession, runningSession } from './crowd';
import { openBrowser, Person } from './person';
import { Proxy, type Way } from './proxy';
import { ConveneServer, waitFor } from './server';

const HELD = 64 * 1024;
/** Three quarters of a second more than heartbeats are apart: what a proxy of 30 s is to 5 s. */
const IDLE_MS = 6500;
/** Less than between heartbeats: no real proxy is like this, and still no line may be lost. */
const RUDE_IDLE_MS = 3000;
const SLOW = { bitsPerSecond: 64_000, roundTripMs: 400 };

const WAYS = {
  open: {},
  refused: { upgrades: 'refused' },
  held: { upgrades: 'refused', holdsEvents: HELD },
  pieces: { upgrades: 'refused', holdsEvents: 3 * 1024 },
  swallowed: { upgrades: 'swallowed' },
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
let proxies: Record<Name, Proxy>;

beforeAll(async () => {
  const settings = async (port: number) => {
    const made = NAMES.map(async (name) => [name, await Proxy.to(port, WAYS[name])] as const);
    proxies = Object.fromEntries(await Promise.all(made)) as Record<Name, Proxy>;
    const origins = Object.values(proxies).map((proxy) => proxy.url);
    return { CONVENE_ALLOWED_ORIGINS: origins.join(',') };
  };
  [server, browser] = await Promise.all([ConveneServer.start(0, settings), openBrowser()]);
  session = await runningSession(server, ['Ana', ...NAMES]);
  ana = await Person.at(browser, server.url);
  await ana.goto(session.links[0] ?? '');
  await enters(ana);
  await ana.agrees();
});

afterAll(async () => {
  await ana.leaves();
  await browser.close();
  for (const proxy of Object.values(proxies)) proxy.close();
  await server.stop();
});

async function enters(person: Person): Promise<void> {
  await person.page.getByRole('link', { name: 'Join', exact: true }).click();
  await person.button('I agree').waitFor();
}

/** Through a network, from opening the link to the notice, which comes with the first view. */
async function comesThrough(name: Name) {
  const person = await Person.at(browser, proxies[name].url);
  const beganMs = performance.now();
  await person.goto(session.links[1 + NAMES.indexOf(name)] ?? '');
  await enters(person);
  const tookMs = performance.now() - beganMs;
  await person.agrees();
  await person.isConnected();
  return { person, tookMs };
}

function carried(name: Name, way: 'events' | 'poll'): boolean {
  return proxies[name].requests.some((one) => one.endsWith(`/${way}`));
}

async function bothWays(person: Person, name: Name): Promise<void> {
  await person.says(`from ${name}`);
  await ana.sees(`from ${name}`);
  await ana.says(`to ${name}`);
  await person.sees(`to ${name}`);
}

async function remembers(person: Person, name: Name): Promise<void> {
  proxies[name].requests.length = 0;
  await person.page.reload();
  await person.isConnected();
  await person.sees(`to ${name}`);
  expect(proxies[name].requests).not.toContain('GET /live');
}

/** The cable is pulled and mended: exactly what was missed, and what was written arrives once. */
async function missesNothing(person: Person, name: Name): Promise<void> {
  const before = await ana.lines();
  proxies[name].cut();
  await waitFor(
    async () => (await person.page.getByTestId('connection').getAttribute('data-kind')) !== 'live',
  );
  const missed = [1, 2, 3].map((n) => `${name} missed ${n}`);
  for (const line of missed) await ana.says(line);
  await ana.sees(`${name} missed 3`);
  await person.says(`${name} in the dark`);
  await person.page.locator('[data-testid=line][data-state=unsent]').waitFor();
  proxies[name].mend();
  await person.isConnected();
  await ana.sees(`${name} in the dark`);
  await person.sees(`${name} in the dark`);
  const all = [...before, ...missed, `${name} in the dark`];
  for (const one of [person, ana]) expect(await one.lines()).toEqual(all);
}

test('upgrades refused: events', async () => {
  const { person, tookMs } = await comesThrough('refused');
  console.log('refused', tookMs);
  expect(tookMs).toBeLessThan(5000);
  expect(carried('refused', 'events')).toBe(true);
  await bothWays(person, 'refused');
  await remembers(person, 'refused');
  await missesNothing(person, 'refused');
  expect(carried('refused', 'poll')).toBe(false);
  expect(proxies.refused.requests).not.toContain('GET /live');
  await person.leaves();
});

test('upgrades refused and events held: long polls', async () => {
  const { person, tookMs } = await comesThrough('held');
  console.log('held', tookMs);
  expect(tookMs).toBeLessThan(9000);
  expect(carried('held', 'poll')).toBe(true);
  await bothWays(person, 'held');
  await remembers(person, 'held');
  await missesNothing(person, 'held');
  expect(carried('held', 'events')).toBe(false);
  await person.leaves();
});

test('upgrades swallowed: events', async () => {
  const { person, tookMs } = await comesThrough('swallowed');
  console.log('swallowed', tookMs);
  expect(tookMs).toBeLessThan(9000);
  await bothWays(person, 'swallowed');
  await remembers(person, 'swallowed');
  await person.leaves();
});

test('events in pieces', async () => {
  const { person, tookMs } = await comesThrough('pieces');
  const t = performance.now();
  await waitFor(() => carried('pieces', 'poll'));
  console.log('pieces', tookMs, performance.now() - t);
  await bothWays(person, 'pieces');
  await person.leaves();
});

test('idle', async () => {
  const names = ['idle', 'idleRefused', 'idleHeld', 'rude'] as const;
  const came = await Promise.all(names.map(comesThrough));
  const kinds = came.map(({ person }) => watchConnection(person));
  await ana.says('before the quiet');
  await Promise.all(came.map(({ person }) => person.sees('before the quiet')));
  await new Promise((done) => setTimeout(done, 2.5 * IDLE_MS));
  await ana.says('after the quiet');
  for (const { person } of came) await person.sees('after the quiet');
  for (const [i, name] of names.entries()) console.log(name, await kinds[i]?.(), proxies[name].idleCuts);
  const all = await ana.lines();
  for (const { person } of came) {
    expect(await person.lines()).toEqual(all);
    await person.leaves();
  }
});

function watchConnection(person: Person): () => Promise<string[]> {
  const seen = person.page.evaluate(() => {
    const kinds: string[] = [];
    const note = () => {
      const kind = document.querySelector<HTMLElement>('[data-testid=connection]')?.dataset.kind;
      if (kind && kinds.at(-1) !== kind) kinds.push(kind);
    };
    note();
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true, attributes: true });
    Object.assign(window, { kinds });
  });
  return async () => {
    await seen;
    return await person.page.evaluate(() => (window as unknown as { kinds: string[] }).kinds);
  };
}

test('slow', async () => {
  const people = Array.from({ length: 206 }, (_, i) => `Person Number ${i} of Many`);
  const slow: Proxy[] = [];
  const crowded = await ConveneServer.start(0, async (port) => {
    for (const way of [{}, { slow: SLOW }]) slow.push(await Proxy.to(port, way));
    return { CONVENE_ALLOWED_ORIGINS: slow.map((proxy) => proxy.url).join(',') };
  });
  const [warm, cold] = slow as [Proxy, Proxy];
  const full = await runningSession(crowded, people);
  const t0 = performance.now();
  await crowdComes(crowded, full, full.links.slice(0, 204), (i) =>
    i < 100 ? `Line ${i}: in our district we begin every meeting with a question about one child.` : undefined,
  );
  console.log('crowd', performance.now() - t0);
  const wes = await Person.at(browser, warm.url);
  await wes.goto(full.links[204] ?? '');
  await enters(wes);
  await wes.agrees();
  await wes.isConnected();
  await new Promise((done) => setTimeout(done, 3000));
  await wes.page.goto('about:blank');
  warm.way = { slow: SLOW };
  warm.cut();
  warm.mend();
  warm.requests.length = 0;
  const liveAfter = async (person: Person, link: string | undefined, consents: boolean, proxy: Proxy) => {
    const beganMs = performance.now();
    const marks: string[] = [];
    const mark = (what: string) => marks.push(`${what} ${Math.round(performance.now() - beganMs)}`);
    person.page.on('response', async (r) => { mark(`${r.url().replace(proxy.url, '').slice(0, 30)} ${r.status()} ${(await r.headerValue('content-length'))}`); });
    await person.page.goto(proxy.url + link, { waitUntil: 'commit' });
    await person.page.getByRole('link', { name: 'Join', exact: true }).click({ timeout: 100_000 });
    mark('clicked');
    if (consents) { await person.button('I agree').click({ timeout: 100_000 }); mark('agreed'); }
    await person.page.getByTestId('person').first().waitFor({ timeout: 100_000 });
    await person.isConnected();
    await waitFor(async () => (await person.lines()).length === 100);
    mark('live');
    return marks;
  };
  console.log('warm', await liveAfter(wes, full.links[204], false, warm), warm.requests);
  console.log('frames', wes.received.map((b) => b.length).slice(-12));
  const kim = await Person.at(browser, cold.url);
  console.log('cold', await liveAfter(kim, full.links[205], true, cold));
  for (const person of [wes, kim]) await person.leaves();
  for (const proxy of slow) proxy.close();
  await crowded.stop();
});

test('check', async () => {
  const names = ['open', 'refused', 'held'] as const;
  const looks = names.map(async (name) => {
    const person = await Person.at(browser, proxies[name].url);
    await person.goto('/check');
    const t = performance.now();
    await person.page.getByRole('alert').waitFor();
    console.log(name, performance.now() - t, await person.page.getByRole('alert').innerText(), await person.page.locator('.check-list').innerText());
    return person;
  });
  for (const person of await Promise.all(looks)) {
    await person.looksAt('check-en');
    await person.leaves();
  }
});
