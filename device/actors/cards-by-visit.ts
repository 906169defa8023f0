import type { ReaderEvent } from '../../drivers/id-reader/contract.ts';

/** Assigns a card to the visit in which it was inserted. A chip takes up to 45 s: a late report must not reach the next citizen's visit. */
export function createCardVisitTracker() {
  let visit: number | null = null;
  let cardOf: number | null = null;
  const areOurs = () => visit !== null && cardOf === visit;
  return {
    begin(id: number): void {
      visit = id;
    },
    end(): void {
      visit = null;
    },
    /** Whether the newest card was inserted during the running visit. */
    areOurs,
    onReaderEvent({ type }: ReaderEvent): boolean {
      if (type === 'document.inserted') cardOf = visit;
      return areOurs();
    },
  };
}
