import { describe, expect, it } from 'vitest';
import type { FoundApplication } from '../device/back-office/contract.ts';
import { IDLE_GRACE_MS, IDLE_MS } from '../device/session/session.setup.ts';
import type { IdentityDocument } from '../drivers/id-reader/contract.ts';
import { APPROVAL, AYSEL, type MachineRig, machineRig } from './rigs/machine-rig.ts';
import { confirmByPhone, untilAnswering, untilPaying, untilPrinting } from './support/machine-ways.ts';

const PASSPORT: IdentityDocument = { ...AYSEL, format: 'TD3', documentCode: 'PC' };
const FOREIGN: IdentityDocument = { ...AYSEL, issuer: 'UTO', nationality: 'UTO', fin: null };
const CHILD: IdentityDocument = { ...AYSEL, birthDate: '2015-01-01' };

async function untilIdentifying(service = 'identity-card-replacement'): Promise<MachineRig> {
  const rig = machineRig();
  await rig.settled();
  await rig.citizen({ do: 'start', language: 'en' }, { do: 'choose', service }, { do: 'next' });
  expect(rig.screen().show).toBe('identifying');
  return rig;
}

async function shows(rig: MachineRig, document: IdentityDocument): Promise<void> {
  rig.reader.read(document);
  await rig.settled();
}

describe('a document', () => {
  it.each([
    ['identity-card-replacement', PASSPORT],
    ['identity-card-replacement', FOREIGN],
    ['family-members-certificate', PASSPORT],
    ['family-members-certificate', FOREIGN],
  ])('when %s does not accept a document, then the page refuses it first', async (service, document) => {
    const rig = await untilIdentifying(service);
    await shows(rig, document);
    expect(rig.screen()).toMatchObject({ show: 'identifying', stage: 'waiting', trouble: 'RDR-108' });
    await shows(rig, AYSEL);
    expect(rig.screen().show).not.toBe('identifying');
  });

  it('when an application is continued, then any kind of document is accepted', async () => {
    const rig = machineRig();
    await rig.settled();
    await rig.citizen({ do: 'start', language: 'en' }, { do: 'continue' });
    await rig.type('K5-7QF2-62');
    await rig.citizen({ do: 'next' });
    await shows(rig, PASSPORT);
    expect(rig.office.state.claims).toHaveLength(1);
  });

  it('when the reader was away, then an earlier refusal is no longer shown', async () => {
    const rig = await untilIdentifying();
    await shows(rig, PASSPORT);
    for (const [device, trouble] of [
      ['noDevice', 'RDR-104'],
      ['online', null],
    ] as const) {
      rig.reader.become(device);
      await rig.settled();
      expect(rig.screen()).toMatchObject({ show: 'identifying', stage: 'waiting', trouble });
    }
  });

  it('when the holder of the document is too young, then the page names the minimum age', async () => {
    const rig = await untilIdentifying();
    await shows(rig, CHILD);
    expect(rig.screen()).toMatchObject({ trouble: 'RDR-106', minimumAge: 15 });
  });

  it('when the document is valid, then *expired* is not an answer', async () => {
    const rig = machineRig();
    await untilAnswering(rig, 'en');
    const values = () => {
      const screen = rig.screen();
      return screen.show === 'answering' && screen.question.kind === 'choice'
        ? screen.question.options.map(({ value }) => value)
        : [];
    };
    expect(values()).toEqual(['data-changed', 'address-changed', 'worn-out']);
    await rig.citizen({ do: 'answer', value: 'expired' }, { do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'answering', number: 1 });
  });

  it.each([
    ['expired yesterday', { ...AYSEL, expiryDate: '2026-11-23' }, true, true],
    ['is valid to the end of today', { ...AYSEL, expiryDate: '2026-11-24' }, true, false],
    ['has no term', { ...AYSEL, expiryDate: null }, true, false],
    ['cannot be judged, because nobody knows what day it is', AYSEL, false, true],
  ] as const)(
    'when the document %s, then its expiry date decides whether the answer *expired* is offered',
    async (_, document, dated, offered) => {
      const rig = machineRig({ dated });
      await rig.settled();
      await rig.citizen({ do: 'start', language: 'en' }, { do: 'choose', service: 'identity-card-replacement' });
      await rig.citizen({ do: 'next' });
      await shows(rig, document);
      expect(JSON.stringify(rig.screen()).includes('"expired"')).toBe(offered);
    },
  );

  it('when the chip has a name, then the page uses it; otherwise the letters of the zone', async () => {
    for (const [document, row] of [
      [AYSEL, { label: 'Name (in plain letters)', value: 'MAMMADOVA AYSEL', edit: null }],
      [
        { ...AYSEL, writtenName: 'MƏMMƏDOVA AYSEL' },
        { label: 'Name', value: 'MƏMMƏDOVA AYSEL', edit: null },
      ],
    ] as const) {
      const rig = await untilIdentifying('family-members-certificate');
      await shows(rig, document);
      await confirmByPhone(rig);
      await rig.type('bank');
      await rig.citizen({ do: 'next' });
      const screen = rig.screen();
      expect(screen.show === 'checking' && screen.rows[0]).toEqual(row);
    }
  });
});

