export const CITIZEN_CODE_KINDS = ['application', 'document', 'parked', 'credit', 'phone-code', 'answer'] as const;
export type CitizenCodeKind = (typeof CITIZEN_CODE_KINDS)[number];

/** Also what staff scan: the number of a sealed bag. */
export const SCANNED_KINDS = [...CITIZEN_CODE_KINDS, 'bag'] as const;
export type ScannedKind = (typeof SCANNED_KINDS)[number];

/**
 * Why a scan has no effect. `foreign`: no code of a kiosk, or not for this page. `credit`: a credit code on a page that takes none.
 * `unread`: the code came incomplete. `not-now`: the page of this code cannot open now.
 */
export const SCAN_REFUSALS = ['foreign', 'credit', 'unread', 'not-now'] as const;
export type ScanRefusal = (typeof SCAN_REFUSALS)[number];
