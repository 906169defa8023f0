import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { emitter } from '../drivers/emitter.ts';
import type { ReaderEvent } from '../drivers/id-reader/contract.ts';
import type { PaymentTerminal, PayOutcome } from '../drivers/payment-terminal/contract.ts';
import { err } from '../drivers/result.ts';
import { APPROVAL, machineRig } from '../test/rigs/machine-rig.ts';
import { SAME_PERSON_MS } from './degradation/monitor.ts';
import type { Log } from './log/log.ts';
import { observeDevices, openDegradation } from './main-degradation.ts';

const LOG = { event: () => undefined } as Pick<Log, 'event'> as Log;
const APPROVED: PayOutcome = { known: 'approved', approval: APPROVAL };

function rig(error: Error) {
  let now = 0;
  const clock = { now: () => now };
  const memo = () => ({
    load: () => undefined,
    save() {
      throw error;
    },
  });
  const { ledger, reader, terminal: fake } = machineRig();
  const monitor = openDegradation({ memo }, LOG, { clock });
  const events = emitter<ReaderEvent>();
  const outcomes: PayOutcome[] = [];
  const terminal: PaymentTerminal = { ...fake.contract, pay: async () => outcomes.shift() ?? APPROVED };
  const zones = { ...reader.contract, onEvent: events.on };
  const seen = observeDevices(monitor, { zones, whole: undefined, terminal, billValidator: null, ledger, clock });
  return {
    monitor,
    pass: () => (now += SAME_PERSON_MS),
    pay: (outcome: PayOutcome) => {
      outcomes.push(outcome);
      return seen.terminal.pay({ intentId: 'i', amount: 500, before: null }, new AbortController().signal, () => {});
    },
    misread: () =>
      events.emit({ type: 'document.read', result: err({ code: 'RDR-102', kind: 'check-digit', failed: [] }) }),
  };
}

const FULL = new Database.SqliteError('database or disk is full', 'SQLITE_FULL');
const DECLINED: PayOutcome = { known: 'declined', resultCode: '64' };

it('when the disk is full, then sales keep their outcome, devices are judged, and visits end', async () => {
  const { monitor, pay, misread, pass } = rig(FULL);
  for (let nth = 0; nth < 4; nth++) {
    pass();
    expect(await pay(DECLINED)).toBe(DECLINED);
    misread();
  }
  expect(await pay(APPROVED)).toBe(APPROVED);
  expect(monitor.withdrawn()).toEqual({ reader: 'RDR-109', terminal: 'TRM-110' });
  monitor.personBegan();
  misread();
  monitor.note('notes', 'failed');
  monitor.personLeft();
});

it('when storing fails with another error than SQLite’s, then the error is thrown', () => {
  const { misread } = rig(new TypeError('a bug'));
  expect(misread).toThrow('a bug');
});
