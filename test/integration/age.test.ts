import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openOutbox } from '../../device/offline/outbox.ts';
import { createTextEncrypter } from '../../device/offline/seal.ts';
import { unseal } from '../../simulators/back-office/offline.ts';

const run = promisify(execFile);
const WORDS = { surname: 'MƏMMƏDOVA', text: 'Əməkdaş kobud danışdı; “ş, ğ, ı, ö, ç, ü”' };

let folder = '';
let identity = '';
let recipient = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'age-'));
  await run('age-keygen', ['-o', join(folder, 'office.key')]);
  recipient = (await run('age-keygen', ['-y', join(folder, 'office.key')])).stdout.trim();
  const lines = (await readFile(join(folder, 'office.key'), 'utf8')).split('\n');
  identity = lines.find((line) => line.startsWith('AGE-SECRET-KEY-1')) ?? '';
});
afterEach(() => rm(folder, { recursive: true }));

const opened = (file: string, key: string) => run('age', ['--decrypt', '--identity', key, file]);

it('when the identity of the office opens an outbox, then it succeeds; another identity fails', async () => {
  const file = join(folder, 'outbox.db');
  const outbox = openOutbox(file);
  outbox.stockUp({ epoch: 1, references: ['K5-7QF2-62'] });
  const sealed = await createTextEncrypter(recipient)(JSON.stringify(WORDS));
  outbox.take({ key: 'one', takenAt: '2026-11-24T10:00:00.000Z', sealed, queue: null });
  outbox.close();
  expect((await readFile(file)).includes('MƏMMƏDOVA')).toBe(false);
  const taken = join(folder, 'taken.age');
  await run('python3', ['-c', COPY, file, taken]);
  expect(JSON.parse((await opened(taken, join(folder, 'office.key'))).stdout)).toEqual(WORDS);
  await run('age-keygen', ['-o', join(folder, 'other.key')]);
  await expect(opened(taken, join(folder, 'other.key'))).rejects.toThrow('no identity matched');
});

it('when age seals an answer, then the office opens it', async () => {
  await writeFile(join(folder, 'words.json'), JSON.stringify(WORDS));
  const sealed = join(folder, 'words.age');
  await run('age', ['--encrypt', '--recipient', recipient, '--output', sealed, join(folder, 'words.json')]);
  expect(await unseal((await readFile(sealed)).toString('base64'), identity)).toEqual(WORDS);
});

/** Copies with Python's SQLite. The tested program has its own. */
const COPY = `
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
assert db.execute('PRAGMA integrity_check').fetchone() == ('ok',)
open(sys.argv[2], 'wb').write(db.execute('SELECT sealed FROM taken').fetchone()[0])
`;
