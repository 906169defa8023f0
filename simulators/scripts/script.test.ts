import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { encodeCommand as encodeCcnet, encodeState } from '../../drivers/bill-validator/ccnet/codec.ts';
import { encodeFrame } from '../../drivers/bill-validator/ccnet/framer.ts';
import { fromHex, toHex } from '../../drivers/bytes.ts';
import { usageOf } from '../../drivers/hid/descriptor.ts';
import { encodeKeys } from '../../drivers/keypad/hid-keys/codec.ts';
import { createReceiptPrinter } from '../../drivers/kinds/receipt-printer.ts';
import { cable } from '../../drivers/link/pair.ts';
import { tapLinkFactory } from '../../drivers/link/tap.ts';
import { encodeMessage } from '../../drivers/payment-terminal/zvt/codec.ts';
import { encodeSerialFrame } from '../../drivers/payment-terminal/zvt/framer.ts';
import { encodeReceipt } from '../../drivers/receipt-printer/dialects/encode.ts';
import { requirePrinterModel } from '../../drivers/receipt-printer/paper/profile.ts';
import { encodeScan } from '../../drivers/scanner/hid-pos/codec.ts';
import { COMMON_LAYOUT } from '../../drivers/scanner/hid-pos/layout.ts';
import { withFaultsAtDevice } from '../faults/faulty-wire.ts';
import type { WireFault } from '../faults/wire-faults.ts';
import { zvtOccasions } from '../payment-terminal/occasions.ts';
import { seededRandom } from '../random.ts';
import { createPrinterSimulator } from '../receipt-printer/printer.ts';
import {
  chipOccasions,
  keypadOccasions,
  printerOccasions,
  readerOccasions,
  scannerOccasions,
  validatorOccasions,
} from './occasions.ts';
import { createScriptRunner } from './runner.ts';
import {
  millisecondsOf,
  SCRIPT_OCCASIONS,
  type ScriptedKind,
  type ScriptLine,
  scriptJsonSchema,
  scriptSchema,
  stepsOf,
} from './script.ts';
import { REPORT_FAULT_FORMS, reportFaultOf, WIRE_FAULT_FORMS, wireFaultOf } from './wire-fault-words.ts';

const SCHEMA_FILE = 'simulators/scripts/script.schema.json';
const model = requirePrinterModel('epson-tm-t20');
const ascii = (text: string) => new TextEncoder().encode(text);

describe('the form of a script', () => {
  it('when the schema is generated, then it equals the file in the tree', () => {
    expect(JSON.parse(readFileSync(SCHEMA_FILE, 'utf8'))).toEqual(scriptJsonSchema());
  });

  it('when a script is random, then the JSON Schema and scriptSchema accept the same scripts', () => {
    const validate = new Ajv2020({ strict: false }).compile(scriptJsonSchema());
    const names = Object.values(SCRIPT_OCCASIONS).flat();
    const time = fc.constantFrom('2.5s', '300ms', '0s');
    const address = fc.oneof(
      fc.constant('always'),
      time.map((at) => `at ${at}`),
      fc.tuple(fc.constantFrom(...names), fc.integer({ min: 0, max: 3 })).map(([name, nth]) => `${name}#${nth}`),
      fc.tuple(fc.constantFrom(...names), time).map(([name, later]) => `${name}#1 + ${later}`),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(fc.dictionary(address, fc.oneof(fc.string(), fc.integer()), { maxKeys: 2 })), (script) => {
        const fits = validate(script);
        const kinds = Object.keys(SCRIPT_OCCASIONS) as ScriptedKind[];
        const steps = script.map((step) => kinds.some((kind) => scriptSchema(kind).safeParse([step]).success));
        expect(steps.every(Boolean)).toBe(fits);
      }),
    );
  });

  it('when README.md shows an example, then it fits the schema', () => {
    const page = readFileSync('simulators/README.md', 'utf8');
    const [, yaml = ''] = /```yaml\n(.*?)```/s.exec(page) ?? [];
    const read = scriptSchema('printer').safeParse(load(yaml));
    expect(read.success && stepsOf(read.data)).toHaveLength(6);
    expect(read.success && wireFaultOf(stepsOf(read.data)[4]?.action ?? '')).toEqual({ do: 'unplug', afterBytes: 40 });
  });

  it('when a script is read, then its steps come in order with their times', () => {
    const written = [
      { always: 'noise' },
      { 'at 2.5s': 'plug' },
      { 'print#2 + 300ms': 'unplug' },
      { 'end-of-day#1': 'drop' },
    ];
    expect(stepsOf(written).map(({ when }) => when)).toEqual([
      { on: 'always' },
      { on: 'time', ms: 2_500 },
      { on: 'occasion', name: 'print', nth: 2, afterMs: 300 },
      { on: 'occasion', name: 'end-of-day', nth: 1, afterMs: 0 },
    ]);
    expect(millisecondsOf('0.25s')).toBe(250);
  });

  it('when the forms of wire faults are read, then every kind of fault has a form', () => {
    const kinds = WIRE_FAULT_FORMS.map((words) => wireFaultOf(words)?.do);
    expect(kinds).not.toContain(undefined);
    const all: Record<WireFault['do'], true> = {
      drop: true,
      flip: true,
      split: true,
      noise: true,
      delay: true,
      unplug: true,
    };
    expect(new Set(kinds)).toEqual(new Set(Object.keys(all)));
    expect(wireFaultOf('unplug after 40 bytes to the device')).toEqual({ do: 'unplug', afterBytes: 40, on: 'out' });
    expect(wireFaultOf('flip to the kiosk')).toEqual({ do: 'flip', on: 'in' });
    expect(wireFaultOf('delay 0.3s')).toEqual({ do: 'delay', ms: 300 });
    expect(wireFaultOf('unplug after many bytes')).toBeUndefined();
    expect(wireFaultOf('unplug')).toBeUndefined();
    expect(WIRE_FAULT_FORMS.filter((words) => reportFaultOf(words))).toEqual(REPORT_FAULT_FORMS);
  });
});

