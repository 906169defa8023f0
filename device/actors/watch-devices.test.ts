import { expect, it } from 'vitest';
import { emitter } from '../../drivers/emitter.ts';
import { err } from '../../drivers/result.ts';
import { APPROVAL, machineRig } from '../../test/rigs/machine-rig.ts';
import { NO_ANSWER, NOTE_ENTRIES, PAID_ENTRIES, sentSaleEntries } from '../../test/rigs/settlement-rig.ts';
import type { LedgerEntry } from '../ledger/entries.ts';
import { openLedger } from '../ledger/ledger.ts';
import { nextSettlementStep, type SettlementStep } from '../ledger/next-step.ts';

const LODGED = PAID_ENTRIES.slice(0, 2);
const APPROVED: readonly LedgerEntry[] = [...sentSaleEntries('i'), { kind: 'approved', approval: APPROVAL, at: 'now' }];
const REFUSED: readonly LedgerEntry[] = [
  ...APPROVED,
  { kind: 'issueRequested' },
  { kind: 'issueRefused', reason: 'r' },
];
const CREDITED: readonly LedgerEntry[] = [
  ...LODGED,
  { kind: 'cashIntent' } as const,
  ...NOTE_ENTRIES,
  { kind: 'cashStopped' } as const,
  { kind: 'creditIssued', code: 'c', amount: 1_000, at: 'then', toTell: true },
  { kind: 'withdrawn' } as const,
  { kind: 'closed', outcome: 'credited' } as const,
];

type Asks = Exclude<
  SettlementStep['do'],
  'count-cash' | 'stop-cash' | 'wait-for-note' | 'credit' | 'close' | 'leave-to-staff' | 'nothing'
>;

const OPEN: Record<Asks, { readonly open: readonly LedgerEntry[]; readonly of: 'terminal' | 'office' }> = {
  ask: { open: sentSaleEntries('i'), of: 'terminal' },
  reverse: { open: REFUSED, of: 'terminal' },
  register: { open: APPROVED, of: 'office' },
  withdraw: { open: LODGED, of: 'office' },
  'tell-credit': { open: CREDITED, of: 'office' },
};

async function kiosk() {
  const ledger = openLedger({ file: ':memory:', now: () => new Date(0) });
  const changed = emitter<void>();
  const there = { terminal: true, office: true };
  const officeWatch = { answers: () => there.office, takesOffline: () => false, onChange: changed.on };
  const rig = machineRig({ ledger, officeWatch, services: ['queue-ticket'] });
  const { inquire, reverse } = rig.terminal.contract;
  Object.assign(rig.terminal.contract, {
    inquire: async (...asked: Parameters<typeof inquire>) => (there.terminal ? inquire(...asked) : NO_ANSWER),
    reverse: async (...asked: Parameters<typeof reverse>) =>
      there.terminal ? reverse(...asked) : err({ code: 'TRM-101', kind: 'not-connected' }),
  } as Partial<typeof rig.terminal.contract>);
  await rig.settled();
  return {
    rig,
    ledger,
    async become(side: keyof typeof there, isThere: boolean) {
      there[side] = isThere;
      rig.office.state.down = !there.office;
      if (side === 'terminal') rig.terminal.become(isThere ? 'online' : 'offline');
      else changed.emit();
      for (let turn = 0; turn < 4; turn++) await rig.settled();
    },
  };
}

it.each(Object.entries(OPEN))(
  'when the settlement has to %s and terminal or office comes back, then the settlement ends before any time passes',
  async (step, { open, of }) => {
    const { rig, ledger, become } = await kiosk();
    for (const entry of open) ledger.append('a', entry);
    const since = rig.clock.now();
    for (let time = 0; time < 2; time++) await become(of, false);
    expect(nextSettlementStep(ledger.find('a')!).do).toBe(step);
    await become(of, true);
    expect([ledger.open(), rig.clock.now(), rig.bugs]).toEqual([[], since, []]);
    await rig.crash();
  },
);
