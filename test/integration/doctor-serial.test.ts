import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { realClock } from '../../drivers/clock.ts';
import { requirePrinterModel } from '../../drivers/receipt-printer/paper/profile.ts';
import { CHECKS } from '../../provisioning/doctor/checks.ts';
import { measureTimeFactor } from '../../provisioning/doctor/machine-port.ts';
import { runChecks } from '../../provisioning/doctor/run-checks.ts';
import { createZvtTerminalSimulator } from '../../simulators/payment-terminal/zvt.ts';
import { seededRandom } from '../../simulators/random.ts';
import { createPrinterSimulator } from '../../simulators/receipt-printer/printer.ts';
import type { Wire } from '../../simulators/wire.ts';
import { openPty, type PtyWire } from '../../simulators/wire-pty.ts';
import { type Fixture, installedKiosk } from '../doctor/fixture.ts';
import { FIXTURE_NOW, KIOSK_USER_IDS } from '../doctor/fixture-files.ts';

/* Real `serialport` binding. Devices sample bits like a UART. Needs socat. */

let fixture: Fixture;
let pty: PtyWire;
let rateOf: () => Promise<number>;
beforeEach(async () => {
  fixture = installedKiosk();
  pty = await openPty(join(fixture.root, 'tty'));
  fixture.ends.push(pty.close);
  // udev rules give a port to the group of the kiosk.
  chownSync(pty.path, 0, KIOSK_USER_IDS.gid);
  chmodSync(pty.path, 0o660);
  rateOf = rateReader(pty);
  // A busy machine starts a program slowly.
  await rateOf();
});
afterEach(() => fixture.close());

/** Index 4 is the input speed, a constant `B9600`. */
const RATE_READER = `
import os, sys, termios
port = os.open(sys.argv[1], os.O_RDONLY | os.O_NOCTTY | os.O_NONBLOCK)
rates = {getattr(termios, name): name[1:] for name in dir(termios) if name[0] == 'B' and name[1:].isdigit()}
for _ in sys.stdin:
    print(rates[termios.tcgetattr(port)[4]], flush=True)
`;

