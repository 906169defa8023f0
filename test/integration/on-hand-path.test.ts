import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { DEVICES_VARIABLE } from '../contract/on-hand.ts';
import { type SimulatorProcess, simulator } from '../support/command.ts';
import { withoutLines } from '../support/without-lines.ts';

/* Runs the suites for hardware with simulators in its place. Needs socat, umockdev, and the built command. */

let folder = '';
let running: SimulatorProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-on-hand-'));
});
afterEach(async () => {
  await Promise.all(running.map((each) => each.end()));
  running = [];
  rmSync(folder, { recursive: true });
});

async function started(...args: readonly string[]): Promise<SimulatorProcess> {
  const made = await simulator(args);
  running.push(made);
  return made;
}

interface Report {
  readonly success: boolean;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly title: string; readonly ancestorTitles: readonly string[] }[];
  }[];
}

async function suites(devices: string, env: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const file = join(folder, 'report.json');
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST'));
  const vitest = packageFile('node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--project', 'wires', 'test/integration/on-hand.test.ts'];
  const child = spawn(process.execPath, [...args, '--reporter=json', `--outputFile=${file}`], {
    cwd: packageFile('.'),
    env: { ...Object.fromEntries(own), ...env, [DEVICES_VARIABLE]: devices },
    stdio: 'ignore',
  });
  await new Promise((resolve) => child.once('close', resolve));
  const { success, numFailedTests, testResults } = JSON.parse(readFileSync(file, 'utf8')) as Report;
  expect({ success, numFailedTests }).toEqual({ success: true, numFailedTests: 0 });
  return testResults.flatMap(({ assertionResults }) =>
    assertionResults.map(({ ancestorTitles }) => ancestorTitles.join(' ')),
  );
}

const PROFILE = `
lines:
  adapter: libgpiod
  map:
    door: { chip: pinctrl-simulated, offset: 17, direction: in, debounceMs: 50 }
    attention: { chip: pinctrl-simulated, offset: 22, direction: out }
`;

it('when devices are named, then the suite of each device kind runs on its device', async () => {
  const [printer, terminal, validator, zones, chips, lines, keypad] = await Promise.all([
    started('printer', '--tcp', '0', '--model', 'star-mc-print3'),
    started('terminal', '--pty', join(folder, 'terminal')),
    started('bill-validator', '--tcp', '0'),
    started('reader', '--pty', join(folder, 'zones'), '--dialect', '3m'),
    started('chip-reader', '--tcp', '0'),
    started('lines', '--tools', join(folder, 'tools')),
    started('keypad', '--model', 'arrows'),
  ]);
  chips.type('put aze-card-woman');
  const usb = keypad.events.find(({ event }) => event === 'ready');
  const simulated = withoutLines(readFileSync(packageFile('provisioning/profiles/simulated.yaml'), 'utf8'));
  writeFileSync(join(folder, 'cabinet.yaml'), `${simulated}${PROFILE}`);
  const named = await suites(
    [
      `printer=${printer.link},model=star-mc-print3`,
      `terminal=${terminal.link}@9600`,
      `bill-validator=${validator.link}`,
      `reader=${zones.link}@9600,dialect=3m`,
      `chip-reader=${chips.link}`,
      `keypad=${String(usb?.['hid'])}`,
      `lines=${join(folder, 'cabinet.yaml')}`,
    ].join('; '),
    { ...(usb?.['env'] as Record<string, string>), PATH: `${join(folder, 'tools')}${delimiter}${process.env['PATH']}` },
  );
  const kinds = ['printer', 'terminal', 'bill-validator', 'reader', 'chip-reader', 'keypad', 'lines'];
  for (const kind of kinds) expect(named.filter((title) => title.includes(`the ${kind} on hand`))).not.toEqual([]);

  expect(printer.events.filter(({ event }) => event === 'paper')).toHaveLength(2);
  expect(terminal.events.some(({ event, stage }) => event === 'state' && stage === 'present-card')).toBe(true);
  expect(terminal.events.filter(({ event }) => event === 'sale')).toEqual([]);
  expect(validator.events.some(({ event, direction }) => event === 'wire' && direction === 'out')).toBe(true);
  await expect.poll(() => JSON.stringify(lines.events)).toContain('"lit":true');
});
