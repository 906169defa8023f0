import { listPcscReaders } from '../../drivers/id-reader/pcsc/listing.ts';
import type { FindIo, FoundDevice } from './found.ts';

/** Lists all readers of the PC/SC service. A SIM slot is a reader too: only a document shows which reader is for documents. */
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

/** Numbered by the service in the order of plugging in (`… 00 00`): the profile has only the beginning of the name. */
const withoutSlot = (reader: string): string => reader.replace(/ [0-9A-F]{2} [0-9A-F]{2}$/, '');
