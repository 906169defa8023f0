import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../drivers/durations.ts';
import type { Result } from '../../drivers/result.ts';
import { lodgeRequest } from '../../test/contract/lodge-request.ts';
import { seededRandom } from '../random.ts';
import { centreDay } from './centre-day.ts';
import { maskedOwner } from './due-samples.ts';
import { ApplicationRegister } from './register.ts';
import type { OfferedService } from './services.ts';
import { openStore } from './store.ts';
import type { WireLodgeRequest, WireQuote } from './wire.ts';
import type { WireDue } from './wire-dues.ts';

const service = (id: string, group: string, by: 'number' | 'person', fee = 0): OfferedService => ({
  id,
  group,
  title: id,
  paper: 'receipt',
  sendsToWindow: false,
  tiers: ['at-once'],
  identification: by === 'person' ? 'code' : 'none',
  priceOf: () => ({ lines: fee > 0 ? [{ kind: 'fee', amount: fee }] : [], tariffDate: '2025-11-01' }),
  due: {
    by,
    title: { az: id, en: id },
    payee: { az: `${id} agency` },
    numbers: [{ question: 'decision', name: { az: 'Nömrə', en: 'Number' } }],
  },
});
const SERVICES = [
  service('road-fine', 'car', 'number', 40),
  service('gas-bill', 'home', 'number'),
  service('my-dues', 'centre', 'person'),
];
const PERSON = {
  fin: '5ZK1C7M',
  documentNumber: 'AA1234567',
  surname: 'MƏMMƏDOVA',
  givenNames: 'AYSEL',
  birthDate: '1990-01-01',
  assurance: 'chip',
} as const;

async function office(at = '2026-11-24T10:00:00Z') {
  let now = new Date(at);
  const store = await openStore(undefined);
  const open = () => new ApplicationRegister({ now: () => now, random: seededRandom(1), store, services: SERVICES });
  return {
    register: open(),
    open,
    entries: () => store.read(({ applications }) => applications.newest()),
    now: () => now,
    later: (ms: number) => {
      now = new Date(now.getTime() + ms);
    },
  };
}

type Office = Awaited<ReturnType<typeof office>>;

async function found({ register }: Office, number: string, of = 'road-fine'): Promise<readonly WireDue[]> {
  const dues = await register.dues.lookUp('read', { kiosk: KIOSKS(), service: of, answers: { decision: number } });
  return dues.ok ? dues.value.dues : [];
}

let looked = 0;
const KIOSKS = () => `T${Math.floor(looked++ / 50)}`;

async function first(at: Office, number: string, of?: string): Promise<WireDue> {
  const [due] = await found(at, number, of);
  if (!due) throw new Error(`nothing has ${number}`);
  return due;
}

let keys = 0;
const quoted = (at: Office, due: WireDue, part: number | null = null, kiosk = 'K5', of = 'road-fine') =>
  at.register.quote(`q-${keys++}`, { kiosk, service: of, tier: 'at-once', due: { id: due.id, part } });

const application = (quote: WireQuote, due: WireDue, part: number | null = null, kiosk = 'K5'): WireLodgeRequest =>
  lodgeRequest({
    kiosk,
    quote: quote.id,
    service: 'road-fine',
    tier: 'at-once',
    tariffDate: quote.tariffDate,
    amount: quote.total,
    due: { id: due.id, part },
  });

function must<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const lodge = async (at: Office, key: string, due: WireDue, kiosk = 'K5') =>
  at.register.lodge(key, application(must(await quoted(at, due, null, kiosk)), due, null, kiosk));

async function pay(at: Office, key: string) {
  const amount = (await at.register.find(key))?.request.amount ?? 0;
  const proof = { terminalId: '1', traceNumber: '1', receiptNumber: '1', amount, at: at.now().toISOString() };
  return at.register.register(key, proof, true);
}

const refused = (code: string, more = {}) => ({ ok: false, error: { status: 422, code, ...more } });

async function onItsLastDay(at: Office): Promise<WireDue> {
  for (let number = 1; number < 10_000; number += 10) {
    const [due] = await found(at, `AA${number}`);
    if (due?.discountUntil === centreDay(at.now())) return due;
  }
  throw new Error('no discount ends today');
}

