import { createCcnetDecoder } from '../../drivers/bill-validator/ccnet/describe.ts';
import type { CcnetSimulator } from '../../simulators/bill-validator/ccnet.ts';
import type { CcnetUnitMemory } from '../../simulators/bill-validator/memory.ts';
import { type SimulatedDevice, type SimulatedDeviceOptions, wrapSimulator } from './device.ts';
import { faultVerbs, plainVerb, type SimulatorVerb } from './verbs.ts';

function insertVerb(validator: CcnetSimulator): SimulatorVerb {
  return {
    name: 'insert',
    takes: '<manats>',
    does: 'put a note in: 1, 5, 10, 20, 50, 100 or 200',
    run(text) {
      const manat = /^(1|5|10|20|50|100|200)$/.test(text) ? Number(text) : 0;
      if (manat === 0) return 'which note? 1, 5, 10, 20, 50, 100, 200';
      return validator.insert({ manat })
        ? undefined
        : 'the validator takes no note now, for example because no payment waits for notes';
    },
  };
}

export async function simulatedValidator({ wire, clock, kept }: SimulatedDeviceOptions): Promise<SimulatedDevice> {
  const { createCcnetSimulator } = await import('../../simulators/bill-validator/ccnet.ts');
  const validator = createCcnetSimulator({
    wire,
    clock,
    saved: kept?.saved as CcnetUnitMemory | undefined,
  });
  // The state is on the disk before the bytes about it are on the wire.
  if (kept) validator.onChange(() => kept.save(validator.state()));
  kept?.save(validator.state());
  return wrapSimulator(validator, {
    verbs: [
      insertVerb(validator),
      plainVerb('take', 'take the note out of the mouth', () => validator.take()),
      plainVerb('cassette out', 'take the cassette out and empty it', () => validator.cassetteOut()),
      plainVerb('cassette in', 'put the cassette back', () => validator.cassetteIn()),
      plainVerb('clear jam', 'remove the jam', () => validator.clearJam()),
      plainVerb('power off', 'cut the power', () => validator.powerOff()),
      plainVerb('power on', 'switch the power on again', () => validator.powerOn()),
      ...faultVerbs(validator.faults),
    ],
    decoder: createCcnetDecoder,
    state() {
      const { inside, cassette, cassetteIn, collected } = validator.state();
      return {
        unit: validator.unit()?.state ?? 'without power',
        noteAt: inside?.at ?? null,
        cassetteIn,
        inCassette: cassette.length,
        collected: collected.length,
      };
    },
    stateWords({ unit, noteAt, cassetteIn, inCassette }) {
      const note = noteAt === null ? '' : `, a note in the ${noteAt}`;
      return `${unit}${note}, ${cassetteIn ? `${inCassette} in the cassette` : 'no cassette'}`;
    },
  });
}
