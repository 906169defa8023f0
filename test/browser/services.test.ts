import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Service } from '../../device/catalogue/schema.ts';
import { catalogue, oneOfEachPaper } from '../catalogue.ts';
import { disagreements, readBooks } from '../four-books.ts';
import { type KioskProcess, startKioskProcess } from '../kiosk-process.ts';
import { launchChromium } from './chromium.ts';
import { type Citizen, citizenAt } from './citizen.ts';
import { type Otherwise, OUTCOMES, type Outcome, robotAt, type Visit, visit } from './robot.ts';

/*
 * Services to their last page, by a robot that reads the glass and touches it: one of each paper and order of steps, and with
 * `SERVICES=all` (`npm run prove:services`) every service of the catalogue. Afterwards the four books agree.
 */

const ALL = process.env['SERVICES'] === 'all';
const SERVICES = (ALL ? catalogue() : oneOfEachPaper()).services;
const GROUPS = catalogue().groups;

let browser: Browser;
let kiosk: KioskProcess;
let citizen: Citizen;
const visits: { readonly service: string; readonly outcome: Outcome }[] = [];

beforeAll(async () => {
  [browser, kiosk] = await Promise.all([launchChromium(), startKioskProcess()]);
});
afterAll(async () => {
  await browser?.close();
  await kiosk?.stop();
});
beforeEach(async () => {
  await kiosk.dock({ device: 'all', do: 'heal' });
  citizen = await citizenAt(browser, kiosk.url);
});
afterEach(() => citizen.leave());

/** Every second one is searched for, the others are looked for in their group. */
async function visitOf(service: Service, at: number, otherwise?: Otherwise, to = kiosk, by = citizen): Promise<Visit> {
  await by.start('az');
  const [first] = service.groups;
  const group = at % 2 === 0 ? null : (GROUPS.find(({ id }) => id === first)?.title.az ?? null);
  const visited = await visit(await robotAt(to, by), { title: service.title.az, group, nth: at }, otherwise);
  visits.push({ service: service.id, outcome: visited.outcome });
  return visited;
}

const EXPECTED: Readonly<Record<Service['paper'], readonly Outcome[]>> = {
  receipt: ['paid receipt', 'free receipt', 'receipt, paid at a window'],
  certificate: ['certificate', 'paid certificate'],
  ticket: ['ticket for a window'],
};

describe('a robot that only reads and touches', () => {
  it.each(SERVICES.map((each, at) => [each.id, each, at] as const))(
    'comes to the last page of %s',
    async (_, each, at) => {
      const papers = (await kiosk.state()).printer.paperCount;
      const { outcome } = await visitOf(each, at);
      expect(EXPECTED[each.paper]).toContain(outcome);
      expect((await kiosk.state()).printer.paperCount).toBe(papers + 1);
    },
  );
});

describe('the books', () => {
  it('agree about every application, and each is closed', async () => {
    await kiosk.until(() => kiosk.ledger().every((kinds) => kinds.at(-1) === 'closed'));
    const books = await readBooks(kiosk, []);
    expect(books.ledger.length).toBeGreaterThanOrEqual(SERVICES.length);
    expect(disagreements(books)).toEqual([]);
    process.stdout.write(`\n${tableOf(visits)}\n`);
  });
});

/** Services by what stood on their last page, with the counts. */
function tableOf(all: typeof visits): string {
  return OUTCOMES.map((outcome) => {
    const those = all.filter((each) => each.outcome === outcome).map((each) => each.service);
    return `${outcome.padEnd(27)} ${String(those.length).padStart(3)}  ${those.join(' ')}`;
  }).join('\n');
}
