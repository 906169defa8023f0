import type { Result } from '../result.ts';
import type { LinkTrouble } from './link.ts';

/** A factory of links, and why the last one did not open or went down: a driver only says that its device is away. */
export interface NotedLink<L> {
  readonly factory: () => L;
  /** `undefined` while one is open, and before the first attempt is over. */
  readonly trouble: () => LinkTrouble | undefined;
}

interface Opening {
  open(): Promise<Result<void, LinkTrouble>>;
  onDown(listener: (why: LinkTrouble) => void): () => void;
}

/** The same links, each noted. */
export function noted<L extends Opening>(factory: () => L): NotedLink<L> {
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
