import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { createCcnetValidator } from '../../drivers/bill-validator/ccnet/driver.ts';
import { readTrustDirectory } from '../../drivers/id-reader/emrtd/trust-directory.ts';
import { createPn532Reader } from '../../drivers/id-reader/pn532/driver.ts';
import type { LinkFactory } from '../../drivers/link/link.ts';
import { tapLinkFactory } from '../../drivers/link/tap.ts';
import type { PaymentIntent, PayOutcome } from '../../drivers/payment-terminal/contract.ts';
import { createZvtTerminal } from '../../drivers/payment-terminal/zvt/driver.ts';
import { dockRig } from '../../test/contract/dock-rig.ts';
import { lodgeRequest } from '../../test/contract/lodge-request.ts';
import { seededRandom } from '../random.ts';
import { startSimulators } from './host.ts';
import type { SimulatorsOptions } from './host-types.ts';

const STEP_MS = 50;
const PATIENCE_STEPS = 1_000;
const NEVER = new AbortController().signal;

let stateDir: string;
let clock: SimulatedClock;
const closers: (() => Promise<void>)[] = [];

beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'simulators-'));
  clock = new SimulatedClock();
});
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  rmSync(stateDir, { recursive: true, force: true });
});

const options = (): SimulatorsOptions => ({
  seed: 41,
  terminal: { driver: 'zvt', framing: 'serial', currency: 944 },
  printerModel: 'epson-tm-t20',
  chip: false,
  stateDir,
  pageDir: join(stateDir, 'no-page'),
  now: () => NOW,
});

async function start() {
  const simulators = await startSimulators(options(), clock);
  closers.push(simulators.close);
  return simulators;
}

function connect(link: LinkFactory) {
  const terminal = createZvtTerminal({
    link,
    clock,
    random: seededRandom(1),
    framing: 'serial',
    password: '000000',
    onDiscarded: () => {},
  });
  closers.push(terminal.close);
  return terminal;
}

const STACKED = 0x81;

function accepting(link: LinkFactory) {
  const validator = createCcnetValidator({
    link,
    clock,
    random: seededRandom(2),
    onDiscarded: () => {},
    recorded: null,
  });
  closers.push(validator.close);
  void validator.accept(async () => ({ do: 'stack', noteId: 'n1' }), NEVER);
  return validator;
}

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function until(condition: () => boolean, stepMs = STEP_MS): Promise<void> {
  for (let step = 0; step < PATIENCE_STEPS && !condition(); step += 1) {
    clock.increment(stepMs);
    await breathe();
  }
  if (!condition()) throw new Error(`waited in vain: ${condition}`);
}

