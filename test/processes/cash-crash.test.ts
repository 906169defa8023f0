import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readCashList } from '../../device/ledger/cash-list.ts';
import { verifyLedger } from '../../device/ledger/integrity.ts';
import { pause, realClock } from '../../drivers/clock.ts';
import type { DockState } from '../../simulators/dock/state.ts';
import { seededRandom } from '../../simulators/random.ts';
import { disagreements, readBooks, readLedger } from '../four-books.ts';
import { type KioskProcess, startKioskProcess } from '../kiosk-process.ts';
import { payBySocket, type SocketCitizen, socketCitizenAt, untilCheckingBySocket } from '../socket-citizen.ts';

/*
 * The power of the whole cabinet goes (SIGKILL; the simulated validator lives in the same process and remembers by its file) while
 * a citizen pays in notes. Afterwards every note in the cassette is in the ledger once, and what it is worth is paid or owed.
 */

let kiosk: KioskProcess;
let citizen: SocketCitizen;

beforeAll(async () => {
  kiosk = await startKioskProcess();
});
afterAll(() => kiosk.stop());
beforeEach(async ({ onTestFailed }) => {
  onTestFailed(() => kiosk.crash());
});

const LOOK = { interval: 20, timeout: 40_000 };

async function untilNotes(): Promise<void> {
  await kiosk.dock({ device: 'all', do: 'heal' });
  citizen = await socketCitizenAt(kiosk.url);
  await untilCheckingBySocket(kiosk, citizen);
  await payBySocket(citizen, 'cash');
  await kiosk.until(({ validator }) => validator.unit === 'idling');
}

const insert = (manat: '1' | '20') => kiosk.dock({ device: 'validator', do: 'insert', manat });

async function noteIsAt(place: string): Promise<DockState> {
  return kiosk.until(({ validator }) => validator.inside?.at === place);
}

/** Waits until nothing is owed and no note is on its way; what the unit gives back is taken. */
async function settled(): Promise<void> {
  await vi.waitFor(async () => {
    const { validator } = await kiosk.state();
    if (validator.inside?.at === 'mouth') await kiosk.dock({ device: 'validator', do: 'take' });
    expect(validator.unit).toBe('disabled');
    for (const { entries } of readLedger(kiosk.folder)) {
      const kinds = entries.map(({ kind }) => kind);
      expect(kinds).toContain('closed');
    }
  }, LOOK);
}

/** The cassette and four books, to the qəpik. */
async function expectAgreement(): Promise<void> {
  const { validator } = await kiosk.state();
  const { credits, doubts, stacked } = readCashList(`${kiosk.folder}/ledger.db`);
  const inside = 100 * [...validator.cassette, ...validator.collected].reduce((sum, manat) => sum + manat, 0);
  expect(doubts).toEqual([]);
  expect(stacked).toBe(inside);
  const books = await readBooks(kiosk, []);
  const paid = books.register.reduce(
    (sum, { state, payment }) => sum + (state === 'registered' ? (payment?.amount ?? 0) : 0),
    0,
  );
  const owed = credits.reduce((sum, { amount }) => sum + amount, 0);
  expect(paid + owed).toBe(inside);
  expect(disagreements(books)).toEqual([]);
  expect(verifyLedger(`${kiosk.folder}/ledger.db`).firstBad).toBeNull();
}

describe('the power goes', () => {
  it.each(['path', 'escrow', 'leaving', 'beyond'])('with the last note at: %s', async (place) => {
    await untilNotes();
    await insert('1');
    await kiosk.until(({ validator }) => validator.unit === 'idling' && validator.inside === null);
    await insert('20');
    await noteIsAt(place);
    await kiosk.crash();
    await settled();
    await expectAgreement();
  });

  it('again and again while the note is settled', async () => {
    await untilNotes();
    await insert('20');
    await noteIsAt('beyond');
    for (let times = 0; times < 3; times++) await kiosk.crash();
    await settled();
    await expectAgreement();
  });
});

const SEED = 7;
const KILLS = 6;
/** From the hand to the printed receipt. */
const SPREAD_MS = 5_000;

function randomMoments(): readonly number[] {
  const random = seededRandom(SEED);
  return Array.from({ length: KILLS }, (_, nth) => Math.floor(((nth + random()) * SPREAD_MS) / KILLS));
}

describe('the power goes at a random moment', () => {
  it.each(randomMoments())('%i ms after a note was put in', async (delayMs) => {
    await untilNotes();
    await insert('20');
    // The one wait for time itself: the moment is the experiment.
    await pause(realClock, delayMs, new AbortController().signal);
    await kiosk.crash();
    await settled();
    await expectAgreement();
  });
});
