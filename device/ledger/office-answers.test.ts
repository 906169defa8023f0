import { describe, expect, it } from 'vitest';
import { err, ok, type Result } from '../../drivers/result.ts';
import {
  CASH_ENTRIES,
  LODGE_REQUEST,
  NEVER_ABORTED,
  QUOTED,
  REGISTERED,
  SALE_RECORD,
  SENT_SALE_ENTRIES,
  SOLD_ENTRIES,
  stackedNoteEntries,
  terminalAndOfficeRig,
} from '../../test/rigs/dealings-rig.ts';
import type { BackOfficeTrouble, RegistrationTrouble } from '../back-office/contract.ts';
import type { LedgerEntry } from './entries.ts';

type Rig = ReturnType<typeof terminalAndOfficeRig>;
type Written = readonly LedgerEntry['kind'][];
type Answer = Result<unknown, RegistrationTrouble>;

interface Request<Trouble extends RegistrationTrouble> {
  before(rig: Rig): void;
  say(rig: Rig, trouble: Trouble | null): void;
  ask(rig: Rig): Promise<Answer>;
  readonly wrote: Readonly<Record<'ok' | Trouble['kind'], Written>>;
}

const TROUBLES: { readonly [Kind in RegistrationTrouble['kind']]: RegistrationTrouble & { readonly kind: Kind } } = {
  unreachable: { code: 'BKO-101', kind: 'unreachable', detail: 'down' },
  busy: { code: 'BKO-109', kind: 'busy' },
  foreign: { code: 'BKO-110', kind: 'foreign' },
  'in-progress': { code: 'BKO-108', kind: 'in-progress', retryAfterMs: 1 },
  refused: { code: 'BKO-102', kind: 'refused', reason: 'not-eligible' },
};
const SILENT = { unreachable: [], busy: [], foreign: [] } as const;
const answerOf = <T, Trouble>(trouble: Trouble | null, value: T) => (trouble ? err(trouble) : ok(value));

const referenceOf = (line: number | string | undefined) => `K5-7QF${line}-00`;
const DUES: readonly LedgerEntry[] = [
  {
    kind: 'quoted',
    service: 'payment-of-dues',
    tier: 'at-once',
    tariffDate: null,
    paper: 'receipt',
    amount: 1_000,
    lines: [200, 300, 500],
  },
  ...[1, 2, 3].map((line): LedgerEntry => ({ kind: 'lineLodged', line, reference: referenceOf(line) })),
  { kind: 'lodged', reference: referenceOf(1) },
  ...SENT_SALE_ENTRIES,
  { kind: 'approved', approval: { ...SALE_RECORD, amount: 1_000 }, at: 'then' },
  { kind: 'issueRequested' },
];
const FIRST: Written = ['lineIssued'];

const REGISTERING: Readonly<Record<string, Request<RegistrationTrouble>>> = {
  register: {
    before: (rig) => rig.write('a', ...SOLD_ENTRIES, { kind: 'issueRequested' }),
    say(rig, trouble) {
      rig.said.register = answerOf(trouble, REGISTERED);
    },
    ask: ({ dealings }) => dealings.register('a', NEVER_ABORTED),
    wrote: { ...SILENT, 'in-progress': [], ok: ['issued'], refused: ['issueRefused'] },
  },
  'register the second of three dues': {
    before: (rig) => rig.write('d', ...DUES),
    say(rig, trouble) {
      rig.said.registerOf = (key) =>
        answerOf(key.endsWith('2') ? trouble : null, { ...REGISTERED, reference: referenceOf(key.at(-1)) });
    },
    ask: ({ dealings }) => dealings.register('d', NEVER_ABORTED),
    wrote: {
      unreachable: FIRST,
      busy: FIRST,
      foreign: FIRST,
      'in-progress': ['lineIssued', 'lineIssued'],
      ok: ['lineIssued', 'lineIssued', 'lineIssued', 'issued'],
      refused: ['lineIssued', 'lineRefused', 'lineIssued', 'issued', 'creditIssued'],
    },
  },
};

