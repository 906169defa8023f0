import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packageFile } from '../device/files/package-root.ts';
import { type FakeIoOptions, fakeIo } from '../test/support/fake-io.ts';
import { commandLinePage, commandPaths, helpOf } from './command-line-page.ts';
import { main } from './main.ts';

async function run(line: string, options: FakeIoOptions = {}) {
  const io = fakeIo(options);
  const { exit } = await main(line.split(' ').filter(Boolean), io);
  return { exit, out: io.written(), notes: io.notes };
}

describe('wrong use', () => {
  it.each([
    ['', 'asan-kiosk: say which: run, doctor,'],
    ['rnu', "unknown command 'rnu' (did you mean run?)"],
    ['decode', 'asan-kiosk decode: say which: mrz, zvt, '],
    ['decode zvtt', "unknown command 'zvtt' (did you mean zvt?)"],
    ['run --prot 3', "unknown option '--prot' (did you mean --port?)"],
    ['run --port 70000', 'Write a number from 1 to 65535'],
    ['run --simulate now', 'too many arguments'],
    ['run', 'add --profile FILE for a cabinet, or --simulate'],
    ['run --seed 4', '--seed is for the simulators'],
    ['run --simulate --profile provisioning/profiles/cabinet-a.yaml', 'nothing in it is simulated'],
    ['run --profile provisioning/profiles/simulated.yaml', 'devices.terminal.link'],
    ['run --profile none.yaml', 'none.yaml: expected a file that can be read, found nothing at this place (CFG-101)'],
    ['terminal pay', "missing required argument 'amount'"],
    ['terminal pay 500 --link tcp:127.0.0.1:1', 'manats with both qəpik digits (5.00) or qəpik (500q)'],
    ['terminal status --link tcp:127.0.0.1:1 --framing usb', 'no framing called usb; there are serial, tcp'],
    ['printer status', 'the printer has no address'],
    ['printer status --link usb', 'serial:/dev/serial/by-id/…@115200'],
    ['printer status --link tcp:127.0.0.1:1 --model x', 'no printer model called x; there are epson-tm-t20'],
    ['reader read --profile provisioning/profiles/simulated.yaml', 'asan-kiosk simulate reader --tcp PORT'],
    ['simulate printer', 'give either --tcp PORT or --pty LINK'],
    ['simulate printer --tcp 1 --pty /tmp/x', 'give either --tcp PORT or --pty LINK'],
    ['decode zvt 06 0', 'not hex: 06 0'],
    ['encode receipt none.json --out /tmp/none.bin', 'none.json: no such file'],
    ['render escpos none.bin', 'none.bin: no such file'],
  ])('when %j is typed, then one line says what is wrong', async (line, said) => {
    const { exit, out, notes } = await run(line);
    expect(exit).toBe(2);
    expect(out).toBe('');
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain(said);
    expect(notes[0]).not.toContain('\n');
  });

  it.each([
    ['decode mrz', 'the lines of the zone in quotes'],
    ['decode zvt', 'or - and the bytes on standard input'],
  ])('when %s runs at a terminal without arguments, then it does not wait for input', async (line, said) => {
    const { exit, notes } = await run(line, { inputIsTerminal: true });
    expect(exit).toBe(2);
    expect(notes[0]).toContain(said);
  });

  it('when printer bytes would go to a terminal, then the command refuses', async () => {
    const { exit, notes } = await run('encode receipt -', { outIsTerminal: true });
    expect(exit).toBe(2);
    expect(notes[0]).toContain('add --out FILE');
  });
});

describe('help', () => {
  it('when a command has help, then the help has at least two examples, each with the name of the command', async () => {
    for (const path of commandPaths()) {
      const [, examples = ''] = (await helpOf(path)).split('\nExamples:\n');
      const lines = examples.trim().split('\n');
      expect(lines.length, path.join(' ')).toBeGreaterThanOrEqual(2);
      const name = ['asan-kiosk', ...path].join(' ');
      expect(lines.every((line) => line.includes(name))).toBe(true);
    }
  });

  it('when help or version is asked for, then the exit code is 0', async () => {
    expect(await run('--help')).toMatchObject({ exit: 0, notes: [] });
    expect(await run('help run')).toMatchObject({ exit: 0, notes: [] });
    const { version } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as { version: string };
    expect(await run('--version')).toEqual({ exit: 0, out: `${version}\n`, notes: [] });
  });

  it('when help changes, then docs/command-line.md must follow (node test/tools/make-docs.mjs)', async () => {
    expect(readFileSync(packageFile('docs/command-line.md'), 'utf8')).toBe(await commandLinePage());
  });
});
