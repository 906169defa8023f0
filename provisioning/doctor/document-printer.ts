import type { Profile } from '../../device/config/profile.ts';
import { DOCUMENT_PRINTER_BLOCK_CODE } from '../../drivers/document-printer/contract.ts';
import { printerUri } from '../../drivers/document-printer/ipp/address.ts';
import { adviceOf, comesOnline } from '../devices/open-device.ts';
import {
  documentPrinterAdvice,
  documentPrinterInProfile,
  openDocumentPrinter,
  whyDocumentPrinterAway,
} from '../devices/open-document-printer.ts';
import { bad, type CheckFinding, good, warning } from './check.ts';
import { type DeviceCheckTiming, SIMULATED_FINDING } from './device-checks.ts';
import { addressTroubleOf } from './wire-trouble.ts';

/** ms, within the limit of a check. */
const ANSWERS_MS = 3_500;

type Settings = NonNullable<Profile['devices']['documentPrinter']>;

/** Asks the printer, also while other users print. */
export async function documentPrinterFinding(
  settings: Settings,
  profile: Profile,
  { clock, timeFactor }: DeviceCheckTiming,
): Promise<CheckFinding> {
  if (settings.uri === 'simulated') return SIMULATED_FINDING;
  const place = documentPrinterInProfile(profile);
  if (!place)
    return bad(`${settings.uri} is not an address of a printer`, 'mend devices.documentPrinter.uri in the profile');
  const where = printerUri(place.link);
  const { printer, trouble } = openDocumentPrinter(place, clock, () => {});
  const online = await comesOnline(printer, clock, ANSWERS_MS * timeFactor);
  const { blockedBy, paper, toner } = printer.status();
  const about = printer.about();
  const why = trouble();
  await printer.close();
  if (!online) {
    const finding = bad(`${where} ${whyDocumentPrinterAway(why)}`, documentPrinterAdvice(place.link, why));
    return { ...finding, wire: why && addressTroubleOf(why) };
  }
  if (about?.takesPdf === false)
    return bad(`${where} takes no PDF (PRN-121)`, 'replace it with a printer that takes PDF over IPP');
  if (blockedBy !== null) {
    const code = DOCUMENT_PRINTER_BLOCK_CODE[blockedBy];
    return bad(`${where} is stopped: ${blockedBy} (${code})`, adviceOf(code));
  }
  // Some printers only warn without toner, but the kiosk then prints no sheet.
  if (toner === 'out') return bad(`${where} has no toner (PRN-116)`, adviceOf('PRN-116'));
  if (paper === 'low') return warning(`${where} answers, paper is low`, 'put paper into the tray');
  if (toner === 'low') return warning(`${where} answers, toner is low`, 'have a cartridge at hand');
  return good(`${where} answers, paper: ${paper}, toner: ${toner}`);
}
