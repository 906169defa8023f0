import { z } from 'zod';
import type { WireDecoder } from '../link/wire-line.ts';
import {
  COMMON_SETTINGS,
  type CommonSettings,
  type SettingsWithDriverName,
  type TerminalProtocol,
  type TypedTerminalSettings,
} from '../payment-terminal/protocol.ts';
import { ZVT } from '../payment-terminal/zvt/protocol.ts';
import { ok, type Result } from '../result.ts';

/** Map of protocols, by the name that profiles and traces store. */
const TERMINAL_PROTOCOLS = { zvt: ZVT };

/** If only a terminal's link is known. */
const USUAL_PROTOCOL = 'zvt';

type Protocols = typeof TERMINAL_PROTOCOLS;
export type TerminalProtocolName = keyof Protocols;

export type TerminalSettingsByProtocol = {
  readonly [N in TerminalProtocolName]: SettingsWithDriverName<N, Protocols[N]['settings']> & CommonSettings;
};
export type WireSettingsByProtocol = {
  readonly [N in TerminalProtocolName]: SettingsWithDriverName<N, Protocols[N]['speech']>;
};
export type TerminalSettings = TerminalSettingsByProtocol[TerminalProtocolName];
export type TerminalWireSettings = WireSettingsByProtocol[TerminalProtocolName];

/** By name, so a protocol gets only its own settings. */
const PROTOCOLS: Readonly<Record<TerminalProtocolName, TerminalProtocol<z.ZodRawShape, z.ZodRawShape>>> =
  TERMINAL_PROTOCOLS;

export const TERMINAL_PROTOCOL_NAMES = Object.keys(TERMINAL_PROTOCOLS) as TerminalProtocolName[];
export const terminalProtocol = (name: TerminalProtocolName) => PROTOCOLS[name];

/** Zod shapes of a terminal's settings in the profile: the protocol's own and the common ones. */
export const settingsShape = (name: TerminalProtocolName): z.ZodRawShape => ({
  ...PROTOCOLS[name].settings,
  ...COMMON_SETTINGS,
});

/** Returns the wire settings of a terminal if only its framing is known. */
export const defaultWireSettings = (framing: 'serial' | 'tcp'): TerminalWireSettings => ({
  driver: USUAL_PROTOCOL,
  framing,
});

/** Returns the settings that a trace stores. */
export const wireSettingsOf = (settings: TerminalSettings): TerminalWireSettings =>
  ({
    driver: settings.driver,
    ...z.object(PROTOCOLS[settings.driver].speech).parse(settings),
  }) as TerminalWireSettings;

/** Completes the settings that a person typed with the settings of the profile. */
export function completeTypedSettings(
  typed: TypedTerminalSettings,
  settings: TerminalSettings | null,
): Result<TerminalWireSettings, string> {
  const driver = settings?.driver ?? USUAL_PROTOCOL;
  const speech = PROTOCOLS[driver].typed(typed, settings);
  return speech.ok ? ok({ driver, ...speech.value } as TerminalWireSettings) : speech;
}

export const createTerminalDecoder = (speech: TerminalWireSettings): WireDecoder =>
  PROTOCOLS[speech.driver].createDecoder(speech);
