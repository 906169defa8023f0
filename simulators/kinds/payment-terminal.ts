import type {
  TerminalProtocolName,
  TerminalWireSettings,
  WireSettingsByProtocol,
} from '../../drivers/kinds/terminal-protocols.ts';
import { terminalCommissionedYesterday } from '../payment-terminal/by-hand.ts';
import type { PaymentTerminalSimulator, SimulatedTerminalParts } from '../payment-terminal/contract.ts';
import { zvtOccasions } from '../payment-terminal/occasions.ts';
import { createZvtTerminalSimulator, type ZvtTerminalState } from '../payment-terminal/zvt.ts';
import type { OccasionDetector, OccasionNameOf } from '../scripts/occasions.ts';

interface SimulatedProtocol<Speech> {
  create(speech: Speech, parts: SimulatedTerminalParts): PaymentTerminalSimulator;
  /** Memory of a terminal on the day after a technician's trial payment. */
  firstMemory(now: Date): unknown;
  occasions(speech: Speech): OccasionDetector<OccasionNameOf<'terminal'>>;
  withoutSecrets(speech: Speech): Speech;
  wireLabel(speech: Speech): string;
}

const SIMULATED: { readonly [N in TerminalProtocolName]: SimulatedProtocol<WireSettingsByProtocol[N]> } = {
  zvt: {
    create: ({ framing, currency }, { saved, ...parts }) =>
      createZvtTerminalSimulator({
        ...parts,
        framing,
        currency,
        saved: saved as ZvtTerminalState | undefined,
      }),
    firstMemory: terminalCommissionedYesterday,
    occasions: ({ framing }) => zvtOccasions(framing),
    withoutSecrets: ({ driver, framing }) => ({ driver, framing }),
    wireLabel: ({ framing }) => (framing === 'serial' ? 'ZVT · 115200 8N1' : 'ZVT · TCP'),
  },
};

/** The simulated end of a payment protocol, by the driver's name. */
export const simulatedProtocol = ({
  driver,
}: Pick<TerminalWireSettings, 'driver'>): SimulatedProtocol<TerminalWireSettings> => SIMULATED[driver];
