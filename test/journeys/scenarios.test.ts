import { describe, expect, it } from 'vitest';
import { verifyReceipt } from '../../device/proof/verify.ts';
import { DOUBT_IS_LONG_MS, SALE_INQUIRY_MS } from '../../device/session/payment.machine.ts';
import { IDLE_GRACE_MS, IDLE_MS, READING_IDLE_MS, REGISTER_AGAIN_MS } from '../../device/session/session.setup.ts';
import { CHIP_LIMIT_MS } from '../../device/session/steps/identify/identification.machine.ts';
import { DISPLAY_RESET_MS } from '../../device/words/display.ts';
import { err } from '../../drivers/result.ts';
import { AYSEL, LOG_SIGNER, type MachineRig, machineRig } from '../rigs/machine-rig.ts';
import {
  APPROVED_SALE,
  confirmByPhone,
  SILENT_TERMINAL,
  untilAnswering,
  untilChecking,
  untilCodeOffered,
  untilPaying,
  untilPrinting,
} from '../support/machine-ways.ts';

const kinds = (rig: MachineRig, id = 'id-1') => rig.ledger.history(id).map(({ entry }) => entry.kind);

describe('a paid visit', () => {
  it('when a paid visit ends, then the paper is out, and the kiosk keeps nothing of the visit', async () => {
    const rig = machineRig();
    await untilPrinting(rig);
    expect(rig.screen()).toMatchObject({ show: 'printing', paper: 'receipt', reference: 'K5-7QF2-41' });
    rig.printer.finish();
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'done', paid: 500, printed: true, toTake: ['card', 'paper'] });
    await rig.citizen({ do: 'survey', score: 5 }, { do: 'finish' });
    expect(rig.screen()).toMatchObject({ show: 'attract', language: 'az' });
    expect(rig.office.state).toMatchObject({ registered: ['id-1'], surveys: [5] });
    const whole = 'quoted lodged intent saleSent approved issueRequested issued printing printed closed';
    expect(kinds(rig).join(' ')).toBe(whole);
    const left = JSON.stringify(rig.actor.getPersistedSnapshot());
    for (const secret of [AYSEL.surname, AYSEL.fin, AYSEL.documentNumber, '501234567'])
      expect(left).not.toContain(secret);
  });

  it('when *check your answers* is shown, then nothing was sold or lodged', async () => {
    const rig = machineRig();
    await untilChecking(rig);
    expect(rig.screen()).toMatchObject({ show: 'checking', purchase: { amount: 500 } });
    expect(rig.terminal.state.sales).toBe(0);
    expect(rig.office.state.lodged).toEqual([]);
  });

  it('when one answer is changed, then *check your answers* returns', async () => {
    const rig = machineRig();
    await untilChecking(rig);
    await rig.citizen({ do: 'edit', what: 'tier' }, { do: 'tier', tier: 'working-days-1' }, { do: 'next' });
    expect(rig.screen().show).toBe('checking');
  });
});

describe('display settings', () => {
  it('when the next visit begins, then the display settings are reset', async () => {
    const rig = machineRig();
    await rig.settled();
    const { display } = rig.screen();
    await rig.citizen({ do: 'display', set: { colours: 'contrast' } }, { do: 'display', set: { text: 130 } });
    await rig.citizen({ do: 'start', language: 'ru' });
    expect(rig.screen()).toMatchObject({ language: 'ru', display: { colours: 'contrast', text: 130 } });
    await rig.citizen({ do: 'finish' });
    expect(rig.screen()).toMatchObject({ show: 'attract', language: 'az', display });
  });

  it('when no visit begins for a minute after the last touch, then the display settings are reset', async () => {
    const rig = machineRig();
    await rig.settled();
    const { display } = rig.screen();
    await rig.citizen({ do: 'display', set: { colours: 'contrast' } });
    await rig.wait(DISPLAY_RESET_MS - 1_000);
    await rig.citizen({ do: 'display', set: { lower: true } });
    await rig.wait(DISPLAY_RESET_MS - 1_000);
    expect(rig.screen().display).toEqual({ ...display, colours: 'contrast', lower: true });
    await rig.wait(1_000);
    expect(rig.screen().display).toEqual(display);
  });
});

