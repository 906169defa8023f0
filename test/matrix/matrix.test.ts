import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { cashMachine } from '../../device/session/cash.machine.ts';
import { creditMachine } from '../../device/session/credit.machine.ts';
import { printDocumentMachine } from '../../device/session/document.machine.ts';
import { paymentMachine } from '../../device/session/payment.machine.ts';
import { printingMachine } from '../../device/session/printing.machine.ts';
import { identificationMachine } from '../../device/session/steps/identify/identification.machine.ts';
import { STEP_KINDS, VISIT_STEPS } from '../../device/session/steps/registry.ts';
import { stateRows } from '../model/states.ts';
import { kioskMachine, sessionMachine } from '../model/world.ts';
import { STATE_ROUTES } from './arrivals.ts';
import { contradictions } from './books.ts';
import { DEVICE_RETURNS, type Device, runCell } from './cells.ts';
import { ALL_ROWS, ROWS } from './rows.ts';
import type { StateRoute } from './ways.ts';
import { bootedWiredRig } from './wired-rig.ts';

/* `expected.json` has screens and ends. */

const FILE = packageFile('test/matrix/expected.json');
const UPDATE =
  'if it was changed on purpose, and reads as it should: UPDATE_MATRIX=1 npx vitest run --project model test/matrix';

type Cells = Readonly<Record<string, Readonly<Record<string, string>>>>;

const expected = JSON.parse(readFileSync(FILE, 'utf8')) as Cells;
const found: Record<string, Record<string, string>> = {};
const devices = Object.keys(DEVICE_RETURNS) as Device[];
const LIMIT_MS = 120_000;

function arriving(row: string): StateRoute {
  const arrival = STATE_ROUTES[row];
  if (!arrival || 'because' in arrival) throw new Error(`nobody arrives at ${row}`);
  return arrival;
}

describe('the matrix of devices that go away', () => {
  it('when a machine has a state, then the matrix has a row for it', () => {
    const machines = [
      kioskMachine,
      sessionMachine,
      ...STEP_KINDS.map((kind) => VISIT_STEPS[kind].machine),
      identificationMachine,
      paymentMachine,
      cashMachine,
      creditMachine,
      printingMachine,
      printDocumentMachine,
    ];
    const states = machines.flatMap((machine) => stateRows(machine).map(({ row }) => `${machine.id} ${row}`));
    const rows = new Set(Object.keys(STATE_ROUTES).map((row) => row.split(' (')[0]));
    expect(states.filter((state) => !rows.has(state))).toEqual([]);
    expect([...rows].filter((row) => !states.includes(String(row)))).toEqual([]);
  });

  it('when a book is falsified, then the matrix reports the disagreement', async () => {
    const rig = await bootedWiredRig();
    await arriving('session surveying.resting').go(rig);
    await rig.citizen({ do: 'finish' });
    await rig.run(1_000);
    expect(contradictions(rig)).toEqual([]);
    const page = rig.office.pages.get('id-1');
    if (page) page.state = 'withdrawn';
    rig.validator.insert({ manat: 5 });
    rig.ledger.append('id-2', { kind: 'strayNote', value: 500, why: 'unknown-note' });
    expect(contradictions(rig)).toEqual([
      'id-1 is delivered here and withdrawn at the back office',
      'id-2 is not closed',
      'a valid paper of id-1, which was taken back',
    ]);
    await rig.close();
  });

  for (const [row, arrival] of ROWS) {
    it(row, { timeout: LIMIT_MS }, async () => {
      const outcomes: Record<string, string> = {};
      const wrong: string[] = [];
      for (const device of devices) {
        for (const [name, what] of Object.entries(DEVICE_RETURNS[device])) {
          const rig = await bootedWiredRig(arrival);
          await arrival.go(rig);
          expect(rig.places()).toContain(row.split(' (')[0]);
          const { screens, end } = await runCell(rig, device, name, what);
          const cell = `${device}: ${name}`;
          outcomes[cell] = `${screens.join(' → ')}${end && ` | ${end}`}`;
          wrong.push(...contradictions(rig).map((each) => `${cell}: ${each}`));
          await rig.close();
        }
      }
      found[row] = outcomes;
      expect(wrong).toEqual([]);
      if (!process.env['UPDATE_MATRIX']) expect(outcomes, UPDATE).toEqual(expected[row]);
    });
  }
});

afterAll(() => {
  const cells = Object.values(found).reduce((sum, row) => sum + Object.keys(row).length, 0);
  process.stdout.write(`matrix: ${cells} cells of ${Object.keys(found).length} states and ${devices.length} devices\n`);
  const rows = ALL_ROWS.flatMap(([row]) => [[row, found[row] ?? expected[row]]] as const).filter(([, cells]) => cells);
  if (process.env['UPDATE_MATRIX']) writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(rows), null, 2)}\n`);
});
