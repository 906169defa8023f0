import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeIo } from '../../test/support/fake-io.ts';
import { eventLine } from './event-line.ts';
import { LONGEST_LOG_BYTES, openLog } from './log-file.ts';

const AWAY =
  '{"level":"info","at":"2026-11-24T10:00:05.000Z","event":"device.changed","who":"device","kind":"printer","state":"offline"}\n';
const STEP =
  '{"level":"info","at":"2026-11-24T10:00:05.000Z","event":"session.step","who":"citizen","step":"paying"}\n';
const BUG = '{"level":"error","at":"2026-11-24T10:00:05.000Z","event":"bug","who":"kiosk","where":"web"}\n';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-log-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('eventLine', () => {
  it('tells what matters, and only errors before the kiosk is ready', () => {
    expect(eventLine(AWAY, true)).toMatch(/^\d\d:\d\d:05 device\.changed kind=printer state=offline$/);
    expect(eventLine(STEP, true)).toBeNull();
    expect(eventLine(AWAY, false)).toBeNull();
    expect(eventLine(BUG, false)).toContain('bug where=web');
  });
});

describe('openLog', () => {
  const open = (file: string | null, terminal = true) => {
    const io = fakeIo({ noteIsTerminal: terminal });
    const log = openLog(file, io);
    if (!log.ok) throw new Error(log.error.line);
    return { io, log: log.value };
  };

  it('writes every line to the file and the important ones to a terminal', () => {
    const file = join(folder, 'deep/kiosk.jsonl');
    const { io, log } = open(file);
    log.write(AWAY);
    log.ready();
    log.write(AWAY);
    log.write(STEP);
    log.close();
    expect(readFileSync(file, 'utf8')).toBe(AWAY + AWAY + STEP);
    expect(io.notes).toEqual([expect.stringContaining('device.changed')]);
  });

  it('says nothing where nobody watches', () => {
    const { io, log } = open(join(folder, 'kiosk.jsonl'), false);
    log.ready();
    log.write(BUG);
    log.close();
    expect(io.notes).toEqual([]);
  });

  it('writes to standard error as it is when that is asked for', () => {
    const { io, log } = open(null);
    log.write(STEP);
    expect(io.notes).toEqual([STEP.trimEnd()]);
  });

  it('writes to the journal with the priority of each line', () => {
    const io = fakeIo({ noteIsJournal: true });
    const log = openLog(null, io);
    if (!log.ok) throw new Error(log.error.line);
    const warning = BUG.replace('"error"', '"warn"');
    for (const line of [STEP, warning, BUG]) log.value.write(line);
    expect(io.notes).toEqual([`<6>${STEP}`, `<4>${warning}`, `<3>${BUG}`].map((line) => line.trimEnd()));
  });

  it('never takes more than two logs of the disk, however much is written', () => {
    const file = join(folder, 'kiosk.jsonl');
    const { log } = open(file, false);
    const line = `${'x'.repeat(999_999)}\n`;
    let most = 0;
    for (let nth = 0; nth < 65; nth += 1) {
      log.write(line);
      const sizes = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
      most = Math.max(
        most,
        sizes.reduce((sum, size) => sum + size),
      );
      for (const size of sizes) expect(size).toBeLessThanOrEqual(LONGEST_LOG_BYTES);
    }
    log.close();
    expect(most).toBe(2 * LONGEST_LOG_BYTES);
    expect(readdirSync(folder).sort()).toEqual(['kiosk.jsonl', 'kiosk.jsonl.1']);
  });

  it('puts a log aside that has grown long', () => {
    const file = join(folder, 'kiosk.jsonl');
    writeFileSync(file, '');
    truncateSync(file, 20_000_001);
    open(file).log.close();
    expect(readFileSync(file)).toHaveLength(0);
    expect(readFileSync(`${file}.1`)).toHaveLength(20_000_001);
  });

  it('puts a log aside while it runs', () => {
    const file = join(folder, 'kiosk.jsonl');
    writeFileSync(file, '');
    truncateSync(file, LONGEST_LOG_BYTES - STEP.length);
    const { log } = open(file);
    log.write(STEP);
    log.write(BUG);
    log.close();
    expect(readFileSync(file, 'utf8')).toBe(BUG);
    expect(readFileSync(`${file}.1`)).toHaveLength(LONGEST_LOG_BYTES);
  });

  it('opens on a disk that is full, and throws each line back to whoever counts them', () => {
    // The kernel's own full disk: every write to it is ENOSPC [full(4)].
    const { log } = open('/dev/full');
    for (let nth = 0; nth < 2; nth += 1) expect(() => log.write(STEP)).toThrow('ENOSPC');
    log.close();
  });

  it('says what its folder is where it may not write', () => {
    const own = join(folder, 'etc');
    writeFileSync(own, '');
    const opened = openLog(join(own, 'kiosk/kiosk.jsonl'), fakeIo());
    expect(!opened.ok && opened.error.line).toMatch(
      /ledger folder \S+ can not be made by \S+: ledger\.file points below \S+, which is no folder/,
    );
  });

  it('fails in one line where it can not write', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(openLog(join(folder, 'file/kiosk.jsonl'), fakeIo())).toMatchObject({ ok: false, error: { exit: 1 } });
  });
});