describe('a kiosk without a set clock', () => {
  it('when a service is shown, then the page promises no day, and the paper has no date', async () => {
    const rig = machineRig({ dated: false });
    await rig.settled();
    await rig.citizen({ do: 'start', language: 'en' }, { do: 'choose', service: 'identity-card-replacement' });
    expect(rig.screen()).toMatchObject({
      show: 'beforeYouStart',
      tiers: [{ ready: null }, { ready: null }, { ready: null }],
    });
    const paid = machineRig({ dated: false });
    await untilPaying(paid);
    expect(paid.office.state.lodged).toMatchObject([{ request: { ready: null } }]);
    paid.terminal.settle(APPROVED_SALE);
    await paid.settled();
    const paper = JSON.stringify(paid.printer.jobs.map(({ receipt }) => receipt));
    expect(paper).toContain('Köşkün saatı qurulmayıb');
    expect(paper).not.toMatch(/2026-\d\d|\d\d\.\d\d\.2026/);
  });
});

describe('trouble with the card payment', () => {
  it.each([
    [{ known: 'declined', resultCode: '6f' } as const, 'TRM-201'],
    [{ known: 'cancelled' } as const, 'TRM-202'],
    [{ known: 'never-started', trouble: { code: 'TRM-101', kind: 'not-connected' } } as const, 'TRM-101'],
  ])('when the outcome is %o, then no money was taken, and the citizen can retry', async (outcome, code) => {
    const rig = machineRig();
    await untilPaying(rig);
    rig.terminal.settle(outcome);
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'trouble', code, money: 'not-taken', canRetry: true });
    await rig.citizen({ do: 'retry' }, { do: 'method', method: 'card' });
    expect(rig.terminal.state.sales).toBe(2);
    rig.terminal.settle(APPROVED_SALE);
    await rig.settled();
    expect(rig.screen().show).toBe('printing');
  });

  it('when the answer to a sale is lost, then the kiosk asks the terminal, and the visit goes on without a second payment', async () => {
    const rig = machineRig();
    await untilPaying(rig);
    rig.terminal.state.answer = { known: 'nothing', trouble: { code: 'TRM-101', kind: 'not-connected' } };
    rig.terminal.settle(SILENT_TERMINAL);
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'paying', stage: 'asking', money: 'unknown' });
    await rig.wait(DOUBT_IS_LONG_MS);
    expect(rig.screen()).toMatchObject({
      show: 'trouble',
      code: 'TRM-203',
      money: 'unknown',
      canRetry: false,
      offersStaff: false,
    });
    rig.terminal.state.answer = APPROVED_SALE;
    await rig.wait(SALE_INQUIRY_MS);
    await rig.wait(SALE_INQUIRY_MS);
    expect(rig.screen().show).toBe('printing');
    expect(rig.terminal.state.sales).toBe(1);
  });

  it('when a sale is in doubt and the kiosk takes no notes, then paid services are closed until it is settled', async () => {
    const rig = machineRig();
    await untilPaying(rig);
    rig.terminal.state.answer = { known: 'nothing', trouble: { code: 'TRM-101', kind: 'not-connected' } };
    rig.terminal.settle(SILENT_TERMINAL);
    await rig.settled();
    await rig.citizen({ do: 'finish' }, { do: 'finish' });
    expect(rig.screen().show).toBe('attract');
    await rig.citizen({ do: 'start', language: 'en' });
    const screen = rig.screen();
    if (screen.show !== 'choosing') throw new Error(screen.show);
    expect(screen.services.map(({ unavailable }) => unavailable)).toContain('TRM-204');
    rig.terminal.state.answer = APPROVED_SALE;
    await rig.wait(5_000);
    await rig.wait(60_000);
    expect(rig.office.state.registered).toEqual(['id-1']);
    expect(rig.ledger.open()).toEqual([]);
  });

  it('when only staff can find out about a sale, then the page says so, and other citizens can pay', async () => {
    const rig = machineRig();
    await untilPaying(rig);
    rig.terminal.state.answer = {
      known: 'nothing',
      trouble: { code: 'TRM-106', kind: 'cannot-be-told', last: 'another' },
    };
    rig.terminal.settle(SILENT_TERMINAL);
    await rig.settled();
    const said = { show: 'trouble', code: 'TRM-106', money: 'with-staff', canRetry: false } as const;
    expect(rig.screen()).toMatchObject(said);
    rig.terminal.state.answer = APPROVED_SALE;
    await rig.wait(SALE_INQUIRY_MS);
    await rig.wait(SALE_INQUIRY_MS);
    expect(rig.screen()).toMatchObject(said);
    await rig.citizen({ do: 'finish' });
    await rig.wait(60_000);
    expect(rig.ledger.open().map(({ last, leftToStaff }) => [last, leftToStaff])).toEqual([['unknown', true]]);
    await rig.citizen({ do: 'start', language: 'en' });
    const screen = rig.screen();
    if (screen.show !== 'choosing') throw new Error(screen.show);
    expect(screen.services.map(({ unavailable }) => unavailable)).not.toContain('TRM-204');
    expect(rig.terminal.state.sales).toBe(1);
  });

  it('when the citizen leaves while money may move, then the sale is cancelled', async () => {
    const rig = machineRig();
    await untilPaying(rig);
    await rig.citizen({ do: 'finish' });
    expect(rig.terminal.state.aborted).toBe(true);
    expect(rig.screen()).toMatchObject({ show: 'paying', stage: 'cancelling' });
    rig.terminal.settle({ known: 'cancelled' });
    await rig.settled();
    expect(rig.screen().show).toBe('attract');
  });
});