describe('dues of a number', () => {
  it('when two offices are asked for a number, then the due is the same, marked as a sample, and its owner is masked', async () => {
    const [here, there] = [await first(await office(), 'AA123451'), await first(await office(), 'AA123451')];
    expect(here).toEqual(there);
    expect(here.subject).toEqual({ az: 'road-fine (nümunə)', en: 'road-fine (sample)' });
    expect(here.owner).toMatch(/^\p{Lu}••• \p{Lu}•••$/u);
    expect(here.fee).toBe(40);
    expect(maskedOwner('ƏLİYEVA-MƏMMƏDOVA İ')).toBe('Ə••• İ•••');
  });

  it('when the last digit of a number differs, then count, part and state of the dues follow from this digit', async () => {
    const at = await office();
    for (const digit of [0, 1, 2, 3]) expect(await found(at, `AA12345${digit}`)).toHaveLength(digit);
    expect((await first(at, 'AA123455')).part).toMatchObject({ min: 100 });
    expect(await first(at, 'AA123459')).toMatchObject({ state: 'paid', amount: 0 });
    expect(await at.register.dues.lookUp('read', { kiosk: 'K5', service: 'my-dues', answers: {} })).toEqual(
      refused('unknown-service'),
    );
  });

  it('when a kiosk asks 60 times in a quarter of an hour, then its next question is refused until the quarter of an hour ends', async () => {
    const at = await office();
    const ask = (kiosk: string) =>
      at.register.dues.lookUp('read', { kiosk, service: 'road-fine', answers: { decision: 'AA0' } });
    const codes: (string | null)[] = [];
    for (let times = 0; times < 61; times++) {
      const asked = await ask('K5');
      codes.push(asked.ok ? null : asked.error.code);
    }
    expect([...new Set(codes)]).toEqual(['unknown-due', 'too-many-lookups']);
    expect(codes.indexOf('too-many-lookups')).toBe(60);
    expect(await ask('K7')).toMatchObject({ error: { code: 'unknown-due' } });
    at.later(15 * 60_000);
    expect(await ask('K5')).toMatchObject({ error: { code: 'unknown-due' } });
  });

  it('when thirty days have passed, then the number has another due', async () => {
    const at = await office();
    const { id } = await first(at, 'AA123451');
    at.later(30 * DAY_MS);
    expect((await first(at, 'AA123451')).id).not.toBe(id);
  });
});

describe('a discount', () => {
  it('when the last discount day ends at the centre, then the full amount is due; until then the discount applies', async () => {
    const at = await office('2026-11-24T10:00:00Z');
    const due = await onItsLastDay(at);
    expect(due.amount).toBe(due.full * 0.7);
    const quote = must(await quoted(at, due));
    expect(quote).toMatchObject({
      total: due.amount + 40,
      lines: [{ kind: 'duty', payee: { az: 'road-fine agency' } }, { kind: 'fee' }],
    });
    // 20:00Z is midnight in Baku.
    at.later(10 * 3_600_000 - 1);
    expect(must(await quoted(at, due)).total).toBe(due.amount + 40);
    at.later(1);
    const after = must(await quoted(at, due));
    expect(after).toMatchObject({ total: due.full + 40, tariffDate: '2026-11-25' });
  });

  it('when the discount ends between quote and lodging, then lodging is refused as quote-expired', async () => {
    const at = await office('2026-11-24T19:59:00Z');
    const due = await onItsLastDay(at);
    const before = application(must(await quoted(at, due)), due);
    at.later(2 * 60_000);
    expect(await at.register.lodge('a-1', before)).toEqual(refused('quote-expired'));
    const again = must(await quoted(at, due));
    expect(await at.register.lodge('a-2', application(again, due))).toMatchObject({ value: { first: true } });
    at.later(DAY_MS / 2);
    expect(await at.register.lodge('a-2', application(again, due))).toMatchObject({ value: { first: false } });
  });

  it('when the discount was used, then the due stays fully paid after the discount has ended', async () => {
    const at = await office();
    const due = await onItsLastDay(at);
    must(await lodge(at, 'a-1', due));
    expect(must(await pay(at, 'a-1')).due).toEqual({
      payee: due.payee,
      subject: due.subject,
      number: { name: { az: 'Nömrə', en: 'Number' }, value: expect.any(String) },
      reference: 'ÖT-2026-000001',
      rest: 0,
    });
    at.later(3 * DAY_MS);
    expect(await quoted(at, due)).toEqual(refused('already-paid', { paidOn: '2026-11-24' }));
  });
});

