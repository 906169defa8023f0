import type { Result } from '../result.ts';
import type { LinkTrouble } from './link.ts';

/** Remembers why the last link failed. */
export interface LinkFactoryWithTrouble<L> {
  readonly factory: () => L;
  /** `undefined`: link open, or first attempt not ended. */
  readonly trouble: () => LinkTrouble | undefined;
}

interface Opening {
  open(): Promise<Result<void, LinkTrouble>>;
  onDown(listener: (why: LinkTrouble) => void): () => void;
}

/** Returns a factory of the same links that remembers their last trouble: a driver tells only that its device is away. */
export function rememberTrouble<L extends Opening>(factory: () => L): LinkFactoryWithTrouble<L> {
  let trouble: LinkTrouble | undefined;
  return {
    trouble: () => trouble,
    factory() {
      const link = factory();
      link.onDown((why) => {
        trouble = why;
      });
      return {
        ...link,
        async open() {
          const opened = await link.open();
          trouble = opened.ok ? undefined : opened.error;
          return opened;
        },
      };
    },
  };
}