/** One process is faster than one `stty` for each question. */
function rateReader({ path }: PtyWire): () => Promise<number> {
  const child = spawn('python3', ['-u', '-c', RATE_READER, path], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  let turn: Promise<number> = Promise.resolve(0);
  fixture.ends.unshift(async () => {
    await turn;
    child.kill();
  });
  return () => {
    turn = turn.then(async () => {
      child.stdin.write('\n');
      return Number((await lines.next()).value);
    });
    return turn;
  };
}

/**
 * A UART samples the middle of each bit after a start bit's edge. A byte without a stop bit is a framing error, which the tty drops
 * (IGNPAR, as the binding sets it).
 */
function heardAt(bytes: Uint8Array, sentBaud: number, readBaud: number): Uint8Array {
  const bits = [...bytes].flatMap((byte) => [0, ...Array.from({ length: 8 }, (_, nth) => (byte >> nth) & 1), 1]);
  const level = (seconds: number) => bits[Math.floor(seconds * sentBaud)] ?? 1;
  const heard: number[] = [];
  const [step, end] = [1 / (readBaud * 16), bits.length / sentBaud];
  for (let at = 0; at < end; ) {
    const isStart = level(at) === 0 && level(at + 0.5 / readBaud) === 0;
    if (!isStart) {
      at += step;
      continue;
    }
    const byte = Array.from({ length: 8 }, (_, nth) => level(at + (1.5 + nth) / readBaud) << nth).reduce(
      (sum, bit) => sum | bit,
      0,
    );
    if (level(at + 9.5 / readBaud) === 1) heard.push(byte);
    at += 9.5 / readBaud;
  }
  return Uint8Array.from(heard);
}

const rated = (wire: PtyWire, baud: number): Wire => ({
  ...wire,
  async write(bytes) {
    const rate = await rateOf();
    wire.write(rate === baud ? bytes : heardAt(bytes, baud, rate));
  },
  onBytes: (listener) =>
    wire.onBytes(async (bytes) => {
      const rate = await rateOf();
      const heard = rate === baud ? bytes : heardAt(bytes, rate, baud);
      if (heard.length > 0) listener(heard);
    }),
});

const serial = (baudRate: number) => `link: { serial: { path: ${pty.path}, baudRate: ${baudRate} } }`;

const putAt = (device: RegExp, baudRate: number) =>
  fixture.profile((text) => text.replace(new RegExp(`(${device.source}.*?)link: simulated`), `$1${serial(baudRate)}`));

async function line(id: string) {
  const context = fixture.context();
  // Most measured factors have a fraction.
  const timeFactor = (await measureTimeFactor(() => realClock.now())) + 0.001;
  const [check] = await runChecks(
    CHECKS.filter((each) => each.id === id),
    { ...context, machine: { ...context.machine, timeFactor } },
    { boundMs: 60_000 },
  );
  return check;
}

const printerOn = (wire: Wire) => {
  const simulator = createPrinterSimulator({ wire, clock: realClock, model: requirePrinterModel('epson-tm-t20') });
  fixture.ends.unshift(() => simulator.close());
};

const terminalOn = (wire: Wire) => {
  const simulator = createZvtTerminalSimulator({
    wire,
    clock: realClock,
    random: seededRandom(1),
    framing: 'serial',
    now: () => FIXTURE_NOW,
  });
  fixture.ends.unshift(() => simulator.close());
};

it('when the printer has the speed of the profile, then doctor finds it', async () => {
  printerOn(rated(pty, 115_200));
  putAt(/driver: escpos/, 115_200);
  expect(await line('printer')).toMatchObject({ state: 'ok' });
});

it.each([
  [9_600, 115_200],
  [115_200, 9_600],
  [38_400, 19_200],
])('when the printer has %i baud and the profile %i, then the fix names the right speed', async (its, said) => {
  printerOn(rated(pty, its));
  putAt(/driver: escpos/, said);
  expect(await line('printer')).toMatchObject({
    state: 'fail',
    found: `serial:${pty.path}@${said} answers at ${its} baud (PRN-103)`,
    fix: `write baudRate: ${its} into devices.printer.link of the profile`,
  });
});

it('when the terminal has another speed, then the fix names this speed', async () => {
  terminalOn(rated(pty, 9_600));
  putAt(/driver: zvt/, 115_200);
  expect(await line('terminal')).toMatchObject({
    state: 'fail',
    found: `serial:${pty.path}@115200 answers at 9600 baud (TRM-102)`,
    fix: 'write baudRate: 9600 into devices.terminal.link of the profile',
  });
});

/** Answers only at the second speed, like a slow machine behind a virtual port. */
const lateOn = (wire: PtyWire, first: number): Wire => {
  let awake = false;
  return {
    ...wire,
    onBytes: (listener) =>
      wire.onBytes(async (bytes) => {
        awake ||= (await rateOf()) !== first;
        if (awake) listener(bytes);
      }),
  };
};

it.each([
  ['printer', printerOn, /driver: escpos/],
  ['terminal', terminalOn, /driver: zvt/],
] as const)('when a %s answers late, then its speed is not called wrong', async (id, deviceOn, device) => {
  putAt(device, 9_600);
  execFileSync('stty', ['-F', pty.path, '9600']);
  deviceOn(lateOn(pty, 9_600));
  expect(await line(id)).toMatchObject({ state: 'ok' });
});

it("when a terminal is on the printer's port, then doctor proposes no other speed", async () => {
  terminalOn(pty);
  putAt(/driver: escpos/, 9_600);
  const printer = await line('printer');
  expect(printer?.state).toBe('fail');
  expect(printer?.found).not.toContain('baud (');
});

it('when a reader has another speed, then its noise is reported with a hint at the speed', async () => {
  const wire = rated(pty, 9_600);
  putAt(/driver: mrz/, 38_400);
  const zone = new TextEncoder().encode('P<AZEMAMMADOVA<<SABINA<<<<<<<<<<<<<<<<<<<<<<<\r\n');
  const timer = setInterval(() => wire.write(zone), 100);
  const reader = await line('reader');
  clearInterval(timer);
  expect(reader).toMatchObject({
    state: 'warn',
    found: expect.stringMatching(/sends \d+ bytes of no known protocol \(RDR-104\)$/),
    fix: expect.stringContaining('perhaps at another speed: compare baudRate: 38400 in devices.reader.link'),
  });
});

it('when mode, group or user of a port is wrong, then doctor says so, also for root', async () => {
  putAt(/driver: escpos/, 9_600);
  chmodSync(pty.path, 0o600);
  expect(await line('printer-port')).toMatchObject({
    state: 'fail',
    found: expect.stringMatching(/has mode 600 and the group \S+: asan-kiosk may not open it$/),
    fix: expect.stringContaining('udevadm trigger --subsystem-match=tty'),
  });
  chmodSync(pty.path, 0o660);
  expect(await line('printer-port')).toMatchObject({ state: 'ok', found: pty.path });
  fixture.write('/etc/passwd', `root:x:0:0::/root:/bin/bash\nother:x:${KIOSK_USER_IDS.uid}:990::/:/bin/false\n`);
  expect(await line('printer-port')).toMatchObject({ state: 'fail', found: 'there is no user asan-kiosk' });
});
