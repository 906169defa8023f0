import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { toOfficeService } from '../../device/catalogue/offered.ts';
import { packageFile } from '../../device/files/package-root.ts';
import { type ReferenceBackOffice, startBackOffice } from '../../simulators/back-office/server.ts';
import { seededRandom } from '../../simulators/random.ts';
import { catalogue } from '../support/catalogue.ts';
import { asanKiosk, type SimulatorEvent, type SimulatorProcess, simulator } from '../support/command.ts';
import { payBySocket, socketCitizenAt } from '../support/socket-citizen.ts';

/** The person of this visit is a specimen, so it may be recorded. */
const RECORDING = (at: string) => ['--record', join(at, 'traces'), '--record-personal-data'];
const SERVICE = 'identity-card-replacement';
const QR = '501234567';

let folder: string;
let office: ReferenceBackOffice;
let devices: Readonly<Record<'reader' | 'terminal' | 'printer', SimulatorProcess>>;
let kiosk: { readonly child: ChildProcess; readonly url: string };

// Before each try: a second try records a new trace.
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-hall-'));
  office = await startBackOffice({
    now: () => new Date(),
    random: seededRandom(3),
    services: catalogue().services.map(toOfficeService),
  });
  const [reader, terminal, printer] = await Promise.all([
    simulator(['reader', '--pty', join(folder, 'reader')]),
    simulator(['terminal', '--pty', join(folder, 'terminal'), '--seed', '41']),
    simulator(['printer', '--pty', join(folder, 'printer'), '--papers', folder]),
  ]);
  devices = { reader, terminal, printer };
  kiosk = await runKiosk(profile());
});

afterEach(async () => {
  await stopKiosk();
  await Promise.all(Object.values(devices).map((device) => device.end()));
  await office.close();
  rmSync(folder, { recursive: true });
});

async function stopKiosk(): Promise<void> {
  if (kiosk.child.exitCode !== null || kiosk.child.signalCode !== null) return;
  const exit = new Promise((resolve) => kiosk.child.once('exit', resolve));
  kiosk.child.kill('SIGTERM');
  await exit;
}

function profile(): string {
  const cabinet = readFileSync(packageFile('provisioning/profiles/cabinet-a.yaml'), 'utf8');
  const head = cabinet.slice(0, cabinet.indexOf('\nbackOffice:'));
  const port = (name: string, baudRate: number) => `{ serial: { path: ${join(folder, name)}, baudRate: ${baudRate} } }`;
  const file = join(folder, 'profile.yaml');
  writeFileSync(
    file,
    `${head}
backOffice: { url: "${office.url}", timeoutMs: 10000 }
ledger: { file: ${join(folder, 'ledger.db')} }
catalogue: { dir: device/catalogue }
devices:
  reader: { driver: mrz, link: ${port('reader', 9_600)} }
  terminal: { driver: zvt, framing: serial, password: "000000", charset: utf8, link: ${port('terminal', 115_200)} }
  printer: { driver: escpos, model: epson-tm-t20, link: ${port('printer', 115_200)} }
`,
  );
  return file;
}

function runKiosk(file: string): Promise<typeof kiosk> {
  const entry = packageFile('dist/device/asan-kiosk.js');
  const child = spawn(
    process.execPath,
    [entry, 'run', '--profile', file, '--port', '0', '--log', '--json', ...RECORDING(folder)],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += String(chunk);
    });
    child.stdout.once('data', (chunk) => {
      const { kiosk: url, dock } = JSON.parse(String(chunk)) as { kiosk: string; dock: string | null };
      expect(dock).toBeNull();
      resolve({ child, url });
    });
    child.once('exit', (code) => reject(new Error(`the kiosk ended with ${code}:\n${said}`)));
  });
}

const isStage = (stage: string) => (event: SimulatorEvent) => event.event === 'state' && event['stage'] === stage;

it('when simulators run in their own processes, then a visit works, and its trace replays to the same bytes', async () => {
  const { reader, terminal, printer } = devices;
  const citizen = await socketCitizenAt(kiosk.url, join(folder, 'ledger.db'));
  await citizen.sees('attract', ({ notices }) => notices.length === 0);
  citizen.does({ do: 'start', language: 'az' });
  await citizen.sees('choosing', ({ services }) =>
    services.some(({ id, unavailable }) => id === SERVICE && !unavailable),
  );
  citizen.does({ do: 'choose', service: SERVICE });
  await citizen.sees('beforeYouStart', ({ blocked }) => blocked === null);
  citizen.does({ do: 'next' });

  await citizen.sees('identifying');
  reader.type('insert aze-card-woman');
  await citizen.sees('answering', ({ number }) => number === 1);
  reader.type('remove');
  citizen.does({ do: 'answer', value: 'worn-out' });
  citizen.does({ do: 'next' });
  await citizen.sees('answering', ({ number }) => number === 2);
  for (const key of QR) citizen.does({ do: 'key', key });
  citizen.does({ do: 'next' });
  await citizen.sees('checking', ({ blocked }) => blocked === null);

  await payBySocket(citizen, 'card');
  await terminal.until(isStage('present-card'));
  terminal.type('tap');
  const sale = await terminal.until(({ event, state }) => event === 'sale' && state === 'approved');
  await citizen.sees('done');

  const paper = await printer.until(({ event }) => event === 'paper');
  const lines = (paper['lines'] as readonly string[]).join('\n');
  const [entry] = await office.entries();
  expect(entry).toMatchObject({ state: 'registered' });
  expect(lines).toContain('Şəxsiyyət vəsiqəsinin dəyişdirilməsi');
  expect(lines).toContain(entry?.reference);
  expect(paper['cut']).toBe(true);
  expect(sale['amount']).toBeGreaterThan(0);
  expect(terminal.events.filter(({ event }) => event === 'sale')).toHaveLength(1);
  expect(readFileSync(join(folder, 'paper-1.txt'), 'utf8')).toContain(entry?.reference);
  citizen.does({ do: 'finish' });
  await citizen.sees('attract');
  await citizen.leave();

  await stopKiosk();
  const [trace = ''] = readdirSync(join(folder, 'traces'));
  const { exit, out, notes } = await asanKiosk(['replay', join(folder, 'traces', trace), '--json']);
  expect({ exit, notes }).toEqual({ exit: 0, notes: [] });
  const events = out
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const compared = events.filter(({ event }) => event === 'compared');
  expect(compared.map(({ device, same }) => [device, same])).toEqual([
    ['reader', true],
    ['terminal', true],
    ['printer', true],
  ]);
});
