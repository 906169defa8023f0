import {
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { openLedger } from '../../device/ledger/ledger.ts';
import { fakeIo } from '../../test/support/fake-io.ts';
import { openBooks } from '../accept/open-books.ts';
import { loadProfileFile } from '../command/load-profile.ts';
import { main } from '../main.ts';

let folder: string;
let profile: string;
const at = (name: string) => join(folder, name);
const isRoot = process.getuid?.() === 0;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-place-'));
  for (const name of ['root', 'state']) mkdirSync(at(name));
  profile = at('profile.yaml');
  const simulated = readFileSync(packageFile('provisioning/profiles/simulated.yaml'), 'utf8');
  writeFileSync(profile, simulated.replace(/var\/simulated\/ledger\.db/, at('state/ledger.db')));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function asan(...words: readonly string[]): Promise<string> {
  const io = fakeIo();
  await main([...words, '--profile', profile], io);
  return io.notes.join('\n');
}

function accept(): string {
  const loaded = loadProfileFile(profile);
  if (!loaded.ok) return loaded.error.line;
  const books = openBooks(loaded.value);
  if (!books.ok) return books.error.line;
  books.value.close();
  return 'done';
}

describe('commands that write as root', () => {
  const layLink = (part: string, to: string) => {
    symlinkSync(to, at(`state/ledger.db${part}`));
    lchownSync(at(`state/ledger.db${part}`), 990, 990);
  };

  it.each(['', '.lock', '.mark', '.outbox', '-wal'])(
    'when the kiosk’s user replaced ledger.db%s by a link to a file of root, then no command follows the link',
    async (part) => {
      if (!isRoot) return;
      writeFileSync(at('root/keys'), 'keys of root');
      if (part === '') openLedger({ file: at('root/ledger.db'), now: () => new Date() }).close();
      else openLedger({ file: at('state/ledger.db'), now: () => new Date() }).close();
      const before = readdirSync(at('root'));
      rmSync(at(`state/ledger.db${part}`), { force: true });
      layLink(part, part === '' ? at('root/ledger.db') : at('root/keys'));
      const refused = new RegExp(
        `nothing was changed: .*ledger\\.db${part} is a symbolic link of the user 990.*LDG-106`,
      );
      expect(accept()).toMatch(refused);
      expect(await asan('ledger', 'adopt', '--by', 'A.M.', '--yes')).toMatch(refused);
      expect(await asan('ledger', 'settle', 'K5-7QF2-62', '--as', 'paid', '--by', 'A.M.', '--yes')).toMatch(refused);
      expect(await asan('terminal', 'inquire', '--link', 'tcp:127.0.0.1:1')).toMatch(refused);
      expect([readFileSync(at('root/keys'), 'utf8'), readdirSync(at('root'))]).toEqual(['keys of root', before]);
    },
  );

  it('when root made the link at ledger.db, then opening the books follows it', () => {
    symlinkSync(at('root/ledger.db'), at('state/ledger.db'));
    expect(accept()).toBe('done');
    expect(readdirSync(at('root'))).toContain('ledger.db.log-key');
  });
});
