import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openLedger } from '../../device/ledger/ledger.ts';
import { SIMULATED_STAFF_KEYS } from '../../simulators/badge/badges.ts';
import { asanKiosk, type SimulatorProcess } from '../support/command.ts';
import { drawnByCommit } from '../support/commit.ts';
import {
  newestPaper,
  type PromptAnswers,
  type ScriptedTechnician,
  simulator,
  tcpProfileLink,
  technicianAt,
} from '../support/technician.ts';

/* The commit chooses one of the long faults; `ACCEPT=all` tries all. */

const LONG = ['model', 'socket', 'resume'] as const;
const DRAWN = drawnByCommit()(LONG);
const long = (which: (typeof LONG)[number]): ((name: string, run: () => Promise<void>) => unknown) =>
  process.env['ACCEPT'] === 'all' || which === DRAWN ? it : () => undefined;

let printer: SimulatorProcess;
let terminal: SimulatorProcess;
let reader: SimulatorProcess;
let validator: SimulatorProcess;
let badges: SimulatorProcess;
let cabinet: SimulatorProcess;
let technician: ScriptedTechnician;
let path: string | undefined;
const SLOW_MS = 180_000;
const others: ScriptedTechnician[] = [];
/** The test page of this model has other letters at the same codes. */
const OTHER_MODEL = 'kefar-kr-306';

beforeAll(async () => {
  [printer, terminal, reader, validator, badges] = await Promise.all([
    simulator(['printer', '--tcp', '0']),
    simulator(['terminal', '--tcp', '0', '--framing', 'serial', '--password', '123456']),
    simulator(['reader', '--tcp', '0']),
    simulator(['bill-validator', '--tcp', '0']),
    simulator(['badge-reader', '--tcp', '0']),
  ]);
  technician = technicianAt([
    ['driver: mrz, link: simulated', `driver: mrz, link: ${tcpProfileLink(reader)}`],
    ['issueOfGoods: true, link: simulated', `issueOfGoods: true, link: ${tcpProfileLink(terminal)}`],
    ['password: "000000"', 'password: credential:terminal-password'],
    ['model: epson-tm-t20, link: simulated', `model: epson-tm-t20, link: ${tcpProfileLink(printer)}`],
    ['driver: ccnet, link: simulated', `driver: ccnet, link: ${tcpProfileLink(validator)}`],
    ['  documentPrinter: { driver: ipp, uri: simulated }\n', ''],
    ['driver: pn532, link: simulated', `driver: pn532, link: ${tcpProfileLink(badges)}`],
    ['  scanner: { driver: hid-pos, link: simulated }\n', LINES],
    ['  keypad: { driver: hid-keys, link: simulated }\n', ''],
  ]);
  // As provisioning does: the terminal's password is in systemd's credentials.
  writeFileSync(join(technician.folder, 'asan-kiosk.terminal-password'), '123456');
  writeFileSync(join(technician.folder, 'asan-kiosk.badge-key'), SIMULATED_STAFF_KEYS.badgeKey);
  vi.stubEnv('CREDENTIALS_DIRECTORY', technician.folder);
  const tools = join(technician.folder, 'tools');
  mkdirSync(tools);
  cabinet = await simulator(['lines', '--tools', join(tools, 'bin'), '--profile', technician.profile]);
  path = process.env['PATH'];
  process.env['PATH'] = `${cabinet.events.find(({ event }) => event === 'ready')?.['tools']}:${path}`;
});
afterAll(async () => {
  process.env['PATH'] = path;
  vi.unstubAllEnvs();
  await Promise.all([printer, terminal, reader, validator, badges, cabinet].map((each) => each?.end()));
  for (const each of [technician, ...others]) each?.end();
});

const LINES = `lines:
  adapter: libgpiod
  map:
    door: { chip: pinctrl-simulated, offset: 17, direction: in }
    presence: { chip: pinctrl-simulated, offset: 27, direction: in }
    attention: { chip: pinctrl-simulated, offset: 22, direction: out }
`;

const SOMEWHERE = '(somewhere)';

const ON: PromptAnswers = [[/^Enter: repeat/, () => 's']];

const STEPS = ['receipt', 'document', 'payment', 'note', 'badge', 'contacts', 'lights'] as const;