describe('a due', () => {
  it('when the due is paid elsewhere between quote and lodging, then lodging is refused with the day of payment', async () => {
    const at = await office();
    const due = await first(at, 'AA123451');
    const quote = must(await quoted(at, due));
    await at.register.dues.payElsewhere(due.id);
    expect(await at.register.lodge('a-1', application(quote, due))).toEqual(
      refused('already-paid', { paidOn: '2026-11-24' }),
    );
    expect(await at.entries()).toEqual([]);
    expect(await first(at, 'AA123451')).toMatchObject({ state: 'paid', amount: 0, paidOn: '2026-11-24' });
  });

  it('when two kiosks lodge a due at once, then one is refused until the other withdraws', async () => {
    const at = await office();
    const due = await first(at, 'AA123451');
    const [mine, theirs] = [must(await quoted(at, due, null, 'K5')), must(await quoted(at, due, null, 'K7'))];
    const lodged = await Promise.all([
      at.register.lodge('a-K5', application(mine, due, null, 'K5')),
      at.register.lodge('a-K7', application(theirs, due, null, 'K7')),
    ]);
    expect(lodged.map(({ ok }) => ok)).toEqual([true, false]);
    expect(lodged[1]).toEqual(refused('due-held'));
    expect((await first(at, 'AA123451')).state).toBe('held');
    await at.register.withdraw('a-K5', 'not-paid');
    must(await lodge(at, 'b-K7', due, 'K7'));
    must(await pay(at, 'b-K7'));
    expect(await quoted(at, due)).toEqual(refused('already-paid', { paidOn: '2026-11-24' }));
  });

  it('when the kiosk of a lodged due does not come back, then the due is open again after a day', async () => {
    const at = await office();
    const due = await first(at, 'AA123451');
    must(await lodge(at, 'a-1', due));
    at.later(DAY_MS - 1);
    expect((await first(at, 'AA123451')).state).toBe('held');
    at.later(1);
    expect((await first(at, 'AA123451')).state).toBe('open');
  });

  it('when another kiosk lodged the due after the lapse, then the payment of the first kiosk is refused', async () => {
    const at = await office();
    const due = await first(at, 'AA123451');
    must(await lodge(at, 'a-1', due));
    at.later(DAY_MS);
    must(await lodge(at, 'b-1', due, 'K7'));
    expect(await pay(at, 'a-1')).toEqual(refused('payee-refused'));
    must(await pay(at, 'b-1'));
    expect(await pay(at, 'a-1')).toEqual(refused('payee-refused'));
  });

  it('when the first kiosk comes back after a day and the due is still open, then the due is paid', async () => {
    const at = await office();
    must(await lodge(at, 'a-1', await first(at, 'AA123451')));
    at.later(2 * DAY_MS);
    must(await pay(at, 'a-1'));
    expect((await first(at, 'AA123451')).state).toBe('paid');
  });

  it('when the money is given back, then the due is open again', async () => {
    const at = await office();
    const due = await first(at, 'AA123451');
    must(await lodge(at, 'a-1', due));
    must(await pay(at, 'a-1'));
    await at.register.withdraw('a-1', 'money-returned');
    expect((await first(at, 'AA123451')).state).toBe('open');
  });

  it('when the lodged due or part differs from the quote, or no quote is named, then lodging is refused', async () => {
    const at = await office();
    const [one, other] = await found(at, 'AA123452');
    if (!one || !other) throw new Error('two are needed');
    const quote = must(await quoted(at, one));
    const { due: _, ...none } = application(quote, one);
    expect(await at.register.lodge('a-1', application(quote, other))).toEqual(refused('quote-mismatch'));
    expect(await at.register.lodge('a-2', application(quote, one, 1_000))).toEqual(refused('quote-mismatch'));
    expect(await at.register.lodge('a-3', none)).toEqual(refused('quote-mismatch'));
    expect(await at.register.lodge('a-4', { ...application(quote, one), quote: null })).toEqual(
      refused('quote-expired'),
    );
  });

  it('when two offices share a register, then a due that the first has quoted is lodged at the second and paid once', async () => {
    const at = await office();
    const due = await first(at, 'AA123451');
    const quote = must(await quoted(at, due));
    const other = { ...at, register: at.open() };
    must(await other.register.lodge('a-1', application(quote, due)));
    expect(await quoted(at, due)).toEqual(refused('due-held'));
    must(await pay(at, 'a-1'));
    expect((await first(other, 'AA123451')).state).toBe('paid');
    const unknown = { ...due, id: 'D-nothing' };
    expect(await quoted(at, unknown)).toEqual(refused('quote-expired'));
  });
});

