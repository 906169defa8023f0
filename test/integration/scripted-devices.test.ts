import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asanKiosk, type SimulatorEvent, simulator } from '../support/command.ts';

/* Needs umockdev and the built command. */

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-scripted-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string) => join(folder, name);

function script(...lines: readonly string[]): string {
  writeFileSync(at('script.yaml'), lines.map((line) => `- ${line}\n`).join(''));
  return at('script.yaml');
}

const doing = (step: string) => (event: SimulatorEvent) => event.event === 'script' && event['step'] === step;

async function replayed(file: string, why: string): Promise<readonly string[]> {
  const { exit, out, notes } = await asanKiosk(['replay', file]);
  expect({ exit, notes: notes.map((note) => note.replace(/^asan-kiosk: /, '')) }).toEqual({ exit: 0, notes: [why] });
  return out
    .toString()
    .split('\n')
    .filter(Boolean)
    .map((line) => line.trim().replace(/^[\d.]+ /, ''));
}

describe('a scripted HID device', () => {
  it("when the scanner's script drops, delays and unplugs, then each fault happens and a trace is written", async () => {
    const file = script(
      'scan#1: drop',
      'at 100ms: scan ONE',
      'scan#2 + 100ms: cable out',
      'at 400ms: scan TWO',
      'at 700ms: cable in',
      'at 900ms: cut-short',
      `at 1s: scan ${'x'.repeat(100)}`,
      'scan#3: delay 20ms',
      'scan#3 + 100ms: scan ean 4006381333931',
    );
    const scanner = await simulator(['scanner', '--script', file, '--record', at('scanner.trace')]);
    const faults: unknown[] = [];
    await scanner.until(doing('scan#3 + 100ms'));
    await scanner.until(({ event, hex }) => event === 'wire' && String(hex).startsWith('020d5d4530'));
    for (const { event, fault } of scanner.events) if (event === 'spent') faults.push(fault);
    expect(faults).toEqual([{ do: 'drop' }, { do: 'delay', ms: 20 }]);
    expect(scanner.events.filter(({ event }) => event === 'connection').map(({ connected }) => connected)).toEqual([
      true,
      false,
      true,
    ]);
    expect(await scanner.end()).toBe(0);
    expect(
      await replayed(at('scanner.trace'), 'scanner: read, not replayed: its driver writes no bytes to compare'),
    ).toEqual([
      'scanner ← qr ]Q1, 3 bytes',
      'scanner ← qr ]Q1, 56 bytes, continued in the next HID report',
      'scanner ← ean-upc ]E0, 13 bytes',
    ]);
  });

  it('when a fault meets nothing, then the exit code is 1; when it is impossible, then it is refused', async () => {
    const keypad = await simulator([
      'keypad',
      '--model',
      'arrows',
      '--script',
      script('at 50ms: press up', 'press#2: stuck'),
    ]);
    await keypad.until(({ event, meaning }) => event === 'wire' && meaning === 'nothing down');
    expect(await keypad.end()).toBe(1);
    const wrong = await asanKiosk(['simulate', 'keypad', '--script', script('press#1: flip bit 3')]);
    expect(wrong).toMatchObject({
      exit: 2,
      notes: [expect.stringContaining('expected one of drop, delay 300ms, unplug after 40 bytes, stuck')],
    });
    expect(wrong.out.toString()).toBe('');
  });
});

describe('a scripted cabinet', () => {
  it('when the script opens the door and loses a line, then the trace has both', async () => {
    const file = script('at 50ms: door open', 'contact#1 + 100ms: line-lost', 'contact#1 + 200ms: person comes');
    const lines = await simulator(['lines', '--tools', at('tools'), '--script', file, '--record', at('lines.trace')]);
    await lines.until(({ event, lost }) => event === 'state' && Array.isArray(lost) && lost.includes('presence'));
    expect(await lines.end()).toBe(0);
    const said = await replayed(
      at('lines.trace'),
      'lines: read, not replayed: events of a line have no bytes to compare',
    );
    expect(said[0]).toBe('lines ← door high');
    expect(said).toContain('lines ← presence high');
    expect(said).toContain('lines ← presence lost');
  });
});

describe('a scripted chip', () => {
  it('when the script removes the chip at the second command, then the trace has the removal', async () => {
    const cards: Socket[] = [];
    const reader = createServer((card) => cards.push(card));
    await new Promise<void>((resolve) => reader.listen(0, '127.0.0.1', resolve));
    const address = reader.address();
    const vpcd = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
    const chip = await simulator([
      'chip',
      '--vpcd',
      vpcd,
      '--script',
      script('command#2: remove'),
      '--record',
      at('chip.trace'),
    ]);
    cards[0]?.write(Buffer.from('000c00a4040c07a0000002471001', 'hex'));
    await chip.until(({ event, direction }) => event === 'wire' && direction === 'in');
    cards[0]?.write(Buffer.from('00050084000008', 'hex'));
    await chip.until(({ event, position }) => event === 'state' && position === 'away');
    expect(await chip.end()).toBe(0);
    for (const card of cards) card.destroy();
    await new Promise((resolve) => reader.close(resolve));
    expect(
      await replayed(at('chip.trace'), 'chip: read, not replayed: a chip uses new session keys each time'),
    ).toEqual([
      'chip → SELECT (select the application of ICAO 9303)',
      'chip ← 9000 done, 0 bytes',
      'chip → GET CHALLENGE (ask for a random number)',
    ]);
  });
});
