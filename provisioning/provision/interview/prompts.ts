import { confirm, intro, isCancel, log, password, select, text } from '@clack/prompts';

/** Given answers are kept. */
export type InterviewExit = { readonly leave: 'back' | 'stop' };
export type PromptAnswer<T> = { readonly answer: T } | InterviewExit;

export interface TextQuestion {
  readonly message: string;
  readonly otherwise?: string | undefined;
  /** `null`: the answer fits. */
  readonly refuse: (answer: string) => string | null;
  readonly isSecret?: true;
  /** Ends the question if the answer came another way. */
  readonly signal?: AbortSignal;
}

export interface SelectQuestion<T> {
  readonly message: string;
  readonly options: readonly { readonly value: T; readonly label: string; readonly hint?: string }[];
  /** Absent: no way back. */
  readonly back?: string;
  readonly first?: T;
}

export interface InterviewPrompts {
  begin(title: string, how: string): void;
  say(words: string): void;
  text(question: TextQuestion): Promise<PromptAnswer<string>>;
  choose<T>(choices: SelectQuestion<T>): Promise<PromptAnswer<T>>;
  agree(message: string, yes: string, no: string): Promise<PromptAnswer<boolean>>;
}

const USUAL = { columns: 80, rows: 24 };

/** Standard output is for the result. */
const AT = { output: process.stderr };
// With size 0, as of many serial consoles, each letter has its own line, and a menu no second choice.
for (const size of ['columns', 'rows'] as const) if (process.stderr[size] === 0) process.stderr[size] = USUAL[size];
const BACK = '<';
const STOP = { leave: 'stop' } as const;

export const terminalPrompts: InterviewPrompts = {
  begin(title, how) {
    intro(title, AT);
    log.message(how, AT);
  },
  say: (words) => log.message(words, AT),
  async text({ message, otherwise, refuse, isSecret, signal }) {
    const validate = (typed: string | undefined): string | undefined => {
      const answer = (typed ?? '').trim();
      if (answer === BACK || (answer === '' && otherwise !== undefined)) return undefined;
      return refuse(answer) ?? undefined;
    };
    const common = { ...AT, message, validate, ...(signal && { signal }) };
    const typed = isSecret
      ? await password(common)
      : await text({ ...common, ...(otherwise !== undefined && { placeholder: otherwise, defaultValue: otherwise }) });
    if (isCancel(typed)) return STOP;
    const answer = (typed ?? '').trim();
    if (answer === BACK) return { leave: 'back' };
    return { answer: answer === '' ? (otherwise ?? '') : answer };
  },
  async choose({ message, options, back, first }) {
    const all = options.map(({ value: _, ...shown }, index) => ({ ...shown, value: index }));
    const initialValue = Math.max(
      0,
      options.findIndex(({ value }) => value === first),
    );
    const chosen = await select({
      ...AT,
      message,
      options: back === undefined ? all : [...all, { value: BACK_CHOICE, label: back }],
      initialValue,
    });
    if (isCancel(chosen)) return STOP;
    const option = options[chosen];
    return option ? { answer: option.value } : { leave: 'back' };
  },
  async agree(message, active, inactive) {
    const said = await confirm({ ...AT, message, active, inactive, initialValue: true });
    return isCancel(said) ? STOP : { answer: said };
  },
};

const BACK_CHOICE = -1;
