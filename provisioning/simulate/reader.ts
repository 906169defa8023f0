import { createMrzDecoder } from '../../drivers/id-reader/mrz/describe.ts';
import { PLAIN_LINES } from '../../drivers/id-reader/mrz/dialect.ts';
import type { InsertOptions } from '../../simulators/id-reader/mrz.ts';
import { type SimulatedDevice, type SimulatedDeviceOptions, wrapSimulator } from './device.ts';
import { plainVerb, type SimulatorVerb } from './verbs.ts';

const HOW: Readonly<Record<string, InsertOptions>> = {
  '': {},
  unreadable: { unreadable: true },
  'early after-line-1': { early: 'after-line-1' },
  'early in-line-2': { early: 'in-line-2' },
};

export async function simulatedReader({
  wire,
  clock,
  dialect = PLAIN_LINES,
}: SimulatedDeviceOptions): Promise<SimulatedDevice> {
  const [{ createMrzReaderSimulator }, { CHIP_TROUBLE_DOCUMENTS, SIMULATED_DOCUMENTS }] = await Promise.all([
    import('../../simulators/id-reader/mrz.ts'),
    import('../../simulators/id-reader/documents.ts'),
  ]);
  const reader = createMrzReaderSimulator({ wire, clock, dialect });
  const ids = [...SIMULATED_DOCUMENTS, ...CHIP_TROUBLE_DOCUMENTS].map(({ id }) => id);
  const verbs: SimulatorVerb[] = [
    {
      name: 'insert',
      takes: '<document> [how]',
      does: `put a document in; how: ${Object.keys(HOW)
        .filter((how) => how !== '')
        .join(', ')}`,
      run(rest) {
        const [id = '', ...more] = rest.split(' ');
        const how = HOW[more.join(' ')];
        if (!ids.some((known) => known === id)) return `which document? ${ids.join(', ')}`;
        if (!how)
          return `how? ${Object.keys(HOW)
            .filter((word) => word !== '')
            .join(', ')}`;
        reader.insert(id, how);
        return undefined;
      },
    },
    plainVerb('remove', 'take the document out', () => reader.remove()),
  ];
  return wrapSimulator(reader, {
    verbs,
    decoder: () => createMrzDecoder(dialect),
    state() {
      const { holding, sending } = reader.state();
      return { holding, sending };
    },
    stateWords({ holding, sending }) {
      return holding === null ? 'empty' : `${holding} inside${sending ? ', sending' : ''}`;
    },
  });
}
