import { randomUUID } from 'node:crypto';
import { makeTestSheetPdf } from '../../device/maintenance/devices/test-sheet.ts';
import type { DocumentPrinterTrouble } from '../../drivers/document-printer/contract.ts';
import { printerUri } from '../../drivers/document-printer/ipp/address.ts';
import { comesOnline } from '../devices/open-device.ts';
import {
  documentPrinterAdvice,
  documentPrinterInProfile,
  openDocumentPrinter,
  whyDocumentPrinterAway,
} from '../devices/open-document-printer.ts';
import { areSameLetters, randomLetters } from './random-letters.ts';
import { type AcceptanceFinding, failedStep, passedStep, skipped } from './result.ts';
import type { AcceptanceContext } from './step.ts';

/** Longest wait in ms for a printer that wakes up. */
const CONNECT_MS = 20_000;

export async function sheetStep(parts: AcceptanceContext): Promise<AcceptanceFinding> {
  const { profile, io, person, words, stop } = parts;
  const its = profile.devices.documentPrinter;
  if (!its) return skipped('not-fitted');
  const place = documentPrinterInProfile(profile);
  if (its.uri === 'simulated' || !place) return skipped('simulated');
  const { printer, trouble: linkTrouble } = openDocumentPrinter(place, io.clock, ({ bytes, why }) =>
    io.note(`discarded ${bytes.length} bytes: ${why}`),
  );
  try {
    if (!(await comesOnline(printer, io.clock, CONNECT_MS))) {
      const why = linkTrouble();
      return failedStep(why?.code ?? 'PRN-103', whyDocumentPrinterAway(why), documentPrinterAdvice(place.link, why));
    }
    const six = randomLetters(6);
    const job = {
      pdf: await makeTestSheetPdf('asan-kiosk accept', six),
      copies: 1,
      sheets: 1,
      jobName: 'asan-kiosk accept',
      key: `accept-${randomUUID()}`,
    };
    const printed = await printer.print(job, stop, () => undefined);
    if (!printed.ok) return failedStep(printed.error.code, troubleWords(printed.error));
    if (!areSameLetters(await person.ask(words.sheet.typeLetters), six))
      return failedStep('ACC-113', 'the typed letters are not the letters on the sheet');
    const device = {
      kind: 'document printer',
      model: printer.about()?.model ?? null,
      firmware: null,
      serial: null,
      at: printerUri(place.link),
    };
    return passedStep('sheet-came', `${printed.value.sheets} sheets counted`, [device]);
  } finally {
    await printer.close();
  }
}

const troubleWords = ({ kind, phase }: DocumentPrinterTrouble): string => `${kind}, ${phase}`;
