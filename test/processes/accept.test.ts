import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asanKiosk, type SimulatorProcess } from '../command.ts';
import { type Hands, newestPaper, simulator, type Technician, tcpOf, technicianAt } from '../technician.ts';

/* The acceptance test with simulators as processes of their own at the other end of real wires, and a robot in the technician's place. */

let printer: SimulatorProcess;
let terminal: SimulatorProcess;
let reader: SimulatorProcess;
let validator: SimulatorProcess;
let cabinet: SimulatorProcess;
let technician: Technician;
let path: string | undefined;

beforeAll(async () => {
  [printer, terminal, reader, validator] = await Promise.all([
    simulator(['printer', '--tcp', '0']),
    simulator(['terminal', '--tcp', '0', '--framing', 'serial']),
    simulator(['mrz-reader', '--tcp', '0']),
    simulator(['bill-validator', '--tcp', '0']),
  ]);
  technician = technicianAt([
    ['driver: mrz, link: simulated', `driver: mrz, link: ${tcpOf(reader)}`],
    ['issueOfGoods: true, link: simulated', `issueOfGoods: true, link: ${tcpOf(terminal)}`],
    ['model: epson-tm-t20, link: simulated', `model: epson-tm-t20, link: ${tcpOf(printer)}`],
    ['driver: ccnet, link: simulated', `driver: ccnet, link: ${tcpOf(validator)}`],
    ['  documentPrinter: { driver: ipp, uri: simulated }\n', LINES],
  ]);
  const tools = join(technician.folder, 'tools');
  mkdirSync(tools);
  cabinet = await simulator(['lines', '--tools', join(tools, 'bin'), '--profile', technician.profile]);
  path = process.env['PATH'];
  process.env['PATH'] = `${cabinet.events.find(({ event }) => event === 'ready')?.['tools']}:${path}`;
});
afterAll(async () => {
  process.env['PATH'] = path;
  await Promise.all([printer, terminal, reader, validator, cabinet].map((each) => each?.end()));
  technician?.end();
});

const LINES = `lines:
  adapter: libgpiod
  map:
    door: { chip: pinctrl-simulated, offset: 17, direction: in }
    presence: { chip: pinctrl-simulated, offset: 27, direction: in }
    attention: { chip: pinctrl-simulated, offset: 22, direction: out }
`;

const STEPS = ['receipt', 'document', 'payment', 'note', 'contacts', 'lights'] as const;

/** What the question shows of the paper, a line an entry. */
const lettersIn = (question: string): readonly string[] => question.replace(/^.*\?\s+| \[.*$/g, '').split(' / ');

/** Everything is as it should be. */
const hands = (): Hands => [
  [/^Are these letters/, (said) => (lettersIn(said).every((line) => newestPaper(printer).lines.includes(line)) ? 'y' : 'n')],
  [/Type the six large letters below/, () => newestPaper(printer).lines.at(-1)?.trim() ?? ''],
  [/^Put a specimen/, () => reader.type('insert aze-card-woman')],
  [/^Pay 0.01/, () => 'y'],
  [/present the card/, () => terminal.type('tap')],
  [/^Put one note/, () => void validator.until(({ event, unit }) => event === 'state' && unit === 'idling').then(() => validator.type('insert 5'))],
  [/^Take the note/, () => void validator.until(({ noteAt }) => noteAt === 'mouth').then(() => validator.type('take'))],
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
  it('passes, pays a cent and has it back, and leaves a report that anybody can check', async () => {
    const { outcome, json, io } = await technician.test({ only: STEPS }, hands());
    expect(json?.report.results.map(({ step, outcome: its, seen }) => [step, its, seen]), io.notes.join('\n')).toEqual([
      ['receipt', 'ok', 'letters-typed'],
      ['sheet', 'skipped', 'not-asked'],
      ['document', 'ok', 'zone-read'],
      ['payment', 'ok', 'paid-and-back'],
      ['note', 'ok', 'note-given-back'],
      ['keypad', 'skipped', 'not-asked'],
      ['contacts', 'ok', 'contacts-changed'],
      ['lights', 'ok', 'lights-seen'],
      ['touch', 'skipped', 'not-asked'],
      ['sound', 'skipped', 'not-asked'],
    ]);
    // Left out is not passed.
    expect(outcome).toMatchObject({ ok: false, error: { exit: 1, line: expect.stringContaining('NOT ACCEPTED: sheet') } });
    const approved = terminal.events.findLast(({ event }) => event === 'state');
    expect(approved?.['approvedTotal']).toBe(0);
    const open = (await asanKiosk(['ledger', 'open', '--json', '--profile', technician.profile])).json();
    expect(open).toEqual({ open: [], notesHeld: [], notesInDoubt: [], creditsNotPrinted: [] });
    expect(newestPaper(printer).lines.join('\n')).toMatch(/Acceptance test[\s\S]*NOT ACCEPTED[\s\S]*Payment terminal +ok/);
    const checked = await asanKiosk(['accept', 'verify', json?.file ?? '', '--profile', technician.profile, '--json']);
    expect(checked).toMatchObject({ exit: 0 });
    expect(checked.json()).toMatchObject({ signed: true, chain: 'whole', number: 1, accepted: false });
    expect(readFileSync(json?.file ?? '', 'utf8')).not.toMatch(/NUMUN|AA12/);
  });
});