describe('occasions', () => {
  const out = (bytes: Uint8Array) => ({ direction: 'out', bytes }) as const;
  const into = (bytes: Uint8Array) => ({ direction: 'in', bytes }) as const;

  it('when a receipt comes whole or byte by byte, then the occasion `print` begins once for each paper, with its first mark', () => {
    const bytes = encodeReceipt({ lines: [{ text: 'one' }, { rule: true }, { text: 'two' }], cut: true }, model);
    const whole = printerOccasions(model);
    expect(whole(out(bytes))).toEqual(['print']);
    expect(whole(out(Uint8Array.of(0x10, 0x04, 0x04)))).toEqual([]);
    expect(whole(into(bytes))).toEqual([]);
    const bitwise = printerOccasions(model);
    const twice = [...bytes, ...bytes];
    expect(twice.flatMap((byte) => bitwise(out(Uint8Array.of(byte))))).toEqual(['print', 'print']);
  });

  it('when the command of a payment is whole, then the occasion `pay` begins', () => {
    const occasions = zvtOccasions('serial');
    const frame = encodeSerialFrame(encodeMessage({ kind: 'authorisation', fields: { amount: 500, currency: 944 } }));
    expect(occasions(out(frame.slice(0, 5)))).toEqual([]);
    expect(occasions(out(frame.slice(5)))).toEqual(['pay']);
  });

  it('when the first characters of a zone come, then a read begins', () => {
    const occasions = readerOccasions({ name: 'lines' });
    expect(occasions(out(ascii('\r')))).toEqual([]);
    expect(occasions(into(ascii('I<AZE'.padEnd(30, '<'))))).toEqual(['read']);
    expect(occasions(into(ascii('\r')))).toEqual([]);
  });

  it("when a note is drawn in, then `note` begins; the kiosk's command begins `stack`", () => {
    const occasions = validatorOccasions();
    const says = (state: 'idling' | 'accepting') => into(encodeFrame(encodeState({ state })));
    expect(
      ['idling', 'accepting', 'accepting', 'idling', 'accepting'].flatMap((state) =>
        occasions(says(state as 'idling')),
      ),
    ).toEqual(['note', 'note']);
    expect(occasions(out(encodeFrame(encodeCcnet({ kind: 'stack' }))))).toEqual(['stack']);
  });
});

