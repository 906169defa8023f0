import { expect, it } from 'vitest';
import { fakeIo } from '../../test/support/fake-io.ts';
import { main } from '../main.ts';

async function explained(line: string) {
  const io = fakeIo();
  const { exit } = await main(['explain', ...line.split(' ')], io);
  return { exit, out: io.written(), notes: io.notes };
}

it('when a code is named in small letters, then its section of troubleshooting is printed', async () => {
  const { exit, out } = await explained('prn-111');
  expect(exit).toBe(0);
  expect(out).toMatch(/^PRN-111: Paper is out\n\nThe citizen sees: .*\n\nWhat it means: .*What to do:\n\n1\. /s);
});

it('when --json is added, then the section is one value', async () => {
  const { out } = await explained('LDG-102 --json');
  expect(JSON.parse(out)).toMatchObject({ code: 'LDG-102', title: expect.any(String), todo: expect.any(Array) });
});

it.each([
  ['LDG-999', /^asan-kiosk: LDG-999: expected one of LDG-101, LDG-102, .*, found a code that the kiosk does not have/],
  ['paper', /^asan-kiosk: paper: expected a code such as PRN-111, which begins with RDR, /],
])('when the kiosk has no code %s, then one line names codes that it has', async (code, line) => {
  const { exit, notes } = await explained(code);
  expect(exit).toBe(2);
  expect(notes).toEqual([expect.stringMatching(line)]);
});
