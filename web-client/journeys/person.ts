// Someone at a browser of their own. Notes every byte that comes, every request that goes
// elsewhere, and everything the page complains about.
import AxeBuilder from '@axe-core/playwright';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { expect } from 'vitest';

export async function openBrowser(): Promise<Browser> {
  return await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** What a page says when the network is gone; expected where a journey takes it away. */
const NETWORK = /WebSocket connection to|Failed to load resource: net::|status of 50[23]/;

export class Person {
  readonly received: Buffer[] = [];
  readonly complaints: string[] = [];
  readonly foreign: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
    readonly base: string,
  ) {}

  static async at(
    browser: Browser,
    base: string,
    locale = 'en-US',
    options: BrowserContextOptions = {},
  ): Promise<Person> {
    const context = await browser.newContext({
      locale,
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
      ...options,
    });
    const person = new Person(await context.newPage(), context, base);
    person.listen();
    return person;
  }

  private listen(): void {
    this.page.on('console', (message) => {
      const isNews = message.type() === 'error' || message.type() === 'warning';
      if (isNews && !NETWORK.test(message.text())) this.complaints.push(message.text());
    });
    this.page.on('pageerror', (error) => this.complaints.push(String(error)));
    this.page.on('request', (request) => {
      if (!request.url().startsWith(this.base) && !request.url().startsWith('data:')) {
        this.foreign.push(request.url());
      }
    });
    this.page.on('response', async (response) => {
      const body = await response.body().catch(() => Buffer.alloc(0));
      this.received.push(body);
    });
    this.page.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => this.received.push(Buffer.from(payload)));
    });
  }

  async goto(path: string): Promise<void> {
    await this.page.goto(this.base + path);
  }

  button(name: string | RegExp) {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  field(name: string | RegExp) {
    return this.page.getByLabel(name, { exact: typeof name === 'string' });
  }

  /** The lines on the screen that the server has. */
  async lines(): Promise<string[]> {
    const sent = this.page.locator('[data-testid=line][data-state=sent] [data-testid=line-text]');
    // Not the inner text: lines that the browser has not drawn yet have none.
    return await sent.allTextContents();
  }

  async says(text: string): Promise<void> {
    await this.page.getByTestId('composer').fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** And waits until what changes with the width has been drawn. */
  async resizes(size: { width: number; height: number }): Promise<void> {
    await this.page.setViewportSize(size);
    await this.page.waitForFunction(({ width }) => window.innerWidth === width, size);
    for (let frame = 0; frame < 3; frame++) {
      await this.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
    }
  }

  async sees(text: string): Promise<void> {
    const line = this.page.locator('[data-testid=line][data-state=sent]', { hasText: text });
    await line
      .first()
      .waitFor()
      .catch(async () => {
        throw new Error(`“${text}” never came to ${this.base}: ${await this.drawn()}`);
      });
  }

  /** For the message of a failure: every line with its state. */
  async drawn(): Promise<string> {
    const lines = await this.page.getByTestId('line').all();
    const drawn = lines.map(async (line) => {
      return `${await line.getAttribute('data-state')}: ${await line.textContent()}`;
    });
    return (await Promise.all(drawn)).join(' | ').replace(/\s+/g, ' ');
  }

  async isConnected(kind = 'live'): Promise<void> {
    await this.page.locator(`[data-testid=connection][data-kind=${kind}]`).waitFor();
  }

  async agrees(word = 'I agree'): Promise<void> {
    await this.button(word).click();
    await this.page.getByTestId('person').first().waitFor();
  }

  hasReceived(text: string): boolean {
    return this.received.some((bytes) => bytes.includes(text));
  }

  /**
   * Looks at the page as it is: axe, and pictures at two widths for human eyes. `besides`: what is
   * not ours to mend.
   */
  async looksAt(name: string, besides = 'no-such-thing'): Promise<void> {
    const axe = await new AxeBuilder({ page: this.page })
      .exclude(besides)
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze();
    const findings = axe.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    expect(findings, name).toEqual([]);
    const before = this.page.viewportSize() ?? { width: 1280, height: 800 };
    for (const width of [1280, 360]) {
      await this.resizes({ width, height: 800 });
      await this.page.screenshot({ path: `screenshots/${name}-${width}.png` });
      const overflow = await this.page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      expect(overflow, `${name} scrolls sideways at ${width}`).toBeLessThanOrEqual(0);
    }
    await this.page.setViewportSize(before);
  }

  /** A refusal that the journey is about: the browser complains of it, once. */
  wasRefused(status: number): void {
    const at = this.complaints.findIndex((words) => words.includes(`status of ${status}`));
    expect(at, `a refusal with ${status} among ${this.complaints}`).toBeGreaterThanOrEqual(0);
    this.complaints.splice(at, 1);
  }

  async leaves(): Promise<void> {
    await this.context.close();
    expect(this.complaints).toEqual([]);
    expect(this.foreign).toEqual([]);
  }
}
