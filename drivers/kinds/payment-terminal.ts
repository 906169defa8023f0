import type { RawTool } from '../payment-terminal/protocol.ts';
import type { TerminalDriver, TerminalParts } from '../payment-terminal/terminal-driver.ts';
import { openZvtTerminal } from '../payment-terminal/zvt/open.ts';
import { ZVT_RAW } from '../payment-terminal/zvt/raw.ts';
import type { SettingsOf, SpeechOf, TerminalProtocolName } from './terminal-protocols.ts';

interface TerminalFactory<N extends TerminalProtocolName> {
  readonly open: (settings: DriverSettings<N>, parts: TerminalParts) => TerminalDriver;
  /** Absent: no messages by hand. */
  readonly raw?: RawTool<SpeechOf[N]>;
}

type DriverSettings<N extends TerminalProtocolName> = SpeechOf[N] & Partial<SettingsOf[N]>;

const TERMINAL_FACTORIES: { readonly [N in TerminalProtocolName]: TerminalFactory<N> } = {
  zvt: { open: openZvtTerminal, raw: ZVT_RAW },
};

/** Creates the driver for the protocol in the settings. */
export const createPaymentTerminal = <N extends TerminalProtocolName>(
  settings: DriverSettings<N>,
  parts: TerminalParts,
): TerminalDriver => TERMINAL_FACTORIES[settings.driver as N].open(settings, parts);

/** Returns the protocol's tool for messages by hand, or `undefined`. */
export const rawToolOf = <N extends TerminalProtocolName>({ driver }: SpeechOf[N]): RawTool<SpeechOf[N]> | undefined =>
  TERMINAL_FACTORIES[driver as N].raw;