describe('a partial payment', () => {
  it('when a part is paid, then the rest is open until it is paid; a part outside the limits is refused', async () => {
    const at = await office();
    const due = await first(at, '1234565', 'gas-bill');
    const part = (amount: number) => quoted(at, due, amount, 'K5', 'gas-bill');
    expect(await part(99)).toEqual(refused('quote-mismatch'));
    expect(await part(due.amount + 1)).toEqual(refused('quote-mismatch'));
    const some = must(await part(1_000));
    const asked = { ...application(some, due, 1_000), service: 'gas-bill' };
    must(await at.register.lodge('a-1', asked));
    expect(must(await pay(at, 'a-1')).due).toMatchObject({ rest: due.amount - 1_000 });
    const rest = await first(at, '1234565', 'gas-bill');
    expect(rest).toMatchObject({ state: 'open', amount: due.amount - 1_000 });
    const all = must(await quoted(at, rest, null, 'K5', 'gas-bill'));
    must(await at.register.lodge('a-2', { ...application(all, rest), service: 'gas-bill' }));
    expect(must(await pay(at, 'a-2')).due).toMatchObject({ rest: 0 });
    expect((await first(at, '1234565', 'gas-bill')).state).toBe('paid');
  });

  it('when the second part is registered after its lapse, then both parts are subtracted from the due', async () => {
    const at = await office();
    const due = await first(at, '1234565', 'gas-bill');
    for (const [key, comesBack] of [
      ['a-1', 0],
      ['a-2', 2 * DAY_MS],
    ] as const) {
      const some = must(await quoted(at, due, 200, 'K5', 'gas-bill'));
      must(await at.register.lodge(key, { ...application(some, due, 200), service: 'gas-bill' }));
      at.later(comesBack);
      must(await pay(at, key));
    }
    expect((await first(at, '1234565', 'gas-bill')).amount).toBe(due.amount - 400);
  });
});

describe('a payee', () => {
  it('when the payee is slow, then isAtWork is true once; when the payee refuses, then nothing is registered', async () => {
    const at = await office();
    const slow = await first(at, 'AA123457');
    must(await lodge(at, 'a-1', slow));
    const { dues } = at.register;
    expect([await dues.isAtWork('a-1'), await dues.isAtWork('a-1')]).toEqual([true, false]);
    must(await pay(at, 'a-1'));
    must(await lodge(at, 'a-2', await first(at, 'AA123458')));
    expect(await pay(at, 'a-2')).toEqual(refused('payee-refused'));
    expect((await at.register.find('a-2'))?.state).toBe('lodged');
  });
});

describe('the dues of a person', () => {
  it('when the person is confirmed, then the list of dues has the whole name; otherwise the question is refused', async () => {
    const at = await office();
    const list = (applicant: { readonly fin: string; readonly assurance: 'zone' | 'chip' }) =>
      at.register.listDues('read', {
        kiosk: 'K5',
        service: 'my-dues',
        confirmation: null,
        applicant: { ...PERSON, ...applicant },
      });
    const fins = Array.from({ length: 20 }, (_, nth) => `5ZK1C${String(nth).padStart(2, '0')}`);
    const lists = await Promise.all(fins.map(async (fin) => must(await list({ fin, assurance: 'chip' })).dues));
    expect(new Set(lists.map(({ length }) => length))).toEqual(new Set([0, 1, 2]));
    const due = lists.flat()[0]!;
    expect(due.owner).toBe('MƏMMƏDOVA AYSEL');
    expect(await list({ fin: '5ZK1C7M', assurance: 'zone' })).toEqual(refused('not-confirmed'));
  });
});
