import type { IncomingMessage } from 'node:http';
import { err, ok, type Result } from '../result.ts';

/** Reads the body of an HTTP message. If it is longer than `most` bytes (`code`: `too-long`), its connection is closed. */
export async function readBoundedBody(
  message: IncomingMessage,
  most: number,
): Promise<Result<Buffer, NodeJS.ErrnoException>> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of message as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > most) return err(Object.assign(new Error(`more than ${most} bytes`), { code: 'too-long' }));
      chunks.push(chunk);
    }
  } catch (error) {
    return err(error as NodeJS.ErrnoException);
  }
  return ok(Buffer.concat(chunks));
}
