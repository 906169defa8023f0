import { type ClientRequest, type IncomingMessage, request as plainRequest } from 'node:http';
import type { Clock } from '../../drivers/clock.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import type { OfficeTls } from './identity.ts';

/*
 * Not `fetch`: it loads undici, 47 ms and 27 MB of resident memory (Node 20.20, one loopback request each). This process loads `node:http`
 * anyway.
 */

export interface HttpCall {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly longestBytes?: number | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  /** Media type in small letters, without parameters; empty if absent. */
  readonly mediaType: string;
  readonly body: string;
}

/** Why there is no answer: `timeout`, `aborted`, `too-long`, `cut-short`, or Node's code such as `ECONNREFUSED`. No personal data. */
export type NoAnswerReason = string;

/** Longest answer without a document, to protect the memory. Real answers are far shorter. */
const LONGEST_ANSWER_BYTES = 256 * 1024;

class Stopped extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/**
 * Sends one request with one deadline for all of it. Every request opens a connection: the office may just have closed a kept one, and that
 * error looks like a lost answer. `body`: JSON text or `null`. `longestBytes` absent: `LONGEST_ANSWER_BYTES`.
 */
export async function sendHttpRequest(
  what: HttpCall,
  limits: { readonly clock: Clock; readonly timeoutMs: number; readonly signal: AbortSignal; readonly tls?: OfficeTls },
): Promise<Result<HttpAnswer, NoAnswerReason>> {
  if (limits.signal.aborted) return err('aborted');
  const request = what.url.protocol === 'https:' ? (await import('node:https')).request : plainRequest;
  const body = what.body === null ? null : Buffer.from(what.body, 'utf8');
  const headers: Record<string, string | number> = { accept: 'application/json', ...what.headers };
  if (body) {
    headers['content-type'] = 'application/json';
    headers['content-length'] = body.byteLength;
  }
  const tls = limits.tls && what.url.protocol === 'https:' ? await tlsOptions(limits.tls) : {};
  const sent = request(what.url, { method: what.method, headers, agent: false, ...tls });
  const stop = () => sent.destroy(new Stopped('aborted'));
  const deadline = limits.clock.setTimeout(() => sent.destroy(new Stopped('timeout')), limits.timeoutMs);
  limits.signal.addEventListener('abort', stop, { once: true });
  try {
    const answer = answered(sent, what.longestBytes ?? LONGEST_ANSWER_BYTES);
    sent.end(body ?? undefined);
    return await answer;
  } finally {
    limits.clock.clearTimeout(deadline);
    limits.signal.removeEventListener('abort', stop);
  }
}

async function tlsOptions({ ca, identity }: OfficeTls) {
  return {
    ca: ca && [...(await import('node:tls')).rootCertificates, ca],
    ...(identity && { key: identity.key, cert: identity.certificate }),
  };
}

function answered(sent: ClientRequest, longest: number): Promise<Result<HttpAnswer, NoAnswerReason>> {
  return new Promise((resolve) => {
    const failed = (why: NodeJS.ErrnoException) => resolve(err(why.code ?? 'failed'));
    sent.on('error', failed);
    sent.on('response', (response) => {
      response.on('error', failed);
      collect(response, longest, resolve, () => sent.destroy(new Stopped('too-long')));
    });
  });
}

function collect(
  response: IncomingMessage,
  longest: number,
  resolve: (result: Result<HttpAnswer, NoAnswerReason>) => void,
  tooLong: () => void,
): void {
  const chunks: Buffer[] = [];
  let length = 0;
  response.on('data', (chunk: Buffer) => {
    length += chunk.byteLength;
    if (length > longest) {
      resolve(err('too-long'));
      tooLong();
    } else chunks.push(chunk);
  });
  response.on('end', () => {
    resolve(
      ok({
        status: response.statusCode ?? 0,
        mediaType: (response.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase(),
        body: Buffer.concat(chunks).toString('utf8'),
      }),
    );
  });
  // After `end` this has no effect; without `end`, the connection broke in the answer.
  response.on('close', () => resolve(err('cut-short')));
}
