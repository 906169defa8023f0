import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createActor } from 'xstate';
import { createPrintDesk } from '../../device/actors/print-desk.ts';
import type { BackOffice } from '../../device/back-office/contract.ts';
import { createCentreClock } from '../../device/clock/centre-time.ts';
import { canReverseSale, isPaymentInDoubt } from '../../device/ledger/application.ts';
import { createApplicationActions } from '../../device/ledger/dealings.ts';
import { openLedger } from '../../device/ledger/ledger.ts';
import { createSettlement } from '../../device/ledger/settlement.ts';
import { createTill } from '../../device/ledger/till.ts';
import type { DeviceTestDialogue, DeviceTestId, DeviceTestOutcome } from '../../device/maintenance/devices/contract.ts';
import { deviceTestMachine } from '../../device/maintenance/devices/test.machine.ts';
import { deviceTestActor } from '../../device/maintenance/devices/test-actor.ts';
import { deviceTests } from '../../device/maintenance/devices/tests.ts';
import { createCcnetValidator } from '../../drivers/bill-validator/ccnet/driver.ts';
import { createMrzReader } from '../../drivers/id-reader/mrz/driver.ts';
import { createReceiptPrinter } from '../../drivers/kinds/receipt-printer.ts';
import { serialLink } from '../../drivers/link/serial.ts';
import { createZvtTerminal } from '../../drivers/payment-terminal/zvt/driver.ts';
import { paperLines } from '../../drivers/receipt-printer/paper/paper-rows.ts';
import { requirePrinterModel } from '../../drivers/receipt-printer/paper/profile.ts';
import { createCcnetSimulator } from '../../simulators/bill-validator/ccnet.ts';
import { createMrzReaderSimulator } from '../../simulators/id-reader/mrz.ts';
import { commissionedTerminal } from '../../simulators/payment-terminal/by-hand.ts';
import { emptyMemory, TERMINAL_ID } from '../../simulators/payment-terminal/memory.ts';
import { createZvtTerminalSimulator } from '../../simulators/payment-terminal/zvt.ts';
import { createPrinterSimulator } from '../../simulators/receipt-printer/printer.ts';
import type { Wire } from '../../simulators/wire.ts';
import { openPty } from '../../simulators/wire-pty.ts';
import { fasterClock } from '../support/fake-io.ts';

/* Real `serialport` binding and time. Needs socat. */

