import { z } from 'zod';
import { strictShape } from '../../drivers/shapes.ts';
import { type DeepReadonly, localizedNames } from '../config/words.ts';
import { SERVICE_ICONS } from '../words/icons.ts';
import { aliasesSchema, id, uniqueListSchema } from './parts.ts';

const GROUP_LETTERS = 32;
const HINT_LETTERS = 60;

const group = strictShape({
  id,
  icon: z.literal(SERVICE_ICONS),
  /** Drawn larger and first. */
  door: z.literal(true).optional(),
  title: localizedNames(GROUP_LETTERS),
  hint: localizedNames(HINT_LETTERS),
  aliases: aliasesSchema,
});

export type ServiceGroup = DeepReadonly<z.infer<typeof group>>;

export const groupsSchema = strictShape({
  groups: uniqueListSchema(z.array(group).min(1).max(9), 'id').refine(
    (groups) => groups.filter(({ door }) => door).length <= 1,
    'at most one group with door: true',
  ),
  /** Words that people type to find *my application or appointment*. */
  mine: aliasesSchema,
});

export type Aliases = DeepReadonly<z.infer<typeof aliasesSchema>>;
