import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { concatBytes } from '../../drivers/bytes.ts';
import { type ListeningPort, listenAt } from '../listening-port.ts';
import type { DocumentPrinterSimulator } from './printer.ts';

const MAX_REQUEST_BYTES = 40_000_000;
const PATH = '/ipp/print';

/** A simulated printer on an HTTP port. */
export type ListeningPrinter = ListeningPort;

/**
 * A simulated printer at `http://HOST:PORT/ipp/print` (RFC 8010, 4). Rejects if the port is taken; 0 is any port. A request may be as long
 * as a document with its attributes: real printers have no more room.
 */
export async function listenHttp(
  printer: DocumentPrinterSimulator,
  port: number,
  host = '127.0.0.1',
): Promise<ListeningPrinter> {
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => void serve(printer, request, response));
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  return listenAt(server, port, host, () => {
    for (const socket of sockets) socket.destroy();
  });
}

async function serve(printer: DocumentPrinterSimulator, request: IncomingMessage, response: ServerResponse) {
  if (request.method !== 'POST' || request.headers['content-type'] !== 'application/ipp') return end(response, 400);
  if (request.url !== PATH) return end(response, 404);
  const body = await bodyOf(request);
  if (body === null) return end(response, 413);
  const answer = await printer.answer(body);
  if (answer.bytes !== null) {
    response.writeHead(200, { 'Content-Type': 'application/ipp', 'Content-Length': answer.bytes.length });
    response.end(answer.bytes);
  } else if (answer.hangsUp) request.socket.destroy();
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status).end();
}

/** `null`: the request is too long or cut short. */
async function bodyOf(request: IncomingMessage): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of request) {
      length += (chunk as Buffer).length;
      if (length > MAX_REQUEST_BYTES) return null;
      chunks.push(chunk as Buffer);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ECONNRESET') return null;
    throw error;
  }
  return concatBytes(chunks);
}
