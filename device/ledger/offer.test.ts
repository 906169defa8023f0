import { describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import type {
  Approval,
  InquireOutcome,
  IssueDecision,
  PaymentTerminal,
  PayOutcome,
} from '../../drivers/payment-terminal/contract.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import type { BackOffice, RegisteredApplication, RegistrationTrouble } from '../back-office/contract.ts';
import type { PaymentProof } from '../back-office/payment-proof.ts';
import { LedgerRuleError } from './application.ts';
import { createApplicationActions } from './dealings.ts';
import { openLedger } from './ledger.ts';
import { nextSettlementStep } from './next-step.ts';
import { createSettlement } from './settlement.ts';

const APPROVAL: Approval = {
  ref: { terminalId: '12345678', traceNumber: '000042', receiptNumber: '0008' },
  amount: 500,
  cardName: 'VISA',
  cardTail: '4021',
  authorisationCode: '123456',
  customerReceipt: ['a line'],
};
const NEVER = new AbortController().signal;
const REGISTERED = { reference: 'K5-7QF2-41', registeredAt: '', appointment: null, document: null };
const DOWN: RegistrationTrouble = { code: 'BKO-101', kind: 'unreachable', detail: 'down' };
const BUSY: RegistrationTrouble = { code: 'BKO-108', kind: 'in-progress', retryAfterMs: 4_000 };
const NO: RegistrationTrouble = { code: 'BKO-102', kind: 'refused', reason: 'not-eligible' };

function rig(answers: readonly Result<RegisteredApplication, RegistrationTrouble>[]) {
  const clock = new SimulatedClock();
  const ledger = openLedger({ file: ':memory:', now: () => new Date(0) });
  const script = [...answers];
  const proofs: (PaymentProof | null)[] = [];
  const registrations: { readonly key: string; readonly standing: string | undefined }[] = [];
  const asked: string[] = [];
  const prompts: string[] = [];
  const tooLate = new AbortController();
  let decided: IssueDecision | undefined;
  let refusing: PayOutcome | null = null;
  const say = { inquire: { known: 'not-paid' } as InquireOutcome };
  const terminal: PaymentTerminal = {
    capabilities: { issueOfGoods: true },
    status: () => ({ device: 'online' }),
    onStatus: () => () => undefined,
    lastTransaction: async () => ok({ before: null }),
    async pay(_intent, _signal, _onPrompt, issue) {
      decided = await issue?.(APPROVAL, tooLate.signal);
      if (refusing) return refusing;
      return decided?.issued === 'whole'
        ? { known: 'approved', approval: APPROVAL }
        : { known: 'declined', resultCode: '6c' };
    },
    inquire: async () => say.inquire,
    reverse: async () => ok(undefined),
  };
  const backOffice: BackOffice = {
    lodge: async () => ok({ id: '1', reference: 'K5-7QF2-41' }),
    async register(key, payment, _signal, standing) {
      proofs.push(payment);
      registrations.push({ key, standing });
      return script.shift() ?? ok(REGISTERED);
    },
    async withdraw(_key, reason) {
      asked.push(`withdraw ${reason}`);
      return ok(undefined);
    },
    lookUp: async () => err({ code: 'BKO-101', kind: 'unreachable', detail: 'down' } as const),
    duplicate: async () => ok(1),
    survey: async () => ok(undefined),
    tellCredit: async () => ok(undefined),
    reserveCredit: async () => err({ code: 'BKO-101', kind: 'unreachable', detail: 'down' }),
    healthy: async () => true,
  };
  let ids = 0;
  let moments = 0;
  const dealings = createApplicationActions({
    ledger,
    terminal,
    backOffice,
    clock,
    newId: () => `id-${++ids}`,
    kioskId: 'K5',
    creditCode: () => 'code',
    timestamp: () => `moment ${++moments}`,
  });
  const settlement = createSettlement({
    ledger,
    dealings,
    clock,
    random: () => 1,
    onBug: (bug) => Promise.reject(bug),
  });
  const { id } = dealings.quote({ service: 's', tier: null, tariffDate: null, amount: 500, paper: 'receipt' });
  ledger.append(id, { kind: 'lodged', reference: 'K5-7QF2-41' });
  const settled = async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  };
  return {
    id,
    clock,
    ledger,
    settlement,
    say,
    proofs,
    registrations,
    asked,
    tooLate,
    settled,
    decision: () => decided,
    refuses: (how: PayOutcome = { known: 'declined', resultCode: '6c' }) => {
      refusing = how;
    },
    ask: () => dealings.ask(id, NEVER),
    prompts,
    async pay(cancel = NEVER) {
      const release = settlement.claim(id);
      try {
        return await dealings.pay(id, cancel, (prompt) => prompts.push(prompt));
      } finally {
        release();
      }
    },
    kinds: () => ledger.history(id).map(({ entry }) => entry.kind),
    last: () => ledger.history(id).at(-1)?.entry,
  };
}

