import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EntryKind, Outcome } from '../../device/ledger/entries.ts';
import { verifyLedger } from '../../device/ledger/integrity.ts';
import { pause, realClock } from '../../drivers/clock.ts';
import type { BackOfficeTroubleName } from '../../simulators/back-office/trouble.ts';
import type { WireEntry } from '../../simulators/dock/wire-log.ts';
import { seededRandom } from '../../simulators/random.ts';
import { type Books, disagreements, readBooks, readLedger } from '../four-books.ts';
import { type KioskProcess, startKioskProcess, takesAtOnce } from '../kiosk-process.ts';
import { payBySocket, type SocketCitizen, socketCitizenAt, untilCheckingBySocket } from '../socket-citizen.ts';

/*
 * The built kiosk is killed with SIGKILL in the middle of a paid visit and started again on the same folder. The ledger,
 * what the terminal booked and the register are files that survive it. Afterwards the application is closed, and four
 * books agree: the terminal's, the back office's, the ledger's, and the papers.
 */

let kiosk: KioskProcess;
let citizen: SocketCitizen;
/** Of processes that are gone. */
let papers: Books['papers'] = [];

beforeAll(async () => {
  kiosk = await startKioskProcess(takesAtOnce);
});
afterAll(() => kiosk.stop());

/** A visit that a failed test left open would fail all that follow. */
beforeEach(async ({ onTestFailed }) => {
  onTestFailed(() => kiosk.crash());
});

/** A test waits for a fact by looking again so soon; nothing here waits for time to pass. */
const LOOK = { interval: 10, timeout: 30_000 };

/** What the latest application wrote so far. */
const lastEntries = () => readLedger(kiosk.folder).at(-1)?.entries ?? [];

const written = (kind: EntryKind) =>
  vi.waitFor(() => expect(lastEntries().map((entry) => entry.kind)).toContain(kind), LOOK);

async function saleIs(state: 'approved' | 'reversed', nth: number): Promise<void> {
  await kiosk.until(({ terminal }) => terminal.saleCount === nth && terminal.sales.at(-1)?.state === state);
}

const office = (trouble: BackOfficeTroubleName) => kiosk.dock({ device: 'back-office', do: 'trouble', trouble });

/** To the button that pays, with everything healthy. Returns how many sales the terminal knew. */
async function beginVisit(): Promise<number> {
  await kiosk.dock({ device: 'all', do: 'heal' });
  citizen = await socketCitizenAt(kiosk.url);
  await untilCheckingBySocket(kiosk, citizen);
  return (await kiosk.state()).terminal.saleCount;
}

async function payAndTap(): Promise<void> {
  await payBySocket(citizen, 'card');
  await kiosk.until(({ terminal }) => terminal.display.stage === 'present-card');
  await kiosk.dock({ device: 'terminal', do: 'tap' });
}

async function keepPapers(): Promise<void> {
  papers = (await readBooks(kiosk, papers)).papers;
}

/** Waits until nothing is owed, and gives the end of the latest application. */
async function settled(): Promise<Outcome> {
  await vi.waitFor(() => {
    for (const { entries } of readLedger(kiosk.folder)) expect(entries.at(-1)?.kind).toBe('closed');
  }, LOOK);
  const last = lastEntries().at(-1);
  if (last?.kind !== 'closed') throw new Error('the latest application is not closed');
  return last.outcome;
}

async function expectAgreement(): Promise<void> {
  expect(disagreements(await readBooks(kiosk, papers))).toEqual([]);
  expect(verifyLedger(`${kiosk.folder}/ledger.db`).firstBad).toBeNull();
}

/** `06 30` went out, and `80 00 00` came back: the terminal works on it, whatever the cable does now. */
async function terminalTookReversal(): Promise<boolean> {
  const { wire } = (await (await fetch(`${kiosk.url}dock/state`)).json()) as { wire: readonly WireEntry[] };
  const ofTerminal = wire.filter(({ device }) => device === 'terminal');
  const asked = ofTerminal.findLastIndex(({ direction, hex }) => direction === 'out' && /\b06 30\b/.test(hex));
  return (
    asked >= 0 &&
    ofTerminal.slice(asked).some(({ direction, hex }) => direction === 'in' && /\b10 02 80 00\b/.test(hex))
  );
}

interface Moment {
  readonly moment: string;
  /** From *check your answers* to the moment. `before`: sales the terminal knew. */
  readonly reach: (before: number) => Promise<void>;
  readonly ends: Outcome;
  /** How many more sales there are, and how many of them stand. */
  readonly sales: number;
  readonly stand: number;
}

