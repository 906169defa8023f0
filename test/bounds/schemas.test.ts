import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { addressesSchema } from '../../device/catalogue/address.ts';
import { groupsSchema } from '../../device/catalogue/groups.ts';
import { holidaysSchema } from '../../device/catalogue/holidays.ts';
import { registersSchema } from '../../device/catalogue/register.ts';
import { serviceSchema } from '../../device/catalogue/schema.ts';
import { thingsToBringSchema } from '../../device/catalogue/thing.ts';
import { profileSchema } from '../../device/config/profile.ts';
import { orderSchema, settingsSchema } from '../../provisioning/provision/order/order.ts';
import { fromRoot } from '../tools/root.mjs';
import { boundedParts, isOutOfBounds } from './schema-bounds.ts';

const FILE = fromRoot('test/bounds/schemas.json');

interface Written {
  readonly min?: number;
  readonly max?: number;
  readonly patterns?: readonly string[];
}

const SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  profile: profileSchema(),
  order: orderSchema,
  settings: settingsSchema,
  service: serviceSchema,
  groups: groupsSchema,
  things: thingsToBringSchema,
  registers: registersSchema,
  addresses: addressesSchema,
  holidays: holidaysSchema,
};

const written = JSON.parse(readFileSync(FILE, 'utf8')) as Readonly<Record<string, Readonly<Record<string, Written>>>>;

const found = Object.fromEntries(
  Object.entries(SCHEMAS).map(([name, schema]) => [
    name,
    Object.fromEntries(
      boundedParts(schema).map(({ path, bounds, patterns }): [string, Written] => [
        path,
        {
          ...Object.fromEntries(bounds.map(({ kind, value }) => [kind, value])),
          ...(patterns.length > 0 && { patterns }),
        },
      ]),
    ),
  ]),
);

it('when a bound of a schema changes, then the list in schemas.json must change with it', () => {
  if (process.env['UPDATE_BOUNDS']) writeFileSync(FILE, `${JSON.stringify(found, null, 2)}\n`);
  else
    expect(found, 'if it was changed on purpose: UPDATE_BOUNDS=1 npx vitest run --project unit test/bounds').toEqual(
      written,
    );
});

describe.each(Object.keys(SCHEMAS))('of the schema %s', (name) => {
  const parts = new Map(boundedParts(SCHEMAS[name]!).map((part) => [part.path, part]));
  const rows = Object.entries(written[name] ?? {}).flatMap(([path, { min, max }]) => [
    ...(min === undefined ? [] : [{ path, bound: 'min', last: min, beyond: min - 1 }]),
    ...(max === undefined ? [] : [{ path, bound: 'max', last: max, beyond: max + 1 }]),
  ]);

  it('when a value is at a bound, then the schema accepts it; a value one beyond is refused', () => {
    const wrong = rows.filter(({ path, last, beyond }) => {
      const schema = parts.get(path)?.schema;
      return (
        !schema ||
        isOutOfBounds(schema, last) ||
        (beyond >= 0 || isNumber(schema) ? !isOutOfBounds(schema, beyond) : false)
      );
    });
    expect(wrong).toEqual([]);
  });
});

const isNumber = (schema: z.ZodType): boolean => (schema as unknown as { readonly type: string }).type === 'number';
