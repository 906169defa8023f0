import type { FastifyInstance } from 'fastify';
import { type OpenedTrace, openTrace } from './opened-trace.ts';

/** In bytes; a busy kiosk's day needs a tenth of this. */
const LONGEST_TRACE = 64 * 1024 * 1024;

/**
 * `POST /dock/opened-trace` takes the text of a trace. It answers with the steps, or with 400 and the wrong line. The last trace is kept
 * for the pictures of its papers.
 */
export function serveTrace(app: FastifyInstance): void {
  let opened: OpenedTrace | undefined;

  app.post('/dock/opened-trace', { bodyLimit: LONGEST_TRACE }, (request, reply) => {
    const read = openTrace(typeof request.body === 'string' ? request.body : '');
    if (!read.ok) {
      const { code, line, detail } = read.error;
      return reply.code(400).send({ error: `line ${line}: ${detail} (${code})` });
    }
    opened = read.value;
    return reply.header('cache-control', 'no-store').send(opened.view);
  });

  app.get<{ Params: { device: string; file: string } }>('/dock/opened-trace/:device/:file', (request, reply) => {
    const { device, file } = request.params;
    const steps = /^(\d{1,9})\.svg$/.exec(file)?.[1];
    const picture = steps === undefined ? undefined : opened?.paperAfter(device, Number(steps));
    if (picture === undefined) return reply.code(404).send({ error: 'no such paper' });
    return reply.header('cache-control', 'no-store').type('image/svg+xml').send(picture);
  });
}