describe('occasions of devices without a wire of bytes', () => {
  const kiosk = (hex: string) => ({ direction: 'out', bytes: fromHex(hex) }) as const;
  const device = (bytes: Uint8Array) => ({ direction: 'in', bytes }) as const;

  it('when an APDU selects the application, then a read begins', () => {
    const occasions = chipOccasions();
    expect(occasions(kiosk('00a4020c02011c'))).toEqual(['command']);
    expect(occasions(kiosk('00a4040c07a0000002471001'))).toEqual(['command', 'read']);
    expect(occasions(kiosk('00'))).toEqual(['command']);
    expect(occasions(device(Uint8Array.of(0x90, 0x00)))).toEqual([]);
  });

  it('when a scanner sends one bar code in several reports, then only the first report is the occasion scan', () => {
    const occasions = scannerOccasions(COMMON_LAYOUT);
    const reports = [
      ...encodeScan(']Q1', new Uint8Array(120), COMMON_LAYOUT),
      ...encodeScan(']E0', ascii('1'), COMMON_LAYOUT),
    ];
    expect(reports.map((report) => occasions(device(report)))).toEqual([['scan'], [], [], ['scan']]);
    expect(occasions(device(Uint8Array.of(9)))).toEqual([]);
  });

  it('when one more key is down, then a press begins', () => {
    const occasions = keypadOccasions();
    const down = (...keys: readonly number[]) => occasions(device(encodeKeys(keys.map((key) => usageOf(7, key)))));
    expect([down(4), down(4, 5), down(5), down(), down(5)]).toEqual([['press'], ['press'], [], [], ['press']]);
  });
});

describe('a runner', () => {
  const step = (address: string): ScriptLine => stepsOf([{ [address]: 'x' }])[0]!;

  it('when the time or occasion of a step comes, then the step runs once; the others stay in waiting()', () => {
    const clock = new SimulatedClock();
    const done: string[] = [];
    const steps = ['print#1', 'print#2 + 1s', 'at 3s', 'always', 'print#9'].map(step);
    const runner = createScriptRunner(steps, clock, ({ address }) => done.push(address));
    runner.start();
    expect(done).toEqual(['always']);
    runner.occasion('print');
    runner.occasion('print');
    runner.occasion('print');
    expect(done).toEqual(['always', 'print#1']);
    clock.increment(1_000);
    clock.increment(2_000);
    expect(done).toEqual(['always', 'print#1', 'print#2 + 1s', 'at 3s']);
    expect(runner.waiting().map(({ address }) => address)).toEqual(['print#9']);
    runner.close();
  });

  it('when the runner is closed, then no timer runs', () => {
    const clock = new SimulatedClock();
    const done: string[] = [];
    const runner = createScriptRunner([step('at 3s')], clock, ({ address }) => done.push(address));
    runner.start();
    runner.close();
    clock.increment(10_000);
    expect(done).toEqual([]);
  });
});

async function visit(seed: number, script: readonly Readonly<Record<string, string>>[]): Promise<string> {
  const clock = new SimulatedClock();
  const wire = cable();
  const said: string[] = [];
  const host = tapLinkFactory(wire.host, ({ direction, bytes }) => {
    said.push(`${clock.now()} ${direction} ${toHex(bytes)}`);
  });
  const occasionsIn = printerOccasions(model);
  const faulty = withFaultsAtDevice(wire.device, {
    clock,
    random: seededRandom(seed),
    unplug: wire.unplug,
    before(traffic) {
      for (const name of occasionsIn(traffic)) runner.occasion(name);
    },
  });
  const runner = createScriptRunner(stepsOf(script), clock, ({ action, when }) => {
    const fault = wireFaultOf(action);
    if (fault) faulty.faults[when.on === 'always' ? 'always' : 'next'](fault);
    else wire.plug();
  });
  const simulator = createPrinterSimulator({ wire: faulty, clock, model });
  const printer = createReceiptPrinter({ link: host, clock, random: seededRandom(9), model, onDiscarded: () => {} });
  runner.start();
  const pass = async (ms: number) => {
    for (let left = ms; left > 0; left -= 20) {
      await new Promise((resolve) => setImmediate(resolve));
      clock.increment(20);
    }
  };
  await pass(3_000);
  for (let count = 0; count < 2; count += 1) {
    void printer.print({ lines: [{ text: 'Qəbz' }, { qr: 'K5-7QF2' }], cut: true }, new AbortController().signal);
    await pass(12_000);
  }
  runner.close();
  simulator.close();
  faulty.faults.assertSpent();
  return said.join('\n');
}

it('when the seed is the same, then two runs are the same to the byte', async () => {
  const script = [
    { 'print#1': 'split' },
    { 'print#2': 'unplug after 40 bytes' },
    { 'print#2 + 2s': 'plug' },
    { always: 'noise 3 bytes to the kiosk' },
  ];
  const first = await visit(41, script);
  expect(await visit(41, script)).toBe(first);
  expect(await visit(42, script)).not.toBe(first);
  expect(first.split('\n').length).toBeGreaterThan(30);
});