describe('a card in the reader', () => {
  it('when a card lies in the reader after the reading, then each page asks to take the card until it is out', async () => {
    const rig = machineRig();
    rig.reader.become('online', 'notPresent');
    await rig.settled();
    await rig.citizen({ do: 'start', language: 'az' }, { do: 'choose', service: 'identity-card-replacement' });
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'identifying', occupied: false });
    rig.reader.become('online', 'present');
    await shows(rig, AYSEL);
    expect(rig.screen()).toMatchObject({ show: 'answering', takeCard: true });
    await rig.citizen({ do: 'answer', value: 'worn-out' }, { do: 'next' });
    expect(rig.screen()).toMatchObject({ number: 2, takeCard: true });
    rig.reader.become('online', 'notPresent');
    await rig.settled();
    expect(rig.screen()).toMatchObject({ number: 2, takeCard: false });
    await rig.type('501234567');
    rig.reader.become('online', 'present');
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'checking', takeCard: true });
  });

  it('when the reader cannot tell whether a card lies in it, then the first and the last page ask to take the card', async () => {
    const rig = machineRig();
    await untilAnswering(rig);
    expect(rig.screen()).toMatchObject({ number: 1, takeCard: true, cardIn: true });
    await rig.citizen({ do: 'answer', value: 'worn-out' }, { do: 'next' });
    expect(rig.screen()).toMatchObject({ number: 2, takeCard: false });
    await rig.type('501234567');
    await rig.citizen({ do: 'next' }, { do: 'pay' }, { do: 'method', method: 'card' });
    rig.terminal.settle({ known: 'approved', approval: APPROVAL });
    await rig.settled();
    rig.printer.finish();
    await rig.settled();
    expect(rig.screen()).toMatchObject({
      show: 'done',
      takeCard: true,
      bring: { to: 'window', things: [{ icon: 'id-card', title: expect.stringMatching(/card|vəsiqə/) }] },
    });
  });

  it('when the visit before left a card in the reader, then the next page says so', async () => {
    const rig = machineRig();
    rig.reader.become('online', 'present');
    await rig.settled();
    await rig.citizen({ do: 'start', language: 'az' }, { do: 'choose', service: 'identity-card-replacement' });
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'identifying', stage: 'waiting', occupied: true });
    rig.reader.become('online', 'notPresent');
    await rig.settled();
    expect(rig.screen()).toMatchObject({ occupied: false });
  });
});

describe('paying by card', () => {
  it('when a payment is being cancelled, then the page says to take the card out', async () => {
    const rig = machineRig();
    await untilPaying(rig);
    rig.terminal.prompt('enter-pin');
    await rig.citizen({ do: 'cancel' });
    expect(rig.screen()).toMatchObject({ show: 'paying', stage: 'cancelling' });
    rig.terminal.prompt('remove-card');
    await rig.settled();
    expect(rig.screen()).toMatchObject({ stage: 'cancelling-card', money: 'deciding', canCancel: false });
  });

  it('when the application is not paid, then the page says that its reference works at every kiosk', async () => {
    const rig = machineRig();
    await untilPaying(rig);
    rig.terminal.settle({ known: 'declined', resultCode: '05' });
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'trouble', code: 'TRM-201', canRetry: true, continues: true });
    rig.terminal.become('noDevice');
    await rig.settled();
    expect(rig.screen()).toMatchObject({ canRetry: false, continues: true });
  });
});