const lettersIn = (question: string): readonly string[] => question.replace(/^.*\?\s+| \[.*$/g, '').split(' / ');

const hands = (): PromptAnswers => [
  [
    /^Are exactly these letters/,
    (said) => (lettersIn(said).every((line) => newestPaper(printer).lines.includes(line)) ? 'y' : 'n'),
  ],
  [/Type the six large letters below/, () => newestPaper(printer).lines.at(-1)?.trim() ?? ''],
  [/^Put a specimen/, () => reader.type('insert aze-card-woman')],
  [/^Pay 0.01/, () => 'y'],
  [/present the card/, () => terminal.type('tap')],
  [
    /^Put one note/,
    () => {
      validator.forget();
      void validator.until(({ unit }) => unit === 'idling').then(() => validator.type('insert 5'));
    },
  ],
  [/^Take the note/, () => void validator.until(({ noteAt }) => noteAt === 'mouth').then(() => validator.type('take'))],
  [/^Lay a staff badge/, () => badges.type('put technician')],
  [
    /^Open and close the door/,
    () => {
      for (const line of ['door open', 'person comes']) cabinet.type(line);
    },
  ],
  [/^changed: door/, () => cabinet.type('door close')],
  [/^changed: presence/, () => cabinet.type('person leaves')],
  [/^Does the light/, () => 'y'],
];

describe('a whole cabinet', () => {
  it('when the chosen steps pass, then a small sum is paid and returned, and the command leaves a signed report', {
    timeout: SLOW_MS,
  }, async () => {
    const { outcome, json, io } = await technician.test({ only: STEPS }, hands());
    expect(
      json?.report.results.map(({ step, outcome: its, seen }) => [step, its, seen]),
      io.notes.join('\n'),
    ).toEqual([
      ['receipt', 'ok', 'letters-typed'],
      ['sheet', 'skipped', 'not-asked'],
      ['document', 'ok', 'zone-read'],
      ['payment', 'ok', 'paid-and-back'],
      ['note', 'ok', 'note-given-back'],
      ['keypad', 'skipped', 'not-asked'],
      ['badge', 'ok', 'badge-read'],
      ['contacts', 'ok', 'contacts-changed'],
      ['lights', 'ok', 'lights-seen'],
      ['touch', 'skipped', 'not-asked'],
      ['sound', 'skipped', 'not-asked'],
    ]);
    expect(outcome).toMatchObject({
      ok: false,
      error: { exit: 1, line: expect.stringContaining('NOT ACCEPTED: sheet') },
    });
    const approved = terminal.events.findLast(({ event }) => event === 'state');
    expect(approved?.['approvedTotal']).toBe(0);
    const open = (await asanKiosk(['ledger', 'open', '--json', '--profile', technician.profile])).json();
    expect(open).toEqual({ open: [], notesHeld: [], notesInDoubt: [], creditsNotPrinted: [] });
    expect(newestPaper(printer).lines.join('\n')).toMatch(
      /Acceptance test[\s\S]*NOT ACCEPTED[\s\S]*Payment terminal +ok/,
    );
    const checked = await asanKiosk(['accept', 'verify', json?.file ?? '', '--profile', technician.profile, '--json']);
    expect(checked).toMatchObject({ exit: 0 });
    expect(checked.json()).toMatchObject({ signed: true, chain: 'whole', number: 1, accepted: false });
    expect(readFileSync(json?.file ?? '', 'utf8')).not.toMatch(/NUMUN|AA12/);
  });
});

describe('faults of a cabinet', { timeout: SLOW_MS }, () => {
  const results = (json: Awaited<ReturnType<ScriptedTechnician['test']>>['json'], step: string) =>
    json?.report.results.find((each) => each.step === step);

  it('when a step fails and then passes, then the report has code and fix, and names the earlier report', async () => {
    const before = await technician.test({ only: ['lights'] }, hands());
    let asked = 0;
    const { json, io } = await technician.test({ only: ['lights'] }, [
      [/^Does the light/, () => (asked++ === 0 ? 'n' : 'y')],
      [/^Enter: repeat/, () => ''],
    ]);
    expect(io.notes).toContainEqual(expect.stringContaining('FAILED: ACC-110 (the technician did not see: attention)'));
    expect(io.notes).toContainEqual(expect.stringMatching(/^Fix: check the cable of the light/));
    expect(results(json, 'lights')).toMatchObject({ outcome: 'ok' });
    expect(json?.report.failures).toMatchObject([{ step: 'lights', code: 'ACC-110' }]);
    expect(json?.report).toMatchObject({
      number: (before.json?.report.number ?? 0) + 1,
      previous: before.json?.fingerprint,
    });
  });

  long('model')('is a printer of another model: its letters are others', async () => {
    const { json } = await elsewhere([['model: epson-tm-t20', `model: ${OTHER_MODEL}`]]).test({ only: ['receipt'] }, [
      ...ON,
      ...hands(),
    ]);
    expect(results(json, 'receipt')).toMatchObject({ outcome: 'failed', code: 'ACC-107' });
  });

  it('when the technician types other letters than printed, then the step fails with ACC-108', async () => {
    const { json } = await technician.test({ only: ['receipt'] }, [
      ...ON,
      [/Type the six/, () => 'AAAAAA'],
      ...hands(),
    ]);
    expect(results(json, 'receipt')).toMatchObject({ outcome: 'failed', code: 'ACC-108' });
  });

  long('socket')(
    'when a cable is in the socket of another device, then the step fails, and passes with the right cable',
    async () => {
      const swapped = elsewhere([
        [tcpProfileLink(reader), SOMEWHERE],
        [tcpProfileLink(printer), tcpProfileLink(reader)],
        [SOMEWHERE, tcpProfileLink(printer)],
      ]);
      const { json } = await swapped.test({ only: ['receipt'] }, ON);
      expect(results(json, 'receipt')).toMatchObject({ outcome: 'failed', code: 'PRN-103', fix: expect.any(String) });
    },
  );

  long('resume')('when the technician stops the test, then --resume goes on at the same step', async () => {
    const stopped = await technician.test({ only: ['note', 'lights'] }, [[/^Does the light/, () => null], ...hands()]);
    expect(stopped).toMatchObject({
      json: null,
      outcome: { error: { exit: 1, line: 'stopped; continue with --resume' } },
    });
    const again = await technician.test({ only: ['note', 'lights'], resume: true }, [[/^Does the light/, () => 'y']]);
    expect(again.json?.report.results.filter(({ outcome }) => outcome === 'ok').map(({ step }) => step)).toEqual([
      'note',
      'lights',
    ]);
    expect(await technician.test({ resume: true }, [])).toMatchObject({
      outcome: { error: { exit: 2, line: 'no acceptance test is unfinished: leave out --resume' } },
    });
  });

  it('when Ctrl-C stops the wait for a note, then the command ends with a hint at --resume', async () => {
    const { json, outcome } = await technician.test({ only: ['note'] }, [
      [/^Put one note/, () => technician.interrupt()],
    ]);
    expect([json, outcome]).toEqual([null, { ok: false, error: { exit: 1, line: 'stopped; continue with --resume' } }]);
  });

  it('when an application is open, then payment and note fail with ACC-117', async () => {
    const ledger = openLedger({ file: join(technician.folder, 'ledger.db'), now: () => new Date() });
    ledger.append('a', { kind: 'quoted', service: 's', tier: null, tariffDate: null, amount: 500, paper: 'receipt' });
    ledger.append('a', { kind: 'lodged', reference: 'K5-7QF2-41' });
    ledger.append('a', { kind: 'intent', intentId: 'i', before: null });
    ledger.close();
    const { json } = await technician.test({ only: ['payment', 'note'] }, ON);
    for (const step of ['payment', 'note'])
      expect(results(json, step)).toMatchObject({
        outcome: 'failed',
        code: 'ACC-117',
        detail: 'K5-7QF2-41 is not settled',
      });
  });

  it('when a kiosk has the ledger, or the saved state is invalid, then the command ends with an error', async () => {
    const ledger = openLedger({ file: join(technician.folder, 'ledger.db'), now: () => new Date() });
    expect(await technician.test({}, [])).toMatchObject({
      outcome: { error: { exit: 1, line: expect.stringContaining('LDG-101') } },
    });
    ledger.close();
    const run = join(technician.folder, 'acceptance/run.json');
    writeFileSync(run, '{"run":');
    expect(await technician.test({}, [])).toMatchObject({
      outcome: {
        error: { exit: 1, line: `${run} is not the state of an acceptance test: move it away, and begin again` },
      },
    });
    rmSync(run);
  });
});

describe('the command', () => {
  it.each([
    [['--only', 'lamps'], /accept: option '--only <step\.\.\.>' argument 'lamps' is invalid\. The steps are receipt, /],
    [['--lang', 'qac'], /argument 'qac' is invalid\. Write az, ru, en/],
    [[], /^asan-kiosk: this command asks questions: run it at a terminal$/],
  ])('when the command is accept %j, then one line says what is wrong', async (args, line) => {
    const { exit, notes } = await asanKiosk(['accept', '--profile', technician.profile, ...args]);
    expect([exit, notes]).toEqual([2, [expect.stringMatching(line)]]);
  });
});

function elsewhere(replaced: readonly (readonly [string, string])[]): ScriptedTechnician {
  let text = readFileSync(technician.profile, 'utf8');
  for (const [what, by] of replaced) text = text.replace(what, by);
  const other = technicianAt([]);
  others.push(other);
  writeFileSync(other.profile, text.replace(technician.folder, other.folder));
  return other;
}
