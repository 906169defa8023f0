export interface DataUseRow {
  /** Register's id. If the catalogue lacks the register, the page may have a text. */
  readonly register: string;
  readonly title: string;
  /** What was read, in the citizen's language; `null`: the catalogue lacks the register. */
  readonly reads: string | null;
  /** Agency that read. */
  readonly reader: string;
  /** Centre time, `YYYY-MM-DDTHH:MM`. */
  readonly at: string;
}

/** Accesses to the citizen's data in this visit, from the office's log. */
export type DataUse =
  | { readonly stage: 'asking' }
  | { readonly stage: 'unanswered' }
  | { readonly stage: 'answered'; readonly rows: readonly DataUseRow[] };
