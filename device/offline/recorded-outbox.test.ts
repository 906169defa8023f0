import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { markStockDoubtfulInFile, OUTBOX_MEMO_KEY, type OutboxStateInLedger } from '../ledger/known-outbox.ts';
import { type Ledger, openLedger } from '../ledger/ledger.ts';
import { openOutbox } from './outbox.ts';
import { createRecordedOutbox, type RecordedOutbox } from './recorded-outbox.ts';

let folder: string;
let ledger: Ledger;
let kiosk: RecordedOutbox;
const file = (part = '') => join(folder, `ledger.db${part}`);
let day: string;
const now = () => `2026-${day}T10:00:00+04:00`;
const BUS = { day: '2026-11-24', series: 'M' };

function start(adopt?: { by: string }): void {
  ledger = openLedger({ file: file(), now: () => new Date(0), ...(adopt && { adopt }) });
  kiosk = createRecordedOutbox(openOutbox(file('.outbox')), ledger.memo(OUTBOX_MEMO_KEY), now);
}
function stop(): void {
  kiosk.outbox.close();
  ledger.close();
}
function restart(between: () => void): void {
  stop();
  between();
  start();
}
const take = (key: string) =>
  kiosk.outbox.take({ key, takenAt: now(), sealed: new Uint8Array([1]), queue: BUS }) ?? {
    reference: null,
    ticket: null,
  };
const stockUp = (epoch: number) =>
  kiosk.outbox.stockUp({ epoch, references: [1, 2, 3, 4].map((nth) => `K5-E${epoch}-${nth}`) });
const keep = (name: string) => copyFileSync(file('.outbox'), file(name));
const putBack = (name: string) => copyFileSync(file(name), file('.outbox'));

beforeEach(() => {
  day = '11-24';
  folder = mkdtempSync(join(tmpdir(), 'kiosk-recorded-'));
  start();
  stockUp(1);
});
afterEach(() => {
  stop();
  rmSync(folder, { recursive: true });
});

