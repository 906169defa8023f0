import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Service } from '../../device/catalogue/schema.ts';
import { catalogue, oneOfEachPaper } from '../support/catalogue.ts';
import { partByCommit } from '../support/commit.ts';
import { disagreements, readBooks } from '../support/four-books.ts';
import { type KioskProcess, startKioskProcess } from '../support/kiosk-process.ts';
import { launchChromium } from './chromium.ts';
import { type Citizen, citizenAt } from './citizen.ts';
import {
  makeRobotVisit,
  type PageOverride,
  ROBOT_OUTCOMES,
  type RobotOutcome,
  type RobotVisit,
  robotAt,
} from './robot.ts';

/* `npm test` tries every fifth kind, `SERVICES=all` every service. */

const ALL = process.env['SERVICES'] === 'all';
const SERVICES = ALL ? catalogue().services : partByCommit(oneOfEachPaper().services, 5);
const GROUPS = catalogue().groups;

let browser: Browser;
let kiosk: KioskProcess;
let citizen: Citizen;
const visits: { readonly service: string; readonly outcome: RobotOutcome }[] = [];

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

async function visitOf(
  service: Service,
  at: number,
  otherwise?: PageOverride,
  to = kiosk,
  by = citizen,
): Promise<RobotVisit> {
  await by.start('az');
  const [first] = service.groups;
  const group = at % 2 === 0 ? null : (GROUPS.find(({ id }) => id === first)?.title.az ?? null);
  const visited = await makeRobotVisit(await robotAt(to, by), { title: service.title.az, group, nth: at }, otherwise);
  visits.push({ service: service.id, outcome: visited.outcome });
  return visited;
}

const EXPECTED: Readonly<Record<Service['paper'], readonly RobotOutcome[]>> = {
  receipt: ['paid receipt', 'free receipt', 'receipt, paid at a window'],
  certificate: ['certificate', 'paid certificate'],
  ticket: ['ticket for a window'],
};

async function papersOut(): Promise<number> {
  const { printer, documentPrinter } = await kiosk.state();
  return printer.paperCount + (documentPrinter?.jobs ?? []).filter(({ state }) => state === 'completed').length;
}

describe('robot that only reads and touches', () => {
  it.each(SERVICES.map((each, at) => [each.id, each, at] as const))(
    'when the robot wants %s, then it comes to the last page',
    async (_, each, at) => {
      const papers = await papersOut();
      const { outcome } = await visitOf(each, at);
      expect(EXPECTED[each.paper]).toContain(outcome);
      const twoPapers = outcome === 'paid certificate' && each.printedOn === 'a4';
      expect(await papersOut()).toBe(papers + (twoPapers ? 2 : 1));
    },
  );
});

const named = (id: string): Service => catalogue().services.find((each) => each.id === id)!;

const otherwise = () => {
  it('when another centre has the service, then the page says so', async () => {
    const other = await startKioskProcess((profile) => profile.replace('number: 5', 'number: 1'));
    const by = await citizenAt(browser, other.url);
    const { outcome } = await visitOf(named('apostille-justice'), 1, undefined, other, by);
    expect(outcome).toBe('not in this centre');
    await by.leave();
    await other.stop();
  });

  it.each(['identity-card-replacement'])(
    'when the office is away while %s is quoted, then the quote comes after a retry',
    async (id) => {
      let asked = 0;
      const { headings } = await visitOf(named(id), 1, async (read, robot) => {
        const { identifying, quoting, common } = robot.citizen.words;
        if (read === identifying.waiting.title)
          await kiosk.dock({ device: 'back-office', do: 'trouble', trouble: 'down' });
        if (read !== quoting.unanswered.title) return false;
        asked += 1;
        await kiosk.dock({ device: 'back-office', do: 'trouble', trouble: null });
        await robot.leaveBy(robot.button(common.retry));
        return true;
      });
      expect(asked, headings.join(' > ')).toBe(1);
    },
  );

  it('when the card is declined, then the second try pays', async () => {
    let declined = 0;
    const { outcome, headings } = await visitOf(named('identity-card-replacement'), 1, async (read, robot) => {
      const { paying, common } = robot.citizen.words;
      if (read === paying.stages['present-card'].title && declined === 0) {
        declined += 1;
        const before = await robot.mark();
        await kiosk.until(({ terminal }) => terminal.display.stage === 'present-card');
        await kiosk.dock({ device: 'terminal', do: 'decline' });
        await robot.untilOther(before);
        return true;
      }
      const again = robot.button(common.retry);
      if (!(await again.isVisible())) return false;
      await robot.leaveBy(again);
      return true;
    });
    expect(outcome).toBe('paid receipt');
    expect(headings.filter((each) => each === citizen.words.paying.stages['present-card'].title).length).toBe(2);
  });

  it.each(['identity-card-replacement', 'queue-ticket'])(
    'when the printer runs out of paper during %s, then the paper is printed again',
    async (id) => {
      let anew = 0;
      await kiosk.dock({ device: 'printer', do: 'paper-out-after', mm: 20 });
      await visitOf(named(id), 1, async (read, robot) => {
        const { printTrouble } = robot.citizen.words;
        const paper = named(id).paper;
        if (![printTrouble.unfinished[paper], printTrouble.notPrinted[paper]].some((each) => read.includes(each)))
          return false;
        anew += 1;
        await kiosk.dock({ device: 'printer', do: 'refill' });
        await robot.leaveBy(robot.page.getByRole('button').filter({ hasText: printTrouble.reprint }));
        return true;
      });
      expect(anew).toBe(1);
    },
  );
};
if (ALL) describe('troubles', otherwise);

describe('the books', () => {
  it('when all visits are over, then the books agree and every application is closed', async () => {
    await kiosk.until(() => kiosk.ledger().every((kinds) => kinds.includes('closed')));
    const books = await readBooks(kiosk, []);
    // Above 100 AZN the terminal wants a PIN.
    if (ALL) expect(books.sales.some(({ amount, state }) => amount > 10_000 && state === 'approved')).toBe(true);
    expect(books.ledger.length).toBeGreaterThanOrEqual(SERVICES.length);
    expect(disagreements(books)).toEqual([]);
    process.stdout.write(`\n${tableOf(visits)}\n`);
  });
});

function tableOf(all: typeof visits): string {
  return ROBOT_OUTCOMES.map((outcome) => {
    const those = all.filter((each) => each.outcome === outcome).map((each) => each.service);
    return `${outcome.padEnd(27)} ${String(those.length).padStart(3)}  ${those.join(' ')}`;
  }).join('\n');
}
