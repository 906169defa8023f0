import { describe, expect, it } from 'vitest';
import type { FoundApplication } from '../../device/back-office/contract.ts';
import type { LedgerEntry } from '../../device/ledger/entries.ts';
import { IDLE_GRACE_MS, IDLE_MS } from '../../device/session/session.setup.ts';
import { APPROVAL, AYSEL, type MachineRig, machineRig } from '../rigs/machine-rig.ts';
import { confirmByPhone } from '../support/machine-ways.ts';

const REFERENCE = 'K5-7QF2-62';
const OPEN: FoundApplication = {
  reference: REFERENCE,
  kiosk: 'K7',
  state: 'open',
  withdrawn: 'not-paid',
  service: 'identity-card-replacement',
  tier: '10-days',
  tariffDate: '2022-08-15',
  amount: 500,
  ready: '2026-12-04',
  answers: { reason: 'expired', mobile: '501234567' },
  payment: null,
  registered: null,
};
const CERTIFICATE: FoundApplication = {
  ...OPEN,
  state: 'registered',
  withdrawn: null,
  service: 'family-members-certificate',
  tier: 'at-once',
  tariffDate: null,
  amount: 0,
  answers: {},
  registered: {
    reference: REFERENCE,
    registeredAt: '2026-11-24T10:00:00Z',
    appointment: null,
    document: {
      number: 'AÜ-2026-000001',
      title: 'Arayış',
      person: { name: 'MAMMADOVA AYSEL', fin: AYSEL.fin ?? '' },
      lines: ['Oğlu: TUNAR'],
    },
  },
};

async function untilCode(rig: MachineRig): Promise<void> {
  await rig.settled();
  await rig.citizen({ do: 'start', language: 'en' }, { do: 'continue' });
}

async function asks(rig: MachineRig, reference = REFERENCE): Promise<void> {
  await rig.type(reference);
  await rig.citizen({ do: 'next' });
  rig.reader.read();
  await rig.settled();
}

async function untilFound(found: FoundApplication, rig = machineRig()): Promise<MachineRig> {
  rig.office.state.found = found;
  await untilCode(rig);
  await asks(rig);
  return rig;
}

const papersOf = (rig: MachineRig) => JSON.stringify(rig.printer.jobs.map(({ receipt }) => receipt));
const kinds = (rig: MachineRig) => rig.written.map(({ entry }) => entry.kind).join(' ');

describe('the code of an application', () => {
  it('when the code is mistyped, then the page says so at once, without the office and the card', async () => {
    const rig = machineRig();
    await untilCode(rig);
    await rig.type('K5-7Q');
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'enteringCode', problem: 'incomplete' });
    await rig.type('E2-62');
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'enteringCode', code: 'K5-7QE2-62', problem: 'mistyped' });
    expect(rig.office.state.claims).toEqual([]);
  });

  it('when three codes were looked up with a card, then the visit takes no further code', async () => {
    const rig = machineRig();
    await untilCode(rig);
    await asks(rig);
    expect(rig.office.state.claims).toEqual([
      { kiosk: 'K5', reference: REFERENCE, fin: AYSEL.fin, documentNumber: AYSEL.documentNumber },
    ]);
    for (const tries of [2, 3]) {
      expect(rig.screen()).toMatchObject({ show: 'enteringCode', problem: 'unknown', locked: false });
      await rig.citizen({ do: 'next' });
      expect(rig.screen().show).toBe('identifying');
      rig.reader.read();
      await rig.settled();
      expect(rig.office.state.claims).toHaveLength(tries);
    }
    await rig.citizen({ do: 'back' }, { do: 'continue' });
    await rig.type(REFERENCE);
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'enteringCode', locked: true });
  });

  it('when the back office does not answer, then the citizen can ask it again without the card, and no wrong code is counted', async () => {
    const rig = machineRig();
    rig.office.state.down = true;
    await untilCode(rig);
    await asks(rig);
    expect(rig.screen()).toMatchObject({ show: 'enteringCode', problem: 'BKO-101' });
    Object.assign(rig.office.state, { down: false, found: OPEN });
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'found', state: 'open', kiosk: 'K7' });
  });

  it('when the visit ends, then the kiosk forgets code, card and application', async () => {
    const rig = await untilFound(OPEN);
    await rig.wait(IDLE_MS);
    expect(rig.screen().idle).not.toBeNull();
    await rig.wait(IDLE_GRACE_MS);
    expect(rig.screen().show).toBe('attract');
    const left = JSON.stringify(rig.actor.getPersistedSnapshot());
    for (const secret of [AYSEL.fin, AYSEL.documentNumber, '501234567', REFERENCE]) expect(left).not.toContain(secret);
  });
});

