import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { FIND_PUBLIC_YAML_ARGS } from '../../provisioning/doctor/attached-device-checks.ts';
import { rescueCommand } from '../../provisioning/doctor/ledger-rescue.ts';
import type { OpenFile } from '../../provisioning/machine/processes.ts';

/** Writes 60 rows, and 40 more when it is told to end. */
const WRITER = `
  const db = new (require(process.argv[1]))(process.argv[2]);
  db.pragma('journal_mode = WAL');
  db.exec('create table entry (seq integer primary key, text text)');
  const add = (n) => { for (let i = 0; i < n; i += 1) db.prepare('insert into entry (text) values (?)').run('x'.repeat(100)); };
  add(60);
  if (process.argv[3] === 'checkpoint') db.pragma('wal_checkpoint(TRUNCATE)');
  process.on('SIGTERM', () => { add(40); db.close(); process.exit(0); });
  setInterval(() => {}, 1000);
  console.log('written');
`;

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'rescue-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

const openLedgerFiles = (pid: string, file: string): readonly OpenFile[] =>
  [file, `${file}-wal`].flatMap((path) => {
    const fd = readdirSync(`/proc/${pid}/fd`).find(
      (each) => readlinkSync(`/proc/${pid}/fd/${each}`).replace(' (deleted)', '') === path,
    );
    return fd === undefined ? [] : [{ pid, fd, path, isDeleted: true }];
  });

it.each([
  ['the ledger and its log', ['', '-wal', '-shm'], ''],
  ['the ledger and its log, after a checkpoint', ['', '-wal', '-shm'], 'checkpoint'],
  ['the ledger alone', [''], ''],
  ['the log alone', ['-wal'], ''],
])(
  'when a person deleted %s of a running kiosk, then the printed command brings every row back',
  async (_, gone, how) => {
    const home = folder();
    const state = join(home, 'state');
    mkdirSync(state);
    const file = join(state, 'ledger.db');
    const writer = spawn(process.execPath, [
      '-e',
      WRITER,
      createRequire(import.meta.url).resolve('better-sqlite3'),
      file,
      how,
    ]);
    onTestFinished(() => void writer.kill('SIGKILL'));
    await once(writer.stdout, 'data');
    for (const part of gone) rmSync(`${file}${part}`);
    const bin = join(home, 'bin');
    mkdirSync(bin);
    const program = (name: string, lines: string) =>
      writeFileSync(join(bin, name), `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
    program('sudo', 'exec "$@"');
    program('systemctl', `kill ${writer.pid}; while kill -0 ${writer.pid} 2>/dev/null; do sleep 0.02; done`);
    const command = rescueCommand(openLedgerFiles(String(writer.pid), file), file)
      .replaceAll('/root/', `${home}/`)
      .replaceAll(
        /-([og]) asan-kiosk/g,
        (_, which: string) => `-${which} ${which === 'o' ? process.getuid?.() : process.getgid?.()}`,
      );
    const ended = once(writer, 'exit');
    const ran = spawn('sh', ['-c', command], { env: { ...process.env, PATH: `${bin}:${process.env['PATH']}` } });
    const [[code]] = await Promise.all([once(ran, 'exit'), ended]);
    expect(code).toBe(0);
    const db = new Database(file);
    expect(db.prepare('select count(*) as n from entry').get()).toEqual({ n: 100 });
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    db.close();
  },
);

it('when an order is in a folder that only its owner may enter, then the search leaves it out', () => {
  const home = folder();
  chmodSync(home, 0o755);
  for (const [name, mode] of [
    ['open', 0o755],
    ['closed', 0o700],
  ] as const) {
    mkdirSync(join(home, name));
    writeFileSync(join(home, name, 'order.yaml'), 'kiosks: 1\n', { mode: 0o644 });
    chmodSync(join(home, name), mode);
  }
  const found = execFileSync('find', [home, ...FIND_PUBLIC_YAML_ARGS], { encoding: 'utf8' });
  expect(found.trim()).toBe(join(home, 'open/order.yaml'));
});
