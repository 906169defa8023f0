import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { concatBytes } from '../../bytes.ts';
import type { LinkTrouble } from '../../link/link.ts';
import { decodeSocketError } from '../../link/tcp.ts';
import { err, ok, type Result } from '../../result.ts';
import type { PrinterAddress } from './address.ts';
import type { Post, PostTrouble } from './post.ts';
import { certificateTrouble, pinnedSocket } from './tls.ts';

/** Options of `httpPost`. */
export interface HttpOptions {
  /**
   * SHA-256 of the printer's certificate, in hex, with or without colons. Needed if self-signed, as most are. Absent: this computer must trust
   * the certificate.
   */
  readonly fingerprint?: string | undefined;
}

const MAX_ANSWER_BYTES = 2_000_000;

/**
 * POST over HTTP/1.1 (RFC 8010, 4; RFC 9112), over TLS for `ipps:` (RFC 7472). Each request has its own connection: a printer may close a
 * kept connection while it gets a job. Then it is unknown whether the job arrived. Answers have some 30 kB of attributes; with icons and
 * all media, some 200 kB. The status 426 means that the printer wants TLS (RFC 8010, 8.2).
 */
export function httpPost(address: PrinterAddress, options: HttpOptions = {}): Post {
  return (body, signal) =>
    new Promise((resolve) => {
      let sent = false;
      let settled = false;
      const settle = (result: Result<Uint8Array, PostTrouble>) => {
        if (settled) return;
        settled = true;
        signal.removeEventListener('abort', giveUp);
        resolve(result);
        request.destroy();
      };
      const fail = (trouble: LinkTrouble) => settle(err({ trouble, sent }));
      const giveUp = () => fail(wentDown('no answer in time'));
      const request = (address.tls ? httpsRequest : httpRequest)(requestOptions(address, body.length, options));
      request.on('socket', (socket) => {
        const begin = () => {
          sent = true;
        };
        if (socket.connecting) socket.once(address.tls ? 'secureConnect' : 'connect', begin);
        else begin();
      });
      request.on('error', (error) => fail(certificateTrouble(error) ?? decodeSocketError(error)));
      request.on('response', (response) => readAnswer(response, settle, fail));
      signal.addEventListener('abort', giveUp, { once: true });
      if (signal.aborted) giveUp();
      else request.end(body);
    });
}

function requestOptions(address: PrinterAddress, length: number, { fingerprint }: HttpOptions): RequestOptions {
  const { host, port, path } = address;
  const pinned = address.tls && fingerprint !== undefined;
  return {
    method: 'POST',
    host,
    port,
    path,
    headers: { 'Content-Type': 'application/ipp', 'Content-Length': length, Connection: 'close' },
    // A pinned certificate excludes an agent: even `agent: false` makes one.
    ...(pinned ? { createConnection: pinnedSocket(address, fingerprint) } : { agent: false }),
  };
}

function readAnswer(
  response: IncomingMessage,
  settle: (result: Result<Uint8Array, PostTrouble>) => void,
  fail: (trouble: LinkTrouble) => void,
): void {
  if (response.statusCode !== 200) {
    fail(httpTrouble(response.statusCode ?? 0));
    return;
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  response.on('data', (chunk: Uint8Array) => {
    length += chunk.length;
    chunks.push(chunk);
    if (length > MAX_ANSWER_BYTES) fail(wentDown(`an answer of more than ${MAX_ANSWER_BYTES} bytes`));
  });
  response.on('end', () => settle(ok(concatBytes(chunks))));
  response.on('error', (error) => fail(decodeSocketError(error)));
  response.on('aborted', () => fail(wentDown('the answer was cut short')));
}

const wentDown = (detail: string): LinkTrouble => ({ code: 'LNK-103', kind: 'went-down', detail });

function httpTrouble(status: number): LinkTrouble {
  if (status === 401 || status === 403)
    return { code: 'LNK-102', kind: 'not-permitted', detail: `HTTP ${status}: it wants a password` };
  if (status === 426) return { code: 'LNK-102', kind: 'not-permitted', detail: 'HTTP 426: it wants ipps://' };
  return { code: 'LNK-101', kind: 'not-connected', detail: `HTTP ${status}: no printer at this path` };
}