const MOMENTS: readonly Moment[] = [
  {
    moment: 'the application is quoted, and the back office has it but did not say so',
    async reach() {
      await office('slow');
      await payBySocket(citizen, 'card');
      await kiosk.until(({ backOffice }) => backOffice.entries.at(-1)?.state === 'lodged');
      expect(lastEntries().at(-1)?.kind).toBe('quoted');
    },
    ends: 'abandoned',
    sales: 0,
    stand: 0,
  },
  {
    moment: 'the terminal waits for a card',
    async reach() {
      await payBySocket(citizen, 'card');
      await kiosk.until(({ terminal }) => terminal.display.stage === 'present-card');
    },
    ends: 'abandoned',
    sales: 0,
    stand: 0,
  },
  {
    moment: 'the bank is being asked',
    async reach() {
      await payAndTap();
      await kiosk.until(({ terminal }) => terminal.display.stage === 'processing');
    },
    ends: 'abandoned',
    sales: 0,
    stand: 0,
  },
  {
    moment: 'the terminal approved, and no byte told the kiosk',
    async reach(before) {
      await kiosk.dock({ device: 'terminal', do: 'arm', fault: 'approve-then-silent', on: true });
      await payAndTap();
      await saleIs('approved', before + 1);
      expect(lastEntries().at(-1)?.kind).toBe('saleSent');
    },
    ends: 'deliveredWithoutPaper',
    sales: 1,
    stand: 1,
  },
  {
    moment: 'the terminal was unplugged while the citizen paid',
    async reach(before) {
      await payBySocket(citizen, 'card');
      await kiosk.until(({ terminal }) => terminal.display.stage === 'present-card');
      await kiosk.dock({ device: 'terminal', do: 'plug', plugged: false });
      await written('unknown');
      await kiosk.dock({ device: 'terminal', do: 'tap' });
      await saleIs('approved', before + 1);
    },
    ends: 'deliveredWithoutPaper',
    sales: 1,
    stand: 1,
  },
  {
    moment: 'the bank declined',
    async reach() {
      await payBySocket(citizen, 'card');
      await kiosk.until(({ terminal }) => terminal.display.stage === 'present-card');
      await kiosk.dock({ device: 'terminal', do: 'decline' });
      await citizen.sees('trouble', ({ code }) => code === 'TRM-201');
    },
    ends: 'abandoned',
    sales: 0,
    stand: 0,
  },
  {
    moment: 'it is paid, and the back office is down',
    async reach() {
      await payBySocket(citizen, 'card');
      await kiosk.until(({ terminal }) => terminal.display.stage === 'present-card');
      await office('down');
      await kiosk.dock({ device: 'terminal', do: 'tap' });
      await written('issueRequested');
    },
    ends: 'deliveredWithoutPaper',
    sales: 1,
    stand: 1,
  },
  {
    moment: 'it is registered, and the answer was lost',
    async reach() {
      await payBySocket(citizen, 'card');
      await kiosk.until(({ terminal }) => terminal.display.stage === 'present-card');
      await office('lost-answer');
      await kiosk.dock({ device: 'terminal', do: 'tap' });
      await kiosk.until(({ backOffice }) => backOffice.entries.at(-1)?.state === 'registered');
      expect(lastEntries().at(-1)?.kind).toBe('issueRequested');
    },
    ends: 'deliveredWithoutPaper',
    sales: 1,
    stand: 1,
  },
  {
    moment: 'the receipt is being printed',
    async reach() {
      await payAndTap();
      await written('issued');
      await kiosk.until(({ printer }) => printer.printing);
    },
    ends: 'deliveredWithoutPaper',
    sales: 1,
    stand: 1,
  },
  {
    moment: 'the receipt is printed',
    async reach() {
      await payAndTap();
      await citizen.sees('done');
    },
    ends: 'delivered',
    sales: 1,
    stand: 1,
  },
  {
    moment: 'the back office refused, and the money is to go back',
    async reach() {
      await payBySocket(citizen, 'card');
      await kiosk.until(({ terminal }) => terminal.display.stage === 'present-card');
      await office('refuse-registration');
      await kiosk.dock({ device: 'terminal', do: 'tap' });
      await written('reversing');
    },
    ends: 'returned',
    sales: 1,
    stand: 0,
  },
  {
    moment: 'the money went back, and no byte told the kiosk',
    async reach(before) {
      await payBySocket(citizen, 'card');
      await kiosk.until(({ terminal }) => terminal.display.stage === 'present-card');
      await office('refuse-registration');
      await kiosk.dock({ device: 'terminal', do: 'tap' });
      await written('reversing');
      await vi.waitFor(async () => expect(await terminalTookReversal()).toBe(true), LOOK);
      await kiosk.dock({ device: 'terminal', do: 'plug', plugged: false });
      await saleIs('reversed', before + 1);
      // The citizen may have a slip about it meanwhile.
      expect(lastEntries().findLast(({ kind }) => kind !== 'slipPrinted')?.kind).toBe('reversing');
    },
    ends: 'returned',
    sales: 1,
    stand: 0,
  },
];

