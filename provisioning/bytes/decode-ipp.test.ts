import { expect, it } from 'vitest';
import { toHex } from '../../drivers/bytes.ts';
import { encodeIpp } from '../../drivers/document-printer/ipp/encode.ts';
import { cancelJob } from '../../drivers/document-printer/ipp/requests.ts';
import { fakeIo } from '../../test/support/fake-io.ts';
import { main } from '../main.ts';

async function run(args: readonly string[]) {
  const io = fakeIo();
  const { exit } = await main(['decode', 'ipp', ...args], io);
  return { exit, out: io.written(), notes: io.notes };
}

it('when an IPP request is given, then it is decoded', async () => {
  const hex = toHex(encodeIpp({ ...cancelJob({ uri: 'ipp://p/ipp/print', user: 'K5' }, 3), requestId: 1 }));
  const { exit, out } = await run(['--json', hex]);
  expect(exit).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ messages: [{ kind: 'Cancel-Job', requestId: 1 }], discarded: [] });
  const [first, second] = (await run([hex])).out.split('\n');
  expect(first).toBe('kiosk  Cancel-Job, request 1');
  expect(second).toContain(' operation: attributes-charset utf-8, ');
  expect(second).toContain(' job-id 3, ');
});

it('when the bytes are no IPP message, then decode ipp says why', async () => {
  expect(await run(['02 00 00'])).toMatchObject({ exit: 1, notes: [expect.stringContaining('ends too early')] });
});