let folder = '';
let ptys = 0;
const closing: (() => unknown)[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-device-tests-'));
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
afterAll(() => rm(folder, { recursive: true }));

const TRIAL_KINDS = [
  'quoted',
  'trialSale',
  'intent',
  'saleSent',
  'offered',
  'approved',
  'reversing',
  'reversed',
  'issued',
  'closed',
] as const;

const FASTER = 5;
const now = () => new Date(2026, 10, 24, 14, 30);
const noOffice = new Proxy({} as BackOffice, {
  get: (_, name) => () => {
    throw new Error(`a test came to the back office: ${String(name)}`);
  },
});

function countOf(wire: Wire, bytes: readonly number[]): () => number {
  const heard: number[] = [];
  wire.onBytes((its) => heard.push(...its));
  return () => heard.filter((_, at) => bytes.every((byte, nth) => heard[at + nth] === byte)).length;
}

async function cabinet() {
  const clock = fasterClock(FASTER);
  const wires = await Promise.all([0, 1, 2, 3].map(() => openPty(join(folder, `tty${ptys++}`))));
  const [readerWire, terminalWire, printerWire, validatorWire] = wires as [
    (typeof wires)[0],
    (typeof wires)[0],
    (typeof wires)[0],
    (typeof wires)[0],
  ];
  const common = { clock, random: () => 0.5, onDiscarded: () => {} };
  const card = createMrzReaderSimulator({ wire: readerWire, clock });
  const terminalUnit = createZvtTerminalSimulator({
    wire: terminalWire,
    clock,
    random: () => 0.5,
    framing: 'serial',
    now,
    saved: commissionedTerminal(emptyMemory(TERMINAL_ID), now()),
  });
  const model = requirePrinterModel('epson-tm-t20');
  const roll = createPrinterSimulator({ wire: printerWire, clock, model });
  const notes = createCcnetSimulator({ wire: validatorWire, clock });
  const ledger = openLedger({ file: ':memory:', now });
  const reader = createMrzReader({
    ...common,
    link: serialLink({ path: readerWire.path, baudRate: 9600 }),
    today: now,
    timings: { silence: 900 * FASTER, sameDocument: 1_000, heartbeat: 1_000 },
  });
  const terminal = createZvtTerminal({
    ...common,
    link: serialLink({ path: terminalWire.path, baudRate: 9600, stopBits: 2 }),
    framing: 'serial',
    password: '000000',
    issueOfGoods: true,
    saleInDoubt: () => ledger.open().some(isPaymentInDoubt),
    saleMayGoBack: () => ledger.open().some(canReverseSale),
    now,
    timings: { answerMs: 5_000, messageMs: 12_000, interCharacterMs: 2_500, stalledApduMs: 4_000 },
  });
  const printer = createReceiptPrinter({
    ...common,
    link: serialLink({ path: printerWire.path, baudRate: 19_200 }),
    model,
    baudRate: 19_200,
  });
  const validator = createCcnetValidator({
    ...common,
    link: serialLink({ path: validatorWire.path, baudRate: 9600 }),
    recorded: null,
    timings: { answerMs: FASTER * 400, gapMs: FASTER * 50, quietMs: FASTER * 100, patience: FASTER * 3_000 },
  });
  const till = createTill({ validator, ledger, newId: randomUUID, overpayLimit: 500 });
  const dealings = createApplicationActions({
    ledger,
    terminal,
    backOffice: noOffice,
    clock,
    newId: randomUUID,
    kioskId: 'K5',
    creditCode: () => 'none',
    timestamp: createCentreClock(now).stamp,
  });
  const settlement = createSettlement({
    ledger,
    dealings,
    clock,
    random: () => 0.5,
    onBug: (bug) => expect(bug).toBeNull(),
  });
  const tests = deviceTests({
    reader,
    hasChip: false,
    terminal,
    printer,
    desk: createPrintDesk(printer, (bug) => expect(bug).toBeNull()),
    billValidator: till,
    documentPrinter: null,
    scanner: null,
    ledger,
    settlement,
    dealings,
    clock,
    newId: randomUUID,
    kioskId: 'K5',
    moment: () => null,
  });
  closing.push(
    ...wires.map((wire) => () => wire.close()),
    () => ledger.close(),
    ...[card, terminalUnit, roll, notes].map((unit) => () => unit.close()),
    () => settlement.close(),
    ...[reader, terminal, printer, till].map((device) => () => device.close()),
  );
  const online = { reader, terminal, printer, billValidator: till };
  const isOnline = (id: keyof typeof online) =>
    vi.waitFor(() => expect(online[id].status().device).toBe('online'), { timeout: 20_000, interval: 10 });
  /** Runs a test as the page does. `hands`: what the technician does at each stage. */
  async function run(id: keyof typeof online, hands: (stage: string) => unknown, yes = true) {
    await isOnline(id);
    const ended: [DeviceTestId, DeviceTestOutcome][] = [];
    const bugs: unknown[] = [];
    const actor = createActor(
      deviceTestMachine.provide({
        actors: { run: deviceTestActor(tests, { ended: (...its) => ended.push(its), onBug: (bug) => bugs.push(bug) }) },
      }),
      { input: { id } },
    );
    const stages: string[] = [];
    const outcome = new Promise<DeviceTestOutcome>((resolve) => {
      actor.subscribe(({ status, output, context: { stage, question } }) => {
        if (status === 'done') return resolve(output);
        const at = question ? `${question.about}?` : stage.at === 'terminal' ? stage.asks : stage.at;
        if (stages.at(-1) === at) return;
        stages.push(at);
        setImmediate(() => (question ? actor.send({ type: 'test.answer', yes }) : hands(at)));
      });
    });
    actor.start();
    const said = await outcome;
    expect([ended, bugs]).toEqual([[[id, said]], []]);
    return { said, stages, actor };
  }
  return { run, isOnline, tests, ledger, settlement, card, terminalUnit, roll, notes, terminalWire };
}

describe('guided tests on ptys', () => {
  it('when a card is read, then the test says only that the zone was read', async () => {
    const { run, card } = await cabinet();
    const { said, stages } = await run('reader', (at) => at === 'insert-document' && card.insert('aze-card-woman'));
    expect(said).toEqual({ is: 'passed', found: { saw: 'zone-read' }, kinds: ['reader'] });
    expect(stages).toEqual(expect.arrayContaining(['insert-document']));
    expect(JSON.stringify([said, stages])).not.toMatch(/MAMMADOVA|AYSEL|AZE/);
  });

  it('when a card has a wrong check digit, then the test fails with RDR-102', async () => {
    const { run, card } = await cabinet();
    const { said } = await run('reader', (at) => at === 'insert-document' && card.insert('aze-card-forged'));
    expect(said).toEqual({ is: 'failed', code: 'RDR-102' });
  });

  it('when 0.01 is paid, then it goes back at once, and the ledger has a trial and no sale of a service', async () => {
    const { run, terminalUnit, ledger } = await cabinet();
    const { said, stages } = await run('terminal', (at) => at === 'present-card' && terminalUnit.tap());
    expect(said).toMatchObject({ is: 'passed', found: { saw: 'paid-and-back' }, kinds: ['terminal'] });
    expect(stages).toContain('giving-back');
    expect(terminalUnit.sales().filter(({ state }) => state === 'approved')).toEqual([]);
    expect(ledger.open()).toEqual([]);
    const kinds = ledger.between(0, ledger.newestSeq(), TRIAL_KINDS).map(({ entry }) => entry.kind);
    expect(kinds).toEqual(['trialSale', 'intent', 'saleSent', 'approved', 'reversing', 'reversed', 'closed']);
  });

  it('when the answer to 0.01 is lost, then the terminal is asked and the money goes back', async () => {
    const { run, terminalUnit, ledger } = await cabinet();
    terminalUnit.faults.next('approve-then-silent');
    const { said, stages } = await run('terminal', (at) => at === 'present-card' && terminalUnit.tap());
    expect(said).toMatchObject({ is: 'passed', found: { saw: 'paid-and-back' } });
    expect(stages).toContain('asking');
    expect(terminalUnit.sales().filter(({ state }) => state === 'approved')).toEqual([]);
    expect(ledger.open()).toEqual([]);
  });

  it('when maintenance ends during the reversal of 0.01, then a second test waits for the end of the reversal', async () => {
    const { isOnline, tests, terminalUnit, terminalWire, ledger } = await cabinet();
    await isOnline('terminal');
    const visit = new AbortController();
    const agrees = () => Promise.resolve(null);
    const reversals = countOf(terminalWire, [0x06, 0x30]);
    let second: Promise<DeviceTestOutcome> | undefined;
    const show: DeviceTestDialogue['show'] = (stage) => {
      if (stage.at !== 'terminal') return;
      if (stage.asks === 'present-card') terminalUnit.tap();
      if (stage.asks !== 'giving-back' || second) return;
      visit.abort();
      second = tests.terminal?.({ signal: new AbortController().signal, show, agrees });
    };
    const first = await tests.terminal?.({ signal: visit.signal, show, agrees });
    expect(first).toMatchObject({ is: 'passed', found: { saw: 'paid-and-back' } });
    expect(await second).toMatchObject({ is: 'passed', found: { saw: 'paid-and-back' } });
    expect(reversals()).toBe(2);
    const sale = ['trialSale', 'intent', 'saleSent', 'approved', 'reversing', 'reversed', 'closed'];
    const kinds = ledger.between(0, ledger.newestSeq(), TRIAL_KINDS).map(({ entry }) => entry.kind);
    expect(kinds).toEqual([...sale, ...sale]);
  });

  it('when a sale is in doubt, then the terminal and the validator are not tested', async () => {
    const { run, ledger, terminalUnit, settlement } = await cabinet();
    ledger.append('a', {
      kind: 'quoted',
      service: 's',
      tier: 't',
      amount: 500,
      tariffDate: '2026-11-24',
      paper: 'receipt',
    });
    settlement.claim('a');
    ledger.append('a', { kind: 'lodged', reference: 'R' });
    ledger.append('a', { kind: 'intent', intentId: 'i', before: null });
    ledger.append('a', { kind: 'saleSent' });
    for (const id of ['terminal', 'billValidator'] as const)
      expect((await run(id, () => {})).said).toEqual({ is: 'failed', code: 'ACC-117' });
    expect(terminalUnit.display().stage).not.toBe('present-card');
  });

  it('when a note goes in, then it comes back and the ledger has no note', async () => {
    const { run, notes, ledger } = await cabinet();
    let hand: NodeJS.Timeout | undefined;
    closing.push(() => clearInterval(hand));
    const { said, stages } = await run('billValidator', (at) => {
      if (at === 'insert-note') expect(notes.insert({ manat: 5 })).toBe(true);
      if (at === 'take-note') hand = setInterval(() => notes.take(), 100);
      return undefined;
    });
    expect(said).toMatchObject({ is: 'passed', found: { saw: 'note-given-back' }, kinds: ['billValidator'] });
    expect(stages).toEqual(['working', 'insert-note', 'take-note']);
    expect(ledger.newestSeq()).toBe(0);
  });

  it('when a line was printed, then the technician judges the letters', async () => {
    const { run, roll } = await cabinet();
    const { said } = await run('printer', () => {});
    expect(said).toMatchObject({ is: 'passed' });
    expect(roll.papers().flatMap(paperLines).join(' ')).toContain('Test');
    expect((await run('printer', () => {}, false)).said).toEqual({ is: 'failed', code: 'ACC-107' });
  });
});
