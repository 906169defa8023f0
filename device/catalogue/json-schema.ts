import { z } from 'zod';
import { serviceSchema } from './schema.ts';

/**
 * `service.schema.json`: the shape of a service's file as JSON Schema 2020-12, for editors. Rules between values are not in it: those
 * are told at the start, and by `asan-kiosk catalogue check`.
 */
export function serviceJsonSchema(): string {
  const schema = z.toJSONSchema(serviceSchema, { io: 'input', reused: 'ref' });
  return `${JSON.stringify({ title: 'A service of the catalogue', ...schema }, null, 2)}\n`;
}
