import { z } from 'zod';
import { err, ok, type Result } from '../../result.ts';
import { quotedText } from '../../shapes.ts';
import type { CommonSettings, TerminalProtocol, TypedTerminalSettings } from '../protocol.ts';
import { ZVT_DEFAULTS } from './defaults.ts';
import { createZvtDecoder } from './describe.ts';

const PASSWORD = 'six digits in quotes';
const KEPT_PASSWORD = `${PASSWORD} or credential:NAME`;

const framing = z.literal(['serial', 'tcp']);
const password = quotedText(/^[0-9]{6}$/, PASSWORD);
/** ISO 4217, numeric. */
const currency = z.int().min(1).max(999);
/** Charset that the terminal uses, even if the terminal says otherwise. */
const charset = z.literal(['cp437', 'latin1', 'utf8', 'zvt7']);

/** In a profile, the password may be a credential; loading the profile replaces it. */
const kept = quotedText(/^([0-9]{6}|credential:[a-z][a-z0-9-]{0,39})$/, KEPT_PASSWORD);

const settings = {
  framing,
  password: kept,
  currency: currency.default(ZVT_DEFAULTS.currency),
  charset: charset.default(ZVT_DEFAULTS.charset),
  /** Whether the terminal holds an approved sale until the office registered it (*issue of goods*). Default: no. */
  issueOfGoods: z.exactOptional(z.boolean()),
  /** Most trace numbers of declined sales, diagnoses and ends of day between two sales. */
  countsBetween: z.int().min(0).max(20).default(0),
};

const speech = {
  framing,
  /** The password is on the wire anyway, in the registration. */
  password: z.exactOptional(password),
  currency: z.exactOptional(currency),
  charset: z.exactOptional(charset),
};

type ZvtSettings = z.output<z.ZodObject<typeof settings>>;
export type ZvtWireSettings = z.output<z.ZodObject<typeof speech>>;
/** Traces and hand tools set only the speech. */
export type ZvtDriverSettings = ZvtWireSettings & Partial<ZvtSettings & CommonSettings>;

export const ZVT: TerminalProtocol<typeof settings, typeof speech> = {
  // Stop bits of a serial line [PA00P016_04, chapter 3].
  stopBits: 2,
  settings,
  speech,
  typed,
  createDecoder: (told) => createZvtDecoder(told.framing, told.charset),
};

function typed(said: TypedTerminalSettings, known: ZvtSettings | null): Result<ZvtWireSettings, string> {
  const way = said.framing ?? (said.overTcp ? 'tcp' : (known?.framing ?? 'serial'));
  if (way !== 'serial' && way !== 'tcp') return err(`no framing called ${way}; there are serial, tcp`);
  return ok({
    framing: way,
    password: said.password ?? known?.password ?? ZVT_DEFAULTS.password,
    ...(known && { currency: known.currency, charset: known.charset }),
  });
}