describe('trouble with the back office', () => {
  it('when the office fails before the payment, then nothing is charged, and a retry continues', async () => {
    const rig = machineRig();
    await untilChecking(rig);
    rig.office.state.down = true;
    await rig.citizen({ do: 'pay' }, { do: 'method', method: 'card' });
    expect(rig.screen()).toMatchObject({ show: 'trouble', code: 'BKO-101', money: 'not-taken', canRetry: true });
    expect(rig.terminal.state.sales).toBe(0);
    rig.office.state.down = false;
    await rig.citizen({ do: 'retry' });
    expect(rig.screen().show).toBe('paying');
    expect(rig.office.state.lodged.map(({ key }) => key)).toEqual(['id-1']);
  });

  it('when the office fails after the payment, then registration goes on, also after the citizen left', async () => {
    const rig = machineRig();
    await untilPaying(rig);
    rig.office.state.down = true;
    rig.terminal.settle(APPROVED_SALE);
    await rig.settled();
    for (let attempt = 0; attempt < 3; attempt++) await rig.wait(REGISTER_AGAIN_MS);
    expect(rig.screen()).toMatchObject({ show: 'trouble', code: 'BKO-103', money: 'taken', offersStaff: false });
    await rig.citizen({ do: 'finish' });
    rig.office.state.down = false;
    await rig.wait(60_000);
    await rig.wait(60_000);
    expect(rig.office.state.registered).toEqual(['id-1']);
    expect(rig.ledger.history('id-1').at(-1)?.entry).toEqual({ kind: 'closed', outcome: 'deliveredWithoutPaper' });
  });

  it.each([
    ['does not answer', { code: 'BKO-101', kind: 'unreachable', detail: 'down' }, 'BKO-101'],
    ['is asked too often (429)', { code: 'BKO-109', kind: 'busy' }, 'BKO-109'],
    ['is at work on it', { code: 'BKO-108', kind: 'in-progress', retryAfterMs: 500 }, 'BKO-109'],
    ['answers another question', { code: 'BKO-110', kind: 'foreign' }, 'BKO-110'],
  ] as const)('when the office %s for a free application, then the page says so', async (_, error, code) => {
    const rig = machineRig();
    await rig.settled();
    rig.office.state.notRegistered = error;
    await rig.citizen(
      ...([{ do: 'start', language: 'az' }, { do: 'choose', service: 'queue-ticket' }, { do: 'next' }] as const),
      ...([{ do: 'answer', value: 'legal' }, { do: 'next' }, { do: 'next' }] as const),
    );
    for (let attempt = 0; attempt < 3; attempt++) await rig.wait(REGISTER_AGAIN_MS);
    expect(rig.screen()).toMatchObject({ show: 'trouble', code, money: 'none' });
  });

  it('when the office refuses a paid application, then the money is returned', async () => {
    const rig = machineRig();
    await untilPaying(rig);
    rig.office.state.refuse = true;
    rig.terminal.settle(APPROVED_SALE);
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'trouble', code: 'BKO-104', money: 'returned' });
    expect(rig.terminal.state.reversed).toBe(1);
  });
});