const REQUESTING: Readonly<Record<string, Request<BackOfficeTrouble>>> = {
  lodge: {
    before: (rig) => rig.write('b', QUOTED),
    say(rig, trouble) {
      rig.said.lodge = answerOf(trouble, { id: '1', reference: 'K5-7QF2-41' });
    },
    ask: ({ dealings }) => dealings.lodge('b', LODGE_REQUEST, NEVER_ABORTED),
    wrote: { ...SILENT, ok: ['lodged'], refused: [] },
  },
  'withdraw the second of three dues': {
    before(rig) {
      rig.write('d', ...DUES, { kind: 'lineRefused', line: 2, reason: 'not-eligible' });
      rig.said.registerOf = (key) => ok({ ...REGISTERED, reference: referenceOf(key.at(-1)) });
    },
    say(rig, trouble) {
      rig.said.withdraw = answerOf(trouble, undefined);
    },
    ask: ({ dealings }) => dealings.register('d', NEVER_ABORTED),
    wrote: {
      unreachable: FIRST,
      busy: FIRST,
      foreign: FIRST,
      ok: ['lineIssued', 'lineIssued', 'issued', 'creditIssued'],
      refused: ['lineIssued', 'lineIssued', 'issued', 'creditIssued'],
    },
  },
  withdraw: {
    before: () => undefined,
    say(rig, trouble) {
      rig.said.withdraw = answerOf(trouble, undefined);
    },
    ask: ({ dealings }) => dealings.withdraw('a', 'not-paid', NEVER_ABORTED),
    wrote: { ...SILENT, ok: ['withdrawn'], refused: ['withdrawn'] },
  },
  'report a credit': {
    before(rig) {
      rig.write('a', CASH_ENTRIES, ...stackedNoteEntries('n', 100), { kind: 'cashStopped' });
      rig.dealings.credit('a');
    },
    say(rig, trouble) {
      rig.said.tell = answerOf(trouble, undefined);
    },
    ask: ({ dealings }) => dealings.tellCredits('a', NEVER_ABORTED),
    wrote: { ...SILENT, ok: ['creditTold'], refused: ['creditTold'] },
  },
  'reserve a credit': {
    before: () => undefined,
    say(rig, trouble) {
      rig.said.reserve = answerOf(trouble, { amount: 200, left: 0 });
    },
    ask: ({ dealings }) => dealings.reserveCredit('a', 'code', NEVER_ABORTED),
    wrote: { ...SILENT, ok: ['creditReserved'], refused: [] },
  },
};

type Row = readonly [request: string, kind: string, its: Request<RegistrationTrouble>];
const rows = [...Object.entries(REGISTERING), ...Object.entries(REQUESTING)].flatMap(([request, its]) =>
  Object.keys(its.wrote).map((kind): Row => [request, kind, its as Request<RegistrationTrouble>]),
);

describe('each answer of the office to each request', () => {
  it.each(rows)(
    'when the kiosk asks the office to %s and the answer is %s, then the ledger has each decision of the office once',
    async (_, kind, its) => {
      const rig = terminalAndOfficeRig();
      its.before(rig);
      rig.happened.length = 0;
      const wrote: string[] = [];
      rig.ledger.onAppend(({ entry }) => wrote.push(entry.kind));
      const requests = () => rig.happened.filter((what) => !wrote.includes(what));
      const trouble = kind === 'ok' ? null : TROUBLES[kind as RegistrationTrouble['kind']];
      its.say(rig, trouble);
      const answer = await its.ask(rig);
      expect(wrote).toEqual(its.wrote[kind as keyof typeof its.wrote]);
      if (!answer.ok) expect(answer.error).toEqual(trouble);
      if (!trouble || trouble.kind === 'refused') return;
      expect(answer.ok).toBe(false);
      const first = requests();
      its.say(rig, null);
      expect(await its.ask(rig)).toMatchObject({ ok: true });
      expect(wrote).toEqual(its.wrote.ok);
      expect(requests().slice(first.length)).toEqual(expect.arrayContaining(first));
    },
  );
});
