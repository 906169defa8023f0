export interface DataAccess {
  readonly register: string;
  readonly title: string;
  /** `null`: the catalogue lacks the register. */
  readonly reads: string | null;
  readonly reader: string;
  /** Centre time, `YYYY-MM-DDTHH:MM`. */
  readonly at: string;
}

/** The office's answer to the question who read the citizen's data in this visit. */
export type VisitDataAccesses =
  | { readonly stage: 'asking' }
  | { readonly stage: 'unanswered' }
  | { readonly stage: 'answered'; readonly rows: readonly DataAccess[] };