describe('trouble with the paper', () => {
  it('when there is no paper, then a warning comes before the payment', async () => {
    const rig = machineRig();
    rig.printer.become({ blockedBy: 'paper-out', paper: 'out' });
    await untilChecking(rig);
    expect(rig.screen()).toMatchObject({ show: 'checking', warnings: ['PRN-111'], blocked: null });
  });

  it('when the receipt fails, then the page offers the code, staff, and a reprint that is marked as one', async () => {
    const rig = machineRig();
    await untilPrinting(rig);
    rig.printer.become({ blockedBy: 'paper-out', paper: 'out' });
    rig.printer.finish(err({ code: 'PRN-111', kind: 'blocked', by: 'paper-out', phase: 'after-write' }));
    await rig.settled();
    expect(rig.screen()).toMatchObject({
      show: 'printTrouble',
      code: 'PRN-111',
      canReprint: false,
      partlyPrinted: true,
    });
    await rig.citizen({ do: 'call-staff' });
    expect(rig.screen()).toMatchObject({ show: 'printTrouble', called: true });
    await rig.citizen({ do: 'show-qr' });
    const screen = rig.screen();
    if (screen.show !== 'receiptQr') throw new Error(`at ${screen.show}`);
    // This kind of reader does not report whether a card is inside.
    expect(screen.takeCard).toBe(true);
    expect(verifyReceipt(screen.qr, { logs: [LOG_SIGNER.key], witnesses: [] })).toMatchObject({
      ok: true,
      value: { proof: { hidden: { reference: 'K5-7QF2-41', amount: 500 }, facts: { outcome: 'issued' } } },
    });
    expect(rig.printer.jobs[0]?.receipt.lines).toContainEqual({ qr: screen.qr });
    rig.printer.become({ blockedBy: null, paper: 'full' });
    await rig.settled();
    await rig.citizen({ do: 'reprint' });
    expect(JSON.stringify(rig.printer.jobs[1]?.receipt)).toContain('2-ci nüsxə');
    expect(rig.printer.jobs[1]?.receipt.lines).toContainEqual({ qr: screen.qr });
    rig.printer.finish();
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'done', printed: true });
  });

  it('when a document names another person, then it is not printed', async () => {
    const rig = machineRig();
    rig.office.state.answer = {
      appointment: null,
      document: { number: '1', title: 't', person: { name: 'X', fin: '9ZZZZZZ' }, lines: [] },
    };
    await untilCodeOffered(rig);
    await confirmByPhone(rig);
    await rig.type('bank');
    await rig.citizen({ do: 'next' }, { do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'trouble', code: 'BKO-105' });
    expect(rig.printer.jobs).toEqual([]);
  });
});