describe('a sale that becomes final after the registration', () => {
  it('when a sale is offered, then the offer is written before the approval, and every registration has the same proof', async () => {
    const r = rig([]);
    expect(await r.pay()).toMatchObject({ known: 'approved' });
    expect(r.kinds().slice(2)).toEqual(['intent', 'saleSent', 'offered', 'approved']);
    await r.settlement.recover(NEVER);
    const proof = { ...APPROVAL.ref, amount: 500, at: 'moment 1' };
    expect(r.proofs).toEqual([proof, proof]);
    expect(JSON.stringify(r.ledger.history(r.id))).not.toContain('a line');
  });

  it('when the sale is not final yet, then the first registration says `offered`, and the later registration does not say it', async () => {
    const r = rig([]);
    await r.pay();
    await r.settlement.recover(NEVER);
    expect(r.registrations).toEqual([
      { key: r.id, standing: 'offered' },
      { key: r.id, standing: undefined },
    ]);
  });

  it('when the sale is approved, then the ledger has no name and no digits of the card', async () => {
    const at = rig([ok(REGISTERED)]);
    expect(await at.pay()).toMatchObject({ approval: { cardName: 'VISA', cardTail: '4021' } });
    expect(JSON.stringify(at.ledger.history(at.id))).not.toMatch(/VISA|4021|card(Name|Tail)/);
  });

  it('when the citizen cancels during the registration, then the sale costs nothing', async () => {
    const r = rig([err(DOWN), err(DOWN), err(DOWN)]);
    const cancel = new AbortController();
    const sale = r.pay(cancel.signal);
    await r.settled();
    expect(r.prompts).toEqual(['registering']);
    cancel.abort();
    expect(await sale).toEqual({ known: 'not-issued', why: { kind: 'unreachable', code: 'BKO-101' } });
    expect([r.decision(), r.proofs.length]).toEqual([{ issued: 'nothing' }, 1]);
    await r.settlement.recover(NEVER);
    expect(r.asked).toEqual(['withdraw not-paid']);
  });

  it('when the back office refuses, then the sale costs nothing', async () => {
    const r = rig([err(NO)]);
    expect(await r.pay()).toEqual({ known: 'not-issued', why: { kind: 'refused', code: 'not-eligible' } });
    expect(r.decision()).toEqual({ issued: 'nothing' });
    expect(r.last()).toEqual({ kind: 'notPaid', why: 'not-issued', code: 'not-eligible' });
    await r.settlement.recover(NEVER);
    expect(r.asked).toEqual(['withdraw not-paid']);
    expect(r.last()).toEqual({ kind: 'closed', outcome: 'abandoned' });
  });

  it('when the back office is unreachable or still at work, then the kiosk asks again after 1 s or the time that the office named', async () => {
    const r = rig([err(DOWN), err(BUSY)]);
    const sale = r.pay();
    await r.settled();
    expect(r.proofs).toHaveLength(1);
    r.clock.increment(1_000);
    await r.settled();
    expect(r.proofs).toHaveLength(2);
    r.clock.increment(3_999);
    await r.settled();
    expect(r.proofs).toHaveLength(2);
    r.clock.increment(1);
    expect(await sale).toMatchObject({ known: 'approved' });
    expect(new Set(r.proofs.map((proof) => JSON.stringify(proof))).size).toBe(1);
  });

  const NOT_YET: { readonly [Kind in Exclude<RegistrationTrouble['kind'], 'refused'>]: RegistrationTrouble } = {
    unreachable: DOWN,
    busy: { code: 'BKO-109', kind: 'busy' },
    foreign: { code: 'BKO-110', kind: 'foreign' },
    'in-progress': BUSY,
  };
  it.each(Object.entries(NOT_YET))(
    'when the office answers %s, then the kiosk asks the office again and the sale stands',
    async (_, trouble) => {
      const r = rig([err(trouble)]);
      const sale = r.pay();
      await r.settled();
      r.clock.increment(4_000);
      expect(await sale).toMatchObject({ known: 'approved' });
      expect(r.registrations.map(({ key }) => key)).toEqual([r.id, r.id]);
    },
  );

  it('when the terminal can wait no longer, then a registration that may exist is withdrawn', async () => {
    const r = rig([err(DOWN)]);
    const sale = r.pay();
    await r.settled();
    r.tooLate.abort();
    expect(await sale).toEqual({ known: 'not-issued', why: { kind: 'unreachable', code: 'BKO-101' } });
    expect(r.decision()).toEqual({ issued: 'nothing' });
    expect(r.proofs).toHaveLength(1);
    await r.settlement.recover(NEVER);
    expect(r.asked).toEqual(['withdraw not-paid']);
  });

  it('when the registration came too late for the terminal, then the outcome is not-issued, not declined', async () => {
    const r = rig([]);
    r.refuses();
    expect(await r.pay()).toEqual({ known: 'not-issued', why: { kind: 'unreachable', code: 'BKO-101' } });
  });

  it('when the office was busy before it registered, and the terminal then declines, then the outcome does not name the busy office', async () => {
    const r = rig([err(BUSY)]);
    r.refuses();
    const sale = r.pay();
    await r.settled();
    r.clock.increment(4_000);
    expect(await sale).toEqual({ known: 'not-issued', why: { kind: 'unreachable', code: 'BKO-101' } });
    expect(r.decision()).toEqual({ issued: 'whole' });
  });

  it('when the sale is stopped at the terminal after the offer, then the outcome is not-issued', async () => {
    const r = rig([]);
    r.refuses({ known: 'cancelled' });
    expect(await r.pay()).toEqual({ known: 'not-issued', why: { kind: 'unreachable', code: 'BKO-101' } });
    expect(r.last()).toMatchObject({ kind: 'notPaid', why: 'not-issued' });
  });

  it('when an offer failed, then a second payment of the same application is refused', async () => {
    const r = rig([err(NO)]);
    await r.pay();
    await expect(r.pay()).rejects.toThrow(LedgerRuleError);
  });
});

