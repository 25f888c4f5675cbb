// Who most journeys are about: Fay, who runs a session, Ana on a phone in Spanish, and Ben.
import type { Browser } from 'playwright-core';
import type { Visitor } from './crowd';
import { TwoNodes } from './nodes';
import { openBrowser, Person } from './person';
import { enters, firstAdmin, type Prepared, prepared, runs, type Wanted } from './prepare';
import { ConveneServer } from './server';

const PHONE = { viewport: { width: 360, height: 740 } };
const ANA = 'Ana Teacher';
const BEN = { name: 'Ben Coach', jobRole: 'JOB_ROLE_COACH' };

interface Wish {
  /** On the roster besides Ana and Ben. */
  others?: NonNullable<Wanted['people']>;
  /** Ana comes over a wire that can be cut: the first of the server. */
  wired?: boolean;
  /** Fay is at one node; Ana, Ben and whoever visits are at another. */
  nodes?: boolean;
}

export class Crew {
  private constructor(
    readonly browser: Browser,
    /** Where those come in who do not run the session. */
    readonly server: ConveneServer,
    private readonly stop: () => Promise<void>,
    readonly admin: Visitor,
    readonly session: Prepared,
    readonly fay: Person,
    readonly ana: Person,
    readonly ben: Person,
  ) {}

  /** All three in a session that is live. */
  static async comes({ others = [], wired = false, nodes = false }: Wish = {}): Promise<Crew> {
    const browser = await openBrowser();
    const { server, home, admin, stop } = await starts(wired, nodes);
    const session = await prepared(admin, { people: [ANA, BEN, ...others] });
    const [fay, ana, ben] = await Promise.all([
      Person.at(browser, home.url),
      Person.at(browser, wired ? server.wire(0).url : server.url, 'es-MX', PHONE),
      Person.at(browser, server.url),
    ]);
    await runs(fay, session);
    await enters(ana, session, ANA, 'Acepto');
    await enters(ben, session, BEN.name);
    return new Crew(browser, server, stop, admin, session, fay, ana, ben);
  }

  async leaves(): Promise<void> {
    for (const person of [this.fay, this.ana, this.ben]) await person.leaves();
    await this.browser.close();
    await this.stop();
  }
}

async function starts(wired: boolean, nodes: boolean) {
  if (nodes) {
    const two = await TwoNodes.start();
    return { server: two.other, home: two.one, admin: two.admin, stop: () => two.stop() };
  }
  const server = await ConveneServer.start(wired ? 1 : 0);
  return { server, home: server, admin: await firstAdmin(server), stop: () => server.stop() };
}
