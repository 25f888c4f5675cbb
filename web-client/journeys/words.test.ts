// Strange English, 40 % longer: everything that is said comes from a catalogue and has its room.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, Person } from './person';
import { firstAdmin, type Prepared, prepared, signsIn, takesSeat, tokenOf } from './prepare';
import { ConveneServer } from './server';

const WIDTHS = [1280, 360];

/** What people have written themselves, and what is no word: it is the same in every language. */
const OWN = [
  'Spring convening',
  'Encuentro de primavera',
  'Fay Facilitator',
  'Ana Teacher',
  'Lakeside Unified',
  'Reading Partners',
  'Welcome to all',
  'Tell us one thing.',
  'Hello from the chat',
  'fay@example.org',
  // Names of the other language, and of this program.
  'Convene',
  'Español',
  'en-US',
];

/** Days and times, which the browser says, and addresses. */
const NO_WORDS =
  'https?:\\S+|((Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, [A-Z][a-z]+ \\d+( at)? )?\\d+:\\d\\d\\s[AP]M';

let server: ConveneServer;
let browser: Browser;
let session: Prepared;
let fay: Person;

beforeAll(async () => {
  [server, browser] = await Promise.all([ConveneServer.start(), openBrowser()]);
  fay = await Person.at(browser, server.url);
});

afterAll(async () => {
  await fay.leaves();
  await browser.close();
  await server.stop();
});

async function speaks(person: Person, path: string): Promise<void> {
  await person.goto(`${path}${path.includes('?') ? '&' : '?'}language=qps`);
}

/** Looks for what no catalogue has said, for what is cut off, and for sideways scrolling. */
async function reads(person: Person, name: string): Promise<void> {
  const { page } = person;
  for (const width of WIDTHS) {
    await person.resizes({ width, height: 800 });
    const where = `${name} at ${width}`;
    expect.soft(await plainWords(page), `${where}: not from the catalogue`).toEqual([]);
    expect.soft(await cutOff(page), `${where}: cut off`).toEqual([]);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    expect.soft(overflow, `${where}: scrolls sideways`).toBeLessThanOrEqual(0);
    await page.screenshot({ path: `screenshots/words-${name}-${width}.png` });
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

/** Texts that one sees, or that a screen reader reads, with a plain letter outside of brackets. */
async function plainWords(page: Page): Promise<string[]> {
  return await page.evaluate(
    ({ own, noWords }) => {
      const texts: string[] = [document.title];
      const said = (element: Element | null) => {
        const copy = element?.cloneNode(true) as Element | undefined;
        for (const initials of copy?.querySelectorAll('.avatar') ?? []) initials.remove();
        return copy?.textContent ?? '';
      };
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node.parentElement;
        if (node.textContent?.trim() === '') continue;
        if (element?.closest('script, style, noscript, svg, .avatar')) continue;
        // A sentence may be several texts: what counts is the whole of it.
        const inside = element?.closest(
          'p, li, h1, h2, h3, button, a, label, dt, dd, td, th, option',
        );
        texts.push(said(inside ?? element));
      }
      for (const element of document.querySelectorAll(
        '[aria-label], [placeholder], [title], [alt]',
      )) {
        for (const name of ['aria-label', 'placeholder', 'title', 'alt']) {
          texts.push(element.getAttribute(name) ?? '');
        }
      }
      const left = (text: string) => {
        let rest = text;
        // From the inside out: a value of a sentence may be a bracketed word.
        for (let before = ''; before !== rest; ) {
          before = rest;
          rest = rest.replace(/\[[^[\]]*\]/g, ' ');
        }
        for (const words of own) rest = rest.split(words).join(' ');
        rest = rest.replace(new RegExp(noWords, 'g'), ' ');
        return rest.replace(/\s+/g, ' ').trim();
      };
      const plain = texts.map(left).filter((text) => /[a-z]{2}/i.test(text));
      return [...new Set(plain)];
    },
    { own: OWN, noWords: NO_WORDS },
  );
}

/** Elements that hold text and have no room for some of it. */
async function cutOff(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const holds = (element: Element) =>
      Array.from(element.childNodes).some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
      );
    const cut = Array.from(document.body.querySelectorAll<HTMLElement>('*')).filter((element) => {
      const { overflowX, overflowY, visibility } = getComputedStyle(element);
      if (element.closest('.visually-hidden, .skip') || visibility === 'hidden') return false;
      // Nothing to see, or only to be heard.
      if (element.clientWidth <= 1 || !holds(element)) return false;
      // What is wider than its box and not hidden lies over what is beside it.
      const hidesX = overflowX !== 'auto' && overflowX !== 'scroll';
      const hidesY = overflowY === 'hidden' || overflowY === 'clip';
      // A pixel is what rounding makes.
      return (
        (hidesX && element.scrollWidth > element.clientWidth + 1) ||
        (hidesY && element.scrollHeight > element.clientHeight + 1)
      );
    });
    const ink = document.createElement('canvas').getContext('2d');
    const inputs = document.body.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
      '[placeholder]',
    );
    const placeholders = Array.from(inputs).filter((input) => {
      const { font, paddingLeft, paddingRight } = getComputedStyle(input);
      if (!ink) return true;
      ink.font = font;
      const room =
        input.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
      return ink.measureText(input.placeholder).width > room;
    });
    return [
      ...cut.map(({ className, textContent }) => `.${className}: ${textContent}`),
      ...placeholders.map(({ className, placeholder }) => `.${className}: ${placeholder}`),
    ];
  });
}

