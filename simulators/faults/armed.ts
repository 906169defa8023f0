/** Faults of a device: armed, then spent at their occasion. An unspent fault proves nothing, so `assertSpent` throws. */
export interface ArmedFaults<T extends string> {
  readonly names: readonly T[];
  /** For the first occasion. Several wait in order. */
  next(fault: T): ArmedFaults<T>;
  /** For every occasion until `clear`. Does not count as unspent. */
  always(fault: T): ArmedFaults<T>;
  clear(): void;
  armed(): readonly { readonly fault: T; readonly mode: 'next' | 'always' }[];
  /** The fault for an occasion of any of `faults`, which is then spent; `undefined`: no fault. */
  take(...faults: readonly T[]): T | undefined;
  /** Throws their names if `next` faults are left. */
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
