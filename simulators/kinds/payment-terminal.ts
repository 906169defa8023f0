import type { SpeechOf, TerminalProtocolName, TerminalSpeech } from '../../drivers/kinds/terminal-protocols.ts';
import { onALaterDay } from '../payment-terminal/by-hand.ts';
import type { PaymentTerminalSimulator, SimulatedTerminalParts } from '../payment-terminal/contract.ts';
import { zvtOccasions } from '../payment-terminal/occasions.ts';
import { createZvtTerminalSimulator, type ZvtTerminalState } from '../payment-terminal/zvt.ts';
import type { NameOf, OccasionsOf } from '../scripts/occasions.ts';

/** What a payment protocol has on the terminal's end of the wire. */
interface SimulatedProtocol<Speech> {
  create(speech: Speech, parts: SimulatedTerminalParts): PaymentTerminalSimulator;
  /** What a terminal remembers with which a technician tried one payment, on the day after. */
  firstMemory(now: Date): unknown;
  /** What a script can wait for. */
  occasions(speech: Speech): OccasionsOf<NameOf<'terminal'>>;
  /** As much of the speech as a device tells of itself: no password. */
  withoutSecrets(speech: Speech): Speech;
  /** The wire as a person plugs it in. */
  wireLabel(speech: Speech): string;
}

const SIMULATED: { readonly [N in TerminalProtocolName]: SimulatedProtocol<SpeechOf[N]> } = {
  zvt: {
    create: ({ framing, currency }, { saved, ...parts }) =>
      createZvtTerminalSimulator({
        ...parts,
        framing,
        currency,
        saved: saved as ZvtTerminalState | undefined,
      }),
    firstMemory: onALaterDay,
    occasions: ({ framing }) => zvtOccasions(framing),
    withoutSecrets: ({ driver, framing }) => ({ driver, framing }),
    wireLabel: ({ framing }) => (framing === 'serial' ? 'ZVT · 115200 8N1' : 'ZVT · TCP'),
  },
};

/** The terminal's end of a protocol: both are found by its name. */
export const simulatedProtocol = ({ driver }: Pick<TerminalSpeech, 'driver'>): SimulatedProtocol<TerminalSpeech> =>
  SIMULATED[driver];
