import { fromHex } from '../../bytes.ts';
import { parseReportDescriptor, type ReportDescriptor, type Usage, usageOf } from '../../hid/descriptor.ts';
import { listActiveUsages, matchReport } from '../../hid/fields.ts';
import { err, ok, type Result } from '../../result.ts';

/** USB HID 1.11, appendices B.1, E.6. A boot keyboard sends this whatever its descriptor says. */
export const BOOT_KEYBOARD_DESCRIPTOR: Uint8Array = fromHex(
  '05010906a101050719e029e715002501750195088102' +
    '950175088103' +
    '950575010508190129059102950175039103' +
    '95067508150026ff000507190029ff8100c0',
);

const parsedBoot = parseReportDescriptor(BOOT_KEYBOARD_DESCRIPTOR);
if (!parsedBoot.ok) throw new Error('the built-in descriptor of the boot keyboard is malformed');
/** Reports in boot protocol (HID 1.11, appendix B.1). */
export const BOOT_KEYBOARD: ReportDescriptor = parsedBoot.value;

const KEYBOARD_PAGE = 0x07;
/** HID Usage Tables, section 10: too many keys down, or a failed self-test. */
const ROLL_OVER: ReadonlySet<Usage> = new Set([1, 2, 3].map((id) => usageOf(KEYBOARD_PAGE, id)));

/** Keys down in one report. Volume keys may come in a report with another id. */
export interface KeysDown {
  readonly reportId: number;
  readonly usages: readonly Usage[];
}

/** Decodes the pressed keys. The error says why the bytes tell nothing about keys: the last report still holds. */
export function decodeKeys(bytes: Uint8Array, descriptor: ReportDescriptor): Result<KeysDown, string> {
  const matched = matchReport(descriptor, 'input', bytes);
  if (!matched) return err(`there is no report ${bytes[0] ?? 'of no bytes'}`);
  const { report, body } = matched;
  if (body.length < report.bytes) return err(`${body.length} of ${report.bytes} bytes`);
  const usages = [...new Set(listActiveUsages(report, body))];
  if (usages.some((usage) => ROLL_OVER.has(usage))) return err('too many keys at once for the keypad to tell');
  return ok({ reportId: report.id, usages });
}

const MODIFIER_FIRST = 0xe0;
const MODIFIER_LAST = 0xe7;
const MAX_KEYS = 6;

/** Encodes a boot keyboard report with these keys down. More than six keys give the phantom state (all 1). */
export function encodeKeys(usages: readonly Usage[]): Uint8Array {
  const ids = usages.map((usage) => usage % 0x1_0000);
  const modifiers = ids.filter((id) => id >= MODIFIER_FIRST && id <= MODIFIER_LAST);
  const keys = ids.filter((id) => id < MODIFIER_FIRST);
  const report = new Uint8Array(8);
  report[0] = modifiers.reduce((bits, id) => bits | (1 << (id - MODIFIER_FIRST)), 0);
  report.set(keys.length > MAX_KEYS ? new Uint8Array(MAX_KEYS).fill(1) : keys, 2);
  return report;
}
