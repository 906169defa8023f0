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
  it('when an event is important, then the terminal gets a line; before the kiosk is ready only errors are shown', () => {
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

  it('when a log file is open, then it gets every line and the terminal the important ones', () => {
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

  it('when standard error is not a terminal, then it gets no line', () => {
    const { io, log } = open(join(folder, 'kiosk.jsonl'), false);
    log.ready();
    log.write(BUG);
    log.close();
    expect(io.notes).toEqual([]);
  });

  it('when no file is named, then every line goes to standard error', () => {
    const { io, log } = open(null);
    log.write(STEP);
    expect(io.notes).toEqual([STEP.trimEnd()]);
  });

  it('when standard error is the journal, then each line has its priority', () => {
    const io = fakeIo({ noteIsJournal: true });
    const log = openLog(null, io);
    if (!log.ok) throw new Error(log.error.line);
    const warning = BUG.replace('"error"', '"warn"');
    for (const line of [STEP, warning, BUG]) log.value.write(line);
    expect(io.notes).toEqual([`<6>${STEP}`, `<4>${warning}`, `<3>${BUG}`].map((line) => line.trimEnd()));
  });

  it('when much is written, then the disk never has more than two logs', () => {
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

  it('when the log is too long at the start, then it is renamed', () => {
    const file = join(folder, 'kiosk.jsonl');
    writeFileSync(file, '');
    truncateSync(file, 20_000_001);
    open(file).log.close();
    expect(readFileSync(file)).toHaveLength(0);
    expect(readFileSync(`${file}.1`)).toHaveLength(20_000_001);
  });

  it('when the log becomes too long, then it is renamed', () => {
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

  it('when the disk is full, then the log opens and each write throws', () => {
    const { log } = open('/dev/full');
    for (let nth = 0; nth < 2; nth += 1) expect(() => log.write(STEP)).toThrow('ENOSPC');
    log.close();
  });

  it('when the folder cannot be made, then the error says why', () => {
    const own = join(folder, 'etc');
    writeFileSync(own, '');
    const opened = openLog(join(own, 'kiosk/kiosk.jsonl'), fakeIo());
    expect(!opened.ok && opened.error.line).toMatch(
      /ledger folder \S+ can not be made by \S+: ledger\.file points below \S+, which is not a folder/,
    );
  });

  it('when the file cannot be written, then opening fails in one line', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(openLog(join(folder, 'file/kiosk.jsonl'), fakeIo())).toMatchObject({ ok: false, error: { exit: 1 } });
  });
});
