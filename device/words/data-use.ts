export interface DataAccess {
  readonly register: string;
  readonly title: string;
  /** `null`: the catalogue lacks the register. */
  readonly reads: string | null;
  readonly reader: string;
  /** Centre time, `YYYY-MM-DDTHH:MM`. */
  readonly at: string;
}

/** Accesses in this visit, from the office's log. */
export type DataAccesses =
  | { readonly stage: 'asking' }
  | { readonly stage: 'unanswered' }
  | { readonly stage: 'answered'; readonly rows: readonly DataAccess[] };
