import { listPcscReaders } from '../../drivers/id-reader/pcsc/listing.ts';
import type { FindIo, FoundDevice } from './found.ts';

/** Every reader of the PC/SC service. A slot for a SIM is one too: which is for documents, a document tells. */
export async function chipReaders(io: FindIo): Promise<readonly FoundDevice[]> {
  const listed = await listPcscReaders();
  if (!listed.ok) {
    io.note(`readers of PC/SC can not be listed: ${listed.error.detail} (${listed.error.code})`);
    return [];
  }
  return listed.value.map((reader) => ({
    at: { kind: 'pcsc', reader },
    proposals: [
      {
        role: 'chipReader',
        settings: { driver: 'pcsc', reader: withoutSlot(reader) },
        certainty: /\bSAM\b|contact(?!less)/i.test(reader) ? 'likely' : 'described',
        evidence: 'the PC/SC service has it',
      },
    ],
  }));
}

/** The service numbers readers and slots in the order of plugging in (`… 00 00`), and the profile has the beginning of the name. */
const withoutSlot = (reader: string): string => reader.replace(/ [0-9A-F]{2} [0-9A-F]{2}$/, '');
