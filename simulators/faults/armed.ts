/** Spent when the fault occurs. An unspent fault proves nothing: `assertSpent` throws. */
export interface ArmedFaults<T extends string> {
  readonly names: readonly T[];
  /** Several wait in order. */
  next(fault: T): ArmedFaults<T>;
  /** For every occasion until `clear`. Never counts as unspent. */
  always(fault: T): ArmedFaults<T>;
  clear(): void;
  armed(): readonly { readonly fault: T; readonly mode: 'next' | 'always' }[];
  /** Spends one of `faults`; `undefined`: none armed. */
  take(...faults: readonly T[]): T | undefined;
  assertSpent(): void;
}

export function armedFaults<T extends string>(names: readonly T[]): ArmedFaults<T> {
  let waiting: readonly { readonly fault: T; readonly mode: 'next' | 'always' }[] = [];
  const faults: ArmedFaults<T> = {
    names,
    next(fault) {
      waiting = [...waiting, { fault, mode: 'next' }];
      return faults;
    },
    always(fault) {
      waiting = [...waiting, { fault, mode: 'always' }];
      return faults;
    },
    clear() {
      waiting = [];
    },
    armed: () => waiting,
    take(...wanted) {
      const due = waiting.find(({ fault }) => wanted.includes(fault));
      if (due?.mode === 'next') waiting = waiting.filter((other) => other !== due);
      return due?.fault;
    },
    assertSpent() {
      const left = waiting.filter(({ mode }) => mode === 'next').map(({ fault }) => fault);
      if (left.length > 0) throw new Error(`faults that nothing met: ${left.join(', ')}`);
    },
  };
  return faults;
}
