import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseTrace } from '../../drivers/trace/parse-trace.ts';
import { loadProfileFile } from '../command/load-profile.ts';
import { openRunTrace, recordOptionsError } from './record.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-record-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = loadProfileFile('provisioning/profiles/cabinet-a.yaml');
if (!read.ok) throw new Error(read.error.line);
const profile = read.value;

describe('trace of a run', () => {
  it('when no trace is wanted, then there is none', () => {
    expect(openRunTrace({}, profile, null)).toEqual({ ok: true, value: null });
  });

  it('when real devices are recorded without --record-personal-data, then the command is refused with a warning', () => {
    const refused = recordOptionsError({ record: folder });
    const line = expect.stringMatching(/zones of documents.*--record-personal-data/);
    expect(refused).toMatchObject({ ok: false, error: { exit: 2, line } });
    expect(readdirSync(folder)).toEqual([]);
    expect(recordOptionsError({ recordPersonalData: true })).toMatchObject({ ok: false, error: { exit: 2 } });
  });

  it('when a trace is opened, then its header has the protocol of each device', () => {
    const opened = openRunTrace({ record: join(folder, 'deep/er'), recordPersonalData: true }, profile, 20_000);
    if (!opened.ok || !opened.value) throw new Error('no trace');
    opened.value.close();
    const [name = ''] = readdirSync(join(folder, 'deep/er'));
    expect(name).toMatch(/^kiosk-.*\.trace$/);
    const parsed = parseTrace(readFileSync(join(folder, 'deep/er', name), 'utf8'));
    expect(parsed.ok && parsed.value.header).toMatchObject({
      end: 'kiosk',
      devices: {
        reader: { driver: 'mrz' },
        terminal: { driver: 'zvt', framing: 'serial', password: '123456', messageMs: 20_000 },
        printer: { driver: 'escpos', model: 'epson-tm-t20', baudRate: 115_200 },
      },
    });
  });

  it('when the folder of traces cannot be made, then the run is refused in one line', () => {
    writeFileSync(join(folder, 'file'), '');
    const opened = openRunTrace({ record: join(folder, 'file/below'), simulate: true }, profile, null);
    expect(opened).toMatchObject({ ok: false, error: { exit: 1 } });
  });
});
