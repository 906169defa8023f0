import { afterAll, beforeAll } from 'vitest';
import { officeDecisionsContract } from '../contract/office-decisions.ts';
import { officeStoreContract } from '../contract/office-store.ts';
import { type PostgresServer, startPostgres } from '../postgres.ts';

/* The reference back office on Debian's PostgreSQL. */

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.close());

for (const contract of [officeStoreContract, officeDecisionsContract])
  contract('PostgreSQL', async () => ({ place: await server.database(), remove: async () => undefined }));
