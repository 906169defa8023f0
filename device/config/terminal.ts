import { z } from 'zod';
import {
  settingsShape,
  TERMINAL_PROTOCOL_NAMES,
  type TerminalSettings,
} from '../../drivers/kinds/terminal-protocols.ts';
import { strictShape } from '../../drivers/shapes.ts';
import { type LinkProfile, linkSchema } from './link.ts';
import { CONTRADICTION_PARAMS } from './words.ts';

const terminals = TERMINAL_PROTOCOL_NAMES.map((driver) =>
  strictShape({ driver: z.literal(driver), ...settingsShape(driver), link: linkSchema }),
);

const anyTerminal: z.ZodType = z.discriminatedUnion(
  'driver',
  terminals as [(typeof terminals)[0], ...typeof terminals],
  {
    error: ({ code }) => (code === 'invalid_union' ? TERMINAL_PROTOCOL_NAMES.join(' or ') : undefined),
  },
);

export const terminalSchema = (anyTerminal as z.ZodType<TerminalSettings & { readonly link: LinkProfile }>).refine(
  (value) => !('framing' in value) || value.framing === 'serial' || value.link === 'simulated' || 'tcp' in value.link,
  {
    path: ['framing'],
    message: 'serial, because its link is serial',
    params: CONTRADICTION_PARAMS,
  },
);
