import { z } from 'zod';
import { strictShape } from '../../drivers/shapes.ts';
import { type DeepReadonly, localizedNames } from '../config/words.ts';
import { DOOR_PICTURES } from '../words/door-pictures.ts';
import { SERVICE_ICONS } from '../words/icons.ts';
import { aliasesSchema, id, uniqueListSchema } from './parts.ts';

const GROUP_LETTERS = 32;
const HINT_LETTERS = 60;
const DOOR_LETTERS = 24;
const DOOR_HINT_LETTERS = 36;
const MOST_DOORS = 6;

const group = strictShape({
  id,
  icon: z.literal(SERVICE_ICONS),
  /** Drawn larger and first. */
  door: z.literal(true).optional(),
  /** Only a door of the first page opens it: the group is no button and no answer of the search. */
  unlisted: z.literal(true).optional(),
  title: localizedNames(GROUP_LETTERS),
  hint: localizedNames(HINT_LETTERS),
  aliases: aliasesSchema,
});

const door = strictShape({
  id,
  picture: z.literal(DOOR_PICTURES),
  /** `mine`: the page *my application or appointment*. */
  opens: z.union([strictShape({ group: id }), strictShape({ service: id }), strictShape({ page: z.literal('mine') })]),
  title: localizedNames(DOOR_LETTERS),
  hint: localizedNames(DOOR_HINT_LETTERS),
});

/** A picture of the first page. A touch on it begins a visit at its page. */
export type FirstPageDoor = DeepReadonly<z.infer<typeof door>>;

/** Services behind a door; `null`: the door opens no services. */
export function servicesBehind<S extends { readonly id: string; readonly groups: readonly string[] }>(
  { opens }: FirstPageDoor,
  services: readonly S[],
): readonly S[] | null {
  if ('page' in opens) return null;
  return services.filter(({ id, groups }) => ('group' in opens ? groups.includes(opens.group) : id === opens.service));
}

export type ServiceGroup = DeepReadonly<z.infer<typeof group>>;

export const groupsSchema = strictShape({
  groups: uniqueListSchema(z.array(group).min(1).max(10), 'id').refine(
    (groups) => groups.filter(({ door }) => door).length <= 1,
    'at most one group with door: true',
  ),
  /** In the order of the first page. Without doors, the page has the button to all services. */
  doors: uniqueListSchema(z.array(door).max(MOST_DOORS), 'id').default([]),
  /** Words that people type to find *my application or appointment*. */
  mine: aliasesSchema,
});

export type Aliases = DeepReadonly<z.infer<typeof aliasesSchema>>;
