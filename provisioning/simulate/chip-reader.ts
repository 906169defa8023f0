import { createPn532Decoder } from '../../drivers/id-reader/pn532/describe.ts';
import type { Pn532Simulator } from '../../simulators/id-reader/pn532/pn532.ts';
import { type SimulatedDevice, type SimulatedDeviceOptions, wrapSimulator } from './device.ts';
import { faultVerbs, plainVerb, type SimulatorVerb } from './verbs.ts';

/** A PN532 with the chips of the simulated documents. */
export async function simulatedNfcReader({ wire, clock, seed }: SimulatedDeviceOptions): Promise<SimulatedDevice> {
  const [{ createPn532Simulator }, card, { simulatedDocument }, { createChipSimulator }, { CHIP_PLANS }, random] =
    await Promise.all([
      import('../../simulators/id-reader/pn532/pn532.ts'),
      import('../../simulators/id-reader/pn532/card.ts'),
      import('../../simulators/id-reader/documents.ts'),
      import('../../simulators/id-reader/emrtd/chip.ts'),
      import('../../simulators/id-reader/emrtd/issue/plans.ts'),
      import('../../simulators/random.ts'),
    ]);
  const reader = createPn532Simulator({ wire, clock, random: random.seededRandom(seed) });
  const withChip = Object.keys(CHIP_PLANS);
  const known = [...withChip, card.TICKET.id];
  const put: SimulatorVerb = {
    name: 'put',
    takes: '<document>',
    does: `put a card on the reader: ${known.join(', ')}`,
    run(id) {
      if (id === card.TICKET.id) reader.insert(card.TICKET);
      else {
        const document = withChip.includes(id) ? simulatedDocument(id)?.id : undefined;
        if (document === undefined) return `which card? ${known.join(', ')}`;
        const chip = createChipSimulator({ document, random: random.seededRandom(seed) });
        reader.insert(card.documentCard(id, chip));
      }
      return undefined;
    },
  };
  return wrapSimulator(reader, {
    verbs: [put, ...cardHandVerbs(reader), ...faultVerbs(reader.faults)],
    decoder: createPn532Decoder,
    state: () => reader.state(),
    stateWords({ power, card: on, place, looking, apdus }) {
      const what = on === null ? 'no card' : `${on} ${place === 'half-out' ? 'half out' : 'on the reader'}`;
      return `${power}, ${what}${looking ? ', looking' : ''}${apdus > 0 ? `, ${apdus} APDUs` : ''}`;
    },
  });
}

/** What hands do with a card on a contactless reader. */
export const cardHandVerbs = (reader: Pn532Simulator): SimulatorVerb[] => [
  plainVerb('half out', 'move the card to the edge of the field', () => reader.pullHalfOut()),
  plainVerb('remove', 'take the card away', () => reader.remove()),
  {
    name: 'remove at',
    takes: '<apdu>',
    does: 'take the card away at this APDU, counted from 1 since it was put there',
    run(number) {
      if (!/^[1-9]\d{0,4}$/.test(number)) return 'at which APDU? 1 is the first';
      reader.removeAt(Number(number));
      return undefined;
    },
  },
  plainVerb('power cycle', 'switch the reader off and on', () => reader.powerCycle()),
];
