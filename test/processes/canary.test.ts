import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pause, realClock } from '../../drivers/clock.ts';
import { type Hall, openHall } from '../canary/hall.ts';
import { canaryInHeap } from '../canary/heap.ts';
import { makeVisit, restored } from '../canary/make-visit.ts';
import { CANARY_STRINGS } from '../canary/person.ts';
import { canaryBelow, canaryIn } from '../canary/search.ts';
import { drawnVisits, PAID, VISITS } from '../canary/visits.ts';

/*
 * A person made of unmistakable strings visits the built kiosk in a real Chromium, once under every trouble of every device
 * and of the back office (`npm run prove -- canary`; `npm test` has one in 48 of them, drawn by the commit), and leaves. Afterwards
 * nothing of them may be left: on disk, in the log, in what the kiosk tells, in the browser's profile, in the memory of the
 * process. The devices and the back office are in another process: they are the
 * outside world, and keep what they keep. So do traces, which a production profile makes only with --record-personal-data.
 */

/** A little more than `sameDocument` of the reader's driver. */
const SAME_CARD_MS = 1_100;
/** A snapshot of the memory computes for 5 s on a quiet machine, and for minutes on a busy one. */
const SNAPSHOT_MS = 300_000;

/**
 * Faults without an occasion: no visit closes a day, and none is refused after a payment that could be reversed. Here the back office
 * answers before the terminal would be told to wait for the goods.
 */
const NEVER: readonly string[] = ['impatient', 'no-end-of-day', 'no-reversal'];

/** Most visits until a fault has its occasion. */
const MOST_TRIES = 3;

/** Faults that were armed and met nothing, each with the pages of its visit. */
const unspent: { readonly fault: string; readonly pages: readonly string[] }[] = [];

let hall: Hall;

beforeAll(async () => {
  hall = await openHall();
});

afterAll(() => hall.close());

const TRIED = process.env['CANARY'] === 'all' ? VISITS : drawnVisits();
/** Halfway as well, because a later visit may write over what an earlier one left. */
const HALF = Math.ceil(TRIED.length / 2);

describe.each([
  ['the first half', TRIED.slice(0, HALF)],
  ['the second half', TRIED.slice(HALF)],
])('%s of the visits', (_, visits) => {
  it.each(visits)('$name', async (visit) => {
    const pages: string[] = [];
    let left: readonly string[] = [];
    // On a stopped core a device may seem away before its fault has an occasion: such a visit is made again.
    for (let tries = 0; tries === 0 || (left.length > 0 && tries < MOST_TRIES); tries += 1) {
      pages.push(...(await makeVisit(hall, visit)));
      left = [...hall.terminal.faults.armed(), ...hall.printer.faults.armed()]
        .map(({ fault }) => fault)
        .filter((fault) => !NEVER.includes(fault));
    }
    unspent.push(...left.map((fault) => ({ fault, pages })));
  });

  it('leaves nothing in the memory of the process', { timeout: SNAPSHOT_MS }, async () => {
    await restored(hall);
    // The reader's driver tells a card that still lies there from another by its zone, for a second.
    await pause(realClock, SAME_CARD_MS);
    expect(canaryInHeap(await hall.inspector.snapshot())).toEqual([]);
  });
});

describe('after all visits', () => {
  it('every fault had its occasion', () => {
    expect(unspent).toEqual([]);
  });

  it('the canary was heard of by those who may', async () => {
    const lodged = (await hall.office.entries()).filter(
      (entry) => canaryIn(Buffer.from(JSON.stringify(entry))).length > 0,
    );
    expect(lodged.length).toBeGreaterThan(10);
    expect(hall.printer.papers().length).toBeGreaterThan(5);
    expect((await hall.office.entries()).filter(({ message }) => message !== undefined).length).toBeGreaterThan(0);
  });

  it('everything that a form asked was typed and handed over', async () => {
    const entries = (await hall.office.entries()).map(({ request }) => request.answers);
    const heard = canaryIn(Buffer.from(JSON.stringify(entries)));
    const ofCards = ['card number', 'start of the card number', 'birth date in the zone'];
    const ofThePerson = ['surname', 'given names', 'FIN', 'document number', 'birth date'];
    const ofTheRegister = ['phone of the register', 'masked phone of the register', 'code to that phone'];
    const known = [...ofCards, ...ofThePerson, ...ofTheRegister];
    const typed = Object.keys(CANARY_STRINGS).filter((each) => !known.includes(each));
    expect(typed.filter((each) => !heard.includes(each))).toEqual([]);
  });

  it('notes were taken, a duplicate was given, and what was declined was continued and paid', async () => {
    const entries = await hall.office.entries();
    expect(hall.validator.state().cassette).toHaveLength(2);
    const duplicated = entries.filter(({ duplicates }) => duplicates.length > 0);
    expect(duplicated.map(({ request, state }) => [request.service, state])).toEqual([[PAID, 'registered']]);
    const continued = entries.filter(({ request }) => request.continues !== null);
    expect(continued.map(({ state }) => state)).toEqual(['registered']);
  });

  it('nothing is in the state folder, the log, and what the process says', async () => {
    expect(canaryBelow(hall.stateDir)).toEqual([]);
    expect(canaryIn(Buffer.from(hall.output()))).toEqual([]);
    expect(canaryIn(Buffer.from(await hall.health()))).toEqual([]);
    const metrics = await hall.metrics();
    expect(metrics).toMatch(/^asan_kiosk_visits_total\{.*outcome="served"\}/m);
    expect(canaryIn(Buffer.from(metrics))).toEqual([]);
  });

  it('nothing is in the profile of the browser', async () => {
    expect(canaryBelow(await hall.closeBrowser())).toEqual([]);
  });
});

/** The faults that the search is there for, switched in. */
describe('a leak is found', () => {
  const { surname = '', FIN = '' } = CANARY_STRINGS;

  it('in a line of a log, in a file of a browser', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kiosk-leak-'));
    writeFileSync(join(folder, 'kiosk.jsonl'), `{"level":"info","event":"session.ended","name":"${surname}"}\n`);
    writeFileSync(join(folder, 'Session_1'), Buffer.from(`\u0000\u0001${FIN}`, 'utf16le'));
    writeFileSync(join(folder, 'clean'), 'K5-7QF2-41');
    expect(canaryBelow(folder).toSorted()).toEqual(['Session_1: FIN', 'kiosk.jsonl: surname']);
    rmSync(folder, { recursive: true });
  });

  it('in the memory of the process, with the way by which it is held', { timeout: SNAPSHOT_MS }, async () => {
    await hall.inspector.evaluate(`globalThis.lastVisitor = { card: ['x', '${surname}'.concat('-', '${FIN}')] }`);
    const hits = canaryInHeap(await hall.inspector.snapshot());
    expect(hits.some((hit) => /surname.*lastVisitor → .*card/.test(hit))).toBe(true);
  });
});