describe('a crash between the offer and its end', () => {
  async function offered(inquire: InquireOutcome) {
    const r = rig([]);
    r.ledger.append(r.id, { kind: 'intent', intentId: 'i', before: null });
    r.ledger.append(r.id, { kind: 'saleSent' });
    const { customerReceipt: _, ...approval } = APPROVAL;
    const application = r.ledger.append(r.id, { kind: 'offered', approval, at: 'then' });
    expect(nextSettlementStep(application)).toEqual({ do: 'ask' });
    expect(r.settlement.inDoubt()).toBe(true);
    r.say.inquire = inquire;
    await r.settlement.recover(NEVER);
    return r;
  }

  it('when the sale stands, then the application is registered with the proof of the offer', async () => {
    const r = await offered({ known: 'approved', approval: APPROVAL });
    expect(r.proofs).toMatchObject([{ traceNumber: '000042', at: 'then' }]);
    expect(r.last()).toEqual({ kind: 'closed', outcome: 'deliveredWithoutPaper' });
  });

  it('when the terminal took the sale back, then the inquiry returns not-issued', async () => {
    const r = rig([]);
    r.ledger.append(r.id, { kind: 'intent', intentId: 'i', before: null });
    r.ledger.append(r.id, { kind: 'saleSent' });
    const { customerReceipt: _, ...approval } = APPROVAL;
    r.ledger.append(r.id, { kind: 'offered', approval, at: 'then' });
    expect(await r.ask()).toMatchObject({ known: 'not-issued' });
  });

  it('when the terminal took the sale back, then the application is withdrawn', async () => {
    const r = await offered({ known: 'not-paid' });
    expect(r.asked).toEqual(['withdraw not-paid']);
    expect(r.last()).toEqual({ kind: 'closed', outcome: 'abandoned' });
  });
});
