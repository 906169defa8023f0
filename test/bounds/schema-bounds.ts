import { z } from 'zod';

interface Bound {
  readonly kind: 'min' | 'max';
  readonly value: number;
}

interface Bounded {
  readonly path: string;
  readonly schema: z.ZodType;
  readonly bounds: readonly Bound[];
  readonly patterns: readonly string[];
}

interface Check {
  readonly check: string;
  readonly value?: number;
  readonly inclusive?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly length?: number;
  readonly pattern?: RegExp;
}

interface Def {
  readonly type: string;
  readonly checks?: readonly { readonly _zod: { readonly def: Check } }[];
  readonly pattern?: RegExp;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly options?: readonly z.ZodType[];
  readonly items?: readonly z.ZodType[];
  readonly [child: string]: unknown;
}

const defOf = (schema: z.ZodType): Def => (schema as unknown as { readonly _zod: { readonly def: Def } })._zod.def;

function boundsOf({ checks = [] }: Def): readonly Bound[] {
  return checks.flatMap(({ _zod: { def } }): readonly Bound[] => {
    const { check, value, minimum, maximum, length } = def;
    if (check === 'greater_than' || check === 'less_than') {
      if (def.inclusive !== true) throw new Error('write the bound as .min or .max: the rows test these');
      return [{ kind: check === 'greater_than' ? 'min' : 'max', value: value! }];
    }
    if (check === 'min_length') return [{ kind: 'min', value: minimum! }];
    if (check === 'max_length') return [{ kind: 'max', value: maximum! }];
    if (check === 'length_equals') return (['min', 'max'] as const).map((kind) => ({ kind, value: length! }));
    return [];
  });
}

const COUNT = /\{\d+(,\d*)?\}/;

const patternsOf = ({ checks = [] }: Def): readonly string[] =>
  checks
    .flatMap(({ _zod: { def } }) => (def.pattern ? [def.pattern.source] : []))
    .filter((pattern) => COUNT.test(pattern));

const WITHIN = ['innerType', 'element', 'in', 'out', 'keyType', 'valueType', 'left', 'right'] as const;

function childrenOf(def: Def): readonly (readonly [string, z.ZodType])[] {
  const { shape = {}, options = [], items = [] } = def;
  return [
    ...Object.entries(shape).map(([key, child]) => [`.${key}`, child] as const),
    ...options.map((child, nth) => [nameOf(child) ?? `(${nth})`, child] as const),
    ...items.map((child, nth) => [`[${nth}]`, child] as const),
    ...WITHIN.flatMap((name) =>
      def[name] instanceof z.core.$ZodType
        ? [[name === 'element' || name === 'valueType' ? '[]' : '', def[name] as z.ZodType] as const]
        : [],
    ),
  ];
}

function nameOf(option: z.ZodType): string | undefined {
  for (const [key, child] of Object.entries(defOf(option).shape ?? {})) {
    const { type, values } = defOf(child) as Def & { readonly values?: readonly unknown[] };
    if (type === 'literal') return `(${key}=${values?.join('|')})`;
  }
  return undefined;
}

/** Every part of a schema with bounds. A part in several places has the name of the first place. */
export function boundedParts(schema: z.ZodType): readonly Bounded[] {
  const seen = new Set<z.ZodType>();
  const visit = (part: z.ZodType, path: string): readonly Bounded[] => {
    if (seen.has(part)) return [];
    seen.add(part);
    const def = defOf(part);
    const [bounds, patterns] = [boundsOf(def), patternsOf(def)];
    const own = bounds.length + patterns.length > 0 ? [{ path: path || '.', schema: part, bounds, patterns }] : [];
    return [...own, ...childrenOf(def).flatMap(([step, child]) => visit(child, path + step))];
  };
  return visit(schema, '');
}

/** Whether this number, or a text or list of this length, is out of bounds. */
export function isOutOfBounds(schema: z.ZodType, value: number): boolean {
  const { type } = defOf(schema);
  const given = type === 'number' ? value : type === 'array' ? Array.from({ length: value }) : 'x'.repeat(value);
  const { error } = schema.safeParse(given);
  return error?.issues.some(({ code, path }) => path.length === 0 && /^too_/.test(code)) ?? false;
}
