import type { RawExchangeTool } from '../payment-terminal/protocol.ts';
import type { TerminalDriver, TerminalParts } from '../payment-terminal/terminal-driver.ts';
import { openZvtTerminal } from '../payment-terminal/zvt/open.ts';
import { ZVT_RAW } from '../payment-terminal/zvt/raw.ts';
import type { TerminalProtocolName, TerminalSettingsByProtocol, WireSettingsByProtocol } from './terminal-protocols.ts';

interface TerminalFactory<N extends TerminalProtocolName> {
  readonly open: (settings: DriverSettings<N>, parts: TerminalParts) => TerminalDriver;
  /** Absent: no messages by hand. */
  readonly raw?: RawExchangeTool<WireSettingsByProtocol[N]>;
}

type DriverSettings<N extends TerminalProtocolName> = WireSettingsByProtocol[N] &
  Partial<TerminalSettingsByProtocol[N]>;

const TERMINAL_FACTORIES: { readonly [N in TerminalProtocolName]: TerminalFactory<N> } = {
  zvt: { open: openZvtTerminal, raw: ZVT_RAW },
};

/** Creates the driver for the protocol in the settings. */
export const createPaymentTerminal = <N extends TerminalProtocolName>(
  settings: DriverSettings<N>,
  parts: TerminalParts,
): TerminalDriver => TERMINAL_FACTORIES[settings.driver as N].open(settings, parts);

/** Returns the protocol's tool for messages by hand, or `undefined`. */
export const findRawTool = <N extends TerminalProtocolName>({
  driver,
}: WireSettingsByProtocol[N]): RawExchangeTool<WireSettingsByProtocol[N]> | undefined =>
  TERMINAL_FACTORIES[driver as N].raw;
