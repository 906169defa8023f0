import { describe, expect, it } from 'vitest';
import { ok } from '../../drivers/result.ts';
import type { BackOffice, LodgeRequest } from '../back-office/contract.ts';
import { withCheckedReferences } from './bound-office.ts';
import { openLedger } from './ledger.ts';

const NEVER = new AbortController().signal;
const FOREIGN = { ok: false, error: { code: 'BKO-110', kind: 'foreign' } };
const QUOTE = { service: 's', tier: 't', tariffDate: null, amount: 500 } as const;
const REQUEST: Omit<LodgeRequest, 'continues'> = {
  ...QUOTE,
  kiosk: 'K5',
  quote: null,
  language: 'az',
  ready: null,
  applicant: null,
  confirmation: null,
  answers: {},
};

function rig(answered: string) {
  const ledger = openLedger({ file: ':memory:', now: () => new Date(0) });
  ledger.append('a', { kind: 'quoted', ...QUOTE, paper: 'receipt' });
  ledger.append('a', { kind: 'lodged', reference: 'K5-7QF2-41' });
  const office: Pick<BackOffice, 'lodge' | 'register' | 'withdraw' | 'duplicate'> = {
    lodge: async (id) => ok({ id, reference: answered }),
    register: async () => ok({ reference: answered, registeredAt: '', appointment: null, document: null }),
    withdraw: async () => ok(undefined),
    duplicate: async () => ok(1),
  };
  return withCheckedReferences(office as BackOffice, ledger);
}

describe('an answer of the back office', () => {
  it('when the answer is about the same application, then it is accepted', async () => {
    expect(await rig('K5-7QF2-41').register('a', null, NEVER)).toMatchObject({ ok: true });
  });

  it('when a registration has another reference, then it is foreign', async () => {
    expect(await rig('K5-AAAA-11').register('a', null, NEVER)).toEqual(FOREIGN);
  });

  it('when a continued lodging has another reference, then it is foreign', async () => {
    const continues = (reference: string | null) => ({ ...REQUEST, continues: reference });
    expect(await rig('K5-AAAA-11').lodge('a', continues('K5-7QF2-41'), NEVER)).toEqual(FOREIGN);
    expect(await rig('K5-AAAA-11').lodge('a', continues('K5-AAAA-11'), NEVER)).toMatchObject({ ok: true });
    expect(await rig('K5-AAAA-11').lodge('a', continues(null), NEVER)).toMatchObject({ ok: true });
  });
});
