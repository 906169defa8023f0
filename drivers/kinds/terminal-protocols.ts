import { z } from 'zod';
import type { WireDecoder } from '../link/wire-line.ts';
import {
  COMMON_SETTINGS,
  type CommonSettings,
  type Named,
  type TerminalProtocol,
  type TypedSettings,
} from '../payment-terminal/protocol.ts';
import { ZVT } from '../payment-terminal/zvt/protocol.ts';
import { ok, type Result } from '../result.ts';

/** The payment protocols, by the names that profiles and traces have for them. */
const TERMINAL_PROTOCOLS = { zvt: ZVT };

/** What a terminal speaks of which nothing is known but where it is. */
const USUAL_PROTOCOL = 'zvt';

type Protocols = typeof TERMINAL_PROTOCOLS;
export type TerminalProtocolName = keyof Protocols;

export type SettingsOf = {
  readonly [N in TerminalProtocolName]: Named<N, Protocols[N]['settings']> & CommonSettings;
};
export type SpeechOf = { readonly [N in TerminalProtocolName]: Named<N, Protocols[N]['speech']> };
/** What a profile says of its terminal, besides its link. */
export type TerminalSettings = SettingsOf[TerminalProtocolName];
/** What must be known of a terminal to read and write its bytes. */
export type TerminalSpeech = SpeechOf[TerminalProtocolName];

/** A protocol is only ever given what was said of a terminal that speaks it, because both are found by its name. */
const PROTOCOLS: Readonly<Record<TerminalProtocolName, TerminalProtocol<z.ZodRawShape, z.ZodRawShape>>> =
  TERMINAL_PROTOCOLS;

export const TERMINAL_PROTOCOL_NAMES = Object.keys(TERMINAL_PROTOCOLS) as TerminalProtocolName[];
export const terminalProtocol = (name: TerminalProtocolName) => PROTOCOLS[name];

/** The settings of a terminal in the profile, as shapes for zod: its protocol's and the common ones. */
export const settingsShape = (name: TerminalProtocolName): z.ZodRawShape => ({
  ...PROTOCOLS[name].settings,
  ...COMMON_SETTINGS,
});

/** How a terminal speaks of which nothing is said but its framing. */
export const usualSpeech = (framing: 'serial' | 'tcp'): TerminalSpeech => ({ driver: USUAL_PROTOCOL, framing });

/** What a trace holds of the settings. */
export const speechOf = (settings: TerminalSettings): TerminalSpeech =>
  ({ driver: settings.driver, ...z.object(PROTOCOLS[settings.driver].speech).parse(settings) }) as TerminalSpeech;

/** What a person typed, over what the profile says. */
export function typedSpeech(typed: TypedSettings, settings: TerminalSettings | null): Result<TerminalSpeech, string> {
  const driver = settings?.driver ?? USUAL_PROTOCOL;
  const speech = PROTOCOLS[driver].typed(typed, settings);
  return speech.ok ? ok({ driver, ...speech.value } as TerminalSpeech) : speech;
}

export const terminalDecoder = (speech: TerminalSpeech): WireDecoder => PROTOCOLS[speech.driver].createDecoder(speech);