describe('what is open', () => {
  it('when an open application is continued, then its answers are checked before the payment, and it is lodged under its reference', async () => {
    const rig = await untilFound(OPEN);
    expect(rig.screen()).toMatchObject({ show: 'found', next: 'review', money: 'not-taken' });
    await rig.citizen({ do: 'next' });
    const screen = rig.screen();
    expect(screen.show === 'checking' && screen.rows.map(({ value }) => value)).toContain('+994 50 123 45 67');
    expect(rig.office.state.lodged).toEqual([]);
    await rig.citizen({ do: 'pay' }, { do: 'method', method: 'card' });
    expect(rig.office.state.lodged[0]?.request).toMatchObject({ kiosk: 'K5', continues: REFERENCE, amount: 500 });
    expect(rig.screen()).toMatchObject({ show: 'paying', reference: REFERENCE });
    expect(rig.terminal.state.sales).toBe(1);
  });

  it('when an earlier day was promised, then the kiosk counts a new day from today', async () => {
    const rig = await untilFound({ ...OPEN, ready: '2026-11-28' });
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'checking', purchase: { ready: '2026-12-04' } });
  });

  it('when another service is chosen, then the application is new', async () => {
    const rig = await untilFound(OPEN);
    await rig.citizen({ do: 'back' }, { do: 'back' }, { do: 'choose', service: 'family-members-certificate' });
    await rig.citizen({ do: 'next' });
    rig.reader.read();
    await rig.settled();
    await confirmByPhone(rig);
    await rig.type('bank');
    await rig.citizen({ do: 'next' }, { do: 'next' });
    expect(rig.office.state.lodged[0]?.request).toMatchObject({
      service: 'family-members-certificate',
      continues: null,
    });
  });

  it('when another kiosk holds the application, then the page says so and can ask again', async () => {
    const rig = await untilFound({ ...OPEN, state: 'held', withdrawn: null, answers: {} });
    expect(rig.screen()).toMatchObject({ show: 'found', next: 'ask-again', money: 'unknown' });
    await rig.citizen({ do: 'pay' }, { do: 'method', method: 'card' }, { do: 'next' });
    expect(rig.office.state.claims).toHaveLength(2);
    expect(rig.terminal.state.sales).toBe(0);
  });

  it.each([
    ['credited', 'open', 'credited', 'review'],
    ['money-returned', 'closed', 'returned', 'begin'],
    ['refused', 'closed', 'credited', 'begin'],
  ] as const)('when the application was withdrawn with %s, then it is %s', async (withdrawn, state, money, next) => {
    const rig = await untilFound({ ...OPEN, state, withdrawn });
    expect(rig.screen()).toMatchObject({ show: 'found', state, money, next });
  });

  it('when the application is closed, then a new application begins without its data', async () => {
    const rig = await untilFound({ ...OPEN, state: 'closed', withdrawn: 'refused' });
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'beforeYouStart', chosen: '10-days' });
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'identifying' });
    rig.reader.read();
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'answering', question: { chosen: null } });
    await rig.citizen({ do: 'answer', value: 'worn-out' }, { do: 'next' });
    await rig.type('501234567');
    await rig.citizen({ do: 'next' }, { do: 'pay' }, { do: 'method', method: 'card' });
    expect(rig.office.state.lodged[0]?.request).toMatchObject({ continues: null });
  });

  it('when this kiosk does not know the term, then the application cannot be continued here', async () => {
    const rig = await untilFound({ ...OPEN, tier: 'in-an-hour' });
    expect(rig.screen()).toMatchObject({ show: 'found', purchase: null, next: null });
    await rig.citizen({ do: 'next' });
    expect(rig.screen().show).toBe('found');
  });
});

