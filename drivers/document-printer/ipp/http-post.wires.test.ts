import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parsePrinterUri, printerUri } from './address.ts';
import { httpPost } from './http-post.ts';

const NEVER = new AbortController().signal;
const QUESTION = Uint8Array.of(1, 2, 3);

let server: { listen: Server['listen']; close: Server['close']; address: Server['address'] } | undefined;
afterEach(() => new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve())));

async function listening(made: NonNullable<typeof server>, tls = false) {
  server = made;
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', () => resolve()));
  return { host: '127.0.0.1', port: (made.address() as AddressInfo).port, path: '/ipp/print', tls };
}
const answering = (answer: RequestListener) => listening(createServer(answer));

describe('an address', () => {
  it.each([
    ['ipp://192.0.2.9', { host: '192.0.2.9', port: 631, path: '/ipp/print', tls: false }, 'ipp://192.0.2.9/ipp/print'],
    [
      'ipps://printer.example:8631/ipp/print/a4',
      { host: 'printer.example', port: 8631, path: '/ipp/print/a4', tls: true },
      'ipps://printer.example:8631/ipp/print/a4',
    ],
    [
      'ipp://[2001:db8::1]/',
      { host: '2001:db8::1', port: 631, path: '/ipp/print', tls: false },
      'ipp://[2001:db8::1]/ipp/print',
    ],
  ])('address %s is parsed and printed', (text, address, uri) => {
    expect(parsePrinterUri(text)).toEqual(address);
    expect(printerUri(address)).toBe(uri);
  });

  it.each(['http://192.0.2.9', 'ipp://', 'ipp://host:0', 'ipp://host:70000', 'ipp://user@host', 'ipp://host/a b'])(
    'address %s is refused',
    (text) => expect(parsePrinterUri(text)).toBeUndefined(),
  );
});

describe('a request', () => {
  it('when a request is posted, then its bytes and length arrive and the answer is returned', async () => {
    const address = await answering((request, response) => {
      expect(request.headers).toMatchObject({ 'content-type': 'application/ipp', 'content-length': '3' });
      expect(request.url).toBe('/ipp/print');
      request.on('data', (chunk: Buffer) => response.end(chunk.reverse()));
    });
    expect(await httpPost(address)(QUESTION, NEVER)).toEqual({ ok: true, value: Uint8Array.of(3, 2, 1) });
  });

  it.each([
    [401, 'LNK-102', 'password'],
    [404, 'LNK-101', 'no printer at this path'],
    [426, 'LNK-102', 'ipps://'],
    [503, 'LNK-101', 'HTTP 503'],
  ])('when the HTTP status is %i, then the result is an error and not an answer', async (status, code, words) => {
    const address = await answering((_request, response) => response.writeHead(status).end());
    const answer = await httpPost(address)(QUESTION, NEVER);
    expect(answer).toMatchObject({ ok: false, error: { sent: true, trouble: { code } } });
    expect(!answer.ok && answer.error.trouble.detail).toContain(words);
  });

  it('when no server listens, then the request was not sent', async () => {
    const address = await answering(() => {});
    await new Promise<void>((resolve) => server?.close(() => resolve()));
    server = undefined;
    expect(await httpPost(address)(QUESTION, NEVER)).toMatchObject({
      ok: false,
      error: { sent: false, trouble: { code: 'LNK-101' } },
    });
  });

  it('when the connection breaks, then the request counts as sent', async () => {
    const address = await listening(createTcpServer((socket) => socket.once('data', () => socket.destroy())) as never);
    expect(await httpPost(address)(QUESTION, NEVER)).toMatchObject({
      ok: false,
      error: { sent: true, trouble: { code: 'LNK-103' } },
    });
  });

  it('when the signal is aborted, then the request ends, and the error says whether it was sent', async () => {
    const stop = new AbortController();
    const address = await answering(() => stop.abort());
    expect(await httpPost(address)(QUESTION, stop.signal)).toMatchObject({ ok: false, error: { sent: true } });
    expect(await httpPost(address)(QUESTION, stop.signal)).toMatchObject({ ok: false, error: { sent: false } });
  });

  it('when an answer is longer than 2 MB, then it is refused', async () => {
    const address = await answering((_request, response) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536)));
      };
      response.on('drain', more);
      more();
    });
    const answer = await httpPost(address)(QUESTION, NEVER);
    expect(!answer.ok && answer.error.trouble.detail).toContain('more than 2000000 bytes');
  });
});

describe('TLS', () => {
  let folder: string;
  let fingerprint: string;
  let heard = 0;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ipps-'));
    const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe', cwd: folder }).toString();
    openssl(
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '30',
      ...['-subj', '/CN=printer', '-keyout', 'key.pem', '-out', 'cert.pem'],
    );
    fingerprint = openssl('x509', '-in', 'cert.pem', '-noout', '-fingerprint', '-sha256').split('=')[1]!.trim();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const printer = () =>
    listening(
      createTlsServer(
        { key: readFileSync(join(folder, 'key.pem')), cert: readFileSync(join(folder, 'cert.pem')) },
        (_request, response) => {
          heard += 1;
          response.end(Buffer.from([7]));
        },
      ),
      true,
    );

  it('when a self-signed certificate has the pinned fingerprint, then the request is sent', async () => {
    const address = await printer();
    expect(await httpPost(address, { fingerprint })(QUESTION, NEVER)).toEqual({ ok: true, value: Uint8Array.of(7) });
    const small = fingerprint.replaceAll(':', '').toLowerCase();
    expect(await httpPost(address, { fingerprint: small })(QUESTION, NEVER)).toMatchObject({ ok: true });
  });

  it('when the certificate is not trusted or has another fingerprint, then nothing is sent', async () => {
    const address = await printer();
    const before = heard;
    const other = `${fingerprint.startsWith('0') ? '1' : '0'}${fingerprint.slice(1)}`;
    for (const options of [{}, { fingerprint: other }]) {
      expect(await httpPost(address, options)(QUESTION, NEVER)).toMatchObject({
        ok: false,
        error: { trouble: { code: 'LNK-102', kind: 'not-permitted' } },
      });
    }
    expect(heard).toBe(before);
  });
});
