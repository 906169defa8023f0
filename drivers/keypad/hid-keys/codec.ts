import { fromHex } from '../../bytes.ts';
import { parseReportDescriptor, type ReportDescriptor, type Usage, usageOf } from '../../hid/descriptor.ts';
import { matchReport, usagesOn } from '../../hid/fields.ts';
import { err, ok, type Result } from '../../result.ts';

/**
 * The keyboard of USB HID 1.11, appendix B.1 and E.6: a byte of modifiers, a reserved one, five lights, six cells of an
 * array. A boot keyboard sends this even if its own description says otherwise.
 */
export const BOOT_KEYBOARD_DESCRIPTOR: Uint8Array = fromHex(
  // A keyboard, application; eight modifiers of one bit.
  '05010906a101050719e029e715002501750195088102' +
    // A reserved byte.
    '950175088103' +
    // Five lights, and padding to the byte.
    '950575010508190129059102950175039103' +
    // Six cells that hold the usages of the keys that are down.
    '95067508150026ff000507190029ff8100c0',
);

const parsedBoot = parseReportDescriptor(BOOT_KEYBOARD_DESCRIPTOR);
if (!parsedBoot.ok) throw new Error('the descriptor of the boot keyboard is well-formed');
/** The reports of a keyboard in boot protocol. Source: HID 1.11, appendix B.1. */
export const BOOT_KEYBOARD: ReportDescriptor = parsedBoot.value;

const KEYBOARD_PAGE = 0x07;
/** HID Usage Tables, section 10: more keys are down than the keyboard can tell, or it failed its own test. */
const ROLL_OVER: ReadonlySet<Usage> = new Set([1, 2, 3].map((id) => usageOf(KEYBOARD_PAGE, id)));

/** What is down now, by the report it came in: a keypad may send its keys in one report and its volume in another. */
export interface KeysDown {
  readonly reportId: number;
  readonly usages: readonly Usage[];
}

/** Not ok: why these bytes tell nothing about keys. What is down is then what it was. */
export function decodeKeys(bytes: Uint8Array, descriptor: ReportDescriptor): Result<KeysDown, string> {
  const matched = matchReport(descriptor, 'input', bytes);
  if (!matched) return err(`there is no report ${bytes[0] ?? 'of no bytes'}`);
  const { report, body } = matched;
  if (body.length < report.bytes) return err(`${body.length} of ${report.bytes} bytes`);
  const usages = [...new Set(usagesOn(report, body))];
  if (usages.some((usage) => ROLL_OVER.has(usage))) return err('too many keys at once for the keypad to tell');
  return ok({ reportId: report.id, usages });
}

const MODIFIER_FIRST = 0xe0;
const MODIFIER_LAST = 0xe7;
/** Cells of a boot keyboard's array. */
const MAX_KEYS = 6;

/** The report of a boot keyboard with these usages of the keyboard page down. More than six are the phantom state. */
export function encodeKeys(usages: readonly Usage[]): Uint8Array {
  const ids = usages.map((usage) => usage % 0x1_0000);
  const modifiers = ids.filter((id) => id >= MODIFIER_FIRST && id <= MODIFIER_LAST);
  const keys = ids.filter((id) => id < MODIFIER_FIRST);
  const report = new Uint8Array(8);
  report[0] = modifiers.reduce((bits, id) => bits | (1 << (id - MODIFIER_FIRST)), 0);
  report.set(keys.length > MAX_KEYS ? new Uint8Array(MAX_KEYS).fill(1) : keys, 2);
  return report;
}