describe('one more paper', () => {
  it('when the paper is printed again, then it has its own number and the earlier payment, and the ledger has no person', async () => {
    const { ref, amount } = APPROVAL;
    const payment = { ...ref, amount, at: '2026-11-20T09:15:00Z' };
    const registered = { ...CERTIFICATE.registered!, document: null };
    const rig = await untilFound({ ...OPEN, state: 'registered', withdrawn: null, payment, registered, answers: {} });
    expect(rig.screen()).toMatchObject({ show: 'found', next: 'print', money: 'taken' });
    await rig.citizen({ do: 'next' });
    const paper = papersOf(rig);
    for (const part of ['DUPLICATE No 1', REFERENCE, ref.traceNumber, '24.11.2026 14:00', '04.12.2026'])
      expect(paper).toContain(part);
    rig.printer.finish();
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'done', printed: true, paid: 500 });
    await rig.citizen({ do: 'finish' });
    await rig.settled();
    expect(kinds(rig)).toBe('duplicateIssued printing printed closed');
    expect(JSON.stringify(rig.written)).not.toContain(AYSEL.fin);
  });

  it('when the first visit printed no paper, then the first paper is no duplicate, and the next paper is No 1', async () => {
    const rig = machineRig();
    for (const entry of [
      { kind: 'quoted', service: 'complaint', tier: '15-working-days', tariffDate: null, amount: 0, paper: 'receipt' },
      { kind: 'lodged', reference: REFERENCE },
      { kind: 'issueRequested' },
      { kind: 'issued' },
      { kind: 'closed', outcome: 'deliveredWithoutPaper' },
    ] as LedgerEntry[])
      rig.ledger.append('before', entry);
    const registered = { ...CERTIFICATE.registered!, document: null };
    const payment = { ...APPROVAL.ref, amount: 500, at: '2026-11-20T09:15:00Z' };
    const found = { ...OPEN, state: 'registered', withdrawn: null, payment, registered, answers: {} } as const;
    for (const says of [false, true]) {
      await untilFound(found, rig);
      await rig.citizen({ do: 'next' });
      expect(JSON.stringify(rig.printer.jobs.at(-1)?.receipt).includes('DUPLICATE No 1')).toBe(says);
      rig.printer.finish();
      await rig.settled();
      await rig.citizen({ do: 'finish' });
      await rig.settled();
    }
  });

  it('when the paper is a certificate, then it is printed for its person', async () => {
    const rig = await untilFound(CERTIFICATE);
    await rig.citizen({ do: 'next' });
    await confirmByPhone(rig);
    expect(papersOf(rig)).toContain('TUNAR');
  });

  it('when the paper names another person, then it is not printed', async () => {
    const { registered } = CERTIFICATE;
    const document = { ...registered!.document!, person: { name: 'HUSEYNLI ORXAN', fin: '7KM2P4T' } };
    const rig = await untilFound({ ...CERTIFICATE, registered: { ...registered!, document } });
    await rig.citizen({ do: 'next' });
    await confirmByPhone(rig);
    expect(rig.screen()).toMatchObject({ show: 'trouble', code: 'BKO-105' });
    expect(rig.printer.jobs).toEqual([]);
    expect(JSON.stringify(rig.screen())).not.toMatch(/ORXAN|7KM2P4T/);
  });

  it('when the printer has no paper, then the citizen cannot print until paper is in', async () => {
    const rig = await untilFound(CERTIFICATE);
    rig.printer.become({ paper: 'out' });
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'found', next: null, blocked: 'PRN-111' });
    await rig.citizen({ do: 'next' });
    expect(rig.office.state.duplicates).toEqual([]);
    rig.printer.become({ paper: 'full' });
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'found', next: 'print', blocked: null });
  });

  it('when too little paper is left, then a certificate gets no number', async () => {
    const rig = await untilFound(CERTIFICATE);
    rig.printer.become({ paper: 'low', paperLeftMm: 100 });
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'found', next: null, blocked: 'PRN-202' });
    await rig.citizen({ do: 'next' });
    expect(rig.office.state.duplicates).toEqual([]);
  });
});

describe('what was paid before', () => {
  it('when a paid application was found before, then its payment does not count for the next application of the visit', async () => {
    const sold = { ...APPROVAL.ref, amount: 500, at: '2026-11-24T14:32:00+04:00' };
    const registered = { reference: REFERENCE, registeredAt: sold.at, appointment: null, document: null };
    const rig = await untilFound({
      ...OPEN,
      state: 'registered',
      withdrawn: null,
      answers: {},
      payment: sold,
      registered,
    });
    expect(rig.screen()).toMatchObject({ show: 'found', money: 'taken' });
    const { service, tier, amount, tariffDate } = CERTIFICATE;
    rig.office.state.found = { ...OPEN, service, tier, amount, tariffDate, answers: { presentedTo: 'bank' } };
    await rig.citizen({ do: 'back' }, { do: 'next' });
    rig.reader.read();
    await rig.settled();
    rig.office.state.refuse = true;
    await rig.citizen({ do: 'next' });
    await confirmByPhone(rig);
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'trouble', code: 'BKO-102', money: 'none' });
    expect(rig.bugs).toEqual([]);
  });
});
