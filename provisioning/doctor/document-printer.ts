import type { Profile } from '../../device/config/profile.ts';
import type { Clock } from '../../drivers/clock.ts';
import { DOCUMENT_PRINTER_BLOCK_CODE } from '../../drivers/document-printer/contract.ts';
import { printerUri } from '../../drivers/document-printer/ipp/address.ts';
import { adviceOf, whenOnline } from '../devices/open-device.ts';
import {
  documentPrinterAdvice,
  documentPrinterAwayWords,
  openDocumentPrinter,
  placeInProfile,
} from '../devices/open-document-printer.ts';
import { bad, type Check, good, warning } from './check.ts';

const NAME = 'document printer';
const SIMULATED = 'simulated; --profile FILE checks the devices of a cabinet';

/** None where the profile has no document printer. Others may print on it meanwhile. */
export async function documentPrinterChecks(profile: Profile, clock: Clock): Promise<readonly Check[]> {
  const settings = profile.devices.documentPrinter;
  if (!settings) return [];
  if (settings.uri === 'simulated') return [good(NAME, SIMULATED)];
  const place = placeInProfile(profile);
  if (!place) return [bad(NAME, `${settings.uri} is no address of a printer`, 'mend devices.documentPrinter.uri')];
  const where = printerUri(place.link);
  const { printer, trouble } = openDocumentPrinter(place, clock, () => {});
  const online = await whenOnline(printer, clock);
  const { blockedBy, paper, toner } = printer.status();
  const about = printer.about();
  const why = trouble();
  await printer.close();
  if (!online) return [bad(NAME, `${where} ${documentPrinterAwayWords(why)}`, documentPrinterAdvice(place.link, why))];
  if (about?.takesPdf === false)
    return [bad(NAME, `${where} takes no PDF (PRN-121)`, 'exchange it for a printer that takes PDF over IPP')];
  if (blockedBy !== null) {
    const code = DOCUMENT_PRINTER_BLOCK_CODE[blockedBy];
    return [bad(NAME, `${where} is stopped: ${blockedBy} (${code})`, adviceOf(code))];
  }
  if (paper === 'low') return [warning(NAME, `${where} answers, paper is low`, 'put paper into the tray')];
  if (toner === 'low') return [warning(NAME, `${where} answers, toner is low`, 'have a cartridge at hand')];
  return [good(NAME, `${where} answers, paper: ${paper}, toner: ${toner}`)];
}
