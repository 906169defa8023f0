import { z } from 'zod';
import { serviceSchema } from './schema.ts';

/**
 * `service.schema.json`: the shape of a service's file as JSON Schema 2020-12, for editors. It has no rules between values:
 * the start of the kiosk and `asan-kiosk catalogue check` report those. Shared parts stand under the `id` of their `meta`: zod would number
 * them, and each new field would renumber the parts behind it.
 */
export function serviceJsonSchema(): string {
  const schema = z.toJSONSchema(serviceSchema, { io: 'input' });
  return `${JSON.stringify({ title: 'A service of the catalogue', ...schema }, null, 2)}\n`;
}
