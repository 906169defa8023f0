/** One reading of a register about a person. */
export interface DataUseRow {
  /** The register's id: where the catalogue does not name it, the page may have words of its own for it. */
  readonly register: string;
  readonly title: string;
  /** The data that are read there, in the citizen's language; `null` if the catalogue does not know. */
  readonly reads: string | null;
  /** The agency that read it. */
  readonly reader: string;
  /** Local to the centre, `YYYY-MM-DDTHH:MM`. */
  readonly at: string;
}

/** What was read about somebody in this visit, as the office has it in its own log. */
export type DataUse =
  | { readonly stage: 'asking' }
  | { readonly stage: 'unanswered' }
  | { readonly stage: 'answered'; readonly rows: readonly DataUseRow[] };
