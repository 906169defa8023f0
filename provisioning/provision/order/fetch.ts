import { request } from 'node:https';
import { z } from 'zod';
import { parseJson } from '../../../device/words/json.ts';
import { type Clock, pause } from '../../../drivers/clock.ts';
import { certificateTrouble, pinnedSocket } from '../../../drivers/document-printer/ipp/tls.ts';
import { err, messageOf, ok, type Result } from '../../../drivers/result.ts';
import { type ProvisionResult, provisionTrouble } from '../trouble.ts';
import type { OrderCode } from './code.ts';
import type { FileWithSignature } from './signed-order.ts';

/** ms from the connection to the last byte. */
const TIMEOUT_MS = 15_000;
/** Most requests if connections break. With the same key the code is used once. */
const TRIES = 3;
const PAUSE_MS = 2_000;
const MAX_BYTES = 4 * 1024 * 1024;

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** `isDistrust`: another certificate than the code names. The server never sees the code. */
interface NoAnswer {
  readonly detail: string;
  readonly isDistrust: boolean;
}

/**
 * Fetches the order of a code. Only the server with the fingerprint's certificate gets the code. `key` (Idempotency-Key) makes a retry the
 * same request.
 */
export async function fetchOrder(
  code: OrderCode,
  key: string,
  clock: Clock,
): Promise<ProvisionResult<FileWithSignature>> {
  const at = `${code.host}:${code.port}`;
  for (let nth = 1; ; nth += 1) {
    const answer = await ask(code, key);
    if (answer.ok) return orderIn(answer.value, at);
    const { detail, isDistrust } = answer.error;
    if (isDistrust)
      return provisionTrouble('PRV-112', `${at} does not have the certificate of the code: ${detail}`, DISTRUST);
    if (nth === TRIES)
      return provisionTrouble(
        'PRV-112',
        `${at} does not answer: ${detail}`,
        'look at the network: ip address; ping the host',
      );
    await pause(clock, PAUSE_MS);
  }
}

const DISTRUST = 'stop: ask the office whether its certificate is new, and for a new code';

function ask({ host, port, code, fingerprint }: OrderCode, key: string): Promise<Result<Answer, NoAnswer>> {
  return new Promise((resolve) => {
    const body = JSON.stringify({ code });
    const fail = (error: Error) =>
      resolve(err({ detail: messageOf(error), isDistrust: certificateTrouble(error) !== undefined }));
    const asked = request({
      method: 'POST',
      host,
      port,
      path: '/v1/orders',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      createConnection: pinnedSocket({ host, port, path: '/', tls: true }, fingerprint) as never,
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'idempotency-key': key,
        connection: 'close',
      },
    });
    asked.once('error', fail);
    asked.once('response', (response) => {
      const chunks: Buffer[] = [];
      let length = 0;
      response.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length > MAX_BYTES) response.destroy(new Error(`more than ${MAX_BYTES} bytes`));
        else chunks.push(chunk);
      });
      response.once('error', fail);
      response.once('end', () =>
        resolve(ok({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() })),
      );
    });
    asked.end(body);
  });
}

const answerSchema = z.object({ order: z.string(), signature: z.string() });

function orderIn({ status, body }: Answer, at: string): ProvisionResult<FileWithSignature> {
  if (status === 404 || status === 409 || status === 410)
    return provisionTrouble(
      'PRV-113',
      `${at} has no order for this code (HTTP ${status})`,
      'ask the office for a new code',
    );
  const its = status === 200 ? answerSchema.safeParse(parseJson(body)).data : undefined;
  if (!its)
    return provisionTrouble(
      'PRV-112',
      `${at} answers with something that is no order (HTTP ${status})`,
      'ask the office whether the address is right',
    );
  return ok({ name: `the order of ${at}`, content: Buffer.from(its.order), signature: its.signature });
}