describe('idle time', () => {
  it('when the citizen extends eleven times, then the next warning ends the visit', async () => {
    const rig = machineRig();
    await untilAnswering(rig);
    for (let extension = 0; extension < 11; extension++) {
      await rig.wait(IDLE_MS);
      expect(rig.screen().idle).toEqual({ seconds: IDLE_GRACE_MS / 1000 });
      await rig.citizen({ do: 'stay' });
      expect(rig.screen().idle).toBeNull();
    }
    await rig.wait(IDLE_MS);
    await rig.wait(IDLE_GRACE_MS);
    expect(rig.screen().show).toBe('attract');
  });

  it('when the citizen opens the page *what is read*, then the idle warning comes later', async () => {
    const rig = machineRig();
    await rig.settled();
    await rig.citizen({ do: 'start', language: 'en' }, { do: 'choose', service: 'identity-card-replacement' });
    await rig.citizen({ do: 'what-is-read' });
    await rig.wait(READING_IDLE_MS - 1);
    expect(rig.screen()).toMatchObject({ show: 'whatIsRead', idle: null });
    await rig.wait(1);
    expect(rig.screen().idle).not.toBeNull();
    await rig.citizen({ do: 'stay' }, { do: 'back' });
    await rig.wait(IDLE_MS);
    expect(rig.screen().idle).not.toBeNull();
  });

  it('when the citizen touches the screen, then the idle minute begins again', async () => {
    const rig = machineRig();
    await untilAnswering(rig);
    for (const key of ['5', '0', '1']) {
      await rig.wait(IDLE_MS - 1_000);
      await rig.citizen({ do: 'key', key });
    }
    await rig.wait(IDLE_MS - 1_000);
    expect(rig.screen().idle).toBeNull();
    await rig.wait(1_000);
    expect(rig.screen().idle).not.toBeNull();
  });

  it('when midnight passes, then each visit has the day on which it began', async () => {
    let at = '2026-11-24T23:59';
    const rig = machineRig({ localTime: () => at });
    const ready = async () => {
      await rig.citizen({ do: 'start', language: 'en' }, { do: 'choose', service: 'identity-card-replacement' });
      const screen = rig.screen();
      await rig.citizen({ do: 'finish' });
      return screen.show === 'beforeYouStart' ? screen.tiers.map((tier) => tier.ready) : screen.show;
    };
    await rig.settled();
    const before = await ready();
    at = '2026-12-08T00:00';
    expect(await ready()).not.toEqual(before);
  });

  it('when a payment runs, then no idle warning comes', async () => {
    const rig = machineRig();
    await untilPaying(rig);
    await rig.wait(3 * IDLE_MS);
    expect(rig.screen()).toMatchObject({ show: 'paying', idle: null });
  });
});

describe('bug in the kiosk', () => {
  it('when a machine throws, then the bug is reported, the visit ends, and the kiosk opens after the settlement', async () => {
    const rig = machineRig();
    await untilPaying(rig);
    rig.office.contract.register = () => Promise.reject(new Error('a bug'));
    rig.terminal.settle(APPROVED_SALE);
    await rig.settled();
    expect(rig.bugs).toHaveLength(2);
    expect(rig.screen().show).toBe('outOfService');
    rig.office.contract.register = rig.office.register;
    await rig.wait(5_000);
    expect(rig.screen().show).toBe('attract');
    expect(rig.office.state.registered).toEqual(['id-1']);
  });
});

describe('absent devices', () => {
  it('when no service can be offered, then the kiosk closes, and opens again later', async () => {
    const rig = machineRig({ services: ['identity-card-replacement', 'family-members-certificate'] });
    await rig.settled();
    rig.printer.become({ device: 'noDevice' });
    rig.reader.become('noDevice');
    await rig.settled();
    expect(rig.screen().show).toBe('outOfService');
    rig.reader.become('online');
    await rig.settled();
    expect(rig.screen().show).toBe('attract');
  });

  it('when a step needs an absent device, then the page says so, and the step goes on once the device is back', async () => {
    const rig = machineRig();
    await rig.settled();
    await rig.citizen(
      { do: 'start', language: 'ru' },
      { do: 'choose', service: 'identity-card-replacement' },
      { do: 'next' },
    );
    rig.reader.become('noDevice');
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'identifying', trouble: 'RDR-104', called: false });
    await rig.citizen({ do: 'call-staff' }, { do: 'call-staff' });
    expect([rig.screen(), rig.staffCalls.length]).toMatchObject([{ show: 'identifying', called: true }, 1]);
    rig.reader.become('online');
    rig.reader.read();
    await rig.settled();
    expect(rig.screen().show).toBe('answering');
  });
});

