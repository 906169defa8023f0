import { z } from 'zod';
import { serviceSchema } from './schema.ts';

/**
 * `service.schema.json`: shape of a service's file as JSON Schema 2020-12, for editors. Rules between values are missing: the start of the
 * kiosk and `asan-kiosk catalogue check` report those. Shared parts are named by the `id` of their `meta`: zod would number them, and a new
 * field would renumber the rest.
 */
export function serviceJsonSchema(): string {
  const schema = z.toJSONSchema(serviceSchema, { io: 'input' });
  return `${JSON.stringify({ title: 'A service of the catalogue', ...schema }, null, 2)}\n`;
}
