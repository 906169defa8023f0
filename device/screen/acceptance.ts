/** From 0 (left or top) to 1. */
export interface PagePoint {
  readonly x: number;
  readonly y: number;
}

/** A new `id` each time a page is shown. */
export type AcceptanceScreen =
  | { readonly show: 'rest'; readonly id: number; readonly lines: readonly string[] }
  | { readonly show: 'target'; readonly id: number; readonly lines: readonly string[]; readonly at: PagePoint }
  /** A touch anywhere plays a tone. */
  | { readonly show: 'tone'; readonly id: number; readonly lines: readonly string[] };

export interface AcceptanceTouch extends PagePoint {
  readonly id: number;
}
