// A line of 64 kbit/s into a large session, by someone who has been here before.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LiveSession } from './crowd';
import { crowdComes, LINES, PEOPLE, runningSession } from './crowd';
import { openBrowser, Person } from './person';
import type { Way } from './proxy';
import { SchoolNetwork } from './proxy';
import { ConveneServer, waitFor } from './server';

const SLOW = { bitsPerSecond: 64_000, roundTripMs: 200 };
const WAYS: Way[] = [{}, { upgrades: 'refused' }, { upgrades: 'refused', holdsEvents: 64 * 1024 }];

let server: ConveneServer;
let browser: Browser;
let session: LiveSession;
let networks: SchoolNetwork[];

beforeAll(async () => {
  const settings = async (port: number) => {
    networks = await Promise.all(WAYS.map((way) => SchoolNetwork.to(port, way)));
    return { CONVENE_ALLOWED_ORIGINS: networks.map(({ url }) => url).join(',') };
  };
  [server, browser] = await Promise.all([ConveneServer.start(0, settings), openBrowser()]);
  session = await runningSession(server, PEOPLE);
});

afterAll(async () => {
  await browser.close();
  for (const network of networks) network.close();
  await server.stop();
});

function join(person: Person) {
  return person.page.getByRole('link', { name: 'Join', exact: true });
}

/** An earlier visit, at school: the program is in the cache, the notice is answered. */
async function wasHere(index: number) {
  const network = networks[index] as SchoolNetwork;
  const link = session.links[index] ?? '';
  const person = await Person.at(browser, network.url);
  await person.goto(link);
  await join(person).click();
  await person.agrees();
  return { network, link, person };
}

/** Whoever agrees is on everybody's screen a moment later. */
async function seesEveryone({ page }: Person): Promise<void> {
  await waitFor(async () => (await page.getByTestId('person').count()) === PEOPLE.length + 1);
}

async function leavesForSlow({ network, person }: Visitor): Promise<void> {
  await person.page.goto('about:blank');
  network.way = { ...network.way, slow: SLOW };
  network.cut();
  network.mend();
  network.requests.length = 0;
  // As on another day: what worked is forgotten. An empty page has no memory at all.
  await person.page.context().addInitScript(() => {
    if (window.location.protocol === 'http:') localStorage.removeItem('convene.transport');
  });
}

type Visitor = Awaited<ReturnType<typeof wasHere>>;

/** From the request for the page to the last line, by the page's own clock. */
async function comesBack({ network, link, person: { page }, person }: Visitor): Promise<number> {
  await page.goto(network.url + link, { waitUntil: 'commit' });
  // As soon as it is there: how long people take to find it is not what is measured.
  await join(person).dispatchEvent('click');
  const drawn = await page.waitForFunction((count) => {
    const lines = document.querySelectorAll('[data-testid=line]').length;
    return lines >= count && performance.now();
  }, LINES.length);
  await person.isConnected();
  expect(await person.lines()).toHaveLength(LINES.length);
  await seesEveryone(person);
  return Number(await drawn.jsonValue());
}

/** The best of three: what else the machine does is not the network's fault. */
async function best(visitor: Visitor, ways: string[]): Promise<number> {
  let tookMs = Number.POSITIVE_INFINITY;
  for (let visit = 0; visit < 3 && tookMs >= 8000; visit++) {
    await visitor.person.page.goto('about:blank');
    visitor.network.requests.length = 0;
    tookMs = Math.min(tookMs, await comesBack(visitor));
    expect(tried(visitor)).toEqual(ways);
  }
  return tookMs;
}

/** The connections that were tried, by what was asked for. */
function tried({ network }: Visitor): string[] {
  return network.requests.flatMap((one) => /\/(live|events|poll)$/.exec(one)?.[1] ?? []);
}

test('from the link to 205 people and 100 lines within 8 s; slow is not blocked', async () => {
  const [wes, eve, pia] = (await Promise.all(WAYS.map((_, index) => wasHere(index)))) as [
    Visitor,
    Visitor,
    Visitor,
  ];
  await crowdComes(server, session, session.links.slice(WAYS.length), LINES);
  for (const visitor of [wes, eve, pia]) {
    await seesEveryone(visitor.person);
    await leavesForSlow(visitor);
  }
  expect(await best(wes, ['live'])).toBeLessThan(8000);
  expect(await best(eve, ['live', 'live', 'events'])).toBeLessThan(8000);

  // To find out that events are held back takes 5 s; nothing is given up while bytes come.
  await comesBack(pia);
  expect(new Set(tried(pia).slice(3))).toEqual(new Set(['poll']));
  for (const { network } of [eve, pia]) {
    const hellos = network.requests.filter((one) => one === 'POST /live/carried');
    expect(hellos).toHaveLength(network === eve.network ? 1 : 2);
  }
  for (const { person } of [wes, eve, pia]) await person.leaves();
});
