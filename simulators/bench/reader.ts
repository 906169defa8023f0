import * as z from 'zod/mini';
import { createMrzDecoder } from '../../drivers/id-reader/mrz/describe.ts';
import {
  CHIP_TROUBLE_DOCUMENTS,
  type ChipTroubleId,
  type DocumentId,
  SIMULATED_DOCUMENTS,
  type SimulatedDocument,
} from '../id-reader/documents.ts';
import { createMrzReaderSimulator, type MrzReaderSimulator } from '../id-reader/mrz.ts';
import {
  type BenchContext,
  type BenchDevice,
  type BenchKind,
  commandSchemaWith,
  plainCommandSchema,
} from './bench-device.ts';
import { membersOf } from './labels.ts';
import { INSERTION_LABELS } from './reader-labels.ts';

const commands = z.union([
  commandSchemaWith('reader', 'insert', {
    document: z.enum([...SIMULATED_DOCUMENTS, ...CHIP_TROUBLE_DOCUMENTS].map(({ id }) => id)),
    how: z.enum(membersOf(INSERTION_LABELS)),
  }),
  plainCommandSchema('reader', 'remove'),
]);

type ReaderCommand = z.infer<typeof commands>;

export interface ReaderDockState {
  readonly documents: readonly Omit<SimulatedDocument<DocumentId | ChipTroubleId>, 'zone'>[];
  readonly holding: string | null;
  readonly sending: boolean;
}

interface ReaderOnBench extends BenchDevice<ReaderCommand, ReaderDockState> {
  readonly simulator: MrzReaderSimulator;
}

export const READER: BenchKind<ReaderCommand, ReaderOnBench> = {
  commands,
  recorded: () => ({ driver: 'mrz' }),
  decoder: () => createMrzDecoder(),
  put(place) {
    const simulator = kept(place);
    const documents = [...SIMULATED_DOCUMENTS, ...(place.settings.chip ? CHIP_TROUBLE_DOCUMENTS : [])];
    // The zone is only on the wire.
    const shown = documents.map(({ id, title, holder, note }) => ({ id, title, holder, note }));
    return {
      simulator,
      part() {
        const { holding, sending } = simulator.state();
        return { documents: shown, holding, sending };
      },
      obey: (command) => obey(simulator, command),
      heal: () => simulator.remove(),
      onChange: simulator.onChange,
      close: simulator.close,
    };
  },
};

function kept({ wire, clock, memory }: BenchContext): MrzReaderSimulator {
  const file = memory<{ readonly holding: string | null }>();
  const saved = file.load();
  const reader = createMrzReaderSimulator({ wire, clock, ...(saved ? { saved } : {}) });
  reader.onChange(({ holding }) => file.save({ holding }));
  return reader;
}

function obey(reader: MrzReaderSimulator, command: ReaderCommand): void {
  if (command.do === 'remove') reader.remove();
  else if (command.how === 'whole') reader.insert(command.document);
  else if (command.how === 'unreadable') reader.insert(command.document, { unreadable: true });
  else reader.insert(command.document, { early: command.how });
}
