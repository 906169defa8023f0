import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { readBoundedBody } from './bounded-body.ts';

const message = (...chunks: readonly string[]) =>
  Readable.from(chunks.map((text) => Buffer.from(text))) as IncomingMessage;

it('when a body has the most bytes, then it is read whole; one byte more is refused, and the message is closed', async () => {
  expect(await readBoundedBody(message('abc', 'de'), 5)).toEqual({ ok: true, value: Buffer.from('abcde') });
  const long = message('abc', 'def');
  expect(await readBoundedBody(long, 5)).toMatchObject({ ok: false, error: { code: 'too-long' } });
  expect(long.destroyed).toBe(true);
});