describe('killed when', () => {
  it.each(MOMENTS.map((one) => [one.moment, one] as const))('%s', async (_, { reach, ends, sales, stand }) => {
    const before = await beginVisit();
    const standing = (await kiosk.state()).terminal.sales.filter(({ state }) => state === 'approved').length;
    await reach(before);
    await keepPapers();
    await kiosk.crash();
    expect(await settled()).toBe(ends);
    const { terminal } = await kiosk.state();
    expect(terminal.saleCount - before).toBe(sales);
    expect(terminal.sales.filter(({ state }) => state === 'approved').length - standing).toBe(stand);
    await expectAgreement();
  });
});

describe('killed again', () => {
  it('right after each start, comes to the same end, and writes nothing once it is closed', async () => {
    const before = await beginVisit();
    await kiosk.dock({ device: 'terminal', do: 'arm', fault: 'approve-then-silent', on: true });
    await payAndTap();
    await saleIs('approved', before + 1);
    for (let times = 0; times < 3; times++) await kiosk.crash();
    expect(await settled()).toBe('deliveredWithoutPaper');
    const closed = lastEntries();
    await kiosk.crash();
    await vi.waitFor(async () => expect(await healthOf()).toMatchObject({ ready: true }), LOOK);
    expect(lastEntries()).toEqual(closed);
    await expectAgreement();
  });
});

const SEED = 20;
const KILLS = 12;
const SPREAD_MS = 3_000;

/** One random moment in each twelfth of the time that paying, registering and printing take together. */
function randomMoments(): readonly number[] {
  const random = seededRandom(SEED);
  return Array.from({ length: KILLS }, (_, nth) => Math.floor(((nth + random()) * SPREAD_MS) / KILLS));
}

describe('killed', () => {
  const ends: Outcome[] = [];

  it.each(randomMoments())('%i ms after *pay*', async (delayMs) => {
    await beginVisit();
    // The one wait for time itself: the moment is the experiment.
    const killed = pause(realClock, delayMs, new AbortController().signal).then(() => kiosk.crash());
    const paid = payAndTap().catch(endsWithTheProcess);
    await Promise.all([killed, paid]);
    ends.push(await settled());
    await expectAgreement();
  });

  it('on both sides of the approval, without which these kills would prove little', () => {
    expect(ends).toContain('abandoned');
    expect(ends.some((end) => end !== 'abandoned')).toBe(true);
  });
});

/** The tap may find nobody any more. */
function endsWithTheProcess(error: unknown): void {
  if (!(error instanceof TypeError)) throw error;
}

async function healthOf(): Promise<unknown> {
  return (await fetch(`${kiosk.url}healthz`)).json();
}

describe('the auditor of these tests', () => {
  it('sees what it is there to see', async () => {
    const books = await readBooks(kiosk, papers);
    expect(books.sales.length).toBeGreaterThan(3);
    const [sale] = books.sales.filter(({ state }) => state === 'approved').slice(-1);
    if (!sale) throw new Error('a sale stands');
    const twice = { ...sale, ref: { ...sale.ref, receiptNumber: '9999' } };
    expect(disagreements({ ...books, sales: [...books.sales, twice] }).join()).toMatch(/in no application.*2 sales/);
    const back = books.sales.map((one) => (one === sale ? { ...one, state: 'reversed' as const } : one));
    expect(disagreements({ ...books, sales: back }).join()).toMatch(/its sale is reversed/);
    const gone = books.register.filter(({ state }) => state !== 'registered');
    expect(disagreements({ ...books, register: gone }).join()).toMatch(/at the back office it is undefined/);
    const fewer = books.ledger.filter(({ entries }) => !entries.some(({ kind }) => kind === 'issued'));
    expect(disagreements({ ...books, ledger: fewer }).join()).toMatch(/the ledger does not say so/);
    expect(disagreements({ ...books, papers: [...books.papers, ...books.papers] }).join()).toMatch(/2 papers/);
    const open = books.ledger.map(({ id, entries }) => ({ id, entries: entries.slice(0, -1) }));
    expect(disagreements({ ...books, ledger: open })).toHaveLength(
      books.ledger.length + books.register.filter(({ state }) => state === 'registered').length,
    );
  });
});