describe('a paper', () => {
  it('when the citizen wants to leave during a print, then the page waits and says so', async () => {
    const rig = machineRig();
    await untilPrinting(rig);
    expect(rig.screen()).toMatchObject({ show: 'printing', leaving: false });
    await rig.citizen({ do: 'finish' });
    expect(rig.screen()).toMatchObject({ show: 'printing', leaving: true });
    rig.printer.finish();
    await rig.settled();
    expect(rig.screen().show).toBe('attract');
  });

  it('when a queue ticket cannot be printed, then the screen shows its number', async () => {
    const rig = machineRig();
    rig.printer.become({ paper: 'out' });
    await rig.settled();
    await rig.citizen({ do: 'start', language: 'en' }, { do: 'choose', service: 'queue-ticket' });
    expect(rig.screen()).toMatchObject({ show: 'beforeYouStart', blocked: null, warnings: ['PRN-111'] });
    await rig.citizen({ do: 'next' }, { do: 'answer', value: 'work' }, { do: 'next' }, { do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'receiptQr', appointment: { ticket: 'A-047' }, canReprint: false });
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'done', outcome: 'ticket', reference: 'A-047', printed: false });
    await rig.citizen({ do: 'finish' });
    expect([rig.printer.jobs, rig.office.state.withdrawn]).toEqual([[], []]);
  });

  it('when a queue ticket breaks off, then the page has its number', async () => {
    const rig = machineRig();
    await rig.settled();
    await rig.citizen({ do: 'start', language: 'en' }, { do: 'choose', service: 'queue-ticket' }, { do: 'next' });
    await rig.citizen({ do: 'answer', value: 'work' }, { do: 'next' }, { do: 'next' });
    rig.printer.finish({
      ok: false,
      error: { code: 'PRN-111', kind: 'blocked', by: 'paper-out', phase: 'after-write' } as never,
    });
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'printTrouble', appointment: { ticket: 'A-047' }, canShowQr: true });
    await rig.citizen({ do: 'show-qr' });
    expect(rig.screen()).toMatchObject({ show: 'receiptQr', appointment: { ticket: 'A-047' } });
  });

  it('when the printed paper is a certificate, then the page has its number and one language', async () => {
    const rig = await untilIdentifying('family-members-certificate');
    rig.office.state.answer = {
      appointment: null,
      document: {
        number: 'AÜ-2026-000123',
        title: 'Arayış',
        person: { name: 'MAMMADOVA AYSEL', fin: AYSEL.fin ?? '' },
        lines: ['Oğlu: TUNAR'],
      },
    };
    await shows(rig, AYSEL);
    await confirmByPhone(rig);
    await rig.type('bank');
    await rig.citizen({ do: 'next' }, { do: 'next' });
    const { receipt } = rig.printer.jobs[0] ?? {};
    expect(JSON.stringify(receipt)).not.toMatch(/Family-members|certificate|Number|Hand the/);
    rig.printer.finish();
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'done', language: 'en', reference: 'AÜ-2026-000123' });
  });

  it('when an earlier paper cannot be printed again and its code is shown, then no copy is booked', async () => {
    const found: FoundApplication = {
      reference: 'K5-7QF2-62',
      kiosk: 'K7',
      state: 'registered',
      withdrawn: null,
      tier: '10-days',
      service: 'identity-card-replacement',
      tariffDate: '2022-08-15',
      amount: 500,
      ready: '2026-12-04',
      answers: {},
      payment: { notes: [500], at: '2026-11-20T10:00:00Z' } as never,
      registered: {
        reference: 'K5-7QF2-62',
        registeredAt: '2026-11-20T10:00:00Z',
        appointment: null,
        document: null,
      },
    };
    const rig = machineRig();
    rig.office.state.found = found;
    rig.printer.become({ paper: 'out' });
    await rig.settled();
    await rig.citizen({ do: 'start', language: 'en' }, { do: 'continue' });
    await rig.type('K5-7QF2-62');
    await rig.citizen({ do: 'next' });
    await shows(rig, AYSEL);
    expect(rig.screen()).toMatchObject({ show: 'found', next: 'show-qr', blocked: 'PRN-111' });
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'receiptQr', reference: 'K5-7QF2-62', canReprint: false });
    await rig.citizen({ do: 'back' });
    expect(rig.screen()).toMatchObject({ show: 'found' });
    rig.printer.become({ paper: 'full' });
    await rig.settled();
    expect(rig.screen()).toMatchObject({ next: 'print', blocked: null });
    rig.printer.become({ paper: 'out' });
    await rig.settled();
    await rig.citizen({ do: 'next' }, { do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'done', printed: false });
    expect([rig.printer.jobs, rig.office.state.duplicates]).toEqual([[], []]);
  });
});

