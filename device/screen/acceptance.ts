/** A place on the page, each from 0 at the left or upper edge to 1 at the other. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** What the page of the acceptance test shows; `id` names one showing of it. */
export type AcceptanceScreen =
  | { readonly show: 'rest'; readonly id: number; readonly lines: readonly string[] }
  /** A target at this place. */
  | { readonly show: 'target'; readonly id: number; readonly lines: readonly string[]; readonly at: Place }
  /** A touch anywhere plays a tone. */
  | { readonly show: 'tone'; readonly id: number; readonly lines: readonly string[] };

/** Where a finger came down while a screen was shown. */
export interface AcceptanceTouch extends Place {
  readonly id: number;
}
