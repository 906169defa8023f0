/** Place of a touch, from 0 (left or top) to 1. */
export interface PagePoint {
  readonly x: number;
  readonly y: number;
}

/** Page of the acceptance test, with a new `id` each time it is shown. */
export type AcceptanceScreen =
  | { readonly show: 'rest'; readonly id: number; readonly lines: readonly string[] }
  | { readonly show: 'target'; readonly id: number; readonly lines: readonly string[]; readonly at: PagePoint }
  /** The page plays a tone at a touch anywhere. */
  | { readonly show: 'tone'; readonly id: number; readonly lines: readonly string[] };

export interface AcceptanceTouch extends PagePoint {
  readonly id: number;
}
