import type { Receipt } from '../contract.ts';

/** Text under a failed receipt, in the kiosk's languages. */
export const VOID_LINES = ['ETİBARSIZDIR', 'НЕДЕЙСТВИТЕЛЬНО', 'VOID'] as const;

/**
 * Slip that is printed first after a failed receipt. Part of that receipt may hang out, or come out of a buffer that was not cleared. The
 * slip marks it as void and cuts it off, so that the next citizen's receipt is on separate paper.
 *
 * @param voids number of the void receipt, if any: its paper may have been torn off
 */
export function voidSlip(voids: string | undefined): Receipt {
  const words = [...(voids === undefined ? [] : [`№ ${voids}`]), ...VOID_LINES];
  return { lines: words.map((text) => ({ text, style: 'bold', align: 'center' })), cut: true };
}
