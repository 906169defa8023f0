import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import type { LedgerEntry } from '../../device/ledger/entries.ts';
import { openLedger } from '../../device/ledger/ledger.ts';
import { createZvtTerminalSimulator, type ZvtTerminalSimulator } from '../../simulators/payment-terminal/zvt.ts';
import { listenTcp, type TcpWire } from '../../simulators/wire-tcp.ts';
import { fakeIo, turnClock } from '../../test/support/fake-io.ts';
import type { AcceptanceContext } from '../accept/step.ts';
import { paymentStep } from '../accept/step-payment.ts';
import { EN_ACCEPT_WORDS } from '../accept/words-en.ts';
import { loadProfileFile } from '../command/load-profile.ts';
import { parseLinkAddress } from '../command/options.ts';
import type { CliOutcome } from '../command/outcome.ts';
import { terminalFinding } from '../doctor/device-checks.ts';
import { terminalPay, terminalRefund } from './terminal.ts';
import { terminalEndOfDay, terminalRaw, terminalTask } from './terminal-care.ts';
import { terminalReverse } from './terminal-reverse.ts';
import { terminalStatus } from './terminal-status.ts';

const quick = turnClock(5);
const quickly = { clock: quick, timeFactor: 1 };

let folder: string;
let wire: TcpWire;
let simulator: ZvtTerminalSimulator;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-terminal-'));
  wire = await listenTcp(0);
  simulator = createZvtTerminalSimulator({
    wire,
    clock: quick,
    random: () => 0.5,
    password: '000000',
    framing: 'tcp',
    now: () => new Date(0),
  });
});
afterEach(async () => {
  simulator.close();
  await wire.close();
  rmSync(folder, { recursive: true });
});

function forgetNumbers(): void {
  simulator.close();
  const last = { info: { resultCode: '00', amount: 500, terminalId: '52500041' }, receipt: [] };
  const parts = {
    wire,
    clock: quick,
    random: () => 0.5,
    password: '000000',
    framing: 'tcp',
    now: () => new Date(0),
  } as const;
  simulator = createZvtTerminalSimulator({ ...parts, saved: { ...simulator.state(), last } });
}

function tapping(): void {
  simulator.onChange(() => {
    if (simulator.display().stage === 'present-card') queueMicrotask(() => simulator.tap());
  });
}

async function done(run: (io: ReturnType<typeof fakeIo>) => Promise<CliOutcome>) {
  const io = fakeIo({ clock: quick });
  const outcome = await run(io);
  const said = io.written();
  return { outcome, said, json: () => JSON.parse(said) as unknown };
}

const options = () => ({
  link: parseLinkAddress(`tcp:127.0.0.1:${wire.port}`),
  intent: join(folder, 'note.json'),
  yes: true as const,
  json: true as const,
});

const REF = { terminalId: '52500041', traceNumber: '000042', receiptNumber: '0042' };
const SENT: readonly LedgerEntry[] = [
  { kind: 'quoted', service: 's', tier: null, tariffDate: null, amount: 500, paper: 'receipt' },
  { kind: 'lodged', reference: 'K5-7QF2-62' },
  { kind: 'intent', intentId: 'i', before: null },
  { kind: 'saleSent' },
];
const REVERSING: readonly LedgerEntry[] = [
  ...SENT,
  { kind: 'approved', approval: { ref: REF, amount: 500, authorisationCode: null }, at: 'now' },
  { kind: 'issueRequested' },
  { kind: 'issueRefused', reason: 'not-eligible' },
  { kind: 'reversing' },
];

function profileOf(name: string): string {
  const file = join(folder, `${name}.yaml`);
  const text = readFileSync(packageFile('provisioning/profiles/simulated.yaml'), 'utf8');
  writeFileSync(file, text.replace('var/simulated/ledger.db', join(folder, `${name}.db`)));
  return file;
}

function kioskOf(entries: readonly LedgerEntry[]): string {
  const name = `after-${entries.length}`;
  const ledger = openLedger({ file: join(folder, `${name}.db`), now: () => new Date() });
  for (const entry of entries) ledger.append('a', entry);
  ledger.close();
  return profileOf(name);
}