const savedSales = (): readonly { amount: number; state: string }[] => {
  try {
    return JSON.parse(readFileSync(join(stateDir, 'terminal.json'), 'utf8')).sales;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
};

const NOW = new Date('2026-11-24T12:00:00Z');
const INTENT: PaymentIntent = {
  intentId: 'one',
  amount: 500,
  before: null,
  terminalId: '52500041',
  sentAt: NOW.toISOString(),
};
const STATUS_INFORMATION = [0x04, 0x0f];

const contains = (bytes: Uint8Array, [a, b]: readonly number[]): boolean =>
  bytes.some((byte, at) => byte === a && bytes[at + 1] === b);

describe('startSimulators', () => {
  it('when a chip reader is requested, then it reads inserted documents and has trusted signers', async () => {
    expect((await start()).chipReader).toBeNull();
    const simulators = await startSimulators({ ...options(), chip: true }, clock);
    closers.push(simulators.close);
    const trust = await readTrustDirectory(simulators.chipReader?.trustDir ?? '');
    expect(trust.ok && trust.value.store.countries).toHaveLength(2);
    const cards = createPn532Reader({
      clock,
      link: simulators.chipReader!.link,
      random: seededRandom(1),
      onDiscarded: () => {},
    });
    closers.push(cards.close);
    const dock = await dockRig(simulators);
    await dock.command({ device: 'reader', do: 'insert', document: 'chip-copied', how: 'whole' });
    await until(() => cards.status().media === 'present', 1);
    await dock.command({ device: 'reader', do: 'insert', document: 'aze-card-old', how: 'whole' });
    await until(() => cards.status().media === 'notPresent', 1);
  });

  it('when the terminal reports a sale, then the sale is on disk, and a new process still knows it', async () => {
    const first = await start();
    const onDiskWhenTold: number[] = [];
    const terminal = connect(
      tapLinkFactory(first.links.terminal, ({ direction, bytes }) => {
        if (direction === 'in' && contains(bytes, STATUS_INFORMATION)) onDiskWhenTold.push(savedSales().length);
      }),
    );
    await until(() => terminal.status().device === 'online');
    let outcome: PayOutcome | undefined;
    let prompted = false;
    void terminal
      .pay(INTENT, NEVER, (prompt) => {
        prompted ||= prompt === 'present-card';
      })
      .then((ended) => {
        outcome = ended;
      });
    await until(() => prompted);
    const dock = await dockRig(first);
    await dock.command({ device: 'terminal', do: 'tap' });
    await until(() => outcome !== undefined);
    expect(outcome).toMatchObject({ known: 'approved', approval: { amount: 500 } });
    expect(onDiskWhenTold).toEqual([1]);

    const second = await start();
    const again = connect(second.links.terminal);
    await until(() => again.status().device === 'online');
    let found: unknown;
    void again.inquire(INTENT, NEVER).then((answer) => {
      found = answer;
    });
    await until(() => found !== undefined);
    expect(found).toMatchObject({ known: 'approved', approval: { amount: 500 } });
    expect(savedSales()).toHaveLength(1);
  });

  it('when a new process starts, then card, roll and cover are as before', async () => {
    const first = await dockRig(await start());
    await first.command({ device: 'reader', do: 'insert', document: 'aze-card-man', how: 'whole' });
    await first.command({ device: 'printer', do: 'paper', supply: 'low' });
    await first.command({ device: 'printer', do: 'cover', open: true });
    const left = (await first.state()).printer.paperLeftMm;
    clock.increment(1_000);

    const second = await (await dockRig(await start())).state();
    expect(second.reader.holding).toBe('aze-card-man');
    expect(second.printer).toMatchObject({ paperLeftMm: left, nearEnd: true, coverOpen: true });
  });

  it('when the validator reports a stacked note, then the note is on disk, and a new process still knows it', async () => {
    const cassetteOnDisk = (): number =>
      JSON.parse(readFileSync(join(stateDir, 'billValidator.json'), 'utf8')).cassette.length;
    const first = await start();
    const onDiskWhenTold: number[] = [];
    const validator = accepting(
      tapLinkFactory(first.links.billValidator, ({ direction, bytes }) => {
        if (direction === 'in' && bytes[3] === STACKED) onDiskWhenTold.push(cassetteOnDisk());
      }),
    );
    await until(() => validator.status().intake === 'accepting');
    const dock = await dockRig(first);
    await dock.command({ device: 'billValidator', do: 'insert', manat: '20' });
    await until(() => onDiskWhenTold.length > 0);
    expect(onDiskWhenTold[0]).toBe(1);

    const second = await (await dockRig(await start())).state();
    expect(second.billValidator).toMatchObject({ cassette: [20], inside: null, unit: 'power-up' });
  });

  it('when a state file is damaged, then the start fails with its name', async () => {
    await (await start()).close();
    writeFileSync(join(stateDir, 'terminal.json'), '{"sales":');
    await expect(startSimulators(options(), clock)).rejects.toThrow('terminal.json is not the state of a simulator');
  });

  it('when a new process starts, then the back office still has its register', async () => {
    const first = await start();
    const key = '5f1f7b54-9f0e-4d1c-8e2c-0f1f5a2b9d11';
    const lodged = await fetch(`${first.backOfficeUrl}/v1/applications`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(lodgeRequest({ service: 'queue-ticket', answers: { topic: 'identity' } })),
    });
    expect(lodged.status).toBe(201);
    const second = await (await dockRig(await start())).state();
    expect(second.backOffice.entries.map((entry) => entry.key)).toEqual([key]);
  });
});
