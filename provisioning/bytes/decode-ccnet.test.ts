import { expect, it } from 'vitest';
import { fakeIo } from '../../test/support/fake-io.ts';
import { main } from '../main.ts';

async function run(args: readonly string[]) {
  const io = fakeIo();
  const { exit } = await main(args, io);
  return { exit, out: io.written(), notes: io.notes };
}

it('when a poll and its answer are given, then both are decoded', async () => {
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

it('when the checksum belongs to another frame, then the frame is discarded and the exit code is 1', async () => {
  const { exit, out, notes } = await run(['decode', 'ccnet', '--json', '02 03 07 80 03 9E 10']);
  expect(exit).toBe(1);
  expect(JSON.parse(out)).toEqual({ messages: [], discarded: [{ bytes: '02030780039e10', why: 'checksum wrong' }] });
  expect(notes).toHaveLength(1);
  expect(notes[0]).toContain('checksum wrong');
});

it('when a hex pair is incomplete, then decode ccnet ends with exit code 2', async () => {
  expect(await run(['decode', 'ccnet', '02 0'])).toMatchObject({ exit: 2, out: '' });
});