describe('the last page', () => {
  async function untilDone(): Promise<MachineRig> {
    const rig = machineRig();
    await untilPrinting(rig);
    rig.printer.finish();
    await rig.settled();
    expect(rig.screen().show).toBe('done');
    return rig;
  }

  it.each(['finish', 'another'] as const)(
    'when several scores are touched, then only the last score is sent, at *%s*',
    async (how) => {
      const rig = await untilDone();
      await rig.citizen({ do: 'survey', score: 2 }, { do: 'survey', score: 5 }, { do: 'survey', score: 4 });
      expect(rig.screen()).toMatchObject({ survey: 4 });
      expect(rig.office.state.surveys).toEqual([]);
      await rig.citizen({ do: how });
      expect(rig.office.state.surveys).toEqual([4]);
    },
  );

  it('when the citizen is idle on the last page, then a warning comes before the page closes, and no survey is sent', async () => {
    const rig = await untilDone();
    await rig.wait(IDLE_MS);
    expect(rig.screen()).toMatchObject({ show: 'done', idle: { seconds: 30 } });
    await rig.citizen({ do: 'stay' });
    expect(rig.screen()).toMatchObject({ show: 'done', idle: null });
    await rig.wait(IDLE_MS);
    await rig.wait(IDLE_GRACE_MS);
    expect(rig.screen().show).toBe('attract');
    expect(rig.office.state.surveys).toEqual([]);
  });
});

describe('another service', () => {
  async function afterAReceipt(): Promise<MachineRig> {
    const rig = machineRig();
    await untilPrinting(rig);
    rig.printer.finish();
    await rig.settled();
    await rig.citizen({ do: 'language', language: 'ru' }, { do: 'display', set: { colours: 'contrast' } });
    await rig.citizen({ do: 'another' });
    return rig;
  }

  it('when another service begins, then it is a new visit in the same language and display', async () => {
    const rig = await afterAReceipt();
    const { show, step, language, display } = rig.screen();
    expect([show, step, language, display.colours]).toEqual(['choosing', '2.choosing', 'ru', 'contrast']);
  });

  it('when the card was shown before, then the page does not ask for it again, and the office gets the person', async () => {
    const rig = await afterAReceipt();
    await rig.citizen({ do: 'choose', service: 'identity-card-replacement' }, { do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'answering', takeCard: false });
    await rig.citizen({ do: 'answer', value: 'worn-out' }, { do: 'next' });
    await rig.type('501234567');
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'checking', takeCard: false });
    expect(JSON.stringify(rig.screen())).toContain('MAMMADOVA AYSEL');
  });

  it('when another service shows data of a register, then the page asks for the card again', async () => {
    const rig = await afterAReceipt();
    await rig.citizen({ do: 'choose', service: 'family-members-certificate' }, { do: 'next' });
    expect(rig.screen().show).toBe('identifying');
    await shows(rig, AYSEL);
    expect(rig.screen()).toMatchObject({ show: 'offeringCode', takeCard: true });
  });

  it('when an earlier application was asked for, then the page asks for the card again', async () => {
    const rig = await afterAReceipt();
    await rig.citizen({ do: 'continue' }, { do: 'back' });
    await rig.citizen({ do: 'choose', service: 'identity-card-replacement' }, { do: 'next' });
    expect(rig.screen().show).toBe('identifying');
  });

  it('when the citizen goes back to the choice, then the person stays known', async () => {
    const rig = await afterAReceipt();
    await rig.citizen({ do: 'choose', service: 'family-members-certificate' }, { do: 'back' });
    await rig.citizen({ do: 'choose', service: 'identity-card-replacement' }, { do: 'next' });
    expect(rig.screen().show).toBe('answering');
  });

  it('when *finish and clear* was touched, then the page asks for the card again', async () => {
    const rig = await afterAReceipt();
    await rig.citizen({ do: 'finish' }, { do: 'start', language: 'en' });
    await rig.citizen({ do: 'choose', service: 'identity-card-replacement' }, { do: 'next' });
    expect(rig.screen().show).toBe('identifying');
  });
});
