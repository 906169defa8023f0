import { createPn532Decoder } from '../../drivers/id-reader/pn532/describe.ts';
import { cardHandVerbs } from './chip-reader.ts';
import { type SimulatedDevice, type SimulatedDeviceOptions, wrapSimulator } from './device.ts';
import { faultVerbs, type SimulatorVerb } from './verbs.ts';

/** A PN532 and the badges of the dock. */
export async function simulatedBadgeReader({ wire, clock, seed }: SimulatedDeviceOptions): Promise<SimulatedDevice> {
  const [{ createPn532Simulator }, { SIMULATED_BADGES }, random] = await Promise.all([
    import('../../simulators/id-reader/pn532/pn532.ts'),
    import('../../simulators/badge/badges.ts'),
    import('../../simulators/random.ts'),
  ]);
  const reader = createPn532Simulator({ wire, clock, random: random.seededRandom(seed) });
  const known = SIMULATED_BADGES.map(({ id }) => id);
  const put: SimulatorVerb = {
    name: 'put',
    takes: '<badge>',
    does: `lay a badge on the reader: ${known.join(', ')}`,
    values: known,
    run(id) {
      const badge = SIMULATED_BADGES.find((each) => each.id === id);
      if (!badge) return `which badge? ${known.join(', ')}`;
      reader.insert(badge.card());
      return undefined;
    },
  };
  return wrapSimulator(reader, {
    verbs: [put, ...cardHandVerbs(reader), ...faultVerbs(reader.faults)],
    decoder: createPn532Decoder,
    state: () => reader.state(),
    stateWords: ({ power, card, looking }) =>
      `${power}, ${card === null ? 'no badge' : `${card} on the reader`}${looking ? ', looking' : ''}`,
  });
}
