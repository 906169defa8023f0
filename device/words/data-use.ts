/** An access to a register about a person. */
export interface DataUseRow {
  /** Id of the register. If the catalogue does not name it, the page may have its own text. */
  readonly register: string;
  readonly title: string;
  /** Data that are read, in the citizen's language; `null`: unknown to the catalogue. */
  readonly reads: string | null;
  /** Agency that read it. */
  readonly reader: string;
  /** Local time of the centre, `YYYY-MM-DDTHH:MM`. */
  readonly at: string;
}

/** Accesses for this visit, from the office's log. */
export type DataUse =
  | { readonly stage: 'asking' }
  | { readonly stage: 'unanswered' }
  | { readonly stage: 'answered'; readonly rows: readonly DataUseRow[] };
