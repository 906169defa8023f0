import type { Receipt } from '../contract.ts';

/** What stands under a receipt that did not come out whole, in the languages of the kiosk. */
export const VOID_LINES = ['ETİBARSIZDIR', 'НЕДЕЙСТВИТЕЛЬНО', 'VOID'] as const;

/**
 * Printed after a receipt that failed, before anything else. A part of that receipt may still hang out, or come out of a buffer that could
 * not be cleared. It gets these words under it and is cut off. The next citizen's receipt begins on paper of its own. `voids`: the number
 * of the void paper, if it has one, because its remains may have been torn off.
 */
export function voidSlip(voids: string | undefined): Receipt {
  const words = [...(voids === undefined ? [] : [`№ ${voids}`]), ...VOID_LINES];
  return { lines: words.map((text) => ({ text, style: 'bold', align: 'center' })), cut: true };
}
