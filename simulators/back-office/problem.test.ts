import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { answerErrors } from './problem.ts';

it.each([
  ['/verify', undefined],
  ['/v1/verify/A-1', undefined],
  ['/a/K5-7QF2-62', undefined],
  ['/v1/quotes', 'connect ECONNREFUSED db.example:5432'],
])('when the route %s fails, then the detail of the problem is %s', async (url, detail) => {
  const app = Fastify();
  answerErrors(app);
  app.get(url, () => {
    throw new Error('connect ECONNREFUSED db.example:5432');
  });
  const { statusCode, body } = await app.inject({ url });
  expect([statusCode, (JSON.parse(body) as { detail?: string }).detail]).toEqual([500, detail]);
  await app.close();
});