describe('hand tool of the terminal', () => {
  it('when sale, refund and end of day are done, then the day closes with its totals', async () => {
    tapping();
    expect((await done((io) => terminalPay(500, options(), io))).json()).toMatchObject({ known: 'approved' });
    expect((await done((io) => terminalRefund(200, options(), io))).json()).toMatchObject({ known: 'approved' });
    expect(simulator.refunds()).toMatchObject([{ amount: 200 }]);
    const day = await done((io) => terminalEndOfDay(options(), io));
    expect(day.outcome.ok).toBe(true);
    expect(day.json()).toMatchObject({ closed: true, terminalId: '52500041', totals: { amount: 500 } });
  });

  it('when a sale is reversed, then only this sale is reversed, and only once', async () => {
    const none = await done((io) => terminalReverse('0001', options(), io));
    expect(none.json()).toEqual({ reversed: false, receipt: '0001', code: null, kind: 'no-transaction' });
    tapping();
    await done((io) => terminalPay(500, options(), io));
    const receipt = simulator.sales()[0]?.ref.receiptNumber ?? '';
    const other = await done((io) => terminalReverse('7777', options(), io));
    expect(other.json()).toEqual({ reversed: false, receipt: '7777', code: 'TRM-103', kind: 'refused' });
    expect(other.outcome).toMatchObject({
      ok: false,
      error: { exit: 1, line: expect.stringContaining('not reversed (') },
    });
    expect(simulator.approvedTotal).toBe(500);
    const first = await done((io) => terminalReverse(receipt, options(), io));
    expect(first).toMatchObject({ outcome: { ok: true } });
    expect(first.json()).toEqual({ reversed: true, receipt, code: null });
    expect(simulator.approvedTotal).toBe(0);
    expect((await done((io) => terminalReverse(receipt, options(), io))).outcome.ok).toBe(true);
    expect(simulator.approvedTotal).toBe(0);
  });

  it('when a payment is not settled, then the day is not closed', async () => {
    tapping();
    simulator.faults.next('nonsense');
    expect((await done((io) => terminalPay(500, options(), io))).outcome.ok).toBe(false);
    expect(await done((io) => terminalEndOfDay(options(), io))).toMatchObject({
      outcome: { ok: false, error: { exit: 1, line: expect.stringContaining('terminal inquire') } },
    });
  });

  it('when a sale of the kiosk is in doubt or must be reversed, then the day is not closed; a doubt also stops a reversal', async () => {
    tapping();
    await done((io) => terminalPay(500, options(), io));
    const receipt = simulator.sales()[0]?.ref.receiptNumber ?? '';
    const { yes: _, ...cautious } = { ...options(), profile: kioskOf([]) };
    expect((await done((io) => terminalEndOfDay(cautious, io))).outcome).toMatchObject({ error: { exit: 2 } });
    const refusal = { exit: 1, line: expect.stringMatching(/K5-7QF2-62 .*ledger open.*ledger settle/) };
    const inDoubt = { ...options(), profile: kioskOf(SENT) };
    expect((await done((io) => terminalEndOfDay(inDoubt, io))).outcome).toMatchObject({ error: refusal });
    expect((await done((io) => terminalReverse(receipt, inDoubt, io))).outcome).toMatchObject({
      error: { exit: 1, line: expect.stringMatching(/K5-7QF2-62 is in doubt.*last transaction.*then reverse/) },
    });
    expect(simulator.approvedTotal).toBe(500);
    const toGoBack = { ...options(), profile: kioskOf(REVERSING) };
    expect((await done((io) => terminalEndOfDay(toGoBack, io))).outcome).toMatchObject({ error: refusal });
    expect((await done((io) => terminalReverse(receipt, toGoBack, io))).outcome.ok).toBe(true);
    const settled = kioskOf([...REVERSING, { kind: 'reversed' }]);
    expect((await done((io) => terminalEndOfDay({ ...options(), profile: settled }, io))).json()).toMatchObject({
      closed: true,
    });
  });

  it('when the kiosk of the profile never ran, then end of day and reversal are allowed', async () => {
    const profile = profileOf('never');
    expect((await done((io) => terminalEndOfDay({ ...options(), profile }, io))).outcome.ok).toBe(true);
    expect((await done((io) => terminalReverse('0001', { ...options(), profile }, io))).json()).toMatchObject({
      kind: 'no-transaction',
    });
  });

  it("when diagnosis, initialisation and log-off run, then they succeed, and the terminal's printout is shown", async () => {
    const { json: _, ...plain } = options();
    expect((await done((io) => terminalTask('diagnosis', plain, io))).said).toContain(
      'DİAQNOSTİKA'.replaceAll('İ', 'I'),
    );
    expect((await done((io) => terminalTask('initialisation', options(), io))).json()).toMatchObject({ done: true });
    expect((await done((io) => terminalTask('log-off', options(), io))).json()).toMatchObject({ done: true });
  });

  it('when the clock of the terminal is set, then the terminal has the time of this machine', async () => {
    simulator.setClock(-240);
    expect((await done((io) => terminalTask('set-date-time', options(), io))).json()).toMatchObject({ done: true });
    expect(simulator.clockMinutes).toBe(0);
  });

  it('when a raw message is sent, then the answers are printed', async () => {
    const { json: _, ...plain } = options();
    const enquiry = await done((io) => terminalRaw(['05 01 03', '00 00 00'], plain, io));
    expect(enquiry.said).toBe('positive ack\ncompletion, status 00, software "SIMULATED 1.0"\n');
    expect((await done((io) => terminalRaw(['06c000'], options(), io))).outcome).toMatchObject({
      ok: false,
      error: { exit: 1, line: expect.stringContaining('refused') },
    });
  });

  it.each(['05 01 03 12', 'hello', '', '0'])('when the message is %j, then it is not sent', async (hex) => {
    expect((await done((io) => terminalRaw([hex], options(), io))).outcome).toMatchObject({
      ok: false,
      error: { exit: 2 },
    });
  });

  it('when a message could move money, then the command asks first', async () => {
    const { yes: _, ...cautious } = options();
    expect((await done((io) => terminalRaw(['060100'], cautious, io))).outcome).toMatchObject({
      ok: false,
      error: { exit: 2, line: expect.stringContaining('--yes') },
    });
  });
});

