import { existsSync, linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openOutbox } from '../../device/offline/outbox.ts';
import { cutPowerDuringWrite } from '../../test/support/cut-in-write.ts';
import { copyCommittedDatabase } from './settled-copy.ts';

let folder: string;
const from = () => join(folder, 'outbox');
const to = () => join(folder, 'copy');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settled-'));
  openOutbox(from()).close();
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('when the power failed during a write,', () => {
  beforeEach(() => cutPowerDuringWrite(from()));

  it('then the copy has no journal, and the original keeps its journal', async () => {
    await copyCommittedDatabase(from(), to());
    expect([existsSync(`${to()}-journal`), existsSync(`${from()}-journal`)]).toEqual([false, true]);
  });

  it('and the original changes during the copy, then the copy is refused', async () => {
    linkSync(from(), `${to()}-journal`);
    await expect(copyCommittedDatabase(from(), to())).rejects.toMatchObject({ code: 'EBUSY' });
  });
});

it('when the copy cannot be read, then no part of the copy stays', async () => {
  const text = 'not a database, but long enough to be read as one'.padEnd(8_192, 'x');
  for (const part of ['', '-journal']) writeFileSync(`${from()}${part}`, text);
  await expect(copyCommittedDatabase(from(), to())).rejects.toMatchObject({ code: 'SQLITE_NOTADB' });
  expect(readdirSync(folder).toSorted()).toEqual(['outbox', 'outbox-journal']);
});

it('when the journal is a folder, then no part of the copy stays', async () => {
  mkdirSync(`${from()}-journal`);
  await expect(copyCommittedDatabase(from(), to())).rejects.toMatchObject({ code: 'EISDIR' });
  expect(readdirSync(folder).toSorted()).toEqual(['outbox', 'outbox-journal']);
});
