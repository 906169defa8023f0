import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { parseReport } from '../../provisioning/accept/report.ts';
import type { SimulatorProcess } from '../support/command.ts';
import { type ScriptedTechnician, simulator, tcpProfileLink, technicianAt } from '../support/technician.ts';

/* Needs umockdev, the built command, and `script` of util-linux. */

const SCANNED_MS = 60_000;

let printer: SimulatorProcess;
let scanner: SimulatorProcess;
let technician: ScriptedTechnician;
let papers: string;
let running: ChildProcess | undefined;

beforeAll(async () => {
  papers = mkdtempSync(join(tmpdir(), 'kiosk-papers-'));
  [printer, scanner] = await Promise.all([
    simulator(['printer', '--tcp', '0', '--papers', papers]),
    simulator(['scanner']),
  ]);
  technician = technicianAt([
    ['model: epson-tm-t20, link: simulated', `model: epson-tm-t20, link: ${tcpProfileLink(printer)}`],
  ]);
});
afterAll(async () => {
  running?.kill();
  await Promise.all([printer?.end(), scanner?.end()]);
  technician?.end();
  rmSync(papers, { recursive: true, force: true });
});

function codeOnPaper(): string {
  const files = printer.events.findLast(({ event }) => event === 'paper')?.['files'] as readonly string[] | undefined;
  const png = files?.find((file) => file.endsWith('.png'));
  if (!png) throw new Error('no picture of a paper');
  const { data, width, height } = PNG.sync.read(readFileSync(png));
  const code = jsQR(new Uint8ClampedArray(data), width, height);
  if (!code) throw new Error(`no code on ${png}`);
  return code.data;
}

function atTerminal(args: readonly string[]) {
  const env = scanner.events.find(({ event }) => event === 'ready')?.['env'] as Readonly<Record<string, string>>;
  const words = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const command = ['env', ...words, process.execPath, packageFile('dist/device/asan-kiosk.js'), ...args].join(' ');
  const child = spawn('script', ['-qec', command, '/dev/null'], { stdio: ['pipe', 'pipe', 'inherit'] });
  running = child;
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  return {
    type: (line: string) => void child.stdin.write(`${line}\n`),
    says: (words: string) => vi.waitFor(() => expect(said).toContain(words), { timeout: SCANNED_MS }),
    ended: new Promise<number | null>((resolve) => child.once('close', resolve)),
  };
}

it('when the receipt is printed, then the scanner reads it, and the report says so', {
  timeout: 4 * SCANNED_MS,
}, async () => {
  const at = atTerminal(['accept', '--profile', technician.profile, '--lang', 'en', '--only', 'receipt']);
  await at.says('Are exactly these letters on the receipt');
  at.type('y');
  await at.says('Hold the code on the receipt to the scanner.');
  scanner.type(`scan ${codeOnPaper()}`);
  await at.says('ok: the scanner read the receipt (qr)');
  expect(await at.ended).toBe(1);
  const signed = parseReport(readFileSync(join(technician.folder, 'acceptance/0001.json'), 'utf8'));
  expect(signed?.report.results[0]).toMatchObject({
    step: 'receipt',
    outcome: 'ok',
    seen: 'code-scanned',
    devices: [{ kind: 'receipt printer' }, { kind: 'scanner', at: expect.stringMatching(/^USB [0-9a-f]{4}:/) }],
  });
});
