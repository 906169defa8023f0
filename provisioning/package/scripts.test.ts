import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';

const SOURCE = packageFile('provisioning/package/debian');

let folder: string;
const at = (name: string) => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scripts-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs a script as dpkg would, in this folder instead of `/`. Returns what it said. */
function run(script: string, ...args: string[]): string {
  const moved = script.replace(/(?<=[\s"'=])\/(var|run|etc)\//g, `${folder}/$1/`);
  writeFileSync(at('script'), moved);
  const env = { ...process.env, PATH: `${at('bin')}:${process.env['PATH']}` };
  return execFileSync('sh', [at('script'), ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] }).toString();
}

describe('a purge', () => {
  const STATE = 'var/lib/asan-kiosk';
  const purge = () => {
    mkdirSync(at('var/backups'), { recursive: true });
    const script = readFileSync(join(SOURCE, 'postrm.in'), 'utf8');
    run(script.replace('@FOLDERS@', ` /${STATE}`).replace('@MADE@', '').replace('#DEBHELPER#', ''), 'purge');
    return readdirSync(at('var/backups'))
      .flatMap((name) => readdirSync(join(at('var/backups'), name)))
      .sort();
  };

  it.each<[string, readonly string[]]>([
    ['that can be read', ['ledger.db', 'ledger.db.mark']],
    [
      'that could not be read, and lies beside its name',
      ['ledger.db.damaged-1', 'ledger.db.damaged-1-wal', 'ledger.db.mark'],
    ],
    ['of which the log alone is left', ['ledger.db-wal', 'ledger.db.mark']],
    ['that a backup took the place of', ['ledger.db.replaced-1']],
  ])('keeps a ledger %s', (_, names) => {
    mkdirSync(at(STATE), { recursive: true });
    for (const name of names) writeFileSync(join(at(STATE), name), 'what is owed');
    expect(purge()).toEqual(names);
    expect(readdirSync(at('var/lib'))).toEqual([]);
  });

  it('keeps nothing where there was none', () => {
    mkdirSync(at(`${STATE}/glass`), { recursive: true });
    expect(purge()).toEqual([]);
    expect(readdirSync(at('var/lib'))).toEqual([]);
  });
});
