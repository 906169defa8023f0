import { expect, it } from 'vitest';
import { fakeIo } from '../../test/support/fake-io.ts';
import { main } from '../main.ts';

async function run(args: readonly string[]) {
  const io = fakeIo();
  const { exit } = await main(args, io);
  return { exit, out: io.written(), notes: io.notes };
}

it('when a command and its response are given, then both are decoded', async () => {
  const hex = '00 00 FF 02 FE D4 02 2A 00 00 00 FF 00 FF 00 00 00 FF 06 FA D5 03 32 01 06 07 E8 00'.split(' ');
  const { exit, out } = await run(['decode', 'pn532', '--json', ...hex]);
  expect(exit).toBe(0);
  expect(JSON.parse(out)).toEqual({
    messages: [
      { from: 'host', kind: 'get-firmware-version', fields: {} },
      { from: null, kind: 'ack', fields: {} },
      { from: 'chip', kind: 'get-firmware-version', fields: { ic: 50, version: 1, revision: 6, support: 7 } },
    ],
    discarded: [],
  });
  expect((await run(['decode', 'pn532', ...hex])).out).toBe(
    'host get firmware version\nack\nchip get firmware version, ic 50, version 1, revision 6, support 7\n',
  );
});

it('when the bytes are no frame, then decode pn532 says why', async () => {
  const { exit, out, notes } = await run(['decode', 'pn532', '--json', '00 00 FF 02 FE D4 02 2B 00']);
  expect(exit).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ messages: [], discarded: [{ why: 'checksum wrong' }] });
  expect(notes).toHaveLength(1);
  expect((await run(['decode', 'pn532', '00 00 00'])).notes[0]).toContain('preambles only');
});

it('when a hex pair is incomplete, then decode pn532 ends with exit code 2', async () => {
  expect(await run(['decode', 'pn532', '00 0'])).toMatchObject({ exit: 2, out: '' });
});
