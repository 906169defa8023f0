/*
 * Reports as of a boot keyboard (USB HID 1.11, appendix B.1), usages as of a US keyboard (HID Usage Tables 1.5, chapter 10). The tables
 * have only the letters of an order code.
 */

const ENTER = 0x28;
const SHIFT = 0x22;
const A = 0x04;
const ONE = 0x1e;
const DIGITS = '1234567890';
const OTHERS: Readonly<Record<number, readonly [plain: string, shifted: string]>> = {
  45: ['-', '_'],
  51: [';', ':'],
  55: ['.', '>'],
  56: ['/', '?'],
};
/** Most letters of a line. */
const MOST_LETTERS = 512;

/** Joins the reports of one keyboard to lines; returns a line at its Enter key. */
export function createWedgeReader(): (report: Uint8Array) => string | null {
  let line = '';
  let held: ReadonlySet<number> = new Set();
  return (report) => {
    const [modifiers = 0, , ...cells] = report;
    const keys = cells.filter((usage) => usage > 3);
    const fresh = keys.filter((usage) => !held.has(usage));
    held = new Set(keys);
    for (const usage of fresh) {
      if (usage === ENTER) {
        const whole = line;
        line = '';
        return whole;
      }
      line = `${line}${letterOf(usage, (modifiers & SHIFT) !== 0)}`.slice(-MOST_LETTERS);
    }
    return null;
  };
}

function letterOf(usage: number, isShifted: boolean): string {
  if (usage >= A && usage < A + 26) return String.fromCharCode((isShifted ? 65 : 97) + usage - A);
  if (usage >= ONE && usage < ONE + 10) return isShifted ? '' : (DIGITS[usage - ONE] ?? '');
  return OTHERS[usage]?.[isShifted ? 1 : 0] ?? '';
}
