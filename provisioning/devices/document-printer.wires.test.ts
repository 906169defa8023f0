import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { type ListeningPrinter, listenHttp } from '../../simulators/document-printer/http.ts';
import {
  createDocumentPrinterSimulator,
  type DocumentPrinterSimulator,
} from '../../simulators/document-printer/printer.ts';
import { pdfOf } from '../../test/contract/document-printer.ts';
import { type FakeIoOptions, fakeIo, turnClock } from '../../test/support/fake-io.ts';
import { main } from '../main.ts';

const folder = mkdtempSync(join(tmpdir(), 'documents-'));
const pdf = join(folder, 'two-pages.pdf');
writeFileSync(pdf, pdfOf(2, 'by hand'));
afterAll(() => rmSync(folder, { recursive: true }));

const clock = turnClock(5);

async function run(args: readonly string[], options: FakeIoOptions = {}) {
  const io = fakeIo({ clock, ...options });
  const { exit } = await main(['document-printer', ...args], io);
  return { exit, out: io.written(), notes: io.notes, json: () => JSON.parse(io.written()) as unknown };
}

describe('document printer by hand', () => {
  let simulator: DocumentPrinterSimulator;
  let listening: ListeningPrinter;
  let link: readonly [string, string];

  beforeEach(async () => {
    simulator = createDocumentPrinterSimulator({ clock });
    listening = await listenHttp(simulator, 0);
    link = ['--link', `ipp://127.0.0.1:${listening.port}/ipp/print`];
  });
  afterEach(async () => {
    simulator.close();
    await listening.close();
  });

  it('when the printer answers, then status prints its model and jobs', async () => {
    const { exit, json } = await run(['status', '--json', ...link]);
    expect(exit).toBe(0);
    expect(json()).toEqual({
      device: 'online',
      blockedBy: null,
      paper: 'full',
      toner: 'full',
      code: null,
      supplies: [
        { kind: 'paper', name: 'main', level: 100, sheets: 250 },
        { kind: 'toner', name: 'Black Toner', level: 100 },
      ],
      model: 'Simulated A4 Printer',
      takesPdf: true,
      link: link[1],
    });
    const words = (await run(['status', ...link])).out;
    expect(words).toContain('main         100 % paper\n');
  });

  it('when a profile is given, then its printer is used', async () => {
    const status = (its: string) => run(['status', '--profile', `provisioning/profiles/${its}.yaml`]);
    const [without, inside] = [await status('simulated-chip'), await status('simulated')];
    expect([without.exit, inside.exit]).toEqual([2, 2]);
    expect(without.notes).toEqual([expect.stringContaining('has no devices.documentPrinter')]);
    expect(inside.notes).toEqual([expect.stringContaining('simulated inside the kiosk')]);
    const profile = join(folder, 'profile.yaml');
    const simulated = readFileSync(packageFile('provisioning/profiles/simulated.yaml'), 'utf8');
    const entry = (uri: string) => writeFileSync(profile, simulated.replace('uri: simulated', `uri: '${uri}'`));
    entry(link[1]);
    expect((await run(['status', '--profile', profile, '--json'])).json()).toMatchObject({ device: 'online' });
    await run(['print', pdf, '--profile', profile]);
    expect(simulator.jobs()[0]?.user).toMatch(/^asan-kiosk [A-Z]/);
    entry('http://192.0.2.9');
    const wrong = await run(['status', '--profile', profile]);
    expect(wrong).toMatchObject({ exit: 2, notes: [expect.stringContaining('ipp:// or ipps://')] });
  });

  it('when something stops the printer, then status names it with its code', async () => {
    simulator.openCover();
    const { exit, json, notes } = await run(['status', '--json', ...link]);
    expect(exit).toBe(1);
    expect(json()).toMatchObject({ blockedBy: 'cover-open', code: 'PRN-112' });
    expect(notes.at(-1)).toContain('PRN-112');
  });

  it('when a file is printed, then its sheets are counted; the same key prints nothing again', async () => {
    const args = ['print', pdf, '--copies', '2', '--key', 'by-hand-1', '--json', ...link];
    const printed = { printed: true, code: null, jobId: 1, sheets: 4, expected: 4, key: 'by-hand-1', link: link[1] };
    expect((await run(args)).json()).toEqual(printed);
    expect((await run(args)).json()).toEqual(printed);
    expect(simulator.sheets()).toHaveLength(4);
    expect((await run(['print', pdf, ...link])).out).toBe('The printer reports that all of it came out: 2 sheets.\n');
  });

  it('when the printer stops within a document, then the error says why', async () => {
    simulator.faults.next('jam');
    const { exit, json, notes } = await run(['print', pdf, '--json', ...link]);
    expect(exit).toBe(1);
    expect(json()).toMatchObject({ printed: false, code: 'PRN-114', by: 'paper-jam', phase: 'after-write' });
    expect(notes.at(-1)).toContain('part of it may be on paper');
  });

  it('when jobs wait, then cancel removes the jobs', async () => {
    simulator.hold(true);
    const io = fakeIo({ clock });
    const printing = main(['document-printer', 'print', pdf, ...link], io);
    await expect.poll(() => simulator.jobs()[0]?.state).toBe('processing');
    expect((await run(['cancel', '--json', ...link])).json()).toEqual({ cancelled: 1, code: null, link: link[1] });
    expect((await printing).exit).toBe(1);
    expect((await run(['cancel', ...link])).out).toBe('0 jobs were cancelled.\n');
  });
});

it('when the printer is away, then the error says why', async () => {
  const link = ['--link', 'ipp://127.0.0.1:1', '--json'];
  const status = await run(['status', ...link]);
  expect(status.exit).toBe(1);
  expect(status.json()).toMatchObject({ device: 'noDevice', code: 'LNK-101' });
  expect(status.notes).toEqual([expect.stringContaining('this port is closed')]);
  const print = await run(['print', pdf, ...link]);
  expect(print.json()).toMatchObject({ printed: false, code: 'LNK-101', phase: 'before-write' });
  expect((await run(['cancel', ...link])).json()).toMatchObject({ cancelled: null, code: 'LNK-101' });
});

it.each([
  [['status'], 'the document printer has no address'],
  [['status', '--link', 'tcp:127.0.0.1:1'], 'ipp://192.0.2.9'],
  [['print', join(folder, 'none.pdf'), '--link', 'ipp://127.0.0.1:1'], 'none.pdf'],
  [['print', '-', '--link', 'ipp://127.0.0.1:1'], 'not a readable PDF'],
  [['print', pdf, '--copies', '0', '--link', 'ipp://127.0.0.1:1'], 'from 1 to 99'],
  [['print', pdf, '--key', 'a b', '--link', 'ipp://127.0.0.1:1'], '1 to 64'],
  [['status', '--fingerprint', '12', '--link', 'ipps://127.0.0.1:1'], 'openssl x509'],
  [['status', '--user', 'ə', '--link', 'ipp://127.0.0.1:1'], 'ASCII'],
])('when the arguments are %j, then the exit code is 2', async (args, words) => {
  const { exit, out, notes } = await run(args);
  expect({ exit, out }).toEqual({ exit: 2, out: '' });
  expect(notes).toEqual([expect.stringContaining(words)]);
});