describe('reader that goes away after the card was read', () => {
  it('when the citizen pays and retries, then the reader is not needed', async () => {
    const rig = machineRig();
    await untilChecking(rig);
    rig.reader.become('noDevice');
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'checking', blocked: null });
    await rig.citizen({ do: 'pay' }, { do: 'method', method: 'card' });
    rig.terminal.settle({ known: 'declined', resultCode: '6f' });
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'trouble', code: 'TRM-201', canRetry: true, offersStaff: true });
    await rig.citizen({ do: 'call-staff' });
    expect([rig.screen(), rig.staffCalls.length]).toMatchObject([{ show: 'trouble', called: true }, 1]);
  });
});

describe('chip', () => {
  async function untilIdentifying() {
    const rig = machineRig();
    await rig.settled();
    await rig.citizen(
      { do: 'start', language: 'en' },
      { do: 'choose', service: 'identity-card-replacement' },
      { do: 'next' },
    );
    rig.reader.report({ type: 'document.inserted' });
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'identifying', stage: 'reading', progress: null });
    return rig;
  }

  it('when a chip is read, then the progress is shown; when the chip stops answering, then reading stops', async () => {
    const rig = await untilIdentifying();
    for (const fraction of [0, 0.301, 0.618]) {
      rig.reader.tell({ type: 'chip.progress', fraction });
      await rig.wait(CHIP_LIMIT_MS / 10);
      expect(rig.screen()).toMatchObject({ stage: 'reading', progress: Math.round(fraction * 100) });
    }
    await rig.wait(CHIP_LIMIT_MS * 0.9 - 1);
    expect(rig.screen()).toMatchObject({ stage: 'reading', progress: 62 });
    await rig.wait(1);
    expect(rig.screen()).toMatchObject({ stage: 'waiting', trouble: 'RDR-101', progress: null });
  });

  it('when a chip was verified, then *check your answers* and the back office have this', async () => {
    const rig = await untilIdentifying();
    rig.reader.tell({ type: 'chip.progress', fraction: 1 });
    rig.reader.read(AYSEL, 'chip');
    await rig.settled();
    await rig.citizen({ do: 'answer', value: 'worn-out' }, { do: 'next' });
    await rig.type('501234567');
    await rig.citizen({ do: 'next' });
    const screen = rig.screen();
    expect(screen.show === 'checking' && screen.rows).toContainEqual({
      label: 'Chip of the document',
      value: 'Verified',
      edit: null,
    });
    await rig.citizen({ do: 'pay' }, { do: 'method', method: 'card' });
    expect(rig.office.state.lodged[0]?.request.applicant).toMatchObject({ assurance: 'chip' });
  });

  it('when a chip is not genuine, then the page sends the citizen to staff', async () => {
    const rig = await untilIdentifying();
    rig.reader.tell({ type: 'chip.progress', fraction: 0.5 });
    rig.reader.report({
      type: 'document.read',
      result: err({ code: 'RDR-107', kind: 'unconfirmed', cause: 'RDR-247' }),
    });
    await rig.settled();
    expect(rig.screen()).toMatchObject({ stage: 'waiting', trouble: 'RDR-107', progress: null });
  });

  it('when a card is read outside a visit, then nothing changes', async () => {
    const rig = machineRig();
    await rig.settled();
    rig.reader.tell({ type: 'chip.progress', fraction: 0.5 });
    rig.reader.read(AYSEL, 'chip');
    await rig.settled();
    expect(rig.screen().show).toBe('attract');
    expect(JSON.stringify(rig.actor.getPersistedSnapshot())).not.toContain(AYSEL.surname);
  });
});