it('when the terminal refuses the registration, then the first advice is its password', async () => {
  const io = fakeIo({ clock: quick });
  const { link } = options();
  const outcome = await terminalStatus({ link, password: '111111', json: true }, io);
  expect(outcome).toMatchObject({
    ok: false,
    error: {
      line: expect.stringMatching(
        /refused the registration \(TRM-103, result \w\w\): compare devices\.terminal\.password/,
      ),
    },
  });
  expect(JSON.parse(io.written())).toMatchObject({ code: 'TRM-103' });
  const read = loadProfileFile('provisioning/profiles/simulated.yaml');
  if (!read.ok || !link) throw new Error('no profile');
  const { devices } = read.value;
  const terminal = { ...devices.terminal, link, framing: 'tcp', password: '111111' } as const;
  expect(await terminalFinding(terminal, quickly)).toMatchObject({
    state: 'fail',
    found: expect.stringContaining('TRM-103'),
    fix: expect.stringContaining('password'),
  });
  const other = { ...terminal, password: '000000', currency: 978 };
  expect(await terminalFinding(other, quickly)).toMatchObject({
    state: 'fail',
    found: expect.stringContaining('has another currency than the profile (TRM-103, result 6f)'),
    fix: expect.stringContaining('devices.terminal.currency'),
  });
});

it('when the last sale of a terminal has no numbers, then status and doctor say so, and acceptance pays nothing', async () => {
  forgetNumbers();
  const { link } = options();
  if (!link) throw new Error('no link');
  const status = await done((io) => terminalStatus({ link, json: true }, io));
  expect(status.json()).toMatchObject({ device: 'online', code: 'TRM-109' });
  const plain = await done((io) => terminalStatus({ link }, io));
  expect(plain.said).toMatch(/no numbers \(TRM-109\): ask the provider of the terminal/);
  const read = loadProfileFile('provisioning/profiles/simulated.yaml');
  if (!read.ok) throw new Error('no profile');
  const { devices } = read.value;
  const terminal = { ...devices.terminal, link, framing: 'tcp', password: '000000' } as const;
  expect(await terminalFinding(terminal, quickly)).toMatchObject({
    state: 'warn',
    found: expect.stringContaining('gives its sales no numbers (TRM-109)'),
  });
  const profileFile = profileOf('trial');
  const ledgerFile = join(folder, 'trial.db');
  const ledger = openLedger({ file: ledgerFile, now: () => new Date() });
  const { signal: stop } = new AbortController();
  const parts = {
    profile: { ...read.value, devices: { ...devices, terminal } },
    profileFile,
    ledger,
    ledgerFile,
    stop,
    io: fakeIo({ clock: quick }),
    words: EN_ACCEPT_WORDS,
    timestamp: () => 'now',
    person: { tell: () => undefined, ask: async () => '', agrees: async () => true },
  };
  expect(await paymentStep(parts as unknown as AcceptanceContext)).toMatchObject({
    outcome: 'failed',
    code: 'TRM-109',
  });
  expect(ledger.open()).toEqual([]);
  ledger.close();
});
