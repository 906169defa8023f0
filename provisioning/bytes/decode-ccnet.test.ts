import { expect, it } from 'vitest';
import { fakeIo } from '../../test/support/fake-io.ts';
import { main } from '../main.ts';

async function run(args: readonly string[]) {
  const io = fakeIo();
  const { exit } = await main(args, io);
  return { exit, out: io.written(), notes: io.notes };
}

it('reads a poll and its answer', async () => {
  const hex = '02 03 06 33 da 81 02 03 07 80 13 96 11'.split(' ');
  const { exit, out } = await run(['decode', 'ccnet', '--json', ...hex]);
  expect(exit).toBe(0);
  expect(JSON.parse(out)).toEqual({
    messages: [
      { from: 'command', kind: 'poll', fields: {} },
      { from: 'answer', kind: 'escrow', fields: { type: 19 } },
    ],
    discarded: [],
  });
  expect((await run(['decode', 'ccnet', ...hex])).out).toBe('kiosk  poll\ndevice escrow, type 19\n');
});

it('refuses a frame whose checksum is that of another', async () => {
  const { exit, out, notes } = await run(['decode', 'ccnet', '--json', '02 03 07 80 03 9E 10']);
  expect(exit).toBe(1);
  expect(JSON.parse(out)).toEqual({ messages: [], discarded: [{ bytes: '02030780039e10', why: 'checksum wrong' }] });
  expect(notes).toHaveLength(1);
  expect(notes[0]).toContain('checksum wrong');
});

it('is told how to be used', async () => {
  expect(await run(['decode', 'ccnet', '02 0'])).toMatchObject({ exit: 2, out: '' });
});
