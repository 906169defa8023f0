export interface DataUseRow {
  /** Id. If the catalogue lacks it, the page may have a text. */
  readonly register: string;
  readonly title: string;
  /** In the citizen's language; `null`: not in the catalogue. */
  readonly reads: string | null;
  /** Agency. */
  readonly reader: string;
  /** Centre time, `YYYY-MM-DDTHH:MM`. */
  readonly at: string;
}

/** Of this visit, from the office's log. */
export type DataUse =
  | { readonly stage: 'asking' }
  | { readonly stage: 'unanswered' }
  | { readonly stage: 'answered'; readonly rows: readonly DataUseRow[] };