test('before one has signed in, and at the check', async () => {
  const setup = new URL(server.setupLink).pathname;
  await speaks(fay, setup);
  await fay.page.locator('form').waitFor();
  await reads(fay, 'setup');
  session = await prepared(await firstAdmin(server), {
    people: ['Ana Teacher'],
    agenda: [
      {
        title: { en: 'Welcome to all' },
        minutes: 10,
        prompt: { en: 'Tell us one thing.' },
        opens: 'OPENS_CHAT',
      },
    ],
  });
  await session.host.does({ sendLine: { plenary: {}, text: 'Hello from the chat' } });

  for (const [path, name] of [
    ['/', 'home'],
    ['/sign-in', 'sign-in'],
    ['/join', 'code'],
    [`/join/${session.code}`, 'join-by-code'],
    ['/nothing-here', 'not-found'],
  ] as const) {
    await speaks(fay, path);
    await fay.page.locator('#content h1').waitFor();
    await reads(fay, name);
  }
  await speaks(fay, '/check');
  await fay.page.locator('.code-spoken, [data-testid=check-code]').first().waitFor();
  await reads(fay, 'check');
});

test('what those see who run sessions', async () => {
  await signsIn(fay);
  const here = `/sessions/${session.id}`;
  for (const [path, name] of [
    ['/sessions', 'sessions'],
    ['/sessions/new', 'new-session'],
    ['/accounts', 'accounts'],
    [here, 'session'],
    [`${here}/import`, 'import'],
    [`${here}/agenda`, 'agenda'],
    [`${here}/help`, 'help-desk'],
  ] as const) {
    await speaks(fay, path);
    await fay.page.locator('#content h1').waitFor();
    await reads(fay, name);
  }
});

test('what an educator sees on the way in and in the room', async () => {
  const ana = await Person.at(browser, server.url);
  await speaks(ana, `/j/${tokenOf(session, 'Ana Teacher')}`);
  await ana.page.locator('.join-card').waitFor();
  await reads(ana, 'join');
  await takesSeat(ana, session, 'Ana Teacher');
  await speaks(ana, `/s/${session.id}`);
  const agree = ana.page.locator('#content .button-primary');
  await agree.waitFor();
  await reads(ana, 'consent');
  await agree.click();
  await ana.sees('Hello from the chat');
  await reads(ana, 'room');

  await speaks(fay, `/s/${session.id}?as=team`);
  await fay.sees('Hello from the chat');
  await fay.page.locator('.bar .button-primary').click();
  await ana.page.getByTestId('now-title').waitFor();
  await session.host.does({ askPresence: {} });
  await ana.page.locator('.notice .button-primary').waitFor();
  await reads(ana, 'room-step');
  await reads(fay, 'room-facilitator');
  await session.host.does({ endSession: {} });
  await ana.page.getByTestId('ending').waitFor();
  await reads(fay, 'room-ending');
  await session.host.does({ endSession: { now: true } });
  await ana.page.getByTestId('ending').waitFor({ state: 'detached' });
  expect(await ana.page.locator('.notice').count()).toBe(1);
  await reads(ana, 'room-ended');
  await reads(fay, 'room-ended-facilitator');

  await session.host.does({ publishReplay: { audience: 'REPLAY_AUDIENCE_ROSTER' } });
  await speaks(ana, `/s/${session.id}/replay`);
  await ana.page.getByRole('slider').press('End');
  await ana.sees('Hello from the chat');
  await reads(ana, 'replay');
  await ana.leaves();
});
