import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readCashList } from '../../device/ledger/cash-list.ts';
import type { ApplicationOutcome } from '../../device/ledger/entries.ts';
import { verifyLedger } from '../../device/ledger/integrity.ts';
import { closingEntryOf, disagreements, type FourBooks, readBooks, readLedger } from '../support/four-books.ts';
import { type KioskProcess, startKioskProcess, withoutIssueOfGoods } from '../support/kiosk-process.ts';
import { payBySocket, type SocketCitizen, socketCitizenAt, untilCheckingBySocket } from '../support/socket-citizen.ts';

let kiosk: KioskProcess;
let citizen: SocketCitizen;
let papers: FourBooks['papers'] = [];

beforeAll(async () => {
  kiosk = await startKioskProcess(withoutIssueOfGoods);
});
afterAll(() => kiosk.stop());

beforeEach(async ({ onTestFailed }) => {
  onTestFailed(() => kiosk.crash());
});

/** Milliseconds between looks, and until a wait fails. */
const LOOK = { interval: 10, timeout: 30_000 };

const lastEntries = () => readLedger(kiosk.folder).at(-1)?.entries ?? [];

async function saleIs(state: 'approved', nth: number): Promise<void> {
  await kiosk.until(({ terminal }) => terminal.saleCount === nth && terminal.sales.at(-1)?.state === state);
}

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

async function settled(): Promise<ApplicationOutcome> {
  await vi.waitFor(() => {
    for (const { entries } of readLedger(kiosk.folder)) expect(closingEntryOf(entries)?.kind).toBe('closed');
  }, LOOK);
  const last = closingEntryOf(lastEntries());
  if (last?.kind !== 'closed') throw new Error('the latest application is not closed');
  return last.outcome;
}

async function expectAgreement(): Promise<void> {
  expect(disagreements(await readBooks(kiosk, papers))).toEqual([]);
  expect(verifyLedger(`${kiosk.folder}/ledger.db`).firstBad).toBeNull();
}

describe('kill after the receipt is printed', () => {
  it('when the kiosk restarts, then it closes the application as `delivered`: registered, with its paper', async () => {
    await beginVisit();
    await payAndTap();
    await citizen.sees('done');
    await keepPapers();
    await kiosk.crash();
    expect(await settled()).toBe('delivered');
    await expectAgreement();
  });
});

describe('repeated kill', () => {
  it('when the kill comes right after each start, then the outcome is the same, and a closed application gets no entry', async () => {
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

describe('loss of power of the whole cabinet', () => {
  async function expectCashAgreement(): Promise<void> {
    const { billValidator } = await kiosk.state();
    const { credits, doubts, stacked } = readCashList(`${kiosk.folder}/ledger.db`);
    const inside = 100 * [...billValidator.cassette, ...billValidator.collected].reduce((sum, manat) => sum + manat, 0);
    expect(doubts).toEqual([]);
    expect(stacked).toBe(inside);
    const { register } = await readBooks(kiosk, []);
    const notes = register.filter(({ state, payment }) => state === 'registered' && payment && 'notes' in payment);
    const paid = notes.reduce((sum, { payment }) => sum + (payment?.amount ?? 0), 0);
    const owed = credits.reduce((sum, { amount }) => sum + amount, 0);
    expect(paid + owed).toBe(inside);
    await expectAgreement();
  }

  it('when the kills repeat while a note is settled, then cassette and books agree', async () => {
    await beginVisit();
    await payBySocket(citizen, 'cash');
    await kiosk.until(({ billValidator }) => billValidator.unit === 'idling');
    await kiosk.dock({ device: 'billValidator', do: 'insert', manat: '10' });
    await kiosk.until(({ billValidator }) => billValidator.inside?.at === 'beyond');
    await keepPapers();
    for (let times = 0; times < 3; times++) await kiosk.crash();
    await vi.waitFor(async () => {
      const { billValidator } = await kiosk.state();
      if (billValidator.inside?.at === 'mouth') await kiosk.dock({ device: 'billValidator', do: 'take' });
      expect(billValidator.unit).toBe('disabled');
    }, LOOK);
    await settled();
    await expectCashAgreement();
  });
});

async function healthOf(): Promise<unknown> {
  return (await fetch(`${kiosk.url}healthz`)).json();
}

describe('auditor of these tests', () => {
  it('when a book is falsified, then the check reports the disagreement', async () => {
    const books = await readBooks(kiosk, papers);
    expect(books.sales.length).toBeGreaterThan(1);
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
    const untilClosed = (entries: (typeof books.ledger)[number]['entries']) =>
      entries.slice(
        0,
        entries.findIndex(({ kind }) => kind === 'closed'),
      );
    const open = books.ledger.map(({ id, entries }) => ({ id, entries: untilClosed(entries) }));
    expect(disagreements({ ...books, ledger: open })).toHaveLength(
      books.ledger.length + books.register.filter(({ state }) => state === 'registered').length,
    );
  });
});