describe('outbox and its ledger', () => {
  it('when the kiosk restarts with ledger and outbox unchanged, then the stock is used further', () => {
    expect(take('a')).toMatchObject({ reference: 'K5-E1-1', ticket: 'M-001' });
    restart(() => undefined);
    expect([kiosk.doubt, kiosk.missing]).toEqual([null, {}]);
    expect(take('b')).toMatchObject({ reference: 'K5-E1-2', ticket: 'M-002' });
  });

  it('when an older outbox was copied back, then its stock is void and the missing application is named', () => {
    take('a');
    stop();
    keep('.yesterday');
    start();
    take('b');
    restart(() => putBack('.yesterday'));
    expect([kiosk.doubt, kiosk.missing]).toEqual(['older', { b: 'K5-E1-2' }]);
    expect([kiosk.outbox.hasRoom(), take('c').reference]).toEqual([false, null]);
    restart(() => undefined);
    expect([kiosk.doubt, kiosk.missing, kiosk.outbox.hasRoom()]).toEqual(['older', {}, false]);
    stockUp(2);
    expect(take('c')).toMatchObject({ reference: 'K5-E2-1', ticket: 'M2-002' });
    restart(() => undefined);
    expect([kiosk.doubt, take('d').ticket]).toEqual([null, 'M2-003']);
  });

  it('when the outbox was deleted, then its applications are reported as missing', () => {
    take('a');
    restart(() => rmSync(file('.outbox')));
    expect([kiosk.doubt, kiosk.missing, take('b').reference]).toEqual(['lost', { a: 'K5-E1-1' }, null]);
  });

  it('when an application was missing for 30 days, then the next start forgets it', () => {
    take('a');
    restart(() => rmSync(file('.outbox')));
    const missed = () => ledger.memo<OutboxStateInLedger>(OUTBOX_MEMO_KEY).load()?.missing?.references ?? {};
    for (const [next, expected] of [
      ['12-23', { a: 'K5-E1-1' }],
      ['12-24', {}],
    ] as const) {
      restart(() => {
        day = next;
      });
      expect(missed()).toEqual(expected);
    }
  });

  it('when the newest outbox is put back after another outbox was used, then nothing is missing, and the stock of the newest outbox stays void', () => {
    take('a');
    restart(() => {
      keep('.newest');
      rmSync(file('.outbox'));
    });
    stockUp(2);
    restart(() => putBack('.newest'));
    expect([kiosk.doubt, kiosk.outbox.find('a')?.reference, kiosk.outbox.hasRoom()]).toEqual([
      'lost',
      'K5-E1-1',
      false,
    ]);
    expect(ledger.memo<OutboxStateInLedger>(OUTBOX_MEMO_KEY).load()?.missing).toBeNull();
  });

  it('when the newest copy of the same outbox is put back after its stock was replaced, then the earlier stock stays void', () => {
    stop();
    keep('.yesterday');
    start();
    take('a');
    restart(() => {
      keep('.newest');
      putBack('.yesterday');
    });
    stockUp(2);
    restart(() => putBack('.newest'));
    expect([kiosk.doubt, kiosk.outbox.find('a')?.reference, kiosk.outbox.hasRoom()]).toEqual([
      'older',
      'K5-E1-1',
      false,
    ]);
  });

  it('when the office has an application, then the application is not missed', () => {
    take('a');
    kiosk.outbox.register('a');
    kiosk.outbox.done({ key: 'a', state: 'registered' });
    restart(() => rmSync(file('.outbox')));
    expect(kiosk.missing).toEqual({});
  });

  it('when an application was withdrawn while it was forwarded, then ledger and outbox keep the application', () => {
    take('a');
    kiosk.outbox.withdraw('a');
    kiosk.outbox.done({ key: 'a', state: 'registered' });
    restart(() => rmSync(file('.outbox')));
    expect(kiosk.missing).toEqual({ a: 'K5-E1-1' });
  });

  it.each([
    [
      'after the outbox has stored an application and before the ledger has',
      () =>
        openedBeside((box) => void box.take({ key: 'a', takenAt: now(), sealed: new Uint8Array([1]), queue: null })),
    ],
    [
      'after the outbox has stored new references and before the ledger has',
      () => openedBeside((box) => box.stockUp({ epoch: 1, references: ['K5-E1-9'] })),
    ],
  ])('when the power fails %s, then no application is missing and the stock has room', (_, tear) => {
    restart(tear);
    expect([kiosk.doubt, kiosk.missing, kiosk.outbox.hasRoom()]).toEqual([null, {}, true]);
  });

  it('when the ledger came out of a backup, then the stock is void, and a second call of doubtStockOf() changes nothing', () => {
    restart(() => {
      markStockDoubtfulInFile(file(), 'restored');
      const once = ledgerBytes();
      markStockDoubtfulInFile(file(), 'restored');
      expect(ledgerBytes().equals(once)).toBe(true);
    });
    expect([kiosk.doubt, take('a').reference]).toEqual(['restored', null]);
  });

  it('when staff adopt an older ledger, then the stock is void', () => {
    for (const part of ['', '.outbox']) {
      stop();
      copyFileSync(file(part), file(`${part}.yesterday`));
      start();
    }
    take('a');
    for (const id of ['x', 'y', 'z'])
      ledger.append(id, { kind: 'quoted', service: 's', tier: null, tariffDate: null, amount: 0, paper: 'ticket' });
    stop();
    for (const part of ['', '.outbox']) copyFileSync(file(`${part}.yesterday`), file(part));
    start({ by: 'A.M.' });
    expect([kiosk.doubt, take('b').reference]).toEqual(['adopted', null]);
  });

  it('when a new ledger was begun beside an outbox, then the stock is void', () => {
    restart(() => {
      for (const part of ['', '-wal', '-shm', '.mark']) rmSync(file(part), { force: true });
    });
    expect([kiosk.doubt, take('a').reference]).toEqual(['other-ledger', null]);
  });
});

function openedBeside(change: (box: ReturnType<typeof openOutbox>) => void): void {
  const box = openOutbox(file('.outbox'));
  change(box);
  box.close();
}
const ledgerBytes = () => readFileSync(file());
